//! `M_1(t)_j` and `M_2(t)_j`: the lengths of the intervals that `f^t` maps affinely onto `I_j`, summed, and their squares.
//!
//! Each such interval is a path `i -> ... -> j` with `t` edges, of length `|I_j|` over the product of the moduli of the
//! slopes on the way. So `M_q(t)_j = |I_j|^q sum_i (B_q^t)_ij` with `B_q = diag(|s_i|^-q) A`, row 0 where flat.

use super::context::Context;
use super::exact::Elem;
use super::reason::Reason;
use super::sums::Vector;

/// Both sums for one `t`, of a closed partition.
pub struct Lengths<'a> {
    ctx: &'a Context<'a>,
    iterate: u64,
    lengths: Vec<Elem>,
    /// `1/|s_i|` and `1/s_i^2`, zero where flat.
    weights: [Vec<Elem>; 2],
    /// `sum_i (B_q^t)_ij` for `q = 1, 2`.
    sums: [Vec<Elem>; 2],
}

impl<'a> Lengths<'a> {
    /// The lengths of the intervals themselves: `t = 0`.
    pub fn new(ctx: &'a Context<'a>) -> Result<Lengths<'a>, Reason> {
        let first = inverse_slopes(ctx)?;
        let second = first.iter().map(|w| ctx.reals.mul(w, w)).collect();
        let one = vec![Elem::one(); ctx.intervals()];
        Ok(Lengths {
            ctx,
            iterate: 0,
            lengths: ctx.lengths(),
            weights: [first, second],
            sums: [one.clone(), one],
        })
    }
    /// Goes on to `t`, which is not below the present one.
    pub fn advance(&mut self, t: u64) -> Result<(), Reason> {
        while self.iterate < t {
            for (sums, weights) in self.sums.iter_mut().zip(&self.weights) {
                *sums = weighted_columns(self.ctx, sums, weights)?;
            }
            self.iterate += 1;
        }
        Ok(())
    }
    /// `|I_j|`.
    pub fn length(&self, j: usize) -> &Elem {
        &self.lengths[j]
    }
    /// `M_1(t)_j`.
    pub fn total(&self, j: usize) -> Elem {
        self.ctx.reals.mul(&self.sums[0][j], &self.lengths[j])
    }
    /// `M_2(t)_j`.
    pub fn squares(&self, j: usize) -> Elem {
        let reals = &self.ctx.reals;
        let once = reals.mul(&self.sums[1][j], &self.lengths[j]);
        reals.mul(&once, &self.lengths[j])
    }
}

/// `1/|s_i|` on each interval of a closed partition, zero where the map is constant.
pub fn inverse_slopes(ctx: &Context) -> Result<Vec<Elem>, Reason> {
    let pairs = ctx.lengths().into_iter().zip(ctx.inverse_images()?);
    Ok(pairs
        .map(|(length, inverse)| ctx.reals.mul(&length, inverse))
        .collect())
}

/// `sum_i values_i weights_i A_ij` for each `j`.
pub fn weighted_columns(
    ctx: &Context,
    values: &[Elem],
    weights: &[Elem],
) -> Result<Vec<Elem>, Reason> {
    let products = values.iter().zip(weights).map(|(v, w)| {
        ctx.budget.spend(4 * v.words().saturating_mul(w.words()))?;
        Ok(ctx.reals.mul(v, w))
    });
    let products: Result<Vec<Elem>, Reason> = products.collect();
    let sums = Vector::new(ctx.budget, &products?)?.columns(ctx.budget, ctx.rows)?;
    Ok(sums.entries())
}
