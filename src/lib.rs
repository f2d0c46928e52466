//! orbitex: depth-width lower bounds for neural networks from interval dynamics, as proofs and certificates.
//!
//! The order of the rooms is the way data flows:
//! text -> tree -> map -> graph -> theory -> certificate -> report | verdict.

pub mod certificate;
pub mod export;
pub mod graph;
pub mod map;
pub mod num;
pub mod period;
