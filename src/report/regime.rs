//! The regime of each map, read off its certificate: zero entropy with periods that are powers of 2, exponential growth,
//! or not decided.

use crate::certificate::{Growth, Kind, MapCertificate};
use num_traits::{One, Zero};

/// What is known of the growth of a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Regime {
    /// Entropy 0, every period is a power of 2.
    Zero,
    /// Entropy above 0, some period is not a power of 2.
    Exponential,
    /// The certificate does not say.
    Undecided,
}

impl Regime {
    /// The word of the machine-readable analysis.
    pub fn word(self) -> &'static str {
        match self {
            Regime::Zero => "zero",
            Regime::Exponential => "exponential",
            Regime::Undecided => "undecided",
        }
    }
}

/// The regime and the reason for it, a phrase without LaTeX.
pub fn regime(m: &MapCertificate) -> (Regime, &'static str) {
    let flat = match &m.growth {
        // The growth is the only root in the interval, which begins at 1 or later.
        Growth::Exact { poly, interval, .. } => {
            let at_one: crate::num::Int = poly.iter().map(|c| &c.0).sum();
            interval.0.0.is_one() && at_one.is_zero()
        }
        Growth::ConstantSlope { .. } => false,
        Growth::Enclosure { lower, upper } => {
            let value = upper.value();
            return if lower.rate.0 > One::one() {
                (
                    Regime::Exponential,
                    "the inner covering graph has radius above 1",
                )
            } else if !m.periods.strongest.is_power_of_two() {
                (
                    Regime::Exponential,
                    "a period is not a power of 2 (Misiurewicz)",
                )
            } else if value.0.is_one() {
                (Regime::Zero, "the growth is at most 1")
            } else {
                (
                    Regime::Undecided,
                    "the growth is enclosed only, and every period found is a power of 2",
                )
            };
        }
    };
    match (&m.growth, m.kind, flat) {
        (Growth::ConstantSlope { .. }, ..) => (
            Regime::Exponential,
            "all slopes have one absolute value above 1",
        ),
        (_, Kind::Map, true) => (
            Regime::Zero,
            "every component of the covering graph is a single loop",
        ),
        (_, Kind::Map, false) => (
            Regime::Exponential,
            "a component of the covering graph has radius above 1",
        ),
        (_, Kind::Orbit, false) => (
            Regime::Exponential,
            "the orbit's covering graph has radius above 1, for every map with this orbit",
        ),
        // The growth of a polynomial is always enclosed, see above.
        (_, Kind::Polynomial, _) => (Regime::Undecided, "the growth is enclosed only"),
        (_, Kind::Orbit, true) => (
            Regime::Undecided,
            "the orbit forces no growth: its connect-the-dots map has entropy 0, other maps with it may have more",
        ),
    }
}

/// One line for a terminal.
pub fn line(m: &MapCertificate) -> String {
    let (regime, reason) = regime(m);
    let what = match regime {
        Regime::Zero => "entropy 0, so all periods are powers of 2 (Misiurewicz)",
        Regime::Exponential => "exponential growth, entropy above 0",
        Regime::Undecided => "not decided",
    };
    format!("{what}: {reason}")
}
