//! A finished cell: plain data that says how exactly the value is known.

use crate::num::algebraic::Algebraic;
use crate::num::logarithm::{ln_decimal, ln_interval};
use crate::num::rational::{Int, decimal, decimal_of_scaled, parse_rational, rat, rat_int};
use crate::num::{Rat, RatPoly};
use crate::quantity::{Fault, Value};
use num_integer::Integer;
use num_traits::Signed;
use serde::{Deserialize, Serialize};

/// Decimals of an irrational number where the file does not say how many.
pub const DECIMALS: u32 = 6;

/// What a cell shows. Decimals are literals with a point; rationals are `p` or `p/q` in lowest terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Shown {
    /// A rational number, exactly.
    Exact {
        /// The number.
        value: String,
    },
    /// A number, correctly rounded.
    Rounded {
        /// The decimal.
        value: String,
        /// The number itself, if it is rational.
        exact: Option<String>,
    },
    /// A number of which bounds are known, each rounded outwards; one of them at least.
    Range {
        /// The lower bound.
        lower: Option<String>,
        /// The upper bound.
        upper: Option<String>,
    },
    /// A polynomial in `x`.
    Polynomial {
        /// Its coefficients, constant term first, no zeros at the end.
        coefficients: Vec<String>,
    },
    /// Infinitely many.
    Infinite {},
    /// A period of which only this is known: it is this one, or one that Sharkovsky's order puts before it.
    Stronger {
        /// The period.
        period: usize,
    },
    /// A text, such as the name of a map.
    Text {
        /// The text.
        text: String,
    },
    /// Whether a predicate holds.
    Truth {
        /// Does it?
        holds: bool,
    },
    /// Nothing is known, which is no fault: the bound does not apply, or what is known does not decide.
    Silent {
        /// Why, in words.
        reason: String,
    },
    /// It could not be computed.
    Failed {
        /// The code of the error.
        code: String,
        /// Why, in words.
        reason: String,
    },
}

impl Shown {
    /// The cell of a value. With `digits`, every number has so many decimals; without, rationals are exact.
    pub fn of(value: &Value, digits: Option<u32>) -> Shown {
        let d = digits.unwrap_or(DECIMALS);
        match value {
            Value::Real(a) => real(a, digits),
            Value::Log(a) if a.to_rational() == Some(rat(1, 1)) => exact(&rat(0, 1), digits),
            Value::Log(a) => match ln_decimal(|bits| a.enclosure(bits), d) {
                Some(value) => Shown::Rounded { value, exact: None },
                None => Shown::failed("OX0722", "the logarithm of a number that is not positive"),
            },
            Value::Poly(p) => polynomial(p),
            Value::Infinite => Shown::Infinite {},
            Value::Between(Some(lo), Some(hi)) if lo == hi => real(lo, digits),
            Value::Between(lo, hi) => Shown::range(
                lo.as_ref().map(|a| end(a, d, false)),
                hi.as_ref().map(|a| end(a, d, true)),
            ),
            Value::LogBetween(Some(lo), Some(hi)) if lo == hi => {
                Shown::of(&Value::Log(lo.clone()), digits)
            }
            Value::LogBetween(lo, hi) => Shown::range(
                lo.as_ref().and_then(|a| log_end(a, d, false)),
                hi.as_ref().and_then(|a| log_end(a, d, true)),
            ),
            Value::AtLeastPeriod(period) => Shown::Stronger { period: *period },
            Value::Text(text) => Shown::Text { text: text.clone() },
        }
    }
    fn range(lower: Option<String>, upper: Option<String>) -> Shown {
        match (&lower, &upper) {
            (None, None) => Shown::Silent {
                reason: "nothing is known of this value".to_string(),
            },
            _ => Shown::Range { lower, upper },
        }
    }
    /// The cell of an expression that has no value.
    pub fn fault(fault: &Fault) -> Shown {
        let code = match fault {
            Fault::Unknown(reason) => {
                return Shown::Silent {
                    reason: reason.clone(),
                };
            }
            Fault::Limit(_) => "OX0508",
            Fault::Unsupported(_) => "OX0150",
            Fault::Argument(_) | Fault::Meaningless(_) => "OX0722",
        };
        Shown::failed(code, fault.text())
    }
    /// A cell that could not be computed.
    pub fn failed(code: &str, reason: &str) -> Shown {
        Shown::Failed {
            code: code.to_string(),
            reason: reason.to_string(),
        }
    }
    /// Could it not be computed?
    pub fn is_failed(&self) -> bool {
        matches!(self, Shown::Failed { .. })
    }
    /// Is it a number or a range of numbers?
    pub fn is_number(&self) -> bool {
        matches!(
            self,
            Shown::Exact { .. } | Shown::Rounded { .. } | Shown::Range { .. } | Shown::Infinite {}
        )
    }
    /// The number by which rows are sorted: of a range the lower bound, else the upper one.
    pub fn number(&self) -> Option<Rat> {
        match self {
            Shown::Exact { value } => parse_rational(value),
            Shown::Rounded { value, exact } => exact
                .as_deref()
                .and_then(parse_rational)
                .or_else(|| parse_decimal(value)),
            Shown::Range { lower, upper } => parse_decimal(lower.as_ref().or(upper.as_ref())?),
            Shown::Stronger { period } => Some(rat_int(*period as u64)),
            _ => None,
        }
    }
    /// In plain text, as CSV and Markdown have it: nothing for what is not known.
    pub fn plain(&self) -> String {
        match self {
            Shown::Exact { value } | Shown::Rounded { value, .. } => value.clone(),
            Shown::Range { lower, upper } => match (lower, upper) {
                (Some(lo), Some(hi)) => format!("[{lo}, {hi}]"),
                (Some(lo), None) => format!(">= {lo}"),
                (None, Some(hi)) => format!("<= {hi}"),
                (None, None) => String::new(),
            },
            Shown::Polynomial { coefficients } => {
                let coefficients = coefficients.iter().filter_map(|c| parse_rational(c));
                RatPoly::new(coefficients.collect()).to_string()
            }
            Shown::Infinite {} => "infinite".to_string(),
            Shown::Stronger { period } => format!("{period} or stronger"),
            Shown::Text { text } => text.clone(),
            Shown::Truth { holds: true } => "yes".to_string(),
            Shown::Truth { holds: false } => "no".to_string(),
            Shown::Silent { .. } | Shown::Failed { .. } => String::new(),
        }
    }
}

/// Reads a decimal literal, or an integer.
fn parse_decimal(text: &str) -> Option<Rat> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let scaled: Int = format!("{whole}{part}").parse().ok()?;
    Some(rat_int(scaled) / rat_int(Int::from(10).pow(part.len() as u32)))
}

fn exact(r: &Rat, digits: Option<u32>) -> Shown {
    match digits {
        None => Shown::Exact {
            value: r.to_string(),
        },
        Some(d) => Shown::Rounded {
            value: decimal(r, d),
            exact: Some(r.to_string()),
        },
    }
}

fn real(a: &Algebraic, digits: Option<u32>) -> Shown {
    match a.to_rational() {
        Some(r) => exact(&r, digits),
        None => Shown::Rounded {
            value: a.decimal(digits.unwrap_or(DECIMALS)),
            exact: None,
        },
    }
}

fn polynomial(p: &RatPoly) -> Shown {
    Shown::Polynomial {
        coefficients: p.coeffs().iter().map(ToString::to_string).collect(),
    }
}

/// A bound, rounded down or up; integers stay as they are.
fn end(a: &Algebraic, digits: u32, up: bool) -> String {
    match a.to_rational() {
        Some(r) if r.is_integer() => r.to_string(),
        Some(r) => directed(&r, digits, up),
        None => {
            let (lo, hi) = a.enclosure(4 * digits + 32);
            directed(if up { &hi } else { &lo }, digits, up)
        }
    }
}

fn log_end(a: &Algebraic, digits: u32, up: bool) -> Option<String> {
    if a.to_rational() == Some(rat(1, 1)) {
        return Some("0".to_string());
    }
    let bits = 4 * digits + 32;
    let (lo, hi) = a.enclosure(bits);
    let (lo, hi) = ln_interval(&lo, &hi, bits)?;
    Some(directed(if up { &hi } else { &lo }, digits, up))
}

/// The decimal next to `r` from below or above.
fn directed(r: &Rat, digits: u32, up: bool) -> String {
    let scaled = r * rat_int(Int::from(10).pow(digits));
    let (numer, denom) = (scaled.numer(), scaled.denom());
    let rounded = if up {
        -(-numer).div_floor(denom)
    } else {
        numer.div_floor(denom)
    };
    debug_assert!(!denom.is_negative());
    decimal_of_scaled(&rounded, digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_rounded_outwards() {
        let number = |p, q| Algebraic::from(&rat(p, q));
        let shown = |lo: &Algebraic, hi: &Algebraic| {
            Shown::of(&Value::Between(Some(lo.clone()), Some(hi.clone())), Some(3))
        };
        let between = |p, q| shown(&number(p, 3), &number(q, 3)).plain();
        assert_eq!(between(1, 2), "[0.333, 0.667]");
        assert_eq!(between(-2, -1), "[-0.667, -0.333]");
        assert_eq!(between(21, 22), "[7, 7.334]");
        // Ends that agree are the number itself.
        for (p, q) in [(1, 3), (-1, 3), (7, 1)] {
            let known = Shown::of(&Value::Real(number(p, q)), Some(3));
            assert_eq!(shown(&number(p, q), &number(p, q)), known);
        }
        assert_eq!(
            Shown::of(
                &Value::LogBetween(None, Some(Algebraic::from(&rat(2, 1)))),
                None
            )
            .plain(),
            "<= 0.693148"
        );
    }

    #[test]
    fn numbers_sort_by_their_value() {
        let half = Shown::of(&Value::Real(Algebraic::from(&rat(1, 2))), Some(0));
        assert_eq!(half.plain(), "1");
        assert_eq!(half.number(), Some(rat(1, 2)));
        let range = Shown::Range {
            lower: Some("-0.25".to_string()),
            upper: None,
        };
        assert_eq!(range.number(), Some(rat(-1, 4)));
    }

    #[test]
    fn cells_survive_json() {
        let cells = [
            Shown::of(&Value::Real(Algebraic::from(&rat(1, 2))), None),
            Shown::Infinite {},
            Shown::Stronger { period: 6 },
            Shown::Truth { holds: true },
            Shown::failed("OX0508", "too long"),
        ];
        let text = serde_json::to_string(&cells).expect("plain data");
        let back: Vec<Shown> = serde_json::from_str(&text).expect("the same data");
        assert_eq!(back, cells);
    }
}
