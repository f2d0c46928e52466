//! Inverses in `Q[x]/(f)`: modulo a prime, lifted by Newton's iteration to a power of it, and read back as rationals.
//!
//! No rational numbers occur on the way, so coefficients do not blow up as they do in Euclid's algorithm over `Q`.

use super::hensel::{div_monic, reduced};
use super::kronecker::product;
use super::modpoly::ModPoly;
use super::modular::primes_down;
use super::polynomial::{IntPoly, Poly};
use super::rational::Int;
use num_integer::Integer;
use num_traits::{One, Signed, Zero};

/// `(b, d)` with `a b = d` modulo `f`, `d > 0` an integer and `b` an integer polynomial of degree below `f`'s.
///
/// `None` if `a` is not invertible modulo `f` (it shares a factor with it).
pub fn inverse(a: &IntPoly, f: &IntPoly) -> Option<(IntPoly, Int)> {
    if super::gcd::gcd(a, f).degree() != Some(0) {
        return None;
    }
    // All but finitely many primes are good.
    let (arithmetic, start) = primes_down(1 << 31)
        .filter_map(ModPoly::new)
        .find_map(|m| {
            let modulus = m.enter(f);
            let (g, s, _) = m.extended_gcd(&m.enter(a), &modulus);
            (modulus.len() == f.coeffs().len() && g.len() == 1).then(|| (m, m.rem(&s, &modulus)))
        })?;
    let mut power = Int::from(arithmetic.prime());
    let mut b: IntPoly = Poly::new(start.iter().map(|&c| Int::from(c)).collect());
    loop {
        power = &power * &power;
        let unit = f.leading().extended_gcd(&power).x.mod_floor(&power);
        let monic = reduced(&f.scale(&unit), &power);
        let times = |x: &IntPoly, y: &IntPoly| {
            div_monic(&reduced(&product(x, y), &power), &monic, &power).1
        };
        let residue = reduced(a, &power);
        let defect = reduced(
            &(&Poly::constant(Int::from(2)) - &times(&residue, &b)),
            &power,
        );
        b = times(&b, &defect);
        if let Some(found) = rational(&b, &power).filter(|(n, d)| confirms(a, n, d, f)) {
            return Some(found);
        }
    }
}

/// Does `a b - d` vanish modulo `f`, exactly?
fn confirms(a: &IntPoly, b: &IntPoly, d: &Int, f: &IntPoly) -> bool {
    let mut rest = (&product(a, b) - &Poly::constant(d.clone()))
        .coeffs()
        .to_vec();
    let n = f.coeffs().len() - 1;
    let lead = f.leading();
    while rest.len() > n {
        let top = rest.pop().unwrap_or_default();
        if top.is_zero() {
            continue;
        }
        if !lead.is_one() {
            rest.iter_mut().for_each(|c| *c *= &lead);
        }
        let shift = rest.len() - n;
        for (c, m) in rest[shift..].iter_mut().zip(f.coeffs()) {
            *c -= &top * m;
        }
    }
    rest.iter().all(Zero::is_zero)
}

/// The polynomial with a common denominator that has these residues, if small enough to be told (Wang 1981).
fn rational(b: &IntPoly, power: &Int) -> Option<(IntPoly, Int)> {
    let limit = (power >> 1u32).sqrt();
    let mut den = Int::one();
    for c in b.coeffs() {
        den *= denominator(&(c * &den).mod_floor(power), power, &limit)?;
        if den > limit {
            return None;
        }
    }
    let half: Int = power >> 1u32;
    let numerator = |c: &Int| {
        let n = (c * &den).mod_floor(power);
        if n > half { n - power } else { n }
    };
    Some((Poly::new(b.coeffs().iter().map(numerator).collect()), den))
}

/// The denominator of the fraction with numerator and denominator at most `limit` that is `c` modulo `power`.
fn denominator(c: &Int, power: &Int, limit: &Int) -> Option<Int> {
    let (mut r0, mut r1, mut t0, mut t1) = (power.clone(), c.clone(), Int::zero(), Int::one());
    while &r1 > limit {
        let (q, r) = r0.div_rem(&r1);
        let t = &t0 - &q * &t1;
        (r0, r1, t0, t1) = (r1, r, t1, t);
    }
    let den = t1.abs();
    (!den.is_zero() && &den <= limit).then_some(den)
}
