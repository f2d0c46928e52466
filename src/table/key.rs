//! The key of a row: a hash of everything its cells depend on, and of nothing else.
//!
//! The maps that occur (by their exact vertices), the expressions (without their places in the text), the decimals, the
//! limits of the work, and the format. Where a file has other rows, comments or headings, the key is the same.

use crate::certify::Limits;
use crate::lang::program::Program;
use crate::lang::table::{Cell, Content, Table};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Changes whenever cells are computed or kept in another way.
pub const FORMAT: &str = concat!("orbitex/row/5/", env!("CARGO_PKG_VERSION"));

/// The keys of the rows of one table; the text of each map is made once.
pub struct Keys {
    calls: crate::quantity::key::Keys,
    head: String,
}

impl Keys {
    /// For the rows of `table` of `program` under `limits`.
    pub fn new(program: &Program, table: &Table, limits: &Limits) -> Keys {
        let digits: Vec<String> = table
            .columns
            .iter()
            .map(|c| c.digits.map_or("-".to_string(), |d| d.to_string()))
            .collect();
        Keys {
            calls: crate::quantity::key::Keys::new(program, &table.maps),
            head: format!("{FORMAT}\n{limits:?}\n{}\n", digits.join(",")),
        }
    }
    /// The key of a row: 64 hexadecimal digits.
    pub fn of(&self, content: &Content) -> String {
        let mut text = self.head.clone();
        for (word, cell) in content
            .cells
            .iter()
            .map(|c| ("cell", c))
            .chain(content.group.iter().map(|c| ("group", c)))
            .chain(content.sort.iter().map(|c| ("sort", c)))
        {
            let _ = write!(text, "{word} ");
            match cell {
                Cell::Value(e) => self.calls.expr(&mut text, e),
                Cell::Predicate(call, _) => self.calls.call(&mut text, call),
                Cell::Name(name) => text.push_str(name),
            }
            text.push('\n');
        }
        let sum = Sha256::digest(text.as_bytes());
        sum.iter().map(|b| format!("{b:02x}")).collect()
    }
}
