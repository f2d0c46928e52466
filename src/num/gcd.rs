//! Greatest common divisors and squarefree decomposition of integer polynomials, by modular images (Brown 1971, Yun 1976).

use super::modpoly::ModPoly;
use super::modular::primes_down;
use super::polynomial::{IntPoly, Poly};
use super::rational::Int;
use num_integer::Integer;
use num_traits::{One, Signed, Zero};

/// The primitive greatest common divisor with positive leading coefficient; zero if both are zero.
///
/// Modular images are combined until the result divides both: a divisor of the degree of some image is the gcd.
pub fn gcd(a: &IntPoly, b: &IntPoly) -> IntPoly {
    let (a, b) = (a.primitive(), b.primitive());
    if a.is_zero() || b.is_zero() {
        return if a.is_zero() { b } else { a };
    }
    let lead = a.leading().gcd(&b.leading());
    let mut product = Int::one();
    let mut image: Vec<Int> = Vec::new();
    for p in primes_down(1 << 31) {
        let Some(m) = ModPoly::new(p) else { continue };
        if (&lead % p).is_zero() {
            continue;
        }
        let g = m.gcd(&m.enter(&a), &m.enter(&b));
        if g.len() == 1 {
            return Poly::one();
        }
        // Images of too large a degree are unlucky primes: drop this one, or all before it.
        if !image.is_empty() && g.len() > image.len() {
            continue;
        }
        if g.len() < image.len() {
            (image, product) = (Vec::new(), Int::one());
        }
        let scale = m.enter(&Poly::constant(lead.clone()));
        let residues: Vec<u32> = m.mul(&g, &scale);
        let stable = extend(&mut image, &mut product, &residues, p);
        if stable {
            let candidate = Poly::new(image.clone()).primitive();
            if a.exact_div(&candidate).is_some() && b.exact_div(&candidate).is_some() {
                return candidate;
            }
        }
    }
    Poly::one()
}

/// One step of Newton's form of Chinese remaindering, with symmetric residues; did nothing change?
fn extend(image: &mut Vec<Int>, product: &mut Int, residues: &[u32], p: u64) -> bool {
    let first = image.is_empty();
    if first {
        *image = vec![Int::zero(); residues.len()];
    }
    let prime = Int::from(p);
    let inverse = product.extended_gcd(&prime).x.mod_floor(&prime);
    let mut stable = true;
    let half: Int = &prime >> 1u32;
    for (c, &r) in image.iter_mut().zip(residues) {
        let mut step = ((Int::from(r) - &*c) * &inverse).mod_floor(&prime);
        if step > half {
            step -= &prime;
        }
        if !step.is_zero() {
            stable = false;
            *c += step * &*product;
        }
    }
    *product *= prime;
    stable || first
}

/// Is `f` (not zero) squarefree? Fast: one prime modulo which it is proves it.
pub fn is_squarefree(f: &IntPoly) -> bool {
    let Some(d) = f.degree() else { return false };
    d <= 1 || squarefree_modulo_some_prime(f) || gcd(f, &f.derivative()).degree() == Some(0)
}

fn squarefree_modulo_some_prime(f: &IntPoly) -> bool {
    // Two primes below 2^20: small enough for fast sums of products, large enough to be bad only by rare accident.
    [1_048_573, 999_983]
        .into_iter()
        .filter_map(ModPoly::new)
        .any(|m| super::modpoly::squarefree_reduction(&m, f).is_some())
}

/// The squarefree part: the product of the distinct irreducible factors, primitive with positive leading coefficient.
pub fn squarefree_part(f: &IntPoly) -> IntPoly {
    let f = f.primitive();
    if f.degree().unwrap_or(0) <= 1 || squarefree_modulo_some_prime(&f) {
        return f;
    }
    f.exact_div(&gcd(&f, &f.derivative()))
        .expect("a primitive gcd divides")
        .primitive()
}

/// Pairwise coprime squarefree polynomials `f_i` with `f = content * prod f_i^i`, as pairs `(f_i, i)`, constants left out
/// (Yun 1976).
pub fn squarefree_decomposition(f: &IntPoly) -> Vec<(IntPoly, u32)> {
    let f = f.primitive();
    if f.degree().unwrap_or(0) == 0 {
        return Vec::new();
    }
    if squarefree_modulo_some_prime(&f) {
        return vec![(f, 1)];
    }
    let derivative = f.derivative();
    let g = gcd(&f, &derivative);
    let quotient = |a: &IntPoly, b: &IntPoly| a.exact_div(b).expect("a primitive gcd divides");
    let (mut b, mut c) = (quotient(&f, &g), quotient(&derivative, &g));
    let mut out = Vec::new();
    let mut multiplicity = 1;
    while b.degree() != Some(0) {
        let d = &c - &b.derivative();
        let a = if d.is_zero() {
            b.primitive()
        } else {
            gcd(&b, &d)
        };
        if a.degree() != Some(0) {
            out.push((a.clone(), multiplicity));
        }
        b = quotient(&b, &a);
        c = if d.is_zero() {
            Poly::zero()
        } else {
            quotient(&d, &a)
        };
        multiplicity += 1;
    }
    debug_assert!(out.iter().all(|(a, _)| a.leading().is_positive()));
    out
}
