//! One change of a certificate: another token, or a list or an object shortened, doubled, turned around or made null.

use crate::made::Dice;
use num_bigint::BigInt;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The JSON pointers of a certificate, gathered by their shape: `/maps/*/laps/*`.
pub struct Places {
    shapes: Vec<Vec<String>>,
}

impl Places {
    pub fn of(value: &Value) -> Places {
        let mut found = BTreeMap::new();
        gather(value, String::new(), &mut found);
        Places {
            shapes: found.into_values().collect(),
        }
    }
    /// A shape first, then a place of this shape: rare fields are changed as often as long lists.
    pub fn pick(&self, dice: &mut Dice) -> &str {
        let shape = &self.shapes[dice.below(self.shapes.len())];
        &shape[dice.below(shape.len())]
    }
}

/// A pointer with its indices replaced by stars.
pub fn shape(path: &str) -> String {
    let star = |part: &str| {
        if !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()) {
            "*".to_string()
        } else {
            part.to_string()
        }
    };
    path.split('/').map(star).collect::<Vec<_>>().join("/")
}

fn gather(value: &Value, path: String, out: &mut BTreeMap<String, Vec<String>>) {
    match value {
        Value::Object(map) => map
            .iter()
            .for_each(|(k, v)| gather(v, format!("{path}/{k}"), out)),
        Value::Array(list) => {
            let end = format!("{} list", shape(&path));
            out.entry(end).or_default().push(path.clone());
            list.iter()
                .enumerate()
                .for_each(|(i, v)| gather(v, format!("{path}/{i}"), out));
            return;
        }
        _ => {}
    }
    if !path.is_empty() {
        out.entry(shape(&path)).or_default().push(path);
    }
}

/// Another value in place of `value`.
pub fn mutate(dice: &mut Dice, value: &Value) -> Value {
    match value {
        Value::Bool(b) => json!(!b),
        Value::Null => [json!("1"), json!(0), json!([]), json!({})][dice.below(4)].clone(),
        Value::Number(n) => {
            let n = n.as_u64().unwrap();
            let other = [
                json!(n + 1),
                json!(n.saturating_sub(1)),
                json!(n * 2 + 3),
                json!(null),
                json!(n.to_string()),
            ];
            other[dice.below(5)].clone()
        }
        Value::String(s) => json_text(dice, s),
        Value::Array(list) => shorter(dice, list),
        Value::Object(_) => Value::Null,
    }
}

fn json_text(dice: &mut Dice, s: &str) -> Value {
    match (s.parse::<BigInt>(), dice.below(7)) {
        (_, 0) => Value::Null,
        (_, 1) => json!(format!("{s}0")),
        (Ok(n), 2) => json!((n + BigInt::from(1)).to_string()),
        (Ok(n), 3) => json!((n - BigInt::from(1)).to_string()),
        (Ok(n), 4) => json!((-n).to_string()),
        (Ok(n), 5) => json!(format!("{n}/7")),
        (Err(_), 2) if s.len() > 1 && s.is_ascii() => json!(s[..s.len() - 1]),
        (Err(_), 3) if s.contains('/') => json!(nudged(s)),
        _ => {
            let at = dice.below(s.chars().count().max(1));
            let digit = char::from(b'0' + dice.below(10) as u8);
            let swap = |(i, c)| if i == at { digit } else { c };
            json!(s.chars().enumerate().map(swap).collect::<String>())
        }
    }
}

/// A fraction with numerator and denominator one larger.
fn nudged(s: &str) -> String {
    let (p, q) = s.split_once('/').unwrap();
    match (p.parse::<BigInt>(), q.parse::<BigInt>()) {
        (Ok(p), Ok(q)) => format!("{}/{}", p + 1, q + 1),
        _ => s.to_string(),
    }
}

fn shorter(dice: &mut Dice, list: &[Value]) -> Value {
    let mut list = list.to_vec();
    match dice.below(4) {
        0 => return Value::Null,
        1 => {
            list.pop();
        }
        2 if !list.is_empty() => {
            let again = list[dice.below(list.len())].clone();
            list.push(again);
        }
        _ if list.len() >= 2 => {
            let at = dice.below(list.len() - 1);
            list.swap(at, at + 1);
        }
        _ => list.push(json!("1")),
    }
    Value::Array(list)
}
