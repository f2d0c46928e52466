//! Exact periodic points: the fixed point of the affine branch of `f^m` along a closed walk, checked by evaluation.

use super::structure::{Component, Periods, Shape, cycles};
use crate::map::PiecewiseLinear;
use crate::num::Number;

/// How many closed walks the search for a point looks at before it gives up.
const MAX_WALKS: usize = 20_000;

impl Periods {
    /// One point of least period `m` of the map with closed partition `points`, checked with [`has_least_period`].
    /// `None` if there is no such point, or (never seen) if the search among the closed walks gives up.
    pub fn point(&mut self, points: &[Number], m: usize) -> Option<Number> {
        if m == 0 || points.len() != self.images.len() || !self.exists(m) {
            return None;
        }
        let images = &self.images;
        let vertices = points
            .iter()
            .zip(images)
            .map(|(p, &i)| (p.clone(), points[i].clone()))
            .collect();
        let map = PiecewiseLinear::new(vertices).ok()?;
        let inside = cycles(images.len(), |i| Some(images[i]))
            .into_iter()
            .find(|cycle| cycle.len() == m);
        let mut candidates = inside
            .and_then(|cycle| cycle.iter().min().copied())
            .map(|i| points[i].clone());
        if candidates.is_none() {
            candidates = self
                .components
                .iter()
                .find_map(|c| loop_point(c, points, m));
        }
        if let Some(x) = candidates {
            return has_least_period(&map, &x, m).then_some(x);
        }
        let branches = Branches::new(points, images);
        self.components
            .iter()
            .filter(|c| m.is_multiple_of(c.gcd) && !matches!(c.shape, Shape::Exact { .. }))
            .find_map(|c| Search::new(&self.covering.rows, c, m).run(&branches, &map))
    }
}

/// A point of least period `m` in a loop of intervals mapped exactly onto each other.
fn loop_point(component: &Component, points: &[Number], m: usize) -> Option<Number> {
    let Shape::Exact { reversing } = component.shape else {
        return None;
    };
    let length = component.block.len();
    let (p, q) = (&points[component.block[0]], &points[component.block[0] + 1]);
    let third = Number::from(3);
    if reversing && m == 2 * length {
        // Any point but the middle one.
        Some(p + (q - p) / third)
    } else if m == length {
        Some((p + q) / Number::from(2))
    } else {
        None
    }
}

/// Is `f^m(x) = x`, and `f^(m/q)(x) != x` for every prime `q` dividing `m`? Exactly then `m` is the least period of `x`.
pub fn has_least_period(f: &PiecewiseLinear, x: &Number, m: usize) -> bool {
    let mut at = x.clone();
    for k in 1..=m {
        match f.eval(&at) {
            Some(y) => at = y,
            None => return false,
        }
        if k < m && at == *x {
            return false;
        }
    }
    m > 0 && at == *x
}

/// The affine branches `x -> slope x + offset` of the map on the intervals of the partition.
pub(super) struct Branches(Vec<(Number, Number)>);

impl Branches {
    pub(super) fn new(points: &[Number], images: &[usize]) -> Self {
        let branch = |i: usize| {
            let (u, v) = (&points[images[i]], &points[images[i + 1]]);
            let slope = (v - u) / (&points[i + 1] - &points[i]);
            let offset = u - &slope * &points[i];
            (slope, offset)
        };
        Branches((0..points.len() - 1).map(branch).collect())
    }
    /// The fixed point of the composition along a closed walk; `None` if it is no isolated one.
    pub(super) fn fixed_point(&self, walk: &[usize]) -> Option<Number> {
        let (mut slope, mut offset) = (Number::one(), Number::zero());
        for &i in walk {
            let (s, c) = &self.0[i];
            slope = s * &slope;
            offset = s * &offset + c;
        }
        Some(offset * (Number::one() - slope).recip()?)
    }
}

/// A search through the closed walks of length `m` in one component.
struct Search<'a> {
    rows: &'a [(usize, usize)],
    component: &'a Component,
    m: usize,
    tried: usize,
}

impl<'a> Search<'a> {
    fn new(rows: &'a [(usize, usize)], component: &'a Component, m: usize) -> Self {
        Search {
            rows,
            component,
            m,
            tried: 0,
        }
    }
    fn run(&mut self, branches: &Branches, map: &PiecewiseLinear) -> Option<Number> {
        self.component
            .block
            .iter()
            .find_map(|&start| self.from(start, branches, map))
    }
    /// Depth first through the walks from `start` that can still return in time.
    fn from(&mut self, start: usize, branches: &Branches, map: &PiecewiseLinear) -> Option<Number> {
        let returns = self.returning(start);
        let mut walk = vec![start];
        // The next successor to try at each place of the walk.
        let mut next = vec![self.rows[start].0];
        while let (Some(&at), Some(&j)) = (walk.last(), next.last()) {
            let left = self.m - walk.len();
            if j >= self.rows[at].1 {
                walk.pop();
                next.pop();
                continue;
            }
            if let Some(place) = next.last_mut() {
                *place += 1;
            }
            if !returns[left][j] {
                continue;
            }
            if left > 0 {
                walk.push(j);
                next.push(self.rows[j].0);
                continue;
            }
            self.tried += 1;
            if self.tried > MAX_WALKS {
                return None;
            }
            let found = primitive(&walk)
                .then(|| branches.fixed_point(&walk))
                .flatten();
            if let Some(x) = found.filter(|x| has_least_period(map, x, self.m)) {
                return Some(x);
            }
        }
        None
    }
    /// Entry `[k][j]`: is there a walk of length `k` from interval `j` to `start`?
    fn returning(&self, start: usize) -> Vec<Vec<bool>> {
        let mut reach = vec![vec![false; self.rows.len()]];
        reach[0][start] = true;
        for k in 1..self.m {
            let mut row = vec![false; self.rows.len()];
            for &i in &self.component.block {
                row[i] = reach[k - 1][self.rows[i].0..self.rows[i].1].contains(&true);
            }
            reach.push(row);
        }
        reach
    }
}

/// Is the closed walk no repetition of a shorter one?
fn primitive(walk: &[usize]) -> bool {
    let m = walk.len();
    (1..m)
        .filter(|&d| m.is_multiple_of(d))
        .all(|d| (d..m).any(|i| walk[i] != walk[i - d]))
}
