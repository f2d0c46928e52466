//! The canonical layout that `orbitex fmt` writes: indentation, blanks and blank lines; no token is ever changed.
//!
//! Lines stay where the author broke them, and two or more blanks between tokens stay (they align something).
//! What is laid down: four blanks a bracket level at the start of a line, one blank around relations, arrows, sums
//! and `:`, none inside brackets and around `^`, one after a comma, at most one empty line, no blanks at the end.

use super::parse::{INNER, OPENING};
use super::token::{Token, TokenKind, tokens};
use crate::source::Source;
use std::sync::Arc;

/// The text in canonical layout, or `None` if it has tokens that are no tokens. Laying out twice changes nothing more.
pub fn format(source: &Arc<Source>) -> Option<String> {
    let (tokens, faults) = tokens(source);
    if !faults.is_empty() {
        return None;
    }
    let mut printer = Printer {
        source,
        tokens: &tokens,
        out: String::with_capacity(source.text.len()),
        open: Vec::new(),
    };
    for i in 0..tokens.len() {
        printer.token(i);
    }
    let mut out = printer.out;
    if !out.is_empty() {
        out.push('\n');
    }
    Some(out)
}

struct Printer<'a> {
    source: &'a Source,
    tokens: &'a [Token],
    out: String,
    /// For each open bracket: does the line go on after it (then it does not indent)?
    open: Vec<bool>,
}

impl Printer<'_> {
    fn text(&self, i: usize) -> &str {
        self.source.slice(self.tokens[i].span)
    }
    /// The text between a token and the one before it.
    fn gap(&self, i: usize) -> &str {
        let start = if i == 0 {
            0
        } else {
            self.tokens[i - 1].span.end
        };
        &self.source.text[start..self.tokens[i].span.start]
    }
    fn token(&mut self, i: usize) {
        let lines = self.gap(i).matches('\n').count();
        let text = self.text(i).to_string();
        let symbol = self.tokens[i].kind == TokenKind::Symbol;
        if symbol && matches!(text.as_str(), ")" | "]" | "}") {
            self.open.pop();
        }
        if i > 0 && lines > 0 {
            self.out.push_str(if lines > 1 { "\n\n" } else { "\n" });
            self.indent(i);
        } else if i > 0 {
            let blanks = self.blanks(i);
            self.out.extend(std::iter::repeat_n(' ', blanks));
        }
        self.out.push_str(&text);
        if symbol && matches!(text.as_str(), "(" | "[" | "{") {
            let ends_line = self.tokens.get(i + 1).is_none_or(|_| {
                self.gap(i + 1).contains('\n') || self.tokens[i + 1].kind == TokenKind::Comment
            });
            self.open.push(ends_line);
        }
    }
    /// The beginning of a line: four blanks a level, and four more where a statement goes on.
    fn indent(&mut self, i: usize) {
        let levels = self.open.iter().filter(|b| **b).count();
        let inside = self.open.iter().any(|b| !*b);
        let goes_on = self.open.is_empty() && self.goes_on(i);
        let levels = (levels + usize::from(inside || goes_on)).min(40);
        self.out.extend(std::iter::repeat_n("    ", levels));
    }
    /// Is this token, first on its line, part of the statement of the line before?
    fn goes_on(&self, i: usize) -> bool {
        let next = self.tokens[i..]
            .iter()
            .find(|t| t.kind != TokenKind::Comment);
        let Some(next) = next else { return false };
        let word = self.source.slice(next.span);
        let before = self.tokens[..i]
            .iter()
            .any(|t| t.kind != TokenKind::Comment);
        before && !OPENING.contains(&word) && !matches!(word, ")" | "]" | "}")
    }
    /// The blanks between two tokens on one line.
    fn blanks(&self, i: usize) -> usize {
        let written: usize = self
            .gap(i)
            .chars()
            .map(|c| if c == '\t' { 4 } else { usize::from(c == ' ') })
            .sum();
        if self.tokens[i].kind == TokenKind::Comment {
            return written.max(1);
        }
        match self.wanted(i) {
            Some(0) => 0,
            _ if written >= 2 => written,
            Some(n) => n,
            None => written.min(1),
        }
    }
    /// The blanks that the layout asks for; `None` leaves it to the author.
    fn wanted(&self, i: usize) -> Option<usize> {
        let (left, right) = (self.text(i - 1), self.text(i));
        let spaced = |s: &str| {
            matches!(
                s,
                "=" | "<" | ">" | "<=" | ">=" | "~" | "->" | ":" | "{" | "}"
            )
        };
        let in_braces = left == "{" || right == "}";
        if matches!(right, "," | ")" | "]")
            || matches!(left, "(" | "[")
            || left == "^"
            || right == "^"
            || left == ".."
            || right == ".."
        {
            return Some(0);
        }
        if left == "," || in_braces || spaced(left) || spaced(right) {
            return Some(1);
        }
        if self.tokens[i - 1].kind == TokenKind::Word && matches!(right, "(" | "[") {
            return match right {
                "(" if is_field(left) => None,
                "(" if !is_reserved(left) => Some(0),
                _ => Some(1),
            };
        }
        self.around(i, left)
    }
    /// Around the operators of sums and products.
    fn around(&self, i: usize, left: &str) -> Option<usize> {
        match (left, self.text(i)) {
            ("-", _) if i >= 2 && is_field(self.text(i - 2)) => None,
            ("-", _) if self.is_sign(i - 1) => Some(0),
            ("+" | "-", _) | (_, "+" | "-") => Some(1),
            ("*" | "/", _) | (_, "*" | "/") => None,
            _ => Some(1),
        }
    }
    /// Is the minus at `i` a sign (nothing to subtract from before it)?
    fn is_sign(&self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1) else {
            return true;
        };
        match self.tokens[before].kind {
            TokenKind::Number | TokenKind::Text => false,
            TokenKind::Word => is_reserved(self.text(before)),
            _ => !matches!(self.text(before), ")" | "]" | "}"),
        }
    }
}

/// A reserved word other than the variable: what follows is no argument of it.
fn is_reserved(word: &str) -> bool {
    OPENING.contains(&word) || INNER.contains(&word) && word != "x"
}

/// Words that are followed by a value, perhaps in brackets or with a sign; some are names of quantities too.
fn is_field(word: &str) -> bool {
    const FIELDS: [&str; 20] = [
        "lipschitz",
        "cycle",
        "polynomial",
        "step",
        "gap",
        "iterates",
        "depths",
        "tolerance",
        "between",
        "iterate",
        "depth",
        "width",
        "widths",
        "error",
        "norm",
        "from",
        "period",
        "columns",
        "by",
        "pattern",
    ];
    FIELDS.contains(&word)
}
