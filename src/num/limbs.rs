//! Vectors of natural numbers in one flat array, for long runs of additions without an allocation for each number.
//!
//! A number is a row of digits in radix `2^shift`, each in a word of 64 bits, so that a digit has room for the sum of as
//! many digits as the vector has entries: sums and differences go digit by digit with no carry from one to the next, four
//! at a time in the processor's wide registers. One pass of [`spread`] or [`gather`] moves what is above the radix one
//! place up, once: digits stay *loose*, below `2^shift + 2^(64 - shift)`.
//!
//! The digits of a row are cut into four equal parts, and a [`Group`] holds one digit of each part; so a carry goes to
//! the next group, in the same place of it, and only what leaves a part moves sideways.

use super::rational::Int;
use num_bigint::Sign;
use num_traits::Zero;
use rayon::prelude::*;

/// The parts of a row.
const PARTS: usize = 4;

/// One digit of each part of a row.
pub type Group = [u64; PARTS];

/// A vector of rows of digits, all of one width.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digits {
    groups: Vec<Group>,
    len: usize,
    width: usize,
    shift: u32,
}

impl Digits {
    /// Rows with these small numbers, and room in each digit for sums of `terms < 2^31` loose digits.
    pub fn small(values: impl ExactSizeIterator<Item = u64>, terms: usize) -> Digits {
        debug_assert!(terms < 1 << 31);
        // With terms < 2^L and L <= 31, terms (2^(63-L) + 2^(L+1)) < 2^64; a value below 2^31 is a loose digit.
        let shift = 63 - (usize::BITS - terms.leading_zeros()).min(31);
        Digits {
            len: values.len(),
            groups: values.map(|v| [v, 0, 0, 0]).collect(),
            width: 1,
            shift,
        }
    }
    /// The number of rows.
    pub fn len(&self) -> usize {
        self.len
    }
    /// Are there no rows?
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
    /// The bits of a digit that stay in their place.
    pub fn shift(&self) -> u32 {
        self.shift
    }
    /// The groups of a row.
    pub fn width(&self) -> usize {
        self.width
    }
    /// Row `i`.
    pub fn row(&self, i: usize) -> &[Group] {
        &self.groups[i * self.width..(i + 1) * self.width]
    }
    /// Row `i`, to be written.
    pub fn row_mut(&mut self, i: usize) -> &mut [Group] {
        &mut self.groups[i * self.width..(i + 1) * self.width]
    }
    /// Rows `i` and `i + 1`, the latter to be written.
    pub fn next_row(&mut self, i: usize) -> (&[Group], &mut [Group]) {
        let (low, high) = self.groups.split_at_mut((i + 1) * self.width);
        (&low[i * self.width..], &mut high[..self.width])
    }
    /// Makes sure that the highest digit of each row is zero, so that there is room for a carry; `spare` gets the same
    /// width, its digits are of no use until written.
    pub fn make_room(&mut self, spare: &mut Digits) {
        let tops = self.groups.iter().skip(self.width - 1).step_by(self.width);
        if tops.fold(0, |all, top| all | top[PARTS - 1]) != 0 {
            let (old, width) = (self.width, self.width + 1);
            let mut groups = vec![[0; PARTS]; self.len * width];
            for (row, wider) in self
                .groups
                .chunks_exact(old)
                .zip(groups.chunks_exact_mut(width))
            {
                for (place, digit) in digits(row).enumerate() {
                    wider[place % width][place / width] = digit;
                }
            }
            (self.groups, self.width) = (groups, width);
        }
        spare.width = self.width;
        spare.groups.resize(spare.len * spare.width, [0; PARTS]);
    }
    /// The number in row `i`.
    pub fn get(&self, i: usize) -> Int {
        self.number(digits(self.row(i)))
    }
    /// The number in row `i + 1` less that in row `i`, where no digit of that is negative.
    pub fn difference(&self, i: usize) -> Int {
        let pairs = digits(self.row(i + 1)).zip(digits(self.row(i)));
        self.number(pairs.map(|(b, a)| b.wrapping_sub(a)))
    }
    fn number(&self, digits: impl Iterator<Item = u64>) -> Int {
        let mut words: Vec<u32> = Vec::with_capacity(2 * PARTS * self.width + 2);
        let (mut pending, mut bits) = (0u128, 0u32);
        for digit in digits {
            pending += u128::from(digit) << bits;
            bits += self.shift;
            while bits >= 32 {
                words.push(pending as u32);
                pending >>= 32;
                bits -= 32;
            }
        }
        while pending > 0 {
            words.push(pending as u32);
            pending >>= 32;
        }
        Int::from_slice(Sign::Plus, &words)
    }
}

/// The digits of a row, the lowest first.
fn digits(row: &[Group]) -> impl Iterator<Item = u64> {
    (0..PARTS).flat_map(|part| row.iter().map(move |group| group[part]))
}

/// `sum_i a(i) b(i)` for `i < len`, on several threads if that is long.
pub fn dot(len: usize, a: impl Fn(usize) -> Int + Sync, b: impl Fn(usize) -> Int + Sync) -> Int {
    let product = |i: usize| a(i) * b(i);
    if len < 64 {
        return (0..len).map(product).fold(Int::zero(), |sum, p| sum + p);
    }
    let sums = (0..len).into_par_iter().map(product);
    sums.reduce(Int::zero, |a, b| a + b)
}

#[inline(always)]
fn each(f: impl Fn(usize) -> u64) -> Group {
    std::array::from_fn(f)
}

/// `sum += plus`, digit by digit modulo `2^64`.
pub fn add(sum: &mut [Group], plus: &[Group]) {
    for (s, p) in sum.iter_mut().zip(plus) {
        *s = each(|i| s[i].wrapping_add(p[i]));
    }
}

/// `sum -= minus`, digit by digit modulo `2^64`.
pub fn subtract(sum: &mut [Group], minus: &[Group]) {
    for (s, m) in sum.iter_mut().zip(minus) {
        *s = each(|i| s[i].wrapping_sub(m[i]));
    }
}

/// `sum = change(sum, a, b)` digit by digit, modulo `2^64` in between; then `out` is the same number with loose digits. All
/// rows are of one width, and the highest digit of the new `sum` is zero.
#[inline(always)]
pub fn spread(
    sum: &mut [Group],
    (a, b): (&[Group], &[Group]),
    out: &mut [Group],
    shift: u32,
    change: impl Fn(u64, u64, u64) -> u64,
) {
    let mask = (1u64 << shift) - 1;
    let mut carry = [0; PARTS];
    for (((s, o), a), b) in sum.iter_mut().zip(out.iter_mut()).zip(a).zip(b) {
        let x = each(|i| change(s[i], a[i], b[i]));
        *s = x;
        *o = each(|i| (x[i] & mask) + carry[i]);
        carry = each(|i| x[i] >> shift);
    }
    sideways(out, carry);
}

/// `out = before + high - low`, the difference (none of whose digits may be negative) with loose digits. All rows are of
/// one width, and the highest digits are zero.
#[inline(never)]
pub fn gather(before: &[Group], (high, low): (&[Group], &[Group]), out: &mut [Group], shift: u32) {
    let mask = (1u64 << shift) - 1;
    let mut carry = [0; PARTS];
    for (((o, s), h), l) in out.iter_mut().zip(before).zip(high).zip(low) {
        let x = each(|i| h[i].wrapping_sub(l[i]));
        *o = each(|i| s[i].wrapping_add((x[i] & mask) + carry[i]));
        carry = each(|i| x[i] >> shift);
    }
    sideways(out, carry);
}

/// What leaves a part goes to the lowest digit of the next one.
#[inline(always)]
fn sideways(out: &mut [Group], carry: Group) {
    debug_assert_eq!(carry[PARTS - 1], 0, "no room for a carry");
    if let Some(lowest) = out.first_mut() {
        (1..PARTS).for_each(|i| lowest[i] += carry[i - 1]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::modpoly::random;

    /// Rows with these digits, the lowest first, as many as four times the width.
    fn rows(entries: &[Vec<u64>], shift: u32) -> Digits {
        let width = entries[0].len() / PARTS;
        let mut out = Digits {
            groups: vec![[0; PARTS]; entries.len() * width],
            len: entries.len(),
            width,
            shift,
        };
        for (i, e) in entries.iter().enumerate() {
            for (place, digit) in e.iter().enumerate() {
                out.row_mut(i)[place % width][place / width] = *digit;
            }
        }
        out
    }

    fn value(digits: impl Iterator<Item = u64>, shift: u32) -> Int {
        let digits: Vec<u64> = digits.collect();
        let digits = digits.iter().rev();
        digits.fold(Int::zero(), |v, d| (v << shift) + Int::from(*d))
    }

    #[test]
    fn sums_differences_and_carries_are_those_of_big_integers() {
        let mut state = 1;
        for width in 1..10usize {
            let len = 2 + random(&mut state) as usize % 1000;
            let shift = Digits::small([0].into_iter(), len).shift();
            // The largest digits that may occur, as many as there are entries.
            let most = (1u64 << shift) - 1 + ((1u64 << (64 - shift)) - 1);
            let digit = |s: &mut u64| match random(s) % 3 {
                0 => 0,
                1 => most,
                _ => random(s) % (most + 1),
            };
            let entry = |s: &mut u64| {
                let mut digits: Vec<u64> = (0..PARTS * width).map(|_| digit(s)).collect();
                digits[PARTS * width - 1] = 0;
                digits
            };
            let entries: Vec<Vec<u64>> = (0..len).map(|_| entry(&mut state)).collect();
            let v = rows(&entries, shift);
            let values: Vec<Int> = entries
                .iter()
                .map(|e| value(e.iter().copied(), shift))
                .collect();
            (0..len).for_each(|i| assert_eq!(v.get(i), values[i]));
            let squares: Int = values.iter().map(|x| x * x).sum();
            assert_eq!(dot(len, |i| v.get(i), |i| v.get(i)), squares);
            // Sums of the first `split`, and of all, the last two of these together with the carries.
            let split = random(&mut state) as usize % (len - 1);
            let (mut low, mut all) = (vec![[0; PARTS]; width], vec![[0; PARTS]; width]);
            (0..split).for_each(|i| add(&mut low, v.row(i)));
            (0..len - 2).for_each(|i| add(&mut all, v.row(i)));
            let mut out = vec![[7; PARTS]; width];
            let last = (v.row(len - 2), v.row(len - 1));
            spread(&mut all, last, &mut out, shift, |s, a, b| {
                s.wrapping_add(a).wrapping_add(b)
            });
            let whole: Int = values.iter().sum();
            assert_eq!(value(digits(&out), shift), whole);
            assert_eq!(value(digits(&all), shift), whole);
            assert!(out.iter().flatten().all(|d| *d <= most));
            let mut plain = all.clone();
            subtract(&mut plain, &low);
            let rest: Int = values[split..].iter().sum();
            assert_eq!(value(digits(&plain), shift), rest);
            let mut sum = vec![[9; PARTS]; width];
            gather(&vec![[0; PARTS]; width], (&all, &low), &mut sum, shift);
            assert_eq!(value(digits(&sum), shift), rest);
            assert!(sum.iter().flatten().all(|d| *d <= most));
            gather(v.row(0), (&all, &low), &mut sum, shift);
            assert_eq!(value(digits(&sum), shift), rest + &values[0]);
        }
    }

    #[test]
    fn rows_grow_when_their_highest_digit_is_used() {
        let entries: Vec<Vec<u64>> = vec![(1..9).collect(), vec![0, 9, 0, 0, 0, 0, 0, 0]];
        let mut v = rows(&entries, 50);
        let before = [v.get(0), v.get(1)];
        let mut spare = v.clone();
        v.make_room(&mut spare);
        assert_eq!((v.width(), spare.width(), v.len()), (3, 3, 2));
        assert_eq!([v.get(0), v.get(1)], before);
        assert_eq!(before[1], Int::from(9) << 50);
        v.make_room(&mut spare);
        assert_eq!((v.width(), v.is_empty()), (3, false));
    }

    #[test]
    fn differences_of_neighbouring_rows() {
        let v = Digits::small([1, 4, 4].into_iter(), 3);
        assert_eq!([v.difference(0), v.difference(1)], [3.into(), 0.into()]);
    }
}
