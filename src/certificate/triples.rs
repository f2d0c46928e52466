//! Rows of three points: a sup norm bound for small tolerances (Theorem 12).

use super::bounds::PieceCell;
use super::number::Num;
use serde::{Deserialize, Serialize};

/// `N` triples with disjoint inner intervals: sup error below the block's tolerance needs `N + 1` pieces.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TripleRow {
    /// `t`.
    pub iterate: u64,
    /// `s1 < s2 < s3`, where `f^t(s2)` lies at least twice the tolerance off the chord; no triple begins before the
    /// one before it ends.
    pub triples: Vec<(Num, Num, Num)>,
    /// For each depth of the block the least `w` with `(w+1)^k >= N + 1`.
    pub widths: Vec<PieceCell>,
}
