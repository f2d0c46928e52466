//! Growth 1: every block is an interval without loop or a single cycle, so every radius is 0 or 1.

use super::context::Context;
use super::reason::{At, Fault, Reason, ensure};
use super::roots::Root;
use crate::num::polynomial::IntPoly;
use crate::num::rational::rat_int;
use std::cmp::Ordering;

/// `poly` is `x - 1` and every interval covers at most one interval of its own block.
pub fn check(ctx: &Context, order: &[Vec<usize>], root: &Root) -> Result<(), Fault> {
    let one = root.poly() == &IntPoly::from_i64(&[-1, 1])
        && root.cmp_rational(&rat_int(1)) == Ordering::Equal;
    ensure(one, Reason::PolynomialForm).at(|| "growth.poly".into())?;
    for (block, members) in order.iter().enumerate() {
        let component = &ctx.spectrum().components[ctx.spectrum().component_of[members[0]]];
        let thin = component.is_loop_free() || component.is_single_loop();
        ensure(thin, Reason::BlockUncovered { block }).at(|| format!("growth.order[{block}]"))?;
    }
    Ok(())
}
