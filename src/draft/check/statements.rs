//! Claims that are statements: relations and predicates, with or without a printed text.

use super::report::misfitting;
use super::{Case, Checker, Finding};
use crate::draft::atom::Atom;
use crate::draft::judge::{DIGITS, Kind, judge};
use crate::draft::printed::{Number, words_of};
use crate::draft::project::{Annotation, Form};
use crate::draft::words::denies;
use crate::lang::program::{Claim, QuantityCall};
use crate::quantity::judge::judge as judge_claim;
use crate::quantity::term::{Misfit, evaluate};
use crate::quantity::{Fault, Truth, Value};
use crate::source::{Place, Source, Span};

impl Checker<'_> {
    /// A claim that is a whole relation; `Err` if it cannot be computed. True if it holds.
    pub(super) fn relation(&self, case: &mut Case, claim: &Claim) -> Result<bool, Misfit> {
        let found = judge_claim(self.maps, claim)?;
        case.finding.value = found.value.as_ref().map(|v| v.text(DIGITS));
        let (code, message) = match found.truth {
            Truth::True => {
                case.finding.kind = Kind::Ok;
                return Ok(true);
            }
            Truth::False => {
                case.finding.kind = Kind::Wrong;
                ("OX0720", "the claim is false")
            }
            Truth::Unknown => {
                case.finding.kind = Kind::Undecided;
                ("OX0721", "the claim is not decided by what is known")
            }
        };
        let (span, label) = match &found.failed {
            Some((span, left, _, _)) => (*span, format!("the left side is {}", left.text(DIGITS))),
            None => (
                claim.span,
                found
                    .value
                    .map_or_else(String::new, |v| format!("this is {}", v.text(DIGITS))),
            ),
        };
        let place = case
            .text
            .as_ref()
            .map_or(case.finding.spot, |t| t.place(span));
        case.finding
            .diagnostics
            .push(self.fault(code, message, place, label));
        Ok(false)
    }
    /// A predicate: the text may say it in any words, but not deny it, and not name other numbers.
    pub(super) fn predicate(
        &self,
        case: &mut Case,
        claim: &Claim,
        not: bool,
        call: &QuantityCall,
        seen: &[Atom],
    ) -> Result<(), Misfit> {
        if !self.relation(case, claim)? || case.annotation.form == Form::Comment {
            return Ok(());
        }
        let denied = denies(&words_of(seen));
        if denied != not {
            let message = if denied {
                "the text denies what the claim states"
            } else {
                "the text does not deny what the claim denies"
            };
            self.not_understood(case, message, None, "these words do not fit the claim");
            return Ok(());
        }
        let Some(list) = self.read(case, seen) else {
            return Ok(());
        };
        let mut arguments = Vec::new();
        for expr in &call.args {
            arguments.push(evaluate(self.maps, expr)?);
        }
        for stated in &list {
            let fits = |v: &Value| judge(v, stated, None, &|t| self.evaluate(t)).kind == Kind::Ok;
            let word = matches!(&stated.number, Number::Word { value: 1, .. });
            if !word && !arguments.iter().any(fits) {
                let place = self.inside(case, stated.spot).then_some(stated.spot);
                self.not_understood(
                    case,
                    "the text names a number that the claim does not",
                    place,
                    "not in the claim",
                );
            }
        }
        Ok(())
    }
    /// A claim of an environment.
    pub(super) fn statement(&self, file: usize, claim: &Claim) -> Finding {
        let annotation = Annotation {
            file,
            form: Form::Comment,
            claim: Vec::new(),
            claim_span: claim.span,
            printed: Vec::new(),
            printed_span: claim.span,
            span: claim.span,
            after_equals: false,
            math: false,
        };
        let mut case = Case {
            annotation: &annotation,
            text: None,
            finding: Finding::new((file, claim.span), claim.text.clone()),
        };
        if let Err(misfit) = self.relation(&mut case, claim) {
            let (code, kind) = misfitting(&misfit);
            case.finding.kind = kind;
            case.finding.limit = matches!(misfit.fault, Fault::Limit(_));
            let d = self.fault(
                code,
                "the claim cannot be checked",
                (file, misfit.span),
                misfit.fault.text(),
            );
            case.finding.diagnostics.push(d);
        }
        for label in case
            .finding
            .diagnostics
            .iter_mut()
            .flat_map(|d| &mut d.labels)
        {
            label.place = Place::new(self.project.source(file), label.place.span);
        }
        case.finding
    }
}

/// The span without blanks at its ends.
pub(super) fn trimmed(source: &Source, span: Span) -> Span {
    let text = source.slice(span);
    let start = span.start + (text.len() - text.trim_start().len());
    Span::new(start.min(span.end), start + text.trim().len())
}

/// A text on one line with single blanks.
pub(super) fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
