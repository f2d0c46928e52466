//! The section about every map of a class: statement, complete proof, tables.

use super::bounds::width_cell;
use super::escape::{self, Tex};
use super::number::{FULL_DIGITS, digits, int_poly, integer, root_decimal, slashed};
use super::table::{Rules, Table};
use super::view::label;
use super::words::{increasing, list, runs};
use super::{ReportError, Templates};
use crate::certificate::{Assumption, ForcedBlock, ForcedCell, ForcedReason, ForcedRow, Integer};
use crate::num::rational::decimal;
use serde_json::{Value, json};

/// The widest table, in digits of the text font.
const LINE: usize = 66;

/// How the document sets sections and tables.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The sectioning command of the document.
    pub h1: &'static str,
    /// The prefix of the document's own labels.
    pub doc: String,
    /// How tables are ruled.
    pub rules: Rules,
    /// Does the section stand among others?
    pub many: bool,
    /// The templates.
    pub templates: Templates,
}

/// The name in typewriter.
pub fn name(a: &Assumption) -> Result<Tex, ReportError> {
    escape::code(&a.name).map_err(|u| ReportError::unprintable("the name of an assumption", u))
}

/// The statement, a paragraph.
pub fn statement(a: &Assumption) -> Tex {
    let p = a.period;
    let mut out = vec![format!(
        "Let $f$ be any continuous map of an interval with a point of least period ${p}$."
    )];
    let cells = a.certify.iter().flat_map(|b| &b.rows).flat_map(|r| {
        let telling = r
            .widths
            .iter()
            .filter(|c| c.width.0 > 1.into() && digits(&c.width.0) <= FULL_DIGITS);
        telling.map(move |c| (r, c))
    });
    let best = cells.max_by_key(|(r, c)| (r.iterate, std::cmp::Reverse(c.depth.abs_diff(4))));
    out.push(match best {
        Some((row, cell)) => {
            let distance = match &row.error {
                Some(e) => format!("${}$", slashed(&e.0)),
                None => "half the distance of two neighbouring points of its orbit".to_string(),
            };
            let layers = if cell.depth == 1 { "one hidden layer".to_string() } else { format!("${}$ hidden layers", cell.depth) };
            format!(
                "Every ReLU network with {layers} that is closer than {distance} to $f^{{{t}}}$ everywhere has at least ${w}$ neurons in some layer, because $f^{{{t}}}$ crosses between two neighbouring points of the orbit at least ${c}$ times.",
                t = row.iterate,
                w = integer(&cell.width.0),
                c = integer(&row.crossings.0)
            )
        }
        None => "The iterates that were asked for give no bound on the width that says anything.".to_string(),
    });
    Tex(out.join(" "))
}

/// The whole section.
pub fn section(a: &Assumption, frame: &Frame) -> Result<Tex, ReportError> {
    let rows: Vec<&ForcedRow> = a.certify.iter().flat_map(|b| &b.rows).collect();
    let pattern = rows.iter().find_map(|r| match &r.reason {
        ForcedReason::Patterns {
            length,
            power,
            pattern,
        } => Some((*length, *power, pattern)),
        ForcedReason::Stefan { .. } => None,
    });
    let stefan = rows.iter().find_map(|r| match &r.reason {
        ForcedReason::Stefan { length, power } => Some((*length, *power)),
        ForcedReason::Patterns { .. } => None,
    });
    let m = pattern.map(|p| p.0).or(stefan.map(|s| s.0)).unwrap_or(2);
    let power = pattern.map(|p| p.1).or(stefan.map(|s| s.1)).unwrap_or(1);
    let stefan_iterates: Vec<String> = rows
        .iter()
        .filter(|r| matches!(r.reason, ForcedReason::Stefan { .. }))
        .map(|r| format!("$t={}$", r.iterate))
        .collect();
    let growth = a.growth.as_ref().map(|g| -> Result<Value, ReportError> {
        let twos = 1u64 << a.period.trailing_zeros();
        let q = a.period / twos;
        let symbol = if twos == 1 {
            format!("\\rho_{{{q}}}")
        } else {
            format!("\\rho_{{{q}}}^{{1/{twos}}}")
        };
        Ok(json!({
            "symbol": symbol, "q": q, "power": (twos > 1).then_some(twos),
            "poly": format!("x^{{{q}}}-2x{}-1", if q == 3 { String::new() } else { format!("^{{{}}}", q - 2) }),
            "decimal": root_decimal(&int_poly(&g.poly), &g.interval, 10)?,
        }))
    });
    let growth = growth.transpose()?;
    let parts = a.certify.len();
    let blocks: Vec<Value> = a
        .certify
        .iter()
        .enumerate()
        .map(|(i, b)| block(b, i, parts, frame))
        .collect();
    let context = json!({
        "h1": frame.h1, "doc": frame.doc, "id": label(&a.name),
        "name": if frame.many { Some(name(a)?) } else { None },
        "p": a.period, "names": increasing("q", usize::try_from(a.period - 1).unwrap_or(usize::MAX)),
        "gap": a.gap.as_ref().map(|g| slashed(&g.0)),
        "half": rows.first().and_then(|r| r.error.as_ref()).map(|e| slashed(&e.0)),
        "lipschitz": a.lipschitz.as_ref().map(|l| slashed(&l.0)),
        "mean": rows.iter().any(|r| r.mean.is_some()),
        "cycle_names": increasing("a", m - 1), "indices": runs(&(0..m).collect::<Vec<_>>()),
        "m": m, "m_last": m - 1, "count": (1..m).product::<usize>(),
        "power": (power > 1).then_some(power),
        "patterns": pattern.is_some(),
        "attained": attained(&rows),
        "stefan": stefan.is_some(),
        "q": stefan.map(|s| s.0),
        "q_power": stefan.map(|s| s.1).filter(|h| *h > 1),
        "stefan_iterates": list(&stefan_iterates),
        "blocks": blocks,
        "growth": growth,
    });
    frame.templates.latex("assumption", &context)
}

/// The patterns that attain the numbers, each with its iterates.
fn attained(rows: &[&ForcedRow]) -> String {
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    for row in rows {
        let ForcedReason::Patterns { pattern, .. } = &row.reason else {
            continue;
        };
        let entries: Vec<String> = pattern.iter().map(|i| (i + 1).to_string()).collect();
        let text = format!("$({})$", entries.join(","));
        let t = format!("$t={}$", row.iterate);
        match found.iter_mut().find(|(p, _)| *p == text) {
            Some((_, iterates)) if iterates.contains(&t) => {}
            Some((_, iterates)) => iterates.push(t),
            None => found.push((text, vec![t])),
        }
    }
    match found.as_slice() {
        [(pattern, _)] => format!("the permutation {pattern}"),
        several => {
            let parts: Vec<String> = several
                .iter()
                .map(|(pattern, iterates)| format!("{pattern} for {}", list(iterates)))
                .collect();
            parts.join("; ")
        }
    }
}

fn math(n: &Integer) -> Tex {
    Tex(format!("${}$", integer(&n.0)))
}

/// The facts of one block.
pub fn block(b: &ForcedBlock, i: usize, parts: usize, frame: &Frame) -> Value {
    let tables =
        |first: Vec<&str>, lead: fn(&ForcedRow) -> Vec<Tex>, cell: fn(&ForcedCell) -> &Integer| {
            let fixed = first.len();
            let depths = b.depths.iter().map(|k| Tex(format!("$k={k}$")));
            let head: Vec<Tex> = first
                .into_iter()
                .map(|h| Tex(h.to_string()))
                .chain(depths)
                .collect();
            let table = Table {
                columns: "r".repeat(head.len()),
                over: None,
                head,
                rows: b
                    .rows
                    .iter()
                    .map(|r| {
                        lead(r)
                            .into_iter()
                            .chain(r.widths.iter().map(|c| width_cell(&cell(c).0)))
                            .collect()
                    })
                    .collect(),
            };
            let limit = if frame.rules == Rules::Booktabs {
                LINE
            } else {
                LINE * 2 / 3
            };
            let split = table.split(fixed, limit);
            split
                .iter()
                .map(|t| t.render(frame.rules))
                .collect::<Vec<_>>()
        };
    let plain = |r: &ForcedRow| vec![Tex(format!("${}$", r.iterate)), math(&r.crossings)];
    let half = |r: &ForcedRow| {
        let mut out = vec![
            Tex(format!("${}$", r.iterate)),
            math(&r.pieces),
            math(&r.mistakes),
        ];
        out.extend(r.mean.as_ref().map(|mean| Tex(short(&mean.0))));
        out
    };
    // All rows have an area or none has: it needs a gap and a Lipschitz constant.
    let mut halves = vec!["$t$", "$K$", "wrong sides"];
    if b.rows.iter().all(|r| r.mean.is_some()) {
        halves.push("$\\int\\ge$");
    }
    let large = |n: &Integer| digits(&n.0) > FULL_DIGITS;
    let shortened = b
        .rows
        .iter()
        .any(|r| large(&r.crossings) || r.widths.iter().any(|c| large(&c.width)));
    json!({
        "label": format!("forced{}", if i == 0 { String::new() } else { (i + 1).to_string() }),
        "part": (parts > 1).then(|| format!("request {}", i + 1)),
        "tolerance": b.tolerance.as_ref().map(|e| slashed(&e.0)),
        "width_tables": tables(vec!["$t$", "$C$"], plain, |c| &c.width),
        "mean_tables": tables(halves, half, |c| &c.mean_width),
        "vacuous": b.rows.iter().flat_map(|r| &r.widths).any(|c| c.width.0 <= 1.into() || c.mean_width.0 <= 1.into()),
        "shortened": shortened,
    })
}

/// A non-negative rational with four significant digits, rounded down: `0.0123`, `1.234\times10^{-9}`.
fn short(r: &crate::num::Rat) -> String {
    use num_traits::{Signed, Zero};
    if r.is_zero() || r.is_negative() {
        return "$0$".to_string();
    }
    let ten = || crate::num::rational::rat(10, 1);
    // The exponent of the leading digit, found from the lengths of numerator and denominator.
    let mut exponent = r.numer().to_string().len() as i64 - r.denom().to_string().len() as i64;
    let power = |e: i64| -> crate::num::Rat { num_traits::Pow::pow(ten(), e.unsigned_abs()) };
    let scaled = |e: i64| if e >= 0 { r / power(e) } else { r * power(e) };
    if scaled(exponent) < crate::num::rational::rat(1, 1) {
        exponent -= 1;
    }
    let thousand = crate::num::rational::rat(1000, 1);
    let lead = (scaled(exponent) * &thousand).floor() / thousand;
    if (-4..4).contains(&exponent) {
        let places = (3 - exponent).max(0) as u32;
        let scale = crate::num::rational::rat_int(crate::num::Int::from(10).pow(places));
        return format!("${}$", decimal(&((r * &scale).floor() / scale), places));
    }
    format!("${}\\times10^{{{exponent}}}$", decimal(&lead, 3))
}
