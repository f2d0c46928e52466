//! `OX061x`: how a report looks.

use super::Entry;

/// The codes of this range.
pub const LOOKS: &[Entry] = &[
    Entry {
        code: "OX0615",
        title: "no symbol",
        text: "A symbol of `notation` is a letter (`g`), a Greek letter (`\\lambda`), one of these with an accent (`\\hat{f}`), or letters in another font (`\\mathcal{F}`, `\\mathrm{gr}`), perhaps with a lower index (`\\lambda_{\\mathrm{top}}`). It stands in formulas without `$`. Upper indices and primes would be read as iterates and derivatives.",
    },
    Entry {
        code: "OX0616",
        title: "symbols that clash",
        text: "Two things of a report would look alike: two symbols of `notation`, or one of them and a symbol that every report uses (`p`, `I`, `A`, `P`, `x`, ...; docs/language.md lists them) or that prints a constant of the file. Symbols are compared without their lower indices. To exchange two, name both: `notation { depth \"t\" iterate \"k\" }`.",
    },
    Entry {
        code: "OX0617",
        title: "a report that looks in two ways",
        text: "`pictures` and `detail` are about the report of the file. Blocks of `certify` that name them must agree.",
    },
];
