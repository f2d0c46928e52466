//! Exact numbers and polynomials in LaTeX, written again in the language of claims.

use super::atom::{Atom, What, closing};

/// How deep groups may be nested.
const MAX_DEPTH: usize = 60;

/// What letters may stand for.
#[derive(Clone, Copy)]
pub enum Letters<'a> {
    /// Names of constants.
    Constants(&'a dyn Fn(&str) -> Option<String>),
    /// One letter, whichever it is, is the variable of a polynomial.
    Variable,
}

/// The formula in the language of claims; `None` if some part of it cannot be said there.
pub fn formula(atoms: &[Atom], letters: Letters) -> Option<String> {
    let mut translator = Translator {
        letters,
        variable: None,
    };
    translator.sum(atoms, 0)
}

struct Translator<'a> {
    letters: Letters<'a>,
    variable: Option<String>,
}

/// What the text ends with so far.
#[derive(Clone, Copy, PartialEq)]
enum Before {
    Operator,
    Digit,
    Operand,
}

impl Translator<'_> {
    fn sum(&mut self, atoms: &[Atom], depth: usize) -> Option<String> {
        if depth > MAX_DEPTH {
            return None;
        }
        let mut out = String::new();
        let (mut before, mut gap, mut quotient) = (Before::Operator, false, false);
        let mut i = 0;
        while i < atoms.len() {
            let atom = &atoms[i];
            let operator = match &atom.what {
                What::Char(c @ ('+' | '-')) => Some(*c),
                What::Char('*') => Some('*'),
                What::Char('/') => Some('/'),
                What::Sign(s) if s == "cdot" || s == "times" => Some('*'),
                What::Sign(s) if s == "div" => Some('/'),
                _ => None,
            };
            if let Some(c) = operator {
                if before == Before::Operator && c != '-' && c != '+' || quotient && c == '/' {
                    return None;
                }
                if !(c == '+' && before == Before::Operator) {
                    out.push(c);
                }
                quotient = c == '/' || quotient && c == '*';
                (before, gap) = (Before::Operator, false);
                i += 1;
                continue;
            }
            match &atom.what {
                What::Blank | What::Thin => {
                    gap = true;
                    i += 1;
                }
                What::Char(c) if c.is_ascii_digit() || *c == '.' => {
                    let grouped =
                        i > 0 && atoms[i - 1].what == What::Thin && three_digits(&atoms[i..]);
                    if before == Before::Operand || before == Before::Digit && gap && !grouped {
                        return None;
                    }
                    if *c == '.' && before != Before::Digit {
                        out.push('0');
                    }
                    out.push(*c);
                    (before, gap) = (Before::Digit, false);
                    i += 1;
                }
                What::Char('^') => {
                    if before == Before::Operator {
                        return None;
                    }
                    let (exponent, next) = self.argument(atoms, i + 1, depth)?;
                    out.push_str(&format!("^({exponent})"));
                    (before, gap) = (Before::Operand, false);
                    i = next;
                }
                _ => {
                    // A fraction after a number may be a mixed number or a product; a product after / is read both ways.
                    let fraction = atom.is_sign("frac");
                    if before != Before::Operator
                        && (quotient || fraction && before == Before::Digit)
                    {
                        return None;
                    }
                    if before != Before::Operator {
                        out.push('*');
                    }
                    let (operand, next) = self.operand(atoms, i, depth)?;
                    out.push_str(&operand);
                    (before, gap) = (Before::Operand, false);
                    i = next;
                }
            }
        }
        (before != Before::Operator && !out.ends_with('.')).then_some(out)
    }
    /// A group, a root, a fraction, a letter.
    fn operand(&mut self, atoms: &[Atom], i: usize, depth: usize) -> Option<(String, usize)> {
        match &atoms[i].what {
            What::Open | What::Char('(' | '[') => {
                let end = closing(atoms, i)?;
                let inner = self.sum(&atoms[i + 1..end], depth + 1)?;
                Some((format!("({inner})"), end + 1))
            }
            What::Sign(s) if s == "frac" => {
                let (top, next) = self.argument(atoms, i + 1, depth)?;
                let (bottom, next) = self.argument(atoms, next, depth)?;
                Some((format!("(({top})/({bottom}))"), next))
            }
            What::Sign(s) if s == "sqrt" => {
                let (inner, next) = self.argument(atoms, i + 1, depth)?;
                Some((format!("sqrt({inner})"), next))
            }
            What::Sign(name) => Some((self.letter(name)?, i + 1)),
            What::Char(c) if c.is_alphabetic() => Some((self.letter(&c.to_string())?, i + 1)),
            _ => None,
        }
    }
    /// A group, or one digit or letter, after a command.
    fn argument(&mut self, atoms: &[Atom], from: usize, depth: usize) -> Option<(String, usize)> {
        let i =
            (from..atoms.len()).find(|i| !matches!(atoms[*i].what, What::Blank | What::Thin))?;
        match &atoms[i].what {
            What::Open => {
                let end = closing(atoms, i)?;
                Some((self.sum(&atoms[i + 1..end], depth + 1)?, end + 1))
            }
            What::Char(c) if c.is_ascii_digit() => Some((c.to_string(), i + 1)),
            What::Char(c) if c.is_alphabetic() => Some((self.letter(&c.to_string())?, i + 1)),
            What::Sign(name) => Some((self.letter(name)?, i + 1)),
            _ => None,
        }
    }
    fn letter(&mut self, name: &str) -> Option<String> {
        match self.letters {
            Letters::Constants(find) => find(name),
            Letters::Variable => {
                let first = self.variable.get_or_insert_with(|| name.to_string());
                (first == name && is_symbol(name)).then(|| "x".to_string())
            }
        }
    }
}

/// Does a group of three digits begin here, as in `26\,741`?
fn three_digits(atoms: &[Atom]) -> bool {
    let digit = |i: usize| atoms.get(i).is_some_and(|a| a.digit().is_some());
    digit(0) && digit(1) && digit(2) && !digit(3)
}

/// A letter, Latin or Greek.
pub fn is_symbol(name: &str) -> bool {
    const GREEK: [&str; 20] = [
        "alpha",
        "beta",
        "gamma",
        "delta",
        "epsilon",
        "varepsilon",
        "zeta",
        "eta",
        "theta",
        "kappa",
        "lambda",
        "mu",
        "nu",
        "xi",
        "rho",
        "varrho",
        "sigma",
        "tau",
        "varphi",
        "phi",
    ];
    name.chars().count() == 1 || GREEK.contains(&name)
}
