//! Commands and words beside a number: which say nothing about it, and which make another number of it.

use crate::draft::atom::{Atom, What};

/// Commands beside a number that say nothing about it.
pub(super) const NEUTRAL: [&str; 19] = [
    "hline",
    "midrule",
    "toprule",
    "bottomrule",
    "newline",
    "dag",
    "ddag",
    "item",
    "noindent",
    "bf",
    "it",
    "rm",
    "em",
    "sf",
    "tt",
    "small",
    "large",
    "Large",
    "footnotesize",
];

/// Words that make another number of the number beside them.
pub(super) const SCALES: [&str; 40] = [
    "half",
    "halves",
    "quarter",
    "quarters",
    "thirds",
    "fourths",
    "fifths",
    "hundred",
    "hundreds",
    "hundredth",
    "thousand",
    "thousands",
    "thousandth",
    "million",
    "millions",
    "billion",
    "billions",
    "trillion",
    "dozen",
    "dozens",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "squared",
    "cubed",
    "minus",
    "plus",
    "twice",
];

/// The words of a text.
pub fn words_of(atoms: &[Atom]) -> Vec<String> {
    let mut out = vec![String::new()];
    for atom in atoms {
        match atom.what {
            What::Char(c) if c.is_alphabetic() || c == '\'' || c == '’' => {
                out.last_mut().expect("never empty").push(c);
            }
            _ => out.push(String::new()),
        }
    }
    out.retain(|w| !w.is_empty());
    out
}
