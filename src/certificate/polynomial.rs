//! What a certificate says about a polynomial map besides its points: coefficients and critical points.

use super::number::Ratio;
use serde::{Deserialize, Serialize};

/// A polynomial on the interval from the first to the last point.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolynomialData {
    /// The coefficients, constant first, the last one not zero, degree from 1 to 24.
    pub coeffs: Vec<Ratio>,
    /// Intervals `[lo, hi]` inside the domain, increasing and disjoint, one around each point strictly inside at which the
    /// derivative changes its sign (`lo = hi` is the point).
    pub turning: Vec<(Ratio, Ratio)>,
}
