//! Network files against values computed by fractions in Python, and against what is wrong in them.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)] // helpers of tests are tests

use orbitex::lang::network::{NetworkFile, Weights, read_json, read_onnx};
use orbitex::num::Number;
use orbitex::num::rational::parse_rational;
use std::path::Path;
use std::process::Command;

fn folder() -> &'static Path {
    Path::new("tests/networks")
}

/// The model's function agrees with the listed values; their number.
fn check_values(folder: &Path, name: &str) -> usize {
    let model = std::fs::read(folder.join(format!("{name}.onnx"))).unwrap();
    let NetworkFile { network, domain } = read_onnx(&model).unwrap();
    assert_eq!(domain, None);
    let Weights::Rational(network) = network else {
        panic!("the weights are rational");
    };
    let line = network.function(10_000).unwrap();
    let values = std::fs::read_to_string(folder.join(format!("{name}.values.json"))).unwrap();
    let values: Vec<(String, String)> = serde_json::from_str(&values).unwrap();
    for (x, y) in &values {
        let number = |text: &str| Number::from(&parse_rational(text).unwrap());
        assert_eq!(line.eval(&number(x)), number(y), "{name} at {x}");
    }
    values.len()
}

#[test]
fn stored_models_have_the_values_that_fractions_give() {
    let checked: usize = ["tent", "random", "third"]
        .map(|name| check_values(folder(), name))
        .iter()
        .sum();
    assert!(checked >= 200, "{checked} values");
    let json = read_json(&std::fs::read(folder().join("tent.json")).unwrap()).unwrap();
    let onnx = read_onnx(&std::fs::read(folder().join("tent.onnx")).unwrap()).unwrap();
    assert_eq!(json.network, onnx.network);
}

#[test]
fn fresh_models_have_the_values_that_fractions_give() {
    let python = std::env::var("ORBITEX_PYTHON").unwrap_or("python3".to_string());
    let there = Command::new(&python)
        .args(["-c", "import onnx, numpy"])
        .output();
    if !there.is_ok_and(|o| o.status.success()) {
        eprintln!(
            "SKIPPED: no onnx package for {python}; set ORBITEX_PYTHON to a Python that has it"
        );
        return;
    }
    let out = tempfile::tempdir().unwrap();
    for seed in 100..112 {
        let made = Command::new(&python)
            .arg(folder().join("make.py"))
            .args([out.path().as_os_str(), seed.to_string().as_ref()])
            .output()
            .unwrap();
        assert!(
            made.status.success(),
            "{}",
            String::from_utf8_lossy(&made.stderr)
        );
        for name in ["random", "third"] {
            check_values(out.path(), name);
        }
    }
}

#[test]
fn broken_models_are_refused_and_nothing_panics() {
    let model = std::fs::read(folder().join("random.onnx")).unwrap();
    let mut refused = 0;
    for end in 0..model.len() {
        refused += usize::from(read_onnx(&model[..end]).is_err());
    }
    assert!(
        refused * 100 > model.len() * 95,
        "{refused} of {}",
        model.len()
    );
    let mut changed = 0;
    for at in 0..model.len() {
        let mut other = model.clone();
        other[at] ^= 0x11;
        // Many changes are other weights or names: only the answer matters, not which.
        changed += usize::from(read_onnx(&other).is_err());
    }
    assert!(changed > 50, "{changed}");
    let fault = read_onnx(b"not a model").expect_err("a fault").to_string();
    assert!(fault.contains("ONNX"), "{fault}");
}
