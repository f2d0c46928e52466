//! Statements about all iterates at once, each with one witness: Theorems 2, 6, 6' and 6''.

use super::analysis::Analysis;
use super::area::MOST_INTERVALS;
use super::convert::{num, nums, ratios};
use crate::certificate::{Every, Norm, Ratio};
use crate::graph::contraction::contraction;
use crate::graph::lengths::{Lengths, left_step};
use crate::graph::paths::{left_product, path_counts};
use crate::graph::perron::{self, Side};
use crate::graph::spectrum::Component;
use crate::num::Number;
use crate::num::rational::{Int, Rat, rat};
use crate::theory::{extremal, slopes, squares};
use num_traits::{One, Signed, Zero};

/// Exact vectors over the map's field are written for at most so many intervals; divided by the degree of the field.
const MOST_EXACT: usize = 32;
/// Vectors of short decimals are written for components of at most so many intervals.
const MOST_SHORT: usize = 300;
/// The iterate from which the second statement about crossings holds, with the better constant.
const LATER: u64 = 12;

/// The statements in the norms asked for.
pub fn statements(analysis: &Analysis, norms: &[Norm]) -> Vec<Every> {
    let mut out = Vec::new();
    if norms.contains(&Norm::Sup) {
        out.extend(crossings(analysis));
    }
    if norms.contains(&Norm::L1) {
        out.extend(extremal(analysis));
        out.extend(markov(analysis));
    }
    out
}

/// The largest decimal with `digits` decimals that is at most `x`.
fn floor_decimal(x: &Rat, digits: u32) -> Rat {
    let scale = Rat::from_integer(Int::from(10).pow(digits));
    (x * &scale).floor() / scale
}

/// Exponential growth of crossings from the first iterate on, and with a better constant from a later one on.
fn crossings(analysis: &Analysis) -> Vec<Every> {
    let spectrum = &analysis.spectrum;
    if spectrum.is_zero_entropy() {
        return Vec::new();
    }
    let leading = &spectrum.components[spectrum.leading()[0]];
    if leading.block.len() > MOST_SHORT {
        return Vec::new();
    }
    let Some((rate, vector)) = short_witness(leading) else {
        return Vec::new();
    };
    let rows = &analysis.covering.rows;
    let points = &analysis.partition.points;
    let at = |start: u64| -> Option<Every> {
        let counts = path_counts(rows, start as usize);
        // v = scale * vector, at most N(tau) everywhere.
        let scale = leading
            .block
            .iter()
            .zip(&vector)
            .filter(|(_, v)| v.is_positive())
            .map(|(&i, v)| Rat::from_integer(counts[i].clone()) / v)
            .min()?;
        let scale = if start == 0 {
            scale
        } else {
            floor_decimal(&scale, 2)
        };
        let gap = |j: usize| &points[j + 1] - &points[j];
        // The largest constant, the wider interval on a tie, then the leftmost.
        let (&interval, best) = leading.block.iter().zip(&vector).reduce(|a, b| {
            if (b.1, gap(*b.0)) > (a.1, gap(*a.0)) {
                b
            } else {
                a
            }
        })?;
        let power = crate::num::rational::pow(&rate, start as u32);
        let constant = best * &scale / power;
        let constant = if start == 0 {
            constant
        } else {
            floor_decimal(&constant, 4)
        };
        let mut entries = vec![Rat::zero(); rows.len()];
        for (&i, v) in leading.block.iter().zip(&vector) {
            entries[i] = v * &scale;
        }
        constant.is_positive().then(|| Every::Paths {
            norm: Norm::Sup,
            start,
            rate: Ratio(rate.clone()),
            vector: ratios(entries),
            interval,
            constant: Ratio(constant),
            error: num(&(gap(interval) * Number::from(rat(1, 2)))),
        })
    };
    let first = at(0);
    let constant = |e: &Every| match e {
        Every::Paths { constant, .. } => constant.0.clone(),
        _ => Rat::zero(),
    };
    let later = at(LATER).filter(|later| {
        first
            .as_ref()
            .is_none_or(|first| constant(later) >= constant(first) * rat(21, 20))
    });
    first.into_iter().chain(later).collect()
}

/// A rate slightly below the radius of a component and `v`, `0 <= v <= 1`, `v A >= rate v`, as short decimals as can be;
/// a rational radius of small height is taken exactly. `None` unless the rate is above 1.
fn short_witness(component: &Component) -> Option<(Rat, Vec<Rat>)> {
    let radius = component.radius.as_ref()?.sharpened(96);
    let holds = |rate: &Rat, v: &[Rat]| {
        let image = left_product(v, &component.rows);
        image.iter().zip(v).all(|(a, b)| *a >= rate * b)
    };
    let exact = super::convert::rational_root(&radius);
    if let Some(rate) = exact.filter(|r| r.is_integer() && component.block.len() <= MOST_EXACT) {
        let exact = perron::exact(
            component,
            None,
            &crate::graph::RealRoot::rational(&rate),
            Side::Left,
        );
        let vector: Option<Vec<Rat>> = exact.iter().map(Number::to_rational).collect();
        if let Some(vector) = vector.filter(|v| holds(&rate, v)) {
            return Some((rate, vector));
        }
    }
    for digits in 3..=12 {
        let rate = floor_decimal(&radius.lo, digits);
        if rate <= Rat::one() || rate >= radius.lo {
            continue;
        }
        let (vector, _) = perron::rational(component, &radius, &rate, Side::Left);
        for places in [digits + 1, digits + 3, digits + 6, digits + 12] {
            let unit = Rat::from_integer(Int::from(10).pow(places));
            let short: Vec<Rat> = vector.iter().map(|v| (v * &unit).round() / &unit).collect();
            if short.iter().any(Signed::is_positive) && holds(&rate, &short) {
                return Some((rate, short));
            }
        }
        return Some((rate, vector));
    }
    None
}

/// Theorem 6, where some component has the Lipschitz constant as its radius.
fn extremal(analysis: &Analysis) -> Option<Every> {
    let vector = extremal_vector(analysis)?;
    let points = &analysis.partition.points;
    let lengths: Vec<Number> = points.windows(2).map(|w| &w[1] - &w[0]).collect();
    let (kappa, error) = half(|kappa| extremal::error(&vector, &lengths, kappa))?;
    Some(Every::Extremal {
        norm: Norm::L1,
        vector: nums(&vector),
        kappa: Ratio(kappa),
        error: num(&error),
    })
}

/// `v` with `0 <= v <= 1`, `v A >= L v`, made of the left Perron vectors of the components of radius `L`.
fn extremal_vector(analysis: &Analysis) -> Option<Vec<Number>> {
    let lipschitz = analysis.lipschitz.as_ref()?;
    let growth = &analysis.spectrum.growth;
    if !is_root(analysis, lipschitz) || *lipschitz < Number::one() {
        return None;
    }
    let mut out = vec![Number::zero(); analysis.covering.len()];
    for component in &analysis.spectrum.components {
        let degree = lipschitz.field().map_or(1, |f| f.degree());
        let same = |r: &crate::graph::RealRoot| r.cmp_exact(growth).is_eq();
        if !component.radius.as_ref().is_some_and(same) {
            continue;
        }
        if component.block.len() * degree > 4 * MOST_EXACT {
            return None;
        }
        let vector = perron::exact_at(component, lipschitz, Side::Left);
        for (&i, v) in component.block.iter().zip(vector) {
            out[i] = v;
        }
    }
    let ones = vec![Number::one(); out.len()];
    let image = left_step(&out, &ones, &analysis.covering.rows);
    let holds = image.iter().zip(&out).all(|(a, v)| *a >= lipschitz * v);
    let positive = out.iter().any(|v| v.sign() > 0);
    (holds && positive && out.iter().all(|v| v.sign() >= 0)).then_some(out)
}

/// Is the Lipschitz constant the growth rate of the covering graph?
pub fn is_extremal(analysis: &Analysis) -> bool {
    analysis
        .lipschitz
        .as_ref()
        .is_some_and(|l| is_root(analysis, l))
}

fn is_root(analysis: &Analysis, x: &Number) -> bool {
    let growth = &analysis.spectrum.growth;
    let inside = *x >= Number::from(&growth.lo) && *x <= Number::from(&growth.hi);
    inside
        && growth
            .poly
            .coeffs()
            .iter()
            .rev()
            .fold(Number::zero(), |sum, c| sum * x + Number::from(c.clone()))
            .is_zero()
}

/// Theorems 6' and 6'' of a known Markov map.
fn markov(analysis: &Analysis) -> Vec<Every> {
    let Some(images) = analysis.images.as_ref().filter(|_| !analysis.is_orbit()) else {
        return Vec::new();
    };
    let lengths = Lengths::new(&analysis.partition.points, images);
    let fields = analysis.partition.points.iter().filter_map(Number::field);
    let degree = fields.map(|f| f.degree()).max().unwrap_or(1);
    if lengths.rows().len() > MOST_INTERVALS {
        return Vec::new();
    }
    let Some(measure) = lengths.stationary(MOST_EXACT / degree) else {
        return Vec::new();
    };
    if measure.iter().all(Number::is_zero) {
        return Vec::new();
    }
    let mut out = Vec::new();
    out.extend(by_slopes(&lengths, &measure));
    out.extend(by_squares(analysis, &lengths, &measure));
    out
}

fn by_slopes(lengths: &Lengths, measure: &[Number]) -> Option<Every> {
    let slope = lengths.least_slope()?;
    if slope <= Number::one() {
        return None;
    }
    let (kappa, error) = half(|kappa| slopes::error(measure, lengths.lengths(), kappa))?;
    Some(Every::Slopes {
        norm: Norm::L1,
        slope: num(&slope),
        measure: nums(measure),
        kappa: Ratio(kappa),
        error: num(&error),
    })
}

fn by_squares(analysis: &Analysis, lengths: &Lengths, measure: &[Number]) -> Option<Every> {
    let (z, theta) = contraction(lengths, &analysis.spectrum.components)?;
    let roots = |kappa: &Rat| -> Vec<Rat> {
        let root = |z: &Rat| squares::root_above(&(kappa * z), 6);
        z.iter().map(root).collect()
    };
    let (kappa, error) = half(|kappa| squares::error(lengths.lengths(), measure, &roots(kappa)))?;
    let roots = roots(&kappa);
    let z: Vec<Number> = z.iter().map(Number::from).collect();
    Some(Every::Squares {
        norm: Norm::L1,
        measure: nums(measure),
        z: nums(&z),
        theta: Ratio(theta),
        kappa: Ratio(kappa),
        roots: ratios(roots),
        error: num(&error),
    })
}

/// The largest `kappa < 1` with two significant digits at which at least half of the limit `error(0)` is left, and the
/// error there; `None` if the limit is 0, or nothing above `10^-12` leaves so much.
fn half(error: impl Fn(&Rat) -> Number) -> Option<(Rat, Number)> {
    let limit = error(&Rat::zero());
    if limit.sign() <= 0 {
        return None;
    }
    let wanted = limit * Number::from(rat(1, 2));
    // Candidate n is (10 + n mod 90)/100 * 10^-(decades below), increasing with n.
    const DECADES: usize = 12;
    let candidate = |n: usize| {
        let below = DECADES - 1 - n / 90;
        Rat::new(Int::from(10 + n % 90), Int::from(10).pow(2 + below as u32))
    };
    let fits = |n: usize| error(&candidate(n)) >= wanted;
    let (mut low, mut high) = (0, 90 * DECADES);
    if !fits(low) {
        return None;
    }
    while high - low > 1 {
        let middle = (low + high) / 2;
        if fits(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    let kappa = candidate(low);
    let error = error(&kappa);
    Some((kappa, error))
}
