//! Tabulars that are tied to table statements: each cell is judged, missing and additional rows are named.

mod differences;
mod groups;
mod judged;
mod matching;

use super::check::{Checker, Finding};
use super::judge::Kind;
use super::numeral::Spot;
use super::project::{Project, TableUse};
use super::rows::compact;
use super::scan::plain;
use super::tabular::{Row, grid};
use crate::lang::program::{Program, Table};
use crate::lang::similar::closest;
use crate::quantity::Maps;
use crate::source::Diagnostic;

/// Checks the tabulars of a draft, in the order of reading.
pub fn tables(project: &Project, program: &Program, maps: &Maps) -> Vec<Finding> {
    let mut out = Vec::new();
    for tied in &project.tables {
        let found = program.tables.iter().find(|t| t.name == tied.name);
        let Some(table) = found else {
            out.push(unknown(project, program, tied));
            continue;
        };
        let own = maps.for_table(table);
        let small = with_map(program, table);
        let checker = Checker {
            project,
            program: &small,
            maps: &own,
        };
        let tie = Tied {
            checker,
            tied,
            table,
        };
        out.extend(tie.findings());
    }
    out
}

/// Constants, and one map of a name by which a polynomial can be asked for.
fn with_map(program: &Program, table: &Table) -> Program {
    let maps = table.maps.first().map(|d| {
        let mut d = d.clone();
        d.name = "map_of_table".to_string();
        d
    });
    Program {
        constants: program.constants.clone(),
        maps: maps.into_iter().collect(),
        ..Program::default()
    }
}

fn unknown(project: &Project, program: &Program, tied: &TableUse) -> Finding {
    let names = || program.tables.iter().map(|t| t.name.as_str());
    let place = (tied.file, tied.span);
    let label = "no table statement has this name";
    let mut d = Diagnostic::error("OX0707", format!("there is no table {}", tied.name))
        .at(project.source(place.0), place.1, label)
        .help_if(closest(&tied.name, names()).map(|n| format!("did you mean `{n}`?")));
    if names().next().is_none() {
        d = d.help("write `table NAME for ... { ... }` in a map file of the draft or in an environment orbitex");
    }
    finding(place, tied.name.clone(), Kind::NotUnderstood, vec![d])
}

fn finding(spot: Spot, text: String, kind: Kind, diagnostics: Vec<Diagnostic>) -> Finding {
    Finding {
        kind,
        diagnostics,
        ..Finding::new(spot, text)
    }
}

/// A tabular with its statement.
struct Tied<'a> {
    checker: Checker<'a>,
    tied: &'a TableUse,
    table: &'a Table,
}

impl Tied<'_> {
    fn findings(&self) -> Vec<Finding> {
        let place = (self.tied.file, self.tied.span);
        let refuse = |message: String, label: String, help: Option<String>| {
            let d = self
                .checker
                .fault("OX0707", message, place, label)
                .help_if(help);
            vec![finding(
                place,
                self.tied.name.clone(),
                Kind::NotUnderstood,
                vec![d],
            )]
        };
        let picks = match self.picks() {
            Ok(picks) => picks,
            Err(unknown) => {
                let message = format!("the table {} has no column {unknown}", self.table.name);
                return refuse(message, "not found".to_string(), Some(self.columns_help()));
            }
        };
        let project = self.checker.project;
        let source = project.source(self.tied.body.0);
        let Some(grid) = grid(
            source,
            self.tied.body,
            &self.tied.environment,
            &project.macros,
        ) else {
            return refuse(
                "this tabular cannot be read".to_string(),
                "too large, or its macros do not end".to_string(),
                None,
            );
        };
        let fits = |r: &Row| r.width() == picks.len();
        if !grid.rows.iter().any(fits) {
            let widest = grid.rows.iter().map(Row::width).max().unwrap_or(0);
            let message = format!(
                "the tabular has {}, and the table {} has {}",
                columns(widest),
                self.table.name,
                picks.len()
            );
            return refuse(
                message,
                "which column is which?".to_string(),
                Some(self.columns_help()),
            );
        }
        self.compared(&grid, &picks)
    }
    fn columns_help(&self) -> String {
        let texts: Vec<&str> = self.table.columns.iter().map(|c| c.text.as_str()).collect();
        format!(
            "say what the columns show, with - for one that is not of the table: {}: {}",
            self.table.name,
            texts.join(", ")
        )
    }
    /// For each column of the tabular the column of the statement.
    fn picks(&self) -> Result<Vec<Option<usize>>, String> {
        let columns = &self.table.columns;
        let Some(names) = &self.tied.columns else {
            return Ok((0..columns.len()).map(Some).collect());
        };
        let named = names.iter().map(|name| {
            if name == "-" {
                return Ok(None);
            }
            let text = compact(name);
            let found = columns.iter().position(|c| compact(&c.text) == text);
            let numbered = || {
                name.parse::<usize>()
                    .ok()
                    .filter(|n| (1..=columns.len()).contains(n))
                    .map(|n| n - 1)
            };
            found
                .or_else(numbered)
                .map(Some)
                .ok_or_else(|| name.clone())
        });
        named.collect()
    }
    /// What is said of a cell, or of a row, in a list of claims.
    fn text(&self, column: Option<usize>, row: &str) -> String {
        let parts = [
            Some(self.table.name.as_str()),
            column.map(|c| self.table.columns[c].text.as_str()),
            Some(row),
        ];
        let parts: Vec<&str> = parts
            .into_iter()
            .flatten()
            .filter(|p| !p.is_empty())
            .collect();
        parts.join(", ")
    }
}

/// A heading of the statement as a cell of a tabular would be compared.
fn heading(text: &str) -> String {
    let source = crate::source::Source::new("", text);
    let tokens: Vec<_> = super::token::Lexer::new(&source.text, 0).collect();
    compact(&plain(&tokens))
}

fn columns(n: usize) -> String {
    if n == 1 {
        "1 column".to_string()
    } else {
        format!("{n} columns")
    }
}
