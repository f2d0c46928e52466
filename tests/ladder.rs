//! The ladder: rates of earlier results beside the map's own, and the iterates from which on each says something, against
//! powers of rational brackets and crossings counted on composed maps.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)] // helpers of tests are tests

#[allow(dead_code)]
mod brute;
mod made;

use brute::{Markov, Random, crossings, iterates};
use made::{compiled, few};
use orbitex::certificate::{Certificate, Kind, LadderRow, MapCertificate, Start};
use orbitex::certify::{Lengths, Limits, Request, certificate};
use orbitex::map::PiecewiseLinear;
use orbitex::num::rational::{Rat, pow, rat};
use orbitex::num::{Int, Number};
use orbitex::verify::{Verdict, verify};
use serde_json::{Value, json};

fn small(text: &str) -> Certificate {
    let lengths = Lengths {
        laps: 3,
        periods: 3,
    };
    compiled("ladder.map", text, few(), lengths)
}

fn row<'a>(m: &'a MapCertificate, id: &str) -> &'a LadderRow {
    let found = m.ladder.iter().find(|r| r.id == id);
    found.unwrap_or_else(|| panic!("{} has no row {id}", m.name))
}

fn firsts(m: &MapCertificate, id: &str) -> Vec<u64> {
    let starts = row(m, id).starts.as_ref().unwrap();
    assert!(starts.iter().zip(1..).all(|(s, k)| s.depth == k));
    starts.iter().map(|s| s.iterate).collect()
}

fn accepted(c: &Certificate) {
    let verdict = verify(c);
    assert!(!matches!(verdict, Verdict::Invalid { .. }), "{verdict:?}");
}

/// Štefan cycle of length 5. Loop 1.3803: powers 1.38, 1.91, 2.63, 3.63, 5.01, 6.92, 9.55, 13.2, 18.2: beyond 2, 4, 8, 16 from
/// t = 3, 5, 7, 9 on. Own and odd period 1.5129: 1.51, 2.29, 3.46, 5.24, 7.93, 11.99, 18.1: from t = 2, 4, 6, 7 on. No period 3, so
/// no increasing cycle. Increasing cycle of length 5, 1.9276: 1.93, 3.72, 7.16, 13.8, 26.6: t = 2, 3, 4, 5; loop and odd period are
/// those of period 3 there, 1.6180: 2.62 at 2, 4.24 at 3, 6.85, 11.1 at 5, 17.9 at 6.
#[test]
fn numbers_by_hand() {
    let c = small(
        "map s5 = stefan(5)
        map inc = increasing(5)
        map two = tent(2)
        map boundary = tent(sqrt(2))
        map lazy = pattern [3, 4, 2, 1]
        map wild = tent(3/2)
        orbit o { 1 -> 3 -> 4 -> 2 -> 5 -> 1 }
        certify s5 { iterates 3 depths 1..4 }  certify inc { iterates 3 depths 1..4 }
        certify two { iterates 3 depths 1..4 }  certify boundary { iterates 3 depths 1..4 }
        certify wild { iterates 3 depths 1..4 }  certify o { iterates 3 depths 1..4 }
        certify lazy { iterates 3 depths 1..4 }",
    );
    accepted(&c);
    let [s5, inc, two, boundary, lazy, wild, o] = &c.maps[..] else {
        panic!("seven maps");
    };
    assert_eq!(firsts(s5, "loop_bound"), [3, 5, 7, 9]);
    assert_eq!(firsts(s5, "odd_period_bound"), [2, 4, 6, 7]);
    assert_eq!(firsts(s5, "own"), [2, 4, 6, 7]);
    assert!(s5.ladder.iter().all(|r| r.id != "increasing_bound"));
    assert_eq!(firsts(o, "loop_bound"), [3, 5, 7, 9]);
    assert_eq!(firsts(o, "own"), [2, 4, 6, 7]);
    assert_eq!(firsts(inc, "loop_bound"), [2, 3, 5, 6]);
    assert_eq!(firsts(inc, "increasing_bound"), [2, 3, 4, 5]);
    assert_eq!(row(inc, "increasing_bound").period, Some(5));
    assert_eq!(row(inc, "increasing_bound").decimal[..6], *"1.9275");
    // 2^t > 2^k from k + 1 on; the increasing cycle of length 12 has a rate just below 2.
    assert_eq!(firsts(two, "own"), [2, 3, 4, 5]);
    assert_eq!(row(two, "increasing_bound").period, Some(12));
    assert_eq!(firsts(two, "increasing_bound"), [2, 3, 4, 5]);
    // sqrt 2 to the power 2k is exactly 2^k, which is not enough; no odd period.
    assert_eq!(firsts(boundary, "own"), [3, 5, 7, 9]);
    assert_eq!(boundary.ladder.len(), 2);
    // Growth 1 never says anything.
    assert_eq!(row(lazy, "own").starts, None);
    // The inner graph (of few points) of a map that never closes: a rate between 1 and its growth 1.5.
    let rate = parse(&row(wild, "inner").decimal);
    assert!(rate > rat(1, 1) && rate <= rat(3, 2));
    assert_eq!(row(wild, "own").starts, None);
    let first = firsts(wild, "inner")[0];
    assert_eq!(
        first_by_brackets(&row(wild, "inner").decimal, 1),
        Some(first)
    );
}

/// A decimal as a rational.
fn parse(text: &str) -> Rat {
    let (whole, part) = text.split_once('.').unwrap();
    let digits: Int = format!("{whole}{part}").parse().unwrap();
    Rat::new(digits, Int::from(10).pow(part.len() as u32))
}

/// From the decimal alone: the rate lies within half a unit of its last place.
fn first_by_brackets(text: &str, k: u32) -> Option<u64> {
    let digits = text.split_once('.').unwrap().1.len() as u32;
    let half = Rat::new(Int::from(1), Int::from(10).pow(digits));
    let (lo, hi) = (parse(text) - &half, parse(text) + &half);
    let target = Rat::from_integer(Int::from(1) << k);
    for t in 1..400u32 {
        if pow(&lo, t) > target {
            return Some(u64::from(t));
        }
        if pow(&hi, t) > target {
            return None; // Too close to tell, or equal.
        }
    }
    None
}

#[test]
fn first_iterates_of_random_maps_hold_on_composed_maps() {
    let mut random = Random::new(91);
    let (mut told, mut counted, mut cycles) = (0, 0, 0);
    for _ in 0..60 {
        let map = Markov::random(&mut random);
        let f = map.map();
        let request = Request {
            iterates: vec![2],
            depths: vec![1, 2, 3, 5],
            norms: vec![orbitex::certificate::Norm::Sup],
            ..Request::default()
        };
        let m = made::made("f", Kind::Map, &f, Limits::default(), request);
        let powers = iterates(&f, 6, 400);
        for row in &m.ladder {
            let Some(starts) = &row.starts else { continue };
            for Start { depth, iterate } in starts {
                if let Some(first) = first_by_brackets(&row.decimal, *depth) {
                    assert_eq!(first, *iterate, "{map:?} {}", row.id);
                    told += 1;
                }
            }
            // Some pair of neighbouring points has more than 2^k crossings from then on; for the cycle it is the last pair.
            let points = match &row.points {
                Some(points) => {
                    cycles += 1;
                    let mut points: Vec<Number> = points.iter().map(|p| read(p, &f)).collect();
                    for (i, x) in points.iter().enumerate() {
                        assert_eq!(f.eval(x).unwrap(), points[(i + 1) % points.len()]);
                    }
                    let last = points.len() - 2;
                    points.drain(..last);
                    points.sort();
                    points
                }
                None if row.id == "own" => m.partition.points.iter().map(|p| read(p, &f)).collect(),
                None => continue,
            };
            for Start { depth, iterate } in starts {
                for (t, g) in powers.iter().enumerate().skip(*iterate as usize - 1) {
                    let most = points.windows(2).map(|w| crossings(g, &w[0], &w[1])).max();
                    assert!(most.unwrap() > 1 << depth, "{map:?} {} t={t}", row.id);
                    counted += 1;
                }
            }
        }
        accepted(&certificate("random.map", None, None, vec![m]));
    }
    println!("ladder: {told} first iterates by decimals, {counted} by crossings, {cycles} cycles");
    assert!(told > 200 && counted > 100 && cycles > 5);
}

/// A number of the field of the map.
fn read(n: &orbitex::certificate::Num, f: &PiecewiseLinear) -> Number {
    let numbers = f.vertices().iter().flat_map(|(x, y)| [x, y]);
    let field = Number::common_field(numbers).unwrap();
    let coeffs: Vec<Rat> = n.0.clone();
    match field {
        Some(field) => Number::from_coeffs(&field, &coeffs),
        None => coeffs.first().map_or_else(Number::zero, Number::from),
    }
}

#[test]
fn forged_rows_are_refused() {
    let c = small("map inc = increasing(5)  certify inc { iterates 3 depths 1..4 }");
    accepted(&c);
    let whole = serde_json::to_value(&c).unwrap();
    let at = |id: &str| {
        let rows = whole["maps"][0]["ladder"].as_array().unwrap();
        rows.iter().position(|r| r["id"] == id).unwrap()
    };
    let code = |id: &str, field: &str, value: Value| {
        let mut forged = whole.clone();
        forged["maps"][0]["ladder"][at(id)][field] = value;
        match verify(&serde_json::from_value(forged).unwrap()) {
            Verdict::Invalid { reason, .. } => Some(reason.code()),
            _ => None,
        }
    };
    let start = |k: u64, t: u64| json!([{"depth": k, "iterate": t}]);
    // 1.9276^3 = 7.16, ^4 = 13.8, ^5 = 26.6: more than 16 = 2^4 from t = 5 on.
    assert_eq!(code("increasing_bound", "starts", start(4, 5)), None);
    for wrong in [
        start(4, 4),
        start(4, 6),
        start(0, 1),
        start(4, 0),
        json!([]),
    ] {
        assert_eq!(code("increasing_bound", "starts", wrong), Some("OX0841"));
    }
    let twice = json!([{"depth": 1, "iterate": 2}, {"depth": 1, "iterate": 2}]);
    assert_eq!(code("own", "starts", twice), Some("OX0841"));
    assert_eq!(code("lipschitz", "starts", start(1, 1)), Some("OX0841"));
    assert_eq!(
        code("own", "points", json!(["1", "2", "3"])),
        Some("OX0841")
    );
    for points in [
        json!(["1", "2", "3", "4"]),
        json!(["2", "3", "4", "5", "1"]),
        json!(["1", "2", "3", "4", "9/2"]),
    ] {
        assert_eq!(code("increasing_bound", "points", points), Some("OX0841"));
    }
    assert_eq!(code("increasing_bound", "period", json!(4)), Some("OX0841"));
    // x^4 - 2x^3 + 1 has the root 1.8393 as well.
    let other = json!(["1", "0", "0", "-2", "1"]);
    assert_eq!(code("increasing_bound", "poly", other), Some("OX0841"));
}

/// Štefan cycle of length 5, depth 4: the loop bound is silent until t = 8, the odd period says something from 7 on. A map whose strongest
/// period is 6 has no odd period. Area bounds by crossings decay where they are stated, which the report must not deny.
#[test]
fn the_report_says_where_earlier_results_are_silent() {
    let folder = tempfile::tempdir().unwrap();
    let report = |name: &str, text: &str| {
        let file = folder.path().join(format!("{name}.map"));
        std::fs::write(&file, text).unwrap();
        let run = std::process::Command::new(env!("CARGO_BIN_EXE_orbitex"))
            .arg("compile")
            .arg(&file)
            .output()
            .unwrap();
        assert!(run.status.success(), "{run:?}");
        std::fs::read_to_string(folder.path().join(format!("{name}.tex"))).unwrap()
    };
    let s5 = "map s5 = stefan(5)  certify s5 { iterates 6 depths 1..4 norms";
    let sup = report("sup", &format!("{s5} sup }}"));
    assert!(sup.contains("previous bounds give nothing"));
    assert!(sup.contains("\\v{S}tefan: $7\\le t\\le8$"));
    assert!(sup.contains("none is stated here"));
    let area = report("area", &format!("{s5} sup, l1 }}"));
    assert!(area.contains("that use crossings do") && !area.contains("none is stated here"));
    let even = report("even", "map even = pattern [4, 6, 5, 3, 2, 1]");
    assert!(even.contains("No odd number above $1$ is a period of the map"));
    assert!(even.contains("own: $t\\ge12$"));
    let cubic = report("cubic", "map c = polynomial 4*x^3 - 3*x on [-1, 1]");
    assert!(cubic.contains("is a period of the map is not known here"));
    assert!(!cubic.contains("previous bounds give nothing"));
}
