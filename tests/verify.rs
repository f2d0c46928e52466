//! The verifier on valid certificates, on forged ones, with every key removed, and on random mutants.

use num_bigint::BigInt;
use orbitex::verify::{Verdict, verify_text};
use serde_json::{Value, json};

fn load(name: &str) -> Value {
    let text = std::fs::read_to_string(format!("tests/data/{name}.cert.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn code(text: &str) -> Option<(String, &'static str)> {
    match verify_text(text) {
        Verdict::Invalid { line, reason } => {
            assert!(!reason.to_string().is_empty());
            Some((line, reason.code()))
        }
        _ => None,
    }
}

const BASES: [&str; 3] = ["golden", "tri", "orbit"];

#[test]
fn valid_certificates_are_valid() {
    for name in BASES {
        let Verdict::ValidRelying {
            lines,
            cited_lines,
            citations,
        } = verify_text(&load(name).to_string())
        else {
            panic!("{name}: {:?}", verify_text(&load(name).to_string()))
        };
        println!("{name}: {lines} lines, {cited_lines} relying on {citations:?}");
        assert!(lines > 50 && cited_lines >= 4);
        assert!(
            ["sharkovsky", "stefan", "loop"]
                .iter()
                .all(|id| citations.contains(id))
        );
    }
    // Without the lines that need a citation everything is proved from first principles.
    let mut plain = load("tri");
    plain["maps"][0]["ladder"] = json!([]);
    plain["maps"][0]["odd_period"] = Value::Null;
    plain["maps"][0]["periods"]["exact"] = json!(false);
    assert!(matches!(
        verify_text(&plain.to_string()),
        Verdict::Valid { .. }
    ));
}

#[test]
fn forged_certificates_are_refused_with_their_code() {
    let cases: Vec<Value> = serde_json::from_str(include_str!("forged/cases.json")).unwrap();
    assert!(cases.len() >= 70, "cases are missing");
    let mut wrong = Vec::new();
    for case in &cases {
        let mut forged = load(case["base"].as_str().unwrap());
        let path = case["path"].as_str().unwrap();
        let value = match case["digits"].as_u64() {
            Some(n) => json!("7".repeat(n as usize)),
            None => case["value"].clone(),
        };
        match forged.pointer_mut(path) {
            Some(place) => *place = value,
            None => {
                let (parent, key) = path.rsplit_once('/').unwrap();
                forged.pointer_mut(parent).unwrap()[key] = value;
            }
        }
        let found = code(&forged.to_string());
        let expected = case["code"].as_str().unwrap();
        let shown = found
            .as_ref()
            .map_or("accepted".to_string(), |(line, code)| {
                format!("{code} {line}")
            });
        println!("{:55} {expected}  {shown}", case["lie"].as_str().unwrap());
        if found.map(|f| f.1) != Some(expected) {
            wrong.push(format!("{}: expected {expected}, {shown}", case["lie"]));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn broken_texts_are_refused_with_their_code() {
    let text = std::fs::read_to_string("tests/data/tri.cert.json").unwrap();
    let cases = [
        (String::new(), "OX0801"),
        ("null".to_string(), "OX0805"),
        (text[..text.len() / 2].to_string(), "OX0801"),
        (format!("{text} x"), "OX0801"),
        (format!("\u{feff}{text}"), "OX0801"),
        ("[".repeat(200_000), "OX0805"),
        (
            text.replacen(
                "\"title\": null",
                &format!("\"title\": {}", "[".repeat(100_000)),
                1,
            ),
            "OX0805",
        ),
        (
            text.replacen("\"closed\": true", "\"closed\": true, \"closed\": true", 1),
            "OX0804",
        ),
        (
            text.replacen(
                "\"method\": \"summary\"",
                "\"method\": \"summary\", \"method\": \"summary\"",
                1,
            ),
            "OX0804",
        ),
        (
            text.replacen("\"period\": 3", "\"period\": 1e400", 1),
            "OX0801",
        ),
        (
            text.replacen("\"period\": 3", "\"period\": 3.0", 1),
            "OX0805",
        ),
        (
            text.replacen("\"period\": 3", "\"period\": 99999999999999999999", 1),
            "OX0805",
        ),
        (
            text.replacen("\"period\": 3", "\"period\": -3", 1),
            "OX0805",
        ),
        (
            text.replacen("\"kind\": \"map\"", "\"kind\": {\"map\": null}", 1),
            "OX0805",
        ),
        (
            text.replacen(
                "\"method\": \"summary\"",
                "\"method\": \"summary\", \"x\": 1",
                1,
            ),
            "OX0803",
        ),
    ];
    for (i, (text, expected)) in cases.iter().enumerate() {
        assert_eq!(code(text).map(|c| c.1), Some(*expected), "case {i}");
    }
    // An array in place of an object reads well enough for the typed reader, and is refused all the same.
    let mut listed = load("tri");
    let growth = &listed["maps"][0]["periods"];
    listed["maps"][0]["periods"] = json!([growth["strongest"], growth["exact"], growth["points"]]);
    assert_eq!(code(&listed.to_string()).map(|c| c.1), Some("OX0805"));
}

#[test]
fn a_missing_key_is_never_valid() {
    let mut removed = 0;
    for name in BASES {
        let whole = load(name);
        for path in objects(&whole, String::new()) {
            let keys: Vec<String> = whole
                .pointer(&path)
                .unwrap()
                .as_object()
                .unwrap()
                .keys()
                .cloned()
                .collect();
            for key in keys {
                let mut less = whole.clone();
                less.pointer_mut(&path)
                    .unwrap()
                    .as_object_mut()
                    .unwrap()
                    .remove(&key);
                let found = code(&less.to_string());
                assert_eq!(
                    found.map(|f| f.1),
                    Some("OX0802"),
                    "{name}: {path}/{key} removed"
                );
                removed += 1;
            }
        }
    }
    assert!(removed > 300, "only {removed} keys");
}

fn objects(value: &Value, path: String) -> Vec<String> {
    let mut out = Vec::new();
    match value {
        Value::Object(map) => {
            out.push(path.clone());
            map.iter()
                .for_each(|(k, v)| out.extend(objects(v, format!("{path}/{k}"))));
        }
        Value::Array(list) => {
            list.iter()
                .enumerate()
                .for_each(|(i, v)| out.extend(objects(v, format!("{path}/{i}"))));
        }
        _ => {}
    }
    out
}

fn leaves(value: &Value, path: String) -> Vec<String> {
    match value {
        Value::Object(map) => map
            .iter()
            .flat_map(|(k, v)| leaves(v, format!("{path}/{k}")))
            .collect(),
        Value::Array(list) => list
            .iter()
            .enumerate()
            .flat_map(|(i, v)| leaves(v, format!("{path}/{i}")))
            .collect(),
        _ => vec![path],
    }
}

struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n
    }
}

/// One changed token: a number off by little or much, another word, a null.
fn mutate(dice: &mut Dice, value: &Value) -> Value {
    match value {
        Value::Bool(b) => json!(!b),
        Value::Null => json!("1"),
        Value::Number(n) => {
            let n = n.as_u64().unwrap();
            [
                json!(n + 1),
                json!(n.saturating_sub(1)),
                json!(n * 2 + 3),
                json!(null),
                json!(n.to_string()),
            ][dice.below(5)]
            .clone()
        }
        Value::String(s) => match (s.parse::<BigInt>(), s.split_once('.'), dice.below(6)) {
            (_, _, 0) => Value::Null,
            (_, _, 1) => json!(format!("{s}0")),
            (Ok(n), _, 2) => json!((n + BigInt::from(1)).to_string()),
            (Ok(n), _, 3) => json!((n - BigInt::from(1)).to_string()),
            (Ok(n), _, 4) => json!((-n).to_string()),
            (Ok(n), _, _) => json!(format!("{n}/7")),
            (_, Some(_), 2) => json!(s[..s.len() - 1]),
            _ => {
                let at = dice.below(s.len().max(1));
                let digit = char::from(b'0' + dice.below(10) as u8);
                json!(
                    s.chars()
                        .enumerate()
                        .map(|(i, c)| if i == at { digit } else { c })
                        .collect::<String>()
                )
            }
        },
        _ => Value::Null,
    }
}

/// Does the mutant state the same, or the same with less precision or strength?
///
/// Names and texts carry no obligation; `complete` is not checked; null for a reason, an upper width or the section on odd
/// periods, `exact` dropped, and a Lipschitz hypothesis of an unknown map made null or larger state less; another
/// enclosure of the same root (its ends are checked to contain it) and another correct rounding state the same.
fn equivalent(path: &str, old: &Value, new: &Value, whole: &Value) -> bool {
    let last = path.rsplit('/').next().unwrap_or_default();
    let under = |part: &str| path.contains(part);
    let orbit = whole["maps"][0]["kind"] == "orbit";
    match last {
        "generator" | "source" | "title" | "author" | "origin" | "complete" => true,
        "name" => !new.as_str().unwrap_or_default().is_empty(),
        "exact" => *new == json!(false),
        "lipschitz" if orbit => new.is_null() || at_least(new, old),
        "decimal" => rounding_of(new, old),
        _ if under("/interval/") => brackets_golden_root(last, new),
        _ if under("/primes/") => [2, 3, 7, 13, 17, 23].contains(&new.as_u64().unwrap_or(0)),
        // A weaker tolerance: the levels are farther apart than it asks.
        "error" if under("/between/") => at_least(old, new),
        // Right vectors are witnesses; any that satisfies the inequality will do.
        _ if under("/witness/others/") || under("/witness/upper/") || under("/witness/lower/") => {
            true
        }
        _ => false,
    }
}

fn fraction(v: &Value) -> Option<(BigInt, BigInt)> {
    let s = v.as_str()?;
    let (p, q) = s.split_once('/').unwrap_or((s, "1"));
    Some((p.parse().ok()?, q.parse().ok()?))
}

fn at_least(a: &Value, b: &Value) -> bool {
    match (fraction(a), fraction(b)) {
        (Some((p, q)), Some((r, s))) => p * s >= r * q,
        _ => false,
    }
}

/// `p/q < phi` exactly if `p^2 - pq - q^2 < 0` (`p`, `q` positive).
fn brackets_golden_root(end: &str, v: &Value) -> bool {
    let Some((p, q)) = fraction(v) else {
        return false;
    };
    let zero = BigInt::from(0);
    let below = p <= zero || &p * &p - &p * &q - &q * &q < zero;
    (end == "0") == below
}

/// A decimal with fewer digits that rounds the old one, or trailing digits of the golden ratio or of 2.
fn rounding_of(new: &Value, old: &Value) -> bool {
    let (Some(new), Some(old)) = (new.as_str(), old.as_str()) else {
        return false;
    };
    let (short, long) = if new.len() <= old.len() {
        (new, old)
    } else {
        (old, new)
    };
    if long.trim_end_matches('0') == short.trim_end_matches('0') {
        return new.len() < old.len() || short.starts_with("2.0");
    }
    let digits = |s: &str| s.replace('.', "").parse::<BigInt>().unwrap();
    let scale = BigInt::from(10).pow((long.len() - short.len()) as u32);
    let difference = digits(long) - digits(short) * &scale;
    &difference * 2 < scale && difference * -2 <= scale && new.len() < old.len()
}

#[test]
fn random_mutants_are_rejected_or_equivalent() {
    let total: usize = std::env::var("ORBITEX_MUTANTS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(1_000);
    let mut dice = Dice(2026);
    let bases: Vec<(Value, Vec<String>)> = BASES
        .iter()
        .map(|n| (load(n), leaves(&load(n), String::new())))
        .collect();
    let (mut mutants, mut rejected, mut same, mut wrong) = (0, 0, 0, Vec::new());
    while mutants < total {
        let (base, paths) = &bases[dice.below(bases.len())];
        let path = &paths[dice.below(paths.len())];
        let old = base.pointer(path).unwrap();
        let new = mutate(&mut dice, old);
        if new == *old {
            continue;
        }
        mutants += 1;
        let mut mutant = base.clone();
        *mutant.pointer_mut(path).unwrap() = new.clone();
        match code(&mutant.to_string()) {
            Some(_) => rejected += 1,
            None if equivalent(path, old, &new, base) => same += 1,
            None => wrong.push(format!("{path}: {old} -> {new}")),
        }
    }
    println!(
        "mutants {mutants} rejected {rejected} equivalent {same} accepted wrongly {}",
        wrong.len()
    );
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(rejected * 10 > mutants * 8, "the fuzzer no longer bites");
}
