//! Arithmetic of claims: expressions to values.

use super::Maps;
use super::kept::remembered;
use super::measure::measure;
use super::value::{Fault, Value};
use crate::lang::program::{Expr, ExprKind};
use crate::num::algebraic::{Algebraic, AlgebraicError};
use crate::num::rational::rat;
use crate::num::{Rat, RatPoly};
use crate::source::Span;
use num_traits::{ToPrimitive, Zero};

/// A fault with the place of the expression it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// What is wrong.
    pub fault: Fault,
    /// Where.
    pub span: Span,
}

/// The largest exponent of a number, and of a polynomial.
const MAX_EXPONENT: i32 = 10_000;
const MAX_POLY_EXPONENT: i32 = 400;

/// The value of an expression.
pub fn evaluate(maps: &Maps, expr: &Expr) -> Result<Value, Misfit> {
    let here = |fault| Misfit {
        fault,
        span: expr.span,
    };
    match &expr.kind {
        ExprKind::Literal { value, .. } | ExprKind::Constant { value, .. } => {
            Ok(Value::number(value))
        }
        ExprKind::Variable => Ok(Value::Poly(RatPoly::x())),
        ExprKind::Quantity(call) => {
            remembered(maps, call, || measure(maps, call)).map_err(|p| p.placed(expr.span))
        }
        ExprKind::Neg(inner) => negate(evaluate(maps, inner)?).map_err(here),
        ExprKind::Sum(terms) => fold(maps, terms, |sum, value, subtracted| {
            let value = if subtracted { negate(value)? } else { value };
            match sum {
                None => Ok(value),
                Some(sum) => combine(sum, value, Algebraic::add, |p, q| p + q),
            }
        }),
        ExprKind::Product(factors) => {
            fold(maps, factors, |product, value, divided| match product {
                None => Ok(value),
                Some(product) if divided => divide(product, value),
                Some(product) => combine(product, value, Algebraic::mul, |p, q| p * q),
            })
        }
        ExprKind::Power(base, exponent) => {
            let (base, exponent) = (evaluate(maps, base)?, evaluate(maps, exponent)?);
            power(base, &exponent).map_err(here)
        }
    }
}

/// Joins the terms from the left; a fault is placed at the term where it shows.
fn fold(
    maps: &Maps,
    terms: &[(bool, Expr)],
    join: impl Fn(Option<Value>, Value, bool) -> Result<Value, Fault>,
) -> Result<Value, Misfit> {
    let mut sum: Option<Value> = None;
    for (inverse, term) in terms {
        let value = evaluate(maps, term)?;
        sum = Some(join(sum, value, *inverse).map_err(|fault| Misfit {
            fault,
            span: term.span,
        })?);
    }
    Ok(sum.unwrap_or_else(|| Value::integer(0)))
}

/// The rational number that a value is, if it is one.
pub fn rational(value: &Value) -> Option<Rat> {
    match value {
        Value::Real(a) => a.to_rational(),
        Value::Poly(p) if p.degree().unwrap_or(0) == 0 => Some(p.coeff(0)),
        _ => None,
    }
}

/// The polynomial that a value is, if it is one.
pub fn polynomial(value: &Value) -> Option<RatPoly> {
    match value {
        Value::Poly(p) => Some(p.clone()),
        _ => rational(value).map(RatPoly::constant),
    }
}

fn no_arithmetic(value: &Value) -> Fault {
    let what = match value {
        Value::Log(_) | Value::LogBetween(..) => {
            "an entropy (compare it alone, or compare growth rates)"
        }
        Value::Between(..) | Value::AtLeastPeriod(_) => "a quantity of which only bounds are known",
        Value::Infinite => "an infinite number",
        Value::Text(_) => "a text",
        Value::Real(_) | Value::Poly(_) => "a polynomial and an irrational number",
    };
    Fault::Meaningless(format!("no arithmetic with {what}"))
}

fn negate(value: Value) -> Result<Value, Fault> {
    match value {
        Value::Real(a) => Ok(Value::Real(a.neg())),
        Value::Poly(p) => Ok(Value::Poly(-&p)),
        other => Err(no_arithmetic(&other)),
    }
}

fn combine(
    a: Value,
    b: Value,
    reals: impl Fn(&Algebraic, &Algebraic) -> Result<Algebraic, AlgebraicError>,
    polys: impl Fn(&RatPoly, &RatPoly) -> RatPoly,
) -> Result<Value, Fault> {
    if let (Value::Real(a), Value::Real(b)) = (&a, &b) {
        return Ok(Value::Real(reals(a, b)?));
    }
    match (polynomial(&a), polynomial(&b)) {
        (Some(p), Some(q)) => Ok(Value::Poly(polys(&p, &q))),
        (None, _) => Err(no_arithmetic(&a)),
        (_, None) => Err(no_arithmetic(&b)),
    }
}

fn divide(a: Value, b: Value) -> Result<Value, Fault> {
    match (&a, &b) {
        (Value::Real(a), Value::Real(b)) => Ok(Value::Real(a.div(b)?)),
        (Value::Poly(p), b) => match rational(b) {
            Some(r) if !r.is_zero() => Ok(Value::Poly(p.scale(&r.recip()))),
            Some(_) => Err(Fault::Meaningless("division by zero".to_string())),
            None => Err(Fault::Meaningless(
                "a polynomial can be divided by a rational number only".to_string(),
            )),
        },
        (Value::Real(_), Value::Poly(_)) => {
            Err(Fault::Meaningless("division by a polynomial".to_string()))
        }
        (Value::Real(_), b) => Err(no_arithmetic(b)),
        (a, _) => Err(no_arithmetic(a)),
    }
}

fn power(base: Value, exponent: &Value) -> Result<Value, Fault> {
    let whole = rational(exponent)
        .filter(|r| r.is_integer())
        .and_then(|r| r.to_integer().to_i32());
    let limit = if matches!(base, Value::Poly(_)) {
        0..=MAX_POLY_EXPONENT
    } else {
        -MAX_EXPONENT..=MAX_EXPONENT
    };
    let Some(n) = whole.filter(|n| limit.contains(n)) else {
        let (least, most) = (limit.start(), limit.end());
        return Err(Fault::Meaningless(format!(
            "the exponent must be an integer from {least} to {most}"
        )));
    };
    match base {
        Value::Real(a) if n < 0 && a.to_rational() == Some(rat(0, 1)) => {
            Err(Fault::Meaningless("division by zero".to_string()))
        }
        Value::Real(a) => Ok(Value::Real(a.pow(n)?)),
        Value::Poly(p) => Ok(Value::Poly(p.pow(n.unsigned_abs()))),
        other => Err(no_arithmetic(&other)),
    }
}
