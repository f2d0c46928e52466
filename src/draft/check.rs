//! Checks the claims of a draft: each is read, recomputed exactly, and compared with what is printed.

use super::atom::{Atom, atoms};
use super::claim::{ClaimText, claim_text};
use super::judge::{DIGITS, Judgment, Kind, is_order, judge, or_stronger};
use super::numeral::Spot;
use super::printed::{
    Number, Stated, flipped, interval, polynomial, statements, stronger, words_of,
};
use super::project::{Annotation, Form, Project};
use super::scan::plain;
use super::tables::tables;
use super::words::denies;
use crate::lang::program::{
    Claim, ClaimBody, Expr, ExprKind, Program, Quantity, QuantityCall, Relation,
};
use crate::lang::resolve_claim;
use crate::quantity::judge::{compare, judge as judge_claim, mentions_quantity};
use crate::quantity::term::{Misfit, evaluate, rational};
use crate::quantity::{Fault, Maps, Truth, Value};
use crate::source::{Diagnostic, Place, Severity, Source, Span};

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
                spot,
                text: collapsed(source.slice(annotation.claim_span)),
                printed,
                kind: Kind::NotUnderstood,
                value: None,
                accepted: None,
                diagnostics: Vec::new(),
                edits: Vec::new(),
                limit: false,
            },
        };
        if let Err(diagnostics) = self.judged(&mut case) {
            case.finding.kind = Kind::NotUnderstood;
            case.finding.diagnostics.extend(diagnostics);
        }
        case.finding
    }
    /// A diagnostic at a place of the draft.
    pub(super) fn fault(
        &self,
        code: &'static str,
        message: impl Into<String>,
        place: Spot,
        label: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::error(code, message).at(self.project.source(place.0), place.1, label)
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
    /// A claim that is a whole relation; `Err` if it cannot be computed. True if it holds.
    fn relation(&self, case: &mut Case, claim: &Claim) -> Result<bool, Misfit> {
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
    pub(super) fn not_understood(
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
    /// Evaluates a formula of the printed text.
    pub(super) fn evaluate(&self, text: &str) -> Option<Value> {
        let claim = resolve_claim(self.program, &Source::new("", text)).ok()?;
        match &claim.body {
            ClaimBody::Chain { first, rest } if rest.is_empty() && !mentions_quantity(first) => {
                evaluate(self.maps, first).ok()
            }
            _ => None,
        }
    }
    /// A predicate: the text may say it in any words, but not deny it, and not name other numbers.
    fn predicate(
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
    /// A claim that is one expression: the text prints its value.
    pub(super) fn value(
        &self,
        case: &mut Case,
        value: &Value,
        expr: &Expr,
        seen: &[Atom],
        printed: &str,
    ) {
        case.finding.value = Some(value.text(DIGITS));
        if let Value::Text(name) = value {
            case.finding.kind = Kind::Ok;
            if printed != name {
                let judgment = wrong_text(&format!("the name is {name}"));
                self.report(case, None, &judgment, Some(value), Some(expr));
            }
            return;
        }
        if let Value::Poly(_) = value {
            return self.polynomial(case, value, expr, seen);
        }
        if let Some(stated) = stronger(self.project, seen) {
            case.finding.kind = Kind::Ok;
            let judgment = or_stronger(value, &stated);
            return self.report(case, Some(&stated), &judgment, Some(value), Some(expr));
        }
        if self.cut_quotient(value, seen) {
            case.finding.kind = Kind::Ok;
            return;
        }
        let Some(list) = self.read(case, seen) else {
            return;
        };
        if list.is_empty() {
            return self.not_understood(
                case,
                "the printed text has no number to compare with the claim",
                None,
                "no number is seen here",
            );
        }
        if self.doubtful(case, &list) {
            return;
        }
        let chained = list.iter().all(|s| s.relation.is_some());
        if list.len() > 1 && !chained {
            return self.not_understood(
                case,
                "the printed text has several numbers",
                None,
                "which of them is the value?",
            );
        }
        case.finding.kind = Kind::Ok;
        for stated in &list {
            let relation = stated
                .relation
                .or(case.annotation.after_equals.then_some(Relation::Equal));
            let judgment = judge(value, stated, relation, &|t| self.evaluate(t));
            self.report(case, Some(stated), &judgment, Some(value), Some(expr));
        }
    }
    /// Does a word of the text make it doubtful what is said of its numbers?
    fn doubtful(&self, case: &mut Case, list: &[Stated]) -> bool {
        let Some((spot, reason)) = list.iter().find_map(|s| s.doubt.clone()) else {
            return false;
        };
        let place = self.inside(case, spot).then_some(spot);
        self.not_understood(case, "the printed text is not understood", place, &reason);
        true
    }
    /// Is it `1.32\ldots\times10^{36}/7` for a quotient in lowest terms, with long integers cut off?
    fn cut_quotient(&self, value: &Value, seen: &[Atom]) -> bool {
        let slashes = seen.iter().filter(|a| a.is('/')).count();
        let (Some(r), 1, true) = (
            rational(value),
            slashes,
            seen.iter().any(|a| a.is_sign("ldots")),
        ) else {
            return false;
        };
        let cut = seen.iter().position(|a| a.is('/')).unwrap_or(0);
        let is = |part: &[Atom], n: &crate::num::Int| {
            let list = statements(self.project, part, &|_| None).unwrap_or_default();
            let value = Value::integer(n.clone());
            matches!(list.as_slice(), [only] if judge(&value, only, None, &|_| None).kind == Kind::Ok)
        };
        is(&seen[..cut], r.numer()) && is(&seen[cut + 1..], r.denom())
    }
    fn polynomial(&self, case: &mut Case, value: &Value, expr: &Expr, seen: &[Atom]) {
        let found = polynomial(seen).and_then(|text| self.printed_polynomial(&text));
        let Some(found) = found else {
            return self.not_understood(
                case,
                "the printed polynomial is not understood",
                None,
                "not a polynomial in one letter",
            );
        };
        case.finding.kind = Kind::Ok;
        if compare(value, Relation::Equal, &found, None) != Ok(Truth::True) {
            self.report(
                case,
                None,
                &wrong_text("the printed polynomial is another one"),
                Some(value),
                Some(expr),
            );
        }
    }
    pub(super) fn printed_polynomial(&self, text: &str) -> Option<Value> {
        // `x` is allowed where a polynomial is named, so the printed one is read as a side of such a claim.
        let map = self.program.maps.first()?;
        let claim = resolve_claim(
            self.program,
            &Source::new("", format!("charpoly({}) = {text}", map.name)),
        )
        .ok()?;
        match &claim.body {
            ClaimBody::Chain { rest, .. } => evaluate(self.maps, &rest.first()?.1).ok(),
            ClaimBody::Predicate { .. } => None,
        }
    }
    /// A claim with relations: it must hold, and the text must not say something else.
    fn chain(
        &self,
        case: &mut Case,
        claim: &Claim,
        first: &Expr,
        rest: &[(Relation, Expr)],
        seen: &[Atom],
    ) -> Result<(), Misfit> {
        if !self.relation(case, claim)? || case.annotation.form == Form::Comment {
            return Ok(());
        }
        let sides: Vec<&Expr> = std::iter::once(first)
            .chain(rest.iter().map(|(_, e)| e))
            .collect();
        let asked: Vec<usize> = (0..sides.len())
            .filter(|i| mentions_quantity(sides[*i]))
            .collect();
        let center = asked.first().copied().unwrap_or(0);
        let value = evaluate(self.maps, sides[center])?;
        if let Value::Poly(_) = &value {
            self.polynomial(case, &value, sides[center], seen);
            return Ok(());
        }
        let Some(list) = self.read(case, seen) else {
            return Ok(());
        };
        if self.doubtful(case, &list) {
            return Ok(());
        }
        // What the claim says of the quantity: a relation and a side for each neighbour.
        let mut known: Vec<(Relation, Value)> = Vec::new();
        for (i, (relation, _)) in rest.iter().enumerate() {
            if i + 1 == center {
                known.push((flipped(*relation), evaluate(self.maps, sides[i])?));
            } else if i == center {
                known.push((*relation, evaluate(self.maps, sides[i + 1])?));
            }
        }
        for stated in &list {
            self.stated(case, &value, stated, &known, sides[center]);
        }
        Ok(())
    }
    /// One number printed with a relational claim that holds.
    fn stated(
        &self,
        case: &mut Case,
        value: &Value,
        stated: &Stated,
        known: &[(Relation, Value)],
        expr: &Expr,
    ) {
        let evaluate = |t: &str| self.evaluate(t);
        let same = |side: &Value| judge(side, stated, None, &evaluate).kind == Kind::Ok;
        let matching: Vec<&(Relation, Value)> =
            known.iter().filter(|(_, side)| same(side)).collect();
        let relation = match (stated.relation, matching.as_slice(), known) {
            (Some(r), _, _) => Some(r),
            (None, [(r, _)], _) => Some(*r),
            (None, [], [(r, _)]) => Some(*r),
            (None, [_, _, ..], _) => return,
            _ => {
                let place = self.inside(case, stated.spot).then_some(stated.spot);
                return self.not_understood(
                    case,
                    "a number that the claim does not name",
                    place,
                    "how does the claim compare with this?",
                );
            }
        };
        let order = relation.is_some_and(is_order);
        let judgment = judge(
            value,
            stated,
            relation.filter(|_| order || stated.relation.is_some()),
            &evaluate,
        );
        let agrees = judgment.kind == Kind::Ok;
        self.report(case, Some(stated), &judgment, Some(value), Some(expr));
        if agrees && order && matching.is_empty() {
            let source = self.project.source(case.finding.spot.0);
            let warning = Diagnostic::new(
                Severity::Warning,
                "OX0717",
                "the text prints another number than the claim",
            )
            .at(source, case.finding.spot.1, "this holds too");
            case.finding.diagnostics.push(warning);
        }
    }
    /// Puts a judgment into the finding.
    pub(super) fn report(
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
    /// A claim of an environment.
    fn statement(&self, file: usize, claim: &Claim) -> Finding {
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
            finding: Finding {
                spot: (file, claim.span),
                text: claim.text.clone(),
                printed: None,
                kind: Kind::NotUnderstood,
                value: None,
                accepted: None,
                diagnostics: Vec::new(),
                edits: Vec::new(),
                limit: false,
            },
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

pub(super) fn wrong_text(message: &str) -> Judgment {
    Judgment {
        kind: Kind::Wrong,
        code: Some("OX0710"),
        message: message.to_string(),
        accepted: None,
        notes: Vec::new(),
        edits: Vec::new(),
    }
}

pub(super) fn misfitting(misfit: &Misfit) -> (&'static str, Kind) {
    match &misfit.fault {
        Fault::Limit(_) => ("OX0508", Kind::Undecided),
        Fault::Unknown(_) => ("OX0721", Kind::Undecided),
        Fault::Unsupported(_) => ("OX0150", Kind::NotUnderstood),
        Fault::Argument(_) | Fault::Meaningless(_) => ("OX0722", Kind::NotUnderstood),
    }
}

/// The span without blanks at its ends.
fn trimmed(source: &Source, span: Span) -> Span {
    let text = source.slice(span);
    let start = span.start + (text.len() - text.trim_start().len());
    Span::new(start.min(span.end), start + text.trim().len())
}

/// A text on one line with single blanks.
fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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
