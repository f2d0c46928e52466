//! Theorem 1': what one periodic orbit says about every continuous map through it.

use super::{Standing, Theorem};

/// Theorem 1'.
pub const THEOREM: Theorem = Theorem {
    id: "orbits",
    title: "Theorem 1' (orbits of unknown maps)",
    hypotheses: &[
        "f is continuous, P is a finite set with f(P) contained in P.",
        "l is the connect-the-dots map of f on P.",
    ],
    statement: "C(f,t;x,y) >= C(l,t;x,y) for all t and x < y, and Lip f >= Lip l.",
    proof: "The list of values of l^t at the points of its partition from left to right is taken by f^t at increasing points, by induction with the intermediate value theorem.",
    witness: "the orbit's points and the images of each.",
    standing: Standing::FirstPrinciples,
    references: &[
        "Chatziafratis, Nagarajan, Panageas, Better depth-width trade-offs for neural networks through the lens of dynamical systems, ICML 2020.",
    ],
    example: "Every continuous f with f(0) = 1/2, f(1/2) = 1, f(1) = 0: f^10 crosses [1/2, 1] at least 144 times.",
};
