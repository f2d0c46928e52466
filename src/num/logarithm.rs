//! Rigorous enclosures and correctly rounded decimals of the natural logarithm.

use super::isolate::refine;
use super::polynomial::IntPoly;
use super::rational::{Int, Rat, decimal_of_scaled, round_scaled};
use num_traits::{One, Signed, Zero};

/// `lo <= ln x <= hi` with `hi - lo <= 2^-bits` and dyadic ends, for a rational `x > 0`; `None` for `x <= 0`.
///
/// `ln x = e ln 2 + 2 artanh((m - 1)/(m + 1))` with `x = 2^e m`, `1/2 <= m <= 4/3`, both by their series, on integers
/// with a counted error.
pub fn ln(x: &Rat, bits: u32) -> Option<(Rat, Rat)> {
    if !x.is_positive() {
        return None;
    }
    if x.is_one() {
        return Some((Rat::zero(), Rat::zero()));
    }
    let mut e = x.numer().bits() as i64 - x.denom().bits() as i64;
    // m = x / 2^e is in (1/2, 2); make it at most 4/3, so that |z| <= 1/3.
    let scaled = |e: i64| {
        (
            x.numer() << (-e).max(0) as u64,
            x.denom() << e.max(0) as u64,
        )
    };
    let (mut p, mut q) = scaled(e);
    if &p * 3u32 > &q * 4u32 {
        e += 1;
        (p, q) = scaled(e);
    }
    let work = bits + 24 + (64 - e.unsigned_abs().leading_zeros()) + (32 - bits.leading_zeros());
    let (main, error_main) = artanh(&(&p - &q), &(p + q), work);
    let (two, error_two) = artanh(&Int::one(), &Int::from(3), work);
    // ln 2 = 2 artanh(1/3).
    let value: Int = (main + two * e) << 1u32;
    let error: Int = (error_main + error_two * e.unsigned_abs()) << 1u32;
    let unit = Int::one() << work;
    Some((
        Rat::new(&value - &error, unit.clone()),
        Rat::new(value + error, unit),
    ))
}

/// `(v, err)` with `|2^work artanh(p/q) - v| <= err`, for `|p/q| <= 1/3`.
fn artanh(p: &Int, q: &Int, work: u32) -> (Int, Int) {
    let z = (p << work) / q;
    let square: Int = (&z * &z) >> work;
    let (mut term, mut sum, mut k) = (z, Int::zero(), 0u32);
    // Each term is off by at most 3 units (z^2 <= 1/9 shrinks what it inherits), each quotient by one more.
    while term.abs() > Int::one() {
        sum += &term / (2 * k + 1);
        term = (term * &square) >> work;
        k += 1;
    }
    (sum, Int::from(4 * k + 8))
}

/// An enclosure of `ln` of every number in `[lo, hi]`, `0 < lo`; each end off by at most `2^-bits`.
pub fn ln_interval(lo: &Rat, hi: &Rat, bits: u32) -> Option<(Rat, Rat)> {
    Some((ln(lo, bits)?.0, ln(hi, bits)?.1))
}

/// `ln x` correctly rounded to `digits` decimals for the real algebraic number `x > 0` that `enclose` narrows down
/// (`enclose(bits)` of width at most `2^-bits`); `None` if the enclosures show `x <= 0`.
///
/// The logarithm of an algebraic number other than 1 is irrational (Lindemann 1882), so it is never a tie and the
/// precision doubles a finite number of times. Call it for `x = 1` with a point enclosure only.
pub fn ln_decimal(enclose: impl Fn(u32) -> (Rat, Rat), digits: u32) -> Option<String> {
    let mut bits = digits.saturating_mul(4).saturating_add(32);
    loop {
        let (lo, hi) = enclose(bits);
        if !hi.is_positive() {
            return None;
        }
        if let Some((a, b)) = ln_interval(&lo, &hi, bits) {
            let (a, b) = (round_scaled(&a, digits), round_scaled(&b, digits));
            if a == b {
                return Some(decimal_of_scaled(&a, digits));
            }
        }
        bits = bits.saturating_mul(2);
    }
}

/// `ln x` correctly rounded to `digits` decimals, for the only root `x > 0` of `poly` in `[lo, hi]` (ends of opposite
/// signs, or `lo == hi == x`); the empty text if the interval shows `x <= 0`.
pub fn log_decimal(poly: &IntPoly, lo: &Rat, hi: &Rat, digits: u32) -> String {
    // The logarithm of any other algebraic number is irrational, so only here would doubling precision never end.
    if lo <= &Rat::one() && &Rat::one() <= hi && poly.sign_at(&Rat::one()) == 0 {
        return decimal_of_scaled(&Int::zero(), digits);
    }
    let enclose = |bits: u32| refine(poly, lo, hi, &Rat::new(Int::one(), Int::one() << bits));
    ln_decimal(enclose, digits).unwrap_or_default()
}
