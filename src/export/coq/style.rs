//! The two ways of writing data and naming lemmas: over the rationals, over `Q(alpha)`.

use super::enclosure::Enclosure;
use super::plan::Claim;
use super::text::{coefficients, rational};
use crate::certificate::Num;

/// How the data of a claim are written and which lemmas apply: over the rationals or over `Q(alpha)`.
pub struct Style<'a> {
    /// Where `alpha` is, if the numbers are not rational.
    pub field: Option<&'a Enclosure>,
}

impl<'a> Style<'a> {
    /// The style of a claim.
    pub fn of(claim: &'a Claim) -> Style<'a> {
        Style {
            field: claim.field.as_ref(),
        }
    }
    /// A number as data.
    pub fn datum(&self, x: &Num) -> String {
        match (self.field, x.to_rational()) {
            (None, Some(r)) => rational(&r),
            _ => format!("{}%Q", coefficients(x)),
        }
    }
    /// The type of a number as data.
    pub fn kind(&self) -> &'static str {
        if self.field.is_some() { "poly" } else { "Q" }
    }
    /// The ends of the interval of `alpha`, as arguments.
    pub fn interval(&self) -> String {
        self.field
            .map(|e| format!("{} {} ", rational(&e.interval.0), rational(&e.interval.1)))
            .unwrap_or_default()
    }
    /// The same and the polynomial.
    pub fn modulus(&self) -> String {
        if self.field.is_some() {
            format!("{}m ", self.interval())
        } else {
            String::new()
        }
    }
    /// Chooses between the names of the two styles.
    pub fn pick<'t>(&self, rational: &'t str, algebraic: &'t str) -> &'t str {
        if self.field.is_some() {
            algebraic
        } else {
            rational
        }
    }
}
