//! Arbitrary-precision integers and rationals: text forms, integer roots and correctly rounded decimals.

use num_bigint::{BigInt, BigUint};
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};

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
            (q > Int::one() && coprime(&p, &q)).then(|| Rat::new_raw(p, q))
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

/// The greatest common divisor; machine words and very different sizes, which are most cases, by division.
pub fn common_divisor(a: &Int, b: &Int) -> Int {
    match (a.magnitude().to_u64(), b.magnitude().to_u64()) {
        (Some(a), Some(b)) => Int::from(a.gcd(&b)),
        (None, Some(b)) if b != 0 => Int::from(b.gcd(&word(a.magnitude() % b))),
        (Some(a), None) if a != 0 => Int::from(a.gcd(&word(b.magnitude() % a))),
        _ => a.gcd(b),
    }
}

/// A remainder by a machine word.
fn word(remainder: BigUint) -> u64 {
    remainder
        .to_u64()
        .expect("a remainder is below its divisor")
}

/// The `k` with `q = 2^k`, for `q > 0`.
pub fn power_of_two(q: &Int) -> Option<u64> {
    q.trailing_zeros().filter(|twos| twos + 1 == q.bits())
}

/// Have the two no common factor, `q > 1`? For a power of two the lowest bit says it.
fn coprime(p: &Int, q: &Int) -> bool {
    match power_of_two(q) {
        Some(_) => p.bit(0),
        None => common_divisor(p, q).is_one(),
    }
}

/// The rational `p/q` for `q > 0`, brought to lowest terms. A power of two in common is shifted out, so that a
/// denominator that is one needs no division.
pub fn fraction(p: Int, q: Int) -> Rat {
    debug_assert!(q.is_positive());
    let (Some(above), Some(below)) = (p.trailing_zeros(), q.trailing_zeros()) else {
        return Rat::zero();
    };
    let twos = above.min(below);
    let (p, q) = match twos {
        0 => (p, q),
        _ => (p >> twos, q >> twos),
    };
    let odd = &q >> (below - twos);
    if odd.is_one() {
        return Rat::new_raw(p, q);
    }
    let common = common_divisor(&p, &odd);
    match common.is_one() {
        true => Rat::new_raw(p, q),
        false => Rat::new_raw(p / &common, q / common),
    }
}

/// `p/q` rounded to the nearest integer for `q > 0`, halves away from zero.
pub fn round_quotient(p: &Int, q: &Int) -> Int {
    let twice: Int = (p.abs() << 1u32) + q;
    let magnitude = twice / (q << 1u32);
    if p.is_negative() {
        -magnitude
    } else {
        magnitude
    }
}

/// `value * 10^digits` rounded to the nearest integer, halves away from zero.
pub fn round_scaled(value: &Rat, digits: u32) -> Int {
    round_quotient(&(value.numer() * Int::from(10).pow(digits)), value.denom())
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
