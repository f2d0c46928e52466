//! Growth of maps that are not Markov: both ends are right, are accepted by both roads, and tighten with the limit.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)] // helpers of tests are tests

#[allow(dead_code)]
mod brute;

use brute::Random;
use orbitex::certificate::{Growth, UpperWitness};
use orbitex::certify::growth::{enclosure, outer_witness};
use orbitex::certify::map::map_certificate;
use orbitex::certify::{Analysis, Lengths, Limits, Request, Subject, certificate};
use orbitex::graph::Partition;
use orbitex::graph::exact::{Budget, laps_exact};
use orbitex::map::PiecewiseLinear;
use orbitex::map::families::tent;
use orbitex::num::rational::{Rat, decimal, pow, rat};
use orbitex::num::{Int, Number};
use orbitex::verify::{Verdict, verify};

/// A random self-map of [0,1] whose values have denominators that its slopes do not cancel.
fn random_map(random: &mut Random) -> PiecewiseLinear {
    let inner = 1 + random.below(4) as i64;
    let vertices = (0..=inner + 1).map(|i| {
        let x = match i {
            0 => rat(0, 1),
            i if i == inner + 1 => rat(1, 1),
            i => rat(7 * i + random.below(6) as i64, 7 * (inner + 1)),
        };
        let y = rat(random.below(24) as i64, 23);
        (Number::from(x), Number::from(y))
    });
    PiecewiseLinear::new(vertices.collect()).unwrap()
}

fn limits(max_points: usize) -> Limits {
    Limits {
        max_points,
        ..Limits::default()
    }
}

#[test]
fn enclosures_are_right_and_tighten_with_the_limit() {
    let mut random = Random::new(606);
    let (mut open, mut outer, mut strict) = (0, 0, 0);
    for _ in 0..16 {
        let f = random_map(&mut random);
        let a = Analysis::of_map(&f, Limits::default());
        if a.is_markov() || a.constant_slope().is_some() {
            continue;
        }
        open += 1;
        let mut last = enclosure(&a);
        assert!(last.0 <= last.1, "{f:?}");
        for max_points in [3_000, 4_000] {
            let (lo, hi) = enclosure(&Analysis::of_map(&f, limits(max_points)));
            assert!(
                last.0 <= lo && lo <= hi && hi <= last.1,
                "{f:?}: {max_points}"
            );
            strict += usize::from(lo > last.0 || hi < last.1);
            last = (lo, hi);
        }
        // The laps of iterates by composition, and what the lower end says of them: rho^t <= laps(f,t).
        for t in 1..=9u32 {
            let Ok(power) = f.iterate(t, 3_000) else {
                break;
            };
            let laps = Int::from(power.laps());
            assert_eq!(
                laps_exact(&f, t as usize, Budget::default()),
                Some(laps.clone())
            );
            assert!(pow(&last.0, t) <= Rat::from_integer(laps), "{f:?} t={t}");
        }
        let subject = Subject {
            name: "f",
            origin: "",
            analysis: &a,
            requests: vec![Request {
                iterates: vec![3],
                depths: vec![1],
                ..Request::default()
            }],
        };
        let map = map_certificate(&subject, Lengths::default()).unwrap();
        if let Growth::Enclosure {
            upper: UpperWitness::Outer { .. },
            ..
        } = &map.growth
        {
            outer += 1;
        }
        let verdict = verify(&certificate("test.map", None, None, vec![map]));
        assert!(
            !matches!(verdict, Verdict::Invalid { .. }),
            "{f:?}: {verdict:?}"
        );
        println!(
            "enclosures: {} to {}",
            decimal(&last.0, 6),
            decimal(&last.1, 6)
        );
    }
    assert!(
        open > 8 && outer > 3 && strict > 2,
        "{open} {outer} {strict}"
    );
}

/// The growth of `tent(s)` is `s`; the outer graph of its first orbit points has at least this radius, and little more.
#[test]
fn the_outer_graph_of_a_tent_map_encloses_its_slope() {
    for (p, q) in [(3, 2), (5, 3), (7, 4), (199, 100)] {
        let f = tent(&Number::from(rat(p, q))).unwrap();
        let partition = Partition::close(&f, 2_000, 64);
        let outer = outer_witness(&f, &partition).unwrap();
        let value = &outer.value().0;
        assert!(*value >= rat(p, q), "{value}");
        assert!(*value <= rat(p, q) + rat(1, 20), "{}", decimal(value, 9));
    }
    // An interval on which the map turns has no outer row.
    let f = tent(&Number::from(rat(3, 2))).unwrap();
    let whole = Partition::of_points(&f, []);
    assert_eq!(outer_witness(&f, &whole), None);
}
