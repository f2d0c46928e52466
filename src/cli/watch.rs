//! `check --watch`: checks again whenever one of the files that were read changes.

use super::Context;
use super::args::Check;
use super::check::once;
use super::output::{Status, tell};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// How often the files are looked at.
const PAUSE: Duration = Duration::from_millis(300);

/// Checks, waits for a change, and checks again, until the process is interrupted.
pub fn repeat(context: &Context, args: &Check) -> Status {
    loop {
        once(context, args);
        let before = state(&args.files);
        if before.is_empty() {
            return Status::BadInput;
        }
        tell("waiting for a change; stop with Ctrl-C");
        while state(&args.files) == before {
            std::thread::sleep(PAUSE);
        }
    }
}

/// When each LaTeX and map file in the folders of the inputs, and below them, was changed.
fn state(files: &[PathBuf]) -> Vec<(PathBuf, Option<SystemTime>, u64)> {
    let mut out = Vec::new();
    for file in files {
        let folder = match file.parent() {
            Some(p) if p != Path::new("") => p,
            _ => Path::new("."),
        };
        collect(folder, 0, &mut out);
    }
    out.sort();
    out.dedup();
    out
}

fn collect(folder: &Path, depth: usize, out: &mut Vec<(PathBuf, Option<SystemTime>, u64)>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        let Ok(data) = entry.metadata() else { continue };
        if data.is_dir() && !hidden && depth < 4 {
            collect(&path, depth + 1, out);
        } else if path
            .extension()
            .is_some_and(|e| e == "tex" || e == "map" || e == "ltx")
        {
            out.push((path, data.modified().ok(), data.len()));
        }
    }
}
