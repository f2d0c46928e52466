//! Polynomials modulo a prime so small that whole sums of products fit 16 bits: gcd and distinct degrees, eight to a register.
//!
//! The same algorithms as in `modpoly`, which goes this way where it can. Let `d` be the degree that no operand exceeds. A
//! coefficient of a product is a sum of at most `d + 1` products of residues, and in a division by a monic divisor of degree `d` each place
//! has at most `d` products added to it; so `(d + 2)(p - 1)^2 + p < 2^16` keeps all sums below `2^16`.

use super::modpoly::GCD_BLOCK;

/// Residues below the prime, constant first, no trailing zeros.
type Residues = Vec<u16>;

/// Arithmetic modulo a very small prime.
#[derive(Clone, Copy, Debug)]
pub(super) struct Small {
    p: u16,
    /// `floor(2^16 / p)`.
    inverse: u16,
}

impl Small {
    /// For the prime `p` and operands of at most this degree; `None` if sums could exceed 16 bits.
    pub(super) fn new(p: u64, degree: usize) -> Option<Small> {
        let largest = (p - 1)
            .checked_mul(p - 1)?
            .checked_mul(degree as u64 + 2)?
            .checked_add(p)?;
        (p >= 2 && largest < 1 << 16).then(|| Small {
            p: p as u16,
            inverse: ((1u32 << 16) / p as u32) as u16,
        })
    }
    /// `q` is the quotient or one less: `x/p - x floor(2^16/p) / 2^16 < 1`.
    #[inline]
    fn reduce(&self, x: u16) -> u16 {
        let q = ((u32::from(x) * u32::from(self.inverse)) >> 16) as u16;
        let r = x - q * self.p;
        if r >= self.p { r - self.p } else { r }
    }
    /// `sums += a * row`.
    #[inline]
    fn axpy(sums: &mut [u16], a: u16, row: &[u16]) {
        for (s, &r) in sums.iter_mut().zip(row) {
            *s += a * r;
        }
    }
    fn reduced(&self, mut sums: Vec<u16>) -> Residues {
        sums.iter_mut().for_each(|x| *x = self.reduce(*x));
        while sums.last() == Some(&0) {
            sums.pop();
        }
        sums
    }
    fn product(&self, a: &[u16], b: &[u16]) -> Residues {
        let (a, b) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        if a.is_empty() {
            return Vec::new();
        }
        let mut sums = vec![0; a.len() + b.len() - 1];
        for (i, &c) in a.iter().enumerate().filter(|(_, c)| **c != 0) {
            Small::axpy(&mut sums[i..i + b.len()], c, b);
        }
        self.reduced(sums)
    }
    /// Quotient and remainder by a monic divisor.
    fn divide(&self, mut rest: Vec<u16>, divisor: &[u16]) -> (Residues, Residues) {
        let d = divisor.len() - 1;
        if rest.len() <= d {
            return (Vec::new(), self.reduced(rest));
        }
        let mut quotient = vec![0; rest.len() - d];
        for i in (0..quotient.len()).rev() {
            let q = self.reduce(rest[i + d]);
            quotient[i] = q;
            if q != 0 {
                Small::axpy(&mut rest[i..i + d], self.p - q, &divisor[..d]);
            }
        }
        rest.truncate(d);
        (self.reduced(quotient), self.reduced(rest))
    }
    fn product_modulo(&self, a: &[u16], b: &[u16], modulus: &[u16]) -> Residues {
        self.divide(self.product(a, b), modulus).1
    }
    /// The inverse of a residue that is not zero.
    fn inverse_of(&self, a: u16) -> u16 {
        let p = u32::from(self.p);
        let inverse = (1..self.p).find(|&x| u32::from(a) * u32::from(x) % p == 1);
        inverse.expect("a residue that is not zero has an inverse")
    }
    fn monic(&self, a: &[u16]) -> Residues {
        let Some(&lead) = a.last() else {
            return Vec::new();
        };
        let inverse = self.inverse_of(lead);
        a.iter().map(|&c| self.reduce(c * inverse)).collect()
    }
    fn gcd_of(&self, a: Residues, b: &[u16]) -> Residues {
        let (mut a, mut b) = (a, self.monic(b));
        while !b.is_empty() {
            let r = self.divide(a, &b).1;
            a = b;
            b = self.monic(&r);
        }
        self.monic(&a)
    }
    /// The monic greatest common divisor; zero if both are zero.
    pub(super) fn gcd(&self, a: &[u32], b: &[u32]) -> Vec<u32> {
        wide(&self.gcd_of(narrow(a), &narrow(b)))
    }
    fn minus_x(&self, mut h: Residues) -> Residues {
        if h.len() < 2 {
            h.resize(2, 0);
        }
        h[1] += self.p - 1;
        self.reduced(h)
    }
    /// The dimension of the image of `F - 1`, where the rows are those of the Frobenius map `F`.
    ///
    /// Each place of a row has at most one product for each of `deg f` pivots added to it.
    fn moved(&self, rows: &[Residues]) -> usize {
        let n = rows.len();
        // By the place of its first entry, which is 1: what comes after it.
        let mut pivots: Vec<Option<Residues>> = vec![None; n];
        for (i, row) in rows.iter().enumerate() {
            let mut sums = row.clone();
            sums.resize(n, 0);
            sums[i] = self.reduce(sums[i] + self.p - 1);
            for place in 0..n {
                let c = self.reduce(sums[place]);
                if c == 0 {
                    continue;
                }
                let tail = &mut sums[place + 1..];
                if let Some(pivot) = &pivots[place] {
                    Small::axpy(tail, self.p - c, pivot);
                    continue;
                }
                let inverse = self.inverse_of(c);
                tail.iter_mut()
                    .for_each(|x| *x = self.reduce(self.reduce(*x) * inverse));
                pivots[place] = Some(tail.to_vec());
                break;
            }
        }
        pivots.iter().flatten().count()
    }
    /// The products of the irreducible factors of each degree, as `(degree, product)`; `f` monic and squarefree.
    pub(super) fn distinct_degree(&self, f: &[u32]) -> Vec<(usize, Vec<u32>)> {
        self.factors_up_to(f, usize::MAX, false)
    }
    /// The same, but the factors of degrees above `limit` may be missing. With `count`, a single factor that is left
    /// when the degrees up to an eighth are done, and an eighth remains, is recognised by the number of factors, which is `deg f - dim im (F - 1)`
    /// (Berlekamp): cheaper if there is just one, dearer if not.
    pub(super) fn factors_up_to(
        &self,
        f: &[u32],
        limit: usize,
        mut count: bool,
    ) -> Vec<(usize, Vec<u32>)> {
        let mut out: Vec<(usize, Vec<u32>)> = Vec::new();
        if f.len() <= 1 {
            return out;
        }
        let f = narrow(f);
        // The rows x^(ip) mod f of the Frobenius map.
        let mut rows = vec![vec![1u16]];
        while rows.len() < f.len() - 1 {
            let mut next = vec![0; usize::from(self.p)];
            next.extend(&rows[rows.len() - 1]);
            rows.push(self.divide(next, &f).1);
        }
        let mut h = self.divide(vec![0, 1], &f).1;
        let mut rest = f.clone();
        let mut degree = 1;
        let mut alone = false;
        while 2 * degree < rest.len() && degree <= limit {
            let last = ((rest.len() - 1) / 2).min(limit);
            if count && 8 * degree > rows.len() && 8 * (last - degree) > rows.len() {
                count = false;
                let found: usize = out.iter().map(|(d, g)| (g.len() - 1) / d).sum();
                alone = rows.len() - self.moved(&rows) == found + 1;
                if alone {
                    break;
                }
            }
            // One gcd for several degrees: with the product of the x^(p^d) - x.
            let block = (last + 1 - degree).min(GCD_BLOCK);
            let mut differences = Vec::with_capacity(block);
            let mut product = vec![1];
            for _ in 0..block {
                let mut sums = vec![0; rows.len()];
                for (&c, row) in h.iter().zip(&rows).filter(|(c, _)| **c != 0) {
                    Small::axpy(&mut sums[..row.len()], c, row);
                }
                h = self.reduced(sums);
                let difference = self.minus_x(h.clone());
                product = self.product_modulo(&product, &difference, &f);
                differences.push(difference);
            }
            let mut g = self.gcd_of(rest.clone(), &product);
            for (i, difference) in differences.iter().enumerate() {
                if g.len() == 1 {
                    break;
                }
                let part = self.gcd_of(g.clone(), difference);
                if part.len() > 1 {
                    g = self.divide(g, &part).0;
                    rest = self.divide(rest, &part).0;
                    out.push((degree + i, wide(&part)));
                }
            }
            degree += block;
        }
        // Without factors of a degree below `degree`, what is left has one factor if it has no room for two.
        if rest.len() > 1 && (alone || 2 * degree >= rest.len()) {
            out.push((rest.len() - 1, wide(&rest)));
        }
        out
    }
}

fn narrow(a: &[u32]) -> Residues {
    a.iter().map(|&c| c as u16).collect()
}

fn wide(a: &[u16]) -> Vec<u32> {
    a.iter().map(|&c| u32::from(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::modpoly::{ModPoly, random};

    const PRIMES: [u64; 9] = [2, 3, 5, 7, 11, 13, 17, 29, 101];

    fn polynomial(seed: &mut u64, p: u64, degree: usize) -> Vec<u32> {
        let mut f: Vec<u32> = (0..degree).map(|_| (random(seed) % p) as u32).collect();
        f.push(1);
        f
    }

    #[test]
    fn reduction_of_every_number() {
        for p in (2..=181).filter(|p| (2..*p).all(|d| p % d != 0)) {
            let small = Small::new(p, 0).expect("two products and a residue");
            for x in 0..=u16::MAX {
                assert_eq!(u64::from(small.reduce(x)), u64::from(x) % p);
            }
        }
    }

    #[test]
    fn only_where_all_sums_fit() {
        assert!(Small::new(7, 1_818).is_some() && Small::new(7, 1_819).is_none());
        assert!(Small::new(257, 0).is_none() && Small::new((1 << 31) - 1, 1).is_none());
    }

    /// The general way is the same in 64 bits.
    #[test]
    fn equal_to_the_general_way() {
        let mut seed = 20_261_128;
        let (mut split, mut common, mut largest) = (0, 0, 0);
        for round in 0..600usize {
            let p = PRIMES[round % PRIMES.len()];
            let general = ModPoly::new(p).expect("a prime");
            let degree = 1 + (random(&mut seed) % if round < 560 { 24 } else { 300 }) as usize;
            let Some(small) = Small::new(p, degree) else {
                continue;
            };
            let f = polynomial(&mut seed, p, degree);
            let g = polynomial(&mut seed, p, (degree - 1) / 2);
            let h = polynomial(&mut seed, p, degree / 2);
            let both = general.mul(&g, &h);
            assert!(both.len() <= degree + 1);
            for (a, b) in [
                (&f, &g),
                (&both, &g),
                (&g, &both),
                (&f, &vec![]),
                (&vec![], &f),
            ] {
                let found = small.gcd(a, b);
                assert_eq!(found, general.gcd_wide(a, b), "p = {p}, {a:?}, {b:?}");
                common += usize::from(found.len() > 1);
            }
            for f in [f, both] {
                if !general.is_squarefree(&f) {
                    continue;
                }
                let found = small.distinct_degree(&f);
                assert_eq!(found, general.distinct_degree_wide(&f), "p = {p}, {f:?}");
                split += usize::from(found.len() > 1);
                let limit = random(&mut seed) as usize % (f.len() + 1);
                let both = (
                    small.factors_up_to(&f, usize::MAX, true),
                    small.factors_up_to(&f, limit, round % 2 == 0),
                );
                assert_eq!(both.0, found, "p = {p}, {f:?}");
                let upto = |parts: &[(usize, Vec<u32>)]| -> Vec<(usize, Vec<u32>)> {
                    parts.iter().filter(|g| g.0 <= limit).cloned().collect()
                };
                assert_eq!(upto(&both.1), upto(&found), "p = {p}, {limit}, {f:?}");
                assert_eq!(
                    upto(&general.factors_up_to_wide(&f, limit)),
                    upto(&found),
                    "p = {p}, {limit}, {f:?}"
                );
                largest = largest.max(degree);
            }
        }
        assert!(
            split > 200 && common > 500 && largest > 200,
            "{split} {common} {largest}"
        );
    }

    /// The largest sums there can be: all residues `p - 1`, at the degree where they just fit.
    #[test]
    fn the_largest_sums_fit() {
        for (p, degree) in [(2, 300), (3, 300), (11, 650), (13, 453), (101, 4)] {
            let small = Small::new(p, degree).expect("fits");
            let general = ModPoly::new(p).expect("a prime");
            let most = vec![(p - 1) as u32; degree + 1];
            let mut monic = most.clone();
            monic[degree] = 1;
            let square = small.product(&narrow(&most), &narrow(&most));
            assert_eq!(wide(&square), general.mul(&most, &most));
            let (quotient, rest) = small.divide(square.clone(), &narrow(&monic));
            let expected = general.div_rem(&wide(&square), &monic);
            assert_eq!((wide(&quotient), wide(&rest)), expected);
        }
    }
}
