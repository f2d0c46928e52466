//! The first iterate at which a width is excluded; counts are carried from one iterate to the next.

use super::argument::Problem;
use super::value::Fault;
use crate::certify::analysis::Analysis;
use crate::certify::bounds::{LevelChoice, crossing};
use crate::graph::RealRoot;
use crate::graph::paths::PathCounts;
use crate::graph::summary::CrossingCounter;
use crate::num::{Int, Number};
use crate::theory::guaranteed::guaranteed_crossings;

/// Up to this iterate a map that is not Markov is tried: each of its iterates is counted afresh.
const OPEN_ITERATES: u64 = 400;

/// The least `t >= 1` with more than `most` crossings of the chosen levels by `f^t`, where the choice is made for each
/// `t` by itself; an error if there is none up to the limit.
pub fn by_crossings(a: &Analysis, levels: &LevelChoice, most: &Int) -> Result<u64, Problem> {
    let limit = a.limits.max_iterate;
    let Some(images) = &a.images else {
        for t in 1..=limit.min(OPEN_ITERATES) {
            if crossing(a, t, levels)?.is_some_and(|found| found.count > *most) {
                return Ok(t);
            }
        }
        return Err(none(limit.min(OPEN_ITERATES)));
    };
    let points = &a.partition.points;
    match levels {
        // The most crossings of any pair are those of some pair of neighbours (see `graph::levels`).
        LevelChoice::Auto => first(
            limit,
            PathCounts::new(&a.covering.rows).map(|counts| counts.iter().any(|n| n > most)),
        ),
        LevelChoice::Levels(x, y) => {
            let pair = [CrossingCounter::new(points, images, x, y)];
            first(limit, stepped(pair.to_vec(), most))
        }
        LevelChoice::Tolerance(e) => {
            let pairs: Vec<_> = narrowest(points, &(e + e))
                .map(|(low, high)| CrossingCounter::at_points(images, low, high))
                .collect();
            if pairs.is_empty() {
                let text = "no two points of the partition are that far apart".to_string();
                return Err(Fault::Argument(text).into());
            }
            first(limit, stepped(pairs, most))
        }
    }
}

/// The least `t` with `r^t > most`; the powers increase.
pub fn by_growth(r: &RealRoot, most: &Int, limit: u64) -> Result<u64, Problem> {
    let beyond = |t: u64| guaranteed_crossings(r, t) > *most;
    let mut high = 1;
    while !beyond(high) {
        if high >= limit {
            return Err(none(limit));
        }
        high = (2 * high).min(limit);
    }
    let mut low = high / 2;
    while low + 1 < high {
        let middle = low + (high - low) / 2;
        if beyond(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    Ok(high)
}

/// For each point the nearest one that is at least `gap` above it: wider pairs have no more crossings.
fn narrowest<'a>(
    points: &'a [Number],
    gap: &'a Number,
) -> impl Iterator<Item = (usize, usize)> + 'a {
    let mut high = 0;
    (0..points.len()).map_while(move |low| {
        while high < points.len() && &points[high] - &points[low] < *gap {
            high += 1;
        }
        (high < points.len()).then_some((low, high))
    })
}

/// For `t = 0, 1, 2, ...`: has some counter more than `most` crossings?
fn stepped<'a>(
    mut counters: Vec<CrossingCounter<'a>>,
    most: &'a Int,
) -> impl Iterator<Item = bool> + 'a {
    std::iter::repeat_with(move || {
        let found = counters.iter().any(|c| c.count() > *most);
        counters.iter_mut().for_each(CrossingCounter::step);
        found
    })
}

/// The first `t >= 1` at which the sequence, which begins with `t = 0`, is true.
fn first(limit: u64, found: impl Iterator<Item = bool>) -> Result<u64, Problem> {
    (0..=limit)
        .zip(found)
        .find(|(t, found)| *t > 0 && *found)
        .map(|(t, _)| t)
        .ok_or_else(|| none(limit))
}

fn none(limit: u64) -> Problem {
    Fault::Limit(format!(
        "no iterate up to {limit} is known to exclude that width"
    ))
    .into()
}
