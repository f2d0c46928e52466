//! The piece bound: how many affine pieces a ReLU network can have.

use super::{Standing, Theorem};
use crate::num::Int;
use num_traits::One;

/// The piece bound.
pub const THEOREM: Theorem = Theorem {
    id: "pieces",
    title: "Piece bound",
    hypotheses: &[
        "A ReLU network with one real input and output and hidden layers of widths w_1, ..., w_k; skip connections allowed.",
    ],
    statement: "It is continuous and piecewise affine with at most (w_1+1)...(w_k+1) pieces.",
    proof: "On an interval where the previous layer is affine every neuron adds at most one breakpoint.",
    witness: "none: (w+1)^k is recomputed.",
    standing: Standing::FirstPrinciples,
    references: &[
        "Telgarsky, Benefits of depth in neural networks, COLT 2016 (the looser (2w)^k).",
    ],
    example: "Depth 4 and width 13: at most 14^4 = 38416 pieces.",
};

/// `(w+1)^k`, the largest number of pieces of a network of depth `k` and width `w`.
pub fn most_pieces(width: &Int, depth: u32) -> Int {
    (width + Int::one()).pow(depth)
}

/// `(w_1+1)...(w_k+1)`, the largest number of pieces of a network with these hidden layers.
pub fn product_of_widths(widths: &[Int]) -> Int {
    widths.iter().map(|w| w + Int::one()).product()
}
