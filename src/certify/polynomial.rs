//! What is known of a polynomial map: an inner covering graph on rational points, laps, an enclosure of the growth rate.

use super::analysis::{Analysis, Limits};
use super::bounds::{Crossing, LevelChoice};
use super::convert;
use super::growth::inner_witness;
use crate::certificate::{
    CrossingMethod, Integer, Kind, PolynomialData, Ratio, RationalWitness, UpperWitness,
};
use crate::graph::paths::path_counts;
use crate::graph::perron::{self, Side};
use crate::graph::spectrum::RealRoot;
use crate::graph::turning::{inner_points, laps_upto};
use crate::graph::{Covering, Partition, Spectrum};
use crate::map::{PiecewiseLinear, PolynomialMap};
use crate::num::Number;
use crate::num::rational::{Int, Rat, ceil_root, rat};
use num_traits::{One, Zero};
use std::sync::Arc;

/// Laps are counted up to this iterate.
pub const LAPS: usize = 128;

/// A polynomial map with the laps of its iterates.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The map.
    pub map: PolynomialMap,
    /// `laps(f,t)` for `t = 1, 2, ...`.
    pub laps: Vec<Int>,
}

impl Analysis {
    /// Analyses a polynomial: `f` of the analysis is the function that connects its values at the points chosen.
    pub fn of_polynomial(map: &PolynomialMap, limits: Limits) -> Analysis {
        const ORDERS: [usize; 12] = [24, 20, 16, 12, 10, 8, 6, 5, 4, 3, 2, 1];
        let points = ORDERS
            .into_iter()
            .map(|order| inner_points(map, order))
            .find(|points| points.len() <= limits.inner_points)
            .unwrap_or_else(|| inner_points(map, 0));
        let vertex = |x: &Rat| (Number::from(x), Number::from(map.eval(x)));
        let line = PiecewiseLinear::new(points.iter().map(vertex).collect())
            .expect("the points increase and the two ends are among them");
        let partition = Partition::of_points(&line, points.iter().map(Number::from));
        let covering = Covering::of_map(&line, &partition);
        Analysis {
            kind: Kind::Polynomial,
            spectrum: Spectrum::of(&covering),
            lipschitz: Some(Number::from(&map.lipschitz().1)),
            f: line,
            partition,
            // Lower bounds come from the coverings alone, closed or not.
            images: None,
            covering,
            limits,
            polynomial: Some(Arc::new(Facts {
                map: map.clone(),
                laps: laps_upto(map, LAPS),
            })),
        }
    }
}

/// The data of the certificate.
pub fn data(facts: &Facts) -> PolynomialData {
    PolynomialData {
        coeffs: convert::ratios(facts.map.poly().coeffs().to_vec()),
        turning: facts
            .map
            .turning()
            .iter()
            .map(|t| (Ratio(t.lo.clone()), Ratio(t.hi.clone())))
            .collect(),
    }
}

/// A lower witness on the covering graph; exact if the radius is rational.
pub fn lower(analysis: &Analysis) -> RationalWitness {
    let spectrum = &analysis.spectrum;
    let n = analysis.covering.len();
    let exact = convert::rational_root(&spectrum.growth).filter(|r| *r > Rat::one());
    let Some(rate) = exact else {
        return inner_witness(spectrum, n);
    };
    let component = &spectrum.components[spectrum.leading()[0]];
    let own = perron::exact(component, None, &RealRoot::rational(&rate), Side::Left);
    let mut vector = vec![Rat::zero(); n];
    for (&i, v) in component.block.iter().zip(own) {
        vector[i] = v
            .to_rational()
            .expect("a rational vector for a rational radius");
    }
    RationalWitness {
        rate: Ratio(rate),
        vector: convert::ratios(vector),
    }
}

/// The best of `max(1, L)` and `laps(f,n)^(1/n)` for the laps known, rounded up to 12 decimals.
pub fn upper(facts: &Facts) -> UpperWitness {
    let mut value = facts.map.lipschitz().1.clone().max(Rat::one());
    let mut best = UpperWitness::Lipschitz {
        value: Ratio(value.clone()),
    };
    let scale = Int::from(10).pow(12);
    for n in [1usize, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128] {
        let Some(laps) = facts.laps.get(n - 1) else {
            break;
        };
        let scaled = ceil_root(&(laps * scale.pow(n as u32)), n as u32);
        let root = Rat::new(scaled, scale.clone());
        if root < value || root == value && n == 1 {
            value = root;
            best = UpperWitness::Laps {
                n,
                laps: Integer(laps.clone()),
                value: Ratio(value.clone()),
            };
        }
    }
    best
}

/// The growth rate between two rational numbers.
pub fn enclosure(analysis: &Analysis, facts: &Facts) -> (Rat, Rat) {
    let lower = lower(analysis).rate.0.max(Rat::one());
    (lower, upper(facts).value().0.clone())
}

/// Crossings by covers: every crossing of an interval whose image covers the levels, by the iterate before, is one of theirs.
pub fn cover(analysis: &Analysis, t: u64, choice: &LevelChoice) -> Option<Crossing> {
    let points = &analysis.partition.points;
    let before = path_counts(&analysis.covering.rows, t.checked_sub(1)? as usize);
    let count = |low: usize, high: usize| -> Int {
        let rows = analysis.covering.rows.iter().zip(&before);
        rows.filter(|((lo, hi), _)| *lo <= low && high <= *hi)
            .map(|(_, n)| n)
            .sum()
    };
    let at = |x: &Number, y: &Number, low: usize, high: usize| Crossing {
        x: x.clone(),
        y: y.clone(),
        count: count(low, high),
        method: CrossingMethod::Cover { low, high },
    };
    let gap = match choice {
        LevelChoice::Levels(x, y) => {
            let low = points.partition_point(|p| p <= x).checked_sub(1)?;
            let high = points.partition_point(|p| p < y);
            return (high < points.len()).then(|| at(x, y, low, high));
        }
        LevelChoice::Auto => (analysis.f.right() - analysis.f.left()) * Number::from(rat(1, 16)),
        LevelChoice::Tolerance(e) => e + e,
    };
    let n = points.len();
    let pairs = (0..n).flat_map(|low| (low + 1..n).map(move |high| (low, high)));
    let pairs = pairs.filter(|&(low, high)| &points[high] - &points[low] >= gap);
    let found = pairs.map(|(low, high)| at(&points[low], &points[high], low, high));
    super::bounds::best(found.collect())
}
