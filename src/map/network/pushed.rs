//! The pieces of a network pushed through its layers: between neighbouring points every neuron is affine, and ReLU adds a
//! point where a preactivation changes its sign. Weights are rational, so every breakpoint and value is.

use super::{Layer, Line, NetworkError};
use crate::num::rational::{self, Int, Rat};
use num_integer::Integer;
use num_traits::{One, Signed, Zero};

/// All neurons of one layer at one point.
struct Column {
    at: Rat,
    values: Vec<Rat>,
}

/// All neurons of one layer on the real line: their values at the points, their slopes beyond the first and last.
pub struct State {
    columns: Vec<Column>,
    left: Vec<Rat>,
    right: Vec<Rat>,
}

impl State {
    /// The input itself.
    pub fn identity() -> State {
        let zero = Column {
            at: Rat::zero(),
            values: vec![Rat::zero()],
        };
        State {
            columns: vec![zero],
            left: vec![Rat::one()],
            right: vec![Rat::one()],
        }
    }
    /// The preactivations of a layer.
    pub fn affine(self, layer: &Layer) -> State {
        let rows: Vec<Scaled> = layer.weights.iter().map(|r| Scaled::of(r)).collect();
        let image = |values: &[Rat]| -> Vec<Rat> {
            let values = Scaled::of(values);
            rows.iter().map(|row| row.dot(&values)).collect()
        };
        let (left, right) = (image(&self.left), image(&self.right));
        let moved = |c: Column| Column {
            values: image(&c.values)
                .into_iter()
                .zip(&layer.bias)
                .map(|(v, b)| v + b)
                .collect(),
            at: c.at,
        };
        State {
            columns: self.columns.into_iter().map(moved).collect(),
            left,
            right,
        }
    }
    /// ReLU of every neuron; an error for more than `limit` points.
    pub fn relu(&mut self, limit: usize) -> Result<(), NetworkError> {
        let mut fresh: Vec<Rat> = Vec::new();
        let (first, last) = (&self.columns[0], &self.columns[self.columns.len() - 1]);
        // Beyond the first and last point: where `value + slope * (x - at)` is zero.
        for (column, slopes, side) in [(first, &self.left, -1), (last, &self.right, 1)] {
            for (value, slope) in column.values.iter().zip(slopes) {
                if rational::sign(value) * rational::sign(slope) * side < 0 {
                    fresh.push(&column.at - value / slope);
                }
            }
        }
        for w in self.columns.windows(2) {
            for (u, v) in w[0].values.iter().zip(&w[1].values) {
                if rational::sign(u) * rational::sign(v) < 0 {
                    fresh.push(&w[0].at + (&w[1].at - &w[0].at) * (u / (u - v)));
                }
            }
        }
        fresh.sort();
        fresh.dedup();
        if fresh.len() + self.columns.len() > limit {
            return Err(NetworkError::TooManyBreakpoints(limit));
        }
        let added: Vec<Column> = fresh
            .into_iter()
            .map(|at| Column {
                values: self.values(&at),
                at,
            })
            .collect();
        self.columns.extend(added);
        self.columns.sort_by(|a, b| a.at.cmp(&b.at));
        // Now no neuron changes its sign between points; beyond the ends the sign is that of the end or of the slope.
        let ends = [0, self.columns.len() - 1];
        for (slopes, end, side) in [(&mut self.left, ends[0], -1), (&mut self.right, ends[1], 1)] {
            for (slope, value) in slopes.iter_mut().zip(&self.columns[end].values) {
                let sign = match rational::sign(value) {
                    0 => rational::sign(slope) * side,
                    sign => sign,
                };
                if sign < 0 {
                    *slope = Rat::zero();
                }
            }
        }
        for value in self.columns.iter_mut().flat_map(|c| &mut c.values) {
            if value.is_negative() {
                *value = Rat::zero();
            }
        }
        Ok(())
    }
    /// The first neuron as a function.
    pub fn first(self) -> Line {
        let values = self
            .columns
            .into_iter()
            .map(|c| (c.at, c.values[0].clone()));
        Line::new(
            values.collect(),
            self.left[0].clone(),
            self.right[0].clone(),
        )
    }
    fn values(&self, at: &Rat) -> Vec<Rat> {
        let i = self.columns.partition_point(|c| c.at < *at);
        let beyond = |c: &Column, slopes: &[Rat]| -> Vec<Rat> {
            let step = at - &c.at;
            c.values
                .iter()
                .zip(slopes)
                .map(|(v, s)| v + s * &step)
                .collect()
        };
        if i == 0 {
            return beyond(&self.columns[0], &self.left);
        }
        let before = &self.columns[i - 1];
        let Some(after) = self.columns.get(i) else {
            return beyond(before, &self.right);
        };
        let share = (at - &before.at) / (&after.at - &before.at);
        let between = |(u, v): (&Rat, &Rat)| u + (v - u) * &share;
        before
            .values
            .iter()
            .zip(&after.values)
            .map(between)
            .collect()
    }
}

/// A vector of rationals over one denominator, so that a scalar product reduces one fraction only.
struct Scaled {
    numerators: Vec<Int>,
    denominator: Int,
}

impl Scaled {
    fn of(values: &[Rat]) -> Scaled {
        let denominator = values.iter().fold(Int::one(), |d, v| d.lcm(v.denom()));
        Scaled {
            numerators: values
                .iter()
                .map(|v| v.numer() * (&denominator / v.denom()))
                .collect(),
            denominator,
        }
    }
    fn dot(&self, other: &Scaled) -> Rat {
        let products = self.numerators.iter().zip(&other.numerators);
        let sum = products.map(|(a, b)| a * b).sum();
        Rat::new(sum, &self.denominator * &other.denominator)
    }
}
