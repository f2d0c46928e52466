//! Vectors over one common denominator, and their sums along the rows and columns of the covering matrix.
//!
//! Rows are blocks, so both sums are differences of prefix sums; with one denominator these are sums of integers.

use super::exact::Elem;
use super::limits::Budget;
use super::reason::Reason;
use crate::num::rational::{Int, Rat};
use num_integer::Integer;
use num_traits::{One, Zero};

/// A vector of field elements `sum_k num[k][i] alpha^k / den`.
#[derive(Clone, Debug)]
pub struct Vector {
    num: Vec<Vec<Int>>,
    den: Int,
    length: usize,
}

impl Vector {
    /// The vector with these entries.
    pub fn new(budget: &Budget, entries: &[Elem]) -> Result<Vector, Reason> {
        let mut den = Int::one();
        let words = |n: &Int| n.bits() / 64 + 1;
        for entry in entries {
            let d = entry.denominator();
            if !(&den % d).is_zero() {
                let (long, short) = (words(&den), words(d));
                budget.spend(20 * short.saturating_mul(short) + 8 * long.saturating_mul(short))?;
                den *= d / (&den % d).gcd(d);
            }
        }
        let degree = entries
            .iter()
            .map(|e| e.numerators().len())
            .max()
            .unwrap_or(0);
        let mut num = vec![vec![Int::zero(); entries.len()]; degree];
        for (i, entry) in entries.iter().enumerate() {
            let cost = entry.words().saturating_mul(words(&den)) + 8;
            budget.spend(cost.saturating_mul(2))?;
            if entry.is_zero() {
                continue;
            }
            let scale = &den / entry.denominator();
            for (k, c) in entry.numerators().iter().enumerate() {
                num[k][i] = c * &scale;
            }
        }
        Ok(Vector {
            num,
            den,
            length: entries.len(),
        })
    }
    /// The vector with these rational entries.
    pub fn rational<'a>(
        budget: &Budget,
        entries: impl IntoIterator<Item = &'a Rat>,
    ) -> Result<Vector, Reason> {
        let entries: Vec<Elem> = entries.into_iter().map(Elem::lowest).collect();
        Vector::new(budget, &entries)
    }
    /// Entry `i`.
    pub fn entry(&self, i: usize) -> Elem {
        Elem::fraction(self.num.iter().map(|c| c[i].clone()).collect(), &self.den)
    }
    /// The entries.
    pub fn entries(&self) -> Vec<Elem> {
        (0..self.length).map(|i| self.entry(i)).collect()
    }
    /// The sign of `self_i - rate other_i`, for rational vectors that have one denominator: `self` is a sum of `other`.
    pub fn compare(&self, i: usize, rate: &Rat, other: &Vector) -> std::cmp::Ordering {
        debug_assert!(self.num.len() <= 1 && self.den == other.den);
        let at = |v: &Vector| v.num.first().map_or_else(Int::zero, |c| c[i].clone());
        (at(self) * rate.denom()).cmp(&(at(other) * rate.numer()))
    }
    /// `sum_i self_i A_ij` for each `j`.
    pub fn columns(&self, budget: &Budget, rows: &[(usize, usize)]) -> Result<Vector, Reason> {
        self.sums(budget, |c| {
            let mut change = vec![Int::zero(); c.len() + 1];
            for (&(lo, hi), value) in rows.iter().zip(c) {
                change[lo] += value;
                change[hi] -= value;
            }
            change.pop();
            let mut total = Int::zero();
            let running = change.into_iter().map(|c| {
                total += c;
                total.clone()
            });
            running.collect()
        })
    }
    /// `sum_j A_ij self_j` for each `i`.
    pub fn rows(&self, budget: &Budget, rows: &[(usize, usize)]) -> Result<Vector, Reason> {
        self.sums(budget, |c| {
            let mut upto = vec![Int::zero()];
            for value in c {
                upto.push(&upto[upto.len() - 1] + value);
            }
            rows.iter().map(|&(lo, hi)| &upto[hi] - &upto[lo]).collect()
        })
    }
    fn sums(&self, budget: &Budget, sum: impl Fn(&[Int]) -> Vec<Int>) -> Result<Vector, Reason> {
        let words: u64 = self.num.iter().flatten().map(|c| c.bits() / 64 + 1).sum();
        budget.spend(4 * words)?;
        Ok(Vector {
            num: self.num.iter().map(|c| sum(c)).collect(),
            ..self.clone_shape()
        })
    }
    fn clone_shape(&self) -> Vector {
        Vector {
            num: Vec::new(),
            den: self.den.clone(),
            length: self.length,
        }
    }
}
