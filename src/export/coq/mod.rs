//! A certificate as a Coq file: the statement in plain terms and a proof that the Coq kernel checks.
//!
//! The file imports the library under `coq/theories`, or contains it (`bundle`). `docs/coq.md` says what is proved.

mod count;
mod enclosure;
mod lengths;
mod library;
mod narrow;
mod plan;
mod text;
mod theorems;
mod words;
mod write;

pub use enclosure::Enclosure;
pub use library::{MODULES, Module};
pub use plan::{Claim, Excluded, Subject};

use crate::certificate::{Certificate, MapCertificate};
use crate::num::rational::Int;

/// What to export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CoqOptions {
    /// The name of the map; `None`: the first one.
    pub map: Option<String>,
    /// The index of the `certify` block; `None`: any.
    pub block: Option<usize>,
    /// The iterate `t` of the row; `None`: any. Of the rows that remain, the first one with the largest excluded width.
    pub iterate: Option<u64>,
    /// Put the library's modules into the file, so that it needs nothing but Coq.
    pub bundle: bool,
}

/// Why there is no Coq file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportError {
    /// The certificate has no map of this name (or no map at all).
    NoSuchMap(Option<String>),
    /// No row of the certificate fits the options.
    NoSuchRow {
        /// The map's name.
        map: String,
    },
    /// No row excludes any width: there is nothing to state.
    NothingExcluded {
        /// The map's name.
        map: String,
    },
    /// The map lives over `Q(alpha)` and its partition is not closed.
    NotRational {
        /// The map's name.
        map: String,
    },
    /// The partition, the vertices or the levels do not fit together; what is wrong in words.
    Malformed {
        /// The map's name.
        map: String,
        /// What is wrong.
        what: &'static str,
    },
    /// The recomputed number of crossings is not the stated one.
    CountDiffers {
        /// The iterate.
        iterate: u64,
        /// The number in the certificate.
        stated: Int,
        /// The number recomputed from the index vector or the laps.
        found: Int,
    },
    /// An iterate, a depth or the number of points is above what Coq reads in unary (see [`MAX_UNARY`]).
    TooLarge {
        /// Which number.
        what: &'static str,
        /// Its value.
        value: u64,
    },
}

/// The largest number that an exported file writes in unary: iterates, depths and indices of points.
pub const MAX_UNARY: u64 = 4000;

impl ExportError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            ExportError::NoSuchMap(_) => "OX0851",
            ExportError::NoSuchRow { .. } => "OX0852",
            ExportError::NothingExcluded { .. } => "OX0853",
            ExportError::NotRational { .. } => "OX0854",
            ExportError::Malformed { .. } => "OX0855",
            ExportError::CountDiffers { .. } => "OX0856",
            ExportError::TooLarge { .. } => "OX0857",
        }
    }
}

impl std::fmt::Display for ExportError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ExportError::NoSuchMap(Some(name)) => {
                write!(f, "the certificate has no map called `{name}`")
            }
            ExportError::NoSuchMap(None) => write!(f, "the certificate has no map"),
            ExportError::NoSuchRow { map } => {
                write!(f, "`{map}` has no row of crossings for these options")
            }
            ExportError::NothingExcluded { map } => {
                write!(f, "no row of `{map}` excludes any width")
            }
            ExportError::NotRational { map } => {
                write!(
                    f,
                    "`{map}` is not rational and its partition is not closed: no Coq theorem covers it yet"
                )
            }
            ExportError::Malformed { map, what } => {
                write!(f, "the certificate of `{map}` is malformed: {what}")
            }
            ExportError::CountDiffers {
                iterate,
                stated,
                found,
            } => {
                write!(
                    f,
                    "the certificate states {stated} crossings of iterate {iterate}, recomputed are {found}"
                )
            }
            ExportError::TooLarge { what, value } => {
                write!(f, "{what} is {value}; Coq files hold at most {MAX_UNARY}")
            }
        }
    }
}

impl std::error::Error for ExportError {}

/// The Coq file for one map of the certificate and one of its rows of crossings: every network of depth `k` and of the
/// largest excluded width errs by at least `(y - x)/2` somewhere, mislabels at least so many of the alternating points,
/// and is at least so far away in area (where a Lipschitz constant is known).
///
/// The counts are recomputed here from the index vector or the laps, and once more by Coq.
pub fn coq(certificate: &Certificate, options: &CoqOptions) -> Result<String, ExportError> {
    let map = choose_map(certificate, options)?;
    let claim = plan::claim(map, options)?;
    let text = write::file(&certificate.source, &claim);
    Ok(if options.bundle {
        library::bundle(&text)
    } else {
        text
    })
}

fn choose_map<'a>(
    certificate: &'a Certificate,
    options: &CoqOptions,
) -> Result<&'a MapCertificate, ExportError> {
    let found = match &options.map {
        Some(name) => certificate.maps.iter().find(|m| &m.name == name),
        None => certificate.maps.first(),
    };
    found.ok_or_else(|| ExportError::NoSuchMap(options.map.clone()))
}
