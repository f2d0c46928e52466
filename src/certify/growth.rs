//! The growth rate of a map with the witness that makes it checkable.

use super::analysis::Analysis;
use super::convert::{self, DECIMALS, root_decimal};
use super::polynomial;
use crate::certificate::growth::EqualBlock;
use crate::certificate::{
    Growth, GrowthWitness, Integer, Ratio, RationalWitness, RightVector, UpperWitness,
};
use crate::graph::Partition;
use crate::graph::exact::{Budget, laps_exact_upto};
use crate::graph::perron::{self, Side};
use crate::graph::spectrum::{Component, RealRoot, Spectrum};
use crate::map::PiecewiseLinear;
use crate::num::rational::{Int, Rat, ceil_root};
use crate::num::{Field, IntPoly, Number};
use num_integer::Integer as _;
use num_traits::{One, Signed, Zero};

/// Exact Perron vectors are written up to this degree of the growth rate; beyond it rational vectors are shorter.
pub const PERRON_DEGREE: usize = 6;

/// The growth statement of a map.
pub fn growth(analysis: &Analysis) -> Growth {
    if let Some(facts) = &analysis.polynomial {
        return Growth::Enclosure {
            lower: polynomial::lower(analysis),
            upper: polynomial::upper(facts),
        };
    }
    if analysis.is_markov() {
        return exact(&analysis.spectrum);
    }
    let lower = inner_witness(&analysis.spectrum, analysis.covering.len());
    match analysis.constant_slope() {
        Some(slope) if slope > Number::one() => Growth::ConstantSlope {
            decimal: slope.decimal(DECIMALS),
            slope: convert::num(&slope),
            lower,
        },
        _ => Growth::Enclosure {
            lower,
            upper: upper_witness(analysis),
        },
    }
}

/// The growth rate of a closed partition.
fn exact(spectrum: &Spectrum) -> Growth {
    let (root, witness) = if spectrum.is_zero_entropy() {
        (spectrum.growth.clone(), GrowthWitness::Cycles {})
    } else {
        perron_witness(spectrum).unwrap_or_else(|| isolation_witness(spectrum))
    };
    Growth::Exact {
        poly: convert::poly(&root.poly),
        interval: convert::interval(&root.lo, &root.hi),
        decimal: root_decimal(&root, DECIMALS),
        irreducible: convert::irreducible(&root.poly),
        order: spectrum
            .components
            .iter()
            .map(|c| c.block.clone())
            .collect(),
        witness,
    }
}

/// Exact vectors over `Q(rho)` for small degree, with the shortest interval found on which all signs show.
fn perron_witness(spectrum: &Spectrum) -> Option<(RealRoot, GrowthWitness)> {
    let root = &spectrum.growth;
    if !spectrum.complete || root.poly.degree()? > PERRON_DEGREE {
        return None;
    }
    let root = match convert::rational_root(root) {
        Some(r) => RealRoot::rational(&r),
        None => root.clone(),
    };
    let field = (root.lo < root.hi)
        .then(|| Field::new(root.poly.clone(), (root.lo.clone(), root.hi.clone()), "rho"));
    let leading = spectrum.leading();
    let (&first, rest) = leading.split_first()?;
    let vector =
        |i: usize, side| perron::exact(&spectrum.components[i], field.as_ref(), &root, side);
    let left = vector(first, Side::Left);
    let equals: Vec<(usize, Vec<Number>)> =
        rest.iter().map(|&i| (i, vector(i, Side::Right))).collect();
    let cells = (0..16).filter_map(|bits| root.cell(bits));
    let narrow = [16, 32, 64, 128, 256, 512, 1024, 4096]
        .into_iter()
        .map(|bits| root.sharpened(bits));
    for sharp in cells.chain(narrow) {
        let sharp = at_least_one(&sharp);
        let positive = |x: &Number| lower_end(x, &sharp.lo, &sharp.hi).is_positive();
        let below_one = |x: &Number| *x == Number::one() || positive(&(Number::one() - x));
        let signs = left.iter().all(|u| positive(u) && below_one(u))
            && equals.iter().all(|(_, w)| w.iter().all(positive));
        if !signs {
            continue;
        }
        if let Some(others) = right_vectors(spectrum, &leading, &sharp.lo) {
            let equals = equals
                .into_iter()
                .map(|(block, w)| EqualBlock {
                    block,
                    vector: convert::nums(&w),
                })
                .collect();
            let left = convert::nums(&left);
            return Some((
                sharp,
                GrowthWitness::Perron {
                    block: first,
                    left,
                    others,
                    equals,
                },
            ));
        }
    }
    None
}

/// Rational vectors with `A_T w <= rate w` for all blocks with a loop that are not in `except`;
/// `None` if a radius is not below `rate`.
fn right_vectors(spectrum: &Spectrum, except: &[usize], rate: &Rat) -> Option<Vec<RightVector>> {
    let looped = |(i, c): (usize, &'_ Component)| {
        c.radius
            .clone()
            .filter(|_| !except.contains(&i))
            .map(|r| (i, r))
    };
    let blocks = spectrum.components.iter().enumerate().filter_map(looped);
    blocks
        .map(|(block, radius)| right_vector(&spectrum.components[block], block, &radius, rate))
        .collect()
}

fn right_vector(
    component: &Component,
    block: usize,
    radius: &RealRoot,
    rate: &Rat,
) -> Option<RightVector> {
    let single_cycle = component.rows.iter().all(|(lo, hi)| hi - lo <= 1);
    let vector = if single_cycle {
        vec![Rat::one(); component.rows.len()]
    } else {
        let mut radius = radius.clone();
        for bits in (8..=1024).step_by(64) {
            radius = radius.sharpened(bits);
            if &radius.hi < rate || &radius.lo >= rate {
                break;
            }
        }
        if &radius.hi >= rate {
            return None;
        }
        perron::rational(component, &radius, rate, Side::Right).0
    };
    Some(RightVector {
        block,
        vector: convert::ratios(vector),
    })
}

/// Rational vectors on both sides of an interval in which the characteristic polynomial has one root only.
fn isolation_witness(spectrum: &Spectrum) -> (RealRoot, GrowthWitness) {
    let leading = spectrum.leading();
    let block = leading[0];
    let others: Vec<&IntPoly> = spectrum
        .factors
        .iter()
        .map(|(f, _)| f)
        .filter(|f| **f != spectrum.growth.poly)
        .collect();
    let slope = spectrum.growth.poly.derivative();
    let mut bits = 48;
    loop {
        let sharp = open_interval(&spectrum.growth, bits);
        bits += 16 + bits / 2;
        let (lo, hi) = (&sharp.lo, &sharp.hi);
        let excludes_zero = |f: &IntPoly| {
            let (a, b) = evaluate(f.to_rat().coeffs(), lo, hi);
            a.is_positive() || b.is_negative()
        };
        if !excludes_zero(&slope) || !others.iter().all(|f| excludes_zero(f)) {
            continue;
        }
        let Some(upper) = right_vectors(spectrum, &[], hi) else {
            continue;
        };
        let lower = left_witness(spectrum, block, lo);
        return (sharp, GrowthWitness::Isolation { lower, upper });
    }
}

/// An enclosure with the root strictly inside, `lo >= 1`.
fn open_interval(root: &RealRoot, bits: u32) -> RealRoot {
    let sharp = at_least_one(&root.sharpened(bits));
    if sharp.lo < sharp.hi {
        return sharp;
    }
    let margin = Rat::new(Int::one(), Int::one() << bits);
    let lo = (&sharp.lo - &margin).max(Rat::one());
    RealRoot {
        poly: sharp.poly,
        lo,
        hi: sharp.hi + margin,
    }
}

/// `v A >= rate v` with `v` supported on one block of radius above `rate`, as a vector on all intervals.
fn left_witness(spectrum: &Spectrum, block: usize, rate: &Rat) -> RationalWitness {
    let component = &spectrum.components[block];
    let n: usize = spectrum.components.iter().map(|c| c.block.len()).sum();
    let radius = component
        .radius
        .as_ref()
        .expect("a leading block has a loop");
    let (v, _) = perron::rational(component, radius, rate, Side::Left);
    let mut vector = vec![Rat::zero(); n];
    for (&i, a) in component.block.iter().zip(v) {
        vector[i] = a;
    }
    RationalWitness {
        rate: Ratio(rate.clone()),
        vector: convert::ratios(vector),
    }
}

/// A rational lower witness on the inner covering graph of a partition that is not closed.
pub fn inner_witness(spectrum: &Spectrum, n: usize) -> RationalWitness {
    let looped = |c: &Component| c.radius.is_some();
    if spectrum.is_zero_entropy() {
        let mut vector = vec![Rat::zero(); n];
        let mut rate = Rat::zero();
        if let Some(c) = spectrum.components.iter().find(|c| looped(c)) {
            rate = Rat::one();
            c.block.iter().for_each(|&i| vector[i] = Rat::one());
        }
        return RationalWitness {
            rate: Ratio(rate),
            vector: convert::ratios(vector),
        };
    }
    let lo = open_interval(&spectrum.growth, 40).lo;
    left_witness(spectrum, spectrum.leading()[0], &lo)
}

/// The best of `max(1, L)` and `laps(f,n)^(1/n)` for small `n`, rounded up to 12 decimals.
fn upper_witness(analysis: &Analysis) -> UpperWitness {
    let scale = Int::from(10).pow(12);
    let top = (analysis.f.lipschitz() * Number::from(scale.clone())).floor() + 1;
    let mut value = Rat::new(top, scale.clone()).max(Rat::one());
    if let Some(exact) = analysis.f.lipschitz().to_rational() {
        value = exact.max(Rat::one());
    }
    let mut best = UpperWitness::Lipschitz {
        value: Ratio(value.clone()),
    };
    let budget = Budget {
        states: 200_000,
        bits: 40_000_000,
    };
    let all = laps_exact_upto(&analysis.f, 32, budget);
    for n in [1usize, 2, 4, 8, 12, 16, 24, 32] {
        let Some(laps) = all.get(n - 1).cloned() else {
            break;
        };
        let scaled = ceil_root(&(&laps * scale.pow(n as u32)), n as u32);
        let root = Rat::new(scaled, scale.clone());
        if root < value {
            value = root;
            best = UpperWitness::Laps {
                n,
                laps: Integer(laps),
                value: Ratio(value.clone()),
            };
        }
    }
    // With little to gain the vector is not worth its length.
    let outer = outer_witness(&analysis.f, &analysis.partition);
    match outer.filter(|outer| outer.value().0 < best.value().0) {
        Some(outer) => outer,
        None => best,
    }
}

/// The steps of the power iteration for an outer covering graph.
const STEPS: usize = 400;
/// The digits that its numbers keep, in bits.
const KEPT: u64 = 96;

/// A vector `w > 0` with `B w <= value w` for the outer covering graph, close to the radius; `None` if a turning point is
/// not a point of the partition.
pub fn outer_witness(f: &PiecewiseLinear, partition: &Partition) -> Option<UpperWitness> {
    let rows = outer_rows(f, partition)?;
    let sums = |w: &[Int]| {
        let mut sums = vec![Int::zero()];
        for x in w {
            sums.push(sums.last().expect("begins with 0") + x);
        }
        sums
    };
    let mut w = vec![Int::one() << KEPT; rows.len()];
    for _ in 0..STEPS {
        // B + 1 has the same vectors, and no period.
        let s = sums(&w);
        for (x, (lo, hi)) in w.iter_mut().zip(&rows) {
            *x += &s[*hi] - &s[*lo];
        }
        let longest = w.iter().map(|x| x.bits()).max().unwrap_or(0);
        let shift = longest.saturating_sub(KEPT);
        for x in &mut w {
            *x = (&*x >> shift).max(Int::one());
        }
    }
    let s = sums(&w);
    let scale = Int::from(10).pow(12);
    let ratio = |(x, (lo, hi)): (&Int, &(usize, usize))| ((&s[*hi] - &s[*lo]) * &scale).div_ceil(x);
    let largest = w.iter().zip(&rows).map(ratio).max()?;
    let value = Rat::new(largest, scale).max(Rat::one());
    Some(UpperWitness::Outer {
        vector: w.into_iter().map(|x| Ratio(Rat::from_integer(x))).collect(),
        value: Ratio(value),
    })
}

/// Row `i`: the block of intervals whose inside `f(I_i)` may meet, for a map that is monotone on every `I_i`.
fn outer_rows(f: &PiecewiseLinear, partition: &Partition) -> Option<Vec<(usize, usize)>> {
    let points = &partition.points;
    let row = |w: &[Number]| {
        let inside = f.vertices().iter().filter(|(x, _)| &w[0] < x && x < &w[1]);
        let (first, last) = (f.eval(&w[0])?, f.eval(&w[1])?);
        let mut values = vec![first];
        values.extend(inside.map(|(_, y)| y.clone()));
        values.push(last);
        let up = values.windows(2).all(|v| v[0] <= v[1]);
        let down = values.windows(2).all(|v| v[0] >= v[1]);
        if !up && !down {
            return None;
        }
        let (min, max) = match up {
            true => (&values[0], &values[values.len() - 1]),
            false => (&values[values.len() - 1], &values[0]),
        };
        let lo = points.partition_point(|p| p <= min) - 1;
        let hi = points.partition_point(|p| p < max);
        Some((lo, hi.max(lo)))
    };
    points.windows(2).map(row).collect()
}

/// The growth rate of a map without closed partition, between two rationals.
pub fn enclosure(analysis: &Analysis) -> (Rat, Rat) {
    if let Some(facts) = &analysis.polynomial {
        return polynomial::enclosure(analysis, facts);
    }
    let lower = inner_witness(&analysis.spectrum, analysis.covering.len())
        .rate
        .0
        .max(Rat::one());
    (lower, upper_witness(analysis).value().0.clone())
}

fn at_least_one(root: &RealRoot) -> RealRoot {
    let lo = root.lo.clone().max(Rat::one());
    RealRoot {
        poly: root.poly.clone(),
        lo,
        hi: root.hi.clone(),
    }
}

/// A lower bound of an element of `Q(rho)` as a polynomial on all of `[lo, hi]`, `lo >= 0`.
fn lower_end(x: &Number, lo: &Rat, hi: &Rat) -> Rat {
    evaluate(&x.coeffs(), lo, hi).0
}

/// Encloses the values of a polynomial on `[lo, hi]`, `0 <= lo`, by Horner's rule with intervals.
///
/// Integers over powers of one common denominator: no greatest common divisors on the way.
fn evaluate(coeffs: &[Rat], lo: &Rat, hi: &Rat) -> (Rat, Rat) {
    let scale = coeffs
        .iter()
        .fold(Int::one(), |scale, c| scale.lcm(c.denom()));
    let denom = lo.denom().lcm(hi.denom());
    let (lo, hi) = (
        lo.numer() * (&denom / lo.denom()),
        hi.numer() * (&denom / hi.denom()),
    );
    let (mut a, mut b) = (Int::zero(), Int::zero());
    // `a` and `b` are over `scale * power` before each step's coefficient is added.
    let mut power = Int::one();
    for (i, c) in coeffs.iter().rev().enumerate() {
        if i > 0 {
            power *= &denom;
        }
        let term = c.numer() * (&scale / c.denom()) * &power;
        let left = &a * if a.is_negative() { &hi } else { &lo };
        let right = &b * if b.is_negative() { &lo } else { &hi };
        (a, b) = (left + &term, right + term);
    }
    let bottom = scale * power;
    (Rat::new(a, bottom.clone()), Rat::new(b, bottom))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::rational::rat;

    #[test]
    fn enclosures_of_values_agree_with_rational_arithmetic() {
        let mut state = 3u64;
        let mut below = |n: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            (state >> 33) % n
        };
        for _ in 0..200 {
            let mut number = |from: i64| rat(from + below(19) as i64, 1 + below(9) as i64);
            let coeffs: Vec<Rat> = (0..6).map(|_| number(-9)).collect();
            let (lo, width) = (number(0), number(0));
            let hi = &lo + width;
            let (mut a, mut b) = (Rat::zero(), Rat::zero());
            for c in coeffs.iter().rev() {
                let left = if a.is_negative() { &a * &hi } else { &a * &lo };
                let right = if b.is_negative() { &b * &lo } else { &b * &hi };
                (a, b) = (left + c, right + c);
            }
            assert_eq!(evaluate(&coeffs, &lo, &hi), (a, b));
        }
        assert_eq!(
            evaluate(&[], &rat(1, 2), &rat(1, 1)),
            (Rat::zero(), Rat::zero())
        );
    }
}
