//! CSV (RFC 4180): one line a row, headed by the columns as the file writes them; what is not known is empty.

use super::sheet::Sheet;
use super::shown::Shown;

/// The table as CSV, lines ended by CR LF. The first column is the group, if there are groups; a cell that could not be
/// computed reads `error: ...`.
pub fn csv(sheet: &Sheet) -> String {
    let columns = sheet.table.columns.iter().map(|c| c.text.clone());
    let mut out = line(sheet.table.grouped.iter().cloned().chain(columns));
    for section in &sheet.groups {
        let title = sheet
            .table
            .grouped
            .as_ref()
            .map(|_| section.title.as_ref().map_or(String::new(), text));
        for (_, cells) in &section.rows {
            out.push_str(&line(title.iter().cloned().chain(cells.iter().map(text))));
        }
    }
    out
}

fn text(cell: &Shown) -> String {
    match cell {
        Shown::Failed { reason, .. } => format!("error: {reason}"),
        other => other.plain(),
    }
}

fn line(fields: impl Iterator<Item = String>) -> String {
    let fields: Vec<String> = fields.map(|f| quoted(&f)).collect();
    fields.join(",") + "\r\n"
}

fn quoted(field: &str) -> String {
    if field.contains([',', '"', '\r', '\n']) || field.starts_with(' ') || field.ends_with(' ') {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_string()
    }
}
