//! Reads a numeral from the tokens of a draft.

use super::layout::{Layout, layout};
use super::{MAX_DIGITS, Numeral, Spot};
use crate::draft::atom::{Atom, What};
use crate::draft::project::Project;

/// The length of `e-3`, `E+02`, `e2` after a digit: a power of ten as programs print it.
pub fn exponent_length(atoms: &[Atom], at: usize) -> Option<usize> {
    let digit = |i: usize| atoms.get(i).is_some_and(|a| a.digit().is_some());
    let letter = atoms.get(at).is_some_and(|a| a.is('e') || a.is('E'));
    if !letter || !at.checked_sub(1).is_some_and(digit) {
        return None;
    }
    let signed = atoms.get(at + 1).is_some_and(|a| a.is('-') || a.is('+'));
    let start = at + 1 + usize::from(signed);
    let digits = (start..).take_while(|i| digit(*i)).count();
    let end = start + digits;
    let ends = atoms.get(end).is_none_or(|a| a.letter().is_none());
    (digits > 0 && digits <= 4 && ends).then_some(end - at)
}

/// Reads a numeral that takes up all the atoms.
pub fn numeral(project: &Project, atoms: &[Atom]) -> Option<Numeral> {
    let mut reader = Reader {
        project,
        atoms,
        at: 0,
    };
    let found = reader.numeral()?;
    reader.blanks();
    (reader.at == atoms.len()).then_some(found)
}

/// A separator between digits.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Separator {
    Comma,
    Point,
    Thin,
}

pub(super) struct Reader<'a> {
    pub(super) project: &'a Project,
    pub(super) atoms: &'a [Atom],
    pub(super) at: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn peek(&self, ahead: usize) -> Option<&'a Atom> {
        self.atoms.get(self.at + ahead)
    }
    pub(super) fn take(&mut self, accept: impl Fn(&Atom) -> bool) -> bool {
        let yes = self.peek(0).is_some_and(accept);
        self.at += usize::from(yes);
        yes
    }
    pub(super) fn blanks(&mut self) {
        while self.take(|a| matches!(a.what, What::Blank | What::Thin)) {}
    }
    fn raw(&self, from: usize, to: usize) -> String {
        let (first, last) = (&self.atoms[from], &self.atoms[to - 1]);
        self.project
            .source(first.file)
            .slice(first.span.to(last.span))
            .to_string()
    }
    pub(super) fn spot(&self, from: usize, to: usize) -> Spot {
        let (first, last) = (&self.atoms[from], &self.atoms[to - 1]);
        (first.file, first.span.to(last.span))
    }
    pub(super) fn numeral(&mut self) -> Option<Numeral> {
        self.blanks();
        let negative = self.sign();
        self.blanks();
        if self.take(|a| a.is_sign("num")) {
            return self.siunitx(negative);
        }
        if self.take(|a| a.is_sign("qty")) {
            // The unit `{\percent}`, whose braces say nothing, was read with the number; other units are not known.
            return self.siunitx(negative).filter(|n| n.percent);
        }
        // `(1.44 \pm 0.01) \times 10^2`
        let bracket = self.take(|a| a.is('('));
        self.blanks();
        let negative = negative != (bracket && self.sign());
        let braced = self.take(|a| a.what == What::Open);
        let mut out = self.mantissa(negative)?;
        if braced && !self.take(|a| a.what == What::Close) {
            return None;
        }
        self.uncertain(&mut out);
        self.ordinal(&mut out);
        let touching = self.at;
        self.blanks();
        if self.take(|a| a.is_sign("pm")) {
            self.blanks();
            out.error = Some(self.mantissa(false)?.for_value(false).value());
            self.blanks();
        } else if self.at == touching && exponent_length(self.atoms, self.at).is_some() {
            self.at += 1;
            self.exponent(&mut out, true)?;
        }
        if bracket {
            if out.error.is_none() || !self.take(|a| a.is(')')) {
                return None;
            }
            self.blanks();
            self.power(&mut out)?;
        } else {
            self.powers(&mut out)?;
        }
        self.blanks();
        if self.take(|a| a.is('%')) {
            out.in_percent();
        }
        Some(out)
    }
    pub(super) fn sign(&mut self) -> bool {
        let minus = self.take(|a| a.is('-'));
        minus || {
            self.take(|a| a.is('+'));
            false
        }
    }
    pub(super) fn digits(&mut self) -> usize {
        let start = self.at;
        while self.take(|a| a.digit().is_some()) {}
        self.at - start
    }
    /// A separator that a digit follows: its kind, and its length in atoms.
    pub(super) fn separator(&self) -> Option<(Separator, usize)> {
        let kind = |a: &Atom| match a.what {
            What::Char(',') => Some(Separator::Comma),
            What::Char('.') => Some(Separator::Point),
            What::Thin => Some(Separator::Thin),
            _ => None,
        };
        let (found, length) = if self.peek(0)?.what == What::Open {
            let closed = self.peek(2).is_some_and(|a| a.what == What::Close);
            (kind(self.peek(1)?).filter(|_| closed)?, 3)
        } else {
            (kind(self.peek(0)?)?, 1)
        };
        self.peek(length)?.digit()?;
        Some((found, length))
    }
    pub(super) fn mantissa(&mut self, negative: bool) -> Option<Numeral> {
        let start = self.at;
        let mut groups = vec![self.digits()];
        let mut separators: Vec<(Separator, String)> = Vec::new();
        while let Some((kind, length)) = self.separator() {
            separators.push((kind, self.raw(self.at, self.at + length)));
            self.at += length;
            groups.push(self.digits());
        }
        let end = self.at;
        let text: String = self.atoms[start..end]
            .iter()
            .filter_map(Atom::digit)
            .collect();
        if text.is_empty() || text.len() > MAX_DIGITS {
            return None;
        }
        // Digits of several files come from a macro: they have no one place.
        if self.atoms[start..end]
            .iter()
            .any(|a| a.file != self.atoms[start].file)
        {
            return None;
        }
        let Layout { mark, ambiguous } = layout(&groups, &separators, text.starts_with('0'))?;
        let decimals = mark.map_or(0, |m| groups[m + 1..].iter().sum());
        let separator = |range: std::ops::Range<usize>| separators.get(range)?.first();
        let thousands = separator(0..mark.unwrap_or(separators.len())).map(|s| s.1.clone());
        let fine = mark.and_then(|m| {
            let first = separators.get(m + 1)?;
            Some((first.1.clone(), groups[m + 1]))
        });
        Some(Numeral {
            negative,
            digits: text.parse().ok()?,
            decimals,
            ambiguous,
            exponent: 0,
            percent: false,
            dots: self.dots(),
            error: None,
            ordinal: None,
            mantissa: self.spot(start, end),
            exponent_spot: None,
            thousands,
            fine,
            mark: mark.map_or_else(|| ".".to_string(), |m| separators[m].1.clone()),
            loose: false,
        })
    }
}
