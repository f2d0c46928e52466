//! Factorisation of integer polynomials into irreducible factors (Zassenhaus 1969), and proofs of irreducibility by the
//! degrees of the factors modulo primes.

use super::cyclotomic::{cyclotomic, cyclotomic_divisors};
use super::gcd::squarefree_decomposition;
use super::modpoly::{ModPoly, Residues, degree_pattern, degrees_of, squarefree_reduction};
use super::modular::{is_prime, small_primes};
use super::polynomial::IntPoly;
use super::recombine::recombine;
use num_traits::{Signed, Zero};
use rayon::prelude::*;
use std::cmp::Ordering;

/// A factorisation `f = content * prod factor^multiplicity`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Factorization {
    /// Primitive factors with positive leading coefficient, pairwise coprime, each with its multiplicity;
    /// sorted by degree, then by coefficients from the highest power down.
    pub factors: Vec<(IntPoly, u32)>,
    /// Is every factor proven irreducible? `false` when the budget ended first.
    pub complete: bool,
}

/// Factors a non-zero integer polynomial over the rationals. (Zero gives no factors and `complete: false`.)
///
/// When recombining modular factors exceeds its budget, the factors still multiply to `f`, but `complete` is `false`.
pub fn factor(f: &IntPoly) -> Factorization {
    let mut f = f.primitive();
    let mut out = Factorization {
        factors: Vec::new(),
        complete: !f.is_zero(),
    };
    let zeros = f.coeffs().iter().take_while(|c| c.is_zero()).count();
    if zeros > 0 && !f.is_zero() {
        f = IntPoly::new(f.coeffs()[zeros..].to_vec());
        out.factors.push((IntPoly::x(), zeros as u32));
    }
    if proven_modulo_two(&f) {
        out.factors.push((f, 1));
    } else {
        strip_cyclotomic(&mut f, &mut out.factors);
        for (part, multiplicity) in squarefree_decomposition(&f) {
            let (factors, complete) = factor_squarefree(part);
            out.complete &= complete;
            out.factors
                .extend(factors.into_iter().map(|g| (g, multiplicity)));
        }
    }
    out.factors.sort_by(|a, b| order(&a.0, &b.0));
    out
}

/// By degree, then by coefficients from the highest power down.
fn order(a: &IntPoly, b: &IntPoly) -> Ordering {
    let by_degree = a.degree().cmp(&b.degree());
    by_degree.then_with(|| a.coeffs().iter().rev().cmp(b.coeffs().iter().rev()))
}

/// Divides `f` by its cyclotomic factors and appends them.
fn strip_cyclotomic(f: &mut IntPoly, out: &mut Vec<(IntPoly, u32)>) {
    for m in cyclotomic_divisors(f) {
        let phi = cyclotomic(m);
        let mut multiplicity = 0;
        while let Some(quotient) = f.exact_div(&phi) {
            *f = quotient;
            multiplicity += 1;
        }
        out.push((phi, multiplicity));
    }
}

/// Is `f` proven irreducible? `None` when the budget ended before an answer.
pub fn is_irreducible(f: &IntPoly) -> Option<bool> {
    let f = f.primitive();
    match f.degree() {
        None | Some(0) => return Some(false),
        Some(1) => return Some(true),
        _ => {}
    }
    let found = factor(&f);
    match found.factors.as_slice() {
        [(_, 1)] => found.complete.then_some(true),
        _ => Some(false),
    }
}

/// The mod-2 criterion: all coefficients odd, `n = deg f + 1` prime and 2 a primitive root modulo `n`. Then `f` is
/// `1 + x + ... + x^(n-1)` modulo 2, which is irreducible there, and so is `f` (if primitive).
pub fn proven_modulo_two(f: &IntPoly) -> bool {
    let n = f.coeffs().len() as u64;
    n >= 3 && is_prime(n) && f.coeffs().iter().all(|c| c.bit(0)) && {
        let order = 1 + std::iter::successors(Some(2 % n), |x| Some(x * 2 % n))
            .take_while(|&x| x != 1)
            .count() as u64;
        order == n - 1
    }
}

/// The degrees that a factor can have, given the degrees of the factors modulo a prime: all sums of subsets.
fn subset_sums(degrees: &[usize], n: usize) -> Vec<bool> {
    let mut possible = vec![false; n + 1];
    possible[0] = true;
    for &d in degrees {
        for i in (d..=n).rev() {
            possible[i] |= possible[i - d];
        }
    }
    possible
}

fn intersect(possible: &mut [bool], with: &[bool]) {
    possible.iter_mut().zip(with).for_each(|(a, b)| *a &= b);
}

fn only_trivial(possible: &[bool]) -> bool {
    possible.iter().filter(|p| **p).count() <= 2
}

/// Primes below `2^31` whose degree patterns leave no degree of a proper factor possible, at best the cheapest to check
/// first: a proof that the primitive polynomial `f` of degree at least 2 is irreducible. An empty list for degree 1.
///
/// `None` if `f` is constant, or if no such primes are found within the budget (some irreducible polynomials, such as
/// `x^4 + 1`, have none).
pub fn irreducibility_primes(f: &IntPoly) -> Option<Vec<u64>> {
    let n = f.degree().filter(|&n| n >= 1)?;
    if n == 1 {
        return Some(Vec::new());
    }
    let tries = (4_000_000_000 / (n as u64).pow(3).max(1)).clamp(6, 120) as usize;
    let mut kept: Vec<(u64, Vec<bool>)> = Vec::new();
    let mut possible = vec![true; n + 1];
    let patterns =
        small_primes()
            .chunks(batch(n))
            .flat_map(|chunk| -> Vec<(u64, Option<Vec<usize>>)> {
                chunk
                    .par_iter()
                    .map(|&p| (p, degree_pattern(f, p)))
                    .collect()
            });
    for p in patterns
        .filter_map(|(p, pattern)| Some((p, pattern?)))
        .take(tries)
    {
        let sums = subset_sums(&p.1, n);
        let before = possible.iter().filter(|b| **b).count();
        intersect(&mut possible, &sums);
        if possible.iter().filter(|b| **b).count() < before {
            kept.push((p.0, sums));
        }
        if only_trivial(&possible) {
            return Some(fewest(kept, n));
        }
    }
    None
}

/// How many primes are tried at a time, in parallel: more than one only when each takes long.
fn batch(degree: usize) -> usize {
    if degree < 60 { 1 } else { 2 }
}

/// From this degree on the order of primes is felt by those who check them.
const LARGE: usize = 60;

/// Drops primes that are not needed: of a small degree the early ones first, and the order stays. Of a large degree the
/// prime comes first that leaves only the smallest degrees to the others: so far these have to be factored then.
fn fewest(mut kept: Vec<(u64, Vec<bool>)>, n: usize) -> Vec<u64> {
    let mut order: Vec<usize> = (0..kept.len()).collect();
    if n >= LARGE {
        let left = |sums: &[bool]| (1..=n / 2).rev().find(|k| sums[*k]).unwrap_or(0);
        if let Some(first) = (0..kept.len()).min_by_key(|i| left(&kept[*i].1)) {
            kept[..=first].rotate_right(1);
        }
        order.reverse();
    }
    let mut needed = vec![true; kept.len()];
    for i in order {
        needed[i] = false;
        let mut possible = vec![true; n + 1];
        let others = kept.iter().zip(&needed).filter(|(_, needed)| **needed);
        others.for_each(|((_, sums), _)| intersect(&mut possible, sums));
        needed[i] = !only_trivial(&possible) || !needed.contains(&true);
    }
    let needed = kept.into_iter().zip(needed).filter(|(_, needed)| *needed);
    needed.map(|((p, _), _)| p).collect()
}

/// The modular factorisation that recombination starts from.
struct Start {
    arithmetic: ModPoly,
    products: Vec<(usize, Residues)>,
    count: usize,
}

/// The irreducible factors of a squarefree primitive polynomial of degree at least 1, and whether all are proven.
fn factor_squarefree(f: IntPoly) -> (Vec<IntPoly>, bool) {
    let n = f.degree().unwrap_or(0);
    if n <= 1 || proven_modulo_two(&f) {
        return (vec![f], true);
    }
    debug_assert!(f.leading().is_positive());
    let mut possible = vec![true; n + 1];
    let mut best: Option<Start> = None;
    let mut good = 0;
    let attempts = small_primes()[1..]
        .chunks(batch(n))
        .flat_map(|chunk| -> Vec<_> {
            let attempt = |&p: &u64| {
                let arithmetic = ModPoly::new(p)?;
                let reduced = squarefree_reduction(&arithmetic, &f)?;
                Some((arithmetic, arithmetic.distinct_degree(&reduced)))
            };
            chunk.par_iter().map(attempt).collect()
        });
    for (arithmetic, products) in attempts.flatten() {
        let degrees = degrees_of(&products);
        intersect(&mut possible, &subset_sums(&degrees, n));
        if only_trivial(&possible) {
            return (vec![f], true);
        }
        let count = degrees.len();
        if best.as_ref().is_none_or(|b| count < b.count) {
            best = Some(Start {
                arithmetic,
                products,
                count,
            });
        }
        good += 1;
        // A few more primes are cheap against recombining many factors.
        let fewest = best.as_ref().map_or(usize::MAX, |b| b.count);
        if good >= 4 + fewest.min(12) / 2 {
            break;
        }
    }
    match best {
        Some(start) => {
            let factors = start.arithmetic.split(start.products);
            recombine(f, &factors, &start.arithmetic, &possible)
        }
        None => (vec![f], false),
    }
}
