//! A whole table: its rows sorted and in groups, with the words and marks that every printed form shares.

use super::row::{Group, RowResult};
use super::shown::Shown;
use crate::lang::table::{Alignment, Direction, Table};
use std::cmp::Ordering;

/// A computed table.
#[derive(Clone, Debug)]
pub struct Sheet<'a> {
    /// What the file says.
    pub table: &'a Table,
    /// The groups, in the order of their first rows; a single one without a title if rows are not grouped.
    pub groups: Vec<Section>,
    /// The reasons that marks in cells stand for, in the order of their first cells.
    pub reasons: Vec<Reason>,
}

/// Rows of one group.
#[derive(Clone, Debug)]
pub struct Section {
    /// What they have in common.
    pub title: Option<Shown>,
    /// The rows: the index in the statement's order, and the cells.
    pub rows: Vec<(usize, Vec<Shown>)>,
}

/// Why cells show no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// In words.
    pub text: String,
    /// Does it stand for a failure?
    pub failed: bool,
}

impl<'a> Sheet<'a> {
    /// Joins a statement with what came of its rows; `None` for a row whose values make no map.
    pub fn new(table: &'a Table, results: &[Option<RowResult>]) -> Sheet<'a> {
        let mut order: Vec<usize> = (0..results.len()).collect();
        if let Some(direction) = table.sorted {
            let key = |i: usize| results[i].as_ref().and_then(|r| r.sort.as_ref());
            order.sort_by(|&a, &b| compare(key(a), key(b), direction));
        }
        let mut groups: Vec<(Option<&Group>, Section)> = Vec::new();
        for i in order {
            let group = results[i].as_ref().and_then(|r| r.group.as_ref());
            let cells = match &results[i] {
                Some(result) => result.cells.clone(),
                None => broken(table, i),
            };
            let same = |g: &Option<&Group>| g.map(|g| &g.key) == group.map(|g| &g.key);
            match groups.iter_mut().find(|(g, _)| same(g)) {
                Some((_, section)) => section.rows.push((i, cells)),
                None => {
                    let section = Section {
                        title: group.map(|g| g.title.clone()),
                        rows: vec![(i, cells)],
                    };
                    groups.push((group, section));
                }
            }
        }
        let groups: Vec<Section> = groups.into_iter().map(|(_, section)| section).collect();
        let mut reasons = Vec::new();
        for cell in groups
            .iter()
            .flat_map(|g| &g.rows)
            .flat_map(|(_, cells)| cells)
        {
            if let Some(reason) = reason(cell)
                && !reasons.contains(&reason)
            {
                reasons.push(reason);
            }
        }
        Sheet {
            table,
            groups,
            reasons,
        }
    }
    /// The number of the reason why a cell shows no value, from 0.
    pub fn mark(&self, cell: &Shown) -> Option<usize> {
        let reason = reason(cell)?;
        self.reasons.iter().position(|r| *r == reason)
    }
    /// Where the cells of a column stand: numbers at the right, all else at the left, unless the file says.
    pub fn alignment(&self, column: usize) -> Alignment {
        if let Some(alignment) = self.table.columns[column].alignment {
            return alignment;
        }
        let mut numbers = false;
        for (_, cells) in self.groups.iter().flat_map(|g| &g.rows) {
            match &cells[column] {
                Shown::Silent { .. } | Shown::Failed { .. } => {}
                cell if cell.is_number() => numbers = true,
                _ => return Alignment::Left,
            }
        }
        if numbers {
            Alignment::Right
        } else {
            Alignment::Left
        }
    }
    /// The number of rows.
    pub fn rows(&self) -> usize {
        self.groups.iter().map(|g| g.rows.len()).sum()
    }
}

/// `a`, `b`, ..., `z`, `aa`, ...: the mark of a reason.
pub fn letter(mut index: usize) -> String {
    let mut out = Vec::new();
    loop {
        out.push(b'a' + (index % 26) as u8);
        if index < 26 {
            break;
        }
        index = index / 26 - 1;
    }
    out.iter().rev().map(|b| char::from(*b)).collect()
}

fn reason(cell: &Shown) -> Option<Reason> {
    let (text, failed) = match cell {
        Shown::Silent { reason } => (reason, false),
        Shown::Failed { reason, .. } => (reason, true),
        _ => return None,
    };
    Some(Reason {
        text: text.clone(),
        failed,
    })
}

/// The cells of a row whose values make no map: its variables, and why there is nothing else.
fn broken(table: &Table, row: usize) -> Vec<Shown> {
    let row = &table.rows[row];
    let fault = row.content.as_ref().err();
    let (code, reason) = fault.map_or(("OX0606", "the row has a fault".to_string()), |d| {
        (d.code, d.message.clone())
    });
    table
        .columns
        .iter()
        .map(|column| match column.variable {
            Some(v) => variable(&row.values[v]),
            None => Shown::failed(code, &reason),
        })
        .collect()
}

/// The value of a variable: a number as other rows show it, else a text.
fn variable(value: &str) -> Shown {
    let number = value.bytes().any(|b| b.is_ascii_digit())
        && value
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'/'));
    match number {
        true => Shown::Exact {
            value: value.to_string(),
        },
        false => Shown::Text {
            text: value.to_string(),
        },
    }
}

/// Numbers by size, infinity after them, then texts, then what is not known; whatever the direction, that stays last.
fn compare(a: Option<&Shown>, b: Option<&Shown>, direction: Direction) -> Ordering {
    let rank = |s: Option<&Shown>| match s {
        Some(s) if s.number().is_some() || matches!(s, Shown::Infinite {}) => 0,
        Some(Shown::Text { .. } | Shown::Truth { .. } | Shown::Polynomial { .. }) => 1,
        _ => 2,
    };
    let within = match (a, b) {
        (Some(a), Some(b)) if rank(Some(a)) == 0 && rank(Some(b)) == 0 => {
            match (a.number(), b.number()) {
                (Some(x), Some(y)) => x.cmp(&y),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => Ordering::Equal,
            }
        }
        (Some(a), Some(b)) if rank(Some(a)) == 1 && rank(Some(b)) == 1 => a.plain().cmp(&b.plain()),
        _ => Ordering::Equal,
    };
    let within = match direction {
        Direction::Ascending => within,
        Direction::Descending => within.reverse(),
    };
    rank(a).cmp(&rank(b)).then(within)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_after_z() {
        let marks: Vec<String> = [0, 1, 25, 26, 27, 51, 52, 701, 702].map(letter).to_vec();
        assert_eq!(marks, ["a", "b", "z", "aa", "ab", "az", "ba", "zz", "aaa"]);
    }
}
