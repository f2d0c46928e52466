//! The author's symbols: the exchange is one-to-one, reaches every form of the report, and changes nothing but letters.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)] // helpers of tests are tests

use orbitex::certificate::notation::{FIXED, Role, generator};
use orbitex::certificate::{Certificate, Notation};
use orbitex::report::symbols::{is_refuge, letters};
use orbitex::report::{Detail, Form, LatexOptions, Pictures, ReportError, Templates, html, latex};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn samples() -> Vec<(String, Certificate)> {
    let mut out = Vec::new();
    for folder in ["tests/data", "tests/data/report"] {
        for entry in std::fs::read_dir(root().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_string();
            if name.ends_with(".cert.json") {
                let text = std::fs::read_to_string(&path).unwrap();
                out.push((name, Certificate::from_json(&text).unwrap()));
            }
        }
    }
    assert!(out.len() >= 12, "samples are missing");
    out
}

fn golden() -> Certificate {
    let text = std::fs::read_to_string(root().join("tests/data/report/golden.cert.json")).unwrap();
    Certificate::from_json(&text).unwrap()
}

fn options(form: Form, detail: Detail) -> LatexOptions {
    LatexOptions {
        form,
        detail,
        pictures: Pictures::All,
        certificate_name: "a.cert.json".to_string(),
        sha256: "0".repeat(64),
        command: "orbitex verify a.cert.json".to_string(),
    }
}

const FORMS: [(Form, Detail); 4] = [
    (Form::Standalone, Detail::Full),
    (Form::Standalone, Detail::Short),
    (Form::Fragment, Detail::Full),
    (Form::Fragment, Detail::Short),
];

fn notation(pairs: &[(Role, &str)]) -> Notation {
    let mut out = Notation::default();
    for (role, symbol) in pairs {
        out.set(*role, symbol.to_string());
    }
    out
}

/// Notations in which every role is one letter.
fn notations() -> Vec<Notation> {
    use Role::*;
    vec![
        notation(&[(Map, "g"), (Growth, "\\lambda"), (Width, "m")]),
        notation(&[(Map, "T"), (Growth, "r"), (Depth, "\\delta")]),
        notation(&[(Map, "w"), (Width, "f")]),
        notation(&[(Depth, "t"), (Iterate, "k")]),
        notation(&[(Map, "h"), (Iterate, "n"), (Depth, "m"), (Crossings, "s")]),
        notation(&[(Lipschitz, "\\Lambda"), (Network, "u"), (Map, "F")]),
    ]
}

/// Which of the letters is printed for which: the same on every place, and no two for the same.
#[test]
fn the_exchange_is_one_to_one() {
    for (name, plain) in samples() {
        let fields = plain.maps.iter().filter_map(|m| m.field.as_ref());
        let numbers: BTreeSet<String> = fields.filter_map(|f| generator(&f.name)).collect();
        for notation in notations() {
            let mut own = plain.clone();
            own.notation = Some(notation.clone());
            for (form, detail) in FORMS {
                let options = options(form, detail);
                let before = letters(&latex(&plain, &options).unwrap());
                let after = letters(&latex(&own, &options).unwrap());
                assert_eq!(before.len(), after.len(), "{name}");
                let (mut there, mut back) = (BTreeMap::new(), BTreeMap::new());
                for (a, b) in before.iter().zip(&after) {
                    // The letter of the norm of L^1 stays.
                    if a == "L" && b == "L" && notation.lipschitz.is_some() {
                        continue;
                    }
                    assert_eq!(there.entry(a).or_insert(b), &b, "{name}: {a}");
                    assert_eq!(back.entry(b).or_insert(a), &a, "{name}: {b}");
                }
                for role in Role::ALL {
                    if let (Some(symbol), Some(found)) =
                        (notation.get(role), there.get(&role.usual().to_string()))
                    {
                        assert_eq!(found.as_str(), symbol, "{name}");
                    }
                }
                for (symbol, what) in FIXED {
                    let found = there.get(&symbol.to_string());
                    assert!(found.is_none_or(|f| f == symbol), "{name}: {what}");
                }
                for number in &numbers {
                    let found = there.get(number);
                    assert!(found.is_none_or(|f| *f == number), "{name}: {number}");
                }
            }
        }
    }
}

/// What makes way finds a letter that no report uses.
#[test]
fn reports_leave_the_letters_free_that_others_make_way_to() {
    let mut all = BTreeSet::new();
    for (_, cert) in samples() {
        let fields = cert.maps.iter().filter_map(|m| m.field.as_ref());
        let numbers: BTreeSet<String> = fields.filter_map(|f| generator(&f.name)).collect();
        for (form, detail) in FORMS {
            let found = letters(&latex(&cert, &options(form, detail)).unwrap());
            all.extend(found.into_iter().filter(|l| !numbers.contains(l)));
        }
    }
    let taken: Vec<&String> = all.iter().filter(|l| is_refuge(l)).collect();
    assert!(taken.is_empty(), "{taken:?}");
    assert!(
        all.contains("f") && all.contains("\\rho") && all.len() > 25,
        "{all:?}"
    );
}

/// Only letters of formulas change: words, numbers, names and coordinates stay.
#[test]
fn an_exchange_changes_letters_only() {
    let mut cert = golden();
    cert.title = Some("f, w and $\\rho$ of growth ρ".to_string());
    cert.author = Some("f. w. g".to_string());
    let plain = latex(&cert, &options(Form::Standalone, Detail::Full)).unwrap();
    cert.notation = Some(notation(&[
        (Role::Map, "q"),
        (Role::Growth, "r"),
        (Role::Width, "s"),
    ]));
    let own = latex(&cert, &options(Form::Standalone, Detail::Full)).unwrap();
    assert_eq!(plain.lines().count(), own.lines().count());
    let (mut changed, mut inside) = (0, false);
    for (a, b) in plain.lines().zip(own.lines()) {
        inside |= a.contains("\\begin{document}");
        assert!(inside || a == b, "{a}\n{b}");
        assert!(
            a == b || a.contains('$') || !letters(&format!("${a}$")).is_empty(),
            "{a}\n{b}"
        );
        changed += usize::from(a != b);
    }
    assert!(changed > 30, "{changed} lines");
    assert!(own.contains("f, w and \\$\\textbackslash{}rho\\$ of growth \\ensuremath{\\rho}"));
    assert!(own.contains("f. w. g"));
}

#[test]
fn decorated_symbols_are_set_as_one_thing() {
    use Role::*;
    let mut cert = golden();
    cert.notation = Some(notation(&[
        (Map, "f_a"),
        (Growth, "\\lambda_{\\mathrm{top}}"),
        (Width, "\\hat{w}"),
        (Depth, "\\mathrm{dep}"),
        (Iterate, "n"),
        (Lipschitz, "\\mathcal{L}"),
    ]));
    let text = latex(&cert, &options(Form::Standalone, Detail::Full)).unwrap();
    assert!(text.contains("f_a^n") && text.contains("(\\hat{w}+1)^{\\mathrm{dep}}"));
    assert!(text.contains("\\mathcal{L}"));
    assert!(text.contains("\\[3pt]"), "a length is no letter");
    assert!(!text.contains("f_a^t_") && !text.contains("}_{\\mathrm{top}}_"));
    let page = html(
        &cert,
        &options(Form::Standalone, Detail::Full),
        &Templates::embedded(),
        &[],
    )
    .unwrap();
    assert!(page.contains("aria-label=\"The graph of f_a"), "no picture");
}

/// A notation that could do harm is refused by the report as well, without the verifier.
#[test]
fn a_report_refuses_a_symbol_that_is_none() {
    let plain = golden();
    for symbol in ["\\input{x}", "f'", "p", "$g$", "", "f_{a}", "w"] {
        let mut cert = plain.clone();
        cert.notation = Some(notation(&[(Role::Map, symbol)]));
        let found = latex(&cert, &options(Form::Standalone, Detail::Full));
        assert!(matches!(found, Err(ReportError::Malformed(_))), "{symbol}");
    }
}

fn orbitex(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_orbitex"))
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn fine(folder: &Path, args: &[&str]) -> String {
    let run = orbitex(folder, args);
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(run.status.success(), "{args:?}: {said}");
    String::from_utf8_lossy(&run.stdout).into_owned()
}

/// The whole file of the page of the language, with the network that it names.
fn page(folder: &Path) -> PathBuf {
    let text = std::fs::read_to_string(root().join("docs/language.md")).unwrap();
    let begin = text.find("```\n").unwrap() + 4;
    let file = &text[begin..begin + text[begin..].find("```").unwrap()];
    assert!(file.contains("notation {") && file.contains("pictures"));
    let network = root().join("tests/accept/tent.json");
    std::fs::copy(network, folder.join("tent.json")).unwrap();
    let path = folder.join("page.map");
    std::fs::write(&path, file).unwrap();
    path
}

/// Every statement of the language at once: all claims hold, the certificate is valid, tables and report come out.
#[test]
fn the_file_of_the_page_compiles() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    page(here);
    let checked = fine(here, &["check", "page.map"]);
    println!("{checked}");
    let said = fine(here, &["compile", "page.map"]);
    assert!(said.contains("verified; 17 claims true"), "{said}");
    let compared = fine(
        here,
        &[
            "verify",
            "page.cert.json",
            "--map",
            "page.map",
            "--tex",
            "page.tex",
        ],
    );
    assert!(
        compared.contains("the certificate is about its 18 maps"),
        "{compared}"
    );
    assert!(compared.contains("detail full, pictures all"), "{compared}");
    let text = std::fs::read_to_string(here.join("page.tex")).unwrap();
    for part in [
        "tab:stefan",
        "ICLR 2020",
        "Hidden layers only",
        "$g^t$",
        "(m+1)^k",
        "\\lambda",
    ] {
        assert!(text.contains(part), "{part} is missing");
    }
    let body = letters(
        &text[text.find("\\begin{abstract}").unwrap()..text.find("\\section{Tables}").unwrap()],
    );
    assert!(
        !body.iter().any(|l| l == "f" || l == "w"),
        "a usual letter is left"
    );
    let web = fine(here, &["compile", "--format", "html", "page.map"]);
    assert!(web.contains("verified"), "{web}");
    pdflatex(here, "page");
}

/// Runs pdflatex until the references stand; then nothing is undefined and no box is wider than 5 pt.
fn pdflatex(folder: &Path, job: &str) {
    let run = || {
        Command::new("pdflatex")
            .args(["-interaction=nonstopmode", "-halt-on-error", job])
            .current_dir(folder)
            .env("max_print_line", "10000")
            .stdout(Stdio::null())
            .status()
    };
    if run().is_err() {
        let required = std::env::var("ORBITEX_REQUIRE_LATEX").is_ok_and(|v| v == "1");
        assert!(!required, "pdflatex is required and missing");
        println!("SKIPPED: pdflatex");
        return;
    }
    assert!(run().unwrap().success() && run().unwrap().success());
    let log = std::fs::read(folder.join(format!("{job}.log"))).unwrap();
    let log = String::from_utf8_lossy(&log).into_owned();
    let wide = |line: &str| {
        let rest = line.strip_prefix("Overfull \\hbox (")?;
        rest.split("pt").next()?.parse::<f64>().ok()
    };
    let bad: Vec<&str> = log
        .lines()
        .filter(|l| {
            l.starts_with('!') || l.contains("undefined") || wide(l).is_some_and(|w| w > 5.0)
        })
        .collect();
    assert!(bad.is_empty(), "{bad:#?}");
    assert!(folder.join(format!("{job}.pdf")).exists());
}

/// Every kind of symbol through pdflatex, in documents with several maps.
#[test]
fn documents_with_symbols_compile() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let maps = "let phi = root of x^2 - x - 1 in [1, 2]
map golden on [0, 1] { [0, 1/2] : phi * x  [1/2, 1] : phi * (1 - x) }
map tri { 0 -> 1/2, 1/2 -> 1, 1 -> 0 }
orbit o3 { 0 -> 1/2 -> 1 -> 0 } lipschitz 2
assume any5 { period 5 gap 1/10 lipschitz 2 }
map logi = polynomial 4*x*(1 - x) on [0, 1]
certify golden { norms sup, l1, classification  pictures all }\n";
    for (i, symbols) in [
        r#"map "T" growth "\beta" width "n" depth "d_0""#,
        r#"map "f_a" growth "\lambda_{\mathrm{top}}" width "\hat{w}" iterate "n" lipschitz "\mathcal{L}" crossings "\mathsf{C}""#,
        r#"map "h" network "\phi" width "\mathrm{wd}" depth "t" iterate "k""#,
    ]
    .iter()
    .enumerate()
    {
        let symbols = symbols.replace("d_0", "q_0");
        let job = format!("symbols{i}");
        let file = format!("{job}.map");
        std::fs::write(here.join(&file), format!("{maps}notation {{ {symbols} }}\n")).unwrap();
        fine(here, &["compile", &file]);
        let text = std::fs::read_to_string(here.join(format!("{job}.tex"))).unwrap();
        assert!(text.contains("$L^1$"), "the norm has lost its letter");
        fine(here, &["compile", "--format", "html", &file]);
        pdflatex(here, &job);
    }
}

/// A flag wins over the file, the file over the default.
#[test]
fn looks_of_the_file_and_of_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let tri = "map tri { 0 -> 1/2, 1/2 -> 1, 1 -> 0 }\n";
    for (block, flags, expected) in [
        ("", vec![], "document, detail full, pictures few"),
        (
            "pictures all",
            vec![],
            "document, detail full, pictures all",
        ),
        (
            "pictures none",
            vec![],
            "document, detail full, pictures none",
        ),
        (
            "detail short",
            vec![],
            "document, detail short, pictures none",
        ),
        (
            "pictures all",
            vec!["--pictures", "none"],
            "document, detail full, pictures none",
        ),
        (
            "detail short",
            vec!["--detail", "full"],
            "document, detail full, pictures few",
        ),
        (
            "",
            vec!["--fragment"],
            "fragment, detail short, pictures none",
        ),
        (
            "detail full pictures few",
            vec!["--fragment"],
            "fragment, detail full, pictures few",
        ),
        (
            "detail full pictures few",
            vec!["--fragment", "--pictures", "all", "--detail", "full"],
            "fragment, detail full, pictures all",
        ),
    ] {
        let text = format!("{tri}certify tri {{ {block} }}\n");
        std::fs::write(here.join("tri.map"), text).unwrap();
        let mut args = vec!["compile", "tri.map"];
        args.extend(&flags);
        fine(here, &args);
        let said = fine(here, &["verify", "tri.cert.json", "--tex", "tri.tex"]);
        assert!(said.contains(expected), "{block} {flags:?}: {said}");
    }
}
