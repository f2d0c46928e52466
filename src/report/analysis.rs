//! The machine-readable analysis `orbitex/analysis/1` of each map of a certificate.

use crate::certificate::{
    Certificate, CrossingMethod, FieldData, Growth, Integer, Kind, MapCertificate, Num, Ratio,
    SupRow, UpperWitness, WidthCell,
};
use crate::num::rational::{decimal, parse_int};
use crate::num::{Field, IntPoly, Number};
use serde_json::{Value, json};
use std::sync::Arc;

/// How many decimals a number's `decimal` has.
const DECIMALS: u32 = 38;

/// The `maps` array of the analysis, one object for each map of the certificate.
pub fn maps(certificate: &Certificate) -> Vec<Value> {
    certificate.maps.iter().map(map).collect()
}

fn map(m: &MapCertificate) -> Value {
    let field = m.field.as_ref().map(field);
    let number = |x: &Num| number(x, field.as_ref());
    let known = m.kind == Kind::Map;
    let counted = m.kind != Kind::Orbit;
    let texts = |v: &[Integer]| v.iter().map(|n| n.0.to_string()).collect::<Vec<_>>();
    let exact = m.periods.exact && known;
    json!({
        "name": m.name,
        "kind": m.kind,
        "domain": [number(&m.vertices[0].0), number(&m.vertices[m.vertices.len() - 1].0)],
        "markov": m.partition.closed && known,
        "partition": m.partition.points.iter().map(number).collect::<Vec<_>>(),
        "covering": m.partition.rows,
        "charpoly": texts(&m.charpoly.coeffs),
        "growth": growth(m, field.as_ref()),
        "lipschitz": m.lipschitz.as_ref().map(number),
        "constant_slope": if known { json!(m.constant_slope) } else { Value::Null },
        "laps": if counted { json!(texts(&m.laps)) } else { Value::Null },
        "fixed_points": if known { json!(m.fixed_points) } else { Value::Null },
        "sharkovsky": if exact { json!(m.periods.strongest.to_string()) } else { json!({"at_least": m.periods.strongest.to_string()}) },
        "bounds": bounds(m, field.as_ref()),
    })
}

/// The field described by a certificate.
pub(super) fn field(data: &FieldData) -> Arc<Field> {
    let (lo, hi) = &data.interval;
    Field::new(
        polynomial(&data.poly),
        (lo.0.clone(), hi.0.clone()),
        &data.name,
    )
}

/// The value of a certificate's number.
pub(super) fn number_of(x: &Num, field: Option<&Arc<Field>>) -> Number {
    match (x.to_rational(), field) {
        (Some(r), _) => Number::from(r),
        (None, Some(field)) => Number::from_coeffs(field, &x.0),
        (None, None) => Number::zero(),
    }
}

fn polynomial(coeffs: &[Integer]) -> IntPoly {
    IntPoly::new(coeffs.iter().map(|c| c.0.clone()).collect())
}

/// A number: a text for a rational, polynomial, interval, coefficients and decimal for an algebraic one.
fn number(x: &Num, field: Option<&Arc<Field>>) -> Value {
    match (x.to_rational(), field) {
        (Some(r), _) => json!(r.to_string()),
        (None, Some(field)) => {
            let (lo, hi) = field.interval();
            json!({
                "poly": field.poly().coeffs().iter().map(ToString::to_string).collect::<Vec<_>>(),
                "interval": [lo.to_string(), hi.to_string()],
                "coeffs": x.0.iter().map(ToString::to_string).collect::<Vec<_>>(),
                "decimal": number_of(x, Some(field)).decimal(DECIMALS),
            })
        }
        (None, None) => Value::Null,
    }
}

fn growth(m: &MapCertificate, field: Option<&Arc<Field>>) -> Value {
    match &m.growth {
        Growth::Exact {
            poly,
            interval,
            decimal,
            irreducible,
            ..
        } => {
            let own = json!({
                "poly": poly.iter().map(|c| c.0.to_string()).collect::<Vec<_>>(),
                "interval": [interval.0.0.to_string(), interval.1.0.to_string()],
                "decimal": decimal,
                "irreducible": irreducible.is_some() || m.charpoly.complete,
            });
            match m.kind {
                Kind::Map => own,
                Kind::Polynomial | Kind::Orbit => {
                    json!({ "lower": own, "upper": m.lipschitz.as_ref().map(|l| number(l, field)) })
                }
            }
        }
        Growth::ConstantSlope { slope, .. } => {
            json!({ "lower": number(slope, field), "upper": number(slope, field) })
        }
        Growth::Enclosure { lower, upper } => {
            let upper = match upper {
                UpperWitness::Lipschitz { value } | UpperWitness::Laps { value, .. } => value,
            };
            let one = parse_int("1").map(|n| Ratio(n.into()));
            let lower = one
                .filter(|one| one.0 > lower.rate.0)
                .unwrap_or_else(|| lower.rate.clone());
            json!({ "lower": lower, "upper": upper, "decimal": [decimal(&lower.0, 12), decimal(&upper.0, 12)] })
        }
    }
}

fn bounds(m: &MapCertificate, field: Option<&Arc<Field>>) -> Vec<Value> {
    let row = |row: &SupRow, cell: &WidthCell| {
        json!({
            "theorem": "sup",
            "norm": "sup",
            "iterate": row.iterate,
            "depth": cell.depth,
            "between": [number(&row.x, field), number(&row.y, field)],
            "crossings": row.crossings,
            "crossings_exact": m.kind == Kind::Map && row.crossing_method == CrossingMethod::Summary {},
            "width": cell.width,
            "upper_width": if m.kind == Kind::Map { json!(cell.upper.as_ref().map(|u| &u.width)) } else { Value::Null },
            "error": number(&row.error, field),
        })
    };
    let rows = m.certify.iter().flat_map(|block| &block.sup);
    rows.flat_map(|r| r.widths.iter().map(move |cell| row(r, cell)))
        .collect()
}
