//! Reads the body of a `tabular` or `longtable`: heading rows, rows, spans.

use super::super::ReportError;
use super::scan::Scan;
use super::text;
use super::tree::{Cell, Grid};

/// Reads a table with these columns.
pub fn read(columns: &str, body: &str) -> Result<Grid, ReportError> {
    let mut grid = Grid {
        columns: alignments(columns)?,
        ..Grid::default()
    };
    let body = match body.split_once("\\endlastfoot") {
        // A long table repeats its heading; the first one counts.
        Some((head, rows)) => {
            let first = head.split("\\endfirsthead").next().unwrap_or("");
            format!("{first}{rows}")
        }
        None => body.to_string(),
    };
    let mut rules = 0;
    for row in rows(&body)? {
        let (skipped, row) = without_rules(&row)?;
        rules += skipped;
        if row.trim().is_empty() {
            continue;
        }
        let cells = cells(&row)?;
        let wide: usize = cells.iter().map(|c| c.span).sum();
        if wide > grid.columns.len() {
            return Err(Scan::new(&row).fail("a row with too many cells"));
        }
        if rules < 2 {
            grid.head.push(cells);
        } else {
            grid.rows.push(cells);
        }
    }
    if grid.rows.is_empty() {
        grid.rows = std::mem::take(&mut grid.head);
    }
    Ok(grid)
}

/// `l`, `c`, `r` for each column; paragraphs are `l`.
fn alignments(columns: &str) -> Result<Vec<char>, ReportError> {
    let mut scan = Scan::new(columns);
    let mut out = Vec::new();
    while let Some(c) = scan.next() {
        match c {
            'l' | 'c' | 'r' => out.push(c),
            'p' | 'm' | 'b' => {
                scan.argument()?;
                out.push('l');
            }
            '@' | '!' | '>' | '<' => {
                scan.argument()?;
            }
            '|' | ' ' => {}
            _ => return Err(scan.fail("an unknown kind of column")),
        }
    }
    Ok(out)
}

/// Splits at `\\` and at `&` outside of braces, environments and formulas.
fn split(text: &str, at: char) -> Result<Vec<String>, ReportError> {
    let mut out = vec![String::new()];
    let mut depth = 0usize;
    let mut chars = text.chars().peekable();
    let mut math = false;
    while let Some(c) = chars.next() {
        let now = out.last_mut().expect("starts with one part");
        match c {
            '\\' => {
                let next = chars.next().unwrap_or(' ');
                if next == '\\' && at == '\\' && depth == 0 && !math {
                    // `\\[3pt]` has the space between lines behind it.
                    if chars.peek() == Some(&'[') {
                        chars.by_ref().find(|c| *c == ']');
                    }
                    out.push(String::new());
                } else {
                    now.push('\\');
                    now.push(next);
                }
                continue;
            }
            '$' => math = !math,
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ if c == at && depth == 0 && !math => {
                out.push(String::new());
                continue;
            }
            _ => {}
        }
        now.push(c);
    }
    Ok(out)
}

fn rows(body: &str) -> Result<Vec<String>, ReportError> {
    split(body, '\\')
}

/// The number of full rules that open a row, and the row behind them.
fn without_rules(row: &str) -> Result<(usize, String), ReportError> {
    let mut scan = Scan::new(row);
    let mut rules = 0;
    loop {
        scan.blanks();
        let rule = [
            "\\toprule",
            "\\midrule",
            "\\bottomrule",
            "\\hline",
            "\\cmidrule",
            "\\addlinespace",
        ]
        .into_iter()
        .find(|r| scan.ahead(r));
        match rule {
            Some("\\addlinespace") => {
                scan.take("\\addlinespace");
            }
            Some("\\cmidrule") => {
                scan.take("\\cmidrule");
                if scan.take("(") {
                    scan.before(")")?;
                }
                scan.argument()?;
            }
            Some(rule) => {
                scan.take(rule);
                rules += 1;
            }
            None => break,
        }
    }
    let mut rest = String::new();
    while let Some(c) = scan.next() {
        rest.push(c);
    }
    Ok((rules, rest))
}

fn cells(row: &str) -> Result<Vec<Cell>, ReportError> {
    let cell = |text: String| {
        let mut scan = Scan::new(text.trim());
        let mut span = 1;
        let mut inner = text.trim().to_string();
        if scan.take("\\multicolumn") {
            span = scan
                .argument()?
                .parse()
                .map_err(|_| scan.fail("a span that is no number"))?;
            scan.argument()?;
            inner = scan.argument()?;
        }
        let mut content = text::inlines(&inner)?;
        text::trim(&mut content);
        Ok(Cell { span, content })
    };
    split(row, '&')?.into_iter().map(cell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::html::tree::Inline;

    #[test]
    fn headings_spans_and_rows() {
        let grid = read(
            "rp{2cm}@{\\qquad}l",
            "\\toprule\n & \\multicolumn{2}{c}{a $x & y$}\\\\\\cmidrule(l){2-3}\n1 & 2 & 3\\\\\\midrule\n4 & \\& & $\\{$\\\\[3pt]\n7 & 8 & 9\\\\\\bottomrule\n",
        )
        .expect("a table");
        assert_eq!(grid.columns, ['r', 'l', 'l']);
        assert_eq!((grid.head.len(), grid.rows.len()), (2, 2));
        assert_eq!(grid.head[0][1].span, 2);
        assert_eq!(grid.rows[0][1].content, [Inline::Text("&".into())]);
        assert_eq!(grid.rows[0][2].content, [Inline::Math("\\{".into())]);
        assert!(read("l", "1 & 2\\\\").is_err());
    }

    #[test]
    fn a_long_table_has_its_heading_once() {
        let grid = read(
            "ll",
            "\\toprule\na & b\\\\\\midrule\n\\endfirsthead\nc & d\\\\\n\\endhead\n\\midrule\n\\endfoot\n\\bottomrule\n\\endlastfoot\n1 & 2\\\\\n",
        )
        .expect("a table");
        assert_eq!((grid.head.len(), grid.rows.len()), (1, 1));
    }
}
