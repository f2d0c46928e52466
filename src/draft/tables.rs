//! Tabulars that are tied to table statements: each cell is judged, missing and additional rows are named.

use super::cell::{Printed, Said, Want};
use super::check::{Case, Checker, Finding, misfitting, wrong_text};
use super::judge::{DIGITS, Kind};
use super::numeral::Spot;
use super::project::{Annotation, Form, Project, TableUse};
use super::rows::{Expected, Line, Matcher, Role, compact};
use super::scan::plain;
use super::tabular::{Cell, Grid, Row, grid};
use crate::lang::program::{Program, Table};
use crate::lang::similar::closest;
use crate::lang::table;
use crate::quantity::{Fault, Maps};
use crate::source::{Diagnostic, Span};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// So many missing rows are named each by itself.
const NAMED: usize = 10;

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
        spot,
        text,
        printed: None,
        kind,
        value: None,
        accepted: None,
        diagnostics,
        edits: Vec::new(),
        limit: false,
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
    fn expected(&self, picks: &[Option<usize>]) -> Vec<Expected> {
        let maps = self.checker.maps;
        let row = |row: &table::Row| {
            let pairs: Vec<String> = self
                .table
                .variables
                .iter()
                .zip(&row.values)
                .map(|(n, v)| format!("{n} = {v}"))
                .collect();
            let want = |pick: &Option<usize>| {
                let column = (*pick)?;
                Some(match (&row.content, self.table.columns[column].variable) {
                    (Ok(content), _) => Want::of(maps, &content.cells[column]),
                    (Err(_), Some(v)) => Want::Name(row.values[v].clone()),
                    (Err(fault), None) => Want::Fault(crate::quantity::term::Misfit {
                        fault: if fault.is_limit() {
                            Fault::Limit(fault.message.clone())
                        } else {
                            Fault::Meaningless(fault.message.clone())
                        },
                        span: Span::default(),
                    }),
                })
            };
            Expected {
                name: pairs.join(", "),
                wants: picks.iter().map(want).collect(),
                group: row
                    .content
                    .as_ref()
                    .ok()
                    .and_then(|c| c.group.as_ref())
                    .map(|c| Want::of(maps, c)),
            }
        };
        self.table.rows.par_iter().map(row).collect()
    }
    fn compared(&self, grid: &Grid, picks: &[Option<usize>]) -> Vec<Finding> {
        let expected = self.expected(picks);
        let named = |i: usize| {
            expected
                .iter()
                .all(|e| matches!(e.wants[i], Some(Want::Name(_))))
        };
        let variable =
            |i: usize| picks[i].is_some_and(|c| self.table.columns[c].variable.is_some());
        let mut lines = self.lines(grid, picks.len());
        // Names that the author writes in another way tell no rows apart.
        let written = |i: usize| {
            let mut names = expected.iter().filter_map(|e| match &e.wants[i] {
                Some(Want::Name(name)) => Some(super::cell::normal(name)),
                _ => None,
            });
            names.any(|n| {
                lines.iter().any(|l| {
                    l.printed
                        .get(i)
                        .and_then(Option::as_ref)
                        .is_some_and(|p| p.text == n)
                })
            })
        };
        let renamed: Vec<usize> = (0..picks.len())
            .filter(|i| named(*i) && !written(*i))
            .collect();
        let keys: Vec<usize> = (0..picks.len())
            .filter(|i| (variable(*i) || named(*i)) && !renamed.contains(i))
            .collect();
        repeat_keys(&mut lines, &keys);
        let headings: Vec<Option<String>> = picks
            .iter()
            .map(|p| self.table.columns[(*p)?].heading.as_deref().map(heading))
            .collect();
        let matcher = Matcher {
            expected: &expected,
            keys: &keys,
            headings: &headings,
            grouped: self.table.grouped.is_some(),
            evaluate: &|t| self.checker.evaluate(t),
            poly: &|t| self.checker.printed_polynomial(t),
        };
        matcher.roles(&mut lines);
        let matched = matcher.matched(&lines);
        let mut out = Vec::new();
        for i in &renamed {
            out.extend(self.renamed(&lines, *i));
        }
        let mut seen = BTreeSet::new();
        for (line, row) in lines.iter().zip(&matched) {
            match (line.role, row) {
                (Role::Data, Some(row)) => {
                    seen.insert(*row);
                    for cell in &line.row.cells {
                        let column = cell.column;
                        let Some(Some(want)) = expected[*row].wants.get(column) else {
                            continue;
                        };
                        if renamed.contains(&column) || cell.is_blank() && keys.contains(&column) {
                            continue;
                        }
                        out.push(self.cell(
                            line,
                            cell,
                            want,
                            *row,
                            picks[column].unwrap_or(0),
                            &expected[*row],
                        ));
                    }
                }
                (Role::Data, None) => out.push(self.additional(line, &keys)),
                _ => {}
            }
        }
        out.extend(self.groups(&lines, &matched, &expected));
        out.extend(self.missing(&expected, &seen));
        out
    }
    fn lines<'g>(&self, grid: &'g Grid, columns: usize) -> Vec<Line<'g>> {
        let project = self.checker.project;
        let math = self.tied.environment == "array";
        let line = |row: &'g Row| {
            let mut printed: Vec<Option<Printed>> = vec![None; columns];
            for cell in row.cells.iter().filter(|c| c.column < columns) {
                let siunitx =
                    grid.siunitx.get(cell.column).copied().unwrap_or(false) && cell.width == 1;
                printed[cell.column] = Some(Printed::read(project, &cell.tokens, math, siunitx));
            }
            Line {
                row,
                printed,
                role: Role::Head,
            }
        };
        grid.rows.iter().map(line).collect()
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
    fn cell(
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
    fn judged(
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
                if printed.text != super::cell::normal(name) {
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
    fn additional(&self, line: &Line, keys: &[usize]) -> Finding {
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
    fn missing(&self, expected: &[Expected], seen: &BTreeSet<usize>) -> Vec<Finding> {
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
    fn renamed(&self, lines: &[Line], column: usize) -> Option<Finding> {
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
    /// The headings of groups: the rows below each have the value that it names.
    fn groups(
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
                    .contains(&super::cell::normal(name))
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

/// A blank cell of a column that tells rows apart means the one above.
fn repeat_keys(lines: &mut [Line], keys: &[usize]) {
    for key in keys {
        let mut above: Option<Printed> = None;
        for line in lines.iter_mut() {
            let alone = line.row.alone().is_some();
            match line.printed.get_mut(*key) {
                Some(Some(printed)) if matches!(printed.said, Said::Blank) && !alone => {
                    if let Some(above) = &above {
                        *printed = above.clone();
                    }
                }
                Some(Some(printed)) => above = Some(printed.clone()),
                _ => {}
            }
        }
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
