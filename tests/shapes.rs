//! Forged certificates of the rarer shapes: equal radii, laps as upper end, cubic fields, paths, tolerances, free levels.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)] // helpers of tests are tests

mod made;

use made::{compiled, few, on_integers};
use num_bigint::BigInt;
use orbitex::certificate::{Certificate, Kind};
use orbitex::certify::{Lengths, Request, certificate};
use orbitex::graph::paths::path_counts;
use orbitex::theory::total::least_neurons_at_depth;
use orbitex::verify::{Verdict, verify_text};
use serde_json::{Value, json};

fn program(text: &str) -> Value {
    let lengths = Lengths {
        laps: 6,
        periods: 6,
    };
    let made: Certificate = compiled("shape.map", text, few(), lengths);
    serde_json::to_value(&made).unwrap()
}

fn accepted(what: &str, whole: &Value) {
    let verdict = verify_text(&whole.to_string());
    assert!(
        !matches!(verdict, Verdict::Invalid { .. }),
        "{what}: {verdict:?}"
    );
}

/// Each lie, as path and value, is refused with its code.
fn refused(whole: &Value, lies: &[(&str, Value, &str)]) {
    accepted("the base", whole);
    let mut wrong = Vec::new();
    for (path, value, code) in lies {
        let mut forged = whole.clone();
        let place = forged.pointer_mut(path);
        let place = place.unwrap_or_else(|| panic!("no {path} in {whole}"));
        assert_ne!(place, value, "{path}");
        *place = value.clone();
        match verify_text(&forged.to_string()) {
            Verdict::Invalid { reason, .. } => {
                if reason.code() != *code {
                    wrong.push(format!("{path}: {} {reason}", reason.code()));
                }
            }
            verdict => wrong.push(format!("{path} = {value}: {verdict:?}")),
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn two_blocks_of_one_radius() {
    for (images, poly) in [(vec![0, 2, 0, 4, 2], 2), (vec![1, 2, 0, 4, 5, 3], 3)] {
        let f = on_integers(&images);
        let map = made::made("twice", Kind::Map, &f, few(), Request::default());
        let whole = certificate("twice.map", None, None, vec![map]);
        let whole = serde_json::to_value(&whole).unwrap();
        let witness = "/maps/0/growth/witness";
        assert_eq!(
            whole
                .pointer("/maps/0/growth/poly")
                .unwrap()
                .as_array()
                .unwrap()
                .len(),
            poly
        );
        let at = |end: &str| format!("{witness}/equals/0/{end}");
        refused(
            &whole,
            &[
                (&format!("{witness}/equals"), json!([]), "OX0825"),
                (&at("vector/0"), json!("3"), "OX0826"),
                (&at("vector/0"), json!("0"), "OX0827"),
                (&at("vector/0"), json!("-1"), "OX0827"),
                (&at("vector"), json!(["1"]), "OX0818"),
                (
                    &at("block"),
                    whole.pointer(&format!("{witness}/block")).unwrap().clone(),
                    "OX0825",
                ),
                (&at("block"), json!(99), "OX0825"),
            ],
        );
        // The bound of a smaller radius does not hold for an equal one.
        let mut forged = whole.clone();
        let block = forged.pointer(&at("block")).unwrap().clone();
        let other = json!([{"block": block, "vector": ["1", "1"]}]);
        forged["maps"][0]["growth"]["witness"]["others"] = other;
        forged["maps"][0]["growth"]["witness"]["equals"] = json!([]);
        let verdict = verify_text(&forged.to_string());
        if poly == 3 {
            assert!(matches!(verdict, Verdict::Invalid { .. }), "{verdict:?}");
        }
    }
}

#[test]
fn laps_as_upper_end() {
    let mut whole = program(
        "map bent { 0 -> 1/10, 1/3 -> 23/30, 1 -> 3/10 } certify bent { iterates 3 depths 1 }",
    );
    let upper = whole.pointer("/maps/0/growth/upper").unwrap().clone();
    assert_eq!(upper["method"], "outer", "{upper}");
    let entries = upper["vector"].as_array().unwrap().len();
    let vector = |first: &str| {
        let mut list = vec![json!("1"); entries];
        list[0] = json!(first);
        json!(list)
    };
    refused(
        &whole,
        &[
            ("/maps/0/growth/upper/value", json!("1/2"), "OX0830"),
            ("/maps/0/growth/upper/vector", json!([]), "OX0818"),
            ("/maps/0/growth/upper/vector", vector("0"), "OX0827"),
            ("/maps/0/growth/upper/vector", vector("-1"), "OX0827"),
            ("/maps/0/growth/upper/vector", vector("1/7"), "OX0828"),
        ],
    );
    let mut weaker = whole.clone();
    weaker["maps"][0]["growth"]["upper"]["value"] = json!("7");
    accepted("a weaker end of the outer graph", &weaker);
    // The same map with the other witness.
    let listed = whole["maps"][0]["laps"].as_array().unwrap();
    let (n, laps) = (listed.len(), listed.last().unwrap().clone());
    whole["maps"][0]["growth"]["upper"] =
        json!({"method": "laps", "n": n, "laps": laps, "value": "3/2"});
    accepted("laps", &whole);
    let laps: BigInt = laps.as_str().unwrap().parse().unwrap();

    refused(
        &whole,
        &[
            (
                "/maps/0/growth/upper/laps",
                json!((&laps - BigInt::from(1)).to_string()),
                "OX0831",
            ),
            ("/maps/0/growth/upper/n", json!(0), "OX0830"),
            ("/maps/0/growth/upper/value", json!("1"), "OX0830"),
            ("/maps/0/growth/upper/value", json!("-2"), "OX0830"),
            ("/maps/0/growth/lower/rate", json!("3"), "OX0827"),
            (
                "/maps/0/growth/upper",
                json!({"method": "lipschitz", "value": "3/2"}),
                "OX0830",
            ),
        ],
    );
    // A larger end is weaker and true.
    let mut weaker = whole.clone();
    weaker["maps"][0]["growth"]["upper"]["value"] = json!("7");
    accepted("a weaker end", &weaker);
}

#[test]
fn cubic_fields() {
    let whole = program(
        "let two = root of x^3 - 2 in [1, 2]
         let pisot = root of x^3 - x^2 - 1 in [1, 2]
         map open = tent(two)
         map closed = tent(pisot)
         certify open { iterates 3 depths 1, 2 }
         certify closed { iterates 5 depths 1, 2 }",
    );
    assert_eq!(whole["maps"][0]["growth"]["status"], "constant_slope");
    assert_eq!(whole["maps"][1]["growth"]["status"], "exact");
    refused(
        &whole,
        &[
            ("/maps/0/growth/slope", json!("5/4"), "OX0815"),
            ("/maps/0/lipschitz", json!(["0", "2"]), "OX0815"),
            ("/maps/0/lipschitz", json!(["0", "0", "1"]), "OX0815"),
            ("/maps/0/field/interval", json!(["3/2", "2"]), "OX0810"),
            ("/maps/0/field/poly/0", json!("-3"), "OX0817"),
            ("/maps/0/field/poly/0", json!("-9"), "OX0810"),
            (
                "/maps/0/field/irreducible",
                json!({"method": "degrees", "primes": [5]}),
                "OX0811",
            ),
            ("/maps/1/vertices/1/1", json!(["0", "1/3"]), "OX0815"),
            (
                "/maps/1/vertices/1/1",
                json!(["0", "0", "0", "1"]),
                "OX0809",
            ),
            ("/maps/1/growth/interval", json!(["3/2", "2"]), "OX0810"),
        ],
    );
}

#[test]
fn paths_of_a_map_that_is_not_markov() {
    let mut whole = program("map wild = tent(3/2) certify wild { iterates 4 depths 1, 3 }");
    let rows: Vec<(usize, usize)> =
        serde_json::from_value(whole["maps"][0]["partition"]["rows"].clone()).unwrap();
    let t = 1_000;
    let counts = path_counts(&rows, t as usize);
    let (j, count) = counts.iter().enumerate().max_by_key(|c| c.1).unwrap();
    let points = whole["maps"][0]["partition"]["points"].clone();
    let half = |v: &Value| -> num_rational::BigRational { v.as_str().unwrap().parse().unwrap() };
    let error = (half(&points[j + 1]) - half(&points[j])) / BigInt::from(2);
    // The least widths: the root rounded up, less one.
    let width = |k: u32| {
        let root = count.nth_root(k);
        let up = if root.pow(k) < *count {
            root + BigInt::from(1)
        } else {
            root
        };
        (up - BigInt::from(1)).to_string()
    };
    // So many crossings that layers of width 2 are too narrow: from width 3 on nothing is lost without skip connections.
    let cell = |k: u32| {
        json!({
            "depth": k, "width": width(k), "neurons": least_neurons_at_depth(count, k).to_string(),
            "narrow": width(k), "upper": null,
        })
    };
    whole["maps"][0]["certify"][0]["sup"] = json!([{
        "iterate": t, "x": points[j], "y": points[j + 1], "crossings": count.to_string(),
        "crossing_method": {"method": "paths", "interval": j}, "error": error.to_string(),
        "neurons": (count - BigInt::from(1)).bits().to_string(), "widths": [cell(1), cell(3)],
    }]);
    let row = "/maps/0/certify/0/sup/0";
    let at = |end: &str| format!("{row}/{end}");
    refused(
        &whole,
        &[
            (
                &at("crossings"),
                json!((count + BigInt::from(1)).to_string()),
                "OX0836",
            ),
            (&at("iterate"), json!(t + 1), "OX0836"),
            (&at("crossing_method/interval"), json!(j + 1), "OX0835"),
            (&at("crossing_method/interval"), json!(99_999), "OX0835"),
            (&at("x"), json!("-1"), "OX0835"),
            (&at("widths/1/width"), json!("0"), "OX0812"),
            (
                &at("widths/0/upper"),
                json!({"width": "1", "split": [t]}),
                "OX0818",
            ),
        ],
    );
}

#[test]
fn tolerances_and_levels_between_the_points() {
    let whole = program(
        "let phi = root of x^2 - x - 1 in [1, 2]
         map golden = tent(phi)
         certify golden { iterates 4, 7 depths 2 tolerance 1/5 }
         certify golden { iterates 6 depths 1..3 between [1/3, 2/3] }",
    );
    let points = whole["maps"][0]["partition"]["points"].clone();
    assert!(!points.as_array().unwrap().contains(&json!("1/3")));
    let count = whole["maps"][0]["certify"][1]["sup"][0]["crossings"].clone();
    let more: BigInt = count.as_str().unwrap().parse::<BigInt>().unwrap() + 1;
    refused(
        &whole,
        &[
            ("/maps/0/certify/0/between/error", json!("1/2"), "OX0834"),
            ("/maps/0/certify/0/between/error", json!("0"), "OX0834"),
            ("/maps/0/certify/0/between/error", json!("-1/5"), "OX0834"),
            ("/maps/0/certify/1/between/x", json!("1/4"), "OX0834"),
            ("/maps/0/certify/1/sup/0/y", json!("3/4"), "OX0834"),
            (
                "/maps/0/certify/1/sup/0/crossings",
                json!(more.to_string()),
                "OX0836",
            ),
            ("/maps/0/certify/1/sup/0/error", json!("1/3"), "OX0837"),
            (
                "/maps/0/certify/1/front",
                json!([{"iterate": 6, "levels": [{"x": "1/3", "y": "2/3", "error": "1/6", "crossings": count}]}]),
                "OX0840",
            ),
        ],
    );
}

#[test]
fn every_code_of_the_verifier_is_explained() {
    let code = std::fs::read_to_string("src/verify/reason/code.rs").unwrap();
    let used: std::collections::BTreeSet<&str> = code
        .split('"')
        .filter(|w| w.len() == 6 && w.starts_with("OX08"))
        .collect();
    let listed: std::collections::BTreeSet<&str> = orbitex::source::codes::all()
        .map(|e| e.code)
        .filter(|c| {
            let ranges = [
                "OX0801".."OX0843",
                "OX0849".."OX0851",
                "OX0858".."OX0863",
                "OX0865".."OX0867",
                "OX0870".."OX0871",
                "OX0879".."OX0880",
            ];
            ranges.iter().any(|r| r.contains(c))
        })
        .collect();
    assert_eq!(used, listed);
    let page = std::fs::read_to_string("docs/certificate.md").unwrap();
    let section = page.split("## 13. Codes").nth(1).unwrap();
    for code in used {
        assert!(
            section.contains(&format!("`{}`", &code[4..])) || section.contains(code),
            "{code}"
        );
    }
}
