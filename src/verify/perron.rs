//! Growth as a root `r` by exact eigenvectors over `Q[x]/poly`.
//!
//! Soundness: `u > 0`, `u A_S = r u`. With `v >= 0`, `v != 0`, `A_S v = R v` for the radius `R` of `A_S` (Perron,
//! Frobenius), `R u.v = u A_S v = r u.v` and `u.v > 0`, so `R = r`. Another block `T` with `w > 0`, `A_T w <= lo w` has
//! radius at most `lo <= r` (the norm weighted by `w`), with `A_T w = r w` it has radius `r` by the transposed argument,
//! and a single interval without loop has radius 0. The radius of `A` is the largest radius of a block.

use super::context::Context;
use super::exact::{Elem, Reals};
use super::growth::Blocks;
use super::limits::{MAX_FIELD_DEGREE, at_most};
use super::reason::{At, Fault, Reason, ensure};
use super::roots::Root;
use super::sums::Vector;
use crate::certificate::growth::EqualBlock;
use crate::certificate::{Num, RightVector};
use crate::num::rational::Rat;
use num_traits::Signed;
use std::cmp::Ordering;
use std::rc::Rc;

/// The fields of the witness.
pub struct Witness<'a> {
    pub block: usize,
    pub left: &'a [Num],
    pub others: &'a [RightVector],
    pub equals: &'a [EqualBlock],
}

/// Checks that `root` is the radius of block `S` and no other block has a larger one.
pub fn check(
    ctx: &Context,
    mut blocks: Blocks,
    root: Rc<Root>,
    lo: &Rat,
    witness: Witness,
) -> Result<(), Fault> {
    let degree = root.poly().degree().unwrap_or(0);
    at_most(
        "degree of a Perron vector's field",
        degree,
        MAX_FIELD_DEGREE,
    )
    .at(|| "growth.poly".into())?;
    let reals = Reals::at(root);
    let members = blocks
        .take(witness.block)
        .at(|| "growth.witness.block".into())?
        .to_vec();
    check_left(ctx, &reals, &members, witness.left)?;
    for (i, other) in witness.others.iter().enumerate() {
        let members = blocks
            .take(other.block)
            .at(|| format!("growth.witness.others[{i}].block"))?;
        check_right(ctx, members, &other.vector, lo)
            .at(|| format!("growth.witness.others[{i}].vector"))?;
    }
    for (i, other) in witness.equals.iter().enumerate() {
        let members = blocks
            .take(other.block)
            .at(|| format!("growth.witness.equals[{i}].block"))?;
        check_equal(ctx, &reals, members, &other.vector)
            .at(|| format!("growth.witness.equals[{i}].vector"))?;
    }
    cover_rest(ctx, &blocks).at(|| "growth.witness.others".into())
}

/// Blocks that no vector bounds must be single intervals without loop.
pub fn cover_rest(ctx: &Context, blocks: &Blocks) -> Result<(), Reason> {
    for (block, members) in blocks.order.iter().enumerate() {
        let component = &ctx.spectrum().components[ctx.spectrum().component_of[members[0]]];
        ensure(
            blocks.taken[block] || component.is_loop_free(),
            Reason::BlockUncovered { block },
        )?;
    }
    Ok(())
}

fn read_positive(reals: &Reals, members: &[usize], vector: &[Num]) -> Result<Vec<Elem>, Reason> {
    ensure(
        vector.len() == members.len(),
        Reason::Length {
            expected: members.len(),
            found: vector.len(),
        },
    )?;
    let mut out = Vec::with_capacity(vector.len());
    for (entry, num) in vector.iter().enumerate() {
        let value = reals.read(num)?;
        ensure(reals.sign(&value)? > 0, Reason::EntrySign { entry })?;
        out.push(value);
    }
    Ok(out)
}

fn check_left(
    ctx: &Context,
    reals: &Reals,
    members: &[usize],
    vector: &[Num],
) -> Result<(), Fault> {
    let place = || "growth.witness.left".to_string();
    let u = read_positive(reals, members, vector).at(place)?;
    let mut unit = false;
    for (entry, value) in u.iter().enumerate() {
        let slack = reals
            .sign(&Elem::one().sub(value))
            .at(|| format!("growth.witness.left[{entry}]"))?;
        ensure(slack >= 0, Reason::EntrySign { entry })
            .at(|| format!("growth.witness.left[{entry}]"))?;
        unit |= slack == 0;
    }
    ensure(unit, Reason::NoUnitEntry).at(place)?;
    let sums = spread(ctx, members, &u)
        .and_then(|u| u.columns(ctx.budget, ctx.rows))
        .at(place)?;
    let x = reals.generator();
    for (entry, (value, &j)) in u.iter().zip(members).enumerate() {
        let holds = sums.entry(j) == reals.mul(&x, value);
        ensure(holds, Reason::EigenEquation { entry })
            .at(|| format!("growth.witness.left[{entry}]"))?;
    }
    Ok(())
}

fn check_equal(
    ctx: &Context,
    reals: &Reals,
    members: &[usize],
    vector: &[Num],
) -> Result<(), Reason> {
    let w = read_positive(reals, members, vector)?;
    let sums = spread(ctx, members, &w)?.rows(ctx.budget, ctx.rows)?;
    let x = reals.generator();
    for (entry, (value, &i)) in w.iter().zip(members).enumerate() {
        let holds = sums.entry(i) == reals.mul(&x, value);
        ensure(holds, Reason::EigenEquation { entry })?;
    }
    Ok(())
}

/// `w > 0` and `A_T w <= rate w` on the block.
pub fn check_right(
    ctx: &Context,
    members: &[usize],
    vector: &[crate::certificate::Ratio],
    rate: &Rat,
) -> Result<(), Reason> {
    ensure(
        vector.len() == members.len(),
        Reason::Length {
            expected: members.len(),
            found: vector.len(),
        },
    )?;
    for (entry, w) in vector.iter().enumerate() {
        ensure(w.0.is_positive(), Reason::EntrySign { entry })?;
    }
    let w: Vec<Elem> = vector.iter().map(|w| Elem::lowest(&w.0)).collect();
    let w = spread(ctx, members, &w)?;
    let sums = w.rows(ctx.budget, ctx.rows)?;
    for (entry, &i) in members.iter().enumerate() {
        let holds = sums.compare(i, rate, &w) != Ordering::Greater;
        ensure(holds, Reason::VectorInequality { entry })?;
    }
    Ok(())
}

/// The vector over all intervals that is zero outside a block.
fn spread(ctx: &Context, members: &[usize], vector: &[Elem]) -> Result<Vector, Reason> {
    let mut full = vec![Elem::zero(); ctx.intervals()];
    for (&i, value) in members.iter().zip(vector) {
        full[i] = value.clone();
    }
    Vector::new(ctx.budget, &full)
}
