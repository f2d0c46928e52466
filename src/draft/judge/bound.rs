//! Printed bounds: true or false, strict or not, sharp or weak.

use super::{DIGITS, Judgment, holds, integer, real, wrong};
use crate::draft::numeral::{Numeral, Spot, power_of_ten};
use crate::draft::rounding::{Measured, measure};
use crate::lang::program::Relation;
use crate::num::rational::{decimal, rat, rat_int};
use crate::num::{Int, Rat};
use crate::quantity::judge::compare;
use crate::quantity::{Truth, Value};
use num_traits::{Signed, Zero};

/// A bound by an exact number that is not a decimal.
pub(super) fn ordered(value: &Value, relation: Relation, printed: &Value) -> Judgment {
    match holds(value, relation, printed) {
        Err(judgment) => *judgment,
        Ok(Truth::True) => weak_exact(value, relation, printed),
        Ok(Truth::Unknown) => Judgment::undecided(),
        Ok(Truth::False) => {
            let mut out = wrong("OX0710", "the printed bound does not hold");
            strictness(&mut out, value, relation, printed);
            out
        }
    }
}

/// A bound that holds, by a fraction or a power: a note if a rational value is far from it.
fn weak_exact(value: &Value, relation: Relation, printed: &Value) -> Judgment {
    let rational = |v: &Value| match v {
        Value::Real(a) => a.to_rational(),
        _ => None,
    };
    let mut out = Judgment::ok();
    let (Some(found), Some(printed)) = (rational(value), rational(printed)) else {
        return out;
    };
    let sharp = match measure(value, 0) {
        Some(m) if m.whole && printed.is_integer() => rat_int(sharpest(&m, relation)),
        _ => found,
    };
    if weak(value, &printed, &sharp) {
        let sign = match relation {
            Relation::Greater | Relation::GreaterEqual => ">=",
            _ => "<=",
        };
        out.code = Some("OX0716");
        out.message = format!("true, but {sign} {} holds too", value.text(DIGITS));
    }
    out
}

fn strictness(out: &mut Judgment, value: &Value, relation: Relation, printed: &Value) {
    let strict = matches!(relation, Relation::Less | Relation::Greater);
    if strict && compare(value, Relation::Equal, printed, None) == Ok(Truth::True) {
        out.notes.push(format!(
            "both sides are equal, so {} fails and {}= would hold",
            relation.symbol(),
            relation.symbol()
        ));
    }
}

/// A bound by a decimal numeral.
pub(super) fn bound(value: &Value, relation: Relation, n: &Numeral) -> Judgment {
    if n.dots || n.error.is_some() {
        return Judgment::not_understood("a bound is one exact number, without dots or an error");
    }
    exact_bound(value, relation, &n.value(), n.unit(), |scaled| {
        n.rewritten(scaled)
    })
}

/// The sharpest bound in units that holds in this direction.
fn sharpest(m: &Measured, relation: Relation) -> Int {
    match relation {
        Relation::GreaterEqual => m.floor.clone(),
        Relation::Greater if m.whole => &m.floor - 1,
        Relation::Greater => m.floor.clone(),
        Relation::Less => &m.floor + 1,
        _ => m.ceiling(),
    }
}

pub(super) fn exact_bound(
    value: &Value,
    relation: Relation,
    printed: &Rat,
    unit: i64,
    edit: impl Fn(&Int) -> Option<Vec<(Spot, String)>>,
) -> Judgment {
    let measured = measure(value, unit);
    let truth = match holds(value, relation, &real(printed)) {
        Err(judgment) => return *judgment,
        Ok(truth) => truth,
    };
    let sharp = measured.as_ref().map(|m| sharpest(m, relation));
    let shown = |s: &Int| {
        decimal(
            &(rat_int(s.clone()) * power_of_ten(unit)),
            (-unit).max(0) as u32,
        )
    };
    match truth {
        Truth::Unknown => Judgment::undecided(),
        Truth::True => {
            let mut out = Judgment::ok();
            if let Some(sharp) = sharp
                && weak(
                    value,
                    printed,
                    &(rat_int(sharp.clone()) * power_of_ten(unit)),
                )
            {
                out.code = Some("OX0716");
                out.message = format!(
                    "true, but {} {} holds too",
                    relation.symbol(),
                    shown(&sharp)
                );
                out.notes
                    .push(format!("the exact value is {}", value.text(DIGITS)));
            }
            out
        }
        Truth::False => {
            let mut out = wrong("OX0710", "the printed bound does not hold");
            strictness(&mut out, value, relation, &real(printed));
            if let Some(sharp) = sharp {
                let nearest = measured.is_some_and(|m| {
                    !m.whole && rat_int(m.nearest) * power_of_ten(unit) == *printed
                });
                if nearest {
                    let way = if matches!(relation, Relation::Less | Relation::LessEqual) {
                        "up"
                    } else {
                        "down"
                    };
                    out.notes.push(format!("this is the value rounded to the nearest; a bound of this kind is rounded {way}"));
                }
                out.notes
                    .push(format!("{} {} holds", relation.symbol(), shown(&sharp)));
                out.edits = edit(&sharp).unwrap_or_default();
            }
            out
        }
    }
}

/// Is a true bound far from the sharpest one? Of an integer, if another integer is sharper; else by a tenth.
fn weak(value: &Value, printed: &Rat, sharp: &Rat) -> bool {
    if integer(value).is_some() {
        return printed != sharp;
    }
    (sharp - printed).abs() * rat(10, 1) >= sharp.abs() && !sharp.is_zero()
}
