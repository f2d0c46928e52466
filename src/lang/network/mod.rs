//! Files of ReLU networks with one input and one output: the JSON form of the language and a part of ONNX.

mod json;
mod onnx;
mod protobuf;

pub use json::read as read_json;
pub use onnx::read as read_onnx;

use crate::map::network::AlgebraicNetwork;
use crate::map::{Network, NetworkError};
use crate::num::Number;

/// What a file says: the network, and the domain if it names one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NetworkFile {
    /// The network.
    pub network: Weights,
    /// `[a, b]`, `a < b`.
    pub domain: Option<(Number, Number)>,
}

/// A network by the kind of its weights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Weights {
    /// All weights and ends are rational.
    Rational(Network),
    /// Some lie in a number field.
    Algebraic(AlgebraicNetwork),
}

/// What is wrong in a network file; the text says it in words, with the place inside the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NetworkFault {
    /// Not JSON of the right form: the reader's words, with line and column.
    Json(String),
    /// An entry is not a rational number: where, and what it is.
    Entry(String, String),
    /// The domain is not an interval `[a, b]` with `a < b`.
    Domain,
    /// The layers do not fit together.
    Shape(NetworkError),
    /// The bytes are not a protocol buffer of the right form: at this byte.
    Protobuf(usize),
    /// The model has not one input and one output: how many of each.
    Ends(usize, usize),
    /// The operators are not one chain: the value that is used more or less than once.
    Chain(String),
    /// An operator that is not read, or one with these inputs: its name, and what is allowed.
    Operator(String, &'static str),
    /// An operator takes rows of one length and is given rows of another: its name, and both.
    Width(String, usize, usize),
    /// A tensor that is not read: its name, and why.
    Tensor(String, &'static str),
}

impl std::fmt::Display for NetworkFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            NetworkFault::Json(text) => write!(f, "{text}"),
            NetworkFault::Entry(place, found) => {
                write!(f, "{place} is {found}, which is not a rational number")?;
                match found.starts_with('{') {
                    true => write!(f, " nor one of the file's number field"),
                    false => Ok(()),
                }
            }
            NetworkFault::Domain => write!(f, "the domain is not [a, b] with a < b"),
            NetworkFault::Shape(error) => shape(f, error),
            NetworkFault::Protobuf(at) => write!(f, "not an ONNX model (at byte {at})"),
            NetworkFault::Ends(inputs, outputs) => write!(
                f,
                "the model has {inputs} inputs and {outputs} outputs; one of each is needed"
            ),
            NetworkFault::Chain(value) => write!(
                f,
                "the operators are not one chain: \"{value}\" is not used exactly once"
            ),
            NetworkFault::Operator(name, allowed) => {
                write!(f, "the operator {name} is not read here; {allowed}")
            }
            NetworkFault::Width(name, takes, given) => {
                write!(
                    f,
                    "the operator {name} takes rows of {takes} numbers, not of {given}"
                )
            }
            NetworkFault::Tensor(name, reason) => write!(f, "the tensor \"{name}\" {reason}"),
        }
    }
}

fn shape(f: &mut std::fmt::Formatter<'_>, error: &NetworkError) -> std::fmt::Result {
    match error {
        NetworkError::Empty => write!(f, "the network has no layer"),
        NetworkError::Row {
            layer,
            row,
            expected,
            found,
        } => write!(
            f,
            "layers[{layer}].weights[{row}] has {found} entries; the layer before has width {expected}"
        ),
        NetworkError::Bias {
            layer,
            expected,
            found,
        } => write!(
            f,
            "layers[{layer}].bias has {found} entries for {expected} neurons"
        ),
        NetworkError::Outputs(n) => {
            write!(f, "the last layer has {n} neurons; one output is needed")
        }
        NetworkError::TooManyBreakpoints(n) => {
            write!(f, "the network has more than {n} breakpoints")
        }
    }
}

impl From<NetworkError> for NetworkFault {
    fn from(error: NetworkError) -> NetworkFault {
        NetworkFault::Shape(error)
    }
}
