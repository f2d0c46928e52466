//! Obligation `certify.l1`: the area between an iterate and every function with few pieces, as a sum over bands.
//!
//! For `v` in a band crossed `C` times, all but `K` of the crossings contain points where `v` lies between `f^t` and `g`.
//! Their length is at least `min(v-x, y-v)/L^t` (Theorem 5), or `l min(v-x, y-v)/(y-x)` on an interval of length `l` that
//! `f^t` maps affinely onto the band (Theorem 6''). Integrating over `v` gives `(y-x)^2/(4 L^t)`, or `l (y-x)/4`.

use super::Checked;
use super::context::Context;
use super::exact::Elem;
use super::lengths::Lengths;
use super::levels::{Band, not_decreasing};
use super::reason::{At, Fault, Reason, ensure};
use super::sizes::check_cells;
use crate::certificate::{
    AreaBound, AreaRow, Between, BoundBlock, CrossedBand, Kind, LengthBand, MapCertificate,
};
use crate::num::rational::{Int, Rat};
use num_traits::Signed;

/// Checks every row of every block.
pub fn check(ctx: &Context, map: &MapCertificate) -> Result<Checked, Fault> {
    let mut lines = 0;
    for (b, block) in map.certify.iter().enumerate() {
        let line = format!("certify[{b}].l1");
        not_decreasing(block.l1.iter().map(|r| r.iterate)).at(|| line.clone())?;
        let method = |row: &AreaRow| matches!(row.bound, AreaBound::Lengths { .. });
        let once = |w: &[AreaRow]| w[0].iterate < w[1].iterate || !method(&w[0]) && method(&w[1]);
        ensure(block.l1.windows(2).all(once), Reason::Increasing).at(|| line.clone())?;
        let mut rows = Rows {
            ctx,
            map,
            block,
            lengths: None,
        };
        for (i, row) in block.l1.iter().enumerate() {
            lines += rows.check(row, &format!("{line}[{i}]"))?;
        }
    }
    Ok(Checked::lines(lines))
}

struct Rows<'a> {
    ctx: &'a Context<'a>,
    map: &'a MapCertificate,
    block: &'a BoundBlock,
    lengths: Option<Lengths<'a>>,
}

impl<'a> Rows<'a> {
    fn check(&mut self, row: &AreaRow, line: &str) -> Result<usize, Fault> {
        let pieces = &row.pieces.0;
        ensure(!pieces.is_negative(), Reason::Pieces).at(|| format!("{line}.pieces"))?;
        let error = self.ctx.read(&row.error).at(|| format!("{line}.error"))?;
        match &row.bound {
            AreaBound::Lipschitz { bands } => {
                let sum = self.crossed(bands, row.iterate, pieces, line)?;
                self.lipschitz(&error, &sum, row.iterate)
            }
            AreaBound::Lengths { bands } => {
                let sum = self.affine(bands, row.iterate, pieces, line)?;
                same(quadruple(&error) == sum)
            }
        }
        .at(|| format!("{line}.error"))?;
        let cells = check_cells(self.ctx, self.block, &row.widths, &(pieces + 1_u32), line)?;
        Ok(1 + cells)
    }
    /// `sum_j max(0, C_j - K) (y_j - x_j)^2` over bands in order.
    fn crossed(
        &self,
        bands: &[CrossedBand],
        t: u64,
        pieces: &Int,
        line: &str,
    ) -> Result<Elem, Fault> {
        let (ctx, reals) = (self.ctx, &self.ctx.reals);
        let place = || format!("{line}.bound.bands");
        ensure(!bands.is_empty(), Reason::Bands).at(place)?;
        let asked = matches!(self.block.between, Between::Levels { .. });
        ensure(!asked || bands.len() == 1, Reason::Bands).at(place)?;
        let mut sum = Elem::zero();
        let mut last: Option<Elem> = None;
        for (j, claim) in bands.iter().enumerate() {
            let here = format!("{line}.bound.bands[{j}]");
            let band = Band::read(ctx, &claim.x, &claim.y).at(|| here.clone())?;
            if asked {
                band.is_asked(ctx, &self.block.between)
                    .at(|| here.clone())?;
            }
            if let Some(last) = &last {
                let apart = reals.sign(&band.x.sub(last)).at(|| here.clone())? >= 0;
                ensure(apart, Reason::Bands).at(|| here.clone())?;
            }
            let count = (&claim.crossings, &claim.crossing_method);
            band.check_count(ctx, self.map, t, count, &here)?;
            let more = &claim.crossings.0 - pieces;
            if more.is_positive() {
                let square = reals.mul(&band.gap, &band.gap);
                let times = Elem::rational(&Rat::from_integer(more));
                sum = sum.add(&reals.mul(&square, &times));
            }
            last = Some(band.y);
        }
        Ok(sum)
    }
    /// `4 L^t error = sum`; no error is claimed for a constant map.
    fn lipschitz(&self, error: &Elem, sum: &Elem, t: u64) -> Result<(), Reason> {
        let missing = Reason::Lipschitz { missing: true };
        let constant = self.ctx.read(self.map.lipschitz.as_ref().ok_or(missing)?)?;
        if constant.is_zero() {
            return same(error.is_zero() && sum.is_zero());
        }
        // The constant is positive: it bounds the modulus of a slope (obligation `lipschitz`).
        let power = self.ctx.power(&constant, t)?;
        same(self.ctx.reals.mul(&quadruple(error), &power) == *sum)
    }
    /// `sum_j |I_j| max(0, total_j - root_j)` over bands in order.
    fn affine(
        &mut self,
        bands: &[LengthBand],
        t: u64,
        pieces: &Int,
        line: &str,
    ) -> Result<Elem, Fault> {
        let (ctx, reals) = (self.ctx, &self.ctx.reals);
        let place = || format!("{line}.bound.bands");
        let known = self.map.kind == Kind::Map && self.map.partition.closed;
        ensure(known, Reason::CrossingMethod).at(|| format!("{line}.bound.method"))?;
        let increasing = bands.windows(2).all(|w| w[0].interval < w[1].interval);
        let inside = bands.last().is_some_and(|b| b.interval < ctx.intervals());
        ensure(increasing && inside, Reason::Bands).at(place)?;
        if let Between::Levels { x, y } = &self.block.between {
            let j = bands[0].interval;
            let ends = (&ctx.points[j], &ctx.points[j + 1]);
            let levels = (ctx.read(x).at(place)?, ctx.read(y).at(place)?);
            let asked = bands.len() == 1 && (&levels.0, &levels.1) == ends;
            ensure(asked, Reason::Bands).at(place)?;
        }
        if self.lengths.is_none() {
            self.lengths = Some(Lengths::new(ctx).at(place)?);
        }
        let lengths = self.lengths.as_mut().expect("set above");
        lengths.advance(t).at(place)?;
        let mut sum = Elem::zero();
        for (i, band) in bands.iter().enumerate() {
            let here = |key: &str| format!("{line}.bound.bands[{i}].{key}");
            let j = band.interval;
            let total = ctx.read(&band.total).at(|| here("total"))?;
            ensure(total == lengths.total(j), Reason::BandLengths).at(|| here("total"))?;
            let squares = ctx.read(&band.squares).at(|| here("squares"))?;
            ensure(squares == lengths.squares(j), Reason::BandLengths).at(|| here("squares"))?;
            let root = &band.root.0;
            let longest = reals.mul(
                &squares,
                &Elem::rational(&Rat::from_integer(pieces.clone())),
            );
            let slack = Elem::rational(&(root * root)).sub(&longest);
            let enough = !root.is_negative() && reals.sign(&slack).at(|| here("root"))? >= 0;
            ensure(enough, Reason::BandRoot).at(|| here("root"))?;
            let rest = total.sub(&Elem::rational(root));
            sum = sum.add(&part(ctx, lengths.length(j), &rest).at(|| here("total"))?);
        }
        Ok(sum)
    }
}

/// `length max(0, rest)`.
pub fn part(ctx: &Context, length: &Elem, rest: &Elem) -> Result<Elem, Reason> {
    Ok(if ctx.reals.sign(rest)? > 0 {
        ctx.reals.mul(length, rest)
    } else {
        Elem::zero()
    })
}

/// `4 a`.
pub fn quadruple(a: &Elem) -> Elem {
    let twice = a.add(a);
    twice.add(&twice)
}

/// The claimed area is the one that the bands give.
pub fn same(holds: bool) -> Result<(), Reason> {
    ensure(holds, Reason::Area)
}
