//! The section on statements for all iterates at once: Theorems 2, 6, 6' and 6'' with the numbers put in.

use super::ReportError;
use super::area::{below, domain};
use super::escape::{Tex, width};
use super::growth::{Relation, relation_to};
use super::number::{rational, slashed};
use super::view::View;
use super::words::point;
use crate::certificate::{Every, Num, Ratio};
use crate::num::Number;
use crate::num::rational::{Rat, decimal, rat};
use num_traits::{One, Zero};
use serde_json::{Value, json};

/// Vectors of more entries are left to the certificate.
const ENTRIES: usize = 12;
/// Exact errors wider than this are replaced by a decimal below them.
const SHARED: usize = 18;
/// Equations are written out for so many intervals.
const LINES: usize = 6;

/// The section; empty if there is no such statement.
pub fn section(view: &View) -> Result<Tex, ReportError> {
    if view.map.every.is_empty() {
        return Ok(Tex::default());
    }
    let mut statements = Vec::new();
    let mut again: Option<String> = None;
    let mut first: Option<String> = None;
    for (i, statement) in view.map.every.iter().enumerate() {
        if covered(view, statement) || vacuous(view, statement) {
            continue;
        }
        let mut value = facts(view, statement)?;
        let label = label(view, statement, i);
        value["again"] = json!(again);
        if matches!(statement, Every::Slopes { .. }) {
            again = Some(format!("{}:{label}", view.id));
        }
        if matches!(statement, Every::Paths { .. }) {
            value["first"] = json!(first);
            first.get_or_insert(format!("{}:{label}", view.id));
        }
        value["label"] = json!(label);
        statements.push(value);
    }
    if statements.is_empty() {
        return Ok(Tex::default());
    }
    let context = json!({
        "h": view.place.h, "id": view.id, "doc": view.place.doc, "orbit": view.orbit(),
        "domain": domain(view)?,
        "lipschitz": view.map.lipschitz.as_ref().map(|l| view.numbers.exact_and_decimal(l, 4)).transpose()?,
        "lemma": if view.map.polynomial.is_some() { "covers" } else { "paths" },
        "covered": view.map.every.iter().any(|e| covered(view, e) && !vacuous(view, e)),
        "narrow": view.place.fragment,
        "statements": statements,
    });
    view.place.templates.latex("every", &context)
}

/// Does the statement by equality of growth and Lipschitz constant (Theorem 6) say at least as much as this one, for
/// as many pieces? Such a statement stays in the certificate and is not printed.
pub fn covered(view: &View, statement: &Every) -> bool {
    let (kappa, rate, error) = match statement {
        Every::Slopes {
            slope,
            kappa,
            error,
            ..
        } => (kappa, view.numbers.number(slope), error),
        Every::Squares {
            theta,
            kappa,
            error,
            ..
        } => (kappa, Number::from(&theta.0.recip()), error),
        Every::Paths { .. } | Every::Extremal { .. } => return false,
    };
    let Some(lipschitz) = view.map.lipschitz.as_ref() else {
        return false;
    };
    let lipschitz = view.numbers.number(lipschitz);
    view.map.every.iter().any(|e| match e {
        Every::Extremal {
            kappa: more,
            error: larger,
            ..
        } => {
            kappa.0 <= more.0
                && rate <= lipschitz
                && view.numbers.number(error) <= view.numbers.number(larger)
        }
        _ => false,
    })
}

/// Is it about fewer pieces than one for every `t`? A number of pieces `kappa r^t` with `r <= 1` is (`kappa < 1`).
pub fn vacuous(view: &View, statement: &Every) -> bool {
    let one = Number::from(1);
    let (kappa, small) = match statement {
        Every::Paths { .. } => return false,
        Every::Extremal { kappa, .. } => (
            kappa,
            view.map
                .lipschitz
                .as_ref()
                .is_none_or(|l| view.numbers.number(l) <= one),
        ),
        Every::Slopes { kappa, slope, .. } => (kappa, view.numbers.number(slope) <= one),
        Every::Squares { kappa, theta, .. } => (kappa, theta.0 >= Rat::one()),
    };
    small && kappa.0 < Rat::one()
}

fn label(view: &View, statement: &Every, i: usize) -> String {
    let word = match statement {
        Every::Paths { .. } => "every-sup",
        Every::Extremal { .. } => "every-extremal",
        Every::Slopes { .. } => "every-slopes",
        Every::Squares { .. } => "every-squares",
    };
    let same = |e: &Every| std::mem::discriminant(e) == std::mem::discriminant(statement);
    if view.map.every[..i].iter().any(same) {
        format!("{word}-{}", i + 1)
    } else {
        word.to_string()
    }
}

fn facts(view: &View, statement: &Every) -> Result<Value, ReportError> {
    let error = |n: &Num| -> Result<Value, ReportError> {
        let long = |r: Rat| *r.denom() > crate::num::Int::from(9_999);
        // It shares a line with the sum that it bounds.
        let wide = |n: &Num| width(&view.numbers.exact(n).0) > SHARED;
        if wide(n) || !view.numbers.is_short(n) || n.to_rational().is_some_and(long) {
            let below = below(view, n);
            return Ok(json!({ "error": below, "exact": format!("\\ge {below}") }));
        }
        let relation = format!("={}", view.numbers.exact(n));
        Ok(json!({ "error": view.numbers.exact_and_decimal(n, 4)?, "exact": relation }))
    };
    Ok(match statement {
        Every::Paths {
            start,
            rate,
            vector,
            interval,
            constant,
            error: half,
            ..
        } => {
            let c = short_rational(&constant.0);
            let r = plain(&rate.0);
            let one = constant.0.is_one();
            json!({
                "method": "paths",
                "start": start,
                "x": level(view, *interval),
                "y": level(view, *interval + 1),
                "interval": interval,
                "constant": c,
                "constant_times": if one { String::new() } else { format!("{c}\\cdot ") },
                "rate": r,
                "width": if one { format!("{r}^{{\\,t/k}}-1") } else { format!("\\bigl({c}\\cdot {r}^{{\\,t}}\\bigr)^{{1/k}}-1") },
                "error": if view.numbers.is_short(half) { view.numbers.exact_and_decimal(half, 4)? } else { below(view, half) },
                "vector": ratios(view, vector),
            })
        }
        Every::Extremal {
            vector,
            kappa,
            error: value,
            ..
        } => {
            let e = error(value)?;
            json!({
                "method": "extremal",
                "vector": tuple(view, vector),
                "kappa": plain(&kappa.0),
                "error": e["error"],
                "error_exact": e["exact"],
            })
        }
        Every::Slopes {
            slope,
            measure,
            kappa,
            error: value,
            ..
        } => {
            let e = error(value)?;
            json!({
                "method": "slopes",
                "slope": view.numbers.short(slope)?,
                "base": base(&view.numbers.short(slope)?),
                "flat": flat(view),
                "vector": tuple(view, measure),
                "lines": measure_lines(view, measure),
                "kappa": plain(&kappa.0),
                "error": e["error"],
                "error_exact": e["exact"],
            })
        }
        Every::Squares {
            measure,
            z,
            theta,
            kappa,
            roots,
            error: value,
            ..
        } => {
            let e = error(value)?;
            json!({
                "method": "squares",
                "flat": flat(view),
                "vector": tuple(view, measure),
                "lines": measure_lines(view, measure),
                "z": decimals(view, z),
                "z_lines": square_lines(view, z, &theta.0),
                "kappa": plain(&kappa.0),
                "theta": plain(&theta.0),
                "rate": rate_below(&theta.0),
                "roots": ratios(view, roots),
                "above": above(view),
                "limit": limit(view, measure)?,
                "error": e["error"],
                "error_exact": e["exact"],
            })
        }
    })
}

/// A point of the partition as a level: exactly, or by its name where it is long.
fn level(view: &View, i: usize) -> Tex {
    let p = &view.map.partition.points[i];
    if view.numbers.is_short(p) {
        view.numbers.exact(p)
    } else {
        Tex(point(i))
    }
}

/// A number as the base of a power: in brackets if it is more than one sign or literal.
fn base(number: &Tex) -> Tex {
    let literal = number.0.chars().all(|c| c.is_ascii_digit() || c == '.');
    let command = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphabetic());
    if literal || number.0.strip_prefix('\\').is_some_and(command) {
        number.clone()
    } else {
        Tex(format!("({number})"))
    }
}

/// Is the Lipschitz constant of the map above its growth?
fn above(view: &View) -> bool {
    view.map
        .lipschitz
        .as_ref()
        .is_some_and(|l| relation_to(view, l) == Relation::Below)
}

/// Is the map flat somewhere?
fn flat(view: &View) -> bool {
    view.map.partition.rows.iter().any(|(lo, hi)| lo == hi)
}

/// A decimal where the denominator is a power of ten, else a fraction.
pub fn plain(r: &Rat) -> Tex {
    for digits in 0..=12 {
        let scale = Rat::from_integer(crate::num::Int::from(10).pow(digits));
        if (r * &scale).is_integer() {
            return Tex(decimal(r, digits));
        }
    }
    rational(r)
}

fn short_rational(r: &Rat) -> Tex {
    let tex = plain(r);
    if width(&tex.0) <= 16 {
        tex
    } else {
        Tex(decimal(r, 8))
    }
}

/// `1/theta` rounded down to four decimals, or exactly if that is short.
pub fn rate_below(theta: &Rat) -> Tex {
    let rate = theta.recip();
    if *rate.denom() <= crate::num::Int::from(100) {
        return if rate.is_integer() {
            rational(&rate)
        } else {
            Tex(format!("({})", slashed(&rate)))
        };
    }
    let scale = Rat::from_integer(crate::num::Int::from(10_000));
    plain(&((rate * &scale).floor() / scale))
}

/// `(a,b,c)`, if it fits on a line.
fn tuple(view: &View, entries: &[Num]) -> Option<Tex> {
    if entries.len() > ENTRIES || !entries.iter().all(|n| view.numbers.is_short(n)) {
        return None;
    }
    let shown: Vec<String> = entries.iter().map(|n| view.numbers.exact(n).0).collect();
    fits(view, shown)
}

/// The same with decimals for rationals.
fn decimals(view: &View, entries: &[Num]) -> Option<Tex> {
    if entries.len() > ENTRIES {
        return None;
    }
    let shown: Option<Vec<String>> = entries
        .iter()
        .map(|n| Some(plain(&n.to_rational()?).0))
        .collect();
    fits(view, shown?)
}

fn ratios(view: &View, entries: &[Ratio]) -> Option<Tex> {
    if entries.len() > ENTRIES {
        return None;
    }
    fits(view, entries.iter().map(|r| plain(&r.0).0).collect())
}

fn fits(view: &View, shown: Vec<String>) -> Option<Tex> {
    let text = format!("({})", shown.join(",\\ "));
    (width(&text) <= view.place.line).then_some(Tex(text))
}

fn length(view: &View, i: usize) -> Number {
    let points = &view.map.partition.points;
    view.numbers.number(&points[i + 1]) - view.numbers.number(&points[i])
}

/// The length of the image of an interval of a closed partition.
fn image_length(view: &View, i: usize) -> Number {
    let (lo, hi) = view.map.partition.rows[i];
    let points = &view.map.partition.points;
    view.numbers.number(&points[hi]) - view.numbers.number(&points[lo])
}

fn exact(view: &View, x: &Number) -> Tex {
    view.numbers.exact(&Num(x.coeffs()))
}

/// `(pi W)_j` entry by entry, each with its terms, if all this is short.
fn measure_lines(view: &View, measure: &[Num]) -> Option<Tex> {
    let n = measure.len();
    if n > LINES || !measure.iter().all(|p| view.numbers.is_short(p)) {
        return None;
    }
    let mut lines = Vec::new();
    for j in 0..n {
        let mut terms = Vec::new();
        let mut sum = Number::zero();
        for i in view.covered_by(j) {
            let pi = view.numbers.number(&measure[i]);
            let part = length(view, j) / image_length(view, i);
            if pi.is_zero() {
                continue;
            }
            terms.push(if part == Number::one() {
                exact(view, &pi).0
            } else {
                format!("{}\\cdot {}", bracketed(view, &pi), bracketed(view, &part))
            });
            sum = sum + pi * part;
        }
        let value = exact(view, &sum);
        let pi = view.numbers.number(&measure[j]);
        let relation = if sum == pi { "=" } else { "\\ge" };
        let middle = match terms.len() {
            0 => String::new(),
            1 if terms[0] == value.0 => String::new(),
            _ => format!("{}=", terms.join("+")),
        };
        lines.push(format!(
            "(\\pi W)_{{{j}}}&={middle}{value}{}",
            if relation == "=" {
                format!("=\\pi_{{{j}}}")
            } else {
                format!("\\ge\\pi_{{{j}}}={}", exact(view, &pi))
            }
        ));
    }
    display(view, lines)
}

/// `(z B_2)_j <= theta z_j` entry by entry, through decimals between the two where they are long.
fn square_lines(view: &View, z: &[Num], theta: &Rat) -> Option<Tex> {
    let n = z.len();
    if n > LINES {
        return None;
    }
    let mut lines = Vec::new();
    for j in 0..n {
        let mut sum = Number::zero();
        for i in view.covered_by(j) {
            let slope = image_length(view, i) / length(view, i);
            sum = sum + view.numbers.number(&z[i]) / (&slope * &slope);
        }
        let right = view.numbers.number(&z[j]) * Number::from(theta);
        let (a, b) = (rounded(&sum, true), rounded(&right, false));
        if a > b {
            return None;
        }
        let relation = |exact: bool| if exact { "=" } else { "\\le " };
        let middle = if a == b {
            plain(&a).0
        } else {
            format!("{}\\le {}", plain(&a), plain(&b))
        };
        lines.push(format!(
            "(zB_2)_{{{j}}}&{}{middle}{}\\theta z_{{{j}}}",
            relation(sum == Number::from(&a)),
            relation(right == Number::from(&b))
        ));
    }
    display(view, lines)
}

/// The number itself if it is a short rational, else six decimals above or below it.
fn rounded(x: &Number, up: bool) -> Rat {
    if let Some(r) = x.to_rational().filter(|r| width(&plain(r).0) <= 10) {
        return r;
    }
    let scale = crate::num::Int::from(1_000_000);
    let scaled = x * &Number::from(scale.clone());
    let digits = if up {
        -(-&scaled).floor()
    } else {
        scaled.floor()
    };
    Rat::new(digits, scale)
}

fn bracketed(view: &View, x: &Number) -> String {
    let tex = exact(view, x).0;
    if tex.starts_with("\\frac") || !tex.contains(['+', '-']) {
        tex
    } else {
        format!("({tex})")
    }
}

fn display(view: &View, lines: Vec<String>) -> Option<Tex> {
    let widest = lines.iter().map(|l| width(l)).max().unwrap_or(0);
    (widest <= view.place.line).then(|| Tex(lines.join("\\\\\n")))
}

/// `(1/4) sum_j |I_j| pi_j`.
fn limit(view: &View, measure: &[Num]) -> Result<Tex, ReportError> {
    let sum = measure
        .iter()
        .enumerate()
        .fold(Number::zero(), |sum, (j, p)| {
            sum + view.numbers.number(p) * length(view, j)
        });
    let value = Num((sum * Number::from(rat(1, 4))).coeffs());
    if value.0.iter().all(Zero::is_zero) {
        return Ok(Tex("0".into()));
    }
    view.numbers.exact_and_decimal(&value, 4)
}
