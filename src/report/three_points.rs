//! The section on three points: Theorem 12 with its numbers, the table, and the triples where they fit on the page.

use super::ReportError;
use super::bounds::{self, labelled, part, width_cell};
use super::escape::{Tex, width};
use super::number::integer;
use super::table::Table;
use super::view::View;
use super::words::list;
use crate::certificate::{Between, BoundBlock, Num, TripleRow};
use crate::num::rational::Int;
use serde_json::{Value, json};

/// The most triples that are printed.
const PRINTED: usize = 6;

/// The section; empty if no block has triples.
pub fn section(view: &View) -> Result<Tex, ReportError> {
    let mut blocks: Vec<Value> = Vec::new();
    let mut first: Option<String> = None;
    for (i, block) in view.map.certify.iter().enumerate() {
        let Between::Tolerance { error } = &block.between else {
            continue;
        };
        if block.three_points.is_empty() {
            continue;
        }
        blocks.push(facts(view, block, error, i, first.as_deref())?);
        let label = format!("{}:{}", view.id, labelled("three-points", i));
        first.get_or_insert(label);
    }
    if blocks.is_empty() {
        return Ok(Tex::default());
    }
    let context = json!({
        "h": view.place.h, "id": view.id, "doc": view.place.doc, "domain": view.domain()?, "blocks": blocks,
    });
    view.place.templates.latex("three_points", &context)
}

fn facts(
    view: &View,
    block: &BoundBlock,
    error: &Num,
    i: usize,
    first: Option<&str>,
) -> Result<Value, ReportError> {
    let rows = &block.three_points;
    let iterates: Vec<String> = rows.iter().map(|r| format!("${}$", r.iterate)).collect();
    let triples: Vec<String> = rows
        .iter()
        .enumerate()
        .map(|(j, row)| triples(view, row, i, j))
        .collect();
    Ok(json!({
        "label": labelled("three-points", i),
        "levels": bounds::says_something(block).then(|| labelled("sup", i)),
        "part": part(view, i),
        "first": first,
        "one_of": if rows.len() == 1 { "" } else { "one of " },
        "iterates": list(&iterates),
        "error": view.numbers.short(error)?,
        "tables": tables(view, block),
        "triples": triples,
    }))
}

/// `t`, the crossings of the levels for comparison, `N`, and one column for each depth.
fn tables(view: &View, block: &BoundBlock) -> Vec<Tex> {
    let mut head: Vec<Tex> = ["$t$", "$C$", "$N$"].map(|h| Tex(h.to_string())).to_vec();
    let fixed = head.len();
    head.extend(block.depths.iter().map(|k| Tex(format!("$k={k}$"))));
    let row = |r: &TripleRow| {
        let crossed = block.sup.iter().find(|s| s.iterate == r.iterate);
        let crossings =
            crossed.map_or_else(|| Tex("--".into()), |s| integer(&s.crossings.0).math());
        let mut row = vec![
            Tex(format!("${}$", r.iterate)),
            crossings,
            integer(&Int::from(r.triples.len())).math(),
        ];
        row.extend(r.widths.iter().map(|c| width_cell(&c.width.0)));
        row
    };
    let table = Table {
        columns: "r".repeat(head.len()),
        over: None,
        head,
        rows: block.three_points.iter().map(row).collect(),
    };
    let parts = table.split(fixed, view.place.table(12)).into_iter();
    parts.map(|t| t.render(view.place.rules)).collect()
}

/// The triples of one row: printed, or where they are.
fn triples(view: &View, row: &TripleRow, block: usize, j: usize) -> String {
    let t = row.iterate;
    let numbers = || row.triples.iter().flat_map(|(a, b, c)| [a, b, c]);
    let exact = |n: &Num| view.numbers.exact(n).0;
    let shown: Vec<String> = (row.triples.iter())
        .map(|(a, b, c)| format!("({},{},{})", exact(a), exact(b), exact(c)))
        .collect();
    let total: usize = shown.iter().map(|s| width(s) + 2).sum();
    if row.triples.len() <= PRINTED
        && numbers().all(|n| view.numbers.is_short(n))
        && total <= 3 * view.place.line
    {
        let what = if shown.len() == 1 {
            "triple is"
        } else {
            "triples are"
        };
        return format!("For $t={t}$ the {what} ${}$.", shown.join("$, $"));
    }
    format!(
        "For $t={t}$ the ${}$ triples are in the certificate (\\texttt{{certify[{block}].three\\_points[{j}].triples}}).",
        row.triples.len()
    )
}
