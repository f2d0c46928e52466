//! The quantities of a map, each by the general road.

use super::Maps;
use super::norms;
use super::term::{Misfit, evaluate, rational};
use super::value::{Fault, Value};
use crate::certify::analysis::{Analysis, LimitReached};
use crate::certify::bounds::{LevelChoice, crossing, width};
use crate::certify::growth::enclosure;
use crate::certify::layers::layers;
use crate::certify::map::{laps_at, odd_period, strongest_found};
use crate::certify::polynomial::LAPS;
use crate::graph::pieces::pieces;
use crate::graph::spectrum::{RealRoot, largest_root};
use crate::lang::program::{Expr, ExprKind, Key, NamedValue, Norm, Quantity, QuantityCall};
use crate::num::algebraic::Algebraic;
use crate::num::factor::factor;
use crate::num::{Int, IntPoly, Number, Rat};
use crate::period::{self, sharkovsky};
use crate::source::Span;
use crate::theory::{loops, odd_period as odd, sandwich};
use num_traits::ToPrimitive;

/// A fault that may have a place of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem(pub(super) Fault, pub(super) Option<Span>);

impl Problem {
    /// The problem at its own place, or at `span`.
    pub fn placed(self, span: Span) -> Misfit {
        Misfit {
            fault: self.0,
            span: self.1.unwrap_or(span),
        }
    }
}
impl From<Fault> for Problem {
    fn from(fault: Fault) -> Problem {
        Problem(fault, None)
    }
}
impl From<Misfit> for Problem {
    fn from(misfit: Misfit) -> Problem {
        Problem(misfit.fault, Some(misfit.span))
    }
}
impl From<LimitReached> for Problem {
    fn from(limit: LimitReached) -> Problem {
        Problem(Fault::Limit(limit.to_string()), None)
    }
}

/// The value of a quantity.
pub fn measure(maps: &Maps, call: &QuantityCall) -> Result<Value, Problem> {
    if let Some(i) = call.assumption {
        return super::assumed::measure(maps, &maps.program.assumptions[i], call);
    }
    let a = maps.analysis(call.map);
    match call.quantity {
        Quantity::Name => Ok(Value::Text(maps.program.maps[call.map].name.clone())),
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
        Quantity::Width => Ok(Value::integer(width_of(a, call, maps)?)),
        Quantity::UpperWidth => upper_width(a, call, maps),
        Quantity::LoopBound => period_bound(a, loops::loop_poly),
        Quantity::OddPeriodBound => period_bound(a, odd::stefan_poly),
        Quantity::LeastIterate => least_iterate(a, call, maps),
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

/// A natural number given as an expression, at most `limit`.
pub(super) fn natural(maps: &Maps, expr: &Expr, limit: u64, what: &str) -> Result<u64, Problem> {
    let value = evaluate(maps, expr)?;
    let n = rational(&value)
        .filter(|r| r.is_integer())
        .map(|r| r.to_integer());
    let fault = match n.as_ref().map(|n| (n, n.to_u64())) {
        Some((_, Some(n))) if n <= limit => return Ok(n),
        Some((n, _)) if n.sign() != num_bigint::Sign::Minus => {
            Fault::Limit(format!("the {what} {n} is above the limit of {limit}"))
        }
        _ => Fault::Argument(format!(
            "the {what} must be a natural number, not {}",
            value.text(10)
        )),
    };
    Err(Problem(fault, Some(expr.span)))
}

/// The exact number that an expression stands for, in the field of its constants.
pub(super) fn number(maps: &Maps, expr: &Expr) -> Result<Number, Problem> {
    if let ExprKind::Literal { value, .. } | ExprKind::Constant { value, .. } = &expr.kind {
        return Ok(value.clone());
    }
    match &expr.kind {
        ExprKind::Neg(inner) => return Ok(-&number(maps, inner)?),
        ExprKind::Sum(terms) => {
            let mut sum = Number::zero();
            for (subtracted, term) in terms {
                let value = number(maps, term)?;
                sum = one_field(&sum, &value, expr)?;
                sum = if *subtracted {
                    &sum - &value
                } else {
                    &sum + &value
                };
            }
            return Ok(sum);
        }
        ExprKind::Product(factors) => {
            let mut product = Number::one();
            for (divided, factor) in factors {
                let mut value = number(maps, factor)?;
                if *divided {
                    let zero = || {
                        Problem(
                            Fault::Meaningless("division by zero".into()),
                            Some(factor.span),
                        )
                    };
                    value = value.recip().ok_or_else(zero)?;
                }
                product = one_field(&product, &value, expr)? * value;
            }
            return Ok(product);
        }
        _ => {}
    }
    match evaluate(maps, expr)? {
        Value::Real(x) => Ok(x.to_number("alpha")),
        other => Err(Problem(
            Fault::Argument(format!("expected a number, not {}", other.text(10))),
            Some(expr.span),
        )),
    }
}

/// `a` itself, once it is known to share a field with `b`.
fn one_field(a: &Number, b: &Number, expr: &Expr) -> Result<Number, Problem> {
    match Number::common_field([a, b]) {
        Ok(_) => Ok(a.clone()),
        Err(mixed) => {
            let text = format!(
                "numbers of two fields ({} and {}) meet in one level",
                mixed.first, mixed.second
            );
            Err(Problem(Fault::Argument(text), Some(expr.span)))
        }
    }
}

fn first_argument(
    a: &Analysis,
    call: &QuantityCall,
    maps: &Maps,
    what: &str,
) -> Result<u64, Problem> {
    let missing = || {
        Fault::Argument(format!(
            "{} takes the map and the {what}",
            call.quantity.word()
        ))
    };
    natural(
        maps,
        call.args.first().ok_or_else(missing)?,
        a.limits.max_iterate,
        what,
    )
}

fn algebraic(root: &RealRoot) -> Algebraic {
    root.to_algebraic()
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
    let own = known.then(|| algebraic(root));
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
fn images<'a>(a: &'a Analysis, what: &str) -> Result<&'a Vec<usize>, Problem> {
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
    let (x, y) = call
        .levels
        .as_ref()
        .ok_or_else(|| Fault::Argument("crossings takes levels [x, y]".to_string()))?;
    let levels = levels(a, number(maps, x)?, number(maps, y)?, x.span)?;
    let found =
        crossing(a, t, &levels)?.ok_or_else(|| Fault::Unknown("no such levels".to_string()))?;
    Ok(lower_for_orbits(a, found.count))
}

/// Two levels in one field with the map's points.
fn levels(a: &Analysis, x: Number, y: Number, span: Span) -> Result<LevelChoice, Problem> {
    if let Err(mixed) = Number::common_field(a.partition.points.iter().chain([&x, &y])) {
        let text = format!(
            "the levels and the map lie in different fields ({} and {})",
            mixed.first, mixed.second
        );
        return Err(Problem(Fault::Argument(text), Some(span)));
    }
    if x >= y {
        return Err(Problem(
            Fault::Argument("the lower level comes first".to_string()),
            Some(span),
        ));
    }
    Ok(LevelChoice::Levels(x, y))
}

/// The levels that a width rests on.
pub(super) fn choice(
    a: &Analysis,
    call: &QuantityCall,
    maps: &Maps,
) -> Result<LevelChoice, Problem> {
    match (call.named(Key::Between), call.named(Key::Tolerance)) {
        (Some(NamedValue::Levels(x, y)), _) => {
            levels(a, number(maps, x)?, number(maps, y)?, x.span)
        }
        (_, Some(NamedValue::Expr(e))) => {
            let tolerance = number(maps, e)?;
            levels(a, Number::zero(), tolerance.clone(), e.span).map_err(|_| {
                Problem(
                    Fault::Argument("a tolerance is positive and lies in the map's field".into()),
                    Some(e.span),
                )
            })?;
            Ok(LevelChoice::Tolerance(tolerance))
        }
        _ => Ok(LevelChoice::Auto),
    }
}

/// Refuses the named arguments whose mathematics is not there.
pub(super) fn only_supported(call: &QuantityCall) -> Result<(), Problem> {
    let unsupported =
        |what: &str| Err(Fault::Unsupported(format!("{what} is not supported yet")).into());
    match call.named(Key::Norm) {
        None | Some(NamedValue::Norm(Norm::Sup)) => {}
        _ => return unsupported("a norm other than sup"),
    }
    for key in [Key::From, Key::Error, Key::Widths] {
        if call.named(key).is_some() {
            return unsupported(key.word());
        }
    }
    Ok(())
}

pub(super) fn named_natural(
    call: &QuantityCall,
    maps: &Maps,
    key: Key,
    limit: u64,
) -> Result<u64, Problem> {
    match call.named(key) {
        Some(NamedValue::Expr(e)) => natural(maps, e, limit, key.word()),
        _ => Err(Fault::Argument(format!(
            "{} needs {} and a number",
            call.quantity.word(),
            key.word()
        ))
        .into()),
    }
}

pub(super) fn depth(call: &QuantityCall, maps: &Maps) -> Result<u32, Problem> {
    match named_natural(call, maps, Key::Depth, 1_000_000)? {
        0 => Err(Fault::Argument("the depth is at least 1".to_string()).into()),
        k => Ok(k as u32),
    }
}

fn width_of(a: &Analysis, call: &QuantityCall, maps: &Maps) -> Result<Int, Problem> {
    only_supported(call)?;
    let t = named_natural(call, maps, Key::Iterate, a.limits.max_iterate)?;
    let k = depth(call, maps)?;
    let none = || Fault::Argument("no two points of the partition are that far apart".to_string());
    let found = crossing(a, t, &choice(a, call, maps)?)?.ok_or_else(none)?;
    Ok(width(&found, k))
}

fn upper_width(a: &Analysis, call: &QuantityCall, maps: &Maps) -> Result<Value, Problem> {
    only_supported(call)?;
    images(a, "a width that suffices")?;
    let t = named_natural(call, maps, Key::Iterate, a.limits.max_iterate)? as usize;
    let unknown = || Fault::Unknown("no width that suffices is known".to_string());
    let known = layers(a, t).ok_or_else(unknown)?;
    Ok(Value::integer(
        sandwich::best_split(&known.widths, t, depth(call, maps)? as usize).0,
    ))
}

/// The largest root of the polynomial that belongs to the smallest odd period of the map.
fn period_bound(a: &Analysis, poly: impl Fn(usize) -> IntPoly) -> Result<Value, Problem> {
    let nothing =
        || Fault::Unknown("no odd period above 1 is known, so this bound says nothing".to_string());
    let p = poly(odd_period(a).ok_or_else(nothing)?);
    let root = largest_root(factor(&p).factors.iter().map(|(f, _)| f));
    Ok(Value::Real(algebraic(&root.ok_or_else(nothing)?)))
}

/// The first iterate at which a width is excluded.
fn least_iterate(a: &Analysis, call: &QuantityCall, maps: &Maps) -> Result<Value, Problem> {
    only_supported(call)?;
    let k = depth(call, maps)?;
    let w = Int::from(named_natural(call, maps, Key::Width, u64::from(u32::MAX))?);
    let levels = choice(a, call, maps)?;
    for t in 1..=a.limits.max_iterate {
        if crossing(a, t, &levels)?.is_some_and(|found| width(&found, k) > w) {
            return Ok(Value::integer(t));
        }
    }
    Err(Fault::Limit(format!(
        "width {w} is not excluded at depth {k} up to iterate {}",
        a.limits.max_iterate
    ))
    .into())
}

/// Is there a point of least period `n`? `None` if that is not known.
pub fn has_period(a: &Analysis, n: usize) -> Option<bool> {
    let found = strongest_found(a);
    if n == found || sharkovsky::forces(found, n) {
        return Some(true);
    }
    (a.is_markov() && !a.is_orbit()).then_some(false)
}

/// The period that a predicate asks about.
pub fn period_argument(maps: &Maps, call: &QuantityCall) -> Result<usize, Problem> {
    match first_argument(maps.analysis(call.map), call, maps, "period")? {
        0 => Err(Fault::Argument("a period is at least 1".to_string()).into()),
        n => Ok(n as usize),
    }
}
