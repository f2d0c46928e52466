//! Laps of the iterates of a polynomial, exactly: only where the orbits of its ends and turning points lie matters.
//!
//! `laps(f^t on [u,v])` is the sum of the laps of `f^(t-1)` on the images of the parts into which the turning points inside
//! cut `[u,v]`, because a turning point of `f^(t-1)`, `f` or both never cancels: near a point that some iterate before the
//! `t`-th sends to a turning point, `f^t` is a fold. The orbits are followed in balls of fixed-point numbers; that an orbit
//! meets a turning point is proved by exact arithmetic modulo the squarefree part of `p'`.

use crate::map::PolynomialMap;
use crate::num::gcd::squarefree_part;
use crate::num::isolate::refine;
use crate::num::rational::{Int, Rat};
use crate::num::{IntPoly, RatPoly};
use num_integer::Integer;
use num_traits::{One, Signed, Zero};
use std::collections::BTreeMap;

/// The precisions that are tried, in bits.
const BITS: [u32; 4] = [192, 768, 2_048, 6_000];
/// The size, in bits, up to which exact orbits are followed.
const MAX_EXACT: u64 = 3_000;

/// A number with an error, both times `2^bits`.
#[derive(Clone)]
struct Ball {
    mid: Int,
    radius: Int,
}

/// Where a point of the domain lies: on lap `j` (`2j`), or at turning point `j` (`2j+1`).
type Place = usize;

/// An orbit followed: the left end (0), the right end (1), or turning point `j` (`j+2`), and the time.
type Moment = (usize, usize);

/// `laps(f,t)` for `t = 1, 2, ..., upto`; fewer if some position cannot be decided.
pub fn laps_upto(f: &PolynomialMap, upto: usize) -> Vec<Int> {
    let places = places(f, upto);
    let known = |(seed, time): Moment| places[seed].get(time).copied();
    let mut parts: BTreeMap<(Moment, Moment), Int> =
        BTreeMap::from([(((0, 0), (1, 0)), Int::one())]);
    let mut out = Vec::new();
    for _ in 0..upto {
        let mut next: BTreeMap<(Moment, Moment), Int> = BTreeMap::new();
        for ((u, v), count) in &parts {
            let (Some(from), Some(to)) = (known(*u), known(*v)) else {
                return out;
            };
            let (u, v, from, to) = if from <= to {
                (*u, *v, from, to)
            } else {
                (*v, *u, to, from)
            };
            let mut stops = vec![image(u, from)];
            // Turning points strictly between: their odd places lie strictly between those of the ends.
            stops.extend((from / 2 + from % 2..to.div_ceil(2) - to % 2).map(|j| (j + 2, 1)));
            stops.push(image(v, to));
            for w in stops.windows(2) {
                *next.entry((w[0].min(w[1]), w[0].max(w[1]))).or_default() += count;
            }
        }
        parts = next;
        out.push(parts.values().sum());
    }
    out
}

/// The moment after this one; an orbit that meets a turning point goes on as that point's.
fn image((seed, time): Moment, place: Place) -> Moment {
    if place % 2 == 1 {
        (place / 2 + 2, 1)
    } else {
        (seed, time + 1)
    }
}

/// The places of each seed's orbit from time 0 on, until it meets a turning point or cannot be decided.
fn places(f: &PolynomialMap, upto: usize) -> Vec<Vec<Place>> {
    let critical = squarefree_part(&f.poly().derivative().to_primitive());
    let mut out = vec![Vec::new(); f.turning().len() + 2];
    for (seed, found) in out.iter_mut().enumerate() {
        let mut exact = Exact::new(f, &critical, seed);
        for bits in BITS {
            let walk = Walk::new(f, &critical, bits);
            *found = walk.orbit(seed, upto, &mut exact);
            let met = found.last().is_some_and(|p| p % 2 == 1) && found.len() > 1;
            if met || found.len() > upto {
                break;
            }
        }
        if seed >= 2 {
            // A turning point is at its own place; the orbit from time 1 on is what was followed.
            found[0] = 2 * (seed - 2) + 1;
        }
    }
    out
}

/// The arithmetic of one precision.
struct Walk<'a> {
    f: &'a PolynomialMap,
    bits: u32,
    numerators: Vec<Int>,
    denominator: Int,
    turning: Vec<(Int, Int)>,
    ends: (Int, Int),
}

impl Walk<'_> {
    fn new<'a>(f: &'a PolynomialMap, critical: &IntPoly, bits: u32) -> Walk<'a> {
        let coeffs = f.poly().coeffs();
        let denominator = coeffs.iter().fold(Int::one(), |d, c| d.lcm(c.denom()));
        let width = Rat::new(Int::one(), Int::one() << bits);
        let turning = f.turning().iter().map(|t| {
            let (lo, hi) = refine(critical, &t.lo, &t.hi, &width);
            (floor(&lo, bits), ceil(&hi, bits))
        });
        Walk {
            f,
            bits,
            numerators: coeffs
                .iter()
                .map(|c| c.numer() * (&denominator / c.denom()))
                .collect(),
            turning: turning.collect(),
            ends: (ceil(f.left(), bits), floor(f.right(), bits)),
            denominator,
        }
    }
    fn start(&self, seed: usize) -> Ball {
        let (lo, hi) = match seed {
            0 => (
                floor(self.f.left(), self.bits),
                ceil(self.f.left(), self.bits),
            ),
            1 => (
                floor(self.f.right(), self.bits),
                ceil(self.f.right(), self.bits),
            ),
            j => self.turning[j - 2].clone(),
        };
        Ball {
            radius: &hi - &lo,
            mid: lo,
        }
    }
    /// `|p(x) - p(m)| <= L |x - m|` for `x`, `m` in the domain.
    fn step(&self, ball: &Ball) -> Ball {
        let mut ball = ball.clone();
        if ball.mid < self.ends.0 {
            (ball.mid, ball.radius) = (self.ends.0.clone(), ball.radius + 1);
        }
        if ball.mid > self.ends.1 {
            (ball.mid, ball.radius) = (self.ends.1.clone(), ball.radius + 1);
        }
        let degree = self.numerators.len() as u32 - 1;
        let mut value = Int::zero();
        for (i, c) in self.numerators.iter().enumerate().rev() {
            value = value * &ball.mid + (c << (self.bits * (degree - i as u32)));
        }
        let scale = &self.denominator << (self.bits * (degree - 1));
        let lipschitz = &self.f.lipschitz().1;
        Ball {
            mid: value.div_floor(&scale),
            radius: (ball.radius * lipschitz.numer()).div_floor(lipschitz.denom()) + 2,
        }
    }
    /// Places of the orbit until it meets a turning point after time 0, up to `upto`, or as far as they can be decided.
    fn orbit(&self, seed: usize, upto: usize, exact: &mut Exact) -> Vec<Place> {
        let mut ball = self.start(seed);
        let mut out = Vec::new();
        for time in 0..=upto {
            let place = match (time, seed) {
                (0, 0) => Some(0),
                (0, 1) => Some(2 * self.turning.len()),
                (0, j) => Some(2 * (j - 2)),
                _ => self.place(&ball, time, exact),
            };
            let Some(place) = place else { break };
            out.push(place);
            if place % 2 == 1 {
                break;
            }
            ball = self.step(&ball);
        }
        out
    }
    fn place(&self, ball: &Ball, time: usize, exact: &mut Exact) -> Option<Place> {
        let (low, high) = (&ball.mid - &ball.radius, &ball.mid + &ball.radius);
        let j = self.turning.partition_point(|(_, hi)| hi < &low);
        match self.turning.get(j) {
            None => Some(2 * j),
            Some((lo, _)) if &high < lo => Some(2 * j),
            Some(_) if self.turning.get(j + 1).is_some_and(|(lo, _)| lo <= &high) => None,
            // The orbit is at some critical point, and this turning point is the only one near.
            Some(_) => {
                (exact.is_critical(time)? && self.alone(j, &low, &high)).then_some(2 * j + 1)
            }
        }
    }
    /// Is no critical point but turning point `j` between these? Isolating intervals hold one each.
    fn alone(&self, j: usize, low: &Int, high: &Int) -> bool {
        let t = &self.f.turning()[j];
        if t.lo == t.hi {
            // A rational turning point: the orbit is there exactly if its exact value says so; the ball holds one root.
            let s = squarefree_part(&self.f.poly().derivative().to_primitive());
            let end = |x: &Int| Rat::new(x.clone(), Int::one() << self.bits);
            return crate::num::isolate::count_roots_in(
                &s,
                &end(low).min(t.lo.clone()),
                &end(high).max(t.hi.clone()),
            ) == 1;
        }
        floor(&t.lo, self.bits) <= *low && *high <= ceil(&t.hi, self.bits)
    }
}

/// The exact orbit of a seed as long as its numbers are small: a rational number, or a polynomial in the turning point.
struct Exact {
    poly: RatPoly,
    slope: RatPoly,
    /// The seed is a root of it.
    modulus: RatPoly,
    values: Vec<Option<RatPoly>>,
}

impl Exact {
    fn new(f: &PolynomialMap, critical: &IntPoly, seed: usize) -> Exact {
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
    fn is_critical(&mut self, time: usize) -> Option<bool> {
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

fn floor(x: &Rat, bits: u32) -> Int {
    (x.numer() << bits).div_floor(x.denom())
}

fn ceil(x: &Rat, bits: u32) -> Int {
    -(-x.numer() << bits).div_floor(x.denom())
}

/// Rational points for an inner covering graph of a polynomial.
///
/// For each end and turning point `c` the point nearest to `f(c)`, on the side on which the values lie, that comes to a
/// turning point within `order` steps is followed to that turning point, in small intervals each of which `f` maps into the
/// next: between these intervals all images end at points again, and only what lies beyond is lost. Finite orbits of
/// rational ends and turning points are taken as they are.
pub fn inner_points(f: &PolynomialMap, order: usize) -> Vec<Rat> {
    let mut points = vec![f.left().clone(), f.right().clone()];
    let critical = squarefree_part(&f.poly().derivative().to_primitive());
    let steep = f.lipschitz().1.ceil().to_integer().bits() as u32;
    let grid = (30 + steep * order as u32).min(220);
    let fine = 2 * grid + 64;
    let walk = Walk::new(f, &critical, fine);
    let middles: Vec<Int> = walk.turning.iter().map(|(lo, hi)| (lo + hi) / 2).collect();
    let n = f.turning().len();
    for seed in 0..n + 2 {
        let exact = match seed {
            0 => Some(f.left().clone()),
            1 => Some(f.right().clone()),
            j => Some(&f.turning()[j - 2])
                .filter(|t| t.lo == t.hi)
                .map(|t| t.lo.clone()),
        };
        if let Some(orbit) = exact.as_ref().and_then(|x| finite_orbit(f, x)) {
            points.extend(orbit);
            continue;
        }
        let above = match seed {
            0 => f.increases_first(),
            1 => f.increases_first() == (n % 2 == 1),
            j => !f.turning()[j - 2].maximum,
        };
        let start = walk.start(seed);
        if seed >= 2 {
            let width = Int::one() << (fine - grid);
            points.extend([
                down(&(&start.mid - &width), grid, fine),
                up(&(start.mid.clone() + width), grid, fine),
            ]);
        }
        let value = walk.step(&start).mid;
        points.extend(chain(&walk, &middles, value, above, order, grid));
    }
    points.retain(|x| f.left() <= x && x <= f.right());
    points.sort();
    points.dedup();
    points
}

/// The orbit of a rational number, if it closes before its numbers grow.
fn finite_orbit(f: &PolynomialMap, x: &Rat) -> Option<Vec<Rat>> {
    let mut orbit = vec![x.clone()];
    for _ in 0..40 {
        let next = f.eval(orbit.last()?);
        if orbit.contains(&next) {
            return Some(orbit);
        }
        if next.numer().bits() + next.denom().bits() > 256 {
            return None;
        }
        orbit.push(next);
    }
    None
}

fn chain(
    walk: &Walk,
    middles: &[Int],
    value: Int,
    above: bool,
    order: usize,
    grid: u32,
) -> Vec<Rat> {
    let next = |x: &Int| {
        walk.step(&Ball {
            mid: x.clone(),
            radius: Int::zero(),
        })
        .mid
    };
    // The first time at which a turning point lies between the orbits.
    let meets = |x: &Int| {
        let (mut x, mut y) = (x.clone(), value.clone());
        for time in 0..=order {
            let (lo, hi) = ((&x).min(&y), (&x).max(&y));
            if middles.iter().any(|c| lo < c && c < hi) {
                return Some(time);
            }
            (x, y) = (next(&x), next(&y));
        }
        None
    };
    let mut far = if above {
        walk.ends.1.clone()
    } else {
        walk.ends.0.clone()
    };
    let mut near = value.clone();
    let Some(mut time) = meets(&far) else {
        return Vec::new();
    };
    while (&far - &near).abs() > Int::one() {
        let middle: Int = (&far + &near) >> 1;
        match meets(&middle) {
            Some(t) => (far, time) = (middle, t),
            None => near = middle,
        }
    }
    let fine = walk.bits;
    let (mut lo, mut hi) = (
        down((&far).min(&near), grid, fine),
        up((&far).max(&near), grid, fine),
    );
    let mut out = Vec::new();
    for _ in 0..time {
        out.extend([lo.clone(), hi.clone()]);
        let (u, v) = (walk.f.eval(&lo), walk.f.eval(&hi));
        let scale = |x: &Rat| floor(x, fine);
        (lo, hi) = (
            down(&scale((&u).min(&v)), grid, fine),
            up(&(scale((&u).max(&v)) + 1), grid, fine),
        );
    }
    out.extend([lo, hi]);
    out
}

/// The grid point of width `2^-grid` at or below a number that is given times `2^fine`.
fn down(x: &Int, grid: u32, fine: u32) -> Rat {
    Rat::new(x >> (fine - grid), Int::one() << grid)
}

fn up(x: &Int, grid: u32, fine: u32) -> Rat {
    -down(&-x, grid, fine)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::rational::rat;

    fn map(coeffs: &[(i64, i64)], a: (i64, i64), b: (i64, i64)) -> PolynomialMap {
        let coeffs = coeffs.iter().map(|(p, q)| rat(*p, *q)).collect();
        PolynomialMap::new(RatPoly::new(coeffs), rat(a.0, a.1), rat(b.0, b.1)).expect("a self-map")
    }

    /// Laps by brute force: sign changes of the values of `f^t` on a fine grid, in floating point.
    fn sampled(f: &PolynomialMap, t: usize) -> usize {
        let coeffs: Vec<f64> = f
            .poly()
            .coeffs()
            .iter()
            .map(|c| num_traits::ToPrimitive::to_f64(c).expect("small"))
            .collect();
        let end = |x: &Rat| num_traits::ToPrimitive::to_f64(x).expect("small");
        let (a, b) = (end(f.left()), end(f.right()));
        let n = 400_000;
        let value = |i: usize| {
            let mut x = a + (b - a) * (i as f64 + 0.137) / (n as f64 + 1.0);
            for _ in 0..t {
                x = coeffs.iter().rev().fold(0.0, |s, c| s * x + c);
            }
            x
        };
        let values: Vec<f64> = (0..n).map(value).collect();
        let rising: Vec<bool> = values.windows(2).map(|w| w[0] < w[1]).collect();
        1 + rising.windows(2).filter(|w| w[0] != w[1]).count()
    }

    #[test]
    fn laps_agree_with_fine_sampling() {
        let maps = [
            map(&[(0, 1), (4, 1), (-4, 1)], (0, 1), (1, 1)),
            map(&[(0, 1), (383, 100), (-383, 100)], (0, 1), (1, 1)),
            map(&[(0, 1), (37, 10), (-37, 10)], (0, 1), (1, 1)),
            map(&[(-7, 4), (0, 1), (1, 1)], (-7, 4), (7, 4)),
            map(&[(0, 1), (-3, 1), (0, 1), (4, 1)], (-1, 1), (1, 1)),
            map(&[(0, 1), (-5, 2), (0, 1), (3, 1)], (-1, 1), (1, 1)),
            map(&[(0, 1), (2, 1), (0, 1), (-2, 1)], (-1, 1), (1, 1)),
        ];
        for f in &maps {
            let laps = laps_upto(f, 5);
            assert_eq!(laps.len(), 5, "{:?}", f.poly());
            for (t, n) in laps.iter().enumerate() {
                assert_eq!(
                    *n,
                    Int::from(sampled(f, t + 1)),
                    "f^{} of {:?}",
                    t + 1,
                    f.poly()
                );
            }
        }
        let full: Vec<Int> = (1..=40).map(|t| Int::one() << t).collect();
        assert_eq!(laps_upto(&maps[0], 40), full);
    }

    #[test]
    fn points_stay_few_and_inside() {
        let f = map(&[(0, 1), (39, 10), (-39, 10)], (0, 1), (1, 1));
        let points = inner_points(&f, 16);
        assert!(points.len() > 8 && points.len() < 60, "{}", points.len());
        let full = map(&[(0, 1), (4, 1), (-4, 1)], (0, 1), (1, 1));
        assert_eq!(inner_points(&full, 16), [rat(0, 1), rat(1, 2), rat(1, 1)]);
    }
}
