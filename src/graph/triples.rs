//! Triples of points at which a piecewise-linear function is far off its chord, as many as possible side by side (Theorem 12).
//!
//! The triple that ends first is always taken, which gives the most. It is found while the vertices are read from left to
//! right: `F(e)` is far below (above) a chord exactly if it is on or below (above) one of the lines through a low point
//! `(s1, F(s1) - off/2)` and a later high point `(s2, F(s2) + off/2)` (or with low and high exchanged). For fixed `s2` the
//! line of least slope decides, and it passes through a vertex of a convex hull; of all these lines those count that are
//! not above another one from here on.

use crate::map::PiecewiseLinear;
use crate::num::Number;
use crate::num::rational::{Int, Rat};
use num_integer::Integer;
use num_traits::{One, Signed};

/// Three points of the domain, increasing.
pub type Triple = [Number; 3];

/// Ends of triples with longer numbers are moved to the right by at most `2^-ROOM` of the rest of their segment, so that
/// numbers do not grow from one triple to the next.
const MOST_BITS: u64 = 320;
const ROOM: u32 = 48;

/// Triples `s1 < s2 < s3` at which `F(s2)` is at least `off > 0` away from the chord through `(s1, F(s1))` and
/// `(s3, F(s3))`, none beginning before the one before it ends; no choice has more of them (while numbers are short:
/// longer ends are rounded, see above), but no more than `most` are looked for.
pub fn triples(f: &PiecewiseLinear, off: &Number, most: usize) -> Vec<Triple> {
    let f = f.simplified();
    let vertices = f.vertices();
    let mut out = Vec::new();
    let (mut start, mut next) = (vertices[0].clone(), 1);
    while out.len() < most {
        let mut sides = [Side::new(&start, off, 1), Side::new(&start, off, -1)];
        let mut last = start.clone();
        let mut found: Option<(Triple, usize)> = None;
        for (i, vertex) in vertices.iter().enumerate().skip(next) {
            let hits = sides.iter().filter_map(|s| s.first(&last, vertex));
            if let Some(triple) = hits.min_by(|a, b| a[2].cmp(&b[2])) {
                found = Some((triple, i));
                break;
            }
            sides.iter_mut().for_each(|s| s.add(vertex));
            last = vertex.clone();
        }
        let Some(([s1, s2, s3], i)) = found else {
            break;
        };
        let end = short(&s3, &vertices[i].0);
        let value = f
            .eval(&end)
            .expect("the end of a triple lies in the domain");
        next = if end == vertices[i].0 { i + 1 } else { i };
        out.push([s1, s2, end.clone()]);
        start = (end, value);
    }
    out
}

/// The lines that a later value must not reach, for chords passed on one side; the other side is that of `-F`.
struct Side {
    /// 1: values far below lines from low to high points; -1: the same of `-F`.
    sign: i64,
    /// `off / 2`.
    half: Number,
    /// The upper hull of the low points, from left to right.
    hull: Vec<(Number, Number)>,
    lines: Vec<Line>,
}

/// The line of least slope through a low point and this high point.
struct Line {
    low: Number,
    high: (Number, Number),
    slope: Number,
}

impl Line {
    fn at(&self, x: &Number) -> Number {
        &self.high.1 + &self.slope * &(x - &self.high.0)
    }
}

impl Side {
    fn new(start: &(Number, Number), off: &Number, sign: i64) -> Side {
        let half = off * &Number::from(Rat::new(1.into(), 2.into()));
        let mut side = Side {
            sign,
            half,
            hull: Vec::new(),
            lines: Vec::new(),
        };
        let low = &side.value(&start.1) - &side.half;
        side.hull.push((start.0.clone(), low));
        side
    }
    fn value(&self, y: &Number) -> Number {
        if self.sign > 0 { y.clone() } else { -y }
    }
    /// The triple that ends first on the segment from `last` to `vertex`, where the function is affine.
    fn first(&self, last: &(Number, Number), vertex: &(Number, Number)) -> Option<Triple> {
        let (from, to) = (self.value(&last.1), self.value(&vertex.1));
        let mut best: Option<Triple> = None;
        for line in &self.lines {
            // How far the value minus off/2 is above the line: negative at `last`, or the triple had ended there.
            let after = &(&to - &self.half) - &line.at(&vertex.0);
            if after.sign() < 0 {
                continue;
            }
            let before = &(&from - &self.half) - &line.at(&last.0);
            let share = &before / &(&before - &after);
            let end = &last.0 + &share * &(&vertex.0 - &last.0);
            if best.as_ref().is_none_or(|b| end < b[2]) {
                best = Some([line.low.clone(), line.high.0.clone(), end]);
            }
        }
        best
    }
    /// Takes in a vertex that ends no triple.
    fn add(&mut self, vertex: &(Number, Number)) {
        let y = self.value(&vertex.1);
        let high = (vertex.0.clone(), &y + &self.half);
        let slope = |low: &(Number, Number)| &(&high.1 - &low.1) / &(&high.0 - &low.0);
        let steepness = self.hull.iter().map(|low| (slope(low), low));
        let (slope, low) = steepness
            .min_by(|a, b| a.0.cmp(&b.0))
            .expect("the start is on the hull");
        let low = low.0.clone();
        let line = Line { low, high, slope };
        let x = &vertex.0;
        let here = line.high.1.clone();
        let below = |a: (&Number, &Number), b: (&Number, &Number)| a.0 <= b.0 && a.1 <= b.1;
        if !(self.lines.iter()).any(|old| below((&old.at(x), &old.slope), (&here, &line.slope))) {
            self.lines
                .retain(|old| !below((&here, &line.slope), (&old.at(x), &old.slope)));
            self.lines.push(line);
        }
        let low = (vertex.0.clone(), &y - &self.half);
        while let [.., a, b] = self.hull.as_slice() {
            if turns_down(a, b, &low) {
                break;
            }
            self.hull.pop();
        }
        self.hull.push(low);
    }
}

/// Is the slope from `a` to `b` larger than that from `b` to `c`?
fn turns_down(a: &(Number, Number), b: &(Number, Number), c: &(Number, Number)) -> bool {
    (&b.1 - &a.1) * (&c.0 - &b.0) > (&c.1 - &b.1) * (&b.0 - &a.0)
}

/// A number with few digits from `x` on, short of `limit`; `x` itself if it has few digits or is the limit.
///
/// A triple may end later: `F` is affine up to the limit, so that it only goes further off the chord.
fn short(x: &Number, limit: &Number) -> Number {
    let (numerators, denominator) = x.numerators();
    let bits = |n: &Int| n.bits();
    if numerators.iter().map(bits).max().unwrap_or(0) + bits(denominator) <= MOST_BITS || x == limit
    {
        return x.clone();
    }
    // 2^-grid is at most 2^-ROOM of the room.
    let room = limit - x;
    let mut precision = 64;
    let room = loop {
        let (low, _) = room.enclosure(precision);
        if low.is_positive() {
            break low;
        }
        precision *= 2;
    };
    let grid = ROOM + (room.denom().bits().saturating_sub(room.numer().bits()) + 1) as u32;
    let (_, above) = x.enclosure(grid + 8);
    let unit = Int::one() << grid;
    let up = Integer::div_ceil(&(above.numer() * &unit), above.denom());
    let moved = Number::from(Rat::new(up, unit));
    if &moved < limit { moved } else { limit.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::rational::rat;

    fn n(p: i64, q: i64) -> Number {
        Number::from(rat(p, q))
    }

    /// The triple that ends first after `start`, from all pairs of points before each segment.
    fn first_end(f: &PiecewiseLinear, start: &Number, off: &Number) -> Option<Triple> {
        let mut points = vec![(start.clone(), f.eval(start).expect("inside"))];
        points.extend(f.vertices().iter().filter(|v| v.0 > *start).cloned());
        let mut best: Option<Triple> = None;
        for k in 0..points.len().saturating_sub(1) {
            let (u, v) = (&points[k], &points[k + 1]);
            for j in 0..=k {
                for i in 0..j {
                    let (a, b) = (&points[i], &points[j]);
                    // (F(s2)-F(s1))(e-s1) - (F(e)-F(s1))(s2-s1) -+ off (e-s1) is affine in e on [u, v].
                    for off in [off.clone(), -off] {
                        let g = |e: &(Number, Number)| {
                            let width = &e.0 - &a.0;
                            (&b.1 - &a.1) * &width - (&e.1 - &a.1) * (&b.0 - &a.0) - &off * &width
                        };
                        let (low, high) = (g(u), g(v));
                        let wanted = off.sign();
                        if high.sign() * wanted < 0 {
                            continue;
                        }
                        let end = if low.sign() * wanted >= 0 {
                            u.0.clone()
                        } else {
                            &u.0 + &(&low / &(&low - &high)) * &(&v.0 - &u.0)
                        };
                        if end > b.0 && best.as_ref().is_none_or(|t| end < t[2]) {
                            best = Some([a.0.clone(), b.0.clone(), end]);
                        }
                    }
                }
            }
            if best.is_some() {
                return best;
            }
        }
        best
    }

    #[test]
    fn the_ends_are_those_of_all_triples() {
        let mut seed = 91_u64;
        let mut below = |m: u64| {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            ((seed >> 33) % m) as i64
        };
        let (mut several, mut inside) = (0, 0);
        for round in 0..120 {
            let count = 3 + below(12);
            let vertices = (0..count).map(|i| (n(4 * i + below(4), 1), n(below(13), 1)));
            let f = PiecewiseLinear::new(vertices.collect()).expect("increasing");
            let off = n(1 + below(24), 4);
            let found = triples(&f, &off, 1_000);
            let mut start = f.left().clone();
            for triple in &found {
                let expected = first_end(&f, &start, &off).expect("there is one");
                assert_eq!(triple[2], expected[2], "round {round}");
                inside += usize::from(f.vertices().iter().all(|v| v.0 != triple[2]));
                let [s1, s2, s3] = triple;
                let v = |s: &Number| f.eval(s).expect("inside");
                let chord = v(s1) + (v(s3) - v(s1)) * (s2 - s1) / (s3 - s1);
                assert!(start <= *s1 && s1 < s2 && s2 < s3);
                assert!((v(s2) - chord).abs() >= off, "round {round}");
                start = s3.clone();
            }
            assert_eq!(first_end(&f, &start, &off), None, "round {round}");
            several += usize::from(found.len() > 1);
        }
        assert!(several > 30 && inside > 100, "{several} {inside}");
    }

    /// The zigzag 0, 1, 0, 1 with slopes 1 and -1. Off 1/2: from 0 the peak is 1/2 off the chord of (0, 1, e) with
    /// F(e) = 2 - e as soon as 1 - (2-e)/e = 1/2, e = 4/3; from there (F = 2/3 falling to 0 at 2, rising) the valley is 1/2 below the chord of
    /// (4/3, 2, e) as soon as the chord at 2 is 1/2: F(e) = e - 2 with (2/3 (e-2) + (e-2) 2/3)/(e - 4/3) = 1/2, e = 12/5.
    #[test]
    fn a_zigzag_by_hand() {
        let zigzag = (0..4).map(|i| (n(i, 1), n(i % 2, 1))).collect();
        let f = PiecewiseLinear::new(zigzag).expect("increasing");
        let found = triples(&f, &n(1, 2), 9);
        assert_eq!(
            found,
            [[n(0, 1), n(1, 1), n(4, 3)], [n(4, 3), n(2, 1), n(12, 5)]]
        );
        assert_eq!(triples(&f, &n(1, 2), 1).len(), 1);
        // Off 1: only whole teeth; (0, 1, 2) ends at the vertex 2, and from there on F is affine.
        assert_eq!(triples(&f, &n(1, 1), 9), [[n(0, 1), n(1, 1), n(2, 1)]]);
        assert_eq!(triples(&f, &n(101, 100), 9), [] as [Triple; 0]);
    }

    #[test]
    fn numbers_stay_short() {
        let zigzag = (0..300).map(|i| (n(i, 1), n(i % 2, 1))).collect();
        let f = PiecewiseLinear::new(zigzag).expect("increasing");
        let found = triples(&f, &n(1, 7), 1_000);
        assert_eq!(found.len(), 298, "one bend for each inner vertex");
        let longest = found.iter().flatten().map(|x| x.to_string().len()).max();
        assert!(longest < Some(250), "{longest:?}");
    }
}
