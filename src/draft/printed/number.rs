//! The numbers of a text: where each begins and ends, what it says, and what may stand beside it.

use super::beside::NEUTRAL;
use super::{Number, Splitter, Unread};
use crate::draft::atom::{Atom, What, closing, is_relation};
use crate::draft::formula::{Letters, formula};
use crate::draft::numeral::{exponent_length, numeral};

impl Splitter<'_> {
    /// Can a number begin here?
    pub(super) fn starts_number(&self, i: usize) -> bool {
        let next = |from: usize| {
            (from..self.atoms.len())
                .find(|j| !matches!(self.atoms[*j].what, What::Blank | What::Thin | What::Open))
        };
        match &self.atoms[i].what {
            What::Char(c) if c.is_ascii_digit() => true,
            What::Char('.') => self.atoms.get(i + 1).is_some_and(|a| a.digit().is_some()),
            What::Char('-' | '+' | '(') => next(i + 1).is_some_and(|j| {
                !matches!(self.atoms[j].what, What::Char('-' | '+')) && self.starts_number(j)
            }),
            What::Sign(s) => {
                matches!(s.as_str(), "frac" | "sqrt" | "num" | "qty" | "ln" | "infty")
                    || (self.constant)(s).is_some()
            }
            _ => false,
        }
    }
    /// The end of the number that begins at `start`.
    pub(super) fn run_end(&self, start: usize) -> usize {
        let atoms = self.atoms;
        let operator = |a: &Atom| {
            matches!(a.what, What::Char('+' | '-' | '*' | '/' | '^'))
                || matches!(&a.what, What::Sign(s) if matches!(s.as_str(), "cdot" | "times" | "pm" | "div"))
        };
        let (mut i, mut end) = (start, start);
        // Does the last atom ask for an operand?
        let mut open = true;
        while i < atoms.len() {
            let atom = &atoms[i];
            let next = match &atom.what {
                What::Blank | What::Thin => {
                    let solid = atoms[i..]
                        .iter()
                        .find(|a| !matches!(a.what, What::Blank | What::Thin));
                    let glued = atom.what == What::Thin
                        && solid.is_some_and(|a| a.digit().is_some() || a.is('%'));
                    let percent = solid.is_some_and(|a| a.is('%'));
                    let joins =
                        solid.is_some_and(|a| operator(a) && !a.is('-') || a.is_sign("ldots"));
                    let minus = solid.is_some_and(|a| a.is('-')) && self.blank_after_minus(i);
                    if !(open || glued || joins || minus || percent) {
                        break;
                    }
                    i += 1;
                    continue;
                }
                What::Char(c) if c.is_ascii_digit() => {
                    open = false;
                    i + 1
                }
                What::Char('.' | ',') => i + 1,
                What::Char('%') => {
                    open = false;
                    i + 1
                }
                What::Char('(' | '[') | What::Open => match closing(atoms, i) {
                    // A group of words after a number is not part of it.
                    Some(close)
                        if open
                            || atoms[i - 1].what == What::Close
                            || atoms[i..close].iter().all(|a| a.letter().is_none()) =>
                    {
                        open = false;
                        close + 1
                    }
                    _ => break,
                },
                What::Char('^') if !open => {
                    open = true;
                    i + 1
                }
                What::Char('-') if atoms.get(i + 1).is_some_and(|a| a.is('-')) => break,
                _ if operator(atom) => {
                    open = true;
                    i + 1
                }
                What::Sign(s) if matches!(s.as_str(), "frac" | "sqrt" | "num" | "qty" | "ln") => {
                    open = true;
                    i + 1
                }
                What::Sign(s) if matches!(s.as_str(), "ldots" | "infty" | "textsuperscript") => {
                    open = s == "textsuperscript";
                    i + 1
                }
                What::Sign(s) if (self.constant)(s).is_some() => {
                    open = false;
                    i + 1
                }
                What::Char(c) if c.is_alphabetic() && self.is_ordinal(i) => {
                    open = false;
                    i + 2
                }
                What::Char('e' | 'E') if exponent_length(atoms, i).is_some() => {
                    open = false;
                    i + exponent_length(atoms, i).unwrap_or(1)
                }
                _ => break,
            };
            i = next;
            end = i;
        }
        while end > start + 1 && self.trails(start, end) {
            end -= 1;
        }
        end
    }
    /// Is the last atom of `start..end` punctuation or an operator without a right side?
    fn trails(&self, start: usize, end: usize) -> bool {
        match &self.atoms[end - 1].what {
            What::Blank | What::Thin => true,
            What::Char('.') => {
                // Three dots mean that digits follow.
                !(end >= start + 4 && (1..=3).all(|k| self.atoms[end - k].is('.')))
                    || end >= start + 5 && self.atoms[end - 4].is('.')
            }
            What::Char(c) => matches!(c, ',' | '+' | '-' | '*' | '/' | '^'),
            What::Sign(s) => matches!(s.as_str(), "cdot" | "times" | "pm" | "div"),
            _ => false,
        }
    }
    /// `1 - x`, not `13 -- 20` nor `13-periodic`: is the minus sign after this blank followed by one too, and once?
    fn blank_after_minus(&self, i: usize) -> bool {
        let minus = (i..self.atoms.len()).find(|j| self.atoms[*j].is('-'));
        minus.is_some_and(|j| {
            self.atoms
                .get(j + 1)
                .is_some_and(|a| a.what == What::Blank || a.digit().is_some() || a.is_sign("sqrt"))
        })
    }
    fn is_ordinal(&self, i: usize) -> bool {
        let at = |k: usize| self.atoms.get(i + k).and_then(Atom::letter);
        let after_digit = i > 0
            && (self.atoms[i - 1].digit().is_some()
                || self.atoms[i - 1].is('^')
                || self.atoms[i - 1].is_sign("textsuperscript"));
        let letters: Option<String> = at(0).zip(at(1)).map(|(a, b)| [a, b].iter().collect());
        after_digit
            && at(2).is_none()
            && letters.is_some_and(|l| matches!(l.as_str(), "st" | "nd" | "rd" | "th"))
    }
    pub(super) fn read(&self, from: usize, to: usize) -> Option<Number> {
        let mut atoms = &self.atoms[from..to];
        // Brackets and braces around all of it change nothing.
        while let [first, .., _] = atoms
            && matches!(first.what, What::Open | What::Char('('))
            && closing(atoms, 0) == Some(atoms.len() - 1)
        {
            atoms = &atoms[1..atoms.len() - 1];
        }
        if let Some(found) = numeral(self.project, atoms) {
            return Some(Number::Numeral(Box::new(found)));
        }
        let unsigned = match atoms {
            [plus, rest @ ..] if plus.is('+') => rest,
            all => all,
        };
        if let [only] = unsigned
            && only.is_sign("infty")
        {
            return Some(Number::Infinite);
        }
        let constants = Letters::Constants(self.constant);
        if atoms.first().is_some_and(|a| a.is_sign("ln")) {
            if !one_factor(&atoms[1..]) {
                return None;
            }
            return formula(&atoms[1..], constants).map(Number::Logarithm);
        }
        formula(atoms, constants).map(Number::Formula)
    }
    /// What touches a number must not change it.
    pub(super) fn check_neighbour(&self, from: usize, to: usize) -> Result<(), Unread> {
        let quiet = |a: &Atom| matches!(a.what, What::Blank | What::Thin | What::Open);
        if let Some(j) = (0..from).rev().find(|j| !quiet(&self.atoms[*j])) {
            let touches = j + 1 == from;
            let bad = match &self.atoms[j].what {
                What::Char('*' | '/' | '^' | '_' | '|' | '+' | '\\' | '#') => true,
                What::Char(c) => touches && (c.is_alphanumeric() || *c == '-' || *c == '–'),
                What::Sign(s) => !is_relation(&self.atoms[j]) && !NEUTRAL.contains(&s.as_str()),
                _ => false,
            };
            if bad {
                return self.unread(j, to, "what stands before the number is not understood");
            }
        }
        let solid = (to..self.atoms.len()).find(|j| {
            !matches!(
                self.atoms[*j].what,
                What::Blank | What::Thin | What::Open | What::Close
            )
        });
        let Some(j) = solid else { return Ok(()) };
        let between = &self.atoms[to..j];
        let letters = self.atoms[j..].iter().take_while(|a| a.letter().is_some());
        // `13\,neurons` is a number and its unit, `2\,e` a product.
        let unit = between.iter().any(|a| a.what == What::Thin) && letters.count() > 2;
        let touches = between.iter().all(|a| a.what != What::Blank) && !unit;
        let bad = match &self.atoms[j].what {
            What::Char(c) if c.is_alphabetic() || c.is_numeric() => touches,
            What::Char('!' | '^' | '_' | '*' | '+' | '/') => true,
            What::Char('-') => {
                let next = self.atoms.get(j + 1);
                next.is_some_and(|a| a.is('-') || a.digit().is_some())
            }
            What::Sign(s) if is_relation(&self.atoms[j]) || s == "ldots" => false,
            What::Sign(s) => !NEUTRAL.contains(&s.as_str()),
            _ => false,
        };
        match bad {
            true => self.unread(from, j + 1, "what follows the number is not understood"),
            false => Ok(()),
        }
    }
}

/// Is it one factor, so that the logarithm before it is that of all of it? `\ln 2 + 1` and `\ln(2)^3` are not.
fn one_factor(atoms: &[Atom]) -> bool {
    let solid = |a: &&Atom| !matches!(a.what, What::Blank | What::Thin);
    let bracketed = atoms
        .iter()
        .find(solid)
        .is_some_and(|a| matches!(a.what, What::Open | What::Char('(' | '[')));
    let (mut depth, mut factors) = (0usize, 0usize);
    for (i, atom) in atoms.iter().enumerate() {
        match &atom.what {
            What::Open | What::Char('(' | '[') => {
                factors += usize::from(depth == 0 && i > 0 && !after_command(atoms, i));
                depth += 1;
            }
            What::Close | What::Char(')' | ']') => depth = depth.saturating_sub(1),
            What::Char('+' | '-' | '*' | '/') if depth == 0 => return false,
            What::Char('^') if depth == 0 && bracketed => return false,
            What::Sign(s) if depth == 0 => match s.as_str() {
                "cdot" | "times" | "div" | "pm" | "ln" => return false,
                _ => factors += usize::from(i > 0),
            },
            _ => {}
        }
    }
    !(bracketed && factors > 0)
}

/// Is the group at `i` an argument of a command, or an exponent?
fn after_command(atoms: &[Atom], i: usize) -> bool {
    let before = atoms[..i]
        .iter()
        .rfind(|a| !matches!(a.what, What::Blank | What::Thin));
    before.is_some_and(|a| matches!(a.what, What::Sign(_) | What::Close | What::Char('^')))
}
