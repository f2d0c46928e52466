//! `orbitex verify`: verdicts on certificates, and whether they are about a `.map` file or behind a report.

use super::args::Verify;
use super::input::{self, Input, counted};
use super::output::{Status, say, tell};
use super::{Context, about, compile, printed};
use crate::certificate::Certificate;
use crate::lang::program::Program;
use crate::report::without_tables;
use crate::verify::{Verdict, read_bytes, verify, verify_bytes};
use serde_json::{Value, json};
use std::path::Path;
use std::time::Instant;

/// Runs the command.
pub fn run(context: &Context, args: &Verify) -> Status {
    if let Err(status) = one_of_each(args) {
        return status;
    }
    let other = match Other::read(context, args) {
        Ok(other) => other,
        Err(status) => return status,
    };
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
        let finding = Finding::of(context, input, &other);
        status = status.worse(finding.status());
        if context.json() {
            results.push(finding.object());
        } else {
            say(finding.text(start.elapsed().as_millis()));
        }
    }
    if context.json() {
        let object = json!({ "schema": "orbitex/verify/1", "certificates": results });
        say(serde_json::to_string_pretty(&object).expect("plain data"));
    }
    status
}

/// `--map` and `--tex` go with one certificate, and standard input is read once.
fn one_of_each(args: &Verify) -> Result<(), Status> {
    let others = [&args.map, &args.tex].into_iter().flatten();
    let compares = others.clone().count() > 0;
    let from_stdin = args
        .files
        .iter()
        .chain(others)
        .filter(|f| f.as_path() == Path::new("-"))
        .count();
    if compares && (args.files.len() != 1 || from_stdin > 1) {
        tell("error[OX0848]: --map and --tex compare one certificate with one file");
        return Err(Status::BadInput);
    }
    Ok(())
}

/// What the certificate is compared with.
struct Other {
    map: Option<(String, Program)>,
    /// The report, without its tables.
    tex: Option<(String, String)>,
    /// Has the report tables, which the certificate does not hold?
    tables: bool,
}

impl Other {
    fn read(context: &Context, args: &Verify) -> Result<Other, Status> {
        let open = |path: &Path| {
            input::read(path).map_err(|error| {
                tell(error);
                Status::Environment
            })
        };
        let mut other = Other {
            map: None,
            tex: None,
            tables: false,
        };
        if let Some(path) = &args.map {
            let file = open(path)?;
            let program = input::program(context, &file)?;
            other.map = Some((file.name, program));
        }
        if let Some(path) = &args.tex {
            let file = open(path)?;
            // A byte that is not UTF-8 differs from every report.
            let text = String::from_utf8_lossy(&file.bytes);
            let (text, tables) = without_tables(&text);
            other.tex = Some((file.name, text));
            other.tables = tables;
        }
        Ok(other)
    }
}

/// How one comparison went: the file, and what agrees or where the difference is.
struct Compared {
    key: &'static str,
    file: String,
    outcome: Outcome,
}

enum Outcome {
    Agrees(String),
    Differs {
        line: Option<String>,
        code: &'static str,
        reason: String,
    },
    /// The certificate is invalid, so there is nothing to compare with.
    Skipped,
}

/// Everything about one certificate file.
struct Finding {
    name: String,
    verdict: Verdict,
    compared: Vec<Compared>,
}

impl Finding {
    fn of(context: &Context, input: Input, other: &Other) -> Finding {
        if other.map.is_none() && other.tex.is_none() {
            return Finding {
                verdict: verify_bytes(&input.bytes),
                name: input.name,
                compared: Vec::new(),
            };
        }
        let read = read_bytes(&input.bytes);
        let digest = other
            .tex
            .as_ref()
            .map(|_| compile::digest(&input.bytes))
            .unwrap_or_default();
        let name = input.name;
        drop(input.bytes);
        let file_name = match &input.path {
            Some(path) => path
                .file_name()
                .map_or(name.clone(), |n| n.to_string_lossy().to_string()),
            None => "stdin.cert.json".to_string(),
        };
        let (verdict, certificate) = match read {
            Ok(certificate) => (verify(&certificate), Some(certificate)),
            Err(reason) => (Verdict::unreadable(reason), None),
        };
        let valid = certificate.filter(|_| !matches!(verdict, Verdict::Invalid { .. }));
        let mut compared = Vec::new();
        if let Some((file, program)) = &other.map {
            compared.push(Compared {
                key: "map",
                file: file.clone(),
                outcome: with_map(context, valid.as_ref(), program),
            });
        }
        if let Some((file, text)) = &other.tex {
            compared.push(Compared {
                key: "tex",
                file: file.clone(),
                outcome: with_tex(valid.as_ref(), &file_name, &digest, text, other.tables),
            });
        }
        Finding {
            name,
            verdict,
            compared,
        }
    }
    fn status(&self) -> Status {
        let agrees = |c: &Compared| matches!(c.outcome, Outcome::Agrees(_));
        let valid = !matches!(self.verdict, Verdict::Invalid { .. });
        if valid && self.compared.iter().all(agrees) {
            Status::Fine
        } else {
            Status::False
        }
    }
    fn text(&self, time: u128) -> String {
        let mut out = text(&self.name, &self.verdict, time);
        for c in &self.compared {
            let file = &c.file;
            let line = match &c.outcome {
                Outcome::Agrees(what) => format!("{file}: {what}"),
                Outcome::Differs { line, code, reason } => {
                    let line = line.as_ref().map_or(String::new(), |l| format!("{l}: "));
                    format!("{file}: does not agree\n  {line}{reason} ({code})")
                }
                Outcome::Skipped => {
                    format!("{file}: not compared, because the certificate is invalid")
                }
            };
            out.push('\n');
            out.push_str(&line);
        }
        out
    }
    fn object(&self) -> Value {
        let mut out = object(&self.name, &self.verdict);
        for c in &self.compared {
            out[c.key] = match &c.outcome {
                Outcome::Agrees(what) => json!({ "file": c.file, "agrees": true, "as": what }),
                Outcome::Differs { line, code, reason } => json!({
                    "file": c.file, "agrees": false, "line": line, "code": code, "reason": reason,
                }),
                Outcome::Skipped => json!({ "file": c.file, "agrees": null }),
            };
        }
        out
    }
}

fn with_map(context: &Context, valid: Option<&Certificate>, program: &Program) -> Outcome {
    let Some(certificate) = valid else {
        return Outcome::Skipped;
    };
    let requests = |i| compile::requests(program, i);
    match about::compare(certificate, program, requests, context.limits()) {
        Ok(()) => Outcome::Agrees(format!(
            "the certificate is about its {}",
            counted(program.maps.len() + program.assumptions.len(), "map")
        )),
        Err((line, difference)) => Outcome::Differs {
            line: Some(line),
            code: difference.code(),
            reason: difference.to_string(),
        },
    }
}

fn with_tex(
    valid: Option<&Certificate>,
    name: &str,
    digest: &str,
    text: &str,
    tables: bool,
) -> Outcome {
    let besides = if tables {
        "; its tables are not part of the certificate and were not checked"
    } else {
        ""
    };
    let Some(certificate) = valid else {
        return Outcome::Skipped;
    };
    match printed::compare(certificate, name, digest, text) {
        Ok(agreement) => Outcome::Agrees(format!(
            "the report on this certificate ({}{besides})",
            printed::words(agreement)
        )),
        Err(difference) => Outcome::Differs {
            line: None,
            code: difference.code(),
            reason: difference.to_string(),
        },
    }
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
