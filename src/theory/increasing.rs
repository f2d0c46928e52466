//! Cycles `1 -> 2 -> ... -> p -> 1`: growth that tends to 2, from the cycle alone.

use super::{Standing, Theorem};
use crate::num::IntPoly;

/// The increasing-cycle bound.
pub const THEOREM: Theorem = Theorem {
    id: "increasing",
    title: "Increasing cycles",
    hypotheses: &[
        "f is continuous and x_1 < ... < x_p, p >= 3, with f(x_i) = x_(i+1) for i < p and f(x_p) = x_1; or the same with > for <.",
    ],
    statement: "For every t some pair of neighbouring points of the cycle is crossed at least r^t times by f^t, where r is the positive root of x^(p-1) = x^(p-2) + ... + x + 1.",
    proof: "I_1 -> I_2 -> ... -> I_(p-1), and I_(p-1) covers all I_j. The left Perron vector is increasing, so it is largest at I_(p-1), where Theorem 2 has the constant 1.",
    witness: "the points, at which f is evaluated; the polynomial with an interval for its root.",
    standing: Standing::FirstPrinciples,
    references: &[
        "The cycles are those of Sanford, Chatziafratis, Expressivity of neural networks via chaotic itineraries beyond Sharkovsky's theorem, AISTATS 2022; no formula of the paper is quoted.",
    ],
    example: "p = 3: 1.6180; p = 4: 1.8393; p = 5: 1.9276; tending to 2.",
};

/// `x^(p-1) - x^(p-2) - ... - x - 1` for `p >= 3`: the characteristic polynomial of the cycle's covering graph.
pub fn increasing_poly(p: usize) -> IntPoly {
    let mut coeffs = vec![-1i64; p];
    coeffs[p - 1] = 1;
    IntPoly::from_i64(&coeffs)
}
