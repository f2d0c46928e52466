//! Tokens: words, numbers, strings, symbols and comments, with the faults that need no grammar to be seen.

use crate::source::{Diagnostic, Source, Span};
use std::sync::Arc;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// ASCII letters, digits and `_`, not beginning with a digit.
    Word,
    /// Digits, perhaps a point and more digits.
    Number,
    /// A string with its quotes.
    Text,
    /// An operator, a relation or a bracket.
    Symbol,
    /// From `#` to the end of the line.
    Comment,
    /// Something that is no token; a diagnostic says why.
    Bad,
}

/// A token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Where it stands.
    pub span: Span,
}

/// The longest number literal, in digits.
pub const MAX_DIGITS: usize = 10_000;

/// How many faults of tokens and brackets are noted in one text.
pub const MAX_FAULTS: usize = 1_000;

/// Splits a text into tokens; faults are reported with the index of the token they belong to.
pub fn tokens(source: &Arc<Source>) -> (Vec<Token>, Vec<(usize, Diagnostic)>) {
    let mut lexer = Lexer {
        source,
        text: &source.text,
        at: 0,
        tokens: Vec::new(),
        faults: Vec::new(),
    };
    while lexer.at < lexer.text.len() {
        lexer.step();
    }
    (lexer.tokens, lexer.faults)
}

struct Lexer<'a> {
    source: &'a Arc<Source>,
    text: &'a str,
    at: usize,
    tokens: Vec<Token>,
    faults: Vec<(usize, Diagnostic)>,
}

/// Symbols of more than one character, longest first.
const LONG: [&str; 4] = ["->", "<=", ">=", ".."];
const SHORT: &str = "()[]{}=<>~+-*/^,:";
/// What people write, and what the language has for it.
const FOREIGN: [(&str, &str); 22] = [
    ("==", "="),
    ("=>", "->"),
    ("=<", "<="),
    ("!=", "a claim with `<` or `>`"),
    ("**", "^"),
    ("//", "#"),
    ("&&", "two claims"),
    ("%", "#"),
    ("≤", "<="),
    ("≥", ">="),
    ("→", "->"),
    ("↦", "->"),
    ("−", "-"),
    ("–", "-"),
    ("·", "*"),
    ("×", "*"),
    ("√", "sqrt(...)"),
    ("≈", "~"),
    ("…", ".."),
    ("“", "\""),
    ("”", "\""),
    ("'", "\""),
];

impl Lexer<'_> {
    fn step(&mut self) {
        let rest = &self.text[self.at..];
        let c = rest.chars().next().expect("not at the end");
        match c {
            ' ' | '\t' | '\r' | '\n' => self.at += 1,
            '#' => self.push(TokenKind::Comment, rest.find('\n').unwrap_or(rest.len())),
            '"' => self.string(),
            c if c.is_ascii_digit() => self.number(),
            c if c.is_ascii_alphabetic() || c == '_' => self.push(TokenKind::Word, word_len(rest)),
            _ => self.symbol(c),
        }
    }
    fn push(&mut self, kind: TokenKind, mut len: usize) {
        if kind == TokenKind::Comment {
            len = self.text[self.at..self.at + len].trim_end().len();
        }
        self.tokens.push(Token {
            kind,
            span: Span::new(self.at, self.at + len),
        });
        self.at += len;
    }
    /// Pushes a bad token of `len` bytes with its diagnostic.
    fn bad(
        &mut self,
        len: usize,
        code: &'static str,
        message: String,
        label: &str,
        help: Option<String>,
    ) {
        let span = Span::new(self.at, self.at + len);
        let diagnostic = Diagnostic::error(code, message)
            .at(self.source, span, label)
            .help_if(help);
        if self.faults.len() < MAX_FAULTS {
            self.faults.push((self.tokens.len(), diagnostic));
        }
        self.push(TokenKind::Bad, len);
    }
    fn string(&mut self) {
        let bytes = self.text.as_bytes();
        let mut end = self.at + 1;
        loop {
            match bytes.get(end) {
                Some(b'"') if bytes.get(end + 1) == Some(&b'"') => end += 2,
                Some(b'"') => return self.push(TokenKind::Text, end + 1 - self.at),
                Some(b'\n') | None => break,
                Some(_) => end += 1,
            }
        }
        let len = self.text[self.at..end].trim_end().len();
        let help = "a string ends on its line; write \"\" for a quote inside it".to_string();
        self.bad(
            len,
            "OX0105",
            "the string is not closed".into(),
            "no closing quote on this line",
            Some(help),
        );
    }
    fn number(&mut self) {
        let rest = &self.text[self.at..];
        let whole = digits_len(rest);
        let after = &rest[whole..];
        let mut len = whole;
        if after.starts_with('.') && !after.starts_with("..") {
            let part = digits_len(&after[1..]);
            if part == 0 {
                let help = format!(
                    "write {} or {}.0",
                    &rest[..whole.min(40)],
                    &rest[..whole.min(40)]
                );
                return self.bad(
                    whole + 1,
                    "OX0106",
                    "a number cannot end with a point".into(),
                    "digits are missing after the point",
                    Some(help),
                );
            }
            len += 1 + part;
        }
        let tail = word_len(&rest[len..]);
        if tail > 0 {
            return self.number_and_word(len, tail);
        }
        if len > MAX_DIGITS {
            let message = format!("a number of more than {MAX_DIGITS} digits");
            return self.bad(len, "OX0502", message, "too long", None);
        }
        self.push(TokenKind::Number, len);
    }
    /// `1.5e3`, `2phi`.
    fn number_and_word(&mut self, len: usize, tail: usize) {
        let (number, word) = self.text[self.at..self.at + len + tail].split_at(len);
        let exponent = word
            .strip_prefix(['e', 'E'])
            .filter(|d| d.bytes().all(|b| b.is_ascii_digit()));
        let signed = &self.text[self.at + len + tail..];
        let signed =
            signed.starts_with(['+', '-']) && signed[1..].starts_with(|c: char| c.is_ascii_digit());
        match exponent {
            Some(power) if !power.is_empty() || signed => {
                let extra = if power.is_empty() {
                    1 + digits_len(&self.text[self.at + len + tail + 1..])
                } else {
                    0
                };
                let power = &self.text[self.at + len + 1..self.at + len + tail + extra];
                let help = format!("write {number} * 10^{}", power.trim_start_matches('+'));
                self.bad(
                    len + tail + extra,
                    "OX0106",
                    "there is no exponent notation".into(),
                    "not a number",
                    Some(help),
                );
            }
            _ => {
                let help = format!("write {number} * {word} for the product");
                let message = format!("`{number}{word}` is neither a number nor a name");
                self.bad(
                    len + tail,
                    "OX0111",
                    message,
                    "a `*` is missing here",
                    Some(help),
                );
            }
        }
    }
    fn symbol(&mut self, c: char) {
        let rest = &self.text[self.at..];
        if rest.starts_with("...") {
            let help = "a..b includes both ends".to_string();
            return self.bad(
                3,
                "OX0113",
                "a range has two dots".into(),
                "write `..`",
                Some(help),
            );
        }
        if let Some((wrong, right)) = FOREIGN.iter().find(|(w, _)| rest.starts_with(w)) {
            let help = format!("write `{right}` instead");
            let help = if right.contains(' ') {
                format!("use {right}")
            } else {
                help
            };
            return self.bad(
                wrong.len(),
                "OX0104",
                format!("`{wrong}` is not part of the language"),
                "",
                Some(help),
            );
        }
        if let Some(symbol) = LONG.iter().find(|s| rest.starts_with(**s)) {
            return self.push(TokenKind::Symbol, symbol.len());
        }
        if SHORT.contains(c) {
            return self.push(TokenKind::Symbol, 1);
        }
        if c == '.' {
            let digits = digits_len(&rest[1..]);
            let help = if digits > 0 {
                format!("write 0.{}", &rest[1..=digits.min(40)])
            } else {
                "`..` makes a range".to_string()
            };
            let message = if digits > 0 {
                "a number cannot begin with a point"
            } else {
                "a single point"
            };
            return self.bad(
                1 + digits,
                "OX0106",
                message.into(),
                "digits are missing before the point",
                Some(help),
            );
        }
        if c == ';' {
            let help =
                "statements need no separator; items of a list are separated by `,`".to_string();
            return self.bad(
                1,
                "OX0112",
                "there are no semicolons".into(),
                "remove it",
                Some(help),
            );
        }
        let message = format!("unexpected character {}", printable(c));
        let help = (!c.is_ascii()).then(|| "names are ASCII letters, digits and `_`; other text belongs into strings or comments".to_string());
        self.bad(
            c.len_utf8(),
            "OX0104",
            message,
            "not part of the language",
            help,
        );
    }
}

/// A character for a message: itself, or its number if it cannot be seen.
fn printable(c: char) -> String {
    if c.is_control()
        || c.is_whitespace()
        || ('\u{200b}'..='\u{200f}').contains(&c)
        || c == '\u{feff}'
    {
        format!("U+{:04X}", c as u32)
    } else {
        format!("`{c}`")
    }
}

fn digits_len(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

fn word_len(text: &str) -> usize {
    text.bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || *b == b'_')
        .count()
}
