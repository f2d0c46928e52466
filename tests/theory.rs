//! The page on the theory has the library's list of theorems, and their ids are distinct.

#![allow(clippy::unwrap_used)] // helpers of tests are tests

use orbitex::theory::THEOREMS;
use orbitex::theory::table::markdown;

const OPEN: &str = "<!-- theorems -->\n";
const CLOSE: &str = "<!-- end of theorems -->";

/// `ORBITEX_UPDATE=1` writes the page again.
#[test]
fn the_page_has_the_table_of_the_library() {
    let page = std::fs::read_to_string("docs/theory.md").unwrap();
    let (before, rest) = page.split_once(OPEN).unwrap();
    let (found, after) = rest.split_once(CLOSE).unwrap();
    let expected = markdown();
    if std::env::var_os("ORBITEX_UPDATE").is_some() {
        let whole = format!("{before}{OPEN}{expected}{CLOSE}{after}");
        std::fs::write("docs/theory.md", whole).unwrap();
        return;
    }
    assert_eq!(
        found, expected,
        "run `ORBITEX_UPDATE=1 cargo test --test theory`"
    );
}

#[test]
fn every_theorem_is_listed_once_with_all_its_parts() {
    let mut ids: Vec<&str> = THEOREMS.iter().map(|t| t.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), THEOREMS.len());
    assert!(ids.len() >= 11);
    for t in THEOREMS {
        assert!(!t.hypotheses.is_empty() && !t.statement.is_empty() && !t.example.is_empty());
        assert!(!t.proof.is_empty() && !t.witness.is_empty(), "{}", t.id);
        assert_eq!(markdown().matches(&format!("| `{}`: ", t.id)).count(), 1);
    }
}

/// Each row of the page names an example and tests that exist, and each theorem has a row.
#[test]
fn every_theorem_has_an_example_numbers_by_hand_and_an_attack() {
    let page = std::fs::read_to_string("docs/theory.md").unwrap();
    let (_, rest) = page.split_once("<!-- trials -->\n").unwrap();
    let (rows, _) = rest.split_once("<!-- end of trials -->").unwrap();
    let mut ids = Vec::new();
    for row in rows.lines().skip(2) {
        let cells: Vec<&str> = row.split('`').skip(1).step_by(2).collect();
        let [id, example, tests @ ..] = &cells[..] else {
            panic!("{row}");
        };
        ids.push(*id);
        let example = format!("examples/{example}");
        assert!(std::path::Path::new(&example).exists(), "{row}");
        assert_eq!(tests.len(), 2, "{row}");
        for test in tests {
            let (file, name) = test.split_once("::").unwrap();
            let source = std::fs::read_to_string(format!("{file}.rs")).unwrap();
            let opening = format!("#[test]\nfn {name}() {{");
            let source = source.lines().map(str::trim_start);
            let source = source.collect::<Vec<_>>().join("\n");
            assert!(source.contains(&opening), "{row}");
        }
    }
    let known: Vec<&str> = THEOREMS.iter().map(|t| t.id).collect();
    assert_eq!(ids.len(), known.len());
    assert!(known.iter().all(|id| ids.contains(id)));
}
