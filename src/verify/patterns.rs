//! All cyclic patterns of a length: each one's covering graph must have the claimed number of paths.
//!
//! A pattern and its mirror image `i -> m-1-g(m-1-i)` have the same numbers in opposite order, so one of the two is
//! looked at: if `g(0) + g(m-1) > m-1`, that sum is below `m-1` for the mirror image. The numbers are first
//! counted with 128-bit mantissas rounded down (the matrix has no negative entries, so that is a lower bound), and exactly
//! only where that does not suffice.

use super::limits::Budget;
use super::reason::Reason;
use crate::num::rational::Int;
use num_traits::{One, Zero};

/// The longest patterns that are enumerated.
pub const LONGEST: usize = 9;
/// The largest iterate for which they are.
pub const MOST_STEPS: u64 = 2_000;

/// Every pattern has `max_j N_j(s) >= count` for each `(s, count)` of a list increasing in `s`; else the position in the
/// list and the reason.
pub fn at_least(
    budget: &Budget,
    length: usize,
    wanted: &[(u64, Int)],
) -> Result<(), (usize, Reason)> {
    let last = wanted.last().map_or(0, |w| w.0);
    let patterns: u64 = (1..length as u64).product();
    let steps =
        patterns.saturating_mul((last + wanted.len() as u64).saturating_mul(8 * length as u64));
    budget.spend(steps).map_err(|r| (0, r))?;
    let mut images = vec![0; length];
    let mut free: Vec<usize> = (1..length).collect();
    extend(budget, &mut images, 0, &mut free, wanted)
}

/// Goes through all ways to continue the cycle that has reached `at`; `free` are the points not yet on it.
fn extend(
    budget: &Budget,
    images: &mut [usize],
    at: usize,
    free: &mut Vec<usize>,
    wanted: &[(u64, Int)],
) -> Result<(), (usize, Reason)> {
    if free.is_empty() {
        images[at] = 0;
        let most = images.len() - 1;
        if images[0] + images[most] > most {
            return Ok(());
        }
        return pattern(budget, images, wanted);
    }
    for i in 0..free.len() {
        let next = free.swap_remove(i);
        images[at] = next;
        extend(budget, images, next, free, wanted)?;
        free.push(next);
        let end = free.len() - 1;
        free.swap(i, end);
    }
    Ok(())
}

fn pattern(
    budget: &Budget,
    images: &[usize],
    wanted: &[(u64, Int)],
) -> Result<(), (usize, Reason)> {
    let n = images.len() - 1;
    let mut now = [1u128; LONGEST];
    let (mut at, mut exponent) = (0, 0u64);
    for (k, (s, count)) in wanted.iter().enumerate() {
        while at < *s {
            let mut next = [0u128; LONGEST];
            let mut all = 0;
            for (i, value) in now[..n].iter().enumerate() {
                let (a, b) = (images[i].min(images[i + 1]), images[i].max(images[i + 1]));
                for entry in &mut next[a..b] {
                    *entry += value;
                    all |= *entry;
                }
            }
            if all >> 120 != 0 {
                next.iter_mut().for_each(|v| *v >>= 8);
                exponent += 8;
            }
            now = next;
            at += 1;
        }
        let most = now[..n].iter().max().copied().unwrap_or_default();
        if (Int::from(most) << exponent) < *count {
            let expected = self::count(budget, images, *s).map_err(|r| (k, r))?;
            if expected < *count {
                let found = count.clone();
                return Err((k, Reason::Crossings { expected, found }));
            }
        }
    }
    Ok(())
}

/// `max_j N_j(s)` of one pattern, exactly.
pub fn count(budget: &Budget, images: &[usize], s: u64) -> Result<Int, Reason> {
    let n = images.len().saturating_sub(1);
    // Numbers of at most 4 s binary digits.
    budget.spend(s.saturating_mul((s / 16 + 1).saturating_mul((n * n) as u64)))?;
    let mut now = vec![Int::one(); n];
    for _ in 0..s {
        let mut next = vec![Int::zero(); n];
        for (i, value) in now.iter().enumerate() {
            let (a, b) = (images[i].min(images[i + 1]), images[i].max(images[i + 1]));
            next[a..b].iter_mut().for_each(|entry| *entry += value);
        }
        now = next;
    }
    Ok(now.into_iter().max().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 5369 = the minimum for p = 5, t = 20, known from the proof in Coq's kernel.
    #[test]
    fn the_minimum_passes_and_one_more_fails() {
        let budget = Budget::default();
        let check = |n: u64| at_least(&budget, 5, &[(20, n.into())]);
        assert_eq!(check(5369), Ok(()));
        assert!(matches!(check(5370), Err((0, Reason::Crossings { .. }))));
    }

    #[test]
    fn all_patterns_are_seen_up_to_mirror_images() {
        // Lengths 3 to 7: (m-1)! cycles; those that are passed over are mirror images of others.
        fn all(images: &mut Vec<usize>, at: usize, free: &[usize], out: &mut Vec<Vec<usize>>) {
            if free.is_empty() {
                images[at] = 0;
                out.push(images.clone());
            }
            for next in free {
                images[at] = *next;
                let rest: Vec<usize> = free.iter().copied().filter(|x| x != next).collect();
                all(images, *next, &rest, out);
            }
        }
        for m in 3..8 {
            let mut out = Vec::new();
            all(&mut vec![0; m], 0, &(1..m).collect::<Vec<_>>(), &mut out);
            assert_eq!(out.len(), (1..m).product::<usize>());
            for images in out.iter().filter(|g| g[0] + g[m - 1] > m - 1) {
                let mirror: Vec<usize> = (0..m).map(|i| m - 1 - images[m - 1 - i]).collect();
                assert!(out.contains(&mirror) && mirror[0] + mirror[m - 1] < m);
            }
        }
    }
}
