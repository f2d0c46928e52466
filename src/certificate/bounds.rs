//! Width bounds: blocks for `certify` statements, the Pareto front of levels, the ladder of earlier results.

use super::area::AreaRow;
use super::classification::ClassificationRow;
use super::number::{Integer, Num, Ratio};
use super::required;
use super::triples::TripleRow;
use super::units::UnitTable;
use serde::{Deserialize, Serialize};

/// Which levels were asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "choice", rename_all = "snake_case", deny_unknown_fields)]
pub enum Between {
    /// The pair with the most crossings, the wider one on a tie. Optimality is not checked.
    Auto {},
    /// These levels, `x < y`.
    Levels {
        /// The lower level.
        x: Num,
        /// The upper level.
        y: Num,
    },
    /// The pair with the most crossings among those at least `2 error` apart.
    Tolerance {
        /// The error that networks are asked to stay below.
        error: Num,
    },
}

/// How the distance of a network from an iterate is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Norm {
    /// The largest difference.
    Sup,
    /// The area between the graphs.
    L1,
    /// The number of points with a wrong label.
    Classification,
}

/// The bounds of one `certify` statement (Theorems 3, 4, 5, 6'', 12 and the piece bound).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoundBlock {
    /// The levels asked for.
    pub between: Between,
    /// The depths, increasing.
    pub depths: Vec<u32>,
    /// The norms that the block has rows for, each once, in the order of [`Norm`].
    pub norms: Vec<Norm>,
    /// Sup norm: one row for each iterate, increasing.
    pub sup: Vec<SupRow>,
    /// The Pareto front of error and crossings for each iterate (only for `sup` and `auto`).
    pub front: Vec<FrontRow>,
    /// L1: one row for each iterate and method, iterates increasing.
    pub l1: Vec<AreaRow>,
    /// Classification: one row for each iterate, increasing.
    pub classification: Vec<ClassificationRow>,
    /// Sup norm by three points: one row for each iterate, increasing (only for `sup` and `tolerance`; may be empty).
    pub three_points: Vec<TripleRow>,
    /// Sizes for other units and total parameters, one table for each kind that was asked for (only for `sup`).
    pub units: Vec<UnitTable>,
}

/// How a number of crossings was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "method", rename_all = "snake_case", deny_unknown_fields)]
pub enum CrossingMethod {
    /// Exactly `C(f,t;x,y)` (of `l` for an orbit), by the summary recursion over laps (closed or not).
    Summary {},
    /// A lower bound: the sum of `N_m(t-1)` over the intervals `m` whose row contains the block from `low` to `high`, where
    /// `p_low <= x` and `y <= p_high`.
    Cover {
        /// The index of a point at or below `x`.
        low: usize,
        /// The index of a point at or above `y`.
        high: usize,
    },
    /// A lower bound `N_j(t)`: paths of the covering graph that end at interval `j`, `x = p_j`, `y = p_(j+1)`.
    Paths {
        /// The index `j`.
        interval: usize,
    },
}

/// Crossings of one pair of levels by one iterate, and the widths that follow.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupRow {
    /// `t`.
    pub iterate: u64,
    /// The lower level.
    pub x: Num,
    /// The upper level.
    pub y: Num,
    /// `C`: a network with fewer pieces errs by at least `error` somewhere.
    pub crossings: Integer,
    /// How `crossings` was found.
    pub crossing_method: CrossingMethod,
    /// `(y - x)/2`.
    pub error: Num,
    /// `ceil(log2 C)`: the least total number of hidden neurons that is not excluded at any depth.
    pub neurons: Integer,
    /// One cell for each depth of the block.
    pub widths: Vec<WidthCell>,
}

/// The least width not excluded at one depth: the least `w` for which `(w+1)^k` pieces are enough.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PieceCell {
    /// `k`.
    pub depth: u32,
    /// `w`.
    pub width: Integer,
}

/// The least sizes not excluded at one depth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WidthCell {
    /// `k`.
    pub depth: u32,
    /// The least `w` with `(w+1)^k >= C`.
    pub width: Integer,
    /// The least total number of hidden neurons, however they are distributed over the layers.
    pub neurons: Integer,
    /// The least width without skip connections (Theorem 11); at least `width`.
    pub narrow: Integer,
    /// A width that suffices to represent `f^t` exactly at this depth (Theorem 8); null if not known.
    #[serde(deserialize_with = "required")]
    pub upper: Option<UpperWidth>,
}

/// An exact representation of `f^t` by a split `t = t_1 + ... + t_k`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UpperWidth {
    /// The largest width of one hidden layer for the parts: `pieces(f, t_i)`, one less where `layers` says so, 1 for a part 0.
    pub width: Integer,
    /// `[t_1, ..., t_k]`, non-negative, decreasing, with sum `t`.
    pub split: Vec<u64>,
}

/// The levels worth choosing between for one iterate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrontRow {
    /// `t`.
    pub iterate: u64,
    /// Increasing error, decreasing crossings. Completeness of the front is not checked.
    pub levels: Vec<FrontLevel>,
}

/// One point of a Pareto front; its crossings are exact (summary recursion).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrontLevel {
    /// The lower level.
    pub x: Num,
    /// The upper level.
    pub y: Num,
    /// `(y - x)/2`.
    pub error: Num,
    /// `C(f,t;x,y)`.
    pub crossings: Integer,
}

/// Theorem 9 for one orbit of odd period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OddPeriod {
    /// `p`, odd, at least 3.
    pub period: usize,
    /// The orbit's points, increasing.
    pub points: Vec<Num>,
    /// The index of the image of each point.
    pub images: Vec<usize>,
    /// `(x^p - 2 x^(p-2) - 1)/(x + 1)`, constant first.
    pub poly: Vec<Integer>,
    /// Contains its largest root and no other.
    pub interval: (Ratio, Ratio),
    /// `rho_p` correctly rounded.
    pub decimal: String,
    /// Half the smallest gap between neighbouring points: for every `t` some neighbouring pair of points is crossed at
    /// least `rho_p^t` times by `f^t`, so this error is safe for every `t`.
    pub error: Num,
}
