//! Every key of every kind of certificate: removed, doubled, beside an unknown one, of another type; and the schema agrees.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)] // helpers of tests are tests

#[path = "mutants/bases.rs"]
mod bases;
mod made;
#[path = "second/schema.rs"]
mod schema;

use orbitex::verify::{Verdict, verify_text};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Certificates of all kinds: those of the fuzzer and the stored ones.
fn corpus() -> Vec<(String, Value)> {
    let mut all = bases::all();
    for name in [
        "golden", "tri", "orbit", "logistic", "sizes", "assume", "open",
    ] {
        let text = std::fs::read_to_string(format!("tests/data/{name}.cert.json")).unwrap();
        all.push((name.to_string(), serde_json::from_str(&text).unwrap()));
    }
    all
}

fn code(text: &str) -> Option<&'static str> {
    match verify_text(text) {
        Verdict::Invalid { reason, .. } => Some(reason.code()),
        _ => None,
    }
}

/// Where a value stands, with the indices replaced by stars and the tag of its object.
fn shape(whole: &Value, path: &str) -> String {
    let star = |part: &str| {
        let index = !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if index { "*" } else { part }.to_string()
    };
    let stars: Vec<String> = path.split('/').map(star).collect();
    let parent = path.rsplit_once('/').map_or("", |p| p.0);
    let tags = ["method", "kind", "choice", "status"];
    let tag = tags
        .iter()
        .find_map(|t| whole.pointer(parent)?.get(t)?.as_str());
    format!("{} {}", stars.join("/"), tag.unwrap_or_default())
}

fn paths(value: &Value, path: String, out: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, v) in map {
                paths(v, format!("{path}/{key}"), out);
            }
        }
        Value::Array(list) => {
            for (i, v) in list.iter().enumerate() {
                paths(v, format!("{path}/{i}"), out);
            }
        }
        _ => {}
    }
    if !path.is_empty() {
        out.push(path);
    }
}

/// Each shape in at most `each` certificates, once in each: the base and the path.
fn places(corpus: &[(String, Value)], each: usize) -> Vec<(usize, String)> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut out = Vec::new();
    for (i, (_, whole)) in corpus.iter().enumerate() {
        let mut all = Vec::new();
        paths(whole, String::new(), &mut all);
        let mut here = BTreeSet::new();
        for path in all {
            let shape = shape(whole, &path);
            if here.insert(shape.clone()) {
                let n = seen.entry(shape).or_default();
                *n += 1;
                if *n <= each {
                    out.push((i, path));
                }
            }
        }
    }
    out
}

fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap()
}

#[test]
fn a_key_that_is_missing_doubled_or_unknown_is_never_valid() {
    let corpus = corpus();
    let (mut keys, mut objects) = (0, BTreeSet::new());
    let mut wrong = Vec::new();
    for (i, path) in places(&corpus, 3) {
        let (name, whole) = &corpus[i];
        let (parent, key) = split(&path);
        if !whole.pointer(parent).unwrap().is_object() {
            continue;
        }
        keys += 1;
        let mut expect = |what: &str, text: &str, expected: &[&str]| {
            let found = code(text);
            if !found.is_some_and(|c| expected.contains(&c)) {
                wrong.push(format!("{name} {path} {what}: {found:?}"));
            }
        };
        let mut less = whole.clone();
        let object = less.pointer_mut(parent).unwrap().as_object_mut().unwrap();
        let value = object.remove(key).unwrap();
        // The polynomial of a polynomial is a key of its own kind.
        expect("removed", &less.to_string(), &["OX0802", "OX0818"]);
        let mut twice = whole.clone();
        twice.pointer_mut(parent).unwrap()["@twice@"] = value;
        let twice = twice
            .to_string()
            .replace("\"@twice@\"", &format!("\"{key}\""));
        expect("doubled", &twice, &["OX0804"]);
        if objects.insert((i, parent.to_string())) {
            let mut more = whole.clone();
            more.pointer_mut(parent).unwrap()["remark"] = json!("1");
            expect("with an unknown key", &more.to_string(), &["OX0803"]);
        }
    }
    println!(
        "{keys} keys removed and doubled, {} objects with an unknown key",
        objects.len()
    );
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(keys > 600, "only {keys} keys");
}

#[test]
fn what_the_schema_refuses_is_never_valid() {
    let corpus = corpus();
    let text = std::fs::read_to_string("docs/certificate.schema.json").unwrap();
    let rules: Value = serde_json::from_str(&text).unwrap();
    for (name, whole) in &corpus {
        schema::validate(&rules, &rules, whole, "").unwrap_or_else(|e| panic!("{name}: {e}"));
    }
    let others = [
        json!(null),
        json!(true),
        json!(1),
        json!(-1),
        json!(1.5),
        json!("x"),
        json!("1"),
        json!("2/4"),
        json!([]),
        json!([null]),
        json!({}),
    ];
    let (mut refused, mut wrong) = (0, Vec::new());
    for (i, path) in places(&corpus, 2) {
        let (name, whole) = &corpus[i];
        for other in &others {
            let mut forged = whole.clone();
            *forged.pointer_mut(&path).unwrap() = other.clone();
            if schema::validate(&rules, &rules, &forged, "").is_ok() {
                continue;
            }
            refused += 1;
            if code(&forged.to_string()).is_none() {
                wrong.push(format!("{name} {path} = {other}"));
            }
        }
    }
    println!("{refused} values of another form");
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(refused > 3_000, "only {refused} values");
}

/// Names that no other line of the schema has: each must occur in the corpus and, between backticks, in the document.
#[test]
fn every_property_of_the_schema_occurs_and_is_described() {
    let text = std::fs::read_to_string("docs/certificate.schema.json").unwrap();
    let rules: Value = serde_json::from_str(&text).unwrap();
    let mut named = BTreeSet::new();
    properties(&rules, &mut named);
    let mut used = BTreeSet::new();
    for (_, whole) in corpus() {
        keys(&whole, &mut used);
    }
    // No certificate of the corpus has every symbol.
    let mut dressed = corpus().pop().unwrap().1;
    dressed["notation"] = json!({
        "map": "g", "growth": "\\lambda", "width": "m", "depth": "q", "iterate": "s",
        "lipschitz": "M", "crossings": "B", "network": "h"
    });
    assert_eq!(code(&dressed.to_string()), None);
    keys(&dressed, &mut used);
    let absent: Vec<&String> = named.difference(&used).collect();
    assert!(absent.is_empty(), "the corpus has no {absent:?}");
    let unknown: Vec<&String> = used.difference(&named).collect();
    assert!(unknown.is_empty(), "the schema has no {unknown:?}");
    let document = std::fs::read_to_string("docs/certificate.md").unwrap();
    let words: BTreeSet<&str> = document
        .split('`')
        .skip(1)
        .step_by(2)
        .flat_map(|code| code.split(|c: char| !c.is_alphanumeric() && c != '_'))
        .collect();
    let silent: Vec<&String> = named
        .iter()
        .filter(|n| !words.contains(n.as_str()))
        .collect();
    assert!(silent.is_empty(), "the document does not name {silent:?}");
    assert!(named.len() > 80, "{}", named.len());
}

fn properties(rules: &Value, out: &mut BTreeSet<String>) {
    match rules {
        Value::Object(map) => {
            if let Some(Value::Object(list)) = map.get("properties") {
                out.extend(list.keys().cloned());
            }
            map.values().for_each(|v| properties(v, out));
        }
        Value::Array(list) => list.iter().for_each(|v| properties(v, out)),
        _ => {}
    }
}

fn keys(value: &Value, out: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            out.extend(map.keys().cloned());
            map.values().for_each(|v| keys(v, out));
        }
        Value::Array(list) => list.iter().for_each(|v| keys(v, out)),
        _ => {}
    }
}
