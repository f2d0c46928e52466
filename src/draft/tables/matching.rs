//! The rows of a tabular matched with those of the statement.

use super::{Tied, heading};
use crate::draft::cell::{Printed, Said, Want};
use crate::draft::check::Finding;
use crate::draft::rows::{Expected, Line, Matcher, Role};
use crate::draft::tabular::{Grid, Row};
use crate::lang::table;
use crate::quantity::Fault;
use crate::source::Span;
use rayon::prelude::*;
use std::collections::BTreeSet;

impl Tied<'_> {
    pub(super) fn expected(&self, picks: &[Option<usize>]) -> Vec<Expected> {
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
    pub(super) fn compared(&self, grid: &Grid, picks: &[Option<usize>]) -> Vec<Finding> {
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
                Some(Want::Name(name)) => Some(crate::draft::cell::normal(name)),
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
    pub(super) fn lines<'g>(&self, grid: &'g Grid, columns: usize) -> Vec<Line<'g>> {
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
