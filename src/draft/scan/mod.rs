//! Reads the files of a draft as LaTeX would, and notes claims, map files and environments.

mod claims;
mod inputs;
mod ties;
mod verbatim;
mod walker;

use super::project::{Library, Project};
use super::token::{Kind, Token};
use crate::source::Span;
use std::path::{Path, PathBuf};

pub use verbatim::{VERBATIM, skip_verb};

/// Reads the draft whose main file is `path`.
pub fn scan(path: &Path, library: &dyn Library) -> Result<Project, std::io::Error> {
    let (name, bytes) = library.read(path)?;
    let mut scanner = Scanner {
        library,
        root: path.parent().unwrap_or(Path::new("")).to_path_buf(),
        project: Project::default(),
        stack: Vec::new(),
        verbatim: VERBATIM.iter().map(|w| w.to_string()).collect(),
        ended: false,
        documents: Vec::new(),
        unset: Vec::new(),
        bodies: 0,
        math: false,
        inside: (0, 0),
        tie: None,
    };
    scanner.file(&name, path.to_path_buf(), bytes);
    scanner.untied();
    Ok(scanner.project)
}

struct Scanner<'a> {
    library: &'a dyn Library,
    root: PathBuf,
    project: Project,
    /// The names of the files that are being read.
    stack: Vec<String>,
    verbatim: Vec<String>,
    /// Was `\end{document}` read, or is the draft beyond repair?
    ended: bool,
    /// The files that are read and are documents of their own, as `\subfile` inputs them.
    documents: Vec<usize>,
    /// Where what is not set begins: after the `\else` of an `\iftrue`.
    unset: Vec<(usize, usize)>,
    /// How many macro bodies are being read.
    bodies: usize,
    /// Is a formula being read?
    math: bool,
    /// The file and the last byte of the printed text that is being read.
    inside: (usize, usize),
    /// The table statement that the next tabular is tied to.
    tie: Option<Tie>,
}

/// A table statement whose tabular is still to come.
struct Tie {
    file: usize,
    span: Span,
    name: String,
    columns: Option<Vec<String>>,
    /// Where the macro that ties it ends, if it is a macro.
    until: Option<usize>,
}

/// Tokens as plain text.
pub fn plain(tokens: &[Token]) -> String {
    let mut out = String::new();
    for token in tokens {
        match &token.kind {
            Kind::Char(c) => out.push(*c),
            Kind::Symbol(c @ ('_' | '#' | '&' | '%')) => out.push(*c),
            Kind::Word(w) => {
                out.push('\\');
                out.push_str(w);
            }
            Kind::Symbol(c) => {
                out.push('\\');
                out.push(*c);
            }
            Kind::Blank => out.push(' '),
            _ => {}
        }
    }
    out.trim().to_string()
}
