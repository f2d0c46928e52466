//! The covering graph of a finite set of points: partition closure, rows, components, growth, counts.

pub mod charpoly;
pub mod components;
pub mod covering;
pub mod partition;

pub use components::components;
pub use covering::Covering;
pub use partition::Partition;
