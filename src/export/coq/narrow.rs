//! Theorem 11 for one depth: layers of one or two neurons change sign seldom, so more widths are excluded.
//!
//! The recursion is that of `coq/theories/Narrow.v`: with `n` pieces and `m` sign changes, both 1 at the input, a layer of
//! width `w` gives `n + w m` pieces and `0`, `m`, `min(2n, n + 2m)`, `n + w m` sign changes for `w = 0`, `1`, `2`, `>= 3`. Equal
//! layers of three neurons or more give the product of `width + 1`, so only widths 1 and 2 can gain.

use super::plan::Excluded;
use super::words::Words;
use crate::num::rational::Int;
use num_traits::One;

/// The most sign changes of a network with `depth` layers of `width` neurons.
fn most_signs(width: u32, depth: u32) -> Int {
    let (mut n, mut m) = (Int::one(), Int::one());
    for _ in 0..depth {
        let pieces = &n + &m * width;
        m = match width {
            0 => Int::default(),
            1 => m,
            2 => Int::min(&n * 2, &n + &m * 2),
            _ => pieces.clone(),
        };
        n = pieces;
    }
    m
}

/// The largest width that the sign changes exclude at this depth, if the count of pieces excludes only smaller ones;
/// `by_pieces` is the largest of those.
pub fn excluded(crossings: &Int, depth: u32, by_pieces: Option<&Int>) -> Option<Excluded> {
    let (width, signs) = [2, 1]
        .map(|w| (w, most_signs(w, depth)))
        .into_iter()
        .find(|(_, signs)| signs < crossings)?;
    let width = Int::from(width);
    if by_pieces.is_some_and(|w| *w >= width) {
        return None;
    }
    let labels = (crossings - &signs + Int::one()) / Int::from(2);
    Some(Excluded {
        depth,
        width,
        pieces: signs,
        labels,
    })
}

/// The bound and the wrong labels of every such network.
pub fn theorems(w: &Words, d: &Excluded) -> String {
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
    let (k, width, n) = (d.depth, &d.width, &d.labels);
    let intros = if names.is_empty() {
        String::new()
    } else {
        format!("intros{names}.\n  ")
    };
    format!(
        "Theorem narrow_bound_depth_{k} : {given}forall g : net, depth g = {k}%nat -> width_le g {width} ->\n  \
         exists z, {a} <= z <= {b} /\\ {e} <= Rabs (iter f {t} z - neval g z).\n\
         Proof.\n  intros{names} g Hd Hw.\n  \
         destruct (sup_narrow (iter f {t}) {x} {y} {a} {b} Ncross g (repeat {width}%N {k}) apart {crossings}\n    \
         (fits_uniform g {width} {k} Hw Hd) ltac:(vm_compute; reflexivity)) as (z & Hz & He).\n  \
         exists z. split; [exact Hz|lra].\nQed.\n\
         Theorem narrow_labels_depth_{k} : {given}exists zs, N.of_nat (length zs) = (Ncross + 1)%N /\\\n  \
         alternates (iter f {t}) {x} {y} {a} {b} zs /\\\n  \
         forall g : net, depth g = {k}%nat -> width_le g {width} -> forall c, {x} < c <= {y} ->\n  \
         ({n} <= N.of_nat (mistakes (iter f {t}) (neval g) c zs))%N.\n\
         Proof.\n  {intros}\
         destruct (labels_narrow (iter f {t}) {x} {y} {a} {b} Ncross apart ltac:(vm_compute; reflexivity) {crossings})\n    \
         as (zs & Hn & Hz & H).\n  \
         exists zs. split; [exact Hn|]. split; [exact Hz|]. intros g Hd Hw c Hc.\n  \
         refine (N.le_trans _ _ _ _ (H g (repeat {width}%N {k}) c Hc (fits_uniform g {width} {k} Hw Hd))).\n  \
         vm_compute. discriminate.\nQed.\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One neuron a layer: one sign change at every depth. Two: 2, 6, 14, 38, 94. Three: the product 4^depth.
    #[test]
    fn sign_changes_of_equal_layers() {
        let list = |w: u32| (1..=5).map(|k| most_signs(w, k)).collect::<Vec<Int>>();
        assert_eq!(list(0), [0, 0, 0, 0, 0].map(Int::from));
        assert_eq!(list(1), [1, 1, 1, 1, 1].map(Int::from));
        assert_eq!(list(2), [2, 6, 14, 38, 94].map(Int::from));
        assert_eq!(list(3), [4, 16, 64, 256, 1024].map(Int::from));
    }

    #[test]
    fn only_a_gain_is_stated() {
        let of = |n: u32, k, w: Option<u32>| {
            excluded(&Int::from(n), k, w.map(Int::from).as_ref()).map(|d| d.width)
        };
        // 100 crossings at depth 5: 2^5 < 100 <= 3^5, so pieces exclude width 1, sign changes also 2 (94).
        assert_eq!(of(100, 5, Some(1)), Some(Int::from(2)));
        assert_eq!(of(94, 5, Some(1)), None);
        assert_eq!(of(30, 5, Some(0)), Some(Int::from(1)));
        assert_eq!(of(2, 9, Some(0)), Some(Int::from(1)));
        assert_eq!(of(1, 9, None), None);
        assert_eq!(of(100, 2, Some(8)), None);
    }
}
