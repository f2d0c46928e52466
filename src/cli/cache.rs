//! Rows of tables and values of claims kept between runs: one small file for each, named by its key, whole or not there
//! at all.

use super::output::write_whole;
use crate::quantity::Memory;
use crate::table::RowResult;
use crate::table::batch::Store;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// The largest file that is read back.
const MAX_BYTES: u64 = 4 << 20;

/// A folder of rows or of values. Several runs may use it at once: a file is written beside its place and renamed, and all runs write
/// the same bytes for one key.
pub struct Cache {
    folder: PathBuf,
    /// The build of the program: another one may compute a row in another way, and must not take what this one kept.
    build: String,
}

impl Cache {
    /// What is kept in `folder`.
    pub fn new(folder: &Path) -> Cache {
        Cache {
            folder: folder.to_path_buf(),
            build: build(),
        }
    }
    /// `$XDG_CACHE_HOME/orbitex/KIND`, else `$HOME/.cache/orbitex/KIND`; none if neither is an absolute path.
    pub fn usual_folder(kind: &str) -> Option<PathBuf> {
        let absolute = |name: &str| {
            std::env::var_os(name)
                .map(PathBuf::from)
                .filter(|p| p.is_absolute())
        };
        let base = absolute("XDG_CACHE_HOME").or_else(|| Some(absolute("HOME")?.join(".cache")))?;
        Some(base.join("orbitex").join(kind))
    }
    /// The key for this build, and the file of it.
    fn place(&self, key: &str) -> (String, PathBuf) {
        let key = hash(&format!("{key}\n{}", self.build));
        let (start, rest) = key.split_at(2);
        let path = self.folder.join(start).join(rest);
        (key, path)
    }
}

/// The first line of a file: the hash of the key and the row, so that a file that was damaged or moved is seen.
fn seal(key: &str, row: &str) -> String {
    hash(&format!("{key}\n{row}"))
}

/// The SHA-256 of a text in hexadecimal digits.
fn hash(text: &str) -> String {
    let sum = Sha256::digest(text.as_bytes());
    sum.iter().map(|b| format!("{b:02x}")).collect()
}

/// Size and time of the program's file.
fn build() -> String {
    let file = std::env::current_exe().and_then(std::fs::metadata);
    file.map_or_else(
        |_| String::new(),
        |data| format!("{} {:?}", data.len(), data.modified().ok()),
    )
}

impl Cache {
    /// The cache that `--cache` and `--no-cache` ask for.
    pub fn asked(folder: Option<&PathBuf>, none: bool, kind: &str) -> Option<Cache> {
        let folder = match (folder, none) {
            (_, true) => None,
            (Some(folder), _) => Some(folder.clone()),
            (None, _) => Cache::usual_folder(kind),
        };
        folder.map(|f| Cache::new(&f))
    }
    /// The line that is kept under a key, if it is whole.
    fn line(&self, key: &str) -> Option<String> {
        let (key, path) = self.place(key);
        if std::fs::metadata(&path).ok()?.len() > MAX_BYTES {
            return None;
        }
        let text = std::fs::read_to_string(path).ok()?;
        let (sealed, line) = text.split_once('\n')?;
        let line = line.strip_suffix('\n')?;
        (sealed == seal(&key, line)).then(|| line.to_string())
    }
    /// Keeps a line. A folder that cannot be written keeps nothing: all is computed again, which is slower and not wrong.
    fn keep(&self, key: &str, line: &str) {
        let (key, path) = self.place(key);
        let folder = path.parent().unwrap_or(&self.folder);
        if std::fs::create_dir_all(folder).is_ok() {
            let _ = write_whole(&path, format!("{}\n{line}\n", seal(&key, line)).as_bytes());
        }
    }
}

impl Store for Cache {
    fn get(&self, key: &str) -> Option<RowResult> {
        serde_json::from_str(&self.line(key)?).ok()
    }
    fn put(&self, key: &str, row: &RowResult) {
        if let Ok(row) = serde_json::to_string(row) {
            self.keep(key, &row);
        }
    }
}

impl Memory for Cache {
    fn get(&self, key: &str) -> Option<String> {
        self.line(key)
    }
    fn put(&self, key: &str, text: &str) {
        self.keep(key, text);
    }
}
