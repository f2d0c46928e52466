//! The quantities of a map, each by the general road.

use super::Maps;
use super::argument::{Problem, first_argument, levels, number};
use super::norms;
use super::value::{Fault, Value};
use super::{ladder, width};
use crate::certify::analysis::Analysis;
use crate::certify::bounds::{LevelChoice, crossing};
use crate::certify::growth::enclosure;
use crate::certify::map::{laps_at, strongest_found};
use crate::certify::polynomial::LAPS;
use crate::graph::pieces::pieces;
use crate::lang::program::{GrowthBound, Norm, Quantity, QuantityCall};
use crate::map::PeriodClass;
use crate::map::class::Contradiction;
use crate::num::algebraic::Algebraic;
use crate::num::{Int, Number, Rat};
use crate::period::{self, sharkovsky};

/// The value of a quantity.
pub fn measure(maps: &Maps, call: &QuantityCall) -> Result<Value, Problem> {
    if let Some(i) = call.assumption {
        return super::assumed::measure(maps, &maps.program.assumptions[i], call);
    }
    let a = maps.analysis(call.map);
    match call.quantity {
        Quantity::Name => Ok(Value::Text(maps.name(call.map).to_string())),
        Quantity::Growth => Ok(growth(a)),
        Quantity::Entropy => Ok(match growth(a) {
            Value::Real(r) => Value::Log(r),
            Value::Between(lo, hi) => Value::LogBetween(lo, hi),
            other => other,
        }),
        Quantity::Lipschitz => Ok(lipschitz(a)),
        Quantity::Minpoly => minpoly(a),
        Quantity::Charpoly => Ok(Value::Poly(a.spectrum.charpoly.to_rat())),
        Quantity::Intervals => Ok(Value::integer(a.covering.len() as u64)),
        Quantity::Laps if a.polynomial.is_some() => polynomial_laps(a, call, maps),
        Quantity::Pieces if a.polynomial.is_some() => {
            Err(Fault::Meaningless("a polynomial has no affine pieces".to_string()).into())
        }
        Quantity::Laps => counted(a, call, maps, |t| laps_at(a, t)),
        Quantity::Pieces => counted(a, call, maps, |t| {
            Some(pieces(&a.partition.points, a.images.as_ref()?, t))
        }),
        Quantity::FixedPoints => fixed_points(a, call, maps),
        Quantity::Orbits => orbits(a, call, maps),
        Quantity::Sharkovsky => Ok(strongest(a)),
        Quantity::Crossings => crossings(a, call, maps),
        Quantity::Width if norms::norm_of(call) != Norm::Sup => norms::width(a, call, maps),
        Quantity::Width => width::least_not_excluded(a, call, maps),
        Quantity::Neurons => width::neurons(a, call, maps),
        Quantity::Parameters => width::parameters(a, call, maps),
        Quantity::UpperWidth => width::sufficient(a, call, maps),
        Quantity::LoopBound => ladder::value(a, GrowthBound::LoopBound),
        Quantity::OddPeriodBound => ladder::value(a, GrowthBound::OddPeriod),
        Quantity::IncreasingBound => ladder::value(a, GrowthBound::Increasing),
        Quantity::LeastIterate => width::least_iterate(a, call, maps),
        Quantity::Error => norms::error(a, call, maps),
        Quantity::Period | Quantity::Markov => {
            let text = format!(
                "{} is true or false: it stands alone in a claim",
                call.quantity.word()
            );
            Err(Fault::Argument(text).into())
        }
    }
}

/// The growth rate: exact for a Markov map or a constant slope, else an enclosure; for an orbit a lower bound.
fn growth(a: &Analysis) -> Value {
    if a.polynomial.is_some() {
        let (lower, upper) = enclosure(a);
        return between(&lower, &upper);
    }
    let root = &a.spectrum.growth;
    // Without a proof of irreducibility the root is only enclosed: equality could not be decided.
    let known = a.spectrum.complete || root.poly.degree() == Some(1);
    let own = known.then(|| root.to_algebraic());
    if a.is_orbit() {
        let lower = own.unwrap_or_else(|| Algebraic::from(&root.sharpened(256).lo));
        return Value::Between(Some(lower), a.lipschitz.as_ref().map(Algebraic::from));
    }
    if a.is_markov() {
        return own.map(Value::Real).unwrap_or_else(|| {
            let sharp = root.sharpened(256);
            Value::Between(
                Some(Algebraic::from(&sharp.lo)),
                Some(Algebraic::from(&sharp.hi)),
            )
        });
    }
    match a.constant_slope() {
        Some(slope) if slope > Number::one() => Value::number(&slope),
        _ => {
            let (lower, upper) = enclosure(a);
            Value::Between(Some(Algebraic::from(&lower)), Some(Algebraic::from(&upper)))
        }
    }
}

/// A number between two rationals; exact if they are equal.
fn between(lower: &Rat, upper: &Rat) -> Value {
    let (lower, upper) = (Algebraic::from(lower), Algebraic::from(upper));
    match lower == upper {
        true => Value::Real(lower),
        false => Value::Between(Some(lower), Some(upper)),
    }
}

/// Exact for a map; for an orbit between the steepest chord and the constant that the user gave.
fn lipschitz(a: &Analysis) -> Value {
    if let Some(facts) = &a.polynomial {
        let (lower, upper) = facts.map.lipschitz();
        return between(lower, upper);
    }
    if a.is_orbit() {
        return Value::Between(
            Some(Algebraic::from(&a.f.lipschitz())),
            a.lipschitz.as_ref().map(Algebraic::from),
        );
    }
    Value::number(&a.f.lipschitz())
}

fn minpoly(a: &Analysis) -> Result<Value, Problem> {
    match growth(a) {
        Value::Real(r) => Ok(Value::Poly(r.poly().to_rat().monic())),
        _ => Err(Fault::Unknown(
            "the growth rate is not known exactly, so neither is its polynomial".to_string(),
        )
        .into()),
    }
}

/// A count of the `t`-th iterate, exact for a map and a lower bound for an orbit.
fn counted(
    a: &Analysis,
    call: &QuantityCall,
    maps: &Maps,
    count: impl Fn(usize) -> Option<Int>,
) -> Result<Value, Problem> {
    let t = first_argument(a, call, maps, "iterate")?;
    let out_of_reach = || {
        let word = call.quantity.word();
        Fault::Limit(format!(
            "{word} of f^{t} cannot be had: the partition does not close within {} points",
            a.limits.max_points
        ))
    };
    Ok(lower_for_orbits(
        a,
        count(t as usize).ok_or_else(out_of_reach)?,
    ))
}

/// The laps of an iterate of a polynomial, exact as far as they are counted.
fn polynomial_laps(a: &Analysis, call: &QuantityCall, maps: &Maps) -> Result<Value, Problem> {
    let t = first_argument(a, call, maps, "iterate")?;
    let beyond = || {
        Fault::Limit(format!(
            "laps of f^{t} are not counted: {LAPS} iterates of a polynomial are, or fewer where the orbit of a turning point comes too near one"
        ))
    };
    Ok(Value::integer(laps_at(a, t as usize).ok_or_else(beyond)?))
}

/// The exact count for a map; for an orbit the count of its connect-the-dots map is a lower bound.
fn lower_for_orbits(a: &Analysis, n: Int) -> Value {
    match Value::integer(n) {
        Value::Real(n) if a.is_orbit() => Value::Between(Some(n), None),
        value => value,
    }
}

/// The index vector of a known Markov map.
pub fn images<'a>(a: &'a Analysis, what: &str) -> Result<&'a Vec<usize>, Problem> {
    if a.polynomial.is_some() {
        return Err(Fault::Unknown(format!("{what} of a polynomial is not known")).into());
    }
    if a.is_orbit() {
        return Err(Fault::Unknown(format!(
            "{what} of an unknown map through an orbit is not known"
        ))
        .into());
    }
    let reason = || {
        Fault::Unknown(format!(
            "{what} is not known: the map is not Markov within {} points",
            a.limits.max_points
        ))
    };
    Ok(a.images.as_ref().ok_or_else(reason)?)
}

fn fixed_points(a: &Analysis, call: &QuantityCall, maps: &Maps) -> Result<Value, Problem> {
    let m = first_argument(a, call, maps, "iterate")?;
    if m == 0 {
        return Ok(Value::Infinite);
    }
    let images = images(a, "the number of fixed points")?;
    Ok(finite_or_not(
        period::Periods::new(images).fixed_points(m as usize),
    ))
}

fn orbits(a: &Analysis, call: &QuantityCall, maps: &Maps) -> Result<Value, Problem> {
    let m = first_argument(a, call, maps, "period")?;
    let images = images(a, "the number of periodic orbits")?;
    Ok(finite_or_not(
        period::Periods::new(images).orbits(m as usize),
    ))
}

fn finite_or_not(count: period::Count) -> Value {
    match count {
        period::Count::Finite(n) => Value::integer(n),
        period::Count::Infinite => Value::Infinite,
    }
}

fn strongest(a: &Analysis) -> Value {
    let s = strongest_found(a);
    if s == 3 || a.is_markov() && !a.is_orbit() {
        Value::integer(s as u64)
    } else {
        Value::AtLeastPeriod(s)
    }
}

fn crossings(a: &Analysis, call: &QuantityCall, maps: &Maps) -> Result<Value, Problem> {
    let t = first_argument(a, call, maps, "iterate")?;
    let levels = match &call.levels {
        Some((x, y)) => levels(a, number(maps, x)?, number(maps, y)?, x.span)?,
        None => LevelChoice::Auto,
    };
    let found =
        crossing(a, t, &levels)?.ok_or_else(|| Fault::Unknown("no such levels".to_string()))?;
    Ok(lower_for_orbits(a, found.count))
}

/// Is there a point of least period `n`? `None` if that is not known.
pub fn has_period(a: &Analysis, n: usize) -> Option<bool> {
    let found = strongest_found(a);
    if n == found || sharkovsky::forces(found, n) {
        return Some(true);
    }
    if a.is_orbit() {
        return None;
    }
    (a.is_markov() || too_slow(a, n)).then_some(false)
}

/// Is the growth of a map below the one that a point of period `n` forces (Theorem 10)? False if that is not known.
fn too_slow(a: &Analysis, n: usize) -> bool {
    // Powers up to `n` of the upper end are compared.
    if n > 1000 {
        return false;
    }
    let upper = enclosure(a).1;
    let fine = Rat::from_integer(Int::from(1u64 << 60));
    let upper = (upper * &fine).ceil() / fine;
    let class = PeriodClass {
        period: n as u64,
        gap: None,
        lipschitz: None,
    };
    class.contradiction(&upper) == Some(Contradiction::BelowGrowth)
}

/// The period that a predicate asks about.
pub fn period_argument(maps: &Maps, call: &QuantityCall) -> Result<usize, Problem> {
    match first_argument(maps.analysis(call.map), call, maps, "period")? {
        0 => Err(Fault::Argument("a period is at least 1".to_string()).into()),
        n => Ok(n as usize),
    }
}
