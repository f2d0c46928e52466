//! Obligation `certify.units`: sizes of networks of other units, and total parameters.
//!
//! Where the layers below are affine, a unit has at most `q` breakpoints, so that `k` layers of widths `w_i` have at most
//! `prod (q w_i + 1)` pieces; `docs/certificate.md`, section on bounds, has the counts that follow.

use super::Checked;
use super::context::Context;
use super::reason::{At, Fault, Reason, ensure};
use super::sizes::{check_depths, is_least};
use crate::certificate::{BoundBlock, MapCertificate, Unit, UnitCell, UnitRow};
use crate::num::rational::Int;
use num_traits::{One, Signed, ToPrimitive, Zero};

/// The largest number of affine functions or pieces of one unit.
const MAX_FORMS: u32 = 1_000;

/// Checks every table of every block.
pub fn check(ctx: &Context, map: &MapCertificate) -> Result<Checked, Fault> {
    let mut lines = 0;
    for (b, block) in map.certify.iter().enumerate() {
        let tables = &block.units;
        let line = format!("certify[{b}].units");
        let allowed = tables.is_empty() || !block.sup.is_empty();
        ensure(allowed, Reason::Presence { required: false }).at(|| line.clone())?;
        for (i, table) in tables.iter().enumerate() {
            let line = format!("{line}[{i}]");
            let fresh = tables[..i].iter().all(|t| t.unit != table.unit);
            ensure(fresh, Reason::Unit).at(|| format!("{line}.unit"))?;
            let (q, forms) = shape(table.unit).at(|| format!("{line}.unit"))?;
            ensure(table.breakpoints == q, Reason::Unit).at(|| format!("{line}.breakpoints"))?;
            let iterates = table.rows.iter().map(|r| r.iterate);
            let same = iterates.eq(block.sup.iter().map(|r| r.iterate));
            ensure(same, Reason::Unit).at(|| format!("{line}.rows"))?;
            for (j, row) in table.rows.iter().enumerate() {
                lines += check_row(ctx, block, row, (q, forms), &format!("{line}.rows[{j}]"))?;
            }
        }
    }
    Ok(Checked::lines(lines))
}

/// The most breakpoints of one unit, and the number of its affine functions.
fn shape(unit: Unit) -> Result<(u32, u32), Reason> {
    let (q, forms) = match unit {
        Unit::Relu {} | Unit::LeakyRelu {} => (1, 1),
        Unit::HardTanh {} => (2, 1),
        Unit::Maxout { rank } => (rank.saturating_sub(1), rank),
        Unit::Activation { pieces } => (pieces.saturating_sub(1), 1),
    };
    ensure((1..MAX_FORMS).contains(&q), Reason::Unit)?;
    Ok((q, forms))
}

fn check_row(
    ctx: &Context,
    block: &BoundBlock,
    row: &UnitRow,
    (q, forms): (u32, u32),
    line: &str,
) -> Result<usize, Fault> {
    let pieces = &row.pieces.0;
    ensure(*pieces == needed(block, row.iterate), Reason::Pieces)
        .at(|| format!("{line}.pieces"))?;
    let place = || format!("{line}.neurons");
    let neurons = &row.neurons.0;
    let near = !neurons.is_negative() && *neurons <= Int::from(pieces.bits());
    let most = |n: &Int| n.to_u32().map(|n| Int::from(q + 1).pow(n));
    let enough = |n: &Int| most(n).is_some_and(|most| &most >= pieces);
    let words = pieces.bits() / 32 * u64::from(32 - q.leading_zeros()) + 1;
    ctx.budget.spend(4 * words.saturating_pow(2)).at(place)?;
    is_least(neurons, near, enough, 0, pieces).at(place)?;
    check_depths(block, row.widths.iter().map(|c| c.depth)).at(|| format!("{line}.widths"))?;
    for (i, cell) in row.widths.iter().enumerate() {
        check_cell(
            ctx,
            cell,
            (q, forms),
            pieces,
            &format!("{line}.widths[{i}]"),
        )?;
    }
    Ok(2 + 3 * row.widths.len())
}

/// The crossings of the row of `sup`, or one more than the triples of the row of `three_points` if these are more.
fn needed(block: &BoundBlock, iterate: u64) -> Int {
    let crossings = block.sup.iter().filter(|r| r.iterate == iterate);
    let crossings = crossings.map(|r| r.crossings.0.clone()).max();
    let triples = block.three_points.iter().filter(|r| r.iterate == iterate);
    let triples = triples.map(|r| Int::from(r.triples.len() + 1)).max();
    crossings.max(triples).unwrap_or_else(Int::zero)
}

fn check_cell(
    ctx: &Context,
    cell: &UnitCell,
    (q, forms): (u32, u32),
    pieces: &Int,
    line: &str,
) -> Result<(), Fault> {
    let k = cell.depth;
    let words = (pieces.bits() + 64 * u64::from(k)) / 32 + 2;
    ctx.budget
        .spend(40 * words.saturating_pow(2))
        .at(|| line.to_string())?;
    // Numbers with more digits than that cannot be the least: (q w + 1)^k is at least w^k, and so on.
    let near = |size: &Int| size.bits() <= pieces.bits() + 64;
    let width = |w: &Int| &(w * q + 1u32).pow(k) >= pieces;
    let place = || format!("{line}.width");
    let w = &cell.width.0;
    let small = w.bits().saturating_sub(1).saturating_mul(u64::from(k)) <= pieces.bits();
    is_least(w, small, width, k, pieces).at(place)?;
    let neurons = |n: &Int| {
        let (even, rest) = (n / k, (n % k).to_u32().unwrap_or(0));
        let high = ((&even + 1u32) * q + 1u32).pow(rest);
        &((even * q + 1u32).pow(k - rest) * high) >= pieces
    };
    let n = &cell.neurons.0;
    let share = (n / k).bits().saturating_sub(1);
    let small = near(n) && share.saturating_mul(u64::from(k)) <= pieces.bits();
    is_least(n, small, neurons, k, pieces).at(|| format!("{line}.neurons"))?;
    parameters(&cell.parameters.0, (q, forms), pieces, k).at(|| format!("{line}.parameters"))
}

/// The least `P` with `P^(k+1) d^k >= (k+1)^(k+1) 2 (2r)^k n^2` and `P >= 2rk + 2`; 1 for `n <= 1`.
fn parameters(found: &Int, (q, forms): (u32, u32), n: &Int, k: u32) -> Result<(), Reason> {
    let one_unit_each = Int::from(forms) * 2u32 * k + 2u32;
    let d = Int::from(q + 1).pow(2).max(Int::from(q).pow(2) * 2u32);
    let layers = Int::from(k) + 1u32;
    let product = layers.pow(k + 1) * Int::from(2 * forms).pow(k) * n.pow(2) * 2u32;
    let d = d.pow(k);
    let enough = |p: &Int| match n <= &Int::one() {
        true => p >= &Int::one(),
        false => p >= &one_unit_each && p.pow(k + 1) * &d >= product,
    };
    let near = found
        .bits()
        .saturating_sub(2)
        .saturating_mul(u64::from(k) + 1)
        <= product.bits()
        || found <= &one_unit_each;
    is_least(found, near, enough, k, n)
}
