//! The theorems about networks of one depth: sup norm, labels, area.

use super::plan::{Claim, Excluded, Subject};
use super::words::Words;

/// Every such network errs somewhere by at least `(y - x)/2`.
pub fn bound(w: &Words, d: &Excluded) -> String {
    let Words {
        a,
        b,
        x,
        y,
        t,
        e,
        given,
        names,
        crossings,
        ..
    } = w;
    let (k, width) = (d.depth, &d.width);
    format!(
        "Theorem bound_depth_{k} : {given}forall g : net, depth g = {k}%nat -> width_le g {width} ->\n  \
         exists z, {a} <= z <= {b} /\\ {e} <= Rabs (iter f {t} z - neval g z).\n\
         Proof.\n  intros{names} g Hd Hw.\n  \
         destruct (sup_widths (iter f {t}) {x} {y} {a} {b} Ncross g (repeat {width}%N {k}) apart {crossings}\n    \
         (fits_uniform g {width} {k} Hw Hd) ltac:(vm_compute; reflexivity)) as (z & Hz & He).\n  \
         exists z. split; [exact Hz|lra].\nQed.\n"
    )
}

/// Every such network gets so many of the alternating points wrong.
pub fn labels(w: &Words, d: &Excluded) -> String {
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
         destruct (classification_widths (iter f {t}) {x} {y} {a} {b} Ncross apart ltac:(vm_compute; reflexivity) {crossings})\n    \
         as (zs & Hn & Hz & H).\n  \
         exists zs. split; [exact Hn|]. split; [exact Hz|]. intros g Hd Hw c Hc.\n  \
         refine (N.le_trans _ _ _ _ (H g (repeat {width}%N {k}) c Hc (fits_uniform g {width} {k} Hw Hd))).\n  \
         vm_compute. discriminate.\nQed.\n"
    )
}

/// Every such network is at least so far away in area.
pub fn area(claim: &Claim, w: &Words, d: &Excluded) -> String {
    let Words {
        a,
        b,
        x,
        y,
        t,
        l,
        given_lipschitz,
        names,
        crossings_lipschitz,
        ..
    } = w;
    let (k, width, pieces, n) = (d.depth, &d.width, &d.pieces, &claim.crossings);
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
         exact ({theorem} f {l} {t} {x} {y} {a} {b} Ncross g (repeat {width}%N {k}) apart L_positive {hypotheses}\n    \
         {crossings_lipschitz} (fits_uniform g {width} {k} Hw Hd) ltac:(vm_compute; reflexivity)).\nQed.\n"
    )
}
