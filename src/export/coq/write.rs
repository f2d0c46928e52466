//! The text of an exported file: words, data, booleans checked by computation, the theorems.

use super::affine::Affine;
use super::areas;
use super::count::Lap;
use super::enclosure::Enclosure;
use super::narrow;
use super::plan::{Claim, Subject};
use super::style::{Frame, Style};
use super::text::{COMPUTED, coefficients, list, number, rational, real};
use super::theorems::{area, bound, labels};
use super::words::{Section, Words, header};
use crate::certificate::{MapCertificate, Num};
use crate::num::rational::Rat;
use std::borrow::Cow;
use std::fmt::Write;

/// The parts beyond the row of crossings that Coq can check in the interval of `alpha`.
fn sections(map: &MapCertificate, claim: &Claim, words: &Words) -> Vec<Section> {
    let affine = Affine::of(claim, areas::MAX_POINTS);
    let lengths = affine
        .as_ref()
        .and_then(|a| super::lengths::section(map, claim, words, a));
    let every = areas::sections(map, claim, words, affine.as_ref());
    let mut out = Vec::new();
    if lengths.is_some() || !every.is_empty() {
        let partition = affine.map(|a| a.lemma(claim)).unwrap_or_default();
        out.push(Section {
            says: Vec::new(),
            modules: areas::MODULES,
            text: Frame::of(claim).opening.to_string() + &partition,
        });
    }
    out.extend(lengths);
    out.extend(super::bands::section(map, claim, words));
    out.extend(super::every::paths(map, claim, words));
    out.extend(every);
    out
}

/// The claim with the widest interval for `alpha` in which as many parts can be checked as in the narrowest, and the parts.
///
/// The statements keep the claim's interval, or a narrower one in which the polynomial is monotone.
fn settled<'a>(map: &MapCertificate, claim: &'a Claim) -> (Cow<'a, Claim>, Vec<Section>) {
    let parts = |claim: &Claim| sections(map, claim, &Words::new(claim));
    let theorems = |parts: &[Section]| {
        let count = |s: &Section| s.text.matches("\nTheorem ").count();
        parts.iter().map(count).sum::<usize>()
    };
    let found = parts(claim);
    let Some(field) = &claim.field else {
        return (Cow::Borrowed(claim), found);
    };
    let wide = [0, 6, 12, 24].map(|bits| {
        if bits == 0 {
            field.clone()
        } else {
            field.narrowed(bits)
        }
    });
    let Some(wide) = wide.into_iter().find(Enclosure::monotone) else {
        return (Cow::Borrowed(claim), found);
    };
    let narrowed = |bits: u32| {
        let mut out = claim.clone();
        out.sharp = Some(wide.narrowed(bits));
        out.field = Some(wide.clone());
        out
    };
    let [.., narrowest] = BITS;
    let most = theorems(&parts(&narrowed(narrowest)));
    if theorems(&found) >= most {
        return (Cow::Borrowed(claim), found);
    }
    for bits in BITS {
        let narrower = narrowed(bits);
        let found = parts(&narrower);
        if theorems(&found) >= most {
            return (Cow::Owned(narrower), found);
        }
    }
    (Cow::Borrowed(claim), found)
}

/// The narrower intervals for `alpha` are two to the minus this wide.
const BITS: [u32; 12] = [12, 24, 36, 48, 64, 96, 128, 192, 256, 384, 512, 768];

/// The whole file, importing the library.
pub fn file(source: &str, map: &MapCertificate, claim: &Claim) -> String {
    let (claim, more) = settled(map, claim);
    let claim = claim.as_ref();
    let words = Words::new(claim);
    let mut out = header(source, claim, &words, &more);
    let algebraic = if claim.field.is_some() {
        " Algebraic"
    } else {
        ""
    };
    let narrow = if claim.narrow.is_empty() {
        ""
    } else {
        " Narrow"
    };
    let mut modules = String::new();
    for module in more.iter().flat_map(|s| s.modules.split(' ')) {
        if !modules.split(' ').any(|m| m == module) && algebraic.trim() != module {
            modules = modules + " " + module;
        }
    }
    let close = if claim.field.is_some() {
        "End Field.\n\n"
    } else {
        ""
    };
    let _ = writeln!(
        out,
        "Require Import Reals List NArith ZArith QArith Qreals Lra.\n\
         From Orbitex Require Import Crossings Graphs Networks Conclusions Orbits Triangles Area OrbitArea Levels LapTheorem Vertices{algebraic}{narrow}{modules}.\n\
         Import ListNotations.\nOpen Scope R_scope.\n"
    );
    out.push_str(&claim.field.as_ref().map(field).unwrap_or_default());
    out.push_str(&data(claim, &words));
    for depth in &claim.depths {
        out.push_str(&bound(&words, depth));
        out.push_str(&labels(&words, depth));
        if claim.lipschitz.is_some() {
            out.push_str(&area(claim, &words, depth));
        }
    }
    for depth in &claim.narrow {
        out.push_str(&narrow::theorems(&words, depth));
    }
    more.iter().for_each(|s| out.push_str(&s.text));
    out.push_str(close);
    let names: Vec<&str> = out
        .lines()
        .filter_map(|l| l.strip_prefix("Theorem ")?.split(' ').next())
        .collect();
    let all = list(&names, |n| n.to_string())
        .replace(';', ",")
        .replace('[', "(")
        .replace(']', ")");
    let _ = writeln!(
        out,
        "(* What all of it rests on. *)\nDefinition all_proved := {all}.\nPrint Assumptions all_proved."
    );
    out
}

/// `alpha`, its interval and polynomial; there is such a number.
fn field(e: &Enclosure) -> String {
    let modulus = Num(e.modulus.to_rat().coeffs().to_vec());
    let (lo, hi) = &e.interval;
    let (l, h, ql, qh, value) = (
        real(lo),
        real(hi),
        rational(lo),
        rational(hi),
        number(&modulus),
    );
    format!(
        "Definition m : poly := {}%Q.\n\
         Lemma checked_root : has_root {ql} {qh} m = true.\n{COMPUTED}\n\
         Theorem alpha_exists : exists alpha : R, {l} <= alpha <= {h} /\\ {value} = 0.\n\
         Proof.\n  destruct (root_exists _ _ _ checked_root) as (alpha & Hr & Hm). exists alpha.\n  \
         replace {l} with (Q2R {ql}) by (symmetry; rational). replace {h} with (Q2R {qh}) by (symmetry; rational).\n  \
         split; [exact Hr|]. rewrite <- Hm. unfold m. symmetry. algebraic.\nQed.\n\n\
         Section Field.\n\
         Variable alpha : R.\n\
         Hypothesis alpha_range : {l} <= alpha <= {h}.\n\
         Hypothesis alpha_root : {value} = 0.\n\
         Lemma alpha_enclosed : Q2R {ql} <= alpha <= Q2R {qh}.\n\
         Proof.\n  replace (Q2R {ql}) with {l} by rational. replace (Q2R {qh}) with {h} by rational. exact alpha_range.\nQed.\n\
         Lemma alpha_is_root : pev m alpha = 0.\n\
         Proof. rewrite <- alpha_root. unfold m. algebraic. Qed.\n\n",
        coefficients(&modulus)
    )
}

/// Definitions, the checked booleans, the crossings, the Lipschitz constant.
fn data(claim: &Claim, w: &Words) -> String {
    let style = Style::of(claim);
    let pair_real = |v: &(Num, Num)| format!("({}, {})", number(&v.0), number(&v.1));
    let pair = |v: &(Num, Num)| format!("({}, {})", style.datum(&v.0), style.datum(&v.1));
    let kind = style.kind();
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
        "Definition Vq : list ({kind} * {kind}) :=\n  {}%Q.",
        list(&claim.vertices, pair)
    );
    let (definitions, check, theorem) = check(claim, &style, w);
    out.push_str(&definitions);
    let places = [
        &claim.ends.0,
        &claim.ends.1,
        &claim.levels.0,
        &claim.levels.1,
    ]
    .map(|n| style.datum(n))
    .join(" ");
    let (vertex, tactic) = (
        style.pick("q2r2", "(vertex_at alpha)"),
        style.pick("rationals", "algebraics"),
    );
    let one = style.pick("rational", "algebraic");
    let _ = writeln!(
        out,
        "Lemma checked : {check} {places} Ncross = true.\n{COMPUTED}\n\
         Lemma V_data : V = map {vertex} Vq.\nProof. unfold V, Vq. {tactic}. Qed.\n"
    );
    let _ = writeln!(
        out,
        "Theorem crossings : {}ncross (iter f {}) {} {} {} {} Ncross.\n\
         Proof. apply ({theorem} V); [exact V_data | {one} | {one} | {one} | {one}]. Qed.",
        w.given, w.t, w.x, w.y, w.a, w.b
    );
    out.push_str(&order(claim, &style, w));
    out
}

/// The definitions special to the subject, the boolean to compute, the theorem applied to it.
fn check(claim: &Claim, style: &Style, w: &Words) -> (String, String, String) {
    let sigma = |images: &[usize]| {
        format!(
            "Definition sigma : list nat := {}%nat.\n",
            list(images, ToString::to_string)
        )
    };
    let holes = |n: usize| vec!["_"; n].join(" ");
    match &claim.subject {
        Subject::Map {
            points,
            images,
            levels,
        } => {
            let points = list(points, |p| style.datum(p));
            let definitions = format!(
                "Definition ps : list {} :=\n  {points}%Q.\n{}",
                style.kind(),
                sigma(images)
            );
            let name = style.pick("check_map", "check_algebraic_map");
            let check = format!(
                "{name} {}Vq ps sigma {} {} {}",
                style.modulus(),
                levels.0,
                levels.1,
                w.t
            );
            let theorem = match style.field {
                None => format!("map_crossings {} checked", holes(11)),
                Some(_) => format!(
                    "algebraic_map_crossings _ _ alpha alpha_enclosed {} checked alpha_is_root",
                    holes(12)
                ),
            };
            (definitions, check, theorem)
        }
        Subject::Set { images, levels } => {
            let name = style.pick("check_set", "check_algebraic_set");
            let check = format!(
                "{name} {}Vq sigma {} {} {}",
                style.interval(),
                levels.0,
                levels.1,
                w.t
            );
            let theorem = match style.field {
                None => format!("set_crossings {} checked", holes(10)),
                Some(_) => format!(
                    "algebraic_set_crossings _ _ alpha alpha_enclosed {} checked",
                    holes(10)
                ),
            };
            (sigma(images), check, theorem)
        }
        Subject::Laps {
            points,
            rows,
            level,
        } => {
            let record = lap_record(claim, points, rows, *level);
            (
                record,
                "check_lcert c".into(),
                format!("lap_crossings {} checked", holes(6)),
            )
        }
    }
}

/// `x < y`, and the Lipschitz constant.
fn order(claim: &Claim, style: &Style, w: &Words) -> String {
    let mut out = format!("Lemma apart : {} < {}.\n", w.x, w.y);
    match style.field {
        None => out.push_str("Proof. lra. Qed.\n"),
        Some(_) => {
            let _ = writeln!(
                out,
                "Proof.\n  apply (algebraic_apart {}alpha alpha_enclosed {} {} ltac:(vm_compute; reflexivity)); algebraic.\nQed.",
                style.interval(),
                style.datum(&claim.levels.0),
                style.datum(&claim.levels.1)
            );
        }
    }
    let Some(l) = &claim.lipschitz else {
        return out + "\n";
    };
    let known = !matches!(claim.subject, Subject::Set { .. });
    if known {
        let name = style.pick("check_slopes", "check_algebraic_slopes");
        let _ = writeln!(
            out,
            "Lemma checked_slopes : {name} {}{} Vq = true.\n{COMPUTED}",
            style.modulus(),
            style.datum(l)
        );
    }
    let text = &w.l;
    match (style.field, known) {
        (None, _) => {
            let _ = writeln!(out, "Lemma L_positive : 0 < {text}.\nProof. lra. Qed.");
            if known {
                let _ = writeln!(
                    out,
                    "Lemma f_lipschitz : lipschitz f {text}.\n\
                     Proof. apply (map_lipschitz _ _ checked_slopes V); [exact V_data | rational]. Qed."
                );
            }
        }
        (Some(_), true) => {
            let lemma =
                "algebraic_lipschitz _ _ alpha alpha_enclosed _ _ _ checked_slopes alpha_is_root V";
            let _ = writeln!(
                out,
                "Lemma L_positive : 0 < {text}.\nProof. apply ({lemma} {text}); [exact V_data | algebraic]. Qed.\n\
                 Lemma f_lipschitz : lipschitz f {text}.\nProof. apply ({lemma} {text}); [exact V_data | algebraic]. Qed."
            );
        }
        (Some(_), false) => {
            let _ = writeln!(
                out,
                "Lemma L_positive : 0 < {text}.\n\
                 Proof.\n  apply (algebraic_apart {}alpha alpha_enclosed nil {} ltac:(vm_compute; reflexivity)); algebraic.\nQed.",
                style.interval(),
                style.datum(l)
            );
        }
    }
    out + "\n"
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
    let first = "(hd (0,0)%Q Vq)";
    format!(
        "Definition c : lcert := LCert (fst {first}) (snd {first}) (tl Vq)\n  {}\n  {}\n  {level} {}.\n",
        list(points, rational),
        list(rows, row),
        claim.iterate
    )
}
