//! Growth of a map without closed partition: constant slope, or an enclosure.
//!
//! Lower: `v A >= rate v`, `0 <= v <= 1` gives `N_j(t) >= v_j rate^t` (induction), every path is a crossing and a map with
//! `C` crossings has at least `C` laps; with an entry 1 the growth is at least `rate`. Upper: `laps` is submultiplicative,
//! so the growth is at most `laps(f,n)^(1/n)`; and each lap of `f^t` belongs
//! to a path of the outer covering graph, so `w > 0`, `B w <= r w` gives at most a constant times `r^t` laps. That it is at most `max(1, L)`, and for slopes `+-s` exactly `s`, follows
//! from `rho = lim Var(f^t)^(1/t)` for `rho > 1` (Misiurewicz, Szlenk), which is cited.

use super::Checked;
use super::context::Context;
use super::decimal;
use super::exact::Elem;
use super::laps;
use super::limits::{MAX_ITERATE, at_most};
use super::reason::{At, Fault, Reason, ensure};
use super::sums::Vector;
use crate::certificate::{Growth, Kind, MapCertificate, Ratio, RationalWitness, UpperWitness};
use crate::num::rational::{Int, Rat};
use num_traits::{One, Signed, Zero};
use std::cmp::Ordering;

const CITED: &str = "misiurewicz-szlenk";

/// Checks the statement for a partition that is not closed.
pub fn check(ctx: &Context, map: &MapCertificate) -> Result<Checked, Fault> {
    let mut checked = Checked::lines(1);
    match &map.growth {
        Growth::Exact { .. } => return Err(Reason::GrowthStatus).at(|| "growth.status".into()),
        Growth::ConstantSlope {
            slope,
            decimal,
            lower,
        } => {
            let place = || "growth.slope".to_string();
            let value = ctx.read(slope).at(place)?;
            let above_one = ctx.reals.sign(&value.sub(&Elem::one())).at(place)? > 0;
            let same = map.constant_slope && map.lipschitz.as_ref() == Some(slope) && above_one;
            ensure(same, Reason::Lipschitz { missing: false }).at(place)?;
            let compare = |q: &Rat| ctx.reals.cmp(&value, &Elem::rational(q));
            decimal::check(decimal, 1, compare).at(|| "growth.decimal".into())?;
            check_lower(ctx, lower).at(|| "growth.lower.vector".into())?;
            checked.cite(CITED);
        }
        Growth::Enclosure { lower, upper } => {
            check_lower(ctx, lower).at(|| "growth.lower.vector".into())?;
            match upper {
                UpperWitness::Lipschitz { value } => {
                    check_lipschitz(ctx, map, value).at(|| "growth.upper.value".into())?;
                    checked.cite(CITED);
                }
                UpperWitness::Laps { n, laps, value } => {
                    check_laps(ctx, map, *n, &laps.0, &value.0)?;
                    checked.lines += 1;
                }
                UpperWitness::Outer { vector, value } => {
                    check_outer(ctx, map, vector, &value.0)?;
                    checked.lines += 1;
                }
            }
        }
    }
    Ok(checked)
}

fn check_lipschitz(ctx: &Context, map: &MapCertificate, value: &Ratio) -> Result<(), Reason> {
    let constant = map
        .lipschitz
        .as_ref()
        .ok_or(Reason::Lipschitz { missing: true })?;
    let above = ctx
        .reals
        .sign(&Elem::rational(&value.0).sub(&ctx.read(constant)?))?
        >= 0;
    ensure(above && value.0 >= Rat::one(), Reason::UpperEnd)
}

fn check_laps(
    ctx: &Context,
    map: &MapCertificate,
    n: usize,
    claimed: &Int,
    value: &Rat,
) -> Result<(), Fault> {
    at_most("iterate", n, MAX_ITERATE as usize).at(|| "growth.upper.n".into())?;
    ensure(n >= 1, Reason::UpperEnd).at(|| "growth.upper.n".into())?;
    let counts = laps::expected(ctx, map, n)?;
    let expected = counts.last().cloned().unwrap_or_else(Int::zero);
    let found = claimed.clone();
    ensure(expected == found, Reason::Count { expected, found })
        .at(|| "growth.upper.laps".into())?;
    let place = || "growth.upper.value".to_string();
    ensure(value.is_positive(), Reason::UpperEnd).at(place)?;
    ctx.budget
        .spend(
            (value.numer().bits() + value.denom().bits())
                .saturating_mul(n as u64)
                .pow(2)
                / 64,
        )
        .at(place)?;
    let holds = value.numer().pow(n as u32) >= claimed * value.denom().pow(n as u32);
    ensure(holds, Reason::UpperEnd).at(place)
}

/// `f` is monotone on every interval, `w > 0`, and `sum of w_j over the intervals that f(I_i) may meet inside <= value w_i`.
fn check_outer(
    ctx: &Context,
    map: &MapCertificate,
    vector: &[Ratio],
    value: &Rat,
) -> Result<(), Fault> {
    let place = || "growth.upper.vector".to_string();
    ensure(map.kind == Kind::Map, Reason::GrowthStatus).at(place)?;
    ensure(*value >= Rat::one(), Reason::UpperEnd).at(|| "growth.upper.value".into())?;
    let (expected, found) = (ctx.intervals(), vector.len());
    ensure(expected == found, Reason::Length { expected, found }).at(place)?;
    let mut sums = vec![Rat::zero()];
    for (entry, w) in vector.iter().enumerate() {
        ensure(w.0.is_positive(), Reason::EntrySign { entry }).at(place)?;
        let sum = &sums[entry] + &w.0;
        let bits = sum.numer().bits() + sum.denom().bits();
        ctx.budget
            .spend((bits / 64 + 8).saturating_pow(2))
            .at(place)?;
        sums.push(sum);
    }
    for (entry, w) in vector.iter().enumerate() {
        let (lo, hi) = outer_row(ctx, entry).at(place)?;
        let holds = &sums[hi] - &sums[lo] <= value * &w.0;
        ensure(holds, Reason::VectorInequality { entry }).at(place)?;
    }
    Ok(())
}

/// The intervals `lo <= j < hi` whose inside the image of interval `i` may meet.
fn outer_row(ctx: &Context, i: usize) -> Result<(usize, usize), Reason> {
    let (left, right) = (&ctx.points[i], &ctx.points[i + 1]);
    let value = |x: &Elem| ctx.eval(x)?.ok_or(Reason::LeavesDomain);
    let from = match ctx.find_vertex(left)? {
        Ok(at) => at + 1,
        Err(at) => at,
    };
    let (Ok(to) | Err(to)) = ctx.find_vertex(right)?;
    let mut values = vec![value(left)?];
    values.extend(
        ctx.vertices[from..to.max(from)]
            .iter()
            .map(|(_, y)| y.clone()),
    );
    values.push(value(right)?);
    let (mut up, mut down) = (true, true);
    for w in values.windows(2) {
        match ctx.reals.cmp(&w[0], &w[1])? {
            Ordering::Less => down = false,
            Ordering::Greater => up = false,
            Ordering::Equal => {}
        }
    }
    ensure(up || down, Reason::GrowthStatus)?;
    let (first, last) = (&values[0], &values[values.len() - 1]);
    let (min, max) = if up { (first, last) } else { (last, first) };
    // The last point at or below the least value, the first one at or above the largest.
    let lo = match ctx.find_point(min)? {
        Ok(j) => j,
        Err(j) => j.saturating_sub(1),
    };
    let (Ok(hi) | Err(hi)) = ctx.find_point(max)?;
    ensure(hi <= ctx.intervals(), Reason::LeavesDomain)?;
    Ok((lo, hi.max(lo)))
}

/// `v A >= rate v` entrywise, `0 <= v <= 1`, and some entry 1 unless the rate is 0.
pub fn check_lower(ctx: &Context, witness: &RationalWitness) -> Result<(), Reason> {
    let v = &witness.vector;
    let n = ctx.intervals();
    ensure(
        v.len() == n,
        Reason::Length {
            expected: n,
            found: v.len(),
        },
    )?;
    ensure(
        !witness.rate.0.is_negative(),
        Reason::Rate {
            found: witness.rate.0.clone(),
        },
    )?;
    for (entry, value) in v.iter().enumerate() {
        ensure(
            !value.0.is_negative() && value.0 <= Rat::one(),
            Reason::EntrySign { entry },
        )?;
    }
    ensure(
        witness.rate.0.is_zero() || v.iter().any(|x| x.0.is_one()),
        Reason::NoUnitEntry,
    )?;
    check_growing(ctx, v, &witness.rate.0)
}

/// `v A >= rate v` entrywise.
pub fn check_growing(ctx: &Context, v: &[Ratio], rate: &Rat) -> Result<(), Reason> {
    let v = Vector::rational(ctx.budget, v.iter().map(|x| &x.0))?;
    let sums = v.columns(ctx.budget, ctx.rows)?;
    for entry in 0..ctx.intervals() {
        let holds = sums.compare(entry, rate, &v) != Ordering::Less;
        ensure(holds, Reason::VectorInequality { entry })?;
    }
    Ok(())
}
