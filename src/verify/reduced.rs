//! The matrix of a covering component, reduced to one as wide as its rank, as an operator of linear cost.
//!
//! First, vectors constant on intervals with equal rows form a space `W` that contains the image of `A`, so
//! `det(xI - A) = x^(n - dim W) det(xI - A|W)`; repeated. Then `A|W = B S`: `S` takes a vector to its sums up to the points
//! `0..=n`, and `B` takes a function `h` on these points to `h(hi_i) - h(lo_i)`, one entry for each row. `B` vanishes exactly
//! on functions constant on each part of the graph with the edges `lo_i - hi_i`. Functions that are zero at one chosen
//! point (the root) of each part represent all others; let `X` be `S` followed by subtraction of the root's value. Then
//! `A|W = B X`, and `det(xI - B X) x^r = x^k det(xI - X B)` for `k` rows and `r = rank B`. (Sylvester.)

use super::limits::{Budget, MAX_POINTS};
use super::reason::Reason;
use super::residue::Modulus;
use crate::num::rational::Int;
use num_traits::Zero;
use std::cell::RefCell;
use std::collections::HashMap;

/// `X B`, on functions on the points that are no roots. Vectors have one more entry, a zero, which stands for the roots.
#[derive(Debug)]
pub struct Reduced {
    /// For each interval the entries `(lo, hi)` of its row.
    steps: Vec<(usize, usize)>,
    /// For each entry its point and the root of its part.
    places: Vec<(usize, usize)>,
    /// Is entry `i` that of the point `i + 1`, and the first point the only root?
    whole: bool,
    /// The traces of powers that were asked for.
    traces: RefCell<Vec<Int>>,
}

/// Memory that applications use again.
#[derive(Debug, Default)]
pub struct Spare {
    old: Vec<u64>,
    sums: Vec<i128>,
}

impl Reduced {
    /// Reduces the matrix with ones in row `i` from `rows[i].0` up to `rows[i].1`.
    pub fn new(rows: &[(usize, usize)], budget: &Budget) -> Result<Reduced, Reason> {
        let (class, rows) = classes(rows, budget)?;
        let parts = parts(class.len() + 1, &rows);
        let mut places = Vec::new();
        let mut entry = vec![usize::MAX; parts.len()];
        for (point, &root) in parts.iter().enumerate() {
            if root != point {
                entry[point] = places.len();
                places.push((point, root));
            }
        }
        let entry = |point: usize| entry[point].min(places.len());
        let steps = class
            .iter()
            .map(|&c| (entry(rows[c].0), entry(rows[c].1)))
            .collect();
        Ok(Reduced {
            whole: places.len() + 1 == parts.len(),
            steps,
            places,
            traces: RefCell::default(),
        })
    }
    /// `r`.
    pub fn width(&self) -> usize {
        self.places.len()
    }
    /// The steps of one application.
    pub fn cost(&self) -> u64 {
        (2 * self.steps.len() + self.width()) as u64
    }
    /// One application: `v` is replaced. Before and after it has `r + 1` entries, the last 0.
    ///
    /// Up to 2^15 differences of residues below 2^61 have a sum that reduces in one step.
    pub fn apply(&self, m: Modulus, v: &mut [u64], spare: &mut Spare) {
        const { assert!(MAX_POINTS < 1 << 15) };
        debug_assert!(v.len() == self.width() + 1);
        let Spare { old, sums } = spare;
        old.clear();
        old.extend_from_slice(v);
        let mut total = 0;
        let steps = self.steps.iter().map(|&(lo, hi)| {
            total += i128::from(old[hi] as i64 - old[lo] as i64);
            total
        });
        if self.whole {
            v.iter_mut()
                .zip(steps)
                .for_each(|(v, sum)| *v = m.fold(sum));
            return;
        }
        sums.clear();
        sums.push(0);
        sums.extend(steps);
        for (v, &(point, root)) in v.iter_mut().zip(&self.places) {
            *v = m.fold(sums[point] - sums[root]);
        }
    }
    /// The traces of the powers `1..=upto`, which are those of the component's matrix and so at most `n^k` for `n`
    /// intervals; none if `n^upto` may need more than 512 bits. The longest list asked for is kept.
    pub fn traces(&self, n: usize, upto: usize) -> Option<Vec<Int>> {
        if self.traces.borrow().len() < upto {
            let bits = upto * (usize::BITS - n.leading_zeros()) as usize;
            let traces = match bits {
                0..64 => self.traces_in::<1>(upto),
                64..128 => self.traces_in::<2>(upto),
                128..256 => self.traces_in::<4>(upto),
                256..384 => self.traces_in::<6>(upto),
                384..512 => self.traces_in::<8>(upto),
                _ => return None,
            };
            *self.traces.borrow_mut() = traces;
        }
        Some(self.traces.borrow()[..upto].to_vec())
    }
    /// Column by column, modulo `2^(64 W)`: whatever overflows on the way, traces below that are right.
    fn traces_in<const W: usize>(&self, upto: usize) -> Vec<Int> {
        let r = self.width();
        let mut traces = vec![[0; W]; upto];
        let mut sums = vec![[0; W]; self.steps.len() + 1];
        for i in 0..r {
            let mut v = vec![[0; W]; r + 1];
            v[i][0] = 1;
            for trace in &mut traces {
                let mut total = [0; W];
                for (sum, &(lo, hi)) in sums[1..].iter_mut().zip(&self.steps) {
                    total = minus(&plus(&total, &v[hi]), &v[lo]);
                    *sum = total;
                }
                for (v, &(point, root)) in v.iter_mut().zip(&self.places) {
                    *v = minus(&sums[point], &sums[root]);
                }
                *trace = plus(trace, &v[i]);
            }
        }
        let integer = |limbs: [u64; W]| {
            let high_first = limbs.iter().rev();
            high_first.fold(Int::zero(), |value, limb| (value << 64) + *limb)
        };
        traces.into_iter().map(integer).collect()
    }
}

/// The sum modulo `2^(64 W)`, lowest limb first.
#[inline]
fn plus<const W: usize>(a: &[u64; W], b: &[u64; W]) -> [u64; W] {
    let (mut out, mut carry) = ([0; W], false);
    for i in 0..W {
        (out[i], carry) = a[i].carrying_add(b[i], carry);
    }
    out
}

/// The difference modulo `2^(64 W)`.
#[inline]
fn minus<const W: usize>(a: &[u64; W], b: &[u64; W]) -> [u64; W] {
    let (mut out, mut borrow) = ([0; W], false);
    for i in 0..W {
        (out[i], borrow) = a[i].borrowing_sub(b[i], borrow);
    }
    out
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
