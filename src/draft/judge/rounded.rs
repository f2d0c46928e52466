//! Printed numerals: correctly rounded, cut off, or off in the last digit.

use super::{DIGITS, Judgment, Kind, holds, real, wrong};
use crate::draft::numeral::{Numeral, power_of_ten};
use crate::draft::rounding::measure;
use crate::lang::program::Relation;
use crate::num::rational::{rat, rat_int};
use crate::num::{Int, Rat};
use crate::quantity::judge::compare;
use crate::quantity::{Truth, Value};
use num_traits::{Signed, Zero};

/// `1.62 \pm 0.01`: the value lies within the error.
pub(super) fn with_error(value: &Value, n: &Numeral) -> Judgment {
    let error = n.error.clone().unwrap_or_else(Rat::zero);
    let (lo, hi) = (n.value() - &error, n.value() + &error);
    let within = holds(value, Relation::GreaterEqual, &real(&lo))
        .and_then(|a| Ok(a.and(holds(value, Relation::LessEqual, &real(&hi))?)));
    let out = match within {
        Err(judgment) => return *judgment,
        Ok(Truth::True) => Judgment::ok(),
        Ok(Truth::Unknown) => return Judgment::undecided(),
        Ok(Truth::False) => {
            let mut out = wrong("OX0710", "the value lies outside of the printed error");
            if let Some(m) = measure(value, n.unit()) {
                out.edits = n.rewritten(&m.nearest).unwrap_or_default();
            }
            out
        }
    };
    out.accepting(&lo, &hi, n.unit())
}

/// `1.618\ldots`: the digits shown are the first digits of the value.
pub(super) fn cut_off(value: &Value, n: &Numeral) -> Judgment {
    let (p, unit) = (n.value(), power_of_ten(n.unit()));
    let (lo, hi) = if n.negative {
        (&p - &unit, p.clone())
    } else {
        (p.clone(), &p + &unit)
    };
    let (near, far) = match n.negative {
        true => (Relation::LessEqual, Relation::Greater),
        false => (Relation::GreaterEqual, Relation::Less),
    };
    let outer = if n.negative { &lo } else { &hi };
    let within =
        holds(value, near, &real(&p)).and_then(|a| Ok(a.and(holds(value, far, &real(outer))?)));
    let out = match within {
        Err(judgment) => return *judgment,
        Ok(Truth::True) => Judgment::ok(),
        Ok(Truth::Unknown) => return Judgment::undecided(),
        Ok(Truth::False) => {
            let mut out = wrong("OX0710", "these are not the first digits of the value");
            if let Some(m) = measure(value, n.unit()) {
                let scaled = &p / &unit;
                if rat_int(m.nearest.clone()) == scaled {
                    out = wrong(
                        "OX0712",
                        "the last digit is rounded, but the dots say that the digits go on",
                    );
                }
                out.edits = n.rewritten(&m.truncated()).unwrap_or_default();
            }
            out
        }
    };
    out.accepting(&lo, &hi, n.unit())
}

/// A decimal without more: the correct rounding of the value to the digits shown.
pub(super) fn rounded(value: &Value, n: &Numeral, equals: bool) -> Judgment {
    let (p, unit) = (n.value(), power_of_ten(n.unit()));
    let half = &unit / rat(2, 1);
    let (lo, hi) = (&p - &half, &p + &half);
    let within = holds(value, Relation::GreaterEqual, &real(&lo))
        .and_then(|a| Ok(a.and(holds(value, Relation::LessEqual, &real(&hi))?)));
    let out = match within {
        Err(judgment) => return *judgment,
        Ok(Truth::Unknown) => return Judgment::undecided(),
        Ok(Truth::True) => remarks(value, n, equals),
        Ok(Truth::False) => misrounded(value, n),
    };
    out.accepting(&lo, &hi, n.unit())
}

/// What may be said of a number that is right.
fn remarks(value: &Value, n: &Numeral, equals: bool) -> Judgment {
    let mut out = Judgment::ok();
    if compare(value, Relation::Equal, &real(&n.value()), None) == Ok(Truth::True) {
        return out;
    }
    if equals {
        out.code = Some("OX0714");
        out.message = "= stands before a rounded value; \\approx would be right".to_string();
    } else if n.significant() < 2 {
        out.code = Some("OX0715");
        out.message = "so few digits hardly tell the value".to_string();
    }
    if out.code.is_some() {
        out.notes
            .push(format!("the exact value is {}", value.text(DIGITS)));
    }
    out
}

/// How a number that is not the correct rounding is wrong.
fn misrounded(value: &Value, n: &Numeral) -> Judgment {
    let Some(m) = measure(value, n.unit()) else {
        return wrong("OX0710", "the printed number is not the value");
    };
    let scaled = (n.value() / power_of_ten(n.unit())).to_integer();
    let (lower, upper) = (m.floor.clone(), m.ceiling());
    let mut out = if !m.whole && scaled == m.truncated() {
        Judgment::new(
            Kind::Truncated,
            Some("OX0711"),
            "the decimal is cut off; rounded it has another last digit",
        )
    } else if !m.whole && (scaled == lower || scaled == upper) {
        wrong("OX0712", "the decimal is rounded the wrong way")
    } else if (&scaled - &m.nearest).abs() == Int::from(1) {
        wrong("OX0713", "the last digit is off by one")
    } else {
        wrong("OX0710", "the printed number is not the value")
    };
    out.edits = n.rewritten(&m.nearest).unwrap_or_default();
    out
}
