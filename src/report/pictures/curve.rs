//! The graph of a map and of its iterates as polygons in the unit square.

use super::super::view::View;
use super::scene::Point;
use crate::certificate::Num;
use crate::num::rational::{Int, Rat, round_quotient};
use num_traits::{One, ToPrimitive, Zero};

/// Coordinates are kept to this many bits; drawing needs about twenty.
const BITS: u32 = 96;

/// A coordinate of the unit square in units of `2^-96`, rounded to the nearest.
pub type Place = Int;

/// The place of a rational number.
pub fn place(r: &Rat) -> Place {
    round_quotient(&(r.numer() << BITS), r.denom())
}

/// A map scaled to the unit square.
pub struct Curve {
    /// The vertices, increasing in the first coordinate.
    pub vertices: Vec<(Place, Place)>,
    left: Int,
    size: Int,
}

impl Curve {
    /// The map (the connect-the-dots map of an orbit).
    pub fn new(view: &View) -> Curve {
        let points = &view.map.vertices;
        let left = middle(view, &points[0].0);
        let size = middle(view, &points[points.len() - 1].0) - &left;
        let size = if size.is_zero() { Int::one() } else { size };
        let mut curve = Curve {
            vertices: Vec::new(),
            left,
            size,
        };
        curve.vertices = points
            .iter()
            .map(|(x, y)| (curve.place(view, x), curve.place(view, y)))
            .collect();
        curve
    }
    /// The place of a number of the domain.
    pub fn place(&self, view: &View, n: &Num) -> Place {
        round_quotient(&((middle(view, n) - &self.left) << BITS), &self.size)
    }
    /// The value at a place.
    pub fn at(&self, x: &Place) -> Place {
        let segment = self
            .vertices
            .windows(2)
            .find(|w| *x <= w[1].0)
            .or(self.vertices.windows(2).last());
        let Some([(x0, y0), (x1, y1)]) = segment else {
            return Place::zero();
        };
        let run = x1 - x0;
        if run.is_zero() {
            return y0.clone();
        }
        y0 + round_quotient(&((y1 - y0) * (x - x0)), &run)
    }
    /// The vertices of the `t`-th iterate; `None` beyond `limit` of them.
    pub fn iterate(&self, t: usize, limit: usize) -> Option<Vec<(Place, Place)>> {
        let end = Place::one() << BITS;
        let mut line = vec![(Place::zero(), Place::zero()), (end.clone(), end)];
        for _ in 0..t {
            line = self.after(&line);
            if line.len() > limit {
                return None;
            }
        }
        Some(line)
    }
    /// `f` after the function with the polygon `line`.
    fn after(&self, line: &[(Place, Place)]) -> Vec<(Place, Place)> {
        let mut out = Vec::new();
        for w in line.windows(2) {
            let ((x0, y0), (x1, y1)) = (&w[0], &w[1]);
            out.push((x0.clone(), self.at(y0)));
            let (low, high) = (y0.min(y1), y0.max(y1));
            let inside = |c: &&(Place, Place)| c.0 > *low && c.0 < *high;
            let mut cuts: Vec<&(Place, Place)> = self.vertices.iter().filter(inside).collect();
            if y1 < y0 {
                cuts.reverse();
            }
            let rise: Int = high - low;
            for (c, value) in cuts {
                let part = (c - y0).magnitude().clone();
                let x = x0 + round_quotient(&((x1 - x0) * Int::from(part)), &rise);
                out.push((x, value.clone()));
            }
        }
        if let Some((x, y)) = line.last() {
            out.push((x.clone(), self.at(y)));
        }
        out
    }
}

/// The number in units of `2^-96`.
fn middle(view: &View, n: &Num) -> Int {
    view.numbers.number(n).near(BITS)
}

/// A place as a coordinate: correctly rounded to five decimals, then as near as a float comes.
pub fn coordinate(p: &Place) -> f64 {
    let rounded = round_quotient(&(p * 100_000), &(Int::one() << BITS));
    rounded.to_f64().unwrap_or(0.0) / 100_000.0
}

/// A point.
pub fn pair(x: &Place, y: &Place) -> Point {
    (coordinate(x), coordinate(y))
}

/// A polygon.
pub fn path(points: &[(Place, Place)]) -> Vec<Point> {
    points.iter().map(|(x, y)| pair(x, y)).collect()
}
