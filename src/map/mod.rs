//! The mathematical object: piecewise-linear maps and periodic orbits.

// Errors carry the exact point and value; they are rare and end the work on a map.
#![allow(clippy::result_large_err)]

pub mod class;
pub mod families;
pub mod linear;
pub mod orbit;
pub mod realise;

pub use class::PeriodClass;
pub use linear::{MapError, PiecewiseLinear};
pub use orbit::System;
