//! Theorem 6: an L1 error that does not depend on the iterate, where the Lipschitz constant equals the growth rate.

use super::{Standing, Theorem};
use crate::num::Number;
use crate::num::rational::{Rat, rat};

/// Theorem 6.
pub const THEOREM: Theorem = Theorem {
    id: "extremal",
    title: "Theorem 6 (L1 norm for every t, where L is the growth rate)",
    hypotheses: &[
        "f has Lipschitz constant L > 0.",
        "0 <= v_j <= 1 for every interval I_j of the covering graph, and v A >= L v.",
    ],
    statement: "For every t >= 0 and kappa > 0, every continuous piecewise affine g with at most kappa L^t pieces has L1 distance at least (1/4) sum_j max(0, v_j - kappa) |I_j|^2 from f^t.",
    proof: "v A >= L v gives N_j(t) >= v_j L^t crossings of I_j; put these into Theorem 5 with the bands I_j. L^t cancels.",
    witness: "v, over the field of the map; kappa.",
    standing: Standing::FirstPrinciples,
    references: &[
        "Chatziafratis, Nagarajan, Panageas, ICML 2020 (constant L1 error for L equal to the growth rate).",
    ],
    example: "Full tent: L = 2, v = (1, 1) on halves, kappa = 1/2: L1 error at least 1/16 for every t at up to 2^t/2 pieces (with the one band [0,1] of Theorem 5: 1/8).",
};

/// `(1/4) sum_j max(0, v_j - kappa) |I_j|^2`.
pub fn error(vector: &[Number], lengths: &[Number], kappa: &Rat) -> Number {
    let kappa = Number::from(kappa);
    let mut sum = Number::zero();
    for (v, length) in vector.iter().zip(lengths) {
        let above = v - &kappa;
        if above.sign() > 0 {
            sum = sum + above * length * length;
        }
    }
    sum * Number::from(rat(1, 4))
}
