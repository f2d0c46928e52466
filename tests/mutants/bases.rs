//! Valid certificates to change: stored ones and freshly made ones, one map each, of every shape of statement and witness.

use crate::made::{Dice, compiled, few, made, on_integers};
use orbitex::certificate::{
    Assumption, Certificate, ForcedReason, Growth, GrowthWitness, Kind, Norm, Unit, UpperWitness,
};
use orbitex::certify::{Lengths, LevelChoice, Request, certificate};
use orbitex::num::Number;
use orbitex::num::rational::rat;
use serde_json::Value;

const LENGTHS: Lengths = Lengths {
    laps: 8,
    periods: 8,
};

/// Maps that the examples lack: fields of degree 2 and 3, levels that are no points, tolerances, unknown maps.
const PROGRAM: &str = "
title \"Shapes\"
notation { map \"g\" growth \"\\hat\\lambda\" width \"m_1\" }
let phi = root of x^2 - x - 1 in [1, 2]
let two = root of x^3 - 2 in [1, 2]
let pisot = root of x^3 - x^2 - 1 in [1, 2]
map tent_two = tent(two)
map tent_pisot = tent(pisot)
map golden = tent(phi)
map wild = tent(3/2)
map bent { 0 -> 1/10, 1/3 -> 23/30, 1 -> 3/10 }
map skew { 0 -> 1/5, 1/3 -> 9/10, 1/2 -> 1/7, 1 -> 1 }
map ramp { 0 -> 1, 1/2 -> 0, 1 -> 0 }
map left { 0 -> 1, 1/4 -> 1/4, 1/2 -> 1/2, 1 -> 1/2 }
orbit loose { 1 -> 3 -> 4 -> 2 -> 5 }
orbit tight { 1 -> 2 -> 3 } lipschitz 5/2
assume any2 { period 2 gap 1/3 lipschitz 1 }
assume any3 { period 3 gap 1/10 lipschitz 2 }
assume any5 { period 5 gap 1/7 }
assume any6 { period 6 lipschitz 5/2 }
assume any22 { period 22 gap 1/100 lipschitz 3/2 }
assume any12 { period 12 }
certify any2 { iterates 3, 4 depths 1 }
certify any3 { iterates 4, 9 depths 1..3 tolerance 1/25 }
certify any5 { iterates 6, 11 depths 2 tolerance 1/14 }
certify any6 { iterates 5, 12 depths 1, 3 }
certify any22 { iterates 7, 30 depths 1, 2 tolerance 1/300 }
certify tent_two { iterates 3 depths 1, 2 }
certify tent_pisot { iterates 5 depths 1, 2 tolerance 1/8 }
certify golden { iterates 6 depths 1..3 between [1/3, 2/3] }
certify golden { iterates 4, 7 depths 2 tolerance 1/5 }
certify wild { iterates 4 depths 1 between [1/3, 1/2] }
certify bent { iterates 3 depths 1 }
certify skew { iterates 3 depths 1 }
certify ramp { iterates 1, 2, 3 depths 1, 2 }
certify left { iterates 1, 2 depths 1, 2 }
";

/// All bases, each a certificate with one map and its name.
pub fn all() -> Vec<(String, Value)> {
    let mut whole: Vec<Certificate> = ["golden", "tri", "orbit"]
        .iter()
        .map(|name| {
            let text = std::fs::read_to_string(format!("tests/data/{name}.cert.json")).unwrap();
            Certificate::from_json(&text).unwrap()
        })
        .collect();
    whole.push(compiled("shapes.map", PROGRAM, few(), LENGTHS));
    for entry in std::fs::read_dir("examples").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "map") {
            let text = std::fs::read_to_string(&path).unwrap();
            whole.push(compiled("example.map", &text, few(), LENGTHS));
        }
    }
    let mut dice = Dice(11);
    let small = |depths: &[u32], between| Request {
        iterates: vec![2, 5],
        depths: depths.to_vec(),
        norms: vec![Norm::Sup, Norm::L1, Norm::Classification],
        between,
        units: vec![Unit::LeakyRelu {}, Unit::Maxout { rank: 4 }],
    };
    let mut maps = Vec::new();
    for i in 0..4 {
        let f = on_integers(&dice.self_map(4 + i));
        let request = small(&[1, 3], LevelChoice::Auto);
        maps.push(made(&format!("set{i}"), Kind::Map, &f, few(), request));
        let f = on_integers(&dice.cycle(5 + i));
        let levels = LevelChoice::Levels(Number::from(rat(1, 2)), Number::from(rat(5, 2)));
        maps.push(made(
            &format!("cycle{i}"),
            Kind::Map,
            &f,
            few(),
            small(&[2], levels.clone()),
        ));
        maps.push(made(
            &format!("orbit{i}"),
            Kind::Orbit,
            &f,
            few(),
            small(&[1], levels),
        ));
    }
    // Degree above the limit for exact vectors; two blocks of one radius, rational and not.
    for (name, images) in [
        ("rising", vec![1, 2, 3, 4, 0]),
        ("long", dice.cycle(12)),
        ("halves", vec![0, 2, 0, 4, 2]),
        ("thirds", vec![1, 2, 0, 4, 5, 3]),
    ] {
        let f = on_integers(&images);
        maps.push(made(
            name,
            Kind::Map,
            &f,
            few(),
            small(&[1, 2], LevelChoice::Auto),
        ));
    }
    whole.push(certificate("random.map", None, None, maps));
    let mut out = Vec::new();
    for certificate in whole {
        for map in &certificate.maps {
            let one = Certificate {
                maps: vec![map.clone()],
                assumptions: Vec::new(),
                ..certificate.clone()
            };
            out.push((map.name.clone(), serde_json::to_value(&one).unwrap()));
        }
        // Long patterns make the enumeration of the proof slow.
        let short = |a: &&Assumption| a.period >> a.period.trailing_zeros() <= 5 || a.period == 22;
        for class in certificate.assumptions.iter().filter(short) {
            let one = Certificate {
                maps: Vec::new(),
                assumptions: vec![class.clone()],
                ..certificate.clone()
            };
            out.push((class.name.clone(), serde_json::to_value(&one).unwrap()));
        }
    }
    assert_shapes(&out);
    out
}

/// Each kind of witness occurs among the bases.
fn assert_shapes(bases: &[(String, Value)]) {
    let maps: Vec<_> = bases
        .iter()
        .flat_map(|(_, v)| {
            let c: Certificate = serde_json::from_value(v.clone()).unwrap();
            c.maps
        })
        .collect();
    let has = |what: &str, test: &dyn Fn(&orbitex::certificate::MapCertificate) -> bool| {
        assert!(maps.iter().any(test), "no base with {what}");
    };
    let witness = |test: fn(&GrowthWitness) -> bool| {
        move |m: &orbitex::certificate::MapCertificate| matches!(&m.growth, Growth::Exact { witness, .. } if test(witness))
    };
    has(
        "cycles",
        &witness(|w| matches!(w, GrowthWitness::Cycles {})),
    );
    has(
        "isolation",
        &witness(|w| matches!(w, GrowthWitness::Isolation { .. })),
    );
    let equals = |degree: usize| {
        move |m: &orbitex::certificate::MapCertificate| {
            matches!(&m.growth, Growth::Exact { poly, witness: GrowthWitness::Perron { equals, .. }, .. }
                if !equals.is_empty() && (poly.len() == 2) == (degree == 1))
        }
    };
    has("equal rational radii", &equals(1));
    has("equal irrational radii", &equals(2));
    has("constant slope", &|m| {
        matches!(m.growth, Growth::ConstantSlope { .. })
    });
    let upper = |laps: bool| {
        move |m: &orbitex::certificate::MapCertificate| {
            matches!(&m.growth, Growth::Enclosure { upper, .. }
                if matches!(upper, UpperWitness::Laps { .. }) == laps)
        }
    };
    has("laps above", &upper(true));
    has("a cubic field", &|m| {
        m.field.as_ref().is_some_and(|f| f.poly.len() == 4)
    });
    has("an orbit without hypothesis", &|m| {
        m.kind == Kind::Orbit && m.lipschitz.is_none()
    });
    let classes: Vec<Certificate> = bases
        .iter()
        .map(|(_, v)| serde_json::from_value(v.clone()).unwrap())
        .filter(|c: &Certificate| !c.assumptions.is_empty())
        .collect();
    let method = |stefan: bool| {
        let blocks = classes.iter().flat_map(|c| &c.assumptions[0].certify);
        let rows: Vec<_> = blocks.flat_map(|b| &b.rows).collect();
        assert!(
            rows.iter()
                .any(|r| matches!(r.reason, ForcedReason::Stefan { .. }) == stefan),
            "no class with such a reason"
        );
    };
    method(true);
    method(false);
    assert!(classes.iter().any(|c| c.notation.is_some()), "no symbols");
    has("starts", &|m| m.ladder.iter().any(|r| r.starts.is_some()));
    has("an increasing cycle", &|m| {
        m.ladder.iter().any(|r| r.points.is_some())
    });
    has("a polynomial", &|m| m.polynomial.is_some());
    has("other units", &|m| {
        m.certify.iter().any(|b| !b.units.is_empty())
    });
    println!("{} bases", bases.len());
}
