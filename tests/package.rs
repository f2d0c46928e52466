//! Drafts on the command line and under LaTeX: repairs on disk, forms of output, the package, the integrations.

#![allow(clippy::unwrap_used, clippy::print_stderr)] // helpers of tests are tests

use std::path::Path;
use std::process::{Command, Output};

const MAPS: &str = include_str!("drafts/small/maps.map");

fn orbitex(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_orbitex"))
        .args(args)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn out(run: &Output) -> String {
    String::from_utf8_lossy(&run.stdout).to_string()
}

fn err(run: &Output) -> String {
    String::from_utf8_lossy(&run.stderr).to_string()
}

fn project(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("m.map"), MAPS).unwrap();
    std::fs::write(folder.path().join("p.tex"), text).unwrap();
    folder
}

const WRONG: &str = "\\orbuse{m.map}\n\\orb{growth(golden)}{1.619} and \\orb{laps(tri, 10)}{144}\n";

#[test]
fn wrong_numbers_are_reported_and_repaired_on_disk() {
    let folder = project(WRONG);
    let read = || std::fs::read_to_string(folder.path().join("p.tex")).unwrap();
    let run = orbitex(folder.path(), &["check", "p.tex"]);
    assert_eq!(run.status.code(), Some(1));
    for part in [
        "error[OX0712]",
        "p.tex:2:22",
        "the value is 1.618033988749894848",
        "from 1.6185 to 1.6195",
        "write 1.618",
    ] {
        assert!(err(&run).contains(part), "{part}\n{}", err(&run));
    }
    assert!(
        out(&run).starts_with("2 claims checked in 1 file: 1 right, 1 wrong"),
        "{}",
        out(&run)
    );
    let run = orbitex(folder.path(), &["check", "p.tex", "--fix", "--dry-run"]);
    assert_eq!(run.status.code(), Some(1));
    assert!(
        out(&run).contains("--- a/p.tex\n+++ b/p.tex\n@@ -1,2 +1,2 @@\n"),
        "{}",
        out(&run)
    );
    assert_eq!(read(), WRONG);
    let run = orbitex(folder.path(), &["check", "p.tex", "--fix"]);
    assert_eq!(run.status.code(), Some(0), "{}", err(&run));
    assert_eq!(read(), WRONG.replace("1.619", "1.618"));
    let again = orbitex(folder.path(), &["check", "p.tex", "--fix"]);
    assert_eq!(
        (again.status.code(), read()),
        (Some(0), WRONG.replace("1.619", "1.618"))
    );
}

#[cfg(unix)]
#[test]
fn repairs_follow_links_and_keep_permissions() {
    use std::os::unix::fs::PermissionsExt;
    let folder = project(WRONG);
    let real = folder.path().join("real.tex");
    std::fs::rename(folder.path().join("p.tex"), &real).unwrap();
    std::fs::set_permissions(&real, std::fs::Permissions::from_mode(0o600)).unwrap();
    std::os::unix::fs::symlink("real.tex", folder.path().join("p.tex")).unwrap();
    assert_eq!(
        orbitex(folder.path(), &["check", "p.tex", "--fix"])
            .status
            .code(),
        Some(0)
    );
    assert!(
        std::fs::symlink_metadata(folder.path().join("p.tex"))
            .unwrap()
            .is_symlink()
    );
    assert_eq!(
        std::fs::metadata(&real).unwrap().permissions().mode() & 0o777,
        0o600
    );
    assert!(std::fs::read_to_string(&real).unwrap().contains("1.618"));
}

#[test]
fn exit_statuses_and_counts() {
    let status = |text: &str, more: &[&str]| {
        let folder = project(text);
        orbitex(folder.path(), &[&["check", "p.tex"], more].concat())
            .status
            .code()
    };
    assert_eq!(status("no claim", &[]), Some(0));
    assert_eq!(status("no claim", &["--require", "1"]), Some(1));
    assert_eq!(
        status(
            "\\orbuse{m.map}\\orb{growth(golden)}{the golden mean}",
            &["--require", "1"]
        ),
        Some(2)
    );
    assert_eq!(status("\\input{gone}", &[]), Some(2));
    assert_eq!(
        status("\\orbuse{m.map}\\orb{laps(tri, 20000)}{1}", &[]),
        Some(3)
    );
    let folder = project("nothing");
    assert!(
        out(&orbitex(folder.path(), &["check", "p.tex"])).starts_with("no claim found in 1 file")
    );
    assert_eq!(
        orbitex(folder.path(), &["check", "none.tex"]).status.code(),
        Some(4)
    );
    assert_eq!(
        orbitex(folder.path(), &["analyze", "m.map", "--format", "sarif"])
            .status
            .code(),
        Some(2)
    );
}

#[test]
fn json_sarif_and_annotations() {
    let folder = project(
        "\\orbuse{m.map}\n$= \\orb{growth(golden)}{1.618}$ \\orb{growth(s7)}{1.465} \\orb{growth(x)}{1}\n",
    );
    let json: serde_json::Value = serde_json::from_str(&out(&orbitex(
        folder.path(),
        &["check", "p.tex", "--format", "json"],
    )))
    .unwrap();
    assert_eq!(
        (&json["schema"], &json["checked"]),
        (&"orbitex/check/1".into(), &3.into())
    );
    assert_eq!((&json["false"], &json["unknown"]), (&1.into(), &1.into()));
    let claims = &json["files"][0]["claims"];
    assert_eq!(json["files"][0]["path"], "p.tex");
    assert_eq!(
        (&claims[0]["kind"], &claims[0]["codes"][0]),
        (&"ok".into(), &"OX0714".into())
    );
    assert_eq!(
        (&claims[1]["kind"], &claims[1]["holds"]),
        (&"truncated".into(), &false.into())
    );
    assert_eq!(
        (&claims[1]["printed"], &claims[1]["line"]),
        (&"1.465".into(), &2.into())
    );
    assert_eq!(
        claims[1]["accepted"],
        serde_json::json!(["1.4645", "1.4655"])
    );
    assert_eq!(
        (&claims[2]["kind"], &claims[2]["holds"]),
        (&"not-understood".into(), &serde_json::Value::Null)
    );
    let run = orbitex(folder.path(), &["check", "p.tex", "--format", "github"]);
    assert_eq!(
        out(&run)
            .lines()
            .filter(|l| l.starts_with("::error file=p.tex,line=2,"))
            .count(),
        2
    );
    assert_eq!(
        out(&run)
            .lines()
            .filter(|l| l.starts_with("::warning file=p.tex,line=2,"))
            .count(),
        1
    );
    let quiet = orbitex(
        folder.path(),
        &["check", "p.tex", "--format", "github", "--rounded-equals"],
    );
    assert!(!out(&quiet).contains("::warning"));
    let sarif = out(&orbitex(
        folder.path(),
        &["check", "p.tex", "--format", "sarif"],
    ));
    let log: serde_json::Value = serde_json::from_str(&sarif).unwrap();
    assert_eq!(log["runs"][0]["results"].as_array().unwrap().len(), 3);
    assert!(
        log["$schema"]
            .as_str()
            .unwrap()
            .ends_with("sarif-schema-2.1.0.json")
    );
}

#[test]
fn cells_of_tables_are_claims_in_every_form() {
    let folder = project(
        "\\orbuse{m.map}\n\\begin{orbitex}\ntable t for p in [3, 5] { map stefan(p) columns p, growth : 3 }\n\\end{orbitex}\n\\orbtable{t}{\\begin{tabular}{rr}$p$ & rate \\\\ 3 & 1.619 \\\\ 7 & 1.466\\end{tabular}}\n",
    );
    let run = |format: &str| {
        out(&orbitex(
            folder.path(),
            &["check", "p.tex", "--no-cache", "--format", format],
        ))
    };
    let json: serde_json::Value = serde_json::from_str(&run("json")).unwrap();
    assert_eq!((&json["checked"], &json["false"]), (&4.into(), &3.into()));
    let texts: Vec<&str> = json["files"][0]["claims"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| c["text"].as_str().unwrap())
        .collect();
    assert_eq!(
        texts,
        [
            "t, p, p = 3",
            "t, growth, p = 3",
            "t, additional row",
            "t, p = 5"
        ]
    );
    let sarif: serde_json::Value = serde_json::from_str(&run("sarif")).unwrap();
    let ids: Vec<&str> = sarif["runs"][0]["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| r["ruleId"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["OX0712", "OX0709", "OX0708"]);
    assert!(run("github").contains("title=OX0712::"));
    orbitex(folder.path(), &["check", "p.tex", "--no-cache", "--fix"]);
    let fixed = std::fs::read_to_string(folder.path().join("p.tex")).unwrap();
    assert!(fixed.contains("3 & 1.618 \\\\ 7 & 1.466"), "{fixed}");
}

#[test]
fn values_are_kept_and_damaged_ones_computed_again() {
    let folder = project(
        "\\orbuse{m.map}\n\\orb{growth(s7)}{1.4656} \\orb{period(s7, 7)}{yes} \\orb{laps(tri, 10)}{145}\n",
    );
    let check = |args: &[&str]| {
        let all = [&["check", "p.tex", "--format", "json"], args].concat();
        out(&orbitex(folder.path(), &all))
    };
    let fresh = check(&["--no-cache"]);
    assert!(!folder.path().join("kept").exists());
    assert_eq!(check(&["--cache", "kept"]), fresh);
    let kept = || -> Vec<std::path::PathBuf> {
        let folders = std::fs::read_dir(folder.path().join("kept")).unwrap();
        folders
            .flat_map(|f| {
                std::fs::read_dir(f.unwrap().path())
                    .unwrap()
                    .map(|e| e.unwrap().path())
            })
            .collect()
    };
    assert_eq!(kept().len(), 3);
    assert_eq!(check(&["--cache", "kept"]), fresh);
    // A forged value without its seal is not believed.
    for path in kept() {
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, text.replace("144", "145").replace("true", "false")).unwrap();
    }
    assert_eq!(check(&["--cache", "kept"]), fresh);
    // Another map of the same name is another key.
    let maps = std::fs::read_to_string(folder.path().join("m.map")).unwrap();
    std::fs::write(
        folder.path().join("m.map"),
        maps.replace("stefan(7)", "stefan(9)"),
    )
    .unwrap();
    assert_ne!(check(&["--cache", "kept"]), fresh);
    assert_eq!(check(&["--cache", "kept"]), check(&["--no-cache"]));
}

#[test]
fn a_patch_of_suggestions_applies() {
    let folder = project("\\orbuse{m.map}\nThe rate is 1.618034, and 2019 was a year.\n");
    let run = orbitex(folder.path(), &["check", "p.tex", "--suggest"]);
    assert_eq!(run.status.code(), Some(0), "{}", err(&run));
    assert!(
        out(&run).contains("+The rate is \\orb{growth(golden)}{1.618034}, and 2019 was a year.\n"),
        "{}",
        out(&run)
    );
}

#[test]
fn stripped_drafts_hold_no_macro() {
    let folder = project(&format!("\\usepackage{{orbitex}}\n{WRONG}"));
    let run = orbitex(folder.path(), &["draft", "--strip", "p.tex", "-o", "q.tex"]);
    assert_eq!(run.status.code(), Some(0));
    assert_eq!(
        std::fs::read_to_string(folder.path().join("q.tex")).unwrap(),
        "1.619 and 144\n"
    );
}

fn have(tool: &str) -> bool {
    let found = Command::new(tool).arg("--version").output().is_ok();
    if !found {
        assert!(
            std::env::var_os("ORBITEX_REQUIRE_LATEX").is_none(),
            "{tool} is required"
        );
        eprintln!("SKIPPED: there is no {tool}, orbitex.sty is not tried with it");
    }
    found
}

const DOCUMENT: &str = r"\documentclass{article}
\usepackage{orbitex}
\usepackage{longtable}
\usepackage{hyperref}
\begin{document}
\begin{orbitex}[hide]
# hidden $ % & {
map a = tent(2)
\end{orbitex}
\tableofcontents
\section{Rate \orb{growth(a) ~ 2}{two} of \orb{fixed_points(a, 3) > 2}{many}}
A\orbuse{m.map}B, \orb{growth(a)}{2}\footnote{\orb{growth(a)}{2}}.
\begin{table}\caption{C \orb{growth(a)^2}{4}}\begin{tabular}{cc}\orb{growth(a)}{2}&\orbtable{t}{3}\\\end{tabular}\end{table}
\[ \rho=\orb{growth(a)}{2} \]
\begin{table}\caption{Laps}\orbtable{laps: t, laps}{\begin{tabular}{r|r}\hline $t$ & laps \\ \hline 1 & $1024$ \\ 2 & 4{,}096 \\ \hline\end{tabular}}\end{table}
\orbtable{laps}{\makebox[0pt][l]{\begin{tabular}[t]{@{}l@{}}\orb{growth(a)}{cell two}\end{tabular}}}
% orbitex: table laps
\begin{longtable}{rr} $t$ & long \\ \endhead 3 & 8192 \end{longtable}
\begin{orbitex}
# shown $ % & {
map b = tent(2)
\end{orbitex}
\end{document}
";

#[test]
fn the_package_compiles_under_every_engine() {
    for engine in ["pdflatex", "lualatex", "xelatex"] {
        if !have(engine) {
            continue;
        }
        let folder = project(DOCUMENT);
        let package = include_str!("../latex/orbitex.sty");
        std::fs::write(folder.path().join("orbitex.sty"), package).unwrap();
        let run = Command::new(engine)
            .args(["-interaction=nonstopmode", "-halt-on-error", "p.tex"])
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert!(run.status.success(), "{engine}\n{}", out(&run));
        let shown = Command::new("pdftotext")
            .args(["p.pdf", "-"])
            .current_dir(folder.path())
            .output();
        if let Ok(shown) = shown {
            let text = out(&shown);
            assert!(
                text.contains("Rate two of many") && text.contains("AB, 2"),
                "{engine}\n{text}"
            );
            for cell in ["1024", "096", "cell two", "8192"] {
                assert!(text.contains(cell), "{engine}: {cell}\n{text}");
            }
            assert!(!text.contains("laps: t"), "{engine}\n{text}");
            assert!(
                text.contains("map b = tent(2)") && !text.contains("hidden"),
                "{engine}\n{text}"
            );
        }
    }
}

#[test]
fn latexmk_stops_at_a_wrong_number() {
    if !have("latexmk") || !have("pdflatex") {
        return;
    }
    let document = |n: &str| {
        format!(
            "\\documentclass{{article}}\\newcommand{{\\orb}}[2]{{#2}}\\newcommand{{\\orbuse}}[1]{{}}\n\\begin{{document}}\\orbuse{{m.map}}\\orb{{growth(full)}}{{{n}}}\\end{{document}}\n"
        )
    };
    let program = Path::new(env!("CARGO_BIN_EXE_orbitex")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    for (number, fine) in [("2", true), ("3", false)] {
        let folder = project(&document(number));
        std::fs::write(
            folder.path().join("latexmkrc"),
            include_str!("../integrations/latexmkrc"),
        )
        .unwrap();
        let run = Command::new("latexmk")
            .args(["-interaction=nonstopmode", "p.tex"])
            .env("PATH", &path)
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert_eq!(run.status.success(), fine, "{}{}", out(&run), err(&run));
    }
}

/// What follows `key:` in a file of the integrations.
fn setting<'a>(text: &'a str, key: &str) -> Vec<&'a str> {
    text.lines()
        .filter_map(|l| l.trim_start().strip_prefix(key)?.strip_prefix(": "))
        .collect()
}

#[test]
fn the_commands_of_the_hook_and_of_the_workflow_stop_at_a_wrong_number() {
    let hook = include_str!("../integrations/pre-commit-config.yaml");
    let workflow = include_str!("../integrations/orbitex.yml");
    let entry = setting(hook, "entry")[0];
    let step = *setting(workflow, "run").last().unwrap();
    let draft = setting(workflow, "DRAFT")[0];
    assert!(entry.ends_with(draft) && hook.contains("pass_filenames: false"));
    let program = Path::new(env!("CARGO_BIN_EXE_orbitex")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    for (number, fine) in [("1.618", true), ("1.619", false)] {
        let folder = project(&format!("\\orb{{growth(golden)}}{{{number}}}\n"));
        let main = "\\orbuse{m.map}\n\\input{p}\n";
        std::fs::write(folder.path().join(draft), main).unwrap();
        for command in [entry, step] {
            let run = Command::new("sh")
                .args(["-c", command])
                .env("PATH", &path)
                .env("DRAFT", draft)
                .current_dir(folder.path())
                .output()
                .unwrap();
            let told = format!("{}{}", out(&run), err(&run));
            assert_eq!(run.status.success(), fine, "{command}\n{told}");
            assert_eq!(told.contains("OX0712"), !fine, "{command}\n{told}");
        }
    }
}

#[test]
fn the_integrations_are_well_formed() {
    let yaml = Command::new("python3").args(["-c", "import yaml"]).output();
    if !yaml.is_ok_and(|o| o.status.success()) {
        return eprintln!("SKIPPED: Python has no yaml, the integrations are not parsed");
    }
    let script = r#"
import sys, yaml
hook = yaml.safe_load(open("integrations/pre-commit-config.yaml"))["repos"][0]
assert hook["repo"] == "local" and hook["hooks"][0]["language"] == "system", hook
flow = yaml.safe_load(open("integrations/orbitex.yml"))
job = flow["jobs"]["check"]
assert job["runs-on"] and flow["env"]["DRAFT"] and flow[True] == ["push", "pull_request"], flow
assert all(("uses" in s) != ("run" in s) for s in job["steps"]), job
assert set(flow) <= {"name", True, "permissions", "env", "jobs"} and set(job) <= {"runs-on", "steps"}, flow
"#;
    let run = Command::new("python3")
        .args(["-c", script])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", err(&run));
}
