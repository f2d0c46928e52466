//! A printed polynomial, in the language of claims.

use super::beside::{SCALES, words_of};
use crate::draft::atom::{Atom, What, is_relation};
use crate::draft::formula::{Letters, formula};
use crate::draft::words;

/// The polynomial that a text prints, in the language of claims; what stands before its `=` is its name, and `= 0` may
/// follow it. An equation between two polynomials is none.
pub fn polynomial(atoms: &[Atom]) -> Option<String> {
    let mut parts: Vec<&[Atom]> = without_words(atoms)?.split(is_relation).collect();
    let zero = |part: &[Atom]| {
        let mut solid = part
            .iter()
            .filter(|a| !matches!(a.what, What::Blank | What::Thin));
        solid.next().is_some_and(|a| a.is('0')) && solid.next().is_none()
    };
    if parts.len() > 1 && parts.last().is_some_and(|p| zero(p)) {
        parts.pop();
    }
    let (part, names) = parts.split_last()?;
    let sum = |a: &Atom| matches!(a.what, What::Char('+' | '-' | '*' | '/'));
    let mut power = names.iter().flat_map(|p| p.windows(2));
    if power.any(|w| sum(&w[1]) || w[0].is('^') && w[1].digit().is_some()) {
        return None;
    }
    formula(part, Letters::Variable)
}

/// A formula without the words before and after it; `None` if one of them changes what is said.
fn without_words(mut atoms: &[Atom]) -> Option<&[Atom]> {
    let quiet = |a: &Atom| {
        matches!(
            a.what,
            What::Blank | What::Thin | What::Char('.' | ',' | ';' | ':')
        )
    };
    let said = words_of(atoms);
    if (said.iter()).any(|w| {
        words::averts(w) || words::alters(w) || SCALES.contains(&w.to_lowercase().as_str())
    }) {
        return None;
    }
    loop {
        while let [first, rest @ ..] = atoms
            && quiet(first)
        {
            atoms = rest;
        }
        while let [rest @ .., last] = atoms
            && quiet(last)
        {
            atoms = rest;
        }
        let letter = |a: &&Atom| a.letter().is_some();
        let ahead = atoms.iter().take_while(letter).count();
        let behind = atoms.iter().rev().take_while(letter).count();
        if ahead > 1 && atoms.get(ahead).is_some_and(|a| a.what == What::Blank) {
            atoms = &atoms[ahead..];
        } else if behind > 1
            && behind < atoms.len()
            && atoms[atoms.len() - behind - 1].what == What::Blank
        {
            atoms = &atoms[..atoms.len() - behind];
        } else {
            return Some(atoms);
        }
    }
}
