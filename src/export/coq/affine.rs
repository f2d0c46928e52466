//! A piecewise-linear map with a closed partition as the Coq library takes it: lengths over lengths of images, weighted columns.

use super::enclosure::{Enclosure, num, poly};
use super::plan::{Claim, Subject};
use super::points::Points;
use super::style::{Frame, element};
use super::text::{COMPUTED, list};
use crate::certificate::Num;
use crate::num::polynomial::{Poly, RatPoly};
use crate::num::rational::rat_int;

/// A map that is affine on each interval between neighbouring points.
pub struct Affine<'a> {
    /// The points.
    pub set: Points<'a>,
    /// For each interval its length over that of its image; 0 where the map is constant.
    pub ratios: Vec<RatPoly>,
}

impl<'a> Affine<'a> {
    /// `None` for an unknown map, for more points than `most`, or where Coq could not see that the intervals are pieces.
    pub fn of(claim: &'a Claim, most: usize) -> Option<Affine<'a>> {
        let known = matches!(claim.subject, Subject::Map { .. });
        let set = Points::sharp(claim).filter(|s| known && s.small(most))?;
        let e = &set.enclosure;
        let stops: Vec<RatPoly> = claim.vertices.iter().map(|v| poly(&v.0)).collect();
        let points: Vec<RatPoly> = set.points.iter().map(|p| poly(p)).collect();
        let wide = claim.field.clone().unwrap_or_else(Enclosure::rational);
        let inside = |w: &[RatPoly]| {
            // Coq compares these in the wider interval.
            let within = |s: &[RatPoly]| {
                wide.at_least_zero(&(&w[0] - &s[0])) && wide.at_least_zero(&(&s[1] - &w[1]))
            };
            stops.windows(2).any(within)
        };
        let ratio = |i: usize| {
            let (lo, hi) = set.span(i);
            if lo == hi {
                return Some(Poly::zero());
            }
            let image = e.reciprocal(&(&points[hi] - &points[lo]))?;
            Some(e.reduced(&(&set.width(i) * &image)))
        };
        let ratios: Option<Vec<RatPoly>> = (0..set.intervals()).map(ratio).collect();
        let pieces = points.windows(2).all(inside);
        let ratios = ratios.filter(|_| pieces)?;
        Some(Affine { set, ratios })
    }
    /// The squares of the ratios.
    pub fn squares(&self) -> Vec<RatPoly> {
        let square = |r: &RatPoly| self.set.enclosure.reduced(&(r * r));
        self.ratios.iter().map(square).collect()
    }
    /// The row of weights times the matrix with these ratios.
    pub fn columns(&self, weights: &[RatPoly], ratios: &[RatPoly]) -> Vec<RatPoly> {
        let mut out = vec![RatPoly::zero(); self.set.intervals()];
        for (i, (weight, ratio)) in weights.iter().zip(ratios).enumerate() {
            let (lo, hi) = self.set.span(i);
            let term = self.set.enclosure.reduced(&(weight * ratio));
            out[lo..hi].iter_mut().for_each(|x| *x = &*x + &term);
        }
        out
    }
    /// The measure of each interval over its length, if Coq can see that it is at most 1 and at most its column.
    pub fn density(&self, measure: &[Num]) -> Option<Vec<RatPoly>> {
        let e = &self.set.enclosure;
        let one = Poly::one();
        let density = |(j, value): (usize, &Num)| {
            let width = e.reciprocal(&self.set.width(j))?;
            Some(e.reduced(&(&poly(value) * &width)))
        };
        let fits = measure.len() == self.set.intervals();
        let numbers = measure.iter().filter(|_| fits).enumerate();
        let found: Vec<RatPoly> = numbers.map(density).collect::<Option<_>>()?;
        let columns = self.columns(&found, &self.ratios);
        let small = |(x, column): (&RatPoly, &RatPoly)| {
            e.at_least_zero(&(&one - x)) && e.at_least_zero(&(column - x))
        };
        let holds = fits && found.iter().zip(&columns).all(small);
        holds.then_some(found)
    }
    /// Does a quarter of the sum of `|I_j| (low_j - less)` over these bands reach `error`?
    pub fn reaches(&self, low: &[RatPoly], bands: &[(usize, RatPoly)], error: &RatPoly) -> bool {
        let e = &self.set.enclosure;
        let share =
            |(j, less): &(usize, RatPoly)| e.reduced(&(&self.set.width(*j) * &(&low[*j] - less)));
        let total = bands
            .iter()
            .map(share)
            .fold(RatPoly::zero(), |s, x| &s + &x);
        e.at_least_zero(&(&total - &error.scale(&rat_int(4))))
    }
    /// The lemma that the points are a closed partition, with the ratios.
    pub fn lemma(&self, claim: &Claim) -> String {
        let frame = Frame::of(claim);
        let (wide, vertices, points) = (frame.wide, frame.vertices, frame.points);
        let numbers: Vec<Num> = self.ratios.iter().map(num).collect();
        let (a, b) = (element(&claim.ends.0), element(&claim.ends.1));
        format!(
            "(* the length of each interval over that of its image *)\n\
             Definition rs : list poly := {}.\n\
             Lemma checked_partition : check_algebraic_partition {wide}m {vertices} {points} sigma rs {a} {b} = true.\n\
             {COMPUTED}\n",
            list(&numbers, element)
        )
    }
}
