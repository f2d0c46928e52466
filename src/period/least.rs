//! Least periods of a Markov map: how many orbits of each, which exist, and the strongest in Sharkovsky's order.
//!
//! Points off the partition are counted per component by Moebius inversion of the fixed points `F_S`; a loop of
//! intervals mapped exactly onto each other gives its length `l`, and `2l` if a turn reverses it.

use super::sharkovsky;
use super::structure::{Component, Count, Periods, Shape};
use crate::num::Int;
use num_traits::{Signed, Zero};

/// What [`Periods::orbits`] counts in one component.
fn points_off_partition(component: &mut Component, m: usize) -> Count {
    let length = component.block.len();
    match component.shape {
        Shape::Exact { reversing: false } if m == length => Count::Infinite,
        Shape::Exact { reversing: true } if m == 2 * length => Count::Infinite,
        Shape::Exact { reversing: true } if m == length => Count::Finite(Int::from(length)),
        Shape::Exact { .. } => Count::Finite(Int::zero()),
        Shape::Loop if m != length => Count::Finite(Int::zero()),
        _ => {
            let mut sum = Int::zero();
            for d in (1..=m).filter(|&d| m.is_multiple_of(d)) {
                match moebius(m / d) {
                    0 => {}
                    sign => sum += component.fixed_off_partition(d) * sign,
                }
            }
            Count::Finite(sum)
        }
    }
}

/// The Moebius function.
fn moebius(mut n: usize) -> i32 {
    let (mut sign, mut p) = (1, 2);
    while p * p <= n {
        if n.is_multiple_of(p) {
            n /= p;
            if n.is_multiple_of(p) {
                return 0;
            }
            sign = -sign;
        }
        p += 1;
    }
    if n > 1 { -sign } else { sign }
}

impl Periods {
    /// The number of periodic orbits of least period `m >= 1`.
    pub fn orbits(&mut self, m: usize) -> Count {
        if m == 0 {
            return Count::Finite(Int::zero());
        }
        let mut points = Int::zero();
        for component in &mut self.components {
            match points_off_partition(component, m) {
                Count::Infinite => return Count::Infinite,
                Count::Finite(n) => points += n,
            }
        }
        debug_assert!(!points.is_negative() && (&points % m).is_zero());
        Count::Finite(points / m + self.orbits_in_partition(m))
    }
    /// For each component with loops, in topological order: its intervals, and the number of points of least
    /// period `m` off the partition whose orbits run in it.
    pub fn by_component(&mut self, m: usize) -> Vec<(Vec<usize>, Count)> {
        let count = |c: &mut Component| match m {
            0 => (c.block.clone(), Count::Finite(Int::zero())),
            _ => (c.block.clone(), points_off_partition(c, m)),
        };
        self.components.iter_mut().map(count).collect()
    }
    /// The number of periodic orbits of least period `m` inside the partition.
    pub fn orbits_in_partition(&self, m: usize) -> usize {
        self.point_cycles.get(&m).copied().unwrap_or(0)
    }
    /// Is there a point of least period `m`?
    pub fn exists(&mut self, m: usize) -> bool {
        if m == 0 {
            return false;
        }
        self.point_cycles.contains_key(&m)
            || self
                .components
                .iter_mut()
                .any(|c| m.is_multiple_of(c.gcd) && points_off_partition(c, m).is_positive())
    }
    /// The strongest least period `s` in Sharkovsky's order: the least periods of the map are those that `s` forces.
    ///
    /// It is at most three times the number of intervals, so the search ends.
    pub fn strongest(&mut self) -> usize {
        let limit = 3 * self.intervals().max(1);
        sharkovsky::order_upto(limit)
            .into_iter()
            .find(|&m| self.exists(m))
            .unwrap_or(1)
    }
}

/// The numbers of orbits of least periods `1, ..., m` of the map with index vector `images` on a closed partition.
pub fn orbits_upto(images: &[usize], m: usize) -> Vec<Count> {
    let mut periods = Periods::new(images);
    // The largest first, so that the traces are computed once.
    let mut counts: Vec<Count> = (1..=m).rev().map(|k| periods.orbits(k)).collect();
    counts.reverse();
    counts
}

/// The strongest least period in Sharkovsky's order.
pub fn strongest_period(images: &[usize]) -> usize {
    Periods::new(images).strongest()
}
