//! pest's errors in the user's words: what was found, what could stand there, and the usual slips.

use super::super::similar::closest;
use super::super::token::{Token, TokenKind};
use super::expr::NAMED;
use super::grammar::{Rule, description, keyword, openers};
use super::{Builder, Fault, INNER, OPENING};
use crate::source::{Diagnostic, Span};
use pest::error::{Error, ErrorVariant, InputLocation};

impl Builder<'_> {
    /// The diagnostic of a statement `span` that does not parse.
    pub fn syntax_fault(&self, error: &Error<Rule>, span: Span) -> Fault {
        let offset = match error.location {
            InputLocation::Pos(p) => p,
            InputLocation::Span((start, _)) => start,
        } + span.start;
        let mut words_win = false;
        let rules: &[Rule] = match &error.variant {
            ErrorVariant::ParsingError {
                positives,
                negatives,
            } => {
                words_win = negatives.contains(&Rule::table_word);
                positives
            }
            ErrorVariant::CustomError { .. } => &[],
        };
        let next = self.tokens.partition_point(|t| t.span.end <= offset);
        let found = self
            .tokens
            .get(next)
            .filter(|t| t.span.start < span.end)
            .copied();
        let before = next.checked_sub(1).map(|i| self.tokens[i]);
        Box::new(match found {
            None => self.too_short(rules, before, span),
            Some(found) if words_win => self.field_word(found),
            Some(found) => self.wrong_token(rules, before, found),
        })
    }
    fn too_short(&self, rules: &[Rule], before: Option<Token>, span: Span) -> Diagnostic {
        let at = before.map_or(span, |t| t.span);
        let label = expectation(rules).map_or("something is missing after this".to_string(), |e| {
            format!("expected {e} after this")
        });
        let word = self.source.text[span.start..]
            .split(|c: char| !c.is_ascii_alphabetic())
            .next()
            .unwrap_or("");
        let message = if OPENING.contains(&word) {
            format!("the `{word}` statement is not complete")
        } else {
            "the text ends too early".into()
        };
        Diagnostic::error("OX0108", message).at(self.source, at, label)
    }
    fn wrong_token(&self, rules: &[Rule], before: Option<Token>, found: Token) -> Diagnostic {
        let text = self.source.slice(found.span);
        let words = expected_words(rules);
        let near = (found.kind == TokenKind::Word)
            .then(|| closest(text, words.iter().copied()))
            .flatten();
        if near.is_none() && self.product_missing(before, found) {
            let before = before.map_or("", |t| self.source.slice(t.span));
            let right = if text == "(" { "(...)" } else { text };
            let help = format!("write `{before} * {right}` for the product");
            let end = Span::new(found.span.start, found.span.end);
            return Diagnostic::error("OX0111", "a `*` is missing")
                .at(self.source, end, "multiplication is written out")
                .help(help);
        }
        if near.is_none()
            && let Some(fault) = self.misspelt_argument(rules, before, found)
        {
            return fault;
        }
        let named = rules.contains(&Rule::name)
            || rules.contains(&Rule::operand_name)
            || rules.contains(&Rule::binding);
        if named
            && found.kind == TokenKind::Word
            && (OPENING.contains(&text) || INNER.contains(&text))
        {
            let message = format!("`{text}` is a reserved word");
            return Diagnostic::error("OX0114", message)
                .at(self.source, found.span, "a name is expected here")
                .help("choose another name");
        }
        let expected = expectation(rules);
        let label = expected.map_or("cannot stand here".to_string(), |e| format!("expected {e}"));
        let mut fault = Diagnostic::error("OX0108", format!("unexpected {}", self.called(found)))
            .at(self.source, found.span, label);
        if let Some(near) = near {
            fault = fault.help(format!("did you mean `{near}`?")).suggest(
                self.source,
                found.span,
                near,
            );
        }
        fault
    }
    /// A word of the block where a column is expected.
    fn field_word(&self, found: Token) -> Diagnostic {
        let text = self.source.slice(found.span);
        Diagnostic::error("OX0108", format!("unexpected `{text}`"))
            .at(self.source, found.span, "expected a column")
            .note(format!(
                "inside this block `{text}` opens a field and cannot be a name"
            ))
            .help("remove the comma before it")
    }
    fn called(&self, token: Token) -> String {
        let text = self.source.slice(token.span);
        let short: String = text.chars().take(40).collect();
        match token.kind {
            TokenKind::Text => "text in quotes".to_string(),
            TokenKind::Number => format!("number {short}"),
            _ => format!("`{short}`"),
        }
    }
    /// `dept 4` in a list of arguments.
    fn misspelt_argument(
        &self,
        rules: &[Rule],
        before: Option<Token>,
        found: Token,
    ) -> Option<Diagnostic> {
        let before =
            before.filter(|t| t.kind == TokenKind::Word && rules.contains(&Rule::rparen))?;
        let value = matches!(found.kind, TokenKind::Word | TokenKind::Number)
            || self.source.slice(found.span) == "[";
        let text = self.source.slice(before.span);
        let near = closest(text, NAMED.iter().copied()).filter(|_| value)?;
        Some(
            Diagnostic::error("OX0108", format!("`{text}` names no argument"))
                .at(self.source, before.span, "unknown argument")
                .help(format!("did you mean `{near}`?"))
                .suggest(self.source, before.span, near),
        )
    }
    /// `2 phi`, `2 (x)`, `(x) (y)` on one line.
    fn product_missing(&self, before: Option<Token>, found: Token) -> bool {
        let Some(before) = before else { return false };
        let same_line = !self.source.text[before.span.end..found.span.start].contains('\n');
        let (left, right) = (
            self.source.slice(before.span),
            self.source.slice(found.span),
        );
        let word = found.kind == TokenKind::Word
            && !OPENING.contains(&right)
            && (right == "x" || !INNER.contains(&right));
        let number = before.kind == TokenKind::Number;
        same_line
            && (number && (word || right == "(") || left == ")" && (right == "(" || right == "x"))
    }
}

/// The keywords that could stand at the fault.
fn expected_words(rules: &[Rule]) -> Vec<&'static str> {
    let all = rules
        .iter()
        .flat_map(|r| openers(*r).iter().chain(std::iter::once(r)));
    let mut words: Vec<_> = all.filter_map(|r| keyword(*r)).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// "`,` or `}`"; `None` if nothing useful can be said.
fn expectation(rules: &[Rule]) -> Option<String> {
    let mut items: Vec<String> = Vec::new();
    let mut push = |item: String| {
        if !items.contains(&item) {
            items.push(item);
        }
    };
    for rule in rules {
        if let Some(text) = description(*rule).filter(|_| openers(*rule).is_empty()) {
            push(text.to_string());
        }
    }
    for word in expected_words(rules) {
        push(format!("`{word}`"));
    }
    if items.iter().any(|i| i == "an operator") && items.len() > 1 {
        items.retain(|i| i != "an operator");
    }
    let last = items.pop()?;
    Some(if items.is_empty() {
        last
    } else {
        format!("{} or {last}", items.join(", "))
    })
}
