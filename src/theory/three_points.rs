//! Theorem 12: three points off a line, for tolerances so small that levels are crossed too rarely.

use super::{Standing, Theorem};

/// Theorem 12.
pub const THEOREM: Theorem = Theorem {
    id: "three-points",
    title: "Theorem 12 (three points)",
    hypotheses: &[
        "F is any function on [a,b], for instance f^t; e > 0.",
        "There are N triples s1 < s2 < s3, none beginning before the one before it ends, with F(s2) at least 2e away from the chord through (s1, F(s1)) and (s3, F(s3)).",
    ],
    statement: "Every continuous piecewise affine g with |F - g| < e everywhere has at least N + 1 pieces, so that a network of depth k and width w has (w+1)^k >= N + 1.",
    proof: "An affine function closer than e to F at s1 and s3 is closer than e to the chord at s2, hence further than e from F(s2). So g is not affine on [s1,s3]: it has a breakpoint strictly inside. Taking the triple that ends first, again and again, gives the most triples.",
    witness: "the triples, at which f^t is evaluated.",
    standing: Standing::FirstPrinciples,
    references: &[
        "The criterion is that of the best uniform approximation by an affine function, which errs by half the distance of some point from a chord (Chebyshev).",
    ],
    example: "Stefan's cycle of length 5, t = 4, e = 1/100: no two levels 1/50 apart are crossed more than 7 times, but there are 13 triples, beginning with (1, 9/8, 221/196); so one hidden layer needs width 13, which suffices (examples/three_points.map).",
};
