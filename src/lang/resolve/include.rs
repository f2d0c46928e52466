//! `include`: the statements of another file in place of the statement; reading is left to the caller.

use super::super::parse;
use super::super::tree::{StatementKind, Text};
use super::Resolver;
use crate::source::{Diagnostic, Source, decode};
use std::sync::Arc;

/// How included files are read; the language itself does no input or output.
pub trait Files {
    /// The file `path` as the file `from` names it: a name to report it under, the same for the same file, and its bytes;
    /// or why it cannot be read.
    fn read(&self, from: &str, path: &str) -> Result<(String, Vec<u8>), String>;
}

/// No file can be included.
pub struct NoFiles;

impl Files for NoFiles {
    fn read(&self, _: &str, _: &str) -> Result<(String, Vec<u8>), String> {
        Err("files cannot be included here".to_string())
    }
}

/// How deep includes may be nested.
const MAX_DEPTH: usize = 32;

/// Which files have been read, and which are being read.
#[derive(Debug, Default)]
pub struct Included {
    /// Names in the order they were opened, the main file first.
    pub read: Vec<String>,
    stack: Vec<String>,
    /// Is a file missing, so that names may be unknown through no fault of their user?
    pub incomplete: bool,
}

impl Resolver<'_> {
    /// Reads a file: its statements, with those of included files in place of each `include`.
    pub(super) fn read(&mut self, name: &str, bytes: &[u8]) {
        self.included.read.push(name.to_string());
        let source = match decode(name, bytes) {
            Ok(source) => source,
            Err(fault) => {
                self.included.incomplete = true;
                return self.diagnostics.push(*fault);
            }
        };
        let (file, diagnostics) = parse(&source);
        self.diagnostics.extend(diagnostics);
        self.broken.extend(file.broken.into_iter().map(|n| n.text));
        self.included.stack.push(name.to_string());
        for statement in file.statements {
            match &statement.kind {
                StatementKind::Include(path) => self.include(&source, path),
                _ => self.statements.push((source.clone(), statement)),
            }
        }
        self.included.stack.pop();
    }
    fn include(&mut self, source: &Arc<Source>, path: &Text) {
        let fault = match self.files.read(&source.name, &path.value) {
            Err(reason) => Diagnostic::error("OX0208", format!("cannot read \"{}\"", path.value))
                .at(source, path.at.0, reason),
            Ok((name, _)) if self.included.stack.contains(&name) => {
                let chain = self.included.stack.iter().skip_while(|n| **n != name);
                let chain: Vec<&str> = chain.map(String::as_str).chain([name.as_str()]).collect();
                Diagnostic::error("OX0207", "files include each other in a circle")
                    .at(source, path.at.0, "this file is being read already")
                    .note(chain.join(" includes "))
            }
            Ok(_) if self.included.stack.len() >= MAX_DEPTH => Diagnostic::error(
                "OX0501",
                format!("includes are nested more than {MAX_DEPTH} deep"),
            )
            .at(source, path.at.0, ""),
            Ok((name, _)) if self.included.read.contains(&name) => return,
            Ok((name, bytes)) => return self.read(&name, &bytes),
        };
        self.included.incomplete = true;
        self.diagnostics.push(fault);
    }
}
