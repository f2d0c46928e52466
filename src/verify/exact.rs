//! Exact numbers `sum c_i alpha^i`: arithmetic in `Q[x]/m` and signs by shrinking an interval around `alpha`.
//!
//! Equal coefficients prove equality. A sign is given only after an interval evaluation excludes zero, so both answers
//! are right even if `m` is reducible; then a number that is zero without zero coefficients is refused (never guessed).

use super::limits::MAX_BITS;
use super::reason::Reason;
use super::roots::Root;
use crate::certificate::Num;
use crate::num::polynomial::{IntPoly, RatPoly};
use crate::num::rational::{Int, Rat, common_divisor, fraction};
use num_integer::Integer;
use num_traits::{One, Signed, Zero};
use std::cell::RefCell;
use std::cmp::Ordering;
use std::rc::Rc;

/// `sum num[i] alpha^i / den`.
///
/// Invariant: no trailing zeros, `den > 0`, no common factor of `den` and all of `num`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Elem {
    num: Vec<Int>,
    den: Int,
}

impl Elem {
    /// Zero.
    pub fn zero() -> Elem {
        Elem {
            num: Vec::new(),
            den: Int::one(),
        }
    }
    /// One.
    pub fn one() -> Elem {
        Elem {
            num: vec![Int::one()],
            den: Int::one(),
        }
    }
    /// The rational `r`.
    pub fn rational(r: &Rat) -> Elem {
        Elem::normal(vec![r.numer().clone()], r.denom().clone())
    }
    /// The rational `r`, which is in lowest terms as all rationals of certificates are.
    pub fn lowest(r: &Rat) -> Elem {
        let num = [r.numer().clone()].into_iter().filter(|n| !n.is_zero());
        Elem {
            num: num.collect(),
            den: r.denom().clone(),
        }
    }
    /// `sum num[i] alpha^i / den`, `den > 0`.
    pub fn fraction(num: Vec<Int>, den: &Int) -> Elem {
        Elem::normal(num, den.clone())
    }
    /// `num` of the lowest terms.
    pub fn numerators(&self) -> &[Int] {
        &self.num
    }
    /// `den > 0` of the lowest terms.
    pub fn denominator(&self) -> &Int {
        &self.den
    }
    /// The element with these rational coefficients.
    pub fn from_coeffs(coeffs: &[Rat]) -> Elem {
        if let [r] = coeffs {
            return Elem::lowest(r);
        }
        let den = coeffs.iter().fold(Int::one(), |l, c| l.lcm(c.denom()));
        Elem::normal(
            coeffs
                .iter()
                .map(|c| c.numer() * (&den / c.denom()))
                .collect(),
            den,
        )
    }
    fn normal(mut num: Vec<Int>, mut den: Int) -> Elem {
        while num.last().is_some_and(Zero::is_zero) {
            num.pop();
        }
        if den.is_one() {
            return Elem { num, den };
        }
        let mut gcd = den.clone();
        for c in &num {
            if gcd.is_one() {
                break;
            }
            gcd = common_divisor(&gcd, c);
        }
        if num.is_empty() {
            den = Int::one();
        } else if !gcd.is_one() {
            num.iter_mut().for_each(|c| *c /= &gcd);
            den /= &gcd;
        }
        Elem { num, den }
    }
    /// Are all coefficients zero?
    pub fn is_zero(&self) -> bool {
        self.num.is_empty()
    }
    /// The number's size in machine words, at least 1.
    pub fn words(&self) -> u64 {
        self.num.iter().map(|c| c.bits() / 64 + 1).sum::<u64>() + self.den.bits() / 64 + 1
    }
    /// The sum.
    pub fn add(&self, other: &Elem) -> Elem {
        self.combine(other, |a, b| a + b)
    }
    /// The difference.
    pub fn sub(&self, other: &Elem) -> Elem {
        self.combine(other, |a, b| a - b)
    }
    /// The negative.
    pub fn neg(&self) -> Elem {
        Elem {
            num: self.num.iter().map(|c| -c).collect(),
            den: self.den.clone(),
        }
    }
    fn combine(&self, other: &Elem, op: impl Fn(Int, Int) -> Int) -> Elem {
        let n = self.num.len().max(other.num.len());
        if self.den == other.den {
            let at = |e: &Elem, i: usize| e.num.get(i).cloned().unwrap_or_default();
            let num = (0..n).map(|i| op(at(self, i), at(other, i))).collect();
            return Elem::normal(num, self.den.clone());
        }
        let scaled = |e: &Elem, i: usize, by: &Int| e.num.get(i).map_or_else(Int::zero, |c| c * by);
        let num = (0..n)
            .map(|i| op(scaled(self, i, &other.den), scaled(other, i, &self.den)))
            .collect();
        Elem::normal(num, &self.den * &other.den)
    }
}

/// The ordered ring of exact numbers of one map (or of one Perron vector): `Q`, or `Q[x]/m` with a chosen real root.
#[derive(Debug)]
pub struct Reals {
    modulus: IntPoly,
    root: Option<Rc<Root>>,
    levels: RefCell<Vec<Powers>>,
}

/// Enclosures `[lo, hi] / 2^bits` of the powers of `alpha`.
#[derive(Debug)]
struct Powers {
    lo: Vec<Int>,
    hi: Vec<Int>,
}

const FIRST_BITS: u64 = 64;

impl Reals {
    /// The rationals.
    pub fn rationals() -> Reals {
        Reals {
            modulus: IntPoly::x(),
            root: None,
            levels: RefCell::default(),
        }
    }
    #[cfg(test)]
    fn of_modulus(modulus: IntPoly) -> Reals {
        Reals {
            modulus,
            ..Reals::rationals()
        }
    }
    /// `Q[x]/m` at the root `root` of `m`; for degree 1 the rationals, with `generator` that root.
    pub fn at(root: Rc<Root>) -> Reals {
        Reals {
            modulus: root.poly().clone(),
            root: Some(root),
            levels: RefCell::default(),
        }
    }
    /// The degree of the modulus.
    pub fn degree(&self) -> usize {
        self.modulus.degree().unwrap_or(1)
    }
    /// The number written `num` in a certificate; refused when its list is longer than the degree.
    pub fn read(&self, num: &Num) -> Result<Elem, Reason> {
        if num.0.len() > self.degree().max(1) {
            return Err(Reason::NotReduced {
                length: num.0.len(),
                degree: self.degree(),
            });
        }
        Ok(Elem::from_coeffs(&num.0))
    }
    /// The element `x` modulo `m`.
    pub fn generator(&self) -> Elem {
        self.reduce(vec![Int::zero(), Int::one()], Int::one())
    }
    /// The product.
    pub fn mul(&self, a: &Elem, b: &Elem) -> Elem {
        if a.is_zero() || b.is_zero() {
            return Elem::zero();
        }
        if let ([x], [y]) = (a.num.as_slice(), b.num.as_slice()) {
            return Elem::normal(vec![x * y], &a.den * &b.den);
        }
        let mut out = vec![Int::zero(); a.num.len() + b.num.len() - 1];
        for (i, x) in a.num.iter().enumerate() {
            for (j, y) in b.num.iter().enumerate() {
                out[i + j] += x * y;
            }
        }
        self.reduce(out, &a.den * &b.den)
    }
    fn reduce(&self, mut num: Vec<Int>, mut den: Int) -> Elem {
        let m = self.modulus.coeffs();
        let d = self.degree();
        let lead = self.modulus.leading();
        while num.len() > d {
            let top = num.pop().unwrap_or_else(Int::zero);
            if top.is_zero() {
                continue;
            }
            let at = num.len() - d;
            if !lead.is_one() {
                num.iter_mut().for_each(|c| *c *= &lead);
                den *= &lead;
            }
            for (j, c) in m[..d].iter().enumerate() {
                num[at + j] -= &top * c;
            }
        }
        if den.is_negative() {
            den = -den;
            num.iter_mut().for_each(|c| *c = -std::mem::take(c));
        }
        Elem::normal(num, den)
    }
    /// The inverse modulo `m`: in degree 2 by the conjugate, else by the extended Euclidean algorithm.
    pub fn inverse(&self, a: &Elem) -> Result<Elem, Reason> {
        match (a.num.as_slice(), self.modulus.coeffs()) {
            ([c], _) => Ok(Elem {
                num: vec![&a.den * c.signum()],
                den: c.abs(),
            }),
            ([a0, a1], [m0, m1, m2]) => {
                // (a0 + a1 x) (m2 a0 - m1 a1 - m2 a1 x) is this number modulo m0 + m1 x + m2 x^2.
                let norm = m2 * a0 * a0 - m1 * a0 * a1 + m0 * a1 * a1;
                if norm.is_zero() {
                    return Err(Reason::NotInvertible);
                }
                let by = if norm.is_negative() {
                    -&a.den
                } else {
                    a.den.clone()
                };
                let num = vec![&by * (m2 * a0 - m1 * a1), -&by * m2 * a1];
                Ok(Elem::normal(num, norm.abs()))
            }
            _ => self.inverse_by_euclid(a),
        }
    }
    fn inverse_by_euclid(&self, a: &Elem) -> Result<Elem, Reason> {
        let poly = RatPoly::new(
            a.num
                .iter()
                .map(|c| fraction(c.clone(), a.den.clone()))
                .collect(),
        );
        let (mut r0, mut r1) = (self.modulus.to_rat(), poly);
        let (mut s0, mut s1) = (RatPoly::zero(), RatPoly::one());
        while !r1.is_zero() {
            let (q, r) = r0.div_rem(&r1);
            let s = &s0 - &(&q * &s1);
            (r0, r1, s0, s1) = (r1, r, s1, s);
        }
        match r0.coeffs() {
            [c] => Ok(Elem::from_coeffs(s0.scale(&c.recip()).coeffs())),
            _ => Err(Reason::NotInvertible),
        }
    }
    /// The sign: -1, 0 or 1.
    pub fn sign(&self, a: &Elem) -> Result<i32, Reason> {
        match (a.num.as_slice(), &self.root) {
            ([], _) => Ok(0),
            ([c], _) => Ok(if c.is_positive() { 1 } else { -1 }),
            (_, None) => Err(Reason::SignUndecided { bits: 0 }),
            (num, Some(root)) => self.sign_by_enclosure(num, root),
        }
    }
    fn sign_by_enclosure(&self, num: &[Int], root: &Root) -> Result<i32, Reason> {
        let mut bits = FIRST_BITS;
        for level in 0.. {
            let fits = bits <= MAX_BITS && bits * self.degree() as u64 <= 1 << 19;
            if !fits {
                break;
            }
            if self.levels.borrow().len() == level {
                let powers = self.powers(root, bits)?;
                self.levels.borrow_mut().push(powers);
            }
            let levels = self.levels.borrow();
            let (mut lo, mut hi) = (Int::zero(), Int::zero());
            for (i, c) in num.iter().enumerate() {
                let (a, b) = (c * &levels[level].lo[i], c * &levels[level].hi[i]);
                if c.is_negative() {
                    lo += b;
                    hi += a;
                } else {
                    lo += a;
                    hi += b;
                }
            }
            if lo.is_positive() {
                return Ok(1);
            }
            if hi.is_negative() {
                return Ok(-1);
            }
            bits *= 2;
        }
        Err(Reason::SignUndecided { bits })
    }
    fn powers(&self, root: &Root, bits: u64) -> Result<Powers, Reason> {
        let (a, b) = root.enclosure(bits)?;
        let one = Int::one() << bits;
        let (mut lo, mut hi) = (vec![one.clone()], vec![one]);
        for i in 1..self.degree() {
            let ends = [
                &lo[i - 1] * &a,
                &lo[i - 1] * &b,
                &hi[i - 1] * &a,
                &hi[i - 1] * &b,
            ];
            let (least, most) = (ends.iter().min(), ends.iter().max());
            lo.push(least.expect("four products") >> bits);
            hi.push((most.expect("four products") >> bits) + 1);
        }
        Ok(Powers { lo, hi })
    }
    /// Compares `a` with `b`: rationals by their cross products, other numbers by the sign of the difference.
    pub fn cmp(&self, a: &Elem, b: &Elem) -> Result<Ordering, Reason> {
        match (a.num.as_slice(), b.num.as_slice()) {
            ([x], [y]) if a.den == b.den => Ok(x.cmp(y)),
            ([x], [y]) => Ok((x * &b.den).cmp(&(y * &a.den))),
            _ => Ok(self.sign(&a.sub(b))?.cmp(&0)),
        }
    }
    /// Are `a` and `b` the same number?
    pub fn equal(&self, a: &Elem, b: &Elem) -> Result<bool, Reason> {
        Ok(self.cmp(a, b)? == Ordering::Equal)
    }
    /// The absolute value.
    pub fn abs(&self, a: &Elem) -> Result<Elem, Reason> {
        Ok(if self.sign(a)? < 0 {
            a.neg()
        } else {
            a.clone()
        })
    }
    /// `a / 2`.
    pub fn half(&self, a: &Elem) -> Elem {
        Elem::normal(a.num.clone(), &a.den * 2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::rational::rat;

    #[test]
    fn rationals_are_compared_as_their_difference_is_signed() {
        let reals = Reals::rationals();
        let list: Vec<Elem> = (-7..8)
            .flat_map(|a| (1..7).map(move |b| Elem::rational(&rat(a, b))))
            .collect();
        for (a, b) in list.iter().flat_map(|a| list.iter().map(move |b| (a, b))) {
            let difference = Elem::normal(
                [(a, b, 1), (b, a, -1)]
                    .iter()
                    .fold(vec![Int::zero()], |sum, (x, y, sign)| {
                        let c = x.num.first().cloned().unwrap_or_default();
                        vec![&sum[0] + c * &y.den * *sign]
                    }),
                &a.den * &b.den,
            );
            assert_eq!(a.sub(b), difference);
            let sign = reals.sign(&difference).expect("rational").cmp(&0);
            assert_eq!(reals.cmp(a, b).expect("rational"), sign, "{a:?} {b:?}");
        }
    }

    /// Quadratic moduli with a root between the ends, also such that are not monic and one that is reducible.
    #[test]
    fn the_inverse_by_the_conjugate_is_that_of_euclid() {
        let moduli = [[-1, -1, 1], [-2, 0, 1], [-5, 1, 2], [-7, -5, 3], [-4, 0, 1]];
        let mut checked = 0;
        for modulus in moduli {
            let reals = Reals::of_modulus(IntPoly::from_i64(&modulus));
            for (a0, a1, den) in
                (-9..9).flat_map(|a| (-9..9).flat_map(move |b| [(a, b, 1), (a, b, 6)]))
            {
                let a = Elem::from_coeffs(&[rat(a0, den), rat(a1, den)]);
                if a.is_zero() {
                    continue;
                }
                let (fast, slow) = (reals.inverse(&a), reals.inverse_by_euclid(&a));
                match (fast, slow) {
                    (Ok(x), Ok(y)) => {
                        assert_eq!((&x.num, &x.den), (&y.num, &y.den), "{a0} {a1} {den}");
                        let one = reals.mul(&x, &a);
                        assert!(one.num == [Int::one()] && one.den.is_one());
                        checked += 1;
                    }
                    (Err(_), Err(_)) => assert_eq!(modulus, [-4, 0, 1]),
                    other => panic!("{modulus:?} {a0} {a1}: {other:?}"),
                }
            }
        }
        assert!(checked > 3_000);
    }
}
