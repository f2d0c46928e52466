//! Certificates that the program itself makes, for maps that nobody has looked at, are valid.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)] // helpers of tests are tests

#[path = "made/mod.rs"]
mod support;

use orbitex::certificate::{Kind, MapCertificate, Norm, Unit};
use orbitex::certify::{LevelChoice, Limits, Request, certificate};
use orbitex::map::PiecewiseLinear;
use orbitex::num::rational::rat;
use orbitex::num::{Field, IntPoly, Number};
use orbitex::verify::{Verdict, verify_text};
use std::time::Instant;
use support::Dice;

fn made(name: &str, kind: Kind, f: &PiecewiseLinear, limits: Limits) -> MapCertificate {
    let request = Request {
        iterates: vec![1, 5, 12],
        depths: vec![1, 2, 5],
        norms: vec![Norm::Sup, Norm::L1, Norm::Classification],
        between: LevelChoice::Auto,
        units: vec![Unit::Relu {}, Unit::HardTanh {}, Unit::Maxout { rank: 3 }],
    };
    support::made(name, kind, f, limits, request)
}

fn check(name: &str, maps: Vec<MapCertificate>) {
    let text = certificate("test.map", None, None, maps).to_json();
    let start = Instant::now();
    let verdict = verify_text(&text);
    let took = start.elapsed();
    if let Verdict::Invalid { line, reason } = &verdict {
        let _ = std::fs::write(std::env::temp_dir().join("refused.cert.json"), &text);
        panic!("{name}: {line}: {reason} ({})", reason.code());
    }
    println!("{name}: {verdict:?} in {took:?}");
}

fn joined(values: &[Number], points: &[Number]) -> PiecewiseLinear {
    PiecewiseLinear::new(points.iter().cloned().zip(values.iter().cloned()).collect()).unwrap()
}

fn integers(n: usize) -> Vec<Number> {
    (0..n).map(|i| Number::from(i as i64)).collect()
}

#[test]
fn random_self_maps_of_finite_sets() {
    let mut dice = Dice(7);
    for round in 0..60 {
        let n = 2 + dice.below(8);
        let points = integers(n);
        let values: Vec<Number> = (0..n).map(|_| points[dice.below(n)].clone()).collect();
        let f = joined(&values, &points);
        check(
            &format!("set {round} {values:?}"),
            vec![made("f", Kind::Map, &f, Limits::default())],
        );
    }
}

#[test]
fn random_cycles_as_maps_and_orbits() {
    let mut dice = Dice(8);
    for round in 0..30 {
        let n = 3 + dice.below(8);
        let mut order: Vec<usize> = (0..n).collect();
        (1..n).rev().for_each(|i| order.swap(i, dice.below(i)));
        let points = integers(n);
        let values: Vec<Number> = order.iter().map(|i| points[*i].clone()).collect();
        let f = joined(&values, &points);
        let maps = vec![
            made("f", Kind::Map, &f, Limits::default()),
            made("o", Kind::Orbit, &f, Limits::default()),
        ];
        check(&format!("cycle {round} {order:?}"), maps);
    }
}

#[test]
fn fields_and_maps_that_are_not_markov() {
    let field = Field::new(
        IntPoly::from_i64(&[-1, -1, 1]),
        (rat(1, 1), rat(2, 1)),
        "phi",
    );
    let phi = Number::generator(&field);
    let half = Number::from(rat(1, 2));
    let tent = |top: Number| {
        joined(
            &[Number::zero(), top, Number::zero()],
            &[Number::zero(), half.clone(), Number::one()],
        )
    };
    let few = Limits {
        max_points: 60,
        ..Limits::default()
    };
    check(
        "golden",
        vec![made(
            "golden",
            Kind::Map,
            &tent(&phi * &half),
            Limits::default(),
        )],
    );
    check(
        "tent 3/2",
        vec![made("wild", Kind::Map, &tent(Number::from(rat(3, 4))), few)],
    );
    let skew = joined(
        &[
            Number::from(rat(1, 5)),
            Number::from(rat(9, 10)),
            Number::from(rat(1, 7)),
            Number::one(),
        ],
        &[
            Number::zero(),
            Number::from(rat(1, 3)),
            Number::from(rat(1, 2)),
            Number::one(),
        ],
    );
    check("skew", vec![made("skew", Kind::Map, &skew, few)]);
}

#[test]
fn a_long_cycle() {
    let mut dice = Dice(9);
    let n = 80;
    let mut order: Vec<usize> = (0..n).collect();
    (1..n).rev().for_each(|i| order.swap(i, dice.below(i)));
    let points = integers(n);
    let values: Vec<Number> = order.iter().map(|i| points[*i].clone()).collect();
    let start = Instant::now();
    let map = made(
        "long",
        Kind::Map,
        &joined(&values, &points),
        Limits::default(),
    );
    println!("made in {:?}", start.elapsed());
    check("long", vec![map]);
}
