//! Cyclotomic polynomials and the cyclotomic factors of an integer polynomial.

use super::modular::Modulus;
use super::polynomial::{IntPoly, Poly};
use super::rational::Int;

/// The distinct primes that divide `m`, ascending.
fn prime_divisors(mut m: usize) -> Vec<usize> {
    let mut out = Vec::new();
    let mut p = 2;
    while p * p <= m {
        if m.is_multiple_of(p) {
            out.push(p);
            while m.is_multiple_of(p) {
                m /= p;
            }
        }
        p += 1;
    }
    if m > 1 {
        out.push(m);
    }
    out
}

/// The `m`-th cyclotomic polynomial, `m >= 1`: start with `x - 1`, substitute `x^p` and divide for each prime.
pub fn cyclotomic(m: usize) -> IntPoly {
    let primes = prime_divisors(m);
    let mut f = IntPoly::from_i64(&[-1, 1]);
    for &p in &primes {
        f = inflated(&f, p)
            .exact_div(&f)
            .expect("phi_k(x) divides phi_k(x^p) when p does not divide k");
    }
    inflated(&f, m / primes.iter().product::<usize>().max(1))
}

/// `f(x^k)`.
fn inflated(f: &IntPoly, k: usize) -> IntPoly {
    let mut coeffs = vec![Int::from(0); f.degree().unwrap_or(0) * k + 1];
    for (i, c) in f.coeffs().iter().enumerate() {
        coeffs[i * k] = c.clone();
    }
    Poly::new(coeffs)
}

/// All `m` such that the `m`-th cyclotomic polynomial divides `f` (not zero), ascending.
pub fn cyclotomic_divisors(f: &IntPoly) -> Vec<usize> {
    let n = f.degree().unwrap_or(0);
    // m <= 6 phi(m) for all m below 9,699,690, far beyond any degree here.
    let limit = 6 * n;
    let mut totient: Vec<usize> = (0..=limit).collect();
    for p in 2..=limit {
        if totient[p] == p {
            (p..=limit)
                .step_by(p)
                .for_each(|k| totient[k] -= totient[k] / p);
        }
    }
    let m = Modulus::new((1 << 61) - 1).expect("a Mersenne prime below 2^62");
    let residues: Vec<u64> = f.coeffs().iter().map(|c| m.residue(c)).collect();
    (1..=limit)
        .filter(|&k| {
            totient[k] <= n && vanishes(&m, &residues, k) && f.exact_div(&cyclotomic(k)).is_some()
        })
        .collect()
}

/// Does `f` vanish, modulo the prime, at the primitive `k`-th roots of unity? `f * prod_p (x^(k/p) - 1)` vanishes at the
/// others, so it is 0 modulo `x^k - 1` exactly then.
fn vanishes(m: &Modulus, residues: &[u64], k: usize) -> bool {
    let mut g = vec![0; k];
    for (i, &r) in residues.iter().enumerate() {
        g[i % k] = m.add(g[i % k], r);
    }
    for p in prime_divisors(k) {
        let shift = k / p;
        g = (0..k)
            .map(|i| m.sub(g[(i + k - shift) % k], g[i]))
            .collect();
    }
    g.iter().all(|&c| c == 0)
}
