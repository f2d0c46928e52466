//! Crossings of the iterates of a Markov map, by the summary recursion.
//!
//! Write down the values of `f^t` at its turning points from left to right, mark those `<= x` as low and those
//! `>= y` as high: `C(f,t;x,y)` is the number of changes between low and high. A stretch of the domain is summarised
//! by its first mark, its last mark and its number of changes; summaries of neighbouring stretches concatenate.
//! `f^t` on `I_i` is `f^(t-1)` on the block of intervals `f(I_i)`, read backwards where `f` decreases.

use crate::num::{Int, Number};
use num_traits::{One, Zero};
use std::ops::{AddAssign, SubAssign};

/// One of two opposite marks: levels reached (low, high), or directions of a lap (falling, rising).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// A value `<= x`, or a falling stretch.
    Low,
    /// A value `>= y`, or a rising stretch.
    High,
}

impl Mark {
    /// The opposite mark.
    pub fn flipped(self) -> Mark {
        match self {
            Mark::Low => Mark::High,
            Mark::High => Mark::Low,
        }
    }
}

/// What numbers of changes are counted in: big integers, or machine words where they are known to suffice.
pub trait Tally:
    Clone + Zero + One + AddAssign + for<'a> AddAssign<&'a Self> + for<'a> SubAssign<&'a Self>
{
}
impl<C: Clone + Zero + One + AddAssign + for<'a> AddAssign<&'a C> + for<'a> SubAssign<&'a C>> Tally
    for C
{
}

/// A sequence of marks, reduced to its first mark, its last mark and the number of changes between neighbours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary<C = Int> {
    /// First and last mark; `None` when nothing is marked.
    pub ends: Option<(Mark, Mark)>,
    /// How often neighbouring marks differ.
    pub changes: C,
}

impl<C: Tally> Summary<C> {
    /// The summary of no marks at all.
    pub fn empty() -> Self {
        Summary {
            ends: None,
            changes: C::zero(),
        }
    }
    /// The summary of at most one mark.
    pub fn point(mark: Option<Mark>) -> Self {
        Summary {
            ends: mark.map(|m| (m, m)),
            changes: C::zero(),
        }
    }
    /// Appends `next` on the right.
    pub fn append(&mut self, next: &Summary<C>) {
        match (self.ends, next.ends) {
            (_, None) => {}
            (None, _) => *self = next.clone(),
            (Some((first, joint)), Some((other, last))) => {
                self.changes += &next.changes;
                if joint != other {
                    self.changes += C::one();
                }
                self.ends = Some((first, last));
            }
        }
    }
    /// The same marks read backwards; with `flip`, every mark replaced by its opposite as well.
    pub fn backwards(mut self, flip: bool) -> Self {
        self.ends = self.ends.map(|(a, b)| {
            if flip {
                (b.flipped(), a.flipped())
            } else {
                (b, a)
            }
        });
        self
    }
}

/// The summaries of `f^t` on every interval of a closed partition, for `t = 0, 1, 2, ...` in O(n) a step.
#[derive(Clone, Debug)]
pub struct Recursion<'a, C = Int> {
    images: &'a [usize],
    flip: bool,
    points: Vec<Option<Mark>>,
    intervals: Vec<Summary<C>>,
    iterate: usize,
}

impl<'a, C: Tally> Recursion<'a, C> {
    /// Starts at `t = 0`. `images` is the index vector of a closed partition, `points` the mark of each point,
    /// `intervals` the summary of each interval; `flip` when reading backwards turns marks into their opposites.
    pub fn new(
        images: &'a [usize],
        points: Vec<Option<Mark>>,
        intervals: Vec<Summary<C>>,
        flip: bool,
    ) -> Self {
        Recursion {
            images,
            flip,
            points,
            intervals,
            iterate: 0,
        }
    }
    /// Starts at `t = 0` from marks of points: an interval carries the marks of its two ends.
    pub fn from_marks(images: &'a [usize], points: Vec<Option<Mark>>) -> Self {
        let ends = |w: &[Option<Mark>]| {
            let mut s = Summary::point(w[0]);
            s.append(&Summary::point(w[1]));
            s
        };
        let intervals = points.windows(2).map(ends).collect();
        Recursion::new(images, points, intervals, false)
    }
    /// The current `t`.
    pub fn iterate(&self) -> usize {
        self.iterate
    }
    /// The summary of `f^t` on each interval of the partition.
    pub fn summaries(&self) -> &[Summary<C>] {
        &self.intervals
    }
    /// The summary of `f^t` on `[p_i, p_j]`, `i <= j`.
    pub fn between(&self, i: usize, j: usize) -> Summary<C> {
        let mut out = Summary::point(self.points.get(i).copied().flatten());
        self.intervals[i..j].iter().for_each(|s| out.append(s));
        out
    }
    /// The summary of `f^t` on the whole domain.
    pub fn whole(&self) -> Summary<C> {
        self.between(0, self.intervals.len())
    }
    /// From `t` to `t + 1`.
    pub fn step(&mut self) {
        let sums = Prefixes::new(&self.intervals);
        let next = |w: &[usize]| {
            let (u, v) = (w[0], w[1]);
            match u.cmp(&v) {
                std::cmp::Ordering::Less => sums.block(u, v),
                std::cmp::Ordering::Greater => sums.block(v, u).backwards(self.flip),
                std::cmp::Ordering::Equal => Summary::point(self.points[u]),
            }
        };
        let intervals = self.images.windows(2).map(next).collect();
        self.points = self.images.iter().map(|&i| self.points[i]).collect();
        self.intervals = intervals;
        self.iterate += 1;
    }
}

/// Prefix sums from which the summary of any block of intervals is read off in O(1) additions.
struct Prefixes<'s, C> {
    intervals: &'s [Summary<C>],
    /// Entry `k`: changes in the concatenation of the first `k` summaries.
    changes: Vec<C>,
    /// Entry `k`: the last mark in the concatenation of the first `k` summaries.
    last: Vec<Option<Mark>>,
    /// Entry `k`: the first marked interval with index at least `k`, or the number of intervals.
    marked: Vec<usize>,
}

impl<'s, C: Tally> Prefixes<'s, C> {
    fn new(intervals: &'s [Summary<C>]) -> Self {
        let n = intervals.len();
        let mut whole = Summary::empty();
        let (mut changes, mut last, mut marked) = (vec![C::zero()], vec![None], vec![n; n + 1]);
        for s in intervals {
            whole.append(s);
            changes.push(whole.changes.clone());
            last.push(whole.ends.map(|e| e.1));
        }
        for k in (0..n).rev() {
            marked[k] = if intervals[k].ends.is_some() {
                k
            } else {
                marked[k + 1]
            };
        }
        Prefixes {
            intervals,
            changes,
            last,
            marked,
        }
    }
    /// The concatenation of the summaries `lo..hi`.
    fn block(&self, lo: usize, hi: usize) -> Summary<C> {
        let start = self.marked[lo];
        if start >= hi {
            return Summary::empty();
        }
        let mut changes = self.changes[hi].clone();
        changes -= &self.changes[start + 1];
        changes += &self.intervals[start].changes;
        let first = self.intervals[start].ends.map(|e| e.0);
        Summary {
            ends: first.zip(self.last[hi]),
            changes,
        }
    }
}

/// `C(f,t;x,y)` for `t = 0, 1, 2, ...` at fixed levels.
#[derive(Clone, Debug)]
pub struct CrossingCounter<'a>(Recursion<'a, Int>);

impl<'a> CrossingCounter<'a> {
    /// At levels `x < y`, any two numbers (for `x >= y` every count is 0). `points` and `images` are a closed partition.
    pub fn new(points: &[Number], images: &'a [usize], x: &Number, y: &Number) -> Self {
        CrossingCounter(Recursion::from_marks(
            images,
            points.iter().map(|p| mark(p, x, y)).collect(),
        ))
    }
    /// At the levels `p_a < p_b` of the partition.
    pub fn at_points(images: &'a [usize], a: usize, b: usize) -> Self {
        CrossingCounter(Recursion::from_marks(
            images,
            (0..images.len()).map(|i| mark(&i, &a, &b)).collect(),
        ))
    }
    /// The current `t`.
    pub fn iterate(&self) -> usize {
        self.0.iterate()
    }
    /// `C(f,t;x,y)` for the current `t`.
    pub fn count(&self) -> Int {
        self.0.whole().changes
    }
    /// The crossings of `f^t` on `[p_i, p_j]` alone, `i <= j`.
    pub fn count_between(&self, i: usize, j: usize) -> Int {
        self.0.between(i, j).changes
    }
    /// The summary of `f^t` on each interval: the witness of the count.
    pub fn summaries(&self) -> &[Summary<Int>] {
        self.0.summaries()
    }
    /// From `t` to `t + 1`.
    pub fn step(&mut self) {
        self.0.step();
    }
}

/// The mark of a value at levels `x < y`.
pub fn mark<N: Ord>(value: &N, x: &N, y: &N) -> Option<Mark> {
    if x >= y {
        None
    } else if value <= x {
        Some(Mark::Low)
    } else if value >= y {
        Some(Mark::High)
    } else {
        None
    }
}

/// `C(f,t;x,y)` of a Markov map with closed partition `points`, `images`, at any levels `x < y`.
pub fn crossings(points: &[Number], images: &[usize], t: usize, x: &Number, y: &Number) -> Int {
    let mut counter = CrossingCounter::new(points, images, x, y);
    (0..t).for_each(|_| counter.step());
    counter.count()
}

/// `C(f,t;p_a,p_b)` for two points `a < b` of the partition.
pub fn crossings_at_points(images: &[usize], t: usize, a: usize, b: usize) -> Int {
    let mut counter = CrossingCounter::at_points(images, a, b);
    (0..t).for_each(|_| counter.step());
    counter.count()
}
