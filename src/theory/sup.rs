//! Theorem 3: width bounds in the sup norm.

use super::pieces::most_pieces;
use super::{Standing, Theorem};
use crate::num::Int;
use crate::num::rational::ceil_root;
use num_traits::{One, Zero};

/// Theorem 3.
pub const THEOREM: Theorem = Theorem {
    id: "sup",
    title: "Theorem 3 (sup norm)",
    hypotheses: &[
        "f^t has C crossings of [x,y].",
        "g is continuous and piecewise affine with K < C pieces.",
    ],
    statement: "|f^t - g| >= (y-x)/2 somewhere; a network of depth k and width w with sup error below (y-x)/2 has (w+1)^k >= C.",
    proof: "Otherwise g - (x+y)/2 changes sign C times, but an affine piece changes sign at most once.",
    witness: "C, recomputed from the index vector; (w+1)^k >= C > w^k.",
    standing: Standing::FirstPrinciples,
    references: &[
        "Telgarsky, Benefits of depth in neural networks, COLT 2016.",
        "Chatziafratis, Nagarajan, Panageas, ICML 2020.",
    ],
    example: "Golden tent, t = 20, depth 4: C = 35420 and 13^4 < C <= 14^4, so width at least 13.",
};

/// The least `w >= 0` with `(w+1)^k >= C`: `max(0, ceil(C^(1/k)) - 1)`, for `k >= 1`, `C >= 0`.
pub fn least_width(crossings: &Int, depth: u32) -> Int {
    let root = ceil_root(crossings, depth);
    let width = if root.is_zero() {
        root
    } else {
        root - Int::one()
    };
    debug_assert!(&most_pieces(&width, depth) >= crossings);
    width
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_width_is_the_least() {
        for c in 0..3000u32 {
            for k in 1..6 {
                let w = least_width(&c.into(), k);
                assert!(most_pieces(&w, k) >= c.into());
                assert!(w.is_zero() || w.pow(k) < c.into());
            }
        }
    }
}
