//! The second checker (`tests/second_checker`, Python) agrees with the verifier on every certificate that the tests make.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)] // helpers of tests are tests

#[path = "forged/mod.rs"]
mod forged;
#[path = "second/schema.rs"]
mod schema;
#[path = "second/sources.rs"]
mod sources;

use orbitex::certify::{self, Lengths, LevelChoice, Limits, Request, Subject};
use orbitex::lang::program::Between;
use orbitex::lang::{Loaded, NoFiles, load};
use orbitex::quantity::Maps;
use orbitex::quantity::argument::certified_unit;
use orbitex::quantity::norms::certified;
use orbitex::verify::{Verdict, verify_text};
use serde_json::Value;
use sources::Dice;
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::Instant;

/// The certificate of a source, by the library.
fn certificate(name: &str, text: &str, lengths: Lengths) -> String {
    let Loaded {
        program,
        diagnostics,
    } = load(name, text.as_bytes(), &NoFiles, &Default::default());
    assert!(!program.maps.is_empty(), "{name}: {diagnostics:?}\n{text}");
    let limits = Limits {
        max_points: 40,
        ..Limits::default()
    };
    let maps = Maps::new(&program, limits);
    let made = (0..program.maps.len()).map(|i| {
        let asked = program.certify.iter().filter(|c| c.map == i);
        let requests = asked.map(|c| Request {
            iterates: c.iterates.clone(),
            depths: c.depths.clone(),
            norms: c.norms.iter().map(|n| certified(*n)).collect(),
            between: match &c.between {
                Between::Auto => LevelChoice::Auto,
                Between::Levels(x, y) => LevelChoice::Levels(x.clone(), y.clone()),
                Between::Tolerance(e) => LevelChoice::Tolerance(e.clone()),
            },
            units: c.units.iter().map(|u| certified_unit(*u)).collect(),
        });
        let subject = Subject {
            name: &program.maps[i].name,
            origin: &program.maps[i].origin,
            analysis: maps.analysis(i),
            requests: requests.collect(),
        };
        certify::map::map_certificate(&subject, lengths).unwrap()
    });
    certify::certificate(name, None, None, made.collect()).to_json()
}

fn examples() -> Vec<(String, String)> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir("examples").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "map") {
            let name = path.display().to_string();
            let text = std::fs::read_to_string(&path).unwrap();
            // A file about classes only has no map; such certificates come from `classes`.
            let subject = |l: &str| l.starts_with("map ") || l.starts_with("orbit ");
            if !text.lines().any(subject) {
                continue;
            }
            out.push((name.clone(), certificate(&name, &text, Lengths::default())));
        }
    }
    out.sort();
    assert!(out.len() >= 10);
    out
}

/// A certificate about classes of maps.
fn classes() -> String {
    std::fs::read_to_string("tests/data/assume.cert.json").unwrap()
}

fn random(rounds: usize) -> Vec<(String, String)> {
    let mut dice = Dice(2027);
    let lengths = Lengths {
        laps: 8,
        periods: 9,
    };
    let made = (0..rounds).map(|round| {
        let text = sources::source(&mut dice, round);
        (
            format!("random {round}: {text}"),
            certificate("random.map", &text, lengths),
        )
    });
    made.collect()
}

/// Certificates with one or two leaves replaced by something near.
fn mutants(from: &[(String, String)], rounds: usize) -> Vec<(String, String)> {
    let mut dice = Dice(7);
    let mut out = Vec::new();
    while out.len() < rounds {
        let (name, text) = &from[dice.below(from.len())];
        let mut value: Value = serde_json::from_str(text).unwrap();
        let map = dice.below(value["maps"].as_array().unwrap().len());
        let keys: Vec<String> = value["maps"][map]
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect();
        let mut place = format!("/maps/{map}/{}", keys[dice.below(keys.len())]);
        loop {
            place = match value.pointer(&place).unwrap() {
                Value::Array(a) if !a.is_empty() && dice.below(8) > 0 => {
                    format!("{place}/{}", dice.below(a.len()))
                }
                Value::Object(o) if dice.below(20) > 0 => {
                    let key = o.keys().nth(dice.below(o.len())).unwrap();
                    format!("{place}/{key}")
                }
                _ => break,
            };
        }
        if place.ends_with("/origin") {
            continue;
        }
        let old = value.pointer(&place).unwrap().clone();
        let new = near(&mut dice, &old);
        if new == old {
            continue;
        }
        *value.pointer_mut(&place).unwrap() = new.clone();
        out.push((
            format!("{name} with {place} {old} -> {new}"),
            value.to_string(),
        ));
    }
    out
}

fn near(dice: &mut Dice, old: &Value) -> Value {
    match old {
        Value::Bool(b) => Value::from(!b),
        Value::Number(n) => {
            Value::from((n.as_u64().unwrap() + 3).saturating_sub(1 + dice.below(4) as u64))
        }
        Value::String(s) => {
            let (head, tail) = s.split_at(s.len() - usize::from(!s.is_empty()));
            match dice.below(5) {
                0 => Value::Null,
                1 => Value::from(format!("{s}1")),
                2 => Value::from(head),
                3 => Value::from(format!("{head}{}", dice.below(10))),
                _ => Value::from(match s.strip_prefix('-') {
                    Some(rest) => rest.to_string(),
                    None => format!("-{head}{tail}"),
                }),
            }
        }
        Value::Array(list) if !list.is_empty() => {
            let mut list = list.clone();
            let (i, j) = (dice.below(list.len()), dice.below(list.len()));
            match dice.below(3) {
                0 => drop(list.remove(i)),
                1 => list.swap(i, j),
                _ => list.truncate(i),
            }
            Value::from(list)
        }
        _ => Value::Null,
    }
}

/// The verdicts of the second checker, by one process; `None` without Python.
fn second(texts: &[&str]) -> Option<Vec<Value>> {
    let directory = tempfile::tempdir().unwrap();
    let mut names = String::new();
    for (i, text) in texts.iter().enumerate() {
        let path = directory.path().join(format!("{i}.cert.json"));
        std::fs::write(&path, text).unwrap();
        names += &format!("{}\n", path.display());
    }
    let started = Command::new("python3")
        .args(["-B", "tests/second_checker/check.py", "--lines"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut process) = started else {
        let required = std::env::var("ORBITEX_REQUIRE_PYTHON").is_ok_and(|v| v == "1");
        assert!(!required, "python3 is required and missing");
        println!("SKIPPED: second checker (no python3)");
        return None;
    };
    let mut input = process.stdin.take().unwrap();
    input.write_all(names.as_bytes()).unwrap();
    drop(input);
    let output = process.wait_with_output().unwrap();
    let lines = String::from_utf8(output.stdout).unwrap();
    let found: Vec<Value> = lines
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    assert_eq!(found.len(), texts.len(), "the second checker stopped");
    Some(found)
}

/// Compares the verdicts, and the theorems that valid certificates rely on.
fn agree(name: &str, first: &Verdict, second: &Value) -> Result<bool, String> {
    let cited = match first {
        Verdict::Valid { .. } => Some(Vec::new()),
        Verdict::ValidRelying { citations, .. } => Some(citations.to_vec()),
        Verdict::Invalid { .. } => None,
    };
    let other: Option<Vec<&str>> = second["relies_on"]
        .as_array()
        .map(|ids| ids.iter().map(|id| id.as_str().unwrap()).collect());
    let cited: Option<Vec<String>> = cited.map(|c| {
        let mut c: Vec<String> = c.iter().map(|id| id.to_string()).collect();
        c.sort();
        c
    });
    let same = match (&cited, &other) {
        (Some(a), Some(b)) => a.iter().eq(b.iter()),
        (None, None) => true,
        _ => false,
    };
    if same {
        Ok(cited.is_some())
    } else {
        Err(format!(
            "{name}\n  verifier: {first:?}\n  second checker: {second}"
        ))
    }
}

#[test]
fn both_checkers_agree() {
    let start = Instant::now();
    let mut made = examples();
    for name in ["golden", "tri", "orbit", "logistic", "sizes", "open"] {
        let text = std::fs::read_to_string(format!("tests/data/{name}.cert.json")).unwrap();
        made.push((name.to_string(), text));
    }
    made.extend(random(90));
    let forged = forged::forged();
    let broken = mutants(&made, 300);
    made.push(("assume".to_string(), classes()));
    println!("made in {:?}", start.elapsed());
    let texts: Vec<&str> = made
        .iter()
        .map(|(_, t)| t)
        .chain(forged.iter().map(|f| &f.text))
        .chain(broken.iter().map(|(_, t)| t))
        .map(String::as_str)
        .collect();
    let Some(found) = second(&texts) else { return };
    println!("second checker done after {:?}", start.elapsed());
    let mut faults = Vec::new();
    let mut accepted = 0;
    for ((name, text), other) in made.iter().zip(&found) {
        match agree(name, &verify_text(text), other) {
            Ok(true) => {}
            Ok(false) => faults.push(format!("{name}: both refuse: {other}")),
            Err(fault) => faults.push(fault),
        }
    }
    for (case, other) in forged.iter().zip(&found[made.len()..]) {
        let (name, code) = (&case.lie, &case.code);
        if other["code"] != *code.as_str() {
            faults.push(format!("{name}: expected {code}, {other}"));
        }
    }
    for ((name, text), other) in broken.iter().zip(&found[made.len() + forged.len()..]) {
        match agree(name, &verify_text(text), other) {
            Ok(valid) => accepted += usize::from(valid),
            Err(fault) => faults.push(fault),
        }
    }
    println!(
        "{} certificates, {} forged, {} mutants of which both accept {accepted}; {:?}",
        made.len(),
        forged.len(),
        broken.len(),
        start.elapsed()
    );
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(accepted < broken.len() / 3, "the mutants say nothing");
}

#[test]
fn certificates_have_the_shape_of_the_schema() {
    let text = std::fs::read_to_string("docs/certificate.schema.json").unwrap();
    let shape: Value = serde_json::from_str(&text).unwrap();
    let mut removed = 0;
    for (name, text) in examples().into_iter().chain(random(40)) {
        let value: Value = serde_json::from_str(&text).unwrap();
        schema::validate(&shape, &shape, &value, "").unwrap_or_else(|e| panic!("{name}: {e}"));
        let mut less = value.clone();
        less["maps"][0].as_object_mut().unwrap().remove("laps");
        removed += usize::from(schema::validate(&shape, &shape, &less, "").is_err());
    }
    assert!(removed >= 50, "a missing key is not seen");
    let value: Value = serde_json::from_str(&classes()).unwrap();
    schema::validate(&shape, &shape, &value, "").unwrap();
    let mut less = value.clone();
    less["assumptions"][0]
        .as_object_mut()
        .unwrap()
        .remove("gap");
    assert!(schema::validate(&shape, &shape, &less, "").is_err());
    let mut unknown = shape.clone();
    unknown["$defs"]["map"]["patternProperties"] = Value::Null;
    let value: Value = serde_json::from_str(&examples()[0].1).unwrap();
    assert!(schema::validate(&unknown, &unknown, &value, "").is_err());
}
