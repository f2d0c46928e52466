//! Arithmetic modulo primes `p = 2^61 - c`, and shortest linear recurrences (Berlekamp, Massey).

use crate::num::rational::Int;
use num_traits::{Signed, ToPrimitive};

const MASK: u64 = (1 << 61) - 1;

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
    pub fn dot(self, a: impl Iterator<Item = u64>, b: impl Iterator<Item = u64>) -> u64 {
        // Each product is below 2^122, so the sum stays below 2^127 + 2^122.
        let (mut low, mut total) = (0_u128, 0);
        for (x, y) in a.zip(b) {
            low += u128::from(x) * u128::from(y);
            if low >> 127 != 0 {
                total = self.add(total, self.reduce_any(low));
                low = 0;
            }
        }
        self.add(total, self.reduce_any(low))
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
            let terms = c.iter().skip(1).take(l).copied();
            let d = self.add(s[i], self.dot(terms, s[..i].iter().rev().copied()));
            if d == 0 {
                gap += 1;
                continue;
            }
            let factor = self.mul(d, self.inverse(last));
            let old = (2 * l <= i).then(|| c.clone());
            c.resize(c.len().max(b.len() + gap), 0);
            for (j, &v) in b.iter().enumerate() {
                c[j + gap] = self.sub(c[j + gap], self.mul(factor, v));
            }
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
