//! Values of quantities kept between runs: a value as text and back, under the key of its call.

use super::Maps;
use super::value::Value;
use crate::lang::program::QuantityCall;
use crate::num::algebraic::Algebraic;
use crate::num::rational::{parse_int, parse_rational};
use crate::num::{Int, IntPoly, Rat, RatPoly};
use serde_json::{Value as Json, json};

/// Where values are kept between two runs.
pub trait Memory: Sync {
    /// The text that was kept under a key, whole.
    fn get(&self, key: &str) -> Option<String>;
    /// Keeps a text; what cannot be kept is computed again.
    fn put(&self, key: &str, text: &str);
}

/// Bits of the enclosure that is kept of an irrational number.
const BITS: u32 = 128;

/// The value of a call that was kept, else the one that is computed now, which then is kept.
pub fn remembered<E>(
    maps: &Maps,
    call: &QuantityCall,
    compute: impl FnOnce() -> Result<Value, E>,
) -> Result<Value, E> {
    let Some((memory, key)) = maps.memory(call) else {
        return compute();
    };
    if let Some(value) = memory.get(&key).and_then(|t| read(&t)) {
        return Ok(value);
    }
    let value = compute()?;
    memory.put(&key, &written(&value).to_string());
    Ok(value)
}

fn written(value: &Value) -> Json {
    let ends = |lo: &Option<Algebraic>, hi: &Option<Algebraic>| {
        json!([lo.as_ref().map(real), hi.as_ref().map(real)])
    };
    match value {
        Value::Real(a) => json!({ "real": real(a) }),
        Value::Log(a) => json!({ "log": real(a) }),
        Value::Poly(p) => {
            json!({ "poly": p.coeffs().iter().map(ToString::to_string).collect::<Vec<_>>() })
        }
        Value::Infinite => json!("infinite"),
        Value::Between(lo, hi) => json!({ "between": ends(lo, hi) }),
        Value::LogBetween(lo, hi) => json!({ "log_between": ends(lo, hi) }),
        Value::AtLeastPeriod(p) => json!({ "period": p }),
        Value::Text(t) => json!({ "text": t }),
    }
}

fn real(a: &Algebraic) -> Json {
    match a.to_rational() {
        Some(r) => json!(r.to_string()),
        None => {
            let (lo, hi) = a.enclosure(BITS);
            let coefficients: Vec<String> =
                a.poly().coeffs().iter().map(ToString::to_string).collect();
            json!({ "poly": coefficients, "lo": lo.to_string(), "hi": hi.to_string() })
        }
    }
}

fn read(text: &str) -> Option<Value> {
    let json: Json = serde_json::from_str(text).ok()?;
    if json == "infinite" {
        return Some(Value::Infinite);
    }
    let (kind, inner) = json.as_object()?.iter().next()?;
    let ends = || -> Option<(Option<Algebraic>, Option<Algebraic>)> {
        let end = |j: &Json| match j.is_null() {
            true => Some(None),
            false => read_real(j).map(Some),
        };
        Some((end(inner.get(0)?)?, end(inner.get(1)?)?))
    };
    Some(match kind.as_str() {
        "real" => Value::Real(read_real(inner)?),
        "log" => Value::Log(read_real(inner)?),
        "poly" => Value::Poly(RatPoly::new(list(inner, parse_rational)?)),
        "between" => {
            let (lo, hi) = ends()?;
            Value::Between(lo, hi)
        }
        "log_between" => {
            let (lo, hi) = ends()?;
            Value::LogBetween(lo, hi)
        }
        "period" => Value::AtLeastPeriod(usize::try_from(inner.as_u64()?).ok()?),
        "text" => Value::Text(inner.as_str()?.to_string()),
        _ => return None,
    })
}

fn list<T>(json: &Json, parse: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    json.as_array()?
        .iter()
        .map(|j| parse(j.as_str()?))
        .collect()
}

/// A number; `None` if its interval holds no root.
fn read_real(json: &Json) -> Option<Algebraic> {
    if let Some(text) = json.as_str() {
        return parse_rational(text).map(|r| Algebraic::from(&r));
    }
    let end = |name: &str| -> Option<Rat> { parse_rational(json.get(name)?.as_str()?) };
    let (lo, hi) = (end("lo")?, end("hi")?);
    let coefficients: Vec<Int> = list(json.get("poly")?, parse_int)?;
    let poly = IntPoly::new(coefficients);
    let isolates = poly.degree()? >= 2 && poly.sign_at(&lo) * poly.sign_at(&hi) < 0 && lo < hi;
    isolates.then(|| Algebraic::new(poly, (lo, hi)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::rational::rat;

    #[test]
    fn values_come_back_as_they_were() {
        let two = IntPoly::new(vec![(-2).into(), 0.into(), 1.into()]);
        let root = Algebraic::new(two, (rat(1, 1), rat(2, 1)));
        let half = Algebraic::from(&rat(-1, 2));
        let values = [
            Value::Real(root.clone()),
            Value::Real(half.clone()),
            Value::Log(root.clone()),
            Value::Poly(RatPoly::new(vec![rat(1, 3), rat(-2, 1)])),
            Value::Infinite,
            Value::Between(Some(half.clone()), None),
            Value::LogBetween(None, Some(root.clone())),
            Value::AtLeastPeriod(10),
            Value::Text("a \"b\"".to_string()),
        ];
        for value in values {
            let text = written(&value).to_string();
            let back = read(&text).expect("the same value");
            assert_eq!(back.text(60), value.text(60));
            assert_eq!(written(&back), written(&value));
        }
        for bad in [
            "",
            "{}",
            "[]",
            "3",
            "{\"real\":{\"poly\":[\"-2\",\"0\",\"1\"],\"lo\":\"2\",\"hi\":\"3\"}}",
            "{\"real\":\"x\"}",
        ] {
            assert!(read(bad).is_none(), "{bad}");
        }
    }
}
