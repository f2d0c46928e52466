//! Cycles along which a map increases until it returns, or decreases until it returns.

use super::point::Branches;
use super::structure::cycles;
use crate::graph::covering::Covering;
use crate::map::PiecewiseLinear;
use crate::num::Number;

/// Larger partitions are searched for cycles of their points only.
const MAX_INTERVALS: usize = 100;
/// How many closed walks are looked at.
const MAX_WALKS: usize = 400;

/// Points `x_1 < ... < x_p` (or all `>`) with `f(x_i) = x_(i+1)` and `f(x_p) = x_1`, `3 <= p <= most`, for the map with this closed
/// partition: the longest such cycle that the search finds, which looks at cycles of the partition and at closed walks of the
/// covering graph. Checked by evaluation.
pub fn monotone_cycle(points: &[Number], images: &[usize], most: usize) -> Option<Vec<Number>> {
    let vertices = points.iter().zip(images);
    let vertices = vertices
        .map(|(p, &i)| (p.clone(), points[i].clone()))
        .collect();
    let map = PiecewiseLinear::new(vertices).ok()?;
    let inside = cycles(images.len(), |i| Some(images[i]))
        .into_iter()
        .filter(|cycle| (3..=most).contains(&cycle.len()))
        .filter_map(|cycle| {
            let least = *cycle.iter().min()?;
            [least, images[least]]
                .into_iter()
                .find_map(|start| in_order(&map, &points[start], cycle.len()))
        })
        .max_by_key(Vec::len);
    let known = inside.as_ref().map_or(2, Vec::len);
    if images.len() > MAX_INTERVALS + 1 {
        return inside;
    }
    let rows = Covering::of_indices(images).rows;
    let branches = Branches::new(points, images);
    let mut tried = 0;
    for p in (known + 1..=most).rev() {
        for rising in [true, false] {
            for start in 0..rows.len() {
                let mut walks = Walks::new(&rows, start, p, rising);
                while let Some(walk) = walks.next() {
                    tried += 1;
                    if tried > MAX_WALKS {
                        return inside;
                    }
                    let found = branches.fixed_point(walk);
                    if let Some(cycle) = found.and_then(|x| in_order(&map, &x, p)) {
                        return Some(cycle);
                    }
                }
            }
        }
    }
    inside
}

/// The orbit of `x`, if it returns after `p` steps and is strictly monotone until then.
fn in_order(map: &PiecewiseLinear, x: &Number, p: usize) -> Option<Vec<Number>> {
    let second = map.eval(x)?;
    let direction = x.cmp(&second);
    let mut orbit = vec![x.clone(), second];
    while orbit.len() <= p {
        let next = map.eval(&orbit[orbit.len() - 1])?;
        if orbit.len() == p {
            return (direction.is_ne() && next == *x).then_some(orbit);
        }
        if orbit[orbit.len() - 1].cmp(&next) != direction {
            return None;
        }
        orbit.push(next);
    }
    None
}

/// The closed walks of length `p` from one interval that never go to the left (or to the right) before they return.
struct Walks<'a> {
    rows: &'a [(usize, usize)],
    /// `ends[k][j]`: can a walk at `j` return with `k` more intervals?
    ends: Vec<Vec<bool>>,
    rising: bool,
    walk: Vec<usize>,
    /// The next successor to try at each place; the last entry is that of the last interval.
    next: Vec<usize>,
    p: usize,
}

impl<'a> Walks<'a> {
    fn new(rows: &'a [(usize, usize)], start: usize, p: usize, rising: bool) -> Walks<'a> {
        let closes = rows
            .iter()
            .map(|(lo, hi)| (*lo..*hi).contains(&start))
            .collect();
        let mut ends: Vec<Vec<bool>> = vec![closes];
        for k in 1..p {
            let last = &ends[k - 1];
            let row = (0..rows.len())
                .map(|j| allowed(rows, j, rising).any(|i| last[i]))
                .collect();
            ends.push(row);
        }
        let possible = ends[p - 1][start];
        let (walk, next) = match possible {
            true => (vec![start], vec![0]),
            false => (Vec::new(), Vec::new()),
        };
        Walks {
            rows,
            ends,
            rising,
            walk,
            next,
            p,
        }
    }
    fn next(&mut self) -> Option<&[usize]> {
        while let (Some(&at), Some(place)) = (self.walk.last(), self.next.last_mut()) {
            let left = self.p - self.walk.len();
            if left == 0 && *place == 0 {
                *place = 1;
                return Some(&self.walk);
            }
            let tried = *place;
            *place += 1;
            let step = (left > 0)
                .then(|| {
                    allowed(self.rows, at, self.rising)
                        .filter(|&j| self.ends[left - 1][j])
                        .nth(tried)
                })
                .flatten();
            match step {
                Some(j) => {
                    self.walk.push(j);
                    self.next.push(0);
                }
                None => {
                    self.walk.pop();
                    self.next.pop();
                }
            }
        }
        None
    }
}

/// The successors of interval `j` that are not on the wrong side of it.
fn allowed(rows: &[(usize, usize)], j: usize, rising: bool) -> std::ops::Range<usize> {
    let (lo, hi) = rows[j];
    if rising {
        lo.max(j)..hi
    } else {
        lo..hi.min(j + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::rational::rat;

    fn numbers(values: &[i64]) -> Vec<Number> {
        values.iter().map(|v| Number::from(*v)).collect()
    }

    /// The full tent has increasing cycles of every length: `2 (1 - 2^(p-1) x) = x` at `x = 2/(2^p + 1)`, then twice as much each time.
    #[test]
    fn the_full_tent_has_long_increasing_cycles() {
        let points = [rat(0, 1), rat(1, 2), rat(1, 1)].map(Number::from).to_vec();
        let cycle = monotone_cycle(&points, &[0, 2, 0], 6).expect("a cycle");
        assert_eq!(cycle[0], Number::from(rat(2, 65)));
        assert_eq!(cycle[5], Number::from(rat(64, 65)));
    }

    #[test]
    fn cycles_of_the_partition_are_found_in_both_directions() {
        let five = numbers(&[1, 2, 3, 4, 5]);
        let up = monotone_cycle(&five, &[1, 2, 3, 4, 0], 5).expect("a cycle");
        assert_eq!(up, five);
        let down = monotone_cycle(&five, &[4, 0, 1, 2, 3], 5).expect("a cycle");
        assert_eq!(down, numbers(&[5, 4, 3, 2, 1]));
    }

    /// The Štefan cycle of length 5 forces no period 3, and every increasing cycle of length 3 or more does.
    #[test]
    fn maps_without_period_three_have_none() {
        let five = numbers(&[1, 2, 3, 4, 5]);
        assert_eq!(monotone_cycle(&five, &[2, 4, 3, 1, 0], 12), None);
        assert_eq!(monotone_cycle(&five[..2], &[1, 0], 12), None);
        assert_eq!(monotone_cycle(&five[..3], &[1, 1, 1], 12), None);
    }
}
