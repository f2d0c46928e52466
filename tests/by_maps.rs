//! Reading map by map says what reading as a whole says: the same verdict, line, code and words, on every kind of text.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)] // helpers of tests are tests

#[path = "forged/mod.rs"]
mod forged;
#[path = "made/mod.rs"]
mod made;

use forged::{forged, load};
use made::Dice;
use orbitex::verify::{Verdict, read_bytes, verify, verify_bytes};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const BASES: [&str; 7] = [
    "golden", "tri", "orbit", "logistic", "sizes", "assume", "open",
];

/// How many texts had each code ("valid" for none).
#[derive(Default)]
struct Seen(BTreeMap<&'static str, usize>);

impl Seen {
    /// Compares both ways; the code.
    fn same(&mut self, what: &str, text: &[u8]) -> &'static str {
        let whole = match read_bytes(text) {
            Ok(certificate) => verify(&certificate),
            Err(reason) => Verdict::unreadable(reason),
        };
        assert_eq!(verify_bytes(text), whole, "{what}");
        let code = match &whole {
            Verdict::Invalid { reason, .. } => reason.code(),
            _ => "valid",
        };
        *self.0.entry(code).or_default() += 1;
        code
    }
    fn expect(&mut self, what: &str, text: &str, code: &str) {
        assert_eq!(self.same(what, text.as_bytes()), code, "{what}");
    }
}

/// A certificate with the maps of several, an assumption, a field and symbols: its keys and their texts, in order.
fn several() -> Vec<(String, String)> {
    let mut all = load("golden");
    for name in ["tri", "orbit", "logistic"] {
        let map = load(name)["maps"][0].clone();
        all["maps"].as_array_mut().unwrap().push(map);
    }
    for (i, map) in all["maps"].as_array_mut().unwrap().iter_mut().enumerate() {
        map["name"] = json!(format!("m{i}"));
    }
    all["assumptions"] = load("assume")["assumptions"].clone();
    all["notation"] = symbol_of_the_map("h");
    let keys = [
        "schema",
        "generator",
        "source",
        "title",
        "author",
        "notation",
        "maps",
        "assumptions",
    ];
    let part = |key: &str| (key.to_string(), all[key].to_string());
    keys.map(part).to_vec()
}

fn symbol_of_the_map(symbol: &str) -> Value {
    let mut all = json!({
        "map": null, "growth": null, "width": null, "depth": null, "iterate": null,
        "lipschitz": null, "crossings": null, "network": null
    });
    all["map"] = json!(symbol);
    all
}

fn object(parts: &[(String, String)]) -> String {
    let parts: Vec<String> = parts.iter().map(|(k, v)| format!("\"{k}\":{v}")).collect();
    format!("{{{}}}", parts.join(","))
}

fn changed(parts: &[(String, String)], key: &str, value: &Value) -> Vec<(String, String)> {
    let mut parts = parts.to_vec();
    parts.iter_mut().find(|p| p.0 == key).unwrap().1 = value.to_string();
    parts
}

#[test]
fn stored_and_forged_certificates() {
    let mut seen = Seen::default();
    for name in BASES {
        seen.expect(name, &load(name).to_string(), "valid");
    }
    let cases = forged();
    for case in &cases {
        seen.expect(&case.lie, &case.text, &case.code);
    }
    println!("{:?}", seen.0);
    assert!(cases.len() >= 260 && seen.0.len() >= 15, "{:?}", seen.0);
}

#[test]
fn keys_in_any_order_doubled_missing_and_of_other_kinds() {
    let mut seen = Seen::default();
    let good = several();
    seen.expect("several maps", &object(&good), "valid");
    let mut bad: Value = serde_json::from_str(&good[6].1).unwrap();
    bad[1]["maps"] = json!([]);
    let unread = changed(&good, "maps", &bad);
    bad[1].as_object_mut().unwrap().remove("maps");
    bad[1]["laps"][3] = json!("5");
    let false_laps = changed(&good, "maps", &bad);
    let mut dice = Dice(20_261_128);
    for (name, parts, code) in [
        ("good", &good, "valid"),
        ("a map with an unknown key", &unread, "OX0803"),
        ("false laps", &false_laps, "OX0831"),
    ] {
        // The order of keys does not matter.
        for at in 0..24 {
            let mut parts = parts.clone();
            match at {
                0..8 => parts.rotate_left(at),
                _ => (1..parts.len())
                    .rev()
                    .for_each(|i| parts.swap(i, dice.below(i + 1))),
            }
            let text = object(&parts);
            seen.expect(name, &text, code);
            // Another schema is named before a fault in the maps, wherever either stands.
            let other = changed(&parts, "schema", &json!("orbitex/certificate/2"));
            seen.expect("another schema", &object(&other), "OX0806");
        }
        for i in 0..parts.len() {
            let key = &parts[i].0;
            for at in 0..=parts.len() {
                let mut doubled = parts.clone();
                doubled.insert(at, parts[i].clone());
                let code = seen.same("a key twice", object(&doubled).as_bytes());
                assert!(["OX0804", "OX0803"].contains(&code), "{key}: {code}");
            }
            let mut missing = parts.clone();
            missing.remove(i);
            seen.same("a key missing", object(&missing).as_bytes());
            for value in [json!(null), json!([]), json!({}), json!(""), json!(7)] {
                let mut other = changed(parts, key, &value);
                seen.same("another value", object(&other).as_bytes());
                other.rotate_left(i + 1);
                seen.same("another value at the end", object(&other).as_bytes());
            }
        }
    }
    // In place of objects, arrays of their values.
    let values = |parts: &[(String, String)]| {
        let values: Vec<&str> = parts.iter().map(|p| p.1.as_str()).collect();
        format!("[{}]", values.join(","))
    };
    let listed = values(&good);
    for text in [listed.clone(), format!(" \n\t{listed}"), "[]".into()] {
        let code = seen.same("an array", text.as_bytes());
        assert_eq!(code, "OX0805");
    }
    seen.same("seven values", values(&good[..7]).as_bytes());
    let maps: Value = serde_json::from_str(&good[6].1).unwrap();
    let as_object = json!({ "0": maps[0], "1": maps[1] });
    let as_lists = json!([maps[0].as_object().unwrap().values().collect::<Vec<_>>()]);
    for value in [as_object, as_lists, json!([null]), json!([[]]), json!([{}])] {
        let text = object(&changed(&good, "maps", &value));
        assert_ne!(seen.same("maps of another form", text.as_bytes()), "valid");
    }
    let text = object(&good);
    for (what, text) in [
        ("text after the end", format!("{text} x")),
        ("a second certificate", format!("{text}{text}")),
        ("a comma at the end", format!("{text},")),
        (
            "a comma after the last map",
            text.replacen("],\"assumptions\"", ",],\"assumptions\"", 1),
        ),
        ("a byte order mark", format!("\u{feff}{text}")),
        ("a blank that JSON does not know", format!("\u{a0}{text}")),
        ("the same before an array", format!("\u{a0}{listed}")),
    ] {
        assert_ne!(seen.same(what, text.as_bytes()), "valid", "{what}");
    }
    let clash = changed(&good, "notation", &symbol_of_the_map("\\ell"));
    assert_eq!(
        seen.same("a symbol that is taken", object(&clash).as_bytes()),
        "OX0870"
    );
    let mut bytes = text.into_bytes();
    bytes.insert(40, 0xff);
    assert_ne!(seen.same("not UTF-8", &bytes), "valid");
    println!("{:?}", seen.0);
    assert!(seen.0.len() >= 9, "{:?}", seen.0);
}

/// What speaks of several maps at once: names, symbols beside fields, and which fault is named first.
#[test]
fn obligations_across_maps() {
    let mut seen = Seen::default();
    let good = several();
    let maps: Value = serde_json::from_str(&good[6].1).unwrap();
    let assumptions: Value = serde_json::from_str(&good[7].1).unwrap();
    let mut twice = maps.clone();
    twice[2]["name"] = json!("m0");
    seen.expect(
        "a name twice",
        &object(&changed(&good, "maps", &twice)),
        "OX0808",
    );
    let mut nameless = maps.clone();
    nameless[3]["name"] = json!("");
    let nameless = changed(&good, "maps", &nameless);
    seen.expect("no name", &object(&nameless), "OX0808");
    let mut taken = assumptions.clone();
    taken[0]["name"] = json!("m3");
    let mut taken = changed(&good, "assumptions", &taken);
    for _ in 0..taken.len() {
        seen.expect("an assumption named as a map", &object(&taken), "OX0808");
        taken.rotate_left(1);
    }
    // The field of the first map, and a symbol that it has; found before a false count in any map, before or after it.
    let field = maps[0]["field"]["name"].as_str().unwrap();
    assert_eq!(field, "phi");
    let clash = changed(&good, "notation", &symbol_of_the_map("\\varphi"));
    let mut places: Vec<usize> = (0..4).collect();
    for i in 0..4 {
        let mut lies = maps.clone();
        lies[i]["laps"] = json!(["7"]);
        places.rotate_left(1);
        let moved: Value = places.iter().map(|&p| lies[p].clone()).collect();
        let lies = changed(&clash, "maps", &moved);
        let mut lies = lies;
        for _ in 0..lies.len() {
            let code = seen.same("a symbol that a field has", object(&lies).as_bytes());
            let first = seen.same("the same without lies", object(&clash).as_bytes());
            assert_eq!(code, first);
            lies.rotate_left(1);
        }
    }
    let only = changed(&good, "maps", &json!([]));
    seen.expect("assumptions alone", &object(&only), "valid");
    let nothing = changed(&only, "assumptions", &json!([]));
    seen.expect("nothing at all", &object(&nothing), "OX0808");
    println!("{:?}", seen.0);
}

/// Changes of single tokens, bytes and ends, in certificates of one map and of several.
#[test]
fn thousands_of_mutants() {
    let mut seen = Seen::default();
    let mut dice = Dice(7);
    let mut texts: Vec<String> = BASES.iter().map(|n| load(n).to_string()).collect();
    texts.push(object(&several()));
    let words = [
        "null", "true", "0", "1", "\"1\"", "-1", "[]", "{}", "1e9", "\"\"", ",", ":", "]", "}",
        "\"", "{", "[", "\\", " ",
    ];
    let mutants = 4_000;
    for n in 0..mutants {
        let mut text = texts[n % texts.len()].clone().into_bytes();
        let at = dice.below(text.len());
        match dice.below(6) {
            0 => text.truncate(at),
            1 => {
                text.remove(at);
            }
            2 => text[at] = text[dice.below(text.len())],
            3 => {
                let word = words[dice.below(words.len())];
                text.splice(at..at, word.bytes());
            }
            4 => {
                // A stretch twice.
                let end = (at + 1 + dice.below(60)).min(text.len());
                let part = text[at..end].to_vec();
                text.splice(end..end, part);
            }
            _ => {
                // One digit for another: mostly a certificate still, with a false number.
                let digit = text[at..].iter().position(u8::is_ascii_digit);
                if let Some(i) = digit {
                    text[at + i] = b'0' + dice.below(10) as u8;
                }
            }
        }
        seen.same(&format!("mutant {n}"), &text);
    }
    println!("{mutants} mutants: {:?}", seen.0);
    assert!(seen.0.len() >= 15 && seen.0["valid"] < mutants / 4);
}
