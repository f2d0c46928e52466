//! The Coq file for an assumption: every continuous map of an interval into itself with a point of one least period.

use super::text::{COMPUTED, comment, real};
use super::{CoqOptions, ExportError, MAX_UNARY};
use crate::certificate::{Assumption, ForcedReason, ForcedRow};
use crate::num::rational::{Int, Rat};
use num_traits::{One, Zero};
use std::fmt::Write;

/// Coq looks at all `m!` permutations: 8 takes some 20 s, 9 minutes.
const MAX_LENGTH: usize = 8;

/// The file for the row that the options choose: the first one with the largest excluded width.
pub fn file(source: &str, class: &Assumption, options: &CoqOptions) -> Result<String, ExportError> {
    let map = class.name.clone();
    let row = choose(class, options)?;
    let ForcedReason::Patterns { length, power, .. } = &row.reason else {
        return Err(ExportError::NotCovered {
            map,
            what: "its numbers rest on Stefan's theorem, which the library does not prove; lengths up to 8 are counted over all patterns",
        });
    };
    let (m, h) = (*length, *power);
    if m > MAX_LENGTH {
        return Err(ExportError::NotCovered {
            map,
            what: "Coq would look at all permutations of 9 points, which takes too long",
        });
    }
    for (what, value) in [("the iterate", row.iterate), ("the period", class.period)] {
        if value > MAX_UNARY {
            return Err(ExportError::TooLarge { what, value });
        }
    }
    if m < 2 || h == 0 || (m as u64).checked_mul(h) != Some(class.period) {
        return Err(ExportError::Malformed {
            map,
            what: "length and power do not give the period",
        });
    }
    let found = least(m, row.iterate / h);
    if found < row.crossings.0 {
        return Err(ExportError::CountDiffers {
            iterate: row.iterate,
            stated: row.crossings.0.clone(),
            found,
        });
    }
    Writer {
        class,
        row,
        length: m,
        power: h,
    }
    .file(source)
}

fn choose<'a>(class: &'a Assumption, options: &CoqOptions) -> Result<&'a ForcedRow, ExportError> {
    let blocks = class.certify.iter().enumerate();
    let blocks = blocks.filter(|(i, _)| options.block.is_none_or(|b| b == *i));
    let rows = blocks.flat_map(|(_, b)| &b.rows);
    let rows = rows.filter(|r| options.iterate.is_none_or(|t| t == r.iterate));
    let widest = |r: &ForcedRow| r.widths.iter().map(|c| c.width.0.clone()).max();
    let mut best: Option<&ForcedRow> = None;
    for row in rows {
        if best.is_none_or(|b| widest(row) > widest(b)) {
            best = Some(row);
        }
    }
    let map = class.name.clone();
    match best {
        None => Err(ExportError::NoSuchRow { map }),
        Some(row) if widest(row).unwrap_or_default().is_zero() => {
            Err(ExportError::NothingExcluded { map })
        }
        Some(row) => Ok(row),
    }
}

/// The least value of `max_j N_j(s)` over all cyclic permutations of `0, ..., m-1`.
fn least(m: usize, s: u64) -> Int {
    let mut best: Option<Int> = None;
    let mut rest: Vec<usize> = (1..m).collect();
    permute(&mut rest, 0, &mut |order| {
        // The cycle 0 -> order[0] -> order[1] -> ... -> 0.
        let mut image = vec![0; m];
        let mut at = 0;
        for &next in order {
            image[at] = next;
            at = next;
        }
        let mut ends = vec![Int::one(); m - 1];
        for _ in 0..s {
            let mut next = vec![Int::zero(); m - 1];
            for (i, n) in ends.iter().enumerate() {
                let (a, b) = (image[i], image[i + 1]);
                next[a.min(b)..a.max(b)].iter_mut().for_each(|x| *x += n);
            }
            ends = next;
        }
        let most = ends.into_iter().max().unwrap_or_default();
        if best.as_ref().is_none_or(|b| &most < b) {
            best = Some(most);
        }
    });
    best.unwrap_or_default()
}

fn permute(list: &mut [usize], from: usize, visit: &mut dyn FnMut(&[usize])) {
    if from >= list.len() {
        visit(list);
        return;
    }
    for i in from..list.len() {
        list.swap(from, i);
        permute(list, from + 1, visit);
        list.swap(from, i);
    }
}

struct Writer<'a> {
    class: &'a Assumption,
    row: &'a ForcedRow,
    length: usize,
    power: u64,
}

impl Writer<'_> {
    fn file(&self, source: &str) -> Result<String, ExportError> {
        let (p, t) = (self.class.period, self.row.iterate);
        let (m, h) = (self.length, self.power);
        let (s, r) = (t / h, t % h);
        let n = &self.row.crossings.0;
        let mut out = self.header(source);
        let _ = write!(
            out,
            "Require Import Reals List NArith ZArith Lra.\n\
             From Orbitex Require Import Crossings Networks Conclusions Orbits Triangles Area OrbitArea EveryCycle EveryMap.\n\
             Import ListNotations.\nOpen Scope R_scope.\n\n\
             Definition Ncross : N := {n}%N.\n\
             (* every permutation of {m} points that is one cycle crosses some neighbouring pair so often in {s} steps *)\n\
             Lemma checked : check_every {m} {s} Ncross = true.\n{COMPUTED}\n\n\
             Theorem crossings : {given}\n  \
             exists u v, u < v /\\ In u (orbit f {p} x) /\\ In v (orbit f {p} x) /\\ ncross (iter f {t}) u v lo hi Ncross.\n\
             Proof.\n  intros f lo hi Hf Hs x Hx Hp.\n  \
             exact (every_map {m} {h} {s} {r} Ncross ltac:(repeat constructor) checked f lo hi Hf Hs x Hx Hp).\nQed.\n",
            given = self.given("cont_on f lo hi"),
        );
        for cell in &self.row.widths {
            if cell.depth == 0 || u64::from(cell.depth) > MAX_UNARY {
                return Err(ExportError::TooLarge {
                    what: "the depth",
                    value: u64::from(cell.depth),
                });
            }
            let below = |w: &Int| (w > &Int::zero()).then(|| w - Int::one());
            if let Some(width) = below(&cell.width.0) {
                self.bound(&mut out, cell.depth, &width);
            }
            if let Some(width) = below(&cell.mean_width.0) {
                self.labels(&mut out, cell.depth, &width);
                self.area(&mut out, cell.depth, &width);
            }
        }
        let names: Vec<&str> = out
            .lines()
            .filter_map(|l| l.strip_prefix("Theorem ")?.split(' ').next())
            .collect();
        let all = names.join(", ");
        let _ = writeln!(
            out,
            "(* What all of it rests on. *)\nDefinition all_proved := ({all}).\nPrint Assumptions all_proved."
        );
        Ok(out)
    }
    fn given(&self, regular: &str) -> String {
        format!(
            "forall (f : R -> R) lo hi, {regular} -> selfmap f lo hi ->\n  forall x, lo <= x <= hi -> least_period f {} x ->",
            self.class.period
        )
    }
    fn gapped(&self, gap: &Rat) -> String {
        format!("gapped f {} x {}", self.class.period, real(gap))
    }
    fn header(&self, source: &str) -> String {
        let (p, t) = (self.class.period, self.row.iterate);
        let mut out = format!(
            "(* {}: period {p}. From {}, written by orbitex.\n\n   \
             Let f be any continuous map of an interval [lo,hi] into itself with a point x of least period {p}; its orbit is the list\n   \
             of the {p} points x, f x, ..., f^{} x. Nothing else is known of f.\n   \
             crossings: f^{t} crosses the levels of two points u < v of the orbit at least {} times.\n   \
             bound_depth_k: every ReLU network g of depth k and the width below errs by at least (v - u)/2 at some point.\n",
            comment(&self.class.name),
            comment(source),
            p - 1,
            self.row.crossings.0
        );
        if let Some(gap) = &self.class.gap {
            let _ = writeln!(
                out,
                "   gap_depth_k: if the points of the orbit are at least {0} apart, it errs by at least {0}/2 somewhere.",
                real(&gap.0)
            );
        }
        out.push_str("   labels_depth_k: so many of alternating points, chosen before g, get the wrong label.\n");
        if self.mean().is_some() {
            out.push_str("   area_depth_k: the integral of the absolute difference, with gap and Lipschitz constant as hypotheses.\n");
        }
        out.push_str("\n   Only the lemma called checked is computed, by vm_compute; all else is proved by the library. *)\n");
        out
    }
    fn bound(&self, out: &mut String, k: u32, width: &Int) {
        let (p, t) = (self.class.period, self.row.iterate);
        let given = self.given("cont_on f lo hi");
        let _ = write!(
            out,
            "Theorem bound_depth_{k} : {given}\n  \
             exists u v, u < v /\\ In u (orbit f {p} x) /\\ In v (orbit f {p} x) /\\\n  \
             forall g : net, depth g = {k}%nat -> width_le g {width} ->\n  \
             exists z, lo <= z <= hi /\\ (v - u) / 2 <= Rabs (iter f {t} z - neval g z).\n\
             Proof.\n  intros f lo hi Hf Hs x Hx Hp.\n  \
             destruct (crossed_sup f {p} {t} lo hi x Ncross (crossings f lo hi Hf Hs x Hx Hp) (repeat {width}%N {k}) ltac:(vm_compute; reflexivity))\n    \
             as (u & v & A & B & C & H).\n  \
             exists u, v. repeat (split; [assumption|]). intros g Hd Hw. exact (H g (fits_uniform g {width} {k} Hw Hd)).\nQed.\n"
        );
        let Some(gap) = &self.class.gap else { return };
        let (hypothesis, e) = (self.gapped(&gap.0), real(&gap.0));
        let half = real(&(&gap.0 / Rat::from_integer(2.into())));
        let _ = write!(
            out,
            "Theorem gap_depth_{k} : {given} {hypothesis} ->\n  \
             forall g : net, depth g = {k}%nat -> width_le g {width} ->\n  \
             exists z, lo <= z <= hi /\\ {half} <= Rabs (iter f {t} z - neval g z).\n\
             Proof.\n  intros f lo hi Hf Hs x Hx Hp Hg g Hd Hw.\n  \
             destruct (crossed_gap f {p} {t} lo hi x Ncross (crossings f lo hi Hf Hs x Hx Hp) {e} (repeat {width}%N {k}) Hg ltac:(vm_compute; reflexivity)\n    \
             g (fits_uniform g {width} {k} Hw Hd)) as (z & Hz & He).\n  \
             exists z. split; [exact Hz|lra].\nQed.\n"
        );
    }
    fn labels(&self, out: &mut String, k: u32, width: &Int) {
        let (p, t) = (self.class.period, self.row.iterate);
        let pieces = (width + Int::one()).pow(k);
        if pieces > self.row.crossings.0 {
            return;
        }
        let n = (&self.row.crossings.0 - &pieces + Int::one()) / Int::from(2);
        let _ = write!(
            out,
            "Theorem labels_depth_{k} : {given}\n  \
             exists u v zs, u < v /\\ In u (orbit f {p} x) /\\ In v (orbit f {p} x) /\\ N.of_nat (length zs) = (Ncross + 1)%N /\\\n  \
             alternates (iter f {t}) u v lo hi zs /\\\n  \
             forall g : net, depth g = {k}%nat -> width_le g {width} -> forall c, u < c <= v ->\n  \
             ({n} <= N.of_nat (mistakes (iter f {t}) (neval g) c zs))%N.\n\
             Proof.\n  intros f lo hi Hf Hs x Hx Hp.\n  \
             destruct (crossed_labels f {p} {t} lo hi x Ncross (crossings f lo hi Hf Hs x Hx Hp) (repeat {width}%N {k}) {n}%N\n    \
             ltac:(vm_compute; reflexivity) ltac:(vm_compute; discriminate)) as (u & v & zs & A & B & C & D & E & H).\n  \
             exists u, v, zs. repeat (split; [assumption|]). intros g Hd Hw. exact (H g (fits_uniform g {width} {k} Hw Hd)).\nQed.\n",
            given = self.given("cont_on f lo hi"),
        );
    }
    /// Gap and Lipschitz constant, where the row has a mean error.
    fn mean(&self) -> Option<(&Rat, &Rat)> {
        self.row.mean.as_ref()?;
        Some((
            &self.class.gap.as_ref()?.0,
            &self.class.lipschitz.as_ref()?.0,
        ))
    }
    fn area(&self, out: &mut String, k: u32, width: &Int) {
        let (p, t, n) = (self.class.period, self.row.iterate, &self.row.crossings.0);
        let Some((gap, limit)) = self.mean() else {
            return;
        };
        let pieces = (width + Int::one()).pow(k);
        if &pieces >= n {
            return;
        }
        let (hypothesis, gap, limit) = (self.gapped(gap), real(gap), real(limit));
        let _ = write!(
            out,
            "Theorem area_depth_{k} : {given} {hypothesis} ->\n  \
             forall g : net, depth g = {k}%nat -> width_le g {width} ->\n  \
             exists pr : Riemann_integrable (fun z => Rabs (iter f {t} z - neval g z)) lo hi,\n  \
             ({n} - {pieces}) * {gap}^2 / (4 * {limit}^{t}) <= RiemannInt pr.\n\
             Proof.\n  intros f lo hi Hf Hs x Hx Hp Hg g Hd Hw.\n  \
             exact (crossed_area f {p} {t} lo hi x Ncross (crossings f lo hi (lip_on_cont f {limit} lo hi Hf) Hs x Hx Hp) {gap} {limit} (repeat {width}%N {k})\n    \
             ltac:(lra) Hg ltac:(lra) Hf Hs ltac:(vm_compute; reflexivity) g (fits_uniform g {width} {k} Hw Hd)).\nQed.\n",
            given = self.given(&format!("lip_on f {limit} lo hi")),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Period 3 has one pattern up to mirror images: the Fibonacci numbers. Period 5 at 20 and 50: docs/theory.md, section 3.
    #[test]
    fn known_minima() {
        assert_eq!(least(3, 5), Int::from(13));
        assert_eq!(least(5, 20), Int::from(5369));
        assert_eq!(least(5, 50), Int::from(1_331_122_373));
        assert_eq!(least(7, 20), Int::from(3199));
    }
}
