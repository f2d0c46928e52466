//! Signs and values of integer polynomials at dyadic points `a / 2^k`, by truncated integer arithmetic with an error bound.

use super::polynomial::IntPoly;
use super::rational::{Int, Rat, fraction, power_of_two};
use num_traits::{One, Signed, Zero};

/// A dyadic number `num / 2^exp`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dyadic {
    /// The numerator.
    pub num: Int,
    /// The exponent of 2 in the denominator.
    pub exp: u32,
}

impl Dyadic {
    /// The number as a rational.
    pub fn to_rat(&self) -> Rat {
        fraction(self.num.clone(), Int::one() << self.exp)
    }
    /// The largest multiple of `2^-exp` that is at most `value`.
    pub fn floor(value: &Rat, exp: u32) -> Dyadic {
        let num = num_integer::Integer::div_floor(&(value.numer() << exp), value.denom());
        Dyadic { num, exp }
    }
    /// The dyadic form of a rational whose denominator is a power of two.
    pub fn exact(value: &Rat) -> Option<Dyadic> {
        Some(Dyadic {
            num: value.numer().clone(),
            exp: u32::try_from(power_of_two(value.denom())?).ok()?,
        })
    }
}

/// `(v, e)` with `|f(at) 2^guard - v| <= e`, by Horner's rule on integers truncated after each step.
pub fn evaluate(f: &IntPoly, at: &Dyadic, guard: u32) -> (Int, Int) {
    truncated(f, &at.num, at.exp, guard, |value| value >> at.exp)
}

/// The same at `num / q` for `q >= 2^exp`, where `divide` divides by `q`, rounding anyhow.
fn truncated(
    f: &IntPoly,
    num: &Int,
    exp: u32,
    guard: u32,
    divide: impl Fn(Int) -> Int,
) -> (Int, Int) {
    let mut value = Int::zero();
    let mut error = Bound::default();
    let size = Bound::of(num);
    for c in f.coeffs().iter().rev() {
        value *= num;
        value = divide(value);
        value += c << guard;
        if exp > 0 {
            error = error.step(&size, exp);
        }
    }
    (value, error.to_int())
}

/// The sign of `f` at `p/q`, `q > 0`, if truncated integers of fewer bits than the exact value decide it: precision is
/// doubled until the error bound does.
pub(super) fn quick_sign(f: &IntPoly, p: &Int, q: &Int) -> Option<i32> {
    let exp = u32::try_from(q.bits()).ok()?.checked_sub(1)?;
    let exact = exp.saturating_mul(f.degree().unwrap_or(0) as u32);
    let dyadic = power_of_two(q).is_some();
    let mut guard = exp.saturating_add(64);
    while q.is_positive() && exp > 0 && guard < exact / 2 {
        let (value, error) = if dyadic {
            truncated(f, p, exp, guard, |value| value >> exp)
        } else {
            truncated(f, p, exp, guard, |value| value / q)
        };
        if value.abs() > error {
            return Some(if value.is_positive() { 1 } else { -1 });
        }
        guard = guard.saturating_mul(2);
    }
    None
}

/// An upper bound `mantissa 2^exp` of a natural number, `mantissa < 2^32`.
#[derive(Clone, Copy, Debug, Default)]
struct Bound {
    mantissa: u64,
    exp: u64,
}

impl Bound {
    /// Of the absolute value of `x`.
    fn of(x: &Int) -> Bound {
        let exp = x.bits().saturating_sub(31);
        let top: Int = x.abs() >> exp;
        let mantissa = u64::try_from(top).expect("31 bits are left") + u64::from(exp > 0);
        Bound { mantissa, exp }
    }
    /// Bounds `e size / 2^shift + 2` if `self` bounds `e`.
    fn step(self, size: &Bound, shift: u32) -> Bound {
        let (mut mantissa, mut exp) = (self.mantissa * size.mantissa, self.exp + size.exp);
        let mut shorten = |by: u64| {
            mantissa = if by < 64 {
                (mantissa >> by) + u64::from(mantissa & ((1 << by) - 1) != 0)
            } else {
                u64::from(mantissa > 0)
            };
        };
        let whole = exp.min(u64::from(shift));
        exp -= whole;
        shorten(u64::from(shift) - whole);
        let long = u64::from(64 - mantissa.leading_zeros()).saturating_sub(31);
        if long > 0 {
            mantissa = (mantissa >> long) + 1;
            exp += long;
        }
        // 2 is at most 2 or 1 units of the last place.
        mantissa += if exp == 0 { 2 } else { 1 };
        Bound { mantissa, exp }
    }
    fn to_int(self) -> Int {
        Int::from(self.mantissa) << self.exp
    }
}

/// The sign of `f` at a dyadic point.
pub fn sign(f: &IntPoly, at: &Dyadic) -> i32 {
    f.sign_at(&Rat::new_raw(at.num.clone(), Int::one() << at.exp))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::modpoly::random;

    /// Points of all sizes, roots and neighbours of roots among them, with denominators that are powers of 2 and others.
    #[test]
    fn quick_signs_are_the_exact_ones() {
        let mut seed = 20_261_129;
        let (mut decided, mut left) = (0, 0);
        for round in 0..400_u32 {
            let mut number = |below: u64| Int::from(random(&mut seed) % below) - below / 2;
            let degree = 1 + round as usize % 40;
            let base = IntPoly::new((0..=degree).map(|_| number(1 << 20)).collect());
            let shift = Int::one() << (round % 150);
            let q = if round % 2 == 0 { shift } else { shift * 3 + 7 };
            let p: Int = number(1 << 60) * &q / 1_000_003 + number(5);
            // A factor with the root p / q, so that the point or its neighbour is close to a root.
            let f = &base * &IntPoly::new(vec![-&p, q.clone()]);
            for (f, p) in [(&base, p.clone()), (&f, p.clone()), (&f, p + 1)] {
                let at = Rat::new_raw(p.clone(), q.clone());
                let exact = f.exact_sign_at(&at);
                assert_eq!(f.sign_at(&at), exact, "{f:?} at {at}");
                match quick_sign(f, &p, &q) {
                    Some(sign) => {
                        assert_eq!(sign, exact, "{f:?} at {at}");
                        decided += 1;
                    }
                    None => left += 1,
                }
            }
        }
        assert!(decided > 400 && left > 300, "{decided} {left}");
    }
}
