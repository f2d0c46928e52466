//! The short report: the statement, the map, the widths and the proof in a few lines; needs amsmath only.

use super::assumption;
use super::bounds::facts;
use super::escape::Tex;
use super::table::Rules;
use super::view::View;
use super::view::label;
use super::{ReportError, Templates, setting, statement};
use crate::certificate::Certificate;
use serde_json::{Value, json};

/// The body of the short report; `stated` says that an abstract has the statements.
pub fn body(
    cert: &Certificate,
    views: &[View],
    shared: &Value,
    templates: &Templates,
    stated: bool,
) -> Result<Tex, ReportError> {
    let mut maps = Vec::new();
    for view in views {
        let blocks: Result<Vec<Value>, ReportError> = view
            .map
            .certify
            .iter()
            .enumerate()
            .filter(|(_, b)| !b.sup.is_empty())
            .map(|(i, b)| facts(view, b, i))
            .collect();
        maps.push(json!({
            "heading": setting::heading(view)?,
            "id": view.id,
            "statement": if stated { None } else { Some(statement::statement(view, true)?) },
            "setting": setting::short(view)?,
            "blocks": blocks?,
        }));
    }
    let mut context = shared.clone();
    context["maps"] = json!(maps);
    let frame = assumption::Frame {
        h1: "",
        doc: String::new(),
        rules: Rules::Plain,
        many: true,
        templates: templates.clone(),
    };
    let classes: Result<Vec<Value>, ReportError> = cert
        .assumptions
        .iter()
        .map(|a| {
            let parts = a.certify.len();
            let blocks = a.certify.iter().enumerate();
            let blocks = blocks.map(|(i, b)| assumption::block(b, i, parts, &frame));
            Ok(json!({
                "heading": assumption::name(a)?,
                "id": label(&a.name),
                "p": a.period,
                "statement": (!stated).then(|| assumption::statement(a)),
                "blocks": blocks.collect::<Vec<Value>>(),
            }))
        })
        .collect();
    context["classes"] = json!(classes?);
    templates.latex("short", &context)
}
