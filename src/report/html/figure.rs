//! Reads a `figure`: SVG between `\begin{orbsvg}` and `\end{orbsvg}`, a caption, a label.

use super::super::ReportError;
use super::scan::Scan;
use super::text;
use super::tree::{Block, Inline};

/// The environment that carries SVG through the text.
pub const SVG: &str = "orbsvg";

/// Reads the body of a figure.
pub fn read(body: &str) -> Result<Block, ReportError> {
    let (caption, label, rest) = caption(body)?;
    let mut scan = Scan::new(&rest);
    let mut pictures = Vec::new();
    loop {
        scan.blanks();
        if scan.take(&format!("\\begin{{{SVG}}}")) {
            pictures.push(scan.environment(SVG)?.trim().to_string());
        } else if scan.take("\\centering") {
            continue;
        } else if scan.peek().is_none() {
            break;
        } else {
            return Err(scan.fail("a figure holds something else than pictures"));
        }
    }
    Ok(Block::Figure {
        pictures,
        caption,
        label,
    })
}

/// Takes caption and label out of the body of a figure or table.
pub fn caption(body: &str) -> Result<(Vec<Inline>, Option<String>, String), ReportError> {
    let mut scan = Scan::new(body);
    let (mut words, mut label, mut rest) = (Vec::new(), None, String::new());
    while scan.peek().is_some() {
        if scan.ahead("\\caption") {
            scan.take("\\caption");
            words = text::inlines(&scan.argument()?)?;
        } else if scan.ahead("\\label") {
            scan.take("\\label");
            label = Some(scan.argument()?);
        } else {
            rest.extend(scan.next());
        }
    }
    Ok((words, label, rest))
}
