//! All rows of a table: those that were kept are taken, the others are computed in parallel.

use super::key::Keys;
use super::row::{RowResult, compute};
use crate::certify::Limits;
use crate::lang::program::{Expr, ExprKind, NamedValue, Program, QuantityCall};
use crate::lang::table::{Cell, Content, Table};
use crate::quantity::Maps;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Where rows are kept between two runs.
pub trait Store: Sync {
    /// The row of this key, if it is kept and whole.
    fn get(&self, key: &str) -> Option<RowResult>;
    /// Keeps a row; what cannot be kept is computed again.
    fn put(&self, key: &str, row: &RowResult);
}

/// Keeps nothing.
pub struct Nothing;

impl Store for Nothing {
    fn get(&self, _: &str) -> Option<RowResult> {
        None
    }
    fn put(&self, _: &str, _: &RowResult) {}
}

/// What came of a table.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// One for each row; `None` where the values of the row make no map.
    pub rows: Vec<Option<RowResult>>,
    /// How many rows were computed now.
    pub computed: usize,
    /// How many were kept from before.
    pub cached: usize,
    /// How many have a fault.
    pub failed: usize,
}

/// How far a table is: called once with the number of steps, then once for each.
pub trait Progress: Sync {
    /// So many more steps are to be done.
    fn more(&self, steps: u64);
    /// One of them is done.
    fn step(&self);
}

/// Computes the rows of `table`. A row with a fault does not stop the others, and is not kept.
pub fn compute_all(
    program: &Program,
    table: &Table,
    limits: Limits,
    store: &dyn Store,
    progress: &dyn Progress,
) -> Batch {
    let keys = Keys::new(program, table, &limits);
    let kept: Vec<(Option<String>, Option<RowResult>)> = table
        .rows
        .par_iter()
        .map(|row| match &row.content {
            Ok(content) => {
                let key = keys.of(content);
                let found = store.get(&key).filter(|r| fits(r, table, content));
                (Some(key), found)
            }
            Err(_) => (None, None),
        })
        .collect();
    let wanted: BTreeSet<usize> = table
        .rows
        .iter()
        .zip(&kept)
        .filter(|(_, (_, found))| found.is_none())
        .filter_map(|(row, _)| row.content.as_ref().ok())
        .flat_map(maps_of)
        .collect();
    let wanted: Vec<usize> = wanted.into_iter().collect();
    let cached = kept.iter().filter(|(_, found)| found.is_some()).count();
    progress.more((wanted.len() + table.rows.len() - cached) as u64);
    let maps = Maps::of(program, &table.maps, limits);
    // First the maps, each once and none waiting for another; then rows only read them.
    wanted.par_iter().for_each(|&i| {
        maps.analysis(i);
        progress.step();
    });
    let rows: Vec<Option<RowResult>> = table
        .rows
        .par_iter()
        .zip(kept)
        .map(|(row, (key, found))| {
            if found.is_some() {
                return found;
            }
            let result = row.content.as_ref().ok().map(|content| {
                let result = compute(&maps, &table.columns, content);
                if let (Some(key), false) = (&key, result.is_failed()) {
                    store.put(key, &result);
                }
                result
            });
            progress.step();
            result
        })
        .collect();
    let failed = rows
        .iter()
        .filter(|r| r.as_ref().is_none_or(RowResult::is_failed))
        .count();
    Batch {
        computed: rows.len() - cached,
        cached,
        failed,
        rows,
    }
}

/// Has the kept row the shape of the row that is asked for?
fn fits(row: &RowResult, table: &Table, content: &Content) -> bool {
    row.cells.len() == table.columns.len()
        && row.group.is_some() == content.group.is_some()
        && row.sort.is_some() == content.sort.is_some()
        && !row.is_failed()
}

/// The maps that the cells of a row ask about.
fn maps_of(content: &Content) -> Vec<usize> {
    let mut out = Vec::new();
    let cells = content
        .cells
        .iter()
        .chain(&content.group)
        .chain(&content.sort);
    for cell in cells {
        match cell {
            Cell::Value(e) => of_expr(e, &mut out),
            Cell::Predicate(call, _) => of_call(call, &mut out),
            Cell::Name(_) => {}
        }
    }
    out
}

fn of_expr(e: &Expr, out: &mut Vec<usize>) {
    match &e.kind {
        ExprKind::Literal { .. } | ExprKind::Constant { .. } | ExprKind::Variable => {}
        ExprKind::Neg(inner) => of_expr(inner, out),
        ExprKind::Sum(parts) | ExprKind::Product(parts) => {
            parts.iter().for_each(|(_, e)| of_expr(e, out))
        }
        ExprKind::Power(a, b) => {
            of_expr(a, out);
            of_expr(b, out);
        }
        ExprKind::Quantity(call) => of_call(call, out),
    }
}

fn of_call(call: &QuantityCall, out: &mut Vec<usize>) {
    if call.assumption.is_none() {
        out.push(call.map);
    }
    call.args.iter().for_each(|e| of_expr(e, out));
    if let Some((x, y)) = &call.levels {
        of_expr(x, out);
        of_expr(y, out);
    }
    for named in &call.named {
        match &named.value {
            NamedValue::Expr(e) => of_expr(e, out),
            NamedValue::Levels(x, y) => {
                of_expr(x, out);
                of_expr(y, out);
            }
            NamedValue::List(list) => list.iter().for_each(|e| of_expr(e, out)),
            NamedValue::Norm(_)
            | NamedValue::Growth(_)
            | NamedValue::Unit(_)
            | NamedValue::Auto => {}
        }
    }
}
