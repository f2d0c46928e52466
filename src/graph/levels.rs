//! The choice of levels: which two points of a closed partition give the most crossings of `f^t`.
//!
//! The best levels lie in the partition (moving a level to the next point outwards changes no mark), and `C` does
//! not grow when the levels move apart. So the largest count is that of some pair of neighbours, which is `N_j(t)`,
//! and the pairs with a given count are found with two pointers.

use super::covering::Covering;
use super::paths::PathCounts;
use super::summary::{Recursion, Tally, mark};
use crate::num::{Int, Number};
use num_traits::Zero;
use std::collections::HashMap;

/// Two levels `p_low < p_high` of the partition, by index, and the number of crossings there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Levels {
    /// The index of the lower level.
    pub low: usize,
    /// The index of the higher level.
    pub high: usize,
    /// `C(f,t;p_low,p_high)`.
    pub crossings: Int,
}

/// The pair of partition points with the most crossings of `f^t`, the wider pair on a tie, then the leftmost.
/// `None` only for a partition of fewer than two points.
pub fn best_levels_auto(points: &[Number], images: &[usize], t: usize) -> Option<Levels> {
    Chooser::new(points, images, t).auto()
}

/// The pair with the most crossings of `f^t` among those at least `min_gap` apart, the wider pair on a tie, then
/// the leftmost; `None` when no two points are that far apart.
pub fn best_levels_tolerance(
    points: &[Number],
    images: &[usize],
    t: usize,
    min_gap: &Number,
) -> Option<Levels> {
    Chooser::new(points, images, t).at_least(min_gap, false)
}

/// The widest pair of partition points that `f^t` crosses more than `pieces` times, the leftmost on a tie.
///
/// The crossings do not grow when a pair is widened, so that two pointers find it.
pub fn widest_pair(points: &[Number], images: &[usize], t: usize, pieces: &Int) -> Option<Levels> {
    let mut chooser = Chooser::new(points, images, t);
    let mut best: Option<Levels> = None;
    let mut high = 1;
    for low in 0..points.len().saturating_sub(1) {
        high = high.max(low + 1);
        while high < points.len() && chooser.crossings(low, high) > *pieces {
            let wider = best
                .as_ref()
                .is_none_or(|b| chooser.gap(low, high) > chooser.gap(b.low, b.high));
            if wider {
                let crossings = chooser.crossings(low, high);
                best = Some(Levels {
                    low,
                    high,
                    crossings,
                });
            }
            high += 1;
        }
    }
    best
}

/// The Pareto front of levels: gaps strictly increase, crossings strictly decrease, and no pair of points beats an
/// entry in one without losing in the other. Starts with the pair of [`best_levels_auto`]; pairs without crossings
/// are left out after it. At most `max_entries` entries, cut off at the wide end.
pub fn pareto_front(
    points: &[Number],
    images: &[usize],
    t: usize,
    max_entries: usize,
) -> Vec<Levels> {
    let mut chooser = Chooser::new(points, images, t);
    let mut front: Vec<Levels> = chooser.auto().into_iter().take(max_entries).collect();
    while let Some(last) = front.last()
        && front.len() < max_entries
    {
        let gap = chooser.gap(last.low, last.high);
        match chooser.at_least(&gap, true) {
            Some(next) if !next.crossings.is_zero() => front.push(next),
            _ => break,
        }
    }
    front
}

/// Crossing counts of one iterate at many pairs of points, computed once each.
struct Chooser<'a> {
    points: &'a [Number],
    images: &'a [usize],
    t: usize,
    /// `N_j(t)`: the crossings between neighbours.
    neighbours: Vec<Int>,
    /// Do all counts up to `t` fit into a machine word?
    small: bool,
    known: HashMap<(usize, usize), Int>,
    /// For each left point the widest pair evaluated so far: a bound for all wider ones.
    widest: Vec<Option<(usize, Int)>>,
}

impl<'a> Chooser<'a> {
    fn new(points: &'a [Number], images: &'a [usize], t: usize) -> Self {
        let rows = Covering::of_indices(images).rows;
        let (mut small, mut neighbours) = (true, Vec::new());
        for counts in PathCounts::new(&rows).take(t + 1) {
            small &= counts.iter().sum::<Int>().bits() <= 62;
            neighbours = counts;
        }
        Chooser {
            points,
            images,
            t,
            neighbours,
            small,
            known: HashMap::new(),
            widest: vec![None; points.len()],
        }
    }
    fn gap(&self, a: usize, b: usize) -> Number {
        &self.points[b] - &self.points[a]
    }
    fn evaluate<C: Tally>(&self, a: usize, b: usize) -> C {
        let marks = (0..self.images.len()).map(|i| mark(&i, &a, &b)).collect();
        let mut recursion = Recursion::<C>::from_marks(self.images, marks);
        (0..self.t).for_each(|_| recursion.step());
        recursion.whole().changes
    }
    fn crossings(&mut self, a: usize, b: usize) -> Int {
        if b == a + 1 {
            return self.neighbours[a].clone();
        }
        if let Some(c) = self.known.get(&(a, b)) {
            return c.clone();
        }
        let count = if self.small {
            Int::from(self.evaluate::<u64>(a, b))
        } else {
            self.evaluate::<Int>(a, b)
        };
        self.known.insert((a, b), count.clone());
        if self.widest[a].as_ref().is_none_or(|w| w.0 < b) {
            self.widest[a] = Some((b, count.clone()));
        }
        count
    }
    /// An upper bound for the crossings at `a < b`: the least count of a narrower pair that is known.
    fn bound(&self, a: usize, b: usize) -> Int {
        let narrow = self.neighbours[a..b].iter().min().expect("a < b").clone();
        match &self.widest[a] {
            Some((w, count)) if *w <= b => narrow.min(count.clone()),
            _ => narrow,
        }
    }
    fn reaches(&mut self, a: usize, b: usize, count: &Int) -> bool {
        self.bound(a, b) >= *count && self.crossings(a, b) >= *count
    }
    fn auto(&mut self) -> Option<Levels> {
        let most = self.neighbours.iter().max()?.clone();
        self.widest_with(most)
    }
    /// The widest pair with at least `count` crossings, the leftmost on a tie.
    fn widest_with(&mut self, count: Int) -> Option<Levels> {
        let last = self.points.len() - 1;
        let mut best: Option<(Number, usize, usize)> = None;
        let mut b = 0;
        for a in 0..last {
            if best
                .as_ref()
                .is_some_and(|(gap, ..)| self.gap(a, last) <= *gap)
            {
                break;
            }
            if b <= a {
                b = a + 1;
                if !self.reaches(a, b, &count) {
                    continue;
                }
            } else if b == a + 1 && !self.reaches(a, b, &count) {
                continue;
            }
            while b < last && self.reaches(a, b + 1, &count) {
                b += 1;
            }
            let gap = self.gap(a, b);
            if best.as_ref().is_none_or(|(g, ..)| gap > *g) {
                best = Some((gap, a, b));
            }
        }
        best.map(|(_, low, high)| Levels {
            low,
            high,
            crossings: self.crossings(low, high),
        })
    }
    /// The most crossings among pairs at least (or, if `strictly`, more than) `min_gap` apart; the widest such pair.
    fn at_least(&mut self, min_gap: &Number, strictly: bool) -> Option<Levels> {
        let mut candidates = Vec::new();
        let mut b = 0;
        for a in 0..self.points.len() {
            b = b.max(a + 1);
            let wide = |gap: Number| {
                if strictly {
                    gap > *min_gap
                } else {
                    gap >= *min_gap
                }
            };
            while b < self.points.len() && !wide(self.gap(a, b)) {
                b += 1;
            }
            if b >= self.points.len() {
                break;
            }
            candidates.push((self.bound(a, b), a, b));
        }
        candidates.sort_by(|x, y| y.0.cmp(&x.0));
        let mut most: Option<Int> = None;
        for (bound, a, b) in candidates {
            if most.as_ref().is_some_and(|m| bound <= *m) {
                break;
            }
            let count = self.crossings(a, b);
            most = Some(most.map_or(count.clone(), |m| m.max(count)));
        }
        // Every pair with that many crossings that is at least as wide as the best one found is far enough apart.
        self.widest_with(most?)
    }
}
