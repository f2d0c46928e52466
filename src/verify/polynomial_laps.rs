//! Laps of the iterates of a polynomial, recomputed from where the orbits of its ends and turning points lie.
//!
//! A point is a turning point of `f^t` exactly if one of its first `t` iterates (the point itself first) is one of `f`. So
//! `laps(f^t on [u,v])` is the sum over the parts into which the turning points strictly inside cut `[u,v]` of the laps of
//! `f^(t-1)` on their images. Orbits are enclosed in intervals of fixed-point numbers; that an orbit meets a turning point is
//! decided by exact arithmetic modulo the factors of odd multiplicity of `p'`. What stays undecided is refused.

use super::limits::Budget;
use super::polynomial::Stated;
use super::reason::Reason;
use crate::num::polynomial::RatPoly;
use crate::num::rational::{Int, Rat, rat_int};
use num_integer::Integer;
use num_traits::{One, Zero};
use std::collections::HashMap;

const PRECISIONS: [u32; 4] = [256, 1_024, 2_500, 7_000];
const MAX_EXACT: u64 = 6_000;

/// Which orbit, and after how many steps: 0 the left end, 1 the right end, `j + 2` turning point `j`.
type Moment = (usize, usize);

/// Where a point lies.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Right of so many turning points, at none.
    Lap(usize),
    /// At this turning point.
    At(usize),
}

impl Place {
    /// The turning points at or left of the place, and those strictly left of it.
    fn passed(self) -> (usize, usize) {
        match self {
            Place::Lap(n) => (n, n),
            Place::At(j) => (j + 1, j),
        }
    }
}

/// `laps(f,t)` for `t = 1..=upto`.
pub fn laps(budget: &Budget, f: &Stated, upto: usize) -> Result<Vec<Int>, Reason> {
    let mut orbits = Vec::new();
    for seed in 0..f.turning.len() + 2 {
        orbits.push(orbit(budget, f, seed, upto)?);
    }
    let place = |(seed, time): Moment| orbits[seed].get(time).copied();
    let undecided = || Reason::SignUndecided {
        bits: u64::from(PRECISIONS[3]),
    };
    let after = |(seed, time): Moment, place: Place| match place {
        Place::At(j) => (j + 2, 1),
        Place::Lap(_) => (seed, time + 1),
    };
    let mut parts: HashMap<(Moment, Moment), Int> = HashMap::from([(((0, 0), (1, 0)), Int::one())]);
    let mut out = Vec::with_capacity(upto);
    for _ in 0..upto {
        budget.spend(20 * parts.len() as u64)?;
        let mut next: HashMap<(Moment, Moment), Int> = HashMap::new();
        for ((u, v), count) in &parts {
            let (p, q) = (
                place(*u).ok_or_else(undecided)?,
                place(*v).ok_or_else(undecided)?,
            );
            let ((u, p), (v, q)) = if p.passed() <= q.passed() {
                ((*u, p), (*v, q))
            } else {
                ((*v, q), (*u, p))
            };
            let mut last = after(u, p);
            let inside = (p.passed().0..q.passed().1).map(|j| (j + 2, 1));
            for stop in inside.chain([after(v, q)]) {
                *next.entry((last, stop)).or_insert_with(Int::zero) += count;
                last = stop;
            }
        }
        parts = next;
        out.push(parts.values().sum());
    }
    Ok(out)
}

/// The places of one orbit at times `0..=upto`, fewer if it comes to a turning point after time 0.
fn orbit(budget: &Budget, f: &Stated, seed: usize, upto: usize) -> Result<Vec<Place>, Reason> {
    let mut exact = Exact::new(f, seed);
    let mut best = Vec::new();
    for bits in PRECISIONS {
        let grid = Grid::new(budget, f, bits)?;
        best = grid.orbit(budget, seed, upto, &mut exact)?;
        let met = best.len() > 1 && matches!(best.last(), Some(Place::At(_)));
        if met || best.len() > upto {
            break;
        }
    }
    Ok(best)
}

/// Intervals with ends that are multiples of `2^-bits`.
struct Grid<'a> {
    f: &'a Stated,
    bits: u32,
    turning: Vec<(Int, Int)>,
}

impl<'a> Grid<'a> {
    fn new(budget: &Budget, f: &'a Stated, bits: u32) -> Result<Grid<'a>, Reason> {
        let mut turning = Vec::new();
        for (lo, hi) in &f.turning {
            let (mut lo, mut hi) = (lo.clone(), hi.clone());
            let width = Rat::new(Int::one(), Int::one() << bits);
            let left = f.odd.sign_at(&lo);
            if left == 0 {
                hi = lo.clone();
            } else if f.odd.sign_at(&hi) == 0 {
                lo = hi.clone();
            }
            while &hi - &lo > width {
                budget.evaluate(f.odd.degree().unwrap_or(0), &lo)?;
                let middle = (&lo + &hi) / rat_int(2);
                match f.odd.sign_at(&middle) {
                    0 => (lo, hi) = (middle.clone(), middle),
                    s if s == left => lo = middle,
                    _ => hi = middle,
                }
            }
            turning.push((floor(&lo, bits), ceil(&hi, bits)));
        }
        Ok(Grid { f, bits, turning })
    }
    fn orbit(
        &self,
        budget: &Budget,
        seed: usize,
        upto: usize,
        exact: &mut Exact,
    ) -> Result<Vec<Place>, Reason> {
        let (a, b) = &self.f.ends;
        let (mut now, first) = match seed {
            0 => ((floor(a, self.bits), ceil(a, self.bits)), Place::Lap(0)),
            1 => (
                (floor(b, self.bits), ceil(b, self.bits)),
                Place::Lap(self.turning.len()),
            ),
            j => (self.turning[j - 2].clone(), Place::At(j - 2)),
        };
        let mut out = vec![first];
        let words = u64::from(self.bits) / 64 + 1;
        for time in 1..=upto {
            budget.spend(30 * self.f.poly.coeffs().len() as u64 * words * words)?;
            now = self.image(&now);
            match self.place(&now, time, exact)? {
                None => break,
                Some(place) => out.push(place),
            }
            if matches!(out.last(), Some(Place::At(_))) {
                break;
            }
        }
        Ok(out)
    }
    /// An interval around the images of the part of the domain inside the given one: within `L` times half its length of
    /// the image of its middle.
    fn image(&self, (lo, hi): &(Int, Int)) -> (Int, Int) {
        let unit = rat_int(Int::one() << self.bits);
        let lo = (Rat::from_integer(lo.clone()) / &unit).max(self.f.ends.0.clone());
        let hi = (Rat::from_integer(hi.clone()) / &unit).min(self.f.ends.1.clone());
        let middle = (&lo + &hi) / rat_int(2);
        let value = self.f.poly.eval(&middle);
        let reach = &self.f.lipschitz * (hi - lo) / rat_int(2);
        (
            floor(&(&value - &reach), self.bits),
            ceil(&(value + reach), self.bits),
        )
    }
    /// `None` if this precision does not tell.
    fn place(
        &self,
        (lo, hi): &(Int, Int),
        time: usize,
        exact: &mut Exact,
    ) -> Result<Option<Place>, Reason> {
        let passed = self.turning.iter().filter(|(_, t)| t < lo).count();
        let near = self.turning[passed..]
            .iter()
            .filter(|(t, _)| t <= hi)
            .count();
        Ok(match near {
            0 => Some(Place::Lap(passed)),
            1 if self.holds_one(passed, lo, hi) && exact.at_turning(time) => {
                Some(Place::At(passed))
            }
            _ => None,
        })
    }
    /// Does the interval lie where turning point `j` is the only root of the odd part?
    fn holds_one(&self, j: usize, lo: &Int, hi: &Int) -> bool {
        // Between the isolating intervals of its neighbours (or the ends) there is no other turning point; roots of the odd
        // part at the ends of the domain are kept away.
        let (a, b) = &self.f.ends;
        let before = j
            .checked_sub(1)
            .map_or(floor(a, self.bits) + 1, |i| self.turning[i].1.clone());
        let after = self
            .turning
            .get(j + 1)
            .map_or(ceil(b, self.bits) - 1, |t| t.0.clone());
        &before < lo && hi < &after
    }
}

/// The exact orbit of a seed: polynomials in the seed modulo one that vanishes there.
struct Exact<'a> {
    f: &'a Stated,
    modulus: RatPoly,
    values: Vec<Option<RatPoly>>,
}

impl<'a> Exact<'a> {
    fn new(f: &'a Stated, seed: usize) -> Exact<'a> {
        let linear = |x: &Rat| RatPoly::new(vec![-x, Rat::one()]);
        let modulus = match seed {
            0 => linear(&f.ends.0),
            1 => linear(&f.ends.1),
            j => match &f.turning[j - 2] {
                (lo, hi) if lo == hi => linear(lo),
                _ => f.odd.to_rat(),
            },
        };
        let start = RatPoly::x().div_rem(&modulus).1;
        Exact {
            f,
            modulus,
            values: vec![Some(start)],
        }
    }
    fn apply(&self, p: &RatPoly, x: &RatPoly) -> Option<RatPoly> {
        let mut value = RatPoly::zero();
        for c in p.coeffs().iter().rev() {
            let next = &(&value * x) + &RatPoly::constant(c.clone());
            value = next.div_rem(&self.modulus).1;
            let large = |c: &Rat| c.numer().bits() + c.denom().bits() > MAX_EXACT;
            if value.coeffs().iter().any(large) {
                return None;
            }
        }
        Some(value)
    }
    /// Is it proved that the orbit is at a root of the odd part of `p'` at this time?
    fn at_turning(&mut self, time: usize) -> bool {
        while self.values.len() <= time {
            let next = match self.values.last() {
                Some(Some(x)) => self.apply(&self.f.poly, x),
                _ => None,
            };
            self.values.push(next);
        }
        let odd = self.f.odd.to_rat();
        let value = self.values[time].as_ref().and_then(|x| self.apply(&odd, x));
        value.is_some_and(|v| v.is_zero())
    }
}

fn floor(x: &Rat, bits: u32) -> Int {
    (x.numer() << bits).div_floor(x.denom())
}

fn ceil(x: &Rat, bits: u32) -> Int {
    -((-x.numer()) << bits).div_floor(x.denom())
}
