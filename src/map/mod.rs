//! The mathematical object: piecewise-linear maps and periodic orbits.

pub mod families;
pub mod linear;
pub mod orbit;

pub use linear::{MapError, PiecewiseLinear};
pub use orbit::System;
