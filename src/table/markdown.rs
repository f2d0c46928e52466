//! Markdown: pipe tables, one for each group, headings as the file writes them (their formulas are LaTeX).

use super::sheet::{Sheet, letter};
use super::shown::Shown;
use crate::lang::table::Alignment;

/// The table as Markdown.
pub fn markdown(sheet: &Sheet) -> String {
    let table = sheet.table;
    let mut out = String::new();
    if let Some(caption) = &table.caption {
        out.push_str(&format!("**{}**\n\n", caption.replace('*', "\\*")));
    }
    for section in &sheet.groups {
        if let (Some(grouped), Some(title)) = (&table.grouped, &section.title) {
            out.push_str(&format!("`{grouped}`: {}\n\n", cell(sheet, title)));
        } else if table.grouped.is_some() {
            // Rows with faults belong to no group.
            out.push_str("Not computed:\n\n");
        }
        let head: Vec<String> = table
            .columns
            .iter()
            .map(|c| match &c.heading {
                Some(heading) => piped(heading),
                None => format!("`{}`", piped(&c.text)),
            })
            .collect();
        out.push_str(&format!("| {} |\n|", head.join(" | ")));
        for i in 0..table.columns.len() {
            out.push_str(match sheet.alignment(i) {
                Alignment::Left => " :--- |",
                Alignment::Right => " ---: |",
                Alignment::Center => " :---: |",
            });
        }
        out.push('\n');
        for (_, cells) in &section.rows {
            let cells: Vec<String> = cells.iter().map(|c| piped(&cell(sheet, c))).collect();
            out.push_str(&format!("| {} |\n", cells.join(" | ")));
        }
        out.push('\n');
    }
    for (i, reason) in sheet.reasons.iter().enumerate() {
        let kind = if reason.failed { "Not computed: " } else { "" };
        out.push_str(&format!(
            "<sup>{}</sup> {kind}{}\n\n",
            letter(i),
            reason.text
        ));
    }
    if let Some(note) = &table.note {
        out.push_str(&format!("{note}\n\n"));
    }
    out.truncate(out.trim_end().len());
    out + "\n"
}

fn cell(sheet: &Sheet, shown: &Shown) -> String {
    match sheet.mark(shown) {
        Some(i) => format!("—<sup>{}</sup>", letter(i)),
        None => match shown {
            Shown::Infinite {} => "∞".to_string(),
            Shown::Range { .. } => shown.plain().replace(">=", "≥").replace("<=", "≤"),
            Shown::Text { text } => text.replace('_', "\\_"),
            _ => shown.plain(),
        },
    }
}

fn piped(text: &str) -> String {
    text.replace('|', "\\|")
}
