//! Reports as web pages: well-formed, self-contained, accessible, the same statements as in LaTeX; looked at by Chromium.

#![allow(clippy::unwrap_used, clippy::print_stderr)] // helpers of tests are tests

use orbitex::certificate::Certificate;
use orbitex::report::{Detail, Form, LatexOptions, Pictures, Templates, html, latex};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn samples() -> Vec<(String, Certificate)> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/report");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(dir)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.to_string_lossy().ends_with(".cert.json"))
        .collect();
    paths.sort();
    assert!(paths.len() >= 9, "the samples were not found");
    let read = |p: PathBuf| {
        let name = p.file_name().unwrap().to_str().unwrap();
        let name = name.replace(".cert.json", "");
        let json = std::fs::read_to_string(&p).unwrap();
        (name, Certificate::from_json(&json).unwrap())
    };
    paths.into_iter().map(read).collect()
}

fn options(name: &str, detail: Detail) -> LatexOptions {
    LatexOptions {
        form: Form::Standalone,
        detail,
        pictures: Pictures::All,
        certificate_name: format!("{name}.cert.json"),
        sha256: "0123456789abcdef".repeat(4),
        command: format!("orbitex verify {name}.cert.json"),
    }
}

fn page(name: &str, cert: &Certificate, detail: Detail) -> String {
    html(cert, &options(name, detail), &Templates::embedded(), &[])
        .unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// The tags of a page in order, as `name`, `attributes`; a closing tag is `/name`.
fn tags(page: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for part in page.split('<').skip(1) {
        let (inside, _) = part.split_once('>').expect("a tag that closes");
        let inside = inside.trim_end_matches('/');
        let (name, attributes) = inside.split_once([' ', '\n']).unwrap_or((inside, ""));
        out.push((name.to_string(), attributes.to_string()));
    }
    out
}

fn attribute<'a>(attributes: &'a str, key: &str) -> Option<&'a str> {
    let rest = attributes.split(&format!("{key}=\"")).nth(1)?;
    rest.split('"').next()
}

/// Elements that are never closed.
const VOID: &[&str] = &[
    "!doctype",
    "meta",
    "br",
    "wbr",
    "path",
    "rect",
    "circle",
    "mspace",
    "mprescripts",
];

#[test]
fn pages_are_well_formed_self_contained_and_accessible() {
    for (name, cert) in samples() {
        for detail in [Detail::Full, Detail::Short] {
            let page = page(&name, &cert, detail);
            let tags = tags(&page);
            let mut open = Vec::new();
            let mut ids = BTreeSet::new();
            let mut level = 0;
            for (tag, attributes) in &tags {
                if let Some(closed) = tag.strip_prefix('/') {
                    assert_eq!(open.pop().as_deref(), Some(closed), "{name}");
                } else if !VOID.contains(&tag.as_str()) {
                    open.push(tag.clone());
                }
                if let Some(id) = attribute(attributes, " id").or(attributes
                    .strip_prefix("id=\"")
                    .and_then(|r| r.split('"').next()))
                {
                    assert!(ids.insert(id.to_string()), "{name}: {id} twice");
                }
                if let [b'h', digit @ b'1'..=b'6'] = tag.as_bytes() {
                    let now = digit - b'0';
                    assert!(now <= level + 1, "{name}: a heading was skipped");
                    level = now;
                }
                if tag == "svg" {
                    assert_eq!(attribute(attributes, "role"), Some("img"));
                    let words = attribute(attributes, "aria-label").unwrap();
                    assert!(
                        words.len() > 12 && !words.contains('$') && !words.contains('\\'),
                        "{words}"
                    );
                }
                if tag == "th" {
                    assert!(attribute(attributes, "scope").is_some(), "{name}");
                }
                assert!(
                    !["script", "link", "img", "iframe", "merror"].contains(&tag.as_str()),
                    "{name}: {tag}"
                );
                for outside in ["src", "srcset", "onload", "onclick", "data"] {
                    assert_eq!(
                        attribute(attributes, &format!(" {outside}")),
                        None,
                        "{name}"
                    );
                }
            }
            assert!(open.is_empty(), "{name}: {open:?}");
            for (_, attributes) in &tags {
                if let Some(to) = attribute(attributes, "href") {
                    let to = to.strip_prefix('#').expect("links lead into the page");
                    assert!(ids.contains(to), "{name}: nothing is called {to}");
                }
            }
            assert_eq!(page.matches("<h1").count(), 1);
            assert!(
                page.contains("<html lang=\"en\">")
                    && !page.contains("@import")
                    && !page.contains("url(")
            );
            let body = page.split("</style>").nth(1).unwrap();
            // One sample has a title of special characters, which must survive.
            let special = |t: &String| t.contains(['\\', '$']);
            if !cert.title.iter().chain(&cert.author).any(special) {
                assert!(!body.contains(['\\', '$']), "{name}: LaTeX is left");
            }
            assert!(!body.contains("orbcite"), "{name}");
            assert_eq!(
                page,
                self::page(&name, &cert, detail),
                "{name}: not the same bytes"
            );
        }
    }
}

/// The digits of a text, everything else dropped.
fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

#[test]
fn every_formula_of_the_latex_report_is_in_the_page() {
    // The decimals and integers of the certificate's widths and growth, as the LaTeX report prints them.
    for (name, cert) in samples() {
        let page = page(&name, &cert, Detail::Full);
        let body = page.split("</style>").nth(1).unwrap();
        let text: String = body
            .split('<')
            .map(|p| p.split_once('>').map_or("", |(_, t)| t))
            .collect();
        let text = digits(&text);
        let tex = latex(&cert, &options(&name, Detail::Full)).unwrap();
        let mut seen = 0;
        for row in cert
            .maps
            .iter()
            .flat_map(|m| &m.certify)
            .flat_map(|b| &b.sup)
        {
            let line: String = std::iter::once(row.crossings.0.to_string())
                .chain(row.widths.iter().map(|c| c.width.0.to_string()))
                .collect();
            // Integers that are cut in print are cut in both.
            if line.len() < 60 && digits(&tex).contains(&line) {
                assert!(text.contains(&line), "{name}: {line}");
                seen += 1;
            }
        }
        assert!(
            seen > 0 || cert.maps.iter().all(|m| m.certify.is_empty()),
            "{name}"
        );
        let statements = |text: &str, marks: &[&str]| -> usize {
            marks.iter().map(|m| text.matches(m).count()).sum()
        };
        assert_eq!(
            statements(
                &tex,
                &[
                    "\\begin{orbtheorem}",
                    "\\begin{orblemma}",
                    "\\begin{orbproposition}"
                ]
            ),
            statements(&page, &["class=\"statement\""]),
            "{name}"
        );
        assert_eq!(
            statements(&tex, &["\\begin{proof}"]),
            statements(&page, &["<details class=\"proof\""]),
            "{name}"
        );
    }
}

#[test]
fn the_page_of_the_golden_tent() {
    let (name, cert) = samples().into_iter().find(|s| s.0 == "golden").unwrap();
    let page = page(&name, &cert, Detail::Full);
    let (head, rest) = page.split_once("<style>").unwrap();
    let (_, body) = rest.split_once("</style>").unwrap();
    insta::assert_snapshot!("html_golden", format!("{head}<style>...</style>{body}"));
}

#[test]
fn a_page_prints_titles_that_latex_must_escape() {
    let (name, mut cert) = samples().swap_remove(0);
    cert.title = Some("<b>50% & \"more\"</b> of $x_1$ \\ ~ é".to_string());
    let page = page(&name, &cert, Detail::Full);
    assert!(page.contains("&lt;b&gt;50% &amp; &quot;more&quot;&lt;/b&gt; of $x_1$ \\ ~ é"));
}

#[test]
fn own_templates_change_the_page() {
    let (name, cert) = samples().swap_remove(0);
    let own = [(
        "html/proof.html".to_string(),
        "<section class=\"mine\">\n<< body | safe >>\n</section>".to_string(),
    )];
    let templates = Templates::with(own.into()).unwrap();
    let page = html(&cert, &options(&name, Detail::Full), &templates, &[]).unwrap();
    assert!(page.contains("class=\"mine\"") && !page.contains("<details class=\"proof\""));
}

fn chromium() -> Option<&'static str> {
    let found = ["chromium", "chromium-browser", "google-chrome"]
        .into_iter()
        .find(|name| {
            let mut version = Command::new(name);
            version
                .arg("--version")
                .stdout(Stdio::null())
                .stderr(Stdio::null());
            version.status().is_ok_and(|s| s.success())
        });
    if found.is_none() {
        assert!(
            std::env::var_os("ORBITEX_REQUIRE_CHROMIUM").is_none(),
            "chromium is required and was not found"
        );
        eprintln!("SKIPPED: pages in a browser (no chromium)");
    }
    found
}

/// Runs the browser on a page; its standard output.
fn browse(browser: &str, folder: &Path, arguments: &[&str], page: &Path) -> String {
    let output = Command::new(browser)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
        ])
        .args([
            "--allow-file-access-from-files",
            "--virtual-time-budget=2000",
        ])
        .arg(format!(
            "--user-data-dir={}",
            folder.join("profile").display()
        ))
        .args(arguments)
        .arg(format!("file://{}", page.display()))
        .stderr(Stdio::null())
        .output()
        .unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Maps whose long polynomials and isolating intervals once ran out of a phone's screen.
const LONG: [&str; 3] = [
    "map m = pattern [7, 18, 24, 11, 25, 4, 19, 3, 17, 9, 10, 27, 12, 13, 26, 8, 14, 21, 29, 16, 15, 20, 5, 23, 28, 2, 1, 22, 6]\ncertify m {\n iterates 17, 38\n depths 1..2\n between auto\n}",
    "map m = stefan(13)\nmap a_b = increasing(4)\nmap c = tent(1)\nmap d = skew_tent(2/7)\ncertify m {\n iterates 39, 58\n depths 1..7\n between auto\n}",
    "map m = cycle 8 -> 1 -> 4 -> 2 -> 5 -> 7 -> 9 -> 6 -> 3\nmap n = sawtooth(5)\ncertify m {\n iterates 3, 38\n depths 1..8\n between auto\n}",
];

/// The pages of these maps, by the program itself.
fn long_pages(folder: &Path) -> Vec<(String, String)> {
    let page = |(i, program): (usize, &&str)| {
        let name = format!("long{i}");
        let file = folder.join(format!("{name}.map"));
        std::fs::write(&file, program).unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_orbitex"))
            .args(["compile", "-q", "--format", "html", "--pictures", "all"])
            .arg(&file)
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        let page = std::fs::read_to_string(file.with_extension("html")).unwrap();
        (name, page)
    };
    LONG.iter().enumerate().map(page).collect()
}

/// The pages of the gallery.
fn gallery(folder: &Path) -> Vec<(String, String)> {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/gallery");
    let files = std::fs::read_dir(&sources).unwrap();
    let files = files.map(|e| e.unwrap().path());
    // A map beside a paper of the same name is a table for that paper.
    let alone = |p: &PathBuf| {
        p.extension().is_some_and(|e| e == "map") && !p.with_extension("tex").exists()
    };
    let mut files: Vec<PathBuf> = files.filter(alone).collect();
    files.sort();
    assert!(files.len() >= 7, "the gallery is gone");
    let output = Command::new(env!("CARGO_BIN_EXE_orbitex"))
        .args([
            "compile",
            "-q",
            "--format",
            "html",
            "--pictures",
            "all",
            "-o",
        ])
        .arg(folder)
        .args(&files)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let page = |file: &PathBuf| {
        let name = file.file_stem().unwrap().to_str().unwrap();
        let page = std::fs::read_to_string(folder.join(format!("{name}.html"))).unwrap();
        (format!("gallery-{name}"), page)
    };
    files.iter().map(page).collect()
}

/// The widths at which a page is looked at: a phone, a tablet, a desk.
const WIDTHS: [u32; 3] = [360, 800, 1400];

/// Puts the page into frames of each width (a window cannot be as narrow as a phone) and measures there.
const PROBE: &str = "<script>
addEventListener('load', () => {
  const found = [];
  for (const frame of document.querySelectorAll('iframe')) {
    const page = frame.contentDocument, root = page.documentElement;
    const wide = [...page.querySelectorAll('main *')].filter(e => {
      if (e.closest('.scroll, .display, svg')) return false;
      const box = e.getBoundingClientRect();
      return box.width > 0 && (box.right > root.clientWidth + 1 || box.left < -1);
    });
    found.push([frame.width, root.scrollWidth - root.clientWidth, page.querySelectorAll('merror').length,
      page.querySelectorAll('math').length, page.querySelectorAll('svg').length,
      performance.getEntriesByType('resource').filter(r => !r.name.startsWith('file:')).length,
      wide.slice(0, 3).map(e => e.tagName + ':' + e.textContent.slice(0, 40)).join(' | ')].join(';'));
  }
  document.body.innerHTML = '<pre id=\"found\"></pre>';
  document.getElementById('found').textContent = found.join('\\n');
});
</script>";

#[test]
fn chromium_shows_pages_without_errors_and_without_sideways_scrolling() {
    let Some(browser) = chromium() else { return };
    let folder = tempfile::tempdir().unwrap();
    let mut pages: Vec<(String, String)> = samples()
        .into_iter()
        .map(|(name, cert)| (name.clone(), page(&name, &cert, Detail::Full)))
        .collect();
    pages.extend(long_pages(folder.path()));
    pages.extend(gallery(folder.path()));
    for (name, page) in &pages {
        let file = folder.path().join(format!("{name}.html"));
        std::fs::write(&file, page).unwrap();
        let frames: String = WIDTHS
            .iter()
            .map(|w| {
                format!("<iframe src=\"{name}.html\" width=\"{w}\" height=\"900\"></iframe>\n")
            })
            .collect();
        let probe = folder.path().join(format!("{name}-probe.html"));
        std::fs::write(
            &probe,
            format!("<!doctype html><body>\n{frames}{PROBE}</body>"),
        )
        .unwrap();
        let dom = browse(browser, folder.path(), &["--dump-dom"], &probe);
        let found = dom
            .split("<pre id=\"found\">")
            .nth(1)
            .and_then(|t| t.split("</pre>").next());
        let found = found.unwrap_or_else(|| panic!("{name}: the browser says nothing: {dom}"));
        assert_eq!(found.lines().count(), WIDTHS.len(), "{name}: {found}");
        for line in found.lines() {
            let parts: Vec<&str> = line.splitn(7, ';').collect();
            let number = |i: usize| parts[i].parse::<i64>().unwrap();
            assert!(
                number(1) <= 0,
                "{name} scrolls sideways at {} px: {line}",
                parts[0]
            );
            assert_eq!(number(2), 0, "{name}: a formula failed");
            assert!(number(3) > 20 && number(4) >= 1, "{name}: {line}");
            assert_eq!(number(5), 0, "{name}: something was fetched");
            assert_eq!(
                parts[6], "",
                "{name}: something is cut off at {} px",
                parts[0]
            );
        }
    }
    assert!(pages.len() >= 19);
}
