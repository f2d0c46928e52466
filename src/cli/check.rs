//! `orbitex check`: are the claims of `.map` files true?

use super::Context;
use super::args::Check;
use super::input::{self, counted};
use super::output::{Status, say, tell};
use crate::lang::program::{Claim, Program};
use crate::num::rational::decimal;
use crate::quantity::term::Misfit;
use crate::quantity::{Fault, Finding, Maps, Truth, accepted, judge, rounding};
use crate::source::{Diagnostic, render};
use serde_json::{Value as Json, json};
use std::time::Instant;

/// How many decimals a value is shown with.
const DIGITS: u32 = 20;

/// The result of checking the claims of one program.
#[derive(Default)]
pub struct Report {
    /// One object for each claim, as `analyze` prints it.
    pub claims: Vec<Json>,
    /// One object for each claim, as `check` prints it.
    pub checks: Vec<Json>,
    /// How many claims there are.
    pub checked: usize,
    /// How many do not hold.
    pub wrong: usize,
    /// How many could not be decided.
    pub undecided: usize,
    /// What was found, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
    /// The exit status that follows.
    pub status: Option<Status>,
}

impl Report {
    /// Shows what was found; the exit status that follows.
    pub fn show(&self, context: &Context) -> Status {
        for d in &self.diagnostics {
            tell(render(d, context.colour));
            tell("");
        }
        self.status.unwrap_or(Status::Fine)
    }
}

/// Checks every claim of a program.
pub fn claims(maps: &Maps, program: &Program) -> Report {
    let mut report = Report::default();
    for claim in &program.claims {
        report.checked += 1;
        let Outcome {
            truth,
            value,
            kind,
            diagnostic,
            status,
        } = one(maps, claim);
        match truth {
            Some(true) => {}
            Some(false) => report.wrong += 1,
            None => report.undecided += 1,
        }
        let (line, column) = claim.source.line_column(claim.span.start);
        report.claims.push(json!({
            "file": claim.source.name, "line": line, "text": claim.text, "holds": truth, "value": value,
        }));
        let rounding = rounding(maps, claim);
        let accepted = rounding.as_ref().map(|r| {
            let (lo, hi) = accepted(&r.printed, r.decimals);
            [decimal(&lo, r.decimals + 1), decimal(&hi, r.decimals + 1)]
        });
        report.checks.push(json!({
            "line": line,
            "column": column,
            "text": claim.text,
            "printed": rounding.map(|r| claim.source.slice(r.span)),
            "holds": truth,
            "value": value,
            "accepted": accepted,
            "kind": kind,
        }));
        report.diagnostics.extend(diagnostic);
        let worst = report.status.unwrap_or(Status::Fine).worse(status);
        report.status = Some(worst);
    }
    report
}

/// What came of one claim.
struct Outcome {
    truth: Option<bool>,
    value: Option<String>,
    kind: &'static str,
    diagnostic: Option<Diagnostic>,
    status: Status,
}

fn one(maps: &Maps, claim: &Claim) -> Outcome {
    let finding = match judge(maps, claim) {
        Err(misfit) => return misfitting(claim, &misfit),
        Ok(finding) => finding,
    };
    let value = finding.value.as_ref().map(|v| v.text(DIGITS));
    let truncated = || {
        let left = finding.failed.as_ref().map(|(_, left, _, _)| left);
        rounding(maps, claim)
            .zip(left)
            .is_some_and(|(r, left)| r.truncates(left))
    };
    match finding.truth {
        Truth::True => Outcome {
            truth: Some(true),
            value,
            kind: "ok",
            diagnostic: None,
            status: Status::Fine,
        },
        Truth::False => {
            let short = truncated();
            let mut diagnostic = falsehood(claim, &finding, true);
            if short {
                diagnostic =
                    diagnostic.note("the decimal is a truncation; ~ asks for the correct rounding");
            }
            Outcome {
                truth: Some(false),
                value,
                kind: if short { "truncated" } else { "wrong" },
                diagnostic: Some(diagnostic),
                status: Status::False,
            }
        }
        Truth::Unknown => Outcome {
            truth: None,
            value,
            kind: "undecided",
            diagnostic: Some(falsehood(claim, &finding, false)),
            status: Status::False,
        },
    }
}

/// A claim that has no verdict.
fn misfitting(claim: &Claim, misfit: &Misfit) -> Outcome {
    let (code, kind, status) = match &misfit.fault {
        Fault::Limit(_) => ("OX0508", "undecided", Status::Limit),
        Fault::Unknown(_) => ("OX0721", "undecided", Status::False),
        Fault::Unsupported(_) => ("OX0150", "not-understood", Status::BadInput),
        Fault::Argument(_) | Fault::Meaningless(_) => {
            ("OX0722", "not-understood", Status::BadInput)
        }
    };
    let d = Diagnostic::error(code, "the claim cannot be checked");
    Outcome {
        truth: None,
        value: None,
        kind,
        diagnostic: Some(d.at(&claim.source, misfit.span, misfit.fault.text())),
        status,
    }
}

fn falsehood(claim: &Claim, finding: &Finding, decided: bool) -> Diagnostic {
    let d = match decided {
        true => Diagnostic::error("OX0720", "the claim is false"),
        false => Diagnostic::error("OX0721", "the claim is not decided by what is known"),
    };
    match &finding.failed {
        Some((span, left, relation, right)) => {
            let label = format!("the left side is {}", left.text(DIGITS));
            let d = d.at(&claim.source, *span, label);
            if right.text(DIGITS) == claim.source.slice(*span) {
                return d;
            }
            d.note(format!(
                "the right side of {} is {}",
                relation.symbol(),
                right.text(DIGITS)
            ))
        }
        None => {
            let text = match &finding.value {
                Some(v) => format!("this is {}", v.text(DIGITS)),
                None => "what is known of the map does not decide this".to_string(),
            };
            d.at(&claim.source, claim.span, text)
        }
    }
}

/// Runs the command.
pub fn run(context: &Context, args: &Check) -> Status {
    let start = Instant::now();
    let mut total = Report::default();
    let mut files = Vec::new();
    let mut status = input::each(context, &args.files, &args.program, |input, program| {
        let report = claims(&Maps::new(program, context.limits()), program);
        let rows = super::table::check_rows(context, program);
        let status = report
            .show(context)
            .worse(rows.err().unwrap_or(Status::Fine));
        total.checked += report.checked;
        total.wrong += report.wrong;
        total.undecided += report.undecided;
        files.push(json!({ "path": input.name, "claims": report.checks }));
        status
    });
    if args.require.is_some_and(|n| total.checked < n) {
        let (found, wanted) = (counted(total.checked, "claim"), args.require.unwrap_or(0));
        tell(format_args!(
            "error[OX0723]: {found} found, but --require asks for at least {wanted}"
        ));
        status = status.worse(Status::False);
    }
    if context.json() {
        let object = json!({
            "schema": "orbitex/check/1",
            "files": files,
            "checked": total.checked,
            "false": total.wrong,
            "unknown": total.undecided,
        });
        say(serde_json::to_string_pretty(&object).expect("plain data"));
    } else if !context.common.quiet && !files.is_empty() {
        let right = total.checked - total.wrong - total.undecided;
        let found = match total.checked {
            0 => "no claim found".to_string(),
            n => format!("{} checked", counted(n, "claim")),
        };
        say(format_args!(
            "{found} in {}: {right} right, {} wrong, {} not decided ({} ms)",
            counted(files.len(), "file"),
            total.wrong,
            total.undecided,
            start.elapsed().as_millis()
        ));
    }
    status
}
