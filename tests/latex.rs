//! Reports of the sample certificates: compiled by pdflatex as documents and as fragments, and looked at in the log.

use orbitex::certificate::Certificate;
use orbitex::report::{Detail, Form, LatexOptions, latex};
use std::path::{Path, PathBuf};

/// The widest overfull box that passes, in points.
const OVERFULL: f64 = 5.0;

fn samples() -> Vec<(String, Certificate)> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/report");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(dir)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    paths.sort();
    let read = |p: PathBuf| {
        let name = p
            .file_name()
            .unwrap()
            .to_str()
            .unwrap()
            .replace(".cert.json", "");
        let cert = Certificate::from_json(&std::fs::read_to_string(&p).unwrap())
            .unwrap_or_else(|e| panic!("{name}: {e}"));
        (name, cert)
    };
    let out: Vec<_> = paths
        .into_iter()
        .filter(|p| p.to_string_lossy().ends_with(".cert.json"))
        .map(read)
        .collect();
    assert!(out.len() >= 9, "the samples are gone: {}", out.len());
    out
}

fn options(name: &str, form: Form, detail: Detail) -> LatexOptions {
    LatexOptions {
        form,
        detail,
        certificate_name: format!("{name}.cert.json"),
        sha256: "0123456789abcdef".repeat(4),
        command: format!("orbitex verify {name}.cert.json"),
    }
}

/// Writes every form of every sample into the directory named by `ORBITEX_DUMP`, for looking at.
#[test]
fn dump() {
    let Ok(dir) = std::env::var("ORBITEX_DUMP") else {
        return;
    };
    for (name, cert) in samples() {
        for (form, detail, suffix) in FORMS {
            let text = latex(&cert, &options(&name, form, detail))
                .unwrap_or_else(|e| panic!("{name}: {e}"));
            let text = if form == Form::Fragment {
                host(&text, detail)
            } else {
                text
            };
            std::fs::write(format!("{dir}/{name}{suffix}.tex"), text).unwrap();
        }
    }
}

const FORMS: [(Form, Detail, &str); 4] = [
    (Form::Standalone, Detail::Full, ""),
    (Form::Standalone, Detail::Short, "-short"),
    (Form::Fragment, Detail::Full, "-fragment"),
    (Form::Fragment, Detail::Short, "-short-fragment"),
];

/// An article around a fragment, with the packages that the fragment's first comment names and no others.
fn host(fragment: &str, detail: Detail) -> String {
    let packages = if detail == Detail::Short {
        "amsmath"
    } else {
        "amsmath,amssymb,booktabs,longtable"
    };
    let fonts = if fragment.contains("fontenc") {
        "\\usepackage[T1]{fontenc}\n"
    } else {
        ""
    };
    format!(
        "\\documentclass{{article}}\n\\usepackage{{{packages}}}\n{fonts}\\begin{{document}}\n\\section{{Host}}\n{fragment}\\end{{document}}\n"
    )
}
