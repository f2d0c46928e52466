//! Codes of what happens after a file is read: limits, claims, certificates, exports, reports, the environment.

use super::Entry;

/// The codes, in order.
pub const RESULTS: &[Entry] = &[
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
        code: "OX0719",
        title: "draft: changed meanwhile",
        text: "A file was changed between reading and fixing it. Nothing was written to it; run the command again.",
    },
    Entry {
        code: "OX0720",
        title: "a false claim",
        text: "The claim was computed exactly and does not hold. The message shows the value.",
    },
    Entry {
        code: "OX0721",
        title: "a claim that is not decided",
        text: "What is known of the map does not decide the claim. Of an unknown map through an orbit, say, only lower bounds are known.",
    },
    Entry {
        code: "OX0722",
        title: "a claim that makes no sense",
        text: "The two sides cannot be compared, or an argument is not what the quantity takes: `entropy(f) + 1`, a depth of 0, a polynomial compared with `<`.",
    },
    Entry {
        code: "OX0723",
        title: "too few claims",
        text: "--require N asks for at least N claims, and fewer were found.",
    },
    Entry {
        code: "OX0724",
        title: "draft: an environment without end",
        text: "A verbatim environment, or the environment `orbitex`, is opened and not closed in the same file. Nothing after it was read.",
    },
    Entry {
        code: "OX0725",
        title: "draft: an input that cannot be followed",
        text: "The name of the file is made by macros that are not simple, so that claims in it are not checked.",
    },
    Entry {
        code: "OX0801",
        title: "certificate: not JSON",
        text: "The text is not well-formed JSON, or not UTF-8.",
    },
    Entry {
        code: "OX0802",
        title: "certificate: a missing field",
        text: "Every field of the format is required.",
    },
    Entry {
        code: "OX0803",
        title: "certificate: an unknown field",
        text: "The format has no field of this name.",
    },
    Entry {
        code: "OX0804",
        title: "certificate: a repeated field",
        text: "A key stands twice in one object.",
    },
    Entry {
        code: "OX0805",
        title: "certificate: a value of the wrong form",
        text: "A value is not of the type that the format asks for, or not written canonically: `2/4` instead of `1/2`.",
    },
    Entry {
        code: "OX0806",
        title: "certificate: an unknown schema",
        text: "The first field is `\"schema\": \"orbitex/certificate/1\"`.",
    },
    Entry {
        code: "OX0807",
        title: "certificate: beyond the verifier's limits",
        text: "The certificate is larger than the verifier is willing to check; it is not accepted.",
    },
    Entry {
        code: "OX0808",
        title: "certificate: names of maps",
        text: "There is no map, one without a name, or two of one name.",
    },
    Entry {
        code: "OX0809",
        title: "certificate: arithmetic in the field",
        text: "An element is not reduced, a sign cannot be decided, or a divisor is not invertible.",
    },
    Entry {
        code: "OX0810",
        title: "certificate: the root of a polynomial",
        text: "The interval does not hold exactly one root of the polynomial, or the polynomial is not of the right form.",
    },
    Entry {
        code: "OX0811",
        title: "certificate: irreducibility",
        text: "The primes do not show that the polynomial is irreducible.",
    },
    Entry {
        code: "OX0812",
        title: "certificate: a width",
        text: "The width is not the least w with (w+1)^k >= C.",
    },
    Entry {
        code: "OX0813",
        title: "certificate: the vertices",
        text: "The vertices do not increase, or the map leaves its domain.",
    },
    Entry {
        code: "OX0814",
        title: "certificate: the orbit",
        text: "The vertices of an orbit are not one cycle of its points.",
    },
    Entry {
        code: "OX0815",
        title: "certificate: the Lipschitz constant",
        text: "It is not the largest slope, or for an orbit below the steepest chord.",
    },
    Entry {
        code: "OX0816",
        title: "certificate: constant slope",
        text: "The flag does not fit the slopes.",
    },
    Entry {
        code: "OX0817",
        title: "certificate: the points",
        text: "The points do not increase from end to end, or the set is not closed as stated.",
    },
    Entry {
        code: "OX0818",
        title: "certificate: a list",
        text: "A list has the wrong length, is missing, or does not increase.",
    },
    Entry {
        code: "OX0819",
        title: "certificate: an image",
        text: "The stated image of a point is not its value.",
    },
    Entry {
        code: "OX0820",
        title: "certificate: a covering row",
        text: "The row is not the largest block of intervals that is covered.",
    },
    Entry {
        code: "OX0821",
        title: "certificate: the characteristic polynomial",
        text: "The polynomial is not that of the covering matrix.",
    },
    Entry {
        code: "OX0822",
        title: "certificate: the factors",
        text: "The product of the factors is not the polynomial.",
    },
    Entry {
        code: "OX0823",
        title: "certificate: the growth statement",
        text: "Its kind does not fit the partition, or its interval is not allowed.",
    },
    Entry {
        code: "OX0824",
        title: "certificate: a decimal",
        text: "The decimal is not the correct rounding.",
    },
    Entry {
        code: "OX0825",
        title: "certificate: the components",
        text: "The blocks are not a topological order of all intervals, or a block is named wrongly or not covered by the witness.",
    },
    Entry {
        code: "OX0826",
        title: "certificate: an eigenvector",
        text: "The eigenvector equation does not hold.",
    },
    Entry {
        code: "OX0827",
        title: "certificate: the sign of an entry",
        text: "An entry of a vector is not positive on the interval, exceeds 1, or no entry is 1.",
    },
    Entry {
        code: "OX0828",
        title: "certificate: a rational vector",
        text: "A Collatz-Wielandt inequality does not hold.",
    },
    Entry {
        code: "OX0829",
        title: "certificate: another factor",
        text: "Another factor of the characteristic polynomial may have a root in the interval.",
    },
    Entry {
        code: "OX0830",
        title: "certificate: the upper end of the growth",
        text: "The stated upper end does not follow.",
    },
    Entry {
        code: "OX0831",
        title: "certificate: a count",
        text: "The number of laps, pieces or fixed points is another one.",
    },
    Entry {
        code: "OX0832",
        title: "certificate: a periodic point",
        text: "The point does not have the stated least period.",
    },
    Entry {
        code: "OX0833",
        title: "certificate: the strongest period",
        text: "It is not listed, a stronger one exists, or exactness is not proved.",
    },
    Entry {
        code: "OX0834",
        title: "certificate: the levels",
        text: "The levels do not increase, or are closer than the tolerance asks.",
    },
    Entry {
        code: "OX0835",
        title: "certificate: the method of counting",
        text: "The method does not fit the partition or the levels.",
    },
    Entry {
        code: "OX0836",
        title: "certificate: crossings",
        text: "The number of crossings is another one.",
    },
    Entry {
        code: "OX0837",
        title: "certificate: an error",
        text: "The error is not half the distance of the levels.",
    },
    Entry {
        code: "OX0838",
        title: "certificate: the depths",
        text: "The widths do not belong to the depths of the block.",
    },
    Entry {
        code: "OX0839",
        title: "certificate: an upper width",
        text: "The split does not sum to the iterate, or the width is not its number of pieces.",
    },
    Entry {
        code: "OX0840",
        title: "certificate: the Pareto front",
        text: "Errors must increase and crossings decrease.",
    },
    Entry {
        code: "OX0841",
        title: "certificate: the ladder",
        text: "A row is not what its theorem gives, or leaves out what it relies on.",
    },
    Entry {
        code: "OX0842",
        title: "certificate: the odd period",
        text: "The orbit or the polynomial of Theorem 9 is wrong.",
    },
    Entry {
        code: "OX0843",
        title: "certificate: names of the file",
        text: "The maps of the certificate are not those of the .map file, by name and order.",
    },
    Entry {
        code: "OX0844",
        title: "certificate: another map",
        text: "The certificate is about a map (or orbit, or hypothesis) of this name that is not the one in the .map file.",
    },
    Entry {
        code: "OX0845",
        title: "certificate: another request",
        text: "The certificate answers other `certify` blocks than the .map file asks: other levels, depths or iterates.",
    },
    Entry {
        code: "OX0846",
        title: "report: not that of the certificate",
        text: "A line of the report is not the one that the certificate gives; the first such line is shown.",
    },
    Entry {
        code: "OX0847",
        title: "report: another certificate file",
        text: "The report agrees with the certificate, but the SHA-256 printed is that of another file.",
    },
    Entry {
        code: "OX0848",
        title: "certificate: compared one at a time",
        text: "--map and --tex compare one certificate with one file. Give one certificate, and standard input once.",
    },
    Entry {
        code: "OX0851",
        title: "export: no such map",
        text: "The certificate has no map of this name.",
    },
    Entry {
        code: "OX0852",
        title: "export: no such row",
        text: "No row of the certificate fits the options.",
    },
    Entry {
        code: "OX0853",
        title: "export: nothing excluded",
        text: "No row excludes any width, so there is nothing to state.",
    },
    Entry {
        code: "OX0854",
        title: "export: a map that is not rational",
        text: "The map lives in a number field and its partition is not closed.",
    },
    Entry {
        code: "OX0855",
        title: "export: parts that do not fit",
        text: "The partition, the vertices and the levels do not fit together.",
    },
    Entry {
        code: "OX0856",
        title: "export: another count",
        text: "The recomputed number of crossings is not the stated one.",
    },
    Entry {
        code: "OX0857",
        title: "export: too large",
        text: "Coq reads iterates, depths and the number of points in unary: an exported file holds at most 4,000 of each. Widths and counts of crossings have no cap.",
    },
    Entry {
        code: "OX0871",
        title: "report: a character that cannot be printed",
        text: "A title, author or name holds a character that pdflatex cannot print.",
    },
    Entry {
        code: "OX0872",
        title: "report: a certificate that contradicts itself",
        text: "Certificates written by this program never do; verify it first.",
    },
    Entry {
        code: "OX0873",
        title: "report: a template failed",
        text: "A template of the report has an error; the message points at it.",
    },
    Entry {
        code: "OX0901",
        title: "a file cannot be read or written",
        text: "The message holds the system's reason.",
    },
    Entry {
        code: "OX0902",
        title: "a folder that is not empty",
        text: "`orbitex init` makes a new folder and never changes an existing project.",
    },
    Entry {
        code: "OX0903",
        title: "LaTeX was not found",
        text: "--pdf needs latexmk or pdflatex. On Debian: apt install texlive-latex-extra texlive-pictures latexmk.",
    },
    Entry {
        code: "OX0904",
        title: "LaTeX failed",
        text: "The lines of its log that start with `!` are shown.",
    },
    Entry {
        code: "OX0905",
        title: "no such theorem or code",
        text: "`orbitex explain` lists what can be explained.",
    },
    Entry {
        code: "OX0906",
        title: "nothing to certify",
        text: "The file defines no map and no orbit.",
    },
    Entry {
        code: "OX0907",
        title: "shares of a census do not fit together",
        text: "`census --merge` joins all shares of one division of one length, each once, as `census N --shard i/m` wrote them. The message says which is missing, there twice, or damaged.",
    },
    Entry {
        code: "OX0909",
        title: "a fault of the program",
        text: "This should never happen. Please report it with the input; nothing was written.",
    },
];
