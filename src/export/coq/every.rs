//! Crossings of every iterate at once, by paths that end at an interval (Theorem 2).

use super::enclosure::poly;
use super::plan::Claim;
use super::points::{Points, placed};
use super::style::Style;
use super::text::{COMPUTED, list, number, rational, real};
use super::words::{Section, Words};
use crate::certificate::{Every, MapCertificate, Num, Ratio};
use crate::num::rational::{Int, Rat, rat_int};
use num_integer::Integer;
use num_traits::{One, Pow, Signed, Zero};

/// Above these sizes the check in Coq, cubic in the number of intervals, is not worth its time.
const MAX_POINTS: usize = 60;
const MAX_START: u64 = 200;
/// The witness of Theorem 2.
struct Witness<'a> {
    start: u64,
    rate: &'a Rat,
    vector: &'a [Ratio],
    interval: usize,
    constant: &'a Rat,
    error: &'a Num,
}

impl Witness<'_> {
    /// The witnesses of a certificate, one for each start.
    fn all(map: &MapCertificate) -> Vec<Witness<'_>> {
        let mut found: Vec<Witness> = Vec::new();
        for entry in &map.every {
            if let Every::Paths {
                start,
                rate,
                vector,
                interval,
                constant,
                error,
                ..
            } = entry
            {
                let new = found.iter().all(|w| w.start != *start);
                let witness = Witness {
                    start: *start,
                    rate: &rate.0,
                    vector,
                    interval: *interval,
                    constant: &constant.0,
                    error,
                };
                found.extend(new.then_some(witness));
            }
        }
        found
    }
    /// `0 <= v <= N(tau)`, `v A >= r v`, `c r^tau <= v_j`, and the error at most half the interval.
    fn holds(&self, set: &Points) -> bool {
        let n = set.intervals();
        let fits = n < MAX_POINTS
            && self.start <= MAX_START
            && self.interval < n
            && self.vector.len() == n
            && !self.rate.is_negative()
            && !self.constant.is_negative();
        if !fits {
            return false;
        }
        let into = |v: &[Rat]| {
            let mut out = vec![Rat::zero(); n];
            for (i, x) in v.iter().enumerate() {
                let (lo, hi) = set.span(i);
                out[lo..hi].iter_mut().for_each(|o| *o += x);
            }
            out
        };
        let v: Vec<Rat> = self.vector.iter().map(|v| v.0.clone()).collect();
        let counts = (0..self.start).fold(vec![Rat::one(); n], |v, _| into(&v));
        let grown = into(&v);
        let all = (0..n)
            .all(|i| !v[i].is_negative() && v[i] <= counts[i] && self.rate * &v[i] <= grown[i]);
        let Ok(tau) = i32::try_from(self.start) else {
            return false;
        };
        let gap = &set.width(self.interval) - &poly(self.error).scale(&rat_int(2));
        all && self.constant * self.rate.clone().pow(tau) <= v[self.interval]
            && set.enclosure.at_least_zero(&gap)
    }
}

/// Theorem 2 by the certificate's own witnesses: `every_t` by the first, `every_t_from_tau` by later ones.
pub fn paths(map: &MapCertificate, claim: &Claim, w: &Words) -> Option<Section> {
    let set = Points::of(claim)?;
    let witnesses = Witness::all(map).into_iter().filter(|w| w.holds(&set));
    let witnesses: Vec<Witness> = witnesses.collect();
    let (checked, _) = placed(claim);
    let mut text = format!("\nLemma checked_set : {checked} = true.\n{COMPUTED}\n");
    let mut says = Vec::new();
    for (i, witness) in witnesses.iter().enumerate() {
        let suffix = if i == 0 {
            String::new()
        } else {
            format!("_from_{}", witness.start)
        };
        let (r, c) = (real(witness.rate), real(witness.constant));
        says.push(format!(
            "every_t{suffix}: for every t >= {}, g of depth k and width w with (w+1)^k < {c} {r}^t errs by at least {} somewhere.",
            witness.start,
            number(witness.error)
        ));
        text += &theorem(claim, w, witness, &suffix);
    }
    (!says.is_empty()).then_some(Section {
        says,
        modules: Style::of(claim).pick("PathGrowth", "PathGrowth AlgebraicGrowth"),
        text,
    })
}

fn theorem(claim: &Claim, w: &Words, witness: &Witness, suffix: &str) -> String {
    let style = Style::of(claim);
    let Witness {
        start,
        rate,
        vector,
        interval,
        constant,
        error,
    } = witness;
    let scale = vector
        .iter()
        .fold(Int::one(), |s, v: &Ratio| s.lcm(v.0.denom()));
    let whole = |v: &Ratio| (&v.0 * Rat::from_integer(scale.clone())).to_integer();
    let entries: Vec<Int> = vector.iter().map(whole).collect();
    let (_, set) = placed(claim);
    let Words {
        a, b, given, names, ..
    } = w;
    let (r, c, e) = (real(rate), real(constant), number(error));
    let (rq, cq) = (rational(rate), rational(constant));
    let places = [&claim.ends.0, &claim.ends.1, *error].map(|n| style.datum(n));
    let places = places.join(" ");
    let neighbours = style.pick("check_neighbours", "check_algebraic_neighbours");
    let one = style.pick("rational", "algebraic");
    let field = style.pick("", "_ _ alpha alpha_enclosed m alpha_is_root ");
    let prefix = style.pick("", "algebraic_");
    let (theorem, arguments) = if names.is_empty() {
        ("map_every", "ps ")
    } else {
        ("set_every", "")
    };
    let hypotheses = if names.is_empty() { "" } else { "f Hf Hs Hv " };
    format!(
        "\n(* v/{scale} is at most the number of paths of {start} steps that end at each interval; v A >= r v for the rate r *)\n\
         Definition v{suffix} : list N := {}%N.\n\
         Lemma checked_paths{suffix} : check_paths_at sigma {interval} {start} {rq} {cq} {scale}%N v{suffix} = true.\n{COMPUTED}\n\
         Lemma checked_levels{suffix} : {neighbours} {}{set} {interval} {places} = true.\n{COMPUTED}\n\
         Theorem every_t{suffix} : {given}forall (t k : nat) (w : N) (g : net), ({start} <= t)%nat -> depth g = k -> width_le g w ->\n  \
         (IZR (Z.of_N w) + 1)^k < {c} * {r}^t ->\n  \
         exists z, {a} <= z <= {b} /\\ {e} <= Rabs (iter f t z - neval g z).\n\
         Proof.\n  intros{names} t k w g Ht Hd Hw Hk.\n  \
         apply ({prefix}{theorem} {field}Vq {arguments}sigma {interval} {start} {rq} {cq} {scale}%N v{suffix} {places} checked_set checked_paths{suffix}\n    \
         checked_levels{suffix} V {a} {b} {e} {c} {r} V_data ltac:({one}) ltac:({one}) ltac:({one}) ltac:(rational) ltac:(rational)\n    \
         {hypotheses}t g (repeat w k) Ht (fits_uniform g w k Hw Hd)).\n  \
         rewrite uniform_pieces. exact Hk.\nQed.\n",
        list(&entries, ToString::to_string),
        style.modulus(),
    )
}
