//! Obligation `pieces`: the number of maximal intervals on which `f^t` is affine, for a closed partition.
//!
//! `k_s(p)` is 1 if the one-sided derivatives of `f^s` at the inner point `p` differ. Strictly inside `I_l` the breakpoints
//! of `f^t` are the preimages under the affine `f|I_l` of those of `f^(t-1)` strictly inside `f(I_l)`, none if `f|I_l` is
//! constant: `B_t(l) = sum over the block of B_(t-1) + number of points p strictly inside f(I_l) with k_(t-1)(p) = 1`, and
//! `pieces(f,t) = 1 + sum_l B_t(l) + sum_p k_t(p)`.

use super::Checked;
use super::context::Context;
use super::counts::Counts;
use super::exact::Elem;
use super::limits::{MAX_ITERATE, at_most};
use super::reason::{At, Fault, Reason, ensure};
use crate::certificate::{Kind, MapCertificate};
use crate::num::rational::Int;
use num_traits::{CheckedAdd, Zero};
use std::ops::Sub;

/// Compares each number with the recomputed one; null exactly if the partition is not closed.
pub fn check(ctx: &Context, map: &MapCertificate) -> Result<Checked, Fault> {
    let place = || "pieces".to_string();
    let closed = map.partition.closed && map.kind != Kind::Polynomial;
    ensure(
        map.pieces.is_some() == closed,
        Reason::Presence { required: closed },
    )
    .at(place)?;
    let Some(claimed) = &map.pieces else {
        return Ok(Checked::default());
    };
    at_most("counts", claimed.len(), MAX_ITERATE as usize).at(place)?;
    let (expected, found) = (map.laps.len(), claimed.len());
    ensure(expected == found, Reason::Length { expected, found }).at(place)?;
    let counts = pieces(ctx, claimed.len()).at(place)?;
    for (t, claimed) in claimed.iter().enumerate() {
        let (expected, found) = (counts[t + 1].clone(), claimed.0.clone());
        ensure(expected == found, Reason::Count { expected, found })
            .at(|| format!("pieces[{t}]"))?;
    }
    Ok(Checked::lines(claimed.len()))
}

/// `pieces(f,t)` for `t = 0..=upto` of a map with closed partition; computed once as far as it was asked for.
pub fn pieces(ctx: &Context, upto: usize) -> Result<Vec<Int>, Reason> {
    if let Some(known) = ctx.pieces.borrow().get(..=upto) {
        return Ok(known.to_vec());
    }
    let fresh = count(ctx, upto)?;
    *ctx.pieces.borrow_mut() = fresh.clone();
    Ok(fresh)
}

fn count(ctx: &Context, upto: usize) -> Result<Vec<Int>, Reason> {
    let n = ctx.intervals();
    let images = ctx.closed_images();
    let mut kinks = Kinks::new(ctx, images.clone())?;
    let mut inside = Counts::Small(vec![0; n]);
    let mut out = vec![Int::from(1)];
    let mut flags = kinks.flags(ctx)?;
    for _ in 0..upto {
        let mut marked = vec![0_u64; n + 2];
        flags
            .iter()
            .enumerate()
            .for_each(|(i, k)| marked[i + 1] = marked[i] + u64::from(*k));
        ctx.budget.spend(n as u64 * (20 + inside.bits() / 16))?;
        inside = next(&inside, &images, &marked);
        kinks.step(ctx)?;
        flags = kinks.flags(ctx)?;
        let at_points = flags.iter().filter(|k| **k).count();
        out.push(sum(&inside) + at_points + 1);
    }
    Ok(out)
}

/// The breakpoints strictly inside each interval for the next iterate; `marked[i]` of the points before `p_i` are kinks of
/// this one.
fn next(inside: &Counts, images: &[usize], marked: &[u64]) -> Counts {
    let small = match inside {
        Counts::Small(inside) => step(inside, images, marked),
        Counts::Large(_) => None,
    };
    small.map_or_else(
        || Counts::Large(step(&inside.large(), images, marked).expect("no sum is too large")),
        Counts::Small,
    )
}

fn sum(counts: &Counts) -> Int {
    let small = match counts {
        Counts::Small(small) => small.iter().try_fold(0_u128, |s, &c| s.checked_add(c)),
        Counts::Large(_) => None,
    };
    small.map_or_else(|| counts.large().iter().sum(), Int::from)
}

/// The sum over each block and the kinks strictly inside it; none if a sum does not fit.
fn step<C>(inside: &[C], images: &[usize], marked: &[u64]) -> Option<Vec<C>>
where
    C: Zero + Clone + CheckedAdd + From<u64>,
    for<'a> &'a C: Sub<&'a C, Output = C>,
{
    let mut sums = Vec::with_capacity(inside.len() + 1);
    let mut total = C::zero();
    for b in inside {
        sums.push(total.clone());
        total = total.checked_add(b)?;
    }
    sums.push(total);
    let blocks = images.windows(2).map(|w| {
        let (lo, hi) = (w[0].min(w[1]), w[0].max(w[1]));
        // Points strictly between p_lo and p_hi have indices lo+1..hi.
        let points = if lo < hi {
            marked[hi] - marked[lo + 1]
        } else {
            0
        };
        (&sums[hi] - &sums[lo]).checked_add(&points.into())
    });
    blocks.collect()
}

/// The one-sided derivatives of `f^s` at each point, as far as it takes to compare them.
struct Kinks {
    images: Vec<usize>,
    directions: Vec<i32>,
    /// The slope of `f` on each interval.
    slopes: Vec<Elem>,
    /// Does the germ `(p_i, left)`, `(p_i, right)` meet a flat interval within `s` steps? True at the ends, unused.
    flat: Vec<(bool, bool)>,
    /// The quotient left/right of the derivatives of `f^s` as a fraction, where neither is zero.
    ratio: Vec<(Elem, Elem)>,
}

impl Kinks {
    fn new(ctx: &Context, images: Vec<usize>) -> Result<Kinks, Reason> {
        let n = images.len();
        let mut slopes = Vec::with_capacity(n);
        for i in 0..n - 1 {
            let rise = ctx.points[images[i + 1]].sub(&ctx.points[images[i]]);
            let run = ctx.points[i + 1].sub(&ctx.points[i]);
            slopes.push(ctx.reals.mul(&rise, &ctx.reals.inverse(&run)?));
        }
        let ratio = vec![(Elem::one(), Elem::one()); n];
        Ok(Kinks {
            directions: ctx.directions(),
            images,
            slopes,
            flat: vec![(false, false); n],
            ratio,
        })
    }
    /// `k_s` at each point; false at the two ends of the domain.
    fn flags(&self, ctx: &Context) -> Result<Vec<bool>, Reason> {
        let last = self.images.len() - 1;
        (0..=last)
            .map(|i| match self.flat[i] {
                _ if i == 0 || i == last => Ok(false),
                (true, true) => Ok(false),
                (false, false) => Ok(!ctx.reals.equal(&self.ratio[i].0, &self.ratio[i].1)?),
                _ => Ok(true),
            })
            .collect()
    }
    /// From `f^s` to `f^(s+1)`.
    fn step(&mut self, ctx: &Context) -> Result<(), Reason> {
        let n = self.images.len();
        let flat_at = |germ: Option<(usize, bool)>| match germ {
            None => true,
            Some((p, false)) => self.flat[p].0,
            Some((p, true)) => self.flat[p].1,
        };
        let (mut flat, mut ratio) = (Vec::with_capacity(n), Vec::with_capacity(n));
        for i in 0..n {
            let (left, right) = (self.germ(i, false), self.germ(i, true));
            flat.push((flat_at(left), flat_at(right)));
            ratio.push(match (left, right) {
                (Some((_, a)), Some((q, b))) if i > 0 && i < n - 1 => {
                    self.next_ratio(ctx, i, (a, b), q)?
                }
                _ => (Elem::one(), Elem::one()),
            });
        }
        (self.flat, self.ratio) = (flat, ratio);
        Ok(())
    }
    /// The image of the germ on the right or left side of `p_i`; none if it is outside the domain or flat.
    fn germ(&self, i: usize, right: bool) -> Option<(usize, bool)> {
        let interval = if right { i } else { i.checked_sub(1)? };
        match self.directions.get(interval)? {
            0 => None,
            d => Some((self.images[i], right == (*d > 0))),
        }
    }
    /// Slopes `s_-`, `s_+` beside `p_i`: `s_-/s_+` times the quotient at the image (inverted if the sides swap, 1 if both
    /// germs become the same one).
    fn next_ratio(
        &self,
        ctx: &Context,
        i: usize,
        sides: (bool, bool),
        q: usize,
    ) -> Result<(Elem, Elem), Reason> {
        let one = Elem::one();
        let (above, below) = match sides {
            (false, true) => (&self.ratio[q].0, &self.ratio[q].1),
            (true, false) => (&self.ratio[q].1, &self.ratio[q].0),
            _ => (&one, &one),
        };
        ctx.budget.spend(20 + 8 * (above.words() + below.words()))?;
        let pair = (
            ctx.reals.mul(&self.slopes[i - 1], above),
            ctx.reals.mul(&self.slopes[i], below),
        );
        Ok(if pair.0 == pair.1 {
            (one.clone(), one)
        } else {
            pair
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Small numbers and large ones count alike, also where small ones have no room any more.
    #[test]
    fn counts_are_the_same_in_words_and_beyond() {
        let mut seed = 5_u64;
        let mut below = |n: usize| {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as usize % n
        };
        let (mut words, mut beyond) = (0, 0);
        for _ in 0..40 {
            let n = 2 + below(30);
            let images: Vec<usize> = (0..n).map(|_| below(n)).collect();
            let mut small = Counts::Small(vec![0; n - 1]);
            let mut large = Counts::Large(vec![Int::zero(); n - 1]);
            for _ in 0..70 {
                let kinks: Vec<bool> = (0..n).map(|i| i > 0 && i < n - 1 && below(3) > 0).collect();
                let mut marked = vec![0; n + 2];
                for (i, kink) in kinks.iter().enumerate() {
                    marked[i + 1] = marked[i] + u64::from(*kink);
                }
                small = next(&small, &images, &marked);
                large = next(&large, &images, &marked);
                assert_eq!(small.large(), large.large());
                assert_eq!(sum(&small), sum(&large));
                match small {
                    Counts::Small(_) => words += 1,
                    Counts::Large(_) => beyond += 1,
                }
            }
        }
        assert!(words > 500 && beyond > 200, "{words} {beyond}");
    }
}
