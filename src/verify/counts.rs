//! Words over two letters, summarised: first letter, last letter, number of changes; and how a closed map multiplies them.
//!
//! For a closed partition with image indices `s_0..s_n`, what `f^(t+1)` does on `I_k` is what `f^t` does along the
//! intervals between `p_(s_k)` and `p_(s_(k+1))`, backwards if `s_(k+1) < s_k`. So one summary for each interval suffices,
//! and sums over blocks are differences of prefix sums: one step costs as many additions as there are intervals.

use super::limits::Budget;
use super::reason::Reason;
use crate::num::rational::Int;
use num_traits::{CheckedAdd, One, Zero};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::ops::{Add, Sub};

/// A word's first and last letter (0 if it is empty) and the number of changes in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    pub first: i8,
    pub last: i8,
    pub changes: Int,
}

impl Summary {
    /// The word of one letter, or the empty word for 0.
    pub fn letter(letter: i8) -> Summary {
        Summary {
            first: letter,
            last: letter,
            changes: Int::zero(),
        }
    }
    /// This word, then `next`.
    pub fn then(&self, next: &Summary) -> Summary {
        match (self.first, next.first) {
            (0, _) => next.clone(),
            (_, 0) => self.clone(),
            _ => {
                let joint = u8::from(self.last != next.first);
                Summary {
                    first: self.first,
                    last: next.last,
                    changes: &self.changes + &next.changes + joint,
                }
            }
        }
    }
}

/// What a letter means when a word is read backwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letters {
    /// Slopes: `+` up, `-` down; they change sign backwards; a flat interval has none.
    Slopes,
    /// Marks of values: `-1` at most `x`, `1` at least `y`; they stay; a flat interval has that of its value.
    Marks,
}

/// The words of `f^t` on all intervals of a closed partition.
pub struct Words<'a> {
    images: &'a [usize],
    letters: Letters,
    /// The marks of `f^t` at the points (zero for slopes).
    at_points: Vec<i8>,
    /// The first and last letter on each interval.
    ends: Vec<(i8, i8)>,
    changes: Counts,
    known: Option<(Blocks, Counts)>,
}

/// Numbers of at least 0, one for each interval or point.
pub enum Counts {
    /// As long as all sums of them fit.
    Small(Vec<u128>),
    /// Of any size.
    Large(Vec<Int>),
}

impl<'a> Words<'a> {
    /// Slopes of the identity.
    pub fn slopes(images: &'a [usize]) -> Words<'a> {
        Words {
            images,
            letters: Letters::Slopes,
            at_points: vec![0; images.len()],
            ends: vec![(1, 1); images.len() - 1],
            changes: Counts::Small(vec![0; images.len() - 1]),
            known: None,
        }
    }
    /// Marks of the identity: `marks[i]` is that of `p_i`.
    pub fn marks(images: &'a [usize], marks: Vec<i8>) -> Words<'a> {
        let word = |w: &[i8]| match (w[0], w[1]) {
            (0, mark) | (mark, 0) => (mark, mark),
            both => both,
        };
        let ends: Vec<(i8, i8)> = marks.windows(2).map(word).collect();
        let changes = ends.iter().map(|e| u128::from(e.0 != e.1)).collect();
        Words {
            images,
            letters: Letters::Marks,
            at_points: marks,
            ends,
            changes: Counts::Small(changes),
            known: None,
        }
    }
    /// From `f^t` to `f^(t+1)`.
    pub fn step(&mut self, budget: &Budget) -> Result<(), Reason> {
        let (blocks, upto) = self.sums();
        budget.spend(self.images.len() as u64 * (13 + upto.bits() / 16))?;
        let changes = match (&self.changes, &upto) {
            (Counts::Small(changes), Counts::Small(upto)) => {
                Counts::Small(blocks.all(self.images, changes, upto))
            }
            (changes, upto) => {
                Counts::Large(blocks.all(self.images, &changes.large(), &upto.large()))
            }
        };
        let ends = self.images.windows(2);
        let ends = ends
            .map(|w| match (w[0].cmp(&w[1]), self.letters) {
                (Ordering::Equal, _) => (self.at_points[w[0]], self.at_points[w[0]]),
                (Ordering::Less, _) => blocks.ends(&self.ends, w[0], w[1]),
                (_, Letters::Slopes) => {
                    let (first, last) = blocks.ends(&self.ends, w[1], w[0]);
                    (-last, -first)
                }
                (_, Letters::Marks) => {
                    let (first, last) = blocks.ends(&self.ends, w[1], w[0]);
                    (last, first)
                }
            })
            .collect();
        (self.ends, self.changes) = (ends, changes);
        self.at_points = self.images.iter().map(|&i| self.at_points[i]).collect();
        Ok(())
    }
    /// The changes in the word of the whole domain.
    pub fn changes(&mut self) -> Int {
        let sums = self.sums();
        let total = sums.1.last();
        self.known = Some(sums);
        total
    }
    /// Where the words lie, and the changes in the first `i` words joined: taken from where they were kept, if they were.
    fn sums(&mut self) -> (Blocks, Counts) {
        if let Some(known) = self.known.take() {
            return known;
        }
        let blocks = Blocks::new(&self.ends);
        let small = match &self.changes {
            Counts::Small(changes) => blocks.upto(&self.ends, changes),
            Counts::Large(_) => None,
        };
        let upto = match small {
            Some(small) => Counts::Small(small),
            None => {
                let upto = blocks.upto(&self.ends, &self.changes.large());
                Counts::Large(upto.expect("no sum is too large"))
            }
        };
        (blocks, upto)
    }
}

impl Counts {
    /// As integers of any size.
    pub fn large(&self) -> Cow<'_, [Int]> {
        match self {
            Counts::Small(small) => small.iter().map(|&c| Int::from(c)).collect(),
            Counts::Large(large) => Cow::Borrowed(large),
        }
    }
    fn last(&self) -> Int {
        match self {
            Counts::Small(small) => small.last().map_or_else(Int::zero, |&c| c.into()),
            Counts::Large(large) => large.last().cloned().unwrap_or_default(),
        }
    }
    /// The bits of the largest one.
    pub fn bits(&self) -> u64 {
        match self {
            Counts::Small(small) => {
                128 - small
                    .iter()
                    .max()
                    .map_or(0, |c| u64::from(c.leading_zeros()))
            }
            Counts::Large(large) => large.iter().map(Int::bits).max().unwrap_or(0),
        }
    }
}

/// Words of blocks of neighbouring intervals by prefix sums.
struct Blocks {
    /// The first word at or after `i` that is not empty.
    next: Vec<usize>,
    /// One more than the last word before `i` that is not empty; 0 if none.
    previous: Vec<usize>,
}

impl Blocks {
    fn new(words: &[(i8, i8)]) -> Blocks {
        let n = words.len();
        let mut previous = vec![0; n + 1];
        let mut next = vec![n; n + 1];
        for (i, word) in words.iter().enumerate() {
            previous[i + 1] = if word.0 != 0 { i + 1 } else { previous[i] };
        }
        for i in (0..n).rev() {
            next[i] = if words[i].0 != 0 { i } else { next[i + 1] };
        }
        Blocks { next, previous }
    }
    /// The changes in the first `i` words joined, `0 <= i <= n`; none if a sum does not fit.
    fn upto<C: CheckedAdd + Zero + One + Clone>(
        &self,
        words: &[(i8, i8)],
        changes: &[C],
    ) -> Option<Vec<C>> {
        let mut upto = Vec::with_capacity(changes.len() + 1);
        let mut total = C::zero();
        upto.push(C::zero());
        for (i, (word, changes)) in words.iter().zip(changes).enumerate() {
            if word.0 != 0 {
                total = total.checked_add(changes)?;
                if let Some(last) = self.previous[i].checked_sub(1)
                    && words[last].1 != word.0
                {
                    total = total.checked_add(&C::one())?;
                }
            }
            upto.push(total.clone());
        }
        Some(upto)
    }
    /// The changes along each image: what `upto` says of its end, less what lies before its first word.
    fn all<C>(&self, images: &[usize], changes: &[C], upto: &[C]) -> Vec<C>
    where
        C: Zero,
        for<'b> &'b C: Sub<&'b C, Output = C> + Add<&'b C, Output = C>,
    {
        let block = |w: &[usize]| {
            let (lo, hi) = (w[0].min(w[1]), w[0].max(w[1]));
            let first = self.next[lo];
            if first >= hi {
                return C::zero();
            }
            &(&upto[hi] - &upto[first + 1]) + &changes[first]
        };
        images.windows(2).map(block).collect()
    }
    /// The first and last letter of the words from `lo` up to `hi`, joined.
    fn ends(&self, words: &[(i8, i8)], lo: usize, hi: usize) -> (i8, i8) {
        let first = self.next[lo];
        if first >= hi {
            return (0, 0);
        }
        (words[first].0, words[self.previous[hi] - 1].1)
    }
}

/// `N(t+1)` from `N(t)`: each interval gives its number of paths to those it covers.
pub fn step_paths(
    rows: &[(usize, usize)],
    counts: &[Int],
    budget: &Budget,
) -> Result<Vec<Int>, Reason> {
    let mut change = vec![Int::zero(); counts.len() + 1];
    let mut bits = 0;
    for (&(lo, hi), count) in rows.iter().zip(counts) {
        bits += count.bits();
        change[lo] += count;
        change[hi] -= count;
    }
    budget.spend(bits / 8 + 12 * counts.len() as u64)?;
    let mut total = Int::zero();
    change.pop();
    Ok(change
        .into_iter()
        .map(|c| {
            total += c;
            total.clone()
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn backwards(word: &Summary, sign: i8) -> Summary {
        Summary {
            first: sign * word.last,
            last: sign * word.first,
            changes: word.changes.clone(),
        }
    }

    /// Word by word along each image.
    fn slow_step(
        images: &[usize],
        marks: bool,
        at_points: &[i8],
        words: &[Summary],
    ) -> Vec<Summary> {
        let joined = |lo: usize, hi: usize| {
            words[lo..hi]
                .iter()
                .fold(Summary::letter(0), |all, next| all.then(next))
        };
        let word = |w: &[usize]| match w[0].cmp(&w[1]) {
            Ordering::Equal => Summary::letter(at_points[w[0]]),
            Ordering::Less => joined(w[0], w[1]),
            Ordering::Greater => backwards(&joined(w[1], w[0]), if marks { 1 } else { -1 }),
        };
        images.windows(2).map(word).collect()
    }

    #[test]
    fn sums_over_blocks_are_those_word_by_word() {
        let budget = Budget::default();
        let mut seed = 7_u64;
        let mut below = |n: usize| {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as usize % n
        };
        let (mut largest, mut empty) = (0, 0);
        for round in 0..120 {
            let n = 2 + below(if round % 10 == 0 { 40 } else { 7 });
            let images: Vec<usize> = (0..n).map(|_| below(n)).collect();
            let marks = round % 2 == 0;
            let (mut words, mut slow, mut at_points) = if marks {
                let (lo, hi) = (below(n), below(n));
                let mark = |i| {
                    if i < lo.min(hi) {
                        -1
                    } else {
                        i8::from(i >= lo.max(hi))
                    }
                };
                let marks: Vec<i8> = (0..n).map(mark).collect();
                let pair = |w: &[i8]| Summary::letter(w[0]).then(&Summary::letter(w[1]));
                let slow: Vec<Summary> = marks.windows(2).map(pair).collect();
                (Words::marks(&images, marks.clone()), slow, marks)
            } else {
                let slow = vec![Summary::letter(1); n - 1];
                (Words::slopes(&images), slow, vec![0; n])
            };
            for _ in 0..60 {
                words.step(&budget).expect("small");
                slow = slow_step(&images, marks, &at_points, &slow);
                at_points = images.iter().map(|&i| at_points[i]).collect();
                let all = slow
                    .iter()
                    .fold(Summary::letter(0), |all, next| all.then(next));
                largest = largest.max(all.changes.bits());
                empty += usize::from(slow.iter().any(|w| w.first == 0));
                assert_eq!(words.changes(), all.changes, "{images:?}");
            }
        }
        assert!(largest > 200 && empty > 500, "{largest} {empty}");
    }
}
