//! A resolved `table` statement: its rows with every variable replaced by a value; nothing is computed.

use super::program::{Definition, Expr, QuantityCall};
use crate::source::{Diagnostic, Place, Span};

/// One table.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its statement.
    pub place: Place,
    /// The names of its variables, the one that changes slowest first.
    pub variables: Vec<String>,
    /// Its columns; at least one.
    pub columns: Vec<Column>,
    /// The caption, LaTeX that was checked to be harmless.
    pub caption: Option<String>,
    /// The label: letters, digits and `:._-/+`.
    pub label: Option<String>,
    /// The note below the table, LaTeX that was checked to be harmless.
    pub note: Option<String>,
    /// What rows are grouped by, as it is written.
    pub grouped: Option<String>,
    /// Are rows sorted, and from the largest down?
    pub sorted: Option<Direction>,
    /// The maps of the file, then those of the rows; calls name them by index.
    pub maps: Vec<Definition>,
    /// The rows, the last variable changing fastest; at least one.
    pub rows: Vec<Row>,
}

impl Table {
    /// What is wrong with single rows, whose values make no map; the other rows stand.
    pub fn faults(&self) -> impl Iterator<Item = &Diagnostic> {
        self.rows
            .iter()
            .filter_map(|r| r.content.as_ref().err().map(AsRef::as_ref))
    }
}

/// The order of sorted rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The smallest first.
    Ascending,
    /// The largest first.
    Descending,
}

/// One column.
#[derive(Clone, Debug)]
pub struct Column {
    /// What it shows, as it is written.
    pub text: String,
    /// Its heading, LaTeX that was checked to be harmless.
    pub heading: Option<String>,
    /// Decimals of its numbers, if the file says.
    pub digits: Option<u32>,
    /// Where its cells stand, if the file says.
    pub alignment: Option<Alignment>,
    /// Does it show a variable of the table? Its index.
    pub variable: Option<usize>,
}

/// Where the text of a cell stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    /// At the left.
    Left,
    /// At the right.
    Right,
    /// In the middle.
    Center,
}

/// One row.
#[derive(Clone, Debug)]
pub struct Row {
    /// The value of each variable: a number or the name of a map or class.
    pub values: Vec<String>,
    /// What is to be computed, or why the values of the row make no sense (`stefan(4)`).
    pub content: Result<Content, Box<Diagnostic>>,
}

/// What a row asks for.
#[derive(Clone, Debug)]
pub struct Content {
    /// One for each column.
    pub cells: Vec<Cell>,
    /// What it is grouped by.
    pub group: Option<Cell>,
    /// What it is sorted by.
    pub sort: Option<Cell>,
}

/// What a cell shows.
#[derive(Clone, Debug)]
pub enum Cell {
    /// The value of an expression.
    Value(Expr),
    /// Whether a predicate holds; the span is that of the call.
    Predicate(QuantityCall, Span),
    /// The name of the map or class that a variable stands for.
    Name(String),
}
