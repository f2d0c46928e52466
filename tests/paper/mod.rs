//! Drafts in memory: files by name, read and checked.

use orbitex::draft::{Finding, Library, Project, check, program, scan, suggest};
use orbitex::lang::resolve::{Files, Limits};
use orbitex::quantity::Maps;
use orbitex::source::Diagnostic;
use std::collections::BTreeMap;
use std::path::{Component, Path};

/// Files by their names.
#[derive(Clone, Debug)]
pub struct Memory(pub BTreeMap<String, Vec<u8>>);

impl Library for Memory {
    fn read(&self, path: &Path) -> std::io::Result<(String, Vec<u8>)> {
        let name = normal(path);
        let bytes = self.0.get(&name).ok_or(std::io::ErrorKind::NotFound)?;
        Ok((name, bytes.clone()))
    }
}

impl Files for Memory {
    fn read(&self, from: &str, path: &str) -> Result<(String, Vec<u8>), String> {
        let beside = Path::new(from).with_file_name(path);
        let name = [normal(Path::new(path)), normal(&beside)];
        let name = name.into_iter().find(|n| self.0.contains_key(n));
        let name = name.ok_or("there is no such file")?;
        Ok((name.clone(), self.0[&name].clone()))
    }
}

/// A path without `.` and `..`.
fn normal(path: &Path) -> String {
    let mut parts: Vec<String> = Vec::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(parts.pop()),
            part => parts.push(part.as_os_str().to_string_lossy().into_owned()),
        }
    }
    parts.join("/")
}

/// The files of a folder of the corpus, and below it.
pub fn folder(name: &str) -> Memory {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/drafts")
        .join(name);
    let mut out = BTreeMap::new();
    collect(&root, &root, &mut out);
    Memory(out)
}

fn collect(root: &Path, folder: &Path, out: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, out);
        } else {
            let name = path
                .strip_prefix(root)
                .unwrap()
                .to_string_lossy()
                .to_string();
            out.insert(name, std::fs::read(&path).unwrap());
        }
    }
}

/// A draft of one file that uses the maps of the corpus.
pub fn with(text: &str) -> Memory {
    let maps = include_bytes!("../drafts/small/maps.map").to_vec();
    let main = format!("\\orbuse{{maps.map}}\n{text}").into_bytes();
    Memory(BTreeMap::from([
        ("maps.map".to_string(), maps),
        ("main.tex".to_string(), main),
    ]))
}

/// Reads and checks a draft: its files, its claims, and what is wrong with it besides.
pub fn checked(memory: &Memory, main: &str) -> (Project, Vec<Finding>, Vec<Diagnostic>) {
    let mut project = scan(Path::new(main), memory).unwrap();
    let (program, mut faults) = program(&mut project, memory, &Limits::default());
    faults.splice(0..0, project.diagnostics.clone());
    let maps = Maps::new(&program, Default::default());
    let findings = check(&project, &program, &maps);
    (project, findings, faults)
}

/// The annotations that are proposed, and the patches.
pub fn suggested(memory: &Memory, main: &str) -> (Vec<suggest::Suggestion>, Vec<String>) {
    let mut project = scan(Path::new(main), memory).unwrap();
    let (program, _) = program(&mut project, memory, &Limits::default());
    let maps = Maps::new(&program, Default::default());
    let list = suggest::suggestions(&project, &program, &maps);
    let patches = suggest::patches(&project, &list);
    (list, patches)
}
