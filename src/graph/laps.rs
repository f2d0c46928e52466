//! Laps of the iterates of a Markov map: maximal intervals on which `f^t` is weakly monotone.
//!
//! The recursion of `summary`, with rising and falling stretches as marks: a flat stretch carries none, so flat
//! pieces join their neighbours, and a constant map has one lap.

use super::summary::{Mark, Recursion, Summary};
use crate::num::Int;
use num_traits::{One, Zero};

/// `laps(f,0), laps(f,1), laps(f,2), ...`; an endless iterator.
#[derive(Clone, Debug)]
pub struct LapCounts<'a> {
    recursion: Recursion<'a, Int>,
    started: bool,
}

impl<'a> LapCounts<'a> {
    /// Of the map with index vector `images` on a closed partition.
    pub fn new(images: &'a [usize]) -> Self {
        let rising = Summary {
            ends: Some((Mark::High, Mark::High)),
            changes: Int::zero(),
        };
        let intervals = vec![rising; images.len().saturating_sub(1)];
        LapCounts {
            recursion: Recursion::new(images, vec![None; images.len()], intervals, true),
            started: false,
        }
    }
}

impl Iterator for LapCounts<'_> {
    type Item = Int;
    fn next(&mut self) -> Option<Int> {
        if self.started {
            self.recursion.step();
        }
        self.started = true;
        Some(Int::one() + self.recursion.whole().changes)
    }
}

/// `laps(f,t)`, at least 1; `laps(f,0) = 1`.
pub fn laps(images: &[usize], t: usize) -> Int {
    LapCounts::new(images)
        .nth(t)
        .expect("the iterator is endless")
}

/// `laps(f,0), ..., laps(f,t)`.
pub fn laps_upto(images: &[usize], t: usize) -> Vec<Int> {
    LapCounts::new(images).take(t + 1).collect()
}
