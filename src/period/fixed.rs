//! The number of fixed points of the iterates of a Markov map.
//!
//! `#Fix(f^m) = tr(A^m) - G_m + E_m`: `E_m` points of the partition and `G_m` germs fixed by `f^m`; infinite where
//! `f^m` is the identity on an interval, which is then a whole interval of the partition.

use super::structure::{Count, Periods};
use crate::num::Int;

impl Periods {
    /// `#Fix(f^m)`, `m >= 1`. (`f^0` is the identity: infinite.)
    pub fn fixed_points(&mut self, m: usize) -> Count {
        if m == 0 || self.components.iter().any(|c| c.is_identity(m)) {
            return Count::Infinite;
        }
        let off: Int = self
            .components
            .iter_mut()
            .map(|c| c.fixed_off_partition(m))
            .sum();
        Count::Finite(off + self.partition_points_fixed(m))
    }
}

/// `#Fix(f), #Fix(f^2), ..., #Fix(f^m)` of the map with index vector `images` on a closed partition.
pub fn fixed_points_upto(images: &[usize], m: usize) -> Vec<Count> {
    let mut periods = Periods::new(images);
    // The largest first, so that the traces are computed once.
    let mut counts: Vec<Count> = (1..=m).rev().map(|k| periods.fixed_points(k)).collect();
    counts.reverse();
    counts
}
