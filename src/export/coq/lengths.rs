//! Theorem 6'' for one iterate: the area that the lengths of the affine crossings of all bands prove together.

use super::plan::{Claim, Subject};
use super::text::{list, rational, real};
use super::words::{Section, Words};
use crate::certificate::{AreaBound, MapCertificate};
use crate::num::rational::{Int, Rat, ceil_root, floor_root, rat_int};
use num_traits::{One, Pow, Signed, Zero};

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
    /// `M_q` of every band: the sums of the `q`-th powers of the lengths.
    fn moments(&self, q: i32) -> Vec<Rat> {
        let count = self.points.len() - 1;
        let span = |i: usize| {
            let (u, v) = (self.images[i], self.images[i + 1]);
            (u.min(v), u.max(v))
        };
        let ratio = |i: usize| {
            let (lo, hi) = span(i);
            let zero = lo == hi;
            (!zero).then(|| (self.width(i) / (&self.points[hi] - &self.points[lo])).pow(q))
        };
        let ratios: Vec<Option<Rat>> = (0..count).map(ratio).collect();
        let mut row = vec![Rat::one(); count];
        for _ in 0..self.iterate {
            let mut next = vec![Rat::zero(); count];
            for (i, ratio) in ratios.iter().enumerate() {
                let Some(ratio) = ratio else { continue };
                let (lo, hi) = span(i);
                let share = &row[i] * ratio;
                next[lo..hi].iter_mut().for_each(|x| *x += &share);
            }
            row = next;
        }
        let scaled = |(j, x): (usize, &Rat)| x * self.width(j).pow(q);
        row.iter().enumerate().map(scaled).collect()
    }
    /// For depth `k` the largest width that leaves one band at least half of its limit `|I_j| M_1/4`, with what all
    /// bands prove at this width.
    fn bound(&self, moments: &[Vec<Rat>; 2], depth: u32) -> Option<Bound> {
        let half = |(first, second): (&Rat, &Rat)| {
            let most = second
                .is_positive()
                .then(|| first * first / (second * rat_int(4)))?;
            Some(floor_root(&most.floor().to_integer(), depth) - Int::one())
        };
        let [first, second] = moments;
        let width = first.iter().zip(second).filter_map(half).max()?;
        let pieces = (&width + Int::one()).pow(depth);
        let scale = Int::from(10).pow(DECIMALS);
        let root = |second: &Rat| {
            let squared = Rat::from_integer(&pieces * &scale * &scale) * second;
            let root = ceil_root(&squared.ceil().to_integer(), 2).max(Int::one());
            Rat::new(root, scale.clone())
        };
        let roots = second.iter().map(root).enumerate();
        let bands: Vec<(usize, Rat)> = roots.filter(|(j, r)| r < &first[*j]).collect();
        let area = self.area(first, &bands) * Rat::from_integer(scale.clone());
        let area = Rat::new(area.floor().to_integer(), scale);
        let useful = width.is_positive() && area.is_positive();
        useful.then_some(Bound {
            bands,
            pieces,
            area,
            widths: vec![(depth, width)],
        })
    }
    /// `(1/4) sum_j |I_j| (M_1 - root_j)`.
    fn area(&self, first: &[Rat], bands: &[(usize, Rat)]) -> Rat {
        let share = |(j, root): &(usize, Rat)| self.width(*j) * (&first[*j] - root) / rat_int(4);
        bands.iter().map(share).fold(Rat::zero(), |s, x| s + x)
    }
    /// The first row by lengths that the certificate has for this iterate, with its own numbers.
    fn row(&self, map: &MapCertificate, moments: &[Vec<Rat>; 2]) -> Option<Bound> {
        let mut rows = map.certify.iter().flat_map(|b| &b.l1);
        let (row, lengths) = rows.find_map(|r| match &r.bound {
            AreaBound::Lengths { bands } if r.iterate == self.iterate => Some((r, bands)),
            _ => None,
        })?;
        let [first, second] = moments;
        let (area, pieces) = (row.error.to_rational()?, row.pieces.0.clone());
        let bands: Vec<(usize, Rat)> = lengths
            .iter()
            .map(|b| (b.interval, b.root.0.clone()))
            .filter(|(j, root)| first.get(*j).is_some_and(|m| root < m) && root.is_positive())
            .collect();
        let large = |(j, root): &(usize, Rat)| {
            Rat::from_integer(pieces.clone()) * &second[*j] <= root * root
        };
        let ordered = bands.windows(2).all(|w| w[0].0 < w[1].0);
        let cells = row.widths.iter().filter(|c| c.width.0 > Int::one());
        let widths: Vec<(u32, Int)> = cells.map(|c| (c.depth, &c.width.0 - Int::one())).collect();
        let proved = area.is_positive()
            && ordered
            && !widths.is_empty()
            && bands.iter().all(large)
            && area <= self.area(first, &bands);
        proved.then_some(Bound {
            bands,
            pieces,
            area,
            widths,
        })
    }
}

/// What bands prove together against networks with at most so many pieces.
struct Bound {
    /// The bands, from low to high, with a number of at least `sqrt(pieces M_2)`.
    bands: Vec<(usize, Rat)>,
    pieces: Int,
    /// At most `(1/4) sum_j |I_j| (M_1 - root_j)`.
    area: Rat,
    /// Depths, each with a width of at most so many pieces.
    widths: Vec<(u32, Int)>,
}

/// For each depth the largest width that leaves a band half of its limit; and the certificate's row of this iterate.
pub fn section(map: &MapCertificate, claim: &Claim, w: &Words) -> Option<Section> {
    let bands = Bands::of(claim)?;
    let moments = [bands.moments(1), bands.moments(2)];
    let depths = claim.depths.iter().filter(|d| d.depth > 0);
    let own: Vec<Bound> = depths
        .filter_map(|d| bands.bound(&moments, d.depth))
        .collect();
    let row = bands.row(map, &moments);
    let mut says = Vec::new();
    if !own.is_empty() {
        says.push("area_lengths_depth_k: by the lengths of the pieces of f^t over the bands, without a power of L, at a width of its own.".into());
    }
    if let Some(row) = &row {
        says.push(format!(
            "area_row_depth_k: by the same lengths, the integral of |f^{} - g| is at least {} for at most {} pieces.",
            w.t,
            real(&row.area),
            row.pieces
        ));
    }
    let own = own
        .iter()
        .map(|b| theorems(w, b, &format!("lengths_{}", b.widths[0].0), "area_lengths"));
    let text: String = own
        .chain(row.iter().map(|b| theorems(w, b, "row", "area_row")))
        .collect();
    (!text.is_empty()).then_some(Section {
        says,
        modules: "LengthBands",
        text,
    })
}

/// One computation and the theorems of its depths.
fn theorems(w: &Words, bound: &Bound, computed: &str, theorem: &str) -> String {
    let Words { a, b, t, .. } = w;
    let (area, pieces) = (real(&bound.area), &bound.pieces);
    let bands = list(&bound.bands, |(j, root)| {
        format!("({j}%nat, {})", rational(root))
    });
    let check = format!(
        "Vq ps sigma {t} {pieces} {computed}_bands {}",
        rational(&bound.area)
    );
    let mut out = format!(
        "Definition {computed}_bands : list (nat * Q) := {bands}.\n\
         Lemma checked_{computed} : check_lengths_bands {check} = true.\n\
         Proof. vm_cast_no_check (eq_refl true). Qed.\n"
    );
    for (k, width) in &bound.widths {
        out += &format!(
            "Theorem {theorem}_depth_{k} : forall g : net, depth g = {k}%nat -> width_le g {width} ->\n  \
             exists pr : Riemann_integrable (fun z => Rabs (iter f {t} z - neval g z)) {a} {b},\n  \
             {area} <= RiemannInt pr.\n\
             Proof.\n  intros g Hd Hw.\n  \
             apply (lengths_bands_area {check} checked_{computed} V) with (ws := repeat {width}%N {k});\n    \
             [exact V_data | unfold ps; cbn [nth]; rational | unfold ps; cbn [last]; rational | rational\n    \
             | apply fits_uniform; assumption | vm_compute; discriminate].\nQed.\n"
        );
    }
    out
}
