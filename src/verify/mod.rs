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
mod stream;
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
use std::collections::HashSet;

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
    read::read(text_of(bytes)?)
}

fn text_of(bytes: &[u8]) -> Result<&str, Reason> {
    std::str::from_utf8(bytes).map_err(|e| Reason::NotUtf8 {
        offset: e.valid_up_to(),
    })
}

/// Reads and checks a certificate's text.
pub fn verify_text(json: &str) -> Verdict {
    verify_bytes(json.as_bytes())
}

/// Reads and checks a certificate file, map by map: the verdict is that of [`verify`] on what [`read_bytes`] reads, but
/// no more than the text and one map are held at a time.
pub fn verify_bytes(bytes: &[u8]) -> Verdict {
    let mut maps = MapChecks::default();
    let read = text_of(bytes).and_then(|text| stream::read_by_maps(text, |map| maps.next(map)));
    match read {
        Ok(rest) => verdict(maps.finish(&rest)),
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
    let mut maps = MapChecks::default();
    certificate.maps.iter().for_each(|map| maps.next(map));
    verdict(maps.finish(certificate))
}

fn verdict(checked: Result<Checked, Fault>) -> Verdict {
    match checked {
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

/// The checks of the maps of one certificate, one map after another, up to the first fault.
#[derive(Default)]
struct MapChecks {
    budget: Budget,
    /// How many maps came.
    maps: usize,
    names: HashSet<String>,
    /// The generators' names of all maps that came, those after a fault too.
    fields: Vec<String>,
    all: Checked,
    fault: Option<Fault>,
}

impl MapChecks {
    fn next(&mut self, map: &MapCertificate) {
        let i = self.maps;
        self.maps += 1;
        self.fields.extend(map.field.iter().map(|f| f.name.clone()));
        if self.fault.is_some() {
            return;
        }
        let named = self.fresh(&map.name).at(|| format!("maps[{i}].name"));
        let checked = named.and_then(|()| {
            check_map(&self.budget, map).map_err(|fault| Fault {
                line: format!("maps[{i}].{}", fault.line),
                ..fault
            })
        });
        match checked {
            Ok(checked) => self.all.add(checked),
            Err(fault) => self.fault = Some(fault),
        }
    }
    /// Names are not empty and differ from each other.
    fn fresh(&mut self, name: &str) -> Result<(), Reason> {
        let known = Some(name.to_string()).filter(|n| !n.is_empty());
        let fresh = known.is_some() && self.names.insert(name.to_string());
        ensure(fresh, Reason::MapNames { name: known })
    }
    /// All the rest, when every map came: the maps in `rest` are not looked at. Faults are in the order of the format,
    /// wherever they stand in the text.
    fn finish(mut self, rest: &Certificate) -> Result<Checked, Fault> {
        let found = rest.schema.clone();
        ensure(found == SCHEMA, Reason::Schema { found }).at(|| "schema".into())?;
        ensure(
            self.maps > 0 || !rest.assumptions.is_empty(),
            Reason::MapNames { name: None },
        )
        .at(|| "maps".into())?;
        notation::check(rest.notation.as_ref(), &self.fields)?;
        if let Some(fault) = self.fault.take() {
            return Err(fault);
        }
        for (i, a) in rest.assumptions.iter().enumerate() {
            self.fresh(&a.name)
                .at(|| format!("assumptions[{i}].name"))?;
            let checked = assumption::check(&self.budget, a).map_err(|fault| Fault {
                line: format!("assumptions[{i}].{}", fault.line),
                ..fault
            })?;
            self.all.add(checked);
        }
        Ok(self.all)
    }
}

fn check_map(budget: &Budget, map: &MapCertificate) -> Result<Checked, Fault> {
    let (reals, mut all) = field::check(budget, map)?;
    let context = Context::new(budget, reals, map)?;
    for obligation in OBLIGATIONS {
        all.add(obligation(&context, map)?);
    }
    Ok(all)
}
