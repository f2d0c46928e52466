//! Theorem 4: wrong labels on points that do not depend on the network.

use super::sup::least_width;
use super::{Standing, Theorem};
use crate::num::{Int, Rat};
use num_integer::Integer;
use num_traits::{One, Zero};

/// Theorem 4.
pub const THEOREM: Theorem = Theorem {
    id: "classification",
    title: "Theorem 4 (classification)",
    hypotheses: &[
        "f^t is alternately <= x and >= y at z_0 < ... < z_C, x < y.",
        "g is continuous and piecewise affine with K <= C pieces.",
    ],
    statement: "With the labels [f^t >= c] and the predicted labels [g >= c], c = (x+y)/2, g mislabels at least ceil((C-K)/2) of the C+1 points z_i.",
    proof: "The predicted label changes at most K times, so it has at most K+1 constant runs; a run over r alternating labels has at least (r-1)/2 errors.",
    witness: "C, recomputed; where they are not too many the points z_i, at which f^t is evaluated.",
    standing: Standing::FirstPrinciples,
    references: &[
        "Telgarsky, Benefits of depth in neural networks, COLT 2016 (classification on alternating points).",
    ],
    example: "Full tent, t = 10: C = 1024; a network of depth 2 and width 21 has at most 484 pieces and mislabels at least 270 of 1025 points.",
};

/// `ceil((C-K)/2)` for `K < C`, else 0: how many of the `C+1` points a function with `K` pieces mislabels at least.
pub fn least_errors(crossings: &Int, pieces: &Int) -> Int {
    if pieces >= crossings {
        return Int::zero();
    }
    Integer::div_ceil(&(crossings - pieces), &Int::from(2))
}

/// The share of wrong labels among the `C+1` points.
pub fn least_share(crossings: &Int, pieces: &Int) -> Rat {
    Rat::new(least_errors(crossings, pieces), crossings + Int::one())
}

/// The number of pieces at which a report states its row: `floor(C/2)`.
pub fn usual_pieces(crossings: &Int) -> Int {
    crossings / Int::from(2)
}

/// The least `w >= 0` with `(w+1)^k > K`: every smaller width has at most `K` pieces.
pub fn width_above(pieces: &Int, depth: u32) -> Int {
    least_width(&(pieces + Int::one()), depth)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_round_up_and_widths_are_the_first_with_more_pieces() {
        let int = |n: i64| Int::from(n);
        // C = 5, K = 2: 6 alternating labels in 3 runs of 2, one error each, so 2 is not attained by the bound's
        // parity but ceil(3/2) = 2 <= 3 holds; K = 4: ceil(1/2) = 1; K = 5 and 6: none.
        let errors: Vec<Int> = [2, 4, 5, 6]
            .iter()
            .map(|&k| least_errors(&int(5), &int(k)))
            .collect();
        assert_eq!(errors, [int(2), int(1), int(0), int(0)]);
        // (w+1)^2 > 8 first for w = 2; > 9 first for w = 3; > 0 for w = 0.
        let widths: Vec<Int> = [8, 9, 0].iter().map(|&k| width_above(&int(k), 2)).collect();
        assert_eq!(widths, [int(2), int(3), int(0)]);
    }
}
