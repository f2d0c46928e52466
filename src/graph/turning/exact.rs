//! Exact orbits of ends and turning points, as long as their numbers are small.

use crate::map::PolynomialMap;
use crate::num::rational::Rat;
use crate::num::{IntPoly, RatPoly};
use num_traits::One;

/// The size, in bits, up to which exact orbits are followed.
const MAX_EXACT: u64 = 3_000;

/// The exact orbit of a seed as long as its numbers are small: a rational number, or a polynomial in the turning point.
pub struct Exact {
    poly: RatPoly,
    slope: RatPoly,
    /// The seed is a root of it.
    modulus: RatPoly,
    values: Vec<Option<RatPoly>>,
}

impl Exact {
    pub fn new(f: &PolynomialMap, critical: &IntPoly, seed: usize) -> Exact {
        let linear = |x: &Rat| RatPoly::new(vec![-x, Rat::one()]);
        let modulus = match seed {
            0 => linear(f.left()),
            1 => linear(f.right()),
            j => match &f.turning()[j - 2] {
                t if t.lo == t.hi => linear(&t.lo),
                _ => critical.to_rat(),
            },
        };
        let start = RatPoly::x().div_rem(&modulus).1;
        Exact {
            poly: f.poly().clone(),
            slope: f.poly().derivative(),
            modulus,
            values: vec![Some(start)],
        }
    }
    /// `p` of a value modulo the modulus, if that stays small.
    fn apply(&self, p: &RatPoly, x: &RatPoly) -> Option<RatPoly> {
        let mut value = RatPoly::zero();
        for c in p.coeffs().iter().rev() {
            value = (&(&value * x) + &RatPoly::constant(c.clone()))
                .div_rem(&self.modulus)
                .1;
            if value
                .coeffs()
                .iter()
                .any(|c| c.numer().bits() + c.denom().bits() > MAX_EXACT)
            {
                return None;
            }
        }
        Some(value)
    }
    /// Is the orbit at a critical point at this time? `None` if that is not known.
    pub fn is_critical(&mut self, time: usize) -> Option<bool> {
        while self.values.len() <= time {
            let next = self
                .values
                .last()?
                .as_ref()
                .and_then(|x| self.apply(&self.poly, x));
            self.values.push(next);
        }
        let x = self.values[time].as_ref()?;
        self.apply(&self.slope, x)?.is_zero().then_some(true)
    }
}
