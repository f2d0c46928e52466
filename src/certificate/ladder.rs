//! Growth rates of other theorems beside the map's own, and the iterates from which on each says something.

use super::number::{Integer, Num, Ratio};
use super::required;
use serde::{Deserialize, Serialize};

/// A growth rate from one theorem, for comparison.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LadderRow {
    /// `loop_bound`, `odd_period_bound`, `increasing_bound`, `inner`, `own`, `lipschitz` (the last is an upper limit of all
    /// growth rates).
    pub id: String,
    /// The period that the bound rests on; null for `inner`, `own` and `lipschitz`.
    #[serde(deserialize_with = "required")]
    pub period: Option<usize>,
    /// The rate is the largest real root of this polynomial (constant first); null for `inner` and `lipschitz`, and for `own`
    /// where the growth is not known exactly.
    #[serde(deserialize_with = "required")]
    pub poly: Option<Vec<Integer>>,
    /// Contains that root and no other; `lo = hi` for a rational root; null with `poly`.
    #[serde(deserialize_with = "required")]
    pub interval: Option<(Ratio, Ratio)>,
    /// The rate correctly rounded.
    pub decimal: String,
    /// Theorems that this row relies on, by id (`stefan`, `loop`).
    pub relies_on: Vec<String>,
    /// The cycle of `increasing_bound`: each point is sent to the next one, the last to the first. Null otherwise.
    #[serde(deserialize_with = "required")]
    pub points: Option<Vec<Num>>,
    /// For depths `k`, increasing, the least iterate `t >= 1` with `r^t > 2^k`, `r` the rate. Null where no rate is known.
    #[serde(deserialize_with = "required")]
    pub starts: Option<Vec<Start>>,
}

/// From which iterate on a rate excludes width 1 at one depth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Start {
    /// The depth `k`.
    pub depth: u32,
    /// The least `t >= 1` with `r^t > 2^k`.
    pub iterate: u64,
}
