//! Areas of every iterate at once: by squares of lengths (Theorem 6''), by the least slope (Theorem 6').

use super::affine::Affine;
use super::enclosure::{num, poly};
use super::extremal;
use super::plan::Claim;
use super::style::{Frame, element};
use super::text::{COMPUTED, list, number};
use super::words::{Section, Words};
use crate::certificate::{Every, MapCertificate, Num, Ratio};
use crate::num::polynomial::{Poly, RatPoly};
use num_traits::Signed;

/// Above this number of points the checks in Coq are not worth their time.
pub const MAX_POINTS: usize = 60;

/// A band of neighbouring points with what is subtracted from its least length.
type Band = (usize, RatPoly);

/// The theorems of the first entry of each method that Coq can check in the interval of `alpha`.
pub fn sections(
    map: &MapCertificate,
    claim: &Claim,
    w: &Words,
    affine: Option<&Affine>,
) -> Vec<Section> {
    let mut out: Vec<Section> = Vec::new();
    let mut methods: Vec<&str> = Vec::new();
    for entry in &map.every {
        let (method, section) = match (entry, affine) {
            (Every::Squares { .. }, Some(affine)) => ("squares", squares(entry, claim, w, affine)),
            (Every::Slopes { .. }, Some(affine)) => ("slopes", slopes(entry, claim, w, affine)),
            (Every::Extremal { .. }, _) => ("extremal", extremal::section(entry, claim, w)),
            _ => continue,
        };
        if let Some(section) = section.filter(|_| !methods.contains(&method)) {
            methods.push(method);
            out.push(section);
        }
    }
    out
}

/// The texts of a theorem about every iterate.
pub struct Statement<'a> {
    /// The theorem's name.
    pub name: &'a str,
    /// Hypotheses on `f`, their names, and the hypotheses as arguments.
    pub given: (&'a str, &'a str, &'a str),
    /// How many pieces, in terms of `t`: the conclusion of `(w+1)^k ...`.
    pub pieces: String,
    /// The area.
    pub error: &'a Num,
    /// The theorem of the library with its arguments up to `V`.
    pub theorem: String,
    /// Proofs of the further hypotheses, the data first.
    pub proofs: String,
}

impl Statement<'_> {
    /// The theorem and its proof.
    pub fn text(&self, w: &Words) -> String {
        let Words { a, b, .. } = w;
        let (given, names, arguments) = self.given;
        format!(
            "Theorem {} : {given}forall (t k : nat) (w : N) (g : net), depth g = k -> width_le g w ->\n  \
             (IZR (Z.of_N w) + 1)^k {} ->\n  \
             exists pr : Riemann_integrable (fun z => Rabs (iter f t z - neval g z)) {a} {b}, {} <= RiemannInt pr.\n\
             Proof.\n  intros{names} t k w g Hd Hw Hk. rewrite <- uniform_pieces in Hk. revert Hk.\n  \
             apply ({} {}\n    {arguments}t g (repeat w k) (fits_uniform g w k Hw Hd)).\nQed.\n",
            self.name,
            self.pieces,
            number(self.error),
            self.theorem,
            self.proofs,
        )
    }
    /// What the opening comment says.
    pub fn says(&self) -> String {
        let condition = if self.given.1.is_empty() {
            ""
        } else {
            "and f as in area_depth_k "
        };
        format!(
            "{}: for every t {condition}the integral of |f^t - g| is at least {} if (w+1)^k {}.",
            self.name,
            number(self.error),
            self.pieces
        )
    }
}

/// The number.
pub fn rational(x: &Ratio) -> Num {
    Num::rational(x.0.clone())
}

fn elements(numbers: &[RatPoly]) -> String {
    let numbers: Vec<Num> = numbers.iter().map(num).collect();
    list(&numbers, element)
}

fn bands_text(bands: &[Band]) -> String {
    list(bands, |(j, less)| {
        format!("({j}%nat, {})", element(&num(less)))
    })
}

/// The bands whose least length is more than what is subtracted, for each interval `less(j)`.
fn useful(affine: &Affine, low: &[RatPoly], less: impl Fn(usize) -> RatPoly) -> Vec<Band> {
    let bands = (0..low.len()).map(|j| (j, less(j)));
    bands
        .filter(|(j, less)| affine.set.enclosure.above_zero(&(&low[*j] - less)))
        .collect()
}

/// `x_j |I_j|`.
fn lengths(affine: &Affine, density: &[RatPoly]) -> Vec<RatPoly> {
    let length = |(j, x): (usize, &RatPoly)| x * &affine.set.width(j);
    density.iter().enumerate().map(length).collect()
}

/// Proofs that the data and `count` numbers are those of the check.
pub fn proofs(data: &str, first: usize, count: usize) -> String {
    let one = " ltac:(algebraic)";
    format!("{data}{}", one.repeat(first + count))
}

/// Theorem 6''.
fn squares(entry: &Every, claim: &Claim, w: &Words, affine: &Affine) -> Option<Section> {
    let Every::Squares {
        measure,
        z,
        theta,
        kappa,
        roots,
        error,
        ..
    } = entry
    else {
        return None;
    };
    let (set, e) = (&affine.set, &affine.set.enclosure);
    let n = set.intervals();
    if z.len() != n || roots.len() != n || theta.0.is_negative() {
        return None;
    }
    let xs = affine.density(measure)?;
    let zs: Vec<RatPoly> = z.iter().map(poly).collect();
    let columns = affine.columns(&zs, &affine.squares());
    let grows = |(z, column): (&RatPoly, &RatPoly)| {
        e.at_least_zero(&(z - &Poly::one())) && e.at_least_zero(&(&z.scale(&theta.0) - column))
    };
    let low = lengths(affine, &xs);
    let bands = useful(affine, &low, |j| set.width(j).scale(&roots[j].0));
    let large = |(j, root): &Band| {
        let square = &set.width(*j) * &set.width(*j);
        e.above_zero(root)
            && e.at_least_zero(&(&(root * root) - &(&zs[*j] * &square).scale(&kappa.0)))
    };
    let holds = zs.iter().zip(&columns).all(grows)
        && bands.iter().all(large)
        && affine.reaches(&low, &bands, &poly(error));
    if !holds || !e.above_zero(&poly(error)) {
        return None;
    }
    let frame = Frame::of(claim);
    let (theta, kappa) = (rational(theta), rational(kappa));
    let check = format!(
        "xs zs {} {} every_bands {}",
        element(&theta),
        element(&kappa),
        element(error)
    );
    let places = [&theta, &kappa, error].map(number).join(" ");
    let statement = Statement {
        name: "area_every_t",
        given: ("", "", ""),
        pieces: format!("* {}^t <= {}", number(&theta), number(&kappa)),
        error,
        theorem: applied(claim, &frame, w, "algebraic_squares_every"),
        proofs: format!("{check} checked_every {places}{}", proofs("", 0, 3)),
    };
    let text = format!(
        "\n(* x <= x B1 with x <= 1, z B2 <= theta z with 1 <= z; the bands, each with at least sqrt(kappa z) times its width *)\n\
         Definition xs : list poly := {}.\nDefinition zs : list poly := {}.\n\
         Definition every_bands : list (nat * poly) := {}.\n\
         Lemma checked_every : check_squares_every {}{} sigma rs {check} = true.\n{COMPUTED}\n{}",
        elements(&xs),
        list(z, element),
        bands_text(&bands),
        frame.field(),
        frame.points,
        statement.text(w)
    );
    Some(Section {
        says: vec![statement.says()],
        modules: MODULES,
        text,
    })
}

/// The modules of the theorems by lengths.
pub const MODULES: &str =
    "PathGrowth Algebraic AlgebraicGrowth AlgebraicPartition AlgebraicLengths";

/// A theorem about the partition, applied up to `V` and its ends.
pub fn applied(claim: &Claim, frame: &Frame, w: &Words, theorem: &str) -> String {
    let Frame {
        known,
        vertices,
        points,
        data,
        ..
    } = frame;
    let (a, b) = (element(&claim.ends.0), element(&claim.ends.1));
    format!(
        "{theorem} {known} {vertices} {points} sigma rs {a} {b} checked_partition V {} {} {data} ltac:(algebraic) ltac:(algebraic)\n    ",
        w.a, w.b
    )
}

/// Theorem 6'.
fn slopes(entry: &Every, claim: &Claim, w: &Words, affine: &Affine) -> Option<Section> {
    let Every::Slopes {
        slope,
        measure,
        kappa,
        error,
        ..
    } = entry
    else {
        return None;
    };
    let (set, e) = (&affine.set, &affine.set.enclosure);
    let s = poly(slope);
    let steep = |i: usize| {
        let (lo, hi) = set.span(i);
        let image = &poly(set.points[hi]) - &poly(set.points[lo]);
        lo == hi || e.at_least_zero(&(&image - &(&s * &set.width(i))))
    };
    let xs = affine.density(measure)?;
    let low = lengths(affine, &xs);
    let bands = useful(affine, &low, |j| set.width(j).scale(&kappa.0));
    let holds = e.above_zero(&s)
        && (0..set.intervals()).all(steep)
        && affine.reaches(&low, &bands, &poly(error));
    if !holds || !e.above_zero(&poly(error)) {
        return None;
    }
    let frame = Frame::of(claim);
    let kappa = rational(kappa);
    let check = format!(
        "slope_xs {} {} slope_bands {}",
        element(slope),
        element(&kappa),
        element(error)
    );
    let places = [slope, &kappa, error].map(number).join(" ");
    let statement = Statement {
        name: "area_slopes_t",
        given: ("", "", ""),
        pieces: format!("<= {} * {}^t", number(&kappa), number(slope)),
        error,
        theorem: applied(claim, &frame, w, "algebraic_slopes_every"),
        proofs: format!("{check} checked_slopes_every {places}{}", proofs("", 0, 3)),
    };
    let text = format!(
        "\n(* x <= x B1 with x <= 1; the least slope; the bands, each with kappa times its width *)\n\
         Definition slope_xs : list poly := {}.\n\
         Definition slope_bands : list (nat * poly) := {}.\n\
         Lemma checked_slopes_every : check_slopes_every {}{} sigma rs {check} = true.\n{COMPUTED}\n{}",
        elements(&xs),
        bands_text(&bands),
        frame.field(),
        frame.points,
        statement.text(w)
    );
    Some(Section {
        says: vec![statement.says()],
        modules: MODULES,
        text,
    })
}
