//! Claims: true, false, or not decided, with the value that decides.

use super::Maps;
use super::argument::Problem;
use super::kept::remembered;
use super::measure::{has_period, period_argument};
use super::term::{Misfit, evaluate, polynomial};
use super::value::{Fault, Value};
use crate::graph::partition::never_closes;
use crate::lang::program::{Claim, ClaimBody, Expr, ExprKind, Quantity, QuantityCall, Relation};
use crate::num::algebraic::Algebraic;
use crate::num::logarithm::ln_interval;
use crate::num::rational::{rat, rat_int};
use crate::num::{Int, Rat};
use crate::period::sharkovsky;
use crate::source::Span;
use std::cmp::Ordering;

/// The verdict on a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// It holds.
    True,
    /// It does not hold.
    False,
    /// What is known does not decide it.
    Unknown,
}

impl Truth {
    fn of(b: bool) -> Truth {
        if b { Truth::True } else { Truth::False }
    }
    /// True and true is true; anything and false is false.
    pub fn and(self, other: Truth) -> Truth {
        match (self, other) {
            (Truth::False, _) | (_, Truth::False) => Truth::False,
            (Truth::True, Truth::True) => Truth::True,
            _ => Truth::Unknown,
        }
    }
    fn not(self) -> Truth {
        match self {
            Truth::True => Truth::False,
            Truth::False => Truth::True,
            Truth::Unknown => Truth::Unknown,
        }
    }
}

/// What was found out about one claim.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Does it hold?
    pub truth: Truth,
    /// The value of the side that holds a quantity (the first such side), or of a predicate: `true`, `false`.
    pub value: Option<Value>,
    /// Where the first relation stands that does not hold, its left and right value.
    pub failed: Option<(Span, Value, Relation, Value)>,
}

/// Judges a claim.
pub fn judge(maps: &Maps, claim: &Claim) -> Result<Finding, Misfit> {
    match &claim.body {
        ClaimBody::Predicate { not, call, span } => {
            let truth = predicate(maps, call).map_err(|p| p.placed(*span))?;
            let value = match truth {
                Truth::True => Some(Value::Text("true".to_string())),
                Truth::False => Some(Value::Text("false".to_string())),
                Truth::Unknown => None,
            };
            Ok(Finding {
                truth: if *not { truth.not() } else { truth },
                value,
                failed: None,
            })
        }
        ClaimBody::Chain { first, rest } => chain(maps, first, rest),
    }
}

/// The verdict on a predicate of a map or a class of maps.
pub fn predicate(maps: &Maps, call: &QuantityCall) -> Result<Truth, Problem> {
    const WORDS: [(Truth, &str); 3] = [
        (Truth::True, "true"),
        (Truth::False, "false"),
        (Truth::Unknown, "unknown"),
    ];
    let found = remembered(maps, call, || {
        let truth = decided(maps, call)?;
        let word = WORDS
            .iter()
            .find(|w| w.0 == truth)
            .map_or("unknown", |w| w.1);
        Ok::<Value, Problem>(Value::Text(word.to_string()))
    })?;
    let known = |v: &Value| matches!(v, Value::Text(t) if WORDS.iter().any(|w| w.1 == t));
    if !known(&found) {
        return decided(maps, call);
    }
    let truth = WORDS
        .iter()
        .find(|w| matches!(&found, Value::Text(t) if t == w.1));
    Ok(truth.map_or(Truth::Unknown, |w| w.0))
}

fn decided(maps: &Maps, call: &QuantityCall) -> Result<Truth, Problem> {
    if let Some(i) = call.assumption {
        return super::assumed::predicate(maps, &maps.program.assumptions[i].class, call);
    }
    let a = maps.analysis(call.map);
    if call.quantity == Quantity::Markov {
        return Ok(match a.is_markov() {
            true if !a.is_orbit() => Truth::True,
            _ if a.polynomial.is_some() => Truth::Unknown,
            false if never_closes(&a.f, &a.partition) => Truth::False,
            // Of an unknown map nothing is known; a closure that did not end within the limit may end later.
            _ => Truth::Unknown,
        });
    }
    let n = period_argument(maps, call)?;
    Ok(has_period(a, n).map_or(Truth::Unknown, Truth::of))
}

fn chain(maps: &Maps, first: &Expr, rest: &[(Relation, Expr)]) -> Result<Finding, Misfit> {
    let mut left = evaluate(maps, first)?;
    let mut shown = mentions_quantity(first).then(|| left.clone());
    let mut truth = Truth::True;
    let mut failed = None;
    for (relation, expr) in rest {
        let right = evaluate(maps, expr)?;
        if shown.is_none() && mentions_quantity(expr) {
            shown = Some(right.clone());
        }
        let decimals = literal_decimals(expr);
        let here = compare(&left, *relation, &right, decimals).map_err(|fault| Misfit {
            fault,
            span: expr.span,
        })?;
        if here != Truth::True
            && (failed.is_none() || here == Truth::False && truth == Truth::Unknown)
        {
            failed = Some((expr.span, left.clone(), *relation, right.clone()));
        }
        truth = truth.and(here);
        left = right;
    }
    Ok(Finding {
        truth,
        value: shown.or(Some(left)),
        failed,
    })
}

/// Does the expression ask for a quantity of a map?
pub fn mentions_quantity(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Quantity(_) => true,
        ExprKind::Neg(e) => mentions_quantity(e),
        ExprKind::Sum(terms) | ExprKind::Product(terms) => {
            terms.iter().any(|(_, e)| mentions_quantity(e))
        }
        ExprKind::Power(a, b) => mentions_quantity(a) || mentions_quantity(b),
        _ => false,
    }
}

/// The decimals of a literal, perhaps with a sign before it.
fn literal_decimals(expr: &Expr) -> Option<u32> {
    match &expr.kind {
        ExprKind::Literal { decimals, .. } => Some(*decimals),
        ExprKind::Neg(inner) => literal_decimals(inner),
        _ => None,
    }
}

/// Does `left R right` hold? `decimals` belongs to a literal on the right side.
pub fn compare(
    left: &Value,
    relation: Relation,
    right: &Value,
    decimals: Option<u32>,
) -> Result<Truth, Fault> {
    if relation == Relation::Rounds {
        let Some(decimals) = decimals else {
            return Err(Fault::Meaningless(
                "the right side of ~ is a decimal literal such as 1.466".to_string(),
            ));
        };
        return rounds(left, right, decimals);
    }
    if let (Value::Poly(_), _) | (_, Value::Poly(_)) = (left, right) {
        return match (polynomial(left), polynomial(right), relation) {
            (Some(p), Some(q), Relation::Equal) => Ok(Truth::of(p == q)),
            (Some(_), Some(_), _) => Err(Fault::Meaningless(
                "polynomials can only be compared with =".to_string(),
            )),
            _ => Err(Fault::Meaningless(
                "a polynomial is compared with something else".to_string(),
            )),
        };
    }
    if let (Value::AtLeastPeriod(p), Value::Real(n)) | (Value::Real(n), Value::AtLeastPeriod(p)) =
        (left, right)
    {
        return period_relation(*p, relation, n);
    }
    if let (Value::Text(a), Value::Text(b)) = (left, right) {
        return match relation {
            Relation::Equal => Ok(Truth::of(a == b)),
            _ => Err(Fault::Meaningless(
                "texts can only be compared with =".to_string(),
            )),
        };
    }
    let (a, b) = (Ends::of(left)?, Ends::of(right)?);
    Ok(match relation {
        Relation::Less => below(&a, &b, true),
        Relation::LessEqual => below(&a, &b, false),
        Relation::Greater => below(&b, &a, true),
        Relation::GreaterEqual => below(&b, &a, false),
        Relation::Equal | Relation::Rounds => below(&a, &b, false).and(below(&b, &a, false)),
    })
}

/// A strongest period that is only known to be `found` or stronger, against a number.
fn period_relation(found: usize, relation: Relation, n: &Algebraic) -> Result<Truth, Fault> {
    if relation != Relation::Equal {
        return Err(Fault::Meaningless(
            "a strongest period that is not known exactly can only be compared with =".to_string(),
        ));
    }
    let stronger_possible = |n: usize| n == found || sharkovsky::forces(n, found);
    let n = n
        .to_rational()
        .filter(Rat::is_integer)
        .and_then(|r| usize::try_from(r.to_integer()).ok());
    Ok(if n.is_some_and(stronger_possible) {
        Truth::Unknown
    } else {
        Truth::False
    })
}

/// One end of a range.
#[derive(Clone, Debug)]
enum End {
    Real(Algebraic),
    Log(Algebraic),
    Infinite,
}

/// The range in which a value lies; `None` is an end that is not known.
#[derive(Clone, Debug)]
struct Ends {
    lo: Option<End>,
    hi: Option<End>,
}

impl Ends {
    fn of(value: &Value) -> Result<Ends, Fault> {
        let point = |end: End| Ends {
            lo: Some(end.clone()),
            hi: Some(end),
        };
        Ok(match value {
            Value::Real(a) => point(End::Real(a.clone())),
            Value::Log(a) => point(End::Log(a.clone())),
            Value::Infinite => point(End::Infinite),
            Value::Between(lo, hi) => Ends {
                lo: lo.clone().map(End::Real),
                hi: hi.clone().map(End::Real),
            },
            Value::LogBetween(lo, hi) => Ends {
                lo: lo.clone().map(End::Log),
                hi: hi.clone().map(End::Log),
            },
            other => {
                return Err(Fault::Meaningless(format!(
                    "{} cannot be compared with a number",
                    other.text(10)
                )));
            }
        })
    }
}

/// Is every possible value of `a` below every one of `b`?
fn below(a: &Ends, b: &Ends, strictly: bool) -> Truth {
    let holds = |o: Ordering| {
        if strictly {
            o == Ordering::Less
        } else {
            o != Ordering::Greater
        }
    };
    if let (Some(hi), Some(lo)) = (&a.hi, &b.lo)
        && holds(order(hi, lo))
    {
        return Truth::True;
    }
    if let (Some(lo), Some(hi)) = (&a.lo, &b.hi)
        && !holds(order(lo, hi))
    {
        return Truth::False;
    }
    Truth::Unknown
}

/// Exact order of two ends.
fn order(a: &End, b: &End) -> Ordering {
    match (a, b) {
        (End::Infinite, End::Infinite) => Ordering::Equal,
        (End::Infinite, _) => Ordering::Greater,
        (_, End::Infinite) => Ordering::Less,
        (End::Real(a), End::Real(b)) | (End::Log(a), End::Log(b)) => a.cmp(b),
        (End::Log(a), End::Real(b)) => log_order(a, b),
        (End::Real(a), End::Log(b)) => log_order(b, a).reverse(),
    }
}

/// Order of `ln a` and `b`: equal only if `a = 1` and `b = 0` (Lindemann), so the enclosures separate otherwise.
fn log_order(a: &Algebraic, b: &Algebraic) -> Ordering {
    if a.to_rational() == Some(rat(1, 1)) {
        return Algebraic::from(&rat(0, 1)).cmp(b);
    }
    let mut bits = 32;
    loop {
        let (lo, hi) = a.enclosure(bits);
        let (b_lo, b_hi) = b.enclosure(bits);
        if let Some((lo, hi)) = ln_interval(&lo, &hi, bits) {
            if hi < b_lo {
                return Ordering::Less;
            }
            if lo > b_hi {
                return Ordering::Greater;
            }
        }
        bits *= 2;
    }
}

/// Is the literal on the right side a correct rounding of the left side: at most half a unit of its last digit away?
fn rounds(left: &Value, right: &Value, decimals: u32) -> Result<Truth, Fault> {
    let Value::Real(literal) = right else {
        return Err(Fault::Meaningless(
            "the right side of ~ is a decimal literal such as 1.466".to_string(),
        ));
    };
    let Some(printed) = literal.to_rational() else {
        return Err(Fault::Meaningless(
            "the right side of ~ is a decimal literal such as 1.466".to_string(),
        ));
    };
    let (lo, hi) = accepted(&printed, decimals);
    let range = Ends {
        lo: Some(End::Real(Algebraic::from(&lo))),
        hi: Some(End::Real(Algebraic::from(&hi))),
    };
    let value = Ends::of(left)?;
    let lower = Ends {
        lo: range.lo.clone(),
        hi: range.lo,
    };
    let upper = Ends {
        lo: range.hi.clone(),
        hi: range.hi,
    };
    Ok(below(&lower, &value, false).and(below(&value, &upper, false)))
}

/// The numbers that a decimal with so many digits after the point is a rounding of (both ends are ties).
pub fn accepted(printed: &Rat, decimals: u32) -> (Rat, Rat) {
    let half = rat(1, 2) / rat_int(Int::from(10).pow(decimals));
    (printed - &half, printed + &half)
}

/// The decimal that a claim `... ~ decimal` ends with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rounding {
    /// Its value.
    pub printed: Rat,
    /// Its digits after the point.
    pub decimals: u32,
    /// Where it stands.
    pub span: Span,
}

/// The rounding that a claim states, if it ends with one.
pub fn rounding(maps: &Maps, claim: &Claim) -> Option<Rounding> {
    let ClaimBody::Chain { rest, .. } = &claim.body else {
        return None;
    };
    let (Relation::Rounds, expr) = rest.last()? else {
        return None;
    };
    let decimals = literal_decimals(expr)?;
    let printed = super::term::rational(&evaluate(maps, expr).ok()?)?;
    Some(Rounding {
        printed,
        decimals,
        span: expr.span,
    })
}

impl Rounding {
    /// Is the decimal the truncation (towards zero) of the value?
    pub fn truncates(&self, value: &Value) -> bool {
        let Value::Real(a) = value else { return false };
        let unit = rat(1, 1) / rat_int(Int::from(10).pow(self.decimals));
        let inward = self.printed.clone();
        let outward = if inward < rat(0, 1) {
            &inward - &unit
        } else {
            &inward + &unit
        };
        let (near, far) = (Algebraic::from(&inward), Algebraic::from(&outward));
        if inward < rat(0, 1) {
            far < *a && *a <= near
        } else {
            near <= *a && *a < far
        }
    }
}
