//! Obligation `charpoly`: the polynomial is `det(xI - A)` for the rows, and the factors' product is the polynomial.
//!
//! Rows are blocks of consecutive ones, so `A` is totally unimodular and the coefficient of `x^(n-k)` is at most
//! `binom(n,k) < 2^n` in absolute value. If the claimed ones are below `2^n` too, agreement modulo primes with product
//! above `2^(n+1)` is equality.

use super::Checked;
use super::context::Context;
use super::field::read_poly;
use super::reason::{At, Fault, Reason, ensure};
use super::residue::Modulus;
use crate::certificate::MapCertificate;
use crate::num::polynomial::IntPoly;
use crate::num::rational::Int;
use num_traits::{One, Signed, Zero};

/// Recomputes modulo primes near 2^61; compares the packed product of the factors.
pub fn check(ctx: &Context, map: &MapCertificate) -> Result<Checked, Fault> {
    let n = ctx.intervals();
    let place = || "charpoly.coeffs".to_string();
    let poly = read_poly(&map.charpoly.coeffs).at(place)?;
    ensure(
        poly.degree() == Some(n) && poly.leading().is_one(),
        Reason::PolynomialForm,
    )
    .at(place)?;
    let small = poly.coeffs().iter().all(|c| c.bits() <= n as u64);
    ensure(small, Reason::CharPoly { prime: 0 }).at(place)?;
    let (mut bits, mut offset) = (0, 0);
    while bits < n as u64 + 2 {
        let m = Modulus::next(offset)
            .ok_or(Reason::limit("primes", 0, 0))
            .at(place)?;
        (bits, offset) = (bits + 60, m.offset());
        let expected = ctx.spectrum().charpoly(m, ctx.budget).at(place)?;
        let found = poly.coeffs().iter().map(|c| m.of(c));
        ensure(found.eq(expected), Reason::CharPoly { prime: m.p }).at(place)?;
    }
    check_factors(ctx, map, &poly)?;
    Ok(Checked::lines(2))
}

fn check_factors(ctx: &Context, map: &MapCertificate, poly: &IntPoly) -> Result<(), Fault> {
    let n = poly.degree().unwrap_or(0);
    let mut degree = 0_usize;
    let mut bits = 2_u64;
    let mut factors = Vec::new();
    for (i, factor) in map.charpoly.factors.iter().enumerate() {
        let place = || format!("charpoly.factors[{i}].poly");
        let f = read_poly(&factor.poly).at(place)?;
        ensure(
            f.degree() >= Some(1) && f.leading().is_one(),
            Reason::PolynomialForm,
        )
        .at(place)?;
        let times = factor.multiplicity as usize;
        ensure(times >= 1, Reason::Factors).at(|| format!("charpoly.factors[{i}].multiplicity"))?;
        degree = degree.saturating_add(times.saturating_mul(f.degree().unwrap_or(0)));
        let norm: Int = f.coeffs().iter().map(Signed::abs).sum();
        bits = bits.saturating_add(norm.bits().saturating_mul(times as u64));
        factors.push((f, factor.multiplicity));
    }
    let place = || "charpoly.factors".to_string();
    // Factors of a polynomial with coefficients below 2^n have norms with product at most 4^n sqrt(n+1) or so.
    ensure(degree == n && bits <= 5 * n as u64 + 128, Reason::Factors).at(place)?;
    let width = bits.max(n as u64 + 2);
    ctx.budget.spend(width * n as u64).at(place)?;
    // Equal values at 2^width mean equal coefficients, because all are below 2^(width-1).
    let product = factors
        .iter()
        .fold(Int::one(), |p, (f, times)| p * pack(f, width).pow(*times));
    ensure(product == pack(poly, width), Reason::Factors).at(place)
}

/// The value at `2^width`.
fn pack(f: &IntPoly, width: u64) -> Int {
    f.coeffs()
        .iter()
        .rev()
        .fold(Int::zero(), |value, c| (value << width) + c)
}
