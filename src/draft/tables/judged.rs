//! One cell of a tabular, judged.

use super::{Tied, finding};
use crate::draft::cell::{Printed, Said, Want};
use crate::draft::check::{Case, Finding, misfitting};
use crate::draft::judge::{DIGITS, Kind};
use crate::draft::project::{Annotation, Form};
use crate::draft::rows::{Expected, Line};
use crate::draft::scan::plain;
use crate::draft::tabular::Cell;
use crate::lang::table;
use crate::quantity::Fault;

impl Tied<'_> {
    pub(super) fn cell(
        &self,
        line: &Line,
        cell: &Cell,
        want: &Want,
        row: usize,
        column: usize,
        expected: &Expected,
    ) -> Finding {
        let project = self.checker.project;
        let file = self.tied.body.0;
        let annotation = Annotation {
            file,
            form: Form::Macro,
            claim: Vec::new(),
            claim_span: cell.span,
            printed: cell.tokens.clone(),
            printed_span: cell.span,
            span: cell.span,
            after_equals: false,
            math: self.tied.environment == "array",
        };
        let text = self.text(Some(column), &expected.name);
        let mut finding = finding((file, cell.span), text, Kind::NotUnderstood, Vec::new());
        finding.printed = Some(project.source(file).slice(cell.span).to_string());
        let mut case = Case {
            annotation: &annotation,
            text: None,
            finding,
        };
        if let Some(Some(printed)) = line.printed.get(cell.column) {
            self.judged(&mut case, printed, cell, want, row, column);
        }
        let mut finding = case.finding;
        if !expected.name.is_empty() {
            let place = format!(
                "in the row {} of the table {}",
                expected.name, self.table.name
            );
            finding.diagnostics = finding
                .diagnostics
                .into_iter()
                .map(|d| d.note(place.clone()))
                .collect();
        }
        finding
    }
    pub(super) fn judged(
        &self,
        case: &mut Case,
        printed: &Printed,
        cell: &Cell,
        want: &Want,
        row: usize,
        column: usize,
    ) {
        let checker = &self.checker;
        let spot = case.finding.spot;
        let wrong = |case: &mut Case, code, message: String, label: String| {
            case.finding.kind = Kind::Wrong;
            case.finding
                .diagnostics
                .push(checker.fault(code, message, spot, label));
        };
        let empty = match printed.said {
            Said::Dash => Some("a dash says that there is no value"),
            Said::Blank if !cell.covered => Some("nothing is printed here"),
            Said::Blank => {
                // The cell above reaches down: it speaks for this one, and is compared with its own row.
                case.finding.kind = Kind::Ok;
                return;
            }
            _ => None,
        };
        match (want, empty) {
            (Want::Fault(misfit), _) => {
                let (code, kind) = misfitting(misfit);
                case.finding.kind = kind;
                case.finding.limit = matches!(misfit.fault, Fault::Limit(_));
                let d = checker.fault(
                    code,
                    "the cell cannot be checked",
                    spot,
                    misfit.fault.text(),
                );
                case.finding.diagnostics.push(d);
            }
            (Want::Silent(_), Some(_)) => case.finding.kind = Kind::Ok,
            (Want::Silent(reason), None) => {
                case.finding.kind = Kind::Undecided;
                let message = "the cell prints something of which nothing is known";
                case.finding.diagnostics.push(checker.fault(
                    "OX0721",
                    message,
                    spot,
                    reason.as_str(),
                ));
            }
            (_, Some(label)) => {
                let value = match want {
                    Want::Value(value, _) => value.text(DIGITS),
                    Want::Truth(truth) => if *truth { "yes" } else { "no" }.to_string(),
                    Want::Name(name) => name.clone(),
                    Want::Silent(_) | Want::Fault(_) => String::new(),
                };
                case.finding.value = Some(value.clone());
                wrong(
                    case,
                    "OX0718",
                    format!("the table has a value here: {value}"),
                    label.to_string(),
                );
            }
            (Want::Name(name), None) => {
                case.finding.value = Some(name.clone());
                case.finding.kind = Kind::Ok;
                if printed.text != crate::draft::cell::normal(name) {
                    wrong(
                        case,
                        "OX0710",
                        "another name is printed".to_string(),
                        format!("this is {name}"),
                    );
                }
            }
            (Want::Truth(truth), None) => {
                let word = if *truth { "yes" } else { "no" };
                case.finding.value = Some(word.to_string());
                match printed.truth() {
                    Some(said) if said == *truth => case.finding.kind = Kind::Ok,
                    Some(_) => wrong(
                        case,
                        "OX0710",
                        "the opposite is printed".to_string(),
                        format!("this is {word}"),
                    ),
                    None => checker.not_understood(
                        case,
                        "the cell is not understood",
                        None,
                        "neither yes nor no",
                    ),
                }
            }
            (Want::Value(value, _), None) => {
                let content = self.table.rows[row].content.as_ref().ok();
                let Some(table::Cell::Value(expr)) = content.map(|c| &c.cells[column]) else {
                    return;
                };
                checker.value(case, value, expr, &printed.seen, &plain(&cell.tokens));
            }
        }
    }
}
