//! Values in units of a decimal place: floor, ceiling and the nearest integer, all exact.

use super::numeral::power_of_ten;
use crate::num::algebraic::Algebraic;
use crate::num::logarithm::ln_interval;
use crate::num::rational::rat;
use crate::num::{Int, Rat};
use crate::quantity::Value;
use num_integer::Integer;

/// A value measured in units of `10^unit`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    /// The largest integer that is not above it.
    pub floor: Int,
    /// Is it that integer itself?
    pub whole: bool,
    /// The nearest integer, halves away from zero.
    pub nearest: Int,
}

impl Measured {
    /// The integer that is left when the further digits are dropped.
    pub fn truncated(&self) -> Int {
        match self.floor.sign() == num_bigint::Sign::Minus && !self.whole {
            true => &self.floor + 1,
            false => self.floor.clone(),
        }
    }
    /// The smallest integer that is not below it.
    pub fn ceiling(&self) -> Int {
        if self.whole {
            self.floor.clone()
        } else {
            &self.floor + 1
        }
    }
}

/// The value in units of `10^unit`; `None` if it is no known real number.
pub fn measure(value: &Value, unit: i64) -> Option<Measured> {
    let scale = power_of_ten(-unit);
    match value {
        Value::Real(a) => Some(match a.to_rational() {
            Some(r) => rational(&(r * scale)),
            None => irrational(&scale, |bits| Some(a.enclosure(bits)))?,
        }),
        Value::Log(a) if a.to_rational() == Some(rat(1, 1)) => Some(rational(&rat(0, 1))),
        // The logarithm of any other algebraic number is irrational (Lindemann).
        Value::Log(a) => irrational(&scale, |bits| log_enclosure(a, bits)),
        _ => None,
    }
}

fn log_enclosure(a: &Algebraic, bits: u32) -> Option<(Rat, Rat)> {
    let (lo, hi) = a.enclosure(bits);
    ln_interval(&lo, &hi, bits)
}

fn rational(x: &Rat) -> Measured {
    let twice: Int = x.numer() * 2;
    let half_up = (&twice + x.denom()).div_floor(&(x.denom() * 2));
    let half_down = -(-&twice + x.denom()).div_floor(&(x.denom() * 2));
    Measured {
        floor: x.floor().to_integer(),
        whole: x.is_integer(),
        nearest: if x < &rat(0, 1) { half_down } else { half_up },
    }
}

fn irrational(scale: &Rat, enclose: impl Fn(u32) -> Option<(Rat, Rat)>) -> Option<Measured> {
    // An irrational number is no multiple of a half, so that the enclosures get clear of all of them.
    let mut bits = 32 + scale.numer().bits() as u32;
    loop {
        if let Some((lo, hi)) = enclose(bits) {
            let (lo, hi) = (lo * scale * rat(2, 1), hi * scale * rat(2, 1));
            let (a, b) = (lo.floor(), hi.floor());
            if a == b {
                let halves = a.to_integer();
                return Some(Measured {
                    floor: halves.div_floor(&Int::from(2)),
                    whole: false,
                    nearest: Int::from(halves + 1).div_floor(&Int::from(2)),
                });
            }
        } else if bits > 1 << 20 {
            return None;
        }
        bits = bits.saturating_mul(2);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_round_away_from_zero() {
        let of = |r: Rat, unit| measure(&Value::Real(Algebraic::from(&r)), unit).expect("real");
        let up = of(rat(5, 2), 0);
        assert_eq!(
            (up.floor.clone(), up.whole, up.nearest.clone()),
            (2.into(), false, 3.into())
        );
        let down = of(rat(-5, 2), 0);
        assert_eq!(
            (down.nearest.clone(), down.truncated(), down.ceiling()),
            ((-3).into(), (-2).into(), (-2).into())
        );
        assert_eq!(of(rat(1597, 1), 2).nearest, 16.into());
        assert_eq!(of(rat(1, 3), -3).nearest, 333.into());
    }

    #[test]
    fn irrational_values_are_measured_by_enclosures() {
        let two = crate::num::IntPoly::new(vec![(-2).into(), 0.into(), 1.into()]);
        let root = Algebraic::new(two, (rat(1, 1), rat(2, 1)));
        assert_eq!(
            measure(&Value::Real(root.clone()), -4)
                .expect("real")
                .nearest,
            14142.into()
        );
        assert_eq!(
            measure(&Value::Real(root.neg()), -3)
                .expect("real")
                .truncated(),
            (-1414).into()
        );
        let log = Value::Log(Algebraic::from(&rat(2, 1)));
        assert_eq!(measure(&log, -6).expect("real").nearest, 693_147.into());
    }
}
