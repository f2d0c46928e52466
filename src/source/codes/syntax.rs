//! `OX01xx`: text and syntax.

use super::Entry;

/// The codes of this range.
pub const SYNTAX: &[Entry] = &[
    Entry {
        code: "OX0101",
        title: "the file is not UTF-8",
        text: "A `.map` file is plain text in UTF-8. The message names the first byte that is not part of a UTF-8 character and where it is. Save the file as UTF-8.",
    },
    Entry {
        code: "OX0102",
        title: "a NUL character",
        text: "The file holds a byte 0, which no text has. It is probably a binary file, or a text saved as UTF-16. Save it as UTF-8.",
    },
    Entry {
        code: "OX0103",
        title: "a byte order mark",
        text: "The file begins with the bytes EF BB BF, which some editors put before UTF-8. Save it as UTF-8 without a byte order mark.",
    },
    Entry {
        code: "OX0104",
        title: "a character outside the language",
        text: "Operators are + - * / ^, relations are = < <= > >= ~, arrows are `->`, comments begin with `#`. Names are ASCII letters, digits and `_`.

    map t { 0 → 1, 1 → 0 }     # wrong
    map t { 0 -> 1, 1 -> 0 }   # right",
    },
    Entry {
        code: "OX0105",
        title: "a string is not closed",
        text: r#"A string begins and ends with " on one line. Strings are raw, so that LaTeX can be written as it is; "" inside a string is one quote.

    title "The ""golden"" tent""#,
    },
    Entry {
        code: "OX0106",
        title: "a malformed number",
        text: "Numbers are digits, perhaps a point and more digits: 3, 0.125. Both sides of the point need digits, and there is no exponent notation.

    let a = .5       # wrong: 0.5
    let b = 1.5e3    # wrong: 1500 or 1.5 * 10^3",
    },
    Entry {
        code: "OX0107",
        title: "not the beginning of a statement",
        text: "Every statement begins with one of the words title, author, include, let, map, orbit, assume, certify, claim, table, notation.

    clam growth(f) > 1    # did you mean `claim`?",
    },
    Entry {
        code: "OX0108",
        title: "unexpected text",
        text: "The statement does not go on as the grammar says. The label names what could stand at the marked place; `docs/language.md` describes every statement.

    map t = tent 2     # wrong: tent(2)",
    },
    Entry {
        code: "OX0109",
        title: "a bracket is never closed",
        text: "The marked bracket has no partner in its statement. The statement is taken to end where the next one begins.

    map t { 0 -> 1, 1 -> 0      # the } is missing",
    },
    Entry {
        code: "OX0110",
        title: "a closing bracket closes nothing",
        text: "There is no open bracket of its kind before it in the statement.

    let a = (1 + 2))     # one too many",
    },
    Entry {
        code: "OX0111",
        title: "a multiplication sign is missing",
        text: "Products are written out.

    [0, 1/2] : 2 x      # wrong
    [0, 1/2] : 2 * x    # right",
    },
    Entry {
        code: "OX0112",
        title: "a semicolon",
        text: "Statements need no separator, and lists are separated by commas. Remove the semicolon.",
    },
    Entry {
        code: "OX0113",
        title: "three dots",
        text: "A range `a..b` has two dots and includes both ends.",
    },
    Entry {
        code: "OX0114",
        title: "a reserved word as a name",
        text: "The words that open a statement and `root of in on for not x` cannot be names.",
    },
    Entry {
        code: "OX0115",
        title: "a field is given twice",
        text: "Each field of a block and each named argument can be given once.",
    },
    Entry {
        code: "OX0116",
        title: "two fields exclude each other",
        text: "`tolerance e` chooses the levels itself, `between` names them: only one of the two can be given.",
    },
    Entry {
        code: "OX0117",
        title: "`not` before something that is no predicate",
        text: "`not` goes before `period(...)` and `markov(...)`, which are true or false. Relations have opposites instead.

    claim not period(f, 3)    # right
    claim growth(f) <= 2      # instead of: not growth(f) > 2",
    },
    Entry {
        code: "OX0118",
        title: "a claim without a relation",
        text: "A claim compares: `claim growth(f) > 1`. Only `period` and `markov` stand alone.",
    },
    Entry {
        code: "OX0119",
        title: "`~` without a decimal literal",
        text: "The right side of `~` is a decimal literal, and every digit of it counts: `growth(f) ~ 1.50` says more than `growth(f) ~ 1.5`.",
    },
    Entry {
        code: "OX0150",
        title: "not supported yet",
        text: "The text is right, but this version computes nothing for it: `neurons` and `parameters` in another norm than `sup`, and the cells of tables in drafts. Nothing is left out silently.",
    },
    Entry {
        code: "OX0151",
        title: "too many faults",
        text: "Only the first hundred diagnostics of a file are shown. Often one fault near the beginning is the cause of many.",
    },
];
