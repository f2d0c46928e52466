//! Theorem 8, upper half: widths that suffice to represent an iterate exactly.

use super::{Standing, Theorem};
use crate::num::Int;
use num_traits::{One, Zero};

/// Theorem 8.
pub const THEOREM: Theorem = Theorem {
    id: "sandwich",
    title: "Theorem 8 (the sandwich)",
    hypotheses: &["f is a known piecewise-linear map."],
    statement: "For every split t = t_1 + ... + t_k, f^t is computed exactly with depth k and width max_i h(t_i), h(s) the width of one hidden layer for f^s: pieces(f, s), or one less (Theorem 8, depth one). If some h(t_i) = 0, then f^t is constant and width 0 is enough.",
    proof: "A piecewise-linear function with n pieces on [a,b] is one hidden layer of width n, sometimes n-1; compose.",
    witness: "the split, and the neurons that look left where n-1 are enough; pieces(f, t_i) are recomputed.",
    standing: Standing::FirstPrinciples,
    references: &[
        "Telgarsky, Benefits of depth in neural networks, COLT 2016 (upper bounds by composition).",
    ],
    example: "Full tent, t = 10, k = 5: width 4 suffices, by the split 2 + 2 + 2 + 2 + 2.",
};

/// The split of `t` into `k` non-negative parts with the least width `max h(t_i)`, and that width.
///
/// `one_layer[s]` is the width `h(s)` of one hidden layer that computes `f^s`, for `s = 0, ..., t` (`h(0) = 1`). Parts come
/// in decreasing order.
pub fn best_split(one_layer: &[Int], t: usize, k: usize) -> (Int, Vec<u64>) {
    // A part may be any s with h(s) <= w; the fewest such parts that sum to t must be at most k.
    let mut widths: Vec<&Int> = one_layer[..=t].iter().collect();
    widths.sort_unstable();
    widths.dedup();
    let fits = |w: &Int| fewest_parts(one_layer, t, w).filter(|parts| parts.len() <= k);
    let place = widths.partition_point(|w| fits(w).is_none());
    let width = widths.get(place).copied().unwrap_or(&one_layer[t]);
    let mut split = fits(width).unwrap_or_else(|| vec![t as u64]);
    split.sort_unstable_by(|a, b| b.cmp(a));
    split.resize(k, 0);
    (of_split(one_layer, &split), split)
}

/// `max h(t_i)`; 0 if some `f^(t_i)` is constant (`h(t_i) = 0`), because then `f^t` is, and no layer needs a neuron.
fn of_split(one_layer: &[Int], split: &[u64]) -> Int {
    let widths = || split.iter().map(|&s| &one_layer[s as usize]);
    if widths().any(Zero::is_zero) {
        return Int::zero();
    }
    widths().max().cloned().unwrap_or_else(Int::one)
}

/// The shortest list of parts `s >= 1` with `h(s) <= w` and sum `t`.
fn fewest_parts(one_layer: &[Int], t: usize, w: &Int) -> Option<Vec<u64>> {
    let parts: Vec<usize> = (1..=t).filter(|&s| &one_layer[s] <= w).collect();
    let mut best: Vec<Option<(usize, usize)>> = vec![None; t + 1];
    best[0] = Some((0, 0));
    for sum in 1..=t {
        for &s in parts.iter().take_while(|&&s| s <= sum) {
            if let Some((count, _)) = best[sum - s]
                && best[sum].is_none_or(|(c, _)| count + 1 < c)
            {
                best[sum] = Some((count + 1, s));
            }
        }
    }
    let mut split = Vec::new();
    let mut rest = t;
    while rest > 0 {
        let (_, s) = best[rest]?;
        split.push(s as u64);
        rest -= s;
    }
    Some(split)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All splits of `t` into `k` non-increasing parts.
    fn least_by_search(pieces: &[Int], t: usize, k: usize, most: usize) -> Option<Int> {
        if k == 0 {
            return (t == 0).then(Int::one);
        }
        (0..=t.min(most))
            .filter_map(|s| {
                least_by_search(pieces, t - s, k - 1, s).map(|w| w.max(pieces[s].clone()))
            })
            .min()
    }

    #[test]
    fn no_neuron_for_a_constant_iterate() {
        // f is not constant, f^2 is: by any split of 2 into parts of which one is 2.
        let widths = [1, 1, 0, 0].map(Int::from);
        for k in 1..4 {
            assert_eq!(best_split(&widths, 2, k).0, Int::zero());
            assert_eq!(best_split(&widths, 3, k).0, Int::zero());
            assert_eq!(best_split(&widths, 1, k).0, Int::one());
        }
    }

    #[test]
    fn the_split_is_the_best_also_when_pieces_are_not_monotone() {
        for seed in 0..200u64 {
            let mut state = seed
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            let mut pieces = vec![Int::one()];
            for _ in 0..9 {
                state = state
                    .wrapping_mul(6364136223846793005)
                    .wrapping_add(1442695040888963407);
                pieces.push(Int::from(1 + (state >> 33) % 20));
            }
            for t in 0..9 {
                for k in 1..5 {
                    let (width, split) = best_split(&pieces, t, k);
                    assert_eq!(
                        Some(&width),
                        least_by_search(&pieces, t, k, t).as_ref(),
                        "{pieces:?} t={t} k={k}"
                    );
                    assert_eq!(split.iter().sum::<u64>(), t as u64);
                    assert_eq!(split.len(), k);
                    assert_eq!(
                        split.iter().map(|&s| &pieces[s as usize]).max(),
                        Some(&width)
                    );
                }
            }
        }
    }
}
