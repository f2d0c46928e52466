//! Tables: a statement is tied to the tabular that comes next.

use super::{Scanner, Tie, plain};
use crate::draft::project::TableUse;
use crate::draft::token::{Lexer, Token};
use crate::source::Span;

/// The environments that are tables.
const TABULARS: [&str; 14] = [
    "tabular",
    "tabular*",
    "tabularx",
    "tabulary",
    "longtable",
    "longtable*",
    "longtabu",
    "tabu",
    "array",
    "supertabular",
    "xtabular",
    "tblr",
    "longtblr",
    "NiceTabular",
];

impl Scanner<'_> {
    pub(super) fn table(&mut self, token: &Token, lexer: &mut Lexer) {
        let mut ahead = lexer.clone();
        let found = ahead
            .argument()
            .and_then(|name| Some((name, ahead.braces()?)));
        let Some(((tokens, span), body)) = found else {
            return self.project.fault(
                "OX0705",
                r"\orbtable needs two arguments: the name of a table and the tabular",
                (token.file, token.span),
                "an argument is missing, or its brace is not closed",
            );
        };
        // The tabular is read on: it may hold claims, and it may stand in a file that is input.
        lexer.at = ahead.at;
        let name = self.project.macros.expand(&tokens).unwrap_or(tokens);
        self.tie(token.file, span, &plain(&name), Some(body.end));
    }
    /// The next tabular belongs to this table statement.
    pub(super) fn tie(&mut self, file: usize, span: Span, text: &str, until: Option<usize>) {
        self.untied();
        let (name, columns) = match text.split_once(':') {
            Some((name, columns)) => (name, Some(listed(columns))),
            None => (text, None),
        };
        self.tie = Some(Tie {
            file,
            span,
            name: name.trim().to_string(),
            columns,
            until,
        });
    }
    /// No tabular came for a table statement.
    pub(super) fn untied(&mut self) {
        if let Some(tie) = self.tie.take() {
            let message = format!("no tabular is found for the table {}", tie.name);
            let label = match tie.until {
                Some(_) => "the second argument holds none",
                None => "none follows",
            };
            self.project
                .fault("OX0707", &message, (tie.file, tie.span), label);
        }
    }
    /// Ties the tabular that begins here, if it is waited for.
    pub(super) fn tabular(&mut self, name: &str, token: &Token, lexer: &Lexer) {
        if !TABULARS.contains(&name) {
            return;
        }
        let Some(tie) = self.tie.take() else { return };
        let mut ahead = lexer.clone();
        ahead.argument();
        let start = ahead.at;
        let mut depth = 0usize;
        while let Some(next) = ahead.next() {
            let (begins, ends) = (next.is_word("begin"), next.is_word("end"));
            if !(begins || ends) || self.name(&mut ahead.clone()).as_deref() != Some(name) {
                continue;
            }
            if ends && depth == 0 {
                self.project.tables.push(TableUse {
                    file: tie.file,
                    span: tie.span,
                    name: tie.name,
                    columns: tie.columns,
                    environment: name.to_string(),
                    body: (token.file, Span::new(start, next.span.start)),
                });
                return;
            }
            depth = if begins { depth + 1 } else { depth - 1 };
        }
        let message = format!("the environment {name} does not end");
        let place = (token.file, token.span);
        self.project.fault(
            "OX0707",
            &message,
            place,
            "begins here; its cells are not checked",
        );
    }
}

/// A list whose commas inside of brackets do not count.
fn listed(text: &str) -> Vec<String> {
    let (mut out, mut depth) = (vec![String::new()], 0i32);
    for c in text.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            ',' if depth == 0 => {
                out.push(String::new());
                continue;
            }
            _ => {}
        }
        out.last_mut().expect("never empty").push(c);
    }
    out.iter()
        .map(|t| t.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}
