//! Theorem 11: networks without skip connections have no more sign changes than the recursion allows, and narrow ones attain it.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)] // helpers of tests are tests

mod made;

use made::Dice;
use orbitex::num::Int;
use orbitex::num::rational::{Rat, rat};
use orbitex::theory::narrow::least_narrow_width;

/// Width 2: `n' = n + 2m`, `m' = min(2n, n + 2m)` from `n = m = 1`: (3, 2), (7, 6), (19, 14), (47, 38), (123, 94). Width 3: 4^k.
/// Width 1 is monotone: one crossing at any depth.
#[test]
fn crossings_by_hand() {
    for (depth, most) in (1..).zip([2, 6, 14, 38, 94]) {
        assert_eq!(least_narrow_width(&Int::from(most), depth), Int::from(2));
        assert_eq!(
            least_narrow_width(&Int::from(most + 1), depth),
            Int::from(3)
        );
        let four = Int::from(4).pow(depth);
        assert_eq!(least_narrow_width(&four, depth), Int::from(3));
        assert_eq!(least_narrow_width(&(four + 1), depth), Int::from(4));
        assert_eq!(least_narrow_width(&Int::from(1), depth), Int::from(1));
    }
}

/// Functions given by their values at common points, affine between neighbours.
struct Layer {
    xs: Vec<Rat>,
    units: Vec<Vec<Rat>>,
}

impl Layer {
    /// The input itself on a long interval.
    fn input() -> Layer {
        let xs = vec![rat(-1_000, 1), rat(1_000, 1)];
        Layer {
            units: vec![xs.clone()],
            xs,
        }
    }
    fn combine(&self, weights: &[i64], bias: &Rat) -> Vec<Rat> {
        let at = |i: usize| {
            let terms = self.units.iter().zip(weights);
            terms.map(|(u, w)| &u[i] * rat(*w, 1)).sum::<Rat>() + bias
        };
        (0..self.xs.len()).map(at).collect()
    }
    /// Points at which one of the functions is 0 between two points are put in.
    fn refined(&self, functions: &[Vec<Rat>]) -> Layer {
        let zero = rat(0, 1);
        let mut xs = self.xs.clone();
        for f in functions {
            for i in 1..self.xs.len() {
                let (a, b) = (&f[i - 1], &f[i]);
                if (*a < zero && *b > zero) || (*a > zero && *b < zero) {
                    let x0 = &self.xs[i - 1];
                    xs.push(x0 + (&self.xs[i] - x0) * a / (a - b));
                }
            }
        }
        xs.sort();
        xs.dedup();
        let value = |f: &Vec<Rat>, x: &Rat| {
            let i = self.xs.partition_point(|p| p < x).max(1);
            let (x0, x1) = (&self.xs[i - 1], &self.xs[i]);
            &f[i - 1] + (&f[i] - &f[i - 1]) * (x - x0) / (x1 - x0)
        };
        let units = functions.iter().map(|f| {
            let values = xs.iter().map(|x| value(f, x));
            values.map(|y| y.max(zero.clone())).collect()
        });
        Layer {
            units: units.collect(),
            xs: xs.clone(),
        }
    }
}

/// The most strict sign changes of `values - c`, over all `c`.
fn most_changes(values: &[Rat]) -> usize {
    let mut levels = values.to_vec();
    levels.sort();
    levels.dedup();
    let changes = |c: Rat| {
        let above = values.iter().filter(|v| **v != c).map(|v| *v > c);
        let above: Vec<bool> = above.collect();
        above.windows(2).filter(|w| w[0] != w[1]).count()
    };
    let middles = levels.windows(2).map(|w| (&w[0] + &w[1]) * rat(1, 2));
    middles.map(changes).max().unwrap_or(0)
}

#[test]
fn random_networks_stay_within_the_recursion() {
    let mut dice = Dice(2_718);
    let (mut tried, mut attained) = (0, [0; 4]);
    for _ in 0..6_000 {
        let depth = 1 + dice.below(3);
        let width = 1 + dice.below(3);
        let mut layer = Layer::input();
        for _ in 0..depth {
            let functions: Vec<Vec<Rat>> = (0..width)
                .map(|_| {
                    let weights: Vec<i64> = layer
                        .units
                        .iter()
                        .map(|_| dice.below(7) as i64 - 3)
                        .collect();
                    let bias = rat(dice.below(25) as i64 - 12, 4);
                    layer.combine(&weights, &bias)
                })
                .collect();
            layer = layer.refined(&functions);
        }
        let weights: Vec<i64> = (0..width).map(|_| dice.below(9) as i64 - 4).collect();
        let changes = most_changes(&layer.combine(&weights, &rat(0, 1)));
        let least = least_narrow_width(&Int::from(changes), depth as u32);
        assert!(
            least <= Int::from(width),
            "{changes} changes of width {width}, depth {depth}"
        );
        tried += 1;
        let next = least_narrow_width(&Int::from(changes + 1), depth as u32);
        attained[width] += usize::from(next > Int::from(width));
    }
    println!("narrow: {tried} networks, at the bound for widths 1, 2, 3: {attained:?}");
    assert!(attained[1] > 100 && attained[2] > 20 && attained[3] > 0);
}
