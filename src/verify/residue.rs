//! Arithmetic modulo primes `p = 2^61 - c`, and shortest linear recurrences (Berlekamp, Massey).

use crate::num::rational::Int;
use num_traits::{Signed, ToPrimitive};

const MASK: u64 = (1 << 61) - 1;

/// How many products of residues are added before a reduction.
const SUMMANDS: usize = 32;

/// A prime `2^61 - c` with `c < 2^20`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Modulus {
    /// The prime.
    pub p: u64,
    c: u64,
}

impl Modulus {
    /// The largest such prime below `2^61 - above`; start with `above = 0` and go on with [`Modulus::offset`].
    pub fn next(above: u64) -> Option<Modulus> {
        (above + 1..1 << 20)
            .find(|c| is_prime((1 << 61) - c))
            .map(|c| Modulus {
                p: (1 << 61) - c,
                c,
            })
    }
    /// `c`.
    pub fn offset(self) -> u64 {
        self.c
    }
    fn reduce(self, x: u128) -> u64 {
        let fold = (x >> 61) * u128::from(self.c) + u128::from(x as u64 & MASK);
        // fold < 2^82, so twice < 2^61 + 2^41 < 2 p.
        let twice = (fold >> 61) as u64 * self.c + (fold as u64 & MASK);
        if twice >= self.p {
            twice - self.p
        } else {
            twice
        }
    }
    /// The residue of a number of absolute value below `2^77`.
    #[inline]
    pub fn fold(self, x: i128) -> u64 {
        // x = high 2^61 + low with |high| <= 2^16, so |high c| <= 2^36 and one p more or less is enough.
        let high = (x >> 61) as i64;
        let value = (x as u64 & MASK) as i64 + high * self.c as i64;
        let p = self.p as i64;
        let value = value + (p & (value >> 63));
        (if value >= p { value - p } else { value }) as u64
    }
    /// `a + b`.
    pub fn add(self, a: u64, b: u64) -> u64 {
        let s = a + b;
        if s >= self.p { s - self.p } else { s }
    }
    /// `a - b`.
    pub fn sub(self, a: u64, b: u64) -> u64 {
        if a >= b { a - b } else { a + self.p - b }
    }
    /// `a b`.
    pub fn mul(self, a: u64, b: u64) -> u64 {
        self.reduce(u128::from(a) * u128::from(b))
    }
    /// The sum of the products of corresponding entries.
    pub fn dot(self, a: &[u64], b: &[u64]) -> u64 {
        let chunks = a.chunks(SUMMANDS).zip(b.chunks(SUMMANDS));
        chunks.fold(0, |sum, (a, b)| {
            self.add(sum, self.sum_of_products(a.iter().zip(b)))
        })
    }
    /// The same where `b` is read backwards, for as many entries as `a` has.
    fn dot_backwards(self, a: &[u64], b: &[u64]) -> u64 {
        let chunks = a.chunks(SUMMANDS).zip(b.rchunks(SUMMANDS));
        chunks.fold(0, |sum, (a, b)| {
            self.add(sum, self.sum_of_products(a.iter().zip(b.iter().rev())))
        })
    }
    /// For at most `SUMMANDS` pairs: each product is below 2^122, so the sum stays below 2^127.
    fn sum_of_products<'a>(self, pairs: impl Iterator<Item = (&'a u64, &'a u64)>) -> u64 {
        let products = pairs.map(|(x, y)| u128::from(*x) * u128::from(*y));
        self.reduce_any(products.sum())
    }
    /// `c[j] -= factor b[j]` for each `j` of `b`.
    ///
    /// With `w = floor(2^64 factor / p)` the number `factor b - floor(w b / 2^64) p` is at least 0 and below `2p` (Shoup).
    fn subtract_multiple(self, c: &mut [u64], factor: u64, b: &[u64]) {
        let p = self.p;
        let w = ((u128::from(factor) << 64) / u128::from(p)) as u64;
        for (c, &b) in c.iter_mut().zip(b) {
            let q = ((u128::from(w) * u128::from(b)) >> 64) as u64;
            let product = factor.wrapping_mul(b).wrapping_sub(q.wrapping_mul(p));
            // Below 3p < 2^63.
            let difference = *c + 2 * p - product;
            let once = difference.min(difference.wrapping_sub(p));
            *c = once.min(once.wrapping_sub(p));
        }
    }
    /// The residue of any number.
    fn reduce_any(self, x: u128) -> u64 {
        // (x >> 61) < 2^67, times c < 2^20 stays below 2^87.
        self.reduce((x >> 61) * u128::from(self.c) + u128::from(x as u64 & MASK))
    }
    /// The inverse of `a`, not zero.
    pub fn inverse(self, a: u64) -> u64 {
        let (mut base, mut exponent, mut out) = (a, self.p - 2, 1);
        while exponent > 0 {
            if exponent & 1 == 1 {
                out = self.mul(out, base);
            }
            base = self.mul(base, base);
            exponent >>= 1;
        }
        out
    }
    /// The residue of an integer.
    pub fn of(self, n: &Int) -> u64 {
        let r = (n.abs() % self.p).to_u64().unwrap_or(0);
        if n.is_negative() { self.sub(0, r) } else { r }
    }
    /// The product of two polynomials, constant first.
    pub fn poly_mul(self, a: &[u64], b: &[u64]) -> Vec<u64> {
        let mut out = vec![0; (a.len() + b.len()).saturating_sub(1)];
        for (i, &x) in a.iter().enumerate() {
            for (j, &y) in b.iter().enumerate() {
                out[i + j] = self.add(out[i + j], self.mul(x, y));
            }
        }
        out
    }
    /// `[1, c_1, ..., c_l]` of least `l` with `s_j + c_1 s_(j-1) + ... + c_l s_(j-l) = 0` for `j >= l`.
    pub fn recurrence(self, s: &[u64]) -> Vec<u64> {
        let (mut c, mut b) = (vec![1], vec![1]);
        let (mut l, mut gap, mut last) = (0, 1, 1);
        for i in 0..s.len() {
            let terms = &c[1..c.len().min(l + 1)];
            let d = self.add(s[i], self.dot_backwards(terms, &s[..i]));
            if d == 0 {
                gap += 1;
                continue;
            }
            let factor = self.mul(d, self.inverse(last));
            let old = (2 * l <= i).then(|| c.clone());
            c.resize(c.len().max(b.len() + gap), 0);
            self.subtract_multiple(&mut c[gap..], factor, &b);
            match old {
                Some(old) => (l, b, last, gap) = (i + 1 - l, old, d, 1),
                None => gap += 1,
            }
        }
        c.resize(l + 1, 0);
        c
    }
    /// The power sums of the roots of a monic polynomial (constant first), exponents `1..=upto`, by Newton's identities.
    pub fn power_sums(self, poly: &[u64], upto: usize) -> Vec<u64> {
        let n = poly.len() - 1;
        let c = |i: usize| if i <= n { poly[n - i] } else { 0 };
        let mut sums = Vec::with_capacity(upto);
        for m in 1..=upto {
            let mut total = self.mul(m as u64, c(m));
            for i in 1..m.min(n + 1) {
                total = self.add(total, self.mul(c(i), sums[m - i - 1]));
            }
            sums.push(self.sub(0, total));
        }
        sums
    }
    /// The monic polynomial (constant first) whose roots have these power sums; the inverse of `power_sums`.
    pub fn with_power_sums(self, sums: &[u64]) -> Vec<u64> {
        let n = sums.len();
        let mut poly = vec![0; n + 1];
        poly[n] = 1;
        for m in 1..=n {
            let total = (1..=m).fold(0, |t, i| {
                self.add(t, self.mul(sums[i - 1], poly[n - (m - i)]))
            });
            poly[n - m] = self.sub(0, self.mul(total, self.inverse(m as u64)));
        }
        poly
    }
}

/// Is `n` prime? Miller and Rabin's test with the first twelve primes, which decides below 2^64.
pub fn is_prime(n: u64) -> bool {
    const BASES: [u64; 12] = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37];
    if n < 2 {
        return false;
    }
    if let Some(b) = BASES.iter().find(|b| n.is_multiple_of(**b)) {
        return n == *b;
    }
    let twos = (n - 1).trailing_zeros();
    let mul = |a: u64, b: u64| (u128::from(a) * u128::from(b) % u128::from(n)) as u64;
    BASES.iter().all(|&base| {
        let (mut x, mut square, mut e) = (1, base, (n - 1) >> twos);
        while e > 0 {
            if e & 1 == 1 {
                x = mul(x, square);
            }
            square = mul(square, square);
            e >>= 1;
        }
        x == 1
            || (0..twos).any(|_| {
                let minus = x == n - 1;
                x = mul(x, x);
                minus
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Residues with the extreme ones among them.
    fn residues(m: Modulus, count: usize, seed: &mut u64) -> Vec<u64> {
        (0..count)
            .map(|_| {
                *seed = seed
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                match *seed >> 60 {
                    0 => 0,
                    1..=3 => m.p - 1,
                    _ => (*seed >> 2) % m.p,
                }
            })
            .collect()
    }

    #[test]
    fn sums_and_multiples_are_those_of_big_integers() {
        let (mut m, mut seed) = (Modulus::next(0).expect("a prime"), 3);
        for round in 0..60 {
            let n = 2 * round + 1;
            let (a, b) = (
                residues(m, n, &mut seed),
                residues(m, n + round % 3, &mut seed),
            );
            let big = |x: u64| Int::from(x);
            let forwards: Int = a.iter().zip(&b).map(|(x, y)| big(*x) * big(*y)).sum();
            let backwards: Int = a
                .iter()
                .zip(b.iter().rev())
                .map(|(x, y)| big(*x) * big(*y))
                .sum();
            assert_eq!(m.dot(&a, &b), m.of(&forwards));
            assert_eq!(m.dot_backwards(&a, &b), m.of(&backwards));
            let mut c = residues(m, n, &mut seed);
            let expected: Vec<u64> = c
                .iter()
                .zip(&b)
                .map(|(c, b)| m.of(&(big(*c) - big(a[0]) * big(*b))))
                .collect();
            m.subtract_multiple(&mut c, a[0], &b);
            assert_eq!(c, expected);
            m = Modulus::next(m.offset()).expect("a prime");
        }
    }

    #[test]
    fn sums_of_many_differences_reduce_in_one_step() {
        let mut m = Modulus::next(0).expect("a prime");
        let largest = i128::from(m.p - 1) << 15;
        for _ in 0..40 {
            let near = [0, 1, 2, m.p - 1, m.p, m.p + 1, MASK, MASK + 1, 1 << 40];
            for high in [0, 1, 2, 3, 1 << 14, (1 << 15) - 1] {
                for low in near.map(i128::from) {
                    for x in [(high << 61) + low, -(high << 61) - low, (high << 61) - low] {
                        assert!(x.abs() <= largest + (1 << 62));
                        assert_eq!(m.fold(x), m.of(&Int::from(x)), "{x} modulo {}", m.p);
                    }
                }
            }
            m = Modulus::next(m.offset()).expect("a prime");
        }
    }
}
