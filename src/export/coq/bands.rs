//! Theorem 5 with several bands: the area that a row of the certificate states, in one theorem for each depth.

use super::count;
use super::plan::Claim;
use super::points::{Points, placed};
use super::text::{COMPUTED, list, rational, real};
use super::words::{Section, Words};
use crate::certificate::{AreaBound, AreaRow, CrossedBand, MapCertificate, Num};
use crate::num::rational::{Int, Rat};
use num_traits::{One, Pow, Signed, Zero};
use std::fmt::Write;

/// A band between two points of the set, with its crossings counted again.
struct Band {
    low: usize,
    high: usize,
    crossings: Int,
}

/// The theorems for the first row with bands at the claim's iterate; `None` where the theorem does not apply: no such row,
/// numbers that are not rational, a partition that is not closed, levels that are no points.
pub fn section(map: &MapCertificate, claim: &Claim, w: &Words) -> Option<Section> {
    let limit = claim.lipschitz.as_ref()?.to_rational()?;
    let rows = map.certify.iter().flat_map(|b| &b.l1);
    let row = rows.filter(|r| r.iterate == claim.iterate).find(|r| {
        matches!(r.bound, AreaBound::Lipschitz { .. })
            && r.error.to_rational().is_some_and(|e| e.is_positive())
    })?;
    let AreaBound::Lipschitz { bands } = &row.bound else {
        return None;
    };
    let set = Points::of(claim).filter(|_| claim.field.is_none())?;
    let points = set.rational()?;
    let counted: Option<Vec<Band>> = bands
        .iter()
        .map(|b| recount(b, &points, set.images, claim.iterate))
        .collect();
    let counted = counted?;
    let error = row.error.to_rational()?;
    let gain = |b: &Band| {
        let left = Rat::from_integer((&b.crossings - &row.pieces.0).max(Int::zero()));
        left * (&points[b.high] - &points[b.low]).pow(2)
    };
    let total = counted.iter().map(gain).fold(Rat::zero(), |s, g| s + g);
    let power = limit.clone().pow(i32::try_from(claim.iterate).ok()?);
    let proved = limit.is_positive() && &error * Rat::from_integer(4.into()) * power <= total;
    let text = proved.then(|| theorems(claim, w, row, &counted, &limit, &error))?;
    let given = if w.names.is_empty() {
        String::new()
    } else {
        format!("if f is {}-Lipschitz on [{},{}], ", w.l, w.a, w.b)
    };
    (!text.is_empty()).then(|| Section {
        says: vec![format!(
            "area_bands_depth_k: {given}the integral of |f^{} - g| is at least {}, by {} bands of values together.",
            w.t,
            real(&error),
            counted.len()
        )],
        modules: "Bands LevelBands",
        text,
    })
}

fn recount(band: &CrossedBand, points: &[Rat], images: &[usize], t: u64) -> Option<Band> {
    let index = |n: &Num| {
        points
            .iter()
            .position(|p| Some(p) == n.to_rational().as_ref())
    };
    let (low, high) = (index(&band.x)?, index(&band.y)?);
    let crossings = (low < high).then(|| count::levels(images, low, high, t))?;
    (crossings >= band.crossings.0).then_some(Band {
        low,
        high,
        crossings,
    })
}

fn theorems(
    claim: &Claim,
    w: &Words,
    row: &AreaRow,
    bands: &[Band],
    limit: &Rat,
    error: &Rat,
) -> String {
    let Words { a, b, t, names, .. } = w;
    let (placed, points) = placed(claim);
    let unknown = !names.is_empty();
    let bands = list(bands, |b| {
        format!("({}%nat, {}%nat, {}%N)", b.low, b.high, b.crossings)
    });
    let ends = [&claim.ends.0, &claim.ends.1].map(|e| e.to_rational().map(|e| rational(&e)));
    let [Some(left), Some(right)] = ends else {
        return String::new();
    };
    let (k, l, e) = (&row.pieces.0, rational(limit), rational(error));
    let mut out = format!(
        "\nDefinition bands : list lband := {bands}.\n\
         Lemma checked_placed : {placed} = true.\n{COMPUTED}\n\
         Lemma checked_bands : check_level_bands sigma {t} 0 bands = true.\n{COMPUTED}\n\
         Lemma checked_area : check_area {l} {t} {k}%N {points} bands {e} = true.\n{COMPUTED}\n\
         Lemma checked_hull : Qeq_bool {left} (nth 0 {points} 0%Q) && Qeq_bool {right} (last {points} 0%Q) = true.\n{COMPUTED}\n"
    );
    let before = out.len();
    for cell in row.widths.iter().filter(|c| c.width.0 > Int::one()) {
        let (depth, width) = (cell.depth, &cell.width.0 - Int::one());
        let (theorem, arguments) = if unknown {
            ("set_bands Vq sigma", "f Hf Hs Hv g")
        } else {
            ("map_bands Vq ps sigma", "f_lipschitz g")
        };
        let _ = write!(
            out,
            "Theorem area_bands_depth_{depth} : {given}forall g : net, depth g = {depth}%nat -> width_le g {width} ->\n  \
             exists pr : Riemann_integrable (fun z => Rabs (iter f {t} z - neval g z)) {a} {b},\n  \
             {error} <= RiemannInt pr.\n\
             Proof.\n  intros{names} g Hd Hw.\n  \
             exact ({theorem} {t} bands {l} {k}%N {e} {left} {right} checked_placed checked_bands checked_area checked_hull V {a} {b} {limit} {error}\n    \
             V_data ltac:(rational) ltac:(rational) ltac:(rational) ltac:(rational) {arguments}\n    \
             (repeat {width}%N {depth}) (fits_uniform g {width} {depth} Hw Hd) ltac:(vm_compute; discriminate)).\nQed.\n",
            given = w.given_lipschitz,
            error = real(error),
            limit = real(limit),
        );
    }
    if out.len() == before {
        String::new()
    } else {
        out
    }
}
