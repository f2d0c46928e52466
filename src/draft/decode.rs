//! The bytes of a draft as text: UTF-8 or Latin-1, and the way back from a place in the text to the bytes.

use crate::source::{Diagnostic, Source, Span};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

/// The largest file of a draft, in bytes.
pub const MAX_BYTES: usize = 16 << 20;

/// How the bytes stand for characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    /// UTF-8; with this many bytes of a byte order mark before the text.
    Utf8 { mark: usize },
    /// One byte for each character.
    Latin1,
}

/// One file of a draft.
#[derive(Clone, Debug)]
pub struct Text {
    /// The text, under the name that messages use.
    pub source: Arc<Source>,
    /// Where it was read.
    pub path: PathBuf,
    /// The bytes as they were read.
    pub bytes: Vec<u8>,
    encoding: Encoding,
}

impl Text {
    /// Reads bytes as UTF-8, else as Latin-1; a file with a NUL is no text.
    pub fn new(name: &str, path: PathBuf, bytes: Vec<u8>) -> Result<Text, Box<Diagnostic>> {
        let refuse = |message: String, label: String| {
            let source = Source::new(name, "");
            let fault = Diagnostic::error("OX0701", message).at(&source, Span::default(), label);
            Err(Box::new(fault))
        };
        if bytes.len() > MAX_BYTES {
            let message = format!("the file has {} bytes", bytes.len());
            return refuse(message, format!("at most {MAX_BYTES} are read"));
        }
        if let Some(at) = bytes.iter().position(|b| *b == 0) {
            let message = format!("a NUL character at byte {at}: this is not a LaTeX file");
            return refuse(message, "save it as UTF-8 or Latin-1".to_string());
        }
        let mark = if bytes.starts_with(b"\xEF\xBB\xBF") {
            3
        } else {
            0
        };
        let (text, encoding) = match std::str::from_utf8(&bytes[mark..]) {
            Ok(text) => (text.to_string(), Encoding::Utf8 { mark }),
            Err(_) => (
                bytes.iter().map(|b| char::from(*b)).collect(),
                Encoding::Latin1,
            ),
        };
        Ok(Text {
            source: Source::new(name, text),
            path,
            bytes,
            encoding,
        })
    }
    /// The bytes that a part of the text was read from.
    pub fn byte_range(&self, span: Span) -> Range<usize> {
        let at = |offset: usize| match self.encoding {
            Encoding::Utf8 { mark } => offset + mark,
            Encoding::Latin1 => self.source.text[..offset].chars().count(),
        };
        at(span.start)..at(span.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> Text {
        Text::new("t.tex", PathBuf::from("t.tex"), bytes.to_vec()).expect("text")
    }

    #[test]
    fn places_lead_back_to_bytes() {
        for bytes in [&b"\xEF\xBB\xBFa\xC3\xA9b"[..], b"a\xE9b", b"a\xC3\xA9b"] {
            let text = text(bytes);
            let at = text.source.text.find('b').expect("there");
            let range = text.byte_range(Span::new(at, at + 1));
            assert_eq!(&text.bytes[range], b"b");
            assert_eq!(text.source.line_column(at), (1, 3));
        }
        assert!(Text::new("t", PathBuf::new(), vec![b'a', 0]).is_err());
    }
}
