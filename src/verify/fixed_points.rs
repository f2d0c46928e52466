//! Obligation `fixed_points`: the number of fixed points of `f^m` for a closed partition.
//!
//! A loop of length `m` in the covering graph belongs to an interval that `f^m` maps affinely onto some `I_i` around it, so it
//! contains one fixed point, unless `f^m` is the identity there, which needs that each step of the loop covers one interval
//! only. Loops whose fixed point is in `P` correspond to fixed germs of points of `P`. So
//! `#Fix(f^m) = tr(A^m) - G_m + E_m` with `G_m` the fixed germs and `E_m` the fixed points in `P`.

use super::Checked;
use super::context::Context;
use super::limits::{MAX_ITERATE, at_most};
use super::reason::{At, Fault, Reason, ensure};
use crate::certificate::{Count, Kind, MapCertificate};
use crate::num::rational::Int;
use num_traits::Zero;

/// Compares each number with the recomputed one; null exactly if the partition is not closed.
pub fn check(ctx: &Context, map: &MapCertificate) -> Result<Checked, Fault> {
    let place = || "fixed_points".to_string();
    let closed = map.partition.closed && map.kind != Kind::Polynomial;
    ensure(
        map.fixed_points.is_some() == closed,
        Reason::Presence { required: closed },
    )
    .at(place)?;
    let Some(claimed) = &map.fixed_points else {
        return Ok(Checked::default());
    };
    at_most("counts", claimed.len(), MAX_ITERATE as usize).at(place)?;
    let coeffs: Vec<Int> = map.charpoly.coeffs.iter().map(|c| c.0.clone()).collect();
    let traces = traces(ctx, &coeffs, claimed.len()).at(place)?;
    let germs = Germs::new(ctx);
    let points = cycle_lengths(
        &ctx.closed_images()
            .into_iter()
            .map(Some)
            .collect::<Vec<_>>(),
    );
    let germ_lengths = germs.periods();
    let identities = germs.identities(ctx);
    for (i, claimed) in claimed.iter().enumerate() {
        let (m, place) = (i + 1, || format!("fixed_points[{i}]"));
        let dividing = |lengths: &[usize]| {
            lengths
                .iter()
                .filter(|l| **l > 0 && m.is_multiple_of(**l))
                .count()
        };
        let infinite = dividing(&identities) > 0;
        match claimed {
            Count::Infinite => ensure(infinite, Reason::CountKind { infinite }).at(place)?,
            Count::Finite(found) => {
                ensure(!infinite, Reason::CountKind { infinite }).at(place)?;
                let expected = &traces[i] - dividing(&germ_lengths) + dividing(&points);
                let found = found.clone();
                ensure(expected == found, Reason::Count { expected, found }).at(place)?;
            }
        }
    }
    Ok(Checked::lines(claimed.len()))
}

/// Power sums of the roots of a monic polynomial (constant first), by Newton's identities.
fn traces(ctx: &Context, poly: &[Int], upto: usize) -> Result<Vec<Int>, Reason> {
    let n = poly.len() - 1;
    let mut sums: Vec<Int> = Vec::with_capacity(upto);
    for m in 1..=upto {
        let mut total = if m <= n {
            &poly[n - m] * m
        } else {
            Int::zero()
        };
        let size = sums.last().map_or(0, |s: &Int| s.bits() / 64) + 1;
        ctx.budget
            .spend(m.min(n) as u64 * size * (n as u64 / 64 + 4))?;
        for i in 1..m.min(n + 1) {
            if !poly[n - i].is_zero() {
                total += &poly[n - i] * &sums[m - i - 1];
            }
        }
        sums.push(-total);
    }
    Ok(sums)
}

/// For each index the length of the cycle it lies on, 0 if it lies on none.
pub fn cycle_lengths(next: &[Option<usize>]) -> Vec<usize> {
    let (mut state, mut length) = (vec![0_usize; next.len()], vec![0; next.len()]);
    for start in 0..next.len() {
        let mut path = Vec::new();
        let mut at = Some(start);
        while let Some(i) = at.filter(|i| state[*i] == 0) {
            state[i] = start + 1;
            path.push(i);
            at = next[i];
        }
        if let Some(i) = at.filter(|i| state[*i] == start + 1) {
            let from = path.iter().position(|p| *p == i).unwrap_or(0);
            path[from..]
                .iter()
                .for_each(|p| length[*p] = path.len() - from);
        }
    }
    length
}

/// One-sided neighbourhoods: germ `2i` lies at the left end of `I_i`, germ `2i + 1` at its right end.
pub struct Germs {
    next: Vec<Option<usize>>,
}

impl Germs {
    /// The germs of a closed partition; a germ in a flat interval has no image.
    pub fn new(ctx: &Context) -> Germs {
        let images = ctx.closed_images();
        let n = ctx.intervals();
        let next = (0..2 * n)
            .map(|g| {
                let (interval, at_right) = (g / 2, g % 2);
                let image = images[interval + at_right];
                let up = images[interval] < images[interval + 1];
                let down = images[interval] > images[interval + 1];
                // Going up, a left end stays a left end; going down it becomes a right end.
                match (up, down, at_right) {
                    (true, _, 0) | (_, true, 1) => Some(2 * image),
                    (true, _, _) | (_, true, _) => Some(2 * (image - 1) + 1),
                    _ => None,
                }
            })
            .collect();
        Germs { next }
    }
    /// The least period of each germ, 0 if it never returns.
    pub fn periods(&self) -> Vec<usize> {
        cycle_lengths(&self.next)
    }
    /// For each interval that some iterate maps identically onto itself the least such iterate.
    ///
    /// Each step of the loop covers one interval only; the iterate keeps the left end exactly when it is increasing.
    pub fn identities(&self, ctx: &Context) -> Vec<usize> {
        let single = |i: usize| (ctx.rows[i].1 == ctx.rows[i].0 + 1).then(|| ctx.rows[i].0);
        let loops = cycle_lengths(&(0..ctx.intervals()).map(single).collect::<Vec<_>>());
        let germs = self.periods();
        (0..ctx.intervals())
            .map(|i| if loops[i] > 0 { germs[2 * i] } else { 0 })
            .collect()
    }
}
