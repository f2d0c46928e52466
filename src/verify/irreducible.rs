//! Irreducibility over the rationals: degree 1, or degree patterns modulo primes that leave no proper factor.
//!
//! If `f` has a rational factor of degree `k` and `p` does not divide the leading coefficient, some of the factors of
//! `f` modulo `p` have degrees with sum `k`. If only 0 and `n` are such sums for all primes listed, `f` is irreducible.

use super::limits::{MAX_PATTERN_DEGREE, MAX_PRIMES, at_most};
use super::reason::{Reason, WitnessFault, ensure};
use super::residue::is_prime;
use crate::certificate::Irreducibility;
use crate::num::modular::degrees_up_to;
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
            // Of a factor and its cofactor one has at most half the degree: which of these degrees are possible?
            let mut possible = vec![true; n / 2 + 1];
            for &p in primes {
                ensure(p < 1 << 31 && is_prime(p), fault(WitnessFault::NotPrime(p)))?;
                let largest = (1..=n / 2).rev().find(|k| possible[*k]).unwrap_or(0);
                // Sums up to `largest` have no summands above it.
                let degrees = degrees_up_to(poly, p, largest);
                let degrees = degrees.ok_or(fault(WitnessFault::BadPrime(p)))?;
                let sums = subset_sums(&degrees, largest);
                possible
                    .iter_mut()
                    .zip(sums)
                    .for_each(|(old, new)| *old &= new);
            }
            match (1..=n / 2).find(|k| possible[*k]) {
                None => Ok(()),
                Some(k) => Err(fault(WitnessFault::DegreePossible(k))),
            }
        }
    }
}

/// Which numbers up to `n` are sums of some of the degrees?
fn subset_sums(degrees: &[usize], n: usize) -> Vec<bool> {
    let mut sums = vec![false; n + 1];
    sums[0] = true;
    for &d in degrees.iter().filter(|d| **d <= n) {
        for k in (d..=n).rev() {
            sums[k] |= sums[k - d];
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::modular::degree_pattern;

    fn random(state: &mut u64) -> u64 {
        *state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        *state >> 33
    }

    /// All degrees modulo all primes.
    fn slow(poly: &IntPoly, primes: &[u64]) -> Result<(), Reason> {
        let n = poly.degree().unwrap_or(0);
        let fault = |fault| Reason::Irreducibility { fault };
        let mut possible = vec![true; n + 1];
        for &p in primes {
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

    #[test]
    fn the_verdict_is_that_of_all_degrees() {
        let mut seed = 20_261_129;
        let (mut proved, mut refused, mut bad) = (0, 0, 0);
        for round in 0..600 {
            let n = 2 + (random(&mut seed) % if round % 20 == 0 { 90 } else { 16 }) as usize;
            let mut coeffs: Vec<i64> = (0..n).map(|_| (random(&mut seed) % 7) as i64 - 3).collect();
            coeffs.push(1);
            let poly = IntPoly::from_i64(&coeffs);
            let all = [2, 3, 5, 7, 11, 13, 17, 101, 10_007];
            let good = all
                .into_iter()
                .filter(|&p| round % 5 == 0 || degree_pattern(&poly, p).is_some());
            let mut primes: Vec<u64> = good.collect();
            if primes.is_empty() {
                continue;
            }
            let turn = random(&mut seed) as usize % primes.len();
            primes.rotate_left(turn);
            primes.truncate(1 + random(&mut seed) as usize % primes.len());
            let witness = Irreducibility::Degrees {
                primes: primes.clone(),
            };
            let found = check(&poly, &witness);
            assert_eq!(found, slow(&poly, &primes), "{poly:?} {primes:?}");
            match found {
                Ok(()) => proved += 1,
                Err(Reason::Irreducibility {
                    fault: WitnessFault::BadPrime(_),
                }) => bad += 1,
                Err(_) => refused += 1,
            }
        }
        assert!(
            proved > 100 && refused > 50 && bad > 20,
            "{proved} {refused} {bad}"
        );
    }
}
