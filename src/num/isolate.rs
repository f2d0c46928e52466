//! Isolation and refinement of real roots, by Sturm sequences and bisection.

use super::polynomial::{IntPoly, RatPoly};
use super::rational::{Int, Rat, rat_int, sign};
use num_traits::{One, Signed, Zero};

/// The Sturm sequence of `f`; its sign changes count the distinct real roots of `f` (Sturm 1829).
pub fn sturm_chain(f: &IntPoly) -> Vec<RatPoly> {
    let mut chain = vec![f.to_rat(), f.derivative().to_rat()];
    while let [.., a, b] = chain.as_slice() {
        if b.is_zero() {
            chain.pop();
            break;
        }
        let rest = -&a.div_rem(b).1;
        // Scaling by a positive factor keeps the signs and the coefficients small.
        let size = rest
            .coeffs()
            .iter()
            .fold(Rat::zero(), |m, c| if c.abs() > m { c.abs() } else { m });
        chain.push(if size.is_zero() {
            rest
        } else {
            rest.scale(&size.recip())
        });
    }
    chain
}

/// The number of distinct real roots in `(lo, hi]`, from a Sturm chain of a polynomial.
pub fn count_roots(chain: &[RatPoly], lo: &Rat, hi: &Rat) -> usize {
    sign_changes(chain, lo).saturating_sub(sign_changes(chain, hi))
}

fn sign_changes(chain: &[RatPoly], at: &Rat) -> usize {
    let signs: Vec<i32> = chain
        .iter()
        .map(|p| sign(&p.eval(at)))
        .filter(|s| *s != 0)
        .collect();
    signs.windows(2).filter(|w| w[0] != w[1]).count()
}

/// A bound `B >= 1` with all complex roots of `f` (degree at least 1) of modulus below `B` (Cauchy).
pub fn root_bound(f: &IntPoly) -> Rat {
    let lead = f.leading().abs();
    let largest = f
        .coeffs()
        .iter()
        .rev()
        .skip(1)
        .map(Signed::abs)
        .max()
        .unwrap_or_else(Int::zero);
    rat_int(largest / lead + 2)
}

/// Isolating intervals `[lo, hi]` of all distinct real roots of `f`, from left to right:
/// either `lo == hi` is the root, or exactly one root lies strictly inside and `f` is not zero at the ends.
pub fn isolate(f: &IntPoly) -> Vec<(Rat, Rat)> {
    if f.degree().unwrap_or(0) == 0 {
        return Vec::new();
    }
    let chain = sturm_chain(f);
    let bound = root_bound(f);
    let mut out = Vec::new();
    let mut stack = vec![(-bound.clone(), bound)];
    while let Some((lo, hi)) = stack.pop() {
        match count_roots(&chain, &lo, &hi) {
            0 => {}
            1 if f.sign_at(&hi) == 0 => out.push((hi.clone(), hi)),
            1 if f.sign_at(&lo) != 0 => out.push((lo, hi)),
            _ => {
                let mid = (&lo + &hi) / rat_int(2);
                stack.push((mid.clone(), hi));
                stack.push((lo, mid));
            }
        }
    }
    out
}

/// Bisects the isolating interval of a root of odd multiplicity until `hi - lo <= width`.
///
/// Requires opposite signs of `f` at the ends, or `lo == hi`.
pub fn refine(f: &IntPoly, lo: &Rat, hi: &Rat, width: &Rat) -> (Rat, Rat) {
    let (mut lo, mut hi) = (lo.clone(), hi.clone());
    let at_lo = f.sign_at(&lo);
    if at_lo == 0 {
        return (lo.clone(), lo);
    }
    while &(&hi - &lo) > width {
        let mid = simple_middle(&lo, &hi);
        match f.sign_at(&mid) {
            0 => return (mid.clone(), mid),
            s if s == at_lo => lo = mid,
            _ => hi = mid,
        }
    }
    (lo, hi)
}

/// A dyadic point strictly inside `(lo, hi)`, at least a quarter of the width away from both ends.
fn simple_middle(lo: &Rat, hi: &Rat) -> Rat {
    let width = hi - lo;
    let bits = width.denom().bits() as i64 - width.numer().bits() as i64 + 3;
    let scale = Rat::from_integer(Int::one() << bits.max(0) as u64);
    ((lo + hi) / rat_int(2) * &scale).round() / scale
}
