//! The named families of maps: cycles, patterns, tents, sawteeth.

use super::linear::{MapError, PiecewiseLinear};
use crate::num::Number;
use crate::num::rational::rat;

/// The connect-the-dots map of the cycle `points[0] -> points[1] -> ... -> points[0]`, on the hull of its points.
///
/// The points must be distinct, at least two, in one field.
pub fn cycle(points: &[Number]) -> Result<PiecewiseLinear, MapError> {
    let next = points.iter().cycle().skip(1);
    PiecewiseLinear::new(points.iter().cloned().zip(next.cloned()).collect())
}

/// The connect-the-dots map of `f(i) = images[i-1]` on `[1, n]`; `images` must be a permutation of `1..=n`, `n >= 2`.
pub fn pattern(images: &[usize]) -> Result<PiecewiseLinear, MapError> {
    let mut seen = vec![false; images.len()];
    for &i in images {
        if i == 0 || i > images.len() || std::mem::replace(&mut seen[i - 1], true) {
            return Err(parameter(
                format!("the entry {i}"),
                "each of 1 to n exactly once",
            ));
        }
    }
    let whole = |i: usize| Number::from(i as i64);
    PiecewiseLinear::new(
        images
            .iter()
            .enumerate()
            .map(|(i, &v)| (whole(i + 1), whole(v)))
            .collect(),
    )
}

/// The Štefan cycle of odd length `n = 2m+1 >= 3` on `[1, n]`, with centre `c = m+1`:
/// `c -> c+1 -> c-1 -> c+2 -> c-2 -> ... -> c+m -> c-m -> c`.
pub fn stefan(n: usize) -> Result<PiecewiseLinear, MapError> {
    if n < 3 || n.is_multiple_of(2) {
        return Err(parameter(n.to_string(), "an odd length of at least 3"));
    }
    let (m, c) = (n as i64 / 2, n as i64 / 2 + 1);
    let others = (1..=m).flat_map(|i| [c + i, c - i]);
    cycle(
        &std::iter::once(c)
            .chain(others)
            .map(Number::from)
            .collect::<Vec<_>>(),
    )
}

/// The increasing cycle `1 -> 2 -> ... -> n -> 1` on `[1, n]`, `n >= 2`.
pub fn increasing(n: usize) -> Result<PiecewiseLinear, MapError> {
    if n < 2 {
        return Err(parameter(n.to_string(), "a length of at least 2"));
    }
    cycle(&(1..=n as i64).map(Number::from).collect::<Vec<_>>())
}

/// The tent `x -> s min(x, 1-x)` on `[0, 1]`, `0 < s <= 2`.
pub fn tent(s: &Number) -> Result<PiecewiseLinear, MapError> {
    if s.sign() <= 0 || *s > Number::from(2) {
        return Err(parameter(s.to_string(), "a slope s with 0 < s <= 2"));
    }
    let half = Number::from(rat(1, 2));
    peak(half.clone(), s * half)
}

/// The full skew tent with its peak at `c`: `0 -> 0`, `c -> 1`, `1 -> 0`, `0 < c < 1`.
pub fn skew_tent(c: &Number) -> Result<PiecewiseLinear, MapError> {
    if c.sign() <= 0 || *c >= Number::one() {
        return Err(parameter(c.to_string(), "a peak c with 0 < c < 1"));
    }
    peak(c.clone(), Number::one())
}

fn peak(x: Number, y: Number) -> Result<PiecewiseLinear, MapError> {
    let (zero, one) = (Number::zero(), Number::one());
    PiecewiseLinear::new(vec![(zero.clone(), zero.clone()), (x, y), (one, zero)])
}

/// The full `n`-fold sawtooth on `[0, 1]`: `i/n -> 0` for even `i`, `1` for odd `i`, `n >= 1`.
pub fn sawtooth(n: usize) -> Result<PiecewiseLinear, MapError> {
    if n < 1 {
        return Err(parameter(n.to_string(), "at least one tooth"));
    }
    let vertex = |i: i64| (Number::from(rat(i, n as i64)), Number::from(i % 2));
    PiecewiseLinear::new((0..=n as i64).map(vertex).collect())
}

fn parameter(given: String, allowed: &'static str) -> MapError {
    MapError::Parameter { given, allowed }
}
