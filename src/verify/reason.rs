//! Why a certificate is refused: one variant for each way to fail, with data and a stable code.

use crate::num::rational::{Int, Rat};
use std::fmt;

/// A typed reason; [`Reason::code`] is stable, the text is for people. The fields are what the text prints.
#[allow(missing_docs)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The text is not JSON (also: truncated, not UTF-8 escapes, nested too deeply).
    Syntax {
        line: usize,
        column: usize,
        message: String,
    },
    /// A required key is missing.
    MissingField {
        line: usize,
        column: usize,
        message: String,
    },
    /// A key that the format does not have.
    UnknownField {
        line: usize,
        column: usize,
        message: String,
    },
    /// A key occurs twice in one object.
    DuplicateField {
        line: usize,
        column: usize,
        message: String,
    },
    /// A value of the wrong type or form.
    WrongForm {
        line: usize,
        column: usize,
        message: String,
    },
    /// The data is readable but not in the form that the format prescribes (an array in place of an object, ...).
    NotCanonical,
    /// The schema is another one.
    Schema { found: String },
    /// A size or the work is beyond what this verifier looks at.
    Limit {
        what: &'static str,
        limit: u64,
        found: u64,
    },
    /// No map at all, or two maps of one name.
    MapNames { name: Option<String> },
    /// A coefficient list as long as this does not belong to the field.
    NotReduced { length: usize, degree: usize },
    /// A sign could not be decided with this many bits.
    SignUndecided { bits: u64 },
    /// A divisor is not invertible modulo the field's polynomial.
    NotInvertible,
    /// A polynomial without roots.
    ConstantPolynomial,
    /// The polynomial's list ends in zero, or its degree or leading coefficient is not allowed here.
    PolynomialForm,
    /// No change of sign between the ends.
    NoSignChange { ends: Box<(Rat, Rat)> },
    /// Not exactly one root in the interval.
    RootCount { found: usize },
    /// The witness does not prove irreducibility.
    Irreducibility { fault: WitnessFault },
    /// Fewer than two vertices, or not increasing.
    VertexOrder,
    /// A vertex is sent outside the domain.
    LeavesDomain,
    /// The vertices of an orbit are not one cycle.
    NotOneCycle,
    /// The Lipschitz constant is wrong, missing, or below a chord.
    Lipschitz { missing: bool },
    /// `constant_slope` is wrong.
    ConstantSlope { found: bool },
    /// The points do not increase from one end of the domain to the other.
    PointOrder,
    /// The points of an orbit's partition are not the orbit.
    OrbitPoints,
    /// `closed` is wrong.
    Closed { found: bool },
    /// A list has another length than it must have.
    Length { expected: usize, found: usize },
    /// The image of a point is another one.
    Image {
        expected: Option<usize>,
        found: Option<usize>,
    },
    /// The covering row is another one.
    Row {
        expected: (usize, usize),
        found: (usize, usize),
    },
    /// The polynomial is not the characteristic polynomial.
    CharPoly { prime: u64 },
    /// The factors' product is not the polynomial.
    Factors,
    /// This kind of growth statement does not fit the partition.
    GrowthStatus,
    /// The interval does not lie in `[1, infinity)`.
    GrowthInterval,
    /// The decimal is not the correct rounding, not in canonical form or too short.
    Decimal { text: String },
    /// The blocks are not the components, or an edge goes back.
    Order,
    /// A block index that is out of range or used twice.
    BlockIndex { block: usize },
    /// A block for which nothing bounds the radius.
    BlockUncovered { block: usize },
    /// An exact eigenvector equation fails.
    EigenEquation { entry: usize },
    /// An entry is not positive (or not in `[0, 1]`).
    EntrySign { entry: usize },
    /// No entry is 1.
    NoUnitEntry,
    /// An inequality `vA >= rv` or `Aw <= rw` fails.
    VectorInequality { entry: usize },
    /// A rate differs from the one that the statement needs.
    Rate { found: Rat },
    /// A factor other than the claimed one has a root in the interval, or the claimed one is not a factor.
    OtherFactor,
    /// An upper end that does not follow.
    UpperEnd,
    /// A count is another one.
    Count { expected: Int, found: Int },
    /// A finite count where there are infinitely many points, or the other way round.
    CountKind { infinite: bool },
    /// A list must be present or absent here.
    Presence { required: bool },
    /// A list of periods, iterates or depths is not increasing or has a zero.
    Increasing,
    /// A point is outside the domain or does not return after its period.
    NotPeriodic,
    /// A point returns earlier.
    NotLeast { returns: usize },
    /// `strongest` is not among the points, or a listed period is stronger.
    StrongestNotListed,
    /// There is a stronger period.
    Stronger { period: Option<usize> },
    /// `exact` is claimed where it is not proved.
    ExactUnproved,
    /// Levels that are not `x < y`, or not those asked for.
    Levels,
    /// Levels closer than the tolerance asks.
    Tolerance,
    /// The counting method does not fit.
    CrossingMethod,
    /// Crossings are another number.
    Crossings { expected: Int, found: Int },
    /// The error is not `(y - x)/2`.
    HalfGap,
    /// The cells are not one for each depth.
    Depths,
    /// `C <= (w+1)^k` fails, or `w^k < C` does.
    Width {
        width: Int,
        depth: u32,
        crossings: Int,
    },
    /// The split does not sum to the iterate, is not decreasing or of another length.
    Split,
    /// The upper width is another one.
    UpperWidth { expected: Int, found: Int },
    /// The front is not a front, or stands where none belongs.
    Front,
    /// A row of the ladder has an unknown id, comes out of order or lacks a period.
    LadderRow,
    /// The period of the row is not proved by a point.
    PeriodUnproved { period: usize },
    /// The polynomial of the row is another one.
    LadderPolynomial,
    /// The cited theorems are not those that the row needs.
    Citations,
    /// The orbit of odd period is not one.
    OddOrbit,
}

/// What is wrong with an irreducibility witness.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WitnessFault {
    /// `linear` for another degree.
    NotLinear,
    /// Not a prime below 2^31.
    NotPrime(u64),
    /// The prime divides the leading coefficient, or the polynomial is not squarefree modulo it.
    BadPrime(u64),
    /// A proper factor of this degree remains possible.
    DegreePossible(usize),
    /// The polynomial is not primitive.
    Content,
}

impl Reason {
    /// A size beyond a limit.
    pub fn limit(what: &'static str, limit: u64, found: u64) -> Reason {
        Reason::Limit { what, limit, found }
    }
    /// The stable code.
    pub fn code(&self) -> &'static str {
        use Reason::*;
        match self {
            Syntax { .. } => "OX0801",
            MissingField { .. } => "OX0802",
            UnknownField { .. } => "OX0803",
            DuplicateField { .. } => "OX0804",
            WrongForm { .. } | NotCanonical => "OX0805",
            Schema { .. } => "OX0806",
            Limit { .. } => "OX0807",
            MapNames { .. } => "OX0808",
            NotReduced { .. } | SignUndecided { .. } | NotInvertible => "OX0809",
            ConstantPolynomial | PolynomialForm | NoSignChange { .. } | RootCount { .. } => {
                "OX0810"
            }
            Irreducibility { .. } => "OX0811",
            Width { .. } => "OX0812",
            VertexOrder | LeavesDomain => "OX0813",
            NotOneCycle | OrbitPoints => "OX0814",
            Lipschitz { .. } => "OX0815",
            ConstantSlope { .. } => "OX0816",
            PointOrder | Closed { .. } => "OX0817",
            Length { .. } | Presence { .. } | Increasing => "OX0818",
            Image { .. } => "OX0819",
            Row { .. } => "OX0820",
            CharPoly { .. } => "OX0821",
            Factors => "OX0822",
            GrowthStatus | GrowthInterval => "OX0823",
            Decimal { .. } => "OX0824",
            Order | BlockIndex { .. } | BlockUncovered { .. } => "OX0825",
            EigenEquation { .. } => "OX0826",
            EntrySign { .. } | NoUnitEntry => "OX0827",
            VectorInequality { .. } | Rate { .. } => "OX0828",
            OtherFactor => "OX0829",
            UpperEnd => "OX0830",
            Count { .. } | CountKind { .. } => "OX0831",
            NotPeriodic | NotLeast { .. } => "OX0832",
            StrongestNotListed | Stronger { .. } | ExactUnproved => "OX0833",
            Levels | Tolerance => "OX0834",
            CrossingMethod => "OX0835",
            Crossings { .. } => "OX0836",
            HalfGap => "OX0837",
            Depths => "OX0838",
            Split | UpperWidth { .. } => "OX0839",
            Front => "OX0840",
            LadderRow | PeriodUnproved { .. } | LadderPolynomial | Citations => "OX0841",
            OddOrbit => "OX0842",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use Reason::*;
        match self {
            Syntax {
                line,
                column,
                message,
            }
            | MissingField {
                line,
                column,
                message,
            }
            | UnknownField {
                line,
                column,
                message,
            }
            | DuplicateField {
                line,
                column,
                message,
            }
            | WrongForm {
                line,
                column,
                message,
            } => write!(f, "{message} at line {line} column {column}"),
            NotCanonical => write!(f, "values are not written as the format prescribes"),
            Schema { found } => write!(f, "unknown schema {found:?}"),
            Limit { what, limit, found } => {
                write!(f, "{what}: {found} is beyond the verifier's limit {limit}")
            }
            MapNames { name: Some(name) } => write!(f, "two maps are called {name:?}"),
            MapNames { name: None } => write!(f, "there is no map, or one without a name"),
            NotReduced { length, degree } => {
                write!(f, "{length} coefficients in a field of degree {degree}")
            }
            SignUndecided { bits } => write!(f, "a sign is not decided by {bits} bits"),
            NotInvertible => write!(f, "a divisor is not invertible in the field"),
            ConstantPolynomial => write!(f, "a constant polynomial has no root"),
            PolynomialForm => write!(
                f,
                "the polynomial has a wrong degree or leading coefficient"
            ),
            NoSignChange { ends } => {
                write!(
                    f,
                    "the polynomial does not change sign from {} to {}",
                    ends.0, ends.1
                )
            }
            RootCount { found } => write!(f, "the interval contains {found} roots, not one"),
            Irreducibility { fault } => write!(f, "irreducibility is not proved: {fault:?}"),
            VertexOrder => write!(f, "fewer than two vertices, or not increasing"),
            LeavesDomain => write!(f, "a value lies outside the domain"),
            NotOneCycle => write!(f, "the vertices are not one periodic orbit"),
            Lipschitz { missing: true } => write!(f, "a map needs its Lipschitz constant"),
            Lipschitz { missing: false } => {
                write!(f, "not the Lipschitz constant, or below the steepest chord")
            }
            ConstantSlope { found } => write!(f, "`constant_slope` should be {found}"),
            PointOrder => write!(
                f,
                "the points do not increase from one end of the domain to the other"
            ),
            OrbitPoints => write!(f, "the partition of an orbit is the orbit"),
            Closed { found } => write!(f, "`closed` should be {found}"),
            Length { expected, found } => write!(f, "{found} entries instead of {expected}"),
            Image { expected, found } => write!(f, "the image is {expected:?}, not {found:?}"),
            Row { expected, found } => write!(f, "the row is {expected:?}, not {found:?}"),
            CharPoly { prime } => write!(
                f,
                "not the characteristic polynomial (they differ modulo {prime})"
            ),
            Factors => write!(f, "the product of the factors is another polynomial"),
            GrowthStatus => write!(
                f,
                "this statement about the growth does not fit the partition"
            ),
            GrowthInterval => write!(
                f,
                "the interval of the growth rate must begin at 1 or later"
            ),
            Decimal { text } => write!(f, "{text:?} is not the correct rounding"),
            Order => write!(
                f,
                "the blocks are not the components in an order that edges follow"
            ),
            BlockIndex { block } => write!(f, "block {block} does not exist or is used twice"),
            BlockUncovered { block } => write!(f, "nothing bounds the radius of block {block}"),
            EigenEquation { entry } => write!(f, "the eigenvector equation fails at entry {entry}"),
            EntrySign { entry } => write!(f, "entry {entry} has a wrong sign or exceeds 1"),
            NoUnitEntry => write!(f, "no entry is 1"),
            VectorInequality { entry } => write!(f, "the inequality fails at entry {entry}"),
            Rate { found } => write!(f, "the rate {found} is not the one needed"),
            OtherFactor => write!(f, "the root may belong to another factor"),
            UpperEnd => write!(f, "the upper end does not follow"),
            Count { expected, found } => write!(f, "the count is {expected}, not {found}"),
            CountKind { infinite: true } => write!(f, "there are infinitely many"),
            CountKind { infinite: false } => write!(f, "there are finitely many"),
            Presence { required: true } => write!(f, "must not be null here"),
            Presence { required: false } => write!(f, "must be null or empty here"),
            Increasing => write!(f, "entries must be positive and increasing"),
            NotPeriodic => write!(f, "the point does not return"),
            NotLeast { returns } => write!(f, "the point already returns after {returns} steps"),
            StrongestNotListed => write!(f, "the strongest period is not the strongest one listed"),
            Stronger {
                period: Some(period),
            } => write!(f, "there is the stronger period {period}"),
            Stronger { period: None } => {
                write!(f, "a component with several loops gives a stronger period")
            }
            ExactUnproved => write!(f, "nothing proves that no period is stronger"),
            Levels => write!(f, "not levels x < y as asked for"),
            Tolerance => write!(f, "levels closer than twice the error asked for"),
            CrossingMethod => write!(f, "this counting method does not apply"),
            Crossings { expected, found } => write!(f, "the crossings are {expected}, not {found}"),
            HalfGap => write!(f, "the error is not half the gap"),
            Depths => write!(f, "not one cell for each depth"),
            Width {
                width,
                depth,
                crossings,
            } => {
                write!(
                    f,
                    "{width}^{depth} < {crossings} <= ({width} + 1)^{depth} does not hold"
                )
            }
            Split => write!(
                f,
                "not a decreasing split of the iterate, one part for each layer"
            ),
            UpperWidth { expected, found } => {
                write!(f, "the width of this split is {expected}, not {found}")
            }
            Front => write!(f, "not a front, or none belongs here"),
            LadderRow => write!(
                f,
                "unknown or misplaced row, or data that does not belong to it"
            ),
            PeriodUnproved { period } => write!(f, "no point of period {period} is listed"),
            LadderPolynomial => write!(f, "not the polynomial of this row"),
            Citations => write!(f, "not the theorems that this row needs"),
            OddOrbit => write!(f, "not one orbit of odd period above 1"),
        }
    }
}

/// A reason and the line it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The JSON path, such as `maps[0].certify[0].sup[1].widths[3].width`.
    pub line: String,
    /// The reason.
    pub reason: Reason,
}

/// Puts a path to a reason.
pub trait At<T> {
    /// The fault at `line`, a path inside the map.
    fn at(self, line: impl FnOnce() -> String) -> Result<T, Fault>;
}

impl<T> At<T> for Result<T, Reason> {
    fn at(self, line: impl FnOnce() -> String) -> Result<T, Fault> {
        self.map_err(|reason| Fault {
            line: line(),
            reason,
        })
    }
}

/// `Err(reason)` unless `holds`.
pub fn ensure(holds: bool, reason: Reason) -> Result<(), Reason> {
    if holds { Ok(()) } else { Err(reason) }
}
