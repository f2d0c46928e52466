//! JSON: the cells as plain data, with how exactly each is known.

use super::sheet::Sheet;
use crate::lang::table::Direction;
use serde_json::{Value, json};

/// The schema of the object.
pub const SCHEMA: &str = "orbitex/table/1";

/// The table as one object.
pub fn json(sheet: &Sheet) -> Value {
    let table = sheet.table;
    let columns: Vec<Value> = table
        .columns
        .iter()
        .map(|c| json!({ "text": c.text, "heading": c.heading, "digits": c.digits }))
        .collect();
    let rows: Vec<Value> = sheet
        .groups
        .iter()
        .flat_map(|section| {
            section.rows.iter().map(|(i, cells)| {
                let values: serde_json::Map<String, Value> = table
                    .variables
                    .iter()
                    .zip(&table.rows[*i].values)
                    .map(|(name, value)| (name.clone(), json!(value)))
                    .collect();
                json!({ "values": values, "group": section.title, "cells": cells })
            })
        })
        .collect();
    json!({
        "schema": SCHEMA,
        "name": table.name,
        "caption": table.caption,
        "label": table.label,
        "note": table.note,
        "variables": table.variables,
        "columns": columns,
        "group_by": table.grouped,
        "sorted": table.sorted.map(|d| match d {
            Direction::Ascending => "ascending",
            Direction::Descending => "descending",
        }),
        "rows": rows,
    })
}
