//! Depth one: the width of one hidden layer in certificates, against a brute force over all sets of breakpoints.

#![allow(clippy::unwrap_used)] // helpers of tests are tests

mod made;

use made::{compiled, few};
use orbitex::certificate::{Certificate, MapCertificate};
use orbitex::certify::Lengths;
use orbitex::map::PiecewiseLinear;
use orbitex::num::Number;
use orbitex::num::rational::rat;
use orbitex::verify::{Verdict, verify};
use serde_json::{Value, json};

fn certificate(text: &str) -> Certificate {
    let lengths = Lengths {
        laps: 3,
        periods: 3,
    };
    compiled("layers.map", text, few(), lengths)
}

fn code(value: Value) -> Option<&'static str> {
    let certificate = serde_json::from_value(value).unwrap();
    match verify(&certificate) {
        Verdict::Invalid { reason, .. } => Some(reason.code()),
        _ => None,
    }
}

fn upper(map: &MapCertificate, row: usize, cell: usize) -> u64 {
    let upper = map.certify[0].sup[row].widths[cell].upper.as_ref().unwrap();
    u64::try_from(&upper.width.0).unwrap()
}

/// The ramp `max(1 - 2x, 0)` is the one neuron `relu(1 - 2x)`; its iterates start flat, so one neuron less is enough too.
/// The other map starts with slope -3, then 1, then 0: jumps 4 and -1, and 4 - 1 = 3.
#[test]
fn neurons_that_look_left_are_found_and_forgeries_refused() {
    let text = "map ramp { 0 -> 1, 1/2 -> 0, 1 -> 0 }
        map left { 0 -> 1, 1/4 -> 1/4, 1/2 -> 1/2, 1 -> 1/2 }
        certify ramp { iterates 1, 2, 3 depths 1, 2 }
        certify left { iterates 1, 2 depths 1 }";
    let made = certificate(text);
    assert!(!matches!(verify(&made), Verdict::Invalid { .. }));
    let ramp = &made.maps[0];
    assert_eq!((upper(ramp, 0, 0), upper(ramp, 1, 0)), (1, 2));
    assert_eq!(upper(ramp, 1, 1), 1, "f twice, one neuron each");
    let left = &made.maps[1];
    assert_eq!(left.layers.as_ref().unwrap()[0].left, Some(vec![1, 2]));
    assert_eq!(upper(left, 0, 0), 2);
    let whole = serde_json::to_value(&made).unwrap();
    let forged = |path: &str, value: Value| {
        let mut changed = whole.clone();
        *changed.pointer_mut(path).unwrap() = value;
        code(changed)
    };
    assert_eq!(forged("/maps/1/layers/0/left", json!([1])), Some("OX0839"));
    assert_eq!(
        forged("/maps/1/layers/0/left", json!([2, 1])),
        Some("OX0839")
    );
    assert_eq!(
        forged("/maps/1/layers/0/left", json!([1, 2, 3])),
        Some("OX0839")
    );
    assert_eq!(forged("/maps/1/layers/0/left", json!(null)), Some("OX0839"));
    // Without its row a width that rests on it is refused.
    assert_eq!(forged("/maps/0/layers", json!([])), Some("OX0839"));
    assert_eq!(
        forged("/maps/0/certify/0/sup/0/widths/0/upper/width", json!("2")),
        Some("OX0839")
    );
    assert_eq!(
        forged("/maps/0/certify/0/sup/0/widths/0/upper/width", json!("0")),
        Some("OX0839")
    );
}

/// Over a field "no set" rests on different coefficients being different numbers, so the polynomial must be irreducible.
#[test]
fn that_a_neuron_is_needed_over_a_field_rests_on_irreducibility() {
    let made = certificate(
        "let phi = root of x^2 - x - 1 in [1, 2]
        map golden = tent(phi)
        certify golden { iterates 1, 4 depths 1, 2 }",
    );
    let rows = made.maps[0].layers.as_ref().unwrap();
    assert_eq!(
        rows.iter().map(|r| r.iterate).collect::<Vec<_>>(),
        [1, 2, 4]
    );
    assert!(rows.iter().all(|r| r.left.is_none()));
    let mut value = serde_json::to_value(&made).unwrap();
    assert_eq!(code(value.clone()), None);
    value["maps"][0]["field"]["irreducible"] = json!(null);
    assert_eq!(code(value), Some("OX0839"));
}

fn least_by_brute_force(f: &PiecewiseLinear) -> usize {
    let simplified = f.simplified();
    let slopes = simplified.slopes();
    let zero = |mask: u32| {
        let chosen = (1..slopes.len()).filter(|i| mask >> (i - 1) & 1 == 1);
        let sum = chosen.fold(slopes[0].clone(), |s, i| s + (&slopes[i] - &slopes[i - 1]));
        sum.is_zero()
    };
    slopes.len() - usize::from((0..1 << (slopes.len() - 1)).any(zero))
}

/// Random maps of a grid into itself.
#[test]
fn widths_of_random_maps_agree_with_brute_force() {
    let mut state = 99_u64;
    let mut random = move |n: u64| {
        state = state
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (state >> 33) % n
    };
    let (mut fewer, mut needed) = (0, 0);
    for _ in 0..60 {
        let n = 2 + random(4) as i64;
        let values: Vec<i64> = (0..=n).map(|_| random(n as u64 + 1) as i64).collect();
        let vertices: Vec<String> = values
            .iter()
            .enumerate()
            .map(|(i, y)| format!("{i} -> {y}"))
            .collect();
        let text = format!(
            "map f {{ {} }}\ncertify f {{ iterates 1, 2 depths 1 }}",
            vertices.join(", ")
        );
        let made = certificate(&text);
        assert!(!matches!(verify(&made), Verdict::Invalid { .. }), "{text}");
        let points = values
            .iter()
            .enumerate()
            .map(|(i, y)| (Number::from(rat(i as i64, 1)), Number::from(rat(*y, 1))));
        let f = PiecewiseLinear::new(points.collect()).unwrap();
        for (row, bounds) in made.maps[0].certify[0].sup.iter().enumerate() {
            let power = f.iterate(bounds.iterate as u32, 1000).unwrap();
            if power.pieces() > 12 {
                continue;
            }
            let least = least_by_brute_force(&power);
            assert_eq!(upper(&made.maps[0], row, 0), least as u64, "{text}");
            let layers = made.maps[0].layers.as_ref().unwrap();
            assert!(layers.iter().any(|r| r.iterate == bounds.iterate));
            if least < power.pieces() {
                fewer += 1;
            } else {
                needed += 1;
            }
        }
    }
    assert!(fewer > 10 && needed > 10, "{fewer} {needed}");
}
