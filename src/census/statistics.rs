//! The statistics of a census, from the joined tables of its parts.

use super::growth::{Growths, NoRoot};
use super::part::{MergeError, Part};
use super::pattern::count;
use super::small::{Coefficients, charpoly};
use super::table::{Table, pack, times, unpack};
use crate::graph::RealRoot;
use crate::period::sharkovsky;
use rayon::prelude::*;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// What is known of all cyclic patterns of a length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Census {
    /// The length of the patterns.
    pub n: usize,
    /// How many there are: `(n-1)!`.
    pub patterns: u64,
    /// The number of different growth rates.
    pub distinct_growth: u64,
    /// The number of different characteristic polynomials.
    pub distinct_charpoly: u64,
    /// The number of patterns with growth 1.
    pub zero_entropy: u64,
    /// The smallest growth rate above 1; `None` if there is none.
    pub smallest: Option<Extreme>,
    /// The largest growth rate, if above 1.
    pub largest: Option<Extreme>,
    /// For each strongest period of Sharkovsky's order the number of patterns, the strongest first.
    pub sharkovsky: Vec<(usize, u64)>,
    /// For each `k` the number of patterns with growth in `[k/10, (k+1)/10)`, where there are any, increasing.
    pub tenths: Vec<(u64, u64)>,
}

/// A growth rate with all patterns that have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extreme {
    /// The growth rate as a root of its least polynomial.
    pub growth: RealRoot,
    /// The patterns: the images of `0..n`, sorted.
    pub patterns: Vec<Vec<u8>>,
}

impl Census {
    /// Computes the census of length `n`, one of [`super::LENGTHS`]; `progress` as for [`Part::compute`].
    pub fn compute(n: usize, progress: &(dyn Fn(u64) + Sync)) -> Census {
        let (part, growths) = Part::with_growths(n, 0, 1, progress);
        Census::joined(part, &growths).expect("the whole is complete")
    }
    /// Joins all parts of one census.
    ///
    /// # Errors
    /// If they are not all parts of one census, each once.
    pub fn of(parts: Vec<Part>) -> Result<Census, MergeError> {
        let first = parts.first().ok_or(MergeError::Nothing)?;
        let (n, of) = (first.n, first.of);
        let mut there = vec![false; of];
        for part in &parts {
            if (part.n, part.of) != (n, of) {
                return Err(MergeError::Different {
                    first: (n, of),
                    other: (part.n, part.of),
                });
            }
            if std::mem::replace(&mut there[part.index], true) {
                return Err(MergeError::Twice(part.index));
            }
        }
        if let Some(missing) = there.iter().position(|there| !there) {
            return Err(MergeError::Missing(missing));
        }
        let mut whole = Part {
            n,
            index: 0,
            of: 1,
            table: Table::default(),
            smallest: Vec::new(),
            largest: Vec::new(),
        };
        // Equally large tables are merged, so that no entry is moved often.
        let mut tables = Vec::new();
        for part in parts {
            whole.smallest.extend(part.smallest);
            whole.largest.extend(part.largest);
            tables.push(part.table);
        }
        whole.table = joined_tables(tables);
        let growths = Growths::of(&whole.table, n - 1)?;
        Census::joined(whole, &growths)
    }
    /// The statistics of a part that is the whole, with at least the patterns of the extreme growth rates.
    fn joined(part: Part, growths: &Growths) -> Result<Census, MergeError> {
        let (n, table, m) = (part.n, &part.table, part.n - 1);
        if table.total() != count(n) {
            return Err(MergeError::Damaged);
        }
        let [smallest, largest] = part.extremes(growths)?;
        let ones = growths.ones(table, m)?;
        let of_class = |class: usize| growths.entries(class, table).map(times).sum::<u64>();
        Ok(Census {
            n,
            patterns: count(n),
            distinct_growth: growths.len() as u64,
            distinct_charpoly: table.len() as u64,
            zero_entropy: (0..ones).map(of_class).sum(),
            smallest: extreme(&part, growths, smallest, &part.smallest)?,
            largest: extreme(&part, growths, largest, &part.largest)?,
            sharkovsky: types(table, n),
            tenths: tenths(table, growths, m)?,
        })
    }
}

fn joined_tables(mut tables: Vec<Table>) -> Table {
    while tables.len() > 1 {
        tables = tables
            .chunks_mut(2)
            .map(|pair| match pair {
                [a, b] => std::mem::take(a).merged(std::mem::take(b)),
                [a] => std::mem::take(a),
                _ => Table::default(),
            })
            .collect();
    }
    tables.pop().unwrap_or_default()
}

/// The patterns among `candidates` with the growth rate of a class: exactly as many as were counted.
fn extreme(
    part: &Part,
    growths: &Growths,
    class: Option<usize>,
    candidates: &[Vec<u8>],
) -> Result<Option<Extreme>, MergeError> {
    let Some(class) = class else { return Ok(None) };
    let keys = part.keys(growths, Some(class));
    let has = |p: &&Vec<u8>| keys.binary_search(&pack(&charpoly(p), part.n - 1)).is_ok();
    let mut patterns: Vec<Vec<u8>> = candidates.iter().filter(has).cloned().collect();
    patterns.sort_unstable();
    patterns.dedup();
    let counted: u64 = growths.entries(class, &part.table).map(times).sum();
    if patterns.len() as u64 != counted {
        return Err(MergeError::Damaged);
    }
    let growth = growths.root(class, &part.table, part.n - 1)?;
    Ok(Some(Extreme { growth, patterns }))
}

fn tenths(table: &Table, growths: &Growths, m: usize) -> Result<Vec<(u64, u64)>, NoRoot> {
    let of_class = |class: usize| {
        let count: u64 = growths.entries(class, table).map(times).sum();
        Ok((growths.tenths(class, table, m)?, count))
    };
    let found = (0..growths.len())
        .into_par_iter()
        .map(of_class)
        .collect::<Result<Vec<_>, NoRoot>>()?;
    let mut sums = BTreeMap::new();
    for (tenth, count) in found {
        *sums.entry(tenth).or_insert(0) += count;
    }
    Ok(sums.into_iter().collect())
}

/// The number of patterns for each strongest period.
fn types(table: &Table, n: usize) -> Vec<(usize, u64)> {
    let stronger = stronger_than(n);
    let found: Vec<(usize, u64)> = table
        .entries()
        .par_iter()
        .map(|&e| (strongest(&unpack(e, n - 1), n, &stronger), times(e)))
        .collect();
    let mut sums = BTreeMap::new();
    for (period, count) in found {
        *sums.entry(period).or_insert(0) += count;
    }
    let mut sums: Vec<_> = sums.into_iter().collect();
    sums.sort_by(|a, b| sharkovsky::compare(b.0, a.0));
    sums
}

/// The periods stronger than `n` that a pattern of length `n` may have as its strongest, the strongest first.
fn stronger_than(n: usize) -> Vec<usize> {
    sharkovsky::order_upto(3 * (n - 1))
        .into_iter()
        .take_while(|&m| sharkovsky::compare(m, n) == Ordering::Greater)
        .collect()
}

/// The strongest period of the connect-the-dots map of an `n`-cycle with this characteristic polynomial.
///
/// The germs fixed by an iterate run once around the cycle: one of the two end points has one germ only, so there is one
/// cycle of germs, of length `n`. A loop of intervals mapped exactly onto each other has its ends on that cycle, hence is
/// reversed by a turn and has length `n/2`. So for `m != n` the points of least period `m` are the Moebius sum of traces.
/// It is enough to look at `m <= 3(n-1)` (strongest period of a Markov map), and `n` is a period.
fn strongest(c: &Coefficients, n: usize, stronger: &[usize]) -> usize {
    let mut traces = Traces {
        c,
        m: n - 1,
        known: vec![],
    };
    let exists = |&&k: &&usize| traces.least(k) > 0;
    stronger.iter().find(exists).copied().unwrap_or(n)
}

/// Traces of powers by Newton's identities.
///
/// Odd `n <= 13` asks for powers below `n` only, even `n <= 12` for powers up to 33: traces are below `12^12` or
/// `11^34 < 2^118`, so arithmetic modulo `2^128` is exact, whatever the partial sums are.
struct Traces<'a> {
    c: &'a Coefficients,
    m: usize,
    /// Entry `k - 1` is the trace of the `k`-th power.
    known: Vec<i128>,
}

impl Traces<'_> {
    fn get(&mut self, k: usize) -> i128 {
        while self.known.len() < k {
            let (m, next) = (self.m, self.known.len() + 1);
            let mut sum = 0i128;
            for i in 1..next.min(m + 1) {
                let coefficient = i128::from(self.c[m - i]);
                sum = sum.wrapping_sub(coefficient.wrapping_mul(self.known[next - 1 - i]));
            }
            if next <= m {
                sum = sum.wrapping_sub(next as i128 * i128::from(self.c[m - next]));
            }
            self.known.push(sum);
        }
        self.known[k - 1]
    }
    /// The number of points of least period `k`, if all points fixed by `f^k` were counted by traces.
    fn least(&mut self, k: usize) -> i128 {
        (1..=k)
            .filter(|&d| k.is_multiple_of(d))
            .fold(0i128, |sum, d| match moebius(k / d) {
                0 => sum,
                sign => sum.wrapping_add(sign * self.get(d)),
            })
    }
}

/// The Moebius function of a small number.
fn moebius(n: usize) -> i128 {
    let (mut rest, mut sign) = (n, 1);
    for p in [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37] {
        if rest.is_multiple_of(p) {
            rest /= p;
            sign = -sign;
            if rest.is_multiple_of(p) {
                return 0;
            }
        }
    }
    sign
}
