//! Theorem 11: narrow layers without skip connections.

use super::sup::least_width;
use super::{Standing, Theorem};
use crate::num::Int;
use num_traits::{One, Zero};

/// Theorem 11.
pub const THEOREM: Theorem = Theorem {
    id: "narrow",
    title: "Theorem 11 (narrow layers, no skip connections)",
    hypotheses: &[
        "f^t has C crossings of [x,y].",
        "A ReLU network without skip connections, k hidden layers of width w each, has sup error below (y-x)/2.",
    ],
    statement: "C <= m_k, where n_0 = m_0 = 1, n_(i+1) = n_i + w m_i and m_(i+1) = 0, m_i, min(2 n_i, n_i + 2 m_i), n_i + w m_i for w = 0, 1, 2 and w >= 3.",
    proof: "n_i bounds the pieces and m_i the sign changes of any affine combination of the neurons of layer i minus a constant. New kinks appear only where a preactivation changes sign. On a piece of the layer below, one neuron is monotone and two change sign at most twice.",
    witness: "none: the recursion is recomputed for w and w - 1.",
    standing: Standing::FirstPrinciples,
    references: &["Coq: Narrow.v."],
    example: "Width 2 allows 2, 6, 14, 38, 94 crossings at depth 1, ..., 5 (not 3, 9, 27, 81, 243).",
};

/// The most crossings that `depth >= 1` layers of this width can follow without skip connections.
pub fn most_crossings(width: &Int, depth: u32) -> Int {
    if width > &Int::from(2) {
        return (width + 1u32).pow(depth);
    }
    let (mut pieces, mut changes) = (Int::one(), Int::one());
    for _ in 0..depth {
        let next = &pieces + width * &changes;
        changes = if width.is_zero() {
            Int::zero()
        } else if width.is_one() {
            changes
        } else {
            next.clone().min(&pieces * 2)
        };
        pieces = next;
    }
    changes
}

/// The least `w >= 0` with `most_crossings(w, depth) >= crossings`; never below the width of the piece bound.
pub fn least_narrow_width(crossings: &Int, depth: u32) -> Int {
    let narrow = [0u32, 1, 2].into_iter().map(Int::from);
    narrow
        .filter(|w| &most_crossings(w, depth) >= crossings)
        .min()
        .unwrap_or_else(|| least_width(crossings, depth).max(Int::from(3)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The recursion of the statement for any widths, with `c` and `P` instead of `n` and `m`.
    fn by_pieces(w: u32, k: u32) -> Int {
        let c = if w < 3 { w } else { w + 1 };
        let mut p = vec![Int::one(), Int::from(w + 1)];
        for i in 1..k as usize {
            let next = (&p[i] * (w + 1)).min(&p[i] + &p[i - 1] * (w * c));
            p.push(next);
        }
        &p[k as usize - 1] * c
    }

    #[test]
    fn both_recursions_agree_on_equal_widths() {
        for k in 1..12 {
            for w in [0, 2, 3, 4, 7] {
                assert_eq!(most_crossings(&w.into(), k), by_pieces(w, k), "w={w} k={k}");
            }
            assert!(most_crossings(&Int::one(), k).is_one());
        }
        let two: Vec<Int> = (1..6).map(|k| most_crossings(&2.into(), k)).collect();
        assert_eq!(two, [2, 6, 14, 38, 94].map(Int::from));
    }

    #[test]
    fn the_least_narrow_width_is_the_least_and_not_below_the_piece_bound() {
        for c in 0..3000u32 {
            for k in 1..8 {
                let w = least_narrow_width(&c.into(), k);
                assert!(most_crossings(&w, k) >= c.into());
                assert!(w.is_zero() || most_crossings(&(&w - 1u32), k) < c.into());
                assert!(w >= least_width(&c.into(), k));
            }
        }
    }
}
