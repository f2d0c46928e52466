//! Statements about every map with a point of one period: random maps never violate them, changed certificates are
//! refused, and claims about them are decided where something is proved.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)] // helpers of tests are tests

#[allow(dead_code)]
mod brute;

use brute::{Random, crossings, iterates};
use orbitex::certify::assumption::crossings as forced;
use orbitex::certify::{ForcedRequest, Limits, assumption::assumption};
use orbitex::lang::{NoFiles, load};
use orbitex::map::{PeriodClass, PiecewiseLinear};
use orbitex::num::rational::rat;
use orbitex::num::{Int, Number};
use orbitex::quantity::{Maps, Truth, judge};
use orbitex::verify::{Verdict, verify_text};
use serde_json::Value;

fn class(period: u64) -> PeriodClass {
    PeriodClass {
        period,
        gap: None,
        lipschitz: None,
    }
}

/// A continuous piecewise-linear map with a random cycle of `p` points and random values at further points between.
fn map_with_cycle(random: &mut Random, p: usize) -> (PiecewiseLinear, Vec<Number>) {
    let mut order: Vec<usize> = (0..p).collect();
    // Sattolo: one cycle.
    let mut images = order.clone();
    for i in (1..p).rev() {
        images.swap(i, random.below(i));
    }
    order.rotate_left(1);
    let at = |i: usize| Number::from(i as i64);
    let mut vertices: Vec<(Number, Number)> = (0..p).map(|i| (at(i), at(images[i]))).collect();
    for i in 0..p - 1 {
        if random.below(3) == 0 {
            let x = Number::from(rat(2 * i as i64 + 1, 2));
            let y = Number::from(rat(random.below(4 * p - 3) as i64, 4));
            vertices.push((x, y));
        }
    }
    vertices.sort();
    let points = (0..p).map(at).collect();
    (PiecewiseLinear::new(vertices).unwrap(), points)
}

#[test]
fn no_map_with_a_cycle_has_fewer_crossings() {
    let mut random = Random::new(77);
    let mut tight = 0;
    let mut rounds = 0;
    for p in [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 16] {
        for _ in 0..12 {
            let (f, points) = map_with_cycle(&mut random, p);
            let all = iterates(&f, 7, 1500);
            let steps: Vec<u64> = (1..=all.len() as u64).collect();
            let claimed = forced(&class(p as u64), &steps, Limits::default()).unwrap();
            for (g, (count, _)) in all.iter().zip(claimed) {
                let found = points
                    .windows(2)
                    .map(|w| crossings(g, &w[0], &w[1]))
                    .max()
                    .unwrap();
                assert!(
                    Int::from(found) >= count,
                    "p = {p}: {found} < {count}: {:?}",
                    f.vertices()
                );
                tight += usize::from(Int::from(found) == count);
                rounds += 1;
            }
        }
    }
    println!("{rounds} iterates, {tight} with exactly the number claimed");
    assert!(rounds > 400 && tight > 20);
}

/// The numbers of crossings of 5-cycles are those of the Stefan cycle, found here by composing the map itself.
#[test]
fn the_stefan_cycle_has_no_more() {
    let at = |i: i64| Number::from(i);
    // 1 -> 3 -> 4 -> 2 -> 5 -> 1.
    let images = [3, 5, 4, 2, 1];
    let f = PiecewiseLinear::new(
        (1..=5)
            .map(|i| (at(i), at(images[i as usize - 1])))
            .collect(),
    )
    .unwrap();
    let all = iterates(&f, 10, 3000);
    let steps: Vec<u64> = (1..=all.len() as u64).collect();
    let claimed = forced(&class(5), &steps, Limits::default()).unwrap();
    for (g, (count, _)) in all.iter().zip(&claimed) {
        let found = (1..5)
            .map(|j| crossings(g, &at(j), &at(j + 1)))
            .max()
            .unwrap();
        assert_eq!(Int::from(found), *count);
    }
    // By hand: rows of the graph 1: {3,4}, 2: {4}, 3: {2,3}... at t = 1 two intervals end at the busiest one.
    assert_eq!(claimed[0].0, 2.into());
}

#[test]
fn powers_of_two_are_answered_with_what_is_proved() {
    // Period 2: the reflection, one crossing for ever. Period 4: 1 -> 3 -> 2 -> 4, three intervals; the map of growth 1
    // with that cycle has laps t + 1, so no number that grows faster is right.
    let two = forced(&class(2), &[1, 9, 200], Limits::default()).unwrap();
    assert!(two.iter().all(|(c, _)| *c == 1.into()));
    let four = forced(&class(4), &[1, 10, 100, 1000], Limits::default()).unwrap();
    for (t, (c, _)) in [1u64, 10, 100, 1000].iter().zip(&four) {
        assert!(*c <= Int::from(t + 1), "t = {t}: {c}");
    }
    assert!(forced(&class(16), &[9_999], Limits::default()).is_err());
}

fn certificate() -> Value {
    let classes = [
        (5, Some(rat(1, 10)), Some(rat(2, 1))),
        (6, None, None),
        (4, Some(rat(1, 3)), None),
        (22, Some(rat(2, 7)), Some(rat(3, 2))),
    ];
    let mut made = orbitex::certify::certificate("classes.map", None, None, Vec::new());
    for (period, gap, lipschitz) in classes {
        let class = PeriodClass {
            period,
            gap,
            lipschitz,
        };
        let request = ForcedRequest {
            iterates: vec![3, 24],
            depths: vec![1, 3],
            tolerance: class.gap.as_ref().map(|g| g * rat(1, 4)),
        };
        let name = format!("any{period}");
        made.assumptions
            .push(assumption(&name, &class, &[request], Limits::default()).unwrap());
    }
    serde_json::from_str(&made.to_json()).unwrap()
}

fn leaves(value: &Value, path: String, out: &mut Vec<String>) {
    match value {
        Value::Object(map) => map
            .iter()
            .for_each(|(k, v)| leaves(v, format!("{path}/{k}"), out)),
        Value::Array(list) if !list.is_empty() => list
            .iter()
            .enumerate()
            .for_each(|(i, v)| leaves(v, format!("{path}/{i}"), out)),
        _ => out.push(path),
    }
}

/// Every number of the certificate is changed a little, and every null filled: nothing false is accepted.
#[test]
fn every_changed_leaf_is_refused() {
    let whole = certificate();
    assert!(matches!(
        verify_text(&whole.to_string()),
        Verdict::ValidRelying { .. }
    ));
    let mut places = Vec::new();
    leaves(&whole["assumptions"], "/assumptions".into(), &mut places);
    let (mut tried, mut harmless) = (0, 0);
    for place in &places {
        let old = whole.pointer(place).unwrap();
        let mut near = vec![Value::Null];
        match old {
            Value::Number(n) => {
                let n = n.as_u64().unwrap();
                near.extend([Value::from(n + 1), Value::from(n.saturating_sub(1))]);
            }
            Value::String(s) => match s.parse::<Int>() {
                Ok(n) => near.extend([
                    Value::from((&n + Int::from(1)).to_string()),
                    Value::from((&n - Int::from(1)).to_string()),
                ]),
                Err(_) => near.push(Value::from("1/97")),
            },
            _ => near.extend([Value::from("1"), Value::from("1/97")]),
        }
        for new in near.into_iter().filter(|new| new != old) {
            let mut mutant = whole.clone();
            *mutant.pointer_mut(place).unwrap() = new.clone();
            tried += 1;
            if !matches!(verify_text(&mutant.to_string()), Verdict::Invalid { .. }) {
                // Another name, a weaker or further true hypothesis, a request or a line left out: still true.
                let key = place.rsplit('/').next().unwrap();
                let weaker = matches!(key, "name" | "lipschitz" | "tolerance")
                    || key == "mean" && new == Value::Null
                    // An even period: the same number at the iterate before or after.
                    || key == "iterate" && !place.starts_with("/assumptions/0")
                    // Any isolating interval will do, as long as the polynomial changes its sign.
                    || place.contains("/interval/");
                assert!(weaker, "{place}: {old} -> {new} was accepted");
                harmless += 1;
            }
        }
    }
    println!("{tried} changes, {harmless} of them true");
    assert!(tried > 300 && harmless < 40);
}

#[test]
fn a_missing_key_of_an_assumption_is_never_valid() {
    let whole = certificate();
    let mut removed = 0;
    for path in [
        "",
        "/assumptions/0",
        "/assumptions/0/growth",
        "/assumptions/0/certify/0",
        "/assumptions/0/certify/0/rows/0",
        "/assumptions/0/certify/0/rows/0/reason",
        "/assumptions/3/certify/0/rows/0/reason",
        "/assumptions/0/certify/0/rows/0/widths/0",
    ] {
        let object = whole.pointer(path).unwrap().as_object().unwrap();
        for key in object.keys() {
            let mut less = whole.clone();
            let place = less.pointer_mut(path).unwrap();
            place.as_object_mut().unwrap().remove(key);
            let Verdict::Invalid { reason, .. } = verify_text(&less.to_string()) else {
                panic!("{path}/{key}");
            };
            let method = key == "method" && reason.code() == "OX0802";
            assert!(
                method || reason.code() == "OX0802",
                "{path}/{key}: {reason}"
            );
            removed += 1;
        }
    }
    assert!(removed > 30);
}

#[test]
fn claims_are_decided_where_something_is_proved() {
    let program = "
        assume any5 { period 5  gap 1/10  lipschitz 2 }
        assume any3 { period 3 }
        assume any6 { period 6 }
        assume any4 { period 4 }
        assume long { period 44 }
        orbit o5 { 1 -> 3 -> 4 -> 2 -> 5 }
    ";
    // Facts: rho_5 = 1.51287..., sqrt(phi) = 1.27201..., ln rho_5 = 0.41401...; N(20) = 5369 for p = 5, so the width at
    // depth 4 is 8: 8^4 = 4096 < 5369 <= 6561 = 9^4. Period 3 gives phi and Fibonacci numbers: N(10) = 144.
    let claims = [
        ("growth(any5) > 1512/1000", Truth::True),
        ("growth(any5) > 1513/1000", Truth::Unknown),
        ("growth(any5) <= 2", Truth::True),
        ("growth(any5) > 2", Truth::False),
        ("growth(any3)^2 >= growth(any3) + 1", Truth::Unknown),
        ("growth(any6) > 1272/1000", Truth::True),
        ("growth(any6) > 1273/1000", Truth::Unknown),
        ("growth(any4) >= 1", Truth::True),
        ("growth(any4) > 1", Truth::Unknown),
        ("growth(any4) < 1", Truth::False),
        ("growth(long) > 1093/1000", Truth::True),
        ("entropy(any5) > 0.414", Truth::True),
        ("entropy(any5) > 0.415", Truth::Unknown),
        ("lipschitz(any5) >= 3/2", Truth::True),
        ("lipschitz(any5) <= 2", Truth::True),
        ("crossings(any5, 20) >= 5369", Truth::True),
        ("crossings(any5, 20) >= 5370", Truth::Unknown),
        ("crossings(any5, 20) < 5369", Truth::False),
        ("crossings(any3, 10) >= 144", Truth::True),
        ("width(any5, iterate 20, depth 4) = 8", Truth::True),
        (
            "width(any5, iterate 20, depth 4, norm sup, tolerance 1/20) = 8",
            Truth::True,
        ),
        ("period(any5, 5)", Truth::True),
        ("period(any5, 7)", Truth::True),
        ("period(any5, 6)", Truth::True),
        ("period(any5, 3)", Truth::Unknown),
        ("not period(any5, 3)", Truth::Unknown),
        ("not period(any5, 7)", Truth::False),
        ("period(any4, 3)", Truth::Unknown),
        ("sharkovsky(any3) = 3", Truth::True),
        ("sharkovsky(any5) = 7", Truth::False),
        ("sharkovsky(any5) = 3", Truth::Unknown),
        ("odd_period_bound(any5) ~ 1.5129", Truth::True),
        ("loop_bound(any5) ~ 1.3803", Truth::True),
        // 8^4 < N(20) = 5369, and N(19) = 3549 <= 8^4.
        ("least_iterate(any5, depth 4, width 7) = 20", Truth::True),
        ("name(any5) = name(any5)", Truth::True),
    ];
    for (claim, expected) in claims {
        let text = format!("{program}\nclaim {claim}\n");
        let loaded = load("claims.map", text.as_bytes(), &NoFiles, &Default::default());
        assert!(loaded.is_clean(), "{claim}: {:?}", loaded.diagnostics);
        let maps = Maps::new(&loaded.program, Limits::default());
        match judge(&maps, &loaded.program.claims[0]) {
            Ok(finding) => assert_eq!(finding.truth, expected, "{claim}: {:?}", finding.value),
            Err(misfit) => assert_eq!(expected, Truth::Unknown, "{claim}: {misfit:?}"),
        }
    }
    for claim in [
        "width(any3, iterate 20, depth 4, tolerance 1/100) > 1",
        "width(any5, iterate 20, depth 4, tolerance 1/10) > 1",
        "width(any5, iterate 20, depth 4, between [0, 1]) > 1",
        "crossings(any5, 20, [0, 1]) > 1",
        "laps(any5, 3) > 1",
        "upper_width(any5, iterate 3, depth 1) > 1",
        "charpoly(any5) = x",
        "least_iterate(any4, depth 1, width 100000) > 1",
    ] {
        let text = format!("{program}\nclaim {claim}\n");
        let loaded = load("claims.map", text.as_bytes(), &NoFiles, &Default::default());
        assert!(loaded.is_clean(), "{claim}: {:?}", loaded.diagnostics);
        let maps = Maps::new(&loaded.program, Limits::default());
        assert!(
            judge(&maps, &loaded.program.claims[0]).is_err(),
            "{claim} has a value"
        );
    }
}

/// `from` names what a width rests on. 1.3803^20 = 629.98: 630 pieces, 25^2 < 630 <= 26^2 = 676, 629 units in one layer; 1.5129^20 = 3945.2:
/// 62^2 = 3844 < 3946 <= 63^2; all patterns: 5369, 73^2 < 5369 <= 74^2 = 5476. 1.3803^21 = 870 > 676; 1.5129^15 = 498, ^16 = 753.
/// Errors: ceil((5369 - 4)/2) = 2683 of 5370 labels, half the gap, (5369 - 16) gap^2/(4 2^20).
/// Widths in these norms: ceil((5369-K)/2) < 5370/4 from K = 2685 on, 51^2 < 2685 <= 52^2; 5369 - K < 4194.304 from K = 1175 on, 34^2 < 1175
/// <= 35^2; an area below that of K = 16 needs K = 17 > 4^2.
#[test]
fn widths_from_earlier_bounds_and_errors() {
    let file = "assume a5 { period 5 gap 1/10 lipschitz 2 }
        assume a6 { period 6 }
        claim width(a5, iterate 20, depth 2) = 73
        claim width(a5, iterate 20, depth 2, from loop_bound) = 25
        claim width(a5, iterate 20, depth 2, from odd_period) = 62
        claim neurons(a5, iterate 20, depth 1, from loop_bound) = 629
        claim least_iterate(a5, depth 2, width 25, from loop_bound) = 21
        claim least_iterate(a5, depth 2, width 25, from odd_period) = 16
        claim error(a5, iterate 20, depth 2, width 1) = 1/20
        claim error(a5, iterate 20, depth 2, width 73) = 0
        claim error(a5, iterate 20, depth 2, width 1, norm classification) = 2683/5370
        claim error(a5, iterate 20, depth 2, width 3, norm l1) = 5353/419430400
        claim width(a5, iterate 20, depth 2, norm classification, error 1/4) = 51
        claim width(a5, iterate 20, depth 2, norm l1, error 1/100000) = 34
        claim width(a5, iterate 20, depth 2, norm l1, error 5353/419430400) = 4
        map s5 = stefan(5)
        claim crossings(s5, 20) = 5369
        claim width(a6, iterate 20, depth 2, from loop_bound) = 1
        claim error(a6, iterate 20, depth 2, width 1) >= 0
        claim width(s5, iterate 20, depth 2, norm l1, error 1/100, from loop_bound) >= 0";
    let loaded = load("from.map", file.as_bytes(), &NoFiles, &Default::default());
    assert!(loaded.is_clean(), "{:?}", loaded.diagnostics);
    let maps = Maps::new(&loaded.program, Limits::default());
    let holds: Vec<Truth> = loaded
        .program
        .claims
        .iter()
        .map(|c| judge(&maps, c).map_or(Truth::Unknown, |finding| finding.truth))
        .collect();
    let last = holds.len() - 3;
    for (i, truth) in holds.iter().enumerate() {
        let expected = if i < last {
            Truth::True
        } else {
            Truth::Unknown
        };
        assert_eq!(*truth, expected, "claim {i}");
    }
}

/// Classes stand in columns of tables beside the row's map: 73 and 25 as above, and 5369 crossings.
#[test]
fn columns_of_tables_may_be_about_a_class() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("classes.map");
    let text = "assume any5 { period 5 }
        table rows for k in 1..2 {
            map stefan(5)
            columns k, width(any5, iterate 20, depth k), width(any5, iterate 20, depth k, from loop_bound), crossings(any5, 20), crossings(20), period(any5, 4)
        }";
    std::fs::write(&file, text).unwrap();
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_orbitex"))
        .args(["table", "--format", "csv", "--no-cache", "-o"])
        .arg(folder.path())
        .arg(&file)
        .output()
        .unwrap();
    assert!(run.status.success(), "{run:?}");
    let made = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|e| e.unwrap().path());
    let table = made.filter(|p| p.extension().is_some_and(|e| e == "csv"));
    let table = std::fs::read_to_string(table.last().unwrap()).unwrap();
    let row = table.lines().find(|l| l.starts_with("2,")).unwrap();
    assert!(row.starts_with("2,73,25,") && row.contains("5369"), "{row}");
}
