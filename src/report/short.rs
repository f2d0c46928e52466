//! The short report: the statement, the map, the widths and the proof in a few lines; needs amsmath only.

use super::bounds::facts;
use super::escape::Tex;
use super::view::View;
use super::{ReportError, Templates, setting, statement};
use serde_json::{Value, json};

/// The body of the short report.
pub fn body(views: &[View], shared: &Value, templates: &Templates) -> Result<Tex, ReportError> {
    let mut maps = Vec::new();
    for view in views {
        let blocks: Result<Vec<Value>, ReportError> = view
            .map
            .certify
            .iter()
            .enumerate()
            .map(|(i, b)| facts(view, b, i))
            .collect();
        maps.push(json!({
            "heading": setting::heading(view)?,
            "id": view.id,
            "statement": statement::statement(view, true)?,
            "setting": setting::short(view)?,
            "blocks": blocks?,
        }));
    }
    let mut context = shared.clone();
    context["maps"] = json!(maps);
    templates.latex("short", &context)
}
