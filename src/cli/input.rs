//! Reading `.map` files (or standard input, or `-e`) with everything they include, and showing what is wrong in them.

use super::Context;
use super::output::{FileError, Status, tell};
use crate::lang::program::Program;
use crate::lang::resolve::{Files, Loaded, load};
use crate::source::{Severity, render};
use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// A file as it was named, with its bytes.
pub struct Input {
    /// The name for messages.
    pub name: String,
    /// The path, if it is a file.
    pub path: Option<PathBuf>,
    /// The content.
    pub bytes: Vec<u8>,
}

/// Reads a file, or standard input for `-`.
pub fn read(path: &Path) -> Result<Input, FileError> {
    let fail = |reason| FileError {
        verb: "read",
        path: path.to_path_buf(),
        reason,
    };
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().read_to_end(&mut bytes).map_err(fail)?;
        return Ok(Input {
            name: "<stdin>".to_string(),
            path: None,
            bytes,
        });
    }
    note_read(path);
    let bytes = std::fs::read(path).map_err(fail)?;
    Ok(Input {
        name: path.display().to_string(),
        path: Some(path.to_path_buf()),
        bytes,
    })
}

/// Every file that was asked for in this run, there or not.
static READ: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// Notes that a file was asked for.
pub fn note_read(path: &Path) {
    if let Ok(mut read) = READ.lock() {
        read.insert(path.to_path_buf());
    }
}

/// The files that were asked for so far, with those that they include.
pub fn files_read() -> Vec<PathBuf> {
    READ.lock()
        .map(|r| r.iter().cloned().collect())
        .unwrap_or_default()
}

/// The inputs of a command that takes files or programs, each with how reading it went.
fn all(files: &[PathBuf], programs: &[String]) -> Vec<Result<Input, FileError>> {
    let typed = (!programs.is_empty()).then(|| Input {
        name: "<command line>".to_string(),
        path: None,
        bytes: programs.join("\n").into_bytes(),
    });
    typed
        .into_iter()
        .map(Ok)
        .chain(files.iter().map(|f| read(f)))
        .collect()
}

/// Reads each input and does `work` on its program; the worst status. What cannot be read is reported and passed over.
pub fn each(
    context: &Context,
    files: &[PathBuf],
    programs: &[String],
    mut work: impl FnMut(&Input, &Program) -> Status,
) -> Status {
    let mut status = Status::Fine;
    for input in all(files, programs) {
        let one = input.map_err(|error| {
            tell(error);
            Status::Environment
        });
        let done = one.and_then(|input| {
            let program = program(context, &input)?;
            super::watchdog::stage(&input.name);
            Ok(work(&input, &program))
        });
        status = status.worse(done.unwrap_or_else(|bad| bad));
    }
    status
}

/// Included files, relative to the file that includes them.
pub struct Beside;

impl Files for Beside {
    fn read(&self, from: &str, path: &str) -> Result<(String, Vec<u8>), String> {
        let folder = Path::new(from).parent().unwrap_or(Path::new(""));
        let full = folder.join(path);
        note_read(&full);
        let bytes = std::fs::read(&full).map_err(|e| format!("{}: {e}", full.display()))?;
        let name = std::fs::canonicalize(&full).map_or(full.clone(), |c| shorter(&c, &full));
        Ok((name.display().to_string(), bytes))
    }
}

/// One name for one file: the canonical path, relative to the current folder where it lies below it.
pub fn shorter(canonical: &Path, given: &Path) -> PathBuf {
    let here = std::env::current_dir().and_then(std::fs::canonicalize);
    match here
        .ok()
        .and_then(|h| canonical.strip_prefix(h).ok().map(Path::to_path_buf))
    {
        Some(relative) => relative,
        None if given.is_absolute() => canonical.to_path_buf(),
        None => given.to_path_buf(),
    }
}

/// Reads a program; what is wrong in it goes to standard error.
pub fn program(context: &Context, input: &Input) -> Result<Program, Status> {
    let Loaded {
        program,
        diagnostics,
    } = load(&input.name, &input.bytes, &Beside, &context.lang_limits());
    let mut status = Status::Fine;
    for d in &diagnostics {
        let grave = d.severity >= Severity::Error;
        if grave {
            status = status.worse(if d.is_limit() {
                Status::Limit
            } else {
                Status::BadInput
            });
        }
        if grave || !context.common.quiet {
            tell(render(d, context.colour));
            tell("");
        }
    }
    if status == Status::Fine {
        Ok(program)
    } else {
        Err(status)
    }
}

/// "1 error", "3 errors".
pub fn counted(n: usize, word: &str) -> String {
    if n == 1 {
        format!("1 {word}")
    } else {
        format!("{n} {word}s")
    }
}
