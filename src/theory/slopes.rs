//! Theorem 6': an L1 error that does not depend on the iterate, from the least slope of a Markov map.

use super::{Standing, Theorem};
use crate::num::Number;
use crate::num::rational::{Rat, rat};

/// Theorem 6'.
pub const THEOREM: Theorem = Theorem {
    id: "slopes",
    title: "Theorem 6' (L1 norm for every t, from the least slope)",
    hypotheses: &[
        "f is piecewise affine with a Markov partition; every non-zero slope has modulus at least s > 0.",
        "0 <= pi_j <= |I_j| and pi W >= pi, where W_ij = |I_j|/|f(I_i)| if I_i covers I_j, else 0.",
    ],
    statement: "For every t >= 0 and kappa > 0, every continuous piecewise affine g with at most kappa s^t pieces has L1 distance at least (1/4) sum_j |I_j| max(0, pi_j - kappa |I_j|) from f^t.",
    proof: "f^t maps intervals of total length m_j(t) >= pi_j affinely onto I_j, each of length at most |I_j| s^-t. On all but K of them g stays on one side of a level, and the error there is a triangle; the K exceptions have total length at most K |I_j| s^-t.",
    witness: "pi, over the field of the map; s and kappa.",
    standing: Standing::FirstPrinciples,
    references: &["First proved here, as far as its authors know."],
    example: "Full skew tent with peak 1/3: s = 3/2, pi = (1/3, 2/3); kappa = 1/2 gives L1 error at least 5/72 for every t at up to (3/2)^t/2 pieces.",
};

/// `(1/4) sum_j |I_j| max(0, pi_j - kappa |I_j|)`.
pub fn error(measure: &[Number], lengths: &[Number], kappa: &Rat) -> Number {
    let kappa = Number::from(kappa);
    let mut sum = Number::zero();
    for (pi, length) in measure.iter().zip(lengths) {
        let above = pi - &kappa * length;
        if above.sign() > 0 {
            sum = sum + above * length;
        }
    }
    sum * Number::from(rat(1, 4))
}
