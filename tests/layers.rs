//! The rooms of `src/` use each other only as the table below allows; every edge is read from the `use crate::` lines.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)] // helpers of tests are tests

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Room -> rooms it may use.
const TABLE: &[(&str, &[&str])] = &[
    ("num", &[]),
    ("source", &[]),
    ("map", &["num"]),
    ("lang", &["num", "source", "map", "graph", "certificate"]),
    ("graph", &["num", "map"]),
    ("period", &["num", "map", "graph"]),
    ("theory", &["num", "graph", "period"]),
    ("certificate", &["num"]),
    (
        "certify",
        &["num", "map", "graph", "period", "theory", "certificate"],
    ),
    (
        "quantity",
        &[
            "num",
            "source",
            "map",
            "lang",
            "graph",
            "period",
            "theory",
            "certificate",
            "certify",
        ],
    ),
    ("export", &["num", "map", "certificate"]),
    ("census", &["num", "map", "graph", "period"]),
    ("verify", &["num", "certificate"]),
    ("report", &["num", "certificate"]),
    (
        "table",
        &["num", "map", "lang", "quantity", "certify", "report"],
    ),
    ("draft", &["num", "source", "lang", "quantity"]),
];

/// The files of `num` that may be seen from the verifier: rational arithmetic and polynomials.
const NUM_OF_VERIFY: &[&str] = &[
    "rational",
    "polynomial",
    "modular",
    "Int",
    "Rat",
    "IntPoly",
    "RatPoly",
    "Poly",
];

fn rust_files(dir: &Path, out: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(dir).expect("a folder of the source tree") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            rust_files(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

/// Every `crate::a::b` path in a text, braces of one level opened up: `crate::num::{Int, Rat}` gives `num::Int`, `num::Rat`.
fn crate_paths(text: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for part in text.split("crate::").skip(1) {
        let end = part
            .find([';', ')', ' ', '\n', '<', ','])
            .unwrap_or(part.len());
        let path = &part[..end];
        match part.find("::{") {
            Some(open) if open < end => {
                let close = part.find('}').unwrap_or(part.len());
                let head = &part[..open];
                for item in part[open + 3..close].split(',') {
                    found.push(format!("{head}::{}", item.trim()));
                }
            }
            _ => found.push(path.to_string()),
        }
    }
    found
        .into_iter()
        .map(|p| p.split("::").map(|s| s.trim().to_string()).collect())
        .collect()
}

#[test]
fn rooms_use_only_what_the_table_allows() {
    let table: BTreeMap<&str, &[&str]> = TABLE.iter().copied().collect();
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&src, &mut files);
    assert!(
        files.len() >= 40,
        "the source tree was not found whole: {} files",
        files.len()
    );
    let mut faults = BTreeSet::new();
    let mut edges = 0;
    for file in &files {
        let relative = file.strip_prefix(&src).expect("inside src");
        let room = relative
            .components()
            .next()
            .expect("a name")
            .as_os_str()
            .to_string_lossy()
            .to_string();
        if relative.parent().is_none_or(|p| p == Path::new("")) || room == "cli" {
            continue;
        }
        let allowed = table
            .get(room.as_str())
            .unwrap_or_else(|| panic!("room {room} is not in the table"));
        let text = std::fs::read_to_string(file).expect("UTF-8 source");
        let code: String = text
            .lines()
            .filter(|l| !l.trim_start().starts_with("//"))
            .map(|l| format!("{l}\n"))
            .collect();
        for path in crate_paths(&code) {
            let target = path[0].as_str();
            if target == room || !table.contains_key(target) && target != "cli" {
                continue;
            }
            edges += 1;
            if !allowed.contains(&target) {
                faults.insert(format!("{} uses {target}", relative.display()));
            }
            let part = path.get(1).map(String::as_str).unwrap_or("");
            if room == "verify" && target == "num" && !NUM_OF_VERIFY.contains(&part) {
                faults.insert(format!("{} uses num::{part}", relative.display()));
            }
        }
    }
    assert!(
        edges >= 60,
        "too few edges seen ({edges}): the scan is broken"
    );
    assert!(faults.is_empty(), "{faults:#?}");
}
