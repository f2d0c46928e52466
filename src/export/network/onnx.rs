//! An ONNX model of a network: `Gemm` and `Relu` on doubles, the exact weights rounded to nearest.
//!
//! Input `x` and output `y` have shape `[N, 1]`: any number of points at once. The bound of the error stands in the
//! documentation text and in the metadata, with what the network computes.

use super::double::Double;
use super::protobuf::Message;
use super::rounding::{ErrorBound, TooLarge, bound, decimal_up};
use crate::map::realise::{AffineLayer, Realisation};
use crate::num::Number;
use std::collections::{HashMap, HashSet};

/// What the model says about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About<'a> {
    /// The map's name.
    pub map: &'a str,
    /// How its file writes it.
    pub origin: &'a str,
    /// The iterate `t`.
    pub iterate: u64,
    /// The parts of the iterate, one for each hidden layer.
    pub split: &'a [u64],
}

/// A model and what is proved of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// The file.
    pub bytes: Vec<u8>,
    /// Is every weight a double, so that none was rounded?
    pub exact_weights: bool,
    /// The bounds of the error.
    pub error: ErrorBound,
    /// What it computes and how well, in one paragraph.
    pub statement: String,
}

/// Of the format: the version of the file form and of the operators.
const IR_VERSION: u64 = 7;
const OPSET: u64 = 13;
/// The number of the element type DOUBLE, and of integer attributes.
const DOUBLE: u64 = 11;
const INT: u64 = 2;

/// The model of a network.
pub fn write(network: &Realisation, about: &About) -> Result<Model, TooLarge> {
    let error = bound(network)?;
    let layers = network.affine_layers();
    let numbers = layers
        .iter()
        .flat_map(|l| l.weights.iter().flatten().chain(&l.bias));
    let is_double = |x: &Number| match (x.to_rational(), Double::of(x)) {
        (Some(r), Some(d)) => d.value() == r,
        _ => false,
    };
    let distinct: HashSet<&Number> = numbers.collect();
    let exact_weights = distinct.into_iter().all(is_double);
    let statement = statement(network, about, &error, exact_weights);
    let mut graph = Message::new();
    let mut input = "x".to_string();
    for i in 0..layers.len() {
        let last = i + 1 == layers.len();
        let sum = if last {
            "y".to_string()
        } else {
            format!("sum{i}")
        };
        let (weights, bias) = (format!("weights{i}"), format!("bias{i}"));
        graph = graph.message(1, gemm(&[&input, &weights, &bias], &sum));
        if !last {
            input = format!("relu{i}");
            graph = graph.message(1, node("Relu", &[&sum], &input));
        }
    }
    graph = graph.text(2, about.map);
    for (i, layer) in layers.iter().enumerate() {
        graph = graph
            .message(5, weights(layer, &format!("weights{i}"))?)
            .message(
                5,
                tensor(&[layer.bias.len()], &layer.bias, &format!("bias{i}"))?,
            );
    }
    let graph = graph
        .text(10, &statement)
        .message(11, value("x"))
        .message(12, value("y"));
    let parts: Vec<String> = about.split.iter().map(ToString::to_string).collect();
    let widths: Vec<String> = network.widths().iter().map(ToString::to_string).collect();
    let (a, b) = &network.domain;
    let mut model = Message::new()
        .int(1, IR_VERSION)
        .text(2, "orbitex")
        .text(3, env!("CARGO_PKG_VERSION"))
        .text(6, &statement)
        .message(7, graph)
        .message(8, Message::new().text(1, "").int(2, OPSET));
    for (key, text) in [
        ("map", about.map.to_string()),
        ("origin", about.origin.to_string()),
        ("iterate", about.iterate.to_string()),
        ("split", parts.join(",")),
        ("widths", widths.join(",")),
        ("domain", format!("[{a}, {b}]")),
        ("exact_weights", exact_weights.to_string()),
        ("weights_error", decimal_up(&error.weights)),
        ("total_error", decimal_up(&error.total)),
    ] {
        model = model.message(14, Message::new().text(1, key).text(2, &text));
    }
    Ok(Model {
        bytes: model.into_bytes(),
        exact_weights,
        error,
        statement,
    })
}

fn statement(network: &Realisation, about: &About, error: &ErrorBound, exact: bool) -> String {
    let (a, b) = &network.domain;
    let (map, t) = (about.map, about.iterate);
    let weights = if exact {
        "all weights are exact".to_string()
    } else {
        format!(
            "weights are rounded to the nearest doubles, which alone changes the output by at most {}",
            decimal_up(&error.weights)
        )
    };
    format!(
        "Iterate {t} of the map {map} on [{a}, {b}], by {}: {weights}; for every double x in the domain \
         the output in double arithmetic (round to nearest, sums in any order) is within {} of the exact value. \
         Outside the domain nothing is said.",
        layers(&network.widths()),
        decimal_up(&error.total)
    )
}

/// "one hidden layer of width 3", "2 hidden layers of widths 3, 4".
fn layers(widths: &[usize]) -> String {
    let listed: Vec<String> = widths.iter().map(ToString::to_string).collect();
    match listed.as_slice() {
        [width] => format!("one hidden layer of width {width}"),
        _ => format!(
            "{} hidden layers of widths {}",
            listed.len(),
            listed.join(", ")
        ),
    }
}

fn node(operator: &str, inputs: &[&str], output: &str) -> Message {
    let start = Message::new();
    let named = inputs.iter().fold(start, |m, input| m.text(1, input));
    named.text(2, output).text(3, output).text(4, operator)
}

/// `inputs[0] * transpose(inputs[1]) + inputs[2]`.
fn gemm(inputs: &[&str], output: &str) -> Message {
    let transposed = Message::new().text(1, "transB").int(3, 1).int(20, INT);
    node("Gemm", inputs, output).message(5, transposed)
}

fn weights(layer: &AffineLayer, name: &str) -> Result<Message, TooLarge> {
    let columns = layer.weights.first().map_or(0, Vec::len);
    let entries: Vec<Number> = layer.weights.iter().flatten().cloned().collect();
    tensor(&[layer.weights.len(), columns], &entries, name)
}

fn tensor(shape: &[usize], entries: &[Number], name: &str) -> Result<Message, TooLarge> {
    let mut raw = Vec::with_capacity(entries.len() * 8);
    // The rows of a layer repeat the same few numbers.
    let mut known: HashMap<&Number, Double> = HashMap::new();
    for x in entries {
        let double = match known.get(x) {
            Some(double) => *double,
            None => Double::of(x).ok_or(TooLarge)?,
        };
        known.insert(x, double);
        raw.extend_from_slice(&double.0.to_le_bytes());
    }
    let dims = shape
        .iter()
        .fold(Message::new(), |m, d| m.int(1, *d as u64));
    Ok(dims.int(2, DOUBLE).text(8, name).bytes(9, &raw))
}

/// A tensor of doubles of shape `[N, 1]`.
fn value(name: &str) -> Message {
    let shape = Message::new()
        .message(1, Message::new().text(2, "N"))
        .message(1, Message::new().int(1, 1));
    let tensor = Message::new().int(1, DOUBLE).message(2, shape);
    Message::new()
        .text(1, name)
        .message(2, Message::new().message(1, tensor))
}
