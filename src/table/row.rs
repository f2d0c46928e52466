//! One row: its cells computed, with what it is grouped and sorted by.

use super::shown::Shown;
use crate::lang::table::{Cell, Column, Content};
use crate::quantity::judge::predicate;
use crate::quantity::term::evaluate;
use crate::quantity::{Maps, Truth};
use serde::{Deserialize, Serialize};

/// Decimals by which irrational numbers are grouped and sorted.
pub const KEY_DECIMALS: u32 = 30;

/// What came of one row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowResult {
    /// One for each column.
    pub cells: Vec<Shown>,
    /// What the row is grouped by: rows of one group have equal keys.
    pub group: Option<Group>,
    /// What the row is sorted by, with [`KEY_DECIMALS`] decimals if it is irrational.
    pub sort: Option<Shown>,
}

/// What a row is grouped by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// As it is printed.
    pub title: Shown,
    /// As it is compared.
    pub key: Shown,
}

impl RowResult {
    /// Could something in it not be computed?
    pub fn is_failed(&self) -> bool {
        let group = self.group.iter().map(|g| &g.key);
        self.cells
            .iter()
            .chain(group)
            .chain(&self.sort)
            .any(Shown::is_failed)
    }
}

/// Computes a row.
pub fn compute(maps: &Maps, columns: &[Column], content: &Content) -> RowResult {
    let cells = content
        .cells
        .iter()
        .zip(columns)
        .map(|(cell, column)| shown(maps, cell, &[column.digits]).remove(0))
        .collect();
    let key = Some(KEY_DECIMALS);
    RowResult {
        cells,
        group: content.group.as_ref().map(|cell| {
            let mut forms = shown(maps, cell, &[None, key]);
            let key = without_decimals(forms.remove(1));
            Group {
                title: forms.remove(0),
                key,
            }
        }),
        sort: content
            .sort
            .as_ref()
            .map(|cell| without_decimals(shown(maps, cell, &[key]).remove(0))),
    }
}

/// A rational number as itself.
fn without_decimals(shown: Shown) -> Shown {
    match shown {
        Shown::Rounded {
            exact: Some(value), ..
        } => Shown::Exact { value },
        other => other,
    }
}

/// A cell in several forms, computed once.
fn shown(maps: &Maps, cell: &Cell, digits: &[Option<u32>]) -> Vec<Shown> {
    let same = |shown: Shown| digits.iter().map(|_| shown.clone()).collect();
    match cell {
        Cell::Value(expr) => match evaluate(maps, expr) {
            Ok(value) => digits.iter().map(|d| Shown::of(&value, *d)).collect(),
            Err(misfit) => same(Shown::fault(&misfit.fault)),
        },
        Cell::Predicate(call, span) => same(match predicate(maps, call) {
            Ok(Truth::Unknown) => Shown::Silent {
                reason: "what is known of the map does not decide this".to_string(),
            },
            Ok(truth) => Shown::Truth {
                holds: truth == Truth::True,
            },
            Err(problem) => Shown::fault(&problem.placed(*span).fault),
        }),
        Cell::Name(name) => same(Shown::Text { text: name.clone() }),
    }
}
