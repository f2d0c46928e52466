//! A network that computes an iterate, written down: exact weights as JSON, or rounded ones as an ONNX model.

pub mod double;
pub mod json;
pub mod onnx;
mod protobuf;
pub mod rounding;
