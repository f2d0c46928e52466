//! The gallery set by LaTeX, what `--pdf` leaves and says, and what a small change of a map changes in its report.

#![allow(clippy::unwrap_used, clippy::print_stderr)] // helpers of tests are tests

mod typeset;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use typeset::{assert_no_faults, present};

fn gallery() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/gallery")
}

/// The sources of the gallery with this extension, without it.
fn sources(extension: &str) -> Vec<String> {
    let files = std::fs::read_dir(gallery())
        .unwrap()
        .map(|e| e.unwrap().path());
    let files = files.filter(|p| p.extension().is_some_and(|e| e == extension));
    let mut names: Vec<String> = files
        .map(|p| p.file_stem().unwrap().to_str().unwrap().to_string())
        .collect();
    names.sort();
    names
}

fn orbitex(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_orbitex"))
        .args(args)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn err(run: &Output) -> String {
    String::from_utf8_lossy(&run.stderr).to_string()
}

fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().file_name().to_string_lossy().to_string())
        .collect();
    names.sort();
    names
}

#[test]
fn every_map_of_the_gallery_is_set_without_faults() {
    let papers = sources("tex");
    let maps: Vec<String> = sources("map")
        .into_iter()
        .filter(|m| !papers.contains(m))
        .collect();
    assert!(maps.len() >= 7 && papers.len() >= 2, "the gallery is gone");
    let readme = std::fs::read_to_string(gallery().join("README.md")).unwrap();
    for name in maps.iter().chain(&papers) {
        assert!(
            readme.contains(&format!("| `{name}` |")),
            "{name} is not in the README of the gallery"
        );
    }
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    for name in &maps {
        let file = gallery().join(format!("{name}.map"));
        let file = file.to_str().unwrap();
        let run = orbitex(
            folder.path(),
            &["compile", "-q", "--pictures", "all", "-o", out, file],
        );
        assert!(run.status.success(), "{}", err(&run));
    }
    if present("pdflatex", "texlive-latex-extra") {
        let jobs: Vec<(&str, String)> = maps.into_iter().map(|m| ("pdflatex", m)).collect();
        assert_no_faults(folder.path(), &jobs);
    }
}

/// A fragment does not know its column: every one must fit half a page.
#[test]
fn every_certificate_of_the_gallery_fits_a_column() {
    if !present("pdflatex", "texlive-publishers") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    let papers = sources("tex");
    let mut jobs = Vec::new();
    for name in sources("map").iter().filter(|m| !papers.contains(m)) {
        let file = gallery().join(format!("{name}.map"));
        let file = file.to_str().unwrap();
        let how = ["--fragment", "--detail", "full", "--pictures", "all"];
        let run = orbitex(
            folder.path(),
            &[&["compile", "-q", "-o", out], &how[..], &[file]].concat(),
        );
        assert!(run.status.success(), "{}", err(&run));
        let host = format!(
            "\\documentclass[conference]{{IEEEtran}}\n\\usepackage{{amsmath,amssymb,booktabs,tikz}}\n\\begin{{document}}\n\\section{{Host}}\n\\input{{{name}}}\n\\end{{document}}\n"
        );
        std::fs::write(folder.path().join(format!("host-{name}.tex")), host).unwrap();
        jobs.push(("pdflatex", format!("host-{name}")));
    }
    assert!(jobs.len() >= 7);
    assert_no_faults(folder.path(), &jobs);
}

#[test]
fn every_paper_of_the_gallery_is_set_without_faults() {
    if !present("pdflatex", "texlive-publishers") {
        return;
    }
    for name in sources("tex") {
        let folder = tempfile::tempdir().unwrap();
        let text = std::fs::read_to_string(gallery().join(format!("{name}.tex"))).unwrap();
        let mut made = 0;
        for line in text.lines().filter_map(|l| l.strip_prefix("%!")) {
            let out = folder.path().to_str().unwrap();
            let mut words: Vec<&str> = line.split_whitespace().collect();
            words.extend(["--quiet", "-o", out]);
            let run = orbitex(&gallery(), &words);
            assert!(run.status.success(), "{}", err(&run));
            made += 1;
        }
        assert!(made > 0, "{name} takes nothing from orbitex");
        std::fs::write(folder.path().join(format!("{name}.tex")), text).unwrap();
        assert_no_faults(folder.path(), &[("pdflatex", name)]);
    }
}

#[test]
fn a_pdf_comes_without_auxiliary_files() {
    if !present("pdflatex", "texlive-latex-extra") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("tent.map"), "map full = tent(2)\n").unwrap();
    let run = orbitex(folder.path(), &["compile", "--pdf", "tent.map"]);
    assert!(run.status.success(), "{}", err(&run));
    assert_eq!(
        files(folder.path()),
        ["tent.cert.json", "tent.map", "tent.pdf", "tent.tex"]
    );
    let pdf = std::fs::read(folder.path().join("tent.pdf")).unwrap();
    assert!(pdf.starts_with(b"%PDF-"));
}

#[test]
fn an_error_of_latex_is_shown_at_its_place_and_nothing_is_written() {
    if !present("pdflatex", "texlive-latex-extra") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let latex = folder.path().join("mine/latex");
    std::fs::create_dir_all(&latex).unwrap();
    std::fs::write(latex.join("checking.tex"), "Some \\oddcommand here.\n").unwrap();
    std::fs::write(folder.path().join("tent.map"), "map full = tent(2)\n").unwrap();
    let args = ["compile", "--pdf", "--templates", "mine", "tent.map"];
    let run = orbitex(folder.path(), &args);
    assert_eq!(run.status.code(), Some(4));
    for part in [
        "error[OX0904]: LaTeX failed: Undefined control sequence",
        "--> tent.tex:",
        "Some \\oddcommand here.",
        "^^^^^^^^^^^ LaTeX stopped here",
    ] {
        assert!(err(&run).contains(part), "{part}\n{}", err(&run));
    }
    assert_eq!(files(folder.path()), ["mine", "tent.map"]);
}

#[test]
fn without_latex_the_package_of_debian_is_named() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("tent.map"), "map full = tent(2)\n").unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_orbitex"))
        .args(["compile", "--pdf", "tent.map"])
        .current_dir(folder.path())
        .env("PATH", folder.path())
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(4));
    let message = err(&run);
    assert!(
        message.contains("error[OX0903]") && message.contains("apt install texlive-latex-extra"),
        "{message}"
    );
    assert_eq!(files(folder.path()), ["tent.map"]);
}

/// The report on a program.
fn report(program: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("two.map"), program).unwrap();
    let args = ["compile", "-q", "--pictures", "all", "two.map"];
    let run = orbitex(folder.path(), &args);
    assert!(run.status.success(), "{}", err(&run));
    std::fs::read_to_string(folder.path().join("two.tex")).unwrap()
}

/// The part of a report on one of its maps.
fn part<'a>(tex: &'a str, from: &str, to: &str) -> &'a str {
    let start = tex.find(&format!("\\label{{{from}}}")).unwrap();
    let end = tex.find(&format!("\\label{{{to}}}")).unwrap();
    assert!(start < end);
    // The heading of the next part stands before its label.
    let text = &tex[start..end];
    &text[..text.rfind('\n').unwrap()]
}

fn labels(tex: &str) -> BTreeSet<&str> {
    let found = tex.split("\\label{").skip(1);
    found.filter_map(|l| l.split('}').next()).collect()
}

#[test]
fn a_small_change_of_a_map_changes_only_what_depends_on_it() {
    let first = "map a = tent(2)\ncertify a { iterates 6  depths 1..2  norms sup, l1 }\n";
    let second =
        "map b { 0 -> 1/2, 1/2 -> 1, 1 -> 0 }\ncertify b { iterates 6  depths 1..2  norms sup }\n";
    let before = report(&format!("{first}{second}"));
    assert!(labels(&before).len() > 20);
    // Words that are not part of any map change nothing.
    let commented = format!("# a comment\n{first}\n\n{second}claim laps(a, 3) = 8\n");
    assert_eq!(report(&commented), before);
    // Another iterate for the second map leaves the first one and all labels alone.
    let more = report(&format!(
        "{first}{}",
        second.replace("iterates 6", "iterates 6, 9")
    ));
    assert_eq!(labels(&more), labels(&before));
    assert_eq!(
        part(&more, "orb:a", "orb:b"),
        part(&before, "orb:a", "orb:b")
    );
    assert_ne!(
        part(&more, "orb:b", "orb:a:checking"),
        part(&before, "orb:b", "orb:a:checking")
    );
    // So does another second map.
    let other = report(&format!(
        "{first}{}",
        second.replace("1/2 -> 1,", "1/3 -> 1, 1/2 -> 1/3,")
    ));
    assert_eq!(
        part(&other, "orb:a", "orb:b"),
        part(&before, "orb:a", "orb:b")
    );
    // A third map behind them leaves both alone.
    let third = report(&format!("{first}{second}map c = stefan(5)\n"));
    assert_eq!(
        part(&third, "orb:a", "orb:b"),
        part(&before, "orb:a", "orb:b")
    );
    assert_eq!(
        part(&third, "orb:b", "orb:c"),
        part(&before, "orb:b", "orb:a:checking")
    );
    assert!(labels(&before).is_subset(&labels(&third)));
}
