//! `orbitex verify --map` and `--tex`: certificates of other maps, other requests, and reports with changed numbers.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)] // helpers of tests are tests

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const FILE: &str = "
title \"Pairs\"
let phi = root of x^2 - x - 1 in [1, 2]
map golden = tent(phi)
orbit five { 1 -> 3 -> 4 -> 2 -> 5 -> 1 } lipschitz 3
certify golden { iterates 5, 10 depths 1..3 }
certify golden { iterates 6 depths 2 tolerance 1/5 }
certify five { iterates 10 depths 1, 2 between [2, 3] }
";

fn orbitex(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_orbitex"))
        .args(args)
        .output()
        .unwrap()
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

struct Made {
    _folder: tempfile::TempDir,
    map: PathBuf,
    cert: PathBuf,
    tex: PathBuf,
}

fn made(flags: &[&str]) -> Made {
    compiled(FILE, flags)
}

fn compiled(source: &str, flags: &[&str]) -> Made {
    let folder = tempfile::tempdir().unwrap();
    let map = folder.path().join("pairs.map");
    std::fs::write(&map, source).unwrap();
    let mut args = vec!["compile", text(&map)];
    args.extend(flags);
    let out = orbitex(&args);
    assert!(out.status.success(), "{out:?}");
    let (cert, tex) = (map.with_extension("cert.json"), map.with_extension("tex"));
    Made {
        _folder: folder,
        map,
        cert,
        tex,
    }
}

/// Exit status and what was printed.
fn verify(made: &Made, flag: &str, file: &Path) -> (i32, String) {
    let out = orbitex(&["verify", text(&made.cert), flag, text(file)]);
    let printed = format!(
        "{}{}",
        String::from_utf8_lossy(&out.stdout),
        String::from_utf8_lossy(&out.stderr)
    );
    (out.status.code().unwrap(), printed)
}

#[test]
fn a_certificate_is_about_the_maps_of_its_file_and_no_others() {
    let made = made(&[]);
    let (status, printed) = verify(&made, "--map", &made.map);
    assert_eq!(status, 0, "{printed}");
    assert!(printed.contains("is about its 2 maps"), "{printed}");
    let cases = [
        ("map golden =", "map silver =", "OX0843", "maps[0].name"),
        ("certify golden {", "certify silver {", "", ""),
        ("tent(phi)", "tent(2)", "OX0844", "maps[0].vertices[1]"),
        (
            "tent(phi)",
            "conjugate(tent(phi), 1 - x)",
            "OX0844",
            "maps[0].vertices[0]",
        ),
        (
            "1 -> 3 -> 4 -> 2 -> 5 -> 1",
            "1 -> 2 -> 4 -> 3 -> 5 -> 1",
            "OX0844",
            "maps[1].vertices",
        ),
        (
            "lipschitz 3",
            "lipschitz 7/2",
            "OX0844",
            "maps[1].lipschitz",
        ),
        ("lipschitz 3", "", "OX0844", "maps[1].lipschitz"),
        (
            "orbit five { 1 -> 3 -> 4 -> 2 -> 5 -> 1 } lipschitz 3",
            "map five = cycle 1 -> 3 -> 4 -> 2 -> 5 -> 1",
            "OX0844",
            "maps[1].kind",
        ),
        (
            "iterates 5, 10",
            "iterates 5",
            "OX0845",
            "maps[0].certify[0].sup",
        ),
        (
            "iterates 5, 10",
            "iterates 5, 10, 11",
            "OX0845",
            "maps[0].certify[0].sup",
        ),
        ("depths 1..3", "depths 1..4", "OX0845", "certify[0].depths"),
        (
            "tolerance 1/5",
            "tolerance 1/4",
            "OX0845",
            "certify[1].between",
        ),
        (
            "between [2, 3]",
            "between [2, 4]",
            "OX0845",
            "certify[0].between",
        ),
        (
            "between [2, 3]",
            "between auto",
            "OX0845",
            "certify[0].between",
        ),
        (
            "certify golden { iterates 6 depths 2 tolerance 1/5 }",
            "",
            "OX0845",
            "maps[0].certify",
        ),
        (
            "title",
            "map more = tent(2)\ntitle",
            "OX0843",
            "maps[0].name",
        ),
        ("title", "title", "", ""),
    ];
    for (old, new, code, line) in cases {
        assert!(FILE.contains(old), "{old}");
        let other = made.map.with_file_name("other.map");
        let mut changed = FILE.replace(old, new);
        if old.starts_with("map golden") {
            changed = changed.replace("certify golden", "certify silver");
        }
        if old.starts_with("certify golden {") && code.is_empty() {
            continue;
        }
        std::fs::write(&other, changed).unwrap();
        let (status, printed) = verify(&made, "--map", &other);
        if code.is_empty() {
            assert_eq!(status, 0, "{old} -> {new}: {printed}");
            continue;
        }
        assert_eq!(status, 1, "{old} -> {new}: {printed}");
        assert!(
            printed.contains(code) && printed.contains(line),
            "{old} -> {new}: {printed}"
        );
    }
    // One more map at the end of the file.
    let other = made.map.with_file_name("other.map");
    std::fs::write(&other, format!("{FILE}\nmap last = tent(2)\n")).unwrap();
    let (status, printed) = verify(&made, "--map", &other);
    assert!(status == 1 && printed.contains("OX0843"), "{printed}");
}

#[test]
fn numbers_are_compared_as_real_numbers() {
    let made = made(&[]);
    // The same golden ratio from another polynomial's field.
    let other = made.map.with_file_name("other.map");
    let field = "let r = root of x^2 - 5 in [2, 3]\nlet phi = (1 + r)/2";
    let same = FILE.replace("let phi = root of x^2 - x - 1 in [1, 2]", field);
    std::fs::write(&other, same).unwrap();
    let (status, printed) = verify(&made, "--map", &other);
    assert_eq!(status, 0, "{printed}");
    // The other root, made positive, is another map.
    let field = "let r = root of x^2 - 5 in [2, 3]\nlet phi = (r - 1)/2";
    let conjugate = FILE.replace("let phi = root of x^2 - x - 1 in [1, 2]", field);
    std::fs::write(&other, conjugate).unwrap();
    let (status, printed) = verify(&made, "--map", &other);
    assert!(status == 1 && printed.contains("OX0844"), "{printed}");
}

#[test]
fn a_report_is_that_of_its_certificate() {
    let forms: [&[&str]; 4] = [
        &[],
        &["--detail", "short"],
        &["--fragment"],
        &["--fragment", "--detail", "full"],
    ];
    for flags in forms {
        let made = made(flags);
        let (status, printed) = verify(&made, "--tex", &made.tex);
        assert_eq!(status, 0, "{flags:?}: {printed}");
        let report = std::fs::read_to_string(&made.tex).unwrap();
        // Windows line ends are no difference.
        std::fs::write(&made.tex, report.replace('\n', "\r\n")).unwrap();
        assert_eq!(verify(&made, "--tex", &made.tex).0, 0);
        // Any digit that is changed shows, wherever it stands.
        let digits: Vec<usize> = report
            .bytes()
            .enumerate()
            .filter(|(_, b)| b.is_ascii_digit())
            .map(|(i, _)| i)
            .collect();
        for k in 0..5 {
            let at = digits[(2 * k + 1) * digits.len() / 10];
            let mut bytes = report.clone().into_bytes();
            bytes[at] = b'0' + (bytes[at] - b'0' + 1) % 10;
            std::fs::write(&made.tex, &bytes).unwrap();
            let (status, printed) = verify(&made, "--tex", &made.tex);
            let line = report[..at].matches('\n').count();
            // In the digest, which a full report prints whole, it is another certificate's.
            let digest = printed.contains("OX0847");
            let full = report.lines().nth(line).unwrap();
            assert!(
                status == 1 && (printed.contains("OX0846") || digest),
                "{flags:?}: {printed}"
            );
            assert!(
                printed.contains(&format!("line {} ", line + 1))
                    || digest
                        && full
                            .split(|c: char| !c.is_ascii_hexdigit())
                            .any(|w| w.len() >= 16),
                "{flags:?}: {printed}"
            );
        }
        // A report that ends early, and bytes that are not UTF-8.
        std::fs::write(&made.tex, &report[..report.len() / 2]).unwrap();
        assert_eq!(verify(&made, "--tex", &made.tex).0, 1);
        std::fs::write(&made.tex, [report.as_bytes(), b"\xff\n"].concat()).unwrap();
        assert_eq!(verify(&made, "--tex", &made.tex).0, 1);
        // The same certificate in other bytes is another file.
        std::fs::write(&made.tex, &report).unwrap();
        let cert: Value =
            serde_json::from_str(&std::fs::read_to_string(&made.cert).unwrap()).unwrap();
        std::fs::write(&made.cert, cert.to_string()).unwrap();
        let (status, printed) = verify(&made, "--tex", &made.tex);
        assert!(
            status == 1 && printed.contains("OX0847"),
            "{flags:?}: {printed}"
        );
    }
}

/// One report with every kind of statement, and a table.
const KINDS: &str = "
title \"Kinds 7\"
notation { map \"g_0\" growth \"\\lambda\" width \"m\" }
let phi = root of x^2 - x - 1 in [1, 2]
map golden = tent(phi)
map cubic = polynomial 4*x*(1 - x) on [0, 1]
orbit five { 1 -> 3 -> 4 -> 2 -> 5 -> 1 } lipschitz 3
assume any5 { period 5 gap 1/10 lipschitz 2 }
certify golden { iterates 5, 10 depths 1..3 norms sup, l1, classification units relu, maxout(4) }
certify golden { iterates 6 depths 2 tolerance 1/5 }
certify cubic { iterates 4 depths 1 }
certify five { iterates 6 depths 1, 2 }
certify any5 { iterates 10 depths 1, 2 }
table forced for p in [3, 5] {
    map     stefan(p)
    columns p, growth : 12, loop_bound : 6
}
";

/// Every digit of a report is compared, except those of the tables, which the certificate does not hold.
#[test]
fn a_changed_digit_is_refused_wherever_it_stands() {
    let made = compiled(KINDS, &[]);
    let (status, printed) = verify(&made, "--tex", &made.tex);
    assert!(
        status == 0 && printed.contains("tables are not part"),
        "{printed}"
    );
    let report = std::fs::read_to_string(&made.tex).unwrap();
    let begin = report.find("% Tables: computed").unwrap();
    let end = report.rfind("% End of the tables.").unwrap();
    let digits = report
        .bytes()
        .enumerate()
        .filter(|(_, b)| b.is_ascii_digit());
    let digits: Vec<usize> = digits.map(|(i, _)| i).collect();
    let mut state = 20_261_128_u64;
    let mut below = |n: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) as usize) % n
    };
    let mut tables = 0;
    for _ in 0..30 {
        let at = digits[below(digits.len())];
        let mut bytes = report.clone().into_bytes();
        bytes[at] = b'0' + (bytes[at] - b'0' + 1 + below(9) as u8) % 10;
        std::fs::write(&made.tex, &bytes).unwrap();
        let (status, printed) = verify(&made, "--tex", &made.tex);
        let free = (begin..end).contains(&at);
        tables += usize::from(free);
        assert_eq!(status, i32::from(!free), "byte {at}: {printed}");
    }
    assert!(tables < 10, "the report is hardly looked at");
}

#[test]
fn what_cannot_be_compared_is_said() {
    let made = made(&[]);
    // Several certificates, or standard input twice.
    let (cert, map) = (text(&made.cert), text(&made.map));
    let out = orbitex(&["verify", cert, cert, "--map", map]);
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&out.stderr).contains("OX0848"));
    assert_eq!(
        orbitex(&["verify", "-", "--map", "-"]).status.code(),
        Some(2)
    );
    // Files that cannot be read or resolved.
    assert_eq!(verify(&made, "--map", Path::new("none.map")).0, 4);
    let wrong = made.map.with_file_name("wrong.map");
    std::fs::write(&wrong, "map a = tent(3)\n").unwrap();
    assert_eq!(verify(&made, "--map", &wrong).0, 2);
    // An invalid certificate is not compared, and JSON says so.
    let forged = std::fs::read_to_string(&made.cert).unwrap();
    let forged = forged.replacen("\"constant_slope\": true", "\"constant_slope\": false", 1);
    std::fs::write(&made.cert, forged).unwrap();
    let (status, printed) = verify(&made, "--map", &made.map);
    assert!(status == 1 && printed.contains("not compared"), "{printed}");
    let out = orbitex(&["verify", cert, "--map", map, "--format", "json"]);
    let object: Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(object["certificates"][0]["verdict"], "invalid");
    assert!(object["certificates"][0]["map"]["agrees"].is_null());
    // Bytes that are not UTF-8.
    std::fs::write(&made.cert, b"{\"schema\": \"\xff\"}").unwrap();
    let (status, printed) = verify(&made, "--map", &made.map);
    assert!(
        status == 1 && printed.contains("byte 12 is not UTF-8; a certificate is a JSON text"),
        "{printed}"
    );
}
