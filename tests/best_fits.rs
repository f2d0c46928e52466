//! Attacks by dynamic programming: the best polygons with K pieces, corners on a grid that has the corners of the iterate,
//! never beat the bounds in the sup norm and in the mean; the gap between the two is reported.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)] // helpers of tests are tests

#[allow(dead_code)]
mod brute;

use brute::{Markov, Random};
use orbitex::certify::area::Area;
use orbitex::certify::bounds::{LevelChoice, half_gap};
use orbitex::certify::{Analysis, Limits};
use orbitex::graph::levels::widest_pair;
use orbitex::map::PiecewiseLinear;
use orbitex::map::families::tent;
use orbitex::num::rational::{Rat, rat};
use orbitex::num::{Int, Number};

/// A grid point: abscissa and ordinate.
type Corner = (Rat, Rat);

fn float(x: &Rat) -> f64 {
    use num_traits::ToPrimitive;
    x.to_f64().unwrap()
}

fn exact(n: &Number) -> Rat {
    n.to_rational().unwrap()
}

/// What a segment costs and how costs of neighbouring segments are put together.
#[derive(Clone, Copy, PartialEq)]
enum Norm {
    Sup,
    Mean,
}

/// The cost of the segment from `(x0, y0)` to `(x1, y1)` against the polygon `f`, in floats.
fn cost(f: &[(f64, f64)], (x0, y0): (f64, f64), (x1, y1): (f64, f64), norm: Norm) -> f64 {
    let line = |x: f64| y0 + (y1 - y0) * (x - x0) / (x1 - x0);
    let inside = f
        .iter()
        .filter(|(x, _)| *x >= x0 - 1e-12 && *x <= x1 + 1e-12);
    let gaps: Vec<(f64, f64)> = inside.map(|(x, y)| (*x, y - line(*x))).collect();
    match norm {
        Norm::Sup => gaps.iter().map(|g| g.1.abs()).fold(0.0, f64::max),
        Norm::Mean => gaps
            .windows(2)
            .map(|w| {
                let (a, b) = (w[0].1, w[1].1);
                let total = a.abs() + b.abs();
                let width = w[1].0 - w[0].0;
                if a * b >= 0.0 {
                    width * total / 2.0
                } else {
                    width * (a * a + b * b) / (2.0 * total)
                }
            })
            .sum(),
    }
}

/// For `1, 2, ..., most` pieces the best polygons with corners over `xs` (those of `f` among them) at heights `ys`.
fn best(f: &PiecewiseLinear, ys: &[Rat], most: usize, norm: Norm) -> Vec<PiecewiseLinear> {
    let xs: Vec<Rat> = f.vertices().iter().map(|v| exact(&v.0)).collect();
    let polygon: Vec<(f64, f64)> = f
        .vertices()
        .iter()
        .map(|(x, y)| (float(&exact(x)), float(&exact(y))))
        .collect();
    let (n, m) = (xs.len(), ys.len());
    let at = |node: usize| (polygon[node / m].0, float(&ys[node % m]));
    // costs[a][b] for nodes a left of b.
    let costs: Vec<Vec<f64>> = (0..n * m)
        .map(|a| {
            let next = (a / m + 1) * m;
            (next..n * m)
                .map(|b| cost(&polygon, at(a), at(b), norm))
                .collect()
        })
        .collect();
    let join = |a: f64, b: f64| match norm {
        Norm::Sup => a.max(b),
        Norm::Mean => a + b,
    };
    let mut reached: Vec<f64> = (0..n * m)
        .map(|a| if a < m { 0.0 } else { f64::INFINITY })
        .collect();
    let mut back: Vec<Vec<usize>> = Vec::new();
    let mut out = Vec::new();
    for _ in 0..most {
        let mut next = vec![f64::INFINITY; n * m];
        let mut from = vec![usize::MAX; n * m];
        for a in 0..n * m {
            if !reached[a].is_finite() {
                continue;
            }
            for (i, c) in costs[a].iter().enumerate() {
                let b = (a / m + 1) * m + i;
                let total = join(reached[a], *c);
                if total < next[b] {
                    (next[b], from[b]) = (total, a);
                }
            }
        }
        back.push(from);
        reached = next;
        let last = (n - 1) * m..n * m;
        let Some(mut node) = last
            .filter(|&b| reached[b].is_finite())
            .min_by(|a, b| reached[*a].total_cmp(&reached[*b]))
        else {
            break;
        };
        let mut corners: Vec<Corner> = vec![(xs[n - 1].clone(), ys[node % m].clone())];
        for from in back.iter().rev() {
            node = from[node];
            corners.push((xs[node / m].clone(), ys[node % m].clone()));
        }
        let vertices = corners.iter().rev();
        let vertices = vertices
            .map(|(x, y)| (Number::from(x), Number::from(y)))
            .collect();
        out.push(PiecewiseLinear::new(vertices).unwrap());
    }
    out
}

/// `|f - g|` at its largest, or integrated, exactly.
fn distance(f: &PiecewiseLinear, g: &PiecewiseLinear, norm: Norm) -> Number {
    let mut xs: Vec<&Number> = f
        .vertices()
        .iter()
        .chain(g.vertices())
        .map(|v| &v.0)
        .collect();
    xs.sort();
    xs.dedup();
    let gap = |x: &Number| f.eval(x).unwrap() - g.eval(x).unwrap();
    if norm == Norm::Sup {
        return xs.iter().map(|x| gap(x).abs()).max().unwrap();
    }
    let mut sum = Number::zero();
    for w in xs.windows(2) {
        let (a, b) = (gap(w[0]), gap(w[1]));
        let total = a.abs() + b.abs();
        let width = w[1] - w[0];
        sum = if a.sign() * b.sign() >= 0 {
            sum + width * total * Number::from(rat(1, 2))
        } else {
            sum + width * (&a * &a + &b * &b) / (total * Number::from(2))
        };
    }
    sum
}

/// So many heights from `lo` to `hi`, both included.
fn heights(lo: &Rat, hi: &Rat, parts: i64) -> Vec<Rat> {
    (0..=parts)
        .map(|i| lo + (hi - lo) * rat(i, parts))
        .collect()
}

/// Quotients of best fit and bound.
#[derive(Default)]
struct Gaps(Vec<f64>);

impl Gaps {
    fn add(&mut self, found: &Number, bound: &Number) {
        self.0.push(float(&exact(&(found / bound))));
    }
    fn words(&mut self) -> String {
        self.0.sort_by(f64::total_cmp);
        let tight = self.0.iter().filter(|q| **q < 1.0 + 1e-9).count();
        let n = self.0.len();
        format!(
            "{n} best fits, {tight} at the bound, median {:.3} times it, largest {:.3}",
            self.0[n / 2],
            self.0[n - 1]
        )
    }
}

#[test]
fn the_best_fits_of_random_maps_never_beat_the_bounds() {
    let mut random = Random::new(4_242);
    let (mut sup, mut mean) = (Gaps::default(), Gaps::default());
    for _ in 0..60 {
        let map = Markov::random_rational(&mut random);
        let f = map.map();
        let a = Analysis::of_map(&f, Limits::default());
        let Some(images) = &a.images else { continue };
        let (lo, hi) = (exact(f.left()), exact(f.right()));
        let ys = heights(&lo, &hi, 12);
        for t in 1..=4u32 {
            let Ok(power) = f.iterate(t, 18) else { break };
            let power = power.simplified();
            let most = power.pieces().min(7);
            for (i, g) in best(&power, &ys, most, Norm::Sup).iter().enumerate() {
                let pieces = Int::from(i + 1);
                assert!(g.pieces() <= i + 1);
                let Some(pair) = widest_pair(&a.partition.points, images, t as usize, &pieces)
                else {
                    break;
                };
                let points = &a.partition.points;
                let bound = half_gap(&points[pair.low], &points[pair.high]);
                let found = distance(&power, g, Norm::Sup);
                assert!(
                    found >= bound,
                    "{map:?} t={t} K={pieces}: {found} < {bound}"
                );
                sup.add(&found, &bound);
            }
            let area = Area::new(&a, u64::from(t), &LevelChoice::Auto).unwrap();
            for (i, g) in best(&power, &ys, most, Norm::Mean).iter().enumerate() {
                let bound = area.error(&Int::from(i + 1));
                if bound.is_zero() {
                    break;
                }
                let found = distance(&power, g, Norm::Mean);
                assert!(
                    found >= bound,
                    "{map:?} t={t} K={}: {found} < {bound}",
                    i + 1
                );
                mean.add(&found, &bound);
            }
        }
    }
    println!("sup norm, depth one: {}", sup.words());
    println!("mean: {}", mean.words());
    assert!(sup.0.len() > 100 && mean.0.len() > 50);
    assert!(
        sup.0[0] < 1.0 + 1e-9,
        "no fit attains the bound of Theorem 3"
    );
}

/// Full tent, a quarter of the 2^t crossings: Theorem 5 gives (1 - 1/4)/4 = 3/16, Telgarsky's theorem 1/32. With one piece
/// (K = 1, C = 4) the constant 1/2 has distance 1/4; no polygon on the grid comes below 3/16.
#[test]
fn no_best_fit_of_the_full_tent_beats_three_sixteenths() {
    let f = tent(&Number::from(2)).unwrap();
    let a = Analysis::of_map(&f, Limits::default());
    let ys = heights(&rat(-1, 4), &rat(5, 4), 24);
    for t in 2..=4u32 {
        let quarter = 1usize << (t - 2);
        let area = Area::new(&a, u64::from(t), &LevelChoice::Auto).unwrap();
        let bound = area.error(&Int::from(quarter));
        assert_eq!(bound, Number::from(rat(3, 16)));
        assert!(bound > Number::from(rat(1, 32)));
        let power = f.iterate(t, 100).unwrap();
        let fits = best(&power, &ys, quarter, Norm::Mean);
        let found = distance(&power, &fits[quarter - 1], Norm::Mean);
        println!("t = {t}, {quarter} pieces: best area {found}, proved 3/16, Telgarsky 1/32");
        assert!(found >= bound, "t = {t}: {found}");
        if t == 2 {
            assert!(found <= Number::from(rat(1, 4)));
        }
    }
}
