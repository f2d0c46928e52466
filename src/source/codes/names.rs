//! `OX02xx`: names, arguments, definitions and files.

use super::Entry;

/// The codes of this range.
pub const NAMES: &[Entry] = &[
    Entry {
        code: "OX0201",
        title: "an unknown name",
        text: "Nothing of this name is defined in the file or in the files it includes. Definitions may come in any order.",
    },
    Entry {
        code: "OX0202",
        title: "a name defined twice",
        text: "A name stands for one thing in a file and everything it includes.

    map f = tent(2)
    let f = 3           # wrong",
    },
    Entry {
        code: "OX0203",
        title: "an unknown function",
        text: "In claims, functions are the quantities of maps (growth, laps, ...) and `sqrt`; after `map f =` they are constructors (stefan, tent, ...); in numbers there is only `sqrt`.",
    },
    Entry {
        code: "OX0204",
        title: "wrong arguments",
        text: "The number or the kind of the arguments does not fit. The help shows a call to imitate.",
    },
    Entry {
        code: "OX0205",
        title: "a thing of the wrong kind",
        text: "A map stands where a number is expected, or the other way round.

    map f = tent(2)
    claim f > 1          # wrong: growth(f) > 1",
    },
    Entry {
        code: "OX0206",
        title: "definitions in a circle",
        text: "A value cannot be used in its own definition, directly or through others.

    let a = b + 1
    let b = 2 * a",
    },
    Entry {
        code: "OX0207",
        title: "files include each other in a circle",
        text: "A file cannot include itself, directly or through others. Move what both need into a third file.",
    },
    Entry {
        code: "OX0208",
        title: "a file cannot be read",
        text: "The file of an `include` was not found or could not be read. The path is relative to the file that includes it.",
    },
    Entry {
        code: "OX0209",
        title: "a second title or author",
        text: "A file has one title and one author; those of included files are ignored.",
    },
    Entry {
        code: "OX0211",
        title: "`x` has no value",
        text: "`x` is the variable of formulas (`[0, 1/2] : 2*x`) and polynomials (`root of x^2 - 2 in [1, 2]`, `minpoly(f) = x^2 - 2`). Elsewhere numbers are expected.",
    },
];
