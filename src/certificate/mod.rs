//! The certificate: plain data and its JSON form (`orbitex/certificate/1`); it computes nothing.
//!
//! This is the waist of the program: reports print only what is in it and the verifier sees only it.
//! Every field is required, unknown fields and duplicate keys are errors, every number is an exact text.
//! `docs/certificate.md` is the normative description; the obligations named here are those of its sections.

pub mod area;
pub mod assumption;
pub mod bounds;
pub mod classification;
pub mod every;
pub mod growth;
pub mod ladder;
pub mod layers;
pub mod map;
pub mod notation;
pub mod number;
pub mod polynomial;
pub mod symbol;
pub mod triples;
pub mod units;

pub use area::{AreaBound, AreaRow, CrossedBand, LengthBand};
pub use assumption::{Assumption, ForcedBlock, ForcedCell, ForcedGrowth, ForcedReason, ForcedRow};
pub use bounds::{
    Between, BoundBlock, CrossingMethod, FrontLevel, FrontRow, Norm, OddPeriod, PieceCell, SupRow,
    UpperWidth, WidthCell,
};
pub use classification::ClassificationRow;
pub use every::Every;
pub use growth::{
    Growth, GrowthWitness, Irreducibility, RationalWitness, RightVector, UpperWitness,
};
pub use ladder::{LadderRow, Start};
pub use layers::LayerRow;
pub use map::{CharPoly, Factor, FieldData, Kind, MapCertificate, Partition, PeriodPoint, Periods};
pub use notation::{Clash, Notation, Role};
pub use number::{Count, Integer, Num, Ratio};
pub use polynomial::PolynomialData;
pub use triples::TripleRow;
pub use units::{Unit, UnitCell, UnitRow, UnitTable};

use serde::{Deserialize, Serialize};

/// The schema name that every certificate opens with.
pub const SCHEMA: &str = "orbitex/certificate/1";

/// One certificate: everything proved about the maps of one `.map` file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// The program and version that wrote it. Not checked.
    pub generator: String,
    /// The name of the `.map` file (no directories). Not checked.
    pub source: String,
    /// The file's title, if it has one. Not checked.
    #[serde(deserialize_with = "required")]
    pub title: Option<String>,
    /// The file's author, if it has one. Not checked.
    #[serde(deserialize_with = "required")]
    pub author: Option<String>,
    /// The author's symbols for reports, if there are any. No statement depends on them.
    #[serde(deserialize_with = "required")]
    pub notation: Option<Notation>,
    /// One entry for each `map` and `orbit` statement, in the order of the file; names are distinct.
    pub maps: Vec<MapCertificate>,
    /// One entry for each `assume` statement, in the order of the file; names differ from each other and those of maps.
    pub assumptions: Vec<Assumption>,
}

impl Certificate {
    /// The JSON text, indented by two blanks, with a newline at the end: the bytes of `NAME.cert.json`.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).expect("plain data with string keys");
        text.push('\n');
        text
    }
    /// Reads a certificate; the error names the line and column of the fault.
    pub fn from_json(text: &str) -> Result<Certificate, serde_json::Error> {
        serde_json::from_str(text)
    }
}

/// Makes an optional field required: `null` is `None`, a missing key is an error.
pub(crate) fn required<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: serde::Deserializer<'de>,
    T: Deserialize<'de>,
{
    Option::deserialize(deserializer)
}
