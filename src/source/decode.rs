//! Bytes to text: UTF-8 without a byte order mark and without NUL, or a diagnostic that says where it is not.

use super::diagnostic::Diagnostic;
use super::text::{Source, Span};
use std::sync::Arc;

/// The largest file, in bytes.
pub const MAX_BYTES: usize = 4 << 20;

/// The source that `bytes` are, if they are plain UTF-8 text.
pub fn decode(name: &str, bytes: &[u8]) -> Result<Arc<Source>, Box<Diagnostic>> {
    if bytes.len() > MAX_BYTES {
        let source = Source::new(name, "");
        let message = format!("the file has {} bytes", bytes.len());
        let fault = Diagnostic::error("OX0506", message).at(
            &source,
            Span::default(),
            format!("at most {MAX_BYTES} are read"),
        );
        return Err(Box::new(fault));
    }
    let text =
        std::str::from_utf8(bytes).map_err(|error| not_utf8(name, bytes, error.valid_up_to()))?;
    let source = Source::new(name, text);
    if text.starts_with('\u{feff}') {
        let fault = Diagnostic::error("OX0103", "the file begins with a byte order mark")
            .at(&source, Span::new(0, 3), "these three bytes")
            .help("save the file as UTF-8 without a byte order mark");
        return Err(Box::new(fault));
    }
    if let Some(at) = text.find('\0') {
        let fault = Diagnostic::error("OX0102", format!("a NUL character at byte {at}"))
            .at(&source, Span::new(at, at + 1), "this is not text")
            .help("a `.map` file is plain text in UTF-8; was it saved as UTF-16?");
        return Err(Box::new(fault));
    }
    Ok(source)
}

/// Shows the text with its faulty byte replaced.
fn not_utf8(name: &str, bytes: &[u8], at: usize) -> Box<Diagnostic> {
    let valid = String::from_utf8_lossy(&bytes[..at]).into_owned();
    let line_end = bytes[at..]
        .iter()
        .position(|&b| b == b'\n')
        .map_or(bytes.len(), |i| at + i);
    let rest = String::from_utf8_lossy(&bytes[at..line_end]).into_owned();
    let source = Source::new(name, valid + &rest);
    let width = rest.chars().next().map_or(0, char::len_utf8);
    let message = format!(
        "the file is not UTF-8: byte 0x{:02X} at offset {at}",
        bytes[at]
    );
    let fault = Diagnostic::error("OX0101", message).at(
        &source,
        Span::new(at, at + width),
        "cannot be read as text",
    );
    Box::new(fault.help("save the file as UTF-8"))
}
