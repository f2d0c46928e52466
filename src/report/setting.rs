//! The section that introduces the map or the orbit, its field and its partition.

use super::ReportError;
use super::escape::{self, Tex, width};
use super::growth::reason;
use super::number::{int_poly, isolating, quadratic_root, root_decimal};
use super::polynomial::polynomial;
use super::polynomial_map;
use super::table::Table;
use super::view::View;
use super::words::{capital, count, increasing, list, point, runs};
use crate::certificate::{FieldData, Num};
use crate::num::Number;
use crate::num::polynomial::{Poly, RatPoly};
use serde_json::{Value, json};

/// Formulas are displayed up to this number of pieces.
const CASES: usize = 8;
/// Points are displayed in a line up to this number, and in a table up to the next.
const SET: usize = 9;
/// The longest table of points or rows.
pub const TABLE: usize = 150;

/// The section.
pub fn section(view: &View) -> Result<Tex, ReportError> {
    let (map, n) = (view.map, view.n());
    let permutation = view.permutation();
    let cases = if view.orbit() || permutation.is_some() {
        None
    } else {
        cases(view)?
    };
    let short_set = points_set(view)?;
    let in_table = map.partition.points.len() <= TABLE;
    let vertices_shown = view.orbit() || cases.is_some() || permutation.is_some();
    let context = json!({
        "h": view.place.h, "id": view.id, "orbit": view.orbit(), "closed": view.closed(), "n": n,
        "field": map.field.as_ref().map(|f| field(view, f)).transpose()?,
        "domain": view.domain()?,
        "origin": origin(view)?,
        "model": map.origin.starts_with("constant_slope("),
        "network": map.origin.starts_with("network "),
        "cycle": if view.orbit() { cycle(view)? } else { None },
        "affine": map.vertices.iter().all(|(x, _)| view.point_index(x).is_some()),
        "lipschitz": map.lipschitz.as_ref().filter(|_| view.orbit()).map(|l| view.numbers.short(l)).transpose()?,
        "cases": cases,
        "single": cases.as_ref().and_then(single),
        "one_line": permutation.as_ref().map(|p| one_line(view, p)),
        "cycle_notation": permutation.as_ref().map(|p| cycle_notation(p)),
        "points_count": map.partition.points.len(),
        "one_to_n": runs(&(1..=map.partition.points.len()).collect::<Vec<_>>()).replacen("1,2,\\dots", "1,\\dots", 1),
        "names": increasing("p", n),
        "points_words": count(map.partition.points.len(), "point"),
        "vertices_count": map.vertices.len(),
        "vertices_table": if vertices_shown { None } else { vertices_table(view)? },
        "chains": chains(view)?,
        "points_set": short_set.as_ref().map(|s| &s.0),
        "points_tail": short_set.as_ref().and_then(|s| s.1.as_ref()),
        "points_table": if short_set.is_none() && in_table { Some(points_table(view)?) } else { None },
    });
    view.place.templates.latex("setting", &context)
}

fn field(view: &View, data: &FieldData) -> Result<Value, ReportError> {
    let poly = int_poly(&data.poly);
    let name = view
        .numbers
        .generator()
        .ok_or(ReportError::Malformed("a field without a generator"))?;
    let radicals = quadratic_root(&poly, &data.interval).filter(|r| r != name);
    Ok(json!({
        "name": name,
        "radicals": radicals,
        "decimal": root_decimal(&poly, &data.interval, 10)?,
        "poly": polynomial(&poly, "x"),
        "interval": isolating(&poly, &data.interval),
        "irreducible": data.irreducible.as_ref().map(reason),
    }))
}

/// `tent(3/2)` in typewriter; nothing where it would only repeat the formula.
fn origin(view: &View) -> Result<Option<Tex>, ReportError> {
    let text = &view.map.origin;
    let built = text.contains('(') || text.starts_with("network");
    if text.is_empty() || text.len() > 60 || text.contains("->") || !built {
        return Ok(None);
    }
    escape::code(text)
        .map(Some)
        .map_err(|u| ReportError::unprintable("the origin of a map", u))
}

/// `p_0\mapsto ...`: the orbit in the order in which `f` runs through it.
fn cycle(view: &View) -> Result<Option<Tex>, ReportError> {
    let mut out = Vec::new();
    let mut at = 0;
    for _ in 0..=view.n() + 1 {
        out.push(view.numbers.short(&view.map.partition.points[at])?.0);
        match view.image(at) {
            Some(next) if next != 0 => at = next,
            _ => break,
        }
    }
    if out.len() != view.n() + 1 {
        return Ok(None);
    }
    out.push(out[0].clone());
    let text = out.join("\\mapsto ");
    if width(&text) <= view.place.line {
        return Ok(Some(Tex(text)));
    }
    let lines: Vec<String> = out.chunks(8).map(|c| c.join("\\mapsto ")).collect();
    Ok(Some(Tex(format!(
        "\\begin{{aligned}}&{}\\end{{aligned}}",
        lines.join("\\\\\n&\\mapsto ")
    ))))
}

/// `0\mapsto0`, ...: the orbit of each vertex until a point that was seen before.
fn chains(view: &View) -> Result<Option<String>, ReportError> {
    let n = view.n();
    if !view.closed() || view.orbit() || n > 16 || view.permutation().is_some() {
        return Ok(None);
    }
    let mut seen = vec![false; n + 1];
    let mut out = Vec::new();
    let ends = [0, view.map.vertices.len() - 1];
    let inner = 1..view.map.vertices.len() - 1;
    for v in ends.into_iter().chain(inner) {
        let Some(mut at) = view.point_index(&view.map.vertices[v].0) else {
            return Ok(None);
        };
        if seen[at] {
            continue;
        }
        let mut chain = vec![view.numbers.short(&view.map.partition.points[at])?.0];
        loop {
            seen[at] = true;
            let Some(next) = view.image(at) else {
                return Ok(None);
            };
            chain.push(view.numbers.short(&view.map.partition.points[next])?.0);
            at = next;
            if seen[at] {
                break;
            }
        }
        out.push(format!("${}$", chain.join("\\mapsto ")));
    }
    Ok(Some(list(&out)))
}

/// The formula on each piece.
fn cases(view: &View) -> Result<Option<Tex>, ReportError> {
    let vertices = &view.map.vertices;
    if vertices.len() > CASES + 1 {
        return Ok(None);
    }
    let mut rows = Vec::new();
    for pair in vertices.windows(2) {
        let (slope, constant) = line(view, &pair[0], &pair[1])?;
        let formula = affine(view, &slope, &constant);
        let (lo, hi) = (
            view.numbers.exact(&pair[0].0),
            view.numbers.exact(&pair[1].0),
        );
        rows.push(format!("{formula}, & {lo}\\le x\\le {hi}"));
    }
    if rows.iter().any(|r| width(r) > view.place.line) {
        return Ok(None);
    }
    let tall = rows.iter().any(|r| r.contains("\\frac"));
    Ok(Some(Tex(rows.join(if tall {
        ",\\\\[3pt] "
    } else {
        ",\\\\ "
    }) + ".")))
}

/// The only case, which needs no brace.
fn single(cases: &Tex) -> Option<Tex> {
    let one = !cases.as_str().contains("\\\\");
    one.then(|| Tex(cases.as_str().replacen(", & ", ",\\qquad ", 1)))
}

/// Slope and constant of the line through two vertices.
fn line(view: &View, a: &(Num, Num), b: &(Num, Num)) -> Result<(Num, Num), ReportError> {
    let of = |n: &Num| view.numbers.number(n);
    let run = &of(&b.0) - &of(&a.0);
    let slope = &(&of(&b.1) - &of(&a.1)) * &reciprocal(view, &run)?;
    let constant = &of(&a.1) - &(&slope * &of(&a.0));
    Ok((Num(slope.coeffs()), Num(constant.coeffs())))
}

/// `1/number`; refuses zero divisors, which a field whose polynomial is not irreducible may have.
fn reciprocal(view: &View, number: &Number) -> Result<Number, ReportError> {
    if let Some(field) = view.numbers.field() {
        let (mut a, mut b) = (field.poly().to_rat(), RatPoly::new(number.coeffs()));
        while !b.is_zero() {
            let r = a.div_rem(&b).1;
            (a, b) = (b, r);
        }
        if Poly::degree(&a) != Some(0) {
            return Err(ReportError::Malformed("two vertices above each other"));
        }
    }
    number
        .recip()
        .ok_or(ReportError::Malformed("two vertices above each other"))
}

/// `slope x + constant`.
fn affine(view: &View, slope: &Num, constant: &Num) -> String {
    let one = Num::rational(crate::num::rational::rat(1, 1));
    let (a, b) = (view.numbers.exact(slope).0, view.numbers.exact(constant).0);
    let minus_one = view.numbers.exact(slope).0 == "-1";
    let sum = |t: &str| {
        !t.starts_with("\\frac") && !t.starts_with("-\\frac") && t[1..].contains(['+', '-'])
    };
    let linear = match a.as_str() {
        "0" => return b,
        _ if *slope == one => "x".to_string(),
        _ if minus_one => "-x".to_string(),
        _ if sum(&a) => format!("({a})x"),
        // A name of several letters does not stick to the variable.
        _ if a.ends_with('}') && a.contains("\\mathit") && !a.contains("\\frac") => {
            format!("{a}\\,x")
        }
        _ => format!("{a}x"),
    };
    match b.as_str() {
        "0" => linear,
        _ if linear.starts_with('-') && !b.starts_with('-') => format!("{b}{linear}"),
        _ if b.starts_with('-') => format!("{linear}{b}"),
        _ => format!("{linear}+{b}"),
    }
}

fn one_line(view: &View, permutation: &[usize]) -> Tex {
    let length = if view.place.fragment { 10 } else { 20 };
    let entries: Vec<String> = permutation.iter().map(ToString::to_string).collect();
    let lines: Vec<String> = entries.chunks(length).map(|c| c.join(",\\,")).collect();
    if let [one] = lines.as_slice() {
        return Tex(format!("({one}),"));
    }
    Tex(format!(
        "\\begin{{aligned}}(&{}),\\end{{aligned}}",
        lines.join(",\\\\ &")
    ))
}

fn cycle_notation(permutation: &[usize]) -> Tex {
    let mut seen = vec![false; permutation.len() + 1];
    let mut out = String::new();
    for start in 1..=permutation.len() {
        let mut cycle = Vec::new();
        let mut at = start;
        while !std::mem::replace(&mut seen[at], true) {
            cycle.push(at.to_string());
            at = permutation[at - 1];
        }
        if !cycle.is_empty() {
            out.push_str(&format!("({})", cycle.join("\\;\\allowbreak ")));
        }
    }
    Tex(out)
}

fn vertices_table(view: &View) -> Result<Option<Tex>, ReportError> {
    let vertices = &view.map.vertices;
    if vertices.len() > TABLE {
        return Ok(Some(Tex(
            "\nThey are listed in the certificate (\\texttt{vertices}).\n".to_string(),
        )));
    }
    let mut rows = Vec::new();
    for (x, y) in vertices {
        rows.push(vec![
            view.numbers.short(x)?.math(),
            view.numbers.short(y)?.math(),
        ]);
    }
    let head = vec![Tex("$x$".into()), Tex("$f(x)$".into())];
    Ok(Some(
        Table {
            columns: "ll".into(),
            over: None,
            head,
            rows,
        }
        .render(view.place.rules),
    ))
}

/// The points in one display, and what is to be said of all of them; `None` if they do not fit.
fn points_set(view: &View) -> Result<Option<(Tex, Option<Tex>)>, ReportError> {
    let points = &view.map.partition.points;
    if let Some(first) = consecutive(view) {
        let last = first + points.len() - 1;
        let inner = match points.len() {
            0..=4 => (first..=last)
                .map(|i| i.to_string())
                .collect::<Vec<_>>()
                .join(",\\,"),
            _ => format!("{first},\\,{},\\,\\dots,\\,{last}", first + 1),
        };
        let tail = if first == 0 {
            "p_i=i".to_string()
        } else {
            format!("p_i=i+{first}")
        };
        return Ok(Some((Tex(inner), Some(Tex(tail)))));
    }
    if points.len() > SET || !points.iter().all(|p| view.numbers.is_short(p)) {
        return Ok(None);
    }
    let parts: Vec<String> = points
        .iter()
        .enumerate()
        .map(|(i, p)| format!("{}={}", point(i), view.numbers.exact(p)))
        .collect();
    let text = format!("\\,{}\\,", parts.join("\\;<\\;"));
    Ok((width(&text) <= view.place.line + 4).then_some((Tex(text), None)))
}

/// The first point, if the points are consecutive natural numbers.
fn consecutive(view: &View) -> Option<usize> {
    let mut first = None;
    for (i, p) in view.map.partition.points.iter().enumerate() {
        let value = p.to_rational().filter(num_rational::Ratio::is_integer)?;
        let value = usize::try_from(value.to_integer()).ok()?;
        let first = *first.get_or_insert(value);
        if value != first + i {
            return None;
        }
    }
    first
}

fn points_table(view: &View) -> Result<Tex, ReportError> {
    let points = &view.map.partition.points;
    let integers = points
        .iter()
        .all(|p| p.to_rational().is_some_and(|r| r.is_integer()));
    let mut rows = Vec::new();
    for (i, p) in points.iter().enumerate() {
        let mut row = vec![Tex(format!("${i}$")), view.numbers.short(p)?.math()];
        if !integers {
            row.push(Tex(format!("${}$", view.numbers.decimal(p, 6)?)));
        }
        row.push(Tex(view.image(i).map_or_else(
            || "not in $P$".to_string(),
            |j| format!("${}$", point(j)),
        )));
        rows.push(row);
    }
    let mut head = vec![Tex("$i$".into()), Tex("$p_i$".into())];
    if !integers {
        head.push(Tex("decimal".into()));
    }
    head.push(Tex("$f(p_i)$".into()));
    let columns = if integers { "rll" } else { "rlrl" };
    Ok(Table {
        columns: columns.into(),
        over: None,
        head,
        rows,
    }
    .render(view.place.rules))
}

/// `the map \texttt{tri}`, for headings.
pub fn heading(view: &View) -> Result<Tex, ReportError> {
    let kind = if view.orbit() { "the orbit" } else { "the map" };
    Ok(Tex(format!("{} {}", capital(kind), view.name()?)))
}

/// The ends of an interval of the partition as math, exact, if both are short.
pub fn ends(view: &View, i: usize) -> Option<Tex> {
    let (a, b) = (
        &view.map.partition.points[i],
        &view.map.partition.points[i + 1],
    );
    let fine = view.numbers.is_short(a) && view.numbers.is_short(b);
    fine.then(|| {
        Tex(format!(
            "[{},{}]",
            view.numbers.exact(a),
            view.numbers.exact(b)
        ))
    })
}

/// One sentence that defines the map, for the short report.
pub fn short(view: &View) -> Result<Tex, ReportError> {
    if let Some(data) = &view.map.polynomial {
        return Ok(Tex(format!(
            "The map is $f(x)={}$ on ${}$.",
            polynomial_map::formula(data),
            view.domain()?
        )));
    }
    let mut out = String::new();
    if let Some(data) = &view.map.field {
        let poly = int_poly(&data.poly);
        if let Some(name) = view.numbers.generator() {
            out.push_str(&format!(
                "Here ${name}\\approx{}$ is a root of ${}$. ",
                root_decimal(&poly, &data.interval, 10)?,
                polynomial(&poly, "x")
            ));
        }
    }
    let text = match (view.orbit(), cycle(view)?, cases(view)?, view.permutation()) {
        (true, Some(cycle), _, _) => format!("The orbit is\n\\[ {cycle}. \\]"),
        (false, _, Some(cases), None) => match single(&cases) {
            Some(formula) => format!("The map is\n\\[ f(x)={formula} \\]"),
            None => format!("The map is\n\\[ f(x)=\\begin{{cases}}{cases}\\end{{cases}} \\]"),
        },
        (false, _, _, Some(p)) => format!(
            "The map connects the dots of the permutation\n\\[ {} \\]\nthat is, $f(i)$ is its $i$-th entry.",
            one_line(view, &p)
        ),
        _ => "Its vertices are in the certificate.".to_string(),
    };
    Ok(Tex(out + &text))
}
