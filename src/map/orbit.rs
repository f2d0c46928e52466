//! What a definition stands for: a piecewise-linear map, or every continuous map through one periodic orbit.

use super::linear::PiecewiseLinear;
use super::polynomial::PolynomialMap;
use crate::num::Number;

/// The subject of a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum System {
    /// This map.
    Map(PiecewiseLinear),
    /// This polynomial on an interval.
    Polynomial(Box<PolynomialMap>),
    /// Every continuous map with this periodic orbit (Theorem 1').
    Orbit {
        /// The connect-the-dots map on the hull of the orbit.
        line: PiecewiseLinear,
        /// A Lipschitz constant assumed of the map, at least that of `line`; `None` if nothing is assumed.
        lipschitz: Option<Number>,
    },
}

impl System {
    /// The map itself, or the connect-the-dots map of the orbit; none for a polynomial.
    pub fn line(&self) -> Option<&PiecewiseLinear> {
        match self {
            System::Map(map) => Some(map),
            System::Orbit { line, .. } => Some(line),
            System::Polynomial(_) => None,
        }
    }
    /// Is it an orbit of an unknown map?
    pub fn is_orbit(&self) -> bool {
        matches!(self, System::Orbit { .. })
    }
}
