//! Strict reading: JSON to data, every fault with its line and column.
//!
//! Typed reading takes some forms that the format does not have: an array of the values in place of an object, and
//! `{"map":null}` for the word "map" (serde's rules for structures, tagged choices and words; nothing else). The first
//! adds an array to the text, and nothing takes one away; the second adds an object where there is no first. So a text
//! that was read has the format's form exactly if it has as many arrays and objects as the data written again. Counting
//! needs no second copy of the text or the data, however large they are.

use super::limits::{MAX_BYTES, MAX_DIGITS, at_most};
use super::reason::{Reason, ensure};
use crate::certificate::{Certificate, SCHEMA};
use serde_json::error::Category;
use std::io::{self, Write};

/// Reads a certificate; nothing is missing, unknown, doubled or written in another form than the format's.
pub fn read(json: &str) -> Result<Certificate, Reason> {
    check_sizes(json)?;
    let certificate = Certificate::from_json(json).map_err(|e| reason(json, &e))?;
    let mut written = Tally::default();
    serde_json::to_writer(&mut written, &certificate).map_err(|e| reason(json, &e))?;
    check_form(json, &written)?;
    Ok(certificate)
}

/// The text and its numbers are not too long.
pub(super) fn check_sizes(json: &str) -> Result<(), Reason> {
    at_most("bytes", json.len(), MAX_BYTES)?;
    at_most("digits of a number", longest_digits(json), MAX_DIGITS)
}

/// The text has as many of each mark as the data written again.
pub(super) fn check_form(json: &str, written: &Tally) -> Result<(), Reason> {
    let mut plain = Tally::default();
    plain.take(json.as_bytes());
    ensure(plain.counts == written.counts, Reason::NotCanonical)
}

/// How many of each mark of JSON stand outside the strings of a text; blanks and the order of keys do not matter.
#[derive(Debug, Default)]
pub(super) struct Tally {
    counts: Counts,
    in_string: bool,
    escaped: bool,
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    objects: usize,
    arrays: usize,
    keys: usize,
    commas: usize,
    quotes: usize,
}

impl Tally {
    /// One more comma, between values that are written one by one.
    pub(super) fn comma(&mut self) {
        self.counts.commas += 1;
    }
    fn take(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            if self.in_string {
                match byte {
                    _ if self.escaped => self.escaped = false,
                    b'\\' => self.escaped = true,
                    b'"' => self.in_string = false,
                    _ => {}
                }
                continue;
            }
            match byte {
                b'"' => {
                    self.in_string = true;
                    self.counts.quotes += 1;
                }
                b'{' => self.counts.objects += 1,
                b'[' => self.counts.arrays += 1,
                b':' => self.counts.keys += 1,
                b',' => self.counts.commas += 1,
                _ => {}
            }
        }
    }
}

impl Write for Tally {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.take(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn longest_digits(json: &str) -> usize {
    json.as_bytes()
        .split(|b| !b.is_ascii_digit())
        .map(<[u8]>::len)
        .max()
        .unwrap_or(0)
}

/// Why a text cannot be read.
pub(super) fn reason(json: &str, error: &serde_json::Error) -> Reason {
    if json.trim().is_empty() {
        return Reason::Empty;
    }
    if let Some(found) = other_schema(json) {
        return Reason::Schema { found };
    }
    let (line, column) = (error.line(), error.column());
    let text = error.to_string();
    let message = text
        .split(" at line ")
        .next()
        .map(in_json_words)
        .unwrap_or_default();
    match error.classify() {
        Category::Syntax | Category::Eof | Category::Io => Reason::Syntax {
            line,
            column,
            message: not_json(json, error, &message),
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

/// What stands where JSON ends, in words; a text that does not even begin like a certificate is told so.
fn not_json(json: &str, error: &serde_json::Error, message: &str) -> String {
    if json.starts_with('\u{feff}') {
        return "not JSON: the text begins with a byte order mark".to_string();
    }
    let hint = if json.trim_start().starts_with('{') {
        ""
    } else {
        "; a certificate begins with `{`"
    };
    if error.is_eof() {
        return format!("not JSON: the text ends too early ({message}){hint}");
    }
    let line = json.split('\n').nth(error.line().saturating_sub(1));
    let line = line.unwrap_or_default();
    let mut at = error.column().saturating_sub(1).min(line.len());
    while !line.is_char_boundary(at) {
        at -= 1;
    }
    let word = line[at..].chars().take_while(|c| !c.is_whitespace());
    let shown = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    let word: String = word.take(24).map(shown).collect();
    format!("not JSON: {message}, found `{word}`{hint}")
}

/// The schema of a JSON text of another kind, or of another version of the format.
fn other_schema(json: &str) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct Head {
        schema: String,
    }
    let head: Head = serde_json::from_str(json).ok()?;
    (head.schema != SCHEMA).then_some(head.schema)
}

/// "expected an object" for "expected struct Certificate with 7 elements": the names of the reader's types say nothing.
fn in_json_words(message: &str) -> String {
    let cut = [
        "expected struct ",
        "expected internally tagged enum ",
        "expected adjacently tagged enum ",
    ];
    for start in cut {
        if let Some((before, rest)) = message.split_once(start) {
            let rest = rest.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_');
            let after = rest.split_once(" elements").map_or(rest, |r| r.1);
            return format!("{before}expected an object{after}");
        }
    }
    message.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_not_json_is_described() {
        let cases = [
            (
                "",
                "the file is empty; a certificate is a JSON text that begins with `{`",
            ),
            (
                " \n",
                "the file is empty; a certificate is a JSON text that begins with `{`",
            ),
            (
                "map t = tent(2)\n",
                "not JSON: expected value, found `map`; a certificate begins with `{` at line 1 column 1",
            ),
            (
                "\\documentclass{article}\n",
                "not JSON: expected value, found `\\documentclass{article}`; a certificate begins with `{` at line 1 column 1",
            ),
            (
                "{\n \"schema\": 'x'}",
                "not JSON: expected value, found `'x'}` at line 2 column 12",
            ),
            (
                "{\"schema\": \"x\"",
                "not JSON: the text ends too early (EOF while parsing an object) at line 1 column 14",
            ),
            (
                "\u{feff}{}",
                "not JSON: the text begins with a byte order mark at line 1 column 1",
            ),
        ];
        for (text, expected) in cases {
            let found = read(text).expect_err("not a certificate");
            assert_eq!(found.code(), "OX0801", "{text:?}");
            assert_eq!(found.to_string(), expected, "{text:?}");
        }
        let others = [
            (
                "[]",
                "OX0805",
                "invalid length 0, expected an object at line 1 column 2",
            ),
            (
                "7",
                "OX0805",
                "invalid type: integer `7`, expected an object at line 1 column 1",
            ),
            (
                "{\"schema\": \"orbitex/certificate/2\"}",
                "OX0806",
                "unknown schema \"orbitex/certificate/2\", this program reads \"orbitex/certificate/1\"",
            ),
        ];
        for (text, code, expected) in others {
            let found = read(text).expect_err("not a certificate");
            assert_eq!(found.code(), code, "{text:?}");
            assert_eq!(found.to_string(), expected, "{text:?}");
        }
    }
}
