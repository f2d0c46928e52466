//! Signs of elements of `Q(alpha)` as the Coq library decides them: interval arithmetic, and zero modulo the polynomial.

use crate::certificate::{FieldData, Num};
use crate::num::inverse::inverse;
use crate::num::polynomial::{IntPoly, Poly, RatPoly};
use crate::num::rational::{Int, Rat};
use num_traits::{One, Signed, Zero};

/// An interval around `alpha` and the polynomial that `alpha` is a root of.
#[derive(Clone, Debug, PartialEq)]
pub struct Enclosure {
    /// The polynomial.
    pub modulus: IntPoly,
    /// The ends; opposite signs of the polynomial there.
    pub interval: (Rat, Rat),
}

impl Enclosure {
    /// The enclosure in which the rationals are decided at once.
    pub fn rational() -> Enclosure {
        Enclosure {
            modulus: Poly::x(),
            interval: (Rat::zero(), Rat::zero()),
        }
    }
    /// The interval of the field, or the widest of some smaller ones around the same root in which `enough` holds;
    /// `None` if the field's data are not of this form or `enough` holds in none of them.
    pub fn around(field: &FieldData, enough: impl Fn(&Enclosure) -> bool) -> Option<Enclosure> {
        let modulus: IntPoly = Poly::new(field.poly.iter().map(|c| c.0.clone()).collect());
        let (lo, hi) = (field.interval.0.0.clone(), field.interval.1.0.clone());
        let small = modulus.degree().is_some_and(|d| (2..=200).contains(&d));
        if !small || lo >= hi || modulus.sign_at(&lo) * modulus.sign_at(&hi) >= 0 {
            return None;
        }
        let mut enclosure = Enclosure {
            modulus,
            interval: (lo, hi),
        };
        for bits in [0, 6, 12, 24, 48, 96, 192, 384, 768] {
            if bits > 0 {
                enclosure.bisect(&Rat::new(Int::one(), Int::one() << bits));
            }
            if enough(&enclosure) {
                return Some(enclosure);
            }
        }
        None
    }
    /// The same enclosure with an interval of width at most `2^-bits`.
    pub fn narrowed(&self, bits: u32) -> Enclosure {
        let mut out = self.clone();
        out.bisect(&Rat::new(Int::one(), Int::one() << bits));
        out
    }
    /// Can Coq see that the polynomial is monotone in the interval?
    pub fn monotone(&self) -> bool {
        let slope = self.modulus.derivative().to_rat();
        self.positive(&slope) || self.positive(&-&slope)
    }
    /// Halves the interval around the root until it is at most so wide.
    fn bisect(&mut self, width: &Rat) {
        let (lo, hi) = &mut self.interval;
        let at_lo = self.modulus.sign_at(lo);
        while &(&*hi - &*lo) > width {
            let middle = (&*lo + &*hi) / Rat::from_integer(2.into());
            match self.modulus.sign_at(&middle) {
                0 => (*lo, *hi) = (middle.clone(), middle),
                sign if sign == at_lo => *lo = middle,
                _ => *hi = middle,
            }
        }
    }
    /// Is the lower bound that interval arithmetic gives positive?
    pub fn positive(&self, x: &RatPoly) -> bool {
        self.bounds(x).0.is_positive()
    }
    /// A lower and an upper bound by interval arithmetic, as Coq computes them.
    pub fn bounds(&self, x: &RatPoly) -> (Rat, Rat) {
        let (lo, hi) = &self.interval;
        let (mut a, mut b) = (Rat::zero(), Rat::zero());
        for c in x.coeffs().iter().rev() {
            let corners = [&a * lo, &a * hi, &b * lo, &b * hi];
            let least = corners.iter().min().expect("four corners");
            let most = corners.iter().max().expect("four corners");
            (a, b) = (c + least, c + most);
        }
        (a, b)
    }
    /// The remainder modulo the polynomial of `alpha`.
    pub fn reduced(&self, x: &RatPoly) -> RatPoly {
        x.div_rem(&self.modulus.to_rat()).1
    }
    /// Is the remainder zero, or positive by interval arithmetic?
    pub fn at_least_zero(&self, x: &RatPoly) -> bool {
        let remainder = self.reduced(x);
        remainder.is_zero() || self.rounded(&remainder).0.is_positive()
    }
    /// Is the remainder positive by interval arithmetic?
    pub fn above_zero(&self, x: &RatPoly) -> bool {
        self.rounded(&self.reduced(x)).0.is_positive()
    }
    /// A lower and an upper bound with products rounded outwards to a grid, as Coq computes them after reduction.
    pub fn rounded(&self, x: &RatPoly) -> (Rat, Rat) {
        let (lo, hi) = &self.interval;
        let grid = Rat::from_integer(lo.denom() * hi.denom() * Int::from(64));
        let (mut a, mut b) = (Rat::zero(), Rat::zero());
        for c in x.coeffs().iter().rev() {
            let corners = [&a * lo, &a * hi, &b * lo, &b * hi];
            let least = corners.iter().min().expect("four corners");
            let most = corners.iter().max().expect("four corners");
            a = c + (least * &grid).floor() / &grid;
            b = c + (most * &grid).ceil() / &grid;
        }
        (a, b)
    }
    /// The reciprocal modulo the polynomial of `alpha`; `None` where there is none.
    pub fn reciprocal(&self, x: &RatPoly) -> Option<RatPoly> {
        let x = self.reduced(x);
        if x.is_zero() {
            return None;
        }
        if x.degree() == Some(0) {
            return Some(Poly::constant(x.coeff(0).recip()));
        }
        let whole = x.to_primitive();
        let (numerator, divisor) = inverse(&whole, &self.modulus)?;
        // x = factor whole, and numerator/divisor is the reciprocal of whole.
        let factor = x.leading() / Rat::from_integer(whole.leading()) * Rat::from_integer(divisor);
        Some(self.reduced(&numerator.to_rat().scale(&factor.recip())))
    }
    /// Is the polynomial zero modulo that of `alpha`?
    pub fn zero(&self, x: &RatPoly) -> bool {
        x.div_rem(&self.modulus.to_rat()).1.is_zero()
    }
    /// Zero or positive.
    pub fn not_negative(&self, x: &RatPoly) -> bool {
        self.zero(x) || self.positive(x)
    }
    /// Are the numbers increasing?
    pub fn increasing(&self, numbers: &[&Num]) -> bool {
        numbers
            .windows(2)
            .all(|w| self.positive(&(&poly(w[1]) - &poly(w[0]))))
    }
    /// Is `|slope| <= limit` on all segments between neighbouring vertices, and `limit > 0`?
    pub fn slopes_within(&self, limit: &Num, vertices: &[(Num, Num)]) -> bool {
        let limit = poly(limit);
        let segment = |w: &[(Num, Num)]| {
            let room = &limit * &(&poly(&w[1].0) - &poly(&w[0].0));
            let rise = &poly(&w[1].1) - &poly(&w[0].1);
            self.not_negative(&(&room - &rise)) && self.not_negative(&(&room + &rise))
        };
        self.positive(&limit) && vertices.windows(2).all(segment)
    }
    /// Are any two of the numbers, one of each list, either written alike or told apart?
    pub fn separates(&self, left: &[&Num], right: &[&Num]) -> bool {
        let apart = |p: &Num, q: &Num| {
            let d = &poly(p) - &poly(q);
            p == q || self.positive(&d) || self.positive(&(&poly(q) - &poly(p)))
        };
        left.iter().all(|p| right.iter().all(|q| apart(p, q)))
    }
}

/// The polynomial in `alpha` as a number of a certificate.
pub fn num(x: &RatPoly) -> Num {
    Num(x.coeffs().to_vec())
}

/// The number as a polynomial in `alpha`.
pub fn poly(x: &Num) -> RatPoly {
    Poly::new(x.0.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::rational::rat;

    /// `alpha` between the ends, a root of `2x^3 - 3x - 1`: 1.3660...
    fn cubic() -> Enclosure {
        Enclosure {
            modulus: IntPoly::from_i64(&[-1, -3, 0, 2]),
            interval: (rat(5, 4), rat(3, 2)),
        }
        .narrowed(20)
    }

    #[test]
    fn a_number_times_its_reciprocal_is_one() {
        let e = cubic();
        for x in [
            vec![rat(2, 3)],
            vec![rat(1, 2), rat(-3, 5)],
            vec![rat(0, 1), rat(1, 7), rat(4, 9)],
        ] {
            let x = Poly::new(x);
            let product = &x * &e.reciprocal(&x).unwrap();
            assert!(e.zero(&(&product - &Poly::one())), "{x}");
        }
        // 2x^3 - 3x - 1 = (x + 1)(2x^2 - 2x - 1).
        assert!(
            e.reciprocal(&Poly::new(vec![rat(1, 1), rat(1, 1)]))
                .is_none()
        );
        assert!(e.reciprocal(&Poly::zero()).is_none());
    }

    #[test]
    fn rounded_bounds_contain_the_exact_ones() {
        let e = cubic();
        let x = Poly::new(vec![rat(1, 3), rat(-22, 7), rat(5, 11), rat(9, 13)]);
        let (a, b) = e.bounds(&x);
        let (low, high) = e.rounded(&x);
        assert!(low <= a && a < b && b <= high);
        assert!(&high - &low < rat(1, 1000));
        assert!(e.monotone());
    }
}
