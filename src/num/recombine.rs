//! Recombination of lifted modular factors into factors over the integers (Zassenhaus 1969; the trace test is
//! Abbott, Shoup and Zimmermann 2000).

use super::hensel::{lift, reduced};
use super::kronecker::product;
use super::modpoly::{ModPoly, Residues};
use super::polynomial::{IntPoly, Poly};
use super::rational::Int;
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

/// How many subsets are looked at before giving up (some tenths of a second).
const BUDGET: u64 = 50_000_000;

/// The irreducible factors of the squarefree primitive polynomial `f` from its monic factors modulo a prime, and whether
/// all are proven irreducible. `possible[d]`: may a factor have degree `d`?
pub(super) fn recombine(
    f: IntPoly,
    modular: &[Residues],
    arithmetic: &ModPoly,
    possible: &[bool],
) -> (Vec<IntPoly>, bool) {
    let bound = coefficient_bound(&f);
    // The smallest power above twice the bound, up to a few per cent: 32 primes multiply to above 2^(bits - 1).
    let block = Int::from(arithmetic.prime()).pow(32).bits() - 1;
    let exponent = ((bound.bits() + 1) * 32 / block + 1) as u32;
    let (lifted, modulus) = lift(&f, modular, arithmetic, exponent);
    let mut search = Search {
        rest: f,
        lifted,
        modulus,
        possible,
        left: BUDGET,
        traces: Vec::new(),
        slack: 0,
    };
    let mut out = Vec::new();
    let mut size = 1;
    while 2 * size <= search.lifted.len() {
        search.prepare();
        match search.find(size) {
            Outcome::Found(chosen, factor) => {
                search.remove(&chosen, &factor);
                out.push(factor);
            }
            Outcome::Nothing => size += 1,
            Outcome::Tired => {
                out.push(search.rest);
                return (out, false);
            }
        }
    }
    if search.rest.degree() != Some(0) {
        out.push(search.rest);
    }
    (out, true)
}

/// A bound on the coefficients of `lead(f) * g / lead(g)` for every factor `g` of `f` (Mignotte 1974):
/// `lead * 2^(n-1) * |f|_2`, doubled.
fn coefficient_bound(f: &IntPoly) -> Int {
    let n = f.degree().unwrap_or(0);
    let square: Int = f.coeffs().iter().map(|c| c * c).sum();
    (f.leading().abs() * (square.sqrt() + 1u32)) << n
}

/// A power of two that is at least the modulus of every root (Fujiwara 1916).
fn root_bound_bits(f: &IntPoly) -> u64 {
    let n = f.degree().unwrap_or(0);
    let lead = f.leading().bits();
    let exponent =
        |(i, c): (usize, &Int)| (c.bits() + 1).saturating_sub(lead).div_ceil((n - i) as u64);
    1 + f.coeffs()[..n]
        .iter()
        .enumerate()
        .filter(|(_, c)| !c.is_zero())
        .map(exponent)
        .max()
        .unwrap_or(0)
}

struct Search<'a> {
    rest: IntPoly,
    lifted: Vec<IntPoly>,
    modulus: Int,
    possible: &'a [bool],
    left: u64,
    /// For each factor: its second coefficient times the leading one, as a fraction of the modulus times `2^64`.
    traces: Vec<u64>,
    /// The trace of a true factor is at most this, as such a fraction.
    slack: u64,
}

enum Outcome {
    Found(Vec<usize>, IntPoly),
    Nothing,
    Tired,
}

impl Search<'_> {
    fn prepare(&mut self) {
        let lead = self.rest.leading();
        let trace = |g: &IntPoly| {
            let d = g.degree().expect("a factor is not zero");
            let t = (g.coeff(d - 1) * &lead).mod_floor(&self.modulus);
            ((t << 64u32) / &self.modulus)
                .to_u64()
                .expect("a fraction below one")
        };
        self.traces = self.lifted.iter().map(trace).collect();
        let n = self.rest.degree().unwrap_or(0);
        let bound: Int = (lead.abs() * n) << root_bound_bits(&self.rest);
        self.slack = ((bound << 64u32) / &self.modulus + 1u32)
            .to_u64()
            .unwrap_or(u64::MAX);
    }
    fn find(&mut self, size: usize) -> Outcome {
        let mut chosen = Vec::with_capacity(size);
        self.descend(size, 0, 0, &mut chosen)
    }
    fn descend(&mut self, size: usize, from: usize, sum: u64, chosen: &mut Vec<usize>) -> Outcome {
        let missing = size - chosen.len();
        if missing == 0 {
            return self.test(sum, chosen);
        }
        // Of a subset of exactly half the factors and its complement, look at the one with the first factor.
        let halves = chosen.is_empty() && 2 * size == self.lifted.len();
        let until = if halves {
            1
        } else {
            self.lifted.len() + 1 - missing
        };
        for i in from..until {
            if self.left == 0 {
                return Outcome::Tired;
            }
            self.left -= 1;
            let sum = sum.wrapping_add(self.traces[i]);
            // The last level is the hot one: test before pushing.
            if missing == 1 && !self.plausible(sum, size) {
                continue;
            }
            chosen.push(i);
            match self.descend(size, i + 1, sum, chosen) {
                Outcome::Nothing => chosen.pop(),
                other => return other,
            };
        }
        Outcome::Nothing
    }
    /// Could a sum of `size` fractions, each rounded down, be within `slack` of zero modulo `2^64`?
    fn plausible(&self, sum: u64, size: usize) -> bool {
        let Some(reach) = self.slack.checked_add(size as u64).filter(|r| r >> 63 == 0) else {
            return true;
        };
        sum.wrapping_add(reach) <= 2 * reach
    }
    fn test(&mut self, sum: u64, chosen: &[usize]) -> Outcome {
        let degree: usize = chosen
            .iter()
            .map(|&i| self.lifted[i].degree().unwrap_or(0))
            .sum();
        if !self.plausible(sum, chosen.len()) || !self.possible[degree] {
            return Outcome::Nothing;
        }
        self.left = self.left.saturating_sub(1_000);
        let lead = self.rest.leading();
        let constant = chosen.iter().fold(lead.clone(), |c, &i| {
            (c * self.lifted[i].coeff(0)).mod_floor(&self.modulus)
        });
        let constant = self.symmetric(constant);
        if constant.is_zero() || !(&lead * self.rest.coeff(0)).is_multiple_of(&constant) {
            return Outcome::Nothing;
        }
        self.left = self.left.saturating_sub(50_000);
        let times =
            |acc: IntPoly, &i: &usize| reduced(&product(&acc, &self.lifted[i]), &self.modulus);
        let candidate = chosen.iter().fold(Poly::constant(lead), times);
        let candidate = Poly::new(
            candidate
                .coeffs()
                .iter()
                .map(|c| self.symmetric(c.clone()))
                .collect(),
        )
        .primitive();
        match self.rest.exact_div(&candidate) {
            Some(_) if candidate.degree() == Some(degree) => {
                Outcome::Found(chosen.to_vec(), candidate)
            }
            _ => Outcome::Nothing,
        }
    }
    fn symmetric(&self, c: Int) -> Int {
        if (&c << 1u32) > self.modulus {
            c - &self.modulus
        } else {
            c
        }
    }
    fn remove(&mut self, chosen: &[usize], factor: &IntPoly) {
        self.rest = self
            .rest
            .exact_div(factor)
            .expect("a factor that was tested");
        let mut index = 0;
        self.lifted.retain(|_| {
            index += 1;
            !chosen.contains(&(index - 1))
        });
        debug_assert!(self.modulus > Int::one());
    }
}
