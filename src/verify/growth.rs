//! Obligation `growth`: which kind of statement fits the partition, and what all exact statements share.
//!
//! The growth rate is `lim laps(f,t)^(1/t) >= 1`. On a closed partition `f^t` is monotone on each of the
//! `sum_j N_j(t)` intervals that paths describe and constant on finitely many others between them, and every such interval
//! is crossed; so the rate is `max(1, R)`, `R` the spectral radius of `A`, the largest radius of a diagonal block.

use super::Checked;
use super::context::Context;
use super::field::read_poly;
use super::limits::{MAX_POINTS, at_most};
use super::reason::{At, Fault, Reason, ensure};
use super::{cycles, decimal, irreducible, isolation, open_growth, perron};
use crate::certificate::{Growth, GrowthWitness, Kind, MapCertificate};
use crate::num::rational::rat_int;
use num_traits::One;

/// Digits after the point that the decimal of an exact growth rate has at least.
pub const LEAST_DECIMALS: usize = 30;

/// Checks the statement and its witness.
pub fn check(ctx: &Context, map: &MapCertificate) -> Result<Checked, Fault> {
    if map.kind == Kind::Polynomial {
        let enclosed = matches!(map.growth, Growth::Enclosure { .. });
        ensure(enclosed, Reason::GrowthStatus).at(|| "growth.status".into())?;
        return open_growth::check(ctx, map);
    }
    let exact = matches!(map.growth, Growth::Exact { .. });
    ensure(exact == map.partition.closed, Reason::GrowthStatus).at(|| "growth.status".into())?;
    let Growth::Exact {
        poly,
        interval,
        decimal,
        irreducible,
        order,
        witness,
    } = &map.growth
    else {
        return open_growth::check(ctx, map);
    };
    at_most("degree", poly.len(), MAX_POINTS).at(|| "growth.poly".into())?;
    let poly = read_poly(poly).at(|| "growth.poly".into())?;
    let monic = poly.degree() >= Some(1) && poly.leading().is_one();
    ensure(monic, Reason::PolynomialForm).at(|| "growth.poly".into())?;
    let (lo, hi) = (&interval.0.0, &interval.1.0);
    ensure(lo >= &rat_int(1), Reason::GrowthInterval).at(|| "growth.interval".into())?;
    let root = (ctx.root(poly.clone(), lo, hi)).at(|| "growth.interval".into())?;
    decimal::check(decimal, LEAST_DECIMALS, |q| root.compare(ctx.budget, q))
        .at(|| "growth.decimal".into())?;
    if let Some(proof) = irreducible {
        irreducible::check(&poly, proof).at(|| "growth.irreducible".into())?;
    }
    check_order(ctx, order)?;
    let blocks = Blocks {
        order,
        taken: vec![false; order.len()],
    };
    match witness {
        GrowthWitness::Cycles {} => cycles::check(ctx, order, &root)?,
        GrowthWitness::Perron {
            block,
            left,
            others,
            equals,
        } => perron::check(
            ctx,
            blocks,
            root,
            lo,
            perron::Witness {
                block: *block,
                left,
                others,
                equals,
            },
        )?,
        GrowthWitness::Isolation { lower, upper } => {
            isolation::check(ctx, map, blocks, &root, (lo, hi), lower, upper)?
        }
    }
    let mut checked = Checked::lines(3 + usize::from(irreducible.is_some()));
    if map.kind == Kind::Orbit {
        // That every continuous f through the orbit has at least the entropy of l is a cited theorem.
        checked.cite("block-guckenheimer-misiurewicz-young");
    }
    Ok(checked)
}

/// The blocks of `order` and which of them a witness has dealt with.
pub struct Blocks<'a> {
    pub order: &'a [Vec<usize>],
    pub taken: Vec<bool>,
}

impl Blocks<'_> {
    /// Takes a block that was not taken before.
    pub fn take(&mut self, block: usize) -> Result<&[usize], Reason> {
        let free = self.taken.get(block) == Some(&false);
        ensure(free, Reason::BlockIndex { block })?;
        self.taken[block] = true;
        Ok(&self.order[block])
    }
}

/// The blocks are the strongly connected components, each interval once, and edges go to the same or a later block.
fn check_order(ctx: &Context, order: &[Vec<usize>]) -> Result<(), Fault> {
    let n = ctx.intervals();
    let mut block_of = vec![usize::MAX; n];
    for (b, block) in order.iter().enumerate() {
        let place = || format!("growth.order[{b}]");
        ensure(!block.is_empty(), Reason::Order).at(place)?;
        for &i in block {
            ensure(block_of.get(i) == Some(&usize::MAX), Reason::Order).at(place)?;
            block_of[i] = b;
        }
        let component = ctx.spectrum().component_of[block[0]];
        let mut sorted = block.clone();
        sorted.sort_unstable();
        ensure(
            sorted == ctx.spectrum().components[component].members,
            Reason::Order,
        )
        .at(place)?;
    }
    ensure(block_of.iter().all(|b| *b != usize::MAX), Reason::Order)
        .at(|| "growth.order".into())?;
    for (i, &(lo, hi)) in ctx.rows.iter().enumerate() {
        let forward = block_of[lo..hi].iter().all(|b| *b >= block_of[i]);
        ensure(forward, Reason::Order).at(|| format!("growth.order[{}]", block_of[i]))?;
    }
    Ok(())
}
