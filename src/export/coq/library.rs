//! The Coq library `coq/theories`, embedded, and its inlining into an exported file.

/// One module of the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Module {
    /// The module's name: `Crossings` for `Crossings.v`.
    pub name: &'static str,
    /// The text of the file.
    pub text: &'static str,
}

macro_rules! modules {
    ($($name:literal),* $(,)?) => {
        &[$(Module { name: $name, text: include_str!(concat!("../../../coq/theories/", $name, ".v")) }),*]
    };
}

/// The library, each module after those that it needs (the order of `coq/_CoqProject`).
pub const MODULES: &[Module] = modules![
    "Crossings",
    "Pieces",
    "Graphs",
    "Networks",
    "Laps",
    "Counts",
    "Conclusions",
    "Orbits",
    "Triangles",
    "Area",
    "OrbitArea",
    "Levels",
    "LapTheorem",
    "Vertices",
    "Algebraic",
    "Lengths",
    "LengthTheorem",
    "LengthGrowth",
    "OrbitGrowth",
    "Bands",
    "LengthBands",
    "OrbitBands",
    "EveryCycle",
    "Counterexample",
    "Signs",
    "TwoNeurons",
    "Narrow",
    "PathGrowth",
    "AlgebraicGrowth",
    "AlgebraicPartition",
    "AlgebraicLengths",
    "LevelBands",
    "Extremal",
    "EveryMap",
];

const IMPORT: &str = "From Orbitex Require Import ";
const REQUIRE: &str = "From Orbitex Require ";

/// The modules that a line `From Orbitex Require ...` names, and whether it imports them.
fn required(line: &str) -> Option<(bool, Vec<&str>)> {
    let (import, rest) = match line.strip_prefix(IMPORT) {
        Some(rest) => (true, rest),
        None => (false, line.strip_prefix(REQUIRE)?),
    };
    Some((import, rest.strip_suffix('.')?.split_whitespace().collect()))
}

/// The indices in [`MODULES`] that a text needs, directly or not, increasing.
fn needed(text: &str) -> Vec<usize> {
    let mut used = vec![false; MODULES.len()];
    let mut texts = vec![text];
    while let Some(text) = texts.pop() {
        for name in text
            .lines()
            .filter_map(required)
            .flat_map(|(_, names)| names)
        {
            let found = MODULES.iter().position(|m| m.name == name);
            if let Some(i) = found.filter(|i| !used[*i]) {
                used[i] = true;
                texts.push(MODULES[i].text);
            }
        }
    }
    (0..MODULES.len()).filter(|i| used[*i]).collect()
}

/// The text with its library imports turned into imports of modules of the same file.
fn localized(text: &str) -> String {
    let line = |line: &str| match required(line) {
        Some((true, names)) => format!("Import {}.\n", names.join(" ")),
        Some((false, _)) => String::new(),
        None => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}

/// One self-contained file: the library modules that the text needs, then the text.
pub fn bundle(text: &str) -> String {
    let mut out = String::new();
    for i in needed(text) {
        let Module { name, text } = MODULES[i];
        out.push_str(&format!(
            "Module {name}.\n{}End {name}.\n\n",
            localized(text)
        ));
    }
    // The statement's comment stays on top.
    match text.split_once("*)\n") {
        Some((comment, rest)) => format!("{comment}*)\n{out}{}", localized(rest)),
        None => out + &localized(text),
    }
}
