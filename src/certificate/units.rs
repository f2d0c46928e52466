//! Sizes of networks of other units than ReLU, and total parameters.

use super::number::Integer;
use serde::{Deserialize, Serialize};

/// What one hidden unit computes from the layers below.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Unit {
    /// `max(0, a)` of an affine function `a`.
    Relu {},
    /// `max(a, c a)` with any fixed `c < 1`.
    LeakyRelu {},
    /// `min(1, max(-1, a))`.
    HardTanh {},
    /// The largest of `rank >= 2` affine functions.
    Maxout {
        /// How many.
        rank: u32,
    },
    /// A continuous piecewise affine activation with `pieces >= 2` pieces.
    Activation {
        /// How many.
        pieces: u32,
    },
}

/// The sizes for one kind of unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitTable {
    /// The kind.
    pub unit: Unit,
    /// `q`: the most breakpoints of one unit where the layers below are affine.
    pub breakpoints: u32,
    /// One row for each row of `sup`, with the same iterates.
    pub rows: Vec<UnitRow>,
}

/// The sizes for one iterate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitRow {
    /// `t`.
    pub iterate: u64,
    /// `n`: the pieces that an error below that of the row of `sup` needs, or one below the tolerance.
    pub pieces: Integer,
    /// The least `N` with `(q+1)^N >= n`, at any depth.
    pub neurons: Integer,
    /// One cell for each depth of the block.
    pub widths: Vec<UnitCell>,
}

/// The least sizes not excluded at one depth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitCell {
    /// `k`.
    pub depth: u32,
    /// The least `w` with `(q w + 1)^k >= n`.
    pub width: Integer,
    /// The least number of units, however they are distributed over the layers.
    pub neurons: Integer,
    /// A number of weights and biases that is needed without skip connections.
    pub parameters: Integer,
}
