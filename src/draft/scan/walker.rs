//! The walk through the tokens of a file: what each command and environment does to the reading.

use super::verbatim::{else_of, skip_false, skip_verb};
use super::{Scanner, Tie, plain};
use crate::draft::atom::LOOKS;
use crate::draft::decode::Text;
use crate::draft::macros::OWN;
use crate::draft::token::{Kind, Lexer, Token};
use crate::source::Span;
use std::path::PathBuf;

const MAX_BODIES: usize = 8;

/// After so many faults the rest of a draft is not read; more claims than this are not either.
const MAX_FAULTS: usize = 100;

const MAX_CLAIMS: usize = 100_000;

impl Scanner<'_> {
    pub(super) fn file(&mut self, name: &str, path: PathBuf, bytes: Vec<u8>) {
        let text = match Text::new(name, path, bytes) {
            Ok(text) => text,
            Err(fault) => return self.project.diagnostics.push(*fault),
        };
        let source = text.source.clone();
        let file = self.project.files.len();
        self.project.files.push(text);
        self.stack.push(name.to_string());
        self.tokens(&mut Lexer::new(&source.text, file));
        self.stack.pop();
    }
    pub(super) fn tokens(&mut self, lexer: &mut Lexer) {
        let mut after_equals = false;
        while !self.ended
            && let Some(token) = lexer.next()
        {
            let over = |t: &Tie| {
                t.file == token.file && t.until.is_some_and(|end| token.span.start >= end)
            };
            if self.tie.as_ref().is_some_and(over) {
                self.untied();
            }
            match &token.kind {
                Kind::Comment => self.comment(&token),
                Kind::Word(word) if word == "endinput" => return,
                // A subfile ends with its own document; what inputs it goes on.
                Kind::Word(word)
                    if word == "end"
                        && self.stack.len() > 1
                        && self.documents.contains(&token.file)
                        && self.name(&mut lexer.clone()).as_deref() == Some("document") =>
                {
                    return;
                }
                Kind::Word(word) => self.word(word, &token, lexer, after_equals),
                Kind::Math => {
                    // `$$` opens or closes as one sign.
                    let double = lexer.rest().starts_with('$');
                    lexer.at += usize::from(double);
                    self.math = !self.math;
                }
                Kind::Symbol('(' | '[') => self.math = true,
                Kind::Symbol(')' | ']') => self.math = false,
                // A paragraph ends every formula, so that one lost sign does no harm to the rest.
                Kind::Blank if blank_line(lexer.whole(), token.span) => self.math = false,
                _ => {}
            }
            after_equals = match token.kind {
                Kind::Char('=') => true,
                Kind::Blank | Kind::Comment | Kind::Open | Kind::Close | Kind::Math => after_equals,
                Kind::Char('&' | '~') | Kind::Symbol(_) => after_equals,
                Kind::Word(ref w) if LOOKS.contains(&w.as_str()) => after_equals,
                _ => false,
            };
            let project = &self.project;
            self.ended |=
                project.diagnostics.len() >= MAX_FAULTS || project.claims.len() >= MAX_CLAIMS;
        }
    }
    pub(super) fn word(
        &mut self,
        word: &str,
        token: &Token,
        lexer: &mut Lexer,
        after_equals: bool,
    ) {
        match word {
            "orb" => self.claim(token, lexer, after_equals),
            "orbuse" => self.map_file(token, lexer),
            "orbtable" => self.table(token, lexer),
            "begin" => self.begin(token, lexer),
            "end" => {
                if self
                    .name(&mut lexer.clone())
                    .is_some_and(|n| is_display(&n))
                {
                    self.math = false;
                }
                if self.name(&mut lexer.clone()).as_deref() == Some("document") {
                    self.ended = true;
                }
            }
            "verb" | "lstinline" | "mintinline" | "Verb" | "path" | "url" | "href"
            | "nolinkurl" => skip_verb(word, lexer),
            "iffalse" => skip_false(lexer),
            "iftrue" => {
                let place = else_of(lexer.clone()).map(|at| (token.file, at));
                self.unset.extend(place);
            }
            "else" if self.unset.contains(&(token.file, lexer.at)) => skip_false(lexer),
            // The name of the next token is printed, or it is a switch that is made.
            "string" | "newif" => drop(lexer.next()),
            "documentclass" => self.documents.push(token.file),
            "newcommand"
            | "renewcommand"
            | "providecommand"
            | "DeclareRobustCommand"
            | "def"
            | "gdef"
            | "edef"
            | "newcommandx" => {
                let command = word;
                if let Some(Some(body)) = self.project.macros.define(lexer, command) {
                    // A claim that stands in the body as it is belongs to the draft.
                    if self.bodies >= MAX_BODIES {
                        return;
                    }
                    self.bodies += 1;
                    let end = lexer.at;
                    let mut inner = Lexer::new(&lexer.whole()[..end], token.file);
                    inner.at = body;
                    self.tokens(&mut inner);
                    self.bodies -= 1;
                }
            }
            "let" => {
                let target = lexer.clone().argument();
                if target.is_some_and(|(t, _)| t.iter().any(|t| OWN.iter().any(|o| t.is_word(o)))) {
                    lexer.argument();
                }
            }
            "lstnewenvironment"
            | "DefineVerbatimEnvironment"
            | "newtcblisting"
            | "excludecomment" => {
                if let Some(name) = self.name(&mut lexer.clone()) {
                    self.verbatim.push(name);
                }
            }
            "input" | "include" | "subfile" | "subfileinclude" | "subimport" | "import"
            | "InputIfFileExists" | "subinputfrom" | "inputfrom" => self.input(word, token, lexer),
            _ => self.wrapper(word, token, lexer, after_equals),
        }
    }
    /// The next argument as plain text.
    pub(super) fn name(&self, lexer: &mut Lexer) -> Option<String> {
        let (tokens, _) = lexer.argument()?;
        Some(plain(&self.project.macros.expand(&tokens)?))
    }
    pub(super) fn begin(&mut self, token: &Token, lexer: &mut Lexer) {
        let Some(name) = self.name(&mut lexer.clone()) else {
            return;
        };
        self.math |= is_display(&name);
        let verbatim = self
            .verbatim
            .iter()
            .any(|v| *v == name.trim_end_matches('*'));
        if !verbatim && name != "orbitex" {
            return self.tabular(&name, token, lexer);
        }
        lexer.argument();
        let open = lexer.at;
        if name == "orbitex" {
            lexer.option();
        }
        let start = lexer.at;
        let close = format!("\\end{{{name}}}");
        let Some(length) = lexer.rest().find(&close) else {
            lexer.at += lexer.rest().len();
            return self.project.fault(
                "OX0724",
                &format!("the environment {name} does not end"),
                (token.file, Span::new(token.span.start, open)),
                "begins here; nothing after it was read",
            );
        };
        if name == "orbitex" {
            self.project
                .blocks
                .push((token.file, Span::new(start, start + length)));
        }
        lexer.at = start + length + close.len();
    }
}

/// Does the span hold two line ends?
fn blank_line(text: &str, span: Span) -> bool {
    text[span.start..span.end].matches('\n').count() >= 2
}

/// The environments that are formulas.
fn is_display(name: &str) -> bool {
    const DISPLAYS: [&str; 11] = [
        "equation",
        "align",
        "gather",
        "multline",
        "eqnarray",
        "displaymath",
        "math",
        "alignat",
        "flalign",
        "dmath",
        "subequations",
    ];
    DISPLAYS.contains(&name.trim_end_matches('*'))
}
