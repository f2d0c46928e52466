//! The machine-readable analysis `orbitex/analysis/1` of each map of a certificate.

use super::regime::regime;
use crate::certificate::{
    AreaBound, AreaRow, Between, Certificate, ClassificationRow, CrossedBand, CrossingMethod,
    Every, FieldData, Growth, Integer, Kind, LengthBand, MapCertificate, Num, PieceCell, Ratio,
    SupRow, TripleRow, UnitCell, UnitRow, UnitTable, WidthCell,
};
use crate::num::rational::{decimal, parse_int};
use crate::num::{Field, Int, IntPoly, Number, Rat};
use serde_json::{Value, json};
use std::sync::Arc;

/// How many decimals a number's `decimal` has.
const DECIMALS: u32 = 38;

/// The `maps` array of the analysis, one object for each map of the certificate, then one for each class of maps.
pub fn maps(certificate: &Certificate) -> Vec<Value> {
    let classes = certificate.assumptions.iter().map(super::classes::object);
    certificate.maps.iter().map(map).chain(classes).collect()
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
        "regime": { "is": regime(m).0.word(), "because": regime(m).1 },
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
            let upper = upper.value();
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
    let mut out = Vec::new();
    for block in &m.certify {
        let sup = block.sup.iter();
        out.extend(sup.flat_map(|r| r.widths.iter().map(move |cell| row(r, cell))));
        for table in &block.units {
            out.extend(table.rows.iter().flat_map(|r| sizes(table, r)));
        }
        if let Between::Tolerance { error } = &block.between {
            let three = block.three_points.iter();
            out.extend(three.flat_map(|r| bent(r, error, field)));
        }
        out.extend(block.l1.iter().flat_map(|r| area(r, field)));
        let labels = block.classification.iter();
        out.extend(labels.flat_map(|r| labelled(m, r, field)));
    }
    out.extend(m.every.iter().map(|e| every(m, e, field)));
    out
}

/// One entry for each depth: the sizes for one kind of units.
fn sizes(table: &UnitTable, row: &UnitRow) -> Vec<Value> {
    let entry = |cell: &UnitCell| {
        json!({
            "theorem": "units", "norm": "sup", "iterate": row.iterate, "depth": cell.depth,
            "unit": table.unit, "breakpoints": table.breakpoints, "pieces": row.pieces,
            "width": cell.width, "upper_width": Value::Null, "units": cell.neurons, "parameters": cell.parameters,
        })
    };
    row.widths.iter().map(entry).collect()
}

/// One entry for each depth: every narrower network errs by at least the tolerance somewhere.
fn bent(row: &TripleRow, error: &Num, field: Option<&Arc<Field>>) -> Vec<Value> {
    let entry = |cell: &PieceCell| {
        json!({
            "theorem": "three-points", "norm": "sup", "iterate": row.iterate, "depth": cell.depth,
            "triples": row.triples.len(), "pieces": row.triples.len().to_string(),
            "width": cell.width, "upper_width": Value::Null,
            "error": number(error, field),
        })
    };
    row.widths.iter().map(entry).collect()
}

/// One entry for each depth: every narrower network has at least this L1 error.
fn area(row: &AreaRow, field: Option<&Arc<Field>>) -> Vec<Value> {
    let (theorem, bands) = match &row.bound {
        AreaBound::Lipschitz { bands } => {
            let band = |b: &CrossedBand| json!({ "between": [number(&b.x, field), number(&b.y, field)], "crossings": b.crossings });
            ("l1", bands.iter().map(band).collect::<Vec<_>>())
        }
        AreaBound::Lengths { bands } => {
            let band = |b: &LengthBand| json!({ "interval": b.interval, "total": number(&b.total, field), "squares": number(&b.squares, field) });
            ("squares", bands.iter().map(band).collect())
        }
    };
    let entry = |cell: &PieceCell| {
        json!({
            "theorem": theorem, "norm": "l1", "iterate": row.iterate, "depth": cell.depth,
            "bands": bands, "pieces": row.pieces, "width": cell.width, "upper_width": Value::Null,
            "error": number(&row.error, field),
        })
    };
    row.widths.iter().map(entry).collect()
}

/// One entry for each depth; the error is the share of wrong labels.
fn labelled(m: &MapCertificate, row: &ClassificationRow, field: Option<&Arc<Field>>) -> Vec<Value> {
    let share = Rat::new(row.errors.0.clone(), &row.crossings.0 + Int::from(1));
    let entry = |cell: &PieceCell| {
        json!({
            "theorem": "classification", "norm": "classification", "iterate": row.iterate, "depth": cell.depth,
            "between": [number(&row.x, field), number(&row.y, field)],
            "crossings": row.crossings,
            "crossings_exact": m.kind == Kind::Map && row.crossing_method == CrossingMethod::Summary {},
            "pieces": row.pieces, "width": cell.width, "upper_width": Value::Null,
            "errors": row.errors, "error": share.to_string(),
        })
    };
    row.widths.iter().map(entry).collect()
}

/// A statement about every iterate from `start` on: `pieces` is `constant rate^t`.
fn every(m: &MapCertificate, statement: &Every, field: Option<&Arc<Field>>) -> Value {
    let entry = |theorem, norm, start: u64, constant: &Ratio, rate: Value, error: &Num| {
        json!({
            "theorem": theorem, "norm": norm, "iterate": Value::Null, "depth": Value::Null, "start": start,
            "constant": constant, "rate": rate, "error": number(error, field),
        })
    };
    match statement {
        Every::Paths {
            start,
            rate,
            constant,
            error,
            ..
        } => entry("growth", "sup", *start, constant, json!(rate), error),
        Every::Extremal { kappa, error, .. } => {
            let rate = m.lipschitz.as_ref().map(|l| number(l, field));
            entry("extremal", "l1", 0, kappa, json!(rate), error)
        }
        Every::Slopes {
            slope,
            kappa,
            error,
            ..
        } => entry("slopes", "l1", 0, kappa, number(slope, field), error),
        Every::Squares {
            theta,
            kappa,
            error,
            ..
        } => entry(
            "squares",
            "l1",
            0,
            kappa,
            json!(theta.0.recip().to_string()),
            error,
        ),
    }
}
