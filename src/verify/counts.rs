//! Words over two letters, summarised: first letter, last letter, number of changes; and how a closed map multiplies them.
//!
//! For a closed partition with image indices `s_0..s_n`, what `f^(t+1)` does on `I_k` is what `f^t` does along the
//! intervals between `p_(s_k)` and `p_(s_(k+1))`, backwards if `s_(k+1) < s_k`. So one summary for each interval suffices,
//! and sums over blocks are differences of prefix sums: one step costs as many additions as there are intervals.

use super::limits::Budget;
use super::reason::Reason;
use crate::num::rational::Int;
use num_traits::Zero;

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
    /// The word backwards, each letter multiplied by `sign`.
    pub fn reversed(&self, sign: i8) -> Summary {
        Summary {
            first: sign * self.last,
            last: sign * self.first,
            changes: self.changes.clone(),
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
    on_intervals: Vec<Summary>,
}

impl<'a> Words<'a> {
    /// Slopes of the identity.
    pub fn slopes(images: &'a [usize]) -> Words<'a> {
        let on_intervals = vec![Summary::letter(1); images.len() - 1];
        Words {
            images,
            letters: Letters::Slopes,
            at_points: vec![0; images.len()],
            on_intervals,
        }
    }
    /// Marks of the identity: `marks[i]` is that of `p_i`.
    pub fn marks(images: &'a [usize], marks: Vec<i8>) -> Words<'a> {
        let on_intervals = marks
            .windows(2)
            .map(|w| Summary::letter(w[0]).then(&Summary::letter(w[1])))
            .collect();
        Words {
            images,
            letters: Letters::Marks,
            at_points: marks,
            on_intervals,
        }
    }
    /// From `f^t` to `f^(t+1)`.
    pub fn step(&mut self, budget: &Budget) -> Result<(), Reason> {
        let blocks = Blocks::new(&self.on_intervals);
        budget.spend(self.images.len() as u64 * (12 + blocks.words()))?;
        let next = self
            .images
            .windows(2)
            .map(|w| match (w[0].cmp(&w[1]), self.letters) {
                (std::cmp::Ordering::Equal, _) => Summary::letter(self.at_points[w[0]]),
                (std::cmp::Ordering::Less, _) => blocks.word(w[0], w[1]),
                (_, Letters::Slopes) => blocks.word(w[1], w[0]).reversed(-1),
                (_, Letters::Marks) => blocks.word(w[1], w[0]).reversed(1),
            })
            .collect();
        self.on_intervals = next;
        self.at_points = self.images.iter().map(|&i| self.at_points[i]).collect();
        Ok(())
    }
    /// The changes in the word of the whole domain.
    pub fn changes(&self) -> Int {
        Blocks::new(&self.on_intervals)
            .word(0, self.on_intervals.len())
            .changes
    }
}

/// Words of blocks of neighbouring intervals by prefix sums.
struct Blocks<'a> {
    words: &'a [Summary],
    /// The changes in the first `i` words joined.
    upto: Vec<Int>,
    /// The first word at or after `i` that is not empty.
    next: Vec<usize>,
    /// One more than the last word before `i` that is not empty; 0 if none.
    previous: Vec<usize>,
}

impl<'a> Blocks<'a> {
    fn new(words: &'a [Summary]) -> Blocks<'a> {
        let n = words.len();
        let (mut upto, mut previous) = (vec![Int::zero()], vec![0]);
        let (mut total, mut seen) = (Int::zero(), 0);
        for (i, word) in words.iter().enumerate() {
            if word.first != 0 {
                total += &word.changes;
                if seen > 0 && words[seen - 1].last != word.first {
                    total += 1;
                }
                seen = i + 1;
            }
            upto.push(total.clone());
            previous.push(seen);
        }
        let mut next = vec![n; n + 1];
        for i in (0..n).rev() {
            next[i] = if words[i].first != 0 { i } else { next[i + 1] };
        }
        Blocks {
            words,
            upto,
            next,
            previous,
        }
    }
    fn words(&self) -> u64 {
        self.upto.last().map_or(1, |t| t.bits() / 16 + 1)
    }
    fn word(&self, lo: usize, hi: usize) -> Summary {
        let first = self.next[lo];
        if first >= hi {
            return Summary::letter(0);
        }
        let changes = &self.upto[hi] - &self.upto[first + 1] + &self.words[first].changes;
        Summary {
            first: self.words[first].first,
            last: self.words[self.previous[hi] - 1].last,
            changes,
        }
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
