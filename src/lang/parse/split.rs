//! Splits a file into its top-level statements and checks its brackets, before any grammar sees it.

use super::super::similar::closest;
use super::super::token::MAX_FAULTS;
use super::super::token::{Token, TokenKind};
use super::{INNER, MAX_NESTING, OPENING};
use crate::lang::similar::did_you_mean;
use crate::source::{Diagnostic, Source, Span};
use std::collections::BTreeSet;
use std::sync::Arc;

/// One top-level statement.
pub struct Chunk {
    /// From its first to its last token.
    pub span: Span,
    /// Has a fault of it been reported already? Then the grammar need not see it.
    pub faulty: bool,
}

/// The statements of a text, and what is wrong with tokens and brackets.
pub fn split(
    source: &Arc<Source>,
    tokens: &[Token],
    faults: Vec<(usize, Diagnostic)>,
) -> (Vec<Chunk>, Vec<Diagnostic>) {
    Splitter::new(source, tokens, faults).run(true)
}

/// The whole text as one chunk.
pub fn whole(
    source: &Arc<Source>,
    tokens: &[Token],
    faults: Vec<(usize, Diagnostic)>,
) -> (Chunk, Vec<Diagnostic>) {
    let (mut chunks, diagnostics) = Splitter::new(source, tokens, faults).run(false);
    (
        chunks.pop().unwrap_or(Chunk {
            span: Span::new(0, source.text.len()),
            faulty: false,
        }),
        diagnostics,
    )
}

struct Splitter<'a> {
    source: &'a Arc<Source>,
    tokens: Vec<Token>,
    chunks: Vec<Chunk>,
    open: Vec<Token>,
    diagnostics: Vec<Diagnostic>,
    too_deep: bool,
}

impl<'a> Splitter<'a> {
    fn new(source: &'a Arc<Source>, tokens: &[Token], faults: Vec<(usize, Diagnostic)>) -> Self {
        let tokens = tokens
            .iter()
            .filter(|t| t.kind != TokenKind::Comment)
            .copied()
            .collect();
        let diagnostics = faults.into_iter().map(|(_, d)| d).collect();
        Splitter {
            source,
            tokens,
            chunks: Vec::new(),
            open: Vec::new(),
            diagnostics,
            too_deep: false,
        }
    }
    fn run(mut self, statements: bool) -> (Vec<Chunk>, Vec<Diagnostic>) {
        for i in 0..self.tokens.len() {
            let token = self.tokens[i];
            if statements && self.opens_statement(i) {
                self.close_all(Some(token));
                self.chunks.push(Chunk {
                    span: token.span,
                    faulty: false,
                });
            } else if self.chunks.is_empty() || statements && self.opens_garbage(i) {
                self.chunks.push(Chunk {
                    span: token.span,
                    faulty: false,
                });
                if statements {
                    self.garbage(i);
                }
            }
            let chunk = self.chunks.last_mut().expect("pushed above");
            chunk.span = chunk.span.to(token.span);
            chunk.faulty |= token.kind == TokenKind::Bad;
            if token.kind == TokenKind::Symbol {
                self.bracket(token);
            }
        }
        self.close_all(None);
        self.once_a_statement();
        (self.chunks, self.diagnostics)
    }
    /// The same fault again in one statement is not news.
    fn once_a_statement(&mut self) {
        let mut seen = BTreeSet::new();
        let starts: Vec<usize> = self.chunks.iter().map(|c| c.span.start).collect();
        self.diagnostics.retain(|d| {
            let chunk = starts.partition_point(|s| d.place().is_some_and(|p| *s <= p.span.start));
            seen.insert((chunk, d.message.clone()))
        });
    }
    fn report(&mut self, diagnostic: Diagnostic) {
        if self.diagnostics.len() < MAX_FAULTS {
            self.diagnostics.push(diagnostic);
        }
    }
    fn text(&self, i: usize) -> &'a str {
        self.tokens.get(i).map_or("", |t| self.source.slice(t.span))
    }
    fn is_word(&self, i: usize) -> bool {
        self.tokens
            .get(i)
            .is_some_and(|t| t.kind == TokenKind::Word)
    }
    fn first_on_line(&self, i: usize) -> bool {
        let start = if i == 0 {
            0
        } else {
            self.tokens[i - 1].span.end
        };
        i == 0 || self.source.text[start..self.tokens[i].span.start].contains('\n')
    }
    fn in_braces(&self) -> bool {
        self.open.iter().any(|t| self.source.slice(t.span) == "{")
    }
    /// Does a statement begin here? Inside braces only if it cannot be a field of a block.
    fn opens_statement(&self, i: usize) -> bool {
        let word = self.text(i);
        if !self.is_word(i) || !OPENING.contains(&word) {
            return false;
        }
        if !self.in_braces() {
            return true;
        }
        let (next, after) = (self.text(i + 1), self.text(i + 2));
        let named = self.is_word(i + 1);
        self.first_on_line(i)
            && match word {
                "let" => named && after == "=",
                "map" => named && matches!(after, "=" | "{" | "on"),
                "orbit" | "assume" | "certify" => named && after == "{",
                "table" => named && after == "for",
                "notation" => next == "{",
                "claim" => true,
                _ => next.starts_with('"') && !self.inside_notation(),
            }
    }
    fn inside_notation(&self) -> bool {
        let Some(chunk) = self.chunks.last() else {
            return false;
        };
        self.source.text[chunk.span.start..].starts_with("notation")
    }
    /// Does a misspelt statement begin here: a word at the start of a line that nothing before it asks for?
    fn opens_garbage(&self, i: usize) -> bool {
        let word = self.text(i);
        if !self.open.is_empty() || !self.is_word(i) || !self.first_on_line(i) {
            return false;
        }
        if INNER.contains(&word) || matches!(word, "lipschitz" | "step") {
            return false;
        }
        let before = self.text(i.wrapping_sub(1));
        let asks = OPENING.contains(&before)
            || INNER.contains(&before)
            || matches!(before, "lipschitz" | "step" | "cycle" | "polynomial");
        let operator =
            self.tokens[i - 1].kind == TokenKind::Symbol && !matches!(before, ")" | "]" | "}");
        let next = self
            .tokens
            .get(i + 1)
            .is_some_and(|t| matches!(t.kind, TokenKind::Word | TokenKind::Text));
        let near = closest(word, OPENING).is_some() && self.text(i + 1) == "{";
        !asks && !operator && (next || near)
    }
    fn garbage(&mut self, i: usize) {
        let chunk = self.chunks.last_mut().expect("just pushed");
        chunk.faulty = true;
        let token = self.tokens[i];
        if token.kind == TokenKind::Bad {
            return;
        }
        let text = self.source.slice(token.span);
        let words = format!(
            "statements begin with {} or {}",
            OPENING[..10].join(", "),
            OPENING[10]
        );
        let mut diagnostic =
            Diagnostic::error("OX0107", format!("`{text}` does not begin a statement"));
        diagnostic = diagnostic.at(self.source, token.span, "a statement should begin here");
        if let (TokenKind::Word, Some(near)) = (token.kind, closest(text, OPENING)) {
            diagnostic = diagnostic.suggest(self.source, token.span, near);
        }
        let help = did_you_mean(text, OPENING).unwrap_or(words);
        self.report(diagnostic.help(help));
    }
    fn bracket(&mut self, token: Token) {
        let text = self.source.slice(token.span);
        match text {
            _ if self.too_deep => {}
            "(" | "[" | "{" => {
                self.open.push(token);
                if self.open.len() > MAX_NESTING {
                    self.too_deep(token);
                }
            }
            ")" | "]" | "}" => self.close(token, partner(text)),
            _ => {}
        }
    }
    fn too_deep(&mut self, token: Token) {
        self.chunks.last_mut().expect("inside a chunk").faulty = true;
        if !self.too_deep {
            let message = format!("brackets are nested more than {MAX_NESTING} deep");
            let label = format!("level {}", MAX_NESTING + 1);
            self.diagnostics
                .push(Diagnostic::error("OX0501", message).at(self.source, token.span, label));
        }
        self.too_deep = true;
    }
    fn close(&mut self, token: Token, opening: &str) {
        let matches = |t: &Token| self.source.slice(t.span) == opening;
        match self.open.iter().rposition(matches) {
            Some(i) if i + 1 == self.open.len() => {
                self.open.pop();
            }
            Some(i) => {
                let inner = self.open[self.open.len() - 1];
                self.unclosed(inner, Some(token));
                self.open.truncate(i);
            }
            None => {
                self.chunks.last_mut().expect("inside a chunk").faulty = true;
                let text = self.source.slice(token.span);
                let message = format!("`{text}` closes nothing");
                let diagnostic = match self.open.last() {
                    None => Diagnostic::error("OX0110", message).at(
                        self.source,
                        token.span,
                        format!("no `{opening}` is open here"),
                    ),
                    Some(o) => Diagnostic::error("OX0110", message)
                        .at(self.source, token.span, "does not fit")
                        .also(self.source, o.span, "the bracket that is open"),
                };
                self.report(diagnostic);
            }
        }
    }
    fn unclosed(&mut self, opening: Token, found: Option<Token>) {
        self.chunks.last_mut().expect("inside a chunk").faulty = true;
        let text = self.source.slice(opening.span);
        let closing = match text {
            "(" => ")",
            "[" => "]",
            _ => "}",
        };
        let mut diagnostic = Diagnostic::error("OX0109", format!("`{text}` is never closed"));
        diagnostic = diagnostic.at(self.source, opening.span, "opened here");
        if let Some(token) = found {
            let found = self.source.slice(token.span);
            diagnostic = diagnostic.also(
                self.source,
                token.span,
                format!("`{closing}` is missing before this `{found}`"),
            );
        }
        self.report(diagnostic);
    }
    /// At the end of a statement: the innermost open bracket is the fault.
    fn close_all(&mut self, next: Option<Token>) {
        if let Some(&inner) = self.open.last().filter(|_| !self.too_deep) {
            self.unclosed(inner, next);
        }
        self.open.clear();
        self.too_deep = false;
    }
}

fn partner(closing: &str) -> &'static str {
    match closing {
        ")" => "(",
        "]" => "[",
        _ => "{",
    }
}
