//! Stored certificates, and the forged ones that `cases.json` makes of them by one lie each.

use serde_json::{Value, json};

/// A stored certificate.
pub fn load(name: &str) -> Value {
    let text = std::fs::read_to_string(format!("tests/data/{name}.cert.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// A certificate with one lie.
pub struct Forged {
    /// What is wrong.
    pub lie: String,
    /// The certificate.
    pub text: String,
    /// The code that it must be refused with.
    pub code: String,
}

/// Every case of `cases.json`.
pub fn forged() -> Vec<Forged> {
    let cases: Vec<Value> = serde_json::from_str(include_str!("cases.json")).unwrap();
    cases.iter().map(of_case).collect()
}

fn of_case(case: &Value) -> Forged {
    let word = |key: &str| case[key].as_str().unwrap().to_string();
    let mut whole = load(&word("base"));
    let value = match case["digits"].as_u64() {
        Some(n) => json!("7".repeat(n as usize)),
        None => case["value"].clone(),
    };
    let path = word("path");
    match whole.pointer_mut(&path) {
        Some(place) => *place = value,
        None => {
            let (parent, key) = path.rsplit_once('/').unwrap();
            whole.pointer_mut(parent).unwrap()[key] = value;
        }
    }
    Forged {
        lie: word("lie"),
        text: whole.to_string(),
        code: word("code"),
    }
}
