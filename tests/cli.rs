//! The program as a user runs it: exit statuses, messages, JSON, files written whole or not at all.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)] // helpers of tests are tests

use serde_json::Value;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn orbitex(args: &[&str], folder: &Path, input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_orbitex"))
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that does not read its input may close it first.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn here(args: &[&str]) -> Output {
    orbitex(args, Path::new(env!("CARGO_MANIFEST_DIR")), "")
}

fn status(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{e}: {}", err(output)))
}

fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().file_name().to_string_lossy().to_string())
        .collect();
    names.sort();
    names
}

const TRI: &str = "map tri { 0 -> 1/2, 1/2 -> 1, 1 -> 0 }\n";

#[test]
fn every_example_compiles_verifies_and_is_deterministic() {
    let (a, b) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let names: Vec<String> = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples"));
    let maps: Vec<String> = names
        .iter()
        .filter(|n| n.ends_with(".map"))
        .map(|n| format!("examples/{n}"))
        .collect();
    assert!(maps.len() >= 11, "{maps:?}");
    for (folder, jobs) in [(&a, "1"), (&b, "2")] {
        let mut args = vec![
            "compile",
            "--jobs",
            jobs,
            "-o",
            folder.path().to_str().unwrap(),
        ];
        args.extend(maps.iter().map(String::as_str));
        let run = here(&args);
        assert_eq!(status(&run), 0, "{}", err(&run));
    }
    assert_eq!(files(a.path()).len(), 2 * maps.len());
    for name in files(a.path()) {
        let read = |d: &tempfile::TempDir| std::fs::read(d.path().join(&name)).unwrap();
        assert!(
            read(&a) == read(&b),
            "{name} differs between --jobs 1 and --jobs 2"
        );
        if name.ends_with(".cert.json") {
            let run = here(&["verify", a.path().join(&name).to_str().unwrap()]);
            assert_eq!(status(&run), 0, "{}", out(&run));
        }
    }
}

#[test]
fn analysis_json_has_the_form_of_the_language_document() {
    let run = here(&[
        "analyze",
        "-e",
        "map t = tent(2)\nclaim growth(t) = 2\nclaim laps(t, 3) = 9",
        "--format",
        "json",
        "--laps",
        "4",
        "--periods",
        "5",
    ]);
    assert_eq!(status(&run), 1);
    let all = json(&run);
    assert_eq!(all["schema"], "orbitex/analysis/1");
    let map = &all["maps"][0];
    assert_eq!(map["name"], "t");
    assert_eq!(map["kind"], "map");
    assert_eq!(map["domain"], serde_json::json!(["0", "1"]));
    assert_eq!(map["markov"], true);
    assert_eq!(map["partition"], serde_json::json!(["0", "1/2", "1"]));
    assert_eq!(map["covering"], serde_json::json!([[0, 2], [0, 2]]));
    assert_eq!(map["charpoly"], serde_json::json!(["0", "-2", "1"]));
    assert_eq!(map["growth"]["poly"], serde_json::json!(["-2", "1"]));
    assert_eq!(map["growth"]["irreducible"], true);
    assert!(
        map["growth"]["decimal"]
            .as_str()
            .unwrap()
            .starts_with("2.000000000000000000000000000000")
    );
    assert_eq!(map["lipschitz"], "2");
    assert_eq!(map["constant_slope"], true);
    assert_eq!(map["laps"], serde_json::json!(["2", "4", "8", "16"]));
    assert_eq!(
        map["fixed_points"],
        serde_json::json!(["2", "4", "8", "16", "32"])
    );
    assert_eq!(map["sharkovsky"], "3");
    let bound = &map["bounds"][0];
    assert_eq!(
        (&bound["iterate"], &bound["depth"]),
        (&10.into(), &1.into())
    );
    assert_eq!(
        (&bound["crossings"], &bound["width"], &bound["upper_width"]),
        (&"1024".into(), &"1023".into(), &"1024".into())
    );
    assert_eq!(
        (&bound["between"], &bound["error"]),
        (&serde_json::json!(["0", "1"]), &"1/2".into())
    );
    let claims = all["claims"].as_array().unwrap();
    assert_eq!(
        (&claims[0]["holds"], &claims[0]["line"]),
        (&true.into(), &2.into())
    );
    assert_eq!(
        (&claims[1]["holds"], &claims[1]["value"]),
        (&false.into(), &"8".into())
    );
    assert_eq!(claims[1]["text"], "laps(t, 3) = 9");
}

#[test]
fn check_json_says_what_kind_of_fault_each_claim_has() {
    let program = "map s = stefan(7)\norbit o { 0 -> 1/2 -> 1 -> 0 }\nclaim growth(s) ~ 1.466\nclaim growth(s) ~ 1.465\nclaim growth(s) ~ 1.467\nclaim growth(o) = 2\nclaim entropy(s) + 1 > 0";
    let run = here(&["check", "-e", program, "--format", "json"]);
    assert_eq!(status(&run), 2);
    let all = json(&run);
    assert_eq!(all["schema"], "orbitex/check/1");
    assert_eq!(
        (&all["checked"], &all["false"], &all["unknown"]),
        (&5.into(), &2.into(), &2.into())
    );
    let claims = all["files"][0]["claims"].as_array().unwrap();
    let kinds: Vec<&str> = claims.iter().map(|c| c["kind"].as_str().unwrap()).collect();
    assert_eq!(
        kinds,
        ["ok", "truncated", "wrong", "undecided", "not-understood"]
    );
    assert_eq!(
        (&claims[1]["line"], &claims[1]["column"]),
        (&4.into(), &7.into())
    );
    assert_eq!(
        (&claims[1]["printed"], &claims[1]["accepted"]),
        (&"1.465".into(), &serde_json::json!(["1.4645", "1.4655"]))
    );
    assert!(
        claims[1]["value"]
            .as_str()
            .unwrap()
            .starts_with("1.46557123187")
    );
    assert_eq!(
        (&claims[3]["printed"], &claims[3]["holds"]),
        (&Value::Null, &Value::Null)
    );
}

#[test]
fn numbers_of_a_field_carry_polynomial_interval_coefficients_and_decimals() {
    let all = json(&here(&[
        "analyze",
        "--format",
        "json",
        "examples/golden.map",
    ]));
    let point = &all["maps"][0]["partition"][3];
    assert_eq!(point["poly"], serde_json::json!(["-1", "-1", "1"]));
    assert_eq!(point["interval"], serde_json::json!(["1", "2"]));
    assert_eq!(point["coeffs"], serde_json::json!(["0", "1/2"]));
    assert_eq!(point["decimal"], "0.80901699437494742410229341718281905886");
}

#[test]
fn what_is_not_known_is_null_or_a_bound() {
    let all = json(&here(&[
        "analyze",
        "-e",
        "orbit o { 0 -> 1/2 -> 1 -> 0 }\norbit p { 1 -> 3 -> 4 -> 2 -> 5 -> 1 }",
        "--format",
        "json",
    ]));
    let (o, p) = (&all["maps"][0], &all["maps"][1]);
    assert_eq!(
        (&o["kind"], &o["laps"], &o["lipschitz"], &o["fixed_points"]),
        (&"orbit".into(), &Value::Null, &Value::Null, &Value::Null)
    );
    assert_eq!(o["growth"]["upper"], Value::Null);
    assert_eq!(
        o["growth"]["lower"]["poly"],
        serde_json::json!(["-1", "-1", "1"])
    );
    assert!(p["sharkovsky"]["at_least"].is_string());
    let all = json(&here(&[
        "analyze",
        "-e",
        "map w { 0 -> 1/10, 1/3 -> 23/30, 1 -> 3/10 }",
        "--format",
        "json",
    ]));
    let w = &all["maps"][0];
    assert_eq!(
        (&w["markov"], &w["fixed_points"]),
        (&false.into(), &Value::Null)
    );
    assert!(w["growth"]["lower"].is_string() && w["growth"]["upper"].is_string());
}

#[test]
fn exit_statuses_are_those_of_the_language_document() {
    let ok = here(&["check", "-e", "map t = tent(2)\nclaim growth(t) = 2"]);
    assert_eq!((status(&ok), err(&ok).as_str()), (0, ""));
    assert!(
        out(&ok).starts_with("1 claim checked in 1 file: 1 right, 0 wrong, 0 not decided"),
        "{}",
        out(&ok)
    );
    assert_eq!(
        status(&here(&[
            "check",
            "-e",
            "map t = tent(2)\nclaim growth(t) > 2"
        ])),
        1
    );
    assert_eq!(status(&here(&["check", "-e", "map t = tent(3)"])), 2);
    assert_eq!(
        status(&here(&[
            "check",
            "-e",
            "map t = tent(2)\nclaim laps(t, 20000) > 1"
        ])),
        3
    );
    assert_eq!(status(&here(&["check", "no/such/file.map"])), 4);
    assert_eq!(status(&here(&["check", "--no-such-flag"])), 2);
    assert_eq!(
        status(&here(&["check", "-e", "map t = tent(2)", "--require", "1"])),
        1
    );
    // The worst of several files decides.
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("false.map", "map t = tent(2)\nclaim growth(t) = 3\n");
    write("bad.map", "map t = tent(\n");
    write("good.map", TRI);
    let run = |args: &[&str]| status(&orbitex(args, folder.path(), ""));
    assert_eq!(run(&["check", "good.map"]), 0);
    assert_eq!(run(&["check", "good.map", "false.map"]), 1);
    assert_eq!(run(&["check", "bad.map", "false.map"]), 2);
    assert_eq!(run(&["check", "bad.map", "gone.map"]), 4);
}

#[test]
fn standard_input_and_the_command_line_are_programs_too() {
    let folder = tempfile::tempdir().unwrap();
    let run = orbitex(&["analyze", "-"], folder.path(), TRI);
    assert_eq!(status(&run), 0, "{}", err(&run));
    for line in [
        "tri : vertices, 2 intervals, Markov",
        "1.618033988749894848...",
        "2 3 5 8 13 21 34 55 89 144",
        "1 3 4 7 11 18 29 47 76",
    ] {
        assert!(out(&run).contains(line), "{line}\n{}", out(&run));
    }
    let run = orbitex(
        &["check", "-"],
        folder.path(),
        "map t = tent(2)\nclaim growth(t) = 1\n",
    );
    assert!(
        err(&run).contains("<stdin>:2:19") && err(&run).contains("the left side is 2"),
        "{}",
        err(&run)
    );
}

#[test]
fn nothing_is_written_for_a_file_with_a_false_claim_or_a_wrong_statement() {
    let folder = tempfile::tempdir().unwrap();
    for (text, expected) in [
        (format!("{TRI}claim growth(tri) = 2\n"), 1),
        (format!("{TRI}notation {{ map \"p\" }}\n"), 2),
        (format!("{TRI}certify tri {{ iterates 10 20 }}\n"), 2),
    ] {
        std::fs::write(folder.path().join("f.map"), text).unwrap();
        let run = orbitex(&["compile", "f.map"], folder.path(), "");
        assert_eq!(status(&run), expected, "{}", err(&run));
        assert!(
            err(&run).ends_with("error: f.map was not compiled\n"),
            "{}",
            err(&run)
        );
        assert_eq!(files(folder.path()), ["f.map"]);
    }
    // A folder that cannot be written into: status 4, and no temporary file is left behind.
    std::fs::write(folder.path().join("f.map"), TRI).unwrap();
    let run = orbitex(
        &["compile", "f.map", "-o", "f.map/below"],
        folder.path(),
        "",
    );
    assert_eq!(status(&run), 4);
    assert_eq!(files(folder.path()), ["f.map"]);
}

#[test]
fn limits_end_with_status_3_and_say_which_where_and_what_to_try() {
    let run = here(&["compile", "-e"]);
    assert_eq!(status(&run), 2);
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("f.map"),
        format!("{TRI}certify tri {{ iterates 500 }}\n"),
    )
    .unwrap();
    let run = orbitex(
        &["compile", "f.map", "--max-iterate", "100"],
        folder.path(),
        "",
    );
    assert_eq!(status(&run), 3, "{}", err(&run));
    assert!(
        err(&run).contains("f.map:2:") && err(&run).contains("--max-iterate"),
        "{}",
        err(&run)
    );
    assert_eq!(files(folder.path()), ["f.map"]);
    let slow = "map a = stefan(401)\nmap b = iterate(a, 2)\nclaim laps(b, 9000) > 1\nclaim fixed_points(b, 9000) > 1\nclaim fixed_points(a, 9999) > 1";
    let run = here(&["check", "-e", slow, "--time-limit", "1"]);
    assert_eq!(status(&run), 3, "{}", err(&run));
    assert!(
        err(&run).contains("OX0507") && err(&run).contains("--time-limit"),
        "{}",
        err(&run)
    );
    // A partition that does not close is knowledge, not a failure.
    let run = here(&["analyze", "-e", "map w = tent(3/2)", "--max-points", "50"]);
    assert_eq!(status(&run), 0);
    assert!(
        err(&run).contains("not Markov within 50 points"),
        "{}",
        err(&run)
    );
}

#[test]
fn several_independent_errors_are_reported_in_one_run() {
    let run = here(&[
        "check",
        "-e",
        "map a = stefan(4)\nmap b = tent(5)\nclaim growth(c) = 1\nlet d = 1/0",
    ]);
    assert_eq!(status(&run), 2);
    assert_eq!(err(&run).matches("error[OX").count(), 4, "{}", err(&run));
}

#[test]
fn a_forged_certificate_is_refused_with_its_line_and_code() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("tri.map"), TRI).unwrap();
    assert_eq!(
        status(&orbitex(&["compile", "tri.map"], folder.path(), "")),
        0
    );
    let text = std::fs::read_to_string(folder.path().join("tri.cert.json")).unwrap();
    let mut cert: Value = serde_json::from_str(&text).unwrap();
    let width = &mut cert["maps"][0]["certify"][0]["sup"][1]["widths"][3]["width"];
    let honest: u32 = width.as_str().unwrap().parse().unwrap();
    *width = Value::String((honest + 1).to_string());
    std::fs::write(folder.path().join("forged.json"), cert.to_string()).unwrap();
    let run = orbitex(
        &["verify", "forged.json", "tri.cert.json"],
        folder.path(),
        "",
    );
    assert_eq!(status(&run), 1);
    assert!(
        out(&run).contains("forged.json: invalid\n  maps[0].certify[0].sup[1].widths[3]"),
        "{}",
        out(&run)
    );
    assert!(
        out(&run).contains("(OX0812)") && out(&run).contains("tri.cert.json: valid"),
        "{}",
        out(&run)
    );
    let all = json(&orbitex(
        &["verify", "--format", "json", "forged.json"],
        folder.path(),
        "",
    ));
    assert_eq!(all["certificates"][0]["code"], "OX0812");
}

#[test]
fn explain_knows_theorems_and_codes() {
    let list = out(&here(&["explain"]));
    for id in ["sup", "growth", "odd-period", "OX0301", "OX0720", "OX0812"] {
        assert!(list.contains(id), "{id}");
        let text = here(&["explain", id]);
        assert_eq!(status(&text), 0);
        assert!(out(&text).len() > 60, "{id}");
    }
    let run = here(&["explain", "nonsense"]);
    assert_eq!((status(&run), out(&run).as_str()), (2, ""));
}

#[test]
fn fmt_mends_and_checks() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("f.map");
    std::fs::write(
        &path,
        "map   tri {0->1/2,1/2->1,1->0}\n\n\n\nclaim growth(tri)>1",
    )
    .unwrap();
    assert_eq!(
        status(&orbitex(&["fmt", "--check", "f.map"], folder.path(), "")),
        1
    );
    assert_eq!(status(&orbitex(&["fmt", "f.map"], folder.path(), "")), 0);
    assert_eq!(
        status(&orbitex(&["fmt", "--check", "f.map"], folder.path(), "")),
        0
    );
    let piped = orbitex(
        &["fmt", "-"],
        folder.path(),
        &std::fs::read_to_string(&path).unwrap(),
    );
    assert_eq!(out(&piped), std::fs::read_to_string(&path).unwrap());
    for name in ["golden", "stefan", "not_markov", "orbit"] {
        assert_eq!(
            status(&here(&["fmt", "--check", &format!("examples/{name}.map")])),
            0,
            "{name}"
        );
    }
}

#[test]
fn init_makes_a_project_that_compiles_and_never_overwrites() {
    let folder = tempfile::tempdir().unwrap();
    let made = orbitex(&["init", "new"], folder.path(), "");
    assert_eq!(status(&made), 0);
    // The commands that it proposes work in the order in which they stand.
    let printed = out(&made);
    let next = printed
        .lines()
        .find_map(|l| l.strip_prefix("next: cd new && "));
    let commands: Vec<&str> = next.unwrap().split(" && ").collect();
    assert_eq!(commands.len(), 3);
    for command in &commands[..2] {
        let args: Vec<&str> = command
            .strip_prefix("orbitex ")
            .unwrap()
            .split(' ')
            .collect();
        let run = orbitex(&args, &folder.path().join("new"), "");
        assert_eq!(status(&run), 0, "{command}: {}", err(&run));
    }
    assert_eq!(
        files(&folder.path().join("new")),
        [
            "latexmkrc",
            "orbitex.sty",
            "paper.tex",
            "tent.cert.json",
            "tent.map",
            "tent.tex"
        ]
    );
    let run = orbitex(
        &["check", "new/tent.map", "new/paper.tex", "--require", "4"],
        folder.path(),
        "",
    );
    assert_eq!(status(&run), 0, "{}", err(&run));
    assert_eq!(status(&orbitex(&["init", "new"], folder.path(), "")), 4);
}

#[test]
fn included_files_are_read_relative_to_the_including_one() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("sub")).unwrap();
    std::fs::write(folder.path().join("sub/common.map"), TRI).unwrap();
    std::fs::write(
        folder.path().join("main.map"),
        "include \"sub/common.map\"\nclaim growth(tri) > 1\n",
    )
    .unwrap();
    std::fs::write(folder.path().join("loop.map"), "include \"loop.map\"\n").unwrap();
    assert_eq!(
        status(&orbitex(&["check", "main.map"], folder.path(), "")),
        0
    );
    let run = orbitex(&["check", "loop.map"], folder.path(), "");
    assert_eq!(status(&run), 2, "{}", err(&run));
}
