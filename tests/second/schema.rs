//! A validator for the keywords that `docs/certificate.schema.json` uses; any other keyword is an error.

use serde_json::Value;

/// The first place where the value does not have the shape, with the reason.
pub fn validate(root: &Value, schema: &Value, value: &Value, path: &str) -> Result<(), String> {
    let fail = |what: String| Err(format!("{path}: {what}"));
    for (keyword, rule) in schema.as_object().ok_or("a schema must be an object")? {
        match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" => {}
            "$ref" => {
                let place = rule.as_str().unwrap().strip_prefix('#').unwrap();
                let target = root.pointer(place).ok_or(format!("no {place}"))?;
                validate(root, target, value, path)?;
            }
            "type" if !has_type(value, rule.as_str().unwrap())? => {
                return fail(format!("not of type {rule}"));
            }
            "type" => {}
            "const" if value != rule => return fail(format!("not {rule}")),
            "enum" if !rule.as_array().unwrap().contains(value) => {
                return fail(format!("not one of {rule}"));
            }
            "const" | "enum" => {}
            "pattern" if !value.is_string() => {}
            "pattern" if !matches(rule.as_str().unwrap(), value.as_str().unwrap())? => {
                return fail(format!("{value} does not match {rule}"));
            }
            "pattern" => {}
            "minimum" if value.is_number() && value.as_f64() < rule.as_f64() => {
                return fail(format!("below {rule}"));
            }
            "minItems" if value.is_array() && length(value) < rule.as_u64() => {
                return fail(format!("fewer than {rule} items"));
            }
            "maxItems" if value.is_array() && length(value) > rule.as_u64() => {
                return fail(format!("more than {rule} items"));
            }
            "minLength"
                if value
                    .as_str()
                    .is_some_and(|s| (s.chars().count() as u64) < rule.as_u64().unwrap()) =>
            {
                return fail("too short".to_string());
            }
            "minimum" | "minItems" | "maxItems" | "minLength" => {}
            "items" => {
                for (i, item) in value.as_array().into_iter().flatten().enumerate() {
                    validate(root, rule, item, &format!("{path}/{i}"))?;
                }
            }
            "properties" => {
                for (key, item) in value.as_object().into_iter().flatten() {
                    if let Some(rule) = rule.get(key) {
                        validate(root, rule, item, &format!("{path}/{key}"))?;
                    }
                }
            }
            "required" => {
                let keys = rule.as_array().unwrap();
                if let Some(object) = value.as_object()
                    && let Some(key) = keys
                        .iter()
                        .find(|k| !object.contains_key(k.as_str().unwrap()))
                {
                    return fail(format!("{key} is missing"));
                }
            }
            "additionalProperties" => {
                assert_eq!(rule, false);
                let known = schema["properties"].as_object().unwrap();
                if let Some(key) = value
                    .as_object()
                    .and_then(|o| o.keys().find(|k| !known.contains_key(*k)))
                {
                    return fail(format!("unknown key {key}"));
                }
            }
            "anyOf" | "oneOf" => {
                let tried: Vec<_> = rule
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|s| validate(root, s, value, path))
                    .collect();
                let fitting = tried.iter().filter(|t| t.is_ok()).count();
                if fitting == 0 || keyword == "oneOf" && fitting > 1 {
                    return fail(format!("{fitting} alternatives fit: {tried:?}"));
                }
            }
            other => return Err(format!("unknown keyword {other}")),
        }
    }
    Ok(())
}

fn length(value: &Value) -> Option<u64> {
    value.as_array().map(|a| a.len() as u64)
}

fn has_type(value: &Value, name: &str) -> Result<bool, String> {
    Ok(match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "integer" => value.is_u64() || value.is_i64(),
        other => return Err(format!("unknown type {other}")),
    })
}

/// The patterns of the schema, each by its own code.
fn matches(pattern: &str, text: &str) -> Result<bool, String> {
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let positive = |s: &str| digits(s) && !s.starts_with('0');
    let integer = |s: &str| s == "0" || positive(s.strip_prefix('-').unwrap_or(s));
    Ok(match pattern {
        "^(0|-?[1-9][0-9]*)$" => integer(text),
        "^(0|-?[1-9][0-9]*)(/[1-9][0-9]*)?$" => match text.split_once('/') {
            Some((p, q)) => integer(p) && positive(q),
            None => integer(text),
        },
        r"^(0|[1-9][0-9]*)\.[0-9]+$" => text
            .split_once('.')
            .is_some_and(|(whole, rest)| (whole == "0" || positive(whole)) && digits(rest)),
        other => return Err(format!("unknown pattern {other}")),
    })
}
