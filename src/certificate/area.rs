//! L1 rows: the area between an iterate and every network with few pieces (Theorems 5 and 6'').

use super::bounds::{CrossingMethod, PieceCell};
use super::number::{Integer, Num, Ratio};
use serde::{Deserialize, Serialize};

/// Every continuous piecewise-linear `g` with at most `pieces` pieces has `int_a^b |f^t - g| >= error`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AreaRow {
    /// `t`.
    pub iterate: u64,
    /// Why.
    pub bound: AreaBound,
    /// `K`, at least 0.
    pub pieces: Integer,
    /// The area, at least 0.
    pub error: Num,
    /// For each depth of the block the least `w` with `(w+1)^k > K`.
    pub widths: Vec<PieceCell>,
}

/// Why the area is at least the error; bands do not overlap.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "method", rename_all = "snake_case", deny_unknown_fields)]
pub enum AreaBound {
    /// Theorem 5: `sum_j max(0, C_j - K) (y_j - x_j)^2 / (4 L^t)`.
    Lipschitz {
        /// The bands, from low to high.
        bands: Vec<CrossedBand>,
    },
    /// Theorem 6'': `(1/4) sum_j |I_j| max(0, total_j - root_j)`. Closed partition of a known map only.
    Lengths {
        /// The bands, from low to high.
        bands: Vec<LengthBand>,
    },
}

/// A band of values and how often `f^t` crosses it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CrossedBand {
    /// The lower level.
    pub x: Num,
    /// The upper level.
    pub y: Num,
    /// `C(f,t;x,y)`, or a lower bound of it.
    pub crossings: Integer,
    /// How `crossings` was found.
    pub crossing_method: CrossingMethod,
}

/// The band of values `I_j` and the intervals that `f^t` maps affinely onto it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LengthBand {
    /// `j`.
    pub interval: usize,
    /// `M_1(t)_j`, the sum of their lengths.
    pub total: Num,
    /// `M_2(t)_j`, the sum of the squares of their lengths.
    pub squares: Num,
    /// At least `sqrt(K squares)`: the `K` longest have no greater total length.
    pub root: Ratio,
}
