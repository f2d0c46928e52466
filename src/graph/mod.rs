//! The covering graph of a finite set of points: partition closure, rows, components, growth, counts.

pub mod bands;
pub mod charpoly;
pub mod components;
pub mod contraction;
pub mod covering;
pub mod exact;
pub mod laps;
pub mod lengths;
pub mod levels;
pub mod model;
pub mod partition;
pub mod paths;
pub mod perron;
pub mod pieces;
pub mod samples;
pub mod spectrum;
pub mod summary;
pub mod triples;
pub mod turning;

pub use components::components;
pub use covering::Covering;
pub use partition::Partition;
pub use spectrum::{RealRoot, Spectrum};
