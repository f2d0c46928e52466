//! A polynomial with rational coefficients as a self-map of an interval with rational ends: checked exactly.

use crate::num::gcd::{squarefree_decomposition, squarefree_part};
use crate::num::isolate::{count_roots_in, refine, roots_in};
use crate::num::rational::{self, Int, Rat, rat_int};
use crate::num::{IntPoly, RatPoly};
use num_traits::{One, Signed, Zero};

/// The largest degree.
pub const MAX_DEGREE: usize = 24;

/// `p` on `[a, b]`, `a < b`, not constant, with `p([a, b])` inside `[a, b]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolynomialMap {
    poly: RatPoly,
    left: Rat,
    right: Rat,
    turning: Vec<Turning>,
    lipschitz: (Rat, Rat),
}

/// A point strictly inside the domain where the derivative changes its sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turning {
    /// The left end of an interval that isolates it among the critical points.
    pub lo: Rat,
    /// The right end; equal to the left one if the point is rational and was met.
    pub hi: Rat,
    /// Is it a local maximum?
    pub maximum: bool,
}

/// Why a polynomial is no map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PolynomialError {
    /// A constant.
    Constant,
    /// The degree is above [`MAX_DEGREE`].
    Degree(usize),
    /// `p(point) = value` is outside the domain.
    LeavesDomain {
        /// A rational point of the domain.
        point: Rat,
        /// Its value.
        value: Rat,
    },
}

impl PolynomialMap {
    /// The map, if it is one; `left < right`.
    pub fn new(poly: RatPoly, left: Rat, right: Rat) -> Result<PolynomialMap, PolynomialError> {
        let degree = poly.degree().unwrap_or(0);
        if degree == 0 {
            return Err(PolynomialError::Constant);
        }
        if degree > MAX_DEGREE {
            return Err(PolynomialError::Degree(degree));
        }
        let mut map = PolynomialMap {
            turning: turning(&poly, &left, &right),
            lipschitz: (Rat::zero(), Rat::zero()),
            poly,
            left,
            right,
        };
        map.check_self_map()?;
        map.lipschitz = map.steepest();
        Ok(map)
    }
    /// `p`.
    pub fn poly(&self) -> &RatPoly {
        &self.poly
    }
    /// The left end of the domain.
    pub fn left(&self) -> &Rat {
        &self.left
    }
    /// The right end of the domain.
    pub fn right(&self) -> &Rat {
        &self.right
    }
    /// The value at a rational number.
    pub fn eval(&self, x: &Rat) -> Rat {
        self.poly.eval(x)
    }
    /// The turning points strictly inside the domain, increasing.
    pub fn turning(&self) -> &[Turning] {
        &self.turning
    }
    /// `max |p'|` on the domain lies between these; they are equal if it is rational and taken at a point that was met.
    pub fn lipschitz(&self) -> &(Rat, Rat) {
        &self.lipschitz
    }
    /// Does `p` increase on its first lap?
    pub fn increases_first(&self) -> bool {
        match self.turning.first() {
            Some(t) => t.maximum,
            None => self.eval(&self.left) < self.eval(&self.right),
        }
    }
    fn check_self_map(&self) -> Result<(), PolynomialError> {
        let above = &RatPoly::constant(self.right.clone()) - &self.poly;
        let below = &self.poly - &RatPoly::constant(self.left.clone());
        for slack in [above, below] {
            if !non_negative(&slack, &self.left, &self.right) {
                let point = self.negative_point(&slack);
                let value = self.eval(&point);
                return Err(PolynomialError::LeavesDomain { point, value });
            }
        }
        Ok(())
    }
    /// A rational point where the polynomial is negative; there is one.
    fn negative_point(&self, slack: &RatPoly) -> Rat {
        for bits in 1..400u32 {
            let width = Rat::new(Int::one(), Int::one() << bits);
            let near = |t: &Turning| {
                let s = squarefree_part(&self.poly.derivative().to_primitive());
                let (lo, hi) = refine(&s, &t.lo, &t.hi, &width);
                (lo + hi) / rat_int(2)
            };
            let candidates = [self.left.clone(), self.right.clone()];
            let found = candidates
                .into_iter()
                .chain(self.turning.iter().map(near))
                .find(|x| slack.eval(x).is_negative());
            if let Some(x) = found {
                return x;
            }
        }
        self.left.clone()
    }
    fn steepest(&self) -> (Rat, Rat) {
        let slope = self.poly.derivative();
        let bend = slope.derivative();
        let at = |x: &Rat| slope.eval(x).abs();
        let mut low = at(&self.left).max(at(&self.right));
        let mut high = low.clone();
        if bend.is_zero() {
            return (low, high);
        }
        let size = self.left.abs().max(self.right.abs());
        let mut most = Rat::zero();
        for c in bend.coeffs().iter().rev() {
            most = most * &size + c.abs();
        }
        let s = squarefree_part(&bend.to_primitive());
        for (lo, hi) in roots_in(&s, &self.left, &self.right) {
            let width = Rat::new(Int::one(), Int::one() << 60);
            let (mut lo, mut hi) = refine(&s, &lo, &hi, &width);
            if lo < hi {
                // A rational root of moderate size is the simplest number near it.
                let simple = simplest_between(&lo, &hi);
                if s.sign_at(&simple) == 0 {
                    (lo, hi) = (simple.clone(), simple);
                }
            }
            let value = at(&lo);
            if lo != hi {
                let top = &value + (&hi - &lo) * &most;
                high = high.max(round_up(&top, 12));
            } else {
                high = high.max(value.clone());
            }
            low = low.max(value);
        }
        (low, high)
    }
}

/// The least decimal with so many digits that is at least `x`.
pub fn round_up(x: &Rat, digits: u32) -> Rat {
    let scale = rat_int(Int::from(10).pow(digits));
    (x * &scale).ceil() / scale
}

/// Is `g >= 0` on all of `[a, b]`? Exactly: `g` has no root of odd multiplicity inside and is positive somewhere.
pub fn non_negative(g: &RatPoly, a: &Rat, b: &Rat) -> bool {
    if g.is_zero() {
        return true;
    }
    let whole = g.to_primitive();
    let odd = squarefree_decomposition(&whole)
        .into_iter()
        .filter(|(_, m)| m % 2 == 1)
        .fold(IntPoly::one(), |product, (f, _)| &product * &f);
    let ends = [a, b].iter().filter(|x| odd.sign_at(x) == 0).count();
    if odd.degree().unwrap_or(0) > 0 && count_roots_in(&odd, a, b) > ends {
        return false;
    }
    let n = g.degree().unwrap_or(0) as i64 + 2;
    let sample = |k: i64| a + (b - a) * rational::rat(k, n);
    (1..n).any(|k| g.eval(&sample(k)).is_positive())
}

fn turning(poly: &RatPoly, left: &Rat, right: &Rat) -> Vec<Turning> {
    let slope = poly.derivative();
    let whole = slope.to_primitive();
    if whole.degree().unwrap_or(0) == 0 {
        return Vec::new();
    }
    let s = squarefree_part(&whole);
    let inside: Vec<(Rat, Rat)> = roots_in(&s, left, right)
        .into_iter()
        .filter(|(lo, hi)| !(lo == hi && (lo == left || lo == right)))
        .map(|(lo, hi)| separated(&s, lo, hi, left, right))
        .collect();
    let mut gaps = vec![left.clone()];
    gaps.extend(inside.iter().flat_map(|(lo, hi)| [lo.clone(), hi.clone()]));
    gaps.push(right.clone());
    // Between neighbouring critical points the sign is that in the middle of the gap.
    let signs: Vec<i32> = gaps
        .chunks(2)
        .map(|g| rational::sign(&slope.eval(&((&g[0] + &g[1]) / rat_int(2)))))
        .collect();
    inside
        .into_iter()
        .zip(signs.windows(2))
        .filter(|(_, w)| w[0] != w[1])
        .map(|((lo, hi), w)| Turning {
            lo,
            hi,
            maximum: w[0] > 0,
        })
        .collect()
}

/// A rational root as a point, another one in an interval strictly inside the domain, so narrow that gaps stay between.
fn separated(s: &IntPoly, lo: Rat, hi: Rat, left: &Rat, right: &Rat) -> (Rat, Rat) {
    let mut width = (right - left) / rat_int(1024);
    let (mut lo, mut hi) = (lo, hi);
    for _ in 0..64 {
        (lo, hi) = refine(s, &lo, &hi, &width);
        let simple = simplest_between(&lo, &hi);
        if lo < hi && s.sign_at(&simple) == 0 {
            return (simple.clone(), simple);
        }
        if lo == hi || &lo > left && &hi < right && width < Rat::new(Int::one(), Int::one() << 40) {
            break;
        }
        width /= rat_int(16);
    }
    (lo, hi)
}

/// The rational number with the least denominator in `[lo, hi]`.
fn simplest_between(lo: &Rat, hi: &Rat) -> Rat {
    let floor = lo.floor();
    if &floor == lo {
        return floor;
    }
    if &floor + Rat::one() <= *hi {
        return floor + Rat::one();
    }
    let rest = simplest_between(&(hi - &floor).recip(), &(lo - &floor).recip());
    floor + rest.recip()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::rational::rat;

    fn map(coeffs: &[(i64, i64)], a: i64, b: i64) -> Result<PolynomialMap, PolynomialError> {
        let coeffs = coeffs.iter().map(|(p, q)| rat(*p, *q)).collect();
        PolynomialMap::new(RatPoly::new(coeffs), rat(a, 1), rat(b, 1))
    }

    #[test]
    fn extrema_are_exact() {
        let logistic = map(&[(0, 1), (4, 1), (-4, 1)], 0, 1).expect("a self-map");
        assert_eq!(logistic.lipschitz(), &(rat(4, 1), rat(4, 1)));
        // |6x - 6x^2| is largest at 1/2, inside.
        let cubic = map(&[(0, 1), (0, 1), (3, 1), (-2, 1)], 0, 1).expect("a self-map");
        assert_eq!(cubic.lipschitz(), &(rat(3, 2), rat(3, 2)));
        assert_eq!(logistic.turning().len(), 1);
        assert_eq!(logistic.turning()[0].lo, rat(1, 2));
        // Chebyshev polynomials touch the ends of [-1,1], T_5 at irrational points.
        let t5 = [(0, 1), (5, 1), (0, 1), (-20, 1), (0, 1), (16, 1)];
        assert_eq!(map(&t5, -1, 1).expect("a self-map").turning().len(), 4);
        let mut more = t5;
        more[1] = (5001, 1000);
        let Err(PolynomialError::LeavesDomain { point, value }) = map(&more, -1, 1) else {
            panic!("T_5 + x/1000 leaves [-1,1]");
        };
        assert!(value.abs() > Rat::one() && point.abs() <= Rat::one());
        assert_eq!(map(&[(1, 2)], 0, 1), Err(PolynomialError::Constant));
        // x^3 has a critical point that is no turning point.
        assert_eq!(
            map(&[(0, 1), (0, 1), (0, 1), (1, 1)], -1, 1)
                .expect("a self-map")
                .turning(),
            []
        );
    }
}
