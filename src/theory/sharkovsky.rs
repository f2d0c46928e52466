//! Sharkovsky's theorem, cited: one period forces all weaker ones.

use super::{Standing, Theorem};

/// Sharkovsky's theorem.
pub const THEOREM: Theorem = Theorem {
    id: "sharkovsky",
    title: "Sharkovsky's theorem",
    hypotheses: &["f is a continuous self-map of an interval with a point of least period s."],
    statement: "f has a point of every least period n that follows s in the order 3, 5, 7, ..., 2*3, 2*5, ..., 4*3, ..., 8, 4, 2, 1.",
    proof: "Cited. The strongest period itself is found from the covering graph: for a Markov map with n intervals it is at most 3n.",
    witness: "one exact point for each listed period; counts show that no stronger period exists.",
    standing: Standing::Cited,
    references: &[
        "Sharkovsky, Coexistence of cycles of a continuous map of the line into itself, Ukr. Math. J. 16, 1964.",
    ],
    example: "The 3-cycle has every period; the 4-cycle (3,4,2,1) has the periods 1, 2 and 4 only.",
};
