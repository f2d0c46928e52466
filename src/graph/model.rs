//! The constant-slope (extremal) model of a Markov map: the same combinatorics with all slopes `+-rho`.
//!
//! Let `S` be a component of the largest radius `rho > 1` that no other component of radius `rho` reaches. Then there is one
//! `v >= 0` with `A v = rho v` that is the right Perron vector on `S`; it is positive exactly on the intervals with access
//! to `S`. Intervals `h(I_i)` side by side of lengths proportional to `v_i` (those with `v_i = 0` are points) carry a
//! piecewise-linear map `g` of slopes `+-rho` with `h f = g h` on the partition: `f(I_i)` is a union of intervals, of total
//! length `(A v)_i = rho v_i`. `h` extends to a monotone semiconjugacy of the whole domain, which is not affine in between.
//! Growth of `g` = Lipschitz constant of `g` = `rho` (Parry 1966; Milnor, Thurston 1988).

use super::covering::Covering;
use super::partition::Partition;
use super::perron::{self, Side};
use super::spectrum::{Component, RealRoot, Spectrum};
use crate::map::PiecewiseLinear;
use crate::num::{Field, IntPoly, Number, Root};
use std::sync::Arc;

/// The largest degree of the growth rate of a map whose model is built.
pub const MAX_DEGREE: usize = 64;
/// The most intervals of a partition from which a model is built.
pub const MAX_INTERVALS: usize = 600;

/// A model and the map onto it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// The map with slopes `+-rho`, over `Q(rho)`.
    pub map: PiecewiseLinear,
    /// `rho`.
    pub slope: Number,
    /// The semiconjugacy at the points of the partition of `f`: pairs `(p, h(p))`, increasing in `p`, never decreasing in `h`.
    pub semiconjugacy: Vec<(Number, Number)>,
}

/// Why there is no model, or none that is built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ModelError {
    /// The growth rate is 1: no map with slopes `+-1` is semiconjugate in this way.
    ZeroEntropy,
    /// No Markov partition was found among this many points.
    NotMarkov(usize),
    /// The growth rate has a larger degree than [`MAX_DEGREE`].
    Degree(usize),
    /// The partition has more intervals than [`MAX_INTERVALS`].
    Intervals(usize),
    /// The characteristic polynomial could not be factored within the budget.
    Unfactored,
}

/// The model of a self-map `f` on the domain of `f` (on `[0, 1]` if the ends of that domain do not lie in `Q(rho)`).
///
/// `known` may give a field that is used already for the same root, so that numbers of both meet in one field.
pub fn constant_slope(
    f: &PiecewiseLinear,
    max_points: usize,
    known: impl Fn(&Arc<Field>) -> Arc<Field>,
) -> Result<Model, ModelError> {
    let partition = Partition::close(f, max_points, 2);
    if !partition.closed {
        return own_model(f).ok_or(ModelError::NotMarkov(max_points));
    }
    let n = partition.intervals();
    if n > MAX_INTERVALS {
        return Err(ModelError::Intervals(n));
    }
    let covering = Covering::of_map(f, &partition);
    let spectrum = Spectrum::of(&covering);
    if spectrum.is_zero_entropy() {
        return Err(ModelError::ZeroEntropy);
    }
    let (slope, field, root) = rate(&spectrum, known)?;
    let lengths = lengths(&covering, &spectrum, field.as_ref(), &root);
    let (left, right) = ends(f, field.as_ref());
    let total = lengths.iter().fold(Number::zero(), |sum, v| sum + v);
    let scale = (&right - &left)
        * total
            .recip()
            .expect("the leading component has positive lengths");
    let mut at = left;
    let mut places = vec![at.clone()];
    for v in &lengths {
        at = &at + v * &scale;
        places.push(at.clone());
    }
    let images = partition
        .index_vector()
        .expect("every image of a closed partition is a point");
    let mut vertices: Vec<(Number, Number)> = Vec::with_capacity(n + 1);
    for (i, x) in places.iter().enumerate() {
        if vertices.last().is_none_or(|(last, _)| last != x) {
            vertices.push((x.clone(), places[images[i]].clone()));
        }
    }
    let map = PiecewiseLinear::new(vertices).expect("lengths in one field, some of them positive");
    Ok(Model {
        map: map.simplified(),
        slope,
        semiconjugacy: partition.points.into_iter().zip(places).collect(),
    })
}

/// A map with slopes `+-s`, `s > 1`, is its own model, Markov or not.
fn own_model(f: &PiecewiseLinear) -> Option<Model> {
    let slope = f.lipschitz();
    let constant = f.slopes().iter().all(|s| s.abs() == slope);
    (constant && slope > Number::one()).then(|| Model {
        map: f.clone(),
        slope,
        semiconjugacy: f
            .vertices()
            .iter()
            .map(|(x, _)| (x.clone(), x.clone()))
            .collect(),
    })
}

/// The growth rate as a number, its field if it is irrational, and its enclosure.
fn rate(
    spectrum: &Spectrum,
    known: impl Fn(&Arc<Field>) -> Arc<Field>,
) -> Result<(Number, Option<Arc<Field>>, RealRoot), ModelError> {
    let growth = &spectrum.growth;
    let degree = growth.poly.degree().unwrap_or(0);
    if degree > MAX_DEGREE {
        return Err(ModelError::Degree(degree));
    }
    let short = growth.in_short_interval();
    match Field::from_root(&short.poly, &short.lo, &short.hi, "rho") {
        Ok(Root::Rational(r)) => Ok((Number::from(&r), None, RealRoot::rational(&r))),
        Ok(Root::Field(field)) => {
            let field = known(&field);
            Ok((Number::generator(&field), Some(field), growth.clone()))
        }
        Err(_) => Err(ModelError::Unfactored),
    }
}

/// The ends of the domain of the model.
fn ends(f: &PiecewiseLinear, field: Option<&Arc<Field>>) -> (Number, Number) {
    let inside = |x: &Number| match field {
        _ if x.field().is_none() => Some(x.clone()),
        Some(field) => x.in_field(field),
        None => None,
    };
    match (inside(f.left()), inside(f.right())) {
        (Some(a), Some(b)) => (a, b),
        _ => (Number::zero(), Number::one()),
    }
}

/// `v >= 0` with `A v = rho v`, positive exactly on the intervals with access to the first leading component.
fn lengths(
    covering: &Covering,
    spectrum: &Spectrum,
    field: Option<&Arc<Field>>,
    root: &RealRoot,
) -> Vec<Number> {
    let rho = match field {
        Some(field) => Number::generator(field),
        None => Number::from(&root.lo),
    };
    // Components are listed so that edges lead to the same or a later one: no other leading one reaches the first.
    let first = spectrum.leading()[0];
    let mut v = vec![Number::zero(); covering.len()];
    let leading = &spectrum.components[first];
    let own = perron::exact(leading, field, root, Side::Right);
    for (&i, value) in leading.block.iter().zip(own) {
        v[i] = value;
    }
    for component in spectrum.components[..first].iter().rev() {
        let sums = prefix_sums(&v);
        let beyond: Vec<Number> = component
            .block
            .iter()
            .map(|&i| &sums[covering.rows[i].1] - &sums[covering.rows[i].0])
            .collect();
        if beyond.iter().all(Number::is_zero) {
            continue;
        }
        let own = resolvent(component, &rho, &beyond);
        for (&i, value) in component.block.iter().zip(own) {
            v[i] = value;
        }
    }
    v
}

/// The solution of `(rho - A_T) w = b` for a component of radius below `rho`: `adj(rho - A_T) b / chi_T(rho)`, where
/// `adj(x - A) = sum_k q_k(x) A^k` with the partial values `q_k` of Horner's rule for `chi`.
fn resolvent(component: &Component, rho: &Number, b: &[Number]) -> Vec<Number> {
    let n = component.rows.len();
    let (partial, value) = horner(&component.charpoly, rho);
    let scale = value
        .recip()
        .expect("the radius of the component is below rho");
    let mut sum = vec![Number::zero(); n];
    let mut power = b.to_vec();
    for q in partial {
        for (s, p) in sum.iter_mut().zip(&power) {
            *s = &*s + &q * p;
        }
        let sums = prefix_sums(&power);
        power = component
            .rows
            .iter()
            .map(|&(lo, hi)| &sums[hi] - &sums[lo])
            .collect();
    }
    sum.iter().map(|s| s * &scale).collect()
}

/// The partial values `q_0, ..., q_(n-1)` of Horner's rule (`q_(n-1) = 1`) and the value itself.
fn horner(poly: &IntPoly, at: &Number) -> (Vec<Number>, Number) {
    let n = poly.degree().unwrap_or(0);
    let mut partial = vec![Number::zero(); n];
    let mut value = Number::one();
    for k in (0..n).rev() {
        partial[k] = value.clone();
        value = &value * at + Number::from(poly.coeff(k));
    }
    (partial, value)
}

fn prefix_sums(v: &[Number]) -> Vec<Number> {
    let mut sums = Vec::with_capacity(v.len() + 1);
    let mut total = Number::zero();
    sums.push(total.clone());
    for x in v {
        total = &total + x;
        sums.push(total.clone());
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(points: &[(i64, i64)]) -> PiecewiseLinear {
        let n = |x: &i64| Number::from(*x);
        PiecewiseLinear::new(points.iter().map(|(x, y)| (n(x), n(y))).collect()).expect("a map")
    }

    fn check(f: &PiecewiseLinear) -> Option<Model> {
        let model = constant_slope(f, 200, Arc::clone).ok()?;
        // h f = g h on the partition, by evaluation of both maps.
        for (p, h) in &model.semiconjugacy {
            let image = f.eval(p).expect("inside");
            let at = model.semiconjugacy.iter().find(|(q, _)| *q == image);
            let expected = &at.expect("a closed partition").1;
            assert_eq!(model.map.eval(h).as_ref(), Some(expected), "at {p}");
        }
        assert!(model.semiconjugacy.windows(2).all(|w| w[0].1 <= w[1].1));
        assert!(model.map.check_self_map().is_ok());
        assert!(model.map.slopes().iter().all(|s| s.abs() == model.slope));
        Some(model)
    }

    #[test]
    fn the_three_cycle_has_the_core_of_the_golden_tent_as_its_model() {
        let f = whole(&[(0, 1), (1, 2), (2, 0)]);
        let model = check(&f).expect("growth phi");
        // Right Perron vector of ((0,1),(1,1)): (1, phi); so h(1) = 2/(1 + phi) = 2(2 - phi).
        let phi = &model.slope;
        let expected = Number::from(2) * (Number::from(2) - phi);
        assert_eq!(model.semiconjugacy[1].1, expected);
        assert_eq!(model.map.lipschitz(), *phi);
    }

    #[test]
    fn what_does_not_reach_the_leading_component_collapses() {
        // On [0,2] a full tent with slopes 2; [2,3] maps into [0,2] (access); [3,4] maps onto [3,4] (no access).
        let f = whole(&[(0, 0), (1, 2), (2, 0), (3, 3), (4, 4)]);
        let model = check(&f).expect("growth 2");
        let h: Vec<Number> = model.semiconjugacy.iter().map(|(_, y)| y.clone()).collect();
        // v = (1, 1, w, 0): [2,3] covers [0,3], so 2w = 1 + 1 + w.
        assert_eq!(h, [0, 1, 2, 4, 4].map(Number::from));
        assert!(matches!(
            constant_slope(&whole(&[(0, 0), (1, 1)]), 9, Arc::clone),
            Err(ModelError::ZeroEntropy)
        ));
    }

    #[test]
    fn random_maps_are_semiconjugate_to_their_models() {
        let mut state = 11u64;
        let mut below = |n: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            ((state >> 33) % n) as i64
        };
        let mut built = 0;
        let mut collapsed = 0;
        for _ in 0..150 {
            let n = 3 + below(5);
            let f = whole(&(0..n).map(|i| (i, below(n as u64))).collect::<Vec<_>>());
            if let Some(model) = check(&f) {
                built += 1;
                let flat = |w: &[(Number, Number)]| w[0].1 == w[1].1;
                collapsed += usize::from(model.semiconjugacy.windows(2).any(flat));
            }
        }
        assert!(
            built > 50 && collapsed > 20,
            "{built} built, {collapsed} collapsed"
        );
    }
}
