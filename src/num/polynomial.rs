//! Dense univariate polynomials over the integers and the rationals, constant term first.

use super::rational::{Int, Rat, fraction, power_of_two};
use num_integer::Integer;
use num_traits::{One, Signed, Zero};
use std::fmt;
use std::ops::{Add, Mul, Neg, Sub};

/// A polynomial `sum coeffs[i] x^i`.
///
/// Invariant: the last coefficient is not zero; the zero polynomial has no coefficients.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Poly<C> {
    coeffs: Vec<C>,
}

/// A polynomial with integer coefficients.
pub type IntPoly = Poly<Int>;
/// A polynomial with rational coefficients.
pub type RatPoly = Poly<Rat>;

/// What a coefficient must be able to do: the ring operations and a test for zero.
pub trait Coefficient:
    Clone + Zero + One + PartialEq + Sub<Output = Self> + Neg<Output = Self>
{
}
impl<C: Clone + Zero + One + PartialEq + Sub<Output = C> + Neg<Output = C>> Coefficient for C {}

impl<C: Coefficient> Poly<C> {
    /// The polynomial with these coefficients, constant term first; trailing zeros are dropped.
    pub fn new(mut coeffs: Vec<C>) -> Self {
        while coeffs.last().is_some_and(Zero::is_zero) {
            coeffs.pop();
        }
        Poly { coeffs }
    }
    /// The constant polynomial `c`.
    pub fn constant(c: C) -> Self {
        Poly::new(vec![c])
    }
    /// The polynomial `1`.
    pub fn one() -> Self {
        Poly::constant(C::one())
    }
    /// The zero polynomial.
    pub fn zero() -> Self {
        Poly { coeffs: Vec::new() }
    }
    /// The polynomial `x`.
    pub fn x() -> Self {
        Poly::new(vec![C::zero(), C::one()])
    }
    /// The coefficients, constant term first, without trailing zeros.
    pub fn coeffs(&self) -> &[C] {
        &self.coeffs
    }
    /// The coefficient of `x^i` (zero beyond the degree).
    pub fn coeff(&self, i: usize) -> C {
        self.coeffs.get(i).cloned().unwrap_or_else(C::zero)
    }
    /// The degree; `None` for the zero polynomial.
    pub fn degree(&self) -> Option<usize> {
        self.coeffs.len().checked_sub(1)
    }
    /// Is this the zero polynomial?
    pub fn is_zero(&self) -> bool {
        self.coeffs.is_empty()
    }
    /// The coefficient of the highest power; zero for the zero polynomial.
    pub fn leading(&self) -> C {
        self.coeffs.last().cloned().unwrap_or_else(C::zero)
    }
    /// The derivative.
    pub fn derivative(&self) -> Self {
        let mut factor = C::zero();
        let mut out = Vec::with_capacity(self.coeffs.len().saturating_sub(1));
        for c in self.coeffs.iter().skip(1) {
            factor = factor + C::one();
            out.push(c.clone() * factor.clone());
        }
        Poly::new(out)
    }
    /// The value at `at`, by Horner's rule.
    pub fn eval(&self, at: &C) -> C {
        self.coeffs
            .iter()
            .rev()
            .fold(C::zero(), |acc, c| acc * at.clone() + c.clone())
    }
    /// The product with the constant `c`.
    pub fn scale(&self, c: &C) -> Self {
        Poly::new(self.coeffs.iter().map(|a| a.clone() * c.clone()).collect())
    }
    /// The product with `x^n`.
    pub fn shift(&self, n: usize) -> Self {
        if self.is_zero() {
            return Poly::zero();
        }
        let mut coeffs = vec![C::zero(); n];
        coeffs.extend(self.coeffs.iter().cloned());
        Poly { coeffs }
    }
    /// The `n`-th power.
    pub fn pow(&self, n: u32) -> Self {
        (0..n).fold(Poly::one(), |acc, _| &acc * self)
    }
}

impl RatPoly {
    /// Quotient and remainder of the division by `divisor`, which must not be zero.
    pub fn div_rem(&self, divisor: &RatPoly) -> (RatPoly, RatPoly) {
        let d = divisor.degree().expect("the divisor is not zero");
        let lead = divisor.leading();
        let mut rest = self.coeffs.clone();
        let mut quotient = vec![Rat::zero(); rest.len().saturating_sub(d)];
        for i in (0..quotient.len()).rev() {
            let factor = &rest[i + d] / &lead;
            if !factor.is_zero() {
                for (j, c) in divisor.coeffs.iter().enumerate() {
                    rest[i + j] -= &factor * c;
                }
            }
            quotient[i] = factor;
        }
        rest.truncate(d);
        (Poly::new(quotient), Poly::new(rest))
    }
    /// The monic multiple; zero stays zero.
    pub fn monic(&self) -> RatPoly {
        if self.is_zero() {
            Poly::zero()
        } else {
            self.scale(&self.leading().recip())
        }
    }
    /// The primitive integer polynomial with positive leading coefficient that is a rational multiple of this one.
    pub fn to_primitive(&self) -> IntPoly {
        let lcm = self.coeffs.iter().fold(Int::one(), |l, c| l.lcm(c.denom()));
        let ints = self
            .coeffs
            .iter()
            .map(|c| c.numer() * (&lcm / c.denom()))
            .collect();
        IntPoly::new(ints).primitive()
    }
}

impl IntPoly {
    /// The polynomial with these small integer coefficients, constant term first.
    pub fn from_i64(coeffs: &[i64]) -> IntPoly {
        Poly::new(coeffs.iter().map(|&c| Int::from(c)).collect())
    }
    /// The same polynomial over the rationals.
    pub fn to_rat(&self) -> RatPoly {
        Poly::new(self.coeffs.iter().cloned().map(Rat::from_integer).collect())
    }
    /// The greatest common divisor of the coefficients, not negative.
    pub fn content(&self) -> Int {
        self.coeffs.iter().fold(Int::zero(), |g, c| g.gcd(c))
    }
    /// The primitive part with positive leading coefficient.
    pub fn primitive(&self) -> IntPoly {
        if self.is_zero() {
            return Poly::zero();
        }
        let mut content = self.content();
        if self.leading().is_negative() {
            content = -content;
        }
        Poly::new(self.coeffs.iter().map(|c| c / &content).collect())
    }
    /// The value at a rational point.
    pub fn eval_rat(&self, at: &Rat) -> Rat {
        match self.degree() {
            Some(n) => fraction(
                self.homogeneous(at.numer(), at.denom()),
                at.denom().pow(n as u32),
            ),
            None => Rat::zero(),
        }
    }
    /// `sum c_i p^i q^(n-i)`, the value at `p/q` times `q^n`, by Horner's rule without a division; `q > 0`.
    pub fn homogeneous(&self, p: &Int, q: &Int) -> Int {
        let mut value = Int::zero();
        if let Some(twos) = power_of_two(q) {
            let mut shift = 0;
            for c in self.coeffs.iter().rev() {
                value *= p;
                if !c.is_zero() {
                    value += c << shift;
                }
                shift += twos;
            }
            return value;
        }
        let mut power = Int::one();
        for c in self.coeffs.iter().rev() {
            value = value * p + c * &power;
            power *= q;
        }
        value
    }
    /// The sign of the value at a rational point (in lowest terms or not): -1, 0 or 1.
    pub fn sign_at(&self, at: &Rat) -> i32 {
        let quick = super::dyadic::quick_sign(self, at.numer(), at.denom());
        quick.unwrap_or_else(|| self.exact_sign_at(at))
    }
    /// The same by the exact value. No division, no gcd.
    pub(super) fn exact_sign_at(&self, at: &Rat) -> i32 {
        let value = self.homogeneous(at.numer(), at.denom());
        if value.is_zero() {
            0
        } else if value.is_positive() {
            1
        } else {
            -1
        }
    }
    /// The exact quotient by `divisor` (not zero), or `None` if the division leaves a remainder or fractions.
    pub fn exact_div(&self, divisor: &IntPoly) -> Option<IntPoly> {
        let d = divisor.degree()?;
        let lead = divisor.leading();
        let mut rest = self.coeffs.clone();
        if rest.len() <= d {
            return rest.is_empty().then(Poly::zero);
        }
        let mut quotient = vec![Int::zero(); rest.len() - d];
        for i in (0..quotient.len()).rev() {
            let (factor, rem) = rest[i + d].div_rem(&lead);
            if !rem.is_zero() {
                return None;
            }
            for (j, c) in divisor.coeffs.iter().enumerate() {
                rest[i + j] -= &factor * c;
            }
            quotient[i] = factor;
        }
        rest.iter().all(Zero::is_zero).then(|| Poly::new(quotient))
    }
}

impl<C: Coefficient> Add for &Poly<C> {
    type Output = Poly<C>;
    fn add(self, other: &Poly<C>) -> Poly<C> {
        let n = self.coeffs.len().max(other.coeffs.len());
        Poly::new((0..n).map(|i| self.coeff(i) + other.coeff(i)).collect())
    }
}

impl<C: Coefficient> Sub for &Poly<C> {
    type Output = Poly<C>;
    fn sub(self, other: &Poly<C>) -> Poly<C> {
        let n = self.coeffs.len().max(other.coeffs.len());
        Poly::new((0..n).map(|i| self.coeff(i) - other.coeff(i)).collect())
    }
}

impl<C: Coefficient> Neg for &Poly<C> {
    type Output = Poly<C>;
    fn neg(self) -> Poly<C> {
        Poly::new(self.coeffs.iter().map(|c| -c.clone()).collect())
    }
}

impl<C: Coefficient> Mul for &Poly<C> {
    type Output = Poly<C>;
    fn mul(self, other: &Poly<C>) -> Poly<C> {
        if self.is_zero() || other.is_zero() {
            return Poly::zero();
        }
        let mut out = vec![C::zero(); self.coeffs.len() + other.coeffs.len() - 1];
        for (i, a) in self.coeffs.iter().enumerate() {
            for (j, b) in other.coeffs.iter().enumerate() {
                let term = a.clone() * b.clone();
                out[i + j] = std::mem::replace(&mut out[i + j], C::zero()) + term;
            }
        }
        Poly::new(out)
    }
}

/// Plain text with the highest power first: `x^3 - 2*x + 1`.
impl<C: Coefficient + Signed + fmt::Display> fmt::Display for Poly<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_zero() {
            return write!(f, "0");
        }
        let mut first = true;
        for (i, c) in self
            .coeffs
            .iter()
            .enumerate()
            .rev()
            .filter(|(_, c)| !c.is_zero())
        {
            let sign = match (first, c.is_negative()) {
                (true, true) => "-",
                (true, false) => "",
                (false, true) => " - ",
                (false, false) => " + ",
            };
            first = false;
            let size = c.abs();
            let power = match i {
                0 => String::new(),
                1 => "x".to_string(),
                _ => format!("x^{i}"),
            };
            match (i, size.is_one()) {
                (0, _) => write!(f, "{sign}{size}")?,
                (_, true) => write!(f, "{sign}{power}")?,
                (_, false) => write!(f, "{sign}{size}*{power}")?,
            }
        }
        Ok(())
    }
}
