//! One cell of a tabular: what it says, and whether that is what the table statement gives.

use super::atom::{Atom, What, atoms};
use super::judge::{Evaluate, Kind, judge};
use super::macros::argument;
use super::printed::{Stated, interval, polynomial, statements, stronger};
use super::project::Project;
use super::token::{Kind as Token, Token as Piece};
use crate::lang::program::Relation;
use crate::lang::table::Cell;
use crate::num::Rat;
use crate::quantity::judge::{Truth, compare, predicate};
use crate::quantity::term::{Misfit, evaluate};
use crate::quantity::{Fault, Maps, Value};

/// What the statement gives for a cell.
#[derive(Clone, Debug)]
pub enum Want {
    /// A value, with an enclosure of it if it is a known number.
    Value(Box<Value>, Option<(Rat, Rat)>),
    /// Whether a predicate holds.
    Truth(bool),
    /// The name of a map, or the text of a variable.
    Name(String),
    /// Nothing is known, for this reason.
    Silent(String),
    /// It cannot be computed.
    Fault(Misfit),
}

impl Want {
    /// Computes a cell.
    pub fn of(maps: &Maps, cell: &Cell) -> Want {
        let found = match cell {
            Cell::Name(name) => return Want::Name(name.clone()),
            Cell::Value(expr) => evaluate(maps, expr).map(|value| match value {
                Value::Text(name) => Want::Name(name),
                Value::Between(None, None) | Value::LogBetween(None, None) => {
                    Want::Silent("nothing is known of this value".to_string())
                }
                value => {
                    let enclosed = match &value {
                        Value::Real(a) => Some(a.enclosure(40)),
                        _ => None,
                    };
                    Want::Value(Box::new(value), enclosed)
                }
            }),
            Cell::Predicate(call, span) => match predicate(maps, call) {
                Ok(Truth::Unknown) => {
                    return Want::Silent(
                        "what is known of the map does not decide this".to_string(),
                    );
                }
                Ok(truth) => Ok(Want::Truth(truth == Truth::True)),
                Err(problem) => Err(problem.placed(*span)),
            },
        };
        match found {
            Ok(want) => want,
            Err(Misfit {
                fault: Fault::Unknown(reason),
                ..
            }) => Want::Silent(reason),
            Err(misfit) => Want::Fault(misfit),
        }
    }
}

/// What a cell prints.
#[derive(Clone, Debug)]
pub struct Printed {
    /// What is seen, marks of footnotes left out.
    pub seen: Vec<Atom>,
    /// Its letters and digits, small.
    pub text: String,
    /// What it says.
    pub said: Said,
}

/// What a cell says.
#[derive(Clone, Debug)]
pub enum Said {
    /// Nothing stands in it.
    Blank,
    /// A dash, or a word for no value.
    Dash,
    /// Numbers, perhaps as bounds.
    Numbers(Vec<Stated>),
    /// A period, or a stronger one.
    Stronger(Stated),
    /// Words, a polynomial, or something that is not understood.
    Other,
}

impl Printed {
    /// Reads a cell whose macros are expanded; `siunitx` in a column that reads numbers as `\num` does.
    pub fn read(project: &Project, tokens: &[Piece], math: bool, siunitx: bool) -> Printed {
        let mut seen = without_marks(atoms(&unwrapped(tokens), math));
        let text: String = seen
            .iter()
            .filter_map(letter)
            .collect::<String>()
            .to_lowercase();
        let digits = seen.iter().any(|a| a.digit().is_some());
        let said = if !seen.iter().any(solid) {
            Said::Blank
        } else if is_dash(&seen, &text) {
            Said::Dash
        } else if let Some(stated) = stronger(project, &seen) {
            Said::Stronger(stated)
        } else if let Some(list) = interval(project, &seen) {
            Said::Numbers(list)
        } else {
            if siunitx && digits && !seen.iter().any(|a| a.is_sign("num")) {
                seen = as_num(seen);
            }
            match statements(project, &seen, &|_| None) {
                Ok(list) if !list.is_empty() => Said::Numbers(list),
                _ => Said::Other,
            }
        };
        Printed { seen, text, said }
    }
    /// Is it a number and nothing else?
    pub fn is_bare(&self) -> bool {
        let words = self.seen.iter().any(|a| a.letter().is_some());
        matches!(&self.said, Said::Numbers(_)) && !words
    }
    /// Does it say what is wanted? A quick look, by which rows are matched.
    pub fn fits(
        &self,
        want: &Want,
        evaluate: Evaluate,
        poly: &dyn Fn(&str) -> Option<Value>,
    ) -> bool {
        match (want, &self.said) {
            (Want::Name(name), _) => self.text == normal(name),
            (Want::Truth(truth), _) => self.truth() == Some(*truth),
            (Want::Silent(_), Said::Blank | Said::Dash) => true,
            (Want::Value(value, enclosed), Said::Numbers(list)) => list.iter().all(|stated| {
                let near = match (enclosed, &stated.number, stated.relation) {
                    (Some((lo, hi)), super::printed::Number::Numeral(n), None) => n.may_be(lo, hi),
                    _ => true,
                };
                near && judge(value, stated, stated.relation, evaluate).kind == Kind::Ok
            }),
            (Want::Value(value, _), Said::Stronger(stated)) => {
                super::judge::or_stronger(value, stated).kind == Kind::Ok
            }
            (Want::Value(value, _), Said::Other) => match value.as_ref() {
                Value::Poly(_) => polynomial(&self.seen)
                    .and_then(|t| poly(&t))
                    .is_some_and(|p| compare(value, Relation::Equal, &p, None) == Ok(Truth::True)),
                _ => false,
            },
            _ => false,
        }
    }
    /// Yes or no.
    pub fn truth(&self) -> Option<bool> {
        let sign = |names: &[&str]| self.seen.iter().any(|a| names.iter().any(|n| a.is_sign(n)));
        let letters = |list: &[&str]| list.contains(&self.text.as_str());
        let drawn = |c: &[char]| self.seen.iter().any(|a| c.iter().any(|c| a.is(*c)));
        let yes = letters(&["yes", "true", "y"])
            || sign(&["checkmark", "cmark", "Checkmark", "ding51"])
            || drawn(&['✓', '✔']);
        let no = letters(&["no", "false", "n"])
            || sign(&["xmark", "times", "XSolidBrush"])
            || drawn(&['✗', '✘']);
        (yes != no).then_some(yes)
    }
}

/// The letters and digits of a name, small.
pub fn normal(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .collect::<String>()
        .to_lowercase()
}

fn letter(atom: &Atom) -> Option<char> {
    match &atom.what {
        What::Char(c) if c.is_alphanumeric() => Some(*c),
        _ => None,
    }
}

fn solid(atom: &Atom) -> bool {
    !matches!(
        atom.what,
        What::Blank | What::Thin | What::Open | What::Close
    )
}

fn is_dash(seen: &[Atom], text: &str) -> bool {
    let dash = |a: &Atom| {
        matches!(a.what, What::Char('-' | '–' | '—'))
            || a.is_sign("textendash")
            || a.is_sign("textemdash")
    };
    let solids = seen.iter().filter(|a| solid(a));
    solids.clone().count() <= 3 && solids.clone().all(dash)
        || matches!(text, "na" | "none" | "unknown") && solids.count() <= 8
}

/// The printed text in place of each claim.
fn unwrapped(tokens: &[Piece]) -> Vec<Piece> {
    let mut out = Vec::with_capacity(tokens.len());
    let mut i = 0;
    while i < tokens.len() {
        if tokens[i].is_word("orb")
            && let Some((_, used)) = argument(&tokens[i + 1..])
            && let Some((printed, more)) = argument(&tokens[i + 1 + used..])
        {
            out.extend(printed);
            i += 1 + used + more;
            continue;
        }
        if !matches!(tokens[i].kind, Token::Word(ref w) if w == "leavevmode") {
            out.push(tokens[i].clone());
        }
        i += 1;
    }
    out
}

/// Drops the marks of footnotes at the end: `^{*}`, `\textsuperscript{a}`, `\dag`.
fn without_marks(mut seen: Vec<Atom>) -> Vec<Atom> {
    loop {
        let end = seen
            .iter()
            .rposition(|a| !matches!(a.what, What::Blank | What::Thin))
            .map_or(0, |e| e + 1);
        let symbol = |a: &Atom| {
            a.is('*')
                || a.is('§')
                || a.is('†')
                || a.is('‡')
                || ["dag", "ddag", "dagger", "ddagger", "cdot"]
                    .iter()
                    .any(|s| a.is_sign(s))
        };
        let start = match seen[..end].last() {
            Some(last) if last.what == What::Close => {
                seen[..end].iter().rposition(|a| a.what == What::Open)
            }
            Some(_) => Some(end - 1),
            None => None,
        };
        let Some(start) = start.filter(|s| *s > 0) else {
            return seen;
        };
        let inner: Vec<&Atom> = seen[start..end].iter().filter(|a| solid(a)).collect();
        let raised = &seen[start - 1];
        let letters = |most: char| {
            inner.iter().all(|a| symbol(a) || matches!(a.what, What::Char(c) if c.is_ascii_lowercase() && c <= most || c == ','))
        };
        let mark = inner.len() <= 3
            && !inner.is_empty()
            && (raised.is('^') && letters('f')
                || raised.is_sign("textsuperscript") && letters('z') && !ordinal(&inner));
        if mark {
            seen.truncate(start - 1);
        } else if inner.len() == 1
            && symbol(inner[0])
            && !raised.is('^')
            && !inner[0].is_sign("cdot")
        {
            seen.truncate(start);
        } else {
            return seen;
        }
    }
}

fn ordinal(inner: &[&Atom]) -> bool {
    let text: String = inner.iter().filter_map(|a| a.letter()).collect();
    matches!(text.as_str(), "st" | "nd" | "rd" | "th")
}

/// The atoms as the argument of `\num`.
fn as_num(seen: Vec<Atom>) -> Vec<Atom> {
    let (Some(first), Some(last)) = (seen.first().cloned(), seen.last().cloned()) else {
        return seen;
    };
    let at = |what: What, atom: &Atom, offset: usize| Atom {
        what,
        file: atom.file,
        span: crate::source::Span::new(offset, offset),
    };
    let mut out = vec![
        at(What::Sign("num".to_string()), &first, first.span.start),
        at(What::Open, &first, first.span.start),
    ];
    let close = at(What::Close, &last, last.span.end);
    out.extend(
        seen.into_iter()
            .filter(|a| !matches!(a.what, What::Open | What::Close)),
    );
    out.push(close);
    out
}
