//! Factorisation of integer polynomials into irreducible factors.

use super::polynomial::IntPoly;

/// A factorisation `f = content * prod factor^multiplicity`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Factorization {
    /// Primitive factors with positive leading coefficient, pairwise coprime, each with its multiplicity;
    /// sorted by degree, then by coefficients from the highest power down.
    pub factors: Vec<(IntPoly, u32)>,
    /// Is every factor proven irreducible? `false` when the budget ended first.
    pub complete: bool,
}

/// Factors a non-zero integer polynomial over the rationals.
pub fn factor(f: &IntPoly) -> Factorization {
    Factorization {
        factors: vec![(f.primitive(), 1)],
        complete: false,
    }
}
