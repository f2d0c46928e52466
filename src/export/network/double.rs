//! IEEE 754 doubles as bit patterns, and exact rationals: correct rounding to nearest, ties to even, without a float.

use crate::num::Number;
use crate::num::rational::{Int, Rat};
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

/// A finite double by its bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Double(pub u64);

/// The number of bits of the fraction.
const FRACTION: i64 = 52;
/// The exponent of the smallest normal double.
const LEAST: i64 = -1022;
/// The exponent of the largest double.
const MOST: i64 = 1023;

impl Double {
    /// The double nearest to `x`, the even one of two; `None` if that is not finite.
    pub fn nearest(x: &Rat) -> Option<Double> {
        if x.is_zero() {
            return Some(Double(0));
        }
        let sign = u64::from(x.is_negative()) << 63;
        let (p, q) = (x.numer().abs(), x.denom());
        let mut exponent = p.bits() as i64 - q.bits() as i64;
        // p/q lies between 2^(exponent-1) and 2^(exponent+1): is it below 2^exponent?
        let (up, down) = (exponent.max(0), (-exponent).max(0));
        if &p << down.unsigned_abs() < q << up.unsigned_abs() {
            exponent -= 1;
        }
        if exponent > MOST {
            return None;
        }
        let exponent = exponent.max(LEAST);
        let scale = FRACTION - exponent;
        let (top, bottom) = if scale >= 0 {
            (&p << scale.unsigned_abs(), q.clone())
        } else {
            (p.clone(), q << scale.unsigned_abs())
        };
        let (mut m, rest) = top.div_rem(&bottom);
        let twice: Int = rest * 2;
        if twice > bottom || twice == bottom && m.is_odd() {
            m += 1;
        }
        // Rounding up may reach the next power of two; the bits of fraction and exponent carry over as they should.
        let m = m.to_u64()?;
        let bits = if m < 1 << FRACTION {
            m
        } else {
            m + (((exponent - LEAST) as u64) << FRACTION)
        };
        (bits < 0x7ff << FRACTION).then_some(Double(sign | bits))
    }
    /// The double nearest to an exact real number.
    pub fn of(x: &Number) -> Option<Double> {
        if let Some(r) = x.to_rational() {
            return Double::nearest(&r);
        }
        // An irrational number is never half-way, so the two ends agree in the end.
        let mut bits = 128;
        loop {
            let (lo, hi) = x.enclosure(bits);
            let (a, b) = (Double::nearest(&lo), Double::nearest(&hi));
            if a == b {
                return a;
            }
            bits *= 2;
        }
    }
    /// Its exact value.
    pub fn value(self) -> Rat {
        let fraction = self.0 & ((1 << FRACTION) - 1);
        let exponent = (self.0 >> FRACTION & 0x7ff) as i64;
        let (m, e) = match exponent {
            0 => (fraction, LEAST - FRACTION),
            e => (fraction | 1 << FRACTION, e - 1 + LEAST - FRACTION),
        };
        let m = Int::from(m);
        let value = if e >= 0 {
            Rat::from_integer(m << e.unsigned_abs())
        } else {
            Rat::new(m, Int::one() << e.unsigned_abs())
        };
        if self.0 >> 63 == 1 { -value } else { value }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::rational::rat;

    /// Against the compiler's own reading of decimal texts, which rounds correctly.
    #[test]
    fn rounding_agrees_with_the_reading_of_decimals() {
        let mut state = 5_u64;
        let mut random = move || {
            state = state
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            state >> 16
        };
        for round in 0..3000_u64 {
            let digits = random();
            let exponent = (random() % 660) as i64 - 340 + i64::from(round % 3 == 0) * 4;
            let text = format!("{digits}e{exponent}");
            let ten = Int::from(10).pow(exponent.unsigned_abs() as u32);
            let exact = if exponent >= 0 {
                Rat::from_integer(Int::from(digits) * ten)
            } else {
                Rat::new(digits.into(), ten)
            };
            let read: f64 = text.parse().unwrap();
            let ours = Double::nearest(&exact).map(|d| d.0);
            assert_eq!(ours, read.is_finite().then_some(read.to_bits()), "{text}");
            assert_eq!(
                Double::nearest(&-exact).map(|d| d.0),
                read.is_finite()
                    .then_some((-read).to_bits())
                    .filter(|_| digits != 0 || read != 0.0)
            );
        }
    }

    #[test]
    fn values_and_ties() {
        for bits in [
            0,
            1,
            2,
            (1 << 52) - 1,
            1 << 52,
            0x3ff0_0000_0000_0000,
            0x7fef_ffff_ffff_ffff,
        ] {
            assert_eq!(Double::nearest(&Double(bits).value()), Some(Double(bits)));
        }
        let half = |k: i64| Rat::from_integer(((1_i64 << 53) + k).into());
        // 2^53 + 1 is half-way between 2^53 and 2^53 + 2; 2^53 + 3 between + 2 and + 4: to the even one.
        assert_eq!(Double::nearest(&half(1)).unwrap().value(), half(0));
        assert_eq!(Double::nearest(&half(3)).unwrap().value(), half(4));
        let top = Double(0x7fef_ffff_ffff_ffff).value();
        let ulp = Rat::from_integer(Int::one() << 971);
        for bits in [1024, 3074, 3075, 4096, 5118, 70_000] {
            assert_eq!(
                Double::nearest(&Rat::from_integer(Int::one() << bits)),
                None
            );
            let tiny = Rat::new(Int::one(), Int::one() << (bits + 60));
            assert_eq!(Double::nearest(&tiny), Some(Double(0)));
        }
        assert_eq!(Double::nearest(&(&top + &ulp * rat(1, 2))), None);
        assert!(Double::nearest(&(&top + &ulp * rat(49, 100))).is_some());
    }
}
