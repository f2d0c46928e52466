//! The points of the classification bounds as CSV, ready to train on.

use super::analysis::{field, number_of};
use crate::certificate::{Certificate, ClassificationRow, MapCertificate};
use crate::num::{Field, Number};
use std::fmt::Write;
use std::sync::Arc;

/// How many decimals the second column has.
const DECIMALS: u32 = 30;

/// One table: a file name without folder, and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Samples {
    /// `golden.t10.csv`, or `golden.block2.t10.csv` where a map has several blocks.
    pub name: String,
    /// Columns `point` (exact, in the name of the field's generator), `decimal` (rounded) and `label`
    /// (1 where `f^t` is at least `(x+y)/2`).
    pub text: String,
}

/// All tables of a certificate, in its order.
pub fn tables(certificate: &Certificate) -> Vec<Samples> {
    let mut out = Vec::new();
    for map in &certificate.maps {
        let field = map.field.as_ref().map(field);
        for (b, block) in map.certify.iter().enumerate() {
            for row in &block.classification {
                let part = if map.certify.len() > 1 {
                    format!(".block{}", b + 1)
                } else {
                    String::new()
                };
                let text = table(map, row, field.as_ref());
                out.extend(text.map(|text| Samples {
                    name: format!("{}{part}.t{}.csv", map.name, row.iterate),
                    text,
                }));
            }
        }
    }
    out
}

fn table(
    map: &MapCertificate,
    row: &ClassificationRow,
    field: Option<&Arc<Field>>,
) -> Option<String> {
    let points: Vec<Number> = row
        .sample
        .as_ref()?
        .iter()
        .map(|p| number_of(p, field))
        .collect();
    let vertices: Vec<(Number, Number)> = map
        .vertices
        .iter()
        .map(|(x, y)| (number_of(x, field), number_of(y, field)))
        .collect();
    let first = points.first()?.clone();
    let value = (0..row.iterate).try_fold(first, |x, _| evaluate(&vertices, &x))?;
    // The labels alternate.
    let mut high = value >= number_of(&row.y, field);
    let mut out = String::from("point,decimal,label\n");
    for point in &points {
        let _ = writeln!(
            out,
            "{point},{},{}",
            point.decimal(DECIMALS),
            u8::from(high)
        );
        high = !high;
    }
    Some(out)
}

/// The value of the polygon through `vertices`; `None` outside its domain.
fn evaluate(vertices: &[(Number, Number)], x: &Number) -> Option<Number> {
    let pair = vertices.windows(2).find(|w| w[0].0 <= *x && *x <= w[1].0)?;
    let ((x0, y0), (x1, y1)) = (&pair[0], &pair[1]);
    Some(y0 + (x - x0) * (y1 - y0) / (x1 - x0))
}
