//! The JSON form: `{"domain": ["0","1"], "layers": [{"weights": [["2"],["4"]], "bias": ["0","-2"]}, ...]}`.
//!
//! Strings are rationals, JSON numbers the exact value of the nearest double.

use super::{NetworkFault, NetworkFile};
use crate::map::network::{Layer, Network, exact_double};
use crate::num::Rat;
use crate::num::rational::Int;
use num_traits::{One, Zero};
use serde::Deserialize;
use serde_json::Value;

/// The most characters of one entry.
const MAX_TEXT: usize = 10_000;

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
        network: Network::new(layers?)?,
        domain,
    })
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
