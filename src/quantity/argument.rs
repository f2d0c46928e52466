//! Arguments of quantities: natural numbers, exact numbers, levels; and the faults that come with them.

use super::Maps;
use super::term::{Misfit, evaluate, rational};
use super::value::{Fault, Value};
use crate::certificate;
use crate::certify::analysis::{Analysis, LimitReached};
use crate::certify::bounds::LevelChoice;
use crate::certify::units::shape;
use crate::lang::program::{Expr, ExprKind, Key, NamedValue, QuantityCall, Unit, UnitWord};
use crate::num::Number;
use crate::source::Span;
use num_traits::ToPrimitive;

/// A fault that may have a place of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem(pub Fault, pub Option<Span>);

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

/// A natural number given as an expression, at most `limit`.
pub fn natural(maps: &Maps, expr: &Expr, limit: u64, what: &str) -> Result<u64, Problem> {
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
pub fn number(maps: &Maps, expr: &Expr) -> Result<Number, Problem> {
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

/// The number after the map: an iterate or a period.
pub fn first_argument(
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

/// Two levels in one field with the map's points.
pub fn levels(a: &Analysis, x: Number, y: Number, span: Span) -> Result<LevelChoice, Problem> {
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
pub fn choice(a: &Analysis, call: &QuantityCall, maps: &Maps) -> Result<LevelChoice, Problem> {
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

/// A named argument that is a natural number, at most `limit`.
pub fn named_natural(
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

/// The units of the networks: breakpoints and affine functions of one unit; ReLU if none are named.
pub fn units(call: &QuantityCall) -> (u32, u32) {
    match call.named(Key::Unit) {
        Some(NamedValue::Unit(unit)) => shape(certified_unit(*unit)),
        _ => (1, 1),
    }
}

/// The certificate's form of a kind of unit of the language.
pub fn certified_unit(unit: Unit) -> certificate::Unit {
    match unit.word {
        UnitWord::Relu => certificate::Unit::Relu {},
        UnitWord::LeakyRelu => certificate::Unit::LeakyRelu {},
        UnitWord::HardTanh => certificate::Unit::HardTanh {},
        UnitWord::Maxout => certificate::Unit::Maxout { rank: unit.size },
        UnitWord::Activation => certificate::Unit::Activation { pieces: unit.size },
    }
}

/// The depth, at least 1.
pub fn depth(call: &QuantityCall, maps: &Maps) -> Result<u32, Problem> {
    match named_natural(call, maps, Key::Depth, 1_000_000)? {
        0 => Err(Fault::Argument("the depth is at least 1".to_string()).into()),
        k => Ok(k as u32),
    }
}
