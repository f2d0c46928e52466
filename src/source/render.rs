//! Diagnostics as text for a terminal, in the look of rustc.

use super::diagnostic::{Diagnostic, Label, Severity};
use super::text::{Source, Span};
use annotate_snippets::{Annotation, AnnotationKind, Level, Renderer, Snippet};
use std::sync::Arc;

/// The columns a rendered diagnostic may use.
const WIDTH: usize = 110;

/// The diagnostic as text, with colours if `colour`; no newline at the end.
pub fn render(diagnostic: &Diagnostic, colour: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let windows: Vec<_> = sources(diagnostic)
        .into_iter()
        .map(|s| window(&s, diagnostic))
        .collect();
    let mut group = level
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.code)
        .elements(windows.iter().map(|w| {
            Snippet::source(w.text.as_str())
                .path(w.name.as_str())
                .line_start(w.line)
                .annotations(w.marks())
        }));
    for note in &diagnostic.notes {
        group = group.element(Level::NOTE.message(note.as_str()));
    }
    for help in &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer.term_width(WIDTH).render(&[group]).to_string()
}

/// The part of one source that a diagnostic shows: whole lines, blanks at their ends and `\r` dropped.
struct Window {
    name: String,
    text: String,
    line: usize,
    marks: Vec<(Span, String, bool)>,
}

impl Window {
    fn marks(&self) -> Vec<Annotation<'_>> {
        let kind = |primary| {
            if primary {
                AnnotationKind::Primary
            } else {
                AnnotationKind::Context
            }
        };
        let label = |text: &str| (!text.is_empty()).then(|| text.to_string());
        self.marks
            .iter()
            .map(|(s, t, p)| kind(*p).span(s.start..s.end).label(label(t)))
            .collect()
    }
}

/// The distinct sources of a diagnostic, that of its place first.
fn sources(diagnostic: &Diagnostic) -> Vec<Arc<Source>> {
    let mut out: Vec<Arc<Source>> = diagnostic
        .place()
        .map(|p| p.source.clone())
        .into_iter()
        .collect();
    for label in &diagnostic.labels {
        if !out.contains(&label.place.source) {
            out.push(label.place.source.clone());
        }
    }
    out
}

fn window(source: &Arc<Source>, diagnostic: &Diagnostic) -> Window {
    let labels: Vec<&Label> = diagnostic
        .labels
        .iter()
        .filter(|l| l.place.source == *source)
        .collect();
    let first = labels
        .iter()
        .map(|l| l.place.span.start)
        .min()
        .unwrap_or(0)
        .min(source.text.len());
    let last = labels
        .iter()
        .map(|l| l.place.span.end)
        .max()
        .unwrap_or(0)
        .min(source.text.len());
    let start = source.text.as_bytes()[..first]
        .iter()
        .rposition(|&b| b == b'\n')
        .map_or(0, |i| i + 1);
    let end = source.text.as_bytes()[last..]
        .iter()
        .position(|&b| b == b'\n')
        .map_or(source.text.len(), |i| last + i);
    let line = source.text.as_bytes()[..start]
        .iter()
        .filter(|&&b| b == b'\n')
        .count()
        + 1;
    let (text, moved) = without_returns(&source.text[start..end], start);
    let at = |offset: usize| moved(offset.clamp(start, end));
    let marks = labels.iter().map(|l| {
        (
            Span::new(at(l.place.span.start), at(l.place.span.end)),
            l.text.clone(),
            l.primary,
        )
    });
    let marks = marks.collect();
    Window {
        name: source.name.clone(),
        text,
        line,
        marks,
    }
}

/// The text without `\r`, and where each byte of the old text (which began at `start`) went.
fn without_returns(text: &str, start: usize) -> (String, impl Fn(usize) -> usize + use<>) {
    let returns: Vec<usize> = text
        .bytes()
        .enumerate()
        .filter(|(_, b)| *b == b'\r')
        .map(|(i, _)| i)
        .collect();
    let clean = text.replace('\r', "");
    (clean, move |offset: usize| {
        offset - start - returns.partition_point(|&r| r < offset - start)
    })
}
