//! Reports of the sample certificates: compiled by pdflatex as documents and as fragments, and looked at in the log.

#![allow(clippy::unwrap_used, clippy::print_stderr)] // helpers of tests are tests

use orbitex::certificate::{Certificate, Kind};
use orbitex::certify::{
    Analysis, Lengths, Limits, Request, Subject, certificate, map::map_certificate,
};
use orbitex::map::PiecewiseLinear;
use orbitex::num::Number;
use orbitex::report::escape::{Unprintable, text, width};
use orbitex::report::{Detail, Form, LatexOptions, Pictures, ReportError, latex};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

mod typeset;
use typeset::{assert_no_faults, present};

const FORMS: [(Form, Detail, &str); 4] = [
    (Form::Standalone, Detail::Full, ""),
    (Form::Standalone, Detail::Short, "-short"),
    (Form::Fragment, Detail::Full, "-fragment"),
    (Form::Fragment, Detail::Short, "-short-fragment"),
];

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
        let json = std::fs::read_to_string(&p).unwrap();
        (
            name.clone(),
            Certificate::from_json(&json).unwrap_or_else(|e| panic!("{name}: {e}")),
        )
    };
    let out: Vec<_> = paths
        .into_iter()
        .filter(|p| p.to_string_lossy().ends_with(".cert.json"))
        .map(read)
        .collect();
    assert!(out.len() >= 9, "the samples are gone: {}", out.len());
    out
}

/// The map of a permutation of `1..=n`, given in one-line notation.
fn pattern(images: &[i64]) -> PiecewiseLinear {
    let vertex = |(i, v): (usize, &i64)| (Number::from(i as i64 + 1), Number::from(*v));
    PiecewiseLinear::new(images.iter().enumerate().map(vertex).collect()).unwrap()
}

/// A cyclic pattern of length `n` that looks random (Sattolo's shuffle, a fixed linear congruence).
fn random_cycle(n: usize, mut state: u64) -> Vec<i64> {
    let mut images: Vec<i64> = (1..=n as i64).collect();
    for i in (1..n).rev() {
        state = state
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        images.swap(i, (state >> 33) as usize % i);
    }
    images
}

/// Certificates made now: large patterns and an orbit.
fn produced() -> Vec<(String, Certificate)> {
    let made = |name: &str, f: PiecewiseLinear, kind: Kind| {
        let analysis = Analysis::of(kind, &f, None, Limits::default());
        let subject = Subject {
            name,
            origin: "a pattern",
            analysis: &analysis,
            requests: vec![Request::default()],
        };
        let map = map_certificate(&subject, Lengths::default()).unwrap();
        (
            name.to_string(),
            certificate(&format!("{name}.map"), None, None, vec![map]),
        )
    };
    vec![
        made("p9", pattern(&random_cycle(9, 7)), Kind::Map),
        made("p17", pattern(&random_cycle(17, 3)), Kind::Orbit),
        made("p40", pattern(&random_cycle(40, 12345)), Kind::Map),
        made("p64", pattern(&random_cycle(64, 1)), Kind::Map),
    ]
}

fn sample(name: &str) -> Certificate {
    samples()
        .into_iter()
        .find(|s| s.0 == name)
        .expect("a sample of that name")
        .1
}

fn options(name: &str, form: Form, detail: Detail) -> LatexOptions {
    LatexOptions {
        form,
        detail,
        pictures: if form == Form::Standalone {
            Pictures::Few
        } else {
            Pictures::None
        },
        certificate_name: format!("{name}.cert.json"),
        sha256: "0123456789abcdef".repeat(4),
        command: format!("orbitex verify {name}.cert.json"),
    }
}

fn full(name: &str) -> String {
    latex(
        &sample(name),
        &options(name, Form::Standalone, Detail::Full),
    )
    .unwrap()
}

/// The packages that a fragment's first comment names.
fn packages(fragment: &str) -> Vec<&str> {
    let line = fragment
        .lines()
        .find_map(|l| l.strip_prefix("% Packages: "))
        .expect("a fragment names its packages");
    let names = line.split([';', '.']).next().unwrap();
    names.split(", ").collect()
}

/// An article around fragments, with the packages that their first comments name and no others.
fn host(fragments: &[String]) -> String {
    document("\\documentclass{article}", "", &[], fragments)
}

/// A document of some class around fragments; `own` are packages that the class brings along.
fn document(class: &str, front: &str, own: &[&str], fragments: &[String]) -> String {
    let mut names: Vec<&str> = fragments.iter().flat_map(|f| packages(f)).collect();
    names.sort_unstable();
    names.dedup();
    names.retain(|n| !own.contains(n));
    let fonts = if fragments.iter().any(|f| f.contains("fontenc")) {
        "\\usepackage[T1]{fontenc}\n"
    } else {
        ""
    };
    format!(
        "{class}\n\\usepackage{{{}}}\n{fonts}\\begin{{document}}\n{front}\\section{{Host}}\n{}\\end{{document}}\n",
        names.join(","),
        fragments.join("\n\\section{Another}\n")
    )
}

/// The same document with hyperref and cleveref loaded last, and references to the fragment by both.
fn linked(document: &str) -> String {
    let (head, body) = document.split_once("\\begin{document}\n").unwrap();
    let names = "\\crefname{orbtheorem}{theorem}{theorems}\\crefname{orblemma}{lemma}{lemmas}\\crefname{orbproposition}{proposition}{propositions}";
    let (body, end) = body.rsplit_once("\\end{document}").unwrap();
    format!(
        "{head}\\usepackage{{hyperref}}\n\\usepackage{{cleveref}}\n{names}\n\\begin{{document}}\n{body}\n\\Cref{{orb:golden:sup}}, \\cref{{orb:golden:paths,orb:golden:growth-rate}} and \\autoref{{orb:golden:map}}.\n\\end{{document}}{end}"
    )
}

/// The journal classes: name, class line, front matter, packages that the class brings along.
const CLASSES: [(&str, &str, &str, &[&str]); 6] = [
    (
        "article-two",
        "\\documentclass[twocolumn]{article}",
        "",
        &[],
    ),
    (
        "article-cref",
        "\\documentclass{article}\n\\usepackage{amsmath,amsthm,hyperref,cleveref}\n\\newtheorem{theorem}{Theorem}\n\\crefname{orbtheorem}{theorem}{theorems}\\crefname{orblemma}{lemma}{lemmas}\\crefname{orbproposition}{proposition}{propositions}",
        "\\Cref{orb:golden:sup} and \\cref{orb:golden:paths,orb:golden:growth-rate}.\n",
        &[],
    ),
    (
        "amsart",
        "\\documentclass{amsart}",
        "\\title{Host}\\author{A. Reader}\\maketitle\n",
        &["amsmath"],
    ),
    (
        "ieeetran",
        "\\documentclass[conference]{IEEEtran}",
        "\\title{Host}\\author{A. Reader}\\maketitle\n",
        &[],
    ),
    (
        "llncs",
        "\\documentclass{llncs}",
        "\\title{Host}\\author{A. Reader}\\institute{I}\\maketitle\n",
        &[],
    ),
    (
        "acmart",
        "\\documentclass[sigconf,nonacm]{acmart}",
        "\\title{Host}\\author{A. Reader}\\affiliation{\\institution{I}\\city{C}\\country{D}}\n\\begin{abstract}A.\\end{abstract}\\maketitle\n",
        &["amsmath", "amssymb", "booktabs"],
    ),
];

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
                host(&[text])
            } else {
                text
            };
            std::fs::write(format!("{dir}/{name}{suffix}.tex"), text).unwrap();
        }
    }
    for (name, cert) in produced() {
        let text = latex(&cert, &options(&name, Form::Standalone, Detail::Full)).unwrap();
        std::fs::write(format!("{dir}/{name}.tex"), text).unwrap();
    }
}

/// Samples, patterns made now and `examples/*.map` as documents; fragments in the classes of journals.
#[test]
fn reports_compile_without_faults() {
    if !present("pdflatex", "texlive-latex-extra") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let mut jobs = Vec::new();
    let mut job = |name: &str, text: String| {
        std::fs::write(dir.path().join(format!("{name}.tex")), text).unwrap();
        jobs.push(("pdflatex", name.to_string()));
    };
    let (mut short, mut long) = (Vec::new(), Vec::new());
    for (name, cert) in samples() {
        let text = |form, detail| {
            latex(&cert, &options(&name, form, detail)).unwrap_or_else(|e| panic!("{name}: {e}"))
        };
        job(&name, text(Form::Standalone, Detail::Full));
        // Short documents differ little: one of them stands for all.
        if name == "pair" {
            job("pair-short", text(Form::Standalone, Detail::Short));
        }
        // The maps of `pair` are in other samples too, and labels must differ within a paper.
        if name != "pair" {
            short.push(text(Form::Fragment, Detail::Short));
            long.push(text(Form::Fragment, Detail::Full));
        }
    }
    job("short-fragments", host(&short));
    job("fragments", host(&long));
    for (name, cert) in produced() {
        let mut all = options(&name, Form::Standalone, Detail::Full);
        all.pictures = Pictures::All;
        job(&name, latex(&cert, &all).unwrap());
    }
    let mut drawn = options("golden", Form::Fragment, Detail::Full);
    drawn.pictures = Pictures::Few;
    let papers = [
        latex(&sample("golden"), &drawn).unwrap(),
        latex(
            &sample("orbit5"),
            &options("orbit5", Form::Fragment, Detail::Full),
        )
        .unwrap(),
        latex(
            &sample("crooked"),
            &options("crooked", Form::Fragment, Detail::Full),
        )
        .unwrap(),
    ];
    for (name, class, front, own) in CLASSES {
        if kpsewhich(class) {
            job(name, document(class, front, own, &papers));
            let linked = linked(&document(class, front, own, &papers[..1]));
            job(&format!("{name}-linked"), linked);
        }
    }
    examples(dir.path());
    let mut examples: Vec<String> = std::fs::read_dir(dir.path().join("examples"))
        .unwrap()
        .filter_map(|e| Some(e.unwrap().path().file_stem()?.to_str()?.to_string()))
        .filter(|n| !n.ends_with(".cert"))
        .collect();
    examples.sort();
    assert!(examples.len() >= 10, "the examples are gone");
    for name in examples {
        let path = dir.path().join("examples").join(format!("{name}.tex"));
        job(
            &format!("example-{name}"),
            std::fs::read_to_string(path).unwrap(),
        );
    }
    assert_no_faults(dir.path(), &jobs);
}

/// Is the class of a class line installed? A missing one is skipped, loudly.
fn kpsewhich(class: &str) -> bool {
    let line = class.lines().next().unwrap();
    let name = line.rsplit('{').next().unwrap().trim_end_matches('}');
    let found = Command::new("kpsewhich")
        .arg(format!("{name}.cls"))
        .stdout(Stdio::null())
        .status()
        .is_ok_and(|s| s.success());
    if !found {
        let required = std::env::var_os("ORBITEX_REQUIRE_LATEX").is_some();
        assert!(!required, "{name}.cls is missing");
        eprintln!(
            "SKIPPED: fragments in {name}.cls, which is missing (Debian: texlive-publishers)"
        );
    }
    found
}

/// Compiles `examples/*.map` with the program into `dir/examples`.
fn examples(dir: &Path) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let maps = std::fs::read_dir(root).unwrap().map(|e| e.unwrap().path());
    let maps = maps.filter(|p| p.extension().is_some_and(|e| e == "map"));
    let run = Command::new(env!("CARGO_BIN_EXE_orbitex"))
        .args(["compile", "--quiet", "--pictures", "all", "-o"])
        .arg(dir.join("examples"))
        .args(maps)
        .output()
        .unwrap();
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
}

/// The other engines take the same source.
#[test]
fn golden_compiles_with_other_engines() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("golden.tex"), full("golden")).unwrap();
    for (engine, package) in [("lualatex", "texlive-luatex"), ("xelatex", "texlive-xetex")] {
        if present(engine, package) {
            assert_no_faults(dir.path(), &[(engine, "golden".to_string())]);
        }
    }
}

/// A changed line of the golden report is seen.
#[test]
fn golden_reports_are_as_reviewed() {
    insta::assert_snapshot!("golden", full("golden"));
    let short = options("golden", Form::Fragment, Detail::Short);
    insta::assert_snapshot!(
        "golden_short_fragment",
        latex(&sample("golden"), &short).unwrap()
    );
}

#[test]
fn golden_prints_the_numbers_of_the_theory() {
    let tex = full("golden");
    for part in [
        "\\varphi}-1}{2}",
        "13^{4}=28\\,561<35\\,420\\le38\\,416=14^{4}",
        "$10$ & $286$ & $285$ & $16$ & $6$ & $4$ & $3$ & $2$",
        "$20$ & $35\\,420$ & $35\\,419$ & $188$ & $32$ & $13$ & $8$ & $5$",
        "x(x-1)(x^2-x-1)",
        "\\label{orb:golden:sup}",
    ] {
        assert!(tex.contains(part), "missing: {part}");
    }
}

#[test]
fn reports_say_what_is_not_known() {
    assert!(full("slow_tent").contains("not Markov within 14 points"));
    assert!(full("crooked").contains("\\le\\ \\rho\\ \\le"));
    assert!(full("zero4").contains("grows at most like a power of $t$"));
    assert!(full("orbit5").contains("any continuous map"));
}

#[test]
fn no_template_smell() {
    for (name, cert) in samples() {
        for (form, detail, _) in FORMS {
            let tex = latex(&cert, &options(&name, form, detail)).unwrap();
            for smell in [
                "<<",
                ">>",
                "<%",
                "%>",
                "1 intervals",
                "one intervals",
                "  ,",
                "$$",
                "orbcite",
                "null",
                "\\approx0.5000",
            ] {
                let tex = tex.replace("\\begin{center}", "");
                assert!(!tex.contains(smell), "{name}: `{smell}`");
            }
            assert!(tex.is_ascii(), "{name}: letters outside ASCII");
        }
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    assert_eq!(full("stefan7"), full("stefan7"));
}

#[test]
fn user_text_is_escaped() {
    let escaped = text("100% _a_ & #1 $x$ {b} ~ ^ \\ é Š").unwrap();
    assert_eq!(
        escaped.as_str(),
        "100\\% \\_a\\_ \\& \\#1 \\$x\\$ \\{b\\} \\textasciitilde{} \\textasciicircum{} \\textbackslash{} \\'{e} \\v{S}"
    );
    assert_eq!(
        text("ab語"),
        Err(Unprintable {
            character: '語',
            position: 2
        })
    );
}

#[test]
fn what_pdflatex_cannot_print_is_a_typed_error() {
    let mut cert = sample("zero4");
    cert.title = Some("日本".to_string());
    let error = latex(&cert, &options("zero4", Form::Standalone, Detail::Full)).unwrap_err();
    assert_eq!(
        error,
        ReportError::Unprintable {
            place: "the title",
            character: '日',
            position: 0
        }
    );
    assert_eq!(error.code(), "OX0871");
}

#[test]
fn what_pdflatex_prints_is_set_letter_by_letter() {
    let titled = |title: &str| {
        let mut cert = sample("zero4");
        cert.title = Some(title.to_string());
        latex(&cert, &options("zero4", Form::Standalone, Detail::Full))
    };
    let cases = [
        (
            "100% a_b & #1 $x$ {y} ~ ^ \\z",
            r"100\% a\_b \& \#1 \$x\$ \{y\} \textasciitilde{} \textasciicircum{} \textbackslash{}z",
        ),
        (
            "Štefan, Łódź, Größe",
            r#"\v{S}tefan, \L{}\'{o}d\'{z}, Gr\"{o}\ss{}e"#,
        ),
        // Combining accents are the letters that they make.
        ("e\u{301}a\u{308}s\u{30c}", r#"\'{e}\"{a}\v{s}"#),
        (
            "Þór ð Đ «x» „y“",
            r"\TH{}\'{o}r \dh{} \DJ{} \guillemotleft{}x\guillemotright{} \quotedblbase{}y``",
        ),
        (
            "½ € ² ™ •",
            r"\textonehalf{} \texteuro{} \texttwosuperior{} \texttrademark{} \textbullet{}",
        ),
        (
            "Γ Θ ζ Α ο",
            r"\ensuremath{\Gamma} \ensuremath{\Theta} \ensuremath{\zeta} \ensuremath{\mathrm{A}} \ensuremath{\mathrm{o}}",
        ),
    ];
    for (title, expected) in cases {
        let text = titled(title).unwrap();
        assert!(text.contains(expected), "{title}");
    }
    for title in [
        "x\u{301}",
        "中",
        "שלום",
        "🎉",
        "\u{202e}a",
        "a\u{200b}",
        "Кот",
        "ά",
    ] {
        let error = titled(title).unwrap_err();
        assert_eq!(error.code(), "OX0871", "{title}");
        // A message holds no character that is not seen or turns the line around.
        assert!(
            error
                .to_string()
                .chars()
                .all(|c| c.is_ascii() || c.is_alphanumeric())
        );
    }
}

#[test]
fn contradictory_certificates_are_errors_and_never_panics() {
    let opts = options("golden", Form::Standalone, Detail::Full);
    let json = sample("golden").to_json();
    let golden: serde_json::Value = serde_json::from_str(&json).unwrap();
    // Every array of the certificate in turn loses its last entry.
    let mut paths = Vec::new();
    arrays(&golden, String::new(), &mut paths);
    assert!(paths.len() > 50);
    for path in paths {
        let mut broken = golden.clone();
        broken
            .pointer_mut(&path)
            .and_then(|v| v.as_array_mut())
            .map(Vec::pop);
        if let Ok(cert) = Certificate::from_json(&broken.to_string()) {
            let _ = latex(&cert, &opts);
        }
    }
}

fn arrays(value: &serde_json::Value, path: String, out: &mut Vec<String>) {
    match value {
        serde_json::Value::Array(items) => {
            out.push(path.clone());
            items
                .iter()
                .enumerate()
                .for_each(|(i, v)| arrays(v, format!("{path}/{i}"), out));
        }
        serde_json::Value::Object(items) => items
            .iter()
            .for_each(|(k, v)| arrays(v, format!("{path}/{k}"), out)),
        _ => {}
    }
}

#[test]
fn widths_are_estimated_in_digits() {
    assert_eq!(width("1234567890"), 11);
    assert!(width("\\frac{1}{1000}") < width("1/1000"));
    assert!(width("x^{20}") < width("x20") + 1);
}
