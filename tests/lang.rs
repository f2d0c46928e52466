//! The language: everything that must be accepted, everything that must be rejected and how, and what must never happen.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)] // helpers of tests are tests

use orbitex::lang::program::{Between, ClaimBody, Norm};
use orbitex::lang::tree::File;
use orbitex::lang::{Files, Limits, Loaded, NoFiles, format, load, parse, resolve_claim};
use orbitex::map::PiecewiseLinear;
use orbitex::num::Number;
use orbitex::num::rational::rat;
use orbitex::source::{Severity, Source, decode, render};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

fn read(text: &str) -> Loaded {
    load("test.map", text.as_bytes(), &NoFiles, &Limits::default())
}

fn rendered(loaded: &Loaded) -> String {
    loaded
        .diagnostics
        .iter()
        .map(|d| render(d, false) + "\n\n")
        .collect()
}

/// Files beside each other in one directory, under their plain names.
struct Directory(PathBuf);

impl Files for Directory {
    fn read(&self, _from: &str, path: &str) -> Result<(String, Vec<u8>), String> {
        let bytes =
            std::fs::read(self.0.join(path)).map_err(|_| "there is no such file".to_string())?;
        Ok((path.to_string(), bytes))
    }
}

fn load_file(path: &Path) -> Loaded {
    let name = path
        .file_name()
        .expect("a file")
        .to_str()
        .expect("a plain name");
    let directory = Directory(path.parent().expect("a directory").to_path_buf());
    load(
        name,
        &std::fs::read(path).expect("readable"),
        &directory,
        &Limits::default(),
    )
}

/// The `.map` files of a directory, sorted; at least `least` of them.
fn corpus(directory: &str, least: usize) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(directory);
    let entries = std::fs::read_dir(&root).expect("a directory");
    let mut paths: Vec<PathBuf> = entries.map(|e| e.expect("an entry").path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "map"));
    paths.sort();
    assert!(
        paths.len() >= least,
        "only {} files in {directory}",
        paths.len()
    );
    paths
}

/// The file of section 1 of the language's page.
fn page_file() -> String {
    let page = include_str!("../docs/language.md");
    let begin = page.find("```\n").expect("a code block") + 4;
    page[begin..begin + page[begin..].find("```").expect("its end")].to_string()
}

fn tree(text: &str) -> File {
    let (file, diagnostics) = parse(&Source::new("test.map", text));
    let shown: String = diagnostics.iter().map(|d| render(d, false)).collect();
    assert!(diagnostics.is_empty(), "{shown}");
    file
}

/// The layout says the same, and laying out again changes nothing.
fn check_layout(text: &str) -> String {
    let once = format(&Source::new("test.map", text)).expect("no bad tokens");
    assert_eq!(
        tree(text).statements,
        tree(&once).statements,
        "the layout changed the meaning"
    );
    let twice = format(&Source::new("test.map", once.as_str())).expect("no bad tokens");
    assert_eq!(once, twice, "the layout is not stable");
    once
}

#[test]
fn the_file_of_the_page_is_read_whole() {
    let text = page_file();
    let beside = Directory(PathBuf::from("tests/accept"));
    let loaded = load("test.map", text.as_bytes(), &beside, &Limits::default());
    assert_eq!(loaded.worst(), None, "{}", rendered(&loaded));
    assert_eq!(tree(&text).statements.len(), 45);
    let names: Vec<&str> = loaded
        .program
        .maps
        .iter()
        .map(|m| m.name.as_str())
        .collect();
    let expected =
        "golden tri inc4 pat s7 full sk saw inc7 twice both model flipped logi net o3 o5";
    assert_eq!(names.join(" "), expected);
    assert_eq!(loaded.program.claims.len(), 17);
    let notation = loaded.program.notation.expect("symbols");
    let symbols = [&notation.map, &notation.growth, &notation.width];
    assert_eq!(
        symbols.map(Option::as_deref),
        [Some("g"), Some("\\lambda"), Some("m")]
    );
}

#[test]
fn the_file_of_the_page_formats_to_itself() {
    let text = page_file();
    assert_eq!(check_layout(&text), text);
}

#[test]
fn accepted_files_resolve_and_keep_their_meaning_in_layout() {
    for path in corpus("tests/accept", 8)
        .into_iter()
        .chain(corpus("examples", 10))
    {
        let loaded = load_file(&path);
        let shown = rendered(&loaded);
        assert_eq!(loaded.worst(), None, "{}\n{shown}", path.display());
        let text = std::fs::read_to_string(&path).expect("text");
        check_layout(&text);
    }
}

#[test]
fn the_layout_of_a_crooked_file() {
    let text = std::fs::read_to_string("tests/accept/layout.map").expect("text");
    insta::assert_snapshot!("layout", check_layout(&text));
}

/// Every file of a phase is rejected with a code of that phase, and shows what its snapshot says.
fn check_rejected(phase: &str, codes: &[&str], least: usize) {
    for path in corpus(&format!("tests/reject/{phase}"), least) {
        let loaded = load_file(&path);
        let name = path
            .file_stem()
            .expect("a name")
            .to_str()
            .expect("plain")
            .to_string();
        assert_eq!(
            loaded.worst(),
            Some(Severity::Error),
            "{phase}/{name} is accepted"
        );
        let first = loaded.diagnostics[0].code;
        assert!(
            codes.iter().any(|c| first.starts_with(c)),
            "{phase}/{name} has {first}"
        );
        assert!(
            loaded.diagnostics.iter().all(|d| d.place().is_some()),
            "{phase}/{name} without a place"
        );
        if name != "several_faults" {
            let count = loaded
                .diagnostics
                .iter()
                .filter(|d| d.severity == Severity::Error)
                .count();
            assert_eq!(
                count,
                1,
                "{phase}/{name}: one fault, one message\n{}",
                rendered(&loaded)
            );
        }
        insta::assert_snapshot!(format!("{phase}_{name}"), rendered(&loaded));
    }
}

#[test]
fn rejected_sources() {
    check_rejected("source", &["OX01"], 4);
}

#[test]
fn rejected_syntax() {
    check_rejected("syntax", &["OX01"], 38);
}

#[test]
fn rejected_names() {
    check_rejected("names", &["OX02"], 24);
}

#[test]
fn rejected_maps() {
    check_rejected("maps", &["OX03"], 38);
}

#[test]
fn rejected_fields() {
    check_rejected("fields", &["OX04", "OX0306"], 13);
}

#[test]
fn rejected_tables() {
    check_rejected("tables", &["OX06"], 14);
}

#[test]
fn rejected_looks() {
    check_rejected(
        "looks",
        &["OX0150", "OX061", "OX0201", "OX0209", "OX0115"],
        20,
    );
}

#[test]
fn rejected_by_limits() {
    check_rejected("limits", &["OX05"], 12);
}

#[test]
fn every_code_in_the_source_is_registered_and_shown_by_a_fixture() {
    let registered: Vec<&str> = orbitex::source::codes::all().map(|e| e.code).collect();
    let mut seen = std::collections::BTreeSet::new();
    for phase in [
        "source", "syntax", "names", "maps", "fields", "limits", "tables", "looks",
    ] {
        for path in corpus(&format!("tests/reject/{phase}"), 1) {
            seen.extend(load_file(&path).diagnostics.iter().map(|d| d.code));
        }
    }
    for code in &seen {
        assert!(registered.contains(code), "{code} has no explanation");
    }
    // Not reachable by one small fault: a hundred faults, a file of more than 4 MiB, and a polynomial that resists factoring.
    let own = registered.iter().filter(|c| ***c < *"OX0507");
    let unseen: Vec<_> = own.filter(|c| !seen.contains(*c)).collect();
    assert_eq!(unseen, [&"OX0151", &"OX0405", &"OX0506"]);
    let large = decode("large.map", &vec![b' '; (4 << 20) + 1]).expect_err("too large");
    assert_eq!(large.code, "OX0506");
}

#[test]
fn deep_nesting_ends_in_a_clean_limit() {
    for (open, close) in [
        ("(", ")"),
        ("sqrt(", ")"),
        ("-(", ")"),
        ("[", "]"),
        ("{", "}"),
    ] {
        let text = format!(
            "let a = {}1{}\nmap t = tent(3)\n",
            open.repeat(9_000),
            close.repeat(9_000)
        );
        let loaded = read(&text);
        let codes: Vec<&str> = loaded.diagnostics.iter().map(|d| d.code).collect();
        assert_eq!(codes, ["OX0501", "OX0311"], "{open}");
    }
    let fine = format!("let a = {}1{}\n", "(".repeat(199), ")".repeat(199));
    assert!(read(&fine).is_clean());
    for chain in ["-", "1^", "1+", "1*", "1/1-"] {
        let text = format!("let a = {}1\n", chain.repeat(100_000));
        let start = Instant::now();
        read(&text);
        assert!(
            start.elapsed() < Duration::from_secs(10),
            "{chain} took {:?}",
            start.elapsed()
        );
    }
}

#[test]
fn nested_calls_parse_without_backtracking() {
    let start = Instant::now();
    for word in ["sqrt", "laps", "depth", "iterate"] {
        for wrong in ["", ",", "1 1"] {
            let text = format!(
                "claim {}1{wrong}{} > 1\n",
                format!("{word}(").repeat(34),
                ")".repeat(34)
            );
            parse(&Source::new("t", text));
        }
    }
    assert!(
        start.elapsed() < Duration::from_millis(500),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn long_chains_of_definitions_and_includes_end() {
    let chain: String = (0..5_000)
        .map(|i| format!("let a{i} = a{} + 1\n", i + 1))
        .collect();
    let loaded = read(&format!("{chain}let a5000 = 0\n"));
    assert!(loaded.is_clean());
    assert_eq!(loaded.program.constants[0].1.to_string(), "5000");
}

#[test]
fn large_and_hostile_files_end_quickly() {
    let start = Instant::now();
    let many = |line: &str, n: usize| {
        (0..n)
            .map(|i| line.replace('@', &i.to_string()))
            .collect::<String>()
    };
    let round: String = (0..3_000)
        .map(|i| format!("let a{i} = a{} + a0\n", (i + 1) % 3_000))
        .collect();
    let texts = [
        "(".repeat(200_000) + &"]".repeat(200_000),
        "{".repeat(200_000),
        ";".repeat(200_000),
        "\"".repeat(200_001),
        many("claim growth(name@) > 1\n", 5_000),
        many("let b@ = 1/0\n", 5_000),
        many("map m@ = tent(2)\n", 3_000),
        many("let same = 1\n", 5_000),
        round,
        "let a = (x + 1)^200 * (x - 1)^200".to_string(),
        "let a = root of (x^2 - 2)^40 in [1, 2]".to_string(),
        "let a = root of x^90 - x - 1 in [1, 2]\nlet b = (a + a^2)^1000".to_string(),
    ];
    for (i, text) in texts.iter().enumerate() {
        let begin = Instant::now();
        let loaded = read(text);
        assert!(
            loaded.diagnostics.len() <= 101,
            "text {i}: {}",
            loaded.diagnostics.len()
        );
        format(&Source::new("t", text.as_str()));
        println!(
            "text {i}: {:?}, {} diagnostics",
            begin.elapsed(),
            loaded.diagnostics.len()
        );
    }
    assert!(
        start.elapsed() < Duration::from_secs(30),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn independent_faults_are_all_reported() {
    let loaded = load_file(Path::new("tests/reject/syntax/several_faults.map"));
    let codes: Vec<&str> = loaded.diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(
        codes,
        ["OX0106", "OX0108", "OX0311", "OX0201", "OX0107", "OX0311"]
    );
    let lines: Vec<usize> = loaded
        .diagnostics
        .iter()
        .map(|d| d.place().expect("a place").line_column().0)
        .collect();
    assert_eq!(lines, [1, 2, 3, 4, 5, 6]);
}

/// The constant `name` of a file, as text.
fn constant(loaded: &Loaded, name: &str) -> String {
    let found = loaded.program.constants.iter().find(|(n, _)| n == name);
    found.unwrap_or_else(|| panic!("no {name}")).1.to_string()
}

#[test]
fn constants_have_their_exact_values() {
    let loaded = load_file(Path::new("tests/accept/constants.map"));
    let expected = [
        ("b", "-7/2"),
        ("c", "1/8"),
        ("d", "-3/16"),
        ("e", "1025"),
        ("r8", "2*sqrt(2)"),
        ("s", "-3/2*sqrt(2) + 1"),
        ("rational", "1/2"),
        ("later", "6"),
        ("four", "4"),
        ("caption", "3"),
        ("mixed", "2*phi - 1/2"),
    ];
    for (name, value) in expected {
        assert_eq!(constant(&loaded, name), value, "{name}");
    }
}

/// The line map of a definition.
fn line(loaded: &Loaded, name: &str) -> PiecewiseLinear {
    let found = loaded.program.maps.iter().find(|m| m.name == name);
    found
        .unwrap_or_else(|| panic!("no {name}"))
        .system
        .line()
        .expect("a piecewise-linear map")
        .clone()
}

#[test]
fn constructions_agree_with_pointwise_evaluation() {
    let loaded = load_file(Path::new("tests/accept/maps.map"));
    let at = |f: &PiecewiseLinear, x: &Number| f.eval(x).expect("in the domain");
    let (tri, full, golden) = (
        line(&loaded, "tri"),
        line(&loaded, "full"),
        line(&loaded, "golden"),
    );
    for i in 0..=60 {
        let x = Number::from(rat(i, 60));
        assert_eq!(
            at(&line(&loaded, "three"), &x),
            at(&tri, &at(&tri, &at(&tri, &x)))
        );
        assert_eq!(at(&line(&loaded, "zero"), &x), x);
        assert_eq!(at(&line(&loaded, "both"), &x), at(&tri, &at(&full, &x)));
        let one = Number::one();
        assert_eq!(
            at(&line(&loaded, "flipped"), &x),
            &one - at(&tri, &(&one - &x))
        );
        assert_eq!(at(&line(&loaded, "g"), &x), at(&golden, &x));
        assert_eq!(
            at(&line(&loaded, "tri2"), &(&x + &x + Number::from(2))),
            at(&tri, &x) * Number::from(2) + Number::from(2)
        );
        let saw = at(&line(&loaded, "saw4"), &x);
        let folded = (i * 4) % 120;
        assert_eq!(saw, Number::from(rat(folded.min(120 - folded), 60)));
        // The map on [0, sqrt(5)] lives in Q(sqrt(5)), the golden map in Q(phi): the same field.
        let sqrt5 = line(&loaded, "quad").right().clone();
        let value = at(&golden, &x)
            .in_field(sqrt5.field().expect("irrational"))
            .expect("the same field");
        assert_eq!(
            at(&line(&loaded, "quads"), &(&x * &sqrt5)),
            &sqrt5 - &sqrt5 * value
        );
    }
}

#[test]
fn cycles_are_cycles_of_their_length() {
    for n in 2..=40usize {
        let mut families = vec![("increasing", format!("increasing({n})"))];
        if n % 2 == 1 {
            families.push(("stefan", format!("stefan({n})")));
        }
        for (family, text) in families {
            let loaded = read(&format!("map f = {text}\n"));
            let f = line(&loaded, "f");
            let mut x = Number::from(1);
            for step in 1..=n {
                x = f.eval(&x).expect("in the domain");
                assert_eq!(x == Number::from(1), step == n, "{family} {n}");
            }
        }
    }
    // The Stefan cycle of length 7 by hand: 4 -> 5 -> 3 -> 6 -> 2 -> 7 -> 1 -> 4.
    let loaded = read(
        "map a = stefan(7)\nmap b = cycle 4 -> 5 -> 3 -> 6 -> 2 -> 7 -> 1\nmap c = pattern [4, 7, 6, 5, 3, 2, 1]\n",
    );
    assert_eq!(line(&loaded, "a"), line(&loaded, "b"));
    assert_eq!(line(&loaded, "a"), line(&loaded, "c"));
}

#[test]
fn blocks_have_their_values_and_defaults() {
    let loaded = load_file(Path::new("tests/accept/blocks.map"));
    let c = &loaded.program.certify;
    assert_eq!(c.len(), 4);
    assert_eq!(c[0].iterates, [1, 5, 10, 15, 20, 40]);
    assert_eq!(c[0].depths, [1, 2, 3, 4, 5, 6, 10]);
    assert_eq!(
        c[0].between,
        Between::Levels(rat(1, 3).into(), rat(2, 3).into())
    );
    assert_eq!(c[1].between, Between::Tolerance(rat(1, 4).into()));
    assert_eq!(
        (c[2].map, c[2].iterates.as_slice(), c[2].norms.as_slice()),
        (1, [10, 20].as_slice(), [Norm::Sup, Norm::L1].as_slice())
    );
    let default = read("map f = tent(2)\nmap g = tent(1)\ncertify g { }\n")
        .program
        .certify;
    assert_eq!(
        default
            .iter()
            .map(|c| (c.map, c.place.is_some()))
            .collect::<Vec<_>>(),
        [(1, true), (0, false)]
    );
    assert_eq!(
        (default[1].depths.len(), default[1].between.clone()),
        (6, Between::Auto)
    );
}

#[test]
fn claims_of_drafts_are_read_against_a_program() {
    let program = read(
        "let phi = root of x^2 - x - 1 in [1, 2]\nmap golden = tent(phi)\nmap later = tent(3)\n",
    )
    .program;
    let claim = |text: &str| resolve_claim(&program, &Source::new("draft.tex", text));
    assert!(
        matches!(claim("growth(golden)").expect("fine").body, ClaimBody::Chain { rest, .. } if rest.is_empty())
    );
    assert!(
        matches!(claim("growth(golden) > phi - 1").expect("fine").body, ClaimBody::Chain { rest, .. } if rest.len() == 1)
    );
    assert!(matches!(
        claim("not period(golden, 5)").expect("fine").body,
        ClaimBody::Predicate { not: true, .. }
    ));
    for (text, code) in [
        ("growth(gold)", "OX0201"),
        ("growth(", "OX0109"),
        ("", "OX0108"),
        ("growth(later)", "OX0201"),
        ("laps(golden, 1) map", "OX0108"),
    ] {
        assert_eq!(claim(text).expect_err("wrong")[0].code, code, "{text}");
    }
}

/// A small generator, the same numbers every time.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n.max(1)
    }
}

/// One random change of a text: bytes or whole tokens dropped, doubled, swapped, replaced.
fn mutate(random: &mut Random, bytes: &mut Vec<u8>) {
    const SNIPPETS: [&str; 24] = [
        "(",
        ")",
        "{",
        "}",
        "[",
        "]",
        "\"",
        "#",
        "->",
        "..",
        ":",
        ",",
        "-",
        "^",
        "/0",
        " map ",
        " claim ",
        " let x = ",
        " not ",
        "\u{3c6}",
        "99999999999999",
        "\n",
        " root of x in ",
        ".5",
    ];
    let at = random.below(bytes.len());
    let word = |bytes: &[u8], at: usize| {
        let end = bytes[at..]
            .iter()
            .position(|b| b.is_ascii_whitespace())
            .map_or(bytes.len(), |i| at + i);
        at..end.max((at + 1).min(bytes.len()))
    };
    match random.below(7) {
        0 => {
            bytes.insert(at, random.below(256) as u8);
        }
        1 if !bytes.is_empty() => {
            bytes.remove(at);
        }
        2 => {
            let snippet = SNIPPETS[random.below(SNIPPETS.len())];
            bytes.splice(at..at, snippet.bytes());
        }
        3 if !bytes.is_empty() => {
            let range = word(bytes, at);
            bytes.drain(range);
        }
        4 if !bytes.is_empty() => {
            let copy = bytes[word(bytes, at)].to_vec();
            let to = random.below(bytes.len());
            bytes.splice(to..to, copy);
        }
        5 => bytes.truncate(at),
        _ if !bytes.is_empty() => {
            let other = random.below(bytes.len());
            bytes.swap(at, other);
        }
        _ => {}
    }
}

#[test]
fn no_change_of_a_file_makes_the_reader_fail() {
    let mut seeds: Vec<Vec<u8>> = corpus("tests/accept", 8)
        .iter()
        .map(|p| std::fs::read(p).expect("readable"))
        .collect();
    seeds.push(page_file().into_bytes());
    let limits = Limits {
        max_vertices: 200,
        max_iterate: 100,
    };
    let mut random = Random(20_260_101);
    let start = Instant::now();
    for round in 0..4_000 {
        let mut bytes = seeds[random.below(seeds.len())].clone();
        for _ in 0..=random.below(4) {
            mutate(&mut random, &mut bytes);
        }
        let loaded = load("fuzz.map", &bytes, &NoFiles, &limits);
        if round % 4 == 0 {
            for diagnostic in &loaded.diagnostics {
                assert!(render(diagnostic, round % 8 == 0).contains(diagnostic.code));
            }
        }
        if let Ok(text) = std::str::from_utf8(&bytes)
            && let Some(once) = format(&Source::new("fuzz.map", text))
        {
            let again = format(&Source::new("fuzz.map", once.as_str()));
            assert_eq!(again.as_ref(), Some(&once), "layout is not stable:\n{text}");
            let (before, after) = (
                parse(&Source::new("f", text)),
                parse(&Source::new("f", once)),
            );
            assert_eq!(
                before.0.statements, after.0.statements,
                "layout changed the meaning:\n{text}"
            );
        }
    }
    assert!(
        start.elapsed() < Duration::from_secs(60),
        "{:?}",
        start.elapsed()
    );
}
