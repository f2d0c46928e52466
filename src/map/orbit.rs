//! What a definition stands for: a piecewise-linear map, or every continuous map through one periodic orbit.

use super::linear::PiecewiseLinear;
use crate::num::Number;

/// The subject of a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum System {
    /// This map.
    Map(PiecewiseLinear),
    /// Every continuous map with this periodic orbit (Theorem 1').
    Orbit {
        /// The connect-the-dots map on the hull of the orbit.
        line: PiecewiseLinear,
        /// A Lipschitz constant assumed of the map, at least that of `line`; `None` if nothing is assumed.
        lipschitz: Option<Number>,
    },
}

impl System {
    /// The map itself, or the connect-the-dots map of the orbit.
    pub fn line(&self) -> &PiecewiseLinear {
        match self {
            System::Map(map) => map,
            System::Orbit { line, .. } => line,
        }
    }
    /// Is it an orbit of an unknown map?
    pub fn is_orbit(&self) -> bool {
        matches!(self, System::Orbit { .. })
    }
}
