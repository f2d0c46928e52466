//! The mathematical object: piecewise-linear maps, periodic orbits, networks with one input and output.

// Errors carry the exact point and value; they are rare and end the work on a map.
#![allow(clippy::result_large_err)]

pub mod class;
pub mod families;
pub mod linear;
pub mod network;
pub mod orbit;
pub mod polynomial;
pub mod realise;

pub use class::PeriodClass;
pub use linear::{MapError, PiecewiseLinear};
pub use network::{Network, NetworkError};
pub use orbit::System;
pub use polynomial::{PolynomialError, PolynomialMap};
