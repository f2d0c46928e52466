//! Obligation `notation`: each symbol has its one form, and no two things of a report look alike. It has no lines: no
//! statement depends on it.

use super::reason::{Fault, Reason};
use crate::certificate::Certificate;

/// Checks the symbols of a certificate.
pub(super) fn check(certificate: &Certificate) -> Result<(), Fault> {
    let Some(notation) = &certificate.notation else {
        return Ok(());
    };
    let fields = certificate.maps.iter().filter_map(|m| m.field.as_ref());
    notation
        .check(fields.map(|f| f.name.as_str()))
        .map_err(|(role, what)| Fault {
            line: role.map_or("notation".to_string(), |r| format!("notation.{}", r.word())),
            reason: Reason::Symbol { what },
        })
}
