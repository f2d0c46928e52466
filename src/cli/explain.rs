//! `orbitex explain`: theorems and error codes.

use super::args::Explain;
use super::output::{Status, say, tell};
use crate::source::codes;
use crate::theory::{self, Standing, THEOREMS, Theorem};

/// Runs the command.
pub fn run(args: &Explain) -> Status {
    match &args.id {
        None => {
            say(list());
            Status::Fine
        }
        Some(id) => match theory::find(&id.to_ascii_lowercase())
            .map(theorem)
            .or_else(|| codes::explain(id))
        {
            Some(text) => {
                say(text.trim_end());
                Status::Fine
            }
            None => {
                tell(format_args!(
                    "error[OX0905]: nothing is called {id}; `orbitex explain` lists theorems and codes"
                ));
                Status::BadInput
            }
        },
    }
}

fn list() -> String {
    let theorems = THEOREMS
        .iter()
        .map(|t| format!("  {:<12} {}", t.id, t.title));
    let codes = codes::all().map(|c| format!("  {:<12} {}", c.code, c.title));
    let lines: Vec<String> = theorems.collect();
    let code_lines: Vec<String> = codes.collect();
    format!(
        "Theorems:\n{}\n\nError codes:\n{}",
        lines.join("\n"),
        code_lines.join("\n")
    )
}

fn theorem(t: &'static Theorem) -> String {
    let standing = match t.standing {
        Standing::FirstPrinciples => "checked from first principles",
        Standing::Cited => "relies on a cited theorem",
    };
    let hypotheses: Vec<String> = t.hypotheses.iter().map(|h| format!("  - {h}")).collect();
    let references: Vec<String> = t.references.iter().map(|r| format!("  - {r}")).collect();
    format!(
        "{} ({standing})\n\nHypotheses\n{}\n\nStatement\n  {}\n\nIdea of the proof\n  {}\n\nIn the certificate\n  {}\n\nExample\n  {}\n\nReferences\n{}",
        t.title,
        hypotheses.join("\n"),
        t.statement,
        t.proof,
        t.witness,
        t.example,
        references.join("\n")
    )
}
