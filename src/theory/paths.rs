//! Theorem 1: paths of the covering graph are crossings.

use super::{Standing, Theorem};

/// Theorem 1.
pub const THEOREM: Theorem = Theorem {
    id: "paths",
    title: "Theorem 1 (paths are crossings)",
    hypotheses: &[
        "f is continuous on [a,b] and maps it into itself.",
        "Row i of the covering graph lists intervals I_j that f(I_i) is known to contain.",
    ],
    statement: "f^t crosses I_j = [p_j, p_(j+1)] at least N_j(t) = sum_i (A^t)_ij times; exactly N_j(t) times if the partition is Markov.",
    proof: "Every edge i -> l pulls a crossing inside I_l back to one inside I_i by the intermediate value theorem; rows are contiguous, so order and disjointness are kept.",
    witness: "the vertices, the points, their images, the rows and the counts.",
    standing: Standing::FirstPrinciples,
    references: &[
        "Block, Guckenheimer, Misiurewicz, Young, Periodic points and topological entropy of one-dimensional maps, LNM 819, 1980.",
    ],
    example: "Full tent map: A = ((1,1),(1,1)), N_j(t) = 2^t.",
};
