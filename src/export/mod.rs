//! Certificates in the languages of other checkers; so far Coq.

pub mod coq;
