//! Theorem 2: exponential growth of crossings with an explicit constant.

use super::{Standing, Theorem};

/// Theorem 2.
pub const THEOREM: Theorem = Theorem {
    id: "growth",
    title: "Theorem 2 (exponential growth with an explicit constant)",
    hypotheses: &[
        "S is a strongly connected component of the covering graph with spectral radius r.",
        "u > 0, u A_S = r u, max u = 1.",
    ],
    statement: "N_j(t) >= u_j r^t for all t >= 0 and j in S. Rational form: 0 <= v <= 1 and v A >= r v give N_j(t) >= v_j r^t.",
    proof: "sum_i (A^t)_ij >= sum_{i in S} u_i (A_S^t)_ij = u_j r^t.",
    witness: "u over Q[x]/m with an interval for the root, or rational v and r.",
    standing: Standing::FirstPrinciples,
    references: &["Collatz 1942; Wielandt 1950."],
    example: "3-cycle: u = (phi - 1, 1), so N_1(t) >= phi^t.",
};
