//! The quantities of a class of maps: lower bounds that hold for every map in it.

use super::Maps;
use super::argument::{Problem, depth, named_natural, natural, number, units};
use super::judge::Truth;
use super::ladder::growth_bound;
use super::least;
use super::norms::{norm_of, pieces};
use super::value::{Fault, Value};
use super::width::only_supported;
use crate::certify::assumption::crossings;
use crate::certify::ladder;
use crate::graph::RealRoot;
use crate::graph::spectrum::largest_root;
use crate::lang::program::{Assumed, GrowthBound, Key, NamedValue, Norm, Quantity, QuantityCall};
use crate::map::PeriodClass;
use crate::map::class::odd_part;
use crate::num::algebraic::Algebraic;
use crate::num::factor::factor;
use crate::num::rational::rat;
use crate::num::{Int, IntPoly, Number};
use crate::period::sharkovsky;
use crate::theory::classification::least_share;
use crate::theory::every::{Road, road};
use crate::theory::forced::{forced_poly, forced_rate};
use crate::theory::guaranteed::guaranteed_crossings;
use crate::theory::increasing::increasing_poly;
use crate::theory::l1;
use crate::theory::loops::loop_poly;
use crate::theory::odd_period::stefan_poly;
use crate::theory::units::{least_neurons_at_depth, least_parameters, least_width};

/// Up to this degree the forced growth is found as an exact root, else as a rational number just below it.
const EXACT_DEGREE: usize = 64;

/// The value of a quantity of a class; what differs from map to map is known from below only.
pub fn measure(maps: &Maps, assumed: &Assumed, call: &QuantityCall) -> Result<Value, Problem> {
    let class = &assumed.class;
    let (twos, odd) = odd_part(class.period);
    let upper = || class.lipschitz.as_ref().map(Algebraic::from);
    match call.quantity {
        Quantity::Name => Ok(Value::Text(assumed.name.clone())),
        Quantity::Growth => Ok(Value::Between(Some(growth(class)), upper())),
        Quantity::Entropy => Ok(Value::LogBetween(Some(growth(class)), upper())),
        Quantity::Lipschitz => Ok(Value::Between(Some(growth(class)), upper())),
        Quantity::Sharkovsky => Ok(strongest(class)),
        Quantity::Crossings => {
            if call.levels.is_some() {
                let text =
                    "the levels belong to an unknown orbit: `crossings(any5, 20)` takes none";
                return Err(Fault::Argument(text.to_string()).into());
            }
            let t = match call.args.first() {
                Some(t) => natural(maps, t, maps.limits().max_iterate, "iterate")?,
                None => return Err(Fault::Argument("crossings takes an iterate".into()).into()),
            };
            let Value::Real(n) = Value::integer(count(maps, class, t)?) else {
                return Err(Fault::Meaningless("an integer is a number".into()).into());
            };
            Ok(Value::Between(Some(n), None))
        }
        Quantity::Width | Quantity::Neurons | Quantity::Parameters => {
            levels(maps, class, call)?;
            let t = named_natural(call, maps, Key::Iterate, maps.limits().max_iterate)?;
            let k = depth(call, maps)?;
            let n = match growth_bound(call) {
                GrowthBound::Own => count(maps, class, t)?,
                bound => guaranteed_crossings(&odd_root(class, bound)?, t),
            };
            let (q, forms) = units(call);
            Ok(Value::integer(match call.quantity {
                Quantity::Width => least_width(q, &n, k),
                Quantity::Neurons => least_neurons_at_depth(q, &n, k),
                _ => least_parameters(q, forms, &n, k),
            }))
        }
        Quantity::Error => error(maps, class, call),
        Quantity::LeastIterate => least_iterate(maps, class, call),
        Quantity::OddPeriodBound if twos == 0 => root(&stefan_poly(odd as usize)),
        Quantity::LoopBound if twos == 0 => root(&loop_poly(odd as usize)),
        // A cycle of three points is run through upwards or downwards; of longer ones the order is not known.
        Quantity::IncreasingBound if class.period == 3 => root(&increasing_poly(3)),
        Quantity::Period | Quantity::Markov => Err(Fault::Argument(format!(
            "{} is true or false: it stands alone in a claim",
            call.quantity.word()
        ))
        .into()),
        _ => Err(Fault::Unknown(format!(
            "{} differs among the maps with a point of period {}",
            call.quantity.word(),
            class.period
        ))
        .into()),
    }
}

/// A predicate: every period that Sharkovsky's order puts below the assumed one is there; nothing else is known.
pub fn predicate(maps: &Maps, class: &PeriodClass, call: &QuantityCall) -> Result<Truth, Problem> {
    let (Quantity::Period, Some(argument)) = (call.quantity, call.args.first()) else {
        return Ok(Truth::Unknown);
    };
    let n = natural(maps, argument, maps.limits().max_iterate, "period")?;
    if n == 0 {
        return Err(Fault::Argument("a period is at least 1".to_string()).into());
    }
    Ok(if sharkovsky::forces(class.period as usize, n as usize) {
        Truth::True
    } else {
        Truth::Unknown
    })
}

/// The growth that every map of the class has at least.
fn growth(class: &PeriodClass) -> Algebraic {
    let (twos, odd) = odd_part(class.period);
    if odd == 1 {
        return Algebraic::from(&rat(1, 1));
    }
    let poly = forced_poly(twos, odd as usize);
    let exact = poly.degree().is_some_and(|d| d <= EXACT_DEGREE);
    match root(&poly).ok().filter(|_| exact) {
        Some(Value::Real(root)) => root,
        _ => Algebraic::from(&forced_rate(twos, odd as usize, 256).0),
    }
}

/// The rate that the period alone gives.
fn odd_root(class: &PeriodClass, bound: GrowthBound) -> Result<RealRoot, Problem> {
    let (twos, odd) = odd_part(class.period);
    if bound == GrowthBound::Increasing && class.period != 3 {
        let text = "a period above 3 does not say in which order the orbit is run through, so this bound says nothing";
        return Err(Fault::Unknown(text.to_string()).into());
    }
    if twos > 0 {
        let text = "no odd period above 1 is known, so this bound says nothing";
        return Err(Fault::Unknown(text.to_string()).into());
    }
    Ok(ladder::largest_root(&match bound {
        GrowthBound::LoopBound => loop_poly(odd as usize),
        GrowthBound::Increasing => increasing_poly(odd as usize),
        _ => stefan_poly(odd as usize),
    }))
}

/// The error that every network of these widths makes: half the gap, or with `norm classification` the share of wrong
/// labels, with `norm l1` the area; 0 if so many pieces are not excluded.
fn error(maps: &Maps, class: &PeriodClass, call: &QuantityCall) -> Result<Value, Problem> {
    let t = named_natural(call, maps, Key::Iterate, maps.limits().max_iterate)?;
    if let Some(NamedValue::Levels(x, _)) = call.named(Key::Between) {
        let text = "the levels belong to an unknown orbit and cannot be named";
        return Err(Problem(Fault::Argument(text.to_string()), Some(x.span)));
    }
    if call.named(Key::Tolerance).is_some() {
        let text = "the error of a class rests on its gap: leave `tolerance` out";
        return Err(Fault::Argument(text.to_string()).into());
    }
    let (most, n) = (pieces(call, maps)?, count(maps, class, t)?);
    let norm = norm_of(call);
    if norm == Norm::Classification {
        return Ok(Value::number(&Number::from(least_share(&n, &most))));
    }
    let unknown = |what: &str| Fault::Unknown(format!("this error needs a {what} of the class"));
    let gap = Number::from(class.gap.as_ref().ok_or_else(|| unknown("gap"))?);
    let error = if norm == Norm::L1 {
        let constant = class.lipschitz.as_ref();
        let constant = Number::from(constant.ok_or_else(|| unknown("Lipschitz constant"))?);
        l1::error(&l1::band_weight(&gap, &n, &most), &constant, t)
    } else if n > most {
        gap * Number::from(rat(1, 2))
    } else {
        Number::zero()
    };
    Ok(Value::number(&error))
}

/// The largest root of a polynomial.
fn root(poly: &IntPoly) -> Result<Value, Problem> {
    let nothing = || Fault::Unknown("this bound says nothing here".to_string());
    let root = largest_root(factor(poly).factors.iter().map(|(f, _)| f));
    Ok(Value::Real(root.ok_or_else(nothing)?.to_algebraic()))
}

/// Period 3 has nothing above it; any other may come from a stronger one.
fn strongest(class: &PeriodClass) -> Value {
    match class.period {
        3 => Value::integer(3),
        p => Value::AtLeastPeriod(p as usize),
    }
}

fn count(maps: &Maps, class: &PeriodClass, t: u64) -> Result<Int, Problem> {
    let found = crossings(class, &[t], maps.limits())?;
    Ok(found.into_iter().next().map(|(c, _)| c).unwrap_or_default())
}

/// Levels cannot be named; a tolerance needs a gap of twice its size.
fn levels(maps: &Maps, class: &PeriodClass, call: &QuantityCall) -> Result<(), Problem> {
    only_supported(call)?;
    if let Some(NamedValue::Levels(x, _)) = call.named(Key::Between) {
        let text = "the levels belong to an unknown orbit and cannot be named";
        return Err(Problem(Fault::Argument(text.to_string()), Some(x.span)));
    }
    let Some(NamedValue::Expr(e)) = call.named(Key::Tolerance) else {
        return Ok(());
    };
    let tolerance = Algebraic::from(&number(maps, e)?);
    let half = class.gap.as_ref().map(|g| g * rat(1, 2));
    let text = match half {
        _ if tolerance.sign() <= 0 => "a tolerance is positive".to_string(),
        None => {
            "a tolerance needs a gap: nothing is known of the distance of the points".to_string()
        }
        Some(half) if Algebraic::from(&half) < tolerance => {
            format!("a tolerance is at most half the gap, {half}")
        }
        Some(_) => return Ok(()),
    };
    Err(Problem(Fault::Argument(text), Some(e.span)))
}

/// The first iterate at which a width is excluded.
///
/// By one road the number of crossings never falls with the iterate, so halving finds it: a chain at which `f^t` is
/// alternately at two points of the orbit is one for `f^(t+1)` at their images. Where the road changes it may fall.
fn least_iterate(maps: &Maps, class: &PeriodClass, call: &QuantityCall) -> Result<Value, Problem> {
    levels(maps, class, call)?;
    let most = pieces(call, maps)?;
    let limit = maps.limits().max_iterate;
    let bound = growth_bound(call);
    if bound != GrowthBound::Own {
        let t = least::by_growth(&odd_root(class, bound)?, &most, limit)?;
        return Ok(Value::integer(t));
    }
    let excluded = |t: u64| -> Result<bool, Problem> { Ok(count(maps, class, t)? > most) };
    let patterns = |t: u64| matches!(road(class.period, t), Some(Road::Patterns { .. }));
    let mut change = (1, limit + 1);
    while change.0 < change.1 {
        let middle = (change.0 + change.1) / 2;
        change = if patterns(middle) {
            (middle + 1, change.1)
        } else {
            (change.0, middle)
        };
    }
    let first = change.0;
    let beyond = road(class.period, limit).is_some();
    for (low, high) in [(1, first - 1), (first, if beyond { limit } else { 0 })] {
        if low <= high
            && let Some(t) = first_in(low, high, &excluded)?
        {
            return Ok(Value::integer(t));
        }
    }
    let reached = if beyond { limit } else { first - 1 };
    Err(Fault::Limit(format!(
        "networks with up to {most} pieces are not excluded up to iterate {reached}"
    ))
    .into())
}

/// The first of `low..=high` at which something holds that holds ever after.
fn first_in(
    low: u64,
    high: u64,
    holds: &impl Fn(u64) -> Result<bool, Problem>,
) -> Result<Option<u64>, Problem> {
    // Ever longer steps first: late iterates are dear.
    let (mut before, mut step) = (low - 1, 1);
    let mut at = loop {
        let at = (before + step).min(high);
        if holds(at)? {
            break at;
        }
        if at == high {
            return Ok(None);
        }
        (before, step) = (at, 2 * step);
    };
    while at - before > 1 {
        let middle = before + (at - before) / 2;
        if holds(middle)? {
            at = middle;
        } else {
            before = middle;
        }
    }
    Ok(Some(at))
}
