//! Laps and crossings of the iterates of any piecewise-linear map, closed partition or not.
//!
//! The recursion of `summary` on exact directed intervals: on a lap `J` of `f`, `f^t` runs through what `f^(t-1)`
//! does on the interval between the images of the ends of `J`. Only intervals between points of the orbits of the
//! turning points and end points occur; equal ones are shared. Numbers may grow for ever, so there is a budget.

use super::summary::{Mark, Summary, mark};
use crate::map::PiecewiseLinear;
use crate::num::{Int, Number};
use num_traits::{One, Zero};
use std::collections::HashMap;

/// How much work an exact recursion may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// The number of parts of intervals, over all iterates.
    pub states: usize,
    /// The total size in bits of all numbers that occur.
    pub bits: u64,
}

impl Default for Budget {
    fn default() -> Self {
        Budget {
            states: 1_000_000,
            bits: 200_000_000,
        }
    }
}

/// `C(f,t;x,y)` for `x < y` (0 for `x >= y`); `None` when the budget ends or `f` leaves its domain.
pub fn crossings_exact(
    f: &PiecewiseLinear,
    t: usize,
    x: &Number,
    y: &Number,
    budget: Budget,
) -> Option<Int> {
    Some(Tower::new(f, t, budget)?.crossings(x, y))
}

/// `laps(f,t)`; `None` when the budget ends or `f` leaves its domain.
pub fn laps_exact(f: &PiecewiseLinear, t: usize, budget: Budget) -> Option<Int> {
    let mut descent = Descent::new(f, budget)?;
    for _ in 0..t {
        descent.step()?;
    }
    Some(descent.laps())
}

/// `laps(f,t)` for `t = 1..=most`, by one recursion; fewer when the budget ends (at the same `t` as in [`laps_exact`]) or
/// `f` leaves its domain.
pub fn laps_exact_upto(f: &PiecewiseLinear, most: usize, budget: Budget) -> Vec<Int> {
    let Some(mut descent) = Descent::new(f, budget) else {
        return Vec::new();
    };
    let next = |_| descent.step().map(|()| descent.laps());
    (1..=most).map_while(next).collect()
}

/// The numbers that occur, each stored once, with its image and its place among the turning points.
struct Orbits<'a> {
    f: &'a PiecewiseLinear,
    numbers: Vec<Number>,
    index: HashMap<Number, usize>,
    images: Vec<Option<usize>>,
    /// How many turning points are below the number, and how many are at most the number.
    places: Vec<(usize, usize)>,
    /// The turning points, by number.
    turns: Vec<usize>,
    /// Is `f` rising between turn `k-1` and turn `k`?
    rising: Vec<bool>,
    bits_left: u64,
}

impl<'a> Orbits<'a> {
    fn new(f: &'a PiecewiseLinear, bits: u64) -> Option<Self> {
        let (mut turns, mut rising) = (Vec::new(), Vec::new());
        for (i, slope) in f.slopes().iter().enumerate().filter(|(_, s)| !s.is_zero()) {
            let up = slope.sign() > 0;
            match rising.last() {
                Some(before) if *before == up => {}
                Some(_) => {
                    turns.push(f.vertices()[i].0.clone());
                    rising.push(up);
                }
                None => rising.push(up),
            }
        }
        if rising.is_empty() {
            rising.push(true);
        }
        let mut out = Orbits {
            f,
            numbers: Vec::new(),
            index: HashMap::new(),
            images: Vec::new(),
            places: Vec::new(),
            turns: Vec::new(),
            rising,
            bits_left: bits,
        };
        for (k, turn) in turns.iter().enumerate() {
            let id = out.intern(turn.clone(), |_| (k, k + 1))?;
            out.turns.push(id);
        }
        Some(out)
    }
    fn intern(&mut self, x: Number, place: impl Fn(&Number) -> (usize, usize)) -> Option<usize> {
        if let Some(&id) = self.index.get(&x) {
            return Some(id);
        }
        let (num, den) = x.numerators();
        let bits = num.iter().map(Int::bits).sum::<u64>() + den.bits();
        self.bits_left = self.bits_left.checked_sub(bits)?;
        let id = self.numbers.len();
        self.places.push(place(&x));
        self.index.insert(x.clone(), id);
        self.numbers.push(x);
        self.images.push(None);
        Some(id)
    }
    fn place(&mut self, x: Number) -> Option<usize> {
        if let Some(&id) = self.index.get(&x) {
            return Some(id);
        }
        // A number that is not stored is no turning point: those were stored first.
        let below = self.turns.partition_point(|&t| self.numbers[t] < x);
        self.intern(x, |_| (below, below))
    }
    fn image(&mut self, id: usize) -> Option<usize> {
        if let Some(image) = self.images[id] {
            return Some(image);
        }
        let value = self.f.eval(&self.numbers[id])?;
        let image = self.place(value)?;
        self.images[id] = Some(image);
        Some(image)
    }
}

/// A part of an interval: an interval one level below, by index, and whether it is run through backwards.
type Part = (usize, bool);

/// The way down from `f^t` on the whole domain, one iterate after another; what is found for `t` serves `t + 1` as well.
struct Descent<'a> {
    orbits: Orbits<'a>,
    /// Entry `k`: the parts of each interval of depth `k`, in order; the parts are intervals of depth `k + 1`.
    levels: Vec<Vec<Vec<Part>>>,
    /// The intervals of the last depth, by the numbers at their ends.
    last: Vec<(usize, usize)>,
    /// The parts that may still come.
    left: usize,
}

impl<'a> Descent<'a> {
    /// At `t = 0`; `None` when the budget ends or `f` leaves its domain.
    fn new(f: &'a PiecewiseLinear, budget: Budget) -> Option<Self> {
        f.check_self_map().ok()?;
        let mut orbits = Orbits::new(f, budget.bits)?;
        let ends = (
            orbits.place(f.left().clone())?,
            orbits.place(f.right().clone())?,
        );
        Some(Descent {
            orbits,
            levels: Vec::new(),
            last: vec![ends],
            left: budget.states,
        })
    }
    /// From `t` to `t + 1`; of no use any more after `None`, when the budget has ended.
    fn step(&mut self) -> Option<()> {
        let (mut next, mut index) = (Vec::new(), HashMap::new());
        let mut split = Vec::with_capacity(self.last.len());
        for &(u, v) in &self.last {
            let parts = parts_of(&mut self.orbits, u, v, &mut next, &mut index, self.left)?;
            self.left = self.left.checked_sub(parts.len())?;
            split.push(parts);
        }
        self.levels.push(split);
        self.last = next;
        Some(())
    }
    /// `laps(f,t)`.
    fn laps(&self) -> Int {
        // Equal numbers have equal indices.
        let direction = |(u, v): &(usize, usize)| Summary::point((u != v).then_some(Mark::High));
        let base = self.last.iter().map(direction).collect();
        Int::one() + summarise(&self.levels, base, true).changes
    }
}

/// The summary of `f^t` on the whole domain, from those of `f^0` on the intervals of the last depth.
fn summarise(levels: &[Vec<Vec<Part>>], base: Vec<Summary>, flip: bool) -> Summary {
    let mut below = base;
    for level in levels.iter().rev() {
        let join = |parts: &Vec<Part>| {
            let mut out = Summary {
                ends: None,
                changes: Int::zero(),
            };
            for &(i, reversed) in parts {
                let part = below[i].clone();
                out.append(&if reversed { part.backwards(flip) } else { part });
            }
            out
        };
        below = level.iter().map(join).collect();
    }
    below.into_iter().next().unwrap_or_else(Summary::empty)
}

/// The intervals on which each lower iterate must be known, from `f^t` on the whole domain down to `f^0`.
pub struct Tower {
    levels: Vec<Vec<Vec<Part>>>,
    /// The intervals of level 0, by their ends.
    base: Vec<(Number, Number)>,
}

impl Tower {
    /// The intervals through which `f^t` runs; `None` when the budget ends or `f` leaves its domain.
    pub fn new(f: &PiecewiseLinear, t: usize, budget: Budget) -> Option<Self> {
        let mut descent = Descent::new(f, budget)?;
        for _ in 0..t {
            descent.step()?;
        }
        let number = |i: usize| descent.orbits.numbers[i].clone();
        let base = descent.last.iter().map(|&(u, v)| (number(u), number(v)));
        Some(Tower {
            base: base.collect(),
            levels: descent.levels,
        })
    }
    /// `C(f,t;x,y)` for `x < y` (0 for `x >= y`).
    pub fn crossings(&self, x: &Number, y: &Number) -> Int {
        let base = |(u, v): &(Number, Number)| {
            let mut s = Summary::point(mark(u, x, y));
            s.append(&Summary::point(mark(v, x, y)));
            s
        };
        let base = self.base.iter().map(base).collect();
        summarise(&self.levels, base, false).changes
    }
}

/// The images of the laps of `f` in `[u, v]`, as intervals of the level below; `None` beyond `limit` parts.
fn parts_of(
    orbits: &mut Orbits,
    u: usize,
    v: usize,
    next: &mut Vec<(usize, usize)>,
    index: &mut HashMap<(usize, usize), usize>,
    limit: usize,
) -> Option<Vec<Part>> {
    // The turning points strictly inside have numbers from `first` to `last - 1`.
    let (first, last) = (
        orbits.places[u].1,
        orbits.places[v].0.max(orbits.places[u].1),
    );
    if last - first >= limit {
        return None;
    }
    let mut parts = Vec::with_capacity(last - first + 1);
    let mut from = orbits.image(u)?;
    for lap in first..=last {
        let end = if lap == last { v } else { orbits.turns[lap] };
        let to = orbits.image(end)?;
        let rising = orbits.rising[lap];
        let key = if rising { (from, to) } else { (to, from) };
        let id = *index.entry(key).or_insert_with(|| {
            next.push(key);
            next.len() - 1
        });
        parts.push((id, !rising));
        from = to;
    }
    Some(parts)
}
