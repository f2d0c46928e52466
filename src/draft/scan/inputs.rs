//! The files that a draft inputs.

use super::Scanner;
use crate::draft::project::candidates;
use crate::draft::token::{Kind, Lexer, Token};
use crate::source::{Diagnostic, Span};
use std::path::PathBuf;

/// How deep files may input each other, and macro bodies may define macros.
const MAX_DEPTH: usize = 40;

/// Files of TeX distributions that drafts input by name.
const DISTRIBUTED: [&str; 5] = [
    "glyphtounicode",
    "glyphtounicode-cmr",
    "xy",
    "xypic",
    "epsf",
];

impl Scanner<'_> {
    pub(super) fn input(&mut self, word: &str, token: &Token, lexer: &mut Lexer) {
        let start = lexer.at;
        let folder = match word {
            "subimport" | "import" | "subinputfrom" | "inputfrom" => match self.name(lexer) {
                Some(folder) => folder,
                None => return,
            },
            _ => String::new(),
        };
        let Some(name) = self.file_name(word, lexer) else {
            return;
        };
        let place = (token.file, Span::new(token.span.start, lexer.at.max(start)));
        if name.contains(['\\', '#']) {
            let label = "the name of the file is not a plain text";
            return self
                .project
                .fault("OX0725", "an input that cannot be followed", place, label);
        }
        let here = self.project.files[token.file].path.clone();
        let name = format!(
            "{folder}{}{name}",
            if folder.is_empty() || folder.ends_with('/') {
                ""
            } else {
                "/"
            }
        );
        let mut missing = None;
        for path in candidates(&self.root, &here, &name, "tex") {
            match self.library.read(&path) {
                Ok((name, bytes)) => return self.enter(&name, path, bytes, place),
                Err(error) => {
                    missing.get_or_insert(error);
                }
            }
        }
        let known = DISTRIBUTED.contains(&name.trim_end_matches(".tex"));
        if let (Some(reason), false) = (missing, known || word == "InputIfFileExists") {
            let label = format!("cannot be read: {reason}");
            self.project.fault(
                "OX0702",
                &format!("the file {name} is missing"),
                place,
                &label,
            );
        }
    }
    /// The name that follows `\input` and its relatives; plain TeX allows one without braces.
    fn file_name(&self, word: &str, lexer: &mut Lexer) -> Option<String> {
        let next = lexer.peek_solid()?;
        if next.kind == Kind::Open || word != "input" {
            return self
                .name(lexer)
                .map(|n| n.trim().trim_matches('"').to_string());
        }
        let mut name = String::new();
        lexer.at = next.span.start;
        while let Some(token) = lexer.clone().next() {
            match token.kind {
                Kind::Char(c) => name.push(c),
                Kind::Word(_) if name.is_empty() => return None,
                _ => break,
            }
            lexer.next();
        }
        Some(name.trim_matches('"').to_string())
    }
    fn enter(&mut self, name: &str, path: PathBuf, bytes: Vec<u8>, place: (usize, Span)) {
        if self.stack.iter().any(|n| n == name) {
            let source = self.project.source(place.0).clone();
            let chain = self.stack.iter().skip_while(|n| *n != name);
            let chain: Vec<&str> = chain.map(String::as_str).chain([name]).collect();
            self.project.diagnostics.push(
                Diagnostic::error("OX0703", "files input each other in a circle")
                    .at(&source, place.1, "this file is being read already")
                    .note(chain.join(" inputs ")),
            );
        } else if self.stack.len() >= MAX_DEPTH {
            let message = format!("inputs are nested more than {MAX_DEPTH} deep");
            self.project.fault("OX0501", &message, place, "");
        } else if !self.project.files.iter().any(|f| f.source.name == name) {
            self.file(name, path, bytes);
        }
    }
}
