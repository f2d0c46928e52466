//! Crossings recomputed: by summaries of an index vector (any two levels), by laps of a graph (adjacent levels).

use crate::num::rational::{Int, Rat};
use num_traits::{One, Zero};

/// First mark, last mark (`true`: at or above the upper level) and number of changes of a sequence of marks.
type Summary = Option<(bool, bool, Int)>;

fn join(left: &Summary, right: &Summary) -> Summary {
    match (left, right) {
        (None, s) | (s, None) => s.clone(),
        (Some((f, l1, c1)), Some((f2, l, c2))) => {
            let change = if l1 == f2 { Int::zero() } else { Int::one() };
            Some((*f, *l, c1 + c2 + change))
        }
    }
}

fn reverse(s: Summary) -> Summary {
    s.map(|(f, l, c)| (l, f, c))
}

/// `C(l,t;p_a,p_b)` for the connect-the-dots map of the index vector `sigma` (entries below its length, `a < b`).
pub fn levels(sigma: &[usize], a: usize, b: usize, t: u64) -> Int {
    let mark = |i: usize| {
        if i <= a {
            Some(false)
        } else {
            (i >= b).then_some(true)
        }
    };
    let single = |m: Option<bool>| m.map(|m| (m, m, Int::zero()));
    let mut marks: Vec<Option<bool>> = (0..sigma.len()).map(mark).collect();
    let mut parts: Vec<Summary> = (1..sigma.len())
        .map(|i| join(&single(marks[i - 1]), &single(marks[i])))
        .collect();
    let concat = |parts: &[Summary]| parts.iter().fold(None, |s, p| join(&s, p));
    for _ in 0..t {
        parts = sigma
            .windows(2)
            .map(|w| match w[0].cmp(&w[1]) {
                std::cmp::Ordering::Equal => single(marks[w[0]]),
                std::cmp::Ordering::Less => concat(&parts[w[0]..w[1]]),
                std::cmp::Ordering::Greater => reverse(concat(&parts[w[1]..w[0]])),
            })
            .collect();
        marks = sigma.iter().map(|i| marks[*i]).collect();
    }
    concat(&parts).map_or_else(Int::zero, |(_, _, c)| c)
}

/// On `[from, to]` the graph covers `[p_lo, p_hi]`, in either sense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lap {
    /// The left end.
    pub from: Rat,
    /// The right end.
    pub to: Rat,
    /// The index of the lowest point covered.
    pub lo: usize,
    /// The index of the highest point covered, above `lo`.
    pub hi: usize,
}

/// The value at `x` of the graph with these vertices; constant outside.
fn value(vertices: &[(Rat, Rat)], x: &Rat) -> Rat {
    let i = vertices.partition_point(|(p, _)| p < x);
    match (i.checked_sub(1).map(|j| &vertices[j]), vertices.get(i)) {
        (Some((x0, y0)), Some((x1, y1))) => y0 + (y1 - y0) * (x - x0) / (x1 - x0),
        (None, Some((_, y))) | (Some((_, y)), None) => y.clone(),
        (None, None) => Rat::zero(),
    }
}

/// The largest block of points inside `[u, v]`, if it holds two of them.
fn block(points: &[Rat], u: &Rat, v: &Rat) -> Option<(usize, usize)> {
    let lo = points.partition_point(|p| p < u);
    let hi = points.partition_point(|p| p <= v);
    (lo + 1 < hi).then(|| (lo, hi - 1))
}

/// For each interval between neighbouring points its monotone runs that cover something, from left to right.
pub fn laps(vertices: &[(Rat, Rat)], points: &[Rat]) -> Vec<Vec<Lap>> {
    points
        .windows(2)
        .map(|w| interval_laps(vertices, points, &w[0], &w[1]))
        .collect()
}

fn interval_laps(vertices: &[(Rat, Rat)], points: &[Rat], a: &Rat, b: &Rat) -> Vec<Lap> {
    let mut stops = vec![a.clone()];
    stops.extend(
        vertices
            .iter()
            .map(|(x, _)| x.clone())
            .filter(|x| a < x && x < b),
    );
    stops.push(b.clone());
    let values: Vec<Rat> = stops.iter().map(|x| value(vertices, x)).collect();
    let mut runs: Vec<(usize, usize, bool)> = Vec::new();
    for i in 1..stops.len() {
        if values[i] != values[i - 1] {
            push_run(&mut runs, (i - 1, i, values[i] > values[i - 1]));
        }
    }
    let range = |run: &(usize, usize, bool)| {
        let (u, v) = (&values[run.0], &values[run.1]);
        if run.2 {
            block(points, u, v)
        } else {
            block(points, v, u)
        }
    };
    loop {
        let before = runs.len();
        let mut kept = Vec::new();
        runs.into_iter()
            .filter(|r| range(r).is_some())
            .for_each(|r| push_run(&mut kept, r));
        runs = kept;
        if runs.len() == before {
            break;
        }
    }
    let lap = |r: &(usize, usize, bool)| {
        range(r).map(|(lo, hi)| Lap {
            from: stops[r.0].clone(),
            to: stops[r.1].clone(),
            lo,
            hi,
        })
    };
    runs.iter().filter_map(lap).collect()
}

/// Appends a run, or lengthens the last one if it has the same direction.
fn push_run(runs: &mut Vec<(usize, usize, bool)>, run: (usize, usize, bool)) {
    match runs.last_mut() {
        Some(last) if last.2 == run.2 => last.1 = run.1,
        _ => runs.push(run),
    }
}

/// For each interval `j` the number of crossings of `[p_j, p_(j+1)]` by the `t`-th iterate that the laps prove.
pub fn adjacent(rows: &[Vec<Lap>], t: u64, j: usize) -> Int {
    let mut v: Vec<Int> = (0..rows.len())
        .map(|i| Int::from(u8::from(i == j)))
        .collect();
    for _ in 0..t {
        let mut sums = vec![Int::zero()];
        for (i, c) in v.iter().enumerate() {
            let next = &sums[i] + c;
            sums.push(next);
        }
        v = rows
            .iter()
            .map(|r| r.iter().map(|l| &sums[l.hi] - &sums[l.lo]).sum())
            .collect();
    }
    v.iter().sum()
}
