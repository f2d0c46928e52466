//! Tables: a resolved `table` statement row by row to finished cells, then to LaTeX, CSV, Markdown and JSON.
//!
//! `row` computes (many rows in parallel, each by itself), `sheet` sorts and groups, the other files print. A cell is
//! plain data ([`shown::Shown`]): what is kept of a row between two runs is exactly what is printed.

pub mod batch;
pub mod csv;
pub mod json;
pub mod key;
pub mod latex;
pub mod markdown;
pub mod row;
pub mod sheet;
pub mod shown;

pub use batch::{Batch, compute_all};
pub use row::RowResult;
pub use sheet::Sheet;
pub use shown::Shown;
