//! From certificates to what people and programs read.

pub mod analysis;
pub mod terminal;
