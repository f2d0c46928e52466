//! What is not read: verbatim text, and the branches of a condition that are not set.

use crate::draft::token::{Kind, Lexer};

/// The longest argument of `\verb`, in bytes.
const MAX_VERB: usize = 4_000;

/// Environments whose body is not LaTeX.
pub const VERBATIM: [&str; 13] = [
    "verbatim",
    "Verbatim",
    "BVerbatim",
    "LVerbatim",
    "SaveVerbatim",
    "lstlisting",
    "minted",
    "comment",
    "filecontents",
    "tcblisting",
    "luacode",
    "pycode",
    "sagesilent",
];

/// Skips the argument of `\verb` and its relatives: between two equal characters, or in braces.
pub fn skip_verb(word: &str, lexer: &mut Lexer) {
    if matches!(word, "lstinline" | "mintinline" | "Verb" | "href") {
        lexer.option();
    }
    if word == "mintinline" {
        lexer.argument();
    }
    let rest = lexer.rest();
    let (skipped, body) = match rest.strip_prefix('*') {
        Some(body) => (1, body),
        None => (0, rest),
    };
    let mut end = body.len().min(MAX_VERB);
    while !body.is_char_boundary(end) {
        end -= 1;
    }
    let body = &body[..end];
    let Some(first) = body.chars().next() else {
        return;
    };
    if first == '{' && word != "verb" {
        let mut depth = 0usize;
        for (i, c) in body.char_indices() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                lexer.at += skipped + i + 1;
                return;
            }
        }
        return;
    }
    if matches!(word, "url" | "href" | "path" | "nolinkurl") || first.is_ascii_whitespace() {
        return;
    }
    let line = &body[..body.find('\n').unwrap_or(body.len())];
    if let Some(end) = line[first.len_utf8()..].find(first) {
        lexer.at += skipped + first.len_utf8() + end + first.len_utf8();
    }
}

/// Where what follows the `\else` of an `\iftrue` begins, if it has one.
pub(super) fn else_of(mut lexer: Lexer) -> Option<usize> {
    skip_false(&mut lexer);
    lexer.whole()[..lexer.at]
        .ends_with("else")
        .then_some(lexer.at)
}

/// Skips what `\iffalse` hides: to its `\else` or `\fi`.
pub(super) fn skip_false(lexer: &mut Lexer) {
    let mut depth = 0usize;
    for token in lexer.by_ref() {
        let Kind::Word(word) = &token.kind else {
            continue;
        };
        match word.as_str() {
            "fi" if depth == 0 => return,
            "else" if depth == 0 => return,
            "fi" => depth -= 1,
            "iff" | "ifthenelse" | "ifstrempty" | "ifblank" | "ifdefempty" => {}
            w if w.starts_with("if") => depth += 1,
            _ => {}
        }
    }
}
