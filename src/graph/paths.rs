//! Path counts of the covering graph: powers of a 0/1 matrix whose rows are blocks of consecutive ones.
//!
//! `N_j(t) = sum_i (A^t)_ij` counts the paths of length `t` that end at the interval `I_j` (Theorem 1). A row is
//! given by its block `[lo, hi)`, empty when `lo >= hi`, so that `v A` is a difference array and `A v` a prefix sum.

use crate::num::Int;
use num_traits::{One, Zero};
use std::ops::{AddAssign, SubAssign};

/// The row vector `v A`, in O(n) additions. Blocks must end at or before `v.len() = rows.len()`.
pub fn left_product<
    C: Clone + Zero + AddAssign + for<'a> AddAssign<&'a C> + for<'a> SubAssign<&'a C>,
>(
    v: &[C],
    rows: &[(usize, usize)],
) -> Vec<C> {
    let mut out = vec![C::zero(); rows.len() + 1];
    let mut ends: Vec<C> = vec![C::zero(); rows.len() + 1];
    for (x, &(lo, hi)) in v.iter().zip(rows) {
        if lo < hi && !x.is_zero() {
            out[lo] += x;
            ends[hi] += x;
        }
    }
    let mut sum = C::zero();
    for (entry, end) in out.iter_mut().zip(&ends) {
        sum += &*entry;
        sum -= end;
        *entry = sum.clone();
    }
    out.truncate(rows.len());
    out
}

/// The column vector `A v`, in O(n) additions.
pub fn right_product(rows: &[(usize, usize)], v: &[Int]) -> Vec<Int> {
    let mut sums = Vec::with_capacity(v.len() + 1);
    sums.push(Int::zero());
    for x in v {
        sums.push(&sums[sums.len() - 1] + x);
    }
    rows.iter()
        .map(|&(lo, hi)| {
            if lo < hi {
                &sums[hi] - &sums[lo]
            } else {
                Int::zero()
            }
        })
        .collect()
}

/// The vectors `N(0), N(1), N(2), ...` one after another; an endless iterator.
#[derive(Clone, Debug)]
pub struct PathCounts<'a> {
    rows: &'a [(usize, usize)],
    next: Vec<Int>,
}

impl<'a> PathCounts<'a> {
    /// Starts at `N(0) = (1, ..., 1)`.
    pub fn new(rows: &'a [(usize, usize)]) -> Self {
        PathCounts {
            rows,
            next: vec![Int::one(); rows.len()],
        }
    }
}

impl Iterator for PathCounts<'_> {
    type Item = Vec<Int>;
    fn next(&mut self) -> Option<Vec<Int>> {
        let following = left_product(&self.next, self.rows);
        Some(std::mem::replace(&mut self.next, following))
    }
}

/// The vector `N(t)`, one entry per interval.
pub fn path_counts(rows: &[(usize, usize)], t: usize) -> Vec<Int> {
    (0..t).fold(vec![Int::one(); rows.len()], |v, _| left_product(&v, rows))
}

/// The vectors `N(0), ..., N(t)`.
pub fn path_counts_upto(rows: &[(usize, usize)], t: usize) -> Vec<Vec<Int>> {
    PathCounts::new(rows).take(t + 1).collect()
}

/// The number of all paths of length `t`: the sum of `N(t)`.
pub fn total_paths(rows: &[(usize, usize)], t: usize) -> Int {
    path_counts(rows, t).iter().sum()
}
