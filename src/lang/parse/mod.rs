//! Text to syntax tree: every top-level statement is parsed on its own, so that one fault does not hide the next.

mod block;
mod expr;
mod fault;
mod grammar;
mod split;
mod statement;

use super::token::{Token, TokenKind, tokens};
use super::tree::{At, Claim, File, Name};
use crate::source::{Diagnostic, Source, Span};
use grammar::{MapParser, Pair, Rule};
use pest::Parser;
use std::sync::Arc;

/// How deep brackets, signs and powers may be nested.
pub const MAX_NESTING: usize = 200;

/// The words that open a statement.
pub const OPENING: [&str; 11] = [
    "title", "author", "include", "let", "map", "orbit", "assume", "certify", "claim", "table",
    "notation",
];
/// The other reserved words.
pub const INNER: [&str; 7] = ["root", "of", "in", "on", "for", "not", "x"];

/// Parses a file: the statements that are well-formed, and a diagnostic for each one that is not.
pub fn parse(source: &Arc<Source>) -> (File, Vec<Diagnostic>) {
    let (tokens, faults) = tokens(source);
    let (chunks, mut diagnostics) = split::split(source, &tokens, faults);
    let builder = Builder::new(source, &tokens);
    let (mut statements, mut broken) = (Vec::new(), Vec::new());
    for chunk in &chunks {
        let parsed = match chunk.faulty {
            true => None,
            false => Some(
                builder
                    .parse(Rule::statement, chunk.span)
                    .and_then(|pair| builder.statement(pair)),
            ),
        };
        match parsed {
            Some(Ok(statement)) => statements.push(statement),
            Some(Err(fault)) => {
                diagnostics.push(*fault);
                broken.extend(builder.meant_name(chunk.span));
            }
            None => broken.extend(builder.meant_name(chunk.span)),
        }
    }
    diagnostics.sort_by_key(|d| d.place().map_or(0, |p| p.span.start));
    let file = File {
        source: source.clone(),
        statements,
        broken,
    };
    (file, diagnostics)
}

/// Parses a text that is one claim without the word `claim`, as a draft has it.
pub fn parse_claim(source: &Arc<Source>) -> Result<Claim, Vec<Diagnostic>> {
    let (tokens, faults) = tokens(source);
    let (chunk, diagnostics) = split::whole(source, &tokens, faults);
    if !diagnostics.is_empty() {
        return Err(diagnostics);
    }
    let builder = Builder::new(source, &tokens);
    let parsed = builder
        .parse(Rule::whole_claim, chunk.span)
        .and_then(|pair| {
            let inner = pair
                .into_inner()
                .find(|p| p.as_rule() == Rule::statement_of_claim)
                .expect("a claim has a body");
            builder.claim_body(inner)
        });
    parsed.map_err(|fault| vec![*fault])
}

/// A fault of one statement; boxed, since it is rare and large.
pub(crate) type Fault = Box<Diagnostic>;
pub(crate) type Built<T> = Result<T, Fault>;

/// Turns pest's pairs into the tree. `tokens` are those of the whole file, without comments.
struct Builder<'a> {
    source: &'a Arc<Source>,
    tokens: Vec<Token>,
}

impl<'a> Builder<'a> {
    fn new(source: &'a Arc<Source>, tokens: &[Token]) -> Builder<'a> {
        let tokens = tokens
            .iter()
            .filter(|t| t.kind != TokenKind::Comment)
            .copied()
            .collect();
        Builder { source, tokens }
    }
    /// Parses the bytes `span` by `rule`; the pairs' offsets count from `span.start`.
    fn parse(&self, rule: Rule, span: Span) -> Built<Positioned<'a>> {
        let text = self.source.slice(span);
        match MapParser::parse(rule, text) {
            Ok(mut pairs) => Ok(Positioned {
                pair: pairs.next().expect("a rule gives one pair"),
                offset: span.start,
            }),
            Err(error) => Err(self.syntax_fault(&error, span)),
        }
    }
    /// The name that a faulty statement would have defined: its second word.
    fn meant_name(&self, span: Span) -> Option<Name> {
        let first = self.tokens.partition_point(|t| t.span.start < span.start);
        let [opening, name, ..] = self.tokens.get(first..)? else {
            return None;
        };
        let defines = !matches!(
            self.source.slice(opening.span),
            "certify" | "claim" | "title" | "author" | "include"
        );
        let text = self.source.slice(name.span);
        let fits = defines
            && opening.kind == TokenKind::Word
            && name.kind == TokenKind::Word
            && name.span.end <= span.end;
        fits.then(|| Name {
            text: text.to_string(),
            at: At(name.span),
        })
    }
    /// The place of a pair, without blanks and comments at its end.
    fn at(&self, pair: &Positioned) -> At {
        let span = pair.pair.as_span();
        let (start, end) = (span.start() + pair.offset, span.end() + pair.offset);
        let last = self.tokens.partition_point(|t| t.span.start < end);
        let end = last
            .checked_sub(1)
            .map_or(end, |i| self.tokens[i].span.end.clamp(start, end));
        At(Span::new(start, end))
    }
}

/// A pair with the offset of its text in the file.
#[derive(Clone)]
struct Positioned<'a> {
    pair: Pair<'a>,
    offset: usize,
}

impl<'a> Positioned<'a> {
    fn as_rule(&self) -> Rule {
        self.pair.as_rule()
    }
    fn as_str(&self) -> &'a str {
        self.pair.as_str()
    }
    /// The parts that carry meaning: no punctuation, no keywords.
    fn into_inner(self) -> impl Iterator<Item = Positioned<'a>> {
        let offset = self.offset;
        self.pair
            .into_inner()
            .filter(|p| !grammar::is_mark(p.as_rule()))
            .map(move |pair| Positioned { pair, offset })
    }
    /// The only or first part.
    fn first(self) -> Positioned<'a> {
        self.into_inner()
            .next()
            .expect("the grammar gives this rule a part")
    }
}
