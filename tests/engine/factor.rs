//! Factorisation, degree patterns and irreducibility proofs.

use crate::support::{Random, cycles};
use orbitex::num::cyclotomic::cyclotomic;
use orbitex::num::factor::{factor, irreducibility_primes, is_irreducible};
use orbitex::num::gcd::{gcd, squarefree_part};
use orbitex::num::kronecker::product;
use orbitex::num::modpoly::ModPoly;
use orbitex::num::modular::{Crt, Modulus, degree_pattern, is_prime};
use orbitex::num::{Int, IntPoly};

/// The minimal polynomial of `sqrt p_1 + ... + sqrt p_k`: `f(x) -> f(x + sqrt p) f(x - sqrt p)`.
fn swinnerton_dyer(primes: &[i64]) -> IntPoly {
    primes.iter().fold(IntPoly::x(), |f, &p| {
        // f(x + s) = a + b s with s^2 = p, and the product is a^2 - p b^2.
        let (mut a, mut b) = (IntPoly::zero(), IntPoly::zero());
        for c in f.coeffs().iter().rev() {
            let next = &(&a * &IntPoly::x()) + &b.scale(&Int::from(p));
            b = &(&b * &IntPoly::x()) + &a;
            a = &next + &IntPoly::constant(c.clone());
        }
        &(&a * &a) - &(&b * &b).scale(&Int::from(p))
    })
}

fn multiply(factors: &[(IntPoly, u32)]) -> IntPoly {
    factors
        .iter()
        .fold(IntPoly::one(), |acc, (f, e)| &acc * &f.pow(*e))
}

#[test]
fn reference_factorisations_agree() {
    for c in cycles() {
        let found = factor(&c.charpoly);
        assert!(found.complete);
        let mut expected = c.factors.clone();
        expected.sort_by(|a, b| {
            a.0.degree()
                .cmp(&b.0.degree())
                .then_with(|| a.0.coeffs().iter().rev().cmp(b.0.coeffs().iter().rev()))
        });
        assert_eq!(found.factors, expected, "{:?}", c.pattern);
    }
}

#[test]
fn random_products_come_apart() {
    let mut random = Random(3);
    for _ in 0..120 {
        let parts: Vec<(IntPoly, u32)> = (0..1 + random.below(4))
            .map(|_| {
                let degree = 1 + random.below(6) as usize;
                let size = 1 << random.below(8);
                (random.poly(degree, size), 1 + random.below(3) as u32)
            })
            .collect();
        let f = multiply(&parts);
        if f.is_zero() {
            continue;
        }
        let found = factor(&f);
        assert!(found.complete);
        assert_eq!(multiply(&found.factors), f.primitive());
        for (g, e) in &found.factors {
            assert_eq!(is_irreducible(g), Some(true), "{g}");
            assert!(f.exact_div(&g.pow(*e)).is_some() && f.exact_div(&g.pow(e + 1)).is_none());
            // The roots' side of it: each part shares a factor with some g.
            assert!(parts.iter().any(|(h, _)| gcd(g, h).degree() == g.degree()));
        }
    }
}

#[test]
fn products_of_large_factors_come_apart() {
    let mut random = Random(11);
    for (a, b) in [(20, 25), (40, 40), (3, 60)] {
        let (f, g) = (random.poly(a, 1 << 20), random.poly(b, 50));
        let found = factor(&product(&f, &g));
        assert!(found.complete);
        assert_eq!(multiply(&found.factors), product(&f, &g).primitive());
        assert!(found.factors.len() >= 2);
    }
}

#[test]
fn swinnerton_dyer_polynomials_are_irreducible() {
    let f = swinnerton_dyer(&[2, 3, 5, 7, 11]);
    assert_eq!(f.degree(), Some(32));
    assert_eq!(is_irreducible(&f), Some(true));
    assert_eq!(
        irreducibility_primes(&f),
        None,
        "all degree patterns are ones and twos"
    );
    let product = &swinnerton_dyer(&[2, 3, 5]) * &swinnerton_dyer(&[2, 3, 7]);
    assert_eq!(
        factor(&product)
            .factors
            .iter()
            .map(|f| f.0.degree())
            .collect::<Vec<_>>(),
        [Some(8), Some(8)]
    );
}

#[test]
fn the_budget_ends_the_search_and_says_so() {
    let f = swinnerton_dyer(&[2, 3, 5, 7, 11, 13, 17]);
    let found = factor(&f);
    assert!(!found.complete);
    assert_eq!(multiply(&found.factors), f);
    assert_eq!(is_irreducible(&f), None);
}

#[test]
fn cyclotomic_products_come_apart() {
    // x^n - 1 is the product of the cyclotomic polynomials of the divisors of n.
    for n in [1usize, 12, 30, 105, 128, 180] {
        let mut coeffs = vec![0; n + 1];
        (coeffs[0], coeffs[n]) = (-1, 1);
        let f = IntPoly::from_i64(&coeffs);
        let found = factor(&f);
        assert!(found.complete);
        assert_eq!(multiply(&found.factors), f);
        let divisors: Vec<usize> = (1..=n).filter(|d| n % d == 0).collect();
        assert_eq!(found.factors.len(), divisors.len());
        assert!(
            divisors
                .iter()
                .all(|&d| found.factors.contains(&(cyclotomic(d), 1)))
        );
    }
}

#[test]
fn small_and_odd_inputs() {
    assert!(!factor(&IntPoly::zero()).complete);
    assert!(factor(&IntPoly::from_i64(&[6])).factors.is_empty());
    let f = IntPoly::from_i64(&[0, 0, -6, -6]);
    assert_eq!(
        factor(&f).factors,
        vec![(IntPoly::x(), 2), (IntPoly::from_i64(&[1, 1]), 1)]
            .into_iter()
            .collect::<Vec<_>>()
    );
    assert_eq!(
        is_irreducible(&IntPoly::from_i64(&[1, 0, 0, 0, 1])),
        Some(true)
    );
    assert_eq!(
        irreducibility_primes(&IntPoly::from_i64(&[1, 0, 0, 0, 1])),
        None
    );
    assert_eq!(irreducibility_primes(&IntPoly::from_i64(&[4])), None);
    assert_eq!(is_irreducible(&IntPoly::from_i64(&[-4, 0, 9])), Some(false));
    assert_eq!(
        squarefree_part(&IntPoly::from_i64(&[-1, 1]).pow(5)),
        IntPoly::from_i64(&[-1, 1])
    );
}

#[test]
fn irreducibility_primes_prove_what_they_say() {
    let mut random = Random(5);
    let mut proven = 0;
    for _ in 0..60 {
        let degree = 2 + random.below(14) as usize;
        let f = random.poly(degree, 40).primitive();
        let Some(primes) = irreducibility_primes(&f) else {
            continue;
        };
        proven += 1;
        assert_eq!(is_irreducible(&f), Some(true));
        // Check the criterion itself, with sets of sums built the slow way.
        let sums = |degrees: &[usize]| -> std::collections::BTreeSet<usize> {
            (0u32..1 << degrees.len())
                .map(|s| {
                    degrees
                        .iter()
                        .enumerate()
                        .filter(|(i, _)| s >> i & 1 == 1)
                        .map(|(_, d)| d)
                        .sum()
                })
                .collect()
        };
        let common = primes
            .iter()
            .map(|&p| sums(&degree_pattern(&f, p).unwrap()))
            .reduce(|a, b| a.intersection(&b).copied().collect())
            .unwrap();
        assert_eq!(common.into_iter().collect::<Vec<_>>(), [0, degree]);
    }
    assert!(proven > 20);
}

#[test]
fn degree_patterns_agree_with_trial_division() {
    // Modulo 2 and 3 by dividing by every monic polynomial, ascending.
    let mut random = Random(9);
    for round in 0..200 {
        let p = [2u64, 3][round % 2];
        let degree = 1 + random.below(7) as usize;
        let f = random.poly(degree, 30);
        let m = ModPoly::new(p).unwrap();
        let mut rest = m.monic(&m.enter(&f));
        let mut expected = Vec::new();
        let mut repeated = false;
        for d in 1..=degree {
            for code in 0..p.pow(d as u32) {
                let mut g: Vec<u32> = (0..d as u32)
                    .map(|i| (code / p.pow(i) % p) as u32)
                    .collect();
                g.push(1);
                let mut times = 0;
                while rest.len() > 1 && m.rem(&rest, &g).is_empty() {
                    rest = m.div_rem(&rest, &g).0;
                    expected.push(d);
                    times += 1;
                }
                repeated |= times > 1;
            }
        }
        let bad = repeated || m.enter(&f).len() != degree + 1;
        assert_eq!(
            degree_pattern(&f, p),
            (!bad).then_some(expected),
            "{f} modulo {p}"
        );
    }
    assert_eq!(
        degree_pattern(&IntPoly::from_i64(&[1, 0, 1]), 1 << 31),
        None
    );
    assert_eq!(degree_pattern(&IntPoly::from_i64(&[1, 0, 1]), 15), None);
    // Large primes: x^2 + 1 splits exactly when p = 1 modulo 4.
    for p in [2_147_483_647u64, 2_147_483_629, 1_000_000_007, 65_537] {
        let expected = if p % 4 == 1 { vec![1, 1] } else { vec![2] };
        assert_eq!(
            degree_pattern(&IntPoly::from_i64(&[1, 0, 1]), p),
            Some(expected)
        );
    }
}

#[test]
fn modular_arithmetic_agrees_with_wide_integers() {
    let sieve: Vec<u64> = (2..3000)
        .filter(|n| (2..*n).take_while(|d| d * d <= *n).all(|d| n % d != 0))
        .collect();
    assert_eq!(
        (0..3000).filter(|&n| is_prime(n)).collect::<Vec<_>>(),
        sieve
    );
    assert!(is_prime((1 << 61) - 1) && !is_prime((1 << 61) - 3) && !is_prime(3_215_031_751));
    let mut random = Random(2);
    for p in [3u64, 1_000_003, (1 << 61) - 1, (1 << 62) - 57] {
        let m = Modulus::new(p).unwrap();
        for _ in 0..200 {
            let (a, b) = (random.below(p), random.below(p));
            let (x, y) = (m.enter(a), m.enter(b));
            assert_eq!(
                m.leave(m.mul(x, y)),
                (u128::from(a) * u128::from(b) % u128::from(p)) as u64
            );
            assert_eq!(m.leave(m.add(x, y)), (a + b) % p);
            assert_eq!(m.leave(m.sub(x, y)), (a + p - b) % p);
            if is_prime(p) && a != 0 {
                assert_eq!(m.mul(m.inv(x), x), m.one());
            }
        }
    }
    let primes = [5u64, 7, (1 << 61) - 1];
    let crt = Crt::new(&primes);
    for n in [0i64, 17, -17, 1 << 40, -(1 << 60)] {
        let residues: Vec<u64> = primes
            .iter()
            .map(|&p| i128::from(n).rem_euclid(i128::from(p)) as u64)
            .collect();
        assert_eq!(crt.lift(&residues), Int::from(n));
    }
}

#[test]
fn kronecker_products_agree_with_plain_ones() {
    let mut random = Random(21);
    for _ in 0..100 {
        let size = 1 << (1 + random.below(40));
        let (da, db) = (random.below(40) as usize, random.below(40) as usize);
        let (a, b) = (random.poly(da, size), random.poly(db, size));
        assert_eq!(product(&a, &b), &a * &b);
    }
    assert!(product(&IntPoly::zero(), &IntPoly::x()).is_zero());
}
