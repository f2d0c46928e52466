//! Networks of other units: the pieces of random ones are counted exactly and never exceed the product; what is certified
//! of random maps is accepted by the verifier, and every number that is one off is refused.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)] // helpers of tests are tests

#[allow(dead_code)]
mod brute;

use brute::{Markov, Random};
use orbitex::certificate::{Certificate, Norm, Unit};
use orbitex::certify::map::map_certificate;
use orbitex::certify::units::shape;
use orbitex::certify::{Analysis, Lengths, LevelChoice, Limits, Request, Subject, certificate};
use orbitex::map::PiecewiseLinear;
use orbitex::num::Number;
use orbitex::num::rational::{Rat, rat, rat_int};
use orbitex::verify::{Verdict, verify, verify_text};
use serde_json::{Value, json};

/// All units of the layers so far, by their values at the points between which they are affine.
struct Wires {
    points: Vec<Rat>,
    values: Vec<Vec<Rat>>,
}

fn small(random: &mut Random) -> Rat {
    rat(random.below(41) as i64 - 20, 1 + random.below(4) as i64)
}

impl Wires {
    fn at(&self, wire: usize, x: &Rat) -> Rat {
        let i = self.points.partition_point(|p| p < x).max(1);
        let (p, q) = (&self.points[i - 1], &self.points[i]);
        let (u, v) = (&self.values[wire][i - 1], &self.values[wire][i]);
        u + (v - u) * (x - p) / (q - p)
    }
    /// An affine function of some of the wires.
    fn affine(&self, from: usize, random: &mut Random) -> Vec<Rat> {
        let mut out = vec![small(random); self.points.len()];
        for wire in from..self.values.len() {
            let w = small(random);
            for (o, v) in out.iter_mut().zip(&self.values[wire]) {
                *o += &w * v;
            }
        }
        out
    }
    /// Where two functions that are affine between the points meet.
    fn meet(&self, a: &[Rat], b: &[Rat], out: &mut Vec<Rat>) {
        for i in 1..self.points.len() {
            let (u, v) = (&a[i - 1] - &b[i - 1], &a[i] - &b[i]);
            if u != v {
                let x =
                    &self.points[i - 1] + &u / (&u - &v) * (&self.points[i] - &self.points[i - 1]);
                if self.points[i - 1] < x && x < self.points[i] {
                    out.push(x);
                }
            }
        }
    }
    /// The same wires with more points.
    fn refined(&self, more: Vec<Rat>) -> Wires {
        let mut points = self.points.clone();
        points.extend(more);
        points.sort();
        points.dedup();
        let values = (0..self.values.len())
            .map(|w| points.iter().map(|x| self.at(w, x)).collect())
            .collect();
        Wires { points, values }
    }
}

/// The value of an activation whose bends are at `bends`, with slopes of its own on each piece.
fn activated(unit: Unit, bends: &[Rat], slopes: &[Rat], a: &Rat) -> Rat {
    match unit {
        Unit::Relu {} => a.clone().max(rat_int(0)),
        Unit::LeakyRelu {} => a.clone().max(a * rat(-1, 3)),
        Unit::HardTanh {} => a.clone().clamp(rat_int(-1), rat_int(1)),
        _ => {
            let mut value = &slopes[0] * a;
            for (bend, slope) in bends.iter().zip(slopes.windows(2)) {
                if a > bend {
                    value += (&slope[1] - &slope[0]) * (a - bend);
                }
            }
            value
        }
    }
}

/// A random network on [0,1]: the pieces of its output, counted by its slopes.
fn random_pieces(unit: Unit, widths: &[usize], skip: bool, random: &mut Random) -> usize {
    let (q, forms) = shape(unit);
    let mut bends: Vec<Rat> = match unit {
        Unit::HardTanh {} => vec![rat_int(-1), rat_int(1)],
        Unit::Activation { .. } => (0..q).map(|_| small(random)).collect(),
        _ => vec![rat_int(0)],
    };
    bends.sort();
    let slopes: Vec<Rat> = (0..=q).map(|_| small(random)).collect();
    let mut wires = Wires {
        points: vec![rat_int(0), rat_int(1)],
        values: vec![vec![rat_int(0), rat_int(1)]],
    };
    let mut below = 0;
    for &width in widths {
        // Preactivations: `forms` affine functions for each unit, from the layer below or from all layers.
        let from = if skip { 0 } else { below };
        let mut inputs: Vec<Vec<Vec<Rat>>> = (0..width)
            .map(|_| (0..forms).map(|_| wires.affine(from, random)).collect())
            .collect();
        let mut more = Vec::new();
        for unit in &inputs {
            for (i, a) in unit.iter().enumerate() {
                for b in &unit[..i] {
                    wires.meet(a, b, &mut more);
                }
                if forms == 1 {
                    for bend in &bends {
                        wires.meet(a, &vec![bend.clone(); a.len()], &mut more);
                    }
                }
            }
        }
        let known = wires.values.len();
        for unit in inputs.drain(..) {
            wires.values.extend(unit);
        }
        let mut fine = wires.refined(more);
        let all = fine.values.split_off(known);
        for unit_inputs in all.chunks(forms as usize) {
            let value = |i: usize| match unit_inputs {
                [a] => activated(unit, &bends, &slopes, &a[i]),
                several => several.iter().map(|a| a[i].clone()).max().unwrap(),
            };
            fine.values
                .push((0..fine.points.len()).map(value).collect());
        }
        wires = fine;
        below = known;
    }
    let output = wires.affine(if skip { 0 } else { below }, random);
    let vertices = wires.points.iter().zip(output);
    let vertices = vertices.map(|(x, y)| (Number::from(x), Number::from(y)));
    PiecewiseLinear::new(vertices.collect()).unwrap().pieces()
}

#[test]
fn random_networks_have_at_most_the_product_of_pieces() {
    let mut random = Random::new(31);
    let kinds = [
        Unit::Relu {},
        Unit::LeakyRelu {},
        Unit::HardTanh {},
        Unit::Maxout { rank: 2 },
        Unit::Maxout { rank: 4 },
        Unit::Activation { pieces: 4 },
    ];
    let mut tight = 0;
    for unit in kinds {
        let (q, _) = shape(unit);
        let (mut most, mut attained) = (0, 0);
        for round in 0..150 {
            let depth = 1 + random.below(3);
            let widths: Vec<usize> = (0..depth).map(|_| 1 + random.below(3)).collect();
            let pieces = random_pieces(unit, &widths, round % 2 == 0, &mut random);
            let bound: usize = widths.iter().map(|w| q as usize * w + 1).product();
            assert!(pieces <= bound, "{unit:?} {widths:?}: {pieces} > {bound}");
            most = most.max(pieces);
            attained += usize::from(pieces == bound);
        }
        println!(
            "units: {unit:?}: up to {most} pieces, {attained} of 150 networks attain the bound"
        );
        assert!(most > q as usize, "{unit:?}: nothing was tested");
        tight += attained;
    }
    assert!(tight > 0, "no network attains the bound");
}

fn made(f: &PiecewiseLinear, between: LevelChoice) -> Certificate {
    let a = Analysis::of_map(f, Limits::default());
    let request = Request {
        iterates: vec![1, 3, 6],
        depths: vec![1, 2, 3, 7],
        norms: vec![Norm::Sup],
        between,
        units: vec![
            Unit::Relu {},
            Unit::LeakyRelu {},
            Unit::HardTanh {},
            Unit::Maxout { rank: 5 },
            Unit::Activation { pieces: 7 },
        ],
    };
    let subject = Subject {
        name: "f",
        origin: "",
        analysis: &a,
        requests: vec![request],
    };
    let map = map_certificate(&subject, Lengths::default()).unwrap();
    certificate("test.map", None, None, vec![map])
}

#[test]
fn certified_sizes_are_accepted_and_others_refused() {
    let mut random = Random::new(8);
    let mut refused = 0;
    for round in 0..12 {
        let f = Markov::random_rational(&mut random).map();
        let between = match round % 2 {
            0 => LevelChoice::Auto,
            _ => LevelChoice::Tolerance((f.right() - f.left()) * Number::from(rat(1, 50))),
        };
        let made = made(&f, between);
        let verdict = verify(&made);
        assert!(
            !matches!(verdict, Verdict::Invalid { .. }),
            "{f:?}: {verdict:?}"
        );
        let whole: Value = serde_json::from_str(&made.to_json()).unwrap();
        let tables = &whole["maps"][0]["certify"][0]["units"];
        if tables.as_array().unwrap().is_empty() {
            continue;
        }
        for (i, table) in tables.as_array().unwrap().iter().enumerate() {
            let path = format!("/maps/0/certify/0/units/{i}");
            let mut places = vec![(format!("{path}/breakpoints"), json!(8))];
            for (j, row) in table["rows"].as_array().unwrap().iter().enumerate() {
                let mut off_by_one = |place: String, value: &Value| {
                    let n: i64 = value.as_str().unwrap().parse().unwrap();
                    places.push((place.clone(), json!((n + 1).to_string())));
                    places.push((place, json!((n - 1).to_string())));
                };
                off_by_one(format!("{path}/rows/{j}/pieces"), &row["pieces"]);
                off_by_one(format!("{path}/rows/{j}/neurons"), &row["neurons"]);
                for (k, cell) in row["widths"].as_array().unwrap().iter().enumerate() {
                    for key in ["width", "neurons", "parameters"] {
                        off_by_one(format!("{path}/rows/{j}/widths/{k}/{key}"), &cell[key]);
                    }
                }
            }
            for (place, value) in places {
                let mut lie = whole.clone();
                *lie.pointer_mut(&place).unwrap() = value;
                let verdict = verify_text(&lie.to_string());
                assert!(matches!(verdict, Verdict::Invalid { .. }), "{place}");
                refused += 1;
            }
        }
        let mut lie = whole.clone();
        lie["maps"][0]["certify"][0]["units"] = json!(null);
        match verify_text(&lie.to_string()) {
            Verdict::Invalid { reason, .. } => assert_eq!(reason.code(), "OX0805"),
            other => panic!("{other:?}"),
        }
        let mut lie = whole.clone();
        let tables = lie["maps"][0]["certify"][0]["units"]
            .as_array_mut()
            .unwrap();
        tables.push(tables[2].clone());
        match verify_text(&lie.to_string()) {
            Verdict::Invalid { reason, .. } => assert_eq!(reason.code(), "OX0879"),
            other => panic!("{other:?}"),
        }
    }
    assert!(refused > 1_000, "only {refused} lies");
}
