//! Arithmetic modulo primes below `2^62` (Montgomery 1985), a deterministic primality test, and prime sequences.
//!
//! Polynomials modulo primes below `2^31` and the degrees of their factors are in [`super::modpoly`].

use super::rational::Int;
use num_integer::Integer;
use num_traits::{One, ToPrimitive, Zero};
use std::sync::OnceLock;

pub use super::modpoly::{degree_pattern, degrees_up_to};

/// Arithmetic modulo an odd number `p < 2^62`; residues are kept in Montgomery form `a * 2^64 mod p`.
#[derive(Clone, Copy, Debug)]
pub struct Modulus {
    p: u64,
    inverse: u64,
    one: u64,
    square: u64,
}

impl Modulus {
    /// The modulus `p`; `None` unless `p` is odd and `3 <= p < 2^62`.
    pub fn new(p: u64) -> Option<Modulus> {
        if p.is_multiple_of(2) || p < 3 || p >> 62 != 0 {
            return None;
        }
        // Newton's iteration for 1/p modulo 2^64: every step doubles the number of correct bits.
        let inverse = (0..6).fold(p, |i, _| {
            i.wrapping_mul(2u64.wrapping_sub(p.wrapping_mul(i)))
        });
        let one = ((1u128 << 64) % u128::from(p)) as u64;
        let square = (u128::from(one) * u128::from(one) % u128::from(p)) as u64;
        Some(Modulus {
            p,
            inverse,
            one,
            square,
        })
    }
    /// The number `p` itself.
    pub fn prime(&self) -> u64 {
        self.p
    }
    /// The residue 1.
    pub fn one(&self) -> u64 {
        self.one
    }
    /// `x / 2^64 mod p` for `x < 2^64 p`.
    #[inline]
    pub fn reduce(&self, x: u128) -> u64 {
        let q = (x as u64).wrapping_mul(self.inverse);
        let t = ((u128::from(q) * u128::from(self.p)) >> 64) as u64;
        let h = (x >> 64) as u64;
        if h < t {
            h.wrapping_sub(t).wrapping_add(self.p)
        } else {
            h - t
        }
    }
    /// The product of two residues.
    #[inline]
    pub fn mul(&self, a: u64, b: u64) -> u64 {
        self.reduce(u128::from(a) * u128::from(b))
    }
    /// The sum of two residues.
    #[inline]
    pub fn add(&self, a: u64, b: u64) -> u64 {
        let s = a + b;
        if s >= self.p { s - self.p } else { s }
    }
    /// The difference of two residues.
    #[inline]
    pub fn sub(&self, a: u64, b: u64) -> u64 {
        if a >= b { a - b } else { a + self.p - b }
    }
    /// The residue of a small number.
    pub fn enter(&self, a: u64) -> u64 {
        self.mul(a % self.p, self.square)
    }
    /// The number in `0..p` that a residue stands for.
    pub fn leave(&self, a: u64) -> u64 {
        self.reduce(u128::from(a))
    }
    /// The residue of an integer of any size and sign.
    pub fn residue(&self, a: &Int) -> u64 {
        self.enter(a.mod_floor(&Int::from(self.p)).to_u64().expect("below p"))
    }
    /// `a^e`.
    pub fn pow(&self, mut a: u64, mut e: u64) -> u64 {
        let mut r = self.one;
        while e > 0 {
            if e & 1 == 1 {
                r = self.mul(r, a);
            }
            a = self.mul(a, a);
            e >>= 1;
        }
        r
    }
    /// The inverse of a residue that is not zero; `p` must be prime.
    pub fn inv(&self, a: u64) -> u64 {
        self.pow(a, self.p - 2)
    }
}

/// Is `n` prime? Exact for all `n < 2^62` (Miller-Rabin with the twelve bases that decide below `3.3 * 10^24`,
/// Sorenson and Webster 2017); `false` for `n >= 2^62`, which nothing here uses.
pub fn is_prime(n: u64) -> bool {
    const BASES: [u64; 12] = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37];
    if let Some(&b) = BASES.iter().find(|&&b| n.is_multiple_of(b)) {
        return n == b;
    }
    let Some(m) = Modulus::new(n) else {
        return false;
    };
    let s = (n - 1).trailing_zeros();
    let d = (n - 1) >> s;
    let minus_one = m.sub(0, m.one());
    BASES.iter().all(|&b| {
        let mut x = m.pow(m.enter(b), d);
        if x == m.one() || x == minus_one {
            return true;
        }
        (1..s).any(|_| {
            x = m.mul(x, x);
            x == minus_one
        })
    })
}

/// The primes below `limit <= 2^62`, from the largest down.
pub fn primes_down(limit: u64) -> impl Iterator<Item = u64> {
    (2..limit).rev().filter(|&n| is_prime(n))
}

/// The first primes, ascending from 2 to above 30,000.
pub fn small_primes() -> &'static [u64] {
    static PRIMES: OnceLock<Vec<u64>> = OnceLock::new();
    PRIMES.get_or_init(|| {
        let mut composite = vec![false; 1 << 15];
        let mut primes = Vec::new();
        for n in 2..composite.len() {
            if !composite[n] {
                primes.push(n as u64);
                (n * n..composite.len())
                    .step_by(n)
                    .for_each(|m| composite[m] = true);
            }
        }
        primes
    })
}

/// Builds integers from their residues modulo several primes (Chinese remainder theorem).
pub struct Crt {
    primes: Vec<u64>,
    product: Int,
    /// For prime `i`: the product of the others, and its inverse modulo prime `i`.
    parts: Vec<(Int, u64)>,
}

impl Crt {
    /// Prepares for these distinct odd primes below `2^62`.
    pub fn new(primes: &[u64]) -> Crt {
        let product =
            super::rational::product(&primes.iter().map(|&p| Int::from(p)).collect::<Vec<_>>());
        let part = |&p: &u64| {
            let others = &product / p;
            let m = Modulus::new(p).expect("odd primes below 2^62");
            let inverse = m.leave(m.inv(m.residue(&others)));
            (others, inverse)
        };
        let parts = primes.iter().map(part).collect();
        Crt {
            primes: primes.to_vec(),
            product,
            parts,
        }
    }
    /// The product of the primes.
    pub fn product(&self) -> &Int {
        &self.product
    }
    /// The only integer of absolute value at most half the product with these residues.
    pub fn lift(&self, residues: &[u64]) -> Int {
        let mut sum = Int::zero();
        for ((&r, &p), (others, inverse)) in residues.iter().zip(&self.primes).zip(&self.parts) {
            let factor = (u128::from(r) * u128::from(*inverse) % u128::from(p)) as u64;
            if factor != 0 {
                sum += others * factor;
            }
        }
        let sum = sum.mod_floor(&self.product);
        if (&sum << 1u32) > self.product {
            sum - &self.product
        } else {
            sum
        }
    }
    /// The number of primes.
    pub fn len(&self) -> usize {
        self.primes.len()
    }
    /// Are there no primes?
    pub fn is_empty(&self) -> bool {
        self.product.is_one()
    }
}
