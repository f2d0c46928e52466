//! Hensel lifting: a factorisation modulo a prime becomes one modulo a power of it (von zur Gathen and Gerhard,
//! Modern Computer Algebra, algorithms 15.10 and 15.17: quadratic steps on a balanced tree).

use super::kronecker::product;
use super::modpoly::{ModPoly, Residues};
use super::polynomial::{IntPoly, Poly};
use super::rational::Int;
use num_integer::Integer;
use num_traits::{One, Zero};

enum Tree {
    Leaf(IntPoly),
    /// `poly = left.poly * right.poly` and `s left.poly + t right.poly = 1` modulo the current power.
    Node {
        poly: IntPoly,
        s: IntPoly,
        t: IntPoly,
        left: Box<Tree>,
        right: Box<Tree>,
    },
}

/// Lifts `f = lead(f) * prod factors` modulo `p` to the same modulo `p^exponent`: monic factors with coefficients in
/// `0..p^exponent`, in the given order, and that power.
///
/// Requires: the factors monic, pairwise coprime modulo `p`, at least one; `p` does not divide the leading coefficient.
pub fn lift(
    f: &IntPoly,
    factors: &[Residues],
    arithmetic: &ModPoly,
    exponent: u32,
) -> (Vec<IntPoly>, Int) {
    let p = Int::from(arithmetic.prime());
    let mut steps = vec![exponent.max(1)];
    while let Some(&e) = steps.last().filter(|e| **e > 1) {
        steps.push(e.div_ceil(2));
    }
    steps.reverse();
    let modulus = p.pow(exponent.max(1));
    let inverse = f.leading().extended_gcd(&modulus).x.mod_floor(&modulus);
    let monic = reduced(&f.scale(&inverse), &modulus);
    let mut tree = plant(factors, arithmetic);
    for (i, &e) in steps.iter().enumerate().skip(1) {
        let power = p.pow(e);
        grow(
            &mut tree,
            reduced(&monic, &power),
            &power,
            i + 1 == steps.len(),
        );
    }
    let mut out = Vec::new();
    harvest(tree, &mut out);
    (out, modulus)
}

fn to_int(f: &[u32]) -> IntPoly {
    Poly::new(f.iter().map(|&c| Int::from(c)).collect())
}

/// Coefficients in `0..modulus`.
pub(super) fn reduced(f: &IntPoly, modulus: &Int) -> IntPoly {
    Poly::new(f.coeffs().iter().map(|c| c.mod_floor(modulus)).collect())
}

fn plant(factors: &[Residues], arithmetic: &ModPoly) -> Tree {
    if let [single] = factors {
        return Tree::Leaf(to_int(single));
    }
    let (left, right) = factors.split_at(factors.len() / 2);
    let multiply = |fs: &[Residues]| {
        fs.iter()
            .fold(vec![1], |acc: Residues, f| arithmetic.mul(&acc, f))
    };
    let (g, h) = (multiply(left), multiply(right));
    let (_, s, t) = arithmetic.extended_gcd(&g, &h);
    Tree::Node {
        poly: to_int(&arithmetic.mul(&g, &h)),
        s: to_int(&s),
        t: to_int(&t),
        left: Box::new(plant(left, arithmetic)),
        right: Box::new(plant(right, arithmetic)),
    }
}

fn value(tree: &Tree) -> &IntPoly {
    match tree {
        Tree::Leaf(poly) | Tree::Node { poly, .. } => poly,
    }
}

/// One quadratic step: the tree becomes right modulo `modulus` for the product `f`.
fn grow(tree: &mut Tree, f: IntPoly, modulus: &Int, last: bool) {
    let (poly, s, t, left, right) = match tree {
        Tree::Leaf(poly) => {
            *poly = f;
            return;
        }
        Tree::Node {
            poly,
            s,
            t,
            left,
            right,
        } => (poly, s, t, left, right),
    };
    let (g, h) = (value(left), value(right));
    let times = |a: &IntPoly, b: &IntPoly| reduced(&product(a, b), modulus);
    let e = reduced(&(&f - &product(g, h)), modulus);
    let (q, r) = div_monic(&times(s, &e), h, modulus);
    let g = reduced(&(&(g + &times(t, &e)) + &times(&q, g)), modulus);
    let h = reduced(&(h + &r), modulus);
    if !last {
        let b = reduced(&(&(&times(s, &g) + &times(t, &h)) - &Poly::one()), modulus);
        let (c, d) = div_monic(&times(s, &b), &h, modulus);
        *s = reduced(&(&*s - &d), modulus);
        *t = reduced(&(&(&*t - &times(t, &b)) - &times(&c, &g)), modulus);
    }
    *poly = f;
    grow(left, g, modulus, last);
    grow(right, h, modulus, last);
}

/// Quotient and remainder by a monic polynomial modulo `modulus`.
pub(super) fn div_monic(a: &IntPoly, divisor: &IntPoly, modulus: &Int) -> (IntPoly, IntPoly) {
    let d = divisor.degree().expect("monic");
    let mut rest = a.coeffs().to_vec();
    if rest.len() <= d {
        return (Poly::zero(), a.clone());
    }
    let mut quotient = vec![Int::zero(); rest.len() - d];
    for i in (0..quotient.len()).rev() {
        let q = rest[i + d].mod_floor(modulus);
        if !q.is_zero() {
            for (r, c) in rest[i..i + d].iter_mut().zip(divisor.coeffs()) {
                *r -= &q * c;
            }
        }
        quotient[i] = q;
    }
    rest.truncate(d);
    debug_assert!(divisor.leading().is_one());
    (Poly::new(quotient), reduced(&Poly::new(rest), modulus))
}

fn harvest(tree: Tree, out: &mut Vec<IntPoly>) {
    match tree {
        Tree::Leaf(poly) => out.push(poly),
        Tree::Node { left, right, .. } => {
            harvest(*left, out);
            harvest(*right, out);
        }
    }
}
