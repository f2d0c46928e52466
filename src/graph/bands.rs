//! The choice of bands for Theorem 5: pairs of partition points that do not overlap, with the largest total weight.

use super::Covering;
use super::levels::Levels;
use super::paths::path_counts;
use super::summary::crossings_at_points;
use crate::num::{Int, Number};

/// Up to so many partition points all pairs are tried.
const ALL_PAIRS: usize = 12;
/// Up to so many steps of recursions (pairs times iterate times intervals) all pairs are tried.
const STEPS: usize = 400_000;

/// Crossings of bands of one iterate: of all pairs of points where that is cheap, else of neighbours only.
#[derive(Clone, Debug)]
pub struct Bands<'a> {
    points: &'a [Number],
    /// Pairs of points with their crossings, by the higher point.
    pairs: Vec<Levels>,
    /// Are all pairs there?
    all: bool,
}

impl<'a> Bands<'a> {
    /// Of `f^t` for the closed partition `points` with index vector `images`.
    pub fn new(points: &'a [Number], images: &[usize], t: usize) -> Bands<'a> {
        let n = points.len();
        let all = n <= ALL_PAIRS && n * n * n * t / 2 <= STEPS;
        let counts = path_counts(&Covering::of_indices(images).rows, t);
        let mut pairs = Vec::new();
        for high in 1..n {
            let lowest = if all { 0 } else { high - 1 };
            for (low, count) in counts.iter().enumerate().take(high).skip(lowest) {
                let crossings = if low + 1 == high {
                    count.clone()
                } else {
                    crossings_at_points(images, t, low, high)
                };
                pairs.push(Levels {
                    low,
                    high,
                    crossings,
                });
            }
        }
        Bands { points, pairs, all }
    }
    /// Were all pairs of points tried, or neighbours only?
    pub fn all_pairs(&self) -> bool {
        self.all
    }
    /// Bands that do not overlap with the largest sum of `weight(gap, crossings)`, from low to high, and that sum.
    ///
    /// `weight` is never negative; bands of weight 0 are left out. On a tie the bands found first, from below, stay.
    pub fn best(&self, weight: impl Fn(&Number, &Int) -> Number) -> (Vec<&Levels>, Number) {
        let n = self.points.len();
        let mut sums = vec![Number::zero(); n];
        let mut last: Vec<Option<&Levels>> = vec![None; n];
        let mut pairs = self.pairs.iter().peekable();
        for high in 1..n {
            sums[high] = sums[high - 1].clone();
            while let Some(pair) = pairs.next_if(|p| p.high == high) {
                let gap = &self.points[high] - &self.points[pair.low];
                let own = weight(&gap, &pair.crossings);
                if own.is_zero() {
                    continue;
                }
                let sum = &sums[pair.low] + own;
                if sum > sums[high] {
                    sums[high] = sum;
                    last[high] = Some(pair);
                }
            }
        }
        let mut chosen = Vec::new();
        let mut at = n - 1;
        while at > 0 {
            match last[at] {
                Some(pair) => {
                    chosen.push(pair);
                    at = pair.low;
                }
                None => at -= 1,
            }
        }
        chosen.reverse();
        (chosen, sums[n - 1].clone())
    }
}
