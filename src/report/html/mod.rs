//! The report as one page: the LaTeX of the body is read into blocks, which small templates set in HTML.
//!
//! A statement in the page is the statement in the LaTeX report, because it is made of the same text; a new section
//! needs no template of its own here. What the reader does not know is an error, never left out.

mod figure;
mod grid;
mod math;
mod page;
mod read;
mod scan;
mod text;
mod tree;
mod write;

pub use page::page;
