//! Theorem 8, depth one: the least width of one hidden layer that computes a piecewise-linear function exactly.
//!
//! With slopes `s_0, ..., s_(n-1)` a hidden layer needs a neuron at each of the `n-1` breakpoints. Those looking right add
//! nothing on the first piece, those looking left have the slope `-d_i` there, `d_i = s_i - s_(i-1)`. So `n-1` neurons are
//! enough exactly if `sum_(i in T) d_i = -s_0` for some set `T` of breakpoints, and `n` always are.

use super::{Standing, Theorem};
use crate::num::{Int, Number};
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};
use std::ops::{Add, Sub};

/// The depth-one part of Theorem 8.
pub const THEOREM: Theorem = Theorem {
    id: "one_layer",
    title: "Theorem 8, depth one (the exact width of one hidden layer)",
    hypotheses: &[
        "g is continuous and piecewise linear on [a,b] with n pieces, slopes s_0, ..., s_(n-1) and jumps d_i = s_i - s_(i-1).",
    ],
    statement: "One hidden layer computes g exactly with n neurons, and with n-1 if and only if some set of jumps, possibly empty, sums to -s_0; never with fewer.",
    proof: "Each breakpoint needs a neuron. Neurons that look right add nothing to the first slope, the others -d_i each.",
    witness: "the breakpoints that look left; that n is needed is checked by an exhaustive search, up to 30 jumps.",
    standing: Standing::FirstPrinciples,
    references: &[],
    example: "x -> |x - 1/2| on [0,1] has slopes -1, 1 and the jump 2: two neurons are needed. The zigzag with slopes 1, -1, 1 has the jumps -2, 2: three are needed. Slopes -2, 0 have the jump 2 = -s_0: one neuron, relu(1/2 - x), is enough.",
};

/// The most jumps for which all sets are searched.
pub const MOST_JUMPS: usize = 30;

/// What is known of the least width of one hidden layer for a function with `n` pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OneLayer {
    /// `n - 1`: the neurons at these breakpoints (counted from 1, increasing) look left.
    Fewer(Vec<usize>),
    /// `n`: no set of jumps sums to `-s_0`.
    Needed,
    /// `n - 1` or `n`: there are too many jumps to search all their sets.
    Open,
}

/// Searches all sets of jumps of a function with these slopes, one for each piece (neighbours differ, not empty).
pub fn one_layer(slopes: &[Number]) -> OneLayer {
    let jumps = slopes.len().saturating_sub(1);
    if slopes.first().is_none_or(Number::is_zero) {
        return OneLayer::Fewer(Vec::new());
    }
    if jumps > MOST_JUMPS {
        return OneLayer::Open;
    }
    let mut terms: Vec<Number> = slopes.windows(2).map(|w| &w[1] - &w[0]).collect();
    terms.push(-&slopes[0]);
    let packed = packed(&terms);
    let size: Int = packed.iter().map(Signed::abs).sum();
    let found = match size.to_i128() {
        Some(size) if size < i128::MAX / 2 => {
            let small: Vec<i128> = packed.iter().filter_map(ToPrimitive::to_i128).collect();
            subset(&small[..jumps], &small[jumps])
        }
        _ => subset(&packed[..jumps], &packed[jumps]),
    };
    found.map_or(OneLayer::Needed, OneLayer::Fewer)
}

/// One integer for each number, such that a sum of some of the first ones equals the last exactly if the numbers' do.
///
/// Over a common denominator a number is a list of integer coefficients of the powers of the generator. Each list is read as
/// the digits of an integer in a base above every possible difference of two sums.
fn packed(numbers: &[Number]) -> Vec<Int> {
    let den = numbers
        .iter()
        .fold(Int::one(), |l, x| l.lcm(x.numerators().1));
    let lists: Vec<Vec<Int>> = numbers
        .iter()
        .map(|x| {
            let (num, d) = x.numerators();
            num.iter().map(|c| c * (&den / d)).collect()
        })
        .collect();
    let degree = lists.iter().map(Vec::len).max().unwrap_or(0);
    let column = |i: usize| -> Int { lists.iter().filter_map(|l| l.get(i)).map(Int::abs).sum() };
    let base = (0..degree).map(column).max().unwrap_or_default() + Int::one();
    let read = |l: &Vec<Int>| l.iter().rev().fold(Int::zero(), |sum, c| sum * &base + c);
    lists.iter().map(read).collect()
}

/// A set of `jumps` with the sum `target`, as increasing places counted from 1; the two halves meet in the middle.
fn subset<T>(jumps: &[T], target: &T) -> Option<Vec<usize>>
where
    T: Clone + Ord + Zero + Sub<Output = T>,
    for<'a> &'a T: Add<&'a T, Output = T>,
{
    let (left, right) = jumps.split_at(jumps.len() / 2);
    let (first, second) = (sums(left), sums(right));
    let mut from_above = second.iter().rev().peekable();
    for (sum, chosen) in &first {
        let rest = target.clone() - sum.clone();
        while from_above.peek().is_some_and(|(s, _)| *s > rest) {
            from_above.next();
        }
        if let Some((s, others)) = from_above.peek()
            && *s == rest
        {
            let places = |mask: u32, from: usize| {
                (0..32)
                    .filter(move |i| mask >> i & 1 == 1)
                    .map(move |i| from + i + 1)
            };
            return Some(
                places(*chosen, 0)
                    .chain(places(*others, left.len()))
                    .collect(),
            );
        }
    }
    None
}

/// All sums of sets, increasing, each once, with a set as the bits of a number.
fn sums<T>(jumps: &[T]) -> Vec<(T, u32)>
where
    T: Clone + Ord + Zero,
    for<'a> &'a T: Add<&'a T, Output = T>,
{
    let mut all = vec![(T::zero(), 0_u32)];
    for (i, jump) in jumps.iter().enumerate() {
        let more: Vec<(T, u32)> = all.iter().map(|(s, m)| (s + jump, m | 1 << i)).collect();
        all.extend(more);
        all.sort_unstable();
        all.dedup_by(|later, kept| later.0 == kept.0);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::rational::rat;
    use crate::num::{Field, IntPoly};

    fn brute(slopes: &[Number]) -> bool {
        let jumps: Vec<Number> = slopes.windows(2).map(|w| &w[1] - &w[0]).collect();
        (0..1_u32 << jumps.len()).any(|mask| {
            let sum = (0..jumps.len())
                .filter(|i| mask >> i & 1 == 1)
                .fold(slopes[0].clone(), |sum, i| sum + &jumps[i]);
            sum.is_zero()
        })
    }

    /// Random slopes, over the rationals and over `Q(phi)`; small ones, so that both answers are frequent.
    #[test]
    fn the_search_agrees_with_all_sets_one_by_one() {
        let poly = IntPoly::from_i64(&[-1, -1, 1]);
        let phi = Number::generator(&Field::new(poly, (rat(1, 1), rat(2, 1)), "phi"));
        let mut state = 7_u64;
        let mut random = move |n: i64| {
            state = state
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            (state >> 33) as i64 % n
        };
        let (mut fewer, mut needed) = (0, 0);
        for round in 0..600 {
            let n = 1 + random(11) as usize;
            let mut slopes: Vec<Number> = Vec::new();
            while slopes.len() < n {
                let mut slope = Number::from(rat(random(41) - 20, 1 + random(3)));
                if round % 2 == 1 {
                    slope = slope + &phi * &Number::from(rat(random(9) - 4, 1));
                }
                if slopes.last() != Some(&slope) {
                    slopes.push(slope);
                }
            }
            match one_layer(&slopes) {
                OneLayer::Fewer(places) => {
                    assert!(places.windows(2).all(|w| w[0] < w[1]));
                    let sum = places.iter().fold(slopes[0].clone(), |sum, &i| {
                        sum + (&slopes[i] - &slopes[i - 1])
                    });
                    assert!(sum.is_zero(), "{slopes:?}");
                    fewer += 1;
                }
                OneLayer::Needed => {
                    assert!(!brute(&slopes), "{slopes:?}");
                    needed += 1;
                }
                OneLayer::Open => panic!("few jumps"),
            }
        }
        assert!(fewer > 50 && needed > 50, "{fewer} {needed}");
    }

    #[test]
    fn numbers_too_large_for_machine_words() {
        let big = Number::from(Int::one() << 200);
        let slopes = [-&big, Number::from(3), &big + &Number::from(3)];
        // Jumps 2^200 + 3 and 2^200: the second looks left.
        assert_eq!(one_layer(&slopes), OneLayer::Fewer(vec![2]));
        let slopes = [-&big, Number::from(3), &big + &Number::from(4)];
        assert_eq!(one_layer(&slopes), OneLayer::Needed);
    }

    #[test]
    fn thirty_jumps_are_searched_and_no_more() {
        let tent = |n: i64| -> Vec<Number> {
            (0..n)
                .map(|i| Number::from(if i % 2 == 0 { 1 } else { -1 }))
                .collect()
        };
        assert_eq!(one_layer(&tent(31)), OneLayer::Needed);
        assert_eq!(one_layer(&tent(32)), OneLayer::Open);
        // Powers of two: every set has its own sum.
        let mut slopes = vec![Number::from(-((1 << 30) - 1))];
        for i in 0..30 {
            slopes.push(&slopes[i as usize] + &Number::from(1 << i));
        }
        assert_eq!(one_layer(&slopes), OneLayer::Fewer((1..=30).collect()));
        slopes[0] = Number::from(-(1 << 30));
        for i in 0..30 {
            slopes[i + 1] = &slopes[i] + &Number::from(1 << i);
        }
        assert_eq!(one_layer(&slopes), OneLayer::Needed);
    }
}
