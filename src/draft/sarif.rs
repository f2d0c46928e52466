//! Findings in SARIF 2.1.0, the Static Analysis Results Interchange Format (OASIS, 2020).

use crate::source::codes;
use crate::source::{Diagnostic, Place, Severity};
use serde::Serialize;

/// The address of the schema.
pub const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

#[derive(Debug, Serialize)]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: Vec<Run>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<Outcome>,
}

#[derive(Debug, Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    version: &'static str,
    rules: Vec<Rule>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    short_description: Message,
    full_description: Message,
}

#[derive(Debug, Serialize)]
struct Message {
    text: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Fix>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: Physical,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Clone, Debug, Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Fix {
    description: Message,
    artifact_changes: Vec<Change>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Change {
    artifact_location: Artifact,
    replacements: Vec<Replacement>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    inserted_content: Message,
}

/// The diagnostics as a SARIF log.
pub fn sarif(diagnostics: &[&Diagnostic]) -> String {
    let mut ids: Vec<&'static str> = diagnostics.iter().map(|d| d.code).collect();
    ids.sort_unstable();
    ids.dedup();
    let rules = ids.iter().map(|id| {
        let entry = codes::all().find(|e| e.code == *id);
        Rule {
            id,
            short_description: message(entry.map_or(id, |e| e.title)),
            full_description: message(entry.map_or(id, |e| e.text)),
        }
    });
    let results = diagnostics.iter().map(|d| Outcome {
        rule_id: d.code,
        rule_index: ids.binary_search(&d.code).unwrap_or(0),
        level: level(d.severity),
        message: message(&words(d)),
        locations: d.place().into_iter().map(location).collect(),
        fixes: fixes(d),
    });
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: vec![Run {
            tool: Tool {
                driver: Driver {
                    name: "orbitex",
                    version: env!("CARGO_PKG_VERSION"),
                    rules: rules.collect(),
                },
            },
            column_kind: "unicodeCodePoints",
            results: results.collect(),
        }],
    };
    serde_json::to_string_pretty(&log).expect("plain data")
}

/// The whole text of a diagnostic on one line.
pub fn words(d: &Diagnostic) -> String {
    let label = d
        .labels
        .iter()
        .filter(|l| l.primary && !l.text.is_empty())
        .map(|l| &l.text);
    let parts: Vec<&str> = std::iter::once(&d.message)
        .chain(label)
        .chain(&d.notes)
        .chain(&d.help)
        .map(String::as_str)
        .collect();
    parts.join("; ")
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

fn message(text: &str) -> Message {
    Message {
        text: text.to_string(),
    }
}

fn location(place: &Place) -> Location {
    Location {
        physical_location: Physical {
            artifact_location: artifact(place),
            region: region(place),
        },
    }
}

/// The file as a relative reference: separators are `/`, characters outside of RFC 3986 percent-encoded.
fn artifact(place: &Place) -> Artifact {
    let mut uri = String::new();
    for b in place.source.name.replace('\\', "/").bytes() {
        match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => {
                uri.push(char::from(b))
            }
            b => uri.push_str(&format!("%{b:02X}")),
        }
    }
    Artifact { uri }
}

fn region(place: &Place) -> Region {
    let (start_line, start_column) = place.line_column();
    let (end_line, end_column) = place.source.line_column(place.span.end);
    Region {
        start_line,
        start_column,
        end_line,
        end_column,
    }
}

fn fixes(d: &Diagnostic) -> Vec<Fix> {
    let fix = d.suggestion.as_ref().map(|s| Fix {
        description: message(&format!("write {}", s.replacement)),
        artifact_changes: vec![Change {
            artifact_location: artifact(&s.place),
            replacements: vec![Replacement {
                deleted_region: region(&s.place),
                inserted_content: message(&s.replacement),
            }],
        }],
    });
    fix.into_iter().collect()
}

/// The diagnostic as an annotation of a GitHub workflow.
pub fn annotation(d: &Diagnostic) -> String {
    let kind = match d.severity {
        Severity::Note => "notice",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    let property = |text: &str| escaped(text).replace(':', "%3A").replace(',', "%2C");
    let place = d.place().map_or_else(String::new, |p| {
        let (line, column) = p.line_column();
        let (end_line, end_column) = p.source.line_column(p.span.end);
        let end = if end_line == line && end_column > column {
            format!(",endColumn={}", end_column - 1)
        } else {
            String::new()
        };
        format!(
            "file={},line={line},endLine={end_line},col={column}{end},",
            property(&p.source.name)
        )
    });
    format!(
        "::{kind} {place}title={}::{}",
        property(d.code),
        escaped(&words(d))
    )
}

fn escaped(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}
