//! The section on other units: the piece bound for each kind with its convention, and tables of sizes.

use super::ReportError;
use super::bounds::{labelled, part, width_cell};
use super::escape::Tex;
use super::number::integer;
use super::table::Table;
use super::view::View;
use super::words::list;
use crate::certificate::{Between, BoundBlock, Unit, UnitTable};
use serde_json::{Value, json};

/// The section; empty if no block asks for it.
pub fn section(view: &View) -> Result<Tex, ReportError> {
    let mut blocks: Vec<Value> = Vec::new();
    let mut first: Option<String> = None;
    for (i, block) in view.map.certify.iter().enumerate() {
        let tables = block.units.as_slice();
        if tables.is_empty() {
            continue;
        }
        blocks.push(facts(view, block, tables, i, first.as_deref())?);
        let label = format!("{}:{}", view.id, labelled("units", i));
        first.get_or_insert(label);
    }
    if blocks.is_empty() {
        return Ok(Tex::default());
    }
    let context = json!({ "h": view.place.h, "id": view.id, "blocks": blocks });
    view.place.templates.latex("units", &context)
}

fn facts(
    view: &View,
    block: &BoundBlock,
    tables: &[UnitTable],
    i: usize,
    first: Option<&str>,
) -> Result<Value, ReportError> {
    let iterates: Vec<String> = block
        .sup
        .iter()
        .map(|r| format!("${}$", r.iterate))
        .collect();
    let error = match &block.between {
        Between::Tolerance { error } => Some(view.numbers.short(error)?),
        _ => None,
    };
    let kinds: Vec<Value> = tables
        .iter()
        .map(|t| {
            json!({
                "name": name(t.unit), "convention": convention(t.unit), "q": t.breakpoints,
                "forms": match t.unit { Unit::Maxout { rank } => rank, _ => 1 },
                "table": rows(view, t),
            })
        })
        .collect();
    Ok(json!({
        "label": labelled("units", i),
        "part": part(view, i),
        "first": first,
        "one_of": if iterates.len() == 1 { "" } else { "one of " },
        "iterates": list(&iterates),
        "tolerance": error,
        "three_points": !block.three_points.is_empty(),
        "kinds": kinds,
    }))
}

fn name(unit: Unit) -> String {
    match unit {
        Unit::Relu {} => "ReLU".to_string(),
        Unit::LeakyRelu {} => "leaky ReLU".to_string(),
        Unit::HardTanh {} => "hard tanh".to_string(),
        Unit::Maxout { rank } => format!("maxout of rank ${rank}$"),
        Unit::Activation { pieces } => format!("an activation with ${pieces}$ affine pieces"),
    }
}

/// What one unit computes of an affine function `a` of the layers below.
fn convention(unit: Unit) -> String {
    match unit {
        Unit::Relu {} => "a unit is $\\max(0,a)$".to_string(),
        Unit::LeakyRelu {} => "a unit is $\\max(a,ca)$ with one fixed $c<1$".to_string(),
        Unit::HardTanh {} => "a unit is $\\min(1,\\max(-1,a))$".to_string(),
        Unit::Maxout { rank } => {
            format!("a unit is the largest of ${rank}$ affine functions of the layers below")
        }
        Unit::Activation { pieces } => {
            format!("a unit is a continuous function of $a$ with ${pieces}$ affine pieces")
        }
    }
}

/// One line for each iterate and depth.
fn rows(view: &View, table: &UnitTable) -> Tex {
    let mut rows = Vec::new();
    for row in &table.rows {
        for (i, cell) in row.widths.iter().enumerate() {
            let shared = [
                Tex(format!("${}$", row.iterate)),
                integer(&row.pieces.0).math(),
                integer(&row.neurons.0).math(),
            ];
            // The numbers that do not depend on the depth stand in the first line only.
            let mut line: Vec<Tex> = match i {
                0 => shared.to_vec(),
                _ => shared.iter().map(|_| Tex::default()).collect(),
            };
            line.extend([
                Tex(format!("${}$", cell.depth)),
                width_cell(&cell.width.0),
                integer(&cell.neurons.0).math(),
                integer(&cell.parameters.0).math(),
            ]);
            rows.push(line);
        }
    }
    let head = [
        "$t$",
        "$n$",
        "units",
        "$k$",
        "width",
        "units, depth $k$",
        "parameters",
    ];
    Table {
        columns: "rrrrrrr".into(),
        over: None,
        head: head.map(|h| Tex(h.to_string())).to_vec(),
        rows,
    }
    .render(view.place.rules)
}
