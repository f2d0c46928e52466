//! The verifier on valid certificates, on forged ones, and with every key removed.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)] // helpers of tests are tests

#[path = "forged/mod.rs"]
mod forged;

use forged::{forged, load};
use orbitex::verify::{Verdict, verify_text};
use serde_json::{Value, json};

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
    let cases = forged();
    assert!(cases.len() >= 260, "cases are missing");
    let mut wrong = Vec::new();
    for case in &cases {
        let found = code(&case.text);
        let expected = case.code.as_str();
        let shown = found
            .as_ref()
            .map_or("accepted".to_string(), |(line, code)| {
                format!("{code} {line}")
            });
        println!("{:55} {expected}  {shown}", case.lie);
        if found.map(|f| f.1) != Some(expected) {
            wrong.push(format!("{}: expected {expected}, {shown}", case.lie));
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
    let names = [
        "an empty file",
        "null",
        "a truncated file",
        "text after the end",
        "a byte order mark",
        "nesting of 200,000 arrays",
        "nesting inside a field",
        "a key twice",
        "a tag twice",
        "a huge exponent",
        "a float",
        "a number beyond 2^64",
        "a negative number",
        "a word as an object",
        "an unknown key beside a tag",
    ];
    assert_eq!(cases.len(), names.len());
    for ((text, expected), name) in cases.iter().zip(names) {
        let found = code(text).map(|c| c.1);
        println!("{name:55} {expected}  {}", found.unwrap_or("accepted"));
        assert_eq!(found, Some(*expected), "{name}");
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
