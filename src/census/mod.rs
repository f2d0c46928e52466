//! Statistics of all cyclic patterns of a length: growth rates, extremes, zero entropy, Sharkovsky types.
//!
//! Every pattern up to reflection gets its characteristic polynomial by machine integers ([`small`]); equal polynomials
//! are counted together ([`table`]); growth rates are enclosed and told apart exactly ([`growth`]). The work can be cut
//! into parts ([`part`]) that are computed apart and joined ([`Census::of`]).

pub mod growth;
pub mod part;
pub mod pattern;
pub mod small;
pub mod statistics;
pub mod table;

pub use part::{MergeError, Part};
pub use statistics::{Census, Extreme};

/// The shortest and the longest patterns that are counted.
pub const LENGTHS: std::ops::RangeInclusive<usize> = 3..=13;
