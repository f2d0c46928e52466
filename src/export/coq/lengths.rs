//! Theorem 6'' for one iterate: the area that the lengths of the affine crossings of all bands prove together.

use super::affine::Affine;
use super::areas::{MODULES, applied};
use super::enclosure::{num, poly};
use super::plan::Claim;
use super::style::{Frame, element};
use super::text::{COMPUTED, list, number};
use super::words::{Section, Words};
use crate::certificate::{AreaBound, MapCertificate, Num};
use crate::num::polynomial::{Poly, RatPoly};
use crate::num::rational::{Int, Rat, ceil_root, floor_root, rat_int};
use num_integer::Integer;
use num_traits::{One, Pow, Signed, Zero};

/// Above these sizes the exact sums of lengths are not worth their time.
const MAX_POINTS: usize = 40;
/// Bits of the largest number, times iterates, times intervals, times pairs of coefficients.
const MAX_WORK: u64 = 2_000_000;
/// Decimals of the numbers written.
const DECIMALS: u32 = 9;

/// The sums of lengths of all bands for one iterate, exactly and between bounds.
struct Moments<'a> {
    affine: &'a Affine<'a>,
    /// `M_1` and `M_2` of every band.
    exact: [Vec<RatPoly>; 2],
    /// A lower bound of `M_1`.
    first: Vec<Rat>,
    /// An upper bound of `M_2`.
    second: Vec<Rat>,
    /// A lower bound of the widths.
    widths: Vec<Rat>,
    /// What the ratios are multiplied by, so that no fractions occur on the way.
    scale: Int,
}

impl<'a> Moments<'a> {
    /// `None` above the sizes.
    fn of(affine: &'a Affine, iterate: u64) -> Option<Moments<'a>> {
        let (set, e) = (&affine.set, &affine.set.enclosure);
        let scale = scale(affine);
        let bits = scale.bits().max(8) * iterate;
        let numbers = (set.intervals() * set.degree() * set.degree()) as u64;
        if set.points.len() > MAX_POINTS || bits * iterate * numbers > MAX_WORK {
            return None;
        }
        let moments = |ratios: &[RatPoly], power: u32| -> Vec<RatPoly> {
            let ones = vec![Poly::one(); set.intervals()];
            let step = |row: Vec<RatPoly>| -> Vec<RatPoly> {
                let next = affine.columns(&row, ratios);
                next.iter().map(|x| e.reduced(x)).collect()
            };
            let row = (0..iterate).fold(ones, |row, _| step(row));
            let scaled = |(j, x): (usize, &RatPoly)| e.reduced(&(x * &set.width(j).pow(power)));
            row.iter().enumerate().map(scaled).collect()
        };
        let exact = [moments(&affine.ratios, 1), moments(&affine.squares(), 2)];
        let below = |x: &RatPoly| e.rounded(x).0.max(Rat::zero());
        let above = |x: &RatPoly| e.rounded(x).1;
        Some(Moments {
            first: exact[0].iter().map(below).collect(),
            second: exact[1].iter().map(above).collect(),
            widths: (0..set.intervals())
                .map(|j| below(&e.reduced(&set.width(j))))
                .collect(),
            affine,
            exact,
            scale,
        })
    }
    /// For depth `k` the largest width that leaves one band at least half of its limit `|I_j| M_1/4`, with what all
    /// bands prove at this width.
    fn bound(&self, depth: u32) -> Option<Bound> {
        let half = |(first, second): (&Rat, &Rat)| {
            let most = second
                .is_positive()
                .then(|| first * first / (second * rat_int(4)))?;
            Some(floor_root(&most.floor().to_integer(), depth) - Int::one())
        };
        let width = self.first.iter().zip(&self.second).filter_map(half).max()?;
        let pieces = (&width + Int::one()).pow(depth);
        let scale = Int::from(10).pow(DECIMALS);
        let root = |second: &Rat| {
            let squared = Rat::from_integer(&pieces * &scale * &scale) * second;
            let root = ceil_root(&squared.ceil().to_integer(), 2).max(Int::one());
            Rat::new(root, scale.clone())
        };
        let roots = self.second.iter().map(root).enumerate();
        let bands: Vec<(usize, Rat)> = roots.filter(|(j, r)| r < &self.first[*j]).collect();
        let share = |(j, root): &(usize, Rat)| &self.widths[*j] * (&self.first[*j] - root);
        let total = bands.iter().map(share).fold(Rat::zero(), |s, x| s + x);
        let area = total / rat_int(4) * Rat::from_integer(scale.clone());
        let area = Rat::new(area.floor().to_integer(), scale);
        let useful = width.is_positive() && area.is_positive();
        let bound = useful.then(|| Bound {
            bands,
            pieces,
            area: Num::rational(area),
            widths: vec![(depth, width)],
        })?;
        self.proves(&bound).then_some(bound)
    }
    /// The first row by lengths that the certificate has for this iterate, with its own numbers.
    fn row(&self, map: &MapCertificate, iterate: u64) -> Option<Bound> {
        let mut rows = map.certify.iter().flat_map(|b| &b.l1);
        let (row, lengths) = rows.find_map(|r| match &r.bound {
            AreaBound::Lengths { bands } if r.iterate == iterate => Some((r, bands)),
            _ => None,
        })?;
        let bands: Vec<(usize, Rat)> = lengths
            .iter()
            .map(|b| (b.interval, b.root.0.clone()))
            .filter(|(j, root)| self.first.get(*j).is_some_and(|m| root < m) && root.is_positive())
            .collect();
        let cells = row.widths.iter().filter(|c| c.width.0 > Int::one());
        let widths: Vec<(u32, Int)> = cells.map(|c| (c.depth, &c.width.0 - Int::one())).collect();
        let bound = Bound {
            bands,
            pieces: row.pieces.0.clone(),
            area: row.error.clone(),
            widths,
        };
        let positive = self.affine.set.enclosure.above_zero(&poly(&row.error));
        let ordered = bound.bands.windows(2).all(|w| w[0].0 < w[1].0);
        let proved = positive && ordered && !bound.widths.is_empty() && self.proves(&bound);
        proved.then_some(bound)
    }
    /// Can Coq see that each root is at least `sqrt(pieces M_2)` and that the sum reaches the area?
    fn proves(&self, bound: &Bound) -> bool {
        let e = &self.affine.set.enclosure;
        let pieces = Rat::from_integer(bound.pieces.clone());
        let large = |(j, root): &(usize, Rat)| {
            let square = Poly::constant(root * root);
            e.at_least_zero(&(&square - &self.exact[1][*j].scale(&pieces)))
        };
        let constant = |(j, root): &(usize, Rat)| (*j, Poly::constant(root.clone()));
        let bands: Vec<(usize, RatPoly)> = bound.bands.iter().map(constant).collect();
        bound.bands.iter().all(large)
            && self
                .affine
                .reaches(&self.exact[0], &bands, &poly(&bound.area))
    }
}

/// The common denominator of the ratios; over a field also enough powers of the leading coefficient of its polynomial.
fn scale(affine: &Affine) -> Int {
    let coefficients = affine.ratios.iter().flat_map(|r| r.coeffs());
    let common = coefficients.fold(Int::one(), |s, c| s.lcm(c.denom()));
    let modulus = &affine.set.enclosure.modulus;
    let power = modulus.degree().unwrap_or(1).saturating_sub(1);
    let leading = modulus.leading().abs();
    common * leading.pow(u32::try_from(power).unwrap_or(u32::MAX))
}

/// What bands prove together against networks with at most so many pieces.
struct Bound {
    /// The bands, from low to high, with a number of at least `sqrt(pieces M_2)`.
    bands: Vec<(usize, Rat)>,
    pieces: Int,
    /// At most `(1/4) sum_j |I_j| (M_1 - root_j)`.
    area: Num,
    /// Depths, each with a width of at most so many pieces.
    widths: Vec<(u32, Int)>,
}

/// For each depth the largest width that leaves a band half of its limit; and the certificate's row of this iterate.
pub fn section(map: &MapCertificate, claim: &Claim, w: &Words, affine: &Affine) -> Option<Section> {
    let moments = Moments::of(affine, claim.iterate)?;
    let depths = claim.depths.iter().filter(|d| d.depth > 0);
    let own: Vec<Bound> = depths.filter_map(|d| moments.bound(d.depth)).collect();
    let row = moments.row(map, claim.iterate);
    let mut says = Vec::new();
    if !own.is_empty() {
        says.push("area_lengths_depth_k: by the lengths of the pieces of f^t over the bands, without a power of L, at a width of its own.".into());
    }
    if let Some(row) = &row {
        says.push(format!(
            "area_row_depth_k: by the same lengths, the integral of |f^{} - g| is at least {} for at most {} pieces.",
            w.t,
            number(&row.area),
            row.pieces
        ));
    }
    let name = |b: &Bound| format!("lengths_{}", b.widths[0].0);
    let mut named: Vec<(String, &str, &Bound)> = Vec::new();
    named.extend(own.iter().map(|b| (name(b), "area_lengths", b)));
    named.extend(row.iter().map(|b| ("row".to_string(), "area_row", b)));
    (!named.is_empty()).then(|| Section {
        says,
        modules: MODULES,
        text: computed(claim, w, &moments.scale, &named)
            + &named
                .iter()
                .map(|b| theorems(claim, w, &moments.scale, b))
                .collect::<String>(),
    })
}

/// One bound, as an element of the list of all of them.
fn entry((name, _, bound): &(String, &str, &Bound)) -> String {
    format!(
        "({}%N, {name}_bands, {})",
        bound.pieces,
        element(&bound.area)
    )
}

/// The bands and the one computation for all bounds.
fn computed(claim: &Claim, w: &Words, scale: &Int, named: &[(String, &str, &Bound)]) -> String {
    let frame = Frame::of(claim);
    let mut out = String::new();
    for (name, _, bound) in named {
        let bands = list(&bound.bands, |(j, root)| {
            let root = num(&Poly::constant(root.clone()));
            format!("({j}%nat, {})", element(&root))
        });
        out += &format!("Definition {name}_bands : list (nat * poly) := {bands}.\n");
    }
    out + &format!(
        "(* at most so many pieces, the bands, the area; the ratios are multiplied by {scale} *)\n\
         Definition by_lengths : list (N * list (nat * poly) * poly) :=\n  {}.\n\
         Lemma checked_lengths : check_lengths_at {}{} sigma rs {scale} {} by_lengths = true.\n\
         {COMPUTED}\n",
        list(named, entry),
        frame.field(),
        frame.points,
        w.t
    )
}

/// The theorems of the depths of one bound.
fn theorems(claim: &Claim, w: &Words, scale: &Int, named: &(String, &str, &Bound)) -> String {
    let Words { a, b, t, .. } = w;
    let frame = Frame::of(claim);
    let (name, theorem, bound) = named;
    let (area, pieces, e) = (number(&bound.area), &bound.pieces, element(&bound.area));
    let mut out = String::new();
    for (k, width) in &bound.widths {
        out += &format!(
            "Theorem {theorem}_depth_{k} : forall g : net, depth g = {k}%nat -> width_le g {width} ->\n  \
             exists pr : Riemann_integrable (fun z => Rabs (iter f {t} z - neval g z)) {a} {b},\n  \
             {area} <= RiemannInt pr.\n\
             Proof.\n  intros g Hd Hw.\n  \
             exact ({}{scale} {t} by_lengths checked_lengths {pieces} {name}_bands {e} ltac:(listed) {area} ltac:(algebraic)\n    \
             g (repeat {width}%N {k}) (fits_uniform g {width} {k} Hw Hd) ltac:(vm_compute; discriminate)).\nQed.\n",
            applied(claim, &frame, w, "algebraic_lengths_at")
        );
    }
    out
}
