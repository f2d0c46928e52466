//! Certificates of polynomial maps: made, verified by two checkers, and refused when anything in them is changed.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)] // helpers of tests are tests

use orbitex::certify::{self, Lengths, Limits, Request, Subject};
use orbitex::lang::{NoFiles, load};
use orbitex::num::rational::parse_rational;
use orbitex::quantity::Maps;
use orbitex::verify::{Verdict, verify_text};
use serde_json::{Value, json};
use std::process::Command;

/// The certificate of a program.
fn made(text: &str) -> String {
    let loaded = load("test.map", text.as_bytes(), &NoFiles, &Default::default());
    assert!(loaded.is_clean(), "{:?}\n{text}", loaded.diagnostics);
    let maps = Maps::new(&loaded.program, Limits::default());
    let one = |i: usize| {
        let subject = Subject {
            name: &loaded.program.maps[i].name,
            origin: &loaded.program.maps[i].origin,
            analysis: maps.analysis(i),
            requests: vec![Request::default()],
        };
        certify::map::map_certificate(&subject, Lengths::default()).unwrap()
    };
    let all = (0..loaded.program.maps.len()).map(one).collect();
    certify::certificate("test.map", None, None, all).to_json()
}

/// What the second checker says: null for valid, else the code; nothing if there is no Python.
fn second(text: &str) -> Option<Value> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("c.json");
    std::fs::write(&path, text).unwrap();
    let python = std::env::var("ORBITEX_PYTHON").unwrap_or("python3".to_string());
    let out = Command::new(python)
        .args(["tests/second_checker/check.py"])
        .arg(&path)
        .output()
        .ok()?;
    let said = String::from_utf8_lossy(&out.stdout).to_string();
    assert!(!said.is_empty(), "{}", String::from_utf8_lossy(&out.stderr));
    Some(if said.starts_with("valid") || said.contains(": valid") {
        Value::Null
    } else {
        json!(said)
    })
}

fn valid(text: &str) -> Vec<&'static str> {
    match verify_text(text) {
        Verdict::Valid { .. } => Vec::new(),
        Verdict::ValidRelying { citations, .. } => citations,
        Verdict::Invalid { line, reason } => panic!("{line}: {reason}"),
    }
}

fn growth(text: &str) -> (f64, f64) {
    let certificate: Value = serde_json::from_str(text).unwrap();
    let growth = &certificate["maps"][0]["growth"];
    let read = |v: &Value| {
        let r = parse_rational(v.as_str().unwrap()).unwrap();
        num_traits::ToPrimitive::to_f64(&r).unwrap()
    };
    (
        read(&growth["lower"]["rate"]),
        read(&growth["upper"]["value"]),
    )
}

#[test]
fn known_growth_rates_are_enclosed() {
    // 3.83: period 3 window, the golden mean. 1.9: x^2 - 1.9. The doubly infinite lists of digits are from the literature of
    // the kneading theory and from bisection of the kneading sequence in double precision.
    for (text, rho, gap) in [
        ("map f = polynomial 4*x*(1-x) on [0,1]", 2.0, 0.0),
        ("map f = polynomial 4*x^3 - 3*x on [-1,1]", 3.0, 0.0),
        (
            "map f = polynomial 3.83*x*(1-x) on [0,1]",
            1.618_033_988_749_895,
            0.02,
        ),
    ] {
        let text = made(text);
        assert_eq!(valid(&text), Vec::<&str>::new());
        let (low, high) = growth(&text);
        assert!(
            low <= rho + 1e-12 && rho <= high + 1e-12,
            "{low} {rho} {high}"
        );
        assert!(high - low <= gap, "{low} {high}");
        if let Some(said) = second(&text) {
            assert_eq!(said, Value::Null);
        }
    }
}

#[test]
fn random_polynomials_are_certified() {
    let mut state = 77u64;
    let mut below = |n: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) % n) as i64
    };
    let mut certified = 0;
    let mut grown = 0;
    for round in 0..14 {
        let s = |low: i64, n: i64| format!("{}/100", low + n);
        let text = match round % 7 {
            0 => format!("{}*x*(1-x) on [0,1]", s(340, below(61))),
            1 => format!("1 - {}*x^2 on [-1,1]", s(120, below(81))),
            2 => format!("{}*(4*x^3 - 3*x) on [-1,1]", s(70, below(31))),
            3 => format!("{}*(8*x^4 - 8*x^2 + 1) on [-1,1]", s(70, below(31))),
            4 => format!("{}*27/4*x^2*(1-x) on [0,1]", s(80, below(21))),
            5 => format!("{}*(1 - 2*x^4) on [-1,1]", s(80, below(21))),
            _ => {
                let q: Vec<i64> = (0..4 + below(3)).map(|_| below(41) - 20).collect();
                let sum: i64 = q.iter().map(|c| c.abs()).sum::<i64>() + 1;
                let terms: Vec<String> = q
                    .iter()
                    .enumerate()
                    .map(|(i, c)| format!("({c}/{sum})*x^{i}"))
                    .collect();
                format!("{} + x/{} on [-1,1]", terms.join(" + "), sum)
            }
        };
        let text = format!("map f = polynomial {text}");
        let text = made(&text);
        valid(&text);
        let (low, high) = growth(&text);
        assert!(low <= high, "{low} {high}");
        grown += usize::from(low > 1.05);
        certified += 1;
        if certified <= 7
            && let Some(said) = second(&text)
        {
            assert_eq!(said, Value::Null);
        }
    }
    println!("{certified} certified, {grown} with growth above 1.05");
    assert!(grown >= 6, "{grown} of {certified}");
}

#[test]
fn what_is_changed_is_refused() {
    let original = made("map f = polynomial 15/4*x*(1-x) on [0,1]");
    valid(&original);
    let forge = |name: &str, code: &str, change: &dyn Fn(&mut Value)| {
        let mut value: Value = serde_json::from_str(&original).unwrap();
        change(&mut value["maps"][0]);
        let text = serde_json::to_string(&value).unwrap();
        assert_ne!(
            value,
            serde_json::from_str::<Value>(&original).unwrap(),
            "{name} changes nothing"
        );
        match verify_text(&text) {
            Verdict::Invalid { line, reason } => {
                assert_eq!(reason.code(), code, "{name}: {line}: {reason}")
            }
            other => panic!("{name}: {other:?}"),
        }
        if let Some(said) = second(&text) {
            assert_ne!(said, Value::Null, "{name} passes the second checker");
        }
    };
    forge("coefficient", "OX0862", &|m| {
        m["polynomial"]["coeffs"][1] = json!("31/8")
    });
    forge("no polynomial", "OX0818", &|m| {
        m.as_object_mut().unwrap().remove("polynomial");
    });
    forge("Lipschitz", "OX0815", &|m| m["lipschitz"] = json!("37/10"));
    forge("no turning point", "OX0810", &|m| {
        m["polynomial"]["turning"] = json!([])
    });
    forge("two turning points", "OX0810", &|m| {
        m["polynomial"]["turning"] = json!([["1/8", "1/4"], ["1/2", "1/2"]]);
    });
    forge("laps", "OX0831", &|m| m["laps"][6] = json!("127"));
    forge("value", "OX0862", &|m| m["vertices"][1][1] = json!("1/3"));
    forge("kind", "OX0818", &|m| m["kind"] = json!("map"));
    forge("crossings", "OX0836", &|m| {
        m["certify"][0]["sup"][0]["crossings"] = json!("999999");
    });
    forge("block", "OX0835", &|m| {
        m["certify"][0]["sup"][0]["crossing_method"] =
            json!({"method": "cover", "low": 3, "high": 3});
    });
    forge("summary", "OX0835", &|m| {
        m["certify"][0]["sup"][0]["crossing_method"] = json!({"method": "summary"});
    });
    forge("rate", "OX0828", &|m| {
        m["growth"]["lower"]["rate"] = json!("2")
    });
    forge("upper end", "OX0830", &|m| {
        m["growth"]["upper"]["value"] = json!("3/2")
    });
    forge("period", "OX0833", &|m| {
        m["periods"]["strongest"] = json!(3)
    });
    forge("fixed points", "OX0818", &|m| {
        m["fixed_points"] = json!(["2"])
    });
}
