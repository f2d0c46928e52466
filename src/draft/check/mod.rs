//! Checks the claims of a draft: each is read, recomputed exactly, and compared with what is printed.

mod report;
mod statements;
mod values;

use super::atom::{Atom, atoms};
use super::claim::{ClaimText, claim_text};
use super::judge::Kind;
use super::numeral::Spot;
use super::printed::{Stated, interval, statements};
use super::project::{Annotation, Form, Project};
use super::scan::plain;
use super::tables::tables;
use crate::lang::program::{ClaimBody, Program};
use crate::lang::resolve_claim;
use crate::quantity::term::evaluate;
use crate::quantity::{Fault, Maps};
use crate::source::Diagnostic;
use statements::{collapsed, trimmed};

pub(super) use report::{misfitting, wrong_text};

/// What was found out about one claim of a draft.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The file and the place: of the printed text, or of the claim in a comment.
    pub spot: Spot,
    /// The claim as it is written.
    pub text: String,
    /// What is printed.
    pub printed: Option<String>,
    /// The verdict.
    pub kind: Kind,
    /// The exact value, for people.
    pub value: Option<String>,
    /// The numbers that the printed one is a correct print of.
    pub accepted: Option<[String; 2]>,
    /// What there is to say.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that would make it right.
    pub edits: Vec<(Spot, String)>,
    /// Was a limit reached?
    pub limit: bool,
}

impl Finding {
    /// Of a claim of which nothing is known yet.
    pub(super) fn new(spot: Spot, text: String) -> Finding {
        Finding {
            spot,
            text,
            printed: None,
            kind: Kind::NotUnderstood,
            value: None,
            accepted: None,
            diagnostics: Vec::new(),
            edits: Vec::new(),
            limit: false,
        }
    }
}

/// Checks every claim of a draft, in the order of reading.
pub fn check(project: &Project, program: &Program, maps: &Maps) -> Vec<Finding> {
    let checker = Checker {
        project,
        program,
        maps,
    };
    let mut out: Vec<Finding> = project
        .claims
        .iter()
        .map(|a| checker.annotation(a))
        .collect();
    out.extend(tables(project, program, maps));
    for claim in &program.claims {
        let file = project
            .files
            .iter()
            .position(|f| f.source.name == claim.source.name);
        if let Some(file) = file {
            out.push(checker.statement(file, claim));
        }
    }
    out
}

/// Judges the claims of a draft with the maps of a program, or the cells of a tabular with those of a table.
pub(super) struct Checker<'a> {
    pub(super) project: &'a Project,
    pub(super) program: &'a Program,
    pub(super) maps: &'a Maps<'a>,
}

/// A claim that is being judged.
pub(super) struct Case<'a> {
    pub(super) annotation: &'a Annotation,
    pub(super) text: Option<ClaimText>,
    pub(super) finding: Finding,
}

impl Checker<'_> {
    fn annotation(&self, annotation: &Annotation) -> Finding {
        let source = self.project.source(annotation.file);
        let spot = (annotation.file, trimmed(source, annotation.printed_span));
        let printed = (annotation.form == Form::Macro).then(|| source.slice(spot.1).to_string());
        let mut case = Case {
            annotation,
            text: None,
            finding: Finding {
                printed,
                ..Finding::new(spot, collapsed(source.slice(annotation.claim_span)))
            },
        };
        if let Err(diagnostics) = self.judged(&mut case) {
            case.finding.kind = Kind::NotUnderstood;
            case.finding.diagnostics.extend(diagnostics);
        }
        case.finding
    }
    fn judged(&self, case: &mut Case) -> Result<(), Vec<Diagnostic>> {
        let home = (case.annotation.file, case.annotation.claim_span);
        let endless = || {
            vec![self.fault(
                "OX0706",
                "the macros of this claim do not come to an end",
                home,
                "",
            )]
        };
        let macros = &self.project.macros;
        let tokens = macros.expand(&case.annotation.claim).ok_or_else(endless)?;
        let text = claim_text(self.project, &tokens, home).map_err(|place| {
            let place = if place.0 == home.0 { place } else { home };
            vec![self.fault(
                "OX0706",
                "a command that has no meaning in a claim",
                place,
                "not understood",
            )]
        })?;
        case.finding.text = collapsed(&text.source.text);
        let translate = |ds: Vec<Diagnostic>| {
            ds.into_iter()
                .map(|d| text.translated(self.project, d))
                .collect::<Vec<_>>()
        };
        let claim = resolve_claim(self.program, &text.source).map_err(&translate)?;
        case.text = Some(text.clone());
        let tokens = macros
            .expand(&case.annotation.printed)
            .ok_or_else(endless)?;
        let seen = atoms(&tokens, case.annotation.math);
        let done = match &claim.body {
            ClaimBody::Predicate { not, call, .. } => {
                self.predicate(case, &claim, *not, call, &seen)
            }
            ClaimBody::Chain { first, rest } if rest.is_empty() => match case.annotation.form {
                Form::Macro => evaluate(self.maps, first)
                    .map(|value| self.value(case, &value, first, &seen, &plain(&tokens))),
                Form::Comment => {
                    let fault = self.fault(
                        "OX0118",
                        "this claims nothing",
                        home,
                        "a relation is missing after this",
                    );
                    return Err(vec![fault.help("as in growth(f) > 1")]);
                }
            },
            ClaimBody::Chain { first, rest } => self.chain(case, &claim, first, rest, &seen),
        };
        done.map_err(|misfit| {
            let (code, kind) = misfitting(&misfit);
            case.finding.limit = matches!(misfit.fault, Fault::Limit(_));
            case.finding.kind = kind;
            let place = text.place(misfit.span);
            case.finding.diagnostics.push(self.fault(
                code,
                "the claim cannot be checked",
                place,
                misfit.fault.text(),
            ));
        })
        .unwrap_or(());
        Ok(())
    }
    /// The numbers of a text; names of constants count only where no other number is printed.
    fn read(&self, case: &mut Case, seen: &[Atom]) -> Option<Vec<Stated>> {
        let constant = |name: &str| {
            let short = name.strip_prefix("var").unwrap_or(name);
            let known = self.program.constants.iter().map(|c| &c.0);
            known.filter(|c| *c == name || *c == short).max().cloned()
        };
        if let Some(list) = interval(self.project, seen) {
            return Some(list);
        }
        let found = statements(self.project, seen, &|_| None);
        let found = match found {
            Ok(list) if list.is_empty() => statements(self.project, seen, &constant),
            Err(first) => statements(self.project, seen, &constant).map_err(|_| first),
            found => found,
        };
        match found {
            Ok(list) => Some(list),
            Err(unread) => {
                let place = unread.spot.filter(|s| self.inside(case, *s));
                self.not_understood(
                    case,
                    "the printed text is not understood",
                    place,
                    &unread.reason,
                );
                None
            }
        }
    }
    /// Does a place lie in the printed text itself, not in the body of a macro?
    fn inside(&self, case: &Case, spot: Spot) -> bool {
        let home = case.annotation.printed_span;
        spot.0 == case.annotation.file && home.start <= spot.1.start && spot.1.end <= home.end
    }
}
