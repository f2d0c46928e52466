//! What is said of a claim: diagnostics, hints, the value that should stand there.

use super::{Case, Checker};
use crate::draft::judge::{DIGITS, Judgment, Kind, is_order};
use crate::draft::numeral::Spot;
use crate::draft::printed::{Number, Stated};
use crate::lang::program::{Expr, ExprKind, Quantity};
use crate::quantity::term::{Misfit, evaluate, rational};
use crate::quantity::{Fault, Value};
use crate::source::{Diagnostic, Severity, Source, Span};

impl Checker<'_> {
    /// A diagnostic at a place of the draft.
    pub(in crate::draft) fn fault(
        &self,
        code: &'static str,
        message: impl Into<String>,
        place: Spot,
        label: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::error(code, message).at(self.project.source(place.0), place.1, label)
    }
    pub(in crate::draft) fn not_understood(
        &self,
        case: &mut Case,
        message: &str,
        place: Option<Spot>,
        label: &str,
    ) {
        let spot = place.unwrap_or(case.finding.spot);
        case.finding.kind = Kind::NotUnderstood;
        case.finding
            .diagnostics
            .push(self.fault("OX0706", message, spot, label));
    }
    /// Puts a judgment into the finding.
    pub(in crate::draft) fn report(
        &self,
        case: &mut Case,
        stated: Option<&Stated>,
        judgment: &Judgment,
        value: Option<&Value>,
        expr: Option<&Expr>,
    ) {
        case.finding.kind = case.finding.kind.max(judgment.kind);
        if judgment.accepted.is_some()
            && (case.finding.accepted.is_none() || judgment.kind != Kind::Ok)
        {
            case.finding.accepted = judgment.accepted.clone();
        }
        let Some(code) = judgment.code else { return };
        let severity = match code {
            "OX0714" | "OX0717" => Severity::Warning,
            "OX0715" | "OX0716" => Severity::Note,
            _ => Severity::Error,
        };
        let place = stated.map(|s| s.spot).filter(|s| self.inside(case, *s));
        let spot = place.unwrap_or(case.finding.spot);
        let value = value.map(|v| v.text(DIGITS)).unwrap_or_default();
        let label = match judgment.kind {
            Kind::Ok => String::new(),
            _ if value.is_empty() => String::new(),
            _ => format!("the value is {value}"),
        };
        let mut d = Diagnostic::new(severity, code, judgment.message.clone()).at(
            self.project.source(spot.0),
            spot.1,
            label,
        );
        if let (Some([lo, hi]), true) = (&judgment.accepted, judgment.kind != Kind::Ok) {
            d = d.note(format!("this prints the values from {lo} to {hi}"));
        }
        for note in &judgment.notes {
            d = d.note(note.clone());
        }
        let edits: Vec<&(Spot, String)> = judgment
            .edits
            .iter()
            .filter(|e| self.inside(case, e.0))
            .collect();
        if !judgment.edits.is_empty() && edits.len() == judgment.edits.len() {
            let text = applied(self.project.source(spot.0), spot.1, &judgment.edits);
            d = d
                .help(format!("write {text}"))
                .suggest(self.project.source(spot.0), spot.1, text);
            case.finding.edits.extend(judgment.edits.clone());
        } else if !judgment.edits.is_empty() {
            d = d.note("the number comes from a macro, so it is not rewritten here");
        }
        if let (Some(hint), Kind::Wrong) = (self.bound_hint(stated, expr), judgment.kind) {
            d = d.help(hint);
        }
        case.finding.diagnostics.push(d);
    }
    /// A width that is printed too small may be meant as a bound.
    fn bound_hint(&self, stated: Option<&Stated>, expr: Option<&Expr>) -> Option<String> {
        let (stated, expr) = (stated?, expr?);
        let ExprKind::Quantity(call) = &expr.kind else {
            return None;
        };
        let sign = match call.quantity {
            Quantity::Width | Quantity::Crossings | Quantity::Error => ">=",
            Quantity::UpperWidth | Quantity::LeastIterate => "<=",
            _ => return None,
        };
        let printed = match &stated.number {
            Number::Numeral(n) if n.is_whole() && stated.relation.is_none_or(|r| !is_order(r)) => {
                n.for_value(true).value()
            }
            _ => return None,
        };
        let value = rational(&evaluate(self.maps, expr).ok()?)?;
        let fits = if sign == ">=" {
            printed < value
        } else {
            printed > value
        };
        fits.then(|| format!("if it is meant as a bound, claim the inequality: {sign} {printed}"))
    }
}

pub(in crate::draft) fn wrong_text(message: &str) -> Judgment {
    Judgment {
        kind: Kind::Wrong,
        code: Some("OX0710"),
        message: message.to_string(),
        accepted: None,
        notes: Vec::new(),
        edits: Vec::new(),
    }
}

pub(in crate::draft) fn misfitting(misfit: &Misfit) -> (&'static str, Kind) {
    match &misfit.fault {
        Fault::Limit(_) => ("OX0508", Kind::Undecided),
        Fault::Unknown(_) => ("OX0721", Kind::Undecided),
        Fault::Unsupported(_) => ("OX0150", Kind::NotUnderstood),
        Fault::Argument(_) | Fault::Meaningless(_) => ("OX0722", Kind::NotUnderstood),
    }
}

/// The text of `span` after the edits.
fn applied(source: &Source, span: Span, edits: &[(Spot, String)]) -> String {
    let mut edits: Vec<&(Spot, String)> = edits.iter().collect();
    edits.sort_by_key(|e| e.0.1.start);
    let (mut out, mut at) = (String::new(), span.start);
    for ((_, place), text) in edits {
        if place.start < at || place.end > span.end {
            continue;
        }
        out.push_str(source.slice(Span::new(at, place.start)));
        out.push_str(text);
        at = place.end;
    }
    out.push_str(source.slice(Span::new(at, span.end)));
    out
}
