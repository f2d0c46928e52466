//! The exact engine against reference data (FLINT, PARI, SymPy) and against slow, obvious second ways.

mod charpoly;
mod factor;
mod roots;
mod support;
