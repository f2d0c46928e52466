//! The maps of a draft: the files it uses and the statements in its environments, read as one program.

use super::project::Project;
use crate::lang::program::Program;
use crate::lang::resolve::{Files, Limits, Loaded, load};
use crate::source::{Diagnostic, Place, Span};

/// The name of the program that includes all others.
const WHOLE: &str = "<draft>";

/// One part of the program.
enum Part {
    /// A map file, by the path it is read from.
    File(String),
    /// The environments of a file of the draft: its text with all else blank.
    Blocks(String, Vec<u8>),
}

struct Parts<'a> {
    parts: Vec<Part>,
    files: &'a dyn Files,
}

impl Files for Parts<'_> {
    fn read(&self, from: &str, path: &str) -> Result<(String, Vec<u8>), String> {
        if from != WHOLE {
            return self.files.read(from, path);
        }
        let number: usize = path.parse().map_err(|_| "no such part".to_string())?;
        match self.parts.get(number) {
            Some(Part::File(path)) => self.files.read("", path),
            Some(Part::Blocks(name, bytes)) => Ok((name.clone(), bytes.clone())),
            None => Err("no such part".to_string()),
        }
    }
}

/// Reads the maps of a draft. What is wrong in them is among the diagnostics.
pub fn program(
    project: &mut Project,
    files: &dyn Files,
    limits: &Limits,
) -> (Program, Vec<Diagnostic>) {
    let mut parts = Vec::new();
    for used in project.uses.clone() {
        let readable = |p: &&std::path::PathBuf| files.read("", &p.display().to_string()).is_ok();
        match used.candidates.iter().find(readable) {
            Some(path) => parts.push(Part::File(path.display().to_string())),
            None => {
                let reason = match used.candidates.first() {
                    Some(path) => files.read("", &path.display().to_string()).err(),
                    None => None,
                };
                let message = format!("the map file {} cannot be read", used.text);
                let label = reason.unwrap_or_default();
                project.fault("OX0704", &message, (used.file, used.span), &label);
            }
        }
    }
    for (file, text) in project.files.iter().enumerate() {
        let spans: Vec<Span> = project
            .blocks
            .iter()
            .filter(|b| b.0 == file)
            .map(|b| b.1)
            .collect();
        if !spans.is_empty() {
            let blank = only(&text.source.text, &spans);
            parts.push(Part::Blocks(text.source.name.clone(), blank));
        }
    }
    let main: String = (0..parts.len())
        .map(|i| format!("include \"{i}\"\n"))
        .collect();
    let Loaded {
        program,
        mut diagnostics,
    } = load(WHOLE, main.as_bytes(), &Parts { parts, files }, limits);
    for diagnostic in &mut diagnostics {
        for label in &mut diagnostic.labels {
            if let Some(text) = project
                .files
                .iter()
                .find(|f| f.source.name == label.place.source.name)
            {
                label.place = Place::new(&text.source, label.place.span);
            }
        }
    }
    (program, diagnostics)
}

/// The text with everything outside the spans made blank, every byte in its place.
fn only(text: &str, spans: &[Span]) -> Vec<u8> {
    let mut out: Vec<u8> = text
        .bytes()
        .map(|b| if b == b'\n' || b == b'\r' { b } else { b' ' })
        .collect();
    for span in spans {
        out[span.start..span.end].copy_from_slice(&text.as_bytes()[span.start..span.end]);
    }
    out
}
