//! The theorems: one file each with its statement, hypotheses, bound and references, and the list `explain` reads.

pub mod classification;
pub mod every;
pub mod extremal;
pub mod forced;
pub mod growth;
pub mod guaranteed;
pub mod increasing;
pub mod l1;
pub mod loops;
pub mod narrow;
pub mod odd_period;
pub mod one_layer;
pub mod orbits;
pub mod paths;
pub mod pieces;
pub mod regime;
pub mod sandwich;
pub mod sharkovsky;
pub mod slopes;
pub mod squares;
pub mod sup;
pub mod table;
pub mod three_points;
pub mod threshold;
pub mod total;
pub mod units;

/// Whether the verifier recomputes a theorem's numbers from the map alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Proved in the report; every hypothesis is checked by the verifier.
    FirstPrinciples,
    /// Rests on a theorem of the literature that is cited, not proved.
    Cited,
}

/// A statement of the theory as a reader meets it.
#[derive(Clone, Copy, Debug)]
pub struct Theorem {
    /// The short name used on the command line and in certificates.
    pub id: &'static str,
    /// The title.
    pub title: &'static str,
    /// Hypotheses, one sentence each.
    pub hypotheses: &'static [&'static str],
    /// The conclusion.
    pub statement: &'static str,
    /// The idea of the proof.
    pub proof: &'static str,
    /// What the certificate carries for it.
    pub witness: &'static str,
    /// Whether the checker needs a citation.
    pub standing: Standing,
    /// Where the result or its idea comes from.
    pub references: &'static [&'static str],
    /// A worked example.
    pub example: &'static str,
}

/// All theorems, in the order of the theory.
pub const THEOREMS: &[&Theorem] = &[
    &pieces::THEOREM,
    &paths::THEOREM,
    &orbits::THEOREM,
    &growth::THEOREM,
    &sup::THEOREM,
    &total::THEOREM,
    &narrow::THEOREM,
    &three_points::THEOREM,
    &units::THEOREM,
    &classification::THEOREM,
    &l1::THEOREM,
    &extremal::THEOREM,
    &slopes::THEOREM,
    &squares::THEOREM,
    &one_layer::THEOREM,
    &sandwich::THEOREM,
    &sharkovsky::THEOREM,
    &odd_period::THEOREM,
    &loops::THEOREM,
    &increasing::THEOREM,
    &threshold::THEOREM,
    &every::THEOREM,
    &forced::THEOREM,
    &regime::THEOREM,
];

/// The theorem with this id.
pub fn find(id: &str) -> Option<&'static Theorem> {
    THEOREMS.iter().copied().find(|t| t.id == id)
}
