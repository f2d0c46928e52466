//! Characteristic polynomials with how often they occur, packed into one machine word each and sorted.
//!
//! The coefficient of `x^(m-k)` lies between `-binom(m,k)` and `binom(m,k)`, so for `m <= 12` a polynomial fits 99 bits; the
//! other 29 hold a count, and `12! < 2^29`.

use super::small::{Coefficients, MAX};
use rayon::slice::ParallelSliceMut;
use std::cmp::Ordering;

const COUNT_BITS: u32 = 29;

/// The widths in bits of the coefficients of `x^0, x^1, ...` of a polynomial of degree `m`.
fn widths(m: usize) -> impl Iterator<Item = (usize, i16, u32)> {
    let mut binom = 1u32;
    (0..m).map(move |i| {
        // Before this step `binom` is the binomial of `m` over `i`.
        let bound = binom as i16;
        let bits = 32 - (2 * binom).leading_zeros();
        binom = binom * (m - i) as u32 / (i as u32 + 1);
        (i, bound, bits)
    })
}

/// A polynomial of degree `m` packed, with a count of zero. The order of packed polynomials has no meaning.
pub fn pack(coefficients: &Coefficients, m: usize) -> u128 {
    let mut key = 0u128;
    for (i, bound, bits) in widths(m) {
        key = key << bits | u128::from((coefficients[i] + bound) as u16);
    }
    key << COUNT_BITS
}

/// The same if there are `m <= 12` coefficients, each within its bound, and the count is below `2^29`.
pub fn pack_checked(coefficients: &[i64], count: u64) -> Option<u128> {
    let m = coefficients.len();
    if m > MAX || count >> COUNT_BITS != 0 {
        return None;
    }
    let mut small = [0; MAX];
    for (i, bound, _) in widths(m) {
        small[i] = i16::try_from(coefficients[i])
            .ok()
            .filter(|c| c.abs() <= bound)?;
    }
    Some(pack(&small, m) + u128::from(count))
}

/// The coefficients of a packed polynomial.
pub fn unpack(entry: u128, m: usize) -> Coefficients {
    let mut rest = entry >> COUNT_BITS;
    let mut found = [0; MAX];
    let all: Vec<_> = widths(m).collect();
    for &(i, bound, bits) in all.iter().rev() {
        found[i] = (rest & ((1 << bits) - 1)) as i16 - bound;
        rest >>= bits;
    }
    found
}

/// The number of times an entry was counted.
pub fn times(entry: u128) -> u64 {
    (entry & ((1 << COUNT_BITS) - 1)) as u64
}

/// The polynomial of an entry, without its count.
pub fn key(entry: u128) -> u128 {
    entry >> COUNT_BITS << COUNT_BITS
}

/// Polynomials of one degree with their counts.
///
/// Invariant: sorted, each polynomial once, each count positive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    entries: Vec<u128>,
}

impl Table {
    /// From packed polynomials with counts in any order, equal ones added up; the sum of all counts must be below `2^29`.
    pub fn new(mut entries: Vec<u128>) -> Table {
        entries.par_sort_unstable();
        let mut kept = 0;
        for i in 0..entries.len() {
            if kept > 0 && key(entries[kept - 1]) == key(entries[i]) {
                entries[kept - 1] += u128::from(times(entries[i]));
            } else {
                entries[kept] = entries[i];
                kept += 1;
            }
        }
        entries.truncate(kept);
        entries.shrink_to_fit();
        Table { entries }
    }
    /// The entries, sorted.
    pub fn entries(&self) -> &[u128] {
        &self.entries
    }
    /// The number of polynomials.
    pub fn len(&self) -> usize {
        self.entries.len()
    }
    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
    /// The sum of all counts.
    pub fn total(&self) -> u64 {
        self.entries.iter().map(|&e| times(e)).sum()
    }
    /// Both tables, counts added.
    pub fn merged(self, other: Table) -> Table {
        if self.is_empty() || other.is_empty() {
            return if self.is_empty() { other } else { self };
        }
        let mut entries = Vec::with_capacity(self.len() + other.len());
        let (mut left, mut right) = (
            self.entries.iter().peekable(),
            other.entries.iter().peekable(),
        );
        while let (Some(&&a), Some(&&b)) = (left.peek(), right.peek()) {
            let order = key(a).cmp(&key(b));
            let value = match order {
                Ordering::Less => a,
                Ordering::Greater => b,
                Ordering::Equal => a + u128::from(times(b)),
            };
            entries.push(value);
            if order != Ordering::Greater {
                left.next();
            }
            if order != Ordering::Less {
                right.next();
            }
        }
        entries.extend(left);
        entries.extend(right);
        Table { entries }
    }
}
