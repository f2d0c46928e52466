//! Theorem 6'': an L1 error at exponential width for maps whose Lipschitz constant is above the growth rate.

use super::{Standing, Theorem};
use crate::num::Number;
use crate::num::rational::{Int, Rat, ceil_root, rat};
use num_traits::Signed;

/// Theorem 6''.
pub const THEOREM: Theorem = Theorem {
    id: "squares",
    title: "Theorem 6'' (L1 norm for every t, from sums of squared lengths)",
    hypotheses: &[
        "f is piecewise affine with a Markov partition; s_i is the slope on I_i, A the covering matrix, B_q = diag(|s_i|^-q) A with a zero row where f is flat.",
        "For one t: M_q(t)_j = |I_j|^q sum_i (B_q^t)_ij.",
        "For every t: 0 <= pi_j <= |I_j|, pi W >= pi (as in Theorem 6'); z_j >= 1, z B_2 <= theta z, 0 < theta < 1.",
    ],
    statement: "Every continuous piecewise affine g with at most K pieces has L1 distance at least (1/4) sum_j |I_j| max(0, M_1(t)_j - sqrt(K M_2(t)_j)) from f^t. For every t >= 0 and kappa > 0, at most kappa theta^-t pieces force L1 distance at least (1/4) sum_j |I_j| max(0, pi_j - |I_j| sqrt(kappa z_j)).",
    proof: "M_1 is the total length and M_2 the sum of the squared lengths of the intervals that f^t maps affinely onto I_j. By Cauchy and Schwarz the K longest have total length at most sqrt(K M_2); all others carry a triangle of error each. M_1(t) >= pi, M_2(t)_j <= |I_j|^2 theta^t z_j.",
    witness: "M_1, M_2 and a rational root for one t; pi, z, theta, kappa and rational roots for every t.",
    standing: Standing::FirstPrinciples,
    references: &["First proved here, as far as its authors know."],
    example: "3-cycle 0 -> 1/2 -> 1 -> 0 (L = 2 above the growth rate 1.618): rate 1/theta = 1.5616, limit constant 1/8.",
};

/// A short decimal `r >= 0` with `r^2 >= square`, at most `10^-digits` above the root; `square >= 0`.
pub fn root_above(square: &Rat, digits: u32) -> Rat {
    debug_assert!(!square.is_negative());
    let scale = Int::from(10).pow(digits);
    let scaled = (square * Rat::from_integer(&scale * &scale))
        .ceil()
        .to_integer();
    Rat::new(ceil_root(&scaled, 2), scale)
}

/// `(1/4) sum_j |I_j| max(0, total_j - root_j)`: the bound for one iterate, `root_j^2 >= K M_2(t)_j`.
pub fn error_at(lengths: &[Number], totals: &[Number], roots: &[Rat]) -> Number {
    let mut sum = Number::zero();
    for ((length, total), root) in lengths.iter().zip(totals).zip(roots) {
        let above = total - Number::from(root);
        if above.sign() > 0 {
            sum = sum + above * length;
        }
    }
    sum * Number::from(rat(1, 4))
}

/// `(1/4) sum_j |I_j| max(0, pi_j - |I_j| r_j)`: the bound for every iterate, `r_j^2 >= kappa z_j`.
pub fn error(lengths: &[Number], measure: &[Number], roots: &[Rat]) -> Number {
    let mut sum = Number::zero();
    for ((length, pi), root) in lengths.iter().zip(measure).zip(roots) {
        let above = pi - Number::from(root) * length;
        if above.sign() > 0 {
            sum = sum + above * length;
        }
    }
    sum * Number::from(rat(1, 4))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_are_above_and_close() {
        for (p, q) in [(0, 1), (1, 4), (2, 1), (1, 3), (123_456_789, 1000)] {
            let square = rat(p, q);
            let root = root_above(&square, 6);
            assert!(&root * &root >= square);
            let below = &root - rat(1, 1_000_000);
            assert!(below.is_negative() || &below * &below < square);
        }
        assert_eq!(root_above(&rat(1, 4), 6), rat(1, 2));
    }
}
