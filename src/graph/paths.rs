//! Path counts of the covering graph: powers of a 0/1 matrix whose rows are blocks of consecutive ones.
//!
//! `N_j(t) = sum_i (A^t)_ij` counts the paths of length `t` that end at the interval `I_j` (Theorem 1). A row is
//! given by its block `[lo, hi)`, empty when `lo >= hi`, so that `v A` is a difference array and `A v` a prefix sum.

use crate::num::Int;
use crate::num::limbs::Naturals;
use num_traits::Zero;
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

/// Products of a covering matrix with vectors of natural numbers, without an allocation for each number.
#[derive(Clone, Debug)]
struct Blocks<'a> {
    rows: &'a [(usize, usize)],
    /// The rows that are not empty, by their first column, then (from `firsts[n]` on) by the column after their last:
    /// those of column `j` stand at `firsts[j]..firsts[j + 1]` of `order`, and likewise for `lasts`.
    order: Vec<usize>,
    firsts: Vec<usize>,
    lasts: Vec<usize>,
}

impl<'a> Blocks<'a> {
    fn new(rows: &'a [(usize, usize)]) -> Blocks<'a> {
        let mut order: Vec<usize> = (0..rows.len()).filter(|&i| rows[i].0 < rows[i].1).collect();
        let mut by_end = order.clone();
        let full = order.len();
        order.sort_by_key(|&i| rows[i].0);
        by_end.sort_by_key(|&i| rows[i].1);
        let starts = |sorted: &[usize], key: fn(&(usize, usize)) -> usize, base: usize| {
            let before = |j: usize| base + sorted.partition_point(|&i| key(&rows[i]) < j);
            (0..=rows.len()).map(before).collect::<Vec<usize>>()
        };
        let firsts = starts(&order, |r| r.0, 0);
        let lasts = starts(&by_end, |r| r.1, full);
        order.extend(by_end);
        Blocks {
            rows,
            order,
            firsts,
            lasts,
        }
    }
    /// The row vector `v A`: neighbouring entries differ by the rows that begin or end between them.
    fn left(&self, v: &Naturals) -> Naturals {
        let (n, used) = (self.rows.len(), v.used());
        let mut out = Naturals::zeros(n, used + 1);
        for j in 0..n {
            if j > 0 {
                out.copy_up(j - 1, j);
            }
            for &i in &self.order[self.firsts[j]..self.firsts[j + 1]] {
                out.add(j, &v.entry(i)[..used]);
            }
            for &i in &self.order[self.lasts[j]..self.lasts[j + 1]] {
                out.subtract(j, &v.entry(i)[..used]);
            }
        }
        out
    }
    /// The column vector `A v`: differences of sums from the left.
    fn right(&self, v: &Naturals) -> Naturals {
        let (n, used) = (self.rows.len(), v.used());
        let mut sums = Naturals::zeros(n + 1, used + 1);
        for i in 0..n {
            sums.copy_up(i, i + 1);
            sums.add(i + 1, &v.entry(i)[..used]);
        }
        let mut out = Naturals::zeros(n, used + 1);
        for (i, &(lo, hi)) in self.rows.iter().enumerate() {
            if lo < hi {
                out.add(i, sums.entry(hi));
                out.subtract(i, sums.entry(lo));
            }
        }
        out
    }
}

/// The vectors `N(0), N(1), N(2), ...` one after another; an endless iterator.
#[derive(Clone, Debug)]
pub struct PathCounts<'a> {
    blocks: Blocks<'a>,
    next: Naturals,
}

impl<'a> PathCounts<'a> {
    /// Starts at `N(0) = (1, ..., 1)`. Blocks must end at or before `rows.len()`.
    pub fn new(rows: &'a [(usize, usize)]) -> Self {
        PathCounts {
            blocks: Blocks::new(rows),
            next: Naturals::ones(rows.len()),
        }
    }
    /// Leaves out the next `t` vectors.
    fn skip_to(mut self, t: usize) -> Naturals {
        for _ in 0..t {
            self.next = self.blocks.left(&self.next);
        }
        self.next
    }
}

impl Iterator for PathCounts<'_> {
    type Item = Vec<Int>;
    fn next(&mut self) -> Option<Vec<Int>> {
        let following = self.blocks.left(&self.next);
        Some(std::mem::replace(&mut self.next, following).to_ints())
    }
}

/// The vector `N(t)`, one entry per interval.
pub fn path_counts(rows: &[(usize, usize)], t: usize) -> Vec<Int> {
    PathCounts::new(rows).skip_to(t).to_ints()
}

/// The vectors `N(0), ..., N(t)`.
pub fn path_counts_upto(rows: &[(usize, usize)], t: usize) -> Vec<Vec<Int>> {
    PathCounts::new(rows).take(t + 1).collect()
}

/// The number of all paths of length `t`, the sum of `N(t)`: paths are cut in the middle, so that no number is
/// longer than about half of the result until the last step.
pub fn total_paths(rows: &[(usize, usize)], t: usize) -> Int {
    let ends = PathCounts::new(rows).skip_to(t / 2);
    let blocks = Blocks::new(rows);
    let starts = (t / 2..t).fold(Naturals::ones(rows.len()), |v, _| blocks.right(&v));
    ends.dot(&starts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::modpoly::random;
    use num_traits::One;

    #[test]
    fn flat_products_are_those_of_the_plain_ones() {
        let mut state = 3;
        for n in 1..30usize {
            let mut end = || random(&mut state) as usize % (n + 1);
            // Empty blocks included.
            let rows: Vec<(usize, usize)> = (0..n).map(|_| (end(), end())).collect();
            let blocks = Blocks::new(&rows);
            let (mut left, mut right) = (vec![Int::one(); n], vec![Int::one(); n]);
            let (mut flat_left, mut flat_right) = (Naturals::ones(n), Naturals::ones(n));
            for t in 0..60 {
                assert_eq!(flat_left.to_ints(), left);
                assert_eq!(flat_right.to_ints(), right);
                assert_eq!(path_counts(&rows, t), left);
                assert_eq!(total_paths(&rows, t), left.iter().sum::<Int>());
                (left, right) = (left_product(&left, &rows), right_product(&rows, &right));
                (flat_left, flat_right) = (blocks.left(&flat_left), blocks.right(&flat_right));
            }
        }
    }
}
