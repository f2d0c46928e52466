//! The graph of a map and of its iterates as polygons in the unit square.

use super::super::view::View;
use super::scene::Point;
use crate::certificate::Num;
use crate::num::rational::{Int, Rat, decimal_of_scaled, rat_int, round_scaled};
use num_traits::{One, Zero};

/// Coordinates are kept to this many bits; drawing needs about twenty.
const BITS: u32 = 96;

/// A map scaled to the unit square.
pub struct Curve {
    /// The vertices, increasing in the first coordinate.
    pub vertices: Vec<(Rat, Rat)>,
    left: Rat,
    size: Rat,
}

impl Curve {
    /// The map (the connect-the-dots map of an orbit).
    pub fn new(view: &View) -> Curve {
        let value = |n: &Num| middle(view, n);
        let points = &view.map.vertices;
        let left = value(&points[0].0);
        let size = value(&points[points.len() - 1].0) - &left;
        let size = if size.is_zero() { Rat::one() } else { size };
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
    /// A number of the domain as a number of `[0,1]`.
    pub fn place(&self, view: &View, n: &Num) -> Rat {
        rounded((middle(view, n) - &self.left) / &self.size)
    }
    /// The value at a number of `[0,1]`.
    pub fn at(&self, x: &Rat) -> Rat {
        let segment = self
            .vertices
            .windows(2)
            .find(|w| *x <= w[1].0)
            .or(self.vertices.windows(2).last());
        let Some([(x0, y0), (x1, y1)]) = segment else {
            return Rat::zero();
        };
        let run = x1 - x0;
        if run.is_zero() {
            return y0.clone();
        }
        rounded(y0 + (y1 - y0) * (x - x0) / run)
    }
    /// The vertices of the `t`-th iterate; `None` beyond `limit` of them.
    pub fn iterate(&self, t: usize, limit: usize) -> Option<Vec<(Rat, Rat)>> {
        let mut line = vec![(Rat::zero(), Rat::zero()), (Rat::one(), Rat::one())];
        for _ in 0..t {
            line = self.after(&line);
            if line.len() > limit {
                return None;
            }
        }
        Some(line)
    }
    /// `f` after the function with the polygon `line`.
    fn after(&self, line: &[(Rat, Rat)]) -> Vec<(Rat, Rat)> {
        let mut out = Vec::new();
        for w in line.windows(2) {
            let ((x0, y0), (x1, y1)) = (&w[0], &w[1]);
            out.push((x0.clone(), self.at(y0)));
            let (low, high) = (y0.min(y1), y0.max(y1));
            let inside = |c: &&(Rat, Rat)| c.0 > *low && c.0 < *high;
            let mut cuts: Vec<&(Rat, Rat)> = self.vertices.iter().filter(inside).collect();
            if y1 < y0 {
                cuts.reverse();
            }
            for (c, value) in cuts {
                let x = rounded(x0 + (x1 - x0) * (c - y0) / (y1 - y0));
                out.push((x, value.clone()));
            }
        }
        if let Some((x, y)) = line.last() {
            out.push((x.clone(), self.at(y)));
        }
        out
    }
}

/// A rational next to the number.
fn middle(view: &View, n: &Num) -> Rat {
    let (lo, hi) = view.numbers.number(n).enclosure(BITS);
    rounded((lo + hi) / rat_int(2))
}

/// The nearest multiple of `2^-BITS`.
fn rounded(r: Rat) -> Rat {
    let scale = Rat::from_integer(Int::one() << BITS);
    (r * &scale).round() / scale
}

/// A number of the unit square as a coordinate: correctly rounded to five decimals, then as near as a float comes.
pub fn coordinate(r: &Rat) -> f64 {
    let text = decimal_of_scaled(&round_scaled(r, 5), 5);
    text.parse().unwrap_or(0.0)
}

/// A point.
pub fn pair(x: &Rat, y: &Rat) -> Point {
    (coordinate(x), coordinate(y))
}

/// A polygon.
pub fn path(points: &[(Rat, Rat)]) -> Vec<Point> {
    points.iter().map(|(x, y)| pair(x, y)).collect()
}
