//! Real roots of integer polynomials: counting by Descartes' rule and bisection, comparison, enclosures.
//!
//! The number of sign changes of `(1+x)^n f((lo + hi x)/(1+x))` bounds the number of roots in `(lo, hi)` and has its
//! parity (Descartes, Budan): 0 means none, 1 means exactly one. Otherwise the interval is halved; for a squarefree
//! polynomial this ends (Vincent), and a cap refuses the rest. Before, interval arithmetic is tried: a polynomial without
//! root there, or one with a derivative without root, costs a fraction of that.

use super::limits::Budget;
use super::reason::Reason;
use crate::num::polynomial::IntPoly;
use crate::num::rational::{Int, Rat, rat_int};
use num_integer::Integer;
use num_traits::{One, Signed, Zero};
use std::cell::RefCell;
use std::cmp::Ordering;

const MAX_HALVINGS: usize = 2_000;
/// Enclosures are this many bits wide at most.
const CLOSE: u64 = 26;

/// The number of distinct roots of `f` in the closed interval `[lo, hi]`, `lo <= hi`, `f` not zero.
pub fn count_roots(budget: &Budget, f: &IntPoly, lo: &Rat, hi: &Rat) -> Result<usize, Reason> {
    let n = f.degree().unwrap_or(0);
    budget.evaluate(n, lo)?;
    budget.evaluate(n, hi)?;
    if has_no_root(f, lo, hi) {
        return Ok(0);
    }
    let mut count = usize::from(f.sign_at(lo) == 0);
    if lo == hi {
        return Ok(count);
    }
    count += usize::from(f.sign_at(hi) == 0);
    let mut stack = vec![(lo.clone(), hi.clone())];
    let mut halvings = 0;
    while let Some((lo, hi)) = stack.pop() {
        let words = (lo.numer().bits() + lo.denom().bits() + hi.numer().bits() + hi.denom().bits())
            / 64
            + 1;
        budget.spend((n as u64 + 1).saturating_pow(3).saturating_mul(words))?;
        match sign_changes_inside(f, &lo, &hi) {
            0 => {}
            1 => count += 1,
            _ => {
                halvings += 1;
                if halvings > MAX_HALVINGS {
                    return Err(Reason::limit(
                        "bisections",
                        MAX_HALVINGS as u64,
                        halvings as u64,
                    ));
                }
                let mid = (&lo + &hi) / rat_int(2);
                count += usize::from(f.sign_at(&mid) == 0);
                stack.push((lo, mid.clone()));
                stack.push((mid, hi));
            }
        }
    }
    Ok(count)
}

/// Does interval arithmetic show that `f` has no root in `[lo, hi]`? A no says nothing.
///
/// Horner's rule on integers over `2^s`, lower ends rounded down and upper ends up.
fn has_no_root(f: &IntPoly, lo: &Rat, hi: &Rat) -> bool {
    let s = (lo.denom().bits() + hi.denom().bits() + 64).min(4_096);
    let scale = Rat::from_integer(Int::one() << s);
    let a = (lo * &scale).floor().to_integer();
    let b = (hi * &scale).ceil().to_integer();
    let (mut least, mut most) = (Int::zero(), Int::zero());
    for c in f.coeffs().iter().rev() {
        let ends = [&least * &a, &least * &b, &most * &a, &most * &b];
        let (low, high) = (ends.iter().min(), ends.iter().max());
        let c = c << s;
        // A right shift rounds down.
        least = (low.expect("four products") >> s) + &c;
        most = -(-high.expect("four products") >> s) + c;
    }
    least.is_positive() || most.is_negative()
}

/// Sign changes of the coefficients of `(1+x)^n f((lo + hi x)/(1+x))`.
fn sign_changes_inside(f: &IntPoly, lo: &Rat, hi: &Rat) -> usize {
    let n = f.degree().unwrap_or(0);
    // Over a common denominator q: q^n f(y/q) at y = a + (b-a) z, then z -> 1/(1+x) reversed.
    let q = lo.denom() * hi.denom();
    let (a, b) = (lo.numer() * hi.denom(), hi.numer() * lo.denom());
    let mut c: Vec<Int> = f.coeffs().to_vec();
    scale_by_powers(&mut c, &q, true);
    taylor_shift(&mut c, &a);
    scale_by_powers(&mut c, &(b - a), false);
    // Now f on (lo,hi) is c on (0,1): roots z in (0,1) are roots x = 1/z - 1 > 0 of the shifted reversal.
    c.reverse();
    taylor_shift(&mut c, &Int::one());
    debug_assert_eq!(c.len(), n + 1);
    let signs: Vec<bool> = c
        .iter()
        .filter(|v| !v.is_zero())
        .map(Signed::is_positive)
        .collect();
    signs.windows(2).filter(|w| w[0] != w[1]).count()
}

/// Multiplies `c[i]` by `by^i`, or by `by^(n-i)` if `reversed`.
fn scale_by_powers(c: &mut [Int], by: &Int, reversed: bool) {
    let mut power = Int::one();
    let n = c.len();
    for k in 0..n {
        let i = if reversed { n - 1 - k } else { k };
        c[i] *= &power;
        power *= by;
    }
}

/// Replaces `c(x)` by `c(x + by)`.
fn taylor_shift(c: &mut [Int], by: &Int) {
    let n = c.len();
    let unit = by.is_one();
    for start in 0..n {
        for i in (start..n.saturating_sub(1)).rev() {
            let (left, right) = c.split_at_mut(i + 1);
            if unit {
                left[i] += &right[0];
            } else {
                left[i] += &right[0] * by;
            }
        }
    }
}

/// One real root, the only one of its polynomial in `[lo, hi]`.
///
/// Invariant: `lo == hi` is the root, or the polynomial has strictly opposite signs at `lo < hi` and one root between.
#[derive(Debug)]
pub struct Root {
    poly: IntPoly,
    lo: Rat,
    hi: Rat,
    sign_at_lo: i32,
    found: RefCell<Option<(u64, Int, Int)>>,
}

impl Root {
    /// The root of `poly` in `[lo, hi]`; refused unless the invariant can be proved.
    pub fn new(budget: &Budget, poly: IntPoly, lo: &Rat, hi: &Rat) -> Result<Root, Reason> {
        if poly.degree().unwrap_or(0) == 0 {
            return Err(Reason::ConstantPolynomial);
        }
        budget.evaluate(poly.degree().unwrap_or(0), lo)?;
        budget.evaluate(poly.degree().unwrap_or(0), hi)?;
        let (left, right) = (poly.sign_at(lo), poly.sign_at(hi));
        let ends_fit = if lo == hi {
            left == 0
        } else {
            lo < hi && left * right < 0
        };
        if !ends_fit {
            return Err(Reason::NoSignChange {
                ends: Box::new((lo.clone(), hi.clone())),
            });
        }
        let root = Root {
            lo: lo.clone(),
            hi: hi.clone(),
            sign_at_lo: left,
            found: RefCell::default(),
            poly,
        };
        // Where the derivative has no root the polynomial is monotone: the change of sign is the only one.
        if lo < hi && has_no_root(&root.poly.derivative(), lo, hi) {
            return Ok(root);
        }
        match count_roots(budget, &root.poly, lo, hi)? {
            1 => Ok(root),
            found => Err(Reason::RootCount { found }),
        }
    }
    /// The polynomial.
    pub fn poly(&self) -> &IntPoly {
        &self.poly
    }
    /// The ends of its interval.
    pub fn ends(&self) -> (&Rat, &Rat) {
        (&self.lo, &self.hi)
    }
    /// Compares the root with a rational.
    pub fn cmp_rational(&self, q: &Rat) -> Ordering {
        // By cross products: the library's order goes through continued fractions.
        let order = |end: &Rat| (end.numer() * q.denom()).cmp(&(q.numer() * end.denom()));
        if self.lo == self.hi {
            return order(&self.lo);
        }
        if order(&self.lo) != Ordering::Less {
            return Ordering::Greater;
        }
        if order(&self.hi) != Ordering::Greater {
            return Ordering::Less;
        }
        match self.poly.sign_at(q) {
            0 => Ordering::Equal,
            s if s == self.sign_at_lo => Ordering::Greater,
            _ => Ordering::Less,
        }
    }
    /// Compares the root with a rational, at the budget's cost.
    pub fn compare(&self, budget: &Budget, q: &Rat) -> Result<Ordering, Reason> {
        budget.evaluate(self.poly.degree().unwrap_or(0), q)?;
        Ok(self.cmp_rational(q))
    }
    /// Integers with `a <= root 2^bits <= b`, at most `2^CLOSE` apart.
    pub fn enclosure(&self, bits: u64) -> Result<(Int, Int), Reason> {
        let (old, a, b) = match self.found.borrow().clone() {
            Some(found) => found,
            None => self.given(),
        };
        let (a, b) = match bits.cmp(&old) {
            Ordering::Equal => (a, b),
            Ordering::Greater => (a << (bits - old), b << (bits - old)),
            Ordering::Less => (a >> (old - bits), -(-b >> (old - bits))),
        };
        let (a, b) = self.closer(a, b, bits)?;
        *self.found.borrow_mut() = Some((bits, a.clone(), b.clone()));
        Ok((a, b))
    }
    /// Newton steps, each believed only if both new ends are proved; halving where a step is not.
    fn closer(&self, mut a: Int, mut b: Int, bits: u64) -> Result<(Int, Int), Reason> {
        let mut halvings = 0;
        while (&b - &a).bits() > CLOSE {
            if let Some(ends) = self.newton(&a, &b, bits) {
                (a, b) = ends;
                continue;
            }
            halvings += 1;
            if halvings > MAX_HALVINGS {
                return Err(Reason::SignUndecided { bits });
            }
            let middle: Int = (&a + &b) >> 1u32;
            if self.at_least(&middle, bits) {
                a = middle;
            } else {
                b = middle;
            }
        }
        Ok((a, b))
    }
    /// The interval of the certificate, rounded outwards to 64 bits.
    fn given(&self) -> (u64, Int, Int) {
        let end = |r: &Rat| r.numer() << 64u32;
        let a = end(&self.lo).div_floor(self.lo.denom());
        let b = -(-end(&self.hi)).div_floor(self.hi.denom());
        (64, a, b)
    }
    fn at_least(&self, a: &Int, bits: u64) -> bool {
        // Not in lowest terms: signs and order do not depend on that.
        self.cmp_rational(&Rat::new_raw(a.clone(), Int::one() << bits)) != Ordering::Less
    }
    /// One Newton step from the middle, which squares the distance to the root once it is small.
    fn newton(&self, a: &Int, b: &Int, bits: u64) -> Option<(Int, Int)> {
        // At the middle p/q the step is f/f' = F/(q G) with F = q^n f and G = q^(n-1) f'.
        let (p, twos) = (a + b, bits + 1);
        let q = Int::one() << twos;
        let value = self.poly.homogeneous(&p, &q);
        let slope = self.poly.derivative().homogeneous(&p, &q);
        if slope.is_zero() {
            return None;
        }
        let near: Int = ((p * &slope - value) << bits).div_floor(&(slope << twos));
        // A distance of 2^(w - bits) becomes one of about 2^(2 w - 2 bits).
        let width = (b - a).bits();
        let reach = (2 * width).saturating_sub(bits).max(CLOSE - 2);
        // The new enclosure has `reach + 2` bits: it must be narrower, or the steps never end.
        if reach + 2 >= width {
            return None;
        }
        let reach = Int::one() << reach;
        let (low, high) = (&near - &reach, &near + &reach);
        (self.at_least(&low, bits) && !self.at_least(&(&high + 1), bits)).then(|| (low, high + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::rational::rat;

    /// Narrow and wide intervals, a rational root, a derivative that vanishes in the middle or next to the root; more bits,
    /// fewer bits, and the same again.
    #[test]
    fn enclosures_hold_the_root_and_are_close() {
        let cases: [(&[i64], Rat, Rat); 7] = [
            (&[-1, -1, 1], rat(1, 1), rat(2, 1)),
            (&[-1, -1, 1], rat(13, 8), rat(207, 128)),
            (&[-2, 0, 0, 1], rat(-10, 1), rat(10, 1)),
            (&[-1, 0, 0, 0, 0, 0, 0, 1000], rat(0, 1), rat(1, 1)),
            (&[-1, 3], rat(0, 1), rat(1, 1)),
            (&[-1, 3], rat(1, 3), rat(1, 3)),
            (&[1, -100, 2], rat(1, 1000), rat(1, 2)),
        ];
        for (coeffs, lo, hi) in cases {
            let (lo, hi) = (lo.clone().min(hi.clone()), lo.max(hi));
            let root = Root::new(&Budget::default(), IntPoly::from_i64(coeffs), &lo, &hi)
                .unwrap_or_else(|_| panic!("{coeffs:?} has a root there"));
            for bits in [64, 128, 64, 1_000, 17, 500, 500, 2_048] {
                let (a, b) = root.enclosure(bits).expect("decided");
                let at = |n: &Int| Rat::new(n.clone(), Int::one() << bits);
                assert_ne!(
                    root.cmp_rational(&at(&a)),
                    Ordering::Less,
                    "{coeffs:?} {bits}"
                );
                assert_ne!(
                    root.cmp_rational(&at(&b)),
                    Ordering::Greater,
                    "{coeffs:?} {bits}"
                );
                assert!((b - a).bits() <= CLOSE + 1);
            }
        }
    }
}
