//! The spectrum of a covering graph: characteristic polynomial by components, its factors, and the growth rate as a
//! root of one of them.

use super::charpoly::{charpoly, closed_form};
use super::components::{components, is_cycle_or_trivial};
use super::covering::Covering;
use crate::num::IntPoly;
use crate::num::algebraic::Algebraic;
use crate::num::factor::factor;
use crate::num::gcd::gcd;
use crate::num::isolate::{count_roots_in, refine};
use crate::num::rational::{Int, Rat, rat, rat_int};
use num_traits::One;
use std::cmp::Ordering;

/// A real root of a squarefree integer polynomial.
///
/// Invariant: `lo == hi` is the root, or `poly` has opposite signs at `lo` and `hi` and one root between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RealRoot {
    /// A primitive polynomial with positive leading coefficient.
    pub poly: IntPoly,
    /// The left end of the enclosure.
    pub lo: Rat,
    /// The right end of the enclosure.
    pub hi: Rat,
}

/// One strongly connected component of a covering graph.
#[derive(Clone, Debug)]
pub struct Component {
    /// Its intervals, increasing.
    pub block: Vec<usize>,
    /// Its rows, in its own numbering.
    pub rows: Vec<(usize, usize)>,
    /// The characteristic polynomial of its matrix.
    pub charpoly: IntPoly,
    /// Its spectral radius; `None` for a single interval without loop (radius 0).
    pub radius: Option<RealRoot>,
}

/// Everything about the eigenvalues of a covering matrix that the certificates need.
#[derive(Clone, Debug)]
pub struct Spectrum {
    /// The strongly connected components; every edge leads to the same or a later one.
    pub components: Vec<Component>,
    /// `det(x I - A)`.
    pub charpoly: IntPoly,
    /// Factors of the characteristic polynomial with multiplicities, by degree.
    pub factors: Vec<(IntPoly, u32)>,
    /// Are all factors proven irreducible?
    pub complete: bool,
    /// The growth rate `max(1, largest radius)`; its polynomial is one of the factors, or `x - 1`.
    pub growth: RealRoot,
}

impl RealRoot {
    /// The rational number `r` as a root.
    pub fn rational(r: &Rat) -> RealRoot {
        let poly = IntPoly::new(vec![-r.numer(), r.denom().clone()]);
        RealRoot {
            poly,
            lo: r.clone(),
            hi: r.clone(),
        }
    }
    /// The same root enclosed in an interval of width at most `2^-bits`.
    pub fn sharpened(&self, bits: u32) -> RealRoot {
        let width = Rat::new(Int::one(), Int::one() << bits);
        let (lo, hi) = refine(&self.poly, &self.lo, &self.hi, &width);
        RealRoot {
            poly: self.poly.clone(),
            lo,
            hi,
        }
    }
    /// The cell of the grid of width `2^-bits` that holds the root, if it isolates it; a rational root at a grid point
    /// has no cell.
    pub fn cell(&self, bits: u32) -> Option<RealRoot> {
        let sharp = self.sharpened(bits + 8);
        let (lo, _) = dyadic_around(&sharp.lo, bits);
        let hi = &lo + Rat::new(Int::one(), Int::one() << bits);
        let isolates = sharp.hi < hi
            && self.poly.sign_at(&lo) * self.poly.sign_at(&hi) < 0
            && count_roots_in(&self.poly, &lo, &hi) == 1;
        let poly = self.poly.clone();
        isolates.then_some(RealRoot { poly, lo, hi })
    }
    /// The root in the widest grid cell that isolates it, for printing.
    pub fn in_short_interval(&self) -> RealRoot {
        if self.lo == self.hi {
            return self.clone();
        }
        (0..24)
            .find_map(|bits| self.cell(bits))
            .unwrap_or_else(|| self.sharpened(32))
    }
    /// The root as an algebraic number; its polynomial must be irreducible, or the enclosure a point.
    pub fn to_algebraic(&self) -> Algebraic {
        match self.poly.coeffs() {
            _ if self.lo == self.hi => Algebraic::from(&self.lo),
            [a, b] => Algebraic::from(&Rat::new(-a, b.clone())),
            _ => Algebraic::new(self.poly.clone(), (self.lo.clone(), self.hi.clone())),
        }
    }
    /// Exact order of two roots.
    pub fn cmp_exact(&self, other: &RealRoot) -> Ordering {
        let (mut a, mut b) = (self.clone(), other.clone());
        for bits in (16..).step_by(48) {
            if a.hi < b.lo {
                return Ordering::Less;
            }
            if b.hi < a.lo {
                return Ordering::Greater;
            }
            if bits > 60 && (a.poly == b.poly || common_root(&a, &b)) {
                return Ordering::Equal;
            }
            if a.lo == a.hi && b.lo == b.hi {
                return a.lo.cmp(&b.lo);
            }
            (a, b) = (a.sharpened(bits), b.sharpened(bits));
        }
        unreachable!("distinct roots separate")
    }
}

/// Do two overlapping enclosures hold one common root? (A root of the greatest common divisor between them.)
fn common_root(a: &RealRoot, b: &RealRoot) -> bool {
    let gcd = gcd(&a.poly, &b.poly);
    if gcd.degree().unwrap_or(0) == 0 {
        return false;
    }
    let (lo, hi) = ((&a.lo).max(&b.lo), (&a.hi).min(&b.hi));
    let (s, t) = (gcd.sign_at(lo), gcd.sign_at(hi));
    s == 0 || t == 0 || s != t
}

impl Spectrum {
    /// Computes the spectrum of a covering graph.
    pub fn of(covering: &Covering) -> Spectrum {
        let mut factors: Vec<(IntPoly, u32)> = Vec::new();
        let mut complete = true;
        let mut parts = Vec::new();
        for block in components(covering) {
            let rows = covering.restricted(&block);
            let (poly, radius) = if is_cycle_or_trivial(covering, &block) {
                let loops = rows.iter().filter(|(lo, hi)| lo < hi).count();
                cycle_part(block.len(), loops > 0, &mut factors)
            } else {
                let poly = closed_form(&rows).unwrap_or_else(|| charpoly(&rows));
                let found = factor(&poly);
                complete &= found.complete;
                let radius = largest_root(found.factors.iter().map(|(f, _)| f));
                found
                    .factors
                    .into_iter()
                    .for_each(|(f, m)| add_factor(&mut factors, f, m));
                (poly, radius)
            };
            parts.push(Component {
                block,
                rows,
                charpoly: poly,
                radius,
            });
        }
        sort_factors(&mut factors);
        let charpoly = parts
            .iter()
            .fold(IntPoly::one(), |acc, c| &acc * &c.charpoly);
        let mut growth = RealRoot::rational(&rat(1, 1));
        for radius in parts.iter().filter_map(|c| c.radius.as_ref()) {
            if radius.cmp_exact(&growth) == Ordering::Greater {
                growth = radius.clone();
            }
        }
        Spectrum {
            components: parts,
            charpoly,
            factors,
            complete,
            growth,
        }
    }
    /// Is the growth rate 1 (zero entropy)?
    pub fn is_zero_entropy(&self) -> bool {
        self.growth.lo == self.growth.hi && self.growth.lo.is_one()
    }
    /// The components whose radius is the growth rate, by position.
    pub fn leading(&self) -> Vec<usize> {
        let equal = |c: &Component| {
            c.radius
                .as_ref()
                .is_some_and(|r| r.cmp_exact(&self.growth) == Ordering::Equal)
        };
        (0..self.components.len())
            .filter(|&i| equal(&self.components[i]))
            .collect()
    }
}

/// Polynomial and radius of a single cycle of length `n` (`x^n - 1`) or a vertex without loop (`x`), factors recorded.
fn cycle_part(
    n: usize,
    looped: bool,
    factors: &mut Vec<(IntPoly, u32)>,
) -> (IntPoly, Option<RealRoot>) {
    let mut coeffs = vec![0i64; n + 1];
    coeffs[n] = 1;
    if looped {
        coeffs[0] = -1;
    }
    let poly = IntPoly::from_i64(&coeffs);
    for (f, m) in factor(&poly).factors {
        add_factor(factors, f, m);
    }
    (poly, looped.then(|| RealRoot::rational(&rat(1, 1))))
}

fn add_factor(factors: &mut Vec<(IntPoly, u32)>, f: IntPoly, multiplicity: u32) {
    match factors.iter_mut().find(|(g, _)| *g == f) {
        Some((_, m)) => *m += multiplicity,
        None => factors.push((f, multiplicity)),
    }
}

fn sort_factors(factors: &mut [(IntPoly, u32)]) {
    factors.sort_by(|(f, _), (g, _)| {
        let degrees = f.degree().cmp(&g.degree());
        degrees.then_with(|| f.coeffs().iter().rev().cmp(g.coeffs().iter().rev()))
    });
}

/// The largest real root among several squarefree polynomials; `None` if none has a real root.
pub fn largest_root<'a>(polys: impl Iterator<Item = &'a IntPoly>) -> Option<RealRoot> {
    let mut best: Option<RealRoot> = None;
    for poly in polys {
        let Some((lo, hi)) = crate::num::isolate::largest_real_root(poly) else {
            continue;
        };
        let root = RealRoot {
            poly: poly.clone(),
            lo,
            hi,
        };
        if best
            .as_ref()
            .is_none_or(|b| root.cmp_exact(b) == Ordering::Greater)
        {
            best = Some(root);
        }
    }
    best
}

/// The largest rational of the form `k / 2^bits` at most `x`, and the smallest at least `x`.
pub fn dyadic_around(x: &Rat, bits: u32) -> (Rat, Rat) {
    let scale = rat_int(Int::one() << bits);
    ((x * &scale).floor() / &scale, (x * &scale).ceil() / &scale)
}
