//! What parses but has no mathematics yet: said clearly, with a severity of its own.

use super::super::tree::Statement;
use super::Resolver;
use crate::source::{Diagnostic, Severity, Source, Span};
use std::sync::Arc;

impl Resolver<'_> {
    /// Reports a whole statement: the place is its keyword and name.
    pub(super) fn unsupported(&mut self, source: &Arc<Source>, statement: &Statement, what: &str) {
        let text = source.slice(statement.at.0);
        let line = text.split(['{', '\n']).next().unwrap_or(text).trim_end();
        let span = Span::new(statement.at.0.start, statement.at.0.start + line.len());
        self.not_supported(source, span, what);
    }
    /// Reports one part of a statement.
    pub(super) fn not_supported(&mut self, source: &Arc<Source>, span: Span, what: &str) {
        let verb = if what.ends_with('s') { "are" } else { "is" };
        let message = format!("{what} {verb} not supported yet");
        let fault = Diagnostic::new(Severity::Unsupported, "OX0150", message).at(
            source,
            span,
            "well-formed, but nothing computes this yet",
        );
        self.diagnostics.push(fault);
    }
}
