//! Signs of small elements of a number field by machine words: interval arithmetic in 128 bits that gives up, and never
//! guesses, where words do not suffice.

use super::rational::Int;
use num_traits::ToPrimitive;

/// The bits after the point of an enclosure of the generator.
pub const BITS: u32 = 40;
/// Longer lists are left to the general way.
const MOST: usize = 8;

/// A few integers in words, without trailing zeros.
pub struct Words {
    list: [i64; MOST],
    length: usize,
}

impl Words {
    fn collect(length: usize, part: impl Fn(usize) -> Option<i64>) -> Option<Words> {
        if length > MOST {
            return None;
        }
        let mut words = Words {
            list: [0; MOST],
            length: 0,
        };
        for i in 0..length {
            words.list[i] = part(i)?;
            if words.list[i] != 0 {
                words.length = i + 1;
            }
        }
        Some(words)
    }
    /// These integers; `None` if they are too many or too large.
    pub fn of(list: &[Int]) -> Option<Words> {
        Words::collect(list.len(), |i| list[i].to_i64())
    }
    /// Positive multiples of the coefficients of `a/p - b/q`, both denominators positive.
    pub fn difference((a, p): (&[Int], &Int), (b, q): (&[Int], &Int)) -> Option<Words> {
        let (p, q) = (i128::from(p.to_i64()?), i128::from(q.to_i64()?));
        Words::collect(a.len().max(b.len()), |i| {
            let at = |list: &[Int]| list.get(i).map_or(Some(0), ToPrimitive::to_i64);
            let (left, right) = (i128::from(at(a)?) * q, i128::from(at(b)?) * p);
            i64::try_from(left.checked_sub(right)?).ok()
        })
    }
    /// The integers, the first one first.
    pub fn list(&self) -> &[i64] {
        &self.list[..self.length]
    }
    /// The sign of `sum c_i alpha^i` for `a <= alpha 2^40 <= b`, unless a zero is possible or words overflow.
    pub fn sign(&self, (a, b): (i64, i64)) -> Option<i32> {
        let (mut low, mut high) = (0_i128, 0_i128);
        let (a, b) = (i128::from(a), i128::from(b));
        for &c in self.list().iter().rev() {
            let ends = [
                low.checked_mul(a)?,
                low.checked_mul(b)?,
                high.checked_mul(a)?,
                high.checked_mul(b)?,
            ];
            let least = ends.into_iter().min()?;
            let most = ends.into_iter().max()?;
            let c = i128::from(c) << BITS;
            // A right shift rounds down.
            low = (least >> BITS).checked_add(c)?;
            high = (-(most.checked_neg()? >> BITS)).checked_add(c)?;
        }
        match (low > 0, high < 0) {
            (true, _) => Some(1),
            (_, true) => Some(-1),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::rational::{Rat, rat};
    use num_traits::Signed;

    /// sqrt 2 in 40 bits: the sign of `a + b sqrt 2` is that of `a |a| + 2 b |b|`.
    #[test]
    fn signs_are_those_of_squares() {
        let ends = {
            let floor = (Int::from(2) << (2 * BITS))
                .sqrt()
                .to_i64()
                .expect("41 bits");
            (floor, floor + 1)
        };
        let mut seed = 7_u64;
        let mut word = |bits: u32| {
            seed = seed
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            (seed as i64) >> (63 - bits)
        };
        let (mut told, mut open) = (0, 0);
        for i in 0..40_000 {
            let bits = 2 + i % 60;
            // Every third one is near a zero: -b sqrt 2 rounded.
            let b = word(bits);
            let a = match i % 3 {
                0 => -((i128::from(b) * i128::from(ends.0)) >> BITS) as i64 + word(2),
                _ => word(bits),
            };
            let list = [Int::from(a), Int::from(b)];
            let square = |n: &Int| -> Int { n * n.abs() };
            let exact = Signed::signum(&(square(&list[0]) + square(&list[1]) * 2));
            match Words::of(&list).and_then(|w| w.sign(ends)) {
                Some(sign) => {
                    assert_eq!(Int::from(sign), exact, "{a} + {b} sqrt 2");
                    told += 1;
                }
                None => open += 1,
            }
        }
        assert!(told > 20_000 && open > 200, "{told} {open}");
    }

    #[test]
    fn differences_are_multiples_of_the_difference() {
        let list = |n: &[i64]| n.iter().map(|n| Int::from(*n)).collect::<Vec<_>>();
        let (a, b) = (list(&[1, 2, 3]), list(&[5, 4]));
        let (p, q) = (Int::from(6), Int::from(4));
        let found = Words::difference((&a, &p), (&b, &q)).expect("small");
        let ratio = |i: usize| {
            let at = |v: &[Int]| v.get(i).cloned().unwrap_or_default();
            Rat::new(at(&a), p.clone()) - Rat::new(at(&b), q.clone())
        };
        for (i, n) in found.list().iter().enumerate() {
            assert_eq!(rat(*n, 24), ratio(i));
        }
        let same = Words::difference((&a, &p), (&a, &p)).expect("small");
        assert!(same.list().is_empty());
        assert!(Words::of(&[Int::from(1) << 63]).is_none());
        assert!(Words::of(&vec![Int::from(1); 9]).is_none());
        let huge = list(&[i64::MAX]);
        assert!(Words::difference((&huge, &p), (&b, &q)).is_none());
    }
}
