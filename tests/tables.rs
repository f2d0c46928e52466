//! Tables: numbers derived by hand, every printed cell claimed again, rows kept between runs, LaTeX in every class.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)] // helpers of tests are tests

use orbitex::certify::Limits;
use orbitex::lang::program::Program;
use orbitex::lang::{NoFiles, load};
use orbitex::quantity::{Maps, Truth, judge};
use orbitex::source::render;
use orbitex::table::batch::{Nothing, Progress};
use orbitex::table::latex::{Form, latex};
use orbitex::table::{Batch, Sheet, Shown, compute_all, csv, json, markdown};
use serde_json::Value as Json;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

struct Quiet;

impl Progress for Quiet {
    fn more(&self, _: u64) {}
    fn step(&self) {}
}

fn program(text: &str) -> Program {
    let loaded = load("test.map", text.as_bytes(), &NoFiles, &Default::default());
    let shown: String = loaded
        .diagnostics
        .iter()
        .map(|d| render(d, false))
        .collect();
    assert!(loaded.is_clean(), "{text}\n{shown}");
    loaded.program
}

fn computed(program: &Program, table: usize) -> Batch {
    compute_all(
        program,
        &program.tables[table],
        Limits::default(),
        &Nothing,
        &Quiet,
    )
}

/// Every claim of the text holds.
fn assert_claims(text: &str) {
    let program = program(text);
    let maps = Maps::new(&program, Limits::default());
    assert!(!program.claims.is_empty());
    for claim in &program.claims {
        let found = judge(&maps, claim).unwrap_or_else(|e| panic!("{}: {e:?}", claim.text));
        assert_eq!(
            found.truth,
            Truth::True,
            "{}: {:?}",
            claim.text,
            found.value
        );
    }
}

#[test]
fn widths_from_a_growth_bound_alone() {
    // 3-cycle: both bounds are phi. phi^10 = 122.99 < 123 = L_10, so 123 crossings: width 122 at depth 1, and 11 at depth
    // 2 (11^2 < 123 <= 12^2). phi^20 = 15126.9999: 11^4 = 14641 < 15127 <= 12^4. phi^11 = 199.005: 200 crossings.
    // 5-cycle: r^4 = r^3 + 1, r = 1.3803, and s^4 = s^3 + s^2 - s + 1, s = 1.5129; computed with fractions by bisection.
    assert_claims(
        "map tri { 0 -> 1/2, 1/2 -> 1, 1 -> 0 }\nmap f = stefan(5)
        claim width(tri, iterate 10, depth 1, from loop_bound) = 122
        claim width(tri, iterate 10, depth 2, from odd_period) = 11
        claim width(tri, iterate 20, depth 4, from odd_period) = 11
        claim width(tri, iterate 11, depth 1, from loop_bound) = 199
        claim least_iterate(tri, depth 1, width 121, from loop_bound) = 10
        claim least_iterate(tri, depth 1, width 122, from loop_bound) = 11
        claim loop_bound(f) ~ 1.380278
        claim loop_bound(f)^4 = loop_bound(f)^3 + 1
        claim odd_period_bound(f) = growth(f)
        claim 1 < loop_bound(f) < odd_period_bound(f) < lipschitz(f)
        claim width(f, iterate 20, depth 1, from loop_bound) = 629
        claim width(f, iterate 20, depth 2, from loop_bound) = 25
        claim width(f, iterate 30, depth 3, from odd_period) = 62
        claim width(f, iterate 50, depth 4, from odd_period) = 176
        claim width(f, iterate 50, depth 4, from own) = width(f, iterate 50, depth 4)
        claim width(f, iterate 50, depth 4, from loop_bound) <= width(f, iterate 50, depth 4, from odd_period)
        claim width(f, iterate 50, depth 4, from odd_period) <= width(f, iterate 50, depth 4)
        claim least_iterate(f, depth 4, width 100, from loop_bound) = 58
        claim least_iterate(f, depth 4, width 100, from odd_period) = 45
        claim least_iterate(f, depth 4, width 100) <= 45
        claim width(f, iterate 10000, depth 4, from loop_bound) > 10^349
        claim name(f) = name(f)",
    );
}

#[test]
fn widths_from_an_increasing_cycle_alone() {
    // 1 -> 2 -> 3 -> 4 -> 1: r^3 = r^2 + r + 1, r = 1.839287. r^10 = 443.09: 444 crossings, 443 units in one layer, and 21^2 = 441 <
    // 444 <= 22^2. r^2 = 3.38 <= 4 < r^3 = 6.22. The map has period 3, which alone gives 1.618^10 = 122.99. The smallest odd
    // period of an increasing cycle's map is 3, so this bound is never the weaker one.
    assert_claims(
        "map f = cycle 1 -> 2 -> 3 -> 4
        map down = conjugate(f, 5 - x)
        map full = tent(2)
        orbit three { 1 -> 2 -> 3 -> 1 }
        assume any3 { period 3 }
        claim increasing_bound(f) >= 1.839286
        claim increasing_bound(f) >= growth(f)
        claim increasing_bound(down) >= growth(f)
        claim increasing_bound(full) > 1.99
        claim increasing_bound(f) > odd_period_bound(f)
        claim increasing_bound(any3) = odd_period_bound(any3)
        claim width(f, iterate 10, depth 1, from increasing) = 443
        claim width(f, iterate 10, depth 2, from increasing) = 21
        claim width(f, iterate 10, depth 1, from increasing) <= width(f, iterate 10, depth 1)
        claim width(f, iterate 10, depth 1, from odd_period) = 122
        claim neurons(f, iterate 10, depth 1, from increasing) = 443
        claim least_iterate(f, depth 1, width 3, from increasing) = 3
        claim least_iterate(f, depth 1, width 443, from increasing) = 11
        claim width(three, iterate 10, depth 1, from increasing) = 122
        claim width(any3, iterate 10, depth 1, from increasing) = 122
        claim least_iterate(any3, depth 1, width 121, from increasing) = 10",
    );
    // An increasing cycle forces period 3: a map without one has no such cycle. And other orders of five points are possible.
    let program = program(
        "map s5 = stefan(5)\nassume any5 { period 5 }
        claim increasing_bound(s5) > 1
        claim width(s5, iterate 10, depth 1, from increasing) > 1
        claim width(any5, iterate 10, depth 1, from increasing) > 1
        claim least_iterate(any5, depth 1, width 2, from increasing) > 1",
    );
    let maps = Maps::new(&program, Limits::default());
    for claim in &program.claims {
        let found = judge(&maps, claim).map(|v| v.truth);
        assert!(
            !matches!(found, Ok(Truth::True | Truth::False)),
            "{}: {found:?}",
            claim.text
        );
    }
}

/// A permutation of `1..=n` that looks random, by a fixed linear congruence.
fn pattern(n: usize, seed: u64) -> String {
    let mut state = seed;
    let mut images: Vec<usize> = (1..=n).collect();
    for i in (1..n).rev() {
        state = state
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        images.swap(i, (state >> 33) as usize % i);
    }
    format!("pattern {images:?}")
}

#[test]
fn the_least_iterate_is_the_first_that_excludes_the_width() {
    for seed in 0..12 {
        let n = 4 + seed as usize % 5;
        let levels = format!("between [{}, {}]", 2, 3);
        for choice in ["between auto", "tolerance 1", levels.as_str()] {
            for (k, w) in [(1, 5), (2, 3), (3, 4)] {
                let text = format!(
                    "map f = {}\ntable t for t in 1..40 {{ map f columns width(iterate t, depth {k}, {choice}) }}
                    table l for z in [1] {{ map f columns least_iterate(depth {k}, width {w}, {choice}) }}",
                    pattern(n, seed)
                );
                let program = program(&text);
                let widths = computed(&program, 0);
                let first = widths.rows.iter().position(|row| {
                    let cell = &row.as_ref().unwrap().cells[0];
                    cell.number().unwrap() > orbitex::num::rational::rat_int(w)
                });
                let least = computed(&program, 1).rows[0].clone().unwrap().cells[0].clone();
                match first {
                    Some(i) => assert_eq!(least.plain(), (i + 1).to_string(), "{text}"),
                    None => assert!(
                        least.is_failed() || least.plain().parse::<usize>().unwrap() > 40,
                        "{text}: {least:?}"
                    ),
                }
            }
        }
    }
}

/// Columns of a table, and the same as claims of a map `f`; `T` stands for the variable.
const COLUMNS: &[(&str, &str)] = &[
    ("growth : 9", "growth(f)"),
    ("growth", "growth(f)"),
    ("entropy : 5", "entropy(f)"),
    ("lipschitz", "lipschitz(f)"),
    ("lipschitz : 3", "lipschitz(f)"),
    ("minpoly", "minpoly(f)"),
    ("charpoly", "charpoly(f)"),
    ("intervals", "intervals(f)"),
    ("laps(T)", "laps(f, T)"),
    ("pieces(T + 1)", "pieces(f, T + 1)"),
    ("fixed_points(T)", "fixed_points(f, T)"),
    ("orbits(T)", "orbits(f, T)"),
    (
        "width(iterate 4 * T, depth 2)",
        "width(f, iterate 4 * T, depth 2)",
    ),
    (
        "upper_width(iterate T, depth 2)",
        "upper_width(f, iterate T, depth 2)",
    ),
    (
        "least_iterate(depth 2, width T)",
        "least_iterate(f, depth 2, width T)",
    ),
    ("loop_bound : 7", "loop_bound(f)"),
    ("odd_period_bound : 7", "odd_period_bound(f)"),
    (
        "width(iterate 50, depth T, from loop_bound)",
        "width(f, iterate 50, depth T, from loop_bound)",
    ),
    (
        "width(iterate 50, depth T, from odd_period)",
        "width(f, iterate 50, depth T, from odd_period)",
    ),
    ("growth^2 - T : 4", "growth(f)^2 - T"),
    ("sharkovsky", "sharkovsky(f)"),
];

#[test]
fn every_printed_cell_holds_as_a_claim() {
    let columns: Vec<&str> = COLUMNS.iter().map(|c| c.0).collect();
    let columns = columns.join(", ").replace('T', "t");
    let mut seen = std::collections::BTreeMap::new();
    let maps = (0..14)
        .map(|seed| pattern(3 + seed as usize % 6, 100 + seed))
        .chain(["tent(7/4)", "tent(3/2)", "tent(2)", "skew_tent(1/3)"].map(String::from))
        .map(|m| format!("map f = {m}"))
        .chain(["orbit f { 1 -> 3 -> 4 -> 2 -> 5 -> 1 } lipschitz 3".to_string()]);
    for map in maps {
        let program = program(&format!(
            "{map}\ntable all for t in 1..3 {{ map f columns {columns} }}"
        ));
        let mut claims = map.clone();
        for (t, row) in computed(&program, 0).rows.into_iter().enumerate() {
            for (cell, (_, claim)) in row.unwrap().cells.iter().zip(COLUMNS) {
                let quantity = claim.replace('T', &(t + 1).to_string());
                let kind = match cell {
                    Shown::Exact { value } => {
                        claims += &format!("\nclaim {quantity} = {value}");
                        "exact"
                    }
                    Shown::Rounded { value, exact } => {
                        claims += &format!("\nclaim {quantity} ~ {value}");
                        if let Some(exact) = exact {
                            claims += &format!("\nclaim {quantity} = {exact}");
                        }
                        "rounded"
                    }
                    Shown::Range { lower, upper } => {
                        for (bound, relation) in [(lower, ">="), (upper, "<=")] {
                            if let Some(bound) = bound {
                                claims += &format!("\nclaim {quantity} {relation} {bound}");
                            }
                        }
                        "range"
                    }
                    Shown::Polynomial { .. } => {
                        let text = cell.plain();
                        let mut product = String::new();
                        for (i, c) in text.char_indices() {
                            // `2x` is written `2*x` in claims.
                            if c == 'x' && text[..i].ends_with(|c: char| c.is_ascii_digit()) {
                                product.push('*');
                            }
                            product.push(c);
                        }
                        claims += &format!("\nclaim {quantity} = {product}");
                        "polynomial"
                    }
                    Shown::Silent { .. } => "silent",
                    Shown::Infinite {} => "infinite",
                    Shown::Stronger { .. } => "stronger",
                    Shown::Failed { .. } => "failed",
                    other => panic!("{other:?}"),
                };
                *seen.entry(kind).or_insert(0) += 1;
            }
        }
        assert_claims(&claims);
    }
    for (kind, least) in [
        ("exact", 300),
        ("rounded", 150),
        ("range", 20),
        ("polynomial", 50),
        ("silent", 10),
    ] {
        assert!(
            seen.get(kind).is_some_and(|n| *n >= least),
            "{kind}: {seen:?}"
        );
    }
}

#[test]
fn rows_are_sorted_and_grouped() {
    let program = program(
        "table t for p in [5, 3, 9, 7], q in [1, 2] { map stefan(p) columns p, q group by q sort by growth }
        table u for p in [5, 3, 9, 7] { map stefan(p) columns p sort by p descending }
        table v for s in [2, 5/4, 3/2] { map tent(s) columns s, odd_period_bound sort by odd_period_bound }",
    );
    let order = |table: usize| -> Vec<String> {
        let batch = computed(&program, table);
        let sheet = Sheet::new(&program.tables[table], &batch.rows);
        let rows = sheet.groups.iter().flat_map(|g| &g.rows);
        rows.map(|(_, cells)| cells[0].plain()).collect()
    };
    // Growth decreases with the length of the cycle; groups come in the order of their first rows.
    assert_eq!(order(0), ["9", "7", "5", "3", "9", "7", "5", "3"]);
    assert_eq!(order(1), ["9", "7", "5", "3"]);
    // What is not known stays last.
    assert_eq!(order(2), ["3/2", "2", "5/4"]);
}

#[test]
fn a_row_may_be_about_a_class_of_maps() {
    // Period 5: at least 5369 crossings at t = 20, those of the Stefan cycle: 73^2 = 5329 < 5369 <= 74^2. 1.3803^20 = 629.98. Period 6:
    // the least of all 120 patterns has 232 crossings, 15^2 = 225 < 232 <= 16^2; from an odd period nothing.
    let program = program(
        "map s5 = stefan(5)\nassume any5 { period 5 }\nassume any6 { period 6 }
        table t for m in [s5, any5, any6] {
            map     m
            columns m, growth : 3, width(iterate 20, depth 2), width(iterate 20, depth 2, from loop_bound), period(7)
            sort by growth descending
        }
        table one for k in 1..2 { map any5  columns k, width(iterate 20, depth k) }",
    );
    let shown = |table: usize| {
        let batch = computed(&program, table);
        assert_eq!(batch.failed, 0);
        csv::csv(&Sheet::new(&program.tables[table], &batch.rows))
    };
    let rows = shown(0);
    let rows: Vec<&str> = rows.split("\r\n").collect();
    assert_eq!(rows[1], "s5,1.513,73,25,yes");
    assert!(
        rows[2].starts_with("any5,") && rows[2].ends_with(",73,25,yes"),
        "{rows:?}"
    );
    assert!(
        rows[2].contains("1.512") && rows[3].contains("1.272"),
        "{rows:?}"
    );
    assert!(
        rows[3].starts_with("any6,") && rows[3].contains(",15,"),
        "{rows:?}"
    );
    assert!(shown(1).ends_with("\r\n1,5368\r\n2,73\r\n"));
    // What is kept for one class is not taken for another of the same name.
    let key = |p: u32| {
        let text =
            format!("assume c {{ period {p} }}\ntable t for k in [1] {{ map c  columns growth }}");
        let program = self::program(&text);
        let content = program.tables[0].rows[0].content.as_ref().unwrap().clone();
        orbitex::table::key::Keys::new(&program, &program.tables[0], &Limits::default())
            .of(&content)
    };
    assert_ne!(key(5), key(7));
}

#[test]
fn one_row_without_a_map_does_not_stop_the_others() {
    let program =
        program("table t for p in 3..6 { map stefan(p) columns p, growth : 3 caption \"C\" }");
    let batch = computed(&program, 0);
    assert_eq!((batch.rows.len(), batch.computed, batch.failed), (4, 4, 2));
    let sheet = Sheet::new(&program.tables[0], &batch.rows);
    assert_eq!(
        csv::csv(&sheet),
        "p,growth\r\n3,1.618\r\n4,error: the parameter 4 is out of range\r\n5,1.513\r\n6,error: the parameter 6 is out of range\r\n"
    );
    let text = latex(&sheet, "x.map", Form::Fragment).unwrap();
    assert!(text.contains("$4$ & ---\\textsuperscript{a}\\\\"), "{text}");
    assert!(markdown::markdown(&sheet).contains("| 6 | —<sup>b</sup> |"));
    assert_eq!(json::json(&sheet)["rows"][1]["cells"][1]["kind"], "failed");
}

#[test]
fn a_fault_of_one_value_is_none_of_the_others() {
    // Two rows have the same fault, which depends on p only.
    let program = program(
        "table t for p in [4, 3], k in 1..2 { map stefan(p) columns p, k, growth : 3 group by growth }
        table u for s in [1/2] { map tent(s) columns growth, entropy }",
    );
    let batch = computed(&program, 0);
    assert_eq!((batch.rows.len(), batch.computed, batch.failed), (4, 4, 2));
    let sheet = Sheet::new(&program.tables[0], &batch.rows);
    let csv = csv::csv(&sheet);
    assert!(
        csv.contains(",3,1,1.618\r\n") && csv.contains(",3,2,1.618\r\n"),
        "{csv}"
    );
    let text = latex(&sheet, "x.map", Form::Fragment).unwrap();
    assert!(text.contains("\\emph{not computed}"), "{text}");
    assert!(markdown::markdown(&sheet).contains("Not computed:"));
    // Bounds that agree are the number.
    let batch = computed(&program, 1);
    let csv = csv::csv(&Sheet::new(&program.tables[1], &batch.rows));
    assert_eq!(csv, "growth,entropy\r\n1,0\r\n");
}

// The program as a user runs it.

fn orbitex(args: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_orbitex"))
        .args(args)
        .current_dir(folder)
        .env("XDG_CACHE_HOME", folder.join("xdg"))
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// "computed", "from the cache", "failed" of the summary.
fn counts(output: &Output) -> [usize; 3] {
    let text = err(output);
    let line = text.lines().last().unwrap();
    let before = |word: &str| {
        let (start, _) = line.split_once(word).unwrap_or_else(|| panic!("{text}"));
        start
            .trim()
            .rsplit([' ', ','])
            .next()
            .unwrap()
            .parse()
            .unwrap()
    };
    [
        before("computed"),
        before("from the cache"),
        before("failed"),
    ]
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(dir) = open.pop() {
        for entry in std::fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path)
            } else {
                out.push(path)
            }
        }
    }
    out.sort();
    out
}

const TEXT: &str =
    "table t for p in 3..13 step 2 { map stefan(p) columns p, growth : 8 caption \"C\" }\n";

#[test]
fn a_second_run_computes_only_what_changed() {
    let dir = tempfile::tempdir().unwrap();
    let here = dir.path();
    let write = |text: &str| std::fs::write(here.join("a.map"), text).unwrap();
    let run = |args: &[&str]| {
        let all: Vec<&str> = ["table", "a.map", "-o", "out"]
            .iter()
            .chain(args)
            .copied()
            .collect();
        let output = orbitex(&all, here);
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        (
            counts(&output),
            std::fs::read(here.join("out/a-t.tex")).unwrap(),
        )
    };
    write(TEXT);
    let (first, bytes) = run(&["--jobs", "1"]);
    assert_eq!(first, [6, 0, 0]);
    assert_eq!(entries(&here.join("xdg/orbitex/rows")).len(), 6);
    assert_eq!(run(&["--jobs", "2"]), ([0, 6, 0], bytes.clone()));
    // What is computed anew is the same.
    assert_eq!(run(&["--no-cache"]), ([6, 0, 0], bytes.clone()));
    assert_eq!(run(&["--cache", "own"]).0, [6, 0, 0]);
    // Comments and captions change nothing; a new row, or other decimals, do.
    write(&format!("# a comment\n{}", TEXT.replace("\"C\"", "\"D\"")));
    assert_eq!(run(&[]).0, [0, 6, 0]);
    write(&TEXT.replace("13", "15"));
    assert_eq!(run(&[]).0, [1, 6, 0]);
    write(&TEXT.replace(": 8", ": 9"));
    assert_eq!(run(&[]).0, [6, 0, 0]);
    write(TEXT);
    assert_eq!(run(&["--max-points", "500"]).0, [6, 0, 0]);
    // Damaged entries are seen: cut short, a digit changed, another row's, not JSON.
    let kept = entries(&here.join("own"));
    let good: Vec<Vec<u8>> = kept.iter().map(|p| std::fs::read(p).unwrap()).collect();
    std::fs::write(&kept[0], &good[0][..good[0].len() / 2]).unwrap();
    let changed = String::from_utf8(good[1].clone())
        .unwrap()
        .replacen("\"1.4", "\"1.5", 1);
    std::fs::write(
        &kept[1],
        changed
            .replacen("\"1.6", "\"1.5", 1)
            .replacen("value\":\"", "value\":\"7", 1),
    )
    .unwrap();
    std::fs::write(&kept[2], &good[3]).unwrap();
    std::fs::write(&kept[4], "{}").unwrap();
    std::fs::write(&kept[5], b"\xff\xfe").unwrap();
    assert_eq!(run(&["--cache", "own"]), ([5, 1, 0], bytes.clone()));
    assert_eq!(run(&["--cache", "own"]), ([0, 6, 0], bytes));
}

#[test]
fn two_runs_may_share_a_cache() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("a.map"), TEXT.replace("13", "41")).unwrap();
    std::thread::scope(|s| {
        let runs: Vec<_> = (0..4)
            .map(|i| {
                let here = dir.path();
                s.spawn(move || {
                    orbitex(
                        &[
                            "table",
                            "a.map",
                            "-o",
                            &format!("out{i}"),
                            "--cache",
                            "kept",
                        ],
                        here,
                    )
                })
            })
            .collect();
        for run in runs {
            let output = run.join().unwrap();
            assert_eq!(output.status.code(), Some(0), "{}", err(&output));
            let [computed, cached, failed] = counts(&output);
            assert_eq!((computed + cached, failed), (20, 0));
        }
    });
    let read = |i: usize| std::fs::read(dir.path().join(format!("out{i}/a-t.tex"))).unwrap();
    assert!((1..4).all(|i| read(i) == read(0)));
    let names = entries(&dir.path().join("kept"));
    assert_eq!(names.len(), 20, "nothing half written is left");
}

#[test]
fn failing_rows_are_marked_and_counted() {
    let dir = tempfile::tempdir().unwrap();
    let here = dir.path();
    std::fs::write(here.join("a.map"), TEXT.replace(" step 2", "")).unwrap();
    let output = orbitex(&["table", "a.map", "--format", "csv"], here);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(counts(&output), [11, 0, 5]);
    assert!(
        err(&output).contains("in the row p = 4 of the table t"),
        "{}",
        err(&output)
    );
    assert!(here.join("a-t.csv").exists());
    // Failed rows are tried again.
    assert_eq!(counts(&orbitex(&["table", "a.map"], here)), [5, 6, 5]);
    for command in ["check", "compile"] {
        assert_eq!(
            orbitex(&[command, "a.map"], here).status.code(),
            Some(2),
            "{command}"
        );
    }
    std::fs::write(
        here.join("b.map"),
        "table t for t in [5, 500] { map tent(2) columns t, upper_width(iterate t, depth 2) }",
    )
    .unwrap();
    let output = orbitex(&["table", "b.map"], here);
    assert_eq!(output.status.code(), Some(3), "{}", err(&output));
    assert_eq!(counts(&output), [2, 0, 1]);
    assert!(
        err(&output).contains("row t = 500: upper_width"),
        "{}",
        err(&output)
    );
}

#[test]
fn a_report_has_the_tables_and_says_what_they_are() {
    let dir = tempfile::tempdir().unwrap();
    let here = dir.path();
    std::fs::write(here.join("a.map"), format!("map f = stefan(5)\n{TEXT}")).unwrap();
    let output = orbitex(&["compile", "a.map"], here);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let report = std::fs::read_to_string(here.join("a.tex")).unwrap();
    assert!(
        report.contains("\\section{Tables}") && report.contains("1.42157334"),
        "{report}"
    );
    let verify = |here: &Path| orbitex(&["verify", "a.cert.json", "--tex", "a.tex"], here);
    let output = verify(here);
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{text}");
    assert!(
        text.contains("tables are not part of the certificate"),
        "{text}"
    );
    // What stands outside of the tables is still compared.
    std::fs::write(here.join("a.tex"), report.replacen("1.5128", "1.5129", 1)).unwrap();
    assert_eq!(verify(here).status.code(), Some(1));
}

#[test]
fn inputs_without_tables_and_places_met_twice_are_errors() {
    let dir = tempfile::tempdir().unwrap();
    let here = dir.path();
    std::fs::write(here.join("none.map"), "map f = tent(2)\n").unwrap();
    let output = orbitex(&["table", "none.map"], here);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("OX0608"));
    for folder in ["x", "y"] {
        std::fs::create_dir(here.join(folder)).unwrap();
        std::fs::write(here.join(folder).join("a.map"), TEXT).unwrap();
    }
    let output = orbitex(&["table", "x/a.map", "y/a.map", "-o", "out"], here);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("OX0609"), "{}", err(&output));
    let output = orbitex(&["check", "x/a.map", "--format", "csv"], here);
    assert!(err(&output).contains("OX0908"), "{}", err(&output));
}

const CLASSES: [(&str, &str, &str); 6] = [
    ("article", "\\documentclass{article}", ""),
    ("twocolumn", "\\documentclass[twocolumn]{article}", ""),
    (
        "amsart",
        "\\documentclass{amsart}",
        "\\title{H}\\author{A}\\maketitle",
    ),
    (
        "ieeetran",
        "\\documentclass[conference]{IEEEtran}",
        "\\title{H}\\author{A}\\maketitle",
    ),
    (
        "llncs",
        "\\documentclass{llncs}",
        "\\title{H}\\author{A}\\institute{I}\\maketitle",
    ),
    (
        "acmart",
        "\\documentclass[sigconf,nonacm]{acmart}",
        "\\title{H}\\author{A}\\affiliation{\\institution{I}\\city{C}\\country{D}}\\begin{abstract}A.\\end{abstract}\\maketitle",
    ),
];

#[test]
fn tables_compile_in_the_classes_of_journals() {
    if Command::new("pdflatex")
        .arg("--version")
        .stdout(Stdio::null())
        .status()
        .is_err()
    {
        assert!(
            std::env::var_os("ORBITEX_REQUIRE_LATEX").is_none(),
            "pdflatex is missing"
        );
        eprintln!("SKIPPED: tables in LaTeX (Debian: texlive-latex-extra)");
        return;
    }
    let mut text =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/tables.map"))
            .unwrap();
    text += "table long for p in 3..121 step 2 { map stefan(p) columns p, loop_bound : 12, odd_period_bound : 12 caption \"Bounds\" label \"tab:long\" note \"From \u{160}tefan cycles.\" }";
    let program = program(&text);
    let fragments: Vec<String> = (0..program.tables.len())
        .map(|i| {
            let batch = computed(&program, i);
            assert_eq!(batch.failed, 0);
            latex(
                &Sheet::new(&program.tables[i], &batch.rows),
                "tables.map",
                Form::Fragment,
            )
            .unwrap()
        })
        .collect();
    assert!(fragments.last().unwrap().contains("longtable"));
    let kept = std::env::var_os("ORBITEX_DUMP").map(PathBuf::from);
    let own = tempfile::tempdir().unwrap();
    let dir = kept.as_deref().unwrap_or(own.path());
    let mut found = Vec::new();
    for (name, class, front) in CLASSES {
        let body = fragments.join("\n\\section{Another}\n");
        let document = format!(
            "{class}\n\\usepackage{{array,booktabs,longtable}}\n\\begin{{document}}\n{front}\n\\section{{Host}} See Table~\\ref{{tab:stefan}} and Table~\\ref{{tab:long}}.\n{body}\\end{{document}}\n"
        );
        std::fs::write(dir.join(format!("{name}.tex")), document).unwrap();
        let mut log = String::new();
        for _ in 0..3 {
            let status = Command::new("pdflatex")
                .args(["-interaction=nonstopmode", "-halt-on-error", name])
                .current_dir(dir)
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .status()
                .unwrap();
            log = String::from_utf8_lossy(&std::fs::read(dir.join(format!("{name}.log"))).unwrap())
                .into_owned();
            if !status.success() {
                break;
            }
        }
        let bad = |l: &&str| {
            let wide = l
                .strip_prefix("Overfull \\hbox (")
                .and_then(|r| r.split("pt").next())
                .is_some_and(|s| s.parse::<f64>().is_ok_and(|s| s > 5.0));
            wide || l.starts_with('!') || l.contains("undefined") || l.contains("multiply defined")
        };
        found.extend(log.lines().filter(bad).map(|l| format!("{name}: {l}")));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// The three tables of the page of the language come out.
#[test]
fn the_tables_of_the_page() {
    let page = include_str!("../docs/language.md");
    let tables = page.find("table stefan_growth").unwrap();
    let text = &page[tables..tables + page[tables..].find("notation {").unwrap()];
    let text = format!(
        "let phi = root of x^2 - x - 1 in [1, 2]
        map golden on [0, 1] {{ [0, 1/2] : phi * x  [1/2, 1] : phi * (1 - x) }}
        map tri {{ 0 -> 1/2, 1/2 -> 1, 1 -> 0 }}
        map s7 = stefan(7)\n{text}"
    );
    let program = program(&text);
    let names: Vec<&str> = program.tables.iter().map(|t| t.name.as_str()).collect();
    assert_eq!(names, ["stefan_growth", "widths", "compare"]);
    let mut all = String::new();
    for (i, table) in program.tables.iter().enumerate() {
        let batch = computed(&program, i);
        assert_eq!(batch.failed, 0);
        let sheet = Sheet::new(table, &batch.rows);
        all += &latex(&sheet, "page.map", Form::Fragment).unwrap();
        all += &markdown::markdown(&sheet);
        all += &csv::csv(&sheet).replace('\r', "");
        let object: Json = json::json(&sheet);
        assert_eq!(object["schema"], "orbitex/table/1");
        assert_eq!(object["rows"].as_array().unwrap().len(), table.rows.len());
    }
    insta::assert_snapshot!("tables", all);
}
