//! From maps to certificates: the only room that joins graph, period and theory.

pub mod analysis;
pub mod area;
pub mod assumption;
pub mod bounds;
pub mod classification;
pub mod convert;
pub mod every;
pub mod growth;
pub mod ladder;
pub mod layers;
pub mod map;
pub mod polynomial;
pub mod realise;
pub mod triples;
pub mod units;

pub use analysis::{Analysis, LimitReached, Limits};
pub use assumption::ForcedRequest;
pub use bounds::{LevelChoice, Request};

use crate::certificate::{Certificate, MapCertificate, SCHEMA};

/// One map with the bounds asked for.
pub struct Subject<'a> {
    /// The name.
    pub name: &'a str,
    /// How the file writes it.
    pub origin: &'a str,
    /// The map.
    pub analysis: &'a Analysis,
    /// One request for each `certify` statement; the default one if there is none.
    pub requests: Vec<Request>,
}

/// How long the lists of counts are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lengths {
    /// Laps and pieces of `f^t` for `t = 1..=laps`.
    pub laps: usize,
    /// Fixed points of `f^m` for `m = 1..=periods`.
    pub periods: usize,
}

impl Default for Lengths {
    fn default() -> Lengths {
        Lengths {
            laps: 20,
            periods: 20,
        }
    }
}

/// The certificate of a file's maps; statements about classes of maps are added to it.
pub fn certificate(
    source: &str,
    title: Option<&str>,
    author: Option<&str>,
    maps: Vec<MapCertificate>,
) -> Certificate {
    Certificate {
        schema: SCHEMA.to_string(),
        generator: concat!("orbitex ", env!("CARGO_PKG_VERSION")).to_string(),
        source: source.to_string(),
        title: title.map(str::to_string),
        author: author.map(str::to_string),
        notation: None,
        maps,
        assumptions: Vec::new(),
    }
}
