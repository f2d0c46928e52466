//! Source texts, places in them, and diagnostics that point at places.

pub mod codes;
pub mod decode;
pub mod diagnostic;
pub mod render;
pub mod text;

pub use codes::{Entry, explain};
pub use decode::decode;
pub use diagnostic::{Diagnostic, Label, Severity, Suggestion};
pub use render::render;
pub use text::{Place, Source, Span};
