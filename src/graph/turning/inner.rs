//! Rational points for an inner covering graph of a polynomial.

use super::walk::{Ball, Walk, floor};
use crate::map::PolynomialMap;
use crate::num::gcd::squarefree_part;
use crate::num::rational::{Int, Rat};
use num_traits::{One, Signed, Zero};

/// Rational points for an inner covering graph of a polynomial.
///
/// For each end and turning point `c` the point nearest to `f(c)`, on the side on which the values lie, that comes to a
/// turning point within `order` steps is followed to that turning point, in small intervals each of which `f` maps into the
/// next: between these intervals all images end at points again, and only what lies beyond is lost. Finite orbits of
/// rational ends and turning points are taken as they are.
pub fn inner_points(f: &PolynomialMap, order: usize) -> Vec<Rat> {
    let mut points = vec![f.left().clone(), f.right().clone()];
    let critical = squarefree_part(&f.poly().derivative().to_primitive());
    let steep = f.lipschitz().1.ceil().to_integer().bits() as u32;
    let grid = (30 + steep * order as u32).min(220);
    let fine = 2 * grid + 64;
    let walk = Walk::new(f, &critical, fine);
    let middles: Vec<Int> = walk.turning.iter().map(|(lo, hi)| (lo + hi) / 2).collect();
    let n = f.turning().len();
    for seed in 0..n + 2 {
        let exact = match seed {
            0 => Some(f.left().clone()),
            1 => Some(f.right().clone()),
            j => Some(&f.turning()[j - 2])
                .filter(|t| t.lo == t.hi)
                .map(|t| t.lo.clone()),
        };
        if let Some(orbit) = exact.as_ref().and_then(|x| finite_orbit(f, x)) {
            points.extend(orbit);
            continue;
        }
        let above = match seed {
            0 => f.increases_first(),
            1 => f.increases_first() == (n % 2 == 1),
            j => !f.turning()[j - 2].maximum,
        };
        let start = walk.start(seed);
        if seed >= 2 {
            let width = Int::one() << (fine - grid);
            points.extend([
                down(&(&start.mid - &width), grid, fine),
                up(&(start.mid.clone() + width), grid, fine),
            ]);
        }
        let value = walk.step(&start).mid;
        points.extend(chain(&walk, &middles, value, above, order, grid));
    }
    points.retain(|x| f.left() <= x && x <= f.right());
    points.sort();
    points.dedup();
    points
}

/// The orbit of a rational number, if it closes before its numbers grow.
fn finite_orbit(f: &PolynomialMap, x: &Rat) -> Option<Vec<Rat>> {
    let mut orbit = vec![x.clone()];
    for _ in 0..40 {
        let next = f.eval(orbit.last()?);
        if orbit.contains(&next) {
            return Some(orbit);
        }
        if next.numer().bits() + next.denom().bits() > 256 {
            return None;
        }
        orbit.push(next);
    }
    None
}

fn chain(
    walk: &Walk,
    middles: &[Int],
    value: Int,
    above: bool,
    order: usize,
    grid: u32,
) -> Vec<Rat> {
    let next = |x: &Int| {
        walk.step(&Ball {
            mid: x.clone(),
            radius: Int::zero(),
        })
        .mid
    };
    // The first time at which a turning point lies between the orbits.
    let meets = |x: &Int| {
        let (mut x, mut y) = (x.clone(), value.clone());
        for time in 0..=order {
            let (lo, hi) = ((&x).min(&y), (&x).max(&y));
            if middles.iter().any(|c| lo < c && c < hi) {
                return Some(time);
            }
            (x, y) = (next(&x), next(&y));
        }
        None
    };
    let mut far = if above {
        walk.ends.1.clone()
    } else {
        walk.ends.0.clone()
    };
    let mut near = value.clone();
    let Some(mut time) = meets(&far) else {
        return Vec::new();
    };
    while (&far - &near).abs() > Int::one() {
        let middle: Int = (&far + &near) >> 1;
        match meets(&middle) {
            Some(t) => (far, time) = (middle, t),
            None => near = middle,
        }
    }
    let fine = walk.bits;
    let (mut lo, mut hi) = (
        down((&far).min(&near), grid, fine),
        up((&far).max(&near), grid, fine),
    );
    let mut out = Vec::new();
    for _ in 0..time {
        out.extend([lo.clone(), hi.clone()]);
        let (u, v) = (walk.f.eval(&lo), walk.f.eval(&hi));
        let scale = |x: &Rat| floor(x, fine);
        (lo, hi) = (
            down(&scale((&u).min(&v)), grid, fine),
            up(&(scale((&u).max(&v)) + 1), grid, fine),
        );
    }
    out.extend([lo, hi]);
    out
}

/// The grid point of width `2^-grid` at or below a number that is given times `2^fine`.
fn down(x: &Int, grid: u32, fine: u32) -> Rat {
    Rat::new(x >> (fine - grid), Int::one() << grid)
}

fn up(x: &Int, grid: u32, fine: u32) -> Rat {
    -down(&-x, grid, fine)
}
