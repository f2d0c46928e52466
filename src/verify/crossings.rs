//! Crossings `C(f,t;x,y)` by mark words, and paths `N_j(t)` by prefix sums, for all iterates of a map at once.

use super::context::Context;
use super::counts::{Summary, Words, step_paths};
use super::exact::Elem;
use super::laps::Directed;
use super::limits::MAX_ITERATE;
use super::reason::{Reason, ensure};
use crate::certificate::MapCertificate;
use crate::num::rational::Int;
use num_traits::One;
use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeSet, HashMap};

/// Recomputed counts for the iterates that the map's bounds mention.
pub struct Crossings {
    images: Vec<usize>,
    iterates: Vec<u64>,
    /// By the number of points at most `x` and the first point at least `y`: a count for each iterate.
    exact: RefCell<HashMap<(usize, usize), Vec<Int>>>,
    paths: RefCell<Option<Vec<Vec<Int>>>>,
    closed: bool,
    directed: OnceCell<Directed>,
}

impl Crossings {
    /// Collects the iterates; each is at least 1 and at most the limit.
    pub fn new(ctx: &Context, map: &MapCertificate) -> Result<Crossings, Reason> {
        let mut iterates = BTreeSet::new();
        for block in &map.certify {
            iterates.extend(block.sup.iter().map(|r| r.iterate));
            iterates.extend(block.front.iter().map(|r| r.iterate));
            iterates.extend(block.classification.iter().map(|r| r.iterate));
            iterates.extend(block.l1.iter().map(|r| r.iterate));
        }
        if let Some(&largest) = iterates.last() {
            ensure(
                largest <= MAX_ITERATE,
                Reason::limit("iterate", MAX_ITERATE, largest),
            )?;
        }
        ensure(iterates.first() != Some(&0), Reason::Increasing)?;
        Ok(Crossings {
            images: ctx.closed_images(),
            iterates: iterates.into_iter().collect(),
            exact: RefCell::default(),
            paths: RefCell::default(),
            closed: map.partition.closed,
            directed: OnceCell::new(),
        })
    }
    fn place(&self, t: u64) -> usize {
        self.iterates
            .binary_search(&t)
            .expect("all iterates of the map were collected")
    }
    /// Exactly `C(f,t;x,y)`, for `x < y`, by marks on directed intervals of numbers.
    fn open(&self, ctx: &Context, t: u64, x: &Elem, y: &Elem) -> Result<Int, Reason> {
        let directed = match self.directed.get() {
            Some(directed) => directed,
            None => {
                let depth = self.iterates.last().copied().unwrap_or(0) as usize;
                let fresh = Directed::new(ctx, depth)?;
                self.directed.get_or_init(|| fresh)
            }
        };
        let reals = &ctx.reals;
        let mark = |z: &Elem| -> Result<Summary, Reason> {
            let low = reals.sign(&x.sub(z))? >= 0;
            Ok(Summary::letter(if low {
                -1
            } else {
                i8::from(reals.sign(&z.sub(y))? >= 0)
            }))
        };
        let words: Result<Vec<Summary>, Reason> = directed
            .ends
            .iter()
            .map(|(u, v)| Ok(mark(u)?.then(&mark(v)?)))
            .collect();
        let counts = directed.changes(ctx, words?, t as usize)?;
        Ok(counts.last().cloned().unwrap_or_default())
    }
    /// Exactly `C(f,t;x,y)`, for `x < y`.
    pub fn exact(&self, ctx: &Context, t: u64, x: &Elem, y: &Elem) -> Result<Int, Reason> {
        if !self.closed {
            return self.open(ctx, t, x, y);
        }
        let below = ctx.find_point(x)?.map_or_else(|at| at, |at| at + 1);
        let above = ctx.find_point(y)?.unwrap_or_else(|at| at);
        // No point lies between: the crossings are the intervals that f^t maps onto I_j, one for each path.
        if below == above && (1..=ctx.intervals()).contains(&below) {
            return self.paths(ctx, t, below - 1);
        }
        let key = (below, above);
        if !self.exact.borrow().contains_key(&key) {
            let marks = (0..self.images.len())
                .map(|i| if i < below { -1 } else { i8::from(i >= above) })
                .collect();
            let mut words = Words::marks(&self.images, marks);
            let counts = self.run(|last| {
                words.step(ctx.budget)?;
                Ok(if last { words.changes() } else { Int::one() })
            })?;
            self.exact.borrow_mut().insert(key, counts);
        }
        Ok(self.exact.borrow()[&key][self.place(t)].clone())
    }
    /// `N_j(t)`: the paths with `t` edges that end at interval `j`.
    pub fn paths(&self, ctx: &Context, t: u64, j: usize) -> Result<Int, Reason> {
        if self.paths.borrow().is_none() {
            let mut counts = vec![Int::one(); ctx.intervals()];
            let mut all = Vec::new();
            self.run(|keep| {
                counts = step_paths(ctx.rows, &counts, ctx.budget)?;
                if keep {
                    all.push(counts.clone());
                }
                Ok(Int::one())
            })?;
            *self.paths.borrow_mut() = Some(all);
        }
        let paths = self.paths.borrow();
        Ok(paths
            .as_ref()
            .map_or_else(Int::one, |p| p[self.place(t)][j].clone()))
    }
    /// The sum of `N_m(t-1)` over the intervals whose row contains the block from `low` to `high`, `t >= 1`.
    pub fn cover(&self, ctx: &Context, t: u64, low: usize, high: usize) -> Result<Int, Reason> {
        let mut counts = vec![Int::one(); ctx.intervals()];
        for _ in 1..t {
            counts = step_paths(ctx.rows, &counts, ctx.budget)?;
        }
        let rows = ctx.rows.iter().zip(counts);
        Ok(rows
            .filter(|((lo, hi), _)| *lo <= low && high <= *hi)
            .map(|(_, n)| n)
            .sum())
    }
    /// Steps up to the largest iterate; what the step gives at the iterates listed.
    fn run(&self, mut step: impl FnMut(bool) -> Result<Int, Reason>) -> Result<Vec<Int>, Reason> {
        let mut out = Vec::with_capacity(self.iterates.len());
        for t in 1..=self.iterates.last().copied().unwrap_or(0) {
            let listed = self.iterates.get(out.len()) == Some(&t);
            let value = step(listed)?;
            if listed {
                out.push(value);
            }
        }
        Ok(out)
    }
}
