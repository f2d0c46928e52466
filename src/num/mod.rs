//! Exact numbers: rationals, integer roots, polynomials, real algebraic numbers and the fields `Q(alpha)`.
//!
//! Nothing in here is ever a float. The dependency order inside the room is
//! `rational -> polynomial -> modular -> factor -> isolate -> field -> algebraic`.

pub mod algebraic;
pub mod cyclotomic;
pub mod dyadic;
pub mod factor;
pub mod field;
pub mod gcd;
pub mod hensel;
pub mod inverse;
pub mod isolate;
pub mod kronecker;
pub mod limbs;
pub mod logarithm;
pub mod modpoly;
pub mod modular;
pub mod narrow;
pub mod parallel;
pub mod polynomial;
pub mod rational;
mod recombine;
pub mod root;
mod smallpoly;

pub use algebraic::{Algebraic, AlgebraicError};
pub use field::{Field, Number};
pub use polynomial::{IntPoly, Poly, RatPoly};
pub use rational::{Int, Rat};
pub use root::{Root, RootError};
