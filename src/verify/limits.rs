//! The sizes beyond which a certificate is refused, and the budget that keeps every check finite.

use super::reason::Reason;
use crate::num::rational::Rat;
use std::cell::Cell;

/// Largest size of a certificate's text, in bytes.
pub const MAX_BYTES: usize = 1 << 30;
/// Longest run of decimal digits in the text.
pub const MAX_DIGITS: usize = 50_000;
/// Most partition points or vertices of one map.
pub const MAX_POINTS: usize = 20_000;
/// Largest iterate, period, number of counts and depth.
pub const MAX_ITERATE: u64 = 10_000;
/// Largest degree of a number field (the map's, or that of a Perron vector).
pub const MAX_FIELD_DEGREE: usize = 256;
/// Largest degree of a polynomial whose irreducibility is checked by degree patterns.
pub const MAX_PATTERN_DEGREE: usize = 600;
/// Most primes in one irreducibility witness.
pub const MAX_PRIMES: usize = 64;
/// Most decimals of a literal.
pub const MAX_DECIMALS: usize = 1_000;
/// Most binary digits to which a root is enclosed when a sign is looked for.
pub const MAX_BITS: u64 = 16_384;
/// Most steps, of about a machine word's work each, for one certificate.
pub const MAX_WORK: u64 = 60_000_000_000;

/// Counts the work done on one certificate and refuses to go beyond [`MAX_WORK`].
#[derive(Debug)]
pub struct Budget {
    left: Cell<u64>,
}

impl Default for Budget {
    fn default() -> Self {
        Budget {
            left: Cell::new(MAX_WORK),
        }
    }
}

impl Budget {
    /// Takes the cost of evaluating a polynomial of this degree at `q` off the budget.
    pub fn evaluate(&self, degree: usize, q: &Rat) -> Result<(), Reason> {
        let words = q.numer().bits().max(q.denom().bits()) / 64 + 1;
        self.spend(
            (degree as u64 + 1)
                .saturating_pow(2)
                .saturating_mul(words.saturating_pow(2)),
        )
    }
    /// Takes `steps` off the budget.
    pub fn spend(&self, steps: u64) -> Result<(), Reason> {
        match self.left.get().checked_sub(steps) {
            Some(left) => {
                self.left.set(left);
                Ok(())
            }
            None => Err(Reason::limit("work", MAX_WORK, MAX_WORK.saturating_add(1))),
        }
    }
}

/// Refuses `value` above `limit`.
pub fn at_most(what: &'static str, value: usize, limit: usize) -> Result<(), Reason> {
    if value <= limit {
        Ok(())
    } else {
        Err(Reason::limit(what, limit as u64, value as u64))
    }
}
