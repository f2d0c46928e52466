//! Areas of every iterate at once: by squares of lengths, by the least slope (Theorems 6'' and 6'), by crossings (Theorem 6).

use super::affine::Affine;
use super::enclosure::{num, poly};
use super::plan::Claim;
use super::points::Points;
use super::style::{Frame, element};
use super::text::{list, number};
use super::words::{Section, Words};
use crate::certificate::{Every, MapCertificate, Num, Ratio};
use crate::num::polynomial::{Poly, RatPoly};
use crate::num::rational::rat_int;
use num_traits::Signed;

/// Above this number of points the checks in Coq are not worth their time.
pub const MAX_POINTS: usize = 60;

const COMPUTED: &str = "Proof. vm_cast_no_check (eq_refl true). Qed.";

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
            (Every::Extremal { .. }, _) => ("extremal", extremal(entry, claim, w)),
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
struct Statement<'a> {
    /// The theorem's name.
    name: &'a str,
    /// Hypotheses on `f`, their names, and the hypotheses as arguments.
    given: (&'a str, &'a str, &'a str),
    /// How many pieces, in terms of `t`: the conclusion of `(w+1)^k ...`.
    pieces: String,
    /// The area.
    error: &'a Num,
    /// The theorem of the library with its arguments up to `V`.
    theorem: String,
    /// Proofs of the further hypotheses, the data first.
    proofs: String,
}

impl Statement<'_> {
    fn text(&self, w: &Words) -> String {
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
    fn says(&self) -> String {
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

fn rational(x: &Ratio) -> Num {
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
fn proofs(data: &str, first: usize, count: usize) -> String {
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
pub const MODULES: &str = "PathGrowth Algebraic AlgebraicGrowth AlgebraicLengths";

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

/// Theorem 6.
fn extremal(entry: &Every, claim: &Claim, w: &Words) -> Option<Section> {
    let Every::Extremal {
        vector,
        kappa,
        error,
        ..
    } = entry
    else {
        return None;
    };
    let set = Points::sharp(claim).filter(|s| s.small(MAX_POINTS))?;
    let e = &set.enclosure;
    let n = set.intervals();
    let limit = claim.lipschitz.as_ref()?;
    let l = poly(limit);
    let v: Vec<RatPoly> = vector.iter().map(poly).collect();
    if v.len() != n {
        return None;
    }
    let mut columns = vec![RatPoly::zero(); n];
    for (i, x) in v.iter().enumerate() {
        let (lo, hi) = set.span(i);
        columns[lo..hi].iter_mut().for_each(|c| *c = &*c + x);
    }
    let grows = |(x, column): (&RatPoly, &RatPoly)| {
        e.at_least_zero(&(&Poly::one() - x)) && e.at_least_zero(&(column - &(&l * x)))
    };
    let gain = |j: usize| {
        let more = &v[j] - &Poly::constant(kappa.0.clone());
        let square = &set.width(j) * &set.width(j);
        (e.above_zero(&more)).then(|| e.reduced(&(&more * &square)))
    };
    let bands: Vec<(usize, RatPoly)> = (0..n).filter_map(|j| Some((j, gain(j)?))).collect();
    let total = bands
        .iter()
        .fold(RatPoly::zero(), |sum, (_, gain)| &sum + gain);
    let holds = e.above_zero(&l)
        && v.iter().zip(&columns).all(grows)
        && e.at_least_zero(&(&total - &poly(error).scale(&rat_int(4))));
    if !holds || !e.above_zero(&poly(error)) {
        return None;
    }
    let frame = Frame::of(claim);
    let unknown = !w.names.is_empty();
    let kappa = rational(kappa);
    let js = list(&bands, |(j, _)| j.to_string());
    let (a, b) = (element(&claim.ends.0), element(&claim.ends.1));
    let check = format!(
        "extremal_vector {} {} {js}%nat {a} {b} {}",
        element(limit),
        element(&kappa),
        element(error)
    );
    let (sent, theorem, points, arguments) = if unknown {
        (
            format!(
                "check_algebraic_known {}{} sigma",
                frame.wide, frame.vertices
            ),
            "algebraic_set_extremal",
            "",
            "f Hf Hs Hv ",
        )
    } else {
        (
            format!(
                "check_algebraic_points {}m {} {} sigma",
                frame.wide, frame.vertices, frame.points
            ),
            "algebraic_map_extremal",
            frame.points,
            "f_lipschitz ",
        )
    };
    let (known, vertices) = (frame.known, frame.vertices);
    let places = [limit, &kappa, error].map(number).join(" ");
    let statement = Statement {
        name: "area_extremal_t",
        given: (&w.given_lipschitz, w.names, arguments),
        pieces: format!("<= {} * {}^t", number(&kappa), number(limit)),
        error,
        theorem: format!(
            "{theorem} {known} {vertices} {points} sigma {check} checked_sent checked_extremal V {} {} {places}",
            w.a, w.b
        ),
        proofs: proofs(frame.data, 2, 3),
    };
    let text = format!(
        "\n(* v A >= L v with v <= 1 *)\n\
         Definition extremal_vector : list poly := {}.\n\
         Lemma checked_sent : {sent} = true.\n{COMPUTED}\n\
         Lemma checked_extremal : check_extremal {}{} sigma {check} = true.\n{COMPUTED}\n{}",
        list(vector, element),
        frame.field(),
        frame.points,
        statement.text(w)
    );
    Some(Section {
        says: vec![statement.says()],
        modules: "PathGrowth Algebraic AlgebraicGrowth AlgebraicLengths Extremal",
        text,
    })
}
