//! Strongly connected components of the covering rows and their characteristic polynomials modulo primes.
//!
//! `det(xI - A)` is the product over the components. On a component, vectors constant on intervals with equal rows form
//! a space `W` that contains the image of `A`, so `det(xI - A) = x^(m - dim W) det(xI - A|W)`. A sequence `u A^j v` on `W`
//! whose shortest recurrence has length `dim W` gives the whole polynomial of `A|W` (its minimal polynomial divides that
//! of `A|W`, which divides the characteristic one, all monic). Where no sequence is that long, the traces of all powers
//! and Newton's identities decide.

use super::limits::Budget;
use super::reason::Reason;
use super::residue::Modulus;
use std::collections::HashMap;

/// The components, in an order that edges follow.
#[derive(Debug)]
pub struct Spectrum {
    pub components: Vec<Component>,
    /// The component of each interval.
    pub component_of: Vec<usize>,
}

/// One strongly connected component.
#[derive(Debug)]
pub struct Component {
    /// Its intervals, increasing.
    pub members: Vec<usize>,
    /// For each member the members that it covers, as a range of positions in `members`.
    pub rows: Vec<(usize, usize)>,
}

impl Spectrum {
    /// The components of the graph with an edge from `i` to each of `rows[i].0 .. rows[i].1`.
    pub fn new(rows: &[(usize, usize)]) -> Spectrum {
        let (component_of, count) = tarjan(rows);
        let mut members = vec![Vec::new(); count];
        for (i, &c) in component_of.iter().enumerate() {
            members[c].push(i);
        }
        let components = members
            .into_iter()
            .map(|members| {
                let place = |j: usize| members.partition_point(|&m| m < j);
                let rows = members
                    .iter()
                    .map(|&i| (place(rows[i].0), place(rows[i].1)))
                    .collect();
                Component { members, rows }
            })
            .collect();
        Spectrum {
            components,
            component_of,
        }
    }
    /// `det(xI - A)` modulo the prime, constant first.
    pub fn charpoly(&self, m: Modulus, budget: &Budget) -> Result<Vec<u64>, Reason> {
        let mut product = vec![1];
        for component in &self.components {
            budget.spend(4 * (product.len() * component.members.len()) as u64)?;
            product = m.poly_mul(&product, &component.charpoly(m, budget)?);
        }
        Ok(product)
    }
}

/// Tarjan's algorithm without recursion; the numbers increase along edges between components.
fn tarjan(rows: &[(usize, usize)]) -> (Vec<usize>, usize) {
    const NEW: usize = usize::MAX;
    let n = rows.len();
    let (mut index, mut low, mut component) = (vec![NEW; n], vec![0; n], vec![NEW; n]);
    let (mut stack, mut calls): (Vec<usize>, Vec<(usize, usize)>) = (Vec::new(), Vec::new());
    let (mut next, mut count) = (0, 0);
    for root in 0..n {
        if index[root] != NEW {
            continue;
        }
        calls.push((root, rows[root].0));
        while let Some((v, at)) = calls.pop() {
            if index[v] == NEW {
                (index[v], low[v]) = (next, next);
                next += 1;
                stack.push(v);
            }
            let mut at = at;
            while at < rows[v].1 && index[at] != NEW {
                if component[at] == NEW {
                    low[v] = low[v].min(index[at]);
                }
                at += 1;
            }
            if at < rows[v].1 {
                calls.push((v, at));
                calls.push((at, rows[at].0));
                continue;
            }
            if low[v] == index[v] {
                while let Some(w) = stack.pop() {
                    component[w] = count;
                    if w == v {
                        break;
                    }
                }
                count += 1;
            }
            if let Some(&(parent, _)) = calls.last() {
                low[parent] = low[parent].min(low[v]);
            }
        }
    }
    // Tarjan finishes sinks first.
    (
        component.into_iter().map(|c| count - 1 - c).collect(),
        count,
    )
}

impl Component {
    /// Is there no loop at all (a single interval that does not cover itself)?
    pub fn is_loop_free(&self) -> bool {
        self.members.len() == 1 && self.rows[0].0 >= self.rows[0].1
    }
    /// Does every interval cover exactly one of the component?
    pub fn is_single_loop(&self) -> bool {
        self.rows.iter().all(|r| r.1 == r.0 + 1)
    }
    /// The largest number of intervals in a row.
    pub fn widest(&self) -> usize {
        self.rows
            .iter()
            .map(|r| r.1.saturating_sub(r.0))
            .max()
            .unwrap_or(0)
    }
    /// The greatest common divisor of all loop lengths; 0 if there is no loop.
    pub fn loop_gcd(&self) -> usize {
        let n = self.members.len();
        let mut level = vec![usize::MAX; n];
        level[0] = 0;
        let (mut queue, mut at) = (vec![0], 0);
        let mut gcd = 0;
        while at < queue.len() {
            let v = queue[at];
            at += 1;
            for w in self.rows[v].0..self.rows[v].1 {
                if level[w] == usize::MAX {
                    level[w] = level[v] + 1;
                    queue.push(w);
                } else {
                    gcd = num_integer::gcd(gcd, (level[v] + 1).abs_diff(level[w]));
                }
            }
        }
        gcd
    }
    /// The characteristic polynomial modulo the prime, constant first.
    pub fn charpoly(&self, m: Modulus, budget: &Budget) -> Result<Vec<u64>, Reason> {
        if self.members.len() == 1 {
            return Ok(vec![if self.is_loop_free() { 0 } else { m.p - 1 }, 1]);
        }
        let lumped = Lumped::new(self, budget)?;
        let mut poly = vec![0; self.members.len() - lumped.rows.len()];
        poly.extend(lumped.charpoly(m, budget)?);
        Ok(poly)
    }
}

/// The operator on vectors that are constant on classes.
struct Lumped {
    class: Vec<usize>,
    /// One row for each class.
    rows: Vec<(usize, usize)>,
}

impl Lumped {
    fn new(component: &Component, budget: &Budget) -> Result<Lumped, Reason> {
        let n = component.members.len();
        let mut class: Vec<usize> = (0..n).collect();
        let mut rows = component.rows.clone();
        for _ in 0..32 {
            budget.spend(rows.iter().map(|r| (r.1 - r.0) as u64).sum::<u64>() * 4)?;
            let mut seen: HashMap<Vec<(usize, usize)>, usize> = HashMap::new();
            let (mut merged, mut kept) = (Vec::with_capacity(rows.len()), Vec::new());
            for &(lo, hi) in &rows {
                let fresh = seen.len();
                let id = *seen.entry(class_counts(&class[lo..hi])).or_insert(fresh);
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
        Ok(Lumped { class, rows })
    }
    fn apply(&self, m: Modulus, v: &[u64], sums: &mut Vec<u64>) -> Vec<u64> {
        sums.clear();
        sums.push(0);
        let mut total = 0;
        for &c in &self.class {
            total = m.add(total, v[c]);
            sums.push(total);
        }
        self.rows
            .iter()
            .map(|&(lo, hi)| m.sub(sums[hi], sums[lo]))
            .collect()
    }
    fn charpoly(&self, m: Modulus, budget: &Budget) -> Result<Vec<u64>, Reason> {
        let k = self.rows.len();
        let mut seed = 0x9e37_79b9_7f4a_7c15 ^ m.p;
        for _ in 0..2 {
            budget.spend((k * (2 * self.class.len() + 8 * k)) as u64)?;
            let (left, mut v) = (random(&mut seed, m, k), random(&mut seed, m, k));
            let (mut sequence, mut sums) = (Vec::with_capacity(2 * k), Vec::new());
            for _ in 0..2 * k {
                sequence.push(
                    left.iter()
                        .zip(&v)
                        .fold(0, |t, (a, b)| m.add(t, m.mul(*a, *b))),
                );
                v = self.apply(m, &v, &mut sums);
            }
            let mut poly = m.recurrence(&sequence);
            if poly.len() == k + 1 {
                poly.reverse();
                return Ok(poly);
            }
        }
        budget.spend((2 * k * k * self.class.len()) as u64)?;
        Ok(m.with_power_sums(&self.traces(m)))
    }
    /// The traces of the powers `1..=k`, column by column.
    fn traces(&self, m: Modulus) -> Vec<u64> {
        let k = self.rows.len();
        let mut out = vec![0; k];
        let mut sums = Vec::new();
        for i in 0..k {
            let mut v = vec![0; k];
            v[i] = 1;
            for trace in &mut out {
                v = self.apply(m, &v, &mut sums);
                *trace = m.add(*trace, v[i]);
            }
        }
        out
    }
}

fn class_counts(classes: &[usize]) -> Vec<(usize, usize)> {
    let mut sorted = classes.to_vec();
    sorted.sort_unstable();
    sorted
        .chunk_by(|a, b| a == b)
        .map(|c| (c[0], c.len()))
        .collect()
}

/// Arbitrary residues; the result is checked, so their quality matters for speed only.
fn random(seed: &mut u64, m: Modulus, n: usize) -> Vec<u64> {
    (0..n)
        .map(|_| {
            *seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (*seed >> 4) % m.p
        })
        .collect()
}
