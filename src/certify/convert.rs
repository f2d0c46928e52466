//! From exact numbers to the certificate's data.

use crate::certificate::{FieldData, Integer, Irreducibility, Num, Ratio};
use crate::graph::RealRoot;
use crate::num::factor::irreducibility_primes;
use crate::num::isolate;
use crate::num::rational::{Int, Rat};
use crate::num::{Field, IntPoly, Number};

/// How many decimals the certificate's decimal texts have.
pub const DECIMALS: u32 = 38;

/// An element of the map's field.
pub fn num(x: &Number) -> Num {
    Num(x.coeffs())
}

/// A list of field elements.
pub fn nums<'a>(numbers: impl IntoIterator<Item = &'a Number>) -> Vec<Num> {
    numbers.into_iter().map(num).collect()
}

/// The coefficients of an integer polynomial, constant first.
pub fn poly(p: &IntPoly) -> Vec<Integer> {
    p.coeffs().iter().cloned().map(Integer).collect()
}

/// A list of integers.
pub fn integers(values: impl IntoIterator<Item = Int>) -> Vec<Integer> {
    values.into_iter().map(Integer).collect()
}

/// A list of rationals.
pub fn ratios(values: impl IntoIterator<Item = Rat>) -> Vec<Ratio> {
    values.into_iter().map(Ratio).collect()
}

/// A pair of rationals.
pub fn interval(lo: &Rat, hi: &Rat) -> (Ratio, Ratio) {
    (Ratio(lo.clone()), Ratio(hi.clone()))
}

/// A number field.
pub fn field(f: &Field) -> FieldData {
    let (lo, hi) = f.interval();
    FieldData {
        name: f.name().to_string(),
        poly: poly(f.poly()),
        interval: interval(lo, hi),
        irreducible: irreducible(f.poly()),
    }
}

/// A short witness that a polynomial is irreducible, if one is found.
pub fn irreducible(p: &IntPoly) -> Option<Irreducibility> {
    if p.degree() == Some(1) {
        return Some(Irreducibility::Linear {});
    }
    irreducibility_primes(p).map(|primes| Irreducibility::Degrees { primes })
}

/// The root correctly rounded to `digits` decimals.
pub fn root_decimal(root: &RealRoot, digits: u32) -> String {
    isolate::root_decimal(&root.poly, &root.lo, &root.hi, digits)
}

/// The root itself if it is rational (the polynomial is linear, or the enclosure is a point).
pub fn rational_root(root: &RealRoot) -> Option<Rat> {
    if root.lo == root.hi {
        return Some(root.lo.clone());
    }
    match root.poly.coeffs() {
        [a, b] => Some(Rat::new(-a, b.clone())),
        _ => None,
    }
}
