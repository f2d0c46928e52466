//! Networks that compute iterates: exact weights evaluated exactly (here and in Python), ONNX models run by onnxruntime.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)] // helpers of tests are tests

#[path = "brute/mod.rs"]
#[allow(dead_code)]
mod brute;

use brute::{Markov, Random};
use orbitex::certify::realise::network;
use orbitex::certify::{Analysis, Limits};
use orbitex::export::network::double::Double;
use orbitex::export::network::{json, onnx};
use orbitex::lang::network::{NetworkFile, Weights, read_json, read_onnx};
use orbitex::map::{PiecewiseLinear, families};
use orbitex::num::rational::{parse_rational, rat};
use orbitex::num::{Field, IntPoly, Number, Rat};
use serde_json::{Value, json as object};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A number of the language's JSON, read without the program's help.
fn number(v: &Value) -> Number {
    if let Some(text) = v.as_str() {
        return Number::from(parse_rational(text).unwrap());
    }
    let texts = |v: &Value| -> Vec<Rat> {
        let list = v.as_array().unwrap().iter();
        list.map(|c| parse_rational(c.as_str().unwrap()).unwrap())
            .collect()
    };
    let poly: Vec<_> = texts(&v["poly"]).iter().map(|c| c.to_integer()).collect();
    let ends = texts(&v["interval"]);
    let field = Field::new(
        IntPoly::new(poly),
        (ends[0].clone(), ends[1].clone()),
        "alpha",
    );
    let x = Number::from_coeffs(&field, &texts(&v["coeffs"]));
    assert_eq!(v["decimal"].as_str().unwrap(), x.decimal(38));
    x
}

/// The layers of a network file.
fn layers(file: &Value) -> Vec<(Vec<Vec<Number>>, Vec<Number>)> {
    let list = |v: &Value| -> Vec<Number> { v.as_array().unwrap().iter().map(number).collect() };
    let layer = |v: &Value| {
        (
            v["weights"].as_array().unwrap().iter().map(list).collect(),
            list(&v["bias"]),
        )
    };
    file["layers"]
        .as_array()
        .unwrap()
        .iter()
        .map(layer)
        .collect()
}

fn output(layers: &[(Vec<Vec<Number>>, Vec<Number>)], x: &Number) -> Number {
    let mut h = vec![x.clone()];
    for (i, (weights, bias)) in layers.iter().enumerate() {
        let sum = |(row, b): (&Vec<Number>, &Number)| {
            assert_eq!(row.len(), h.len());
            row.iter().zip(&h).fold(b.clone(), |s, (w, y)| s + w * y)
        };
        h = weights.iter().zip(bias).map(sum).collect();
        if i + 1 < layers.len() {
            h.iter_mut()
                .filter(|y| y.sign() < 0)
                .for_each(|y| *y = Number::zero());
        }
    }
    assert_eq!(h.len(), 1);
    h.pop().unwrap()
}

fn iterated(f: &PiecewiseLinear, t: u64, x: &Number) -> Number {
    (0..t).fold(x.clone(), |y, _| f.eval(&y).unwrap())
}

/// The ends, the breakpoints of `f^t`, points between them, and random ones.
fn points(f: &PiecewiseLinear, t: u64, random: &mut Random) -> Vec<Number> {
    let power = f.iterate(t as u32, 20_000).unwrap();
    let mut out: Vec<Number> = power.vertices().iter().map(|(x, _)| x.clone()).collect();
    for _ in 0..20 {
        let share = Number::from(rat(random.below(1001) as i64, 1000));
        out.push(f.left() + &share * &(f.right() - f.left()));
    }
    out.truncate(400);
    out
}

struct Case {
    name: String,
    f: PiecewiseLinear,
    t: u64,
    k: u32,
}

fn cases() -> Vec<Case> {
    let mut random = Random::new(31);
    let phi = Field::new(
        IntPoly::from_i64(&[-1, -1, 1]),
        (rat(1, 1), rat(2, 1)),
        "phi",
    );
    let phi = Number::generator(&phi);
    let q = |p: i64, q: i64| Number::from(rat(p, q));
    let graph = |v: &[(i64, i64)], d: i64| {
        let vertices = v.iter().map(|&(x, y)| (q(x, d), q(y, d))).collect();
        PiecewiseLinear::new(vertices).unwrap()
    };
    let mut out = Vec::new();
    let mut add = |name: &str, f: &PiecewiseLinear, asked: &[(u64, u32)]| {
        for &(t, k) in asked {
            let name = format!("{name}_{t}_{k}");
            let f = f.clone();
            out.push(Case { name, f, t, k });
        }
    };
    let tent = |s: Number| families::tent(&s).unwrap();
    add("full", &tent(q(2, 1)), &[(1, 1), (6, 1), (7, 3), (12, 6)]);
    add("golden", &tent(phi.clone()), &[(1, 1), (5, 2), (9, 4)]);
    add("open", &tent(q(3, 2)), &[(1, 2), (6, 2), (7, 3)]);
    add(
        "tri",
        &graph(&[(0, 1), (1, 2), (2, 0)], 2),
        &[(0, 1), (0, 3), (4, 2), (9, 5)],
    );
    add(
        "ramp",
        &graph(&[(0, 2), (1, 0), (2, 0)], 2),
        &[(1, 1), (2, 2), (3, 1), (3, 5)],
    );
    add(
        "left",
        &graph(&[(0, 4), (1, 1), (2, 2), (4, 2)], 4),
        &[(1, 1), (2, 1), (3, 2)],
    );
    add("constant", &graph(&[(0, 1), (2, 1)], 2), &[(1, 1), (3, 2)]);
    add(
        "identity",
        &graph(&[(-3, -3), (5, 5)], 2),
        &[(1, 1), (3, 2)],
    );
    add(
        "shifted",
        &graph(&[(-7, 5), (-2, -7), (1, 8), (8, -3)], 3),
        &[(1, 1), (3, 2), (4, 4)],
    );
    for i in 0..12 {
        let f = match i % 3 {
            0 => Markov::random_pattern(&mut random).map(),
            _ => Markov::random(&mut random).map(),
        };
        let t = 1 + random.below(4) as u64;
        add(
            &format!("random{i}"),
            &f,
            &[(t, 1), (t, 1 + random.below(4) as u32)],
        );
    }
    out
}

fn folder() -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("realise");
    std::fs::create_dir_all(&path).unwrap();
    path
}

fn python(interpreter: &Path, mode: &str, cases: &[Value]) -> String {
    let list = folder().join(format!("{mode}.json"));
    std::fs::write(&list, serde_json::to_string(cases).unwrap()).unwrap();
    let run = Command::new(interpreter)
        .args(["-B", "tests/realise/check.py", mode])
        .arg(&list)
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{errors}");
    String::from_utf8(run.stdout).unwrap().trim().to_string()
}

fn skip(what: &str, variable: &str) {
    assert!(std::env::var_os(variable).is_none(), "{what}");
    println!("SKIPPED: {what}");
}

/// Exact equality at every breakpoint of the iterate and at random points; the width is that of the certificate.
#[test]
fn exact_networks_compute_the_iterate() {
    let mut random = Random::new(32);
    let (mut count, mut for_python) = (0, Vec::new());
    for case in cases() {
        let (f, t) = (&case.f, case.t);
        let analysis = Analysis::of_map(f, Limits::default());
        let made = network(&analysis, t, case.k).unwrap();
        assert_eq!(made.split.iter().sum::<u64>(), t, "{}", case.name);
        assert_eq!(made.realisation.widths().len(), case.k as usize);
        let text = json::write(&made.realisation);
        let file: Value = serde_json::from_str(&text).unwrap();
        let layers = layers(&file);
        let widths: Vec<usize> = layers.iter().map(|(_, bias)| bias.len()).collect();
        assert_eq!(widths[..widths.len() - 1], made.realisation.widths());
        let asked = points(f, t, &mut random);
        for x in &asked {
            let expected = iterated(f, t, x);
            assert_eq!(output(&layers, x), expected, "{} at {x}", case.name);
            count += 1;
        }
        let rational = |x: &Number| x.to_rational().map(|r| r.to_string());
        let vertices: Option<Vec<[String; 2]>> = f
            .vertices()
            .iter()
            .map(|(x, y)| Some([rational(x)?, rational(y)?]))
            .collect();
        if let Some(vertices) = vertices {
            let path = folder().join(format!("{}.json", case.name));
            std::fs::write(&path, &text).unwrap();
            let points: Vec<String> = asked.iter().filter_map(rational).collect();
            for_python.push(
                object!({ "network": path, "vertices": vertices, "iterate": t, "points": points }),
            );
        }
    }
    println!("{} points, exactly", count);
    assert!(count > 1000 && for_python.len() > 30);
    let interpreter = Path::new("python3");
    match Command::new(interpreter).arg("--version").output() {
        Ok(_) => println!("{}", python(interpreter, "exact", &for_python)),
        Err(_) => skip(
            "exact networks in Python (no python3)",
            "ORBITEX_REQUIRE_PYTHON",
        ),
    }
}

/// The map of a network file that was read back.
fn read_back(file: NetworkFile) -> PiecewiseLinear {
    let (a, b) = file.domain.unwrap();
    let map = match file.network {
        Weights::Rational(network) => network.function(100_000).unwrap().on(&a, &b),
        Weights::Algebraic(network) => network.on(&a, &b, 100_000).unwrap(),
    };
    map.unwrap().simplified()
}

#[test]
fn exported_networks_are_read_back_as_the_iterate() {
    let (mut irrational, mut doubles) = (0, 0);
    for case in cases() {
        let made = network(
            &Analysis::of_map(&case.f, Limits::default()),
            case.t,
            case.k,
        )
        .unwrap();
        let iterate = case.f.iterate(case.t as u32, 100_000).unwrap();
        let file = read_json(json::write(&made.realisation).as_bytes()).unwrap();
        irrational += usize::from(matches!(file.network, Weights::Algebraic(_)));
        assert_eq!(read_back(file), iterate, "{}", case.name);
        // A model whose weights are all doubles is the iterate too; it names no domain.
        let about = onnx::About {
            map: &case.name,
            origin: "a test",
            iterate: case.t,
            split: &made.split,
        };
        let model = onnx::write(&made.realisation, &about).unwrap();
        let mut file = read_onnx(&model.bytes).unwrap();
        file.domain = Some((case.f.left().clone(), case.f.right().clone()));
        if model.exact_weights {
            assert_eq!(read_back(file), iterate, "{}", case.name);
            doubles += 1;
        } else {
            assert!(model.error.weights > rat(0, 1), "{}", case.name);
        }
    }
    println!("{irrational} networks over number fields, {doubles} models of doubles");
    assert!(irrational > 3 && doubles > 10);
}

#[test]
fn networks_over_number_fields_are_maps_of_the_language() {
    let here = folder();
    let phi = Field::new(
        IntPoly::from_i64(&[-1, -1, 1]),
        (rat(1, 1), rat(2, 1)),
        "phi",
    );
    let golden = families::tent(&Number::generator(&phi)).unwrap();
    let made = network(&Analysis::of_map(&golden, Limits::default()), 5, 2).unwrap();
    let text = json::write(&made.realisation);
    let run = |name: &str, network: &str| {
        std::fs::write(here.join(format!("{name}.json")), network).unwrap();
        let map = format!(
            "let phi = root of x^2 - x - 1 in [1, 2]\nmap net = network \"{name}.json\"\n\
             claim growth(net) = phi^5\nclaim laps(net, 1) = 24\nclaim lipschitz(net) = phi^5\n"
        );
        let path = here.join(format!("{name}.map"));
        std::fs::write(&path, map).unwrap();
        orbitex(&["check", path.to_str().unwrap()])
    };
    let (status, out, err) = run("field", &text);
    assert_eq!(status, 0, "{out}{err}");
    // Another number of the field than the decimal says, and a polynomial that is not irreducible.
    for (from, to) in [
        ("\"decimal\":\"", "\"decimal\":\"1"),
        (
            "\"poly\":[\"-1\",\"-1\",\"1\"]",
            "\"poly\":[\"1\",\"0\",\"-2\",\"1\"]",
        ),
        ("\"interval\":[\"1\",\"2\"]", "\"interval\":[\"2\",\"3\"]"),
    ] {
        assert!(text.contains(from), "{from}");
        let (status, out, err) = run("wrong", &text.replacen(from, to, 1));
        assert_eq!(status, 2, "{out}{err}");
        assert!(
            err.contains("OX0321") && err.contains("number field"),
            "{err}"
        );
    }
}

/// Depth one: no split to choose, and the width is that of the search over sets of jumps.
#[test]
fn the_narrowest_layers() {
    let width = |vertices: &[(i64, i64)], d: i64, t: u64| {
        let point = |&(x, y): &(i64, i64)| (Number::from(rat(x, d)), Number::from(rat(y, d)));
        let f = PiecewiseLinear::new(vertices.iter().map(point).collect()).unwrap();
        let analysis = Analysis::of_map(&f, Limits::default());
        network(&analysis, t, 1).unwrap().realisation.widths()
    };
    // relu(1 - 2x) is one neuron; slopes -3, 1, 0 have the jumps 4 and -1, and 4 - 1 = 3: two neurons that look left.
    assert_eq!(width(&[(0, 2), (1, 0), (2, 0)], 2, 1), [1]);
    assert_eq!(width(&[(0, 4), (1, 1), (2, 2), (4, 2)], 4, 1), [2]);
    assert_eq!(width(&[(0, 1), (1, 2), (2, 0)], 2, 1), [2]);
}

/// onnxruntime, in the environment that `./test` makes, or wherever `python3` finds it.
fn interpreter() -> Option<PathBuf> {
    let own = Path::new("target/onnxruntime/bin/python").to_path_buf();
    [own, "python3".into()].into_iter().find(|p| {
        let run = Command::new(p)
            .args(["-c", "import onnxruntime, numpy"])
            .output();
        run.is_ok_and(|r| r.status.success())
    })
}

/// The doubles next to `x` that lie in the domain.
fn doubles(f: &PiecewiseLinear, x: &Number) -> Vec<Double> {
    let near = Double::of(x).unwrap().0;
    let both = [near, near.wrapping_add(1), near.wrapping_sub(1)];
    let inside = |d: &Double| f.contains(&Number::from(d.value()));
    both.into_iter()
        .filter(|b| *b < 0x7ff0 << 48 || (1 << 63..0xfff0 << 48).contains(b))
        .map(Double)
        .filter(inside)
        .collect()
}

#[test]
fn onnx_models_keep_their_bound() {
    let Some(interpreter) = interpreter() else {
        return skip(
            "ONNX models in onnxruntime (./test makes an environment with it)",
            "ORBITEX_REQUIRE_ONNX",
        );
    };
    let mut random = Random::new(33);
    let mut listed = Vec::new();
    for case in cases() {
        let (f, t) = (&case.f, case.t);
        let made = network(&Analysis::of_map(f, Limits::default()), t, case.k).unwrap();
        let about = onnx::About {
            map: &case.name,
            origin: "a test",
            iterate: t,
            split: &made.split,
        };
        let model = onnx::write(&made.realisation, &about).unwrap();
        assert!(model.error.weights <= model.error.total);
        // Nothing is rounded exactly if every weight is a double.
        assert_eq!(
            model.exact_weights,
            model.error.weights == rat(0, 1),
            "{}",
            case.name
        );
        let path = folder().join(format!("{}.onnx", case.name));
        std::fs::write(&path, &model.bytes).unwrap();
        let (mut bits, mut lo, mut hi) = (Vec::new(), Vec::new(), Vec::new());
        for x in points(f, t, &mut random) {
            for double in doubles(f, &x) {
                let (a, b) = iterated(f, t, &Number::from(double.value())).enclosure(160);
                bits.push(format!("{:x}", double.0));
                lo.push(a.to_string());
                hi.push(b.to_string());
            }
        }
        listed.push(object!({ "model": path, "iterate": t, "points": bits, "lo": lo, "hi": hi }));
    }
    println!("{}", python(&interpreter, "onnx", &listed));
}

fn orbitex(args: &[&str]) -> (i32, String, String) {
    let run = Command::new(env!("CARGO_BIN_EXE_orbitex"))
        .args(args)
        .output()
        .unwrap();
    let text = |b: Vec<u8>| String::from_utf8(b).unwrap();
    (
        run.status.code().unwrap(),
        text(run.stdout),
        text(run.stderr),
    )
}

/// From a `.map` file and from its certificate comes the same network; what cannot be written is refused with its code.
#[test]
fn the_command() {
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str| dir.path().join(name).to_str().unwrap().to_string();
    let map = at("two.map");
    let text = "let phi = root of x^2 - x - 1 in [1, 2]
        map tri { 0 -> 1/2, 1/2 -> 1, 1 -> 0 }
        map golden = tent(phi)
        orbit unknown { 0 -> 1/2 -> 1 }";
    std::fs::write(&map, text).unwrap();
    assert_eq!(orbitex(&["compile", &map]).0, 0);
    let certificate = at("two.cert.json");
    for extra in [vec!["golden"], vec!["--map", "golden"], vec![]] {
        let run = |file: &str| {
            let mut args = vec!["export", file];
            args.extend(&extra);
            args.extend(["--to", "network", "--iterate", "3", "--depth", "2"]);
            orbitex(&args)
        };
        let (status, json, errors) = run(&map);
        assert_eq!((status, errors.as_str()), (0, ""));
        assert_eq!(run(&certificate).1, json);
        assert_eq!(json.contains("poly"), !extra.is_empty());
    }
    let model = at("golden.onnx");
    let (status, _, errors) = orbitex(&["export", &map, "golden", "--to", "onnx", "-o", &model]);
    assert_eq!(status, 0);
    assert!(errors.contains("of the exact value"), "{errors}");
    assert!(std::fs::read(&model).unwrap().len() > 200);
    let refused = |args: &[&str], status: i32, code: &str| {
        let (found, out, errors) = orbitex(&[&["export"], args].concat());
        assert_eq!((found, out.as_str()), (status, ""), "{args:?}: {errors}");
        assert!(errors.contains(code), "{args:?}: {errors}");
    };
    refused(&[&map, "unknown", "--to", "network"], 2, "OX0867");
    refused(&[&map, "nobody", "--to", "network"], 2, "OX0851");
    refused(&[&map, "--to", "onnx"], 2, "OX0869");
    refused(&[&map, "--to", "network", "--bundle"], 2, "OX0869");
    refused(&[&certificate, "--to", "coq", "--depth", "2"], 2, "OX0869");
    assert_eq!(
        orbitex(&["export", &map, "--to", "network", "--depth", "0"]).0,
        2
    );
    refused(&[&map, "--to", "network", "--iterate", "60"], 3, "OX0868");
    let broken = at("broken.json");
    std::fs::write(&broken, "{}").unwrap();
    refused(&[&broken, "--to", "network"], 1, "OX0802");
}
