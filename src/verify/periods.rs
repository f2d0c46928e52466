//! Obligation `periods.points`: each point returns after its period and not earlier, by exact evaluation.

use super::Checked;
use super::context::Context;
use super::exact::Elem;
use super::limits::{MAX_ITERATE, at_most};
use super::reason::{At, Fault, Reason, ensure};
use crate::certificate::{Kind, MapCertificate};
use crate::num::rational::Int;

/// Periods increase; `f^m(x) = x`, and `f^d(x) != x` for `0 < d < m`.
pub fn check(ctx: &Context, map: &MapCertificate) -> Result<Checked, Fault> {
    let listed = &map.periods.points;
    if map.kind == Kind::Polynomial {
        // Periodic points of a polynomial are not rational in general: none is listed, and period 1 needs no point.
        let found = listed.len();
        ensure(found == 0, Reason::Length { expected: 0, found }).at(|| "periods.points".into())?;
        return Ok(Checked::default());
    }
    ensure(!listed.is_empty(), Reason::StrongestNotListed).at(|| "periods.points".into())?;
    let mut previous = 0;
    for (i, entry) in listed.iter().enumerate() {
        let place = || format!("periods.points[{i}].period");
        at_most("period", entry.period, MAX_ITERATE as usize).at(place)?;
        ensure(entry.period > previous, Reason::Increasing).at(place)?;
        previous = entry.period;
        let place = || format!("periods.points[{i}].point");
        let point = ctx.read(&entry.point).at(place)?;
        let returns = first_return(ctx, &point, entry.period).at(place)?;
        ensure(returns == entry.period, Reason::NotLeast { returns }).at(place)?;
    }
    let mut checked = Checked::lines(listed.len());
    if map.kind == Kind::Orbit {
        // That f has the periods of its connect-the-dots map is a cited theorem.
        checked.cite("forcing");
    }
    Ok(checked)
}

/// The least `d >= 1` with `f^d(x) = x`; refused if it is more than `limit`.
fn first_return(ctx: &Context, x: &Elem, limit: usize) -> Result<usize, Reason> {
    let mut at = x.clone();
    for d in 1..=limit {
        at = ctx.eval(&at)?.ok_or(Reason::NotPeriodic)?;
        if ctx.reals.equal(&at, x)? {
            return Ok(d);
        }
        // Points of one period have comparable sizes; numbers that keep growing never return.
        ctx.budget.spend(at.words() * at.words() * 4)?;
    }
    Err(Reason::NotPeriodic)
}

/// Is `a` stronger than `b` in Sharkovsky's order `3, 5, 7, ..., 2 3, 2 5, ..., 4 3, ..., 8, 4, 2, 1`?
pub fn stronger(a: usize, b: usize) -> bool {
    let parts = |n: usize| {
        (
            n.trailing_zeros(),
            n.checked_shr(n.trailing_zeros()).unwrap_or(0),
        )
    };
    let ((i, p), (j, q)) = (parts(a), parts(b));
    match (p > 1, q > 1) {
        (true, true) => (i, p) < (j, q),
        (true, false) => true,
        (false, true) => false,
        (false, false) => a > b,
    }
}

/// The Moebius function.
pub fn moebius(n: usize) -> i32 {
    let (mut rest, mut sign) = (n, 1);
    let mut p = 2;
    while p * p <= rest {
        if rest.is_multiple_of(p) {
            rest /= p;
            if rest.is_multiple_of(p) {
                return 0;
            }
            sign = -sign;
        }
        p += 1;
    }
    if rest > 1 { -sign } else { sign }
}

/// `sum over d | m of moebius(m/d) fixed(d)`: the points of least period `m`.
pub fn least_period_count(m: usize, fixed: impl Fn(usize) -> Int) -> Int {
    (1..=m)
        .filter(|d| m.is_multiple_of(*d))
        .map(|d| fixed(d) * moebius(m / d))
        .sum()
}
