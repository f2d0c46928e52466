//! Exact weights in the network file form of `docs/language.md`: `{"domain": [...], "layers": [{"weights", "bias"}, ...]}`.
//!
//! A rational is a text; an element of a number field is the object of polynomial, interval, coefficients and decimal.

use crate::map::realise::Realisation;
use crate::num::Number;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::fmt::Write;

/// How many decimals the decimal texts of algebraic numbers have.
const DECIMALS: u32 = 38;

/// The file's text.
pub fn write(network: &Realisation) -> String {
    let (a, b) = &network.domain;
    let mut texts = Texts::default();
    let mut out = format!("{{\n  \"domain\": {},\n  \"layers\": [", texts.list([a, b]));
    for (i, layer) in network.affine_layers().iter().enumerate() {
        out.push_str(if i == 0 { "\n" } else { ",\n" });
        out.push_str("    {\n      \"weights\": [");
        for (j, row) in layer.weights.iter().enumerate() {
            let separator = if j == 0 { "" } else { "," };
            let _ = write!(out, "{separator}\n        {}", texts.list(row));
        }
        let _ = write!(
            out,
            "\n      ],\n      \"bias\": {}\n    }}",
            texts.list(&layer.bias)
        );
    }
    out.push_str("\n  ]\n}\n");
    out
}

/// Texts of numbers, each formed once: the rows of a layer repeat the same few.
#[derive(Default)]
struct Texts(HashMap<Number, String>);

impl Texts {
    fn list<'a>(&mut self, numbers: impl IntoIterator<Item = &'a Number>) -> String {
        let mut out = String::from("[");
        for (i, x) in numbers.into_iter().enumerate() {
            out.push_str(if i == 0 { "" } else { ", " });
            if !self.0.contains_key(x) {
                self.0.insert(x.clone(), value(x).to_string());
            }
            out.push_str(&self.0[x]);
        }
        out.push(']');
        out
    }
}

/// A number as the language's JSON writes it.
pub fn value(x: &Number) -> Value {
    match (x.to_rational(), x.field()) {
        (None, Some(field)) => {
            let (lo, hi) = field.interval();
            let texts = |c: Vec<String>| json!(c);
            json!({
                "poly": texts(field.poly().coeffs().iter().map(ToString::to_string).collect()),
                "interval": [lo.to_string(), hi.to_string()],
                "coeffs": texts(x.coeffs().iter().map(ToString::to_string).collect()),
                "decimal": x.decimal(DECIMALS),
            })
        }
        (rational, _) => json!(rational.unwrap_or_default().to_string()),
    }
}
