//! The names and phrases that all theorems of one file share, and the comment that says in words what is proved.

use super::plan::{Claim, Subject};
use super::text::{comment, number};
use num_traits::One;

/// A part of a file beyond the row of crossings: theorems, what they say, the modules they need.
pub struct Section {
    /// The sentences of the opening comment.
    pub says: Vec<String>,
    /// The names of modules of the library, separated by blanks.
    pub modules: &'static str,
    /// Lemmas and theorems.
    pub text: String,
}

/// The texts of the numbers and hypotheses of one claim.
pub struct Words {
    /// The left end of the domain.
    pub a: String,
    /// The right end of the domain.
    pub b: String,
    /// The lower level.
    pub x: String,
    /// The upper level.
    pub y: String,
    /// `(y - x)/2`.
    pub e: String,
    /// The Lipschitz constant.
    pub l: String,
    /// The iterate.
    pub t: u64,
    /// Hypotheses on `f`, for an unknown map.
    pub given: String,
    /// The same with a Lipschitz constant in place of continuity.
    pub given_lipschitz: String,
    /// Names of these hypotheses.
    pub names: &'static str,
    /// The crossings of `f^t`, applied to the hypotheses.
    pub crossings: &'static str,
    /// The same, under the Lipschitz hypothesis.
    pub crossings_lipschitz: String,
}

impl Words {
    /// The words of a claim.
    pub fn new(claim: &Claim) -> Words {
        let (a, b) = (number(&claim.ends.0), number(&claim.ends.1));
        let l = claim.lipschitz.as_ref().map(number).unwrap_or_default();
        let mut words = Words {
            given: String::new(),
            given_lipschitz: String::new(),
            names: "",
            crossings: "crossings",
            crossings_lipschitz: "crossings".into(),
            x: number(&claim.levels.0),
            y: number(&claim.levels.1),
            e: number(&claim.error),
            t: claim.iterate,
            a,
            b,
            l,
        };
        if matches!(claim.subject, Subject::Set { .. }) {
            let Words { a, b, l, .. } = &words;
            let rest = format!("selfmap f {a} {b} -> takes f V ->\n  ");
            let continuous = format!("forall f : R -> R, cont_on f {a} {b} -> {rest}");
            let lipschitz = format!("forall f : R -> R, lip_on f {l} {a} {b} -> {rest}");
            words.crossings_lipschitz =
                format!("(crossings f (lip_on_cont f {l} {a} {b} Hf) Hs Hv)");
            (words.given, words.given_lipschitz) = (continuous, lipschitz);
            (words.names, words.crossings) = (" f Hf Hs Hv", "(crossings f Hf Hs Hv)");
        }
        words
    }
}

/// The opening comment; `more`: the sections beyond the row of crossings.
pub fn header(source: &str, claim: &Claim, w: &Words, more: &[Section]) -> String {
    let Words {
        a,
        b,
        x,
        y,
        e,
        l,
        t,
        ..
    } = w;
    let mut out = format!(
        "(* {}: {}. From {}, written by orbitex.\n\n",
        comment(&claim.name),
        comment(&claim.origin),
        comment(source)
    );
    let mut line = |text: String| {
        out.push_str("   ");
        out.push_str(&text);
        out.push('\n');
    };
    if let Some(field) = &claim.field {
        let (lo, hi) = &field.interval;
        line(format!(
            "Let alpha be a root in [{lo},{hi}] of the polynomial in the hypothesis alpha_root; alpha_exists: there is one."
        ));
    }
    let unknown = matches!(claim.subject, Subject::Set { .. });
    line(if unknown {
        format!(
            "Let f be any continuous map of [{a},{b}] into itself with the values V, a list of pairs (p, f p)."
        )
    } else {
        "Let f be the map whose graph joins the vertices V by straight lines.".into()
    });
    line(format!(
        "crossings: f^{t} crosses the levels x = {x}, y = {y} at least {} times on [{a},{b}].",
        claim.crossings
    ));
    line(format!(
        "bound_depth_k: every ReLU network g of depth k and the width below errs by at least {e} at some point of [{a},{b}]."
    ));
    let points = &claim.crossings + num_bigint::BigInt::one();
    line(format!(
        "labels_depth_k: there are {points} points, chosen before g, where f^{t} is alternately x and y; for every c in"
    ));
    line("  (x,y], g gives at least so many of them the wrong label [value at least c].".into());
    if claim.lipschitz.is_some() {
        let given = if unknown {
            format!("if f is {l}-Lipschitz on [{a},{b}], ")
        } else {
            String::new()
        };
        line(format!(
            "area_depth_k: {given}the integral of |f^{t} - g| over [{a},{b}] is at least"
        ));
        line(format!(
            "  (crossings - pieces) (y - x)^2 / (4 L^{t}), where L = {l}."
        ));
    }
    more.iter()
        .flat_map(|s| &s.says)
        .for_each(|s| line(s.clone()));
    line("Depth counts hidden layers, not the affine output layer; every hidden layer has at most `width` neurons:".into());
    for d in &claim.depths {
        line(format!(
            "  depth {}, width {}: at most {} pieces, at least {} wrong labels",
            d.depth, d.width, d.pieces, d.labels
        ));
    }
    if !claim.narrow.is_empty() {
        out.push_str(
            "   narrow_bound_depth_k, narrow_labels_depth_k: the same for wider layers, by sign changes (Theorem 11; no skip connections):\n",
        );
    }
    for d in &claim.narrow {
        out.push_str(&format!(
            "     depth {}, width {}: at most {} sign changes, at least {} wrong labels\n",
            d.depth, d.width, d.pieces, d.labels
        ));
    }
    out.push_str("\n   Only the lemmas called checked... are computed, by vm_compute; all else is proved by the library. *)\n");
    out
}
