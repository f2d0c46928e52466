//! Quantities of maps and the claims about them: exact values, three-valued verdicts.

pub mod assumed;
pub mod judge;
pub mod measure;
pub mod norms;
pub mod term;
pub mod value;

pub use judge::{Finding, Rounding, Truth, accepted, judge, rounding};
pub use value::{Fault, Value};

use crate::certify::{Analysis, Limits};
use crate::lang::program::Program;
use crate::map::System;
use std::sync::OnceLock;

/// The maps of a program, each analysed when it is first asked about.
pub struct Maps<'a> {
    /// The program.
    pub program: &'a Program,
    limits: Limits,
    analyses: Vec<OnceLock<Analysis>>,
}

impl<'a> Maps<'a> {
    /// The maps of `program`; nothing is computed yet.
    pub fn new(program: &'a Program, limits: Limits) -> Maps<'a> {
        Maps {
            program,
            limits,
            analyses: program.maps.iter().map(|_| OnceLock::new()).collect(),
        }
    }
    /// The limits of the work.
    pub fn limits(&self) -> Limits {
        self.limits
    }
    /// The analysis of map number `index`.
    pub fn analysis(&self, index: usize) -> &Analysis {
        self.analyses[index].get_or_init(|| match &self.program.maps[index].system {
            System::Map(f) => Analysis::of_map(f, self.limits),
            System::Polynomial(f) => Analysis::of_polynomial(f, self.limits),
            System::Orbit { line, lipschitz } => {
                Analysis::of_orbit(line, lipschitz.as_ref(), self.limits)
            }
        })
    }
}
