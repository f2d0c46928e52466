//! Statements about every map of a class: what one least period forces.

use super::number::{Integer, Ratio};
use super::required;
use serde::{Deserialize, Serialize};

/// What is proved of every continuous self-map `f` of an interval with a point of least period `period`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assumption {
    /// The name in the `.map` file.
    pub name: String,
    /// `p`, from 2 to 1000.
    pub period: u64,
    /// A hypothesis: neighbouring points of the orbit are at least this far apart; positive, or null.
    #[serde(deserialize_with = "required")]
    pub gap: Option<Ratio>,
    /// A hypothesis: a Lipschitz constant of `f`, or null.
    #[serde(deserialize_with = "required")]
    pub lipschitz: Option<Ratio>,
    /// The growth that the period forces (Theorem 10); null exactly if the period is a power of 2.
    #[serde(deserialize_with = "required")]
    pub growth: Option<ForcedGrowth>,
    /// One block for each `certify` statement (or the default one).
    pub certify: Vec<ForcedBlock>,
}

/// The growth of `f` is at least the only positive root of `poly`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForcedGrowth {
    /// `(y^q - 2 y^(q-2) - 1)/(y + 1)` at `y = x^(2^d)`, constant first, for `p = 2^d q`.
    pub poly: Vec<Integer>,
    /// `0 < lo < hi`, opposite signs of `poly` at the ends.
    pub interval: (Ratio, Ratio),
    /// The root correctly rounded, 30 decimals or more.
    pub decimal: String,
}

/// The bounds of one `certify` statement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForcedBlock {
    /// The error that networks are asked to stay below, at most `gap/2`; null if none was asked for.
    #[serde(deserialize_with = "required")]
    pub tolerance: Option<Ratio>,
    /// The depths, increasing.
    pub depths: Vec<u32>,
    /// One row for each iterate, increasing.
    pub rows: Vec<ForcedRow>,
}

/// What holds for one iterate: some pair of neighbouring points of the orbit is crossed `crossings` times by `f^t`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForcedRow {
    /// `t`.
    pub iterate: u64,
    /// How `crossings` follows from the period.
    pub reason: ForcedReason,
    /// `C`, a lower bound for every map of the class.
    pub crossings: Integer,
    /// `gap/2`: a network with fewer than `C` pieces errs by at least this somewhere; null without a gap.
    #[serde(deserialize_with = "required")]
    pub error: Option<Ratio>,
    /// `K`, at most `C`: the number of pieces that the next two lines are about.
    pub pieces: Integer,
    /// `ceil((C-K)/2)`: of `C+1` points that do not depend on the network it mislabels at least so many (Theorem 4).
    pub mistakes: Integer,
    /// `(C-K) gap^2 / (4 L^t)`, a lower bound of the error in the mean (Theorem 5); null without gap or Lipschitz constant,
    /// and where it has too many digits.
    #[serde(deserialize_with = "required")]
    pub mean: Option<Ratio>,
    /// One cell for each depth of the block.
    pub widths: Vec<ForcedCell>,
}

/// How a number of crossings follows from a period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "method", rename_all = "snake_case", deny_unknown_fields)]
pub enum ForcedReason {
    /// The least number over all cyclic patterns of `length`, for `f^power`, at its iterate `floor(t/power)`.
    Patterns {
        /// `m`, from 2 to 9.
        length: usize,
        /// A power of 2 with `length * power = period`.
        power: u64,
        /// A pattern that attains the number: the images of `0, ..., length - 1`.
        pattern: Vec<usize>,
    },
    /// `ceil(rho_q^floor(t/power))` by Štefan's theorem.
    Stefan {
        /// `q`, odd, at least 3.
        length: usize,
        /// A power of 2 with `length * power = period`.
        power: u64,
    },
}

/// The least widths not excluded at one depth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForcedCell {
    /// `k`.
    pub depth: u32,
    /// The least `w` with `(w+1)^k >= C`: narrower networks err by half the distance of the two points somewhere.
    pub width: Integer,
    /// The least `w` with `(w+1)^k > K`: narrower networks have at most `K` pieces.
    pub mean_width: Integer,
}
