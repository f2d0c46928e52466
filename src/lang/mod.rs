//! The `.map` language: text to syntax tree, syntax tree to maps and claims, and the canonical layout.
//!
//! `token -> parse -> tree -> resolve -> program`; `network` reads
//! the weights that a file names; `print` lays out a file anew without changing a token.

pub mod latex;
pub mod network;
pub mod parse;
pub mod print;
pub mod program;
pub mod resolve;
pub mod similar;
pub mod table;
pub mod token;
pub mod tree;

pub use parse::{parse, parse_claim};
pub use print::format;
pub use program::Program;
pub use resolve::{Files, Limits, Loaded, NoFiles, load, resolve_claim};
