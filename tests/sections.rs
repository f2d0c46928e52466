//! Sections of reports as they were reviewed, so chosen that together they show every template.

#![allow(clippy::unwrap_used)] // helpers of tests are tests

use orbitex::certificate::Certificate;
use orbitex::report::{Detail, Form, LatexOptions, Pictures, Templates, html, latex_by};
use std::process::Command;

/// Small programs: name, text, the labels of the sections that are shown.
const PROGRAMS: [(&str, &str, &[&str]); 5] = [
    (
        "lengths",
        "map tri { 0 -> 1/2, 1/2 -> 1, 1 -> 0 }\ncertify tri { iterates 4, 8  depths 1..2  norms l1 }\n",
        &[
            "orb:tri:area-lemmas",
            "orb:tri:area-section",
            "orb:tri:every",
        ],
    ),
    (
        "labels",
        "map full = tent(2)\ncertify full { iterates 3  depths 1..2  norms sup, classification  units relu, maxout(3) }\n",
        &[
            "orb:full:units-section",
            "orb:full:classification-section",
            "orb:full:checking",
        ],
    ),
    (
        "bends",
        "map s5 = stefan(5)\ncertify s5 { iterates 2, 4  depths 1..2  norms sup  tolerance 1/100 }\n",
        &["orb:s5:three-points-section", "orb:s5:comparison"],
    ),
    (
        "polynomial",
        "map bump = polynomial 4*x*(1 - x) on [0, 1]\ncertify bump { iterates 3  depths 1..2  norms sup, l1 }\n",
        &[
            "orb:bump:map",
            "orb:bump:crossings",
            "orb:bump:growth",
            "orb:bump:bounds",
            "orb:bump:area-section",
        ],
    ),
    (
        "period",
        "assume any3 { period 3  gap 1/10  lipschitz 2 }\ncertify any3 { iterates 4, 10  depths 1..2 }\n",
        &["orb:any3"],
    ),
];

/// The certificate of a program.
fn certificate(name: &str, program: &str) -> Certificate {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(format!("{name}.map"));
    std::fs::write(&file, program).unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_orbitex"))
        .args(["compile", "-q"])
        .arg(&file)
        .output()
        .unwrap();
    assert!(run.status.success(), "{run:?}");
    let json = std::fs::read_to_string(folder.path().join(format!("{name}.cert.json"))).unwrap();
    Certificate::from_json(&json).unwrap()
}

fn options(name: &str, form: Form, detail: Detail) -> LatexOptions {
    LatexOptions {
        form,
        detail,
        pictures: Pictures::None,
        certificate_name: format!("{name}.cert.json"),
        sha256: "0123456789abcdef".repeat(4),
        command: format!("orbitex verify {name}.cert.json"),
    }
}

/// The sections with these labels, each to the next heading.
fn shown(tex: &str, labels: &[&str]) -> String {
    let mut out = Vec::new();
    for label in labels {
        let at = tex.find(&format!("\\label{{{label}}}"));
        let at = at.unwrap_or_else(|| panic!("no section {label}"));
        let start = tex[..at].rfind('\n').map_or(0, |i| i + 1);
        let rest = &tex[at..];
        let ends = [
            "\n\\section{",
            "\n\\subsection{",
            "\n\\begin{thebibliography}",
        ];
        let end = ends.iter().filter_map(|e| rest.find(e)).min();
        out.push(tex[start..at + end.unwrap_or(rest.len())].trim_end());
    }
    out.join("\n\n")
}

fn document(name: &str, program: &str, templates: &Templates) -> String {
    let certificate = certificate(name, program);
    let options = options(name, Form::Standalone, Detail::Full);
    latex_by(&certificate, &options, templates).unwrap()
}

#[test]
fn sections_are_as_reviewed() {
    for (name, program, labels) in PROGRAMS {
        let tex = document(name, program, &Templates::embedded());
        insta::assert_snapshot!(name, shown(&tex, labels));
    }
}

#[test]
fn page_one_of_a_document_and_a_fragment_are_as_reviewed() {
    let (name, program, _) = PROGRAMS[0];
    let tex = document(name, program, &Templates::embedded());
    let (front, _) = tex.split_once("\\label{orb:tri:area-lemmas}").unwrap();
    insta::assert_snapshot!("page_one", front);
    let certificate = certificate(name, program);
    let options = options(name, Form::Fragment, Detail::Full);
    let fragment = latex_by(&certificate, &options, &Templates::embedded()).unwrap();
    let (front, _) = fragment.split_once("\\label{orb:tri:conventions}").unwrap();
    let (_, back) = fragment.split_once("\\label{orb:tri:checking}").unwrap();
    insta::assert_snapshot!("fragment_ends", format!("{front}\n[...]\n{back}"));
}

/// Every template leaves a trace in something that is kept as a snapshot: here, or in `latex.rs` and `html.rs`, which
/// keep the whole golden report.
#[test]
fn every_template_is_in_some_snapshot_and_in_the_documentation() {
    const MARK: &str = "XMARKX";
    let golden = std::fs::read_to_string(
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/report/golden.cert.json"),
    );
    let golden = Certificate::from_json(&golden.unwrap()).unwrap();
    let programs: Vec<(&str, Certificate, &[&str])> = PROGRAMS
        .iter()
        .map(|(name, program, labels)| (*name, certificate(name, program), *labels))
        .collect();
    let docs = include_str!("../docs/templates.md");
    for (template, text) in Templates::list() {
        let stem = template
            .rsplit('/')
            .next()
            .unwrap()
            .trim_end_matches(".tex");
        assert!(
            docs.contains(&format!("`{stem}`")),
            "docs/templates.md lacks {stem}"
        );
        let marked = match template.strip_suffix(".css") {
            Some(_) => format!("{text}\n/* {MARK} */"),
            None => format!("{text}{MARK}"),
        };
        let own = [((*template).to_string(), marked)];
        let templates = Templates::with(own.into()).unwrap();
        let of = |form, detail| latex_by(&golden, &options("golden", form, detail), &templates);
        let mut kept = vec![
            of(Form::Standalone, Detail::Full).unwrap(),
            of(Form::Fragment, Detail::Short).unwrap(),
        ];
        for (name, certificate, labels) in &programs {
            let full = |form| latex_by(certificate, &options(name, form, Detail::Full), &templates);
            kept.push(shown(&full(Form::Standalone).unwrap(), labels));
            kept.push(full(Form::Fragment).unwrap());
        }
        if template.starts_with("html/") {
            let mut options = options("golden", Form::Standalone, Detail::Full);
            options.pictures = Pictures::All;
            kept.push(html(&golden, &options, &templates, &[]).unwrap());
        }
        assert!(
            kept.iter().any(|k| k.contains(MARK)),
            "{template} is in no snapshot"
        );
    }
}
