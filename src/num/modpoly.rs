//! Polynomials modulo a prime below `2^31`: arithmetic, gcd, and factorisation (Berlekamp's Frobenius matrix for the
//! distinct degrees, Cantor-Zassenhaus 1981 for equal degrees).

use super::modular::is_prime;
use super::polynomial::IntPoly;
use super::smallpoly::Small;
use num_integer::Integer;
use num_traits::ToPrimitive;

/// A polynomial modulo a prime: residues below the prime, constant first, no trailing zeros.
pub type Residues = Vec<u32>;

/// How many degrees share a gcd in the distinct-degree factorisation.
pub(super) const GCD_BLOCK: usize = 12;

/// Arithmetic of polynomials modulo a prime `p < 2^31`.
#[derive(Clone, Copy, Debug)]
pub struct ModPoly {
    p: u64,
    /// `floor((2^64 - 1) / p)`, for Barrett's reduction.
    barrett: u64,
    /// The largest multiple of `p` that is at most `2^63`.
    fold: u64,
}

impl ModPoly {
    /// Arithmetic modulo `p`; `None` unless `p` is a prime below `2^31`.
    pub fn new(p: u64) -> Option<ModPoly> {
        if p >> 31 != 0 || !is_prime(p) {
            return None;
        }
        Some(ModPoly {
            p,
            barrett: u64::MAX / p,
            fold: (1 << 63) / p * p,
        })
    }
    /// The prime.
    pub fn prime(&self) -> u64 {
        self.p
    }
    #[inline]
    fn reduce(&self, x: u64) -> u32 {
        let q = ((u128::from(x) * u128::from(self.barrett)) >> 64) as u64;
        let mut r = x - q * self.p;
        while r >= self.p {
            r -= self.p;
        }
        r as u32
    }
    #[inline]
    fn mul_scalar(&self, a: u32, b: u32) -> u32 {
        self.reduce(u64::from(a) * u64::from(b))
    }
    #[inline]
    fn neg(&self, a: u32) -> u32 {
        if a == 0 { 0 } else { self.p as u32 - a }
    }
    fn inv_scalar(&self, a: u32) -> u32 {
        let (mut r0, mut r1, mut t0, mut t1) = (self.p as i64, i64::from(a), 0i64, 1i64);
        while r1 != 0 {
            let q = r0 / r1;
            (r0, r1, t0, t1) = (r1, r0 - q * r1, t1, t0 - q * t1);
        }
        t0.rem_euclid(self.p as i64) as u32
    }
    /// May `terms` products of residues be added in 64 bits?
    fn roomy(&self, terms: usize) -> bool {
        (self.p * self.p).checked_mul(terms as u64 + 1).is_some()
    }
    /// `acc += a * row`, where the accumulators stay below `2^64` (`roomy`) or are folded below `2^63`.
    #[inline]
    fn axpy(&self, acc: &mut [u64], a: u32, row: &[u32], roomy: bool) {
        let a = u64::from(a);
        if roomy {
            for (s, &r) in acc.iter_mut().zip(row) {
                *s += a * u64::from(r);
            }
        } else {
            for (s, &r) in acc.iter_mut().zip(row) {
                let t = *s + a * u64::from(r);
                *s = if t >= self.fold { t - self.fold } else { t };
            }
        }
    }
    fn collect(&self, acc: &[u64]) -> Residues {
        trimmed(acc.iter().map(|&x| self.reduce(x)).collect())
    }
    /// The reduction of an integer polynomial.
    pub fn enter(&self, f: &IntPoly) -> Residues {
        let p = super::rational::Int::from(self.p);
        trimmed(
            f.coeffs()
                .iter()
                .map(|c| c.mod_floor(&p).to_u32().expect("below p"))
                .collect(),
        )
    }
    /// The sum.
    pub fn add(&self, a: &[u32], b: &[u32]) -> Residues {
        let n = a.len().max(b.len());
        let at = |v: &[u32], i: usize| u64::from(v.get(i).copied().unwrap_or(0));
        trimmed((0..n).map(|i| self.reduce(at(a, i) + at(b, i))).collect())
    }
    /// The difference.
    pub fn sub(&self, a: &[u32], b: &[u32]) -> Residues {
        let n = a.len().max(b.len());
        let at = |v: &[u32], i: usize| u64::from(v.get(i).copied().unwrap_or(0));
        trimmed(
            (0..n)
                .map(|i| self.reduce(at(a, i) + self.p - at(b, i)))
                .collect(),
        )
    }
    /// The product.
    pub fn mul(&self, a: &[u32], b: &[u32]) -> Residues {
        self.collect(&self.wide_product(a, b))
    }
    fn wide_product(&self, a: &[u32], b: &[u32]) -> Vec<u64> {
        let (a, b) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        if a.is_empty() {
            return Vec::new();
        }
        let mut acc = vec![0u64; a.len() + b.len() - 1];
        let roomy = self.roomy(a.len());
        for (i, &c) in a.iter().enumerate().filter(|(_, c)| **c != 0) {
            self.axpy(&mut acc[i..i + b.len()], c, b, roomy);
        }
        acc
    }
    /// The multiple with leading coefficient 1; zero stays zero.
    pub fn monic(&self, a: &[u32]) -> Residues {
        let Some(&lead) = a.last() else {
            return Vec::new();
        };
        let inverse = self.inv_scalar(lead);
        a.iter().map(|&c| self.mul_scalar(c, inverse)).collect()
    }
    /// Quotient and remainder by a monic divisor.
    fn divide_monic(&self, mut wide: Vec<u64>, divisor: &[u32]) -> (Residues, Residues) {
        let d = divisor.len() - 1;
        if wide.len() <= d {
            return (Vec::new(), self.collect(&wide));
        }
        let mut quotient = vec![0u32; wide.len() - d];
        let roomy = self.roomy(2 * wide.len());
        for i in (0..quotient.len()).rev() {
            let q = self.reduce(wide[i + d]);
            quotient[i] = q;
            if q != 0 {
                self.axpy(&mut wide[i..i + d], self.neg(q), &divisor[..d], roomy);
            }
        }
        wide.truncate(d);
        (trimmed(quotient), self.collect(&wide))
    }
    /// Quotient and remainder; the divisor must not be zero.
    pub fn div_rem(&self, a: &[u32], divisor: &[u32]) -> (Residues, Residues) {
        let lead = *divisor.last().expect("the divisor is not zero");
        let wide = a.iter().map(|&c| u64::from(c)).collect();
        if lead == 1 {
            return self.divide_monic(wide, divisor);
        }
        let (q, r) = self.divide_monic(wide, &self.monic(divisor));
        let inverse = self.inv_scalar(lead);
        (q.iter().map(|&c| self.mul_scalar(c, inverse)).collect(), r)
    }
    /// The remainder.
    pub fn rem(&self, a: &[u32], divisor: &[u32]) -> Residues {
        self.div_rem(a, divisor).1
    }
    /// The product modulo a monic polynomial.
    pub fn mul_mod(&self, a: &[u32], b: &[u32], modulus: &[u32]) -> Residues {
        let wide = self.wide_product(a, b);
        let wide = if self.roomy(3 * modulus.len()) {
            wide
        } else {
            wide.iter().map(|&x| u64::from(self.reduce(x))).collect()
        };
        self.divide_monic(wide, modulus).1
    }
    /// The monic greatest common divisor; zero if both are zero.
    pub fn gcd(&self, a: &[u32], b: &[u32]) -> Residues {
        match Small::new(self.p, a.len().max(b.len())) {
            Some(small) => small.gcd(a, b),
            None => self.gcd_wide(a, b),
        }
    }
    /// The same for every prime.
    pub(super) fn gcd_wide(&self, a: &[u32], b: &[u32]) -> Residues {
        let (mut a, mut b) = (a.to_vec(), self.monic(b));
        while !b.is_empty() {
            let r = self
                .divide_monic(a.iter().map(|&c| u64::from(c)).collect(), &b)
                .1;
            a = b;
            b = self.monic(&r);
        }
        self.monic(&a)
    }
    /// `(g, s, t)` with `s a + t b = g`, `g` the monic gcd.
    pub fn extended_gcd(&self, a: &[u32], b: &[u32]) -> (Residues, Residues, Residues) {
        let (mut r0, mut r1) = (a.to_vec(), b.to_vec());
        let (mut s0, mut s1, mut t0, mut t1) = (vec![1u32], Vec::new(), Vec::new(), vec![1u32]);
        while !r1.is_empty() {
            let (q, r) = self.div_rem(&r0, &r1);
            let s = self.sub(&s0, &self.mul(&q, &s1));
            let t = self.sub(&t0, &self.mul(&q, &t1));
            (r0, r1, s0, s1, t0, t1) = (r1, r, s1, s, t1, t);
        }
        let Some(&lead) = r0.last() else {
            return (r0, s0, t0);
        };
        let inverse = self.inv_scalar(lead);
        let scale =
            |v: Residues| -> Residues { v.iter().map(|&c| self.mul_scalar(c, inverse)).collect() };
        (scale(r0), scale(s0), scale(t0))
    }
    /// The derivative.
    pub fn derivative(&self, a: &[u32]) -> Residues {
        trimmed(
            a.iter()
                .enumerate()
                .skip(1)
                .map(|(i, &c)| self.reduce(u64::from(c) * (i as u64 % self.p)))
                .collect(),
        )
    }
    /// `base^e` modulo a monic polynomial, for an exponent given by its bits from the highest down.
    fn pow_bits(
        &self,
        base: &[u32],
        bits: impl Iterator<Item = bool>,
        modulus: &[u32],
    ) -> Residues {
        let mut acc = self.rem(&[1], modulus);
        for bit in bits {
            acc = self.mul_mod(&acc, &acc, modulus);
            if bit {
                acc = self.mul_mod(&acc, base, modulus);
            }
        }
        acc
    }
    /// `base^e` modulo a monic polynomial.
    pub fn pow_mod(&self, base: &[u32], e: u64, modulus: &[u32]) -> Residues {
        self.pow_bits(
            base,
            (0..64 - e.leading_zeros()).rev().map(|i| e >> i & 1 == 1),
            modulus,
        )
    }
    /// Is the polynomial squarefree? (Its gcd with the derivative is 1.)
    pub fn is_squarefree(&self, f: &[u32]) -> bool {
        let d = self.derivative(f);
        f.len() <= 1 || (!d.is_empty() && self.gcd(f, &d).len() == 1)
    }
    /// The rows `x^(ip) mod f`, `i < deg f`, of the Frobenius map; `f` monic of degree at least 1.
    fn frobenius(&self, f: &[u32]) -> Vec<Residues> {
        let n = f.len() - 1;
        let mut rows = vec![vec![1u32]];
        let step = (self.p >= 2 * n as u64).then(|| self.pow_mod(&self.rem(&[0, 1], f), self.p, f));
        while rows.len() < n {
            let last = rows.last().expect("at least the row of 1");
            let next = match &step {
                Some(s) => self.mul_mod(last, s, f),
                None => {
                    let mut wide = vec![0u64; self.p as usize];
                    wide.extend(last.iter().map(|&c| u64::from(c)));
                    self.divide_monic(wide, f).1
                }
            };
            rows.push(next);
        }
        rows
    }
    fn apply(&self, rows: &[Residues], h: &[u32]) -> Residues {
        let mut acc = vec![0u64; rows.len()];
        let roomy = self.roomy(rows.len());
        for (&c, row) in h.iter().zip(rows).filter(|(c, _)| **c != 0) {
            self.axpy(&mut acc[..row.len()], c, row, roomy);
        }
        self.collect(&acc)
    }
    /// The products of the irreducible factors of each degree, as `(degree, product)`; `f` monic and squarefree.
    pub fn distinct_degree(&self, f: &[u32]) -> Vec<(usize, Residues)> {
        match Small::new(self.p, f.len()) {
            Some(small) => small.distinct_degree(f),
            None => self.distinct_degree_wide(f),
        }
    }
    /// The same, but the factors of degrees above `limit` may be missing; fast if few factors are above an eighth of the degree.
    fn factors_up_to(&self, f: &[u32], limit: usize) -> Vec<(usize, Residues)> {
        match Small::new(self.p, f.len()) {
            Some(small) => small.factors_up_to(f, limit, true),
            None => self.factors_up_to_wide(f, limit),
        }
    }
    /// The same as `distinct_degree` for every prime.
    pub(super) fn distinct_degree_wide(&self, f: &[u32]) -> Vec<(usize, Residues)> {
        self.factors_up_to_wide(f, usize::MAX)
    }
    /// The same for every prime, but the factors of degrees above `limit` may be missing.
    pub(super) fn factors_up_to_wide(&self, f: &[u32], limit: usize) -> Vec<(usize, Residues)> {
        let mut out = Vec::new();
        if f.len() <= 1 {
            return out;
        }
        let rows = self.frobenius(f);
        let mut h = self.rem(&[0, 1], f);
        let mut rest = f.to_vec();
        let mut degree = 1;
        while 2 * degree < rest.len() && degree <= limit {
            // One gcd for several degrees: with the product of the x^(p^d) - x.
            let last = ((rest.len() - 1) / 2).min(limit);
            let block = (last + 1 - degree).min(GCD_BLOCK);
            let mut differences: Vec<Residues> = Vec::with_capacity(block);
            let mut product = vec![1];
            for _ in 0..block {
                h = self.apply(&rows, &h);
                let difference = self.sub(&h, &[0, 1]);
                product = self.mul_mod(&product, &difference, f);
                differences.push(difference);
            }
            let mut g = self.gcd(&rest, &product);
            for (i, difference) in differences.iter().enumerate() {
                if g.len() == 1 {
                    break;
                }
                let part = self.gcd(&g, difference);
                if part.len() > 1 {
                    g = self.div_rem(&g, &part).0;
                    rest = self.div_rem(&rest, &part).0;
                    out.push((degree + i, part));
                }
            }
            degree += block;
        }
        if rest.len() > 1 && 2 * degree >= rest.len() {
            out.push((rest.len() - 1, rest));
        }
        out
    }
    /// Splits a monic squarefree product of irreducible factors of one degree; `p` odd.
    fn equal_degree(&self, f: Residues, degree: usize, seed: &mut u64, out: &mut Vec<Residues>) {
        let mut stack = vec![f];
        while let Some(f) = stack.pop() {
            if f.len() - 1 == degree {
                out.push(f);
                continue;
            }
            let g = loop {
                let trial = trimmed(
                    (0..f.len() - 1)
                        .map(|_| self.reduce(random(seed)))
                        .collect(),
                );
                let power = self.norm_power(&trial, degree, &f);
                let g = self.gcd(&f, &self.sub(&power, &[1]));
                if g.len() > 1 && g.len() < f.len() {
                    break g;
                }
            };
            stack.push(self.div_rem(&f, &g).0);
            stack.push(g);
        }
    }
    /// `a^((p^degree - 1)/2)` modulo `f`: the norm `a^(1 + p + ... + p^(degree-1))` to the power `(p-1)/2`.
    fn norm_power(&self, a: &[u32], degree: usize, f: &[u32]) -> Residues {
        let (mut norm, mut conjugate) = (a.to_vec(), a.to_vec());
        for _ in 1..degree {
            conjugate = self.pow_mod(&conjugate, self.p, f);
            norm = self.mul_mod(&norm, &conjugate, f);
        }
        self.pow_mod(&norm, (self.p - 1) / 2, f)
    }
    /// The monic irreducible factors, from the products found by [`ModPoly::distinct_degree`]; `p` odd.
    pub fn split(&self, products: Vec<(usize, Residues)>) -> Vec<Residues> {
        let (mut out, mut seed) = (Vec::new(), 0x9e37_79b9_7f4a_7c15);
        for (degree, product) in products {
            self.equal_degree(product, degree, &mut seed, &mut out);
        }
        out.sort_by(|a, b| {
            a.len()
                .cmp(&b.len())
                .then_with(|| a.iter().rev().cmp(b.iter().rev()))
        });
        out
    }
}

/// The degrees of the irreducible factors of `f` modulo the prime `p < 2^31`, ascending.
///
/// `None` if `p` is not such a prime, if it divides the leading coefficient, if the reduction is not squarefree,
/// or if `f` is constant. For a factor of `f` over the integers, its degree is a sum of some of them.
pub fn degree_pattern(f: &IntPoly, p: u64) -> Option<Vec<usize>> {
    let arithmetic = ModPoly::new(p)?;
    let reduced = squarefree_reduction(&arithmetic, f)?;
    Some(degrees_of(&arithmetic.distinct_degree(&reduced)))
}

/// The same, where degrees above `limit` may be missing.
pub fn degrees_up_to(f: &IntPoly, p: u64, limit: usize) -> Option<Vec<usize>> {
    let arithmetic = ModPoly::new(p)?;
    let reduced = squarefree_reduction(&arithmetic, f)?;
    Some(degrees_of(&arithmetic.factors_up_to(&reduced, limit)))
}

/// The monic reduction of `f`, if it keeps the degree (at least 1) and is squarefree.
pub(super) fn squarefree_reduction(arithmetic: &ModPoly, f: &IntPoly) -> Option<Residues> {
    let reduced = arithmetic.enter(f);
    (f.degree()? >= 1 && reduced.len() == f.coeffs().len() && arithmetic.is_squarefree(&reduced))
        .then(|| arithmetic.monic(&reduced))
}

/// The degrees of the single factors from the products of a distinct-degree factorisation, ascending.
pub(super) fn degrees_of(products: &[(usize, Residues)]) -> Vec<usize> {
    let repeat = |(d, g): &(usize, Residues)| std::iter::repeat_n(*d, (g.len() - 1) / d);
    let mut degrees: Vec<usize> = products.iter().flat_map(repeat).collect();
    degrees.sort_unstable();
    degrees
}

fn trimmed(mut v: Vec<u32>) -> Residues {
    while v.last() == Some(&0) {
        v.pop();
    }
    v
}

/// The next number of a xorshift sequence (Marsaglia 2003): deterministic, only speed depends on it.
pub fn random(state: &mut u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state
}
