//! The crossings that a growth bound alone guarantees: `N_j(t) >= r^t` with constant 1 (Theorem 9), so at least `ceil(r^t)`.

use crate::graph::RealRoot;
use crate::num::{Int, Rat};
use num_traits::{One, ToPrimitive};

/// Bits beyond the size of the result in the first attempt.
const GUARD: u64 = 64;

/// `ceil(r^t)` for a root `r > 1` of a monic integer polynomial with constant term 1 or -1.
///
/// Such a number is a unit, and so are its powers; an integer above 1 is none. So `r^t` is never an integer for
/// `t >= 1`, and a sharper enclosure decides between two neighbouring integers after finitely many attempts.
pub fn guaranteed_crossings(r: &RealRoot, t: u64) -> Int {
    if t == 0 {
        return Int::one();
    }
    let mut bits = powers(r, t, GUARD).1.bits() + GUARD;
    loop {
        let (lower, upper) = powers(r, t, bits);
        if lower == upper {
            return lower + Int::one();
        }
        bits *= 2;
    }
}

/// `(a, b)` with `a <= floor(r^t) <= b`, computed with `bits` bits.
pub(super) fn powers(r: &RealRoot, t: u64, bits: u64) -> (Int, Int) {
    Ends::of(r, bits).powers(t)
}

/// Both ends of an enclosure of a root above 0, rounded outwards.
pub(super) struct Ends(Rounded, Rounded);

impl Ends {
    /// With so many bits after the point.
    pub(super) fn of(r: &RealRoot, bits: u64) -> Ends {
        let sharp = r.sharpened(u32::try_from(bits).unwrap_or(u32::MAX));
        Ends(
            Rounded::of(&sharp.lo, bits, false),
            Rounded::of(&sharp.hi, bits, true),
        )
    }
    /// About the binary logarithm of the root, as a float.
    pub(super) fn about_log2(&self) -> f64 {
        let mantissa = self.1.mantissa.to_f64().unwrap_or(f64::MAX);
        mantissa.log2() + self.1.exponent as f64
    }
    /// `(a, b)` with `a <= floor(r^t) <= b`.
    pub(super) fn powers(&self, t: u64) -> (Int, Int) {
        (self.0.power(t).floor(), self.1.power(t).floor())
    }
}

/// The positive number `mantissa 2^exponent`, rounded in one direction to so many bits after each step.
#[derive(Clone)]
struct Rounded {
    mantissa: Int,
    exponent: i64,
    bits: u64,
    up: bool,
}

impl Rounded {
    fn of(value: &Rat, bits: u64, up: bool) -> Rounded {
        let scaled = (value.numer() << bits) / value.denom();
        Rounded {
            mantissa: if up { scaled + Int::one() } else { scaled },
            exponent: -(bits as i64),
            bits,
            up,
        }
    }
    fn times(&self, other: &Rounded) -> Rounded {
        let mut mantissa = &self.mantissa * &other.mantissa;
        let mut exponent = self.exponent + other.exponent;
        let excess = mantissa.bits().saturating_sub(self.bits);
        mantissa >>= excess;
        exponent += excess as i64;
        if self.up && excess > 0 {
            mantissa += Int::one();
        }
        Rounded {
            mantissa,
            exponent,
            ..self.clone()
        }
    }
    /// The power `t >= 1`.
    fn power(&self, t: u64) -> Rounded {
        let mut out = self.clone();
        for i in (0..t.ilog2()).rev() {
            out = out.times(&out);
            if t >> i & 1 == 1 {
                out = out.times(self);
            }
        }
        out
    }
    fn floor(&self) -> Int {
        match u64::try_from(self.exponent) {
            Ok(left) => &self.mantissa << left,
            Err(_) => &self.mantissa >> self.exponent.unsigned_abs(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::IntPoly;
    use crate::num::isolate::largest_real_root;
    use crate::theory::loops::loop_poly;
    use crate::theory::odd_period::stefan_poly;

    fn largest_root(poly: &IntPoly) -> RealRoot {
        let (lo, hi) = largest_real_root(poly).expect("a root above 1");
        RealRoot {
            poly: poly.clone(),
            lo,
            hi,
        }
    }

    #[test]
    fn powers_of_the_golden_ratio() {
        // phi^t = L_t - (-1/phi)^t with the Lucas numbers L_t: the ceiling is L_t for even t and L_t + 1 for odd t.
        let phi = largest_root(&stefan_poly(3));
        let (mut lucas, mut next) = (Int::from(1), Int::from(3));
        for t in 1..300u64 {
            let expected = &lucas + t % 2;
            assert_eq!(guaranteed_crossings(&phi, t), expected, "t = {t}");
            (lucas, next) = (next.clone(), lucas + next);
        }
        assert_eq!(guaranteed_crossings(&phi, 0), Int::one());
    }

    #[test]
    fn the_result_brackets_the_power() {
        // x^t > n exactly when the polynomial's largest root lies above n^(1/t): checked with rational enclosures.
        for (p, t) in [(3, 9), (5, 20), (7, 33), (9, 50), (21, 64)] {
            for poly in [loop_poly(p), stefan_poly(p)] {
                let r = largest_root(&poly);
                let n = guaranteed_crossings(&r, t);
                let sharp = r.sharpened(400);
                let power = |x: &Rat| crate::num::rational::pow(x, t as u32);
                assert!(power(&sharp.hi) < Rat::from_integer(n.clone()));
                assert!(power(&sharp.lo) > Rat::from_integer(n - 1));
            }
        }
    }
}
