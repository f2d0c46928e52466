//! The section on covering relations: rows, matrix, characteristic polynomial, components.

use super::ReportError;
use super::escape::{Tex, width};
use super::number::int_poly;
use super::polynomial::{equation, product};
use super::setting::{TABLE, ends};
use super::table::Table;
use super::view::View;
use super::words::{count, intervals, list, point};
use crate::certificate::Growth;
use serde_json::json;

/// Matrices are displayed up to this size.
const MATRIX: usize = 8;
/// Components are named one by one up to this number.
const NAMED: usize = 12;

/// The section.
pub fn section(view: &View) -> Result<Tex, ReportError> {
    let factors: Vec<_> = view
        .map
        .charpoly
        .factors
        .iter()
        .map(|f| (int_poly(&f.poly), f.multiplicity))
        .collect();
    let whole = int_poly(&view.map.charpoly.coeffs);
    let line = super::polynomial::polynomial(&whole, "x");
    let factored = product(&factors, view.place.line);
    // A power of x is its own factorisation.
    let power = |f: &(crate::num::IntPoly, u32)| super::polynomial::polynomial(&f.0, "x").0 == "x";
    let several = factors.len() > 1 || factors.iter().any(|f| f.1 > 1 && !power(f));
    let short = match &factored {
        Some(p) if several && width(&line.0) + width(&p.0) + 3 <= view.place.line => {
            Some(Tex(format!("{line}={p}")))
        }
        Some(p) if several && view.n() > 6 => Some(p.clone()),
        _ if width(&line.0) <= view.place.line => Some(line),
        _ => None,
    };
    let limit = view.place.line + if view.place.fragment { 0 } else { 8 };
    let long = equation("\\chi_A(x)", &whole, "x", limit);
    let shown = view.n() <= 80;
    let context = json!({
        "h": view.place.h, "id": view.id, "orbit": view.orbit(), "closed": view.closed(), "n": view.n(),
        "rows_table": if view.n() <= TABLE { Some(rows_table(view)) } else { None },
        "matrix": matrix(view),
        "charpoly_short": short,
        "charpoly_long": if shown { Some(if several { long } else { ended(&long) }) } else { None },
        "factors_long": if several { Some(factors_long(view, &factors)) } else { None },
        "components": components(view),
    });
    view.place.templates.latex("covering", &context)
}

/// A display with its full stop, which stands after the last line of several.
fn ended(display: &Tex) -> Tex {
    match display.0.strip_suffix("\n\\end{aligned}") {
        Some(lines) => Tex(format!("{lines}.\n\\end{{aligned}}")),
        None => Tex(format!("{display}.")),
    }
}

fn rows_table(view: &View) -> Tex {
    let n = view.n();
    let explicit = n <= 16 && (0..n).all(|i| ends(view, i).is_some_and(|e| width(&e.0) <= 24));
    let closed = view.closed();
    let mut head = vec![Tex("$i$".into())];
    if explicit {
        head.push(Tex("$I_i$".into()));
    }
    if closed {
        head.extend([Tex("$f(p_i),\\,f(p_{i+1})$".into())]);
        head.push(Tex(if view.orbit() {
            "$f(I_i)\\supseteq$"
        } else {
            "$f(I_i)$"
        }
        .into()));
    }
    head.push(Tex("covers".into()));
    let row = |i: usize| {
        let mut row = vec![Tex(format!("${i}$"))];
        if explicit {
            row.push(ends(view, i).unwrap_or_default().math());
        }
        if let (true, Some(a), Some(b)) = (closed, view.image(i), view.image(i + 1)) {
            row.push(Tex(format!("${},\\;{}$", point(a), point(b))));
            let (lo, hi) = (a.min(b), a.max(b));
            row.push(Tex(if lo == hi {
                format!("$\\{{{}\\}}$", point(lo))
            } else {
                format!("$[{},{}]$", point(lo), point(hi))
            }));
        }
        let (lo, hi) = view.map.partition.rows[i];
        row.push(if lo == hi {
            Tex("no interval".into())
        } else {
            intervals(&(lo..hi).collect::<Vec<_>>()).math()
        });
        row
    };
    let columns = format!(
        "r{}{}l",
        if explicit { "l" } else { "" },
        if closed { "cc" } else { "" }
    );
    Table {
        columns,
        over: None,
        head,
        rows: (0..n).map(row).collect(),
    }
    .render(view.place.rules)
}

fn matrix(view: &View) -> Option<Tex> {
    if view.n() > MATRIX {
        return None;
    }
    let row = |(lo, hi): &(usize, usize)| {
        let cells: Vec<&str> = (0..view.n())
            .map(|j| if (*lo..*hi).contains(&j) { "1" } else { "0" })
            .collect();
        cells.join("&")
    };
    let rows: Vec<String> = view.map.partition.rows.iter().map(row).collect();
    Some(Tex(format!(
        "\\begin{{pmatrix}}{}\\end{{pmatrix}}.",
        rows.join("\\\\")
    )))
}

/// The factors of a long polynomial, each in a display of its own.
fn factors_long(view: &View, factors: &[(crate::num::IntPoly, u32)]) -> Tex {
    let name = |i: usize| format!("q_{{{}}}", i + 1);
    let power = |m: u32| {
        if m == 1 {
            String::new()
        } else {
            format!("^{{{m}}}")
        }
    };
    let head: Vec<String> = factors
        .iter()
        .enumerate()
        .map(|(i, f)| format!("{}(x){}", name(i), power(f.1)))
        .collect();
    let each: Vec<String> = factors
        .iter()
        .enumerate()
        .map(|(i, f)| {
            format!(
                "\\[ {} \\]",
                equation(
                    &format!("{}(x)", name(i)),
                    &f.0,
                    "x",
                    view.place.line + if view.place.fragment { 0 } else { 8 }
                )
            )
        })
        .collect();
    Tex(format!(
        "$\\chi_A={}$ with\n{}",
        head.join("\\,"),
        each.join("\n")
    ))
}

/// The sentences on the strongly connected components.
fn components(view: &View) -> Option<Tex> {
    let Growth::Exact { order, .. } = &view.map.growth else {
        return None;
    };
    let looped = |b: &Vec<usize>| b.len() > 1 || b.iter().all(|i| in_row(view, *i, *i));
    if let [all] = order.as_slice() {
        let what = if looped(all) {
            "The graph is strongly connected."
        } else {
            "It is a single interval without a loop."
        };
        return Some(Tex(what.to_string()));
    }
    let name = |b: &Vec<usize>| format!("$\\{{{}\\}}$", intervals(b));
    if order.len() <= NAMED {
        let names: Vec<String> = order.iter().map(name).collect();
        let loops: Vec<String> = order.iter().filter(|b| looped(b)).map(name).collect();
        let without = order.len() - loops.len();
        let last = match (loops.len(), without) {
            (_, 0) => String::new(),
            (0, _) => " None of them has an arrow inside it.".to_string(),
            (1, _) => format!(" Only {} has an arrow inside it.", loops[0]),
            _ => format!(" Those with an arrow inside are {}.", list(&loops)),
        };
        return Some(Tex(format!(
            "Its strongly connected components, in an order in which every arrow leads to the same or a later one, are {}.{last}",
            list(&names)
        )));
    }
    let loops: Vec<String> = order
        .iter()
        .filter(|b| looped(b))
        .map(|b| {
            if b.len() > 40 {
                format!("one of {}", count(b.len(), "interval"))
            } else {
                name(b)
            }
        })
        .collect();
    Some(Tex(format!(
        "It has {} (in the certificate they stand in an order in which every arrow leads to the same or a later one); those with an arrow inside are {}, the others are single intervals without a loop.",
        count(order.len(), "strongly connected component"),
        list(&loops)
    )))
}

/// Does interval `i` cover interval `j`?
pub fn in_row(view: &View, i: usize, j: usize) -> bool {
    let (lo, hi) = view.map.partition.rows[i];
    (lo..hi).contains(&j)
}

/// The recursion of the path counts as aligned equations, for small graphs.
pub fn recursion(view: &View) -> Option<Tex> {
    if view.n() > MATRIX {
        return None;
    }
    let line = |j: usize| {
        let terms: Vec<String> = view
            .covered_by(j)
            .iter()
            .map(|i| format!("N_{i}(t)"))
            .collect();
        format!(
            "N_{j}(t+1)&={}",
            if terms.is_empty() {
                "0".to_string()
            } else {
                terms.join("+")
            }
        )
    };
    let lines: Vec<String> = (0..view.n()).map(line).collect();
    Some(Tex(format!(
        "\\begin{{aligned}}{}.\\end{{aligned}}",
        lines.join(",\\\\ ")
    )))
}
