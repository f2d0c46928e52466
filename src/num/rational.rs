//! Arbitrary-precision integers and rationals: text forms, integer roots and correctly rounded decimals.

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

/// An integer of any size.
pub type Int = BigInt;
/// A rational number in lowest terms with a positive denominator.
pub type Rat = BigRational;

/// The rational `p/q`; `q` must not be zero.
pub fn rat(p: i64, q: i64) -> Rat {
    Rat::new(p.into(), q.into())
}

/// The rational number that the integer `n` is.
pub fn rat_int(n: impl Into<Int>) -> Rat {
    Rat::from_integer(n.into())
}

/// The longest text, in bytes, that [`parse_rational`] and [`parse_int`] accept.
pub const MAX_TEXT: usize = 1 << 20;

/// Reads `-?digits`, nothing else; `None` for any other text (no `+`, no blanks, no leading zeros, no `-0`).
pub fn parse_int(text: &str) -> Option<Int> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    let canonical = digits == "0" && !text.starts_with('-') || !digits.starts_with('0');
    (text.len() <= MAX_TEXT && plain && canonical)
        .then(|| text.parse().ok())
        .flatten()
}

/// Reads the canonical text of a rational: `p` or `p/q` in lowest terms with `q >= 2`; `None` otherwise.
pub fn parse_rational(text: &str) -> Option<Rat> {
    match text.split_once('/') {
        None => parse_int(text).map(Rat::from_integer),
        Some((p, q)) => {
            let (p, q) = (parse_int(p)?, parse_int(q)?);
            (q > Int::one() && p.gcd(&q).is_one()).then(|| Rat::new_raw(p, q))
        }
    }
}

/// The largest integer `r` with `r^k <= n`, for `n >= 0`, `k >= 1`.
pub fn floor_root(n: &Int, k: u32) -> Int {
    debug_assert!(!n.is_negative() && k >= 1);
    n.nth_root(k)
}

/// The smallest integer `r >= 0` with `r^k >= n`, for `n >= 0`, `k >= 1`.
pub fn ceil_root(n: &Int, k: u32) -> Int {
    let r = floor_root(n, k);
    if &r.pow(k) < n { r + 1 } else { r }
}

/// `value * 10^digits` rounded to the nearest integer, halves away from zero.
pub fn round_scaled(value: &Rat, digits: u32) -> Int {
    let scaled = value * Rat::from_integer(Int::from(10).pow(digits));
    let twice: Int = scaled.numer().abs() * 2 + scaled.denom();
    let magnitude = twice.div_floor(&(scaled.denom() * 2));
    if value.is_negative() {
        -magnitude
    } else {
        magnitude
    }
}

/// The decimal literal of `scaled / 10^digits` with exactly `digits` decimals, such as `-0.0500`.
pub fn decimal_of_scaled(scaled: &Int, digits: u32) -> String {
    let digits = digits as usize;
    let body = scaled.abs().to_string();
    let sign = if scaled.is_negative() { "-" } else { "" };
    if digits == 0 {
        return format!("{sign}{body}");
    }
    let padded = format!("{body:0>width$}", width = digits + 1);
    let (whole, part) = padded.split_at(padded.len() - digits);
    format!("{sign}{whole}.{part}")
}

/// `value` correctly rounded to `digits` decimals (halves away from zero).
pub fn decimal(value: &Rat, digits: u32) -> String {
    decimal_of_scaled(&round_scaled(value, digits), digits)
}

/// The sign of `value`: -1, 0 or 1.
pub fn sign(value: &Rat) -> i32 {
    if value.is_zero() {
        0
    } else if value.is_positive() {
        1
    } else {
        -1
    }
}

/// `base^exponent` for a rational base, by repeated squaring.
pub fn pow(base: &Rat, exponent: u32) -> Rat {
    Rat::new_raw(base.numer().pow(exponent), base.denom().pow(exponent))
}

/// The product of the integers `factors`, balanced so that the partial products stay small.
pub fn product(factors: &[Int]) -> Int {
    match factors {
        [] => Int::one(),
        [one] => one.clone(),
        _ => {
            let (left, right) = factors.split_at(factors.len() / 2);
            product(left) * product(right)
        }
    }
}
