//! The language: everything that must be accepted, everything that must be rejected and how, and what must never happen.

use orbitex::lang::{Limits, Loaded, NoFiles, load};
use orbitex::source::render;

fn read(text: &str) -> Loaded {
    load("test.map", text.as_bytes(), &NoFiles, &Limits::default())
}

fn rendered(loaded: &Loaded) -> String {
    loaded
        .diagnostics
        .iter()
        .map(|d| render(d, false) + "\n\n")
        .collect()
}

/// The file of section 1 of the language's page.
fn page_file() -> String {
    let page = include_str!("../docs/language.md");
    let begin = page.find("```\n").expect("a code block") + 4;
    page[begin..begin + page[begin..].find("```").expect("its end")].to_string()
}

#[test]
fn the_file_of_the_page_is_read_whole() {
    let loaded = read(&page_file());
    println!("{}", rendered(&loaded));
    println!(
        "{:#?}",
        loaded
            .program
            .maps
            .iter()
            .map(|m| (&m.name, &m.origin))
            .collect::<Vec<_>>()
    );
    println!(
        "{:#?}",
        loaded
            .program
            .claims
            .iter()
            .map(|c| &c.text)
            .collect::<Vec<_>>()
    );
}
