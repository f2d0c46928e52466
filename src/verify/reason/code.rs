//! The stable code of each reason; `src/source/codes` says what each one means.

use super::Reason;

impl Reason {
    /// A size beyond a limit.
    pub fn limit(what: &'static str, limit: u64, found: u64) -> Reason {
        Reason::Limit { what, limit, found }
    }
    /// The stable code.
    pub fn code(&self) -> &'static str {
        use Reason::*;
        match self {
            NotUtf8 { .. } | Empty | Syntax { .. } => "OX0801",
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
            Split | UpperWidth { .. } | Layer { .. } => "OX0839",
            Front => "OX0840",
            LadderRow
            | PeriodUnproved { .. }
            | LadderPolynomial
            | LadderCycle
            | LadderStart
            | Citations => "OX0841",
            OddOrbit => "OX0842",
            Norms => "OX0849",
            Neurons { .. } | Size { .. } => "OX0850",
            Pieces | Errors { .. } | Sample => "OX0858",
            Bands | BandLengths | BandRoot | Area => "OX0859",
            Triples | NearChord => "OX0860",
            Unit => "OX0879",
            Symbol { .. } => "OX0870",
            EveryForm | Slope => "OX0861",
            ForcedPeriod | ForcedGap => "OX0865",
            ForcedPieces | ForcedMean => "OX0866",
            PolynomialValue => "OX0862",
        }
    }
}
