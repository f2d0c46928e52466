//! Obligation `certify.classification`: alternating points and how many of them few pieces must mislabel.
//!
//! On the `C + 1` points of a chain of `C` crossings the labels `[f^t >= c]`, `c = (x+y)/2`, alternate. The labels of a
//! function with `K` pieces change at most `K` times, so they form at most `K + 1` runs; a run of length `r` has at least
//! `(r-1)/2` errors, so there are at least `(C-K)/2` (Theorem 4).

use super::Checked;
use super::context::Context;
use super::iterate::Iterates;
use super::levels::{Band, increasing};
use super::reason::{At, Fault, Reason, ensure};
use super::sizes::check_cells;
use crate::certificate::{BoundBlock, ClassificationRow, Kind, MapCertificate, Num};
use crate::num::rational::Int;
use num_traits::{Signed, ToPrimitive};

/// Checks every row of every block.
pub fn check(ctx: &Context, map: &MapCertificate) -> Result<Checked, Fault> {
    let iterates = Iterates::new(ctx);
    let mut lines = 0;
    for (b, block) in map.certify.iter().enumerate() {
        let line = format!("certify[{b}].classification");
        increasing(block.classification.iter().map(|r| r.iterate)).at(|| line.clone())?;
        for (i, row) in block.classification.iter().enumerate() {
            lines += check_row(ctx, map, block, row, &iterates, &format!("{line}[{i}]"))?;
        }
    }
    Ok(Checked::lines(lines))
}

fn check_row(
    ctx: &Context,
    map: &MapCertificate,
    block: &BoundBlock,
    row: &ClassificationRow,
    iterates: &Iterates,
    line: &str,
) -> Result<usize, Fault> {
    let band = Band::read(ctx, &row.x, &row.y).at(|| format!("{line}.x"))?;
    band.is_asked(ctx, &block.between)
        .at(|| format!("{line}.x"))?;
    let claim = (&row.crossings, &row.crossing_method);
    band.check_count(ctx, map, row.iterate, claim, line)?;
    let (crossings, pieces) = (&row.crossings.0, &row.pieces.0);
    let possible = !pieces.is_negative() && pieces <= crossings;
    ensure(possible, Reason::Pieces).at(|| format!("{line}.pieces"))?;
    let expected: Int = (crossings - pieces + 1_u32) / 2_u32;
    let found = row.errors.0.clone();
    ensure(expected == found, Reason::Errors { expected, found })
        .at(|| format!("{line}.errors"))?;
    let mut lines = 2 + check_cells(ctx, block, &row.widths, &(pieces + 1_u32), line)?;
    if let Some(sample) = &row.sample {
        let place = || format!("{line}.sample");
        ensure(map.kind == Kind::Map, Reason::Presence { required: false }).at(place)?;
        let expected = (crossings + 1_u32).to_usize().unwrap_or(usize::MAX);
        let found = sample.len();
        ensure(expected == found, Reason::Length { expected, found }).at(place)?;
        check_sample(ctx, &band, row.iterate, sample, iterates, line)?;
        lines += 1;
    }
    Ok(lines)
}

/// The points increase, and `f^t` is alternately at most `x` and at least `y` there.
fn check_sample(
    ctx: &Context,
    band: &Band,
    t: u64,
    sample: &[Num],
    iterates: &Iterates,
    line: &str,
) -> Result<(), Fault> {
    let mut before = None;
    for (i, num) in sample.iter().enumerate() {
        let place = || format!("{line}.sample[{i}]");
        let z = ctx.read(num).at(place)?;
        let value = iterates.value(&z, t).at(place)?;
        let low = ctx.reals.sign(&band.x.sub(&value)).at(place)? >= 0;
        let high = ctx.reals.sign(&value.sub(&band.y)).at(place)? >= 0;
        let mut fits = low || high;
        if let Some((last, was_low)) = &before {
            fits &= *was_low != low && ctx.reals.sign(&z.sub(last)).at(place)? > 0;
        }
        ensure(fits, Reason::Sample).at(place)?;
        before = Some((z, low));
    }
    Ok(())
}
