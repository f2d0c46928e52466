//! The sections on the L1 norm: the two lemmas of a document, and the bounds of single iterates with their numbers.

use super::ReportError;
use super::bounds::{count_sentence, crossed_bands, labelled, part, width_cell};
use super::escape::{Tex, width};
use super::every::{covered, vacuous};
use super::growth::{Relation, rate, relation_to};
use super::number::{integer, significant};
use super::table::Table;
use super::view::View;
use crate::certificate::{AreaBound, AreaRow, BoundBlock, CrossedBand, Every, Num};
use crate::num::Number;
use crate::num::rational::{Int, Rat, decimal, rat};
use num_traits::{One, Zero};
use serde_json::{Value, json};

/// The lemmas, once for the document; empty if no map has a bound in L1.
pub fn lemmas(views: &[View]) -> Result<Tex, ReportError> {
    let rows = || views.iter().flat_map(printed);
    let area = |v: &View| {
        let says = |e: &Every| !matches!(e, Every::Paths { .. }) && !vacuous(v, e);
        v.map.every.iter().any(says)
    };
    if rows().next().is_none() && !views.iter().any(area) {
        return Ok(Tex::default());
    }
    let branches = rows().any(|r| matches!(r.bound, AreaBound::Lengths { .. }))
        || views
            .iter()
            .any(|v| v.map.every.iter().any(|e| by_branches(v, e)));
    let place = &views[0].place;
    place.templates.latex(
        "area_lemmas",
        &json!({ "h1": place.h1, "doc": place.doc, "branches": branches, "narrow": place.fragment }),
    )
}

/// Is this a printed statement that rests on the lemma on branches?
fn by_branches(view: &View, statement: &Every) -> bool {
    matches!(statement, Every::Slopes { .. } | Every::Squares { .. })
        && !covered(view, statement)
        && !vacuous(view, statement)
}

/// Does the row say something? No function has fewer than one piece.
fn says_something(row: &AreaRow) -> bool {
    row.pieces.0 >= Int::one()
}

/// The rows that are printed.
fn printed<'a>(view: &View<'a>) -> impl Iterator<Item = &'a AreaRow> {
    let rows = view.map.certify.iter().flat_map(|b| &b.l1);
    rows.filter(|r| says_something(r))
}

/// Is a bound by crossings printed?
pub fn by_crossings(view: &View) -> bool {
    printed(view).any(|r| matches!(r.bound, AreaBound::Lipschitz { .. }))
}

/// The section on one map; empty if it has no bound in L1.
pub fn section(view: &View) -> Result<Tex, ReportError> {
    let mut blocks = Vec::new();
    for (i, block) in view.map.certify.iter().enumerate() {
        if !block.l1.is_empty() {
            blocks.push(facts(view, block, i)?);
        }
    }
    if blocks.is_empty() {
        return Ok(Tex::default());
    }
    let asked = view.map.certify.iter().flat_map(|b| &b.l1);
    let nothing = printed(view).next().is_none();
    let context = json!({
        "h": view.place.h, "id": view.id, "doc": view.place.doc, "orbit": view.orbit(),
        "nothing": nothing,
        "some_left_out": !nothing && asked.clone().any(|r| !says_something(r)),
        "domain": domain(view)?,
        "lipschitz": view.map.lipschitz.as_ref().map(|l| view.numbers.exact_and_decimal(l, 4)).transpose()?,
        "blocks": blocks,
        "decay": if by_crossings(view) { decay(view)? } else { None },
        "telgarsky": telgarsky(view),
    });
    view.place.templates.latex("area", &context)
}

/// The interval that is integrated over, as a subscript.
pub fn domain(view: &View) -> Result<Tex, ReportError> {
    let whole = view.domain()?;
    Ok(if width(&whole.0) > 16 {
        Tex("[a,b]".into())
    } else {
        whole
    })
}

/// A decimal of about four significant digits that is at most the number, at least 0: `0.1874`, `2.338\times10^{-5}`.
pub fn below(view: &View, n: &Num) -> Tex {
    Tex(below_number(view.numbers.number(n)))
}

fn below_number(x: Number) -> String {
    if x.sign() <= 0 {
        return "0".to_string();
    }
    // The least e >= 0 with x 10^e >= 1000.
    let mut exponent = 0u32;
    let mut scaled = x.clone();
    let ten = Number::from(10);
    while scaled < Number::from(1000) && exponent < 4_000 {
        scaled = scaled * &ten;
        exponent += 1;
    }
    let digits = scaled.floor();
    if exponent <= 7 {
        let text = decimal(
            &Rat::new(digits.clone(), Int::from(10).pow(exponent)),
            exponent,
        );
        return if exponent == 0 {
            integer(&digits).0
        } else {
            text.trim_end_matches('0').trim_end_matches('.').to_string()
        };
    }
    let mantissa = decimal(&Rat::new(digits, Int::from(1000)), 3);
    format!("{mantissa}\\times10^{{-{}}}", exponent - 3)
}

fn facts(view: &View, block: &BoundBlock, i: usize) -> Result<Value, ReportError> {
    let crossed: Vec<&AreaRow> = rows(block, true);
    let lengths: Vec<&AreaRow> = rows(block, false);
    let one_band = crossed.iter().all(|r| crossed_bands(r).len() == 1);
    let levels: Vec<_> = crossed.iter().flat_map(|r| crossed_bands(r)).collect();
    let paths = match &view.place.proved.0 {
        Some(first) => first.clone(),
        None => format!("{}:paths", view.id),
    };
    Ok(json!({
        "label": labelled("area", i),
        "part": part(view, i),
        "crossed": !crossed.is_empty(),
        "one_band": one_band,
        "count_sentence": count_sentence(view, &levels),
        "tables": tables(view, block, &crossed),
        "bands": bands(view, &crossed, one_band)?,
        "worked": worked(view, &crossed),
        "lengths": !lengths.is_empty(),
        "length_tables": tables(view, block, &lengths),
        "paths": paths,
    }))
}

fn rows(block: &BoundBlock, crossed: bool) -> Vec<&AreaRow> {
    let kind = |r: &&AreaRow| matches!(r.bound, AreaBound::Lipschitz { .. }) == crossed;
    block
        .l1
        .iter()
        .filter(kind)
        .filter(|r| says_something(r))
        .collect()
}

/// `t`, `K`, the area and one column for each depth.
fn tables(view: &View, block: &BoundBlock, rows: &[&AreaRow]) -> Vec<Tex> {
    let mut head: Vec<Tex> = ["$t$", "$K$", "area"].map(|h| Tex(h.to_string())).to_vec();
    head.extend(block.depths.iter().map(|k| Tex(format!("$k={k}$"))));
    let row = |r: &&AreaRow| {
        let mut row = vec![
            Tex(format!("${}$", r.iterate)),
            integer(&r.pieces.0).math(),
            below(view, &r.error).math(),
        ];
        row.extend(r.widths.iter().map(|c| width_cell(&c.width.0)));
        row
    };
    let rows: Vec<Vec<Tex>> = rows.iter().map(row).collect();
    let table = Table {
        columns: format!("rrl{}", "r".repeat(block.depths.len())),
        over: None,
        head,
        rows,
    };
    let parts = table.split(3, view.place.table(12));
    parts
        .into_iter()
        .map(|t| t.render(view.place.rules))
        .collect()
}

/// Which bands were taken.
fn bands(view: &View, rows: &[&AreaRow], one_band: bool) -> Result<Tex, ReportError> {
    const SHOWN: usize = 4;
    let mut parts = Vec::new();
    for row in rows {
        let AreaBound::Lipschitz { bands } = &row.bound else {
            continue;
        };
        if bands.len() > SHOWN {
            parts.push(format!(
                "For $t={}$ there are ${}$ bands, between the points of $P$; they are in the certificate.",
                row.iterate,
                bands.len()
            ));
            continue;
        }
        let mut shown = Vec::new();
        for b in bands {
            let (x, y) = (view.numbers.short(&b.x)?, view.numbers.short(&b.y)?);
            let c = integer(&b.crossings.0);
            shown.push(if one_band {
                format!("$x={x}$, $y={y}$, $C={c}$")
            } else {
                format!("$[{x},{y}]$ with ${c}$ crossings")
            });
        }
        let what = if one_band {
            ""
        } else if bands.len() == 1 {
            "the band "
        } else {
            "the bands "
        };
        parts.push(format!(
            "For $t={}$: {what}{}.",
            row.iterate,
            super::words::list(&shown)
        ));
    }
    if view.closed() && !one_band {
        parts.push(
            "The bands were chosen for the largest sum; nothing rests on this choice.".to_string(),
        );
    }
    Ok(Tex(parts.join(" ")))
}

/// The smallest iterate worked out, if its numbers are short.
fn worked(view: &View, rows: &[&AreaRow]) -> Option<String> {
    let row = rows.first()?;
    let AreaBound::Lipschitz { bands } = &row.bound else {
        return None;
    };
    let lipschitz = view.map.lipschitz.as_ref()?.to_rational()?;
    let [
        CrossedBand {
            x, y, crossings, ..
        },
    ] = bands.as_slice()
    else {
        return None;
    };
    if !view.numbers.is_short(x) || !view.numbers.is_short(y) {
        return None;
    }
    let gap = y.to_rational()? - x.to_rational()?;
    if row.iterate > 60 || lipschitz.is_zero() || crossings.0 <= row.pieces.0 {
        return None;
    }
    let square = if gap.is_one() {
        String::new()
    } else {
        format!("\\cdot({})^2", super::number::slashed(&gap))
    };
    let value = super::number::slashed(&row.error.to_rational()?);
    let line = format!(
        "For instance, $t={t}$: $({}-{}){square}/(4\\cdot{}^{{{t}}})={value}$.",
        integer(&crossings.0),
        integer(&row.pieces.0),
        if lipschitz.is_integer() {
            super::number::slashed(&lipschitz).0
        } else {
            format!("({})", super::number::slashed(&lipschitz))
        },
        t = row.iterate
    );
    (width(&line) <= 2 * view.place.line).then_some(line)
}

/// How the bound by crossings depends on the iterate.
fn decay(view: &View) -> Result<Option<String>, ReportError> {
    let Some(l) = &view.map.lipschitz else {
        return Ok(None);
    };
    let constant = view
        .map
        .every
        .iter()
        .any(|e| matches!(e, Every::Extremal { .. }) && !vacuous(view, e));
    if constant {
        return Ok(Some(format!(
            "Because the growth equals the Lipschitz constant, these areas do not decay: see Theorem~\\ref{{{}:every-extremal}}.",
            view.id
        )));
    }
    let Some(rate) = rate(view)? else {
        return Ok(None);
    };
    if relation_to(view, l) == Relation::Equal {
        return Ok(None);
    }
    let Some(text) = rate
        .decimal
        .clone()
        .or_else(|| rate.rational.as_ref().map(|r| decimal(r, 10)))
    else {
        return Ok(None);
    };
    let Some(rho) = parse(&text) else {
        return Ok(None);
    };
    let l = view.numbers.number(l);
    let (lo, _) = l.enclosure(64);
    if lo <= rho {
        return Ok(None);
    }
    let quotient = significant(&(rho / lo));
    let better = view.map.every.iter().any(|e| by_branches(view, e));
    let pointer = if better {
        format!(
            " What holds for every $t$ without decay is in Section~\\ref{{{}:every}}.",
            view.id
        )
    } else {
        String::new()
    };
    Ok(Some(format!(
        "The crossings counted here grow at most at the rate $\\rho$, and $\\rho$ is smaller than $L$: with $K$ in a fixed proportion to the crossings the bound by crossings decays at the rate $\\rho/L\\approx{quotient}$ or faster.{pointer}"
    )))
}

fn parse(text: &str) -> Option<Rat> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits: Int = format!("{whole}{part}").parse().ok()?;
    Some(Rat::new(digits, Int::from(10).pow(part.len() as u32)))
}

/// The comparison with the first result of this kind, for the full tent map.
fn telgarsky(view: &View) -> Option<String> {
    let vertices = &view.map.vertices;
    let tent = [(0, 1, 0, 1), (1, 2, 1, 1), (1, 1, 0, 1)];
    let is = |n: &Num, p: i64, q: i64| n.to_rational() == Some(rat(p, q));
    let full = !view.orbit()
        && vertices.len() == 3
        && vertices
            .iter()
            .zip(tent)
            .all(|((x, y), (a, b, c, d))| is(x, a, b) && is(y, c, d));
    full.then(|| {
        "For this map and $K=C/4$, a quarter of the crossings, Telgarsky \\orbcite{telgarsky} (Theorem 3.12 there) has an area of at least $1/32$. The bound above gives $(C-K)/(4\\cdot2^t)=3/16$ for every $t\\ge2$.".to_string()
    })
}
