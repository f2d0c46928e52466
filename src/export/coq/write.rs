//! The text of an exported file: words, data, one boolean checked by computation, the theorems.

use super::count::Lap;
use super::plan::{Claim, Excluded, Subject};
use super::text::{comment, list, rational, real};
use crate::certificate::Num;
use crate::num::rational::Rat;
use num_traits::One;
use std::fmt::Write;

/// The rational value of a number of a claim without field.
fn rat_of(x: &Num) -> Rat {
    x.to_rational()
        .expect("claims over a field are not written here")
}

/// The names and phrases that all theorems of one file share.
struct Words {
    a: String,
    b: String,
    x: String,
    y: String,
    t: u64,
    /// Hypotheses on `f`, for an unknown map.
    given: String,
    /// The same with a Lipschitz constant in place of continuity.
    given_lipschitz: String,
    /// Names of these hypotheses.
    names: &'static str,
    /// The crossings of `f^t`, applied to the hypotheses.
    crossings: &'static str,
    /// The same, under the Lipschitz hypothesis.
    crossings_lipschitz: String,
}

impl Words {
    fn new(claim: &Claim) -> Words {
        let text = |n: &Num| real(&rat_of(n));
        let (a, b) = (text(&claim.ends.0), text(&claim.ends.1));
        let unknown = matches!(claim.subject, Subject::Set { .. });
        let lipschitz = claim.lipschitz.as_ref().map(text).unwrap_or_default();
        let given = |first: String| {
            if unknown {
                format!("forall f : R -> R, {first} -> selfmap f {a} {b} -> takes f V ->\n  ")
            } else {
                String::new()
            }
        };
        Words {
            given: given(format!("cont_on f {a} {b}")),
            given_lipschitz: given(format!("lip_on f {lipschitz} {a} {b}")),
            names: if unknown { " f Hf Hs Hv" } else { "" },
            crossings: if unknown {
                "(crossings f Hf Hs Hv)"
            } else {
                "crossings"
            },
            crossings_lipschitz: if unknown {
                format!("(crossings f (lip_on_cont f {lipschitz} {a} {b} Hf) Hs Hv)")
            } else {
                "crossings".into()
            },
            x: text(&claim.levels.0),
            y: text(&claim.levels.1),
            t: claim.iterate,
            a,
            b,
        }
    }
}

/// The whole file, importing the library.
pub fn file(source: &str, claim: &Claim) -> String {
    let words = Words::new(claim);
    let mut out = header(source, claim, &words);
    out.push_str(
        "Require Import Reals List NArith ZArith QArith Qreals Lra.\n\
         From Orbitex Require Import Crossings Graphs Networks Conclusions Orbits Triangles Area OrbitArea Levels LapTheorem Vertices.\n\
         Import ListNotations.\nOpen Scope R_scope.\n\n",
    );
    out.push_str(&data(claim, &words));
    for depth in &claim.depths {
        out.push_str(&bound(claim, &words, depth));
        out.push_str(&labels(claim, &words, depth));
        if claim.lipschitz.is_some() {
            out.push_str(&area(claim, &words, depth));
        }
    }
    let last = claim.depths.last().map_or(0, |d| d.depth);
    let kinds = if claim.lipschitz.is_some() {
        &["bound", "labels", "area"][..]
    } else {
        &["bound", "labels"][..]
    };
    kinds.iter().for_each(|kind| {
        let _ = writeln!(out, "Print Assumptions {kind}_depth_{last}.");
    });
    out
}

/// The comment that says in words what is proved.
fn header(source: &str, claim: &Claim, w: &Words) -> String {
    let what = match &claim.subject {
        Subject::Set { .. } => format!(
            "Let f be any continuous map of [{},{}] into itself with the values V, a list of pairs (p, f p).",
            w.a, w.b
        ),
        _ => "Let f be the map whose graph joins the vertices V by straight lines.".into(),
    };
    let lipschitz = match (&claim.lipschitz, &claim.subject) {
        (None, _) => String::new(),
        (Some(l), Subject::Set { .. }) => {
            format!(
                "\n   area_depth_k: if f is {}-Lipschitz on [{},{}], the integral of |f^{} - g| there is at least",
                real(&rat_of(l)),
                w.a,
                w.b,
                w.t
            )
        }
        (Some(_), _) => format!(
            "\n   area_depth_k: the integral of |f^{} - g| over [{},{}] is at least",
            w.t, w.a, w.b
        ),
    };
    let area = if lipschitz.is_empty() {
        String::new()
    } else {
        format!(
            "{lipschitz}\n     (crossings - pieces) (y - x)^2 / (4 L^{}).",
            w.t
        )
    };
    let rows: String = claim
        .depths
        .iter()
        .map(|d| {
            format!(
                "\n     depth {}, width {}: at most {} pieces, at least {} wrong labels",
                d.depth, d.width, d.pieces, d.labels
            )
        })
        .collect();
    format!(
        "(* {name}: {origin}. From {source}, written by orbitex.\n\
         \n   {what}\n\
         \x20  crossings: f^{t} crosses the levels x = {x}, y = {y} at least {n} times on [{a},{b}].\n\
         \x20  bound_depth_k: every ReLU network g of depth k and the width below errs by at least {e} at some point of [{a},{b}].\n\
         \x20  labels_depth_k: there are {n1} points, chosen before g, where f^{t} is alternately x and y; thresholding g at any\n\
         \x20    c in (x,y] gives at least so many of them the wrong label.{area}\n\
         \x20  Depth counts hidden layers; widths are upper bounds for every hidden layer:{rows}\n\
         \n   Only `checked` is computed, by vm_compute; everything else is proved by the library. *)\n",
        name = comment(&claim.name),
        origin = comment(&claim.origin),
        source = comment(source),
        t = w.t,
        x = w.x,
        y = w.y,
        a = w.a,
        b = w.b,
        e = real(&rat_of(&claim.error)),
        n = claim.crossings,
        n1 = &claim.crossings + num_bigint::BigInt::one(),
    )
}

/// Definitions, the checked boolean and the crossings.
fn data(claim: &Claim, w: &Words) -> String {
    let pair_real = |v: &(Num, Num)| format!("({}, {})", real(&rat_of(&v.0)), real(&rat_of(&v.1)));
    let pair_q =
        |v: &(Num, Num)| format!("({}, {})", rational(&rat_of(&v.0)), rational(&rat_of(&v.1)));
    let mut out = format!(
        "Definition V : list (R * R) :=\n  {}.\n",
        list(&claim.vertices, pair_real)
    );
    if !matches!(claim.subject, Subject::Set { .. }) {
        out.push_str("Definition f : R -> R := graph V.\n");
    }
    let _ = writeln!(out, "Definition Ncross : N := {}%N.\n", claim.crossings);
    let _ = writeln!(
        out,
        "Definition Vq : list (Q * Q) :=\n  {}%Q.",
        list(&claim.vertices, pair_q)
    );
    let places = [
        &claim.ends.0,
        &claim.ends.1,
        &claim.levels.0,
        &claim.levels.1,
    ]
    .map(|n| rational(&rat_of(n)))
    .join(" ");
    let indices = |images: &[usize]| {
        format!(
            "Definition sigma : list nat := {}%nat.\n",
            list(images, ToString::to_string)
        )
    };
    let (check, theorem) = match &claim.subject {
        Subject::Map {
            points,
            images,
            levels,
        } => {
            let _ = writeln!(
                out,
                "Definition ps : list Q :=\n  {}%Q.",
                list(points, |p| rational(&rat_of(p)))
            );
            out.push_str(&indices(images));
            (
                format!("check_map Vq ps sigma {} {} {}", levels.0, levels.1, w.t),
                "map_crossings _ _ _ _ _ _ _ _ _ _ _",
            )
        }
        Subject::Set { images, levels } => {
            out.push_str(&indices(images));
            (
                format!("check_set Vq sigma {} {} {}", levels.0, levels.1, w.t),
                "set_crossings _ _ _ _ _ _ _ _ _ _",
            )
        }
        Subject::Laps {
            points,
            rows,
            level,
        } => {
            out.push_str(&lap_record(claim, points, rows, *level));
            ("check_lcert c".into(), "lap_crossings _ _ _ _ _ _")
        }
    };
    let _ = writeln!(
        out,
        "Lemma checked : {check} {places} Ncross = true.\nProof. vm_cast_no_check (eq_refl true). Qed.\n\
         Lemma V_rational : V = map q2r2 Vq.\nProof. unfold V, Vq. rationals. Qed.\n"
    );
    let _ = writeln!(
        out,
        "Theorem crossings : {given}ncross (iter f {t}) {x} {y} {a} {b} Ncross.\n\
         Proof. apply ({theorem} checked V); [exact V_rational | rational | rational | rational | rational]. Qed.\n",
        given = w.given,
        t = w.t,
        x = w.x,
        y = w.y,
        a = w.a,
        b = w.b,
    );
    if let (Some(l), false) = (
        &claim.lipschitz,
        matches!(claim.subject, Subject::Set { .. }),
    ) {
        let l = rat_of(l);
        let _ = writeln!(
            out,
            "Lemma checked_slopes : check_slopes {q} Vq = true.\nProof. vm_cast_no_check (eq_refl true). Qed.\n\
             Lemma f_lipschitz : lipschitz f {r}.\n\
             Proof. apply (map_lipschitz _ _ checked_slopes V); [exact V_rational | rational]. Qed.\n",
            q = rational(&l),
            r = real(&l),
        );
    }
    out
}

/// The data of the checker for folds inside intervals.
fn lap_record(claim: &Claim, points: &[Rat], rows: &[Vec<Lap>], level: usize) -> String {
    let lap = |l: &Lap| {
        format!(
            "({},{},{}%nat,{}%nat)",
            rational(&l.from),
            rational(&l.to),
            l.lo,
            l.hi
        )
    };
    let row = |r: &Vec<Lap>| list(r, lap);
    format!(
        "Definition c : lcert := LCert (fst (hd (0,0) Vq)) (snd (hd (0,0) Vq)) (tl Vq)\n  {}\n  {}\n  {level} {}.\n",
        list(points, rational),
        list(rows, row),
        claim.iterate
    )
    .replace("hd (0,0)", "hd (0,0)%Q")
}

fn bound(claim: &Claim, w: &Words, d: &Excluded) -> String {
    let Words {
        a,
        b,
        x,
        y,
        t,
        given,
        names,
        crossings,
        ..
    } = w;
    let (k, width, e) = (d.depth, &d.width, real(&rat_of(&claim.error)));
    format!(
        "Theorem bound_depth_{k} : {given}forall g : net, depth g = {k}%nat -> width_le g {width} ->\n  \
         exists z, {a} <= z <= {b} /\\ {e} <= Rabs (iter f {t} z - neval g z).\n\
         Proof.\n  intros{names} g Hd Hw.\n  \
         destruct (sup_widths (iter f {t}) {x} {y} {a} {b} Ncross g (repeat {width}%N {k}) ltac:(lra) {crossings}\n    \
         (fits_uniform g {width} {k} Hw Hd) ltac:(vm_compute; reflexivity)) as (z & Hz & He).\n  \
         exists z. split; [exact Hz|lra].\nQed.\n"
    )
}

fn labels(_claim: &Claim, w: &Words, d: &Excluded) -> String {
    let Words {
        a,
        b,
        x,
        y,
        t,
        given,
        names,
        crossings,
        ..
    } = w;
    let (k, width, n) = (d.depth, &d.width, &d.labels);
    let intros = if names.is_empty() {
        String::new()
    } else {
        format!("intros{names}.\n  ")
    };
    format!(
        "Theorem labels_depth_{k} : {given}exists zs, N.of_nat (length zs) = (Ncross + 1)%N /\\\n  \
         alternates (iter f {t}) {x} {y} {a} {b} zs /\\\n  \
         forall g : net, depth g = {k}%nat -> width_le g {width} -> forall c, {x} < c <= {y} ->\n  \
         ({n} <= N.of_nat (mistakes (iter f {t}) (neval g) c zs))%N.\n\
         Proof.\n  {intros}\
         destruct (classification_widths (iter f {t}) {x} {y} {a} {b} Ncross ltac:(lra) ltac:(vm_compute; reflexivity) {crossings})\n    \
         as (zs & Hn & Hz & H).\n  \
         exists zs. split; [exact Hn|]. split; [exact Hz|]. intros g Hd Hw c Hc.\n  \
         refine (N.le_trans _ _ _ _ (H g (repeat {width}%N {k}) c Hc (fits_uniform g {width} {k} Hw Hd))).\n  \
         vm_compute. discriminate.\nQed.\n"
    )
}

fn area(claim: &Claim, w: &Words, d: &Excluded) -> String {
    let Words {
        a,
        b,
        x,
        y,
        t,
        given_lipschitz,
        names,
        crossings_lipschitz,
        ..
    } = w;
    let (k, width, pieces, n) = (d.depth, &d.width, &d.pieces, &claim.crossings);
    let l = claim
        .lipschitz
        .as_ref()
        .map(|l| real(&rat_of(l)))
        .unwrap_or_default();
    let unknown = matches!(claim.subject, Subject::Set { .. });
    let (theorem, hypotheses) = if unknown {
        ("area_widths_on", "Hf Hs")
    } else {
        ("area_widths", "f_lipschitz")
    };
    format!(
        "Theorem area_depth_{k} : {given_lipschitz}forall g : net, depth g = {k}%nat -> width_le g {width} ->\n  \
         exists pr : Riemann_integrable (fun z => Rabs (iter f {t} z - neval g z)) {a} {b},\n  \
         ({n} - {pieces}) * ({y} - {x})^2 / (4 * {l}^{t}) <= RiemannInt pr.\n\
         Proof.\n  intros{names} g Hd Hw.\n  \
         exact ({theorem} f {l} {t} {x} {y} {a} {b} Ncross g (repeat {width}%N {k}) ltac:(lra) ltac:(lra) {hypotheses}\n    \
         {crossings_lipschitz} (fits_uniform g {width} {k} Hw Hd) ltac:(vm_compute; reflexivity)).\nQed.\n"
    )
}
