//! `OX03xx`: what makes no map.

use super::Entry;

/// The codes of this range.
pub const MAPS: &[Entry] = &[
    Entry {
        code: "OX0301",
        title: "two formulas disagree at a joint",
        text: "A map is continuous: where two intervals meet, both formulas must give the same value.

    map f on [0, 1] {
        [0, 1/2] : 2*x          # gives 1 at 1/2
        [1/2, 1] : 1 - x        # gives 1/2 at 1/2
    }",
    },
    Entry {
        code: "OX0302",
        title: "a value outside the domain",
        text: "A map is iterated, so it must send its domain into itself; and levels lie in the domain. The message names a point and its value.

    map f { 0 -> 0, 1/2 -> 3/2, 1 -> 0 }    # f(1/2) = 3/2 is not in [0, 1]",
    },
    Entry {
        code: "OX0303",
        title: "a formula is not affine",
        text: "On each interval a map is a*x + b. Products of `x` with itself and `x` in denominators are not affine.",
    },
    Entry {
        code: "OX0304",
        title: "no formula for a part of the domain",
        text: "The intervals of the formulas must lie side by side and fill the domain.",
    },
    Entry {
        code: "OX0305",
        title: "two formulas for a part of the domain",
        text: "The intervals of the formulas may share end points only, and none may leave the domain.",
    },
    Entry {
        code: "OX0306",
        title: "not an interval",
        text: "The left end of an interval must be smaller than its right end.",
    },
    Entry {
        code: "OX0307",
        title: "two vertices at one point",
        text: "A map has one value at each point.

    map f { 0 -> 0, 1/2 -> 1, 1/2 -> 0, 1 -> 1 }    # 1/2 twice",
    },
    Entry {
        code: "OX0308",
        title: "a cycle repeats a point",
        text: "A cycle passes each of its points once; only the first point may be written again, at the end.

    map f = cycle 1 -> 2 -> 3 -> 2    # wrong
    map f = cycle 1 -> 2 -> 3 -> 1    # right",
    },
    Entry {
        code: "OX0309",
        title: "too few points",
        text: "A map needs at least two vertices, a cycle and a pattern at least two points.",
    },
    Entry {
        code: "OX0310",
        title: "not a pattern",
        text: "`pattern [f(1), ..., f(n)]` lists each of 1 to n exactly once.",
    },
    Entry {
        code: "OX0311",
        title: "a parameter out of range",
        text: "stefan(n): n odd, at least 3. tent(s): 0 < s <= 2. skew_tent(c): 0 < c < 1. sawtooth(n): n >= 1. increasing(n): n >= 2. A tolerance is positive.",
    },
    Entry {
        code: "OX0312",
        title: "a Lipschitz constant below the steepest chord",
        text: "Every map through the orbit is at least as steep as the chord between neighbouring points of the orbit: with a smaller constant there is no such map, and a theorem about it would say nothing. Likewise a map with a period has at least the growth that the period forces, and its Lipschitz constant is at least that.",
    },
    Entry {
        code: "OX0313",
        title: "maps that cannot be composed",
        text: "`compose(f, g)` is f after g: the values of g must lie in the domain of f.",
    },
    Entry {
        code: "OX0314",
        title: "no inverse",
        text: "`conjugate(f, h)` is h f h^-1 for an affine h = a*x + b with a other than 0.",
    },
    Entry {
        code: "OX0315",
        title: "an orbit where a map is expected",
        text: "An `orbit` stands for every continuous map through it, so it cannot be iterated or composed. `cycle` makes the connect-the-dots map.",
    },
    Entry {
        code: "OX0316",
        title: "division by zero",
        text: "A denominator is 0.\n\n    let a = 1/(2 - 2)",
    },
    Entry {
        code: "OX0317",
        title: "an exponent that is not a whole number",
        text: "Powers have whole exponents. Roots are written `sqrt(q)` or `root of p in [a, b]`.",
    },
    Entry {
        code: "OX0318",
        title: "not a whole number",
        text: "Iterates, depths, lengths and entries of patterns are whole numbers in the range that the label names.",
    },
    Entry {
        code: "OX0319",
        title: "an empty range",
        text: "`a..b` needs a <= b, and a step is positive.",
    },
    Entry {
        code: "OX0320",
        title: "no constant-slope model",
        text: "`constant_slope(f)` is a map with all slopes of the same size, the growth rate of `f`. It needs a growth rate above 1 and a partition that closes (or slopes that have one size already).

    map f = constant_slope(stefan(7))    # slopes +-1.4656...
    map g = constant_slope(tent(1))      # wrong: the growth rate is 1",
    },
    Entry {
        code: "OX0321",
        title: "a file that holds no network",
        text: "`network \"file\"` reads a ReLU network with one input and one output, as JSON or (with a name that ends in .onnx) as an ONNX chain of Gemm, MatMul, Add and Relu. The label says what is wrong where in the file.

    {\"domain\": [\"0\", \"1\"],
     \"layers\": [{\"weights\": [[\"2\"], [\"4\"]], \"bias\": [\"0\", \"-2\"]}, {\"weights\": [[\"1\", \"-1\"]], \"bias\": [\"0\"]}]}",
    },
    Entry {
        code: "OX0322",
        title: "a network without a domain",
        text: "The file names no domain, and no interval was found that the network maps into itself. Name one: in the file, or with `on [a, b]` after the name of the file.",
    },
    Entry {
        code: "OX0323",
        title: "a polynomial out of place",
        text: "`polynomial p on [a, b]` has degree 1 or more and rational coefficients. It is not piecewise linear, so it cannot be iterated, composed, conjugated or modelled; claims, `certify` and tables take it.

    map f = polynomial 4*x*(1 - x) on [0, 1]
    map g = iterate(f, 2)                       # wrong",
    },
    Entry {
        code: "OX0341",
        title: "an assumption without a period",
        text: "`assume` speaks of every continuous map with a point of a least period, from 2 to 1000:

    assume any5 { period 5  gap 1/10  lipschitz 2 }

The gap (neighbouring points of the orbit are at least so far apart) and the Lipschitz constant may be left out.",
    },
    Entry {
        code: "OX0342",
        title: "levels of an unknown orbit",
        text: "The levels of a class of maps are points of an unknown periodic orbit, so they cannot be named, and a tolerance is at most half of the `gap` that the assumption gives. Without a gap no numeric error follows from the period: the widths are those for half the distance of two neighbouring points.",
    },
];
