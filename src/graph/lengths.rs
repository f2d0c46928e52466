//! Lengths of the intervals that the iterates of a Markov map send affinely onto the intervals of the partition.
//!
//! With `s_i` the slope on `I_i` and `B_q = diag(|s_i|^-q) A` (row 0 where `f` is flat), the `q`-th powers of the lengths
//! of the intervals that `f^t` maps affinely onto `I_j` sum to `M_q(t)_j = |I_j|^q sum_i (B_q^t)_ij`.

use super::components::of_rows;
use super::covering::Covering;
use crate::num::{Int, Number, Rat};
use num_integer::Integer;
use num_traits::One;

/// The lengths and slopes of a closed partition.
#[derive(Clone, Debug)]
pub struct Lengths {
    /// The covering rows.
    rows: Vec<(usize, usize)>,
    /// `|I_j|`.
    lengths: Vec<Number>,
    /// `1/|s_i|`; 0 where `f` is flat.
    inverse_slopes: Vec<Number>,
}

impl Lengths {
    /// Of the closed partition `points` with index vector `images`.
    pub fn new(points: &[Number], images: &[usize]) -> Lengths {
        let rows = Covering::of_indices(images).rows;
        let lengths: Vec<Number> = points.windows(2).map(|w| &w[1] - &w[0]).collect();
        let inverse = |(i, length): (usize, &Number)| {
            let image = (&points[images[i + 1]] - &points[images[i]]).abs();
            if image.is_zero() {
                Number::zero()
            } else {
                length / &image
            }
        };
        let inverse_slopes = lengths.iter().enumerate().map(inverse).collect();
        Lengths {
            rows,
            lengths,
            inverse_slopes,
        }
    }
    /// `|I_j|`.
    pub fn lengths(&self) -> &[Number] {
        &self.lengths
    }
    /// The rows of the covering matrix.
    pub fn rows(&self) -> &[(usize, usize)] {
        &self.rows
    }
    /// `|s_i|^-q`; 0 where `f` is flat.
    pub fn weights(&self, q: u32) -> Vec<Number> {
        self.inverse_slopes.iter().map(|w| w.pow(q)).collect()
    }
    /// The least modulus of a slope that is not 0; `None` for a constant map.
    pub fn least_slope(&self) -> Option<Number> {
        self.inverse_slopes.iter().max()?.recip()
    }
    /// `M_q(t)`, one entry for each interval.
    pub fn moments(&self, t: usize, q: u32) -> Vec<Number> {
        // A common denominator D of the weights is taken out: the steps need no greatest common divisors.
        let weights = self.weights(q);
        let common = weights
            .iter()
            .fold(Int::one(), |d, w| d.lcm(w.numerators().1));
        let scaled: Vec<Number> = weights
            .iter()
            .map(|w| w * Number::from(common.clone()))
            .collect();
        let start = vec![Number::one(); self.rows.len()];
        let sums = (0..t).fold(start, |v, _| left_step(&v, &scaled, &self.rows));
        let scale = Number::from(Rat::new(Int::one(), common.pow(t as u32)));
        self.lengths
            .iter()
            .zip(&sums)
            .map(|(l, s)| l.pow(q) * s * &scale)
            .collect()
    }
    /// The largest `pi` with `0 <= pi_j <= |I_j|` and `pi W >= pi`, `W_ij = A_ij |I_j|/|f(I_i)|`.
    ///
    /// `W` is stochastic but for flat rows, which are 0. So `pi` vanishes outside the components that no edge leaves and
    /// that have no flat interval, and on each of these it is the stationary vector, as large as the lengths allow.
    /// `None` if such a component has more than `limit` intervals.
    pub fn stationary(&self, limit: usize) -> Option<Vec<Number>> {
        let mut out = vec![Number::zero(); self.rows.len()];
        for block in of_rows(&self.rows) {
            let place = |j: usize| block.binary_search(&j).is_ok();
            let closed = |&i: &usize| {
                self.rows[i].0 < self.rows[i].1 && (self.rows[i].0..self.rows[i].1).all(place)
            };
            if !block.iter().all(closed) {
                continue;
            }
            if block.len() > limit {
                return None;
            }
            let found = self.stationary_on(&block);
            let ratio = |(&j, p): (&usize, &Number)| &self.lengths[j] / p;
            let scale = block.iter().zip(&found).map(ratio).min()?;
            for (&j, p) in block.iter().zip(&found) {
                out[j] = p * &scale;
            }
        }
        Some(out)
    }
    /// A positive left fixed vector of `W` on a component that no edge leaves, by state reduction (Grassmann, Taksar,
    /// Heyman 1985): the last state is removed and the chain watched on the others, without any subtraction.
    fn stationary_on(&self, block: &[usize]) -> Vec<Number> {
        let n = block.len();
        let entry = |&i: &usize, &j: &usize| {
            if (self.rows[i].0..self.rows[i].1).contains(&j) {
                &self.inverse_slopes[i] * &self.lengths[j] / &self.lengths[i]
            } else {
                Number::zero()
            }
        };
        let mut chain: Vec<Vec<Number>> = block
            .iter()
            .map(|i| block.iter().map(|j| entry(i, j)).collect())
            .collect();
        for k in (1..n).rev() {
            let leave = chain[k][..k].iter().fold(Number::zero(), |sum, p| sum + p);
            let back = leave.recip().expect("a component is strongly connected");
            let row = chain[k].clone();
            for from in &mut chain[..k] {
                if from[k].is_zero() {
                    continue;
                }
                from[k] = &from[k] * &back;
                for j in 0..k {
                    if !row[j].is_zero() {
                        from[j] = &from[j] + &from[k] * &row[j];
                    }
                }
            }
        }
        let mut out = vec![Number::one()];
        while out.len() < n {
            let k = out.len();
            let sum = (0..k).fold(Number::zero(), |sum, i| sum + &out[i] * &chain[i][k]);
            out.push(sum);
        }
        out
    }
}

/// `v B` for the matrix `B = diag(weights) A`.
pub fn left_step(v: &[Number], weights: &[Number], rows: &[(usize, usize)]) -> Vec<Number> {
    let zero = Number::zero();
    let mut steps = vec![Number::zero(); rows.len() + 1];
    for ((x, w), &(lo, hi)) in v.iter().zip(weights).zip(rows) {
        if lo < hi && !x.is_zero() && !w.is_zero() {
            let add = x * w;
            steps[lo] = &steps[lo] + &add;
            steps[hi] = &steps[hi] - add;
        }
    }
    steps.truncate(rows.len());
    let mut sum = zero;
    for entry in &mut steps {
        sum = sum + &*entry;
        *entry = sum.clone();
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::rational::rat;

    fn numbers(list: &[(i64, i64)]) -> Vec<Number> {
        list.iter().map(|&(p, q)| Number::from(rat(p, q))).collect()
    }

    #[test]
    fn moments_and_stationary_vector_of_the_three_cycle() {
        // 0 -> 1/2 -> 1 -> 0: I_0 -> I_1 with slope 1, I_1 -> both with slope -2.
        // B_1 = ((0,1),(1/2,1/2)): M_1(1) = 1/2 (1/2, 3/2) = (1/4, 3/4); B_2 = ((0,1),(1/4,1/4)): M_2(1) = 1/4 (1/4, 5/4).
        let points = numbers(&[(0, 1), (1, 2), (1, 1)]);
        let lengths = Lengths::new(&points, &[1, 2, 0]);
        assert_eq!(lengths.moments(0, 2), numbers(&[(1, 4), (1, 4)]));
        assert_eq!(lengths.moments(1, 1), numbers(&[(1, 4), (3, 4)]));
        assert_eq!(lengths.moments(1, 2), numbers(&[(1, 16), (5, 16)]));
        // pi = (x, y): y/2 = x, so (1/4, 1/2).
        assert_eq!(lengths.stationary(9), Some(numbers(&[(1, 4), (1, 2)])));
        assert_eq!(lengths.least_slope(), Some(Number::one()));
    }

    #[test]
    fn mass_that_ends_in_a_flat_piece_is_lost() {
        // [0,1/2] -> [0,1] rising, [1/2,1] -> the point 1: everything is flat in the end.
        let points = numbers(&[(0, 1), (1, 2), (1, 1)]);
        let lengths = Lengths::new(&points, &[0, 2, 2]);
        assert_eq!(lengths.stationary(9), Some(numbers(&[(0, 1), (0, 1)])));
        assert_eq!(lengths.moments(3, 1), numbers(&[(1, 16), (1, 16)]));
    }
}
