//! `OX070x` and `OX071x`: drafts.

use super::Entry;

/// The codes of this range.
pub const DRAFTS: &[Entry] = &[
    Entry {
        code: "OX0701",
        title: "draft: not a LaTeX file",
        text: "A file of a draft is text in UTF-8 or Latin-1 without NUL characters, of at most 16 MiB.",
    },
    Entry {
        code: "OX0702",
        title: "draft: a missing file",
        text: "A file that the draft inputs is not there, so that claims in it are not checked. It is looked for in the folder of the main file, then beside the file that names it, with `.tex` and without.",
    },
    Entry {
        code: "OX0703",
        title: "draft: files input each other",
        text: "A file inputs itself, perhaps through others. LaTeX would not come to an end.",
    },
    Entry {
        code: "OX0704",
        title: "draft: a map file cannot be read",
        text: "\\orbuse{file.map} names a file that is not there. It is looked for in the folder of the main file, then beside the file that names it.",
    },
    Entry {
        code: "OX0705",
        title: "draft: a macro without its arguments",
        text: "\\orb{claim}{printed text} needs both arguments, with their braces closed, and not inside the printed text of another claim.",
    },
    Entry {
        code: "OX0706",
        title: "draft: a claim that is not understood",
        text: "The claim or the printed text could not be read, so nothing is known of it. Numbers are read in all common forms; put the number alone into the macro, as in `width at least \\orb{width(f, iterate 20, depth 4)}{13}`.",
    },
    Entry {
        code: "OX0707",
        title: "draft: a table that is not compared",
        text: "\\orbtable{name}{...} and `% orbitex: table name` tie a tabular to the table statement `name` of the map files or of an environment `orbitex`. Here there is no such statement, no tabular, or another number of columns. `name: p, -, growth` says what the columns show, with `-` for a column that the statement says nothing of.",
    },
    Entry {
        code: "OX0708",
        title: "draft: a missing row",
        text: "The table statement has a row that the tabular tied to it does not have. Rows are told apart by the columns of variables and names, else by their values.",
    },
    Entry {
        code: "OX0709",
        title: "draft: an additional row",
        text: "A row of the tabular is none of those of the table statement that it is tied to, so that its numbers are not checked.",
    },
    Entry {
        code: "OX0710",
        title: "draft: a wrong number",
        text: "The printed number is not the value, not even rounded. The message shows the value and what the printed digits would stand for.",
    },
    Entry {
        code: "OX0711",
        title: "draft: cut off instead of rounded",
        text: "The digits are the first ones of the value, but the correct rounding has another last digit: 1.465 for 1.46557. Round it, or print \\ldots after it.",
    },
    Entry {
        code: "OX0712",
        title: "draft: rounded the wrong way",
        text: "The decimal is a neighbour of the value, but not the nearest one: 1.619 for 1.61803. Before \\ldots the digits must be the first ones of the value.",
    },
    Entry {
        code: "OX0713",
        title: "draft: the last digit is off",
        text: "The printed number differs from the correct one by one unit of its last digit.",
    },
    Entry {
        code: "OX0714",
        title: "draft: = before a rounded value",
        text: "A warning: the number is the correct rounding, but not the value, so that = is not true; \\approx would be. --rounded-equals switches it off.",
    },
    Entry {
        code: "OX0715",
        title: "draft: very few digits",
        text: "A note: the number is the correct rounding, but to a single digit it says little.",
    },
    Entry {
        code: "OX0716",
        title: "draft: a weak bound",
        text: "A note: the bound is true, but a much sharper one with as many digits is true too.",
    },
    Entry {
        code: "OX0717",
        title: "draft: text and claim differ",
        text: "A warning: the printed number is not the one in the claim, though it is true as well.",
    },
    Entry {
        code: "OX0718",
        title: "draft: an empty cell",
        text: "A cell of a tabular is empty or holds a dash, but the table statement has a value there.",
    },
    Entry {
        code: "OX0719",
        title: "draft: changed meanwhile",
        text: "A file was changed between reading and fixing it. Nothing was written to it; run the command again.",
    },
];
