//! Running LaTeX in tests: the faults that its log names, on two threads.

#![allow(clippy::unwrap_used, clippy::print_stderr)] // helpers of tests are tests

use std::path::Path;
use std::process::{Command, Stdio};

/// The widest overfull box that passes, in points.
const OVERFULL: f64 = 5.0;

/// Runs LaTeX until the references settle; the faults found in the log.
pub fn faults(dir: &Path, (program, job): &(&str, String)) -> Vec<String> {
    let mut log = String::new();
    for _ in 0..4 {
        let mut run = Command::new(program);
        // No PDF is needed to read the log.
        run.args([
            if *program == "xelatex" {
                "-no-pdf"
            } else {
                "-draftmode"
            },
            "-interaction=nonstopmode",
            "-halt-on-error",
            &format!("{job}.tex"),
        ])
        .current_dir(dir)
        .stdin(Stdio::null())
        .stdout(Stdio::null());
        let status = run.status();
        log = String::from_utf8_lossy(
            &std::fs::read(dir.join(format!("{job}.log"))).unwrap_or_default(),
        )
        .into_owned();
        if !status.is_ok_and(|s| s.success()) {
            let errors = log.lines().filter(|l| l.starts_with('!'));
            return errors
                .map(|l| format!("{job}: {l}"))
                .chain([format!("{job}: {program} failed")])
                .collect();
        }
        if !log.contains("Rerun to get")
            && !log.contains("undefined references")
            && !log.contains("Table widths have changed")
        {
            break;
        }
    }
    let overfull = |l: &&str| {
        let size = l
            .strip_prefix("Overfull \\hbox (")
            .and_then(|r| r.split("pt").next());
        size.is_some_and(|s| s.parse::<f64>().is_ok_and(|s| s > OVERFULL))
    };
    let bad = |l: &&str| {
        overfull(l)
            || l.contains("undefined")
            || l.contains("multiply defined")
            || l.contains("Missing character")
    };
    log.lines()
        .filter(bad)
        .map(|l| format!("{job}: {l}"))
        .collect()
}

/// Is a program there? Without it a test is skipped, loudly, or fails where LaTeX is required.
pub fn present(program: &str, package: &str) -> bool {
    let found = Command::new(program)
        .arg("--version")
        .stdout(Stdio::null())
        .status()
        .is_ok();
    if !found {
        let required = std::env::var_os("ORBITEX_REQUIRE_LATEX").is_some();
        assert!(!required || program != "pdflatex", "{program} is missing");
        eprintln!("SKIPPED: LaTeX tests with {program}, which is missing (Debian: {package})");
    }
    found
}

/// Runs all jobs on two threads and fails with all faults.
pub fn assert_no_faults(dir: &Path, jobs: &[(&str, String)]) {
    let next = std::sync::atomic::AtomicUsize::new(0);
    let work = || {
        let mut found = Vec::new();
        loop {
            let at = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            let Some(job) = jobs.get(at) else {
                return found;
            };
            found.extend(faults(dir, job));
        }
    };
    let found = std::thread::scope(|s| {
        let other = s.spawn(work);
        let mut found = work();
        found.extend(other.join().unwrap());
        found
    });
    assert!(found.is_empty(), "{}", found.join("\n"));
}
