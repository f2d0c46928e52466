//! Obligation `certify`: levels, crossings, errors, widths, upper widths and fronts of the sup norm bounds.

use super::Checked;
use super::context::Context;
use super::crossings::Crossings;
use super::exact::Elem;
use super::limits::{MAX_ITERATE, at_most};
use super::pieces::pieces;
use super::reason::{At, Fault, Reason, ensure};
use crate::certificate::{
    Between, BoundBlock, CrossingMethod, FrontRow, Kind, MapCertificate, Num, SupRow, UpperWidth,
    WidthCell,
};
use crate::num::rational::Int;
use num_traits::{Signed, Zero};
use std::cmp::Ordering;

/// Checks every block; see `docs/certificate.md`, section on bounds.
pub fn check(ctx: &Context, map: &MapCertificate) -> Result<Checked, Fault> {
    let crossings = Crossings::new(ctx, map).at(|| "certify".into())?;
    let pieces = upper_pieces(ctx, map)?;
    let mut lines = 0;
    for (b, block) in map.certify.iter().enumerate() {
        let bench = Bench {
            ctx,
            map,
            crossings: &crossings,
            pieces: &pieces,
            line: format!("certify[{b}]"),
        };
        lines += bench.block(block)?;
    }
    Ok(Checked::lines(lines))
}

/// `pieces(f,t)` as far as some split needs it.
fn upper_pieces(ctx: &Context, map: &MapCertificate) -> Result<Vec<Int>, Fault> {
    let cells = map
        .certify
        .iter()
        .flat_map(|b| &b.sup)
        .flat_map(|r| &r.widths);
    let largest = cells
        .filter_map(|c| c.upper.as_ref())
        .flat_map(|u| &u.split)
        .max()
        .copied()
        .unwrap_or(0);
    let place = || "certify".to_string();
    ensure(
        largest <= MAX_ITERATE,
        Reason::limit("iterate", MAX_ITERATE, largest),
    )
    .at(place)?;
    if !map.partition.closed {
        return Ok(Vec::new());
    }
    pieces(ctx, largest as usize).at(place)
}

/// What the rows of one block are checked against.
struct Bench<'a> {
    ctx: &'a Context<'a>,
    map: &'a MapCertificate,
    crossings: &'a Crossings<'a>,
    pieces: &'a [Int],
    line: String,
}

impl Bench<'_> {
    fn block(&self, block: &BoundBlock) -> Result<usize, Fault> {
        let line = &self.line;
        if let Between::Tolerance { error } = &block.between {
            let error = self
                .ctx
                .read(error)
                .and_then(|e| self.ctx.reals.sign(&e))
                .at(|| format!("{line}.between"))?;
            ensure(error > 0, Reason::Tolerance).at(|| format!("{line}.between"))?;
        }
        let depths: Vec<u64> = block.depths.iter().map(|d| u64::from(*d)).collect();
        increasing(&depths).at(|| format!("{line}.depths"))?;
        increasing(&block.sup.iter().map(|r| r.iterate).collect::<Vec<_>>())
            .at(|| format!("{line}.sup"))?;
        ensure(!depths.is_empty() && !block.sup.is_empty(), Reason::Depths)
            .at(|| format!("{line}.sup"))?;
        let mut lines = 0;
        for (i, row) in block.sup.iter().enumerate() {
            lines += self.row(block, row, &format!("{line}.sup[{i}]"))?;
        }
        increasing(&block.front.iter().map(|r| r.iterate).collect::<Vec<_>>())
            .at(|| format!("{line}.front"))?;
        for (i, row) in block.front.iter().enumerate() {
            lines += self.front(block, row, &format!("{line}.front[{i}]"))?;
        }
        Ok(lines)
    }
    fn row(&self, block: &BoundBlock, row: &SupRow, line: &str) -> Result<usize, Fault> {
        let (x, y, gap) = self.levels(&row.x, &row.y).at(|| format!("{line}.x"))?;
        let asked = match &block.between {
            Between::Auto {} => Ok(()),
            Between::Levels { x, y } => ensure((x, y) == (&row.x, &row.y), Reason::Levels),
            Between::Tolerance { error } => self.ctx.read(error).and_then(|e| {
                let slack = gap.sub(&e.add(&e));
                ensure(self.ctx.reals.sign(&slack)? >= 0, Reason::Tolerance)
            }),
        };
        asked.at(|| format!("{line}.x"))?;
        let expected = self
            .count(row, &x, &y)
            .at(|| format!("{line}.crossing_method"))?;
        let found = row.crossings.0.clone();
        ensure(expected == found, Reason::Crossings { expected, found })
            .at(|| format!("{line}.crossings"))?;
        self.half(&row.error, &gap).at(|| format!("{line}.error"))?;
        let cells = row
            .widths
            .iter()
            .map(|w| w.depth)
            .eq(block.depths.iter().copied());
        ensure(cells, Reason::Depths).at(|| format!("{line}.widths"))?;
        let mut lines = 2;
        for (i, cell) in row.widths.iter().enumerate() {
            let place = |field: &str| format!("{line}.widths[{i}].{field}");
            width(cell, &row.crossings.0).at(|| place("width"))?;
            lines += 1;
            if let Some(upper) = &cell.upper {
                self.upper(upper, cell.depth, row.iterate)
                    .at(|| place("upper"))?;
                lines += 1;
            }
        }
        Ok(lines)
    }
    /// Reads two levels; they must increase; also their difference.
    fn levels(&self, x: &Num, y: &Num) -> Result<(Elem, Elem, Elem), Reason> {
        let (x, y) = (self.ctx.read(x)?, self.ctx.read(y)?);
        let gap = y.sub(&x);
        ensure(self.ctx.reals.sign(&gap)? > 0, Reason::Levels)?;
        Ok((x, y, gap))
    }
    fn half(&self, error: &Num, gap: &Elem) -> Result<(), Reason> {
        ensure(
            self.ctx.read(error)? == self.ctx.reals.half(gap),
            Reason::HalfGap,
        )
    }
    fn count(&self, row: &SupRow, x: &Elem, y: &Elem) -> Result<Int, Reason> {
        match row.crossing_method {
            CrossingMethod::Summary {} if !self.counted() => Err(Reason::CrossingMethod),
            CrossingMethod::Cover { low, high } => {
                let points = &self.ctx.points;
                ensure(low < high && high < points.len(), Reason::CrossingMethod)?;
                let below = self.ctx.reals.cmp(&points[low], x)? != Ordering::Greater;
                let above = self.ctx.reals.cmp(y, &points[high])? != Ordering::Greater;
                ensure(below && above, Reason::CrossingMethod)?;
                self.crossings.cover(row.iterate, low, high)
            }
            CrossingMethod::Summary {} => self.crossings.exact(row.iterate, x, y),
            CrossingMethod::Paths { interval } => {
                ensure(interval < self.ctx.intervals(), Reason::CrossingMethod)?;
                let ends = (&self.ctx.points[interval], &self.ctx.points[interval + 1]);
                ensure((x, y) == ends, Reason::CrossingMethod)?;
                self.crossings.paths(row.iterate, interval)
            }
        }
    }
    /// Are crossings of the connected values counted? For a polynomial only coverings are.
    fn counted(&self) -> bool {
        self.map.kind != Kind::Polynomial
    }
    /// The split has one part for each layer, decreases, sums to the iterate, and its widest part is the width.
    fn upper(&self, upper: &UpperWidth, depth: u32, iterate: u64) -> Result<(), Reason> {
        ensure(
            self.map.kind == Kind::Map && self.map.partition.closed,
            Reason::Presence { required: false },
        )?;
        let sum = upper.split.iter().try_fold(0_u64, |a, b| a.checked_add(*b));
        let decreasing = upper.split.windows(2).all(|w| w[0] >= w[1]);
        ensure(
            sum == Some(iterate) && decreasing && upper.split.len() == depth as usize,
            Reason::Split,
        )?;
        let widest = upper
            .split
            .iter()
            .filter_map(|t| self.pieces.get(*t as usize))
            .max();
        let (expected, found) = (
            widest.cloned().unwrap_or_else(Int::zero),
            upper.width.0.clone(),
        );
        ensure(expected == found, Reason::UpperWidth { expected, found })
    }
    /// Errors increase strictly, crossings decrease strictly, all counts exact.
    fn front(&self, block: &BoundBlock, row: &FrontRow, line: &str) -> Result<usize, Fault> {
        let place = || line.to_string();
        let belongs = block.between == Between::Auto {};
        let known = block.sup.iter().any(|r| r.iterate == row.iterate);
        ensure(
            belongs && known && self.counted() && !row.levels.is_empty(),
            Reason::Front,
        )
        .at(place)?;
        let mut previous: Option<(Elem, &Int)> = None;
        for (i, level) in row.levels.iter().enumerate() {
            let place = |field: &str| format!("{line}.levels[{i}].{field}");
            let (x, y, gap) = self.levels(&level.x, &level.y).at(|| place("x"))?;
            let expected = self
                .crossings
                .exact(row.iterate, &x, &y)
                .at(|| place("crossings"))?;
            let found = level.crossings.0.clone();
            ensure(expected == found, Reason::Crossings { expected, found })
                .at(|| place("crossings"))?;
            self.half(&level.error, &gap).at(|| place("error"))?;
            if let Some((old_gap, old_count)) = previous {
                let wider =
                    self.ctx.reals.cmp(&old_gap, &gap).at(|| place("error"))? == Ordering::Less;
                ensure(wider && *old_count > level.crossings.0, Reason::Front)
                    .at(|| place("crossings"))?;
            }
            previous = Some((gap, &level.crossings.0));
        }
        Ok(row.levels.len())
    }
}

fn increasing(values: &[u64]) -> Result<(), Reason> {
    at_most("rows", values.len(), MAX_ITERATE as usize)?;
    if let Some(&largest) = values.last() {
        ensure(
            largest <= MAX_ITERATE,
            Reason::limit("depth or iterate", MAX_ITERATE, largest),
        )?;
    }
    ensure(
        values.first() != Some(&0) && values.windows(2).all(|w| w[0] < w[1]),
        Reason::Increasing,
    )
}

/// `C <= (w+1)^k`, and `w = 0` or `w^k < C`.
fn width(cell: &WidthCell, crossings: &Int) -> Result<(), Reason> {
    let (w, k) = (&cell.width.0, cell.depth);
    let fault = || Reason::Width {
        width: w.clone(),
        depth: k,
        crossings: crossings.clone(),
    };
    ensure(!w.is_negative(), fault())?;
    // w >= 2^(bits-1): a width with too many digits for its power to stay below C is refused before the power is taken.
    let too_wide = w.bits().saturating_sub(1).saturating_mul(u64::from(k)) > crossings.bits();
    ensure(!too_wide, fault())?;
    let excluded = w.is_zero() || &w.pow(k) < crossings;
    ensure(excluded && crossings <= &(w + 1_u32).pow(k), fault())
}
