//! Certificates in the languages of other checkers, so far Coq; networks in the forms of other programs.

pub mod coq;
pub mod network;
