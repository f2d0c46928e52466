//! The mathematical object: piecewise-linear maps and periodic orbits.

pub mod linear;

pub use linear::{MapError, PiecewiseLinear};
