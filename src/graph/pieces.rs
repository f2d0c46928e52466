//! Pieces of the iterates of a Markov map: maximal intervals on which `f^t` is affine.
//!
//! For `p` strictly inside the domain let `k_s(p) = 1` if the one-sided derivatives of `f^s` at `p` differ, else 0.
//! A breakpoint of `f^t` is a point of the partition, or reaches one, `p` say, for the first time after `i` steps from inside
//! an interval that `f^(i-1)` maps onto some `I_l` with `p` strictly inside `f(I_l)`; then it breaks iff `k_(t-i)(p) = 1`:
//! `pieces(f,t) = 1 + sum_p k_t(p) + sum_{i=1..t} sum_l N_l(i-1) sum_{p strictly inside f(I_l)} k_(t-i)(p)`.

use super::covering::Covering;
use super::paths::{PathCounts, left_product};
use crate::num::{Int, Number};
use num_traits::{One, Zero};
use std::collections::VecDeque;

/// `pieces(f,t)` of the map with closed partition `points`, `images`; `pieces(f,0) = 1`. Linear in `t`.
pub fn pieces(points: &[Number], images: &[usize], t: usize) -> Int {
    let kinks = Kinks::new(points, images, t);
    let mut total = kinks.at_points(t);
    for (i, paths) in PathCounts::new(&kinks.rows).take(t).enumerate() {
        total += kinks.first_hits(&paths, t - i - 1);
    }
    total + Int::one()
}

/// `pieces(f,0), ..., pieces(f,t)`. Linear in `t` where every `k_s(p)` is constant from some small `s` on.
pub fn pieces_upto(points: &[Number], images: &[usize], t: usize) -> Vec<Int> {
    let germs = Germs::new(points, images);
    let inner = 1..points.len().saturating_sub(1);
    let columns: Vec<Settled> = inner.map(|p| Settled::new(p, germs.kinks(p, t))).collect();
    let memory = columns.iter().map(|c| c.early.len()).max().unwrap_or(0) + 1;
    // The points strictly inside f(I_l) = [p_lo, p_hi] are p_(lo+1), ..., p_(hi-1).
    let rows = Covering::of_indices(images).rows;
    let inside: Vec<_> = rows.iter().map(|&(lo, hi)| (lo + 1, hi)).collect();
    let mut paths = PathCounts::new(&rows);
    // hits[u][p]: how often f^(s-u) meets p for the first time, for the latest s.
    let mut hits = VecDeque::from([vec![Int::one(); rows.len()]]);
    let (mut totals, mut settled) = (Vec::with_capacity(t + 1), Int::zero());
    for s in 0..=t {
        let mut total = Int::one();
        for column in &columns {
            for (u, _) in column
                .early
                .iter()
                .enumerate()
                .take(s + 1)
                .filter(|(_, kink)| **kink)
            {
                total += &hits[u][column.point];
            }
            if column.late && s >= column.early.len() {
                settled += &hits[column.early.len()][column.point];
            }
        }
        totals.push(total + &settled);
        hits.push_front(left_product(
            &paths.next().expect("the iterator is endless"),
            &inside,
        ));
        hits.truncate(memory);
    }
    totals
}

/// The sequence `k_0(p), ..., k_t(p)`, split where it becomes constant.
struct Settled {
    point: usize,
    early: Vec<bool>,
    late: bool,
}

impl Settled {
    fn new(point: usize, mut kinks: Vec<bool>) -> Self {
        let late = kinks.last().copied().unwrap_or(false);
        kinks.truncate(kinks.iter().rposition(|k| *k != late).map_or(0, |i| i + 1));
        Settled {
            point,
            early: kinks,
            late,
        }
    }
}

/// All `k_s(p)`, as prefix sums over the points.
struct Kinks {
    rows: Vec<(usize, usize)>,
    /// Entry `[s][i]`: the number of points among the first `i` with `k_s = 1`.
    sums: Vec<Vec<usize>>,
}

impl Kinks {
    fn new(points: &[Number], images: &[usize], t: usize) -> Self {
        let germs = Germs::new(points, images);
        let inner = 1..points.len().saturating_sub(1);
        let columns: Vec<Vec<bool>> = inner.map(|p| germs.kinks(p, t)).collect();
        let sums = |s: usize| {
            let mut sums = vec![0, 0];
            for column in &columns {
                sums.push(sums[sums.len() - 1] + usize::from(column[s]));
            }
            sums
        };
        Kinks {
            rows: Covering::of_indices(images).rows,
            sums: (0..=t).map(sums).collect(),
        }
    }
    /// `sum_p k_s(p)`.
    fn at_points(&self, s: usize) -> Int {
        Int::from(*self.sums[s].last().expect("two entries or more"))
    }
    /// `sum_l paths_l sum_{p strictly inside f(I_l)} k_s(p)`.
    fn first_hits(&self, paths: &[Int], s: usize) -> Int {
        let mut total = Int::zero();
        for (count, &(lo, hi)) in paths.iter().zip(&self.rows) {
            if lo < hi {
                // The points strictly inside f(I_l) = [p_lo, p_hi] are p_(lo+1), ..., p_(hi-1).
                let inside = self.sums[s][hi] - self.sums[s][lo + 1];
                if inside > 0 {
                    total += count * inside;
                }
            }
        }
        total
    }
}

/// The two one-sided germs at a point of the partition, followed along the orbit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Pair {
    point: usize,
    /// Which side (right = true) the germs that started on the left and on the right are on now.
    sides: [bool; 2],
}

struct Germs<'a> {
    images: &'a [usize],
    slopes: Vec<Number>,
}

impl<'a> Germs<'a> {
    fn new(points: &[Number], images: &'a [usize]) -> Self {
        let slope = |i: usize| {
            (&points[images[i + 1]] - &points[images[i]]) / (&points[i + 1] - &points[i])
        };
        Germs {
            images,
            slopes: (0..points.len().saturating_sub(1)).map(slope).collect(),
        }
    }
    fn slope(&self, point: usize, right: bool) -> &Number {
        &self.slopes[if right { point } else { point - 1 }]
    }
    /// `k_0(p), ..., k_t(p)` for a point strictly inside the domain.
    fn kinks(&self, p: usize, t: usize) -> Vec<bool> {
        let mut out = vec![false];
        let mut state = Pair {
            point: p,
            sides: [false, true],
        };
        // The ratio of the derivatives on the right and on the left, and the states and ratios so far.
        let mut ratio = Number::one();
        let mut seen: Vec<(Pair, Number)> = vec![(state, ratio.clone())];
        while out.len() <= t {
            let slopes = state.sides.map(|right| self.slope(state.point, right));
            let zeros = slopes.map(Number::is_zero);
            if zeros[0] && zeros[1] {
                break;
            }
            if zeros[0] != zeros[1] {
                let moving = usize::from(zeros[0]);
                self.until_flat(&mut out, t, state.point, state.sides[moving]);
                break;
            }
            ratio = ratio * slopes[1] / slopes[0];
            let sides = [0, 1].map(|k| state.sides[k] == (slopes[k].sign() > 0));
            state = Pair {
                point: self.images[state.point],
                sides,
            };
            out.push(ratio != Number::one());
            if sides[0] == sides[1] {
                let kink = out[out.len() - 1];
                if kink {
                    self.until_flat_from(&mut out, t, state.point, sides[0]);
                }
                break;
            }
            if let Some(start) = seen.iter().position(|(s, _)| *s == state) {
                continue_periodically(&mut out, t, &seen[start..], &ratio);
                break;
            }
            seen.push((state, ratio.clone()));
        }
        out.resize(t + 1, false);
        out
    }
    /// One derivative has become 0 in this step: the two differ until the other is 0 too.
    fn until_flat(&self, out: &mut Vec<bool>, t: usize, point: usize, right: bool) {
        let side = right == (self.slope(point, right).sign() > 0);
        out.push(true);
        self.until_flat_from(out, t, self.images[point], side);
    }
    /// The derivatives differ until the germ on this side of `point` meets a flat piece.
    fn until_flat_from(&self, out: &mut Vec<bool>, t: usize, mut point: usize, mut right: bool) {
        while out.len() <= t && !self.slope(point, right).is_zero() {
            right = right == (self.slope(point, right).sign() > 0);
            point = self.images[point];
            out.push(true);
        }
    }
}

/// Continues `k_s` for ever once the pair of germs has returned: after each turn of the loop `seen`, which started with
/// the ratios stored there, all ratios are multiplied by the same number, found from the first of them and `ratio`.
fn continue_periodically(out: &mut Vec<bool>, t: usize, seen: &[(Pair, Number)], ratio: &Number) {
    let factor = ratio / &seen[0].1;
    let (start, length) = (out.len() - 1, seen.len());
    out.pop();
    let turns = t / length + 1;
    // For each place in the loop, the turns (counted from 1) after which the ratio is 1.
    let smooth: Vec<Unit> = seen
        .iter()
        .map(|(_, first)| Unit::of(first, &factor, turns))
        .collect();
    for s in start..=t {
        let (place, turn) = ((s - start) % length, (s - start) / length + 1);
        out.push(smooth[place] != Unit::Always && smooth[place] != Unit::At(turn));
    }
}

/// Where a geometric sequence of positive numbers is 1.
#[derive(Debug, PartialEq, Eq)]
enum Unit {
    Never,
    At(usize),
    Always,
}

impl Unit {
    /// The `k` from 1 to `turns` with `first * factor^k = 1`. Both are positive: as long as the germs lie on opposite
    /// sides, their slopes have had the same signs.
    fn of(first: &Number, factor: &Number, turns: usize) -> Unit {
        let one = Number::one();
        if *factor == one {
            return if *first == one {
                Unit::Always
            } else {
                Unit::Never
            };
        }
        let growing = *factor > one;
        let mut value = first.clone();
        for k in 1..=turns {
            if value == one || (value > one) == growing {
                break;
            }
            value = &value * factor;
            if value == one {
                return Unit::At(k);
            }
        }
        Unit::Never
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::rational::rat;

    #[test]
    fn turns_at_which_a_geometric_sequence_is_one() {
        let of = |first: (i64, i64), factor: (i64, i64), turns| {
            Unit::of(
                &Number::from(rat(first.0, first.1)),
                &Number::from(rat(factor.0, factor.1)),
                turns,
            )
        };
        assert_eq!(of((1, 8), (2, 1), 100), Unit::At(3));
        assert_eq!(of((1, 9), (2, 1), 100), Unit::Never);
        assert_eq!(of((9, 1), (1, 3), 2), Unit::At(2));
        assert_eq!(of((9, 1), (1, 3), 1), Unit::Never);
        assert_eq!(of((1, 1), (1, 3), 5), Unit::Never);
        assert_eq!(of((1, 1), (1, 1), 5), Unit::Always);
        assert_eq!(of((2, 1), (1, 1), 5), Unit::Never);
    }
}
