//! Writing: whole files or none, results to standard output, everything else to standard error.

use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use tempfile::NamedTempFile;

/// How a run ended, as the exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Everything is right.
    Fine,
    /// A claim is false or a certificate was rejected.
    False,
    /// The input is wrong.
    BadInput,
    /// A limit was reached.
    Limit,
    /// The environment failed.
    Environment,
}

impl Status {
    /// The process's exit status.
    pub fn code(self) -> u8 {
        match self {
            Status::Fine => 0,
            Status::False => 1,
            Status::BadInput => 2,
            Status::Limit => 3,
            Status::Environment => 4,
        }
    }
    /// The worse of two: 4, then 2, 3, 1.
    pub fn worse(self, other: Status) -> Status {
        let rank = |s: Status| match s {
            Status::Fine => 0,
            Status::False => 1,
            Status::Limit => 2,
            Status::BadInput => 3,
            Status::Environment => 4,
        };
        if rank(self) >= rank(other) {
            self
        } else {
            other
        }
    }
}

/// A file that could not be read or written.
#[derive(Debug)]
pub struct FileError {
    /// What was tried: `read` or `write`.
    pub verb: &'static str,
    /// The file.
    pub path: PathBuf,
    /// The system's reason.
    pub reason: std::io::Error,
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "error[OX0901]: cannot {} {}: {}",
            self.verb,
            self.path.display(),
            self.reason
        )
    }
}

/// Writes a file whole or not at all: into a temporary file beside it, then renamed over it.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    stage(path, bytes)?.keep()
}

/// A file that is written but has not its name yet; dropped, it is gone.
pub struct Staged {
    file: NamedTempFile,
    path: PathBuf,
}

/// Writes a temporary file beside the one that it is to become.
pub fn stage(path: &Path, bytes: &[u8]) -> Result<Staged, FileError> {
    let fail = |reason| FileError {
        verb: "write",
        path: path.to_path_buf(),
        reason,
    };
    let folder = match path.parent() {
        Some(p) if p != Path::new("") => p,
        _ => Path::new("."),
    };
    let mut file = tempfile::Builder::new()
        .prefix(".orbitex-")
        .tempfile_in(folder)
        .map_err(fail)?;
    file.write_all(bytes)
        .and_then(|()| file.flush())
        .map_err(fail)?;
    share_like_a_new_file(&file).map_err(fail)?;
    Ok(Staged {
        file,
        path: path.to_path_buf(),
    })
}

impl Staged {
    /// Gives the file its name, in place of the one that had it.
    pub fn keep(self) -> Result<(), FileError> {
        let Staged { file, path } = self;
        match file.persist(&path) {
            Ok(_) => Ok(()),
            Err(error) => Err(FileError {
                verb: "write",
                path,
                reason: error.error,
            }),
        }
    }
}

/// Writes `new` over a file that still holds `old`, whole or not at all; `false` if it holds something else by now.
///
/// A symbolic link is followed, and the file keeps its permissions.
pub fn replace_unchanged(path: &Path, old: &[u8], new: &[u8]) -> Result<bool, FileError> {
    let fail = |reason| FileError {
        verb: "write",
        path: path.to_path_buf(),
        reason,
    };
    let target = std::fs::canonicalize(path).map_err(fail)?;
    let folder = target.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new()
        .prefix(".orbitex-")
        .tempfile_in(folder)
        .map_err(fail)?;
    file.write_all(new)
        .and_then(|()| file.as_file().sync_all())
        .map_err(fail)?;
    let permissions = std::fs::metadata(&target).map_err(fail)?.permissions();
    file.as_file().set_permissions(permissions).map_err(fail)?;
    if std::fs::read(&target).map_err(fail)? != old {
        return Ok(false);
    }
    file.persist(&target).map_err(|e| fail(e.error))?;
    Ok(true)
}

/// Temporary files are private to their owner; results are not.
#[cfg(unix)]
fn share_like_a_new_file(file: &NamedTempFile) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.as_file()
        .set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn share_like_a_new_file(_: &NamedTempFile) -> std::io::Result<()> {
    Ok(())
}

/// Prints a result. A reader that went away (a closed pipe) is no error.
pub fn say(text: impl fmt::Display) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// What [`tell`] printed since [`record`], while something wants to know.
static RECORD: Mutex<Option<String>> = Mutex::new(None);

/// Starts to keep what [`tell`] prints.
pub fn record() {
    if let Ok(mut record) = RECORD.lock() {
        *record = Some(String::new());
    }
}

/// What was printed since [`record`], without colours; keeps no more.
pub fn recorded() -> String {
    let text = RECORD.lock().ok().and_then(|mut r| r.take());
    without_colours(&text.unwrap_or_default())
}

/// Drops the escape sequences of a terminal.
fn without_colours(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c == '\u{1b}' {
            chars.by_ref().find(char::is_ascii_alphabetic);
        } else {
            out.push(c);
        }
    }
    out
}

/// Prints a message that is not a result.
pub fn tell(text: impl fmt::Display) {
    let text = text.to_string();
    let _ = writeln!(std::io::stderr(), "{text}");
    if let Ok(mut record) = RECORD.lock()
        && let Some(record) = record.as_mut()
    {
        record.push_str(&text);
        record.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_dropped() {
        assert_eq!(without_colours("\u{1b}[1;31merror\u{1b}[0m: x"), "error: x");
    }
}
