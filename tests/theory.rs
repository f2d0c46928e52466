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
