//! `orbitex verify`: verdicts on certificates.

use super::Context;
use super::args::Verify;
use super::input::{self, counted};
use super::output::{Status, say, tell};
use crate::verify::{Verdict, verify_text};
use serde_json::json;
use std::time::Instant;

/// Runs the command.
pub fn run(context: &Context, args: &Verify) -> Status {
    let mut status = Status::Fine;
    let mut results = Vec::new();
    for file in &args.files {
        let start = Instant::now();
        let input = match input::read(file) {
            Ok(input) => input,
            Err(error) => {
                tell(error);
                status = status.worse(Status::Environment);
                continue;
            }
        };
        let verdict = match String::from_utf8(input.bytes) {
            Ok(text) => verify_text(&text),
            Err(_) => verify_text(""),
        };
        status = status.worse(if matches!(verdict, Verdict::Invalid { .. }) {
            Status::False
        } else {
            Status::Fine
        });
        if context.json() {
            results.push(object(&input.name, &verdict));
        } else {
            say(text(&input.name, &verdict, start.elapsed().as_millis()));
        }
    }
    if context.json() {
        let object = json!({ "schema": "orbitex/verify/1", "certificates": results });
        say(serde_json::to_string_pretty(&object).expect("plain data"));
    }
    status
}

fn text(name: &str, verdict: &Verdict, time: u128) -> String {
    match verdict {
        Verdict::Valid { lines } => {
            format!(
                "{name}: valid\n  {} checked from first principles ({time} ms)",
                counted(*lines, "line")
            )
        }
        Verdict::ValidRelying {
            lines,
            cited_lines,
            citations,
        } => format!(
            "{name}: valid, relying on {}\n  {} checked from first principles; {} rely on cited theorems [{}] ({time} ms)",
            counted(citations.len(), "citation"),
            counted(*lines, "line"),
            cited_lines,
            citations.join(", ")
        ),
        Verdict::Invalid { line, reason } => {
            format!("{name}: invalid\n  {line}: {reason} ({})", reason.code())
        }
    }
}

fn object(name: &str, verdict: &Verdict) -> serde_json::Value {
    match verdict {
        Verdict::Valid { lines } => {
            json!({ "file": name, "verdict": "valid", "lines": lines, "relies_on": [] })
        }
        Verdict::ValidRelying {
            lines,
            cited_lines,
            citations,
        } => json!({
            "file": name, "verdict": "valid, relying", "lines": lines, "cited_lines": cited_lines, "relies_on": citations,
        }),
        Verdict::Invalid { line, reason } => json!({
            "file": name, "verdict": "invalid", "line": line, "code": reason.code(), "reason": reason.to_string(),
        }),
    }
}
