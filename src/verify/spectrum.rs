//! Strongly connected components of the covering rows and their characteristic polynomials modulo primes.
//!
//! `det(xI - A)` is the product over the components; `reduced` shrinks a component's matrix to one of its rank. A
//! sequence `u M^j v` whose shortest recurrence is as long as `M` is wide gives the whole polynomial of `M` (the
//! recurrence divides the minimal polynomial, which divides the characteristic one, all monic). Where no sequence is that
//! long, what is missing is a polynomial whose roots have as power sums the traces of powers less those of the recurrence's
//! roots: as many of them as its degree, and Newton's identities decide.

use super::limits::Budget;
use super::reason::Reason;
use super::reduced::{Reduced, Spare};
use super::residue::Modulus;
use std::cell::{Cell, OnceCell};

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
    reduced: OnceCell<Reduced>,
    /// The length of the longest recurrence modulo the primes so far.
    longest: Cell<usize>,
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
                Component {
                    members,
                    rows,
                    reduced: OnceCell::new(),
                    longest: Cell::new(0),
                }
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
        let reduced = match self.reduced.get() {
            Some(reduced) => reduced,
            None => {
                let fresh = Reduced::new(&self.rows, budget)?;
                self.reduced.get_or_init(|| fresh)
            }
        };
        let n = self.members.len();
        let mut poly = vec![0; n - reduced.width()];
        poly.extend(charpoly(reduced, n, &self.longest, m, budget)?);
        Ok(poly)
    }
}

/// The characteristic polynomial of the reduced matrix of `n` intervals modulo the prime, constant first.
fn charpoly(
    matrix: &Reduced,
    n: usize,
    known: &Cell<usize>,
    m: Modulus,
    budget: &Budget,
) -> Result<Vec<u64>, Reason> {
    let r = matrix.width();
    let mut seed = 0x9e37_79b9_7f4a_7c15 ^ m.p;
    let mut spare = Spare::default();
    let mut longest = vec![1];
    for _ in 0..2 {
        budget.spend(2 * r as u64 * matrix.cost() + 8 * (r * r) as u64)?;
        let (left, mut v) = (random(&mut seed, m, r), random(&mut seed, m, r));
        v.push(0);
        let mut sequence = Vec::with_capacity(2 * r);
        for _ in 0..2 * r {
            sequence.push(m.dot(&left, &v[..r]));
            matrix.apply(m, &mut v, &mut spare);
        }
        let mut poly = m.recurrence(&sequence);
        poly.reverse();
        if poly.len() == r + 1 {
            return Ok(poly);
        }
        if poly.len() > longest.len() {
            longest = poly;
        }
        // Another prime's longest will hardly be exceeded; if it could be, the traces make up for that.
        if longest.len() == known.get() {
            break;
        }
    }
    known.set(known.get().max(longest.len()));
    let missing = r + 1 - longest.len();
    budget.spend((r * missing) as u64 * (matrix.cost() + 8))?;
    let traces = match matrix.traces(n, missing) {
        Some(exact) => exact.into_iter().map(|t| m.of(&t)).collect(),
        None => traces(matrix, m, missing),
    };
    let sums = traces.iter().zip(m.power_sums(&longest, missing));
    let rest: Vec<u64> = sums.map(|(all, known)| m.sub(*all, known)).collect();
    Ok(m.poly_mul(&longest, &m.with_power_sums(&rest)))
}

/// The traces of the powers `1..=upto`, column by column.
fn traces(matrix: &Reduced, m: Modulus, upto: usize) -> Vec<u64> {
    let r = matrix.width();
    let mut out = vec![0; upto];
    let mut spare = Spare::default();
    for i in 0..r {
        let mut v = vec![0; r + 1];
        v[i] = 1;
        for trace in &mut out {
            matrix.apply(m, &mut v, &mut spare);
            *trace = m.add(*trace, v[i]);
        }
    }
    out
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

#[cfg(test)]
mod tests {
    use super::*;

    /// `det(xI - A)` by Faddeev and Leverrier's method on the dense matrix.
    fn dense(rows: &[(usize, usize)], m: Modulus) -> Vec<u64> {
        let n = rows.len();
        let a = |i: usize, j: usize| u64::from(rows[i].0 <= j && j < rows[i].1);
        let mut poly = vec![0; n + 1];
        poly[n] = 1;
        let mut product = vec![vec![0; n]; n];
        for k in 1..=n {
            // product = A product + c_(n-k+1) I, and c_(n-k) = - tr(A product) / k.
            let times = |p: &Vec<Vec<u64>>, i: usize, j: usize| {
                (0..n).fold(0, |t, l| m.add(t, m.mul(a(i, l), p[l][j])))
            };
            product = (0..n)
                .map(|i| {
                    (0..n)
                        .map(|j| {
                            let unit = if i == j { poly[n - k + 1] } else { 0 };
                            m.add(times(&product, i, j), unit)
                        })
                        .collect()
                })
                .collect();
            let trace = (0..n).fold(0, |t, i| m.add(t, times(&product, i, i)));
            poly[n - k] = m.sub(0, m.mul(trace, m.inverse(k as u64)));
        }
        poly
    }

    #[test]
    fn three_roads_to_the_characteristic_polynomial() {
        let m = Modulus::next(0).expect("a prime");
        let budget = Budget::default();
        let mut seed = 5;
        let mut fallbacks = 0;
        for round in 0..400 {
            let n = 2 + round % 9;
            let mut rows: Vec<(usize, usize)> = random(&mut seed, m, n)
                .into_iter()
                .zip(random(&mut seed, m, n))
                .map(|(a, b)| ((a >> 20) as usize % (n + 1), (b >> 20) as usize % (n + 1)))
                .map(|(a, b)| (a.min(b), a.max(b)))
                .collect();
            if round % 3 == 0 {
                // Two copies side by side: every eigenvalue twice, with two vectors.
                rows = rows
                    .iter()
                    .copied()
                    .chain(rows.iter().map(|(a, b)| (a + n, b + n)))
                    .collect();
            }
            let expected = dense(&rows, m);
            let spectrum = Spectrum::new(&rows);
            let found = spectrum.charpoly(m, &budget);
            assert_eq!(found.ok().as_ref(), Some(&expected), "{rows:?}");
            let reduced = Reduced::new(&rows, &budget).expect("small");
            let mut whole = vec![0; rows.len() - reduced.width()];
            let modular = traces(&reduced, m, reduced.width());
            let exact = reduced.traces(rows.len(), reduced.width());
            let exact = exact.expect("below 2^512").into_iter();
            assert!(
                exact.map(|t| m.of(&t)).eq(modular.iter().copied()),
                "{rows:?}"
            );
            let known = Cell::new(0);
            let (by_traces, by_sequence) = (
                m.with_power_sums(&modular),
                charpoly(&reduced, rows.len(), &known, m, &budget).expect("small"),
            );
            assert_eq!(by_traces, by_sequence, "{rows:?}");
            whole.extend(by_traces);
            assert_eq!(whole, expected, "{rows:?}");
            let start = random(&mut seed, m, reduced.width());
            let mut v = start.clone();
            v.push(0);
            let mut spare = Spare::default();
            let sequence: Vec<u64> = (0..2 * reduced.width())
                .map(|_| {
                    let term = m.dot(&start, &v[..start.len()]);
                    reduced.apply(m, &mut v, &mut spare);
                    term
                })
                .collect();
            fallbacks += usize::from(m.recurrence(&sequence).len() < reduced.width() + 1);
        }
        assert!(fallbacks > 50, "the fallback was needed {fallbacks} times");
    }
}
