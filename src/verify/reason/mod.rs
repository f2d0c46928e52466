//! Why a certificate is refused: one variant for each way to fail, with data and a stable code.

mod code;
mod fault;
mod words;

pub use fault::{At, Fault, ensure};

use crate::num::rational::{Int, Rat};

/// A typed reason; [`Reason::code`] is stable, the text is for people. The fields are what the text prints.
#[allow(missing_docs)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The bytes are not UTF-8; where the first wrong one stands.
    NotUtf8 { offset: usize },
    /// There is nothing but blanks.
    Empty,
    /// The text is not JSON (also: truncated, wrong escapes, nested too deeply).
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
    /// A symbol of the notation is none, or looks like something else.
    Symbol { what: &'static str },
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
    /// The value of a polynomial is another one.
    PolynomialValue,
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
    /// The breakpoints that look left do not fit the slopes of this iterate, or some set of breakpoints does.
    Layer { iterate: u64 },
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
    /// Norms that are not distinct or not in order.
    Norms,
    /// The number of neurons at any depth is another one.
    Neurons { expected: Int, found: Int },
    /// Not the least size at this depth.
    Size {
        found: Int,
        depth: u32,
        crossings: Int,
    },
    /// A number of pieces outside its range.
    Pieces,
    /// The number of wrong labels is another one.
    Errors { expected: Int, found: Int },
    /// A point of a sample is not right of the one before, or its value is on no side or on the same one.
    Sample,
    /// Bands are missing, overlap, or are not those asked for.
    Bands,
    /// The lengths of a band are others.
    BandLengths,
    /// A root below the root of the squares.
    BandRoot,
    /// The area is not what its bands or its witness give.
    Area,
    /// A kind of unit that is there twice, of another number of breakpoints, with too few or too many pieces, or with rows of other iterates.
    Unit,
    /// Triples that are empty or overlap, or points that do not increase.
    Triples,
    /// A value too close to its chord.
    NearChord,
    /// A statement for every iterate with a wrong norm, for a wrong kind of map, or about no interval.
    EveryForm,
    /// A slope that is not positive or above that of some interval.
    Slope,
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
    /// The points are no cycle along which the map increases, or decreases.
    LadderCycle,
    /// Not the first iterate, or depths that do not increase.
    LadderStart,
    /// The cited theorems are not those that the row needs.
    Citations,
    /// The orbit of odd period is not one.
    OddOrbit,
    /// Not a period above 1, or not the product of the length and a power of 2.
    ForcedPeriod,
    /// A gap that is not positive.
    ForcedGap,
    /// A number of pieces outside `0..=C`.
    ForcedPieces,
    /// Not `(C-K) gap^2 / (4 L^t)`.
    ForcedMean,
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
