//! The verifier: a certificate goes in, a verdict comes out, and nothing that can be recomputed is trusted.
//!
//! It shares rational arithmetic and polynomials with the producer and nothing else; one file is one obligation of
//! `docs/certificate.md`, and all have the signature `fn check(&Context, &MapCertificate) -> Result<Checked, Fault>`.

mod area;
mod assumption;
mod bounds;
mod charpoly;
mod classification;
mod context;
mod counts;
mod crossings;
mod cycles;
mod decimal;
mod every;
mod exact;
mod field;
mod fixed_points;
mod growth;
mod irreducible;
mod isolation;
mod iterate;
mod ladder;
mod laps;
mod layers;
mod lengths;
mod levels;
mod limits;
mod lipschitz;
mod notation;
mod odd_period;
mod open_growth;
mod partition;
mod patterns;
mod periods;
mod perron;
mod pieces;
mod polynomial;
mod polynomial_laps;
mod read;
mod reason;
mod reduced;
mod residue;
mod roots;
mod sizes;
mod spectrum;
mod starts;
mod strongest;
mod sums;
mod triples;
mod units;
mod vertices;

pub use limits::{MAX_BYTES, MAX_DIGITS, MAX_ITERATE, MAX_POINTS, MAX_WORK};
pub use reason::{Fault, Reason, WitnessFault};

use crate::certificate::{Certificate, MapCertificate, SCHEMA};
use context::Context;
use limits::Budget;
use reason::{At, ensure};

/// What the verifier says about a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every line is checked from first principles.
    Valid {
        /// The number of lines.
        lines: usize,
    },
    /// Every line is checked, some relying on theorems that are cited, not proved.
    ValidRelying {
        /// The number of lines checked from first principles.
        lines: usize,
        /// The number of further lines that rely on citations.
        cited_lines: usize,
        /// The theorems, by id, sorted.
        citations: Vec<&'static str>,
    },
    /// Some line is wrong, unreadable, or beyond the verifier's limits.
    Invalid {
        /// The JSON path of the line; `$` for the whole text.
        line: String,
        /// Why.
        reason: Reason,
    },
}

/// A theorem that a line may rely on, by its id in `docs/certificate.md`.
pub type Citation = &'static str;

/// What one obligation found in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Checked {
    lines: usize,
    cited_lines: usize,
    citations: Vec<Citation>,
}

impl Checked {
    fn lines(lines: usize) -> Checked {
        Checked {
            lines,
            ..Checked::default()
        }
    }
    /// Counts one line that relies on `citation`.
    fn cite(&mut self, citation: Citation) {
        self.cited_lines += 1;
        self.citations.push(citation);
    }
    fn add(&mut self, other: Checked) {
        self.lines += other.lines;
        self.cited_lines += other.cited_lines;
        self.citations.extend(other.citations);
    }
}

type Obligation = fn(&Context, &MapCertificate) -> Result<Checked, Fault>;

/// The obligations in the order in which they may rely on each other.
const OBLIGATIONS: [Obligation; 20] = [
    vertices::check,
    polynomial::check,
    lipschitz::check,
    partition::check,
    charpoly::check,
    growth::check,
    laps::check,
    pieces::check,
    fixed_points::check,
    periods::check,
    strongest::check,
    layers::check,
    bounds::check,
    classification::check,
    area::check,
    triples::check,
    units::check,
    every::check,
    ladder::check,
    odd_period::check,
];

/// Reads a certificate file strictly: what [`verify`] then says is about all of its bytes.
pub fn read_bytes(bytes: &[u8]) -> Result<Certificate, Reason> {
    let text = std::str::from_utf8(bytes).map_err(|e| Reason::NotUtf8 {
        offset: e.valid_up_to(),
    })?;
    read::read(text)
}

/// Reads and checks a certificate's text.
pub fn verify_text(json: &str) -> Verdict {
    verify_bytes(json.as_bytes())
}

/// Reads and checks a certificate file.
pub fn verify_bytes(bytes: &[u8]) -> Verdict {
    match read_bytes(bytes) {
        Ok(certificate) => verify(&certificate),
        Err(reason) => Verdict::unreadable(reason),
    }
}

impl Verdict {
    /// The verdict on a text that cannot be read as a certificate.
    pub fn unreadable(reason: Reason) -> Verdict {
        Verdict::Invalid {
            line: "$".to_string(),
            reason,
        }
    }
}

/// Checks a certificate.
pub fn verify(certificate: &Certificate) -> Verdict {
    match check_all(certificate) {
        Err(Fault { line, reason }) => Verdict::Invalid { line, reason },
        Ok(Checked {
            lines, citations, ..
        }) if citations.is_empty() => Verdict::Valid { lines },
        Ok(Checked {
            lines,
            cited_lines,
            mut citations,
        }) => {
            citations.sort_unstable();
            citations.dedup();
            Verdict::ValidRelying {
                lines,
                cited_lines,
                citations,
            }
        }
    }
}

fn check_all(certificate: &Certificate) -> Result<Checked, Fault> {
    let found = certificate.schema.clone();
    ensure(found == SCHEMA, Reason::Schema { found }).at(|| "schema".into())?;
    ensure(
        !certificate.maps.is_empty() || !certificate.assumptions.is_empty(),
        Reason::MapNames { name: None },
    )
    .at(|| "maps".into())?;
    notation::check(certificate)?;
    let budget = Budget::default();
    let mut names = std::collections::HashSet::new();
    let mut all = Checked::default();
    for (i, map) in certificate.maps.iter().enumerate() {
        let name = Some(map.name.clone()).filter(|n| !n.is_empty());
        let fresh = name.is_some() && names.insert(&map.name);
        ensure(fresh, Reason::MapNames { name }).at(|| format!("maps[{i}].name"))?;
        let checked = check_map(&budget, map).map_err(|fault| Fault {
            line: format!("maps[{i}].{}", fault.line),
            ..fault
        })?;
        all.add(checked);
    }
    for (i, a) in certificate.assumptions.iter().enumerate() {
        let name = Some(a.name.clone()).filter(|n| !n.is_empty());
        let fresh = name.is_some() && names.insert(&a.name);
        ensure(fresh, Reason::MapNames { name }).at(|| format!("assumptions[{i}].name"))?;
        let checked = assumption::check(&budget, a).map_err(|fault| Fault {
            line: format!("assumptions[{i}].{}", fault.line),
            ..fault
        })?;
        all.add(checked);
    }
    Ok(all)
}

fn check_map(budget: &Budget, map: &MapCertificate) -> Result<Checked, Fault> {
    let (reals, mut all) = field::check(budget, map)?;
    let context = Context::new(budget, reals, map)?;
    for obligation in OBLIGATIONS {
        all.add(obligation(&context, map)?);
    }
    Ok(all)
}
