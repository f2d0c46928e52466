//! The part of the report on a polynomial map: what is exact, what is enclosed, what is only a lower bound.

use super::escape::Tex;
use super::number::{integer, rational};
use super::polynomial::polynomial;
use super::table::Table;
use super::view::View;
use super::words::{count, increasing};
use super::{
    Pictures, ReportError, area, bounds, comparison, every, labels, pictures, setting, statement,
    three_points, units,
};
use crate::certificate::{Growth, Num, PolynomialData, UpperWitness};
use crate::num::RatPoly;
use crate::num::rational::{Int, Rat, decimal, rat_int};
use num_integer::Integer as _;
use num_traits::One;
use serde_json::json;

/// Points are listed up to this number.
const LISTED: usize = 40;
/// Laps are listed up to this iterate.
const LAPS: usize = 20;

/// The whole part on one polynomial.
pub fn map(view: &View, data: &PolynomialData, drawn: Pictures) -> Result<Tex, ReportError> {
    let (low, high) = enclosure(view)?;
    let laps: Vec<String> = view
        .map
        .laps
        .iter()
        .take(LAPS)
        .map(|n| format!("${}$", integer(&n.0)))
        .collect();
    let by_laps = match &view.map.growth {
        Growth::Enclosure {
            upper: UpperWitness::Laps { n, laps, .. },
            ..
        } => Some(json!({ "n": n, "laps": integer(&laps.0) })),
        _ => None,
    };
    let context = json!({
        "many": view.place.many, "h1": view.place.h1, "h": view.place.h, "id": view.id, "doc": view.place.doc,
        "heading": setting::heading(view)?,
        "narrow": view.place.fragment,
        "statement": if view.place.opens { Some(statement::statement(view, false)?) } else { None },
        "domain": view.domain()?,
        "formula": formula(data),
        "n": view.n(),
        "points_words": count(view.n() + 1, "point"),
        "names": increasing("p", view.n()),
        "above": low > Rat::one(),
        "points_table": if view.n() < LISTED { Some(points(view)?) } else { None },
        "turning": data.turning.len(),
        "turning_words": count(data.turning.len(), "turning point"),
        "laps": match laps.first() {
            Some(first) if laps.len() > 1 && laps.iter().all(|n| n == first) => format!("all {first}"),
            _ => laps.join(", "),
        },
        "laps_count": laps.len(),
        "lipschitz": view.map.lipschitz.as_ref().map(|l| view.numbers.exact_and_decimal(l, 6)).transpose()?,
        "exact": low == high,
        "lower": outward(&low, false),
        "upper": outward(&high, true),
        "value": rational(&low),
        "by_laps": by_laps,
        "figures": pictures::figures(view, drawn)?,
        "bounds": bounds::section(view)?,
        "comparison": comparison::section(view)?,
        "three_points": three_points::section(view)?,
        "units": units::section(view)?,
        "classification": labels::section(view)?,
        "area": area::section(view)?,
        "every": every::section(view)?,
    });
    view.place.templates.latex("polynomial", &context)
}

/// The two ends of the growth rate; the lower one at least 1.
pub fn enclosure(view: &View) -> Result<(Rat, Rat), ReportError> {
    let Growth::Enclosure { lower, upper } = &view.map.growth else {
        return Err(ReportError::Malformed("the growth of a polynomial"));
    };
    let value = upper.value();
    Ok((lower.rate.0.clone().max(Rat::one()), value.0.clone()))
}

/// Six decimals, rounded outwards; integers stay as they are.
pub fn outward(x: &Rat, up: bool) -> String {
    if x.is_integer() {
        return x.to_string();
    }
    let scale = rat_int(1_000_000);
    let scaled = x * &scale;
    let rounded = if up { scaled.ceil() } else { scaled.floor() };
    decimal(&(rounded / scale), 6)
}

/// `4x - 4x^2`, with one fraction in front if the coefficients are not integers.
pub fn formula(data: &PolynomialData) -> Tex {
    let coeffs = || data.coeffs.iter().map(|c| &c.0);
    let common = coeffs().fold(Int::one(), |d, c| d.lcm(c.denom()));
    let whole = RatPoly::new(coeffs().map(|c| c * rat_int(common.clone())).collect());
    let ints = crate::num::IntPoly::new(whole.coeffs().iter().map(|c| c.to_integer()).collect());
    let text = polynomial(&ints, "x");
    if common.is_one() {
        text
    } else {
        Tex(format!("\\frac1{{{common}}}\\bigl({text}\\bigr)"))
    }
}

fn points(view: &View) -> Result<Tex, ReportError> {
    let show = |x: &Num| view.numbers.exact_and_decimal(x, 8).map(|t| t.math());
    let mut rows = Vec::new();
    for (i, (x, y)) in view.map.vertices.iter().enumerate() {
        let row = match view.map.partition.rows.get(i) {
            None => String::new(),
            Some((lo, hi)) if lo < hi => format!("$[p_{{{lo}}},p_{{{hi}}}]$"),
            Some(_) => "--".to_string(),
        };
        rows.push(vec![
            Tex(format!("${i}$")),
            decimals(view, x, &show)?,
            decimals(view, y, &show)?,
            Tex(row),
        ]);
    }
    let head = ["$i$", "$p_i$", "$f(p_i)$", "$f(I_i)\\supseteq$"];
    Ok(Table {
        columns: "rlll".into(),
        over: None,
        head: head.map(|h| Tex(h.to_string())).to_vec(),
        rows,
    }
    .render(view.place.rules))
}

/// A short number exactly, a long one by decimals that are marked as such.
fn decimals(
    view: &View,
    x: &Num,
    show: &impl Fn(&Num) -> Result<Tex, ReportError>,
) -> Result<Tex, ReportError> {
    match x.to_rational() {
        Some(r) if r.denom().bits() > 20 || r.numer().bits() > 20 => {
            Ok(Tex(format!("$\\approx{}$", decimal(&r, 8))))
        }
        Some(r) => Ok(rational(&r).math()),
        None if view.map.field.is_none() => Err(ReportError::Malformed("a number")),
        None => show(x),
    }
}
