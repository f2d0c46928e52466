//! What a certificate says about one map: vertices, partition, covering rows, polynomial, counts, periods.

use super::bounds::{BoundBlock, OddPeriod};
use super::every::Every;
use super::growth::{Growth, Irreducibility};
use super::ladder::LadderRow;
use super::layers::LayerRow;
use super::number::{Count, Integer, Num, Ratio};
use super::polynomial::PolynomialData;
use super::required;
use serde::{Deserialize, Serialize};

/// What the vertices stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// The piecewise-linear map itself: every line is about it.
    Map,
    /// One periodic orbit of an unknown continuous map `f`; the vertices are `(p, f(p))` and the covering graph is
    /// that of the connect-the-dots map `l`. Counts, growth and crossings are lower bounds for `f` (Theorem 1').
    Orbit,
    /// A polynomial, known exactly at the vertices; `l` is the function that connects them. The covering rows are forced by
    /// the values at the points; laps, the Lipschitz bound and the enclosure of the growth rate are those of the polynomial.
    Polynomial,
}

/// One map with everything that is proved about it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MapCertificate {
    /// The name in the `.map` file.
    pub name: String,
    /// A map, or an orbit of an unknown map.
    pub kind: Kind,
    /// How the file writes it, e.g. `stefan(7)`. Not checked.
    pub origin: String,
    /// The number field that all numbers below lie in; null for the rationals.
    #[serde(deserialize_with = "required")]
    pub field: Option<FieldData>,
    /// The polynomial, for that kind; the key is absent otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub polynomial: Option<PolynomialData>,
    /// The graph's vertices `[x, f(x)]`, increasing in `x`; the first and last `x` are the ends of the domain.
    pub vertices: Vec<(Num, Num)>,
    /// Map: the exact Lipschitz constant. Orbit: a Lipschitz constant assumed of `f` (a hypothesis), or null.
    #[serde(deserialize_with = "required")]
    pub lipschitz: Option<Num>,
    /// Do all segments have the same non-zero absolute slope?
    pub constant_slope: bool,
    /// The points and covering rows.
    pub partition: Partition,
    /// The characteristic polynomial of the covering matrix.
    pub charpoly: CharPoly,
    /// The growth rate, with its witness.
    pub growth: Growth,
    /// `laps(f,t)` for `t = 1, 2, ...` (of `l` for an orbit). Exact also when the partition is not closed.
    pub laps: Vec<Integer>,
    /// `pieces(f,t)` for `t = 1, 2, ...` (of `l` for an orbit); as many as `laps`; null if the partition is not closed.
    #[serde(deserialize_with = "required")]
    pub pieces: Option<Vec<Integer>>,
    /// The number of fixed points of `f^m` for `m = 1, 2, ...` (of `l` for an orbit); null if not closed.
    #[serde(deserialize_with = "required")]
    pub fixed_points: Option<Vec<Count>>,
    /// Periods.
    pub periods: Periods,
    /// One block for each `certify` statement (or the default one).
    pub certify: Vec<BoundBlock>,
    /// Bounds that hold for every iterate; may be empty.
    pub every: Vec<Every>,
    /// The iterates among the parts of the splits for which the least width of one hidden layer is decided, increasing.
    /// Null for an orbit and if the partition is not closed.
    #[serde(deserialize_with = "required")]
    pub layers: Option<Vec<LayerRow>>,
    /// Growth rates that other theorems give for this map, weakest first.
    pub ladder: Vec<LadderRow>,
    /// Theorem 9, if the map has an odd period above 1 (for the smallest one listed).
    #[serde(deserialize_with = "required")]
    pub odd_period: Option<OddPeriod>,
}

/// A number field `Q(alpha)`: `alpha` is the only root of `poly` in `interval`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldData {
    /// The generator's name in the file. Not checked.
    pub name: String,
    /// Integer coefficients, constant first; degree at least 2.
    pub poly: Vec<Integer>,
    /// `[lo, hi]`, `lo < hi`, opposite signs of `poly` at the ends, exactly one root inside.
    pub interval: (Ratio, Ratio),
    /// Why `poly` is irreducible; null if no short witness exists; of other lines only a null `left` in `layers` rests on it.
    #[serde(deserialize_with = "required")]
    pub irreducible: Option<Irreducibility>,
}

/// A finite set of points of the domain and the covering graph of the intervals between them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Partition {
    /// Is it a Markov partition (contains ends and breakpoints, sent into itself)?
    pub closed: bool,
    /// `p_0 < ... < p_n`, from the left to the right end of the domain.
    pub points: Vec<Num>,
    /// The index of `f(p_i)` in `points`; null where `f(p_i)` is not one of them (never null if closed).
    pub images: Vec<Option<usize>>,
    /// Row `i`: `f([p_i,p_(i+1)])` contains `[p_j,p_(j+1)]` for `lo <= j < hi`; the largest such block; `[0,0]` if none.
    pub rows: Vec<(usize, usize)>,
}

/// The characteristic polynomial `det(x I - A)` of the covering matrix.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CharPoly {
    /// Integer coefficients, constant first, leading coefficient 1.
    pub coeffs: Vec<Integer>,
    /// Factors whose product with multiplicities is the polynomial.
    pub factors: Vec<Factor>,
    /// Does the producer say that all factors are irreducible? Not checked, nothing rests on it.
    pub complete: bool,
}

/// One factor of a characteristic polynomial.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Factor {
    /// Integer coefficients, constant first, leading coefficient 1.
    pub poly: Vec<Integer>,
    /// At least 1.
    pub multiplicity: u32,
}

/// Which periods the map has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Periods {
    /// The strongest period in Sharkovsky's order. Closed partition: exact for the map (for the connect-the-dots map
    /// of an orbit: exactly the forced periods follow from it). Not closed: the strongest period found.
    pub strongest: usize,
    /// Is `strongest` proved to be the strongest (all `m` up to three times the number of intervals looked at)?
    pub exact: bool,
    /// Periods with one exact periodic point each, increasing periods; `strongest` is among them.
    pub points: Vec<PeriodPoint>,
}

/// A point of least period `period`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeriodPoint {
    /// The least period.
    pub period: usize,
    /// The point.
    pub point: Num,
}
