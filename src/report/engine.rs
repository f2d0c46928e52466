//! The template engine: the embedded templates, LaTeX-friendly delimiters, and one call to render.

use super::ReportError;
use super::escape::Tex;
use serde_json::Value;
use std::sync::OnceLock;
use tera::{Context, Delimiters, Tera};

macro_rules! templates {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../templates/latex/", $name, ".tex")))),*]
    };
}

/// The embedded templates by name.
const TEMPLATES: &[(&str, &str)] = templates![
    "standalone",
    "fragment",
    "definitions",
    "conventions",
    "map",
    "setting",
    "covering",
    "paths",
    "growth",
    "bounds",
    "classification",
    "area_lemmas",
    "area",
    "every",
    "periods",
    "polynomial",
    "comparison",
    "checking",
    "short",
    "assumption",
];

fn engine() -> Result<Tera, tera::Error> {
    let mut tera = Tera::new();
    tera.set_delimiters(Delimiters {
        block_start: "<%".into(),
        block_end: "%>".into(),
        variable_start: "<<".into(),
        variable_end: ">>".into(),
        comment_start: "<#".into(),
        comment_end: "#>".into(),
    })?;
    // Nothing is escaped here: every string of a context is finished LaTeX (`Tex`), made by this room.
    tera.autoescape_on(Vec::<&str>::new());
    tera.add_raw_templates(TEMPLATES.iter().copied())?;
    Ok(tera)
}

/// Renders one template; `context` is a JSON object of finished LaTeX, flags and lists of these.
pub fn render(name: &str, context: &Value) -> Result<Tex, ReportError> {
    static ENGINE: OnceLock<Result<Tera, String>> = OnceLock::new();
    let tera = ENGINE.get_or_init(|| engine().map_err(|e| e.to_string()));
    let tera = tera
        .as_ref()
        .map_err(|e| ReportError::Template(e.clone()))?;
    let fail = |e: tera::Error| ReportError::Template(e.to_string());
    let context = Context::from_serialize(context).map_err(fail)?;
    tera.render(name, &context)
        .map(|text| Tex(tidy(&text)))
        .map_err(fail)
}

/// Drops blanks at line ends, all but one of several empty lines, and empty lines at both ends.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut empty = 0;
    for line in text.trim().lines() {
        let line = line.trim_end();
        empty = if line.is_empty() { empty + 1 } else { 0 };
        if empty < 2 {
            out.push_str(line);
            out.push('\n');
        }
    }
    out.truncate(out.trim_end().len());
    out
}
