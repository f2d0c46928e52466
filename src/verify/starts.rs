//! The first iterates of a row of the ladder: `r^t > 2^k` and not `r^(t-1) > 2^k`, decided exactly.

use super::limits::{Budget, MAX_BITS, MAX_ITERATE, at_most};
use super::reason::{Reason, ensure};
use super::roots::Root;
use crate::certificate::Start;
use crate::num::polynomial::IntPoly;
use crate::num::rational::{Int, Rat};
use num_integer::Integer as _;
use num_traits::One;
use std::cmp::Ordering;

/// So many bits decide nearly always; where they do not, equality is possible.
const FIRST_BITS: u64 = 64;

/// The rate of a row.
pub enum Rate<'a> {
    /// The root of a polynomial, above 0.
    Root(&'a Root),
    /// A rational number above 0.
    Rational(&'a Rat),
}

/// Depths increase, and each iterate is the first one.
pub fn check(budget: &Budget, rate: &Rate, starts: &[Start]) -> Result<(), Reason> {
    ensure(!starts.is_empty(), Reason::LadderStart)?;
    let mut before = 0;
    for start in starts {
        at_most("depth", start.depth as usize, MAX_ITERATE as usize)?;
        at_most("iterate", start.iterate as usize, MAX_ITERATE as usize)?;
        ensure(
            start.depth > before && start.iterate >= 1,
            Reason::LadderStart,
        )?;
        before = start.depth;
        let beyond =
            |t| Ok::<_, Reason>(rate.compare_power(budget, t, before)? == Ordering::Greater);
        ensure(beyond(start.iterate)?, Reason::LadderStart)?;
        ensure(
            start.iterate == 1 || !beyond(start.iterate - 1)?,
            Reason::LadderStart,
        )?;
    }
    Ok(())
}

impl Rate<'_> {
    /// Compares `r^t` with `2^k`.
    fn compare_power(&self, budget: &Budget, t: u64, k: u32) -> Result<Ordering, Reason> {
        let root = match self {
            Rate::Rational(r) => {
                spend(budget, t, r.numer().bits() + r.denom().bits())?;
                let (num, den) = (r.numer().pow(t as u32), r.denom().pow(t as u32));
                return Ok(num.cmp(&(den << k)));
            }
            Rate::Root(root) => root,
        };
        let mut bits = FIRST_BITS;
        while bits <= MAX_BITS {
            let (low, high) = root.enclosure(bits)?;
            spend(budget, t, bits + low.bits())?;
            let target = Int::one() << (u64::from(k) + bits * t);
            if low.pow(t as u32) > target {
                return Ok(Ordering::Greater);
            }
            if high.pow(t as u32) < target {
                return Ok(Ordering::Less);
            }
            if bits == FIRST_BITS && equal(budget, root, t, k)? {
                return Ok(Ordering::Equal);
            }
            bits *= 2;
        }
        Err(Reason::SignUndecided { bits: MAX_BITS })
    }
}

/// About the work of the power `t` of a number with so many bits.
fn spend(budget: &Budget, t: u64, bits: u64) -> Result<(), Reason> {
    let words = t.saturating_mul(bits) / 64 + 1;
    budget.spend(words.saturating_mul(words) / 16 + words)
}

/// Is the root `2^(k/t)`? With `k/t = a/b` in lowest terms that number has the least polynomial `x^b - 2^a`.
fn equal(budget: &Budget, root: &Root, t: u64, k: u32) -> Result<bool, Reason> {
    let common = t.gcd(&u64::from(k));
    let (a, b) = (u64::from(k) / common, t / common);
    let degree = root.poly().degree().unwrap_or(0) as u64;
    if b > degree {
        return Ok(false);
    }
    budget.spend(
        (degree + 1)
            .saturating_mul(b + 1)
            .saturating_mul(a / 64 + 1),
    )?;
    let mut coeffs = vec![Int::from(0); b as usize + 1];
    coeffs[0] = -(Int::one() << a);
    coeffs[b as usize] += Int::one();
    let pure = IntPoly::new(coeffs);
    if root.poly().exact_div(&pure).is_none() {
        return Ok(false);
    }
    // Then 2^(a/b) is a root of the polynomial; it is the one meant if it lies where that is.
    let (lo, hi) = root.ends();
    Ok(pure.sign_at(lo) <= 0 && pure.sign_at(hi) >= 0)
}
