//! Vectors of natural numbers in one flat array, for long runs of additions without an allocation for each number.
//!
//! Every entry has the same number of 64-bit limbs, the lowest first. Sums and differences are taken modulo
//! `2^(64 width)`: a result is right whenever the true value is a natural number below that, whatever the values in
//! between. Carries run through eight limbs at a time, so that they stay in the processor's carry flag.

use super::rational::Int;
use num_bigint::Sign;
use num_traits::Zero;

/// A vector of natural numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Naturals {
    limbs: Vec<u64>,
    width: usize,
}

impl Naturals {
    /// `len` zeros, each below `2^(64 width)`; `width >= 1`.
    pub fn zeros(len: usize, width: usize) -> Naturals {
        Naturals {
            limbs: vec![0; len * width],
            width,
        }
    }
    /// `(1, ..., 1)`.
    pub fn ones(len: usize) -> Naturals {
        Naturals {
            limbs: vec![1; len],
            width: 1,
        }
    }
    /// The number of entries.
    pub fn len(&self) -> usize {
        self.limbs.len() / self.width
    }
    /// Are there no entries?
    pub fn is_empty(&self) -> bool {
        self.limbs.is_empty()
    }
    /// The limbs of each entry.
    pub fn width(&self) -> usize {
        self.width
    }
    /// The fewest limbs that hold every entry; at least 1.
    pub fn used(&self) -> usize {
        let free = |w: &usize| self.limbs.chunks_exact(self.width).all(|e| e[*w] == 0);
        (1..self.width)
            .rev()
            .find(|w| !free(w))
            .map_or(1, |w| w + 1)
    }
    /// The limbs of entry `i`.
    pub fn entry(&self, i: usize) -> &[u64] {
        &self.limbs[i * self.width..(i + 1) * self.width]
    }
    /// Entry `to` becomes entry `from`, `to > from`.
    pub fn copy_up(&mut self, from: usize, to: usize) {
        let start = from * self.width;
        self.limbs
            .copy_within(start..start + self.width, to * self.width);
    }
    /// Adds the number with these limbs to entry `i`, modulo `2^(64 width)`.
    pub fn add(&mut self, i: usize, limbs: &[u64]) {
        run(self.entry_mut(i), limbs, u64::carrying_add);
    }
    /// Subtracts the number with these limbs from entry `i`, modulo `2^(64 width)`.
    pub fn subtract(&mut self, i: usize, limbs: &[u64]) {
        run(self.entry_mut(i), limbs, u64::borrowing_sub);
    }
    fn entry_mut(&mut self, i: usize) -> &mut [u64] {
        &mut self.limbs[i * self.width..(i + 1) * self.width]
    }
    /// Entry `i`.
    pub fn get(&self, i: usize) -> Int {
        let digits = self
            .entry(i)
            .iter()
            .flat_map(|&l| [l as u32, (l >> 32) as u32]);
        Int::from_slice(Sign::Plus, &digits.collect::<Vec<u32>>())
    }
    /// All entries.
    pub fn to_ints(&self) -> Vec<Int> {
        (0..self.len()).map(|i| self.get(i)).collect()
    }
    /// `sum_i self_i other_i`.
    pub fn dot(&self, other: &Naturals) -> Int {
        let products = (0..self.len().min(other.len())).map(|i| self.get(i) * other.get(i));
        products.fold(Int::zero(), |sum, p| sum + p)
    }
}

/// Runs `step` through the limbs of both numbers and the carry through what is left of `out`.
#[inline]
fn run(out: &mut [u64], limbs: &[u64], step: impl Fn(u64, u64, bool) -> (u64, bool)) {
    const CHUNK: usize = 8;
    let limbs = &limbs[..limbs.len().min(out.len())];
    let (low, high) = out.split_at_mut(limbs.len());
    let mut carry = false;
    let (mut blocks, mut others) = (low.chunks_exact_mut(CHUNK), limbs.chunks_exact(CHUNK));
    for (block, other) in (&mut blocks).zip(&mut others) {
        for i in 0..CHUNK {
            (block[i], carry) = step(block[i], other[i], carry);
        }
    }
    for (limb, other) in blocks.into_remainder().iter_mut().zip(others.remainder()) {
        (*limb, carry) = step(*limb, *other, carry);
    }
    for limb in high {
        if !carry {
            break;
        }
        (*limb, carry) = step(*limb, 0, true);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::modpoly::random;
    use num_traits::One;

    /// A vector whose entries are given by limbs.
    fn naturals(entries: &[Vec<u64>], width: usize) -> Naturals {
        let mut out = Naturals::zeros(entries.len(), width);
        for (i, e) in entries.iter().enumerate() {
            out.add(i, e);
        }
        out
    }

    #[test]
    fn sums_and_differences_are_those_of_big_integers() {
        let mut state = 1;
        for width in 1..40usize {
            let modulus = Int::one() << (64 * width);
            // Limbs of all ones and all zeros make long carries.
            let limb = |s: &mut u64| match random(s) % 3 {
                0 => 0,
                1 => u64::MAX,
                _ => random(s),
            };
            let entry = |s: &mut u64, w: usize| (0..w).map(|_| limb(s)).collect::<Vec<u64>>();
            for _ in 0..50 {
                let short = 1 + random(&mut state) as usize % width;
                let pair = [entry(&mut state, width), entry(&mut state, short)];
                let v = naturals(&pair, width);
                let (a, b) = (v.get(0), v.get(1));
                let (mut sum, mut difference) = (v.clone(), v.clone());
                sum.add(0, &pair[1]);
                difference.subtract(0, &pair[1]);
                assert_eq!(sum.get(0), (&a + &b) % &modulus);
                assert_eq!(difference.get(0), (&a + &modulus - &b) % &modulus);
                assert_eq!(v.dot(&v), &a * &a + &b * &b);
            }
        }
    }

    #[test]
    fn the_limbs_in_use() {
        let v = naturals(&[vec![1], vec![0, 0, 5], vec![7, 7]], 6);
        assert_eq!((v.len(), v.width(), v.used()), (3, 6, 3));
        assert_eq!(Naturals::zeros(3, 4).used(), 1);
        assert_eq!(v.get(2), Int::from(7) + (Int::from(7) << 64));
    }
}
