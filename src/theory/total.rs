//! Total size: the least number of hidden neurons, at one depth and at any depth.

use super::sup::least_width;
use super::{Standing, Theorem};
use crate::num::Int;
use num_traits::{One, Zero};

/// The bound on the total number of neurons.
pub const THEOREM: Theorem = Theorem {
    id: "total-size",
    title: "Total size",
    hypotheses: &[
        "f^t has C >= 1 crossings of [x,y].",
        "A ReLU network with N hidden neurons in k layers, skip connections allowed, has sup error below (y-x)/2.",
    ],
    statement: "With N = qk + r, 0 <= r < k: (q+1)^(k-r) (q+2)^r >= C. At any depth: N >= ceil(log2 C).",
    proof: "The product of the (w_i + 1) is at least C by Theorem 3; for a given sum of the widths it is largest when they differ by at most one, and it is at most 2^N because w + 1 <= 2^w.",
    witness: "none: both products are recomputed for N and N - 1.",
    standing: Standing::FirstPrinciples,
    references: &["Telgarsky, Benefits of depth in neural networks, COLT 2016."],
    example: "C = 35420, depth 4: 13*13*14*14 < C <= 13*14*14*14, so N >= 51; at any depth N >= 16.",
};

/// The most pieces of a network with `neurons` hidden neurons in `depth >= 1` layers: as even a distribution as possible.
pub fn most_pieces_of(neurons: &Int, depth: u32) -> Int {
    let (q, r) = (neurons / depth, neurons % depth);
    let r = u32::try_from(r).unwrap_or(0);
    (&q + 1u32).pow(depth - r) * (&q + 2u32).pow(r)
}

/// The least `N >= 0` such that `N` neurons in `depth >= 1` layers can have `crossings` pieces.
pub fn least_neurons_at_depth(crossings: &Int, depth: u32) -> Int {
    // With w the least width, all widths w - 1 are too few and all widths w are enough.
    let width = least_width(crossings, depth);
    if width.is_zero() {
        return width;
    }
    let base = (&width - 1u32) * depth;
    let (mut low, mut high) = (1, depth);
    while low < high {
        let middle = low + (high - low) / 2;
        if &most_pieces_of(&(&base + middle), depth) >= crossings {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    base + low
}

/// The least `N >= 0` with `2^N >= crossings`.
pub fn least_neurons(crossings: &Int) -> Int {
    if crossings <= &Int::one() {
        return Int::zero();
    }
    Int::from((crossings - 1u32).bits())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The largest product of `w_i + 1` over all ways to write `n` as a sum of `k` widths.
    fn most(n: u32, k: u32) -> u64 {
        if k == 1 {
            return u64::from(n) + 1;
        }
        (0..=n)
            .map(|w| u64::from(w + 1) * most(n - w, k - 1))
            .max()
            .expect("w = 0 is there")
    }

    #[test]
    fn the_even_distribution_is_the_best() {
        for n in 0..12 {
            for k in 1..5 {
                assert_eq!(most_pieces_of(&n.into(), k), Int::from(most(n, k)));
            }
        }
    }

    #[test]
    fn the_least_number_of_neurons_is_the_least() {
        for c in 0..2000u32 {
            for k in 1..8 {
                let n = least_neurons_at_depth(&c.into(), k);
                assert!(most_pieces_of(&n, k) >= c.into(), "C = {c}, k = {k}");
                assert!(n.is_zero() || most_pieces_of(&(n - 1u32), k) < c.into());
            }
            let any = least_neurons(&c.into());
            let best = (1..12).map(|k| least_neurons_at_depth(&c.into(), k)).min();
            assert_eq!(Some(any), best, "C = {c}");
        }
    }
}
