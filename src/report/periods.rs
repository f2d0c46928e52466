//! The section on periods: the strongest one with Sharkovsky's theorem, exact periodic points, counts.

use super::ReportError;
use super::escape::Tex;
use super::number::integer;
use super::strongest;
use super::table::Table;
use super::view::View;
use crate::certificate::{Count, PeriodPoint};
use serde_json::json;

/// The most periods that are listed with a point.
const POINTS: usize = 12;
/// The most iterates in the table of counts.
const COUNTS: usize = 20;

/// In more parts than these the table of counts stands upright.
const PARTS: usize = 3;

/// The section.
pub fn section(view: &View) -> Result<Tex, ReportError> {
    let counts = counts(view);
    let infinite = view
        .map
        .fixed_points
        .iter()
        .flatten()
        .take(COUNTS)
        .any(|c| *c == Count::Infinite);
    let context = json!({
        "h": view.place.h, "id": view.id, "g": view.g(),
        "sharkovsky": strongest(view),
        "stronger": stronger(view),
        "intro": intro(view),
        "points_table": points_table(view)?,
        "counts": counts,
        "counts_intro": counts_intro(view),
        "infinite": infinite,
    });
    view.place.templates.latex("periods", &context)
}

/// The periods that a period `s` forces, in words.
pub fn forced(s: usize) -> String {
    let e = s.trailing_zeros();
    let q = s >> e;
    let powers = |last: u32| match last {
        0 => "$1$".to_string(),
        1 => "$1$ and $2$".to_string(),
        2 => "$1$, $2$ and $4$".to_string(),
        n => format!("$1,2,4,\\dots,{}$", 1u64.checked_shl(n).unwrap_or(0)),
    };
    match (e, q) {
        (0, 1) => "the period $1$".to_string(),
        (n, 1) => format!("the periods {}", powers(n)),
        (0, 3) => "every period".to_string(),
        (0, q) => format!("the period $1$, every even period and every odd period from ${q}$ on"),
        (n, 3) => format!(
            "the periods {} and every multiple of ${}$",
            powers(n - 1),
            1u64 << n
        ),
        (n, q) => format!(
            "the periods {}, every multiple of ${}$, and ${}m$ for every odd $m\\ge{q}$",
            powers(n),
            1u64 << (n + 1),
            1u64 << n
        ),
    }
}

fn strongest(view: &View) -> String {
    let s = view.map.periods.strongest;
    let weaker = forced(s);
    let order = "in the order $3\\rhd5\\rhd7\\rhd\\dots\\rhd2\\cdot3\\rhd2\\cdot5\\rhd\\dots\\rhd4\\cdot3\\rhd\\dots\\rhd8\\rhd4\\rhd2\\rhd1$";
    if s == 0 {
        return String::new();
    }
    let exact = view.map.periods.exact;
    if s == 3 && !view.orbit() {
        return "$f$ has a point of period $3$, hence by Sharkovsky's theorem \\orbcite{sharkovsky} it has every period.".to_string();
    }
    match (view.orbit(), exact) {
        (true, _) => format!(
            "Every map $f$ with this orbit has a point of period ${s}$, and hence, by Sharkovsky's theorem \\orbcite{{sharkovsky}}, {weaker} ({order} a period forces all later ones). The periods forced by the orbit are those of $\\ell$<<exact>>."
        )
        .replace("<<exact>>", if exact { ", whose strongest period this is" } else { "" }),
        (false, true) => format!(
            "The strongest period of $f$, {order}, is ${s}$; by Sharkovsky's theorem \\orbcite{{sharkovsky}} $f$ has {}.",
            match s {
                1 => format!("{weaker} only"),
                3 => weaker,
                s if s.is_power_of_two() => format!("exactly {weaker}"),
                _ => format!("{weaker}, and no others"),
            }
        ),
        (false, false) if s == 1 => "$f$ has a fixed point. Whether it has points of other periods is not claimed.".to_string(),
        (false, false) => format!(
            "$f$ has a point of period ${s}$, hence by Sharkovsky's theorem \\orbcite{{sharkovsky}} it has {weaker} ({order} a period forces all later ones). Whether there is a stronger period is not claimed."
        ),
    }
}

/// Why nothing is stronger than the period that is called the strongest.
fn stronger(view: &View) -> Option<Tex> {
    if !view.map.periods.exact || view.map.periods.strongest == 3 {
        return None;
    }
    let rest = || {
        Tex(format!(
            "That no period of ${}$ is stronger is checked by \\texttt{{orbitex verify}}, by counting in each component of the covering graph the points of least period $m$ for every $m$ in question; the counts are too long to be printed.",
            view.g()
        ))
    };
    Some(strongest::proof(view).unwrap_or_else(rest))
}

fn intro(view: &View) -> String {
    let on = if view.orbit() { " of $\\ell$" } else { "" };
    match view.map.periods.points.len() {
        1 => format!("A point{on} of that least period, checked by evaluation:"),
        _ => format!("Points{on} of least period $m$, each checked by evaluation:"),
    }
}

fn points_table(view: &View) -> Result<Option<Tex>, ReportError> {
    let strongest = view.map.periods.strongest;
    let short = |p: &&PeriodPoint| view.numbers.is_short(&p.point);
    let listed: Vec<&PeriodPoint> = view.map.periods.points.iter().filter(short).collect();
    let mut shown: Vec<&PeriodPoint> = listed.iter().take(POINTS).copied().collect();
    if !shown.iter().any(|p| p.period == strongest) {
        shown.extend(listed.iter().find(|p| p.period == strongest));
    }
    if shown.is_empty() {
        return Ok(None);
    }
    let mut head = vec![Tex("$m$".into())];
    let mut row = vec![Tex("point".into())];
    for p in &shown {
        head.push(Tex(format!("${}$", p.period)));
        row.push(view.numbers.exact(&p.point).math());
    }
    let columns = format!("l{}", "c".repeat(shown.len()));
    let parts = Table {
        columns,
        over: None,
        head,
        rows: vec![row],
    }
    .split(1, view.place.table(10));
    Ok(Some(Tex(parts
        .iter()
        .map(|t| t.render(view.place.rules).0)
        .collect::<Vec<_>>()
        .join("\n"))))
}

fn counts_intro(view: &View) -> String {
    let what = match (view.map.pieces.is_some(), view.map.fixed_points.is_some()) {
        (true, true) => "laps, pieces and fixed points",
        (false, true) => "laps and fixed points",
        (true, false) => "laps and pieces",
        (false, false) => "laps",
    };
    let note = if view.orbit() {
        " (of $\\ell$; $f$ may have more)"
    } else {
        ""
    };
    format!("The numbers of {what} of ${}^t${note}:", view.g())
}

fn counts(view: &View) -> Vec<Tex> {
    let laps: Vec<Tex> = view
        .map
        .laps
        .iter()
        .take(COUNTS)
        .map(|n| integer(&n.0).math())
        .collect();
    if laps.is_empty() {
        return Vec::new();
    }
    let mut rows = vec![("laps", laps)];
    if let Some(pieces) = &view.map.pieces {
        rows.push((
            "pieces",
            pieces
                .iter()
                .take(COUNTS)
                .map(|n| integer(&n.0).math())
                .collect(),
        ));
    }
    if let Some(fixed) = &view.map.fixed_points {
        let cell = |c: &Count| match c {
            Count::Finite(n) => integer(n).math(),
            Count::Infinite => Tex("$\\infty$".into()),
        };
        rows.push((
            "fixed points",
            fixed.iter().take(COUNTS).map(cell).collect(),
        ));
    }
    let length = rows.iter().map(|r| r.1.len()).max().unwrap_or(0);
    let mut head = vec![Tex("$t$".into())];
    head.extend((1..=length).map(|t| Tex(format!("${t}$"))));
    let line = |(name, mut cells): (&str, Vec<Tex>)| {
        cells.resize(length, Tex::default());
        cells.insert(0, Tex(name.to_string()));
        cells
    };
    let rows: Vec<Vec<Tex>> = rows.into_iter().map(line).collect();
    let columns = format!("l{}", "r".repeat(length));
    let upright = || {
        let turned = (1..=length).map(|t| {
            std::iter::once(&head)
                .chain(&rows)
                .map(|r| r[t].clone())
                .collect()
        });
        let names = std::iter::once(&head)
            .chain(&rows)
            .map(|r| r[0].clone())
            .collect();
        Table {
            columns: "r".repeat(rows.len() + 1),
            over: None,
            head: names,
            rows: turned.collect(),
        }
    };
    let limit = view.place.table(10);
    let mut tall = upright();
    let parts = Table {
        columns,
        over: None,
        head,
        rows,
    }
    .split(1, limit);
    if parts.len() <= PARTS {
        return parts.iter().map(|t| t.render(view.place.rules)).collect();
    }
    // Numbers grow with t: what is too wide stands at the end.
    while tall.width() > limit && tall.rows.len() > 1 {
        tall.rows.pop();
    }
    let left = length - tall.rows.len();
    let mut out = vec![tall.render(view.place.rules)];
    if left > 0 {
        out.push(Tex(format!(
            "Those for larger $t$, up to ${length}$ and beyond, are in the certificate."
        )));
    }
    out
}
