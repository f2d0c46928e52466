//! Certificates made to be large, deep or slow: a typed refusal quickly, no panic, no unbounded work.

use orbitex::verify::{Reason, Verdict, verify_bytes, verify_text};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

fn load(name: &str) -> Value {
    let text = std::fs::read_to_string(format!("tests/data/{name}.cert.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// The code, after at most a few seconds.
fn refused(what: &str, text: &str) -> &'static str {
    let start = Instant::now();
    let verdict = verify_text(text);
    let took = start.elapsed();
    let Verdict::Invalid { line, reason } = verdict else {
        panic!("{what} was accepted");
    };
    println!("{what:50} {} {line} in {took:?}", reason.code());
    assert!(took < Duration::from_secs(20), "{what} took {took:?}");
    reason.code()
}

fn with(base: &str, path: &str, value: Value) -> String {
    let mut whole = load(base);
    *whole.pointer_mut(path).unwrap_or_else(|| panic!("{path}")) = value;
    whole.to_string()
}

#[test]
fn long_numbers() {
    let million = "7".repeat(1_000_000);
    for path in [
        "/maps/0/lipschitz",
        "/maps/0/vertices/1/1",
        "/maps/0/charpoly/coeffs/0",
        "/maps/0/laps/3",
        "/maps/0/growth/interval/0",
        "/maps/0/growth/decimal",
        "/maps/0/certify/0/sup/0/widths/0/width",
        "/generator",
    ] {
        assert_eq!(
            refused(
                &format!("a million digits at {path}"),
                &with("tri", path, json!(million))
            ),
            "OX0807"
        );
    }
    // As long as the limit allows, where it hurts: fractions of 40,000 digits.
    let long = |digit: &str| format!("{}/{}1", digit.repeat(40_000), "3".repeat(40_000));
    for path in [
        "/maps/0/vertices/1/0",
        "/maps/0/vertices/1/1",
        "/maps/0/partition/points/1",
        "/maps/0/periods/points/0/point",
        "/maps/0/growth/interval/0",
        "/maps/0/certify/0/sup/0/x",
        "/maps/0/ladder/0/interval/1",
    ] {
        refused(
            &format!("forty thousand digits at {path}"),
            &with("tri", path, json!(long("2"))),
        );
    }
    // A lower end above the root. (As upper end the same number would be right.)
    refused(
        "an end of the field",
        &with("golden", "/maps/0/field/interval/0", json!(long("5"))),
    );
}

#[test]
fn huge_counts_and_exponents() {
    let huge = json!(18_446_744_073_709_551_615_u64);
    for path in [
        "/maps/0/certify/0/sup/0/iterate",
        "/maps/0/certify/0/front/0/iterate",
        "/maps/0/periods/strongest",
        "/maps/0/periods/points/0/period",
        "/maps/0/partition/rows/0/1",
        "/maps/0/partition/images/0",
        "/maps/0/odd_period/period",
        "/maps/0/odd_period/images/0",
        "/maps/0/certify/0/sup/0/widths/0/upper/split/0",
        "/maps/0/growth/order/0/0",
        "/maps/0/growth/witness/block",
    ] {
        refused(
            &format!("2^64 - 1 at {path}"),
            &with("tri", path, huge.clone()),
        );
    }
    for n in [10_000_u64, 10_001, 1 << 40] {
        refused(
            &format!("iterate {n}"),
            &with("golden", "/maps/0/certify/0/sup/2/iterate", json!(n)),
        );
        refused(
            &format!("strongest {n}"),
            &with("golden", "/maps/0/periods/strongest", json!(n)),
        );
    }
    for path in [
        "/maps/0/certify/0/depths/2",
        "/maps/0/certify/0/sup/0/widths/2/depth",
        "/maps/0/charpoly/factors/0/multiplicity",
    ] {
        refused(
            &format!("2^32 - 1 at {path}"),
            &with("tri", path, json!(4_294_967_295_u32)),
        );
    }
    // A list of laps with ten thousand entries, and one entry more than is looked at.
    for n in [10_000, 10_001, 1_000_000] {
        let laps: Vec<Value> = (0..n).map(|_| json!("2")).collect();
        refused(
            &format!("{n} laps"),
            &with("tri", "/maps/0/laps", json!(laps)),
        );
    }
    let primes: Vec<Value> = (0..100_000).map(|_| json!(2_147_483_647_u64)).collect();
    refused(
        "a hundred thousand primes",
        &with("golden", "/maps/0/growth/irreducible/primes", json!(primes)),
    );
}

#[test]
fn deep_and_wide_texts() {
    for open in ["[", "{\"a\":", "[{\"a\":["] {
        let deep = open.repeat(1_000_000);
        refused("a million brackets", &deep);
        for path in ["/title", "/maps/0/growth", "/maps/0/vertices/0/0"] {
            let whole = with("tri", path, json!("HERE"));
            refused(
                &format!("a million brackets at {path}"),
                &whole.replace("\"HERE\"", &deep),
            );
        }
    }
    let wide = format!("[{}]", vec!["[]"; 1_000_000].join(","));
    let whole = with("tri", "/title", json!("HERE"));
    assert_eq!(
        refused(
            "a million lists as title",
            &whole.replace("\"HERE\"", &wide)
        ),
        "OX0805"
    );
    assert!(matches!(
        verify_bytes(&[b'{', b'"', 0xc3, 0x28]),
        Verdict::Invalid {
            reason: Reason::NotUtf8 { offset: 2 },
            ..
        }
    ));
}

#[test]
fn thousands_of_points_and_maps() {
    let mut many = load("tri");
    for n in [20_000_usize, 20_001, 200_000] {
        let points: Vec<Value> = (0..n).map(|i| json!(i.to_string())).collect();
        let vertices: Vec<Value> = points.iter().map(|p| json!([p, "0"])).collect();
        let map = &mut many["maps"][0];
        map["vertices"] = json!(vertices);
        map["partition"]["points"] = json!(points);
        map["partition"]["images"] = json!(vec![0; n]);
        map["partition"]["rows"] = json!(vec![[0, 0]; n - 1]);
        map["lipschitz"] = json!("0");
        let code = refused(&format!("{n} points"), &many.to_string());
        assert!(n <= 20_000 || code == "OX0807", "{code}");
    }
    // Ten thousand copies of one map under one name, and a field of degree 300.
    let mut copies = load("tri");
    let map = copies["maps"][0].clone();
    copies["maps"] = json!(vec![map; 300]);
    assert_eq!(refused("copies of a map", &copies.to_string()), "OX0808");
    let mut poly = vec![json!("0"); 301];
    poly[0] = json!("-2");
    poly[300] = json!("1");
    assert_eq!(
        refused(
            "a field of degree 300",
            &with("golden", "/maps/0/field/poly", json!(poly))
        ),
        "OX0807"
    );
}
