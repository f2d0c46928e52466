//! The least sizes of networks that a number of pieces or crossings does not exclude, each the least with its property.

use super::context::Context;
use super::reason::{At, Fault, Reason, ensure};
use crate::certificate::{BoundBlock, PieceCell};
use crate::num::rational::Int;
use num_traits::{One, Signed, ToPrimitive, Zero};

/// One cell for each depth of the block, each with the least width for which `(w+1)^k >= count`.
pub fn check_cells(
    ctx: &Context,
    block: &BoundBlock,
    cells: &[PieceCell],
    count: &Int,
    line: &str,
) -> Result<usize, Fault> {
    check_depths(block, cells.iter().map(|c| c.depth)).at(|| format!("{line}.widths"))?;
    for (i, cell) in cells.iter().enumerate() {
        check_width(ctx, &cell.width.0, cell.depth, count)
            .at(|| format!("{line}.widths[{i}].width"))?;
    }
    Ok(cells.len())
}

/// The depths are those of the block, in its order.
pub fn check_depths(block: &BoundBlock, cells: impl Iterator<Item = u32>) -> Result<(), Reason> {
    ensure(cells.eq(block.depths.iter().copied()), Reason::Depths)
}

/// `C <= (w+1)^k`, and `w = 0` or `w^k < C`.
pub fn check_width(ctx: &Context, w: &Int, k: u32, crossings: &Int) -> Result<(), Reason> {
    let fault = || Reason::Width {
        width: w.clone(),
        depth: k,
        crossings: crossings.clone(),
    };
    ensure(!w.is_negative(), fault())?;
    ensure(power_is_near(ctx, w, k, crossings)?, fault())?;
    let excluded = w.is_zero() || &w.pow(k) < crossings;
    ensure(excluded && crossings <= &(w + 1_u32).pow(k), fault())
}

/// Can `w^k` stay below `C`? Since `w >= 2^(bits-1)`, a number with too many digits is told before its power is taken.
fn power_is_near(ctx: &Context, w: &Int, k: u32, crossings: &Int) -> Result<bool, Reason> {
    let words = crossings.bits() / 64 + u64::from(k) / 32 + 1;
    ctx.budget.spend(4 * words.saturating_pow(2))?;
    Ok(w.bits().saturating_sub(1).saturating_mul(u64::from(k)) <= crossings.bits())
}

/// The least `N` with `2^N >= C`.
pub fn check_neurons(neurons: &Int, crossings: &Int) -> Result<(), Reason> {
    let expected = if crossings <= &Int::one() {
        Int::zero()
    } else {
        Int::from((crossings - 1_u32).bits())
    };
    let found = neurons.clone();
    ensure(expected == found, Reason::Neurons { expected, found })
}

/// The least `N` such that `N` neurons in `k >= 1` layers can have `C` pieces.
pub fn check_neurons_at_depth(
    ctx: &Context,
    neurons: &Int,
    k: u32,
    crossings: &Int,
) -> Result<(), Reason> {
    let enough = |n: &Int| &most_pieces(n, k) >= crossings;
    let near = !neurons.is_negative() && power_is_near(ctx, &(neurons / k), k, crossings)?;
    is_least(neurons, near, enough, k, crossings)
}

/// The least `w` such that `k` layers of width `w` without skip connections can cross `C` times (Theorem 11).
pub fn check_narrow(ctx: &Context, width: &Int, k: u32, crossings: &Int) -> Result<(), Reason> {
    let near = width < &Int::from(3) || power_is_near(ctx, width, k, crossings)?;
    is_least(width, near, |w| follows(w, k, crossings), k, crossings)
}

/// The size has the property, and one less has not; `near` tells numbers with too many digits beforehand.
pub fn is_least(
    size: &Int,
    near: bool,
    enough: impl Fn(&Int) -> bool,
    depth: u32,
    crossings: &Int,
) -> Result<(), Reason> {
    let least =
        near && !size.is_negative() && enough(size) && (size.is_zero() || !enough(&(size - 1_u32)));
    let (found, crossings) = (size.clone(), crossings.clone());
    ensure(
        least,
        Reason::Size {
            found,
            depth,
            crossings,
        },
    )
}

/// `(q+1)^(k-r) (q+2)^r` for `N = qk + r`, `0 <= r < k`: the most pieces of a network with `N` neurons in `k` layers.
fn most_pieces(neurons: &Int, depth: u32) -> Int {
    let (q, r) = (neurons / depth, neurons % depth);
    let r = r.to_u32().unwrap_or(0);
    (&q + 1_u32).pow(depth - r) * (q + 2_u32).pow(r)
}

/// Can `depth` layers of this width without skip connections cross two levels so often? (Theorem 11; the sign changes
/// that a layer allows never decrease with the depth, so that the recursion stops when they are enough.)
fn follows(width: &Int, depth: u32, crossings: &Int) -> bool {
    if crossings.is_zero() {
        return true;
    }
    match width.to_u32() {
        Some(0) => false,
        Some(1) => crossings.is_one(),
        Some(2) => {
            let (mut pieces, mut changes) = (Int::one(), Int::one());
            for _ in 0..depth {
                let next: Int = &pieces + &changes * 2;
                changes = next.clone().min(pieces * 2);
                pieces = next;
                if &changes >= crossings {
                    return true;
                }
            }
            false
        }
        _ => &(width + 1_u32).pow(depth) >= crossings,
    }
}
