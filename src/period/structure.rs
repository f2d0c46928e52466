//! What the index vector of a closed partition says about periodic points, component by component.
//!
//! A *germ* `(p, side)` is a point of the partition with a side on which the domain continues; `f` carries germs to
//! germs, the side flipping where `f` decreases, except on flat pieces. Points of period `m` off the partition
//! belong to closed walks of length `m` in one component of the covering graph; a closed walk whose fixed point lies in the
//! partition is counted by a fixed germ.

use crate::graph::charpoly::charpoly;
use crate::graph::components::components;
use crate::graph::covering::Covering;
use crate::graph::paths::{PathCounts, left_product};
use crate::graph::summary::Tally;
use crate::num::{Int, IntPoly};
use num_integer::Integer;
use num_traits::Zero;
use std::collections::BTreeMap;

/// A number of points or orbits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Count {
    /// Exactly this many.
    Finite(Int),
    /// Infinitely many: some iterate is the identity on an interval.
    Infinite,
}

impl Count {
    /// Is there at least one?
    pub fn is_positive(&self) -> bool {
        *self != Count::Finite(Int::zero())
    }
    /// The number, if finite.
    pub fn finite(&self) -> Option<&Int> {
        match self {
            Count::Finite(n) => Some(n),
            Count::Infinite => None,
        }
    }
}

/// The periodic structure of a Markov map. Traces are computed when first needed, hence the `&mut self` of its questions.
#[derive(Clone, Debug)]
pub struct Periods {
    pub(super) images: Vec<usize>,
    pub(super) covering: Covering,
    pub(super) components: Vec<Component>,
    /// For each length the number of cycles of that length inside the partition.
    pub(super) point_cycles: BTreeMap<usize, usize>,
}

/// How a component of the covering graph that has loops is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A single loop of intervals, each mapped onto exactly the next one.
    Exact {
        /// Does one turn of the loop reverse the interval?
        reversing: bool,
    },
    /// A single loop of intervals with an image larger than the next one somewhere.
    Loop,
    /// Two successors inside the component for some interval: radius above 1.
    Branching,
}

/// A strongly connected component with at least one edge.
#[derive(Clone, Debug)]
pub(super) struct Component {
    pub(super) block: Vec<usize>,
    pub(super) shape: Shape,
    /// The greatest common divisor of the lengths of its loops.
    pub(super) gcd: usize,
    /// For each length the number of germs on cycles of that length whose intervals lie in the component.
    pub(super) germs: BTreeMap<usize, usize>,
    traces: Traces,
}

impl Periods {
    /// Of the map with index vector `images` (`images[i]` is the index of `f(p_i)`) on a closed partition.
    pub fn new(images: &[usize]) -> Periods {
        let covering = Covering::of_indices(images);
        let mut home = vec![usize::MAX; covering.rows.len()];
        let mut found = Vec::new();
        for block in components(&covering) {
            let rows = covering.restricted(&block);
            if rows.iter().any(|(lo, hi)| lo < hi) {
                block.iter().for_each(|&i| home[i] = found.len());
                found.push(Component::new(images, &covering, block, rows));
            }
        }
        for (length, interval) in germ_cycles(images) {
            *found[home[interval]].germs.entry(length).or_default() += length;
        }
        let mut point_cycles = BTreeMap::new();
        for cycle in cycles(images.len(), |i| Some(images[i])) {
            *point_cycles.entry(cycle.len()).or_default() += 1;
        }
        Periods {
            images: images.to_vec(),
            covering,
            components: found,
            point_cycles,
        }
    }
    /// The number of intervals.
    pub fn intervals(&self) -> usize {
        self.covering.rows.len()
    }
    /// The number of points of the partition fixed by `f^m`.
    pub(super) fn partition_points_fixed(&self, m: usize) -> usize {
        self.point_cycles
            .iter()
            .filter(|(length, _)| m.is_multiple_of(**length))
            .map(|(length, n)| length * n)
            .sum()
    }
}

impl Component {
    fn new(
        images: &[usize],
        covering: &Covering,
        block: Vec<usize>,
        rows: Vec<(usize, usize)>,
    ) -> Component {
        let whole = |&i: &usize| covering.rows[i].1 - covering.rows[i].0 == 1;
        let shape = if rows.iter().any(|(lo, hi)| hi - lo > 1) {
            Shape::Branching
        } else if block.iter().all(whole) {
            let falling = block.iter().filter(|&&i| images[i] > images[i + 1]).count();
            Shape::Exact {
                reversing: falling % 2 == 1,
            }
        } else {
            Shape::Loop
        };
        let gcd = loop_gcd(&rows);
        Component {
            block,
            shape,
            gcd,
            germs: BTreeMap::new(),
            traces: Traces {
                rows,
                known: Vec::new(),
            },
        }
    }
    /// Are all points of some interval fixed by `f^m`?
    pub(super) fn is_identity(&self, m: usize) -> bool {
        match self.shape {
            Shape::Exact { reversing } => {
                m.is_multiple_of(if reversing { 2 } else { 1 } * self.block.len())
            }
            _ => false,
        }
    }
    /// `F_S(m)`: the number of points off the partition, with intervals in this component, fixed by `f^m`.
    /// Meaningless if `is_identity(m)`.
    pub(super) fn fixed_off_partition(&mut self, m: usize) -> Int {
        if !m.is_multiple_of(self.gcd) {
            return Int::zero();
        }
        let trace = match self.shape {
            Shape::Branching => self.traces.get(m),
            _ => Int::from(self.block.len()),
        };
        let germs: usize = self
            .germs
            .iter()
            .filter(|(length, _)| m.is_multiple_of(**length))
            .map(|(_, n)| n)
            .sum();
        trace - germs
    }
}

/// The traces of the powers of a component's matrix, extended as far as they are asked for.
#[derive(Clone, Debug)]
struct Traces {
    rows: Vec<(usize, usize)>,
    /// Entry `m - 1` is the trace of the `m`-th power.
    known: Vec<Int>,
}

impl Traces {
    fn get(&mut self, m: usize) -> Int {
        if self.known.len() < m {
            let upto = m.max(3 * self.known.len() / 2);
            // Every entry of every power is at most the number of all paths of that length.
            let small = PathCounts::new(&self.rows)
                .take(upto + 1)
                .all(|n| n.iter().sum::<Int>().bits() <= 126);
            self.known = if small {
                diagonal_sums::<u128>(&self.rows, upto)
                    .into_iter()
                    .map(Int::from)
                    .collect()
            } else {
                power_sums(&charpoly(&self.rows), upto)
            };
        }
        self.known[m - 1].clone()
    }
}

/// The sums of the powers `1, ..., upto` of the roots of a monic polynomial, by Newton's identities.
fn power_sums(f: &IntPoly, upto: usize) -> Vec<Int> {
    // Entry `i` is the coefficient of `x^(n-i)`.
    let c: Vec<&Int> = f.coeffs().iter().rev().collect();
    let mut sums: Vec<Int> = Vec::with_capacity(upto);
    for k in 1..=upto {
        let mut sum = Int::zero();
        for i in (1..k.min(c.len())).filter(|&i| !c[i].is_zero()) {
            sum -= c[i] * &sums[k - 1 - i];
        }
        if k < c.len() {
            sum -= c[k] * k;
        }
        sums.push(sum);
    }
    sums
}

/// The traces of the powers `1, ..., upto`, one row of the powers at a time.
fn diagonal_sums<C: Tally>(rows: &[(usize, usize)], upto: usize) -> Vec<C> {
    let mut sums = vec![C::zero(); upto];
    for i in 0..rows.len() {
        let mut row = vec![C::zero(); rows.len()];
        row[i] = C::one();
        for sum in &mut sums {
            row = left_product(&row, rows);
            *sum += &row[i];
        }
    }
    sums
}

/// The greatest common divisor of all loop lengths of a strongly connected graph with contiguous rows.
fn loop_gcd(rows: &[(usize, usize)]) -> usize {
    let mut depth = vec![usize::MAX; rows.len()];
    depth[0] = 0;
    let (mut queue, mut gcd) = (vec![0], 0usize);
    while let Some(i) = queue.pop() {
        for j in rows[i].0..rows[i].1 {
            if depth[j] == usize::MAX {
                depth[j] = depth[i] + 1;
                queue.push(j);
            } else {
                gcd = gcd.gcd(&(depth[i] + 1).abs_diff(depth[j]));
            }
        }
    }
    gcd
}

/// The cycles of a partial function on `0..n`, each as the list of its elements in order.
pub(super) fn cycles(n: usize, next: impl Fn(usize) -> Option<usize>) -> Vec<Vec<usize>> {
    let mut walk_of = vec![usize::MAX; n];
    let mut found = Vec::new();
    for start in 0..n {
        let (mut at, mut walk) = (Some(start), Vec::new());
        while let Some(i) = at.filter(|&i| walk_of[i] == usize::MAX) {
            walk_of[i] = start;
            walk.push(i);
            at = next(i);
        }
        if let Some(i) = at.filter(|&i| walk_of[i] == start)
            && let Some(first) = walk.iter().position(|&j| j == i)
        {
            found.push(walk.split_off(first));
        }
    }
    found
}

/// The cycles of germs: for each its length and one interval on it.
fn germ_cycles(images: &[usize]) -> Vec<(usize, usize)> {
    // Germ 2i is the right side of p_i, in I_i; germ 2i+1 is the left side of p_(i+1), in I_i too.
    let intervals = images.len().saturating_sub(1);
    let next = |germ: usize| {
        let interval = germ / 2;
        let (u, v) = (images[interval], images[interval + 1]);
        let (point, other) = if germ.is_multiple_of(2) {
            (u, v)
        } else {
            (v, u)
        };
        match point.cmp(&other) {
            std::cmp::Ordering::Less => Some(2 * point),
            std::cmp::Ordering::Greater => Some(2 * (point - 1) + 1),
            std::cmp::Ordering::Equal => None,
        }
    };
    cycles(2 * intervals, next)
        .into_iter()
        .map(|cycle| (cycle.len(), cycle[0] / 2))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn newton_s_identities_agree_with_powers_of_the_matrix() {
        let mut state = 9u64;
        let mut below = |n: usize| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            (state >> 33) as usize % n
        };
        for _ in 0..40 {
            let n = 1 + below(9);
            let rows: Vec<_> = (0..n)
                .map(|_| {
                    let lo = below(n);
                    (lo, lo + below(n - lo + 1))
                })
                .collect();
            assert_eq!(
                power_sums(&charpoly(&rows), 70),
                diagonal_sums::<Int>(&rows, 70),
                "{rows:?}"
            );
        }
    }
}
