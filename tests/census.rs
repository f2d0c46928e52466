//! The census against brute force over all patterns, known numbers, and its own shares.

use orbitex::census::{Census, MergeError, Part, growth, pattern, small, table};
use orbitex::graph::charpoly::charpoly;
use orbitex::graph::{Covering, Spectrum};
use orbitex::num::IntPoly;
use orbitex::num::rational::rat;
use orbitex::period::least::strongest_period;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// All cycles of `0..n` as images, by permuting the order in which they run through `1..n`.
fn all_cycles(n: usize) -> Vec<Vec<usize>> {
    fn extend(order: &mut Vec<usize>, n: usize, found: &mut Vec<Vec<usize>>) {
        if order.len() == n {
            let mut images = vec![0; n];
            (0..n).for_each(|i| images[order[i]] = order[(i + 1) % n]);
            found.push(images);
            return;
        }
        for i in 1..n {
            if !order.contains(&i) {
                order.push(i);
                extend(order, n, found);
                order.pop();
            }
        }
    }
    let mut found = Vec::new();
    extend(&mut vec![0], n, &mut found);
    found
}

/// The longest patterns of the slow tests.
const LONGEST: usize = if cfg!(debug_assertions) { 6 } else { 8 };

#[test]
fn brute_force_agrees() {
    for n in 3..=LONGEST {
        let census = Census::compute(n, &|_| ());
        let mut polys = BTreeSet::new();
        let mut growths = BTreeMap::new();
        let (mut types, mut tenths, mut zero) = (BTreeMap::new(), BTreeMap::new(), 0);
        let cycles = all_cycles(n);
        for images in &cycles {
            let spectrum = Spectrum::of(&Covering::of_indices(images));
            assert!(spectrum.complete);
            polys.insert(spectrum.charpoly.to_string());
            let growth = spectrum.growth.sharpened(60);
            zero += u64::from(spectrum.is_zero_entropy());
            let tenth = (&growth.lo * rat(10, 1)).floor().to_string();
            *tenths.entry(tenth.parse::<u64>().unwrap()).or_insert(0u64) += 1;
            // An irreducible polynomial has at most one root that is the largest in modulus.
            growths
                .entry(growth.poly.to_string())
                .or_insert((growth, Vec::new()))
                .1
                .push(images.iter().map(|&i| i as u8).collect::<Vec<u8>>());
            *types.entry(strongest_period(images)).or_insert(0u64) += 1;
        }
        assert_eq!(census.patterns, cycles.len() as u64);
        assert_eq!(census.distinct_charpoly, polys.len() as u64, "n = {n}");
        assert_eq!(census.distinct_growth, growths.len() as u64, "n = {n}");
        assert_eq!(census.zero_entropy, zero, "n = {n}");
        assert_eq!(
            census
                .sharkovsky
                .iter()
                .copied()
                .collect::<BTreeMap<_, _>>(),
            types
        );
        assert_eq!(
            census.tenths.iter().copied().collect::<BTreeMap<_, _>>(),
            tenths
        );
        let mut classes: Vec<_> = growths.into_values().collect();
        classes.sort_by(|a, b| a.0.cmp_exact(&b.0));
        let one = orbitex::graph::RealRoot::rational(&rat(1, 1));
        let above = |c: &&(orbitex::graph::RealRoot, _)| c.0.cmp_exact(&one) == Ordering::Greater;
        for (expected, found) in [
            (classes.iter().find(above), &census.smallest),
            (classes.last(), &census.largest),
        ] {
            let (growth, patterns) = expected.unwrap();
            let found = found.as_ref().unwrap();
            let mut patterns = patterns.clone();
            patterns.sort();
            assert_eq!(found.patterns, patterns, "n = {n}");
            assert_eq!(found.growth.cmp_exact(growth), Ordering::Equal);
            assert_eq!(found.growth.poly, growth.poly);
        }
    }
}

#[test]
fn known_numbers() {
    let expected: &[(usize, u64, u64, u64, &str)] = &[
        (3, 1, 1, 0, "1.6180339887"),
        (4, 3, 4, 2, "2.4142135624"),
        (5, 9, 9, 0, "2.9562952015"),
        (6, 30, 39, 0, "3.5115471417"),
        (7, 189, 210, 0, "4.2824296407"),
        (8, 1377, 1570, 16, "5.0010672731"),
    ];
    for &(n, growths, polys, zero, largest) in expected {
        let census = Census::compute(n, &|_| ());
        assert_eq!(
            (
                census.distinct_growth,
                census.distinct_charpoly,
                census.zero_entropy
            ),
            (growths, polys, zero),
            "n = {n}"
        );
        let root = census.largest.unwrap().growth;
        let decimal = orbitex::num::isolate::root_decimal(&root.poly, &root.lo, &root.hi, 10);
        assert_eq!(decimal, largest, "n = {n}");
        let smallest = census.smallest.unwrap();
        let known: Option<(&[i64], usize)> = match n {
            // rho_5, and the square root of the golden ratio.
            5 => Some((&[-1, 1, -1, -1, 1], 2)),
            6 => Some((&[-1, 0, -1, 0, 1], 8)),
            _ => None,
        };
        if let Some((poly, count)) = known {
            assert_eq!(smallest.growth.poly, IntPoly::from_i64(poly));
            assert_eq!(smallest.patterns.len(), count);
        }
        assert_eq!(
            census.sharkovsky.iter().map(|t| t.1).sum::<u64>(),
            census.patterns
        );
        assert_eq!(
            census.tenths.iter().map(|t| t.1).sum::<u64>(),
            census.patterns
        );
    }
}

#[test]
fn every_pattern_is_visited_once_up_to_reflection() {
    for n in 3..=LONGEST {
        let mut seen = BTreeSet::new();
        for unit in pattern::units(n) {
            unit.patterns(|images, weight| {
                let mirror = pattern::mirrored(images);
                assert_eq!(weight, 1 + u32::from(mirror != images));
                assert!(pattern::is_cycle(images) && seen.insert(images.to_vec()));
                assert!(mirror == images || seen.insert(mirror));
            });
        }
        let all: BTreeSet<Vec<u8>> = all_cycles(n)
            .into_iter()
            .map(|c| c.into_iter().map(|i| i as u8).collect())
            .collect();
        assert_eq!(seen, all);
    }
}

/// A cycle of `0..n` from a small generator.
fn random_cycle(n: usize, state: &mut u64) -> Vec<u8> {
    let mut order: Vec<usize> = (0..n).collect();
    for i in (2..n).rev() {
        *state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        order.swap(i, 1 + (*state >> 33) as usize % i);
    }
    let mut images = vec![0; n];
    (0..n).for_each(|i| images[order[i]] = order[(i + 1) % n] as u8);
    images
}

#[test]
fn machine_integers_agree_with_the_general_way() {
    let mut state = 5;
    for round in 0..600 {
        let n = 3 + round % 11;
        let images = random_cycle(n, &mut state);
        let found = small::charpoly(&images);
        let rows = Covering::of_indices(&images.iter().map(|&i| i.into()).collect::<Vec<_>>()).rows;
        let f = growth::polynomial(&found, n - 1);
        assert_eq!(f, charpoly(&rows), "{images:?}");
        let packed = table::pack(&found, n - 1);
        assert_eq!(table::unpack(packed + 77, n - 1), found);
        assert_eq!(table::times(packed + 77), 77);
        let wide: Vec<i64> = found[..n - 1].iter().map(|&c| c.into()).collect();
        assert_eq!(table::pack_checked(&wide, 77), Some(packed + 77));
        let (lo, hi) = growth::enclosure_of(&found, n - 1).unwrap();
        let root = Spectrum::of(&Covering { rows }).growth.sharpened(70);
        assert!(
            lo <= root.hi && root.lo <= hi && &hi - &lo < rat(1, 1 << 20),
            "{images:?}"
        );
    }
}

#[test]
fn packed_extremes() {
    // The largest coefficients there are, and beyond.
    for sign in [-1i64, 1] {
        let mut binomials = vec![1i64];
        for i in 0..11 {
            binomials.push(binomials[i] * (12 - i as i64) / (i as i64 + 1));
        }
        let coefficients: Vec<i64> = binomials.iter().map(|b| sign * b).collect();
        let packed = table::pack_checked(&coefficients, (1 << 29) - 1).unwrap();
        let found = table::unpack(packed, 12);
        assert!(
            found
                .iter()
                .zip(&coefficients)
                .all(|(&a, &b)| i64::from(a) == b)
        );
        for i in 0..12 {
            let mut beyond = coefficients.clone();
            beyond[i] += sign;
            assert_eq!(table::pack_checked(&beyond, 1), None);
        }
        assert_eq!(table::pack_checked(&coefficients, 1 << 29), None);
    }
}

#[test]
fn shares_make_the_whole() {
    for (n, of) in [(3, 2), (4, 3), (6, 4), (7, 3), (7, 40)] {
        let whole = Census::compute(n, &|_| ());
        let text = |index| Part::compute(n, index, of, &|_| ()).to_json();
        let texts: Vec<String> = (0..of).map(text).collect();
        let read = || texts.iter().map(|t| Part::from_json(t).unwrap());
        assert_eq!(Census::of(read().rev().collect()), Ok(whole));
        assert_eq!(
            Census::of(read().skip(1).collect()),
            Err(MergeError::Missing(0))
        );
        let twice = read().chain(read().take(1)).collect();
        assert_eq!(Census::of(twice), Err(MergeError::Twice(0)));
    }
    assert_eq!(Census::of(vec![]), Err(MergeError::Nothing));
}

#[test]
fn damaged_shares_are_refused() {
    let text = Part::compute(6, 0, 1, &|_| ()).to_json();
    assert!(Part::from_json(&text[..text.len() - 5]).is_err());
    let part = Part::from_json(&text).unwrap();
    let mut fewer = part.clone();
    fewer.largest.pop();
    assert_eq!(Census::of(vec![fewer]), Err(MergeError::Damaged));
    let mut smaller = part.clone();
    smaller.table = table::Table::new(part.table.entries()[1..].to_vec());
    assert_eq!(Census::of(vec![smaller]), Err(MergeError::Damaged));
    for (from, to) in [
        ("census-part/1", "census-part/2"),
        ("\"n\":6", "\"n\":7"),
        ("\"share\":1", "\"share\":2"),
        ("\"smallest\":[[", "\"smallest\":[[0,"),
    ] {
        assert!(text.contains(from), "{from}");
        assert!(
            Part::from_json(&text.replacen(from, to, 1)).is_err(),
            "{from}"
        );
    }
}

fn run(args: &[&str]) -> (String, Option<i32>) {
    let out = Command::new(env!("CARGO_BIN_EXE_orbitex"))
        .args(args)
        .output()
        .unwrap();
    assert!(out.status.success() == out.stderr.is_empty() || args.contains(&"--shard"));
    (String::from_utf8(out.stdout).unwrap(), out.status.code())
}

#[test]
fn the_command_in_shares_and_after_an_interrupt() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (json, _) = run(&["census", "6", "--format", "json", "--jobs", "1"]);
    assert_eq!(
        run(&["census", "6", "--format", "json", "--jobs", "2"]).0,
        json
    );
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["schema"], "orbitex/census/1");
    assert_eq!(value["smallest"]["patterns"].as_array().unwrap().len(), 8);
    assert_eq!(value["distinct_growth"], 30);
    let keys = [
        "schema",
        "n",
        "patterns",
        "distinct_growth",
        "distinct_charpoly",
        "zero_entropy",
        "smallest",
        "largest",
        "sharkovsky",
    ];
    let places: Vec<_> = keys
        .iter()
        .map(|k| json.find(&format!("\n  \"{k}\"")).unwrap())
        .collect();
    assert!(places.is_sorted());
    // Shares and their merge.
    let (a, b) = (path("a.json"), path("b.json"));
    for (share, file) in [("1/2", &a), ("2/2", &b)] {
        assert_eq!(
            run(&["census", "6", "--shard", share, "-o", file]).1,
            Some(0)
        );
    }
    assert_eq!(
        run(&["census", "--format", "json", "--merge", &b, &a]).0,
        json
    );
    assert_eq!(run(&["census", "--merge", &a]).1, Some(2));
    assert_eq!(run(&["census", "6", "--shard", "3/2", "-o", &a]).1, Some(2));
    // A folder keeps shares; one is lost and one was cut off by an interrupt.
    let kept = path("kept");
    assert_eq!(
        run(&["census", "6", "--format", "json", "-o", &kept]).0,
        json
    );
    let files: Vec<_> = std::fs::read_dir(&kept)
        .unwrap()
        .map(|f| f.unwrap().path())
        .collect();
    assert_eq!(files.len(), 32);
    std::fs::remove_file(&files[0]).unwrap();
    let half = std::fs::read_to_string(&files[1]).unwrap();
    std::fs::write(&files[1], &half[..half.len() / 2]).unwrap();
    let untouched = std::fs::metadata(&files[2]).unwrap().modified().unwrap();
    assert_eq!(
        run(&["census", "6", "--format", "json", "-o", &kept]).0,
        json
    );
    assert_eq!(std::fs::read_to_string(&files[1]).unwrap(), half);
    assert_eq!(
        std::fs::metadata(&files[2]).unwrap().modified().unwrap(),
        untouched
    );
    let (text, _) = run(&["census", "6"]);
    assert!(
        text.contains("root of x^4 - x^2 - 1") && text.contains("distribution"),
        "{text}"
    );
}
