//! The area of every iterate where crossings grow like the Lipschitz constant (Theorem 6).

use super::areas::{MAX_POINTS, Statement, proofs, rational};
use super::enclosure::poly;
use super::plan::Claim;
use super::points::Points;
use super::style::{Frame, element};
use super::text::{COMPUTED, list, number};
use super::words::{Section, Words};
use crate::certificate::Every;
use crate::num::polynomial::{Poly, RatPoly};
use crate::num::rational::rat_int;

/// The theorem, where Coq can check the vector in the interval of `alpha`.
pub fn section(entry: &Every, claim: &Claim, w: &Words) -> Option<Section> {
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
        modules: "PathGrowth Algebraic AlgebraicGrowth AlgebraicPartition Extremal",
        text,
    })
}
