//! Obligation `odd_period`: an orbit of odd period above 1, the polynomial of that period, and half the smallest gap.
//!
//! By the cited theorem (Stefan) the covering graph of the orbit has radius at least `rho_p`, the largest root of the
//! polynomial; with a left Perron vector scaled to maximum 1, some neighbouring pair of points is crossed at least
//! `rho_p^t` times by `f^t`, for every `t`. Its gap is at least the smallest one.

use super::Checked;
use super::context::Context;
use super::exact::Elem;
use super::ladder::{odd_poly, positive_root};
use super::limits::{MAX_ITERATE, at_most};
use super::reason::{At, Fault, Reason, ensure};
use super::vertices::is_cycle;
use crate::certificate::{MapCertificate, OddPeriod};
use std::cmp::Ordering;

/// Checks the orbit by evaluation, then polynomial, interval, decimal and error.
pub fn check(ctx: &Context, map: &MapCertificate) -> Result<Checked, Fault> {
    let Some(odd) = &map.odd_period else {
        return Ok(Checked::default());
    };
    let p = odd.period;
    let place = || "odd_period.period".to_string();
    at_most("period", p, MAX_ITERATE as usize).at(place)?;
    ensure(p >= 3 && p % 2 == 1, Reason::OddOrbit).at(place)?;
    let smallest = map
        .periods
        .points
        .iter()
        .map(|q| q.period)
        .find(|q| *q > 1 && q % 2 == 1);
    ensure(smallest == Some(p), Reason::PeriodUnproved { period: p }).at(place)?;
    let points = orbit(ctx, odd)?;
    let root = positive_root(
        ctx.budget,
        &odd_poly(p),
        &odd.poly,
        &odd.interval,
        &odd.decimal,
        1,
    );
    root.at(|| "odd_period.poly".into())?;
    check_error(ctx, odd, &points).at(|| "odd_period.error".into())?;
    let mut checked = Checked::lines(2);
    checked.cite("stefan");
    Ok(checked)
}

fn orbit(ctx: &Context, odd: &OddPeriod) -> Result<Vec<Elem>, Fault> {
    let place = || "odd_period.images".to_string();
    let (expected, found) = (odd.period, odd.points.len());
    ensure(expected == found, Reason::Length { expected, found })
        .at(|| "odd_period.points".into())?;
    ensure(
        odd.images.len() == expected && is_cycle(&odd.images),
        Reason::OddOrbit,
    )
    .at(place)?;
    let mut points: Vec<Elem> = Vec::with_capacity(expected);
    for (i, num) in odd.points.iter().enumerate() {
        let place = || format!("odd_period.points[{i}]");
        let x = ctx.read(num).at(place)?;
        if let Some(before) = points.last() {
            ensure(
                ctx.reals.cmp(before, &x).at(place)? == Ordering::Less,
                Reason::OddOrbit,
            )
            .at(place)?;
        }
        points.push(x);
    }
    for (i, x) in points.iter().enumerate() {
        let place = || format!("odd_period.images[{i}]");
        let value = ctx.eval(x).at(place)?;
        let image = &points[odd.images[i]];
        ensure(value.as_ref() == Some(image), Reason::OddOrbit).at(place)?;
    }
    Ok(points)
}

/// Twice the error is one of the gaps and at most each of them.
fn check_error(ctx: &Context, odd: &OddPeriod, points: &[Elem]) -> Result<(), Reason> {
    let error = ctx.read(&odd.error)?;
    let twice = error.add(&error);
    let mut met = false;
    for w in points.windows(2) {
        let slack = ctx.reals.sign(&w[1].sub(&w[0]).sub(&twice))?;
        ensure(slack >= 0, Reason::HalfGap)?;
        met |= slack == 0;
    }
    ensure(met, Reason::HalfGap)
}
