//! The two ways of writing data and naming lemmas: over the rationals, over `Q(alpha)`.

use super::enclosure::Enclosure;
use super::plan::{Claim, Subject};
use super::text::{COMPUTED, coefficients, rational};
use crate::certificate::Num;

/// How the data of a claim are written and which lemmas apply: over the rationals or over `Q(alpha)`.
pub struct Style<'a> {
    /// Where `alpha` is, if the numbers are not rational.
    pub field: Option<&'a Enclosure>,
}

impl<'a> Style<'a> {
    /// The style of a claim.
    pub fn of(claim: &'a Claim) -> Style<'a> {
        Style {
            field: claim.field.as_ref(),
        }
    }
    /// A number as data.
    pub fn datum(&self, x: &Num) -> String {
        match (self.field, x.to_rational()) {
            (None, Some(r)) => rational(&r),
            _ => format!("{}%Q", coefficients(x)),
        }
    }
    /// The type of a number as data.
    pub fn kind(&self) -> &'static str {
        if self.field.is_some() { "poly" } else { "Q" }
    }
    /// The ends of the interval of `alpha`, as arguments.
    pub fn interval(&self) -> String {
        self.field.map(interval).unwrap_or_default()
    }
    /// The same and the polynomial.
    pub fn modulus(&self) -> String {
        if self.field.is_some() {
            format!("{}m ", self.interval())
        } else {
            String::new()
        }
    }
    /// Chooses between the names of the two styles.
    pub fn pick<'t>(&self, rational: &'t str, algebraic: &'t str) -> &'t str {
        if self.field.is_some() {
            algebraic
        } else {
            rational
        }
    }
}

/// The names under which the lemmas about `Q(alpha)` take a claim's data; rational numbers are constants there.
pub struct Frame {
    /// The ends of the interval in which points are compared, as arguments of a check.
    pub wide: String,
    /// The ends of the interval in which sums are compared, as arguments of a check.
    interval: String,
    /// The intervals, `alpha` and the polynomial with their properties, as arguments of a theorem.
    pub known: &'static str,
    /// The vertices.
    pub vertices: &'static str,
    /// The points.
    pub points: &'static str,
    /// The lemma that says what the vertices are.
    pub data: &'static str,
    /// Definitions and lemmas that come first.
    pub opening: String,
}

const CONSTANTS: &str = "\n(* no alpha is needed: all numbers are constants *)\n\
    Definition m : poly := [0; 1]%Q.\n\
    Lemma V_constants : V = map (vertex_at 0) (constants Vq).\n\
    Proof. rewrite constants_at. exact V_data. Qed.\n";

impl Frame {
    /// The names for a claim.
    pub fn of(claim: &Claim) -> Frame {
        let set = matches!(claim.subject, Subject::Set { .. });
        let (interval, known, opening) = match (&claim.field, &claim.sharp) {
            (None, _) => (
                "0 0 ".into(),
                "0 0 0 zero_enclosed 0 0 zero_enclosed m zero_is_root",
                CONSTANTS.into(),
            ),
            (Some(field), None) => (
                interval(field),
                "_ _ alpha alpha_enclosed _ _ alpha_enclosed m alpha_is_root",
                String::new(),
            ),
            (Some(field), Some(sharp)) => (
                "sharp_lo sharp_hi ".into(),
                "_ _ alpha alpha_enclosed _ _ alpha_sharp m alpha_is_root",
                sharper(field, sharp),
            ),
        };
        let points = match (&claim.field, set) {
            (Some(_), true) => "(map fst Vq)",
            (Some(_), false) => "ps",
            (None, true) => "(map fst (constants Vq))",
            (None, false) => "(constant_points ps)",
        };
        let (vertices, data) = match &claim.field {
            Some(_) => ("Vq", "V_data"),
            None => ("(constants Vq)", "V_constants"),
        };
        let wide = claim.field.as_ref().map_or("0 0 ".into(), self::interval);
        Frame {
            wide,
            interval,
            known,
            vertices,
            points,
            data,
            opening,
        }
    }
    /// The interval and the polynomial, as arguments of a check.
    pub fn field(&self) -> String {
        format!("{}m ", self.interval)
    }
}

fn interval(e: &Enclosure) -> String {
    format!("{} {} ", rational(&e.interval.0), rational(&e.interval.1))
}

/// The narrower interval, as a consequence of the wider one and the equation.
fn sharper(field: &Enclosure, sharp: &Enclosure) -> String {
    format!(
        "\n(* the polynomial is monotone in the interval of alpha, so the equation allows a narrower one *)\n\
         Definition sharp_lo : Q := {}.\nDefinition sharp_hi : Q := {}.\n\
         Lemma checked_sharper : check_sharper {}m sharp_lo sharp_hi = true.\n\
         {COMPUTED}\n\
         Lemma alpha_sharp : Q2R sharp_lo <= alpha <= Q2R sharp_hi.\n\
         Proof. exact (sharper _ _ _ _ _ checked_sharper alpha alpha_enclosed alpha_is_root). Qed.\n",
        rational(&sharp.interval.0),
        rational(&sharp.interval.1),
        interval(field)
    )
}

/// An element of `Q(alpha)`, or a rational, as data of these lemmas.
pub fn element(x: &Num) -> String {
    format!("{}%Q", coefficients(x))
}
