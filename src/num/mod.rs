//! Exact numbers: rationals, integer roots, polynomials, real algebraic numbers and the fields `Q(alpha)`.
//!
//! Nothing in here is ever a float. The dependency order inside the room is
//! `rational -> polynomial -> modular -> factor -> isolate -> field -> algebraic`.

pub mod factor;
pub mod field;
pub mod isolate;
pub mod modpoly;
pub mod modular;
pub mod polynomial;
pub mod rational;

pub use field::{Field, Number};
pub use polynomial::{IntPoly, Poly, RatPoly};
pub use rational::{Int, Rat};
