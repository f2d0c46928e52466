//! Obligation `notation`: each symbol has its one form, and no two things of a report look alike. It has no lines: no
//! statement depends on it.

use super::reason::{Fault, Reason};
use crate::certificate::Notation;

/// Checks the symbols of a certificate beside the names of the generators of its maps' fields.
pub(super) fn check(notation: Option<&Notation>, fields: &[String]) -> Result<(), Fault> {
    let Some(notation) = notation else {
        return Ok(());
    };
    notation
        .check(fields.iter().map(String::as_str))
        .map_err(|(role, what)| Fault {
            line: role.map_or("notation".to_string(), |r| format!("notation.{}", r.word())),
            reason: Reason::Symbol { what },
        })
}
