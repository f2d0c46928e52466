//! Rows that are missing or additional, and columns of other names.

use super::{Tied, finding};
use crate::draft::cell::Want;
use crate::draft::check::Finding;
use crate::draft::judge::Kind;
use crate::draft::rows::{Expected, Line, Role};
use crate::draft::scan::plain;
use std::collections::BTreeSet;

/// So many missing rows are named each by itself.
const NAMED: usize = 10;

impl Tied<'_> {
    pub(super) fn additional(&self, line: &Line, keys: &[usize]) -> Finding {
        let said: Vec<String> = keys
            .iter()
            .filter_map(|k| {
                let cell = line.row.cells.iter().find(|c| c.column == *k)?;
                Some(plain(&cell.tokens))
            })
            .collect();
        let (name, label) = match said.is_empty() {
            true => (
                "a row".to_string(),
                "no row of the table has these values".to_string(),
            ),
            false => (
                format!("the row {}", said.join(", ")),
                "no row of the table is this one".to_string(),
            ),
        };
        let d = self.checker.fault(
            "OX0709",
            format!("{name} is not in the table {}", self.table.name),
            line.row.spot,
            label,
        );
        finding(
            line.row.spot,
            self.text(None, "additional row"),
            Kind::Wrong,
            vec![d],
        )
    }
    pub(super) fn missing(&self, expected: &[Expected], seen: &BTreeSet<usize>) -> Vec<Finding> {
        let place = (self.tied.file, self.tied.span);
        let missing: Vec<usize> = (0..expected.len()).filter(|r| !seen.contains(r)).collect();
        let one = |r: &usize| {
            let name = match expected[*r].name.as_str() {
                "" => format!("row {}", r + 1),
                name => format!("the row {name}"),
            };
            let shown = expected[*r].wants.iter().flatten().filter_map(|w| match w {
                Want::Value(v, _) => Some(v.text(8)),
                Want::Name(n) => Some(n.clone()),
                _ => None,
            });
            let values: Vec<String> = shown.collect();
            let d = self.checker.fault(
                "OX0708",
                format!("{name} of the table {} is missing", self.table.name),
                place,
                "the tabular tied to it has no such row",
            );
            finding(
                place,
                self.text(None, &expected[*r].name),
                Kind::Wrong,
                vec![d.note(format!("its values are {}", values.join(", ")))],
            )
        };
        let mut out: Vec<Finding> = missing.iter().take(NAMED).map(one).collect();
        if missing.len() > NAMED {
            let names: Vec<&str> = missing[NAMED..]
                .iter()
                .map(|r| expected[*r].name.as_str())
                .collect();
            let message = format!(
                "{} more rows of the table {} are missing",
                names.len(),
                self.table.name
            );
            let d = self
                .checker
                .fault("OX0708", message, place, "")
                .note(names.join("; "));
            out.push(finding(
                place,
                self.text(None, "missing rows"),
                Kind::Wrong,
                vec![d],
            ));
        }
        out
    }
    /// A column of names of which none is the one of the statement.
    pub(super) fn renamed(&self, lines: &[Line], column: usize) -> Option<Finding> {
        let mut cells = lines
            .iter()
            .filter(|l| l.role == Role::Data)
            .flat_map(|l| &l.row.cells);
        let first = cells.find(|c| c.column == column)?;
        let spot = (self.tied.body.0, first.span);
        let d = self
            .checker
            .fault(
                "OX0706",
                "the names in this column are not those of the maps",
                spot,
                "not the name of a map of the table",
            )
            .help(self.columns_help());
        Some(finding(
            spot,
            self.text(None, "names"),
            Kind::NotUnderstood,
            vec![d],
        ))
    }
}
