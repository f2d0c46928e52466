//! `OX0507` and on: limits of the work on maps.

use super::Entry;

/// The codes of this range.
pub const WORK: &[Entry] = &[
    Entry {
        code: "OX0507",
        title: "the time limit was reached",
        text: "The run took longer than --time-limit allows and was stopped. No file is left half written. Allow more time, or ask for fewer points, iterates or maps.",
    },
    Entry {
        code: "OX0508",
        title: "work beyond a limit",
        text: "An iterate is above --max-iterate, or a quantity needs more work than its budget; the message says which. Raise the limit or ask for less.",
    },
    Entry {
        code: "OX0509",
        title: "not Markov within the limit",
        text: "The orbits of the ends and breakpoints did not close within --max-points points. Everything that is reported rests on an inner covering graph and is a rigorous bound. `tent(3/2)` is such a map, for every limit.",
    },
    Entry {
        code: "OX0510",
        title: "a norm without a bound",
        text: "A `certify` block asks for a norm in which nothing can be said: the L1 norm of an orbit without a Lipschitz constant, levels farther apart than any two points, or numbers too large to be written. The certificate and the report leave the norm out.",
    },
];
