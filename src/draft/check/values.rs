//! A value compared with the numbers that are printed for it.

use super::report::wrong_text;
use super::{Case, Checker};
use crate::draft::atom::Atom;
use crate::draft::judge::{DIGITS, Kind, is_order, judge, or_stronger};
use crate::draft::printed::{Stated, flipped, polynomial, statements, stronger};
use crate::draft::project::Form;
use crate::lang::program::{Claim, ClaimBody, Expr, Relation};
use crate::lang::resolve_claim;
use crate::quantity::judge::{compare, mentions_quantity};
use crate::quantity::term::{Misfit, evaluate, rational};
use crate::quantity::{Truth, Value};
use crate::source::{Diagnostic, Severity, Source};

impl Checker<'_> {
    /// Evaluates a formula of the printed text.
    pub(in crate::draft) fn evaluate(&self, text: &str) -> Option<Value> {
        let claim = resolve_claim(self.program, &Source::new("", text)).ok()?;
        match &claim.body {
            ClaimBody::Chain { first, rest } if rest.is_empty() && !mentions_quantity(first) => {
                evaluate(self.maps, first).ok()
            }
            _ => None,
        }
    }
    /// A claim that is one expression: the text prints its value.
    pub(in crate::draft) fn value(
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
    pub(in crate::draft) fn printed_polynomial(&self, text: &str) -> Option<Value> {
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
    pub(super) fn chain(
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
    pub(super) fn stated(
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
}
