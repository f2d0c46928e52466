//! Running LaTeX on a report.

use super::output::{FileError, write_whole};
use crate::source::{Diagnostic, Source, Span, render};
use std::path::Path;
use std::process::Command;

/// Why there is no PDF.
#[derive(Debug)]
pub enum PdfError {
    /// Neither latexmk nor pdflatex was found.
    NoLatex,
    /// LaTeX failed: its own error, in the text of the document.
    Latex(Box<Diagnostic>),
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
            PdfError::Latex(diagnostic) => write!(f, "{}", render(diagnostic, false)),
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
    // latexmk may be there without any LaTeX.
    let log = folder.path().join("report.log");
    if !log.exists() && Command::new("pdflatex").arg("--version").output().is_err() {
        return Err(PdfError::NoLatex);
    }
    let pdf = folder.path().join("report.pdf");
    if !output.status.success() || !pdf.exists() {
        // LaTeX writes its log in bytes.
        let log = std::fs::read(&log).unwrap_or_default();
        let log = String::from_utf8_lossy(&log);
        let name = target.with_extension("tex").display().to_string();
        return Err(PdfError::Latex(Box::new(reason(&log, &name, tex))));
    }
    let bytes = std::fs::read(&pdf).map_err(|e| file(&pdf, "read", e))?;
    write_whole(target, &bytes).map_err(PdfError::File)
}

/// The first error of a log, shown in the document at the line that the log names.
fn reason(log: &str, name: &str, tex: &str) -> Diagnostic {
    let mut lines = log.lines().skip_while(|l| !l.starts_with('!'));
    let Some(message) = lines.next() else {
        return Diagnostic::error("OX0904", "LaTeX failed; its log names no error");
    };
    let message = message.trim_start_matches(['!', ' ']).trim_end_matches('.');
    let out = Diagnostic::error("OX0904", format!("LaTeX failed: {message}"));
    let place = lines.take(12).find_map(|l| {
        let (number, near) = l.strip_prefix("l.")?.split_once(' ')?;
        Some((number.parse::<usize>().ok()?, near))
    });
    let Some(span) = place.and_then(|(number, near)| span(tex, number, near)) else {
        return out;
    };
    out.at(&Source::new(name, tex), span, "LaTeX stopped here")
}

/// The last command that LaTeX read of a line: the end of what the log shows of the line, which may begin with dots.
fn span(tex: &str, number: usize, near: &str) -> Option<Span> {
    let line = tex.lines().nth(number.checked_sub(1)?)?;
    let start = line.as_ptr() as usize - tex.as_ptr() as usize;
    let near = near.trim_start_matches('.');
    let end = match line.find(near) {
        Some(at) if !near.is_empty() => at + near.len(),
        _ => return Some(Span::new(start, start + line.len())),
    };
    let begin = line[..end].rfind(['\\', ' ']).unwrap_or(0);
    Some(Span::new(start + begin, start + end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_of_latex_is_shown_at_its_line() {
        let log = "(./report.tex\n! Undefined control sequence.\n<recently read> \\oops \n\nl.2 some \\oops\n               { more}\n";
        let tex = "first\nsome \\oops{ more}\nlast\n";
        let shown = render(&reason(log, "golden.tex", tex), false);
        for part in [
            "error[OX0904]: LaTeX failed: Undefined control sequence",
            "golden.tex:2:6",
            "some \\oops{ more}",
            "^^^^^ LaTeX stopped here",
        ] {
            assert!(shown.contains(part), "{part}\n{shown}");
        }
        // Without a place, or with one outside of the text, the message alone is shown.
        let far = log.replace("l.2 ", "l.99 ");
        for log in [far.as_str(), "! Emergency stop.\n", "nothing"] {
            let shown = render(&reason(log, "golden.tex", tex), false);
            assert!(
                shown.contains("error[OX0904]") && !shown.contains("-->"),
                "{shown}"
            );
        }
    }
}
