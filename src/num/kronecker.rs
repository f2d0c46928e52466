//! Fast products of integer polynomials by Kronecker's substitution: one big integer product for many small ones.

use super::polynomial::{IntPoly, Poly};
use super::rational::Int;
use num_bigint::{BigUint, Sign};
use num_traits::Zero;

/// Below this many coefficient products the plain way is faster.
const PLAIN: usize = 64;

/// The product of two integer polynomials, equal to `a * b`, fast for large degrees.
pub fn product(a: &IntPoly, b: &IntPoly) -> IntPoly {
    let terms = a.coeffs().len().min(b.coeffs().len());
    if terms * a.coeffs().len().max(b.coeffs().len()) < PLAIN {
        return a * b;
    }
    // A coefficient of the product is below 2^(size - 1) in absolute value, so signed digits of `size` bits hold it.
    let size = bits(a) + bits(b) + u64::from(usize::BITS - terms.leading_zeros()) + 2;
    let words = size.div_ceil(32) as usize;
    unpack(&(pack(a, words) * pack(b, words)), words)
}

fn bits(f: &IntPoly) -> u64 {
    f.coeffs().iter().map(Int::bits).max().unwrap_or(0)
}

/// The value at `2^(32 words)`.
fn pack(f: &IntPoly, words: usize) -> Int {
    let mut parts = [vec![0u32; f.coeffs().len() * words], Vec::new()];
    parts[1] = parts[0].clone();
    for (i, c) in f.coeffs().iter().enumerate() {
        let part = &mut parts[usize::from(c.sign() == Sign::Minus)];
        for (slot, digit) in part[i * words..].iter_mut().zip(c.iter_u32_digits()) {
            *slot = digit;
        }
    }
    let [plus, minus] = parts;
    Int::from(BigUint::new(plus)) - Int::from(BigUint::new(minus))
}

/// The polynomial with coefficients below `2^(32 words - 1)` in absolute value that has this value.
fn unpack(value: &Int, words: usize) -> IntPoly {
    let digits: Vec<u32> = value.iter_u32_digits().collect();
    let negative = value.sign() == Sign::Minus;
    let mut out = Vec::with_capacity(digits.len() / words + 1);
    let mut carry = false;
    for chunk in digits.chunks(words) {
        let high = chunk.len() == words && chunk[words - 1] >> 31 == 1;
        let mut c = Int::from(BigUint::from_slice(chunk)) + i32::from(carry);
        carry = high || c.bits() > 32 * words as u64 - 1;
        if carry {
            c -= Int::from(1) << (32 * words);
        }
        out.push(if negative { -c } else { c });
    }
    if carry {
        out.push(Int::from(if negative { -1 } else { 1 }));
    }
    debug_assert!(!out.last().is_some_and(Zero::is_zero) || out.len() > 1);
    Poly::new(out)
}
