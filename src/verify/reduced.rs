//! The matrix of a covering component, reduced to one as wide as its rank, as an operator of linear cost.
//!
//! First, vectors constant on intervals with equal rows form a space `W` that contains the image of `A`, so
//! `det(xI - A) = x^(n - dim W) det(xI - A|W)`; repeated. Then `A|W = B S`: `S` takes a vector to its sums up to the points
//! `0..=n`, and `B` takes a function `h` on these points to `h(hi_i) - h(lo_i)`, one entry for each row. `B` vanishes exactly
//! on functions constant on each part of the graph with the edges `lo_i - hi_i`. Functions that are zero at one chosen
//! point (the root) of each part represent all others; let `X` be `S` followed by subtraction of the root's value. Then
//! `A|W = B X`, and `det(xI - B X) x^r = x^k det(xI - X B)` for `k` rows and `r = rank B`. (Sylvester.)

use super::limits::Budget;
use super::reason::Reason;
use super::residue::Modulus;
use std::collections::HashMap;

/// `X B`, on functions on the points that are no roots.
#[derive(Debug)]
pub struct Reduced {
    /// The class of each interval, a row of its own.
    class: Vec<usize>,
    /// One row for each class.
    rows: Vec<(usize, usize)>,
    /// For each entry its point and the root of its part.
    places: Vec<(usize, usize)>,
    /// The entry of each point; `usize::MAX` for roots.
    entry: Vec<usize>,
}

impl Reduced {
    /// Reduces the matrix with ones in row `i` from `rows[i].0` up to `rows[i].1`.
    pub fn new(rows: &[(usize, usize)], budget: &Budget) -> Result<Reduced, Reason> {
        let (class, rows) = classes(rows, budget)?;
        let parts = parts(class.len() + 1, &rows);
        let mut entry = vec![usize::MAX; parts.len()];
        let mut places = Vec::new();
        for (point, &root) in parts.iter().enumerate() {
            if root != point {
                entry[point] = places.len();
                places.push((point, root));
            }
        }
        Ok(Reduced {
            class,
            rows,
            places,
            entry,
        })
    }
    /// `r`.
    pub fn width(&self) -> usize {
        self.places.len()
    }
    /// The steps of one application.
    pub fn cost(&self) -> u64 {
        (self.class.len() + self.rows.len() + self.width()) as u64
    }
    /// One application; `sums` is memory to reuse.
    pub fn apply(&self, m: Modulus, v: &[u64], sums: &mut Vec<u64>) -> Vec<u64> {
        let value = |point: usize| v.get(self.entry[point]).copied().unwrap_or(0);
        let rises: Vec<u64> = self
            .rows
            .iter()
            .map(|&(lo, hi)| m.sub(value(hi), value(lo)))
            .collect();
        sums.clear();
        sums.push(0);
        let mut total = 0;
        for &c in &self.class {
            total = m.add(total, rises[c]);
            sums.push(total);
        }
        self.places
            .iter()
            .map(|&(point, root)| m.sub(sums[point], sums[root]))
            .collect()
    }
}

type Classes = (Vec<usize>, Vec<(usize, usize)>);

/// Intervals with equal rows in one class, until no two classes have equal rows (at most 32 times).
fn classes(rows: &[(usize, usize)], budget: &Budget) -> Result<Classes, Reason> {
    let mut class: Vec<usize> = (0..rows.len()).collect();
    let mut rows = rows.to_vec();
    for round in 0..32 {
        let mut seen: HashMap<Vec<(usize, usize)>, usize> = HashMap::new();
        let (mut merged, mut kept) = (Vec::with_capacity(rows.len()), Vec::new());
        if round > 0 {
            let widths = rows.iter().map(|r| (r.1 - r.0) as u64);
            budget.spend(4 * widths.sum::<u64>())?;
        }
        for &(lo, hi) in &rows {
            let fresh = seen.len();
            // At first every interval is a class of its own: rows are equal if their ends are.
            let key = match round {
                0 if lo >= hi => Vec::new(),
                0 => vec![(lo, hi)],
                _ => class_counts(&class[lo..hi]),
            };
            let id = *seen.entry(key).or_insert(fresh);
            if id == fresh {
                kept.push((lo, hi));
            }
            merged.push(id);
        }
        if kept.len() == rows.len() {
            break;
        }
        class.iter_mut().for_each(|c| *c = merged[*c]);
        rows = kept;
    }
    Ok((class, rows))
}

fn class_counts(classes: &[usize]) -> Vec<(usize, usize)> {
    let mut sorted = classes.to_vec();
    sorted.sort_unstable();
    sorted
        .chunk_by(|a, b| a == b)
        .map(|c| (c[0], c.len()))
        .collect()
}

/// The least point of the part of each point, in the graph with these edges.
fn parts(points: usize, edges: &[(usize, usize)]) -> Vec<usize> {
    let mut above: Vec<usize> = (0..points).collect();
    let find = |above: &mut Vec<usize>, mut at: usize| {
        while above[at] != at {
            above[at] = above[above[at]];
            at = above[at];
        }
        at
    };
    for &(lo, hi) in edges.iter().filter(|(lo, hi)| lo < hi) {
        let (a, b) = (find(&mut above, lo), find(&mut above, hi));
        above[a.max(b)] = a.min(b);
    }
    (0..points).map(|at| find(&mut above, at)).collect()
}
