//! Classification rows: how many of the alternating points every small network mislabels (Theorem 4).

use super::bounds::{CrossingMethod, PieceCell};
use super::number::{Integer, Num};
use super::required;
use serde::{Deserialize, Serialize};

/// Labels `[f^t >= (x+y)/2]` on `crossings + 1` points: a network with at most `pieces` pieces mislabels `errors` of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassificationRow {
    /// `t`.
    pub iterate: u64,
    /// The lower level.
    pub x: Num,
    /// The upper level.
    pub y: Num,
    /// `C`; there are `C + 1` points at which `f^t` is alternately at most `x` and at least `y`.
    pub crossings: Integer,
    /// How `crossings` was found.
    pub crossing_method: CrossingMethod,
    /// `K`, between 0 and `C`.
    pub pieces: Integer,
    /// `ceil((C - K)/2)`.
    pub errors: Integer,
    /// The `C + 1` points, increasing; null for orbits and where they are too many to list.
    #[serde(deserialize_with = "required")]
    pub sample: Option<Vec<Num>>,
    /// For each depth of the block the least `w` with `(w+1)^k > K`.
    pub widths: Vec<PieceCell>,
}
