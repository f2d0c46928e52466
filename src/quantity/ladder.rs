//! Growth bounds from one orbit of a map: of the smallest odd period, or one along which the map increases.

use super::argument::Problem;
use super::value::{Fault, Value};
use crate::certify::analysis::Analysis;
use crate::certify::ladder::{LONGEST_CYCLE, increasing_cycle, largest_root};
use crate::certify::map::odd_period;
use crate::graph::{RealRoot, spectrum};
use crate::lang::program::{GrowthBound, Key, NamedValue, QuantityCall};
use crate::num::IntPoly;
use crate::num::factor::factor;
use crate::theory::increasing::increasing_poly;
use crate::theory::loops::loop_poly;
use crate::theory::odd_period::stefan_poly;

/// The growth bound that a width is to rest on.
pub fn growth_bound(call: &QuantityCall) -> GrowthBound {
    match call.named(Key::From) {
        Some(NamedValue::Growth(bound)) => *bound,
        _ => GrowthBound::Own,
    }
}

/// `x^(p-1) - x^(p-2) - 1` or the polynomial of the Štefan cycle, for the smallest odd period `p > 1` that is known; or
/// `x^(p-1) - ... - x - 1` for the longest increasing cycle that is known.
fn polynomial(a: &Analysis, bound: GrowthBound) -> Result<IntPoly, Problem> {
    if bound == GrowthBound::Increasing {
        let none = || {
            Fault::Unknown(format!(
                "no cycle of 3 to {LONGEST_CYCLE} points is known along which the map only rises, or only falls, before it returns, so this bound says nothing"
            ))
        };
        return Ok(increasing_poly(increasing_cycle(a).ok_or_else(none)?.len()));
    }
    let nothing =
        || Fault::Unknown("no odd period above 1 is known, so this bound says nothing".to_string());
    let p = odd_period(a).ok_or_else(nothing)?;
    Ok(match bound {
        GrowthBound::LoopBound => loop_poly(p),
        _ => stefan_poly(p),
    })
}

/// The largest root of the polynomial that belongs to the bound: a unit, because the polynomial is monic and ends in
/// 1 or -1.
pub fn root(a: &Analysis, bound: GrowthBound) -> Result<RealRoot, Problem> {
    Ok(largest_root(&polynomial(a, bound)?))
}

/// The bound as an exact number, or what is known of it. For odd `p` the loop polynomial is irreducible (Selmer 1956: `x^n - x - 1` is, and
/// for even `n` it is the loop polynomial read backwards in `-x`); the other one is factored.
pub fn value(a: &Analysis, bound: GrowthBound) -> Result<Value, Problem> {
    let poly = polynomial(a, bound)?;
    let root = match bound {
        GrowthBound::LoopBound => largest_root(&poly),
        _ => spectrum::largest_root(factor(&poly).factors.iter().map(|(f, _)| f))
            .expect("the polynomial has a root above 1"),
    };
    let value = root.to_algebraic();
    // A longer increasing cycle would give a larger bound.
    if bound == GrowthBound::Increasing {
        return Ok(Value::Between(Some(value), None));
    }
    // Of a map that is not Markov not all periods are known: a smaller odd one would give a larger bound.
    if a.is_markov() || odd_period(a) == Some(3) {
        Ok(Value::Real(value))
    } else {
        Ok(Value::Between(Some(value), None))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loop_polynomials_are_irreducible() {
        for p in (3..60).step_by(2) {
            assert_eq!(factor(&loop_poly(p)).factors.len(), 1, "p = {p}");
        }
    }

    #[test]
    fn powers_of_every_bound_are_units() {
        // Monic with constant term 1 or -1, so no power above 1 is an integer, as `guaranteed_crossings` needs.
        for p in 3..40 {
            for poly in [loop_poly(p), stefan_poly(p | 1), increasing_poly(p)] {
                let ends = (poly.coeff(0), poly.leading());
                assert!(ends.1 == 1.into() && (ends.0 == 1.into() || ends.0 == (-1).into()));
            }
        }
    }
}
