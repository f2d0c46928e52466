//! Running LaTeX on a report.

use super::output::{FileError, write_whole};
use std::path::Path;
use std::process::Command;

/// Why there is no PDF.
#[derive(Debug)]
pub enum PdfError {
    /// Neither latexmk nor pdflatex was found.
    NoLatex,
    /// LaTeX failed; the lines of its log that say why.
    Latex(String),
    /// A file could not be read or written.
    File(FileError),
}

impl std::fmt::Display for PdfError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            PdfError::NoLatex => write!(
                f,
                "error[OX0903]: LaTeX was not found\n  = help: on Debian: apt install texlive-latex-extra texlive-pictures latexmk"
            ),
            PdfError::Latex(log) => write!(f, "error[OX0904]: LaTeX failed\n{log}"),
            PdfError::File(error) => write!(f, "{error}"),
        }
    }
}

/// Compiles the text of a document and writes the PDF beside its source; auxiliary files stay in a temporary folder.
pub fn make(tex: &str, target: &Path) -> Result<(), PdfError> {
    let file = |path: &Path, verb, reason| {
        PdfError::File(FileError {
            verb,
            path: path.to_path_buf(),
            reason,
        })
    };
    let folder = tempfile::tempdir().map_err(|e| file(target, "write", e))?;
    let source = folder.path().join("report.tex");
    std::fs::write(&source, tex).map_err(|e| file(&source, "write", e))?;
    let run = |program: &str, arguments: &[&str]| {
        Command::new(program)
            .args(arguments)
            .arg("report.tex")
            .current_dir(folder.path())
            .output()
    };
    let flags = ["-interaction=nonstopmode", "-halt-on-error"];
    let done = match run("latexmk", &["-pdf", "-silent", flags[0], flags[1]]) {
        Ok(output) => Ok(output),
        // Three runs: references, then tables that found their widths, then nothing moves.
        Err(_) => run("pdflatex", &flags)
            .and_then(|_| run("pdflatex", &flags))
            .and_then(|_| run("pdflatex", &flags)),
    };
    let output = done.map_err(|_| PdfError::NoLatex)?;
    let pdf = folder.path().join("report.pdf");
    if !output.status.success() || !pdf.exists() {
        let log = std::fs::read_to_string(folder.path().join("report.log")).unwrap_or_default();
        return Err(PdfError::Latex(reasons(&log)));
    }
    let bytes = std::fs::read(&pdf).map_err(|e| file(&pdf, "read", e))?;
    write_whole(target, &bytes).map_err(PdfError::File)
}

/// The lines of a log that start with `!`, each with the line of the document that follows it.
fn reasons(log: &str) -> String {
    let mut out = Vec::new();
    let mut lines = log.lines();
    while let Some(line) = lines.next() {
        if line.starts_with('!') {
            out.push(format!("  {line}"));
            out.extend(
                lines
                    .by_ref()
                    .take(8)
                    .find(|l| l.starts_with("l."))
                    .map(|l| format!("  {l}")),
            );
        }
    }
    if out.is_empty() {
        "  (its log names no error)".to_string()
    } else {
        out.join("\n")
    }
}
