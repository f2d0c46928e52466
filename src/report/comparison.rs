//! The section that sets the bound beside earlier ones: the odd period alone, and the ladder of growth rates.

use super::ReportError;
use super::area;
use super::escape::{Tex, width};
use super::growth::{Relation, rate, relation_to};
use super::number::{int_poly, root_decimal};
use super::polynomial::polynomial;
use super::table::Table;
use super::thresholds;
use super::view::View;
use crate::certificate::{Growth, LadderRow, Num};
use crate::num::rational::{Int, Rat};
use serde_json::{Value, json};

/// The section; empty if there is nothing to compare.
pub fn section(view: &View) -> Result<Tex, ReportError> {
    // Beside the rate 1 there is nothing to compare.
    let ladder = if view.map.ladder.len() > 1 && thresholds::above_one(view.map) {
        Some(ladder(view)?)
    } else {
        None
    };
    let context = json!({
        "h": view.place.h, "id": view.id, "orbit": view.orbit(),
        "odd": odd(view)?,
        "ladder": ladder,
        "ladder_intro": intro(view),
        "ladder_note": note(view),
        "thresholds": thresholds::table(view)?,
    });
    view.place.templates.latex("comparison", &context)
}

fn odd(view: &View) -> Result<Option<Value>, ReportError> {
    let Some(odd) = &view.map.odd_period else {
        return Ok(None);
    };
    let poly = int_poly(&odd.poly);
    let mut points = Vec::new();
    for p in &odd.points {
        points.push(view.numbers.short(p)?.0);
    }
    // What does not fit in a line is rounded.
    if width(&points.join(",\\,")) > view.place.line && points.len() <= 4 {
        for (text, p) in points.iter_mut().zip(&odd.points) {
            *text = format!("{{\\approx}}{}", view.numbers.decimal(p, 10)?);
        }
    }
    let text = points.join(",\\,\\allowbreak ");
    let text = if width(&text) > view.place.line.saturating_sub(20) && points.len() > 4 {
        format!(
            "{},\\,{},\\,\\dots,\\,{}",
            points[0],
            points[1],
            points[points.len() - 1]
        )
    } else {
        text
    };
    let line = polynomial(&poly, "x");
    let shown = if width(&line.0) <= view.place.line.saturating_sub(16) {
        line
    } else {
        Tex(format!(
            "(x^{{{p}}}-2x^{{{q}}}-1)/(x+1)",
            p = odd.period,
            q = odd.period.saturating_sub(2)
        ))
    };
    Ok(Some(json!({
        "points": text,
        "period": odd.period,
        "poly": shown,
        "decimal": root_decimal(&poly, &odd.interval, 10)?,
        "error": view.numbers.exact_and_decimal(&odd.error, 4)?,
        "other": odd.points != view.map.partition.points,
    })))
}

fn ladder(view: &View) -> Result<Tex, ReportError> {
    let mut rows = Vec::new();
    for row in &view.map.ladder {
        rows.push(vec![
            Tex(format!("\\raggedright {}", source(view, row))),
            Tex(format!("\\raggedright {}", used(view, row)?)),
            Tex(format!("${}$", decimal(view, row)?)),
        ]);
    }
    let head = ["source", "growth used", "here"]
        .map(|h| Tex(h.to_string()))
        .to_vec();
    Ok(Table {
        columns: if view.place.fragment {
            "p{0.36\\linewidth}p{0.24\\linewidth}l"
        } else {
            "p{0.4\\linewidth}p{0.28\\linewidth}l"
        }
        .into(),
        over: None,
        head,
        rows,
    }
    .render(view.place.rules))
}

fn source(view: &View, row: &LadderRow) -> String {
    let period = row
        .period
        .map_or_else(String::new, |p| format!("period ${p}$"));
    match row.id.as_str() {
        "loop_bound" => format!("{period}: a cycle and a loop (idea: \\orbcite{{cnpw}})"),
        "odd_period_bound" => format!("{period}: \\v{{S}}tefan cycle (idea: \\orbcite{{cnp}})"),
        "increasing_bound" => format!(
            "increasing cycle of length ${}$ (idea: \\orbcite{{sanford}})",
            row.period.unwrap_or(0)
        ),
        "inner" => "inner covering graph (a lower end)".to_string(),
        "own" if view.orbit() => "covering graph of the orbit itself".to_string(),
        "own" => match view.map.growth {
            Growth::Exact { .. } => "own covering graph".to_string(),
            Growth::ConstantSlope { .. } => "own slope".to_string(),
            Growth::Enclosure { .. } => "own covering graph (lower end)".to_string(),
        },
        "lipschitz" => "Lipschitz constant (an upper limit)".to_string(),
        _ => "another bound".to_string(),
    }
}

fn used(view: &View, row: &LadderRow) -> Result<Tex, ReportError> {
    Ok(match (row.id.as_str(), &row.poly) {
        ("lipschitz", _) => Tex("$L$".into()),
        ("inner", _) => Tex("$r$ of the witness".into()),
        ("increasing_bound", _) if row.period == Some(3) => Tex("root of $x^2=x+1$".into()),
        ("increasing_bound", _) => Tex(format!(
            "root of $x^{{{0}}}=x^{{{1}}}+\\dots+1$",
            row.period.unwrap_or(0).saturating_sub(1),
            row.period.unwrap_or(0).saturating_sub(2)
        )),
        ("own", _) => match rate(view)? {
            Some(rate) => rate
                .closed
                .map_or_else(|| Tex("$\\rho$".into()), |c| Tex(format!("$\\rho={c}$"))),
            None => Tex("$\\rho$".into()),
        },
        (_, Some(poly)) => {
            let line = polynomial(&int_poly(poly), "x");
            if width(&line.0) <= 32 || row.id != "odd_period_bound" {
                Tex(format!("largest root of ${line}$"))
            } else {
                let p = row.period.unwrap_or(0);
                Tex(format!(
                    "largest root of $(x^{{{p}}}-2x^{{{}}}-1)/(x+1)$",
                    p.saturating_sub(2)
                ))
            }
        }
        _ => Tex::default(),
    })
}

/// Ten decimals: recomputed from the polynomial where there is one, cut from the certificate's decimal where not.
fn decimal(view: &View, row: &LadderRow) -> Result<String, ReportError> {
    if let (Some(poly), Some(interval)) = (&row.poly, &row.interval) {
        let poly = int_poly(poly);
        if poly.degree() == Some(1) {
            let value = Rat::new(-poly.coeff(0), poly.coeff(1));
            return shortest(view, &Num::rational(value));
        }
        return root_decimal(&poly, interval, 10);
    }
    match (row.id.as_str(), &view.map.lipschitz, &view.map.growth) {
        ("lipschitz", Some(l), _) => return shortest(view, l),
        ("own", _, Growth::ConstantSlope { slope, .. }) => return shortest(view, slope),
        _ => {}
    }
    let text = &row.decimal;
    let fine = text
        .chars()
        .all(|c| c.is_ascii_digit() || c == '.' || c == '-');
    if !fine {
        return Err(ReportError::Malformed("a decimal that is no number"));
    }
    match text.split_once('.') {
        Some((_, part)) if part.chars().all(|c| c == '0') => {
            Ok(text.split('.').next().unwrap_or("").to_string())
        }
        Some((whole, part)) if part.len() > 10 => Ok(format!("{whole}.{}\\ldots", &part[..10])),
        _ => Ok(text.clone()),
    }
}

/// The number itself if it has at most ten decimals, else rounded to ten.
fn shortest(view: &View, n: &Num) -> Result<String, ReportError> {
    let tenths = Rat::from_integer(Int::from(10).pow(10));
    match n.to_rational() {
        Some(r) if r.is_integer() => Ok(view.numbers.exact(n).0),
        Some(r) if (&r * tenths).is_integer() => Ok(view
            .numbers
            .decimal(n, 10)?
            .trim_end_matches('0')
            .to_string()),
        _ => view.numbers.decimal(n, 10),
    }
}

/// What the lines of the ladder mean, and that they increase.
fn intro(view: &View) -> String {
    let has = |id: &str| view.map.ladder.iter().any(|r| r.id == id);
    let mut names = Vec::new();
    if has("loop_bound") {
        names.push("cycle and loop");
    }
    if has("odd_period_bound") {
        names.push("\\v{S}tefan cycle");
    }
    if has("increasing_bound") {
        names.push("increasing cycle");
    }
    if has("own") {
        names.push(if view.orbit() {
            "the orbit itself"
        } else {
            "the map itself"
        });
    }
    let chain = names.join(" $\\le$ ");
    let mut out = "Each line but that of the Lipschitz constant is a rate $r$ for which every network that stays below a fixed error on all $f^t$ has $(w+1)^k\\ge c\\,r^t$ with a constant $c>0$; the larger the rate, the stronger the bound.".to_string();
    if names.len() > 1 {
        out.push_str(&format!(
            " The first lines use less of what is known: {chain}."
        ));
    }
    if has("lipschitz") && !view.orbit() {
        out.push_str(" No growth exceeds $\\max(1,L)$, so the last line limits all rates that such a bound can have.");
    }
    out
}

fn note(view: &View) -> Option<String> {
    let lipschitz = view.map.lipschitz.as_ref()?;
    if view.orbit() {
        return None;
    }
    match relation_to(view, lipschitz) {
        Relation::Equal => Some(
            "The last two rates agree: no map with this Lipschitz constant has a larger growth."
                .to_string(),
        ),
        Relation::Below => {
            let stated = area::by_crossings(view);
            let place = if stated {
                format!(
                    ", and those of Section~\\ref{{{}:area-section}} that use crossings do",
                    view.id
                )
            } else {
                "; none is stated here".to_string()
            };
            Some(format!(
                "Here $\\rho<L$: the map oscillates less than its Lipschitz constant would allow. In the sup norm this loses nothing, but bounds on $\\int|f^t-g|$ that use only crossings and $L$ decay at the rate $\\rho/L$ or faster{place}."
            ))
        }
        _ => None,
    }
}
