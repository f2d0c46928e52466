//! Logarithms.
use super::{IntPoly, Rat};
/// log of a root.
pub fn log_decimal(_: &IntPoly, _: &Rat, _: &Rat, _: u32) -> String { String::new() }
