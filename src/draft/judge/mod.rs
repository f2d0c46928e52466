//! A printed number against the exact value: right, truncated, rounded the wrong way, off, or not decided.

mod bound;
mod rounded;

use super::numeral::Spot;
use super::printed::{Number, Stated};
use super::words;
use crate::lang::program::Relation;
use crate::num::algebraic::Algebraic;
use crate::num::rational::{decimal, rat_int};
use crate::num::{Int, Rat};
use crate::quantity::judge::compare;
use crate::quantity::{Fault, Truth, Value};
use bound::{bound, exact_bound, ordered};
use num_traits::ToPrimitive;
use rounded::{cut_off, rounded, with_error};

/// How many decimals a value is shown with.
pub const DIGITS: u32 = 20;

/// The verdict on a claim of a draft; of several numbers of one claim the last in this order counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// It holds as printed.
    Ok,
    /// It was read, but what is known does not decide it.
    Undecided,
    /// It could not be read, so nothing is known of it.
    NotUnderstood,
    /// The decimal is cut off instead of rounded.
    Truncated,
    /// It does not hold.
    Wrong,
}

impl Kind {
    /// The word in reports.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Ok => "ok",
            Kind::Wrong => "wrong",
            Kind::Truncated => "truncated",
            Kind::NotUnderstood => "not-understood",
            Kind::Undecided => "undecided",
        }
    }
}

/// What was found out about one printed number.
#[derive(Clone, Debug)]
pub struct Judgment {
    /// The verdict.
    pub kind: Kind,
    /// The code that explains it; for a number that is right, that of a remark, if there is one.
    pub code: Option<&'static str>,
    /// One line about it.
    pub message: String,
    /// The numbers that the printed one is a correct print of.
    pub accepted: Option<[String; 2]>,
    /// Facts and advice.
    pub notes: Vec<String>,
    /// The texts that would be right.
    pub edits: Vec<(Spot, String)>,
}

impl Judgment {
    fn new(kind: Kind, code: Option<&'static str>, message: impl Into<String>) -> Judgment {
        Judgment {
            kind,
            code,
            message: message.into(),
            accepted: None,
            notes: Vec::new(),
            edits: Vec::new(),
        }
    }
    fn ok() -> Judgment {
        Judgment::new(Kind::Ok, None, "")
    }
    fn not_understood(reason: impl Into<String>) -> Judgment {
        Judgment::new(Kind::NotUnderstood, Some("OX0706"), reason)
    }
    fn undecided() -> Judgment {
        let message = "what is known of the map does not decide this";
        let mut out = Judgment::new(Kind::Undecided, Some("OX0721"), message);
        out.notes.push(
            "of an unknown map only bounds are known; a claim with >= or <= may be decided".into(),
        );
        out
    }
    fn accepting(mut self, lo: &Rat, hi: &Rat, unit: i64) -> Judgment {
        let digits = (1 - unit).max(0) as u32;
        self.accepted = Some([decimal(lo, digits), decimal(hi, digits)]);
        self
    }
}

/// Is the relation one of order?
pub fn is_order(relation: Relation) -> bool {
    !matches!(relation, Relation::Equal | Relation::Rounds)
}

/// Evaluates an exact number in the language of claims.
pub type Evaluate<'a> = &'a dyn Fn(&str) -> Option<Value>;

/// Judges one printed number. `relation` is the one that the text or else the claim states.
pub fn judge(
    value: &Value,
    stated: &Stated,
    relation: Option<Relation>,
    evaluate: Evaluate,
) -> Judgment {
    let order = relation.filter(|r| is_order(*r));
    match &stated.number {
        Number::Numeral(n) => {
            let integer = integer(value).is_some();
            let mut n = n.for_value(integer);
            n.loose = relation == Some(Relation::Rounds) && integer;
            match order {
                None if matches!(value, Value::AtLeastPeriod(_) | Value::Infinite) => {
                    exact(value, &real(&n.value()), relation, |_| None)
                }
                Some(r) => bound(value, r, &n),
                None if n.error.is_some() => with_error(value, &n),
                None if n.dots => cut_off(value, &n),
                None => rounded(value, &n, relation == Some(Relation::Equal)),
            }
        }
        Number::Word {
            value: n,
            ordinal,
            text,
        } => {
            let edit = |scaled: &Int| {
                let word = scaled
                    .to_usize()
                    .and_then(|n| words::word(n, *ordinal, text));
                word.or((!ordinal).then(|| scaled.to_string()))
                    .map(|t| vec![(stated.spot, t)])
            };
            match order {
                Some(r) => exact_bound(value, r, &rat_int(*n), 0, edit),
                None => exact(value, &Value::integer(*n), relation, |v| edit(&integer(v)?)),
            }
        }
        Number::Infinite => exact(value, &Value::Infinite, relation, |_| None),
        Number::Formula(text) | Number::Logarithm(text) => {
            let found = evaluate(text).and_then(|v| match (&stated.number, v) {
                (Number::Logarithm(_), Value::Real(a)) => {
                    let positive = compare(
                        &Value::Real(a.clone()),
                        Relation::Greater,
                        &Value::integer(0),
                        None,
                    );
                    (positive == Ok(Truth::True)).then_some(Value::Log(a))
                }
                (Number::Formula(_), v @ Value::Real(_)) => Some(v),
                _ => None,
            });
            match (found, order) {
                (None, _) => {
                    Judgment::not_understood("the printed formula cannot be evaluated exactly")
                }
                (Some(printed), Some(r)) => ordered(value, r, &printed),
                (Some(printed), None) => exact(value, &printed, relation, |_| None),
            }
        }
    }
}

/// Judges `10 or stronger`, in Sharkovsky's order.
pub fn or_stronger(value: &Value, stated: &Stated) -> Judgment {
    let period = match &stated.number {
        Number::Numeral(n) if n.is_whole() => n.for_value(true).value().to_integer().to_usize(),
        Number::Word { value, .. } => Some(*value),
        _ => None,
    };
    let known = match value {
        Value::AtLeastPeriod(p) => Some((*p, false)),
        other => integer(other).and_then(|n| n.to_usize()).map(|n| (n, true)),
    };
    let (Some(period), Some((known, exactly))) = (period.filter(|p| *p > 0), known) else {
        return Judgment::not_understood("a period or a stronger one is an order of periods");
    };
    // What is known to be `known` or stronger is `period` or stronger too if `known` itself is.
    match holds(
        &Value::AtLeastPeriod(period),
        Relation::Equal,
        &Value::integer(known),
    ) {
        Err(judgment) => *judgment,
        Ok(Truth::False) if exactly => wrong("OX0710", "the strongest period is a weaker one"),
        Ok(Truth::False) => Judgment::undecided(),
        Ok(_) => Judgment::ok(),
    }
}

/// The integer that a value is.
pub fn integer(value: &Value) -> Option<Int> {
    match value {
        Value::Real(a) => a
            .to_rational()
            .filter(Rat::is_integer)
            .map(|r| r.to_integer()),
        _ => None,
    }
}

fn real(r: &Rat) -> Value {
    Value::Real(Algebraic::from(r))
}

fn holds(value: &Value, relation: Relation, other: &Value) -> Result<Truth, Box<Judgment>> {
    compare(value, relation, other, None)
        .map_err(|fault: Fault| Box::new(Judgment::not_understood(fault.text())))
}

fn wrong(code: &'static str, message: &str) -> Judgment {
    Judgment::new(Kind::Wrong, Some(code), message)
}

/// A number that is printed exactly.
fn exact(
    value: &Value,
    printed: &Value,
    relation: Option<Relation>,
    edit: impl Fn(&Value) -> Option<Vec<(Spot, String)>>,
) -> Judgment {
    match holds(value, Relation::Equal, printed) {
        Err(judgment) => *judgment,
        Ok(Truth::True) => Judgment::ok(),
        Ok(Truth::Unknown) => Judgment::undecided(),
        Ok(Truth::False) if relation == Some(Relation::Rounds) => Judgment::not_understood(
            "an approximation without decimals does not say how close it is",
        ),
        Ok(Truth::False) => {
            let mut out = wrong("OX0710", "the printed number is not the value");
            out.edits = edit(value).unwrap_or_default();
            out
        }
    }
}
