//! Statements about every iterate at once: crossings by paths (Theorem 2), the area of all bands (Theorem 6'').

use super::bands::{placed, set};
use super::plan::Claim;
use super::text::{list, rational, real};
use super::words::{Section, Words};
use crate::certificate::{Every, MapCertificate, Num, Ratio};
use crate::num::rational::{Int, Rat, rat_int};
use num_integer::Integer;
use num_traits::{One, Signed, Zero};

/// Above these sizes the check in Coq, cubic in the number of intervals, is not worth its time.
const MAX_POINTS: usize = 60;
const MAX_START: u64 = 200;
const COMPUTED: &str = "Proof. vm_cast_no_check (eq_refl true). Qed.";

/// Theorem 2 by the certificate's own witness; `None` where there is none for a closed rational set.
pub fn paths(map: &MapCertificate, claim: &Claim, w: &Words) -> Option<Section> {
    let (points, _) = set(claim)?;
    let found = map.every.iter().find_map(|e| match e {
        Every::Paths {
            start,
            rate,
            vector,
            interval,
            constant,
            error,
            ..
        } => Some((*start, rate, vector, *interval, constant, error)),
        _ => None,
    });
    let (start, rate, vector, interval, constant, error) = found?;
    let error = error.to_rational()?;
    let small = points.len() <= MAX_POINTS && start <= MAX_START && interval + 1 < points.len();
    let scale = vector
        .iter()
        .fold(Int::one(), |s, v: &Ratio| s.lcm(v.0.denom()));
    let whole = |v: &Ratio| (&v.0 * Rat::from_integer(scale.clone())).to_integer();
    let entries: Vec<Int> = vector.iter().map(whole).collect();
    let (left, right) = (claim.ends.0.to_rational()?, claim.ends.1.to_rational()?);
    let (placed, set) = placed(claim);
    let Words {
        a, b, given, names, ..
    } = w;
    let (r, c, e) = (real(&rate.0), real(&constant.0), real(&error));
    let (rq, cq, eq) = (rational(&rate.0), rational(&constant.0), rational(&error));
    let (lq, hq) = (rational(&left), rational(&right));
    let (theorem, arguments) = if names.is_empty() {
        ("map_every Vq ps sigma", "")
    } else {
        ("set_every Vq sigma", "f Hf Hs Hv ")
    };
    let text = format!(
        "\n(* v/{scale} is at most the number of paths of {start} steps that end at each interval; v A >= r v for the rate r *)\n\
         Definition v : list N := {}%N.\n\
         Lemma checked_paths : check_paths_at sigma {interval} {start} {rq} {cq} {scale}%N v = true.\n{COMPUTED}\n\
         Lemma checked_set : {placed} = true.\n{COMPUTED}\n\
         Lemma checked_levels : Qeq_bool {lq} (nth 0 {set} 0%Q) && Qeq_bool {hq} (last {set} 0%Q) &&\n  \
         Qle_bool {eq} ((nth {} {set} 0%Q - nth {interval} {set} 0%Q) / 2) = true.\n{COMPUTED}\n\
         Theorem every_t : {given}forall (t k : nat) (w : N) (g : net), ({start} <= t)%nat -> depth g = k -> width_le g w ->\n  \
         (IZR (Z.of_N w) + 1)^k < {c} * {r}^t ->\n  \
         exists z, {a} <= z <= {b} /\\ {e} <= Rabs (iter f t z - neval g z).\n\
         Proof.\n  intros{names} t k w g Ht Hd Hw Hk.\n  \
         apply ({theorem} {interval} {start} {rq} {cq} {scale}%N v {lq} {hq} {eq} checked_set checked_paths checked_levels V {a} {b} {e} {c} {r}\n    \
         V_data ltac:(rational) ltac:(rational) ltac:(rational) ltac:(rational) ltac:(rational) {arguments}t g (repeat w k) Ht (fits_uniform g w k Hw Hd)).\n  \
         rewrite uniform_pieces. exact Hk.\nQed.\n",
        list(&entries, ToString::to_string),
        interval + 1,
    );
    let used = small && !rate.0.is_negative() && !constant.0.is_negative();
    used.then(|| Section {
        says: vec![format!(
            "every_t: for every t >= {start}, g of depth k and width w with (w+1)^k < {c} {r}^t errs by at least {e} somewhere."
        )],
        modules: "PathGrowth",
        text,
    })
}

/// Theorem 6'' for every iterate, by all bands with a share of the certificate's area: its own `error`.
pub fn squares(map: &MapCertificate, claim: &Claim, w: &Words) -> Option<Section> {
    if !w.names.is_empty() {
        return None;
    }
    let (points, _) = set(claim)?;
    let found = map.every.iter().find_map(|e| match e {
        Every::Squares {
            measure,
            z,
            theta,
            kappa,
            roots,
            error,
            ..
        } => Some((measure, z, theta, kappa, roots, error)),
        _ => None,
    });
    let (measure, z, theta, kappa, roots, error) = found?;
    let error = error.to_rational()?;
    let rationals = |list: &[Num]| {
        list.iter()
            .map(Num::to_rational)
            .collect::<Option<Vec<_>>>()
    };
    let (measure, z) = (rationals(measure)?, rationals(z)?);
    let fits = points.len() <= MAX_POINTS
        && [measure.len(), z.len(), roots.len()]
            .iter()
            .all(|n| n + 1 == points.len());
    if !fits {
        return None;
    }
    let width = |j: usize| &points[j + 1] - &points[j];
    let share = |(j, root): &(usize, Rat)| width(*j) * (&measure[*j] - root) / rat_int(4);
    let bands: Vec<(usize, Rat)> = (0..roots.len())
        .map(|j| (j, width(j) * &roots[j].0))
        .filter(|b| b.1.is_positive() && share(b).is_positive())
        .collect();
    let area = bands.iter().map(share).fold(Rat::zero(), |s, x| s + x);
    if !error.is_positive() || error > area {
        return None;
    }
    let shares: Vec<Rat> = (0..measure.len()).map(|j| &measure[j] / width(j)).collect();
    let (a, b, e) = (&w.a, &w.b, real(&error));
    let (theta_r, kappa_r) = (real(&theta.0), real(&kappa.0));
    let check = format!(
        "Vq ps sigma xs zs {} {} every_bands {}",
        rational(&theta.0),
        rational(&kappa.0),
        rational(&error)
    );
    let text = format!(
        "\n(* xs <= xs B1 with xs <= 1, zs B2 <= theta zs with 1 <= zs *)\n\
         Definition xs : list Q := {}%Q.\nDefinition zs : list Q := {}%Q.\n\
         (* the bands, each with at least sqrt(kappa z) times its width *)\n\
         Definition every_bands : list (nat * Q) := {}.\n\
         Lemma checked_every : check_lengths_every {check} = true.\n{COMPUTED}\n\
         Theorem area_every_t : forall (t k : nat) (w : N) (g : net), depth g = k -> width_le g w ->\n  \
         (IZR (Z.of_N w) + 1)^k * {theta_r}^t <= {kappa_r} ->\n  \
         exists pr : Riemann_integrable (fun z => Rabs (iter f t z - neval g z)) {a} {b}, {e} <= RiemannInt pr.\n\
         Proof.\n  intros t k w g Hd Hw Hk. rewrite <- uniform_pieces in Hk. revert Hk. apply (lengths_bands_every {check} checked_every V) with (ws := repeat w k);\n    \
         [exact V_data | unfold ps; cbn [nth]; rational | unfold ps; cbn [last]; rational | rational | rational | rational\n    \
         | apply fits_uniform; assumption].\nQed.\n",
        list(&shares, rational),
        list(&z, rational),
        list(&bands, |(j, root)| format!("({j}%nat, {})", rational(root))),
    );
    Some(Section {
        says: vec![format!(
            "area_every_t: for every t, the integral of |f^t - g| is at least {e} if (w+1)^k {theta_r}^t <= {kappa_r}."
        )],
        modules: "LengthBands PathGrowth",
        text,
    })
}
