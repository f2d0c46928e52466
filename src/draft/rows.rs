//! The rows of a tabular against those of a table statement: what is a heading, and which row is which.

use super::cell::{Printed, Said, Want};
use super::judge::Evaluate;
use super::tabular::Row;
use crate::quantity::Value;

/// So many pairs of rows are compared; of larger tables only pairs near each other.
const MAX_PAIRS: usize = 400_000;
const NEAR: usize = 60;

/// A row of the statement.
#[derive(Clone, Debug)]
pub struct Expected {
    /// Its values in words: `p = 7, k = 2`.
    pub name: String,
    /// What its cells are to show, one for each column of the tabular; `None` for a column that nothing is said of.
    pub wants: Vec<Option<Want>>,
    /// What it is grouped by.
    pub group: Option<Want>,
}

/// A row of the tabular, read.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    /// The row.
    pub row: &'a Row,
    /// For each column what is printed in it; `None` where a cell to its left reaches over it.
    pub printed: Vec<Option<Printed>>,
    /// What it is.
    pub role: Role,
}

/// What a row of a tabular is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It names the columns, or says nothing of any value.
    Head,
    /// It names the group of the rows below it.
    Group,
    /// It shows values.
    Data,
}

/// Tells headings from data and finds the row of the statement that each row of data is.
pub struct Matcher<'a> {
    /// The rows of the statement.
    pub expected: &'a [Expected],
    /// The columns that tell rows apart.
    pub keys: &'a [usize],
    /// The headings of the statement, without blanks.
    pub headings: &'a [Option<String>],
    /// Are rows grouped?
    pub grouped: bool,
    /// Evaluates a printed formula, and a printed polynomial.
    pub evaluate: Evaluate<'a>,
    /// A printed polynomial.
    pub poly: &'a dyn Fn(&str) -> Option<Value>,
}

impl Matcher<'_> {
    fn fits(&self, line: &Line, column: usize, row: usize) -> bool {
        match (&line.printed[column], &self.expected[row].wants[column]) {
            (Some(printed), Some(want)) => printed.fits(want, self.evaluate, self.poly),
            _ => false,
        }
    }
    fn keyed(&self, line: &Line, row: usize) -> bool {
        !self.keys.is_empty() && self.keys.iter().all(|k| self.fits(line, *k, row))
    }
    fn columns(&self) -> impl Iterator<Item = usize> {
        let looked = |i: &usize| self.expected.iter().any(|e| e.wants[*i].is_some());
        let n = self.expected.first().map_or(0, |e| e.wants.len());
        (0..n).filter(looked).collect::<Vec<_>>().into_iter()
    }
    /// Does the line look like some row of the statement?
    fn known(&self, line: &Line) -> bool {
        let columns: Vec<usize> = self.columns().filter(|c| !self.keys.contains(c)).collect();
        (0..self.expected.len()).any(|row| match self.keys.is_empty() {
            false => self.keyed(line, row),
            true => {
                let right = columns.iter().filter(|c| self.fits(line, **c, row)).count();
                right > 0 && 2 * right >= columns.len()
            }
        })
    }
    /// Is every number that the statement gives printed as a number?
    fn bare(&self, line: &Line) -> bool {
        let numbers = |c: &usize| {
            let value = |e: &Expected| matches!(e.wants[*c], Some(Want::Value(..)));
            self.expected.iter().any(value)
        };
        let mut columns = self.columns().filter(numbers).peekable();
        let shows = |c: usize| {
            line.printed[c]
                .as_ref()
                .is_some_and(|p| p.is_bare() || matches!(p.said, Said::Dash))
        };
        columns.peek().is_some() && columns.all(shows)
    }
    fn is_heading(&self, line: &Line) -> bool {
        let texts = line
            .row
            .cells
            .iter()
            .map(|c| compact(&super::scan::plain(&c.tokens)));
        texts.map(Some).eq(self.headings.iter().cloned()) && !self.headings.is_empty()
    }
    /// Says of each line what it is.
    pub fn roles(&self, lines: &mut [Line]) {
        let segments = lines.iter().skip(1).filter(|l| l.row.ruled).count() + 1;
        let mut body = false;
        let mut heads: Vec<String> = Vec::new();
        let text = |l: &Line| -> String {
            let cells = l
                .row
                .cells
                .iter()
                .map(|c| compact(&super::scan::plain(&c.tokens)));
            cells.collect::<Vec<_>>().join("&")
        };
        for i in 0..lines.len() {
            let line = &lines[i];
            let first = !lines[1..=i.max(1).min(lines.len() - 1)]
                .iter()
                .any(|l| l.row.ruled)
                || i == 0;
            let alone = line.row.alone();
            let title =
                alone.is_some_and(|c| c.width > 1 || self.grouped && line.printed.len() > 1);
            let head = line.row.head || heads.contains(&text(line)) || self.is_heading(line);
            let role = if head {
                Role::Head
            } else if title {
                Role::Group
            } else if !body && !self.known(line) {
                // Rows above the first one that is known: names of the columns, unless they are nothing but numbers.
                match self.bare(line) || !first && segments > 1 {
                    true => Role::Data,
                    false => Role::Head,
                }
            } else if body && !self.known(line) && self.names(line) {
                Role::Head
            } else {
                Role::Data
            };
            body |= role == Role::Data;
            if role == Role::Head {
                heads.push(text(line));
            }
            lines[i].role = role;
        }
    }
    /// Are there only words where the statement gives numbers?
    fn names(&self, line: &Line) -> bool {
        self.columns().all(|c| {
            let number = self
                .expected
                .iter()
                .any(|e| matches!(e.wants[c], Some(Want::Value(..))));
            let words = line.printed[c].as_ref().is_none_or(|p| {
                matches!(p.said, Said::Other) && !p.seen.iter().any(|a| a.digit().is_some())
            });
            !number || words
        })
    }
    /// For each line the row of the statement that it is; none is taken twice.
    pub fn matched(&self, lines: &[Line]) -> Vec<Option<usize>> {
        let data: Vec<usize> = (0..lines.len())
            .filter(|i| lines[*i].role == Role::Data)
            .collect();
        let mut out = vec![None; lines.len()];
        let mut taken = vec![false; self.expected.len()];
        let all = data.len() * self.expected.len() <= MAX_PAIRS;
        // What fits, the most cells first, then what stands nearest to its place.
        let mut pairs: Vec<(bool, usize, usize, usize, usize)> = Vec::new();
        for (at, &i) in data.iter().enumerate() {
            for row in 0..self.expected.len() {
                let distance = at.abs_diff(row);
                if !all && distance > NEAR {
                    continue;
                }
                let keyed = self.keyed(&lines[i], row);
                if !self.keys.is_empty() && !keyed {
                    continue;
                }
                let right = self
                    .columns()
                    .filter(|c| self.fits(&lines[i], *c, row))
                    .count();
                if right > 0 {
                    pairs.push((keyed, right, distance, i, row));
                }
            }
        }
        pairs.sort_by_key(|p| (std::cmp::Reverse((p.0, p.1)), p.2, p.3, p.4));
        for (_, _, _, i, row) in pairs {
            if out[i].is_none() && !taken[row] {
                out[i] = Some(row);
                taken[row] = true;
            }
        }
        self.between(lines, &data, &mut out, &mut taken);
        out
    }
    /// Lines that fit no row, and stand where as many rows are left: each is the row at its place, with wrong cells.
    fn between(
        &self,
        lines: &[Line],
        data: &[usize],
        out: &mut [Option<usize>],
        taken: &mut [bool],
    ) {
        let mut at = 0;
        while at < data.len() {
            if out[data[at]].is_some() {
                at += 1;
                continue;
            }
            let end = (at..data.len())
                .find(|k| out[data[*k]].is_some())
                .unwrap_or(data.len());
            let low = at
                .checked_sub(1)
                .map_or(Some(0), |k| out[data[k]].map(|r| r + 1));
            let high = match data.get(end) {
                Some(i) => out[*i],
                None => Some(self.expected.len()),
            };
            if let (Some(low), Some(high)) = (low, high)
                && low < high
            {
                let free: Vec<usize> = (low..high).filter(|r| !taken[*r]).collect();
                if free.len() == end - at {
                    for (k, row) in (at..end).zip(free) {
                        let right = self
                            .columns()
                            .any(|c| !self.keys.contains(&c) && self.fits(&lines[data[k]], c, row));
                        if right || self.keys.is_empty() {
                            out[data[k]] = Some(row);
                            taken[row] = true;
                        }
                    }
                }
            }
            at = end;
        }
    }
}

/// Without blanks and braces.
pub fn compact(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '{' | '}' | '$'))
        .collect()
}
