//! A named text, byte ranges in it, and the line and column of a byte.

use std::sync::Arc;

/// A range of bytes `start..end` in one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The range `start..end`.
    pub fn new(start: usize, end: usize) -> Span {
        Span { start, end }
    }
    /// The smallest range that holds both.
    pub fn to(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }
}

/// A text with the name it is reported under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// A path as the user wrote it, or `<stdin>`.
    pub name: String,
    /// The whole text, UTF-8.
    pub text: String,
}

impl Source {
    /// A source to share between the places that point into it.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Source> {
        Arc::new(Source {
            name: name.into(),
            text: text.into(),
        })
    }
    /// The text of a span; empty if the span does not fit the text.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or("")
    }
    /// Line and column of a byte, both counted from 1; columns count characters.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = &self.text[..offset];
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        let line = before.bytes().filter(|&b| b == b'\n').count() + 1;
        (line, before[line_start..].chars().count() + 1)
    }
}

/// A span together with the text it lies in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The text.
    pub source: Arc<Source>,
    /// The bytes.
    pub span: Span,
}

impl Place {
    /// The bytes `span` of `source`.
    pub fn new(source: &Arc<Source>, span: Span) -> Place {
        Place {
            source: source.clone(),
            span,
        }
    }
    /// The text itself.
    pub fn text(&self) -> &str {
        self.source.slice(self.span)
    }
    /// Line and column of the first byte, counted from 1.
    pub fn line_column(&self) -> (usize, usize) {
        self.source.line_column(self.span.start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_characters() {
        let source = Source::new("t", "aé\r\n\tb\nc");
        let at = |text: &str| source.line_column(source.text.find(text).expect("there"));
        assert_eq!(
            (at("a"), at("é"), at("b"), at("c")),
            ((1, 1), (1, 2), (2, 2), (3, 1))
        );
        assert_eq!(source.line_column(1_000), (3, 2));
        assert_eq!(source.line_column(2), (1, 2));
        assert_eq!(source.slice(Span::new(2, 1)), "");
    }
}
