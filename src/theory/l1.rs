//! Theorem 5: the L1 norm with the sharp constant, over several bands of levels.

use super::{Standing, Theorem};
use crate::num::rational::rat;
use crate::num::{Int, Number};

/// Theorem 5.
pub const THEOREM: Theorem = Theorem {
    id: "l1",
    title: "Theorem 5 (L1 norm, sharp constant, several bands)",
    hypotheses: &[
        "f has Lipschitz constant L on [a,b], and f^t crosses [x_j,y_j] at least C_j times.",
        "The bands [x_j,y_j] do not overlap (they may touch).",
        "g is continuous and piecewise affine with K pieces.",
    ],
    statement: "The integral of |f^t - g| over [a,b] is at least the sum over j of max(0, C_j - K) (y_j - x_j)^2 / (4 L^t).",
    proof: "The integral is that of |E(v)| over v, E(v) the points with v between f^t and g. For v in (x_j,y_j) the function g - v takes both strict signs inside at most K of the C_j intervals between the alternation points; on each other one E(v) contains a segment of length min(v - x_j, y_j - v)/L^t. Integrate over v.",
    witness: "the bands with their crossings, recomputed; L is recomputed for a map and a hypothesis for an orbit.",
    standing: Standing::FirstPrinciples,
    references: &[
        "Telgarsky, Benefits of depth in neural networks, COLT 2016 (L1 error at least 1/32 for the tent map at a quarter of the crossings).",
        "Chatziafratis, Nagarajan, Panageas, ICML 2020 (L1 bounds for L equal to the growth rate).",
    ],
    example: "Full tent at a quarter of the crossings, K = 2^t/4: L1 error at least 3/16. With K = 1 the bound (1 - 2^-t)/4 tends to 1/4, the error of g = 1/2.",
};

/// `max(0, C - K) (y - x)^2`: what one band adds, before the division by `4 L^t`.
pub fn band_weight(gap: &Number, crossings: &Int, pieces: &Int) -> Number {
    if crossings <= pieces {
        return Number::zero();
    }
    Number::from(crossings - pieces) * gap * gap
}

/// `weight / (4 L^t)`; 0 for `L = 0`, where `f^t` is constant from the first step on.
pub fn error(weight: &Number, lipschitz: &Number, t: u64) -> Number {
    let Some(inverse) = lipschitz.recip() else {
        return Number::zero();
    };
    let t = u32::try_from(t).expect("iterates are limited");
    weight * inverse.pow(t) * Number::from(rat(1, 4))
}
