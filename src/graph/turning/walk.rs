//! Orbits of ends and turning points in balls of fixed-point numbers of one precision.

use super::exact::Exact;
use crate::map::PolynomialMap;
use crate::num::IntPoly;
use crate::num::gcd::squarefree_part;
use crate::num::isolate::refine;
use crate::num::rational::{Int, Rat};
use num_integer::Integer;
use num_traits::{One, Zero};

/// A number with an error, both times `2^bits`.
#[derive(Clone)]
pub struct Ball {
    pub mid: Int,
    pub radius: Int,
}

/// Where a point of the domain lies: on lap `j` (`2j`), or at turning point `j` (`2j+1`).
pub type Place = usize;

/// The arithmetic of one precision.
pub struct Walk<'a> {
    pub f: &'a PolynomialMap,
    pub bits: u32,
    numerators: Vec<Int>,
    denominator: Int,
    pub turning: Vec<(Int, Int)>,
    pub ends: (Int, Int),
}

impl Walk<'_> {
    pub fn new<'a>(f: &'a PolynomialMap, critical: &IntPoly, bits: u32) -> Walk<'a> {
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
    pub fn start(&self, seed: usize) -> Ball {
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
    pub fn step(&self, ball: &Ball) -> Ball {
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
    pub fn orbit(&self, seed: usize, upto: usize, exact: &mut Exact) -> Vec<Place> {
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

pub fn floor(x: &Rat, bits: u32) -> Int {
    (x.numer() << bits).div_floor(x.denom())
}

fn ceil(x: &Rat, bits: u32) -> Int {
    -(-x.numer() << bits).div_floor(x.denom())
}
