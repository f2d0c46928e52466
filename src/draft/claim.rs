//! The text of a claim in a draft: LaTeX's spellings made plain, each byte with the place it came from.

use super::project::Project;
use super::token::{Kind, Token};
use crate::source::{Diagnostic, Label, Place, Source, Span};
use std::sync::Arc;

/// A claim as the language has it.
#[derive(Clone, Debug)]
pub struct ClaimText {
    /// The text.
    pub source: Arc<Source>,
    /// Where each byte of it comes from.
    origin: Vec<(usize, Span)>,
    /// The claim's own place in the draft.
    home: (usize, Span),
}

/// The claim that `tokens`, macros expanded, spell; or the command that is not understood.
pub fn claim_text(
    project: &Project,
    tokens: &[Token],
    home: (usize, Span),
) -> Result<ClaimText, (usize, Span)> {
    let mut text = String::new();
    let mut origin: Vec<(usize, Span)> = Vec::new();
    // Braces after `^` and `\sqrt` are brackets of the language, all others only group.
    let (mut braces, mut bracket) = (Vec::new(), false);
    for token in tokens {
        let before = text.len();
        match &token.kind {
            Kind::Open => {
                braces.push(bracket);
                text.push_str(if bracket { "(" } else { "" });
            }
            Kind::Close => {
                let closes = braces.pop().unwrap_or(false);
                text.push_str(if closes { ")" } else { "" });
            }
            Kind::Math | Kind::Comment => {}
            Kind::Blank => text.push(' '),
            Kind::Char('\u{2212}') => text.push('-'),
            Kind::Char('≤') => text.push_str("<="),
            Kind::Char('≥') => text.push_str(">="),
            Kind::Char(c) => text.push(*c),
            Kind::Symbol(c @ ('_' | '#' | '&')) => text.push(*c),
            Kind::Symbol(',' | ';' | ':' | '!' | ' ' | '(' | ')' | '\n' | '\r') => text.push(' '),
            Kind::Symbol(_) => return Err((token.file, token.span)),
            Kind::Word(word) => text.push_str(match word.as_str() {
                "le" | "leq" | "leqslant" => "<=",
                "ge" | "geq" | "geqslant" => ">=",
                "lt" => "<",
                "gt" => ">",
                "approx" | "sim" => "~",
                "cdot" | "times" | "ast" => "*",
                "sqrt" => "sqrt",
                "left" | "right" | "ensuremath" | "text" | "mathrm" | "texttt" | "relax"
                | "protect" => "",
                "textunderscore" => "_",
                "to" | "rightarrow" => "->",
                _ => return Err((token.file, token.span)),
            }),
        }
        bracket = match &token.kind {
            Kind::Char('^') => true,
            Kind::Word(w) => w == "sqrt",
            Kind::Blank | Kind::Comment => bracket,
            _ => false,
        };
        origin.extend(std::iter::repeat_n(
            (token.file, token.span),
            text.len() - before,
        ));
    }
    let name = project.source(home.0).name.clone();
    Ok(ClaimText {
        source: Source::new(name, text),
        origin,
        home,
    })
}

impl ClaimText {
    /// Where a part of the claim stands in the draft; the whole claim if it came from a macro.
    pub fn place(&self, span: Span) -> (usize, Span) {
        let (file, home) = self.home;
        let at = |offset: usize| {
            let origin = self.origin.get(offset).or(self.origin.last())?;
            (origin.0 == file && home.start <= origin.1.start && origin.1.end <= home.end)
                .then_some(origin.1)
        };
        match (at(span.start), at(span.end.max(span.start + 1) - 1)) {
            (Some(first), Some(last)) if first.start <= last.start => (file, first.to(last)),
            _ => self.home,
        }
    }
    /// A diagnostic about the claim's text, said of the draft.
    pub fn translated(&self, project: &Project, mut diagnostic: Diagnostic) -> Diagnostic {
        for label in &mut diagnostic.labels {
            self.translate(project, label);
        }
        diagnostic.suggestion = None;
        diagnostic
    }
    fn translate(&self, project: &Project, label: &mut Label) {
        if Arc::ptr_eq(&label.place.source, &self.source) {
            let (file, span) = self.place(label.place.span);
            label.place = Place::new(project.source(file), span);
        }
    }
}
