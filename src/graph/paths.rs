//! Path counts of the covering graph: powers of a 0/1 matrix whose rows are blocks of consecutive ones.
//!
//! `N_j(t) = sum_i (A^t)_ij` counts the paths of length `t` that end at the interval `I_j` (Theorem 1). A row is
//! given by its block `[lo, hi)`, empty when `lo >= hi`, so that `v A` is a difference array and `A v` a prefix sum.

use crate::num::Int;
use crate::num::limbs::{Digits, Group, add, dot, gather, spread, subtract};
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

/// The vector `v`, then `v A`, `v A^2`, ..., without an allocation for each number: the vector and its successor change
/// places after every step.
#[derive(Clone, Debug)]
struct Ends {
    /// The rows that begin at each column, then those that end before it, as far as they are not empty.
    changes: Vec<(Vec<usize>, Vec<usize>)>,
    vector: Digits,
    spare: Digits,
    sum: Vec<Group>,
}

impl Ends {
    /// At `(1, ..., 1)`.
    fn new(rows: &[(usize, usize)]) -> Ends {
        let n = rows.len();
        let mut changes = vec![(Vec::new(), Vec::new()); n + 1];
        for (i, &(lo, hi)) in rows.iter().enumerate().filter(|(_, r)| r.0 < r.1) {
            changes[lo].0.push(i);
            changes[hi].1.push(i);
        }
        changes.truncate(n);
        let vector = Digits::small(rows.iter().map(|_| 1), n);
        Ends {
            changes,
            spare: vector.clone(),
            vector,
            sum: Vec::new(),
        }
    }
    /// `v` becomes `v A`: neighbouring entries differ by the rows that begin or end between them. Digit by digit an entry
    /// is a sum of entries of `v`, each at most once, so that no digit overflows.
    fn step(&mut self) {
        self.vector.make_room(&mut self.spare);
        let (v, shift) = (&self.vector, self.vector.shift());
        self.sum.clear();
        self.sum.resize(v.width(), Group::default());
        let sum = &mut self.sum;
        for (j, (begin, end)) in self.changes.iter().enumerate() {
            let out = self.spare.row_mut(j);
            // All but the last one or two changes by themselves, those in one pass with the carries.
            match (begin.as_slice(), end.as_slice()) {
                ([first @ .., a], [rest @ .., b]) => {
                    first.iter().for_each(|&i| add(sum, v.row(i)));
                    rest.iter().for_each(|&i| subtract(sum, v.row(i)));
                    exchange(sum, (v.row(*a), v.row(*b)), out, shift);
                }
                ([first @ .., a, b], []) => {
                    first.iter().for_each(|&i| add(sum, v.row(i)));
                    increase(sum, (v.row(*a), v.row(*b)), out, shift);
                }
                ([], [rest @ .., a, b]) => {
                    rest.iter().for_each(|&i| subtract(sum, v.row(i)));
                    decrease(sum, (v.row(*a), v.row(*b)), out, shift);
                }
                (begin, end) => {
                    begin.iter().for_each(|&i| add(sum, v.row(i)));
                    end.iter().for_each(|&i| subtract(sum, v.row(i)));
                    let any = v.row(j);
                    keep(sum, (any, any), out, shift);
                }
            }
        }
        std::mem::swap(&mut self.vector, &mut self.spare);
    }
    fn to_ints(&self) -> Vec<Int> {
        (0..self.vector.len()).map(|i| self.vector.get(i)).collect()
    }
}

#[inline(never)]
fn exchange(sum: &mut [Group], rows: (&[Group], &[Group]), out: &mut [Group], shift: u32) {
    spread(sum, rows, out, shift, |s, a, b| {
        s.wrapping_add(a).wrapping_sub(b)
    });
}

#[inline(never)]
fn increase(sum: &mut [Group], rows: (&[Group], &[Group]), out: &mut [Group], shift: u32) {
    spread(sum, rows, out, shift, |s, a, b| {
        s.wrapping_add(a).wrapping_add(b)
    });
}

#[inline(never)]
fn decrease(sum: &mut [Group], rows: (&[Group], &[Group]), out: &mut [Group], shift: u32) {
    spread(sum, rows, out, shift, |s, a, b| {
        s.wrapping_sub(a).wrapping_sub(b)
    });
}

#[inline(never)]
fn keep(sum: &mut [Group], rows: (&[Group], &[Group]), out: &mut [Group], shift: u32) {
    spread(sum, rows, out, shift, |s, _, _| s);
}

/// The sums from the left of the vector `v`, then those of `A v`, `A^2 v`, ...
#[derive(Clone, Debug)]
struct Starts<'a> {
    rows: &'a [(usize, usize)],
    sums: Digits,
    spare: Digits,
}

impl<'a> Starts<'a> {
    /// At `(1, ..., 1)`.
    fn new(rows: &'a [(usize, usize)]) -> Starts<'a> {
        let sums = (0..rows.len() + 1).map(|i| i as u64);
        let sums = Digits::small(sums, rows.len());
        Starts {
            rows,
            spare: sums.clone(),
            sums,
        }
    }
    /// `v` becomes `A v`: its entries are differences of sums of `v`, and their digits sums of digits of `v`.
    fn step(&mut self) {
        let shift = self.sums.shift();
        self.sums.make_room(&mut self.spare);
        self.spare.row_mut(0).fill(Group::default());
        for (i, &(lo, hi)) in self.rows.iter().enumerate() {
            let (before, out) = self.spare.next_row(i);
            let hi = hi.max(lo);
            gather(before, (self.sums.row(hi), self.sums.row(lo)), out, shift);
        }
        std::mem::swap(&mut self.sums, &mut self.spare);
    }
    /// Entry `i` of `v`.
    fn entry(&self, i: usize) -> Int {
        self.sums.difference(i)
    }
}

/// The vectors `N(0), N(1), N(2), ...` one after another; an endless iterator.
#[derive(Clone, Debug)]
pub struct PathCounts(Ends);

impl PathCounts {
    /// Starts at `N(0) = (1, ..., 1)`. Blocks must end at or before `rows.len()`.
    pub fn new(rows: &[(usize, usize)]) -> Self {
        PathCounts(Ends::new(rows))
    }
    /// Leaves out the next `t` vectors.
    fn skip_to(mut self, t: usize) -> Ends {
        (0..t).for_each(|_| self.0.step());
        self.0
    }
}

impl Iterator for PathCounts {
    type Item = Vec<Int>;
    fn next(&mut self) -> Option<Vec<Int>> {
        let counts = self.0.to_ints();
        self.0.step();
        Some(counts)
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
/// longer than about half of the result until the last step; long halves are counted side by side.
pub fn total_paths(rows: &[(usize, usize)], t: usize) -> Int {
    let ends = || PathCounts::new(rows).skip_to(t / 2).vector;
    let starts = || {
        let mut starts = Starts::new(rows);
        (t / 2..t).for_each(|_| starts.step());
        starts
    };
    let (ends, starts) = if rows.len().saturating_mul(t) < LONG {
        (ends(), starts())
    } else {
        rayon::join(ends, starts)
    };
    dot(rows.len(), |i| ends.get(i), |i| starts.entry(i))
}

/// From this many additions on a second thread is worth its start.
const LONG: usize = 20_000;

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
            let (mut left, mut right) = (vec![Int::one(); n], vec![Int::one(); n]);
            let (mut flat_left, mut flat_right) = (Ends::new(&rows), Starts::new(&rows));
            for t in 0..60 {
                assert_eq!(flat_left.to_ints(), left);
                assert_eq!(
                    (0..n).map(|i| flat_right.entry(i)).collect::<Vec<_>>(),
                    right
                );
                assert_eq!(path_counts(&rows, t), left);
                assert_eq!(total_paths(&rows, t), left.iter().sum::<Int>());
                (left, right) = (left_product(&left, &rows), right_product(&rows, &right));
                flat_left.step();
                flat_right.step();
            }
        }
    }
}
