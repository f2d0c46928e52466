//! A vector under which the squares of lengths shrink: `z >= 1` with `z B_2 <= theta z` (Theorem 6'').
//!
//! The search works with integers over `2^48`; what it returns is checked by enclosures of the slopes, so that the
//! inequality is exact whatever the search did.

use super::lengths::Lengths;
use super::spectrum::Component;
use crate::num::rational::{Int, Rat, rat, rat_int};
use num_integer::Integer;
use num_traits::{One, Signed, Zero};

/// The bits after the point of the search.
const BITS: u32 = 48;
/// Steps of each iteration.
const STEPS: usize = 120;
/// Decimals of `theta` and of the entries of `z`.
const DIGITS: u32 = 4;

/// `z >= 1` and `theta < 1` with `sum_i z_i A_ij / s_i^2 <= theta z_j` for every `j`, in short rationals, `theta` close to
/// the spectral radius of `B_2`; `None` if none is found, as for a radius of 1 or more.
pub fn contraction(lengths: &Lengths, components: &[Component]) -> Option<(Vec<Rat>, Rat)> {
    let one = Int::one() << BITS;
    // Upper bounds of 1/s_i^2: exact where it is rational.
    let exact: Vec<Rat> = lengths
        .weights(2)
        .iter()
        .map(|w| w.to_rational().unwrap_or_else(|| upper(w)))
        .collect();
    let weights: Vec<Int> = exact.iter().map(fixed).collect();
    let rows = lengths.rows();
    let mut radius = Int::zero();
    let mut vectors = Vec::new();
    for component in components {
        let (vector, above) = perron(component, &weights);
        radius = radius.max(above);
        vectors.push(vector);
    }
    if radius >= one {
        return None;
    }
    let fed = components.iter().any(|c| {
        let outside = |i: usize| c.block.binary_search(&i).is_err();
        c.radius.is_some()
            && (0..rows.len())
                .any(|i| outside(i) && c.block.iter().any(|&j| (rows[i].0..rows[i].1).contains(&j)))
    });
    // A component that others lead into needs room between its radius and theta.
    let target = if fed {
        &radius + (&one - &radius) / 64
    } else {
        radius
    };
    let mut z = vec![one.clone(); rows.len()];
    for (component, vector) in components.iter().zip(&vectors) {
        let image = apply(&z_outside(&z, component), &weights, rows);
        let inside = apply(&z_inside(vector, component, rows.len()), &weights, rows);
        let mut scale = one.clone();
        for (&j, u) in component.block.iter().zip(vector) {
            let room = ((u * &target) >> BITS) - &inside[j];
            if image[j].is_positive() {
                if !room.is_positive() {
                    return None;
                }
                scale = scale.max(Integer::div_ceil(&(&image[j] << BITS), &room));
            }
        }
        for (&j, u) in component.block.iter().zip(vector) {
            z[j] = ((u * &scale) >> BITS).max(one.clone());
        }
    }
    if !target.is_zero() {
        for _ in 0..STEPS {
            let image = apply(&z, &weights, rows);
            for (entry, sum) in z.iter_mut().zip(image) {
                let enough = Integer::div_ceil(&(sum << BITS), &target).max(one.clone());
                if enough < *entry {
                    *entry = enough;
                }
            }
        }
    }
    let scale: Int = Int::from(10).pow(DIGITS);
    let z: Vec<Rat> = z
        .iter()
        .map(|x| Rat::new(Integer::div_ceil(&(x * &scale), &one), scale.clone()))
        .collect();
    let theta = rate(&z, &exact, rows)?;
    (theta < Rat::one()).then_some((z, theta))
}

/// A rational above a number, close to it.
fn upper(x: &crate::num::Number) -> Rat {
    let (_, hi) = x.enclosure(96);
    let scale: Int = Int::one() << 96;
    let up = (hi * Rat::from_integer(scale.clone())).ceil().to_integer();
    Rat::new(up, scale)
}

fn fixed(x: &Rat) -> Int {
    (x * Rat::from_integer(Int::one() << BITS))
        .ceil()
        .to_integer()
}

/// `v B`, rounded up.
fn apply(v: &[Int], weights: &[Int], rows: &[(usize, usize)]) -> Vec<Int> {
    let mut steps = vec![Int::zero(); rows.len() + 1];
    for ((x, w), &(lo, hi)) in v.iter().zip(weights).zip(rows) {
        if lo < hi && !x.is_zero() {
            let add: Int = ((x * w) >> BITS) + 1;
            steps[lo] += &add;
            steps[hi] -= add;
        }
    }
    steps.truncate(rows.len());
    let mut sum = Int::zero();
    for entry in &mut steps {
        sum += &*entry;
        *entry = sum.clone();
    }
    steps
}

/// `z` outside a component, 0 inside it and after it (later components do not lead into it).
fn z_outside(z: &[Int], component: &Component) -> Vec<Int> {
    let mut out = z.to_vec();
    for &j in &component.block {
        out[j] = Int::zero();
    }
    out
}

fn z_inside(vector: &[Int], component: &Component, n: usize) -> Vec<Int> {
    let mut out = vec![Int::zero(); n];
    for (&j, u) in component.block.iter().zip(vector) {
        out[j] = u.clone();
    }
    out
}

/// A positive vector on a component, least entry 1, close to the left Perron vector of `B_2` there, and a bound above the
/// radius.
fn perron(component: &Component, weights: &[Int]) -> (Vec<Int>, Int) {
    let one = Int::one() << BITS;
    let n = component.block.len();
    let mut v = vec![one.clone(); n];
    if component.radius.is_none() {
        return (v, Int::zero());
    }
    let own: Vec<Int> = component
        .block
        .iter()
        .map(|&i| weights[i].clone())
        .collect();
    let above = |v: &[Int]| {
        let image = apply(v, &own, &component.rows);
        let ratios = image
            .iter()
            .zip(v)
            .map(|(a, b)| Integer::div_ceil(&(a << BITS), b));
        ratios.max().expect("a component has an interval")
    };
    // The shift makes the iteration converge on components of any period.
    let shift = above(&v) / 4;
    for _ in 0..STEPS {
        let image = apply(&v, &own, &component.rows);
        let next: Vec<Int> = image
            .iter()
            .zip(&v)
            .map(|(a, b)| a + ((b * &shift) >> BITS) + 1)
            .collect();
        let least = next
            .iter()
            .min()
            .expect("a component has an interval")
            .clone();
        v = next.into_iter().map(|a| (a << BITS) / &least).collect();
    }
    let radius = above(&v);
    (v, radius)
}

/// The least rate for `z`: itself if it is a short fraction, else rounded up to a short decimal.
fn rate(z: &[Rat], weights: &[Rat], rows: &[(usize, usize)]) -> Option<Rat> {
    let mut steps = vec![Rat::zero(); rows.len() + 1];
    for ((x, w), &(lo, hi)) in z.iter().zip(weights).zip(rows) {
        if lo < hi {
            let add = x * w;
            steps[lo] += &add;
            steps[hi] -= add;
        }
    }
    let (mut sum, mut most) = (Rat::zero(), Rat::zero());
    for (x, step) in z.iter().zip(&steps) {
        sum += step;
        most = most.max(&sum / x);
    }
    let most = most.max(rat(1, 1_000));
    if *most.denom() <= Int::from(1_000) {
        return Some(most);
    }
    let scale = rat_int(Int::from(10).pow(DIGITS));
    Some((most * &scale).ceil() / scale)
}
