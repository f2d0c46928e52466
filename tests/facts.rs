//! Numbers that anyone can look up or derive by hand: growth rates of named families, the ladder, Theorem 2's constants.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)] // helpers of tests are tests

use orbitex::certify::bounds::{LevelChoice, crossing};
use orbitex::certify::{Analysis, Limits};
use orbitex::graph::spectrum::RealRoot;
use orbitex::graph::{charpoly::charpoly, paths::path_counts};
use orbitex::map::PiecewiseLinear;
use orbitex::map::families;
use orbitex::num::rational::rat;
use orbitex::num::{Int, IntPoly, Number};
use orbitex::theory::loops::loop_poly;
use orbitex::theory::odd_period::stefan_poly;
use std::collections::BTreeMap;

fn analysis(f: &PiecewiseLinear) -> Analysis {
    Analysis::of_map(f, Limits::default())
}

/// The growth rate to `digits` decimals, correctly rounded.
fn growth(f: &PiecewiseLinear, digits: u32) -> String {
    decimal(&analysis(f).spectrum.growth, digits)
}

fn decimal(root: &RealRoot, digits: u32) -> String {
    root.to_algebraic().decimal(digits)
}

fn poly(coeffs: &[i64]) -> IntPoly {
    IntPoly::from_i64(coeffs)
}

#[test]
fn stefan_cycles_have_the_growth_of_section_3() {
    for (p, expected) in [
        (3, "1.6180339887"),
        (5, "1.5128763969"),
        (7, "1.4655712319"),
        (9, "1.4413154822"),
    ] {
        let f = families::stefan(p).unwrap();
        assert_eq!(growth(&f, 10), expected, "p = {p}");
        assert_eq!(analysis(&f).spectrum.charpoly, stefan_poly(p), "p = {p}");
    }
    assert_eq!(
        analysis(&families::stefan(7).unwrap()).spectrum.growth.poly,
        poly(&[-1, 0, -1, 1])
    );
    // Decreasing to sqrt 2, never reaching it.
    let two = RealRoot {
        poly: poly(&[-2, 0, 1]),
        lo: rat(1, 1),
        hi: rat(2, 1),
    };
    let mut last = RealRoot::rational(&rat(2, 1));
    for p in (3..=41).step_by(2) {
        let root = analysis(&families::stefan(p).unwrap()).spectrum.growth;
        assert!(
            root.cmp_exact(&last).is_lt() && root.cmp_exact(&two).is_gt(),
            "p = {p}"
        );
        last = root;
    }
}

#[test]
fn the_loop_bound_is_that_of_section_3_and_below_the_odd_period_bound() {
    for (p, expected) in [(5, "1.3803"), (7, "1.2852"), (9, "1.2321")] {
        let weak = orbitex::certify::ladder::largest_root(&loop_poly(p));
        let strong = orbitex::certify::ladder::largest_root(&stefan_poly(p));
        assert_eq!(
            orbitex::num::isolate::root_decimal(&weak.poly, &weak.lo, &weak.hi, 4),
            expected
        );
        assert!(weak.cmp_exact(&strong).is_lt(), "p = {p}");
    }
    // For p = 3 both are the golden ratio.
    assert_eq!(loop_poly(3), stefan_poly(3));
}

#[test]
fn increasing_cycles_have_bonacci_growth() {
    for n in 3..=12 {
        let mut coeffs = vec![-1i64; n];
        coeffs[n - 1] = 1;
        assert_eq!(
            analysis(&families::increasing(n).unwrap())
                .spectrum
                .charpoly,
            poly(&coeffs),
            "n = {n}"
        );
    }
}

/// All cyclic patterns of length `n`, as index vectors.
fn cycles(n: usize) -> Vec<Vec<usize>> {
    fn extend(order: &mut Vec<usize>, rest: &mut Vec<usize>, out: &mut Vec<Vec<usize>>) {
        if rest.is_empty() {
            let mut images = vec![0; order.len()];
            for (i, &at) in order.iter().enumerate() {
                images[at] = order[(i + 1) % order.len()];
            }
            out.push(images);
            return;
        }
        for k in 0..rest.len() {
            let next = rest.remove(k);
            order.push(next);
            extend(order, rest, out);
            order.pop();
            rest.insert(k, next);
        }
    }
    let mut out = Vec::new();
    extend(&mut vec![0], &mut (1..n).collect(), &mut out);
    out
}

/// Extremes over all cycles of one length: smallest growth with its number of cycles, number of zero entropy, largest.
#[test]
fn extremes_over_all_cycles_of_a_length() {
    let expected = [
        (3, "1.6180339887", 2, 0, "1.6180339887"),
        (4, "1.6180339887", 0, 2, "2.4142135624"),
        (5, "1.5128763969", 2, 0, "2.9562952015"),
        (6, "1.2720196495", 8, 0, "3.5115471417"),
        (7, "1.4655712319", 2, 0, "4.2824296407"),
    ];
    for (n, smallest, attained, zero, largest) in expected {
        let mut growths: BTreeMap<String, usize> = BTreeMap::new();
        let mut seen = 0;
        let mut known: BTreeMap<Vec<(usize, usize)>, String> = BTreeMap::new();
        for images in cycles(n) {
            let vertices = images
                .iter()
                .enumerate()
                .map(|(i, &v)| (Number::from(i as i64), Number::from(v as i64)));
            let f = PiecewiseLinear::new(vertices.collect()).unwrap();
            let a = analysis(&f);
            let text = known
                .entry(a.covering.rows.clone())
                .or_insert_with(|| decimal(&a.spectrum.growth, 10))
                .clone();
            *growths.entry(text).or_default() += 1;
            seen += 1;
        }
        assert_eq!(seen, (1..n).product::<usize>());
        assert_eq!(growths.remove("1.0000000000").unwrap_or(0), zero, "n = {n}");
        let (low, count) = growths.first_key_value().unwrap();
        if attained > 0 {
            assert_eq!((low.as_str(), *count), (smallest, attained), "n = {n}");
        }
        assert_eq!(growths.last_key_value().unwrap().0, largest, "n = {n}");
    }
}

/// `N_j(t) >= u_j rho^t` on the leading component: the exact vector against the exact counts, for every `t` to 40.
#[test]
fn perron_constants_bound_the_path_counts() {
    use orbitex::graph::perron::{Side, exact};
    use orbitex::num::Field;
    for images in cycles(5)
        .into_iter()
        .chain(cycles(6).into_iter().step_by(7))
    {
        let vertices = images
            .iter()
            .enumerate()
            .map(|(i, &v)| (Number::from(i as i64), Number::from(v as i64)));
        let a = analysis(&PiecewiseLinear::new(vertices.collect()).unwrap());
        if a.spectrum.is_zero_entropy() {
            continue;
        }
        let component = &a.spectrum.components[a.spectrum.leading()[0]];
        let root = &a.spectrum.growth;
        let field = (root.lo < root.hi && root.poly.degree() > Some(1))
            .then(|| Field::new(root.poly.clone(), (root.lo.clone(), root.hi.clone()), "rho"));
        let rho = field
            .as_ref()
            .map_or_else(|| Number::from(&root.lo), Number::generator);
        let u = exact(component, field.as_ref(), root, Side::Left);
        assert_eq!(u.iter().max(), Some(&Number::one()));
        for t in [0u32, 1, 2, 5, 11, 40] {
            let counts = path_counts(&a.covering.rows, t as usize);
            for (&j, u) in component.block.iter().zip(&u) {
                assert!(
                    Number::from(counts[j].clone()) >= u * rho.pow(t),
                    "{images:?} j={j} t={t}"
                );
            }
        }
    }
}

#[test]
fn counts_of_the_golden_tent_and_the_orbit_of_period_five() {
    // N_2(t) = 2 F_(t+2) - 2 for the golden tent, in its own coordinates the 3-cycle with two outer intervals.
    let rows = [(0, 2), (2, 3), (1, 3), (0, 1)];
    let fibonacci = |n: usize| {
        (0..n)
            .fold((Int::from(0), Int::from(1)), |(a, b), _| (b.clone(), a + b))
            .0
    };
    for t in 1..60 {
        assert_eq!(
            path_counts(&rows, t)[2],
            fibonacci(t + 2) * 2 - 2,
            "t = {t}"
        );
    }
    assert_eq!(charpoly(&rows), poly(&[0, 1, 0, -2, 1]));
    // Every map with a 5-cycle: the Stefan cycle attains the minimum over all patterns of max_j N_j(t).
    let least = |t: usize| {
        let best = |images: &Vec<usize>| {
            let rows: Vec<_> = images
                .windows(2)
                .map(|w| (w[0].min(w[1]), w[0].max(w[1])))
                .collect();
            path_counts(&rows, t).into_iter().max()
        };
        cycles(5).iter().filter_map(best).min()
    };
    assert_eq!(least(20), Some(Int::from(5369)));
    assert_eq!(least(50), Some(Int::from(1_331_122_373u64)));
}

/// `C = K` pieces can succeed: tent map, t = 2, C = 4, three neurons in one layer have four pieces and err by 3/8 < 1/2.
#[test]
fn the_inequality_of_theorem_3_is_strict_in_the_right_place() {
    let tent = families::tent(&Number::from(2)).unwrap();
    let a = analysis(&tent);
    let levels = LevelChoice::Levels(Number::zero(), Number::one());
    let found = crossing(&a, 2, &levels).unwrap().unwrap();
    assert_eq!(found.count, Int::from(4));
    assert_eq!(
        orbitex::theory::sup::least_width(&found.count, 1),
        Int::from(3)
    );
}
