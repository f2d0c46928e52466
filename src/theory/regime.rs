//! The divide between zero entropy and exponential growth, cited.

use super::{Standing, Theorem};

/// The theorem of Misiurewicz.
pub const THEOREM: Theorem = Theorem {
    id: "regime",
    title: "Zero entropy or exponential growth",
    hypotheses: &["f is a continuous self-map of an interval."],
    statement: "The entropy of f is 0 exactly if every least period of f is a power of 2. A Markov map has growth 1 exactly if every component of its covering graph is a single loop or a single interval without one; otherwise the crossings of some pair of levels grow exponentially.",
    proof: "Cited for the entropy. For a Markov map a component with two different loops through one interval has radius above 1 (Theorem 2), and with single loops only the number of paths grows like a power of t.",
    witness: "nothing of its own: growth, covering graph and periods, which are there.",
    standing: Standing::Cited,
    references: &[
        "Misiurewicz, Horseshoes for mappings of the interval, Bull. Acad. Polon. Sci. 27, 1979.",
        "Misiurewicz, Szlenk, Entropy of piecewise monotone mappings, Studia Math. 67, 1980.",
    ],
    example: "The 4-cycle (3,4,2,1): growth 1, periods 1, 2 and 4. The 3-cycle: growth 1.6180.",
};
