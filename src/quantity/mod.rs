//! Quantities of maps and the claims about them: exact values, three-valued verdicts.

pub mod argument;
pub mod assumed;
pub mod judge;
pub mod kept;
pub mod key;
mod ladder;
mod least;
pub mod measure;
pub mod norms;
pub mod term;
pub mod value;
mod width;

pub use judge::{Finding, Rounding, Truth, accepted, judge, rounding};
pub use kept::Memory;
pub use value::{Fault, Value};

use crate::certify::{Analysis, Limits};
use crate::lang::program::{Definition, Program, QuantityCall, Table};
use crate::map::System;
use key::Keys;
use std::sync::OnceLock;

/// The maps of a program or of a table, each analysed when it is first asked about.
pub struct Maps<'a> {
    /// The program.
    pub program: &'a Program,
    definitions: &'a [Definition],
    limits: Limits,
    analyses: Vec<OnceLock<Analysis>>,
    memory: Option<&'a dyn Memory>,
    keys: OnceLock<Keys>,
}

impl<'a> Maps<'a> {
    /// The maps of `program`; nothing is computed yet.
    pub fn new(program: &'a Program, limits: Limits) -> Maps<'a> {
        Maps::of(program, &program.maps, limits)
    }
    /// These maps of a table of `program`: a call names one by its index.
    pub fn of(program: &'a Program, definitions: &'a [Definition], limits: Limits) -> Maps<'a> {
        Maps {
            program,
            definitions,
            limits,
            analyses: definitions.iter().map(|_| OnceLock::new()).collect(),
            memory: None,
            keys: OnceLock::new(),
        }
    }
    /// The same maps; values are taken from `memory` and kept there.
    pub fn remembering(mut self, memory: Option<&'a dyn Memory>) -> Maps<'a> {
        self.memory = memory;
        self
    }
    /// Where the value of a call is kept, and its key.
    fn memory(&self, call: &QuantityCall) -> Option<(&'a dyn Memory, String)> {
        let memory = self.memory?;
        let keys = self
            .keys
            .get_or_init(|| Keys::new(self.program, self.definitions));
        Some((memory, keys.of(call, &self.limits)))
    }
    /// The maps of a table of the same program, under the same limits.
    pub fn for_table(&self, table: &'a Table) -> Maps<'a> {
        Maps::of(self.program, &table.maps, self.limits).remembering(self.memory)
    }
    /// The limits of the work.
    pub fn limits(&self) -> Limits {
        self.limits
    }
    /// The name of map number `index`.
    pub fn name(&self, index: usize) -> &str {
        &self.definitions[index].name
    }
    /// The analysis of map number `index`.
    pub fn analysis(&self, index: usize) -> &Analysis {
        self.analyses[index].get_or_init(|| match &self.definitions[index].system {
            System::Map(f) => Analysis::of_map(f, self.limits),
            System::Polynomial(f) => Analysis::of_polynomial(f, self.limits),
            System::Orbit { line, lipschitz } => {
                Analysis::of_orbit(line, lipschitz.as_ref(), self.limits)
            }
        })
    }
}
