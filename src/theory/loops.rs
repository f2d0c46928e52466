//! The weaker graph of one cycle and one loop, for comparison with the bound it gives from a period.

use super::{Standing, Theorem};
use crate::num::IntPoly;

/// The loop bound.
pub const THEOREM: Theorem = Theorem {
    id: "loop",
    title: "Loop bound",
    hypotheses: &["f is continuous and has a point of odd period p > 1."],
    statement: "The growth is at least the largest root of x^(p-1) - x^(p-2) - 1.",
    proof: "The covering graph of a Stefan cycle contains a cycle of length p-1 with a loop at one vertex.",
    witness: "the period; relies on Stefan's theorem.",
    standing: Standing::Cited,
    references: &[
        "The picture is that of Chatziafratis, Nagarajan, Panageas, Wang, Depth-width trade-offs for ReLU networks via Sharkovsky's theorem, ICLR 2020; no formula of the paper is quoted.",
    ],
    example: "p = 5: 1.3803; p = 7: 1.2852; p = 9: 1.2321; tending to 1.",
};

/// `x^(p-1) - x^(p-2) - 1` for `p >= 3`.
pub fn loop_poly(p: usize) -> IntPoly {
    let mut coeffs = vec![0i64; p];
    coeffs[p - 1] = 1;
    coeffs[p - 2] -= 1;
    coeffs[0] -= 1;
    IntPoly::from_i64(&coeffs)
}
