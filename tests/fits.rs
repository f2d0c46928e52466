//! Attacks on Theorems 3 and 12: piecewise-linear functions with fewer pieces than a bound asks for never come closer
//! than the proved error. The values of random functions are chosen to follow the iterate as well as they can.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)] // helpers of tests are tests

use orbitex::certify::bounds::{LevelChoice, crossing, half_gap};
use orbitex::certify::triples::better;
use orbitex::certify::{Analysis, Limits};
use orbitex::map::PiecewiseLinear;
use orbitex::num::Number;
use orbitex::num::rational::rat;

/// A small deterministic generator (PCG step).
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n
    }
}

/// A random self-map of [0,1] that sends a finite set of rationals into itself.
fn random_map(random: &mut Random) -> PiecewiseLinear {
    loop {
        let mut points = vec![Number::zero(), Number::one()];
        for _ in 0..1 + random.below(4) {
            points.push(Number::from(rat(1 + random.below(11) as i64, 12)));
        }
        points.sort();
        points.dedup();
        let n = points.len();
        let vertices = points
            .iter()
            .map(|p| (p.clone(), points[random.below(n)].clone()))
            .collect();
        let f = PiecewiseLinear::new(vertices).unwrap();
        if f.laps() >= 2 {
            return f;
        }
    }
}

/// `max |f - g|`, taken at a vertex of one of them.
fn distance(f: &PiecewiseLinear, g: &PiecewiseLinear) -> Number {
    let xs = f.vertices().iter().chain(g.vertices()).map(|(x, _)| x);
    xs.map(|x| (f.eval(x).unwrap() - g.eval(x).unwrap()).abs())
        .max()
        .unwrap()
}

/// A polygon with `pieces` pieces whose vertices are random vertices of `f`, with values there moved a little.
fn follower(f: &PiecewiseLinear, pieces: usize, random: &mut Random) -> PiecewiseLinear {
    let vertices = f.vertices();
    let mut places = vec![0, vertices.len() - 1];
    for _ in 0..20 * pieces {
        if places.len() > pieces {
            break;
        }
        places.push(random.below(vertices.len()));
        places.sort_unstable();
        places.dedup();
    }
    let moved =
        |y: &Number, random: &mut Random| y + Number::from(rat(random.below(9) as i64 - 4, 16));
    PiecewiseLinear::new(
        places
            .iter()
            .map(|&i| (vertices[i].0.clone(), moved(&vertices[i].1, random)))
            .collect(),
    )
    .unwrap()
}

#[test]
fn no_function_with_too_few_pieces_comes_closer_than_the_proved_error() {
    let mut random = Random(2_003_777);
    let (mut tried, mut tight) = (0, 0);
    for _ in 0..60 {
        let f = random_map(&mut random);
        let a = Analysis::of_map(&f, Limits::default());
        for t in 1..=4u32 {
            let Ok(power) = f.iterate(t, 400) else { break };
            let auto = LevelChoice::Auto;
            let wide = LevelChoice::Tolerance(Number::from(rat(1 + random.below(4) as i64, 12)));
            for choice in [auto, wide] {
                let Some(found) = crossing(&a, u64::from(t), &choice).unwrap() else {
                    continue;
                };
                let error = half_gap(&found.x, &found.y);
                let most = usize::try_from(&found.count).unwrap();
                for pieces in (1..most).rev().take(3) {
                    for _ in 0..6 {
                        let g = follower(&power, pieces, &mut random);
                        assert!(g.pieces() <= pieces);
                        let d = distance(&power, &g);
                        assert!(
                            d >= error,
                            "{:?}\nt={t} C={most} pieces={pieces}: {d} < {error}",
                            f.vertices()
                        );
                        tried += 1;
                        tight += usize::from(d == error);
                    }
                }
                // With C pieces or more the bound says nothing, and the iterate itself shows that it could not.
                assert!(power.pieces() >= most);
            }
        }
    }
    assert!(tried > 2_000, "only {tried} functions were tried");
    println!(
        "fits: {tried} functions with too few pieces, {tight} of them exactly at the proved error"
    );
}

/// Polygons improved step by step stay at least the tolerance away, as long as they have no more pieces than there are
/// triples.
#[test]
fn no_function_bends_less_often_than_three_points_ask_for() {
    let mut random = Random(4_711);
    let (mut tried, mut nearest) = (0, rat(1_000, 1));
    for _ in 0..40 {
        let f = random_map(&mut random);
        let a = Analysis::of_map(&f, Limits::default());
        for t in 1..=3u32 {
            let Ok(power) = f.iterate(t, 200) else { break };
            let error = Number::from(rat(1 + random.below(20) as i64, 100));
            let none = num_bigint::BigInt::from(0);
            let Some(found) = better(&a, u64::from(t), &error, &none) else {
                continue;
            };
            let pieces = found.len();
            if pieces == 0 {
                continue;
            }
            for _ in 0..4 {
                let mut g = follower(&power, pieces, &mut random);
                let mut best = distance(&power, &g);
                for step in 0..60 {
                    let mut vertices = g.vertices().to_vec();
                    let i = random.below(vertices.len());
                    let size = rat(random.below(17) as i64 - 8, 32 << (step / 15));
                    vertices[i].1 = &vertices[i].1 + &Number::from(size);
                    let next = PiecewiseLinear::new(vertices).unwrap();
                    let d = distance(&power, &next);
                    if d < best {
                        (g, best) = (next, d);
                    }
                }
                assert!(g.pieces() <= pieces);
                assert!(
                    best >= error,
                    "{:?}\nt={t} triples={found:?}: {best} < {error}",
                    f.vertices()
                );
                nearest = nearest.min((&best / &error).to_rational().unwrap());
                tried += 1;
            }
        }
    }
    assert!(tried > 200, "only {tried} functions were tried");
    let near = orbitex::num::rational::decimal(&nearest, 3);
    println!("fits: {tried} functions with a piece too few; the nearest is {near} tolerances away");
}

/// Half the distance from the chord is attained: the affine function between the chord and the point errs by exactly the
/// tolerance at the first three points, so that with `e` a little larger there would be fewer triples.
#[test]
fn the_tolerance_of_three_points_is_attained() {
    let f = PiecewiseLinear::new(
        [(0, 0), (1, 1), (3, 1), (4, 4)]
            .map(|(x, y)| (Number::from(x), Number::from(y)))
            .to_vec(),
    )
    .unwrap();
    // The chord from (0,0) to (4,4) is 2 above (3,1): one triple for e = 1, none for e = 101/100.
    let a = Analysis::of_map(&f, Limits::default());
    let none = num_bigint::BigInt::from(1);
    let found = better(&a, 1, &Number::one(), &none).unwrap();
    assert_eq!(found, [[0, 3, 4].map(Number::from)]);
    assert_eq!(better(&a, 1, &Number::from(rat(101, 100)), &none), None);
    // x - 1 has distance exactly 1: at 0, 3 and 4.
    let line = [(0, -1), (4, 3)].map(|(x, y)| (Number::from(x), Number::from(y)));
    let line = PiecewiseLinear::new(line.to_vec()).unwrap();
    assert_eq!(distance(&f, &line), Number::one());
}

/// The best fit by one constant is half the range away: the bound with C >= 2 and one piece is attained on the tent map.
#[test]
fn the_error_of_theorem_3_is_attained() {
    let tent = orbitex::map::families::tent(&Number::from(2)).unwrap();
    let a = Analysis::of_map(&tent, Limits::default());
    for t in 1..=5u32 {
        let levels = LevelChoice::Levels(Number::zero(), Number::one());
        let found = crossing(&a, u64::from(t), &levels).unwrap().unwrap();
        assert_eq!(found.count, num_bigint::BigInt::from(2u32.pow(t)));
        let half = PiecewiseLinear::new(vec![
            (Number::zero(), Number::from(rat(1, 2))),
            (Number::one(), Number::from(rat(1, 2))),
        ]);
        assert_eq!(
            distance(&tent.iterate(t, 100).unwrap(), &half.unwrap()),
            half_gap(&found.x, &found.y)
        );
    }
}
