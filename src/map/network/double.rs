//! The exact rational value of a double.

use crate::num::rational::{Int, Rat};
use num_traits::One;

/// The exact value of a double; `None` for infinities and what is not a number.
pub fn exact_double(value: f64) -> Option<Rat> {
    if !value.is_finite() {
        return None;
    }
    let bits = value.to_bits();
    let exponent = ((bits >> 52) & 0x7ff) as i64;
    let fraction = bits & ((1 << 52) - 1);
    let (mantissa, exponent) = match exponent {
        0 => (fraction, -1074),
        e => (fraction | 1 << 52, e - 1075),
    };
    let signed = Int::from(mantissa) * if value.is_sign_negative() { -1 } else { 1 };
    Some(if exponent >= 0 {
        Rat::from_integer(signed << exponent)
    } else {
        Rat::new(signed, Int::one() << -exponent)
    })
}
