//! The growth rate with the witness that makes it checkable.

use super::number::{Integer, Num, Ratio};
use super::required;
use serde::{Deserialize, Serialize};

/// The growth rate `rho` of the map (for an orbit: of its connect-the-dots map, hence a lower bound for `f`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case", deny_unknown_fields)]
pub enum Growth {
    /// Closed partition: `rho` is the only root of `poly` in `interval`.
    Exact {
        /// Integer coefficients, constant first; `x - 1` if the growth is 1.
        poly: Vec<Integer>,
        /// `[lo, hi]` with `1 <= lo <= hi`; `lo = hi` for a rational root.
        interval: (Ratio, Ratio),
        /// `rho` correctly rounded (30 decimals or more).
        decimal: String,
        /// Why `poly` is irreducible; null: a defining polynomial, irreducibility not proved.
        #[serde(deserialize_with = "required")]
        irreducible: Option<Irreducibility>,
        /// The strongly connected components, each a list of interval indices, together all intervals once;
        /// every edge goes to the same or a later block.
        order: Vec<Vec<usize>>,
        /// Why the largest radius of a block is `rho`.
        witness: GrowthWitness,
    },
    /// The partition is not closed and all slopes are `+-slope`, `slope > 1`: `rho = slope`.
    ConstantSlope {
        /// The common absolute slope.
        slope: Num,
        /// `slope` correctly rounded.
        decimal: String,
        /// A lower witness on the inner covering graph, used by the bounds.
        lower: RationalWitness,
    },
    /// The partition is not closed: `lower <= rho <= upper`.
    Enclosure {
        /// The lower end is `lower.rate` (or 1, if that is larger).
        lower: RationalWitness,
        /// The upper end.
        upper: UpperWitness,
    },
}

/// A reason why a polynomial is irreducible over the rationals.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "method", rename_all = "snake_case", deny_unknown_fields)]
pub enum Irreducibility {
    /// Degree 1.
    Linear {},
    /// Primes not dividing the leading coefficient, modulo which the polynomial is squarefree, such that the degrees
    /// of its factors modulo these primes leave no degree of a proper factor possible.
    Degrees {
        /// The primes, each below 2^31.
        primes: Vec<u64>,
    },
}

/// `v A >= rate v` entrywise with `0 <= v <= 1`: then `N_j(t) >= v_j rate^t` for all `t` (Theorem 2).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RationalWitness {
    /// `rate >= 0`.
    pub rate: Ratio,
    /// One entry for each interval, some entry equal to 1 unless the rate is 0.
    pub vector: Vec<Ratio>,
}

/// `A_T w <= rate w` on one block, `w > 0`: the radius of the block is at most `rate`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RightVector {
    /// Index of the block in `order`.
    pub block: usize,
    /// One entry for each interval of the block, in its order.
    pub vector: Vec<Ratio>,
}

/// Why the root of `poly` in `interval` is the largest radius of a block.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "method", rename_all = "snake_case", deny_unknown_fields)]
pub enum GrowthWitness {
    /// No block has radius above 1 and `rho = 1`: every block is a single interval without loop or a single cycle
    /// (each vertex has exactly one successor inside the block). `poly` is `x - 1`.
    Cycles {},
    /// An exact left Perron vector on one block: `u A_S = x u` modulo `poly`, every `u_i > 0` on `interval`,
    /// `1 - u_i` zero or positive on `interval`, some `u_i = 1`; every other block has a right vector with
    /// `A_T w <= rate w`, `rate = lo`, or (equal radius) an exact right vector.
    Perron {
        /// Index of the block `S` in `order`.
        block: usize,
        /// `u`, one entry for each interval of the block: coefficients in powers of the root, constant first.
        left: Vec<Num>,
        /// Right vectors with rate `lo` for the other blocks of radius below `lo` (loop-free single intervals need none).
        others: Vec<RightVector>,
        /// For other blocks of the same radius: `x w - A_T w = 0` modulo `poly`, `w > 0` on `interval`.
        equals: Vec<EqualBlock>,
    },
    /// For high degree: the radius lies in `interval` by rational vectors, it is a root of the characteristic
    /// polynomial, and there `poly` has exactly one root and the other factors have none.
    Isolation {
        /// `v A >= lo v`, supported on one block.
        lower: RationalWitness,
        /// For every block of more than one interval or with a loop, `A_T w <= hi w`.
        upper: Vec<RightVector>,
    },
}

/// An exact right vector of a block with the same radius.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EqualBlock {
    /// Index of the block in `order`.
    pub block: usize,
    /// Entries as coefficients in powers of the root.
    pub vector: Vec<Num>,
}

/// Why the growth of a map without closed partition is at most something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "method", rename_all = "snake_case", deny_unknown_fields)]
pub enum UpperWitness {
    /// `rho <= max(1, L)`.
    Lipschitz {
        /// A rational at least `max(1, L)`.
        value: Ratio,
    },
    /// `rho <= laps(f,n)^(1/n)`.
    Laps {
        /// The iterate.
        n: usize,
        /// `laps(f,n)`.
        laps: Integer,
        /// A rational with `value^n >= laps`.
        value: Ratio,
    },
    /// `rho <= value` by the outer covering graph: `B w <= value w`, where `B_ij = 1` if `f(I_i)` meets the inside of `I_j`,
    /// and `f` is monotone on every `I_i`.
    Outer {
        /// `w`, positive.
        vector: Vec<Ratio>,
        /// At least 1.
        value: Ratio,
    },
}

impl UpperWitness {
    /// The upper end.
    pub fn value(&self) -> &Ratio {
        match self {
            UpperWitness::Lipschitz { value }
            | UpperWitness::Laps { value, .. }
            | UpperWitness::Outer { value, .. } => value,
        }
    }
}
