//! Laps, pieces, crossings, fixed points and periods against exact composition of the maps themselves.

#![allow(clippy::unwrap_used)] // helpers of tests are tests

mod brute;

use brute::{Markov, Random, small};
use orbitex::graph::covering::Covering;
use orbitex::graph::exact::{Budget, crossings_exact, laps_exact, laps_exact_upto};
use orbitex::graph::laps::{laps, laps_upto};
use orbitex::graph::levels::{Levels, best_levels_auto, best_levels_tolerance, pareto_front};
use orbitex::graph::partition::Partition;
use orbitex::graph::paths::{path_counts, path_counts_upto, right_product, total_paths};
use orbitex::graph::pieces::{pieces, pieces_upto};
use orbitex::graph::summary::{CrossingCounter, crossings, crossings_at_points};
use orbitex::map::PiecewiseLinear;
use orbitex::num::rational::rat;
use orbitex::num::{Int, Number};
use orbitex::period::fixed::fixed_points_upto;
use orbitex::period::least::{orbits_upto, strongest_period};
use orbitex::period::point::has_least_period;
use orbitex::period::sharkovsky;
use orbitex::period::{Count, Periods};

/// Random levels: two different numbers, points of the partition or not.
fn random_levels(map: &Markov, random: &mut Random) -> (Number, Number) {
    let mut level = || {
        let p = &map.points[random.below(map.points.len())];
        let q = &map.points[random.below(map.points.len())];
        let weight = Number::from(rat([0, 0, 1, 37, 60][random.below(5)], 97));
        p + (q - p) * weight
    };
    loop {
        let (x, y) = (level(), level());
        if x < y {
            return (x, y);
        }
    }
}

/// Everything this file knows how to compare, on one map.
fn compare(map: &Markov, random: &mut Random, max_t: usize, max_pieces: usize) {
    let f = map.map();
    let (points, images) = (&map.points[..], &map.images[..]);
    let iterates = brute::iterates(&f, max_t, max_pieces);
    let t_max = iterates.len();
    let all_laps = laps_upto(images, t_max);
    let all_pieces = pieces_upto(points, images, t_max);
    let fixed = fixed_points_upto(images, t_max);
    let rows = Covering::of_indices(images).rows;
    for (k, g) in iterates.iter().enumerate() {
        let t = k + 1;
        assert_eq!(small(&all_laps[t]), g.laps(), "laps, t={t}, {map:?}");
        assert_eq!(small(&all_pieces[t]), g.pieces(), "pieces, t={t}, {map:?}");
        assert_eq!(all_pieces[t], pieces(points, images, t));
        let (isolated, segments) = brute::fixed(g);
        let expected = if segments.is_empty() {
            Count::Finite(isolated.len().into())
        } else {
            Count::Infinite
        };
        assert_eq!(fixed[k], expected, "fixed points, t={t}, {map:?}");
        for _ in 0..3 {
            let (x, y) = random_levels(map, random);
            let count = brute::crossings(g, &x, &y);
            assert_eq!(
                small(&crossings(points, images, t, &x, &y)),
                count,
                "crossings, t={t}, {x}, {y}, {map:?}"
            );
            let exact = crossings_exact(&f, t, &x, &y, Budget::default()).unwrap();
            assert_eq!(
                small(&exact),
                count,
                "exact crossings, t={t}, {x}, {y}, {map:?}"
            );
        }
        assert_eq!(laps_exact(&f, t, Budget::default()).unwrap(), all_laps[t]);
        let j = random.below(rows.len());
        assert_eq!(
            path_counts(&rows, t)[j],
            crossings_at_points(images, t, j, j + 1),
            "Theorem 1, {map:?}"
        );
    }
    check_periods(map, &f, &iterates);
}

fn check_periods(map: &Markov, f: &PiecewiseLinear, iterates: &[PiecewiseLinear]) {
    let mut periods = Periods::new(&map.images);
    let strongest = periods.strongest();
    for (k, seen) in brute::least_periods(iterates).iter().enumerate() {
        let m = k + 1;
        let expected = seen.map_or(Count::Infinite, |n| Count::Finite((n / m).into()));
        assert_eq!(
            periods.orbits(m),
            expected,
            "orbits of least period {m}, {map:?}"
        );
        assert_eq!(
            *seen != Some(0),
            sharkovsky::forces(strongest, m),
            "strongest {strongest}, period {m}, {map:?}"
        );
    }
    for m in 1..=(3 * map.images.len() + 2).min(20) {
        let exists = periods.exists(m);
        assert_eq!(
            exists,
            sharkovsky::forces(strongest, m),
            "strongest {strongest}, period {m}, {map:?}"
        );
        assert_eq!(periods.orbits(m).is_positive(), exists);
        let point = periods.point(&map.points, m);
        assert_eq!(point.is_some(), exists, "a point of period {m}, {map:?}");
        assert!(point.is_none_or(|x| has_least_period(f, &x, m)));
    }
}

#[test]
fn random_maps_agree_with_composition() {
    for stream in 0..150 {
        let mut random = Random::new(stream);
        let map = Markov::random(&mut random);
        compare(&map, &mut random, 12, 250);
    }
}

#[test]
fn special_maps_agree_with_composition() {
    let mut random = Random::new(9_999);
    // Identity, flip, constants, flips of parts, f^2 = identity, two-point partitions, long flats.
    let patterns: [&[usize]; 18] = [
        &[1, 2],
        &[2, 1],
        &[1, 1],
        &[2, 2],
        &[1, 2, 3],
        &[3, 2, 1],
        &[2, 2, 2],
        &[1, 3, 2],
        &[3, 4, 2, 1],
        &[4, 3, 2, 1],
        &[3, 4, 1, 2],
        &[2, 2, 3, 3, 1, 1],
        &[1, 4, 4, 1],
        &[5, 1, 3, 1, 5],
        &[2, 3, 4, 5, 1],
        &[6, 5, 5, 2, 2, 1],
        &[4, 4, 5, 1, 1],
        // The 4th point is a breakpoint of all iterates but the fourth: the ratio of slopes is 1/8, 1/4, 1/2, 1, 2, ...
        &[1, 1, 1, 9, 10, 9, 8, 8, 9, 11, 11],
    ];
    for values in patterns {
        compare(&Markov::pattern(values), &mut random, 30, 150);
    }
}

/// A map of the reference file.
#[derive(serde::Deserialize)]
struct Reference {
    name: String,
    field: Vec<String>,
    vertices: Vec<(Vec<String>, Vec<String>)>,
    points: Vec<Vec<String>>,
    images: Vec<usize>,
    lipschitz: Vec<String>,
    laps: Vec<u64>,
    pieces: Vec<u64>,
    fixed: Vec<Option<u64>>,
    crossings: Vec<(usize, Vec<String>, Vec<String>, u64)>,
}

#[test]
fn reference_maps() {
    let all: Vec<Reference> = serde_json::from_str(include_str!("data/maps.json")).unwrap();
    assert!(all.len() >= 48);
    for map in all {
        let name = &map.name;
        let poly: Vec<i64> = map.field.iter().map(|c| c.parse().unwrap()).collect();
        let field = (!poly.is_empty()).then(|| brute::field(&poly));
        let number = |c: &Vec<String>| brute::number(c, field.as_ref());
        let f = PiecewiseLinear::new(
            map.vertices
                .iter()
                .map(|(x, y)| (number(x), number(y)))
                .collect(),
        )
        .unwrap();
        let points: Vec<Number> = map.points.iter().map(number).collect();
        let partition = Partition::of_points(&f, points.clone());
        assert!(partition.closed && partition.points == points, "{name}");
        assert_eq!(partition.index_vector().unwrap(), map.images, "{name}");
        assert_eq!(f.lipschitz(), number(&map.lipschitz), "{name}");
        let ints = |v: &[u64]| v.iter().map(|&n| Int::from(n)).collect::<Vec<_>>();
        assert_eq!(
            laps_upto(&map.images, map.laps.len())[1..],
            ints(&map.laps),
            "{name}"
        );
        assert_eq!(
            pieces_upto(&points, &map.images, map.pieces.len())[1..],
            ints(&map.pieces),
            "{name}"
        );
        let fixed = |n: &Option<u64>| n.map_or(Count::Infinite, |n| Count::Finite(n.into()));
        let expected: Vec<Count> = map.fixed.iter().map(fixed).collect();
        assert_eq!(
            fixed_points_upto(&map.images, expected.len()),
            expected,
            "{name}"
        );
        for (t, x, y, count) in &map.crossings {
            let (x, y) = (number(x), number(y));
            assert_eq!(
                crossings(&points, &map.images, *t, &x, &y),
                Int::from(*count),
                "{name}, {t}, {x}, {y}"
            );
        }
        // The coarsest partition and the given one tell the same.
        let coarse = Partition::close(&f, 1000, 1000);
        assert!(coarse.closed);
        let images = coarse.index_vector().unwrap();
        assert_eq!(laps(&images, 6), laps(&map.images, 6), "{name}");
        assert_eq!(
            pieces(&coarse.points, &images, 6),
            pieces(&points, &map.images, 6),
            "{name}"
        );
        assert_eq!(
            fixed_points_upto(&images, 12),
            fixed_points_upto(&map.images, 12),
            "{name}"
        );
        assert_eq!(
            orbits_upto(&images, 12),
            orbits_upto(&map.images, 12),
            "{name}"
        );
        assert_eq!(
            strongest_period(&images),
            strongest_period(&map.images),
            "{name}"
        );
    }
}

#[test]
fn best_levels_agree_with_exhaustive_search() {
    for stream in 0..120 {
        let mut random = Random::new(5_000 + stream);
        let map = Markov::random(&mut random);
        let (points, images) = (&map.points[..], &map.images[..]);
        let t = random.below(7);
        let mut pairs: Vec<(Number, Levels)> = Vec::new();
        for low in 0..points.len() {
            for high in low + 1..points.len() {
                let crossings = crossings_at_points(images, t, low, high);
                pairs.push((
                    &points[high] - &points[low],
                    Levels {
                        low,
                        high,
                        crossings,
                    },
                ));
            }
        }
        let best = |gap: &Number, strictly: bool| {
            let fits = |g: &Number| if strictly { g > gap } else { g >= gap };
            let key = |(g, l): &&(Number, Levels)| {
                (l.crossings.clone(), g.clone(), std::cmp::Reverse(l.low))
            };
            pairs
                .iter()
                .filter(|(g, _)| fits(g))
                .max_by_key(key)
                .cloned()
        };
        let auto = best(&Number::zero(), true);
        assert_eq!(
            best_levels_auto(points, images, t),
            auto.clone().map(|b| b.1),
            "auto, t={t}, {map:?}"
        );
        let gap = &pairs[random.below(pairs.len())].0
            * Number::from(rat([1, 9][random.below(2)], [1, 10][random.below(2)]));
        let expected = best(&gap, false).map(|b| b.1);
        assert_eq!(
            best_levels_tolerance(points, images, t, &gap),
            expected,
            "gap {gap}, t={t}, {map:?}"
        );
        let mut front = Vec::new();
        let mut next = auto;
        while let Some((gap, levels)) = next {
            if !front.is_empty() && levels.crossings == Int::from(0) {
                break;
            }
            front.push(levels);
            next = best(&gap, true);
        }
        assert_eq!(
            pareto_front(points, images, t, 100),
            front,
            "front, t={t}, {map:?}"
        );
        assert_eq!(
            pareto_front(points, images, t, 2),
            front[..front.len().min(2)]
        );
    }
}

#[test]
fn big_counts_choose_the_same_levels() {
    // At t = 150 counts exceed machine words; the choice is still the exhaustive one.
    let map = Markov::pattern(&[4, 6, 1, 5, 2, 3]);
    let (points, images) = (&map.points[..], &map.images[..]);
    let t = 150;
    let auto = best_levels_auto(points, images, t).unwrap();
    assert!(auto.crossings.bits() > 64);
    let most = (0..6)
        .flat_map(|a| (a + 1..6).map(move |b| (a, b)))
        .map(|(a, b)| crossings_at_points(images, t, a, b))
        .max();
    assert_eq!(Some(auto.crossings), most);
    assert!(pareto_front(points, images, t, 10).len() > 1);
}

#[test]
fn maps_that_are_not_markov() {
    let q = |p: i64, d: i64| Number::from(rat(p, d));
    let tent = PiecewiseLinear::new(vec![
        (q(0, 1), q(0, 1)),
        (q(1, 2), q(3, 4)),
        (q(1, 1), q(0, 1)),
    ])
    .unwrap();
    let mut maps = vec![tent];
    let mut random = Random::new(77);
    for _ in 0..40 {
        let n = 2 + random.below(5) as i64;
        let vertex = |k: i64, r: &mut Random| (q(k, n), q(r.below(30) as i64, 29));
        maps.push(PiecewiseLinear::new((0..=n).map(|k| vertex(k, &mut random)).collect()).unwrap());
    }
    for f in &maps {
        for (k, g) in brute::iterates(f, 10, 400).iter().enumerate() {
            let t = k + 1;
            assert_eq!(
                small(&laps_exact(f, t, Budget::default()).unwrap()),
                g.laps(),
                "laps, t={t}, {f:?}"
            );
            for _ in 0..3 {
                let (a, b) = (
                    q(random.below(97) as i64, 97),
                    q(random.below(97) as i64, 97),
                );
                let (x, y) = (a.clone().min(b.clone()), a.max(b));
                let expected = if x < y {
                    brute::crossings(g, &x, &y)
                } else {
                    0
                };
                let found = crossings_exact(f, t, &x, &y, Budget::default()).unwrap();
                assert_eq!(small(&found), expected, "crossings, t={t}, {x}, {y}, {f:?}");
            }
        }
    }
    assert_eq!(
        laps_exact(
            &maps[0],
            60,
            Budget {
                states: 50,
                bits: 1_000_000
            }
        ),
        None
    );
    assert_eq!(
        laps_exact(
            &maps[0],
            60,
            Budget {
                states: 1_000_000,
                bits: 100
            }
        ),
        None
    );
    assert!(laps_exact(&maps[0], 60, Budget::default()).unwrap() > Int::from(1u64 << 34));
    let leaves = PiecewiseLinear::new(vec![(q(0, 1), q(0, 1)), (q(1, 1), q(2, 1))]).unwrap();
    assert_eq!(laps_exact(&leaves, 3, Budget::default()), None);
    // All laps by one recursion: the same numbers, and the same end of the budget.
    let short = [(1_000_000, 2_000), (60, 1_000_000), (400, 20_000)];
    let mut cut = 0;
    for f in maps.iter().chain([&leaves]) {
        for (states, bits) in [(1_000_000, 10_000_000)].into_iter().chain(short) {
            let budget = Budget { states, bits };
            let one_by_one: Vec<Int> = (1..=16).map_while(|t| laps_exact(f, t, budget)).collect();
            cut += usize::from(one_by_one.len() < 16);
            assert_eq!(
                laps_exact_upto(f, 16, budget),
                one_by_one,
                "{budget:?}, {f:?}"
            );
        }
    }
    assert!(cut > 20, "budgets end in {cut} cases only");
}

/// The Stefan cycle of odd length, in one-line notation.
fn stefan(p: usize) -> Markov {
    let c = p / 2 + 1;
    let mut cycle = vec![c];
    for k in 1..c {
        cycle.extend([c + k, c - k]);
    }
    let mut values = vec![0; p];
    for i in 0..p {
        values[cycle[i] - 1] = cycle[(i + 1) % p];
    }
    Markov::pattern(&values)
}

fn numbers(counts: &[Count]) -> Vec<i64> {
    counts
        .iter()
        .map(|c| c.finite().map_or(-1, |n| i64::try_from(n.clone()).unwrap()))
        .collect()
}

#[test]
fn facts_of_the_literature() {
    let three = Markov::pattern(&[2, 3, 1]);
    assert_eq!(
        laps_upto(&three.images, 6)[1..],
        [2, 3, 5, 8, 13, 21].map(Int::from)
    );
    assert_eq!(
        numbers(&fixed_points_upto(&three.images, 9)),
        [1, 3, 4, 7, 11, 18, 29, 47, 76]
    );
    // Du 1985, OEIS A006206: orbits forced by one of period 3.
    assert_eq!(
        numbers(&orbits_upto(&three.images, 12)),
        [1, 1, 1, 1, 2, 2, 4, 5, 8, 11, 18, 25]
    );
    // OEIS A001037, for the full tent on {0, 1/2, 1}.
    let tent = Markov::pattern(&[1, 3, 1]);
    assert_eq!(
        numbers(&orbits_upto(&tent.images, 10)),
        [2, 1, 2, 3, 6, 9, 18, 30, 56, 99]
    );
    assert_eq!(laps(&tent.images, 1000), Int::from(1) << 1000);
    assert_eq!(
        pieces(&tent.points, &tent.images, 1000),
        Int::from(1) << 1000
    );
    let five = stefan(5);
    assert_eq!(five.images, [2, 4, 3, 1, 0]);
    let forced = numbers(&orbits_upto(&five.images, 12));
    assert_eq!(forced, [1, 1, 0, 1, 1, 2, 2, 3, 4, 6, 8, 11]);
    for p in [3, 5, 7, 9, 21] {
        let map = stefan(p);
        assert_eq!(strongest_period(&map.images), p);
        assert_eq!(Periods::new(&map.images).exists(p - 2), p == 3);
    }
    let calm = Markov::pattern(&[3, 4, 2, 1]);
    assert_eq!(numbers(&fixed_points_upto(&calm.images, 4)), [1, 3, 1, -1]);
    assert_eq!(
        laps_upto(&calm.images, 9)[1..],
        [2, 3, 4, 5, 6, 7, 8, 9, 10].map(Int::from)
    );
    assert_eq!(strongest_period(&calm.images), 4);
}

#[test]
fn every_small_map_has_its_sharkovsky_set() {
    // All self-maps of 2..=4 points and all permutations of 5: existence by counting against the order.
    let mut seen = 0;
    for n in 2..=5usize {
        for code in 0..n.pow(n as u32) {
            let images: Vec<usize> = (0..n).map(|i| code / n.pow(i as u32) % n).collect();
            let mut sorted = images.clone();
            sorted.sort_unstable();
            sorted.dedup();
            if n == 5 && sorted.len() < 5 {
                continue;
            }
            let mut periods = Periods::new(&images);
            let strongest = periods.strongest();
            let found: Vec<bool> = (1..=3 * n).map(|m| periods.exists(m)).collect();
            let forced: Vec<bool> = (1..=3 * n)
                .map(|m| sharkovsky::forces(strongest, m))
                .collect();
            assert_eq!(found, forced, "{images:?}");
            seen += 1;
        }
    }
    assert_eq!(seen, 4 + 27 + 256 + 120);
}

#[test]
fn sharkovsky_order() {
    let strongest_first = sharkovsky::order_upto(16);
    assert_eq!(
        strongest_first,
        [3, 5, 7, 9, 11, 13, 15, 6, 10, 14, 12, 16, 8, 4, 2, 1]
    );
    assert_eq!(sharkovsky::forced_text(3), "every period");
    assert_eq!(sharkovsky::forced_text(7), "every period except 3 and 5");
    assert_eq!(
        sharkovsky::forced_text(10),
        "1 and every multiple of 2 except 6"
    );
    assert_eq!(
        sharkovsky::forced_text(12),
        "1 and 2 and every multiple of 4"
    );
    assert_eq!(sharkovsky::forced_text(8), "1, 2, 4 and 8");
    assert_eq!(sharkovsky::forced_text(1), "1");
    assert_eq!(sharkovsky::strongest([4, 1, 10, 6]), Some(6));
    assert!(!sharkovsky::forces(0, 1) && !sharkovsky::forces(3, 0) && sharkovsky::forces(1, 1));
    // Each text's list agrees with the relation.
    for m in 1..200usize {
        let (power, odd) = (m.trailing_zeros(), m >> m.trailing_zeros());
        for n in 1..200usize {
            let of_text = if odd == 1 {
                n.is_power_of_two() && n <= m
            } else {
                let step = 1 << power;
                (n.is_power_of_two() && n < step)
                    || (n % step == 0 && (n / step % 2 == 0 || n / step == 1 || n / step >= odd))
            };
            assert_eq!(sharkovsky::forces(m, n), of_text, "{m}, {n}");
        }
    }
}

#[test]
fn long_iterates_and_vectors() {
    let map = Markov::pattern(&[5, 7, 1, 6, 2, 4, 3]);
    let rows = Covering::of_indices(&map.images).rows;
    let all = path_counts_upto(&rows, 300);
    assert_eq!(all[300], path_counts(&rows, 300));
    // e^T A^t = N(t), A^t e counts the same paths by their start.
    let starts = (0..300).fold(vec![Int::from(1); rows.len()], |v, _| {
        right_product(&rows, &v)
    });
    assert_eq!(starts.iter().sum::<Int>(), total_paths(&rows, 300));
    // Without flat pieces the laps of f^t split into the crossings between neighbours.
    let mut counter = CrossingCounter::at_points(&map.images, 2, 3);
    for counts in &all {
        assert_eq!(counter.count(), counts[2]);
        assert_eq!(
            counter.count(),
            (0..6).map(|i| counter.count_between(i, i + 1)).sum::<Int>()
        );
        counter.step();
    }
    assert_eq!(counter.iterate(), 301);
}
