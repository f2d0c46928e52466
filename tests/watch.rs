//! `compile --watch --format html`: compiles again on save, serves the page with what went wrong, ends on an interrupt.

#![allow(clippy::unwrap_used)] // helpers of tests are tests

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const MAP: &str = "let s = 2\nmap full = tent(s)\ncertify full { iterates 5\n depths 1..2 }\n";

/// Ends the program that it holds, whatever happens to the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn get(address: &str, path: &str, host: Option<&str>) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    let host = host.unwrap_or(address);
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n").unwrap();
    let mut out = String::new();
    stream.read_to_string(&mut out).unwrap();
    out
}

/// Asks until the page is as wanted.
fn wait_for(address: &str, what: &str, wanted: impl Fn(&str) -> bool) -> String {
    let start = Instant::now();
    loop {
        let page = get(address, "/", None);
        if wanted(&page) {
            return page;
        }
        assert!(
            start.elapsed() < Duration::from_secs(60),
            "{what} never came: {page}"
        );
        std::thread::sleep(Duration::from_millis(100));
    }
}

fn start(folder: &Path) -> (Running, String, BufReader<std::process::ChildStdout>) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_orbitex"))
        .args(["compile", "--watch", "--format", "html", "tent.map"])
        .current_dir(folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap());
    let running = Running(child);
    let mut line = String::new();
    while !line.contains("http://") {
        line.clear();
        assert!(
            lines.read_line(&mut line).unwrap() > 0,
            "no address was printed"
        );
    }
    let address = line.split("http://").nth(1).unwrap();
    let address = address.split('/').next().unwrap().to_string();
    assert!(address.starts_with("127.0.0.1:"));
    (running, address, lines)
}

#[test]
fn saving_compiles_again_and_mistakes_are_shown() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("tent.map");
    std::fs::write(&file, MAP).unwrap();
    let (mut running, address, mut lines) = start(folder.path());

    let first = wait_for(&address, "the first page", |p| p.contains("<h1"));
    assert!(first.contains("EventSource") && !first.contains("role=\"alert\""));
    let on_disk = || std::fs::read_to_string(folder.path().join("tent.html")).unwrap();
    assert!(!on_disk().contains("<script") && on_disk().contains("Content-Security-Policy"));

    // An event stream names the version, and the next one after a change.
    let mut events = TcpStream::connect(&address).unwrap();
    events
        .set_read_timeout(Some(Duration::from_secs(60)))
        .unwrap();
    write!(events, "GET /events HTTP/1.1\r\nHost: {address}\r\n\r\n").unwrap();
    let mut events = BufReader::new(events).lines();
    let mut version = || loop {
        let line = events.next().unwrap().unwrap();
        if let Some(version) = line.strip_prefix("data: ") {
            return version.to_string();
        }
    };
    let before = version();

    std::fs::write(
        &file,
        MAP.replace("map full", "title \"Changed by hand\"\nmap full"),
    )
    .unwrap();
    wait_for(&address, "the changed title", |p| {
        p.contains("Changed by hand")
    });
    assert_ne!(version(), before);

    // A mistake: the old page stays, with the message above it.
    std::fs::write(&file, MAP.replace("tent(s)", "tent(q)")).unwrap();
    let wrong = wait_for(&address, "the message", |p| p.contains("role=\"alert\""));
    assert!(
        wrong.contains("OX0") && wrong.contains("tent.map:2") && wrong.contains("Changed by hand")
    );
    assert!(!on_disk().contains("role=\"alert\""));

    std::fs::write(&file, MAP).unwrap();
    wait_for(&address, "the mended page", |p| {
        !p.contains("role=\"alert\"") && !p.contains("Changed by hand")
    });

    // Only this machine's own names are answered, and only pages that exist.
    assert!(get(&address, "/", Some("evil.example")).starts_with("HTTP/1.1 403"));
    assert!(get(&address, "/tent.html", None).starts_with("HTTP/1.1 200"));
    assert!(get(&address, "/../tent.map", None).starts_with("HTTP/1.1 404"));

    let id = running.0.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-INT", &id])
            .status()
            .unwrap()
            .success()
    );
    let start = Instant::now();
    let status = loop {
        if let Some(status) = running.0.try_wait().unwrap() {
            break status;
        }
        assert!(start.elapsed() < Duration::from_secs(20), "it does not end");
        std::thread::sleep(Duration::from_millis(50));
    };
    assert_eq!(status.code(), Some(0));
    let mut rest = String::new();
    lines.read_to_string(&mut rest).unwrap();
    assert!(rest.trim_end().ends_with("stopped"));
    let left: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|e| e.unwrap().file_name().to_string_lossy().to_string())
        .filter(|n| n.starts_with('.'))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn templates_are_exported_changed_and_their_faults_shown() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("tent.map"), MAP).unwrap();
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_orbitex"))
            .args(arguments)
            .current_dir(folder.path())
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.code().unwrap(), text)
    };
    assert_eq!(run(&["templates", "--export", "mine"]).0, 0);
    assert_eq!(
        run(&["templates", "--export", "mine"]).0,
        4,
        "nothing is overwritten"
    );
    let compile = [
        "compile",
        "--format",
        "html",
        "--templates",
        "mine",
        "tent.map",
    ];
    let page = || std::fs::read_to_string(folder.path().join("tent.html")).unwrap();
    assert_eq!(run(&compile), (0, String::new()));
    let original = page();
    assert_eq!(run(&["compile", "--format", "html", "tent.map"]).0, 0);
    assert_eq!(page(), original, "exported templates are the embedded ones");

    let style = folder.path().join("mine/html/style.css");
    let text = std::fs::read_to_string(&style).unwrap();
    std::fs::write(&style, text.replace("--measure: 42rem", "--measure: 50rem")).unwrap();
    assert_eq!(run(&compile).0, 0);
    assert!(page().contains("--measure: 50rem"));

    // A fault is shown in the user's file, with its line; nothing is written over.
    let growth = folder.path().join("mine/latex/growth.tex");
    let text = std::fs::read_to_string(&growth).unwrap();
    std::fs::write(&growth, format!("<< no_such_name >>\n{text}")).unwrap();
    let (status, message) = run(&compile);
    assert_eq!(status, 2);
    assert!(
        message.contains("OX0873") && message.contains("mine/latex/growth.tex:1:4"),
        "{message}"
    );
    std::fs::write(&growth, format!("{text}\n<% if %>")).unwrap();
    let (status, message) = run(&compile);
    let line = text.lines().count() + 1;
    assert_eq!(status, 2);
    assert!(
        message.contains(&format!("growth.tex:{line}:"))
            || message.contains(&format!("growth.tex:{}:", line + 1)),
        "{message}"
    );
    std::fs::write(&growth, format!("\\footnote{{x}}\n{text}")).unwrap();
    let (status, message) = run(&compile);
    assert_eq!(status, 2);
    assert!(
        message.contains("OX0874") && message.contains("\\footnote"),
        "{message}"
    );
    std::fs::rename(&growth, folder.path().join("mine/latex/grwth.tex")).unwrap();
    assert!(run(&compile).1.contains("grwth.tex"));
    assert_eq!(
        run(&["compile", "--format", "html", "--pdf", "tent.map"]).0,
        2
    );
    assert_eq!(run(&["analyze", "--format", "html", "tent.map"]).0, 2);
}
