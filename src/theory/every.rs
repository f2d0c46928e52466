//! What a period says of every map: the least number of crossings over all cyclic patterns, by enumeration.
//!
//! A continuous `f` with a point of least period `p` maps the orbit's points, in their order on the line, by one of the
//! `(p-1)!` cyclic patterns. By Theorem 1 some neighbouring pair is crossed at least `max_j N_j(t)` times by `f^t`, `N`
//! counted in the covering graph of that pattern; the minimum over all patterns holds for `f`. It is attained by a
//! connect-the-dots map, so that no larger number holds for every such `f`.

use super::{Standing, Theorem};
use crate::num::Int;
use num_traits::{One, Zero};
use std::collections::BTreeMap;
use std::sync::Mutex;

/// The statement about all maps with a cycle.
pub const THEOREM: Theorem = Theorem {
    id: "every-cycle",
    title: "Every map with a p-cycle, by enumeration",
    hypotheses: &[
        "f is a continuous self-map of an interval with a point of least period p = 2^e m, m <= 9.",
    ],
    statement: "For every t some pair of neighbouring points of the orbit is crossed at least c times by f^t, where c is the least value of max_j N_j(s), s = floor(t/2^e), over the covering graphs of all (m-1)! cyclic patterns of length m. With neighbouring points at least gap apart a network of depth k with sup error below gap/2 has (w+1)^k >= c.",
    proof: "f^(2^e) permutes the orbit in 2^e cycles of length m, each by one of the patterns; Theorem 1 gives a chain at which f^(2^e s) is alternately at two neighbouring points of one of them, and f^(t - 2^e s) sends these to two different points of the orbit.",
    witness: "the period, the number c for each iterate, and a pattern that attains it; the checker enumerates all patterns.",
    standing: Standing::FirstPrinciples,
    references: &[
        "Chatziafratis, Nagarajan, Panageas, Better depth-width trade-offs for neural networks through the lens of dynamical systems, ICML 2020 (the question).",
    ],
    example: "p = 5: 5369 crossings at t = 20 and 1331122373 at t = 50, attained by the Stefan cycle and its mirror image.",
};

/// The longest patterns that are enumerated: `8! = 40320` of them.
pub const LONGEST: usize = 9;
/// The largest iterate for which they are.
pub const MOST_STEPS: u64 = 2_000;

/// How a number of crossings follows from a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Road {
    /// By all patterns of this length for `f^power`, at the iterate `steps` of it; `length * power` is the period.
    Patterns {
        /// `m`.
        length: usize,
        /// `2^e`.
        power: u64,
        /// `floor(t/2^e)`.
        steps: u64,
    },
    /// By Štefan's theorem for the odd period `length` of `f^power`: at least `rho_length^steps`.
    Stefan {
        /// `q`, odd, above 1.
        length: usize,
        /// `2^d`.
        power: u64,
        /// `floor(t/2^d)`.
        steps: u64,
    },
}

/// The road for the period at the iterate `t`; `None` if it is a power of 2 and too many steps would have to be counted.
///
/// Of the lengths `m = period/2^e <= 9` the largest is taken: it gives at least as many crossings as the others.
pub fn road(period: u64, t: u64) -> Option<Road> {
    let (twos, odd) = (period.trailing_zeros(), period >> period.trailing_zeros());
    let long = LONGEST as u64;
    let power = (0..=twos).map(|e| 1u64 << e).find(|h| period / h <= long);
    if let Some(power) = power
        && t / power <= MOST_STEPS
    {
        return Some(Road::Patterns {
            length: (period / power) as usize,
            power,
            steps: t / power,
        });
    }
    (odd > 1).then(|| Road::Stefan {
        length: odd as usize,
        power: 1 << twos,
        steps: t >> twos,
    })
}

/// What was found before, by length and steps: the number and a pattern.
type Known = BTreeMap<(usize, u64), (Int, Vec<usize>)>;

/// The least `max_j N_j(s)` over all cyclic patterns of the length, and a pattern (images of `0, ..., length - 1`) that
/// attains it, for each `s` of the increasing list. `2 <= length <= LONGEST`.
pub fn least_crossings(length: usize, steps: &[u64]) -> Vec<(Int, Vec<usize>)> {
    static KNOWN: Mutex<Known> = Mutex::new(BTreeMap::new());
    let known = || KNOWN.lock().unwrap_or_else(|e| e.into_inner());
    let missing: Vec<u64> = {
        let table = known();
        let fresh = |s: &&u64| !table.contains_key(&(length, **s));
        steps.iter().filter(fresh).copied().collect()
    };
    if !missing.is_empty() {
        let found = search(length, &missing);
        known().extend(missing.iter().map(|s| (length, *s)).zip(found));
    }
    let table = known();
    let entry = |s: &u64| table.get(&(length, *s)).cloned();
    steps.iter().filter_map(entry).collect()
}

fn search(length: usize, steps: &[u64]) -> Vec<(Int, Vec<usize>)> {
    let mut best: Vec<Option<(Int, Vec<usize>)>> = vec![None; steps.len()];
    let mut order: Vec<usize> = (1..length).collect();
    loop {
        let images = cycle(&order);
        // A pattern and its mirror image have the same counts in opposite order; one of the two passes.
        if images[0] + images[length - 1] < length {
            let rows = rows(&images);
            let lower = lower_counts(&rows, steps);
            let better = |i: usize| best[i].as_ref().is_none_or(|(b, _)| lower[i] < *b);
            let improving: Vec<usize> = (0..steps.len()).filter(|&i| better(i)).collect();
            if !improving.is_empty() {
                let wanted: Vec<u64> = improving.iter().map(|&i| steps[i]).collect();
                let exact = counts(&rows, &wanted);
                for (i, count) in improving.into_iter().zip(exact) {
                    if best[i].as_ref().is_none_or(|(b, _)| count < *b) {
                        best[i] = Some((count, images.clone()));
                    }
                }
            }
        }
        if !next_order(&mut order) {
            break;
        }
    }
    best.into_iter().flatten().collect()
}

/// The images under the cycle `0 -> order[0] -> order[1] -> ... -> 0`.
fn cycle(order: &[usize]) -> Vec<usize> {
    let mut images = vec![0; order.len() + 1];
    let mut at = 0;
    for &next in order {
        images[at] = next;
        at = next;
    }
    images
}

/// The next arrangement in the order of the dictionary; false after the last.
fn next_order(order: &mut [usize]) -> bool {
    let Some(i) = (1..order.len()).rev().find(|&i| order[i - 1] < order[i]) else {
        return false;
    };
    let j = (i..order.len())
        .rev()
        .find(|&j| order[j] > order[i - 1])
        .unwrap_or(i);
    order.swap(i - 1, j);
    order[i..].reverse();
    true
}

/// The half-open blocks of intervals that each interval between neighbouring points covers.
pub fn rows(images: &[usize]) -> Vec<(usize, usize)> {
    images
        .windows(2)
        .map(|w| (w[0].min(w[1]), w[0].max(w[1])))
        .collect()
}

/// `max_j N_j(s)` for each `s` of the increasing list, exactly.
pub fn counts(rows: &[(usize, usize)], steps: &[u64]) -> Vec<Int> {
    let mut now = vec![Int::one(); rows.len()];
    let mut at = 0;
    let mut out = Vec::with_capacity(steps.len());
    for &s in steps {
        while at < s {
            let mut change = vec![Int::zero(); rows.len() + 1];
            for (value, &(lo, hi)) in now.iter().zip(rows) {
                change[lo] += value;
                change[hi] -= value;
            }
            let mut sum = Int::zero();
            for (j, value) in now.iter_mut().enumerate() {
                sum += &change[j];
                value.clone_from(&sum);
            }
            at += 1;
        }
        out.push(now.iter().max().cloned().unwrap_or_default());
    }
    out
}

/// Numbers at most `max_j N_j(s)`, close to it: mantissas of one machine word with a common exponent, rounded down.
/// Rounding down is safe because the matrix has no negative entry.
fn lower_counts(rows: &[(usize, usize)], steps: &[u64]) -> Vec<Int> {
    let n = rows.len();
    let mut now = [0u64; LONGEST];
    now[..n].fill(1);
    let (mut at, mut exponent) = (0, 0u64);
    let mut out = Vec::with_capacity(steps.len());
    for &s in steps {
        while at < s {
            // At most eight numbers below 2^58 are added: no overflow. Differences wrap and come back.
            let mut change = [0u64; LONGEST + 1];
            for (value, &(lo, hi)) in now[..n].iter().zip(rows) {
                change[lo] = change[lo].wrapping_add(*value);
                change[hi] = change[hi].wrapping_sub(*value);
            }
            let (mut sum, mut all) = (0u64, 0u64);
            for (value, step) in now[..n].iter_mut().zip(change) {
                sum = sum.wrapping_add(step);
                *value = sum;
                all |= sum;
            }
            if all >> 58 != 0 {
                now[..n].iter_mut().for_each(|v| *v >>= 4);
                exponent += 4;
            }
            at += 1;
        }
        let most = now[..n].iter().max().copied().unwrap_or_default();
        out.push(Int::from(most) << exponent);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Path counts by a dense matrix, over all permutations that are one cycle, found by filtering all permutations.
    fn by_dense_matrices(length: usize, s: u64) -> Int {
        let mut order: Vec<usize> = (0..length).collect();
        let mut least: Option<Int> = None;
        loop {
            let mut at = 0;
            let mut seen = BTreeSet::new();
            while seen.insert(at) {
                at = order[at];
            }
            if seen.len() == length {
                let n = length - 1;
                let covers = |i: usize, j: usize| {
                    let (a, b) = (order[i].min(order[i + 1]), order[i].max(order[i + 1]));
                    a <= j && j < b
                };
                let mut now = vec![Int::one(); n];
                for _ in 0..s {
                    now = (0..n)
                        .map(|j| (0..n).filter(|&i| covers(i, j)).map(|i| &now[i]).sum())
                        .collect();
                }
                let most = now.into_iter().max().expect("an interval");
                least = Some(least.map_or(most.clone(), |l| l.min(most)));
            }
            if !next_order(&mut order) {
                return least.expect("a cycle");
            }
        }
    }

    #[test]
    fn the_minimum_over_patterns_is_the_one_found_by_dense_matrices() {
        for length in 2..=6 {
            for s in [0, 1, 2, 3, 7, 20, 41, 90] {
                let (found, pattern) = least_crossings(length, &[s]).remove(0);
                assert_eq!(found, by_dense_matrices(length, s), "p = {length}, s = {s}");
                assert_eq!(counts(&rows(&pattern), &[s]), [found]);
            }
        }
    }

    #[test]
    fn five_cycles_have_at_least_as_many_crossings_as_the_stefan_cycle() {
        // Known beforehand from the proof in Coq's kernel: 5369 and 1331122373.
        let found = least_crossings(5, &[20, 50]);
        assert_eq!(found[0].0, 5369.into());
        assert_eq!(found[1].0, 1331122373u64.into());
        // The Stefan cycle 3 -> 4 -> 2 -> 5 -> 1 -> 3 in one-line notation from 0: (2, 4, 3, 1, 0), or its mirror image.
        let stefan = vec![2, 4, 3, 1, 0];
        let mirror: Vec<usize> = stefan.iter().rev().map(|i| 4 - i).collect();
        assert!(found.iter().all(|(_, p)| *p == stefan || *p == mirror));
        // p = 3: both patterns are mirror images, N = Fibonacci: 1, 2, 3, 5, 8.
        let three: Vec<Int> = least_crossings(3, &[0, 1, 2, 3, 4])
            .into_iter()
            .map(|f| f.0)
            .collect();
        assert_eq!(three, [1, 2, 3, 5, 8].map(Int::from));
    }

    #[test]
    fn rounded_counts_are_below_and_close() {
        let rows = rows(&[2, 4, 3, 1, 0]);
        let steps = [10, 100, 1000, 2000];
        for (lower, exact) in lower_counts(&rows, &steps)
            .iter()
            .zip(counts(&rows, &steps))
        {
            assert!(*lower <= exact && (&exact - lower) * Int::from(1_000_000_000) <= exact);
        }
    }

    #[test]
    fn roads_take_the_longest_patterns() {
        let patterns = |length, power, steps| {
            Some(Road::Patterns {
                length,
                power,
                steps,
            })
        };
        assert_eq!(road(5, 20), patterns(5, 1, 20));
        assert_eq!(road(12, 21), patterns(6, 2, 10));
        assert_eq!(road(16, 9), patterns(8, 2, 4));
        assert_eq!(road(8, 5000), None);
        let stefan = |length, power, steps| {
            Some(Road::Stefan {
                length,
                power,
                steps,
            })
        };
        assert_eq!(road(11, 30), stefan(11, 1, 30));
        assert_eq!(road(44, 30), stefan(11, 4, 7));
        assert_eq!(road(6, 5000), stefan(3, 2, 2500));
    }
}
