//! A continuous piecewise-linear function on the whole real line, and the intervals that it maps into themselves.

use crate::map::linear::{MapError, PiecewiseLinear};
use crate::num::Number;
use crate::num::rational::{self, Rat};
use num_traits::{One, Zero};

/// A continuous piecewise-linear function on the whole real line.
///
/// Invariant: at least one point, strictly increasing in `x`; affine between neighbours and beyond the first and last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub(super) points: Vec<(Rat, Rat)>,
    left: Rat,
    right: Rat,
}

impl Line {
    /// The function through `points`, at least one, increasing, with these slopes to the left and to the right of them.
    pub(super) fn new(points: Vec<(Rat, Rat)>, left: Rat, right: Rat) -> Line {
        Line {
            points,
            left,
            right,
        }
    }
    /// The value at `x`.
    pub fn eval(&self, x: &Number) -> Number {
        let i = self.points.partition_point(|(p, _)| Number::from(p) < *x);
        let at = |(p, v): &(Rat, Rat), slope: &Rat| {
            Number::from(v) + (x - Number::from(p)) * Number::from(slope)
        };
        match (
            i.checked_sub(1).map(|j| &self.points[j]),
            self.points.get(i),
        ) {
            (Some(before), None) => at(before, &self.right),
            (Some(before), Some(after)) => {
                at(before, &((&after.1 - &before.1) / (&after.0 - &before.0)))
            }
            (None, _) => at(&self.points[0], &self.left),
        }
    }
    /// The function on `[a, b]`, `a < b`.
    pub fn on(&self, a: &Number, b: &Number) -> Result<PiecewiseLinear, MapError> {
        let mut vertices = vec![(a.clone(), self.eval(a)), (b.clone(), self.eval(b))];
        let number = |(x, y): &(Rat, Rat)| (Number::from(x), Number::from(y));
        let inside = |(x, _): &(Number, Number)| a < x && x < b;
        vertices.extend(self.points.iter().map(number).filter(inside));
        Ok(PiecewiseLinear::new(vertices)?.simplified())
    }
    /// The points where the slope changes.
    pub fn breakpoints(&self) -> Vec<Rat> {
        let mut slopes = vec![self.left.clone()];
        slopes.extend(
            self.points
                .windows(2)
                .map(|w| (&w[1].1 - &w[0].1) / (&w[1].0 - &w[0].0)),
        );
        slopes.push(self.right.clone());
        let changes = |(i, _): &(usize, &(Rat, Rat))| slopes[*i] != slopes[i + 1];
        let points = self.points.iter().enumerate().filter(changes);
        points.map(|(_, (x, _))| x.clone()).collect()
    }
    /// An interval that the function maps into itself: its ends are among the breakpoints, their images, the fixed points and
    /// the points that are sent to fixed points. It has the most breakpoints inside; of these the shortest, of these the leftmost.
    /// `None` if there is no such interval with a breakpoint inside, or if there are more than a few hundred candidates.
    pub fn invariant_interval(&self) -> Option<(Rat, Rat)> {
        const MOST: usize = 400;
        let breakpoints = self.breakpoints();
        let fixed = self.preimages(&Rat::zero(), true);
        let mut ends: Vec<Rat> = breakpoints.clone();
        let images = breakpoints.iter().map(|x| self.rational(x));
        ends.extend(images.collect::<Vec<_>>());
        for x in fixed.iter().take(MOST) {
            ends.extend(self.preimages(x, false));
        }
        ends.extend(fixed);
        ends.sort();
        ends.dedup();
        if ends.len() > MOST {
            return None;
        }
        let mut best: Option<(usize, Rat, (Rat, Rat))> = None;
        for (i, a) in ends.iter().enumerate() {
            let (mut low, mut high) = (self.rational(a), self.rational(a));
            let mut inside = breakpoints.iter().skip_while(|x| *x <= a).peekable();
            let mut count = 0;
            for b in &ends[i + 1..] {
                while let Some(x) = inside.next_if(|x| *x < b) {
                    let value = self.rational(x);
                    low = low.min(value.clone());
                    high = high.max(value);
                    count += 1;
                }
                let value = self.rational(b);
                let (least, most) = ((&low).min(&value), (&high).max(&value));
                let length = b - a;
                let better = best
                    .as_ref()
                    .is_none_or(|(n, l, _)| count > *n || count == *n && length < *l);
                if count > 0 && a <= least && most <= b && better {
                    best = Some((count, length, (a.clone(), b.clone())));
                }
            }
        }
        best.map(|(_, _, interval)| interval)
    }
    pub(super) fn rational(&self, x: &Rat) -> Rat {
        self.eval(&Number::from(x))
            .to_rational()
            .expect("a rational function at a rational point")
    }
    /// The points where the function (minus the identity, for `fixed`) takes the value, one for each piece that is not constant.
    fn preimages(&self, value: &Rat, fixed: bool) -> Vec<Rat> {
        let shift = |x: &Rat, y: &Rat| if fixed { y - x - value } else { y - value };
        let tilt = if fixed { Rat::one() } else { Rat::zero() };
        let mut out = Vec::new();
        let (first, last) = (&self.points[0], &self.points[self.points.len() - 1]);
        for (point, slope, side) in [
            (first, &self.left - &tilt, -1),
            (last, &self.right - &tilt, 1),
        ] {
            let gap = shift(&point.0, &point.1);
            if gap.is_zero() {
                out.push(point.0.clone());
            } else if rational::sign(&gap) * rational::sign(&slope) * side < 0 {
                out.push(&point.0 - gap / slope);
            }
        }
        for w in self.points.windows(2) {
            let (u, v) = (shift(&w[0].0, &w[0].1), shift(&w[1].0, &w[1].1));
            if u.is_zero() {
                out.push(w[0].0.clone());
            } else if rational::sign(&u) * rational::sign(&v) < 0 {
                out.push(&w[0].0 + (&w[1].0 - &w[0].0) * (&u / (&u - &v)));
            }
        }
        out
    }
}
