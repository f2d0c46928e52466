//! Claims as they stand in a draft: `\orb`, macros that hold one, comments; and the map files that it uses.

use super::{Scanner, plain};
use crate::draft::macros;
use crate::draft::project::{Annotation, Form, Use, candidates};
use crate::draft::token::{Lexer, Token};
use crate::source::Span;

impl Scanner<'_> {
    pub(super) fn claim(&mut self, token: &Token, lexer: &mut Lexer, after_equals: bool) {
        if self.inside.0 == token.file && token.span.start < self.inside.1 {
            let label = "stands in the printed text of another claim";
            return self.project.fault(
                "OX0705",
                r"an \orb inside another",
                (token.file, token.span),
                label,
            );
        }
        let mut ahead = lexer.clone();
        let first = ahead.argument();
        let resume = ahead.at;
        let found = first.and_then(|c| Some((c, ahead.argument()?)));
        let Some(((claim, claim_span), (printed, printed_span))) = found else {
            let what = r"\orb needs two arguments: the claim and the printed text";
            return self.project.fault(
                "OX0705",
                what,
                (token.file, token.span),
                "an argument is missing, or its brace is not closed",
            );
        };
        self.project.claims.push(Annotation {
            file: token.file,
            form: Form::Macro,
            claim,
            claim_span,
            printed,
            printed_span,
            span: Span::new(token.span.start, ahead.at),
            after_equals,
            math: self.math,
        });
        // The printed text is read on: it may hold comments.
        self.inside = (token.file, ahead.at);
        lexer.at = resume;
    }
    /// A user's macro whose body holds claims with arguments put in.
    pub(super) fn wrapper(
        &mut self,
        word: &str,
        token: &Token,
        lexer: &mut Lexer,
        after_equals: bool,
    ) {
        let Some(found) = self.project.macros.wrapper(word).cloned() else {
            return;
        };
        let Some(tokens) = found.applied(lexer) else {
            return self.project.fault(
                "OX0705",
                &format!("\\{word} stands for a claim and lacks an argument"),
                (token.file, token.span),
                "an argument is missing, or its brace is not closed",
            );
        };
        let mut i = 0;
        while i < tokens.len() {
            i += 1;
            if !tokens[i - 1].is_word("orb") {
                continue;
            }
            let Some((claim, used)) = macros::argument(&tokens[i..]) else {
                continue;
            };
            let Some((printed, more)) = macros::argument(&tokens[i + used..]) else {
                continue;
            };
            i += used + more;
            self.project.claims.push(Annotation {
                file: token.file,
                form: Form::Macro,
                claim,
                claim_span: Span::new(token.span.start, lexer.at),
                printed_span: joined(&printed, token.file)
                    .unwrap_or(Span::new(token.span.start, lexer.at)),
                printed,
                span: Span::new(token.span.start, lexer.at),
                after_equals,
                math: self.math,
            });
        }
    }
    pub(super) fn comment(&mut self, token: &Token) {
        let source = self.project.source(token.file).clone();
        let text = source.slice(token.span);
        let body = text.trim_start_matches('%').trim_start();
        let Some(claim) = body.strip_prefix("orbitex:") else {
            return;
        };
        let trimmed = claim.trim();
        let start = token.span.end - claim.len() + (claim.len() - claim.trim_start().len());
        let span = Span::new(start, start + trimmed.len());
        let table = trimmed.strip_prefix("table");
        if let Some(name) = table.filter(|n| n.starts_with([' ', '\t'])) {
            return self.tie(token.file, span, name, None);
        }
        let mut lexer = Lexer::new(&source.text[..span.end], token.file);
        lexer.at = span.start;
        self.project.claims.push(Annotation {
            file: token.file,
            form: Form::Comment,
            claim: lexer.collect(),
            claim_span: span,
            printed: Vec::new(),
            printed_span: span,
            span: token.span,
            after_equals: false,
            math: false,
        });
    }
    pub(super) fn map_file(&mut self, token: &Token, lexer: &mut Lexer) {
        let Some((tokens, span)) = lexer.argument() else {
            let label = "the name of a .map file is missing";
            return self.project.fault(
                "OX0705",
                r"\orbuse needs an argument",
                (token.file, token.span),
                label,
            );
        };
        let text = self
            .project
            .macros
            .expand(&tokens)
            .map_or_else(String::new, |t| plain(&t));
        let here = self.project.files[token.file].path.clone();
        self.project.uses.push(Use {
            file: token.file,
            span,
            candidates: candidates(&self.root, &here, &text, "map"),
            text,
        });
    }
}

/// The place of tokens that stand in one file without a gap of another file; `None` if some come from elsewhere.
fn joined(tokens: &[Token], file: usize) -> Option<Span> {
    let (first, last) = (tokens.first()?, tokens.last()?);
    let fits = tokens.iter().all(|t| t.file == file) && first.span.start <= last.span.start;
    fits.then(|| first.span.to(last.span))
}
