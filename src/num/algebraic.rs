//! Real algebraic numbers of any field: exact arithmetic across fields, exact comparison, enclosures and decimals.

use super::factor::factor;
use super::field::{Field, Number};
use super::gcd::squarefree_part;
use super::isolate::{count_roots_in, refine};
use super::polynomial::{IntPoly, Poly};
use super::rational::{Int, Rat, decimal_of_scaled, rat_int, round_scaled};
use num_integer::Integer;
use num_traits::{One, Signed, Zero};
use std::cmp::Ordering;

/// The largest product of degrees that arithmetic across fields takes on.
pub const MAX_DEGREE: usize = 120;

/// A real algebraic number: the only root of `poly` in `interval`.
///
/// Invariant: `poly` is irreducible over Q, primitive, with positive leading coefficient; the interval is a point for a
/// rational number, else `poly` has opposite signs at its ends and one root inside.
#[derive(Clone, Debug)]
pub struct Algebraic {
    poly: IntPoly,
    interval: (Rat, Rat),
}

/// Why an operation gives no result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AlgebraicError {
    /// The result may have this degree, above [`MAX_DEGREE`], or its polynomial could not be factored in the budget.
    TooLarge(usize),
    /// Division by zero.
    DivisionByZero,
}

impl From<&Rat> for Algebraic {
    fn from(r: &Rat) -> Algebraic {
        Algebraic {
            poly: Poly::new(vec![-r.numer(), r.denom().clone()]),
            interval: (r.clone(), r.clone()),
        }
    }
}

impl From<&Number> for Algebraic {
    /// The minimal polynomial is the squarefree part of the characteristic polynomial in the number's field.
    fn from(n: &Number) -> Algebraic {
        let (Some(field), None) = (n.field(), n.to_rational()) else {
            return Algebraic::from(&n.to_rational().unwrap_or_else(Rat::zero));
        };
        let generator = Number::generator(field);
        if *n == generator {
            return Algebraic {
                poly: field.poly().clone(),
                interval: field.interval().clone(),
            };
        }
        let poly = squarefree_part(&characteristic(n, field));
        isolated(poly, |bits| n.enclosure(bits))
    }
}

/// The characteristic polynomial of multiplication by `n`, from the traces of its powers by Newton's identities.
fn characteristic(n: &Number, field: &Field) -> IntPoly {
    let d = field.degree();
    let lead = field.poly().leading();
    let monic: Vec<Rat> = field
        .poly()
        .coeffs()
        .iter()
        .map(|c| Rat::new(c.clone(), lead.clone()))
        .collect();
    let basis = power_sums(&monic, d);
    let trace = |x: &Number| {
        x.coeffs()
            .iter()
            .zip(&basis)
            .map(|(c, t)| c * t)
            .fold(Rat::zero(), |a, b| a + b)
    };
    let mut power = Number::one();
    let mut traces = vec![rat_int(d as i64)];
    for _ in 0..d {
        power = &power * n;
        traces.push(trace(&power));
    }
    Poly::new(from_power_sums(&traces)).to_primitive()
}

/// `p_0, ..., p_(count-1)` of the roots of a monic polynomial (Newton's identities).
fn power_sums<C>(monic: &[C], count: usize) -> Vec<C>
where
    C: Clone + Zero + One + std::ops::Sub<Output = C> + From<Int>,
{
    let n = monic.len() - 1;
    let mut sums = vec![C::from(Int::from(n))];
    for k in 1..count {
        let mut s = C::zero();
        if k <= n {
            s = s - monic[n - k].clone() * C::from(Int::from(k));
        }
        for i in 1..k.min(n + 1) {
            s = s - monic[n - i].clone() * sums[k - i].clone();
        }
        sums.push(s);
    }
    sums
}

/// The monic polynomial, constant first, whose roots have these power sums `p_0 = n, p_1, ..., p_n`.
fn from_power_sums<C>(sums: &[C]) -> Vec<C>
where
    C: Clone + Zero + One + std::ops::Sub<Output = C> + std::ops::Div<Output = C> + From<Int>,
{
    let n = sums.len() - 1;
    let mut coeffs = vec![C::zero(); n + 1];
    coeffs[n] = C::one();
    for k in 1..=n {
        let mut s = C::zero();
        for i in 0..k {
            s = s - coeffs[n - i].clone() * sums[k - i].clone();
        }
        // Exact also over the integers.
        coeffs[n - k] = s / C::from(Int::from(k));
    }
    coeffs
}

/// The number that `enclose` narrows down, known to be a root of the irreducible polynomial `poly`.
fn isolated(poly: IntPoly, enclose: impl Fn(u32) -> (Rat, Rat)) -> Algebraic {
    if poly.degree() == Some(1) {
        return Algebraic::from(&Rat::new(-poly.coeff(0), poly.leading()));
    }
    let mut bits = 16;
    loop {
        let (lo, hi) = enclose(bits);
        if lo < hi && count_roots_in(&poly, &lo, &hi) == 1 {
            return Algebraic {
                poly,
                interval: (lo, hi),
            };
        }
        bits *= 2;
    }
}

/// The monic polynomial of `scale * root`, `scale` a multiple of the leading coefficient, and its power sums.
fn scaled_sums(poly: &IntPoly, scale: &Int, count: usize) -> Vec<Int> {
    let n = poly.degree().unwrap_or(0);
    let lead = poly.leading();
    let coeff = |(i, c): (usize, &Int)| c * scale.pow((n - i) as u32) / &lead;
    power_sums(
        &poly
            .coeffs()
            .iter()
            .enumerate()
            .map(coeff)
            .collect::<Vec<_>>(),
        count,
    )
}

impl Algebraic {
    /// The only root of an irreducible polynomial in an isolating interval.
    ///
    /// Requires: `poly` irreducible, primitive, positive leading coefficient, degree at least 2, opposite signs at the
    /// ends, one root between them.
    pub fn new(poly: IntPoly, interval: (Rat, Rat)) -> Algebraic {
        debug_assert!(poly.sign_at(&interval.0) * poly.sign_at(&interval.1) < 0);
        Algebraic { poly, interval }
    }
    /// The minimal polynomial: irreducible, primitive, positive leading coefficient.
    pub fn poly(&self) -> &IntPoly {
        &self.poly
    }
    /// An interval in which the number is the only root of its polynomial.
    pub fn interval(&self) -> &(Rat, Rat) {
        &self.interval
    }
    /// The degree over the rationals.
    pub fn degree(&self) -> usize {
        self.poly.degree().unwrap_or(1)
    }
    /// The rational value, or `None` for an irrational number.
    pub fn to_rational(&self) -> Option<Rat> {
        (self.degree() == 1).then(|| self.interval.0.clone())
    }
    /// The number as an element of the field that it generates, called `name`.
    pub fn to_number(&self, name: &str) -> Number {
        match self.to_rational() {
            Some(r) => Number::from(r),
            None => Number::generator(&Field::new(self.poly.clone(), self.interval.clone(), name)),
        }
    }
    /// An enclosure `lo <= self <= hi` with `hi - lo <= 2^-bits`.
    pub fn enclosure(&self, bits: u32) -> (Rat, Rat) {
        let (lo, hi) = &self.interval;
        refine(
            &self.poly,
            lo,
            hi,
            &Rat::new(Int::one(), Int::one() << bits),
        )
    }
    /// The sign: -1, 0 or 1.
    pub fn sign(&self) -> i32 {
        match self.cmp(&Algebraic::from(&Rat::zero())) {
            Ordering::Less => -1,
            Ordering::Equal => 0,
            Ordering::Greater => 1,
        }
    }
    /// `self * 10^digits` rounded to the nearest integer (a tie can only happen for rationals: away from zero).
    pub fn round_scaled(&self, digits: u32) -> Int {
        let mut bits = digits.saturating_mul(4).saturating_add(16);
        loop {
            let (lo, hi) = self.enclosure(bits);
            let (a, b) = (round_scaled(&lo, digits), round_scaled(&hi, digits));
            if a == b {
                return a;
            }
            bits = bits.saturating_add(32);
        }
    }
    /// Correctly rounded to `digits` decimals.
    pub fn decimal(&self, digits: u32) -> String {
        decimal_of_scaled(&self.round_scaled(digits), digits)
    }
    /// The negative.
    pub fn neg(&self) -> Algebraic {
        let flipped = self
            .poly
            .coeffs()
            .iter()
            .enumerate()
            .map(|(i, c)| if i % 2 == 1 { -c } else { c.clone() });
        let (lo, hi) = &self.interval;
        Algebraic {
            poly: Poly::new(flipped.collect()).primitive(),
            interval: (-hi, -lo),
        }
    }
    /// The inverse.
    pub fn recip(&self) -> Result<Algebraic, AlgebraicError> {
        if let Some(r) = self.to_rational() {
            return if r.is_zero() {
                Err(AlgebraicError::DivisionByZero)
            } else {
                Ok(Algebraic::from(&r.recip()))
            };
        }
        // Away from zero the inverse turns the interval around.
        let mut bits = 4;
        loop {
            let (lo, hi) = self.enclosure(bits);
            if lo.is_positive() || hi.is_negative() {
                let poly =
                    Poly::new(self.poly.coeffs().iter().rev().cloned().collect()).primitive();
                return Ok(Algebraic {
                    poly,
                    interval: (hi.recip(), lo.recip()),
                });
            }
            bits *= 2;
        }
    }
    /// The sum.
    pub fn add(&self, other: &Algebraic) -> Result<Algebraic, AlgebraicError> {
        let scale = self.poly.leading().lcm(&other.poly.leading());
        let sums = |count: usize| {
            let (a, b) = (
                scaled_sums(&self.poly, &scale, count),
                scaled_sums(&other.poly, &scale, count),
            );
            (0..count).map(|k| binomial_sum(&a, &b, k)).collect()
        };
        self.combine(other, &scale, sums, |a, b| (&a.0 + &b.0, &a.1 + &b.1))
    }
    /// The difference.
    pub fn sub(&self, other: &Algebraic) -> Result<Algebraic, AlgebraicError> {
        self.add(&other.neg())
    }
    /// The product.
    pub fn mul(&self, other: &Algebraic) -> Result<Algebraic, AlgebraicError> {
        let (l, m) = (self.poly.leading(), other.poly.leading());
        let sums = |count: usize| {
            let (a, b) = (
                scaled_sums(&self.poly, &l, count),
                scaled_sums(&other.poly, &m, count),
            );
            a.iter().zip(&b).map(|(x, y)| x * y).collect()
        };
        self.combine(other, &(&l * &m), sums, |a, b| {
            let ends = [&a.0 * &b.0, &a.0 * &b.1, &a.1 * &b.0, &a.1 * &b.1];
            let lo = ends.iter().min().expect("four ends").clone();
            (lo, ends.into_iter().max().expect("four ends"))
        })
    }
    /// The quotient.
    pub fn div(&self, other: &Algebraic) -> Result<Algebraic, AlgebraicError> {
        self.mul(&other.recip()?)
    }
    /// The power with an integer exponent, computed in the number's own field.
    pub fn pow(&self, exponent: i32) -> Result<Algebraic, AlgebraicError> {
        let base = if exponent < 0 {
            self.recip()?
        } else {
            self.clone()
        };
        Ok(Algebraic::from(
            &base.to_number("a").pow(exponent.unsigned_abs()),
        ))
    }
    /// The number among the roots with these power sums (for roots times `scale`) that the enclosures lead to.
    fn combine(
        &self,
        other: &Algebraic,
        scale: &Int,
        sums: impl Fn(usize) -> Vec<Int>,
        join: impl Fn(&(Rat, Rat), &(Rat, Rat)) -> (Rat, Rat),
    ) -> Result<Algebraic, AlgebraicError> {
        if let (Some(a), Some(b)) = (self.to_rational(), other.to_rational()) {
            return Ok(Algebraic::from(&join(&(a.clone(), a), &(b.clone(), b)).0));
        }
        let degree = self.degree() * other.degree();
        if degree > MAX_DEGREE && self.degree() > 1 && other.degree() > 1 {
            return Err(AlgebraicError::TooLarge(degree));
        }
        let scaled = from_power_sums(&sums(degree + 1));
        // The polynomial of scale * root at scale * x.
        let mut power = Int::one();
        let mut coeffs = Vec::with_capacity(degree + 1);
        for c in scaled {
            coeffs.push(c * &power);
            power *= scale;
        }
        let factors = factor(&Poly::new(coeffs));
        if !factors.complete {
            return Err(AlgebraicError::TooLarge(degree));
        }
        let mut bits = 16;
        loop {
            let (lo, hi) = join(&self.enclosure(bits), &other.enclosure(bits));
            let counts: Vec<usize> = factors
                .factors
                .iter()
                .map(|(g, _)| count_roots_in(g, &lo, &hi))
                .collect();
            if counts.iter().sum::<usize>() == 1 {
                let which = counts.iter().position(|c| *c == 1).expect("the sum is one");
                let poly = factors.factors[which].0.clone();
                return Ok(if poly.degree() == Some(1) {
                    Algebraic::from(&Rat::new(-poly.coeff(0), poly.leading()))
                } else {
                    Algebraic {
                        poly,
                        interval: (lo, hi),
                    }
                });
            }
            bits *= 2;
        }
    }
}

/// `sum_i binom(k, i) a_i b_(k-i)`: the `k`-th power sum of all sums of two roots.
fn binomial_sum(a: &[Int], b: &[Int], k: usize) -> Int {
    let mut binomial = Int::one();
    let mut sum = Int::zero();
    for i in 0..=k {
        sum += &binomial * &a[i] * &b[k - i];
        binomial = binomial * (k - i) / (i + 1);
    }
    sum
}

impl PartialEq for Algebraic {
    fn eq(&self, other: &Algebraic) -> bool {
        if self.poly != other.poly {
            return false;
        }
        let lo = (&self.interval.0).max(&other.interval.0);
        let hi = (&self.interval.1).min(&other.interval.1);
        // Each interval holds one root, so they are equal exactly when the intersection holds a root.
        lo <= hi && (self.degree() == 1 || self.poly.sign_at(lo) * self.poly.sign_at(hi) < 0)
    }
}
impl Eq for Algebraic {}
impl PartialOrd for Algebraic {
    fn partial_cmp(&self, other: &Algebraic) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Algebraic {
    /// The exact order: equality is decided by the minimal polynomials, so refinement ends.
    fn cmp(&self, other: &Algebraic) -> Ordering {
        if self == other {
            return Ordering::Equal;
        }
        let mut bits = 8;
        loop {
            let (a, b) = (self.enclosure(bits), other.enclosure(bits));
            if a.1 < b.0 {
                return Ordering::Less;
            }
            if b.1 < a.0 {
                return Ordering::Greater;
            }
            bits *= 2;
        }
    }
}
