//! A reason together with the line of the certificate that it is about.

use super::Reason;

/// A reason and the line it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The JSON path, such as `maps[0].certify[0].sup[1].widths[3].width`.
    pub line: String,
    /// The reason.
    pub reason: Reason,
}

/// Puts a path to a reason.
pub trait At<T> {
    /// The fault at `line`, a path inside the map.
    fn at(self, line: impl FnOnce() -> String) -> Result<T, Fault>;
}

impl<T> At<T> for Result<T, Reason> {
    fn at(self, line: impl FnOnce() -> String) -> Result<T, Fault> {
        self.map_err(|reason| Fault {
            line: line(),
            reason,
        })
    }
}

/// `Err(reason)` unless `holds`.
pub fn ensure(holds: bool, reason: Reason) -> Result<(), Reason> {
    if holds { Ok(()) } else { Err(reason) }
}
