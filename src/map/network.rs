//! A ReLU network with one real input and one real output as the exact piecewise-linear function that it is.
//!
//! The pieces are pushed through the layers: between neighbouring points every neuron is affine, and ReLU adds a point where
//! a preactivation changes its sign. Weights are rational, so every breakpoint and value is.

use super::linear::{MapError, PiecewiseLinear};
use crate::num::rational::{Int, Rat};
use crate::num::{Number, rational};
use num_integer::Integer;
use num_traits::{One, Signed, Zero};

/// One layer: neuron `i` has the preactivation `sum_j weights[i][j] x_j + bias[i]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    /// One row for each neuron.
    pub weights: Vec<Vec<Rat>>,
    /// One entry for each neuron.
    pub bias: Vec<Rat>,
}

/// A network: ReLU after every layer but the last.
///
/// Invariant: at least one layer, rows as long as the layer before is wide (1 for the first), one output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Network {
    layers: Vec<Layer>,
}

/// Why layers make no network with one input and one output. Layers and rows count from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NetworkError {
    /// No layer.
    Empty,
    /// A row of weights has the wrong length.
    Row {
        /// The layer.
        layer: usize,
        /// The neuron.
        row: usize,
        /// The width of the layer before.
        expected: usize,
        /// The length of the row.
        found: usize,
    },
    /// There are not as many biases as neurons.
    Bias {
        /// The layer.
        layer: usize,
        /// The number of neurons.
        expected: usize,
        /// The number of biases.
        found: usize,
    },
    /// The last layer has not one neuron.
    Outputs(usize),
    /// More breakpoints than the limit.
    TooManyBreakpoints(usize),
}

/// A continuous piecewise-linear function on the whole real line.
///
/// Invariant: at least one point, strictly increasing in `x`; affine between neighbours and beyond the first and last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    points: Vec<(Rat, Rat)>,
    left: Rat,
    right: Rat,
}

impl Network {
    /// The network of these layers, first to last.
    pub fn new(layers: Vec<Layer>) -> Result<Network, NetworkError> {
        let mut width = 1;
        for (i, layer) in layers.iter().enumerate() {
            for (row, weights) in layer.weights.iter().enumerate() {
                if weights.len() != width {
                    return Err(NetworkError::Row {
                        layer: i,
                        row,
                        expected: width,
                        found: weights.len(),
                    });
                }
            }
            width = layer.weights.len();
            if layer.bias.len() != width {
                return Err(NetworkError::Bias {
                    layer: i,
                    expected: width,
                    found: layer.bias.len(),
                });
            }
        }
        match layers.last().map(|l| l.weights.len()) {
            None => Err(NetworkError::Empty),
            Some(1) => Ok(Network { layers }),
            Some(n) => Err(NetworkError::Outputs(n)),
        }
    }
    /// The layers, first to last.
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }
    /// The function that the network computes, if no layer brings it to more than `limit` points.
    pub fn function(&self, limit: usize) -> Result<Line, NetworkError> {
        let mut state = State::identity();
        for (i, layer) in self.layers.iter().enumerate() {
            state = state.affine(layer);
            if i + 1 < self.layers.len() {
                state.relu(limit)?;
            }
        }
        let points = state
            .columns
            .into_iter()
            .map(|c| (c.at, c.values[0].clone()));
        Ok(Line {
            points: points.collect(),
            left: state.left[0].clone(),
            right: state.right[0].clone(),
        })
    }
}

/// All neurons of one layer at one point.
struct Column {
    at: Rat,
    values: Vec<Rat>,
}

/// All neurons of one layer on the real line: their values at the points, their slopes beyond the first and last.
struct State {
    columns: Vec<Column>,
    left: Vec<Rat>,
    right: Vec<Rat>,
}

impl State {
    fn identity() -> State {
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
    fn affine(self, layer: &Layer) -> State {
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
    fn relu(&mut self, limit: usize) -> Result<(), NetworkError> {
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

impl Line {
    /// The value at `x`.
    pub fn eval(&self, x: &Number) -> Number {
        let i = self.points.partition_point(|(p, _)| Number::from(p) < *x);
        let at = |(p, v): &(Rat, Rat), slope: &Rat| {
            Number::from(v) + (x - Number::from(p)) * Number::from(slope)
        };
        match (
            i.checked_sub(1).map(|j| &self.points[j]),
            self.points.get(i),
        ) {
            (Some(before), None) => at(before, &self.right),
            (Some(before), Some(after)) => {
                at(before, &((&after.1 - &before.1) / (&after.0 - &before.0)))
            }
            (None, _) => at(&self.points[0], &self.left),
        }
    }
    /// The function on `[a, b]`, `a < b`.
    pub fn on(&self, a: &Number, b: &Number) -> Result<PiecewiseLinear, MapError> {
        let mut vertices = vec![(a.clone(), self.eval(a)), (b.clone(), self.eval(b))];
        let number = |(x, y): &(Rat, Rat)| (Number::from(x), Number::from(y));
        let inside = |(x, _): &(Number, Number)| a < x && x < b;
        vertices.extend(self.points.iter().map(number).filter(inside));
        Ok(PiecewiseLinear::new(vertices)?.simplified())
    }
    /// The points where the slope changes.
    pub fn breakpoints(&self) -> Vec<Rat> {
        let mut slopes = vec![self.left.clone()];
        slopes.extend(
            self.points
                .windows(2)
                .map(|w| (&w[1].1 - &w[0].1) / (&w[1].0 - &w[0].0)),
        );
        slopes.push(self.right.clone());
        let changes = |(i, _): &(usize, &(Rat, Rat))| slopes[*i] != slopes[i + 1];
        let points = self.points.iter().enumerate().filter(changes);
        points.map(|(_, (x, _))| x.clone()).collect()
    }
    /// An interval that the function maps into itself: its ends are among the breakpoints, their images, the fixed points and
    /// the points that are sent to fixed points. It has the most breakpoints inside; of these the shortest, of these the leftmost.
    /// `None` if there is no such interval with a breakpoint inside, or if there are more than a few hundred candidates.
    pub fn invariant_interval(&self) -> Option<(Rat, Rat)> {
        const MOST: usize = 400;
        let breakpoints = self.breakpoints();
        let fixed = self.preimages(&Rat::zero(), true);
        let mut ends: Vec<Rat> = breakpoints.clone();
        let images = breakpoints.iter().map(|x| self.rational(x));
        ends.extend(images.collect::<Vec<_>>());
        for x in fixed.iter().take(MOST) {
            ends.extend(self.preimages(x, false));
        }
        ends.extend(fixed);
        ends.sort();
        ends.dedup();
        if ends.len() > MOST {
            return None;
        }
        let mut best: Option<(usize, Rat, (Rat, Rat))> = None;
        for (i, a) in ends.iter().enumerate() {
            let (mut low, mut high) = (self.rational(a), self.rational(a));
            let mut inside = breakpoints.iter().skip_while(|x| *x <= a).peekable();
            let mut count = 0;
            for b in &ends[i + 1..] {
                while let Some(x) = inside.next_if(|x| *x < b) {
                    let value = self.rational(x);
                    low = low.min(value.clone());
                    high = high.max(value);
                    count += 1;
                }
                let value = self.rational(b);
                let (least, most) = ((&low).min(&value), (&high).max(&value));
                let length = b - a;
                let better = best
                    .as_ref()
                    .is_none_or(|(n, l, _)| count > *n || count == *n && length < *l);
                if count > 0 && a <= least && most <= b && better {
                    best = Some((count, length, (a.clone(), b.clone())));
                }
            }
        }
        best.map(|(_, _, interval)| interval)
    }
    fn rational(&self, x: &Rat) -> Rat {
        self.eval(&Number::from(x))
            .to_rational()
            .expect("a rational function at a rational point")
    }
    /// The points where the function (minus the identity, for `fixed`) takes the value, one for each piece that is not constant.
    fn preimages(&self, value: &Rat, fixed: bool) -> Vec<Rat> {
        let shift = |x: &Rat, y: &Rat| if fixed { y - x - value } else { y - value };
        let tilt = if fixed { Rat::one() } else { Rat::zero() };
        let mut out = Vec::new();
        let (first, last) = (&self.points[0], &self.points[self.points.len() - 1]);
        for (point, slope, side) in [
            (first, &self.left - &tilt, -1),
            (last, &self.right - &tilt, 1),
        ] {
            let gap = shift(&point.0, &point.1);
            if gap.is_zero() {
                out.push(point.0.clone());
            } else if rational::sign(&gap) * rational::sign(&slope) * side < 0 {
                out.push(&point.0 - gap / slope);
            }
        }
        for w in self.points.windows(2) {
            let (u, v) = (shift(&w[0].0, &w[0].1), shift(&w[1].0, &w[1].1));
            if u.is_zero() {
                out.push(w[0].0.clone());
            } else if rational::sign(&u) * rational::sign(&v) < 0 {
                out.push(&w[0].0 + (&w[1].0 - &w[0].0) * (&u / (&u - &v)));
            }
        }
        out
    }
}

/// The exact value of a double; `None` for infinities and what is not a number.
pub fn exact_double(value: f64) -> Option<Rat> {
    if !value.is_finite() {
        return None;
    }
    let bits = value.to_bits();
    let exponent = ((bits >> 52) & 0x7ff) as i64;
    let fraction = bits & ((1 << 52) - 1);
    let (mantissa, exponent) = match exponent {
        0 => (fraction, -1074),
        e => (fraction | 1 << 52, e - 1075),
    };
    let signed = Int::from(mantissa) * if value.is_sign_negative() { -1 } else { 1 };
    Some(if exponent >= 0 {
        Rat::from_integer(signed << exponent)
    } else {
        Rat::new(signed, Int::one() << -exponent)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::rational::rat;

    fn layer(weights: &[&[(i64, i64)]], bias: &[(i64, i64)]) -> Layer {
        let r = |(p, q): &(i64, i64)| rat(*p, *q);
        Layer {
            weights: weights
                .iter()
                .map(|row| row.iter().map(r).collect())
                .collect(),
            bias: bias.iter().map(r).collect(),
        }
    }

    /// The network by direct evaluation.
    fn forward(layers: &[Layer], x: &Rat) -> Rat {
        let mut values = vec![x.clone()];
        for (i, l) in layers.iter().enumerate() {
            let sum = |(row, b): (&Vec<Rat>, &Rat)| {
                row.iter()
                    .zip(&values)
                    .fold(b.clone(), |s, (w, v)| s + w * v)
            };
            let next: Vec<Rat> = l.weights.iter().zip(&l.bias).map(sum).collect();
            let last = i + 1 == layers.len();
            values = next
                .into_iter()
                .map(|v| if last { v } else { v.max(Rat::zero()) })
                .collect();
        }
        values[0].clone()
    }

    #[test]
    fn the_full_tent_is_found_with_its_domain() {
        let net = Network::new(vec![
            layer(&[&[(2, 1)], &[(4, 1)]], &[(0, 1), (-2, 1)]),
            layer(&[&[(1, 1), (-1, 1)]], &[(0, 1)]),
        ])
        .expect("a network");
        let line = net.function(100).expect("few points");
        assert_eq!(line.invariant_interval(), Some((rat(0, 1), rat(1, 1))));
        let f = line
            .on(&Number::zero(), &Number::one())
            .expect("a function");
        assert_eq!(
            f,
            crate::map::families::tent(&Number::from(2)).expect("a tent")
        );
    }

    #[test]
    fn random_networks_agree_with_direct_evaluation_everywhere() {
        let mut state = 5u64;
        let mut below = |n: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            ((state >> 33) % n) as i64
        };
        let mut breaks = 0;
        let mut found = 0;
        for _ in 0..200 {
            let depth = 1 + below(3) as usize;
            let mut layers = Vec::new();
            let mut width = 1;
            for d in 0..=depth {
                let next = if d == depth { 1 } else { 1 + below(4) as usize };
                let mut entry = || rat(below(13) - 6, 1 + below(4));
                layers.push(Layer {
                    weights: (0..next)
                        .map(|_| (0..width).map(|_| entry()).collect())
                        .collect(),
                    bias: (0..next).map(|_| entry()).collect(),
                });
                width = next;
            }
            let line = Network::new(layers.clone())
                .expect("shapes fit")
                .function(1000)
                .expect("few");
            breaks += line.breakpoints().len();
            let mut points: Vec<Rat> = (-60..=60).map(|i| rat(i, 4)).collect();
            points.extend(line.points.iter().map(|p| p.0.clone()));
            points.extend([rat(-100_000, 7), rat(100_000, 7)]);
            for x in points {
                assert_eq!(line.rational(&x), forward(&layers, &x), "at {x}");
            }
            if let Some((a, b)) = line.invariant_interval() {
                found += 1;
                let f = line
                    .on(&Number::from(&a), &Number::from(&b))
                    .expect("a function");
                assert!(f.check_self_map().is_ok() && !f.breakpoints().is_empty());
            }
        }
        assert!(
            breaks > 200 && found > 10,
            "{breaks} breakpoints, {found} domains"
        );
    }

    #[test]
    fn doubles_are_exact() {
        assert_eq!(
            exact_double(0.1),
            Some(Rat::new(
                Int::from(3_602_879_701_896_397u64),
                Int::one() << 55
            ))
        );
        assert_eq!(exact_double(-1.5), Some(rat(-3, 2)));
        assert_eq!(
            exact_double(5e-324),
            Some(Rat::new(Int::one(), Int::one() << 1074))
        );
        assert_eq!(exact_double(f64::MAX).map(|m| m.numer().bits()), Some(1024));
        assert_eq!(exact_double(-0.0), Some(Rat::zero()));
        assert_eq!(
            (exact_double(f64::NAN), exact_double(f64::INFINITY)),
            (None, None)
        );
    }

    #[test]
    fn wrong_shapes_say_where() {
        let wrong = Network::new(vec![
            layer(&[&[(1, 1)], &[(1, 1)]], &[(0, 1), (0, 1)]),
            layer(&[&[(1, 1)]], &[(0, 1)]),
        ]);
        assert_eq!(
            wrong,
            Err(NetworkError::Row {
                layer: 1,
                row: 0,
                expected: 2,
                found: 1
            })
        );
        assert_eq!(Network::new(vec![]), Err(NetworkError::Empty));
    }
}
