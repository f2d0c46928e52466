//! Obligation `ladder`: growth rates of other theorems, each with its polynomial, root and the theorem it needs.
//!
//! `x^(p-1) - x^(p-2) - 1` and `x^p - 2x^(p-2) - 1` have one change of sign in their coefficients, so one positive root
//! (Descartes); an interval of positive numbers with opposite signs at its ends contains it and no other.

use super::Checked;
use super::context::Context;
use super::decimal;
use super::exact::Elem;
use super::field::read_poly;
use super::limits::{Budget, MAX_ITERATE, at_most};
use super::reason::{At, Fault, Reason, ensure};
use super::starts::{self, Rate};
use crate::certificate::{
    Growth, Integer, Kind, LadderRow, MapCertificate, Ratio, RationalWitness, Start,
};
use crate::num::polynomial::IntPoly;
use crate::num::rational::{Int, Rat};
use num_traits::{One, Signed, Zero};
use std::cmp::Ordering;

const ORDER: [&str; 6] = [
    "loop_bound",
    "odd_period_bound",
    "increasing_bound",
    "inner",
    "own",
    "lipschitz",
];

/// Rows come in the order of `ORDER`, each at most once.
pub fn check(ctx: &Context, map: &MapCertificate) -> Result<Checked, Fault> {
    let mut checked = Checked::default();
    let mut next = 0;
    for (i, row) in map.ladder.iter().enumerate() {
        let place = |field: &str| format!("ladder[{i}].{field}");
        let rank = ORDER
            .iter()
            .position(|id| *id == row.id)
            .filter(|rank| *rank >= next);
        next = rank.ok_or(Reason::LadderRow).at(|| place("id"))? + 1;
        let cited: &[&'static str] = match row.id.as_str() {
            "loop_bound" => &["stefan", "loop"],
            "odd_period_bound" => &["stefan"],
            _ => &[],
        };
        ensure(row.relies_on == cited, Reason::Citations).at(|| place("relies_on"))?;
        let has_points = row.id == "increasing_bound";
        ensure(row.points.is_some() == has_points, Reason::LadderRow).at(|| place("points"))?;
        match row.id.as_str() {
            "own" => own(ctx, map, row),
            "lipschitz" => lipschitz(ctx, map, row),
            "inner" => inner(ctx, map, row),
            "increasing_bound" => increasing(ctx, map, row),
            id => period_row(ctx, map, row, id),
        }
        .at(|| format!("ladder[{i}]"))?;
        if let Some(starts) = &row.starts {
            check_starts(ctx, map, row, starts).at(|| place("starts"))?;
            checked.lines += 1;
        }
        match cited.is_empty() {
            true => checked.lines += 1,
            false => checked.cited_lines += 1,
        }
        checked.citations.extend(cited);
    }
    Ok(checked)
}

/// The first iterates of a row whose rate was checked.
fn check_starts(
    ctx: &Context,
    map: &MapCertificate,
    row: &LadderRow,
    given: &[Start],
) -> Result<(), Reason> {
    if let (Some(poly), Some((lo, hi))) = (&row.poly, &row.interval) {
        let root = ctx.root(read_poly(poly)?, &lo.0, &hi.0)?;
        return starts::check(ctx.budget, &Rate::Root(&root), given);
    }
    match (row.id.as_str(), lower_witness(map)) {
        ("inner", Some(lower)) => starts::check(ctx.budget, &Rate::Rational(&lower.rate.0), given),
        _ => Err(Reason::LadderRow),
    }
}

/// The rate of the lower witness of a partition that is not closed. Where it is above 1 some entry of its vector is 1.
fn inner(ctx: &Context, map: &MapCertificate, row: &LadderRow) -> Result<(), Reason> {
    ensure(
        row.period.is_none() && row.poly.is_none() && row.interval.is_none(),
        Reason::LadderRow,
    )?;
    let lower = lower_witness(map).ok_or(Reason::LadderRow)?;
    ensure(lower.rate.0 > Rat::one(), Reason::LadderRow)?;
    rounds(ctx, &Elem::rational(&lower.rate.0), &row.decimal)
}

fn lower_witness(map: &MapCertificate) -> Option<&RationalWitness> {
    match &map.growth {
        Growth::ConstantSlope { lower, .. } | Growth::Enclosure { lower, .. } => Some(lower),
        Growth::Exact { .. } => None,
    }
}

/// A cycle along which the map increases, or decreases, until it returns; its polynomial has one change of sign. The
/// function that connects a polynomial's values has cycles that the polynomial has not, so there is no row for it.
fn increasing(ctx: &Context, map: &MapCertificate, row: &LadderRow) -> Result<(), Reason> {
    ensure(map.kind != Kind::Polynomial, Reason::LadderRow)?;
    let nums = row.points.as_ref().ok_or(Reason::LadderRow)?;
    let period = row.period.ok_or(Reason::LadderRow)?;
    at_most("period", period, MAX_ITERATE as usize)?;
    ensure(period >= 3 && nums.len() == period, Reason::LadderRow)?;
    let points = nums
        .iter()
        .map(|n| ctx.read(n))
        .collect::<Result<Vec<Elem>, _>>()?;
    let direction = ctx.reals.cmp(&points[0], &points[1])?;
    for (i, x) in points.iter().enumerate() {
        let next = points.get(i + 1);
        if let Some(next) = next {
            let same = ctx.reals.cmp(x, next)? == direction && direction != Ordering::Equal;
            ensure(same, Reason::LadderCycle)?;
        }
        let image = ctx.eval(x)?;
        ensure(
            image.as_ref() == Some(next.unwrap_or(&points[0])),
            Reason::LadderCycle,
        )?;
    }
    let (Some(poly), Some(interval)) = (&row.poly, &row.interval) else {
        return Err(Reason::LadderRow);
    };
    let expected = increasing_poly(period);
    positive_root(ctx.budget, &expected, poly, interval, &row.decimal, 1)
}

/// `x^(p-1) - x^(p-2) - ... - 1`.
fn increasing_poly(p: usize) -> IntPoly {
    let mut c = vec![-Int::one(); p];
    c[p - 1] = Int::one();
    IntPoly::new(c)
}

fn period_row(
    ctx: &Context,
    map: &MapCertificate,
    row: &LadderRow,
    id: &str,
) -> Result<(), Reason> {
    let period = row.period.ok_or(Reason::LadderRow)?;
    at_most("period", period, MAX_ITERATE as usize)?;
    ensure(period >= 3 && period % 2 == 1, Reason::LadderRow)?;
    ensure(
        map.periods.points.iter().any(|p| p.period == period),
        Reason::PeriodUnproved { period },
    )?;
    let expected = if id == "loop_bound" {
        loop_poly(period)
    } else {
        odd_poly(period)
    };
    let (Some(poly), Some(interval)) = (&row.poly, &row.interval) else {
        return Err(Reason::LadderRow);
    };
    positive_root(ctx.budget, &expected, poly, interval, &row.decimal, 1)
}

/// The claimed polynomial is `expected`, its only positive root lies in the interval and rounds to the decimal.
pub fn positive_root(
    budget: &Budget,
    expected: &IntPoly,
    poly: &[Integer],
    (lo, hi): &(Ratio, Ratio),
    text: &str,
    least: usize,
) -> Result<(), Reason> {
    ensure(&read_poly(poly)? == expected, Reason::LadderPolynomial)?;
    let (lo, hi) = (&lo.0, &hi.0);
    budget.evaluate(poly.len(), lo)?;
    budget.evaluate(poly.len(), hi)?;
    let signs = (expected.sign_at(lo), expected.sign_at(hi));
    let holds = lo.is_positive()
        && if lo == hi {
            signs.0 == 0
        } else {
            lo < hi && signs == (-1, 1)
        };
    ensure(
        holds,
        Reason::NoSignChange {
            ends: Box::new((lo.clone(), hi.clone())),
        },
    )?;
    // Positive beyond the only positive root, negative before it.
    decimal::check(text, least, |q| {
        budget.evaluate(poly.len(), q)?;
        Ok(if q.is_positive() {
            0.cmp(&expected.sign_at(q))
        } else {
            Ordering::Greater
        })
    })
}

/// `x^(p-1) - x^(p-2) - 1`.
fn loop_poly(p: usize) -> IntPoly {
    let mut c = vec![Int::zero(); p];
    c[0] = -Int::one();
    c[p - 1] = Int::one();
    c[p - 2] -= 1;
    IntPoly::new(c)
}

/// `(x^p - 2 x^(p-2) - 1)/(x + 1)` for odd `p >= 3`.
pub fn odd_poly(p: usize) -> IntPoly {
    // Synthetic division at -1 from the top: b_(i-1) = c_i - b_i.
    let mut quotient = vec![Int::zero(); p];
    let mut carry = Int::zero();
    for i in (1..=p).rev() {
        let c = if i == p {
            1
        } else if i == p - 2 {
            -2
        } else {
            0
        };
        carry = Int::from(c) - carry;
        quotient[i - 1] = carry.clone();
    }
    IntPoly::new(quotient)
}

fn own(ctx: &Context, map: &MapCertificate, row: &LadderRow) -> Result<(), Reason> {
    ensure(row.period.is_none(), Reason::LadderRow)?;
    match &map.growth {
        Growth::Exact {
            poly,
            interval,
            decimal,
            ..
        } => {
            let root = ctx.root(read_poly(poly)?, &interval.0.0, &interval.1.0)?;
            let (Some(own), Some((lo, hi))) = (&row.poly, &row.interval) else {
                return Err(Reason::LadderRow);
            };
            ensure(own == poly, Reason::LadderPolynomial)?;
            if (&lo.0, &hi.0) != (&interval.0.0, &interval.1.0) {
                // Another enclosure of the same root will do.
                ctx.root(read_poly(own)?, &lo.0, &hi.0)?;
                let inside = root.compare(ctx.budget, &lo.0)? != Ordering::Less
                    && root.compare(ctx.budget, &hi.0)? != Ordering::Greater;
                ensure(inside, Reason::RootCount { found: 0 })?;
            }
            // The same digits of the same root were checked with the growth.
            if row.decimal == *decimal {
                return Ok(());
            }
            decimal::check(&row.decimal, 1, |q| root.compare(ctx.budget, q))
        }
        Growth::ConstantSlope { slope, .. } => {
            ensure(
                row.poly.is_none() && row.interval.is_none(),
                Reason::LadderPolynomial,
            )?;
            rounds(ctx, &ctx.read(slope)?, &row.decimal)
        }
        Growth::Enclosure { .. } => Err(Reason::LadderRow),
    }
}

fn lipschitz(ctx: &Context, map: &MapCertificate, row: &LadderRow) -> Result<(), Reason> {
    ensure(
        row.period.is_none() && row.poly.is_none() && row.interval.is_none(),
        Reason::LadderRow,
    )?;
    let constant = map
        .lipschitz
        .as_ref()
        .ok_or(Reason::Lipschitz { missing: true })?;
    rounds(ctx, &ctx.read(constant)?, &row.decimal)
}

fn rounds(ctx: &Context, value: &Elem, text: &str) -> Result<(), Reason> {
    decimal::check(text, 1, |q: &Rat| ctx.reals.cmp(value, &Elem::rational(q)))
}
