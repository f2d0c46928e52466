//! The exact engine against reference data (FLINT, PARI, SymPy) and against slow, obvious second ways.
#![allow(clippy::unwrap_used, clippy::nonminimal_bool)]

mod charpoly;
mod factor;
mod rational;
mod roots;
mod support;
