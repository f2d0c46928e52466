//! ONNX models that are one chain of `Gemm`, `MatMul`, `Add`, `Relu` and `Identity` from one input to one output.
//!
//! Field numbers are those of `onnx.proto`. Weights (float or double) are the exact rationals that their bits are.

use super::protobuf::{Wire, fields, varints};
use super::{NetworkFault, NetworkFile, Weights};
use crate::map::network::{Layer, Network, exact_double};
use crate::num::Rat;
use num_traits::{One, Zero};
use std::collections::BTreeMap;

type Done<T> = Result<T, NetworkFault>;

const OPERATORS: &str =
    "only a chain of Gemm, MatMul(x, W), Add(x, b), Relu and Identity with constant weights is";
/// The most entries of one tensor.
const MAX_ENTRIES: usize = 4_000_000;

/// A constant.
struct Tensor {
    dims: Vec<usize>,
    data: Vec<Rat>,
}

/// One operator.
#[derive(Default)]
struct Node {
    operator: String,
    inputs: Vec<String>,
    outputs: Vec<String>,
    integers: BTreeMap<String, u64>,
    floats: BTreeMap<String, f32>,
}

/// A model's graph.
#[derive(Default)]
struct Graph {
    nodes: Vec<Node>,
    constants: BTreeMap<String, Tensor>,
    inputs: Vec<String>,
    outputs: Vec<String>,
}

/// A step of the chain on rows: `x -> x W` or `x -> x + b`, or ReLU.
enum Step {
    Affine(Layer),
    Relu,
}

/// Reads the bytes of a model.
pub fn read(bytes: &[u8]) -> Done<NetworkFile> {
    let graph = message(bytes)?
        .into_iter()
        .find_map(|(n, value)| match (n, value) {
            (7, Wire::Bytes(graph)) => Some(graph),
            _ => None,
        })
        .ok_or(NetworkFault::Protobuf(0))?;
    let graph = Graph::read(graph)?;
    let layers = layers(graph.steps()?);
    Ok(NetworkFile {
        network: Weights::Rational(Network::new(layers)?),
        domain: None,
    })
}

fn message(bytes: &[u8]) -> Done<Vec<(u64, Wire<'_>)>> {
    fields(bytes).map_err(NetworkFault::Protobuf)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

impl Graph {
    fn read(bytes: &[u8]) -> Done<Graph> {
        let mut graph = Graph::default();
        for (number, value) in message(bytes)? {
            let Wire::Bytes(part) = value else { continue };
            match number {
                1 => graph.nodes.push(Node::read(part)?),
                5 => {
                    let (name, tensor) = Tensor::read(part)?;
                    graph.constants.insert(name, tensor);
                }
                11 => graph.inputs.push(name_of(part)?),
                12 => graph.outputs.push(name_of(part)?),
                _ => {}
            }
        }
        // Older models list their constants among the inputs.
        graph
            .inputs
            .retain(|name| !graph.constants.contains_key(name));
        Ok(graph)
    }
    /// The operators from the input to the output.
    fn steps(&self) -> Done<Vec<Step>> {
        let ([input], [output]) = (self.inputs.as_slice(), self.outputs.as_slice()) else {
            return Err(NetworkFault::Ends(self.inputs.len(), self.outputs.len()));
        };
        let mut steps = Vec::new();
        let mut value = input;
        let mut width = 1;
        for _ in 0..self.nodes.len() {
            let mut users = self.nodes.iter().filter(|n| n.inputs.contains(value));
            let (Some(node), None) = (users.next(), users.next()) else {
                return Err(NetworkFault::Chain(value.clone()));
            };
            let [next] = node.outputs.as_slice() else {
                return Err(NetworkFault::Operator(node.operator.clone(), OPERATORS));
            };
            if let Some(step) = self.step(node, value, width)? {
                if let Step::Affine(layer) = &step {
                    if let Some(row) = layer.weights.iter().find(|row| row.len() != width) {
                        return Err(NetworkFault::Width(node.operator.clone(), row.len(), width));
                    }
                    width = layer.bias.len();
                }
                steps.push(step);
            }
            value = next;
        }
        if value == output {
            Ok(steps)
        } else {
            Err(NetworkFault::Chain(value.clone()))
        }
    }
    /// What one operator does to a row of `width` numbers; nothing for the identity.
    fn step(&self, node: &Node, value: &str, width: usize) -> Done<Option<Step>> {
        let refused = || NetworkFault::Operator(node.operator.clone(), OPERATORS);
        let inputs: Vec<&str> = node.inputs.iter().map(String::as_str).collect();
        let affine = match (node.operator.as_str(), inputs.as_slice()) {
            ("Identity", [_]) => return Ok(None),
            ("Relu", [_]) => return Ok(Some(Step::Relu)),
            ("MatMul", [x, w]) if *x == value => {
                let weights = self.matrix(w, false)?;
                let bias = vec![Rat::zero(); weights.len()];
                Layer { weights, bias }
            }
            ("Add", [x, b]) if (*x == value) != (*b == value) => {
                let constant = if *x == value { b } else { x };
                Layer {
                    weights: identity(width),
                    bias: self.row(constant, width)?,
                }
            }
            ("Gemm", [x, w, rest @ ..]) if *x == value && rest.len() <= 1 => {
                if node.integers.get("transA").is_some_and(|t| *t != 0) {
                    return Err(refused());
                }
                let transposed = node.integers.get("transB").is_some_and(|t| *t != 0);
                let (alpha, beta) = (node.factor("alpha")?, node.factor("beta")?);
                let scaled = |row: Vec<Rat>, by: &Rat| row.iter().map(|v| v * by).collect();
                let weights: Vec<Vec<Rat>> = self
                    .matrix(w, transposed)?
                    .into_iter()
                    .map(|row| scaled(row, &alpha))
                    .collect();
                let bias = match rest {
                    [c] if !c.is_empty() => scaled(self.row(c, weights.len())?, &beta),
                    _ => vec![Rat::zero(); weights.len()],
                };
                Layer { weights, bias }
            }
            _ => return Err(refused()),
        };
        Ok(Some(Step::Affine(affine)))
    }
    fn constant(&self, name: &str) -> Done<&Tensor> {
        let missing = || NetworkFault::Tensor(name.to_string(), "is not a constant of the model");
        self.constants.get(name).ok_or_else(missing)
    }
    /// One row for each output: the columns of the matrix, or its rows if it is stored transposed.
    fn matrix(&self, name: &str, transposed: bool) -> Done<Vec<Vec<Rat>>> {
        let tensor = self.constant(name)?;
        let [rows, columns] = tensor.dims[..] else {
            return Err(NetworkFault::Tensor(name.to_string(), "is not a matrix"));
        };
        let at = |i: usize, j: usize| tensor.data[i * columns + j].clone();
        Ok(if transposed {
            (0..rows)
                .map(|i| (0..columns).map(|j| at(i, j)).collect())
                .collect()
        } else {
            (0..columns)
                .map(|j| (0..rows).map(|i| at(i, j)).collect())
                .collect()
        })
    }
    /// A constant added to each row of `width` numbers: of that length, or one number for all.
    fn row(&self, name: &str, width: usize) -> Done<Vec<Rat>> {
        let tensor = self.constant(name)?;
        let last = tensor.dims.last().copied().unwrap_or(1);
        let flat = tensor.data.len() == last;
        match &tensor.data[..] {
            [one] if flat => Ok(vec![one.clone(); width]),
            row if flat && row.len() == width => Ok(row.to_vec()),
            _ => {
                let reason = "is not a row as long as the layer is wide";
                Err(NetworkFault::Tensor(name.to_string(), reason))
            }
        }
    }
}

impl Node {
    fn read(bytes: &[u8]) -> Done<Node> {
        let mut node = Node::default();
        for (number, value) in message(bytes)? {
            let Wire::Bytes(part) = value else { continue };
            match number {
                1 => node.inputs.push(text(part)),
                2 => node.outputs.push(text(part)),
                4 => node.operator = text(part),
                5 => node.attribute(part)?,
                _ => {}
            }
        }
        Ok(node)
    }
    fn attribute(&mut self, bytes: &[u8]) -> Done<()> {
        let parts = message(bytes)?;
        let name = named(&parts, 1);
        for (number, value) in parts {
            match (number, value) {
                (2, Wire::Fixed32(bits)) => {
                    self.floats.insert(name.clone(), f32::from_bits(bits));
                }
                (3, Wire::Varint(i)) => {
                    self.integers.insert(name.clone(), i);
                }
                _ => {}
            }
        }
        Ok(())
    }
    /// A factor of `Gemm`, 1 if it is not given.
    fn factor(&self, name: &str) -> Done<Rat> {
        let Some(value) = self.floats.get(name) else {
            return Ok(Rat::one());
        };
        let reason = "an infinite factor is not";
        exact_double(f64::from(*value))
            .ok_or_else(|| NetworkFault::Operator(self.operator.clone(), reason))
    }
}

fn named(parts: &[(u64, Wire)], field: u64) -> String {
    let found = parts.iter().find_map(|(n, value)| match value {
        Wire::Bytes(b) if *n == field => Some(text(b)),
        _ => None,
    });
    found.unwrap_or_default()
}

fn name_of(bytes: &[u8]) -> Done<String> {
    Ok(named(&message(bytes)?, 1))
}

impl Tensor {
    fn read(bytes: &[u8]) -> Done<(String, Tensor)> {
        let parts = message(bytes)?;
        let name = named(&parts, 8);
        let fault = |reason| NetworkFault::Tensor(name.clone(), reason);
        let broken = "is broken";
        let (mut dims, mut kind, mut bits) = (Vec::new(), 0, Vec::new());
        for (number, value) in &parts {
            match (number, value) {
                (1, Wire::Varint(d)) => dims.push(*d),
                (1, Wire::Bytes(packed)) => {
                    dims.extend(varints(packed).ok_or_else(|| fault(broken))?)
                }
                (2, Wire::Varint(t)) => kind = *t,
                (4, Wire::Fixed32(b)) => bits.extend(b.to_le_bytes()),
                (10, Wire::Fixed64(b)) => bits.extend(b.to_le_bytes()),
                (4 | 9 | 10, Wire::Bytes(raw)) => bits.extend_from_slice(raw),
                (13 | 14, value) if *value != Wire::Varint(0) => {
                    return Err(fault("is stored outside the file"));
                }
                _ => {}
            }
        }
        let double = |raw: &[u8]| match *raw {
            [a, b, c, d] => exact_double(f64::from(f32::from_le_bytes([a, b, c, d]))),
            [a, b, c, d, e, f, g, h] => exact_double(f64::from_le_bytes([a, b, c, d, e, f, g, h])),
            _ => None,
        };
        let size = match kind {
            1 => 4,
            11 => 8,
            _ => {
                return Ok((
                    name,
                    Tensor {
                        dims: Vec::new(),
                        data: Vec::new(),
                    },
                ));
            }
        };
        let dims: Option<Vec<usize>> = dims.iter().map(|d| usize::try_from(*d).ok()).collect();
        let dims = dims.ok_or_else(|| fault(broken))?;
        let entries = dims.iter().try_fold(1usize, |n, d| n.checked_mul(*d));
        match entries {
            Some(n) if n <= MAX_ENTRIES && bits.len() == n * size => {}
            Some(n) if n <= MAX_ENTRIES => {
                return Err(fault("has not as many entries as its shape says"));
            }
            _ => return Err(fault("is too large")),
        }
        let data: Option<Vec<Rat>> = bits.chunks(size).map(double).collect();
        let data =
            data.ok_or_else(|| fault("holds an infinite entry or one that is not a number"))?;
        Ok((name, Tensor { dims, data }))
    }
}

fn identity(n: usize) -> Vec<Vec<Rat>> {
    let unit = |i: usize, j: usize| if i == j { Rat::one() } else { Rat::zero() };
    (0..n)
        .map(|i| (0..n).map(|j| unit(i, j)).collect())
        .collect()
}

/// Neighbouring affine steps become one layer; a ReLU after the last is followed by the identity.
fn layers(steps: Vec<Step>) -> Vec<Layer> {
    let mut out: Vec<Layer> = Vec::new();
    let mut open = true;
    for step in steps {
        match (step, out.pop()) {
            (Step::Relu, last) => {
                out.push(last.unwrap_or_else(|| plain(1)));
                open = true;
            }
            (Step::Affine(layer), Some(last)) if !open => out.push(after(&layer, &last)),
            (Step::Affine(layer), last) => {
                out.extend(last);
                out.push(layer);
                open = false;
            }
        }
    }
    if open && !out.is_empty() {
        let width = out.last().map_or(1, |l| l.bias.len());
        out.push(plain(width));
    }
    if out.is_empty() {
        out.push(plain(1));
    }
    out
}

fn plain(width: usize) -> Layer {
    Layer {
        weights: identity(width),
        bias: vec![Rat::zero(); width],
    }
}

/// The affine map `outer` after `inner`, whose shapes fit.
fn after(outer: &Layer, inner: &Layer) -> Layer {
    let columns = inner.weights.first().map_or(0, Vec::len);
    let sum = |row: &[Rat], pick: &dyn Fn(usize) -> Rat| {
        row.iter().enumerate().fold(
            Rat::zero(),
            |s, (k, v)| if v.is_zero() { s } else { s + v * pick(k) },
        )
    };
    Layer {
        weights: outer
            .weights
            .iter()
            .map(|row| {
                (0..columns)
                    .map(|j| sum(row, &|k| inner.weights[k][j].clone()))
                    .collect()
            })
            .collect(),
        bias: outer
            .weights
            .iter()
            .zip(&outer.bias)
            .map(|(row, b)| b + sum(row, &|k| inner.bias[k].clone()))
            .collect(),
    }
}
