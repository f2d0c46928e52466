//! What a quantity can be: an exact number, a logarithm, a polynomial, or only a bound on something unknown.

use crate::num::algebraic::{Algebraic, AlgebraicError};
use crate::num::logarithm::ln_decimal;
use crate::num::rational::rat;
use crate::num::{Int, Number, Rat, RatPoly};

/// The value of an expression.
#[derive(Clone, Debug)]
pub enum Value {
    /// An exact real algebraic number.
    Real(Algebraic),
    /// The natural logarithm of a real algebraic number that is at least 1.
    Log(Algebraic),
    /// A polynomial in `x` over the rationals.
    Poly(RatPoly),
    /// Infinitely many.
    Infinite,
    /// An unknown number between two known ones; an end that is absent is unknown.
    Between(Option<Algebraic>, Option<Algebraic>),
    /// The logarithm of an unknown number between two known ones.
    LogBetween(Option<Algebraic>, Option<Algebraic>),
    /// An unknown strongest period that is this one or stronger.
    AtLeastPeriod(usize),
    /// A text.
    Text(String),
}

/// Why an expression has no value; the text says it in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The operation makes no sense for these values.
    Meaningless(String),
    /// A limit was reached.
    Limit(String),
    /// An argument is not what the quantity takes.
    Argument(String),
    /// The quantity is not known for this kind of map.
    Unknown(String),
    /// The quantity or argument is not supported yet.
    Unsupported(String),
}

impl Fault {
    /// The reason in words.
    pub fn text(&self) -> &str {
        match self {
            Fault::Meaningless(t)
            | Fault::Limit(t)
            | Fault::Argument(t)
            | Fault::Unknown(t)
            | Fault::Unsupported(t) => t,
        }
    }
}

impl Value {
    /// The value that is an integer.
    pub fn integer(n: impl Into<Int>) -> Value {
        Value::Real(Algebraic::from(&Rat::from_integer(n.into())))
    }
    /// The value of an exact number.
    pub fn number(x: &Number) -> Value {
        Value::Real(Algebraic::from(x))
    }
    /// The value for people: exact if it is rational or a polynomial, else the first `digits` decimals.
    pub fn text(&self, digits: u32) -> String {
        let show = |end: &Option<Algebraic>, form: fn(&Algebraic, u32) -> String| {
            end.as_ref().map(|a| form(a, digits))
        };
        match self {
            Value::Real(a) => real(a, digits),
            Value::Log(a) => logarithm(a, digits),
            Value::Poly(p) => p.to_string(),
            Value::Infinite => "infinite".to_string(),
            Value::Between(lo, hi) => range(show(lo, real), show(hi, real)),
            Value::LogBetween(lo, hi) => range(show(lo, logarithm), show(hi, logarithm)),
            Value::AtLeastPeriod(p) => format!("{p} or a stronger period"),
            Value::Text(t) => t.clone(),
        }
    }
}

/// A rational exactly, an irrational number truncated to `digits` decimals.
fn real(a: &Algebraic, digits: u32) -> String {
    match a.to_rational() {
        Some(r) => r.to_string(),
        None => format!("{}...", truncate(&a.decimal(digits + 3), digits)),
    }
}

fn logarithm(a: &Algebraic, digits: u32) -> String {
    match a.to_rational() {
        Some(r) if r == rat(1, 1) => "0".to_string(),
        _ => {
            let text = ln_decimal(|bits| a.enclosure(bits), digits + 3);
            text.map_or_else(
                || "undefined".to_string(),
                |t| format!("{}...", truncate(&t, digits)),
            )
        }
    }
}

/// Drops the last three decimals of a correctly rounded text that has `digits + 3`.
///
/// The result is the truncation unless the dropped digits are all zero, where one more look would be needed to know
/// from which side the number comes; then they are kept.
fn truncate(text: &str, digits: u32) -> String {
    let Some((whole, part)) = text.split_once('.') else {
        return text.to_string();
    };
    let (kept, dropped) = part.split_at(part.len().min(digits as usize));
    if dropped == "000" {
        return text.to_string();
    }
    format!("{whole}.{kept}")
}

fn range(lo: Option<String>, hi: Option<String>) -> String {
    match (lo, hi) {
        (Some(lo), Some(hi)) => format!("between {lo} and {hi}"),
        (Some(lo), None) => format!("at least {lo}"),
        (None, Some(hi)) => format!("at most {hi}"),
        (None, None) => "unknown".to_string(),
    }
}

impl From<AlgebraicError> for Fault {
    fn from(error: AlgebraicError) -> Fault {
        match error {
            AlgebraicError::TooLarge(degree) => Fault::Limit(format!(
                "the exact result may have degree {degree}, which is too large"
            )),
            AlgebraicError::DivisionByZero => Fault::Meaningless("division by zero".to_string()),
        }
    }
}
