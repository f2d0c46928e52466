//! The JSON form: `{"domain": ["0","1"], "layers": [{"weights": [["2"],["4"]], "bias": ["0","-2"]}, ...]}`.
//!
//! Strings are rationals, JSON numbers the exact value of the nearest double, objects `{"poly", "interval", "coeffs"}`
//! elements of one number field, as `orbitex export --to network` writes them.

use super::{NetworkFault, NetworkFile, Weights};
use crate::map::network::{AlgebraicNetwork, Layer, Network, exact_double};
use crate::map::realise::AffineLayer;
use crate::num::rational::Int;
use crate::num::{Field, Number, Rat, RatPoly, Root};
use num_traits::{One, Zero};
use serde::Deserialize;
use serde_json::Value;
use std::sync::Arc;

/// The most characters of one entry.
const MAX_TEXT: usize = 10_000;
/// The largest degree of a number field.
const MAX_DEGREE: usize = 100;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    domain: Option<Vec<Value>>,
    layers: Vec<Rows>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rows {
    weights: Vec<Vec<Value>>,
    bias: Vec<Value>,
}

/// Reads the text of a network file.
pub fn read(bytes: &[u8]) -> Result<NetworkFile, NetworkFault> {
    let file: File =
        serde_json::from_slice(bytes).map_err(|e| NetworkFault::Json(e.to_string()))?;
    let weights = file
        .layers
        .iter()
        .flat_map(|l| l.weights.iter().flatten().chain(&l.bias));
    if weights
        .chain(file.domain.iter().flatten())
        .any(Value::is_object)
    {
        return irrational(&file);
    }
    let domain = file.domain.map(|ends| domain(&ends)).transpose()?;
    let layer = |(i, rows): (usize, &Rows)| -> Result<Layer, NetworkFault> {
        let row =
            |(j, row): (usize, &Vec<Value>)| entries(row, || format!("layers[{i}].weights[{j}]"));
        Ok(Layer {
            weights: rows
                .weights
                .iter()
                .enumerate()
                .map(row)
                .collect::<Result<_, _>>()?,
            bias: entries(&rows.bias, || format!("layers[{i}].bias"))?,
        })
    };
    let layers: Result<Vec<Layer>, _> = file.layers.iter().enumerate().map(layer).collect();
    Ok(NetworkFile {
        network: Weights::Rational(Network::new(layers?)?),
        domain: domain.map(|(a, b)| (Number::from(a), Number::from(b))),
    })
}

/// A file with numbers of one number field among its entries.
fn irrational(file: &File) -> Result<NetworkFile, NetworkFault> {
    let mut numbers = Algebraics::default();
    let mut list =
        |values: &[Value], place: &dyn Fn() -> String| -> Result<Vec<Number>, NetworkFault> {
            let one = |(i, value): (usize, &Value)| {
                numbers.number(value).ok_or_else(|| {
                    let found: String = value.to_string().chars().take(60).collect();
                    NetworkFault::Entry(format!("{}[{i}]", place()), found)
                })
            };
            values.iter().enumerate().map(one).collect()
        };
    let mut layers = Vec::new();
    for (i, rows) in file.layers.iter().enumerate() {
        let mut weights = Vec::new();
        for (j, row) in rows.weights.iter().enumerate() {
            weights.push(list(row, &|| format!("layers[{i}].weights[{j}]"))?);
        }
        let bias = list(&rows.bias, &|| format!("layers[{i}].bias"))?;
        layers.push(AffineLayer { weights, bias });
    }
    let domain = match &file.domain {
        None => None,
        Some(ends) => match <[Number; 2]>::try_from(list(ends, &|| "domain".to_string())?) {
            Ok([a, b]) if a < b => Some((a, b)),
            _ => return Err(NetworkFault::Domain),
        },
    };
    Ok(NetworkFile {
        network: Weights::Algebraic(AlgebraicNetwork::new(layers)?),
        domain,
    })
}

/// The numbers of a file: rationals, and elements of the field that the first object among them names.
#[derive(Default)]
struct Algebraics {
    /// The polynomial and the interval as they are written, and the field.
    field: Option<((Value, Value), Arc<Field>)>,
}

impl Algebraics {
    fn number(&mut self, value: &Value) -> Option<Number> {
        let Value::Object(object) = value else {
            return number(value).map(Number::from);
        };
        let known = ["poly", "interval", "coeffs", "decimal"];
        if object.keys().any(|key| !known.contains(&key.as_str())) {
            return None;
        }
        let (poly, interval) = (object.get("poly")?, object.get("interval")?);
        let kept = self.field.as_ref();
        let field = match kept {
            // All numbers of a map lie in one field.
            Some((written, field)) => {
                let same = written.0 == *poly && written.1 == *interval;
                same.then(|| field.clone())?
            }
            None => {
                let field = field(poly, interval)?;
                self.field = Some(((poly.clone(), interval.clone()), field.clone()));
                field
            }
        };
        let coeffs = rationals(object.get("coeffs")?)?;
        let x = (coeffs.len() <= field.degree()).then(|| Number::from_coeffs(&field, &coeffs))?;
        // The decimal is for readers; a wrong one is a sign that the file was changed.
        match object.get("decimal") {
            None => Some(x),
            Some(Value::String(text)) => {
                let digits = text.split_once('.').map_or(0, |(_, part)| part.len());
                (digits <= 1_000 && x.decimal(digits as u32) == *text).then_some(x)
            }
            Some(_) => None,
        }
    }
}

/// The field of the root of an irreducible polynomial in an interval that has no other.
fn field(poly: &Value, interval: &Value) -> Option<Arc<Field>> {
    let written = rationals(poly).filter(|c| c.len() <= MAX_DEGREE + 1)?;
    let poly = RatPoly::new(written).to_primitive();
    let (lo, hi) = <[Rat; 2]>::try_from(rationals(interval)?)
        .ok()
        .map(|[a, b]| (a, b))?;
    match Field::from_root(&poly, &lo, &hi, "alpha") {
        Ok(Root::Field(field)) if *field.poly() == poly => Some(field),
        _ => None,
    }
}

fn rationals(list: &Value) -> Option<Vec<Rat>> {
    list.as_array()?.iter().map(number).collect()
}

fn domain(ends: &[Value]) -> Result<(Rat, Rat), NetworkFault> {
    let ends = entries(ends, || "domain".to_string())?;
    match <[Rat; 2]>::try_from(ends) {
        Ok([a, b]) if a < b => Ok((a, b)),
        _ => Err(NetworkFault::Domain),
    }
}

fn entries(values: &[Value], place: impl Fn() -> String) -> Result<Vec<Rat>, NetworkFault> {
    let one = |(i, value): (usize, &Value)| {
        number(value).ok_or_else(|| {
            let found: String = value.to_string().chars().take(60).collect();
            NetworkFault::Entry(format!("{}[{i}]", place()), found)
        })
    };
    values.iter().enumerate().map(one).collect()
}

fn number(value: &Value) -> Option<Rat> {
    match value {
        Value::String(text) if text.len() <= MAX_TEXT => rational(text),
        Value::Number(n) => exact_double(n.as_f64()?),
        _ => None,
    }
}

/// `-7`, `3/2` or `0.125`.
fn rational(text: &str) -> Option<Rat> {
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let digits = |part: &str| -> Option<Int> {
        let plain = !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| part.parse().ok()).flatten()
    };
    let (numerator, denominator) = match (text.split_once('/'), text.split_once('.')) {
        (Some((p, q)), None) => (digits(p)?, digits(q)?),
        (None, Some((whole, part))) => {
            let joined = digits(whole)
                .and(digits(part))
                .and(digits(&format!("{whole}{part}")))?;
            (joined, Int::from(10).pow(part.len() as u32))
        }
        (None, None) => (digits(text)?, Int::one()),
        _ => return None,
    };
    (!denominator.is_zero()).then(|| Rat::new(numerator * sign, denominator))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::rational::rat;

    #[test]
    fn numbers_are_what_they_look_like() {
        let read = |text: &str| number(&serde_json::from_str(text).expect("JSON"));
        assert_eq!(read("\"3/2\""), Some(rat(3, 2)));
        assert_eq!(read("\"-0.125\""), Some(rat(-1, 8)));
        assert_eq!(read("0.5"), Some(rat(1, 2)));
        // The nearest doubles, not the decimals; 0.3 and its neighbours differ in the last place.
        assert_ne!(read("0.3"), Some(rat(3, 10)));
        assert_eq!(read("0.3"), exact_double(0.3));
        assert_eq!(read("9007199254740993"), exact_double(9007199254740992.0));
        for (i, text) in [
            "1.7976931348623157e308",
            "5e-324",
            "0.1e-6",
            "123456789.123456789",
        ]
        .iter()
        .enumerate()
        {
            let parsed: f64 = text.parse().expect("a double");
            assert_eq!(read(text), exact_double(parsed), "number {i}");
        }
        for bad in [
            "\"x\"", "\"1/0\"", "\".5\"", "\"\"", "null", "[1]", "\"1e3\"", "\"--1\"",
        ] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }

    #[test]
    fn faults_say_where() {
        let fault = |text: &str| read(text.as_bytes()).expect_err("a fault").to_string();
        assert!(fault("{").contains("line 1"));
        assert!(fault("{\"layers\": []}").contains("no layer"));
        let entry = fault("{\"layers\": [{\"weights\": [[\"1\"], [true]], \"bias\": [0, 0]}]}");
        assert_eq!(
            entry,
            "layers[0].weights[1][0] is true, which is not a rational number"
        );
        let bias = fault("{\"layers\": [{\"weights\": [[\"1\"]], \"bias\": [0, 0]}]}");
        assert_eq!(bias, "layers[0].bias has 2 entries for 1 neurons");
        let domain =
            fault("{\"domain\": [1, 0], \"layers\": [{\"weights\": [[1]], \"bias\": [0]}]}");
        assert_eq!(domain, "the domain is not [a, b] with a < b");
        assert!(fault("{\"layers\": [], \"extra\": 1}").contains("extra"));
    }
}
