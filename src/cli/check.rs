//! `orbitex check`: are the claims of `.map` files and drafts true?

use super::Context;
use super::args::{Check, Format};
use super::cache::Cache;
use super::drafts;
use super::input::{self, counted};
use super::output::{Status, say, tell};
use crate::draft::Kind;
use crate::draft::sarif::{annotation, sarif};
use crate::lang::program::{Claim, Program};
use crate::num::rational::decimal;
use crate::quantity::term::Misfit;
use crate::quantity::{Fault, Finding, Maps, Memory, Truth, accepted, judge, rounding};
use crate::source::{Diagnostic, render};
use serde_json::{Value as Json, json};
use std::path::PathBuf;
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

/// What all files of a run come to.
pub struct Total {
    /// Is the result text for people?
    pub plain: bool,
    /// One object for each file.
    pub files: Vec<Json>,
    /// Claims, false ones, ones that are not decided, and ones that are not understood.
    checked: usize,
    wrong: usize,
    undecided: usize,
    not_understood: usize,
    /// What SARIF and annotations report.
    diagnostics: Vec<Diagnostic>,
}

impl Total {
    /// Counts a claim of a draft.
    pub fn count(&mut self, kind: Kind) {
        self.checked += 1;
        match kind {
            Kind::Ok => {}
            Kind::Wrong | Kind::Truncated => self.wrong += 1,
            Kind::Undecided => self.undecided += 1,
            Kind::NotUnderstood => self.not_understood += 1,
        }
    }
    /// Reports a diagnostic in the form that is asked for.
    pub fn diagnostic(&mut self, context: &Context, d: &Diagnostic) {
        match context.common.format {
            Format::Sarif => {}
            Format::Github => say(annotation(d)),
            _ => {
                tell(render(d, context.colour));
                tell("");
            }
        }
        self.diagnostics.push(d.clone());
    }
}

/// Runs the command, once or until it is interrupted.
pub fn run(context: &Context, args: &Check) -> Status {
    if args.watch {
        return super::watch::checking(context, args);
    }
    once(context, args)
}

/// Checks every input once.
pub fn once(context: &Context, args: &Check) -> Status {
    let start = Instant::now();
    let mut total = Total {
        plain: context.common.format == Format::Text,
        files: Vec::new(),
        checked: 0,
        wrong: 0,
        undecided: 0,
        not_understood: 0,
        diagnostics: Vec::new(),
    };
    let memory = Cache::asked(args.cache.as_ref(), args.no_cache, "values");
    let memory = memory.as_ref().map(|c| c as &dyn Memory);
    let mut status = maps(context, memory, &[], &args.program, &mut total);
    for file in &args.files {
        status = status.worse(match drafts::is_draft(file) {
            true => drafts::one(context, args, file, &mut total),
            false => maps(context, memory, std::slice::from_ref(file), &[], &mut total),
        });
    }
    let understood = total.checked - total.not_understood;
    if args.require.is_some_and(|n| understood < n) {
        let (found, wanted) = (counted(understood, "claim"), args.require.unwrap_or(0));
        let d = Diagnostic::error(
            "OX0723",
            format!("{found} found, but --require asks for at least {wanted}"),
        );
        match context.common.format {
            Format::Sarif => {}
            Format::Github => say(annotation(&d)),
            _ => tell(format_args!("error[{}]: {}", d.code, d.message)),
        }
        total.diagnostics.push(d);
        status = status.worse(Status::False);
    }
    summary(context, &total, start);
    status
}

/// Checks `.map` files and programs.
fn maps(
    context: &Context,
    memory: Option<&dyn Memory>,
    files: &[PathBuf],
    programs: &[String],
    total: &mut Total,
) -> Status {
    input::each(context, files, programs, |input, program| {
        let maps = Maps::new(program, context.limits()).remembering(memory);
        let report = claims(&maps, program);
        for d in &report.diagnostics {
            total.diagnostic(context, d);
        }
        let rows = super::table::check_rows(context, program);
        total.checked += report.checked;
        total.wrong += report.wrong;
        let misfits = report
            .checks
            .iter()
            .filter(|c| c["kind"] == "not-understood");
        let misfits = misfits.count();
        total.not_understood += misfits;
        total.undecided += report.undecided - misfits;
        total
            .files
            .push(json!({ "path": input.name, "claims": report.checks }));
        let status = report.status.unwrap_or(Status::Fine);
        status.worse(rows.err().unwrap_or(Status::Fine))
    })
}

fn summary(context: &Context, total: &Total, start: Instant) {
    match context.common.format {
        Format::Json => {
            let object = json!({
                "schema": "orbitex/check/1",
                "files": total.files,
                "checked": total.checked,
                "false": total.wrong,
                "unknown": total.undecided + total.not_understood,
            });
            say(serde_json::to_string_pretty(&object).expect("plain data"));
        }
        Format::Sarif => say(sarif(&total.diagnostics.iter().collect::<Vec<_>>())),
        _ if !context.common.quiet && !total.files.is_empty() => {
            let right = total.checked - total.wrong - total.undecided - total.not_understood;
            let found = match total.checked {
                0 => "no claim found".to_string(),
                n => format!("{} checked", counted(n, "claim")),
            };
            let text = format!(
                "{found} in {}: {right} right, {} wrong, {} not decided, {} not understood ({} ms)",
                counted(total.files.len(), "file"),
                total.wrong,
                total.undecided,
                total.not_understood,
                start.elapsed().as_millis()
            );
            if context.common.format == Format::Text {
                say(text)
            } else {
                tell(text)
            }
        }
        _ => {}
    }
}
