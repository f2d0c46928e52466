//! Drafts: the claims in a LaTeX paper are found, recomputed exactly and compared with the numbers it prints.
//!
//! `decode -> token -> scan (with macros) -> project`, then `program` reads its maps, `claim` and `printed` (with `atom`,
//! `numeral`, `formula`, `words`) read both arguments of a claim, `judge` compares them, and `check` says it.

pub mod atom;
pub mod cell;
pub mod check;
pub mod claim;
pub mod decode;
pub mod fix;
pub mod formula;
pub mod judge;
pub mod macros;
pub mod numeral;
pub mod printed;
pub mod program;
pub mod project;
pub mod rounding;
pub mod rows;
pub mod sarif;
pub mod scan;
pub mod strip;
pub mod suggest;
pub mod tables;
pub mod tabular;
pub mod token;
pub mod words;

pub use check::{Finding, check};
pub use judge::Kind;
pub use program::program;
pub use project::{Library, Project};
pub use scan::scan;
