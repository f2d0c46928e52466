//! Sets blocks in HTML: counts headings and statements, resolves references, calls the templates.

use super::super::escape::html;
use super::super::{ReportError, Templates};
use super::math::Mathml;
use super::text::plain;
use super::tree::{Block, Cell, Grid, Inline};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A line of the table of contents.
pub struct Entry {
    /// The heading's identifier.
    pub id: String,
    /// Its number.
    pub number: String,
    /// Its words in HTML.
    pub title: String,
    /// 2 for a section, 3 below.
    pub level: usize,
}

/// What the writer knows of the whole page.
pub struct Writer<'a> {
    /// The templates.
    pub templates: &'a Templates,
    math: Mathml,
    /// The numbers of labels.
    numbers: BTreeMap<String, String>,
    /// The keys of the works in the list of references, in its order.
    works: Vec<&'static str>,
    /// The headings so far.
    pub contents: Vec<Entry>,
    counter: Counter,
    /// The level of the last heading, and the identifier of the last thing that names what follows.
    last: (usize, String),
}

/// Counts sections and statements.
#[derive(Clone, Default)]
struct Counter {
    section: usize,
    subsection: usize,
    statement: usize,
    figure: usize,
    anonymous: usize,
}

impl Counter {
    fn heading(&mut self, level: usize) -> String {
        if level == 1 {
            self.section += 1;
            self.subsection = 0;
            return self.section.to_string();
        }
        self.subsection += 1;
        format!("{}.{}", self.section, self.subsection)
    }
    fn statement(&mut self) -> String {
        self.statement += 1;
        self.statement.to_string()
    }
    fn figure(&mut self) -> String {
        self.figure += 1;
        self.figure.to_string()
    }
}

impl<'a> Writer<'a> {
    /// A writer for a page of these blocks, which cites these works.
    pub fn new(
        templates: &'a Templates,
        blocks: &[Block],
        works: Vec<&'static str>,
    ) -> Result<Writer<'a>, ReportError> {
        let mut numbers = BTreeMap::new();
        number(blocks, &mut Counter::default(), &mut numbers);
        Ok(Writer {
            templates,
            math: Mathml::new()?,
            numbers,
            works,
            contents: Vec::new(),
            counter: Counter::default(),
            last: (1, "title".to_string()),
        })
    }
    /// The blocks as HTML.
    pub fn blocks(&mut self, blocks: &[Block]) -> Result<String, ReportError> {
        let parts: Result<Vec<String>, ReportError> =
            blocks.iter().map(|b| self.block(b)).collect();
        Ok(parts?.join("\n"))
    }
    fn block(&mut self, block: &Block) -> Result<String, ReportError> {
        match block {
            Block::Paragraph(words) => Ok(format!("<p>{}</p>", self.inlines(words)?)),
            Block::Display(tex) => Ok(format!(
                "<div class=\"display\">{}</div>",
                self.math.display(tex)?
            )),
            Block::Centre(inner) => Ok(format!(
                "<div class=\"centre\">{}</div>",
                self.blocks(inner)?
            )),
            Block::List { numbered, items } => {
                let tag = if *numbered { "ol" } else { "ul" };
                let mut out = format!("<{tag}>");
                for item in items {
                    out.push_str(&format!("<li>{}</li>", self.blocks(item)?));
                }
                Ok(format!("{out}</{tag}>"))
            }
            Block::Heading {
                level,
                numbered,
                title,
                label,
            } => self.heading(*level, *numbered, title, label.as_deref()),
            Block::Theorem {
                kind,
                note,
                label,
                body,
            } => {
                let id = self.identifier(label.as_deref());
                self.last.1 = id.clone();
                let context = json!({
                    "id": id, "kind": kind, "number": self.counter.statement(),
                    "note": self.inlines(note)?, "body": self.blocks(body)?,
                });
                self.templates.html("theorem.html", &context)
            }
            Block::Proof { note, body } => {
                let context = json!({ "note": self.inlines(note)?, "body": self.blocks(body)? });
                self.templates.html("proof.html", &context)
            }
            Block::Table(grid) => self.table(grid),
            Block::Figure {
                pictures,
                caption,
                label,
            } => {
                let context = json!({
                    "id": self.identifier(label.as_deref()), "number": self.counter.figure(),
                    "pictures": pictures, "caption": self.inlines(caption)?,
                });
                self.templates.html("figure.html", &context)
            }
        }
    }
    /// The label, or a name of its own for a thing without one.
    fn identifier(&mut self, label: Option<&str>) -> String {
        match label {
            Some(label) => label.to_string(),
            None => {
                self.counter.anonymous += 1;
                format!("part-{}", self.counter.anonymous)
            }
        }
    }
    fn heading(
        &mut self,
        level: usize,
        numbered: bool,
        title: &[Inline],
        label: Option<&str>,
    ) -> Result<String, ReportError> {
        let id = self.identifier(label);
        let number = if numbered {
            self.counter.heading(level)
        } else {
            String::new()
        };
        // The title of the page is the first heading; none is skipped on the way down.
        let shown = (level + 1).min(self.last.0 + 1);
        self.last = (shown, id.clone());
        let title = self.inlines(title)?;
        let context = json!({ "level": shown, "id": id, "number": number, "title": title });
        if shown <= 3 {
            self.contents.push(Entry {
                id,
                number,
                title,
                level: shown,
            });
        }
        self.templates.html("heading.html", &context)
    }
    fn table(&mut self, grid: &Grid) -> Result<String, ReportError> {
        let id = self.identifier(grid.label.as_deref());
        let rows = |rows: &[Vec<Cell>]| -> Result<Vec<Vec<Value>>, ReportError> {
            let row = |row: &Vec<Cell>| {
                let mut column = 0;
                let mut out = Vec::new();
                for cell in row {
                    let align = match (cell.span, grid.columns.get(column)) {
                        (2.., _) | (_, Some('c')) => "c",
                        (_, Some('r')) => "r",
                        _ => "l",
                    };
                    column += cell.span;
                    out.push(json!({
                        "html": self.inlines(&cell.content)?, "span": cell.span, "align": align,
                        "empty": cell.content.is_empty(),
                    }));
                }
                Ok(out)
            };
            rows.iter().map(row).collect()
        };
        let context = json!({
            "id": id, "head": rows(&grid.head)?, "rows": rows(&grid.rows)?,
            "caption": self.inlines(&grid.caption)?, "within": self.last.1,
        });
        self.templates.html("table.html", &context)
    }
    /// Text as HTML.
    pub fn inlines(&self, words: &[Inline]) -> Result<String, ReportError> {
        let mut out = String::new();
        for (i, word) in words.iter().enumerate() {
            let formula = |at: Option<&Inline>| matches!(at, Some(Inline::Math(_)));
            let before = |i: usize| i.checked_sub(1).and_then(|b| words.get(b));
            match word {
                Inline::Text(text) => {
                    let start = if formula(before(i)) { closing(text) } else { 0 };
                    let end = if formula(words.get(i + 1)) {
                        opening(text)
                    } else {
                        0
                    };
                    out.push_str(&html(&text[start..text.len() - end]));
                }
                Inline::Math(tex) => {
                    let left = match before(i) {
                        Some(Inline::Text(text)) => &text[text.len() - opening(text)..],
                        _ => "",
                    };
                    let right = match words.get(i + 1) {
                        Some(Inline::Text(text)) => &text[..closing(text)],
                        _ => "",
                    };
                    out.push_str(&self.math.inline(&html(left), tex, &html(right))?);
                }
                Inline::Emph(inner) => out.push_str(&format!("<em>{}</em>", self.inlines(inner)?)),
                Inline::Strong(inner) => {
                    out.push_str(&format!("<strong>{}</strong>", self.inlines(inner)?));
                }
                Inline::Code(inner) => {
                    out.push_str(&format!("<code>{}</code>", self.inlines(inner)?));
                }
                Inline::Break => out.push_str("<br>"),
                Inline::Ref(label) => {
                    let number = self
                        .numbers
                        .get(label)
                        .ok_or_else(|| missing("label", label))?;
                    let to = html(label);
                    out.push_str(&format!("<a href=\"#{to}\">{number}</a>"));
                }
                Inline::Cite(key) => {
                    let at = self.works.iter().position(|w| w == key);
                    let number = at.ok_or_else(|| missing("work", key))? + 1;
                    out.push_str(&format!(
                        "<a class=\"cite\" href=\"#ref-{key}\">[{number}]</a>"
                    ));
                }
            }
        }
        Ok(out)
    }
    /// Text without markup.
    pub fn plain(&self, words: &[Inline]) -> String {
        plain(words)
    }
}

/// How many bytes at the start of a text must stay with what is before it.
fn closing(text: &str) -> usize {
    let inside = |c: char| ".,;:!?)’”".contains(c);
    text.find(|c| !inside(c)).unwrap_or(text.len())
}

/// How many bytes at the end of a text must stay with what is behind it; those of [`closing`] are none of them.
fn opening(text: &str) -> usize {
    let rest = text[closing(text)..].trim_end_matches(['(', '“', '‘']);
    text.len() - closing(text) - rest.len()
}

fn missing(what: &str, name: &str) -> ReportError {
    ReportError::Unreadable {
        what: format!("a {what} that is not there"),
        near: name.to_string(),
    }
}

/// The numbers of all labels, counted as [`Writer`] counts.
fn number(blocks: &[Block], counter: &mut Counter, out: &mut BTreeMap<String, String>) {
    for block in blocks {
        let (label, number) = match block {
            Block::Heading {
                level,
                numbered: true,
                label,
                ..
            } => (label, counter.heading(*level)),
            Block::Theorem { label, .. } => (label, counter.statement()),
            Block::Figure { label, .. } => (label, counter.figure()),
            _ => (&None, String::new()),
        };
        if let Some(label) = label {
            out.insert(label.clone(), number);
        }
        match block {
            Block::Theorem { body, .. } | Block::Proof { body, .. } | Block::Centre(body) => {
                self::number(body, counter, out);
            }
            Block::List { items, .. } => items.iter().for_each(|i| self::number(i, counter, out)),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_stay_with_their_formulas() {
        assert_eq!((closing("), then ("), opening("), then (")), (2, 1));
        assert_eq!((closing(").("), opening(").(")), (2, 1));
        assert_eq!((closing(""), opening("")), (0, 0));
        assert_eq!((closing("..."), opening("...")), (3, 0));
    }
}
