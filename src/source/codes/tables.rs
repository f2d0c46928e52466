//! `OX06xx`: tables.

use super::Entry;

/// The codes of this range.
pub const TABLES: &[Entry] = &[
    Entry {
        code: "OX0601",
        title: "a table without a map or without columns",
        text: "The block of a table names the map of each row and the columns:

    table t for p in 3..9 step 2 { map stefan(p)  columns p, growth : 6 }",
    },
    Entry {
        code: "OX0602",
        title: "a range without values",
        text: "A range goes from the smaller number up, in positive steps: `3..21 step 2`, `5/4..2 step 1/4`.",
    },
    Entry {
        code: "OX0603",
        title: "LaTeX that would break a table",
        text: "Headings, captions and notes are LaTeX: braces and formulas are closed, `& % #` have a backslash, `_` and `^` stand in formulas, and nothing defines, reads or writes. Labels are letters, digits and `: . _ - / +`.",
    },
    Entry {
        code: "OX0604",
        title: "too many rows",
        text: "A table has at most 100000 rows.",
    },
    Entry {
        code: "OX0605",
        title: "too many decimals",
        text: "A column shows at most 1000 decimals.",
    },
    Entry {
        code: "OX0606",
        title: "a row with a fault",
        text: "The other rows are computed and written; this one is marked and counted, and the exit status tells.",
    },
    Entry {
        code: "OX0607",
        title: "an unknown column",
        text: "A column shows a variable of the table, a quantity of the row's map (`growth`, `laps(10)`, `width(iterate 20, depth 4)`), a quantity of another map (`growth(tri)`), or an expression of these.",
    },
    Entry {
        code: "OX0608",
        title: "no table",
        text: "`orbitex table` writes the tables of a file, and there is none in it.",
    },
    Entry {
        code: "OX0609",
        title: "two tables for one file",
        text: "Tables are written to FILE-TABLE.tex. With `-o`, files of the same name and tables of the same name meet in one place.",
    },
];
