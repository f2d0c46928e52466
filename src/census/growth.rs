//! Which growth rates a table of characteristic polynomials has, each once, in increasing order.
//!
//! A growth rate is enclosed by Newton's iteration from the right in fixed point with directed rounding: all roots lie in the
//! disc of the spectral radius `rho`, so (Gauss and Lucas) the polynomial and its derivatives are positive to the right of
//! `rho`, and a step that is rounded down never passes it. Enclosures that are disjoint are different numbers; where
//! they overlap, a common divisor decides, or the irreducible factors.

use super::small::{Coefficients, MAX};
use super::table::{Table, key, unpack};
use crate::graph::RealRoot;
use crate::graph::spectrum::largest_root;
use crate::num::factor::factor;
use crate::num::gcd::gcd;
use crate::num::rational::{Int, Rat, rat, rat_int};
use crate::num::{IntPoly, Poly};
use num_traits::ToPrimitive;
use rayon::prelude::*;
use std::cmp::Ordering;
use std::ops::Range;

/// Enclosures are multiples of `2^-SCALE`. With arguments up to 12, values of polynomials are below
/// `13^12 < 2^45`, and their products with an argument below `2^(45 + 4 + 2 SCALE) <= 2^125`.
const SCALE: u32 = 38;

const ONE: i64 = 1 << SCALE;

/// The growth rates of a table.
#[derive(Clone, Debug)]
pub struct Growths {
    /// Lower and upper end in units of `2^-SCALE`, and place in the table; equal rates are neighbours.
    order: Vec<(i64, i64, u32)>,
    /// The parts of `order` with one rate each, increasing.
    classes: Vec<Range<usize>>,
}

/// A polynomial without a positive root: no covering matrix of a cycle has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoRoot;

impl Growths {
    /// Of the characteristic polynomials of degree `m` in `table`.
    ///
    /// # Errors
    /// If a polynomial has no largest root of at least 1.
    pub fn of(table: &Table, m: usize) -> Result<Growths, NoRoot> {
        let place = |(i, &entry): (usize, &u128)| {
            let (lo, hi) = enclosure(&unpack(entry, m), m)?;
            Ok((lo, hi, i as u32))
        };
        let mut order = table
            .entries()
            .par_iter()
            .enumerate()
            .map(place)
            .collect::<Result<Vec<_>, _>>()?;
        order.par_sort_unstable();
        let mut classes: Vec<Range<usize>> = Vec::with_capacity(order.len());
        let mut clusters = Vec::new();
        let mut start = 0;
        while start < order.len() {
            let (mut end, mut reach) = (start + 1, order[start].1);
            while end < order.len() && order[end].0 <= reach {
                reach = reach.max(order[end].1);
                end += 1;
            }
            if end - start > 1 {
                clusters.push(start..end);
            } else {
                classes.push(start..end);
            }
            start = end;
        }
        let split: Vec<_> = clusters
            .par_iter()
            .map(|c| separated(&order[c.clone()], table, m))
            .collect::<Result<Vec<_>, _>>()?;
        for (cluster, groups) in clusters.into_iter().zip(split) {
            let mut at = cluster.start;
            for group in groups {
                classes.push(at..at + group.len());
                for item in group {
                    order[at] = item;
                    at += 1;
                }
            }
        }
        classes.sort_unstable_by_key(|c| c.start);
        Ok(Growths { order, classes })
    }
    /// The number of different growth rates.
    pub fn len(&self) -> usize {
        self.classes.len()
    }
    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.classes.is_empty()
    }
    /// The entries of the table with the growth rate number `class`.
    pub fn entries<'a>(
        &'a self,
        class: usize,
        table: &'a Table,
    ) -> impl Iterator<Item = u128> + 'a {
        self.order[self.classes[class].clone()]
            .iter()
            .map(|&(_, _, i)| table.entries()[i as usize])
    }
    /// The growth rate number `class`, as a root of its least polynomial.
    ///
    /// # Errors
    /// If the polynomial has no largest root of at least 1.
    pub fn root(&self, class: usize, table: &Table, m: usize) -> Result<RealRoot, NoRoot> {
        let (_, _, first) = self.order[self.classes[class].start];
        exact(&unpack(table.entries()[first as usize], m), m)
    }
    /// The number of classes whose rate is exactly 1: none or one, the first.
    ///
    /// # Errors
    /// As for [`Growths::root`].
    pub fn ones(&self, table: &Table, m: usize) -> Result<usize, NoRoot> {
        match self.classes.first() {
            Some(first) if self.order[first.start].0 <= ONE => {
                let root = self.root(0, table, m)?;
                let one = RealRoot::rational(&rat(1, 1));
                Ok(usize::from(root.cmp_exact(&one) == Ordering::Equal))
            }
            _ => Ok(0),
        }
    }
    /// The largest `k` such that `k/10` is at most the growth rate number `class`.
    ///
    /// # Errors
    /// As for [`Growths::root`].
    pub fn tenths(&self, class: usize, table: &Table, m: usize) -> Result<u64, NoRoot> {
        let (lo, hi, _) = self.order[self.classes[class].start];
        let (low, mut high) = (10 * lo >> SCALE, 10 * hi >> SCALE);
        if low < high {
            let root = self.root(class, table, m)?;
            while low < high
                && root.cmp_exact(&RealRoot::rational(&rat(high, 10))) == Ordering::Less
            {
                high -= 1;
            }
        }
        Ok(high.max(0) as u64)
    }
}

/// The characteristic polynomial itself.
pub fn polynomial(c: &Coefficients, m: usize) -> IntPoly {
    let coefficients = c[..m].iter().map(|&a| Int::from(a));
    Poly::new(coefficients.chain([Int::from(1)]).collect())
}

/// The largest root as a root of an irreducible factor.
fn exact(c: &Coefficients, m: usize) -> Result<RealRoot, NoRoot> {
    let factors = factor(&polynomial(c, m)).factors;
    let root = largest_root(factors.iter().map(|(f, _)| f)).ok_or(NoRoot)?;
    let below_one = root.cmp_exact(&RealRoot::rational(&rat(1, 1))) == Ordering::Less;
    let above_bound = root.cmp_exact(&RealRoot::rational(&rat(MAX as i64, 1))) == Ordering::Greater;
    if below_one || above_bound {
        return Err(NoRoot);
    }
    Ok(root)
}

/// The largest root between two multiples of `2^-SCALE`.
fn enclosure(c: &Coefficients, m: usize) -> Result<(i64, i64), NoRoot> {
    if let Some(found) = newton(c, m) {
        return Ok(found);
    }
    let root = exact(c, m)?.sharpened(SCALE);
    let scale = rat_int(ONE);
    let (lo, hi) = ((root.lo * &scale).floor(), (root.hi * &scale).ceil());
    match (lo.to_integer().to_i64(), hi.to_integer().to_i64()) {
        (Some(lo), Some(hi)) => Ok((lo, hi)),
        _ => Err(NoRoot),
    }
}

/// The same by Newton's iteration from the right end of all roots; `None` for a multiple root and the like.
fn newton(c: &Coefficients, m: usize) -> Option<(i64, i64)> {
    let mut f = [0i64; MAX + 1];
    let mut derivative = [0i64; MAX];
    for i in 0..m {
        f[i] = i64::from(c[i]);
    }
    f[m] = 1;
    for i in 0..m {
        derivative[i] = f[i + 1] * (i as i64 + 1);
    }
    let mut x = (m as i64) << SCALE;
    for _ in 0..100 {
        let value = below(&f[..=m], x);
        let slope = above(&derivative[..m], x);
        if value <= 0 || slope <= 0 {
            break;
        }
        let step = (value << SCALE) / slope;
        if step == 0 {
            break;
        }
        x -= i64::try_from(step).ok().filter(|&s| s < x)?;
    }
    (0..8)
        .map(|k| x - (1 << (2 * k)))
        .find(|&lo| lo > 0 && above(&f[..=m], lo) < 0)
        .map(|lo| (lo, x))
}

/// A lower bound for the value at `x >= 0`, by Horner's rule rounded down.
fn below(f: &[i64], x: i64) -> i128 {
    f.iter().rev().fold(0, |value, &a| {
        ((value * i128::from(x)) >> SCALE) + (i128::from(a) << SCALE)
    })
}

/// An upper bound for the value at `x >= 0`, by Horner's rule rounded up.
fn above(f: &[i64], x: i64) -> i128 {
    f.iter().rev().fold(0, |value, &a| {
        -((-value * i128::from(x)) >> SCALE) + (i128::from(a) << SCALE)
    })
}

type Item = (i64, i64, u32);

/// Items with overlapping enclosures in groups of equal growth rates, increasing.
fn separated(items: &[Item], table: &Table, m: usize) -> Result<Vec<Vec<Item>>, NoRoot> {
    let coefficients = |i: &Item| unpack(key(table.entries()[i.2 as usize]), m);
    let mut groups: Vec<(IntPoly, Vec<Item>)> = Vec::new();
    for item in items {
        let f = polynomial(&coefficients(item), m);
        let mut home = None;
        for (place, (g, members)) in groups.iter().enumerate() {
            if same(&f, item, g, &members[0], m)? {
                home = Some(place);
                break;
            }
        }
        match home {
            Some(place) => groups[place].1.push(*item),
            None => groups.push((f, vec![*item])),
        }
    }
    if groups.len() == 1 {
        return Ok(groups.into_iter().map(|(_, members)| members).collect());
    }
    let mut roots = groups
        .into_iter()
        .map(|(_, members)| Ok((exact(&coefficients(&members[0]), m)?, members)))
        .collect::<Result<Vec<_>, NoRoot>>()?;
    roots.sort_by(|a, b| a.0.cmp_exact(&b.0));
    Ok(roots.into_iter().map(|(_, members)| members).collect())
}

/// Do two polynomials have the same largest root?
fn same(f: &IntPoly, of_f: &Item, g: &IntPoly, of_g: &Item, m: usize) -> Result<bool, NoRoot> {
    let common = gcd(f, g);
    if common.degree().unwrap_or(0) == 0 {
        return Ok(false);
    }
    let rest = |f: &IntPoly, at: &Item| {
        f.exact_div(&common)
            .is_some_and(|q| positive_on(&q, at.0, at.1))
    };
    // Then each largest root is one of the common divisor's roots, and the largest of them.
    if rest(f, of_f) && rest(g, of_g) {
        return Ok(true);
    }
    let root = |f: &IntPoly| -> Result<RealRoot, NoRoot> {
        let mut c = [0; MAX];
        for (c, a) in c.iter_mut().zip(&f.coeffs()[..m]) {
            *c = a.to_i16().ok_or(NoRoot)?;
        }
        exact(&c, m)
    };
    Ok(root(f)?.cmp_exact(&root(g)?) == Ordering::Equal)
}

/// Is the polynomial surely positive between two multiples of `2^-SCALE`, both between 0 and 12?
fn positive_on(f: &IntPoly, lo: i64, hi: i64) -> bool {
    let Some(f) = f
        .coeffs()
        .iter()
        .map(ToPrimitive::to_i64)
        .collect::<Option<Vec<_>>>()
    else {
        return false;
    };
    // Bounds for all values of Horner's rule, and for the derivative.
    let (mut size, mut slope, mut power) = (Some(0u64), Some(0u64), Some(1u64));
    for (i, a) in f.iter().map(|a| a.unsigned_abs()).enumerate() {
        let term = power.and_then(|p| p.checked_mul(a));
        slope = term
            .and_then(|t| t.checked_mul(i as u64))
            .and_then(|t| slope?.checked_add(t));
        size = term.and_then(|t| size?.checked_add(t));
        power = power.and_then(|p| p.checked_mul(13));
    }
    match (size, slope) {
        (Some(size), Some(slope)) if size < 1 << 46 && slope < 1 << 60 && 0 <= lo && lo <= hi => {
            below(&f, lo) > i128::from(hi - lo) * i128::from(slope)
        }
        _ => false,
    }
}

/// A growth rate rounded down to a multiple of `2^-38`, for tests of the enclosures: `(lo, hi)` as rationals.
pub fn enclosure_of(c: &Coefficients, m: usize) -> Result<(Rat, Rat), NoRoot> {
    let (lo, hi) = enclosure(c, m)?;
    Ok((rat(lo, ONE), rat(hi, ONE)))
}
