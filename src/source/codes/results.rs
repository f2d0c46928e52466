//! Codes of what happens after a file is read: limits, claims, certificates, exports, reports, the environment.

use super::Entry;

/// The codes, in order.
pub const RESULTS: &[Entry] = &[
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
        text: "The certificate answers other `certify` blocks than the .map file asks: other levels, depths, norms or iterates.",
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
        code: "OX0849",
        title: "certificate: norms",
        text: "A block must name its norms, each once and in order, and have rows for exactly these.",
    },
    Entry {
        code: "OX0850",
        title: "certificate: sizes",
        text: "The number of neurons or parameters, the width of other units, or the width without skip connections, is not the least one that the crossings leave.",
    },
    Entry {
        code: "OX0851",
        title: "export: no such map",
        text: "The file has no map of this name.",
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
        title: "export: no theorem for it",
        text: "The Coq library has no theorem for this kind of statement: polynomials, maps over a number field whose partition is not closed, classes whose numbers rest on Stefan's theorem.",
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
        code: "OX0858",
        title: "certificate: classification",
        text: "The pieces lie outside their range, the number of wrong labels is another one, or the points do not alternate.",
    },
    Entry {
        code: "OX0859",
        title: "certificate: an L1 bound",
        text: "Bands overlap or are not those asked for, or their lengths or the area are others.",
    },
    Entry {
        code: "OX0860",
        title: "certificate: three points",
        text: "The points do not increase, triples overlap, or a value lies too close to its chord.",
    },
    Entry {
        code: "OX0861",
        title: "certificate: a bound for every iterate",
        text: "The norm, the interval or the slope does not belong to the statement, or it is not for this kind of map.",
    },
    Entry {
        code: "OX0862",
        title: "certificate: a value of the polynomial",
        text: "A vertex of a polynomial map is not a point of its graph.",
    },
    Entry {
        code: "OX0865",
        title: "certificate: the period of a class of maps",
        text: "The period, the gap or the length of the patterns of an assumption is not one that the statement can be about.",
    },
    Entry {
        code: "OX0866",
        title: "certificate: an error for a class of maps",
        text: "The number of pieces or the error in the mean of an assumption is not what the formula gives.",
    },
    Entry {
        code: "OX0867",
        title: "export: an unknown map",
        text: "A network is written for a map that is known. Of an orbit only some values of the map are known; name the map through its points (`cycle`, `map`).",
    },
    Entry {
        code: "OX0868",
        title: "export: the network is too large",
        text: "The narrowest network known for this iterate and depth has too many neurons or weights, or its weights exceed the range of doubles. A larger depth makes it narrower.",
    },
    Entry {
        code: "OX0869",
        title: "export: options that do not go together",
        text: "--to coq reads a certificate; --depth belongs to networks, --bundle to Coq; --to onnx writes bytes and needs -o FILE.",
    },
    Entry {
        code: "OX0870",
        title: "certificate: symbols",
        text: "The notation of a certificate is presentation only, but a symbol that could do harm, or that makes two things of the report look alike, is refused.",
    },
    Entry {
        code: "OX0871",
        title: "report: a character that cannot be printed",
        text: "A title, author or name holds a character that pdflatex cannot print. Accented Latin letters (also written with combining accents), Greek letters and common signs are printed; other scripts, emoji and invisible characters are not.",
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
        code: "OX0874",
        title: "report: LaTeX that a page cannot show",
        text: "A page sets the text of the LaTeX report in HTML and MathML; it knows the commands that orbitex's own templates use. With your own templates in latex/, the message shows the command to avoid; without, this is a fault of the program.",
    },
    Entry {
        code: "OX0879",
        title: "certificate: kinds of units",
        text: "A kind of unit is there twice, has another number of breakpoints, has fewer than 2 or more than 1000 pieces, or its rows are not those of the sup norm.",
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
        text: "LaTeX's own error is shown in the text of the document, at the line that its log names. Nothing is written.",
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
        code: "OX0908",
        title: "flags that do not go together",
        text: "A command has the forms that its help names; a page (--format html) is neither a fragment nor a PDF; --watch needs files; --templates needs a folder with latex/ or html/ in it.",
    },
    Entry {
        code: "OX0909",
        title: "a fault of the program",
        text: "This should never happen. Please report it with the input; nothing was written.",
    },
];
