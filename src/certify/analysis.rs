//! One map with everything about its covering graph that claims and certificates ask for, computed once.

use super::growth::{inner_witness, outer_witness};
use super::polynomial::Facts;
use crate::certificate::Kind;
use crate::graph::{Covering, Partition, Spectrum};
use crate::map::PiecewiseLinear;
use crate::num::Number;
use std::sync::Arc;

/// The limits of the work on one map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most points a partition may have (`--max-points`).
    pub max_points: usize,
    /// The largest iterate `t` of anything (`--max-iterate`).
    pub max_iterate: u64,
    /// How many points the inner covering graph of a map that is not Markov keeps.
    pub inner_points: usize,
}

/// A limit that ended the work on one map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LimitReached {
    /// An iterate above `--max-iterate`.
    Iterate {
        /// The iterate asked for.
        given: u64,
        /// The limit.
        limit: u64,
    },
    /// The partition did not close, and the crossings of this iterate need more states than the budget.
    Crossings {
        /// The iterate asked for.
        iterate: u64,
    },
    /// More steps than all patterns of a length are followed for.
    Patterns {
        /// The iterate asked for.
        iterate: u64,
        /// The most steps.
        limit: u64,
    },
}

impl std::fmt::Display for LimitReached {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            LimitReached::Iterate { given, limit } => {
                write!(f, "the iterate {given} is above the limit of {limit}")
            }
            LimitReached::Patterns { iterate, limit } => {
                write!(
                    f,
                    "all patterns are followed for {limit} steps, too few for the iterate {iterate}"
                )
            }
            LimitReached::Crossings { iterate } => {
                write!(
                    f,
                    "the partition does not close, and the crossings of f^{iterate} need too much work"
                )
            }
        }
    }
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            max_points: 2_000,
            max_iterate: 10_000,
            inner_points: 64,
        }
    }
}

/// One map (or the connect-the-dots map of one orbit) with its partition, covering graph and spectrum.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// Is `f` the map itself, or the connect-the-dots map of an orbit of an unknown map?
    pub kind: Kind,
    /// The piecewise-linear map.
    pub f: PiecewiseLinear,
    /// Map: the exact Lipschitz constant. Orbit: the constant given by the user, if any.
    pub lipschitz: Option<Number>,
    /// The points: a Markov partition, or the first points of one that does not close.
    pub partition: Partition,
    /// The index vector of a closed partition.
    pub images: Option<Vec<usize>>,
    /// The covering graph of the partition's intervals.
    pub covering: Covering,
    /// Its eigenvalues.
    pub spectrum: Spectrum,
    /// For a polynomial: the map itself and its laps. Then `f` only connects its values at the points.
    pub polynomial: Option<Arc<Facts>>,
    /// The limits that were in force.
    pub limits: Limits,
}

/// The covering graph and its spectrum; where the partition does not close, those of the best of the sizes allowed.
///
/// The inner graph of more points need not grow faster: an interval cut in two may lose what both halves cover together.
/// Sizes are doubled from `inner_points` on, as far as `max_points` exceeds its default, and a larger one is taken only if
/// neither end of the enclosure gets worse: a larger limit never gives a wider one.
fn best_inner(
    kind: Kind,
    f: &PiecewiseLinear,
    partition: Partition,
    limits: Limits,
) -> (Partition, Covering, Spectrum) {
    // The rate of the lower witness, and the upper end of the outer covering graph.
    let ends = |(partition, covering, spectrum): &(Partition, Covering, Spectrum)| {
        let upper = outer_witness(f, partition).map(|outer| outer.value().0.clone());
        (inner_witness(spectrum, covering.len()).rate.0, upper)
    };
    let with = |partition: Partition| {
        let covering = Covering::of_map(f, &partition);
        let spectrum = Spectrum::of(&covering);
        (partition, covering, spectrum)
    };
    let mut best = with(partition);
    let constant = f.slopes().windows(2).all(|w| w[0].abs() == w[1].abs());
    if kind != Kind::Map || best.0.closed || constant {
        return best;
    }
    let standard = Limits::default().max_points;
    let most = limits.max_points / standard * limits.inner_points;
    let mut size = limits.inner_points;
    if 2 * size > most {
        return best;
    }
    let mut rate = ends(&best);
    while 2 * size <= most && size < MOST_INNER {
        size *= 2;
        // Numbers may end the orbits before there are so many points.
        let more = with(Partition::close(f, size + 1, size));
        if more.0.closed {
            break;
        }
        let found = ends(&more);
        let better = match (&rate.1, &found.1) {
            (Some(old), Some(new)) => new <= old && found.0 >= rate.0 && found != rate,
            _ => found.0 > rate.0,
        };
        if better {
            (best, rate) = (more, found);
        }
    }
    best
}

/// The most points of an inner covering graph.
const MOST_INNER: usize = 1_024;

impl Analysis {
    /// Analyses a self-map `f`; for an orbit, `f` is the connect-the-dots map on the hull of the orbit's points.
    pub fn of(
        kind: Kind,
        f: &PiecewiseLinear,
        given_lipschitz: Option<&Number>,
        limits: Limits,
    ) -> Analysis {
        let partition = match kind {
            Kind::Map => Partition::close(f, limits.max_points, limits.inner_points),
            Kind::Orbit | Kind::Polynomial => {
                Partition::of_points(f, f.vertices().iter().map(|(x, _)| x.clone()))
            }
        };
        let (partition, covering, spectrum) = best_inner(kind, f, partition, limits);
        let lipschitz = match kind {
            Kind::Map => Some(f.lipschitz()),
            Kind::Orbit | Kind::Polynomial => given_lipschitz.cloned(),
        };
        let images = if partition.closed {
            partition.index_vector()
        } else {
            None
        };
        Analysis {
            kind,
            f: f.clone(),
            lipschitz,
            partition,
            images,
            covering,
            spectrum,
            polynomial: None,
            limits,
        }
    }
    /// Analyses a self-map.
    pub fn of_map(f: &PiecewiseLinear, limits: Limits) -> Analysis {
        Analysis::of(Kind::Map, f, None, limits)
    }
    /// Analyses the connect-the-dots map of an orbit of an unknown map, with the Lipschitz constant assumed of it.
    pub fn of_orbit(
        line: &PiecewiseLinear,
        lipschitz: Option<&Number>,
        limits: Limits,
    ) -> Analysis {
        Analysis::of(Kind::Orbit, line, lipschitz, limits)
    }
    /// Is `f` only the function that connects values of another map, an unknown one or a polynomial? What is counted of it is a
    /// lower bound then.
    pub fn is_orbit(&self) -> bool {
        self.kind != Kind::Map
    }
    /// Is the partition a Markov partition?
    pub fn is_markov(&self) -> bool {
        self.images.is_some()
    }
    /// The common absolute slope, if all segments have the same non-zero one.
    pub fn constant_slope(&self) -> Option<Number> {
        let slopes: Vec<Number> = self.f.slopes().iter().map(Number::abs).collect();
        (!slopes[0].is_zero() && slopes.iter().all(|s| *s == slopes[0])).then(|| slopes[0].clone())
    }
}
