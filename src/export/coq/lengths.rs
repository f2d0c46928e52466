//! Theorem 6'' for one iterate and one band: the area that the lengths of the affine crossings prove.

use super::plan::{Claim, Subject};
use super::text::{rational, real};
use super::words::Words;
use crate::num::rational::{Int, Rat, ceil_root, floor_root, rat_int};
use num_traits::{One, Pow, Signed, Zero};
use std::fmt::Write;

/// Above these sizes the exact sums of lengths are not worth their time.
const MAX_POINTS: usize = 40;
const MAX_ITERATE: u64 = 200;
/// Decimals of the numbers written.
const DECIMALS: u32 = 9;

/// A rational map with closed partition, ready for the sums.
struct Bands<'a> {
    points: Vec<Rat>,
    images: &'a [usize],
    iterate: u64,
}

impl<'a> Bands<'a> {
    /// `None` where the theorem does not apply: unknown map, field, sizes, an interval with a vertex inside.
    fn of(claim: &'a Claim) -> Option<Bands<'a>> {
        let Subject::Map { points, images, .. } = &claim.subject else {
            return None;
        };
        let small =
            points.len() <= MAX_POINTS && claim.iterate <= MAX_ITERATE && claim.field.is_none();
        let points: Option<Vec<Rat>> = points
            .iter()
            .filter(|_| small)
            .map(|p| p.to_rational())
            .collect();
        let stops: Option<Vec<Rat>> = claim.vertices.iter().map(|v| v.0.to_rational()).collect();
        let (points, stops) = (points?, stops?);
        let inside = |w: &[Rat]| stops.windows(2).any(|s| s[0] <= w[0] && w[1] <= s[1]);
        let fits = points.len() >= 2 && points.windows(2).all(inside);
        fits.then_some(Bands {
            points,
            images,
            iterate: claim.iterate,
        })
    }
    /// `|I_j|`.
    fn width(&self, j: usize) -> Rat {
        &self.points[j + 1] - &self.points[j]
    }
    /// `M_q` of band `j`: the sum of the `q`-th powers of the lengths.
    fn moment(&self, j: usize, q: u32) -> Rat {
        let count = self.points.len() - 1;
        let span = |i: usize| {
            (
                self.images[i].min(self.images[i + 1]),
                self.images[i].max(self.images[i + 1]),
            )
        };
        let ratio = |i: usize| {
            let (lo, hi) = span(i);
            if lo == hi {
                Rat::zero()
            } else {
                (self.width(i) / (&self.points[hi] - &self.points[lo])).pow(q as i32)
            }
        };
        let ratios: Vec<Rat> = (0..count).map(ratio).collect();
        let mut v: Vec<Rat> = (0..count)
            .map(|i| {
                if i == j {
                    self.width(j).pow(q as i32)
                } else {
                    Rat::zero()
                }
            })
            .collect();
        for _ in 0..self.iterate {
            let step = |i: usize| {
                let (lo, hi) = span(i);
                &ratios[i] * v[lo..hi].iter().fold(Rat::zero(), |s, x| s + x)
            };
            v = (0..count).map(step).collect();
        }
        v.iter().fold(Rat::zero(), |s, x| s + x)
    }
    /// For depth `k` the largest width that leaves at least half of the band's limit `|I_j| M_1/4`.
    fn bound(&self, j: usize, depth: u32) -> Option<Bound> {
        let (first, second) = (self.moment(j, 1), self.moment(j, 2));
        if !second.is_positive() || depth == 0 {
            return None;
        }
        let most = (&first * &first / (&second * rat_int(4)))
            .floor()
            .to_integer();
        let width = floor_root(&most, depth) - Int::one();
        let pieces = (&width + Int::one()).pow(depth);
        let scale = Int::from(10).pow(DECIMALS);
        let squared = Rat::from_integer(&pieces * &scale * &scale) * second;
        let root = Rat::new(
            ceil_root(&squared.ceil().to_integer(), 2).max(Int::one()),
            scale.clone(),
        );
        let area = self.width(j) * (first - &root) / rat_int(4);
        let area = Rat::new(
            (area * Rat::from_integer(scale.clone()))
                .floor()
                .to_integer(),
            scale,
        );
        let useful = width.is_positive() && area.is_positive();
        useful.then_some(Bound {
            band: j,
            width,
            pieces,
            root,
            area,
        })
    }
}

/// What one band proves at one depth.
struct Bound {
    band: usize,
    width: Int,
    pieces: Int,
    /// At least `sqrt(pieces M_2)`.
    root: Rat,
    /// At most `|I_j| (M_1 - root)/4`.
    area: Rat,
}

/// For each depth the band with the largest width, then the largest area.
pub fn theorems(claim: &Claim, w: &Words) -> String {
    let Some(bands) = Bands::of(claim) else {
        return String::new();
    };
    let mut out = String::new();
    for k in claim.depths.iter().map(|d| d.depth) {
        let all = (0..bands.points.len() - 1).filter_map(|j| bands.bound(j, k));
        let Some(best) = all.max_by_key(|b| (b.width.clone(), b.area.clone())) else {
            continue;
        };
        let Bound {
            band,
            width,
            pieces,
            root,
            area,
        } = &best;
        let check = format!(
            "Vq ps sigma {band} {} {pieces} {} {}",
            w.t,
            rational(root),
            rational(area)
        );
        let _ = write!(
            out,
            "Lemma checked_lengths_{k} : check_lengths {check} = true.\nProof. vm_cast_no_check (eq_refl true). Qed.\n\
             Theorem area_lengths_depth_{k} : forall g : net, depth g = {k}%nat -> width_le g {width} ->\n  \
             exists pr : Riemann_integrable (fun z => Rabs (iter f {t} z - neval g z)) {a} {b},\n  \
             {area} <= RiemannInt pr.\n\
             Proof.\n  intros g Hd Hw.\n  \
             apply (lengths_area {check} checked_lengths_{k} V) with (ws := repeat {width}%N {k});\n    \
             [exact V_data | unfold ps; cbn [nth]; rational | unfold ps; cbn [last]; rational | rational\n    \
             | apply fits_uniform; assumption | vm_compute; discriminate].\nQed.\n",
            t = w.t,
            a = w.a,
            b = w.b,
            area = real(area),
        );
    }
    out
}
