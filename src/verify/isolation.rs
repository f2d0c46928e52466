//! Growth as a root by rational vectors: the radius is an eigenvalue in `[lo, hi]`, where only `poly` has a root.
//!
//! Soundness: `v >= 0`, `v != 0`, `v A >= lo v` gives `v A^t >= lo^t v`, so the radius `R` is at least `lo`; right vectors
//! with rate `hi` on all blocks with a loop give `R <= hi`. `R` is an eigenvalue (Perron, Frobenius), so a root of the
//! characteristic polynomial, hence of one of its factors; all factors but `poly` have no root in `[lo, hi]`.

use super::context::Context;
use super::field::read_poly;
use super::growth::Blocks;
use super::open_growth::check_lower;
use super::perron::{check_right, cover_rest};
use super::reason::{At, Fault, Reason, ensure};
use super::roots::{Root, count_roots};
use crate::certificate::{MapCertificate, RationalWitness, RightVector};
use crate::num::rational::Rat;
use num_traits::Zero;

/// Checks both vectors and that `poly` is the only factor with a root in the interval.
pub fn check(
    ctx: &Context,
    map: &MapCertificate,
    mut blocks: Blocks,
    root: &Root,
    (lo, hi): (&Rat, &Rat),
    lower: &RationalWitness,
    upper: &[RightVector],
) -> Result<(), Fault> {
    let found = lower.rate.0.clone();
    ensure(&found == lo, Reason::Rate { found }).at(|| "growth.witness.lower.rate".into())?;
    check_lower(ctx, lower).at(|| "growth.witness.lower.vector".into())?;
    let inside = |b: &Vec<usize>| {
        let support = lower.vector.iter().filter(|v| !v.0.is_zero()).count();
        b.iter().filter(|i| !lower.vector[**i].0.is_zero()).count() == support
    };
    let one_block = blocks.order.iter().any(inside);
    ensure(one_block, Reason::Order).at(|| "growth.witness.lower.vector".into())?;
    for (i, right) in upper.iter().enumerate() {
        let members = blocks
            .take(right.block)
            .at(|| format!("growth.witness.upper[{i}].block"))?;
        check_right(ctx, members, &right.vector, hi)
            .at(|| format!("growth.witness.upper[{i}].vector"))?;
    }
    cover_rest(ctx, &blocks).at(|| "growth.witness.upper".into())?;
    let mut is_factor = false;
    for (i, factor) in map.charpoly.factors.iter().enumerate() {
        let place = || format!("charpoly.factors[{i}].poly");
        let f = read_poly(&factor.poly).at(place)?;
        if &f == root.poly() {
            is_factor = true;
            continue;
        }
        ensure(
            count_roots(ctx.budget, &f, lo, hi).at(place)? == 0,
            Reason::OtherFactor,
        )
        .at(place)?;
    }
    ensure(is_factor, Reason::OtherFactor).at(|| "growth.poly".into())
}
