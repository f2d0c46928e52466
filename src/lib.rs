//! orbitex: depth-width lower bounds for neural networks from interval dynamics, as proofs and certificates.
//!
//! The order of the rooms is the way data flows:
//! text -> tree -> map -> graph -> theory -> certificate -> report | verdict.

pub mod census;
pub mod certificate;
pub mod certify;
pub mod cli;
pub mod draft;
pub mod export;
pub mod graph;
pub mod lang;
pub mod map;
pub mod num;
pub mod period;
pub mod quantity;
pub mod report;
pub mod source;
pub mod table;
pub mod theory;
pub mod verify;
