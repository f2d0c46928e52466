//! Periodic points of Markov maps: how many, which least periods, which Sharkovsky type, and exact points.
//!
//! Everything is decided from the index vector of a closed partition; only exact points need the numbers.

pub mod fixed;
pub mod increasing;
pub mod least;
pub mod point;
pub mod sharkovsky;
mod structure;

pub use structure::{Count, Periods};
