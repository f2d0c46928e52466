//! The whole page: title, statement, contents, sections, references.

use super::super::document::parts;
use super::super::{LatexOptions, ReportError, Templates, appendix, cite};
use super::read::blocks;
use super::text::inlines;
use super::write::Writer;
use crate::certificate::Certificate;
use serde_json::json;

/// The report as a page.
pub fn page(
    cert: &Certificate,
    options: &LatexOptions,
    templates: &Templates,
    tables: &[String],
) -> Result<String, ReportError> {
    let parts = parts(cert, options, templates, true)?;
    let works = cite::works(&parts.text());
    let body = blocks(&(parts.body.0 + &appendix::section(tables)))?;
    let keys = works.iter().map(|(key, _)| *key).collect();
    let mut writer = Writer::new(templates, &body, keys)?;
    let summary = writer.blocks(&blocks(&parts.summary.0)?)?;
    let sections = writer.blocks(&body)?;
    let text = |key: &str| inlines(parts.shared[key].as_str().unwrap_or_default());
    let title = text("title")?;
    let references: Result<Vec<_>, ReportError> = works
        .iter()
        .map(|(key, entry)| Ok(json!({ "key": key, "html": writer.inlines(&inlines(entry)?)? })))
        .collect();
    let references = references?;
    let references = if references.is_empty() {
        String::new()
    } else {
        templates.html("references.html", &json!({ "works": references }))?
    };
    let contents: Vec<_> = writer
        .contents
        .iter()
        .map(|e| json!({ "id": e.id, "number": e.number, "title": e.title, "level": e.level }))
        .collect();
    let author = match parts.shared["author"].is_null() {
        true => None,
        false => Some(writer.inlines(&text("author")?)?),
    };
    let context = json!({
        "head": parts.shared["head"],
        "title_plain": writer.plain(&title),
        "title": writer.inlines(&title)?,
        "author": author,
        "by": writer.inlines(&text("by")?)?,
        "abstract": summary,
        "contents": contents,
        "body": sections,
        "references": references,
        "style": templates.html("style.css", &json!({}))?,
    });
    Ok(templates.html("page.html", &context)? + "\n")
}
