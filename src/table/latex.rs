//! LaTeX: a booktabs table as a float, or a longtable where there are many rows; a fragment for any class.

use super::sheet::{Section, Sheet, letter};
use super::shown::Shown;
use crate::lang::table::Alignment;
use crate::num::Rat;
use crate::num::rational::{parse_int, parse_rational};
use crate::report::escape::{self, Unprintable, width};
use crate::report::{integer, slashed};
use num_traits::{One, Signed};
use std::fmt::Write;

/// From this number of lines on a table may break across pages.
const LONG: usize = 37;
/// The width of a line of text in digits, and that of a column where there are two.
const LINE: usize = 66;
const COLUMN: usize = 44;
/// Columns of polynomials and words wider than this are broken over lines where the table is too wide.
const BREAKABLE: usize = 24;
/// The least width that such a column keeps.
const LEAST: usize = 18;

/// Where the table is to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// In a file of its own for `\input`; a first comment says what it is and which packages it needs.
    Fragment,
    /// In a report, which loads the packages and has one column.
    Report,
    /// In a page: one plain table however long it is.
    Page,
}

/// The table as LaTeX; `source` is the name of the file that it comes from.
pub fn latex(sheet: &Sheet, source: &str, form: Form) -> Result<String, Unprintable> {
    let body = Body::new(sheet)?;
    let long = body.lines >= LONG && form != Form::Page;
    let mut out = String::new();
    if form == Form::Fragment {
        let rows = match sheet.rows() {
            1 => "1 row".to_string(),
            n => format!("{n} rows"),
        };
        let source: String = source
            .chars()
            .map(|c| {
                if c.is_ascii_graphic() || c == ' ' {
                    c
                } else {
                    '?'
                }
            })
            .collect();
        let longtable = if long { ", longtable" } else { "" };
        let _ = writeln!(
            out,
            "% Written by orbitex {} from {source}: the table {}, {rows}.\n% Packages: array, booktabs{longtable}.",
            env!("CARGO_PKG_VERSION"),
            sheet.table.name,
        );
    }
    out.push_str(&if form == Form::Page {
        body.page(sheet)?
    } else if long {
        body.long(sheet, form)?
    } else {
        body.short(sheet, form)?
    });
    Ok(out)
}

/// The finished parts of a table.
struct Body {
    /// The columns as `tabular` takes them.
    columns: String,
    head: String,
    /// The lines between the rules.
    rows: String,
    /// How many lines there are.
    lines: usize,
    /// The estimated width in digits.
    width: usize,
}

impl Body {
    fn new(sheet: &Sheet) -> Result<Body, Unprintable> {
        let table = sheet.table;
        let mut head = Vec::new();
        for column in &table.columns {
            head.push(match &column.heading {
                Some(heading) => user(heading)?,
                None => default_heading(&column.text, &table.variables)?,
            });
        }
        let mut rows = Vec::new();
        for section in &sheet.groups {
            let cells = section.rows.iter().map(|(_, cells)| {
                cells
                    .iter()
                    .map(|c| cell(sheet, c))
                    .collect::<Result<Vec<_>, _>>()
            });
            rows.push(cells.collect::<Result<Vec<_>, _>>()?);
        }
        let widths: Vec<usize> = (0..head.len())
            .map(|i| {
                let cells = rows.iter().flatten().map(|r| width(&r[i]));
                cells.chain([heading_width(&head[i])]).max().unwrap_or(0)
            })
            .collect();
        let (columns, total) = columns(sheet, &widths);
        let mut lines = 0;
        let mut out: Vec<String> = Vec::new();
        for (section, cells) in sheet.groups.iter().zip(&rows) {
            if lines > 0 {
                out.push("\\addlinespace".to_string());
            }
            if let Some(title) = group_title(sheet, section)? {
                out.push(format!(
                    "\\multicolumn{{{}}}{{l}}{{{title}}}\\\\",
                    head.len()
                ));
                lines += 1;
            }
            out.extend(cells.iter().map(|r| r.join(" & ") + "\\\\"));
            lines += cells.len();
        }
        Ok(Body {
            columns,
            head: head.join(" & "),
            rows: out.join("\n"),
            lines,
            width: total,
        })
    }
    /// A float, or a centred table if there is neither caption nor label.
    fn short(&self, sheet: &Sheet, form: Form) -> Result<String, Unprintable> {
        let wide = form == Form::Fragment && self.width > COLUMN;
        let float = sheet.table.caption.is_some() || sheet.table.label.is_some() || wide;
        let mut out = String::new();
        let environment = match (float, wide) {
            (false, _) => "center",
            (true, false) => "table",
            (true, true) => {
                // Across the page where there are two columns.
                out.push_str("\\csname if@twocolumn\\endcsname\\def\\orbitexspan{*}\\else\\def\\orbitexspan{}\\fi\n");
                "table\\orbitexspan"
            }
        };
        let place = if float { "[htbp]" } else { "" };
        let _ = writeln!(out, "\\begin{{{environment}}}{place}");
        if float {
            out.push_str("\\centering\n");
        }
        out.push_str(&captions(sheet, "")?);
        let _ = write!(
            out,
            "{}\\begin{{tabular}}{{{}}}\n\\toprule\n{}\\\\\n\\midrule\n{}\n\\bottomrule\n\\end{{tabular}}\n",
            self.size(),
            self.columns,
            self.head,
            self.rows
        );
        if let Some(note) = notes(sheet)? {
            // A short note stands in the middle, as the table does.
            let _ = if width(&note) < COLUMN {
                writeln!(out, "\\par\\smallskip\n{{\\footnotesize {note}\\par}}")
            } else {
                writeln!(
                    out,
                    "\\par\\smallskip\n\\begin{{minipage}}{{0.95\\linewidth}}\\footnotesize {note}\\end{{minipage}}"
                )
            };
        }
        let _ = writeln!(out, "\\end{{{environment}}}");
        Ok(out)
    }
    /// A table as the page reads it: no sizes, no floats.
    fn page(&self, sheet: &Sheet) -> Result<String, Unprintable> {
        let columns: String = (0..sheet.table.columns.len())
            .map(|i| letter_of(sheet.alignment(i)))
            .collect();
        let note = notes(sheet)?.map_or(String::new(), |note| format!("\n{note}\n"));
        Ok(format!(
            "\\begin{{table}}[htbp]\n{}\\begin{{tabular}}{{{columns}}}\n\\toprule\n{}\\\\\n\\midrule\n{}\n\\bottomrule\n\\end{{tabular}}\n\\end{{table}}\n{note}",
            captions(sheet, "")?,
            self.head,
            self.rows
        ))
    }
    /// A longtable; it cannot stand in two columns, so that there it gets pages of its own.
    fn long(&self, sheet: &Sheet, form: Form) -> Result<String, Unprintable> {
        let n = sheet.table.columns.len();
        let mut out = String::new();
        if form == Form::Fragment {
            out.push_str("\\let\\orbitexafter\\relax\n\\csname if@twocolumn\\endcsname\\onecolumn\\let\\orbitexafter\\twocolumn\\fi\n");
        }
        let _ = write!(
            out,
            "\\begingroup{}\\setlength{{\\LTcapwidth}}{{\\linewidth}}\n\\begin{{longtable}}{{{}}}\n{}\\toprule\n{head}\\\\\n\\midrule\n\\endfirsthead\n\\multicolumn{{{n}}}{{l}}{{\\emph{{(continued)}}}}\\\\\n\\toprule\n{head}\\\\\n\\midrule\n\\endhead\n\\midrule\n\\endfoot\n\\bottomrule\n",
            self.size(),
            self.columns,
            captions(sheet, "\\\\")?,
            head = self.head,
        );
        out.push_str("\\endlastfoot\n");
        let _ = write!(out, "{}\n\\end{{longtable}}\n\\endgroup\n", self.rows);
        if let Some(note) = notes(sheet)? {
            let _ = writeln!(out, "{{\\footnotesize\\noindent {note}\\par}}");
        }
        if form == Form::Fragment {
            out.push_str("\\orbitexafter\n");
        }
        Ok(out)
    }
    /// Smaller letters for tables that are wider than a line.
    fn size(&self) -> &'static str {
        match self.width {
            0..=LINE => "",
            67..=76 => "\\small\\setlength{\\tabcolsep}{4pt}",
            _ => "\\footnotesize\\setlength{\\tabcolsep}{3pt}",
        }
    }
}

/// The width of a heading: of its widest line if it is a stack.
fn heading_width(heading: &str) -> usize {
    let stack = heading
        .strip_prefix("\\shortstack{")
        .and_then(|h| h.strip_suffix('}'));
    let lines = stack.unwrap_or(heading).split("\\\\");
    let line = |l: &str| match l.strip_prefix("\\scriptsize ") {
        Some(small) => width(small) * 3 / 4,
        None => width(l),
    };
    lines.map(line).max().unwrap_or(0)
}

/// The columns as `tabular` takes them, and the width of the table: wide columns of words or formulas are broken over
/// lines if the table would not fit.
fn columns(sheet: &Sheet, widths: &[usize]) -> (String, usize) {
    let gap = 2;
    let mut total: usize = widths.iter().map(|w| w + gap).sum();
    let mut kept = widths.to_vec();
    let mut broken = vec![false; widths.len()];
    while total > LINE {
        let candidate = (0..widths.len())
            .filter(|&i| !broken[i] && widths[i] > BREAKABLE && breakable(sheet, i))
            .max_by_key(|&i| widths[i]);
        let Some(i) = candidate else { break };
        let others = total - kept[i];
        let least = LEAST.min(kept[i]);
        kept[i] = LINE.saturating_sub(others).clamp(least, kept[i]);
        broken[i] = true;
        total = others + kept[i];
    }
    let spec = (0..widths.len()).map(|i| {
        if broken[i] {
            let share = (kept[i] * 100 / LINE.max(total)).clamp(10, 90);
            return format!(">{{\\raggedright\\arraybackslash}}p{{0.{share:02}\\linewidth}}");
        }
        letter_of(sheet.alignment(i)).to_string()
    });
    (spec.collect(), total)
}

fn letter_of(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::Left => "l",
        Alignment::Right => "r",
        Alignment::Center => "c",
    }
}

/// May the cells of the column be broken over lines?
fn breakable(sheet: &Sheet, column: usize) -> bool {
    let mut cells = sheet
        .groups
        .iter()
        .flat_map(|g| &g.rows)
        .map(|(_, c)| &c[column]);
    cells.any(|c| {
        matches!(
            c,
            Shown::Polynomial { .. } | Shown::Text { .. } | Shown::Stronger { .. }
        )
    })
}

/// Caption and label.
fn captions(sheet: &Sheet, end: &str) -> Result<String, Unprintable> {
    let caption = match &sheet.table.caption {
        Some(caption) => format!("\\caption{{{}}}", user(caption)?),
        // A label needs a number to refer to.
        None if sheet.table.label.is_some() => "\\caption{}".to_string(),
        None => return Ok(String::new()),
    };
    let label = sheet
        .table
        .label
        .as_ref()
        .map_or(String::new(), |label| format!("\\label{{{label}}}"));
    Ok(format!("{caption}{label}{end}\n"))
}

/// What stands below the table: the marks' reasons, then the note.
fn notes(sheet: &Sheet) -> Result<Option<String>, Unprintable> {
    let mut parts = Vec::new();
    for (i, reason) in sheet.reasons.iter().enumerate() {
        let kind = if reason.failed { "Not computed: " } else { "" };
        let text = format!("{kind}{}.", reason.text.trim_end_matches('.'));
        parts.push(format!(
            "\\textsuperscript{{{}}}\\,{}",
            letter(i),
            escape::text(&text)?
        ));
    }
    if let Some(note) = &sheet.table.note {
        parts.push(user(note)?);
    }
    Ok((!parts.is_empty()).then(|| parts.join(" ")))
}

fn group_title(sheet: &Sheet, section: &Section) -> Result<Option<String>, Unprintable> {
    let Some(grouped) = &sheet.table.grouped else {
        return Ok(None);
    };
    // Rows with faults belong to no group.
    let Some(title) = &section.title else {
        return Ok(Some("\\emph{not computed}".to_string()));
    };
    let word = if grouped.contains('(') {
        format!("\\texttt{{{}}}", escape::text(grouped)?)
    } else {
        default_heading(grouped, &sheet.table.variables)?
    };
    let value = cell(sheet, title)?;
    Ok(Some(match title {
        Shown::Text { .. } | Shown::Truth { .. } => format!("\\emph{{{word}: {value}}}"),
        // A letter and its value are one formula: `$p=3$`.
        _ => match (word.strip_suffix('$'), value.strip_prefix('$')) {
            (Some(word), Some(value)) => format!("{word}={value}"),
            _ => format!("\\emph{{{word}}} {value}"),
        },
    }))
}

/// A column without a heading: a letter as a formula, a word as words, anything else as it is written.
fn default_heading(text: &str, variables: &[String]) -> Result<String, Unprintable> {
    let word = text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    Ok(match text {
        _ if text.len() == 1 && text.chars().all(|c| c.is_ascii_alphabetic()) => {
            format!("${text}$")
        }
        "minpoly" => "minimal polynomial".to_string(),
        "charpoly" => "characteristic polynomial".to_string(),
        "lipschitz" => "Lipschitz constant".to_string(),
        "sharkovsky" => "strongest period".to_string(),
        "markov" => "Markov".to_string(),
        _ if word => escape::text(&text.replace('_', " "))?.to_string(),
        _ => stacked(text, variables)?,
    })
}

/// An argument: what stands in it of the variables, with sums and products, is a formula: `iterate $10j$`.
fn words(argument: &str, variables: &[String]) -> Result<String, Unprintable> {
    let (name, value) = match argument.split_once(' ') {
        Some((name, value)) if name.chars().all(|c| c.is_ascii_alphabetic()) => {
            (format!("{name} "), value)
        }
        _ => (String::new(), argument),
    };
    let known = |word: &str| word.len() == 1 && variables.iter().any(|v| v == word);
    let parts: Vec<&str> = value
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|w| !w.is_empty())
        .collect();
    let numbers = |w: &&str| w.chars().all(|c| c.is_ascii_digit());
    let plain = value
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || " *+-/".contains(c));
    let formula =
        plain && parts.iter().any(|w| known(w)) && parts.iter().all(|w| known(w) || numbers(w));
    if !formula || variables.iter().any(|v| format!("{v} ") == name) {
        return Ok(escape::text(argument)?.to_string());
    }
    let mut out = String::new();
    let factors: Vec<&str> = value.split('*').map(str::trim).collect();
    for (i, factor) in factors.iter().enumerate() {
        let sticks = i > 0 && factor.starts_with(|c: char| c.is_ascii_digit());
        if sticks {
            out.push_str("\\cdot ");
        }
        out.push_str(factor);
    }
    Ok(format!("{name}${out}$"))
}

/// A call as a heading: the quantity, and each argument on a line below it.
fn stacked(text: &str, variables: &[String]) -> Result<String, Unprintable> {
    let Some((word, rest)) = text.strip_suffix(')').and_then(|t| t.split_once('(')) else {
        return Ok(format!("\\texttt{{{}}}", escape::text(text)?));
    };
    let single = word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if !single || rest.contains(['(', ')', '[']) {
        return Ok(format!("\\texttt{{{}}}", escape::text(text)?));
    }
    let mut lines = vec![escape::text(&word.replace('_', " "))?.to_string()];
    for argument in rest.split(',').map(str::trim) {
        // The layers of `widths 5, 3, 3` stay together.
        let goes_on = argument.chars().all(|c| c.is_ascii_digit())
            && lines
                .last()
                .is_some_and(|l| l.starts_with("\\scriptsize widths "));
        match lines.last_mut().filter(|_| goes_on) {
            Some(widths) => widths.push_str(&format!(", {argument}")),
            None => lines.push(format!("\\scriptsize {}", words(argument, variables)?)),
        }
    }
    Ok(format!("\\shortstack{{{}}}", lines.join("\\\\")))
}

/// LaTeX of the file, already checked: letters outside ASCII by their commands.
fn user(text: &str) -> Result<String, Unprintable> {
    if text.is_ascii() {
        return Ok(text.to_string());
    }
    let mut out = String::new();
    for (position, c) in text.chars().enumerate() {
        if c.is_ascii() {
            out.push(c);
        } else {
            let letter = escape::text(&c.to_string());
            out.push_str(letter.map_err(|u| Unprintable { position, ..u })?.as_str());
        }
    }
    Ok(out)
}

fn cell(sheet: &Sheet, shown: &Shown) -> Result<String, Unprintable> {
    if let Some(mark) = sheet.mark(shown) {
        return Ok(format!("---\\textsuperscript{{{}}}", letter(mark)));
    }
    Ok(match shown {
        Shown::Exact { value } => match parse_rational(value) {
            Some(r) => format!("${}$", slashed(&r)),
            None => format!("${value}$"),
        },
        Shown::Rounded { value, .. } => format!("${value}$"),
        Shown::Range { lower, upper } => match (lower, upper) {
            (Some(lo), Some(hi)) => format!("$[{},\\,{}]$", end(lo), end(hi)),
            (Some(lo), None) => format!("${{\\ge}}\\,{}$", end(lo)),
            (None, Some(hi)) => format!("${{\\le}}\\,{}$", end(hi)),
            (None, None) => String::new(),
        },
        Shown::Polynomial { coefficients } => {
            let coefficients: Vec<Rat> = coefficients
                .iter()
                .filter_map(|c| parse_rational(c))
                .collect();
            format!("${}$", polynomial(&coefficients))
        }
        Shown::Infinite {} => "$\\infty$".to_string(),
        Shown::Text { text } => escape::text(text)?.to_string(),
        Shown::Stronger { .. } | Shown::Truth { .. } => shown.plain(),
        Shown::Silent { .. } | Shown::Failed { .. } => String::new(),
    })
}

/// An end of a range: an integer or a decimal.
fn end(text: &str) -> String {
    parse_int(text).map_or(text.to_string(), |n| integer(&n).to_string())
}

/// `x^3-x^2-1`, constant term first in `coefficients`. A line may be broken between two terms.
fn polynomial(coefficients: &[Rat]) -> String {
    let mut out = String::new();
    for (i, c) in coefficients.iter().enumerate().rev() {
        if c == &Rat::from_integer(0.into()) {
            continue;
        }
        let sign = match (c.is_negative(), out.is_empty()) {
            (true, _) => "-",
            (false, true) => "",
            (false, false) => "+",
        };
        let power = match i {
            0 => String::new(),
            1 => "x".to_string(),
            2..=9 => format!("x^{i}"),
            _ => format!("x^{{{i}}}"),
        };
        let size = c.abs();
        let factor = match (i > 0 && size.is_one(), size.is_integer()) {
            (true, _) => String::new(),
            (false, true) => integer(&size.to_integer()).to_string(),
            (false, false) => {
                let (p, q) = (integer(size.numer()), integer(size.denom()));
                format!("\\frac{{{p}}}{{{q}}}")
            }
        };
        out.push_str(&format!("{sign}{factor}{power}"));
    }
    if out.is_empty() { "0".to_string() } else { out }
}
