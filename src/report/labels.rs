//! The section on classification: Theorem 4 with its numbers, the table, and the points where they fit on the page.

use super::ReportError;
use super::bounds::{Level, count_sentence, labelled, part, width_cell};
use super::escape::{Tex, width};
use super::number::integer;
use super::table::Table;
use super::view::View;
use super::words::list;
use crate::certificate::{BoundBlock, ClassificationRow, Num};
use crate::num::Number;
use crate::num::rational::rat;
use serde_json::{Value, json};

/// The most points that are printed.
const PRINTED: usize = 18;

/// The section; empty if no block asks for it.
pub fn section(view: &View) -> Result<Tex, ReportError> {
    let mut blocks: Vec<Value> = Vec::new();
    let mut first: Option<String> = None;
    for (i, block) in view.map.certify.iter().enumerate() {
        if block.classification.is_empty() {
            continue;
        }
        blocks.push(facts(view, block, i, first.as_deref())?);
        let label = format!("{}:{}", view.id, labelled("classification", i));
        first.get_or_insert(label);
    }
    if blocks.is_empty() {
        return Ok(Tex::default());
    }
    let context = json!({
        "h": view.place.h, "id": view.id, "doc": view.place.doc, "orbit": view.orbit(), "blocks": blocks,
    });
    view.place.templates.latex("classification", &context)
}

fn facts(
    view: &View,
    block: &BoundBlock,
    i: usize,
    first: Option<&str>,
) -> Result<Value, ReportError> {
    let rows = &block.classification;
    let top = &rows[0];
    let same = rows.iter().all(|r| r.x == top.x && r.y == top.y);
    let sum = view.numbers.number(&top.x) + view.numbers.number(&top.y);
    let middle = Num((sum * Number::from(rat(1, 2))).coeffs());
    let short = same && view.numbers.is_short(&middle);
    let iterates: Vec<String> = rows.iter().map(|r| format!("${}$", r.iterate)).collect();
    let levels: Vec<Level> = rows
        .iter()
        .map(|r| Level {
            x: &r.x,
            y: &r.y,
            method: &r.crossing_method,
        })
        .collect();
    let samples: Vec<String> = rows
        .iter()
        .enumerate()
        .filter_map(|(j, row)| sample(view, row, i, j))
        .collect();
    Ok(json!({
        "label": labelled("classification", i),
        "part": part(view, i),
        "first": first,
        "same_levels": same,
        "one_of": if rows.len() == 1 { "" } else { "one of " },
        "iterates": list(&iterates),
        "x": view.numbers.short(&top.x)?,
        "y": view.numbers.short(&top.y)?,
        "middle": if short { Some(view.numbers.exact(&middle)) } else { None },
        "count_sentence": count_sentence(view, &levels),
        "tables": tables(view, block, same)?,
        "samples": samples,
    }))
}

fn tables(view: &View, block: &BoundBlock, same: bool) -> Result<Vec<Tex>, ReportError> {
    let mut head: Vec<Tex> = ["$t$", "$C$", "$K$", "errors"]
        .map(|h| Tex(h.to_string()))
        .to_vec();
    if !same {
        head.insert(1, Tex("$[x,y]$".into()));
    }
    let fixed = head.len();
    head.extend(block.depths.iter().map(|k| Tex(format!("$k={k}$"))));
    let mut rows = Vec::new();
    for r in &block.classification {
        let mut row = vec![Tex(format!("${}$", r.iterate))];
        if !same {
            let (x, y) = (view.numbers.short(&r.x)?, view.numbers.short(&r.y)?);
            row.push(Tex(format!("$[{x},{y}]$")));
        }
        row.extend([&r.crossings, &r.pieces, &r.errors].map(|n| integer(&n.0).math()));
        row.extend(r.widths.iter().map(|c| width_cell(&c.width.0)));
        rows.push(row);
    }
    let table = Table {
        columns: "r".repeat(head.len()),
        over: None,
        head,
        rows,
    };
    let parts = table.split(fixed, view.place.table(12));
    Ok(parts
        .into_iter()
        .map(|t| t.render(view.place.rules))
        .collect())
}

/// The points of one row: printed, or where they are.
fn sample(view: &View, row: &ClassificationRow, block: usize, j: usize) -> Option<String> {
    let points = row.sample.as_ref()?;
    let t = row.iterate;
    let shown: Vec<String> = points.iter().map(|p| view.numbers.exact(p).0).collect();
    let total: usize = shown.iter().map(|s| width(s) + 2).sum();
    if points.len() <= PRINTED
        && points.iter().all(|p| view.numbers.is_short(p))
        && total <= 3 * view.place.line
    {
        return Some(format!(
            "For $t={t}$ the points are ${}$.",
            shown.join("$, $")
        ));
    }
    Some(format!(
        "For $t={t}$ the ${}$ points are in the certificate (\\texttt{{certify[{block}].classification[{j}].sample}}).",
        points.len()
    ))
}
