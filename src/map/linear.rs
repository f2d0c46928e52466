//! A continuous piecewise-linear function on a compact interval, given by the vertices of its graph.

use crate::num::Number;
use std::sync::OnceLock;

/// A continuous piecewise-linear function.
///
/// Invariant: at least two vertices `(x, f(x))`, strictly increasing in `x`, all numbers in one field.
/// It need not map its domain into itself: see [`PiecewiseLinear::check_self_map`].
#[derive(Clone, Debug)]
pub struct PiecewiseLinear {
    vertices: Vec<(Number, Number)>,
    /// The slopes, once they are asked for.
    slopes: OnceLock<Vec<Number>>,
}

impl PartialEq for PiecewiseLinear {
    fn eq(&self, other: &Self) -> bool {
        self.vertices == other.vertices
    }
}
impl Eq for PiecewiseLinear {}

/// Why vertices or an operation give no map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MapError {
    /// Fewer than two vertices.
    TooFewVertices,
    /// Two vertices with the same `x`.
    RepeatedPoint(Number),
    /// `f(point) = value` is outside the domain.
    LeavesDomain {
        /// A point of the domain.
        point: Number,
        /// Its value, outside the domain.
        value: Number,
    },
    /// The inner map's values leave the outer map's domain in a composition.
    DomainMismatch {
        /// A point of the inner map's domain.
        point: Number,
        /// Its value, outside the outer map's domain.
        value: Number,
    },
    /// More vertices than the limit.
    TooManyVertices(usize),
    /// Numbers of two different fields.
    MixedFields(crate::num::field::MixedFields),
    /// A parameter outside its range, with the range in words.
    Parameter {
        /// What was given.
        given: String,
        /// What is allowed.
        allowed: &'static str,
    },
}

impl PiecewiseLinear {
    /// The function through `vertices` (in any order), joined by straight lines.
    pub fn new(mut vertices: Vec<(Number, Number)>) -> Result<Self, MapError> {
        Number::common_field(vertices.iter().flat_map(|(x, y)| [x, y]))
            .map_err(MapError::MixedFields)?;
        if vertices.len() < 2 {
            return Err(MapError::TooFewVertices);
        }
        vertices.sort_by(|a, b| a.0.cmp(&b.0));
        if let Some(w) = vertices.windows(2).find(|w| w[0].0 == w[1].0) {
            return Err(MapError::RepeatedPoint(w[0].0.clone()));
        }
        Ok(PiecewiseLinear::through(vertices))
    }
    /// The function through vertices that are in order.
    fn through(vertices: Vec<(Number, Number)>) -> Self {
        PiecewiseLinear {
            vertices,
            slopes: OnceLock::new(),
        }
    }
    /// The vertices, from left to right. Some may lie on the straight line between their neighbours.
    pub fn vertices(&self) -> &[(Number, Number)] {
        &self.vertices
    }
    /// The left end of the domain.
    pub fn left(&self) -> &Number {
        &self.vertices[0].0
    }
    /// The right end of the domain.
    pub fn right(&self) -> &Number {
        &self.vertices[self.vertices.len() - 1].0
    }
    /// Is `x` in the domain?
    pub fn contains(&self, x: &Number) -> bool {
        self.left() <= x && x <= self.right()
    }
    /// The value at `x`; `None` outside the domain.
    pub fn eval(&self, x: &Number) -> Option<Number> {
        if !self.contains(x) {
            return None;
        }
        let i = self.vertices.partition_point(|(p, _)| p < x);
        let (p, v) = &self.vertices[i];
        if p == x {
            return Some(v.clone());
        }
        let (p0, v0) = &self.vertices[i - 1];
        Some(v0 + &self.slopes()[i - 1] * (x - p0))
    }
    /// The slope on each segment between neighbouring vertices.
    pub fn slopes(&self) -> &[Number] {
        self.slopes.get_or_init(|| {
            self.vertices
                .windows(2)
                .map(|w| (&w[1].1 - &w[0].1) / (&w[1].0 - &w[0].0))
                .collect()
        })
    }
    /// The Lipschitz constant: the largest absolute slope.
    pub fn lipschitz(&self) -> Number {
        self.slopes()
            .iter()
            .map(Number::abs)
            .max()
            .expect("at least one segment")
    }
    /// The breakpoints: vertices strictly inside the domain where the slope changes.
    pub fn breakpoints(&self) -> Vec<Number> {
        let slopes = self.slopes();
        (1..slopes.len())
            .filter(|&i| slopes[i - 1] != slopes[i])
            .map(|i| self.vertices[i].0.clone())
            .collect()
    }
    /// Checks `f([a,b]) ⊆ [a,b]`: the extreme values are taken at vertices.
    pub fn check_self_map(&self) -> Result<(), MapError> {
        match self.vertices.iter().find(|(_, v)| !self.contains(v)) {
            None => Ok(()),
            Some((p, v)) => Err(MapError::LeavesDomain {
                point: p.clone(),
                value: v.clone(),
            }),
        }
    }
    /// The composition `self ∘ inner`: first `inner`, then `self`.
    pub fn after(&self, inner: &PiecewiseLinear, max_vertices: usize) -> Result<Self, MapError> {
        let mut out = Vec::new();
        if let Some((p, v)) = inner.vertices.iter().find(|(_, v)| !self.contains(v)) {
            return Err(MapError::DomainMismatch {
                point: p.clone(),
                value: v.clone(),
            });
        }
        let value = |v: &Number| {
            self.eval(v)
                .expect("values of the inner map lie in the outer domain")
        };
        for w in inner.vertices.windows(2) {
            let ((x0, y0), (x1, y1)) = (&w[0], &w[1]);
            out.push((x0.clone(), value(y0)));
            let (lo, hi) = if y0 < y1 { (y0, y1) } else { (y1, y0) };
            let mut inside: Vec<_> = self
                .vertices
                .iter()
                .filter(|(p, _)| lo < p && p < hi)
                .collect();
            if y0 > y1 {
                inside.reverse();
            }
            for (p, v) in inside {
                out.push((x0 + (p - y0) * (x1 - x0) / (y1 - y0), v.clone()));
            }
            if out.len() >= max_vertices {
                return Err(MapError::TooManyVertices(max_vertices));
            }
        }
        let (x, y) = &inner.vertices[inner.vertices.len() - 1];
        out.push((x.clone(), value(y)));
        PiecewiseLinear::new(out)
    }
    /// The `t`-fold composition with itself; `t = 0` is the identity.
    pub fn iterate(&self, t: u32, max_vertices: usize) -> Result<Self, MapError> {
        let mut out = PiecewiseLinear::identity(self.left(), self.right())?;
        for _ in 0..t {
            out = self.after(&out, max_vertices)?;
        }
        Ok(out.simplified())
    }
    /// The identity on `[a,b]`.
    pub fn identity(a: &Number, b: &Number) -> Result<Self, MapError> {
        PiecewiseLinear::new(vec![(a.clone(), a.clone()), (b.clone(), b.clone())])
    }
    /// The same function with only the vertices at which the slope changes.
    pub fn simplified(&self) -> Self {
        let slopes = self.slopes();
        let breaks = (1..slopes.len()).filter(|&i| slopes[i - 1] != slopes[i]);
        let begins: Vec<usize> = [0].into_iter().chain(breaks).collect();
        let kept = begins.iter().copied().chain([slopes.len()]);
        let steep: Vec<Number> = begins.iter().map(|&i| slopes[i].clone()).collect();
        PiecewiseLinear {
            vertices: kept.map(|i| self.vertices[i].clone()).collect(),
            slopes: OnceLock::from(steep),
        }
    }
    /// The conjugate `h f h^-1` by the affine map `h(x) = slope x + offset`; `slope` must not be zero.
    pub fn conjugate(&self, slope: &Number, offset: &Number) -> Result<Self, MapError> {
        if slope.is_zero() {
            return Err(MapError::Parameter {
                given: "slope 0".into(),
                allowed: "an affine map with non-zero slope",
            });
        }
        Number::common_field(
            self.vertices
                .iter()
                .flat_map(|(x, y)| [x, y])
                .chain([slope, offset]),
        )
        .map_err(MapError::MixedFields)?;
        let h = |x: &Number| slope * x + offset;
        PiecewiseLinear::new(self.vertices.iter().map(|(x, y)| (h(x), h(y))).collect())
    }
    /// The number of maximal intervals on which the function is affine.
    pub fn pieces(&self) -> usize {
        self.breakpoints().len() + 1
    }
    /// The number of laps: 1 + sign changes in the sequence of non-zero slopes; flat pieces join their neighbours.
    pub fn laps(&self) -> usize {
        let signs: Vec<i32> = self
            .slopes()
            .iter()
            .map(Number::sign)
            .filter(|s| *s != 0)
            .collect();
        1 + signs.windows(2).filter(|w| w[0] != w[1]).count()
    }
}
