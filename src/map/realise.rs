//! Piecewise-linear functions as ReLU networks: one hidden layer each, and layers one after another for compositions.
//!
//! On `[a,b]`, with breakpoints `x_1 < ... < x_(n-1)`, first slope `s_0` and jumps of slope `d_i`, a function is
//! `f(a) + s_0 relu(x - a) + sum_i d_i relu(x - x_i)`; if the jumps of a set `T` sum to `-s_0`, it is also
//! `c + sum_(i not in T) d_i relu(x - x_i) + sum_(i in T) d_i relu(x_i - x)` with `c = f(a) - sum_(i in T) d_i (x_i - a)`.

use super::PiecewiseLinear;
use crate::num::Number;

/// One neuron `relu(x - point)`, or `relu(point - x)` if it looks left, and its weight in the sum that follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neuron {
    /// Where it bends.
    pub point: Number,
    /// Does it look left?
    pub left: bool,
    /// Its weight in the output.
    pub weight: Number,
}

/// A function as one hidden layer: `offset + sum of weight * neuron`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HiddenLayer {
    /// The neurons, at least one.
    pub neurons: Vec<Neuron>,
    /// The constant term.
    pub offset: Number,
    /// A Lipschitz constant of the layer's function on the whole line.
    pub lipschitz: Number,
}

/// An affine map between layers: neuron `i` has `sum_j weights[i][j] h_j + bias[i]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AffineLayer {
    /// One row for each neuron.
    pub weights: Vec<Vec<Number>>,
    /// One entry for each neuron.
    pub bias: Vec<Number>,
}

/// A composition of functions of `[a,b]` into itself, one hidden layer each, the first one first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Realisation {
    /// `[a,b]`: the network computes the composition there and nothing particular elsewhere.
    pub domain: (Number, Number),
    /// One for each function, at least one.
    pub layers: Vec<HiddenLayer>,
}

impl HiddenLayer {
    /// The layer of `f`: `pieces` neurons, or one less if `left` holds the breakpoints (counted from 1) that look left, whose
    /// jumps sum to minus the first slope. (A constant gets one neuron of weight 0.)
    pub fn of(f: &PiecewiseLinear, left: Option<&[usize]>) -> HiddenLayer {
        let f = f.simplified();
        let slopes = f.slopes();
        let (a, start) = &f.vertices()[0];
        let mut neurons = Vec::with_capacity(slopes.len());
        let mut offset = start.clone();
        if left.is_none() || slopes.len() == 1 {
            neurons.push(Neuron {
                point: a.clone(),
                left: false,
                weight: slopes[0].clone(),
            });
        }
        for i in 1..slopes.len() {
            let point = f.vertices()[i].0.clone();
            let weight = &slopes[i] - &slopes[i - 1];
            let looks_left = left.is_some_and(|l| l.contains(&i));
            if looks_left {
                offset = offset - &weight * &(&point - a);
            }
            neurons.push(Neuron {
                point,
                left: looks_left,
                weight,
            });
        }
        HiddenLayer {
            neurons,
            offset,
            lipschitz: f.lipschitz(),
        }
    }
    /// The first affine map of a network that starts with this layer, or that follows `before`.
    fn input(&self, before: Option<&HiddenLayer>) -> AffineLayer {
        let row = |n: &Neuron| -> Vec<Number> {
            let signed = |w: Number| if n.left { -&w } else { w };
            match before {
                None => vec![signed(Number::one())],
                Some(b) => {
                    let outputs = b.neurons.iter().map(|m| m.weight.clone());
                    outputs.map(signed).collect()
                }
            }
        };
        let bias = |n: &Neuron| {
            let offset = before.map_or_else(Number::zero, |b| b.offset.clone());
            if n.left {
                &n.point - &offset
            } else {
                offset - &n.point
            }
        };
        AffineLayer {
            weights: self.neurons.iter().map(row).collect(),
            bias: self.neurons.iter().map(bias).collect(),
        }
    }
}

impl Realisation {
    /// The affine maps of the network, one more than there are hidden layers; ReLU after all but the last.
    pub fn affine_layers(&self) -> Vec<AffineLayer> {
        let mut out = Vec::with_capacity(self.layers.len() + 1);
        let mut before = None;
        for layer in &self.layers {
            out.push(layer.input(before));
            before = Some(layer);
        }
        out.extend(before.map(|last| AffineLayer {
            weights: vec![last.neurons.iter().map(|n| n.weight.clone()).collect()],
            bias: vec![last.offset.clone()],
        }));
        out
    }
    /// The widths of the hidden layers.
    pub fn widths(&self) -> Vec<usize> {
        self.layers.iter().map(|l| l.neurons.len()).collect()
    }
    /// The number of weights and biases, a measure of how large the network is when written down.
    pub fn parameters(&self) -> usize {
        let (mut inputs, mut sum) = (1_usize, 0_usize);
        for width in self.widths().into_iter().chain([1]) {
            sum = sum.saturating_add(width.saturating_mul(inputs.saturating_add(1)));
            inputs = width;
        }
        sum
    }
}
