//! Pairs of levels: in order, those that were asked for, and crossed as often as claimed.

use super::context::Context;
use super::exact::Elem;
use super::limits::{MAX_ITERATE, at_most};
use super::reason::{At, Fault, Reason, ensure};
use crate::certificate::{Between, CrossingMethod, Integer, Kind, MapCertificate, Num};
use crate::num::rational::Int;
use std::cmp::Ordering;

/// Two levels `x < y`.
pub struct Band {
    pub x: Elem,
    pub y: Elem,
    /// `y - x > 0`.
    pub gap: Elem,
}

impl Band {
    /// Reads two levels; they must increase.
    pub fn read(ctx: &Context, x: &Num, y: &Num) -> Result<Band, Reason> {
        let (x, y) = (ctx.read(x)?, ctx.read(y)?);
        let gap = y.sub(&x);
        ensure(ctx.reals.sign(&gap)? > 0, Reason::Levels)?;
        Ok(Band { x, y, gap })
    }
    /// Exactly the levels of `levels`, at least twice the error of `tolerance` apart, any for `auto`.
    pub fn is_asked(&self, ctx: &Context, between: &Between) -> Result<(), Reason> {
        match between {
            Between::Auto {} => Ok(()),
            Between::Levels { x, y } => ensure(
                self.x == ctx.read(x)? && self.y == ctx.read(y)?,
                Reason::Levels,
            ),
            Between::Tolerance { error } => {
                let error = ctx.read(error)?;
                let slack = self.gap.sub(&error.add(&error));
                ensure(ctx.reals.sign(&slack)? >= 0, Reason::Tolerance)
            }
        }
    }
    /// Compares a claimed number of crossings of these levels by `f^t` with the recomputed one.
    pub fn check_count(
        &self,
        ctx: &Context,
        map: &MapCertificate,
        t: u64,
        (claimed, method): (&Integer, &CrossingMethod),
        line: &str,
    ) -> Result<(), Fault> {
        let expected = self
            .count(ctx, map, t, method)
            .at(|| format!("{line}.crossing_method"))?;
        let found = claimed.0.clone();
        ensure(expected == found, Reason::Crossings { expected, found })
            .at(|| format!("{line}.crossings"))
    }
    fn count(
        &self,
        ctx: &Context,
        map: &MapCertificate,
        t: u64,
        method: &CrossingMethod,
    ) -> Result<Int, Reason> {
        match *method {
            // For a polynomial only coverings are counted, not the crossings of the connected values.
            CrossingMethod::Summary {} if map.kind == Kind::Polynomial => {
                Err(Reason::CrossingMethod)
            }
            CrossingMethod::Cover { low, high } => {
                ensure(
                    low < high && high < ctx.points.len(),
                    Reason::CrossingMethod,
                )?;
                let below = ctx.reals.cmp(&ctx.points[low], &self.x)? != Ordering::Greater;
                let above = ctx.reals.cmp(&self.y, &ctx.points[high])? != Ordering::Greater;
                ensure(below && above, Reason::CrossingMethod)?;
                ctx.crossings(map)?.cover(ctx, t, low, high)
            }
            CrossingMethod::Summary {} => ctx.crossings(map)?.exact(ctx, t, &self.x, &self.y),
            CrossingMethod::Paths { interval } => {
                ensure(interval < ctx.intervals(), Reason::CrossingMethod)?;
                let ends = (&ctx.points[interval], &ctx.points[interval + 1]);
                ensure((&self.x, &self.y) == ends, Reason::CrossingMethod)?;
                ctx.crossings(map)?.paths(ctx, t, interval)
            }
        }
    }
}

/// Positive, strictly increasing, within the limits.
pub fn increasing(values: impl IntoIterator<Item = u64>) -> Result<(), Reason> {
    let values: Vec<u64> = values.into_iter().collect();
    ensure(values.windows(2).all(|w| w[0] < w[1]), Reason::Increasing)?;
    not_decreasing(values)
}

/// Positive, weakly increasing, within the limits.
pub fn not_decreasing(values: impl IntoIterator<Item = u64>) -> Result<(), Reason> {
    let values: Vec<u64> = values.into_iter().collect();
    at_most("rows", values.len(), 4 * MAX_ITERATE as usize)?;
    if let Some(&largest) = values.last() {
        ensure(
            largest <= MAX_ITERATE,
            Reason::limit("depth or iterate", MAX_ITERATE, largest),
        )?;
    }
    ensure(
        values.first() != Some(&0) && values.windows(2).all(|w| w[0] <= w[1]),
        Reason::Increasing,
    )
}
