//! A certificate as a Coq file: the statement in plain terms and a proof that the Coq kernel checks.
//!
//! The file imports the library under `coq/theories`, or contains it (`bundle`). `docs/coq.md` says what is proved.

mod affine;
mod areas;
mod assumed;
mod bands;
mod count;
mod enclosure;
mod every;
mod extremal;
mod lengths;
mod library;
mod narrow;
mod plan;
mod points;
mod style;
mod text;
mod theorems;
mod words;
mod write;

pub use enclosure::Enclosure;
pub use library::{MODULES, Module};
pub use plan::{Claim, Excluded, Subject};

use crate::certificate::{Assumption, Certificate, MapCertificate};
use crate::num::rational::Int;

/// What to export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CoqOptions {
    /// The name of the map or assumption; `None`: the first map, or the first assumption where there is no map.
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
    /// The certificate has no map or assumption of this name (or none at all).
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
    /// No theorem of the library covers this kind of statement.
    NotCovered {
        /// The map's name.
        map: String,
        /// What kind it is, and why not.
        what: &'static str,
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
            ExportError::NotCovered { .. } => "OX0854",
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
                write!(f, "the certificate has no map or class called `{name}`")
            }
            ExportError::NoSuchMap(None) => write!(f, "the certificate has neither map nor class"),
            ExportError::NoSuchRow { map } => {
                write!(f, "`{map}` has no row of crossings for these options")
            }
            ExportError::NothingExcluded { map } => {
                write!(f, "no row of `{map}` excludes any width")
            }
            ExportError::NotCovered { map, what } => {
                write!(f, "`{map}` is not exported to Coq: {what}")
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
/// and is at least so far away in area (where a Lipschitz constant is known); with the rows of areas of the same iterate, and
/// with what the certificate states of every iterate. Or the file for one row of an assumption.
///
/// The counts are recomputed here from the index vector, the laps or all patterns, and once more by Coq.
pub fn coq(certificate: &Certificate, options: &CoqOptions) -> Result<String, ExportError> {
    let text = match choose(certificate, options)? {
        Chosen::Map(map) => {
            let claim = plan::claim(map, options)?;
            write::file(&certificate.source, map, &claim)
        }
        Chosen::Class(class) => assumed::file(&certificate.source, class, options)?,
    };
    Ok(if options.bundle {
        library::bundle(&text)
    } else {
        text
    })
}

/// What a file is about.
enum Chosen<'a> {
    Map(&'a MapCertificate),
    Class(&'a Assumption),
}

fn choose<'a>(
    certificate: &'a Certificate,
    options: &CoqOptions,
) -> Result<Chosen<'a>, ExportError> {
    let fits = |name: &String| options.map.as_ref().is_none_or(|m| m == name);
    let map = certificate.maps.iter().find(|m| fits(&m.name));
    let class = certificate.assumptions.iter().find(|a| fits(&a.name));
    map.map(Chosen::Map)
        .or(class.map(Chosen::Class))
        .ok_or_else(|| ExportError::NoSuchMap(options.map.clone()))
}
