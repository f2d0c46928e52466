//! Obligation `partition`: points in order, images and covering rows recomputed by evaluating the map.

use super::Checked;
use super::context::Context;
use super::exact::Elem;
use super::reason::{At, Fault, Reason, ensure};
use crate::certificate::{Kind, MapCertificate};
use std::cmp::Ordering;

/// Points increase from end to end; each image is the index of `f(p_i)`, null if it is no point; each row is the largest
/// block of intervals inside `f(I_i)`; `closed` says exactly whether all breakpoints are points and no image is null.
pub fn check(ctx: &Context, map: &MapCertificate) -> Result<Checked, Fault> {
    check_order(ctx)?;
    let n = ctx.intervals();
    length("partition.images", n + 1, map.partition.images.len())?;
    length("partition.rows", n, map.partition.rows.len())?;
    if map.kind != Kind::Map {
        let same = ctx.points.len() == ctx.vertices.len()
            && ctx.points.iter().zip(&ctx.vertices).all(|(p, v)| *p == v.0);
        ensure(same, Reason::OrbitPoints).at(|| "partition.points".into())?;
    }
    let mut values = Vec::with_capacity(n + 1);
    for (i, p) in ctx.points.iter().enumerate() {
        let place = || format!("partition.images[{i}]");
        let value = ctx.eval(p).at(place)?.ok_or(Reason::PointOrder).at(place)?;
        let expected = ctx.find_point(&value).at(place)?.ok();
        let found = map.partition.images[i];
        ensure(expected == found, Reason::Image { expected, found }).at(place)?;
        values.push(value);
    }
    for (i, &found) in map.partition.rows.iter().enumerate() {
        let place = || format!("partition.rows[{i}]");
        let expected = row(ctx, i, &values).at(place)?;
        ensure(expected == found, Reason::Row { expected, found }).at(place)?;
    }
    let breakpoints = breakpoints_are_points(ctx).at(|| "partition.closed".into())?;
    let found = breakpoints && map.partition.images.iter().all(Option::is_some);
    ensure(map.partition.closed == found, Reason::Closed { found })
        .at(|| "partition.closed".into())?;
    Ok(Checked::lines(2 * n + 3))
}

fn length(line: &str, expected: usize, found: usize) -> Result<(), Fault> {
    ensure(expected == found, Reason::Length { expected, found }).at(|| line.to_string())
}

fn check_order(ctx: &Context) -> Result<(), Fault> {
    let ends = |p: &[Elem]| {
        let (a, b) = (&ctx.vertices[0].0, &ctx.vertices[ctx.vertices.len() - 1].0);
        p.len() >= 2 && &p[0] == a && &p[p.len() - 1] == b
    };
    ensure(ends(&ctx.points), Reason::PointOrder).at(|| "partition.points".into())?;
    for (i, w) in ctx.points.windows(2).enumerate() {
        let place = || format!("partition.points[{}]", i + 1);
        let less = ctx.reals.cmp(&w[0], &w[1]).at(place)? == Ordering::Less;
        ensure(less, Reason::PointOrder).at(place)?;
    }
    Ok(())
}

/// `lo = min { j : p_j >= min f(I_i) }`, `hi = max { j : p_j <= max f(I_i) }`; `(0, 0)` if `lo >= hi`.
fn row(ctx: &Context, i: usize, values: &[Elem]) -> Result<(usize, usize), Reason> {
    let (mut least, mut most) = (&values[i], &values[i]);
    let first = ctx
        .find_vertex(&ctx.points[i])?
        .map_or_else(|at| at, |at| at + 1);
    let end = ctx.find_vertex(&ctx.points[i + 1])?.unwrap_or_else(|at| at);
    let inside = ctx.vertices[first..end.max(first)].iter().map(|v| &v.1);
    for y in inside.chain([&values[i + 1]]) {
        if ctx.reals.cmp(y, least)? == Ordering::Less {
            least = y;
        }
        if ctx.reals.cmp(y, most)? == Ordering::Greater {
            most = y;
        }
    }
    let lo = ctx.find_point(least)?.unwrap_or_else(|at| at);
    // `Err(at)` means p_(at-1) < most < p_at; at >= 1 because p_0 is the left end of the domain.
    let hi = ctx
        .find_point(most)?
        .unwrap_or_else(|at| at.saturating_sub(1));
    Ok(if lo < hi { (lo, hi) } else { (0, 0) })
}

fn breakpoints_are_points(ctx: &Context) -> Result<bool, Reason> {
    for w in ctx.vertices.windows(3) {
        let (left, right) = (slope_parts(&w[0], &w[1]), slope_parts(&w[1], &w[2]));
        let straight = ctx.reals.equal(
            &ctx.reals.mul(&left.1, &right.0),
            &ctx.reals.mul(&right.1, &left.0),
        )?;
        if !straight && ctx.find_point(&w[1].0)?.is_err() {
            return Ok(false);
        }
    }
    Ok(true)
}

fn slope_parts(a: &(Elem, Elem), b: &(Elem, Elem)) -> (Elem, Elem) {
    (b.0.sub(&a.0), b.1.sub(&a.1))
}
