//! The cost of verifying against the cost of making: medians over random cycles and random self-maps of finite sets.
//!
//! `cargo bench --bench verify` prints one line for each size and kind: the whole way from the map to the certificate's
//! text, the whole way from the text to the verdict, and their quotient.

use orbitex::certificate::Kind;
use orbitex::certify::{Analysis, Lengths, Limits, Request, Subject, certificate, map};
use orbitex::map::PiecewiseLinear;
use orbitex::num::Number;
use orbitex::verify::{Verdict, verify_text};
use std::time::{Duration, Instant};

struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n
    }
    fn cycle(&mut self, n: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..n).collect();
        (1..n).rev().for_each(|i| order.swap(i, self.below(i)));
        order
    }
    fn self_map(&mut self, n: usize) -> Vec<usize> {
        (0..n).map(|_| self.below(n)).collect()
    }
}

fn joined(images: &[usize]) -> PiecewiseLinear {
    let number = |i: usize| Number::from(i as i64);
    let vertices = images
        .iter()
        .enumerate()
        .map(|(i, j)| (number(i), number(*j)))
        .collect();
    PiecewiseLinear::new(vertices).expect("increasing points")
}

fn made(f: &PiecewiseLinear) -> String {
    let analysis = Analysis::of(Kind::Map, f, None, Limits::default());
    let subject = Subject {
        name: "f",
        origin: "bench",
        analysis: &analysis,
        requests: vec![Request::default()],
    };
    let made = map::map_certificate(&subject, Lengths::default()).expect("small iterates");
    certificate("bench.map", None, None, vec![made]).to_json()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

#[allow(clippy::print_stdout)]
fn main() {
    let mut dice = Dice(2026);
    let sizes: Vec<usize> = std::env::args()
        .skip(1)
        .filter_map(|a| a.parse().ok())
        .collect();
    let sizes = if sizes.is_empty() {
        vec![100, 200, 400]
    } else {
        sizes
    };
    for n in sizes {
        for kind in ["cycle", "self-map"] {
            let (mut making, mut verifying) = (Vec::new(), Vec::new());
            for _ in 0..5 {
                let images = match kind {
                    "cycle" => dice.cycle(n),
                    _ => dice.self_map(n),
                };
                let f = joined(&images);
                let start = Instant::now();
                let text = made(&f);
                making.push(start.elapsed());
                let start = Instant::now();
                let verdict = verify_text(&text);
                verifying.push(start.elapsed());
                assert!(!matches!(verdict, Verdict::Invalid { .. }), "{verdict:?}");
            }
            let (a, b) = (median(making), median(verifying));
            let ratio = b.as_secs_f64() / a.as_secs_f64();
            println!("{kind:9} n = {n}: making {a:9.1?}  verifying {b:9.1?}  quotient {ratio:.3}");
        }
    }
}
