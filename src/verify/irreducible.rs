//! Irreducibility over the rationals: degree 1, or degree patterns modulo primes that leave no proper factor.
//!
//! If `f` has a rational factor of degree `k` and `p` does not divide the leading coefficient, some of the factors of
//! `f` modulo `p` have degrees with sum `k`. If only 0 and `n` are such sums for all primes listed, `f` is irreducible.

use super::limits::{MAX_PATTERN_DEGREE, MAX_PRIMES, at_most};
use super::reason::{Reason, WitnessFault, ensure};
use super::residue::is_prime;
use crate::certificate::Irreducibility;
use crate::num::modular::degree_pattern;
use crate::num::polynomial::IntPoly;
use num_traits::One;

/// Checks the witness for a polynomial of degree at least 1.
pub fn check(poly: &IntPoly, witness: &Irreducibility) -> Result<(), Reason> {
    let n = poly.degree().unwrap_or(0);
    let fault = |fault| Reason::Irreducibility { fault };
    match witness {
        Irreducibility::Linear {} => ensure(n == 1, fault(WitnessFault::NotLinear)),
        Irreducibility::Degrees { primes } => {
            at_most("degree in an irreducibility witness", n, MAX_PATTERN_DEGREE)?;
            at_most(
                "primes of an irreducibility witness",
                primes.len(),
                MAX_PRIMES,
            )?;
            ensure(poly.content().is_one(), fault(WitnessFault::Content))?;
            let mut possible = vec![true; n + 1];
            for &p in primes {
                ensure(p < 1 << 31 && is_prime(p), fault(WitnessFault::NotPrime(p)))?;
                let degrees = degree_pattern(poly, p).ok_or(fault(WitnessFault::BadPrime(p)))?;
                let sums = subset_sums(&degrees, n);
                possible
                    .iter_mut()
                    .zip(sums)
                    .for_each(|(old, new)| *old &= new);
            }
            match (1..n).find(|k| possible[*k]) {
                None => Ok(()),
                Some(k) => Err(fault(WitnessFault::DegreePossible(k))),
            }
        }
    }
}

fn subset_sums(degrees: &[usize], n: usize) -> Vec<bool> {
    let mut sums = vec![false; n + 1];
    sums[0] = true;
    for &d in degrees {
        for k in (d..=n).rev() {
            sums[k] |= sums[k - d];
        }
    }
    sums
}
