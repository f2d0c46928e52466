//! Obligation `certify`: the form of the blocks, and levels, crossings, errors, sizes, upper widths and fronts of the
//! sup norm bounds.

use super::Checked;
use super::context::Context;
use super::exact::Elem;
use super::layers;
use super::levels::{Band, increasing};
use super::limits::MAX_ITERATE;
use super::pieces::pieces;
use super::reason::{At, Fault, Reason, ensure};
use super::sizes::{
    check_depths, check_narrow, check_neurons, check_neurons_at_depth, check_width,
};
use crate::certificate::{
    Between, BoundBlock, CrossingMethod, FrontRow, Kind, MapCertificate, Norm, Num, SupRow,
    UpperWidth,
};
use crate::num::rational::Int;
use num_traits::Zero;
use std::cmp::Ordering;

/// Checks every block; see `docs/certificate.md`, section on bounds.
pub fn check(ctx: &Context, map: &MapCertificate) -> Result<Checked, Fault> {
    ctx.crossings(map).at(|| "certify".into())?;
    let pieces = upper_pieces(ctx, map)?;
    let mut lines = 0;
    for (b, block) in map.certify.iter().enumerate() {
        let bench = Bench {
            ctx,
            map,
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
        increasing(block.depths.iter().map(|d| u64::from(*d))).at(|| format!("{line}.depths"))?;
        ensure(!block.depths.is_empty(), Reason::Depths).at(|| format!("{line}.depths"))?;
        norms(block).at(|| format!("{line}.norms"))?;
        increasing(block.sup.iter().map(|r| r.iterate)).at(|| format!("{line}.sup"))?;
        let mut lines = 0;
        for (i, row) in block.sup.iter().enumerate() {
            lines += self.row(block, row, &format!("{line}.sup[{i}]"))?;
        }
        increasing(block.front.iter().map(|r| r.iterate)).at(|| format!("{line}.front"))?;
        for (i, row) in block.front.iter().enumerate() {
            lines += self.front(block, row, &format!("{line}.front[{i}]"))?;
        }
        Ok(lines)
    }
    fn row(&self, block: &BoundBlock, row: &SupRow, line: &str) -> Result<usize, Fault> {
        let ctx = self.ctx;
        let band = Band::read(ctx, &row.x, &row.y).at(|| format!("{line}.x"))?;
        band.is_asked(ctx, &block.between)
            .at(|| format!("{line}.x"))?;
        let claim = (&row.crossings, &row.crossing_method);
        band.check_count(ctx, self.map, row.iterate, claim, line)?;
        let crossings = &row.crossings.0;
        self.half(&row.error, &band)
            .at(|| format!("{line}.error"))?;
        check_neurons(&row.neurons.0, crossings).at(|| format!("{line}.neurons"))?;
        check_depths(block, row.widths.iter().map(|w| w.depth)).at(|| format!("{line}.widths"))?;
        let mut lines = 3;
        for (i, cell) in row.widths.iter().enumerate() {
            let place = |field: &str| format!("{line}.widths[{i}].{field}");
            let k = cell.depth;
            check_width(ctx, &cell.width.0, k, crossings).at(|| place("width"))?;
            check_neurons_at_depth(ctx, &cell.neurons.0, k, crossings).at(|| place("neurons"))?;
            check_narrow(ctx, &cell.narrow.0, k, crossings).at(|| place("narrow"))?;
            lines += 3;
            if let Some(upper) = &cell.upper {
                self.upper(upper, k, row.iterate).at(|| place("upper"))?;
                lines += 1;
            }
        }
        Ok(lines)
    }
    fn half(&self, error: &Num, band: &Band) -> Result<(), Reason> {
        ensure(
            self.ctx.read(error)? == self.ctx.reals.half(&band.gap),
            Reason::HalfGap,
        )
    }
    /// The split has one part for each layer, decreases, sums to the iterate, and its widest part is the width; 0 if a part is
    /// a constant function.
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
        let rows = self.map.layers.as_deref().unwrap_or_default();
        let parts = upper.split.iter().copied();
        let widths: Vec<Int> = parts
            .filter_map(|t| Some(layers::width(rows, t, self.pieces.get(t as usize)?)))
            .collect();
        let constant = widths.iter().any(Zero::is_zero);
        let widest = widths.into_iter().max().filter(|_| !constant);
        let (expected, found) = (widest.unwrap_or_else(Int::zero), upper.width.0.clone());
        ensure(expected == found, Reason::UpperWidth { expected, found })
    }
    /// Errors increase strictly, crossings decrease strictly, all counts exact.
    fn front(&self, block: &BoundBlock, row: &FrontRow, line: &str) -> Result<usize, Fault> {
        let place = || line.to_string();
        let belongs = block.between == Between::Auto {};
        let known = block.sup.iter().any(|r| r.iterate == row.iterate);
        ensure(
            belongs && known && self.map.kind != Kind::Polynomial && !row.levels.is_empty(),
            Reason::Front,
        )
        .at(place)?;
        let mut previous: Option<(Elem, &Int)> = None;
        for (i, level) in row.levels.iter().enumerate() {
            let place = |field: &str| format!("{line}.levels[{i}].{field}");
            let band = Band::read(self.ctx, &level.x, &level.y).at(|| place("x"))?;
            let claim = (&level.crossings, &CrossingMethod::Summary {});
            let here = format!("{line}.levels[{i}]");
            band.check_count(self.ctx, self.map, row.iterate, claim, &here)?;
            self.half(&level.error, &band).at(|| place("error"))?;
            if let Some((old_gap, old_count)) = previous {
                let wider = self
                    .ctx
                    .reals
                    .cmp(&old_gap, &band.gap)
                    .at(|| place("error"))?
                    == Ordering::Less;
                ensure(wider && *old_count > level.crossings.0, Reason::Front)
                    .at(|| place("crossings"))?;
            }
            previous = Some((band.gap, &level.crossings.0));
        }
        Ok(row.levels.len())
    }
}

/// Distinct norms in order; rows exactly for those. (A block without norms states nothing.)
fn norms(block: &BoundBlock) -> Result<(), Reason> {
    let ordered = block.norms.windows(2).all(|w| w[0] < w[1]);
    ensure(ordered, Reason::Norms)?;
    for (norm, rows) in [
        (Norm::Sup, block.sup.len()),
        (Norm::L1, block.l1.len()),
        (Norm::Classification, block.classification.len()),
    ] {
        let required = block.norms.contains(&norm);
        ensure(required == (rows > 0), Reason::Presence { required })?;
    }
    Ok(())
}
