//! A draft with all its files: what they say to orbitex, in the order of reading.

use super::decode::Text;
use super::token::Token;
use crate::source::{Diagnostic, Span};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How the files of a draft are read; the room itself does no input or output.
pub trait Library {
    /// The file at `path`: a name to report it under, the same for the same file, and its bytes; or why it cannot be read.
    fn read(&self, path: &Path) -> std::io::Result<(String, Vec<u8>)>;
}

/// How a claim is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `\orb{claim}{printed}`.
    Macro,
    /// `% orbitex: claim`.
    Comment,
}

/// One claim of a draft.
#[derive(Clone, Debug)]
pub struct Annotation {
    /// The number of the file it stands in.
    pub file: usize,
    /// How it is written.
    pub form: Form,
    /// The tokens of the claim; macros are not expanded.
    pub claim: Vec<Token>,
    /// The place of the claim.
    pub claim_span: Span,
    /// The tokens of the printed text; empty for a comment.
    pub printed: Vec<Token>,
    /// The place of the printed text, or of the claim of a comment.
    pub printed_span: Span,
    /// The place of the macro with its arguments, or of the comment.
    pub span: Span,
    /// Does a sign `=` stand right before it?
    pub after_equals: bool,
    /// Does it stand in a formula?
    pub math: bool,
}

/// `\orbuse{file.map}`.
#[derive(Clone, Debug)]
pub struct Use {
    /// The number of the file it stands in.
    pub file: usize,
    /// The place of the argument.
    pub span: Span,
    /// The files to try, in this order.
    pub candidates: Vec<PathBuf>,
    /// The argument.
    pub text: String,
}

/// A tabular tied to a table statement: `\orbtable{name}{...}`, or `% orbitex: table name` before it.
#[derive(Clone, Debug)]
pub struct TableUse {
    /// The number of the file that ties it.
    pub file: usize,
    /// The place of the name there.
    pub span: Span,
    /// The name of the table statement.
    pub name: String,
    /// What each column of the tabular shows, if that is said: columns of the statement as they are written, their
    /// numbers from 1, or `-` for a column that the statement says nothing of.
    pub columns: Option<Vec<String>>,
    /// The environment: `tabular`, `longtable`, ...
    pub environment: String,
    /// The file of the tabular, and the place from its arguments to its end.
    pub body: (usize, Span),
}

/// A draft: its files, the main one first, and what they say to orbitex.
#[derive(Clone, Debug, Default)]
pub struct Project {
    /// The files that were read.
    pub files: Vec<Text>,
    /// The claims, in the order of reading.
    pub claims: Vec<Annotation>,
    /// The map files.
    pub uses: Vec<Use>,
    /// The bodies of the environments `orbitex`, with their files.
    pub blocks: Vec<(usize, Span)>,
    /// The tabulars that are tied to table statements.
    pub tables: Vec<TableUse>,
    /// The macros.
    pub macros: super::macros::Macros,
    /// What is wrong with the draft as a text.
    pub diagnostics: Vec<Diagnostic>,
}

impl Project {
    /// The text of a file.
    pub fn source(&self, file: usize) -> &Arc<crate::source::Source> {
        &self.files[file].source
    }
    /// An error at a place.
    pub fn fault(&mut self, code: &'static str, message: &str, place: (usize, Span), label: &str) {
        let source = self.source(place.0).clone();
        self.diagnostics
            .push(Diagnostic::error(code, message).at(&source, place.1, label));
    }
}

/// The paths that LaTeX would try for `name`, read from the file `here` of a draft in the folder `root`.
///
/// LaTeX itself looks from the folder of the main file; a file beside the one that names it is accepted too.
pub fn candidates(root: &Path, here: &Path, name: &str, extension: &str) -> Vec<PathBuf> {
    let beside = here.parent().unwrap_or(Path::new(""));
    let mut out: Vec<PathBuf> = Vec::new();
    for folder in [root, beside] {
        let plain = folder.join(name);
        let has = plain.extension().is_some_and(|e| e == extension);
        if !has {
            out.push(folder.join(format!("{name}.{extension}")));
        }
        out.push(plain);
    }
    let mut seen: Vec<PathBuf> = Vec::new();
    out.retain(|p| {
        !seen.contains(p) && {
            seen.push(p.clone());
            true
        }
    });
    out
}
