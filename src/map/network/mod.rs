//! A ReLU network with one real input and one real output as the exact piecewise-linear function that it is.

pub mod algebraic;
mod double;
mod line;
mod pushed;

pub use algebraic::AlgebraicNetwork;
pub use double::exact_double;
pub use line::Line;

use crate::num::rational::Rat;
use pushed::State;

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

/// Rows as long as the layer before is wide, as many biases as rows, one output; for each layer the lengths of its rows
/// and the number of biases.
fn check_shape(layers: impl Iterator<Item = (Vec<usize>, usize)>) -> Result<(), NetworkError> {
    let (mut width, mut last) = (1, None);
    for (layer, (rows, biases)) in layers.enumerate() {
        if let Some((row, &found)) = rows.iter().enumerate().find(|(_, n)| **n != width) {
            return Err(NetworkError::Row {
                layer,
                row,
                expected: width,
                found,
            });
        }
        width = rows.len();
        if biases != width {
            return Err(NetworkError::Bias {
                layer,
                expected: width,
                found: biases,
            });
        }
        last = Some(width);
    }
    match last {
        None => Err(NetworkError::Empty),
        Some(1) => Ok(()),
        Some(n) => Err(NetworkError::Outputs(n)),
    }
}

impl Network {
    /// The network of these layers, first to last.
    pub fn new(layers: Vec<Layer>) -> Result<Network, NetworkError> {
        check_shape(layers.iter().map(|l| {
            let rows = l.weights.iter().map(Vec::len).collect();
            (rows, l.bias.len())
        }))?;
        Ok(Network { layers })
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
        Ok(state.first())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::Number;
    use crate::num::rational::{Int, rat};
    use num_traits::{One, Zero};

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
