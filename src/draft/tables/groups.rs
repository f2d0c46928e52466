//! The headings of groups of rows.

use super::{Tied, finding};
use crate::draft::cell::{Said, Want};
use crate::draft::check::{Finding, wrong_text};
use crate::draft::judge::{DIGITS, Kind};
use crate::draft::rows::{Expected, Line, Role};

impl Tied<'_> {
    /// The headings of groups: the rows below each have the value that it names.
    pub(super) fn groups(
        &self,
        lines: &[Line],
        matched: &[Option<usize>],
        expected: &[Expected],
    ) -> Vec<Finding> {
        let mut out = Vec::new();
        if self.table.grouped.is_none() {
            return out;
        }
        for (i, line) in lines
            .iter()
            .enumerate()
            .filter(|(_, l)| l.role == Role::Group)
        {
            let Some(cell) = line.row.alone() else {
                continue;
            };
            let Some(Some(printed)) = line.printed.get(cell.column) else {
                continue;
            };
            let below: Vec<usize> = (i + 1..lines.len())
                .take_while(|k| lines[*k].role != Role::Group)
                .filter_map(|k| matched[k])
                .collect();
            let spot = (self.tied.body.0, cell.span);
            let mut judged = below
                .iter()
                .filter_map(|r| Some((expected[*r].group.as_ref()?, *r)))
                .peekable();
            if judged.peek().is_none() {
                continue;
            }
            let says = |want: &Want| match want {
                Want::Value(..) => match &printed.said {
                    Said::Numbers(_) | Said::Stronger(_) => {
                        Some(printed.fits(want, &|t| self.checker.evaluate(t), &|t| {
                            self.checker.printed_polynomial(t)
                        }))
                    }
                    _ => None,
                },
                Want::Name(name) => printed
                    .text
                    .contains(&crate::draft::cell::normal(name))
                    .then_some(true),
                Want::Truth(truth) => ["yes", "no"]
                    .iter()
                    .any(|w| printed.text.ends_with(w))
                    .then(|| printed.text.ends_with(if *truth { "yes" } else { "no" })),
                Want::Silent(_) | Want::Fault(_) => None,
            };
            let text = self.text(
                None,
                &format!("group by {}", self.table.grouped.as_deref().unwrap_or("")),
            );
            let mut kind = None;
            for (want, row) in judged {
                match says(want) {
                    Some(true) => kind = kind.or(Some((true, String::new()))),
                    Some(false) => {
                        let value = match want {
                            Want::Value(value, _) => value.text(DIGITS),
                            Want::Truth(truth) => if *truth { "yes" } else { "no" }.to_string(),
                            _ => String::new(),
                        };
                        kind = Some((
                            false,
                            format!("of the row {} below it is {value}", expected[row].name),
                        ));
                        break;
                    }
                    None => {}
                }
            }
            let Some((holds, label)) = kind else { continue };
            let mut found = finding(
                spot,
                text,
                if holds { Kind::Ok } else { Kind::Wrong },
                Vec::new(),
            );
            found.printed = Some(
                self.checker
                    .project
                    .source(spot.0)
                    .slice(cell.span)
                    .to_string(),
            );
            if !holds {
                let word = self.table.grouped.as_deref().unwrap_or("");
                found.diagnostics.push(self.checker.fault(
                    "OX0710",
                    wrong_text("the heading of a group is wrong for a row below it").message,
                    spot,
                    format!("{word} {label}"),
                ));
            }
            out.push(found);
        }
        out
    }
}
