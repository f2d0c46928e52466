//! The points of a closed partition or of a finite set, with the index of each image, rational or in `Q(alpha)`.

use super::enclosure::{Enclosure, poly};
use super::plan::{Claim, Subject};
use super::style::Style;
use crate::certificate::Num;
use crate::num::polynomial::RatPoly;
use crate::num::rational::Rat;

/// Most pairs of points times pairs of coefficients.
const MAX_PAIRS: usize = 20_000;

/// Points in order that `f` sends to points of the same list.
pub struct Points<'a> {
    /// The points.
    pub points: Vec<&'a Num>,
    /// The index of each image.
    pub images: &'a [usize],
    /// Where comparisons are decided.
    pub enclosure: Enclosure,
}

impl<'a> Points<'a> {
    /// The same with the narrower interval for `alpha`, if there is one.
    pub fn sharp(claim: &'a Claim) -> Option<Points<'a>> {
        let points = Points::of(claim)?;
        Some(match &claim.sharp {
            Some(sharp) => Points {
                enclosure: sharp.clone(),
                ..points
            },
            None => points,
        })
    }
    /// The points of a claim; `None` where the partition is not closed.
    pub fn of(claim: &'a Claim) -> Option<Points<'a>> {
        let (points, images): (Vec<&Num>, &[usize]) = match &claim.subject {
            Subject::Map { points, images, .. } => (points.iter().collect(), images),
            Subject::Set { images, .. } => (claim.vertices.iter().map(|v| &v.0).collect(), images),
            Subject::Laps { .. } => return None,
        };
        let enclosure = claim.field.clone().unwrap_or_else(Enclosure::rational);
        (points.len() == images.len() && points.len() >= 2).then_some(Points {
            points,
            images,
            enclosure,
        })
    }
    /// Are there at most so many points, and few enough for the degree of `alpha`: is a check of all pairs worth its time in Coq?
    pub fn small(&self, most: usize) -> bool {
        let (n, degree) = (self.points.len(), self.degree());
        n <= most && n * n * degree * degree <= MAX_PAIRS
    }
    /// The degree of the polynomial of `alpha`.
    pub fn degree(&self) -> usize {
        self.enclosure.modulus.degree().unwrap_or(1)
    }
    /// The number of intervals between neighbouring points.
    pub fn intervals(&self) -> usize {
        self.points.len() - 1
    }
    /// `p_(j+1) - p_j`.
    pub fn width(&self, j: usize) -> RatPoly {
        &poly(self.points[j + 1]) - &poly(self.points[j])
    }
    /// The indices `lo <= hi` of the images of the ends of interval `i`.
    pub fn span(&self, i: usize) -> (usize, usize) {
        let (u, v) = (self.images[i], self.images[i + 1]);
        (u.min(v), u.max(v))
    }
    /// The points as rationals; `None` over a field.
    pub fn rational(&self) -> Option<Vec<Rat>> {
        let numbers = self.points.iter();
        numbers.map(|p| p.to_rational()).collect()
    }
}

/// The boolean that the points are sent as stated, and the list of the points.
pub fn placed(claim: &Claim) -> (String, &'static str) {
    let style = Style::of(claim);
    match claim.subject {
        Subject::Set { .. } if claim.field.is_some() => (
            format!("check_algebraic_known {}Vq sigma", style.interval()),
            "(map fst Vq)",
        ),
        Subject::Set { .. } => (
            "incQ (map fst Vq) && check_values (map fst Vq) Vq sigma".into(),
            "(map fst Vq)",
        ),
        _ => {
            let name = style.pick("check_points", "check_algebraic_points");
            (format!("{name} {}Vq ps sigma", style.modulus()), "ps")
        }
    }
}
