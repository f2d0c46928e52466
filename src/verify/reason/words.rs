//! Each reason in words.

use super::Reason;
use std::fmt;

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use Reason::*;
        match self {
            NotUtf8 { offset } => write!(
                f,
                "not a text: byte {offset} is not UTF-8; a certificate is a JSON text that begins with `{{`"
            ),
            Empty => write!(
                f,
                "the file is empty; a certificate is a JSON text that begins with `{{`"
            ),
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
            Schema { found } => write!(
                f,
                "unknown schema {found:?}, this program reads {:?}",
                crate::certificate::SCHEMA
            ),
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
            Norms => write!(f, "not distinct norms in their order"),
            Neurons { expected, found } => {
                write!(f, "at least {expected} neurons are needed, not {found}")
            }
            Size {
                found,
                depth,
                crossings,
            } => write!(
                f,
                "{found} is not the least size for {crossings} crossings at depth {depth}"
            ),
            Pieces => write!(f, "a number of pieces outside its range"),
            Errors { expected, found } => {
                write!(f, "{expected} labels are wrong, not {found}")
            }
            Sample => write!(
                f,
                "the points do not increase, or do not lie on the two sides in turn"
            ),
            Bands => write!(f, "bands are missing, overlap, or are not those asked for"),
            BandLengths => write!(f, "not the sum of the lengths or of their squares"),
            BandRoot => write!(f, "not at least the root of the squares times the pieces"),
            Area => write!(f, "the area is another one"),
            Unit => write!(
                f,
                "this kind of unit is doubled, has another number of breakpoints, or has not between 2 and 1000 pieces, or rows for other iterates"
            ),
            Triples => write!(f, "no triples, or points that do not increase"),
            NearChord => write!(f, "the value is too close to the chord"),
            EveryForm => write!(
                f,
                "another norm, an interval that does not exist, or a map that it is not for"
            ),
            Slope => write!(f, "not positive, or above the slope of an interval"),
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
            Layer { iterate } => write!(
                f,
                "the width of one hidden layer for iterate {iterate} is not what is said: the breakpoints that look left \
                 do not fit, or null cannot be confirmed"
            ),
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
            LadderCycle => write!(
                f,
                "no cycle along which the map increases, or decreases, until it returns"
            ),
            LadderStart => write!(
                f,
                "not the first iterate t with r^t > 2^k, or depths that do not increase"
            ),
            Citations => write!(f, "not the theorems that this row needs"),
            PolynomialValue => write!(f, "the polynomial has another value there"),
            Symbol { what } => write!(f, "{what}"),
            OddOrbit => write!(f, "not one orbit of odd period above 1"),
            ForcedPeriod => write!(
                f,
                "not a period above 1 that is the length times a power of 2"
            ),
            ForcedGap => write!(f, "a gap must be positive"),
            ForcedPieces => write!(f, "the pieces must lie between 0 and the crossings"),
            ForcedMean => write!(f, "not (C - K) gap^2 / (4 L^t)"),
        }
    }
}
