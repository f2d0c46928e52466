//! Strict reading: JSON to data, every fault with its line and column.

use super::limits::{MAX_BYTES, MAX_DIGITS, at_most};
use super::reason::{Reason, ensure};
use crate::certificate::Certificate;
use serde_json::error::Category;

/// Reads a certificate; nothing is missing, unknown, doubled or written in another form than the format's.
pub fn read(json: &str) -> Result<Certificate, Reason> {
    at_most("bytes", json.len(), MAX_BYTES)?;
    at_most("digits of a number", longest_digits(json), MAX_DIGITS)?;
    let certificate = Certificate::from_json(json).map_err(|e| reason(&e))?;
    // Typed reading takes an array for an object and `{"map":null}` for "map"; the comparison does not.
    let plain: serde_json::Value = serde_json::from_str(json).map_err(|e| reason(&e))?;
    let written = serde_json::to_value(&certificate).map_err(|e| reason(&e))?;
    ensure(plain == written, Reason::NotCanonical)?;
    Ok(certificate)
}

fn longest_digits(json: &str) -> usize {
    json.as_bytes()
        .split(|b| !b.is_ascii_digit())
        .map(<[u8]>::len)
        .max()
        .unwrap_or(0)
}

fn reason(error: &serde_json::Error) -> Reason {
    let (line, column) = (error.line(), error.column());
    let text = error.to_string();
    let message = text
        .split(" at line ")
        .next()
        .unwrap_or_default()
        .to_string();
    match error.classify() {
        Category::Syntax | Category::Eof | Category::Io => Reason::Syntax {
            line,
            column,
            message,
        },
        Category::Data if message.starts_with("missing field") => Reason::MissingField {
            line,
            column,
            message,
        },
        Category::Data if message.starts_with("unknown field") => Reason::UnknownField {
            line,
            column,
            message,
        },
        Category::Data if message.starts_with("duplicate field") => Reason::DuplicateField {
            line,
            column,
            message,
        },
        Category::Data => Reason::WrongForm {
            line,
            column,
            message,
        },
    }
}
