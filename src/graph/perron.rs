//! Perron vectors of an irreducible covering matrix: exact over `Q[x]/m`, and rational Collatz-Wielandt vectors.
//!
//! With `chi` the characteristic polynomial and `q(x) = chi(x)/(x - rho)`, the row vector `1 q(A)` is a positive multiple
//! of the left Perron vector (`q(A)` projects onto the Perron line, `q(rho) > 0` as `rho` is the largest simple root).
//! The coefficients of `q` are the partial values of Horner's rule for `chi` at `rho`.

use super::paths::{left_product, right_product};
use super::spectrum::{Component, RealRoot};
use crate::num::rational::{Int, Rat, common_divisor, fraction};
use crate::num::{Field, IntPoly, Number};
use num_traits::{One, Signed, Zero};
use std::sync::Arc;

/// Which eigenvector: `u A = rho u` or `A w = rho w`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The row vector `u`.
    Left,
    /// The column vector `w`.
    Right,
}

/// One product with the matrix: `v A` (left) or `A v` (right).
fn apply(rows: &[(usize, usize)], v: &[Int], side: Side) -> Vec<Int> {
    match side {
        Side::Left => left_product(v, rows),
        Side::Right => right_product(rows, v),
    }
}

/// The exact Perron vector of a component over the field of its radius, scaled so that its largest entry is 1.
///
/// `field` is `Q(rho)`, or `None` when `rho` is rational.
pub fn exact(
    component: &Component,
    field: Option<&Arc<Field>>,
    rho: &RealRoot,
    side: Side,
) -> Vec<Number> {
    let root = match field {
        Some(field) => Number::generator(field),
        None => Number::from(&rho.lo),
    };
    exact_at(component, &root, side)
}

/// The same with the radius given as a number of any field; meaningless if `root` is not the radius.
pub fn exact_at(component: &Component, root: &Number, side: Side) -> Vec<Number> {
    let coeffs = component.charpoly.coeffs();
    let n = component.rows.len();
    let mut v = vec![Int::one(); n];
    let mut powers = Vec::with_capacity(n);
    for _ in 0..n {
        let next = apply(&component.rows, &v, side);
        powers.push(std::mem::replace(&mut v, next));
    }
    let mut sum = vec![Number::zero(); n];
    let mut b = Number::one();
    for k in (0..n).rev() {
        for (s, p) in sum.iter_mut().zip(&powers[k]) {
            *s = &*s + &b * Number::from(p.clone());
        }
        b = &b * root + Number::from(coeffs[k].clone());
    }
    let largest = sum
        .iter()
        .max()
        .expect("a component has an interval")
        .recip()
        .expect("positive entries");
    sum.iter().map(|s| s * &largest).collect()
}

/// A rational vector close to the Perron vector of a component, and the rational rate for which it is a Collatz-Wielandt
/// witness: `v A >= rate v` with `rate >= bound` and largest entry 1 (left), `A w <= rate w` with `rate <= bound` (right).
///
/// `bound` must lie strictly below (left) or strictly above (right) the component's radius `rho`. Entries are short, and
/// quick to read: integers on the right, over a power of two on the left wherever they are not small.
pub fn rational(component: &Component, rho: &RealRoot, bound: &Rat, side: Side) -> (Vec<Rat>, Rat) {
    let rows = &component.rows;
    let good = |v: &[Int]| {
        let rate = ratio(rows, v, side);
        match side {
            Side::Left => &rate >= bound,
            Side::Right => &rate <= bound,
        }
        .then_some(rate)
    };
    let mut bits = 64 + rows.len() as u32;
    loop {
        let long = approximate(rows, &component.charpoly, rho, side, bits).unwrap_or_default();
        let kept = [SHORT.min(bits / 2), bits / 2].map(|kept| shortened(&long, kept));
        let found = kept.into_iter().flatten().find_map(|v| {
            let rate = good(&v)?;
            Some((v, rate))
        });
        let Some((v, rate)) = found else {
            bits *= 2;
            continue;
        };
        if side == Side::Right {
            return (v.into_iter().map(Rat::from_integer).collect(), rate);
        }
        let (v, rate) = match binary(&v) {
            Some(b) => good(&b).map(|rate| (b, rate)).unwrap_or((v, rate)),
            None => (v, rate),
        };
        let largest = v.iter().max().expect("not empty").clone();
        let over = |a| fraction(a, largest.clone());
        return (v.into_iter().map(over).collect(), rate);
    }
}

/// At most so many significant bits of the smallest entry are tried first.
const SHORT: u32 = 64;

/// With `kept` significant bits of the smallest entry and no common factor; `None` for no entries.
fn shortened(v: &[Int], kept: u32) -> Option<Vec<Int>> {
    let smallest = v.iter().min()?.bits();
    let drop = smallest.saturating_sub(u64::from(kept));
    let v: Vec<Int> = v.iter().map(|s| s >> drop).collect();
    let common = v.iter().fold(Int::zero(), |g, s| common_divisor(&g, s));
    Some(v.into_iter().map(|s| s / &common).collect())
}

/// Nearly a multiple whose largest entry is a power of two, a little longer; `None` where the entries are small.
fn binary(v: &[Int]) -> Option<Vec<Int>> {
    let largest = v.iter().max()?;
    let bits = largest.bits() + 2;
    (bits > 34).then(|| v.iter().map(|a| (a << bits) / largest).collect())
}

/// The best rate of a positive integer vector: the least (left) or largest (right) ratio of image and entry.
fn ratio(rows: &[(usize, usize)], v: &[Int], side: Side) -> Rat {
    let image = apply(rows, v, side);
    let ratios = image
        .into_iter()
        .zip(v)
        .map(|(a, b)| Rat::new(a, b.clone()));
    match side {
        Side::Left => ratios.min().expect("not empty"),
        Side::Right => ratios.max().expect("not empty"),
    }
}

/// Positive integers near a multiple of the Perron vector, from fixed-point Horner values with `bits` bits;
/// `None` if the precision was too small to see all entries positive.
fn approximate(
    rows: &[(usize, usize)],
    chi: &IntPoly,
    rho: &RealRoot,
    side: Side,
    bits: u32,
) -> Option<Vec<Int>> {
    let n = rows.len();
    let root = rho.sharpened(bits);
    let root = ((root.lo + root.hi) * Rat::from_integer(Int::one() << (bits - 1))).to_integer();
    let mut horner = vec![Int::zero(); n];
    let mut b = Int::one() << bits;
    for k in (0..n).rev() {
        horner[k] = b.clone();
        b = ((b * &root) >> bits) + (&chi.coeffs()[k] << bits);
    }
    let mut sum = vec![Int::zero(); n];
    let mut v = vec![Int::one(); n];
    for b in &horner {
        for (s, p) in sum.iter_mut().zip(&v) {
            *s += b * p;
        }
        v = apply(rows, &v, side);
    }
    sum.iter().all(Signed::is_positive).then_some(sum)
}
