//! Sharkovsky's order of the positive integers:
//! `3 > 5 > 7 > ... > 2*3 > 2*5 > ... > 4*3 > 4*5 > ... > 16 > 8 > 4 > 2 > 1`.
//!
//! A continuous map of an interval with a point of least period `m` has points of every least period that `m` forces
//! (Sharkovsky 1964).

use std::cmp::Ordering;

/// Compares in Sharkovsky's order: `Greater` if `m` is stronger than `n`. Zero is no period and weaker than all.
pub fn compare(m: usize, n: usize) -> Ordering {
    key(m).cmp(&key(n))
}

/// Does a point of least period `m` force one of least period `n` (`m` itself included)? Never if one of them is 0.
pub fn forces(m: usize, n: usize) -> bool {
    m > 0 && n > 0 && compare(m, n) != Ordering::Less
}

/// The strongest of some periods; `None` if there is none.
pub fn strongest(periods: impl IntoIterator<Item = usize>) -> Option<usize> {
    periods
        .into_iter()
        .filter(|&n| n > 0)
        .max_by(|&m, &n| compare(m, n))
}

/// All periods from 1 to `limit`, the strongest first.
pub fn order_upto(limit: usize) -> Vec<usize> {
    let mut all: Vec<usize> = (1..=limit).collect();
    all.sort_by(|&m, &n| compare(n, m));
    all
}

/// All that `m` forces, in words with LaTeX-free mathematics: `every period except 3 and 5` for 7.
pub fn forced_text(m: usize) -> String {
    if m == 0 {
        return "nothing".into();
    }
    let (power, odd) = split(m);
    if odd == 1 {
        return joined((0..=power).map(|e| 1usize << e).collect());
    }
    let step = 1usize << power;
    let missing: Vec<usize> = (3..odd).step_by(2).map(|q| q * step).collect();
    let except = if missing.is_empty() {
        String::new()
    } else {
        format!(" except {}", joined(missing))
    };
    if power == 0 {
        return format!("every period{except}");
    }
    let small = joined((0..power).map(|e| 1usize << e).collect());
    format!("{small} and every multiple of {step}{except}")
}

/// `m = 2^power * odd`, as `(power, odd)`; `m` must not be 0.
fn split(m: usize) -> (u32, usize) {
    let power = m.trailing_zeros();
    (power, m >> power)
}

/// Larger keys are stronger.
fn key(m: usize) -> (u8, u32, std::cmp::Reverse<usize>) {
    if m == 0 {
        return (0, 0, std::cmp::Reverse(0));
    }
    match split(m) {
        (power, 1) => (1, power, std::cmp::Reverse(0)),
        (power, odd) => (2, u32::MAX - power, std::cmp::Reverse(odd)),
    }
}

/// `1`, `1 and 2`, `1, 2 and 4`; long lists are shortened in the middle.
fn joined(numbers: Vec<usize>) -> String {
    let mut words: Vec<String> = numbers.iter().map(usize::to_string).collect();
    if words.len() > 6 {
        words.splice(3..words.len() - 1, ["...".to_string()]);
        return words.join(", ");
    }
    match words.pop() {
        Some(last) if !words.is_empty() => format!("{} and {last}", words.join(", ")),
        Some(last) => last,
        None => String::new(),
    }
}
