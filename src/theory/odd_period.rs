//! Theorem 9: growth above sqrt 2 from any odd period, by Štefan cycles.

use super::{Standing, Theorem};
use crate::num::IntPoly;

/// Theorem 9.
pub const THEOREM: Theorem = Theorem {
    id: "odd-period",
    title: "Theorem 9 (universal constant for odd periods)",
    hypotheses: &["f is continuous and has a point of odd period p > 1."],
    statement: "The growth is at least rho_p > sqrt 2, the largest root of (x^p - 2 x^(p-2) - 1)/(x + 1); for the orbit's own levels some N_j(t) >= rho_p^t for every t, so a small sup error needs w >= rho_p^(t/k) - 1.",
    proof: "For the smallest odd period q > 1 every orbit of period q is a Stefan cycle, and rho_q >= rho_p.",
    witness: "the orbit; relies on Stefan's theorem.",
    standing: Standing::Cited,
    references: &[
        "Stefan, A theorem of Sarkovskii on the existence of periodic orbits of continuous endomorphisms of the real line, Commun. Math. Phys. 54, 1977.",
        "Block, Guckenheimer, Misiurewicz, Young, LNM 819, 1980.",
        "Chatziafratis, Nagarajan, Panageas, ICML 2020.",
    ],
    example: "rho_3 = 1.6180, rho_5 = 1.5129, rho_7 = 1.4656, decreasing to sqrt 2.",
};

/// `(x^p - 2 x^(p-2) - 1)/(x + 1)` for odd `p >= 3`: the characteristic polynomial of the Štefan cycle of length `p`.
pub fn stefan_poly(p: usize) -> IntPoly {
    let mut coeffs = vec![0i64; p + 1];
    coeffs[p] = 1;
    coeffs[p - 2] -= 2;
    coeffs[0] -= 1;
    IntPoly::from_i64(&coeffs)
        .exact_div(&IntPoly::from_i64(&[1, 1]))
        .expect("x = -1 is a root for odd p")
}
