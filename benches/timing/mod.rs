//! Timing for the benches: the median of several runs, and the inputs.

use std::time::{Duration, Instant};

/// The median time of `runs` calls.
pub fn median<T>(runs: usize, mut work: impl FnMut() -> T) -> Duration {
    let mut times: Vec<Duration> = (0..runs.max(1))
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(work());
            start.elapsed()
        })
        .collect();
    times.sort();
    times[times.len() / 2]
}

/// Prints one line: what, and the median in milliseconds.
pub fn report<T>(what: &str, runs: usize, work: impl FnMut() -> T) {
    let time = median(runs, work);
    println!("{what:<58} {:>12.3} ms", time.as_secs_f64() * 1e3);
}

/// A cyclic permutation of `0..n` as a list of images, from a fixed generator.
pub fn cycle(n: usize, seed: u64) -> Vec<usize> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut random = || orbitex::num::modpoly::random(&mut state) >> 16;
    let mut order: Vec<usize> = (0..n).collect();
    for i in (2..n).rev() {
        order.swap(i, 1 + (random() % i as u64) as usize);
    }
    let mut images = vec![0; n];
    (0..n).for_each(|i| images[order[i]] = order[(i + 1) % n]);
    images
}

/// The covering rows of a pattern.
pub fn rows(images: &[usize]) -> Vec<(usize, usize)> {
    images
        .windows(2)
        .map(|w| (w[0].min(w[1]), w[0].max(w[1])))
        .collect()
}
