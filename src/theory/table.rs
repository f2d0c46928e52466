//! The list of theorems as a Markdown table, for `docs/theory.md`.

use super::{Standing, THEOREMS};

/// One row a theorem: id and title, hypotheses, what the certificate carries, how the verifier checks it.
pub fn markdown() -> String {
    let mut out =
        "| theorem | hypotheses | in the certificate | checked |\n|---|---|---|---|\n".to_string();
    for t in THEOREMS {
        let standing = match t.standing {
            Standing::FirstPrinciples => "from first principles",
            Standing::Cited => "cites the theorem",
        };
        let cells = [
            format!("`{}`: {}", t.id, t.title),
            t.hypotheses.join(" "),
            t.witness.to_string(),
            standing.to_string(),
        ];
        let cells = cells.map(|c| c.replace('|', "\\|"));
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    out
}
