//! Depth one: for which iterates the width of one hidden layer is decided, with the neurons that look left.

use super::required;
use serde::{Deserialize, Serialize};

/// The least width of one hidden layer that computes `f^s` exactly: `n - 1` or `n` for `n` pieces (Theorem 8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayerRow {
    /// `s`, at least 1.
    pub iterate: u64,
    /// Breakpoints of `f^s`, counted from 1 and increasing, whose jumps of slope sum to minus the first slope: width `n - 1`.
    /// Null: no set of breakpoints does, so that `n` neurons are needed (at most 30 jumps).
    #[serde(deserialize_with = "required")]
    pub left: Option<Vec<usize>>,
}
