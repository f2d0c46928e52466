//! Exported Coq files: accepted by `coqc` with the library, refused when falsified.
//!
//! Needs `coqc` (Debian package `coq`); without it these tests print `SKIPPED`, and fail if `ORBITEX_REQUIRE_COQ=1`.

use orbitex::certificate::Certificate;
use orbitex::export::coq::{CoqOptions, ExportError, MODULES, coq};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

fn certificate(name: &str) -> Certificate {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/coq")
        .join(format!("{name}.cert.json"));
    let text = std::fs::read_to_string(&path).unwrap();
    Certificate::from_json(&text).unwrap()
}

fn at(iterate: u64) -> CoqOptions {
    CoqOptions {
        iterate: Some(iterate),
        ..CoqOptions::default()
    }
}

fn coqc(directory: &Path, arguments: &[&str]) -> Output {
    Command::new("coqc")
        .current_dir(directory)
        .arg("-q")
        .args(arguments)
        .output()
        .unwrap()
}

/// The directory with the compiled library, or `None` without Coq. Unchanged modules are not compiled again.
fn library() -> Option<&'static Path> {
    static BUILT: OnceLock<Option<PathBuf>> = OnceLock::new();
    BUILT
        .get_or_init(|| {
            if Command::new("coqc").arg("--version").output().is_err() {
                let required = std::env::var("ORBITEX_REQUIRE_COQ").is_ok_and(|v| v == "1");
                assert!(!required, "ORBITEX_REQUIRE_COQ=1, but there is no coqc");
                eprintln!("SKIPPED: there is no coqc (Debian package coq), exported Coq files are not checked");
                return None;
            }
            let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("coq");
            build(&directory);
            Some(directory)
        })
        .as_deref()
}

/// Compiles the modules in order; after the first one that changed, all that follow.
fn build(directory: &Path) {
    let theories = directory.join("theories");
    std::fs::create_dir_all(&theories).unwrap();
    let mut stale = false;
    for module in MODULES {
        let source = theories.join(format!("{}.v", module.name));
        let object = theories.join(format!("{}.vo", module.name));
        let same =
            std::fs::read_to_string(&source).is_ok_and(|old| old == module.text) && object.exists();
        if same && !stale {
            continue;
        }
        stale = true;
        let _ = std::fs::remove_file(&object);
        std::fs::write(&source, module.text).unwrap();
        let out = coqc(
            directory,
            &[
                "-Q",
                "theories",
                "Orbitex",
                &format!("theories/{}.v", module.name),
            ],
        );
        assert!(
            out.status.success(),
            "{}: {}",
            module.name,
            String::from_utf8_lossy(&out.stderr)
        );
    }
}

/// Runs `coqc` on a text in a directory of its own; the standard output if it is accepted.
fn accepted(text: &str, bundled: bool) -> Result<String, String> {
    let library = library().expect("checked by the caller");
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(directory.path().join("Exported.v"), text).unwrap();
    let theories = library.join("theories");
    let mut arguments = vec!["Exported.v"];
    if !bundled {
        arguments.extend(["-Q", theories.to_str().unwrap(), "Orbitex"]);
    }
    let out = coqc(directory.path(), &arguments);
    if out.status.success() {
        Ok(String::from_utf8(out.stdout).unwrap())
    } else {
        Err(String::from_utf8_lossy(&out.stderr).into_owned())
    }
}

/// The names that `Print Assumptions` lists.
fn assumptions(output: &str) -> Vec<String> {
    let lines = output
        .lines()
        .filter(|l| !l.starts_with(' ') && *l != "Axioms:");
    let names = lines.filter_map(|l| l.split_whitespace().next());
    let mut names: Vec<String> = names.map(str::to_string).collect();
    names.sort();
    names.dedup();
    names
}

const STANDARD: [&str; 4] = [
    "Classical_Prop.classic",
    "ClassicalDedekindReals.sig_forall_dec",
    "ClassicalDedekindReals.sig_not_dec",
    "FunctionalExtensionality.functional_extensionality_dep",
];

fn check_accepted(text: &str, bundled: bool) {
    let output = accepted(text, bundled).unwrap_or_else(|e| panic!("refused: {e}\n{text}"));
    let names = assumptions(&output);
    assert!(
        !names.is_empty() && names.iter().all(|n| STANDARD.contains(&n.as_str())),
        "{names:?}"
    );
}

#[test]
fn a_map_is_accepted_at_neighbouring_and_at_distant_levels() {
    if library().is_none() {
        return;
    }
    let text = coq(&certificate("three_cycle"), &at(20)).unwrap();
    assert!(
        text.contains(
            "Theorem bound_depth_4 : forall g : net, depth g = 4%nat -> width_le g 10 ->"
        )
    );
    check_accepted(&text, false);
    let text = coq(&certificate("three_cycle"), &at(30)).unwrap();
    assert!(text.contains("Definition Ncross : N := 1346269%N."));
    check_accepted(&text, false);
}
