//! What `orbitex analyze` shows of one map on a terminal.

use super::analysis::{field, number_of};
use super::{regime, thresholds};
use crate::certificate::{
    AreaBound, Count, Every, Growth, Integer, Kind, LadderRow, MapCertificate, Num, PieceCell,
    UpperWitness,
};
use crate::num::logarithm::log_decimal;
use crate::num::polynomial::IntPoly;
use crate::num::rational::{Rat, decimal, rat};
use crate::num::{Field, Number};
use std::fmt::Write;
use std::sync::Arc;

/// The width that text is folded to.
const WIDTH: usize = 96;
/// Where the second column starts.
const INDENT: usize = 16;

/// The lines for one map, without a newline at the end.
pub fn map(m: &MapCertificate, digits: u32) -> String {
    let field = m.field.as_ref().map(field);
    let show = |x: &Num| exact(x, field.as_ref());
    let n = m.partition.rows.len();
    let intervals = if n == 1 {
        "1 interval".to_string()
    } else {
        format!("{n} intervals")
    };
    let state = match (m.kind, m.partition.closed) {
        (Kind::Orbit, _) => "every continuous map through this orbit".to_string(),
        (Kind::Polynomial, _) => "covering graph of exact values at its points".to_string(),
        (Kind::Map, true) => "Markov".to_string(),
        (Kind::Map, false) => format!(
            "not Markov within the points tried; inner covering graph of {} points",
            n + 1
        ),
    };
    let mut out = format!("{} : {}, {intervals}, {state}", m.name, m.origin);
    growth(&mut out, m, field.as_ref(), digits);
    if let Some(l) = &m.lipschitz {
        line(
            &mut out,
            "Lipschitz",
            &format!("{}{}", show(l), lipschitz_note(m, field.as_ref())),
        );
    }
    line(&mut out, "char. poly", &charpoly(m));
    if n <= 40 {
        line(
            &mut out,
            "points",
            &m.partition
                .points
                .iter()
                .map(show)
                .collect::<Vec<_>>()
                .join("  "),
        );
        line(&mut out, "covering", &covering(&m.partition.rows));
    }
    line(
        &mut out,
        "laps",
        &format!("{} ...   (f^1, f^2, ...)", list(&m.laps)),
    );
    if let Some(counts) = &m.fixed_points {
        let texts: Vec<String> = counts.iter().map(count).collect();
        line(
            &mut out,
            "fixed points",
            &format!("{} ...   (of f^1, f^2, ...)", texts.join(" ")),
        );
    }
    line(&mut out, "periods", &periods(m));
    line(&mut out, "regime", &regime::line(m));
    line(&mut out, "ladder", &ladder(&m.ladder));
    if let Some(text) = thresholds::text(m) {
        line(&mut out, "", &text);
    }
    for row in m.certify.iter().flat_map(|b| &b.sup) {
        let widths: Vec<String> = row
            .widths
            .iter()
            .map(|c| format!("{}: {}", c.depth, c.width.0))
            .collect();
        let text = format!(
            "t = {}: {} crossings of [{}, {}], error {}; depth: width >= {}",
            row.iterate,
            shortened(&row.crossings),
            show(&row.x),
            show(&row.y),
            show(&row.error),
            widths.join(", ")
        );
        line(&mut out, "sup norm", &text);
    }
    for row in m.certify.iter().flat_map(|b| &b.three_points) {
        let widths: Vec<String> = row
            .widths
            .iter()
            .map(|c| format!("{}: {}", c.depth, c.width.0))
            .collect();
        let text = format!(
            "t = {}: {} triples further off their chords than twice the tolerance; depth: width >= {}",
            row.iterate,
            row.triples.len(),
            widths.join(", ")
        );
        line(&mut out, "3 points", &text);
    }
    for table in m.certify.iter().flat_map(|b| &b.units) {
        for row in &table.rows {
            let sizes: Vec<String> = row
                .widths
                .iter()
                .map(|c| {
                    format!(
                        "{}: {} / {} / {}",
                        c.depth, c.width.0, c.neurons.0, c.parameters.0
                    )
                })
                .collect();
            let text = format!(
                "{} breakpoints each, t = {}: {} pieces; depth: width / units / parameters >= {}",
                table.breakpoints,
                row.iterate,
                shortened(&row.pieces),
                sizes.join(", ")
            );
            line(&mut out, "units", &text);
        }
    }
    norms(&mut out, m, field.as_ref());
    out
}

/// The lines on L1, on classification, and on every iterate at once.
fn norms(out: &mut String, m: &MapCertificate, field: Option<&Arc<Field>>) {
    let widths = |cells: &[PieceCell]| {
        let texts: Vec<String> = cells
            .iter()
            .map(|c| format!("{}: {}", c.depth, c.width.0))
            .collect();
        texts.join(", ")
    };
    for row in m.certify.iter().flat_map(|b| &b.l1) {
        let reason = match &row.bound {
            AreaBound::Lipschitz { bands } if bands.len() == 1 => "crossings".to_string(),
            AreaBound::Lipschitz { bands } => format!("crossings of {} bands", bands.len()),
            AreaBound::Lengths { .. } => "lengths".to_string(),
        };
        let text = format!(
            "t = {}: up to {} pieces leave an area of {} ({reason}); depth: width >= {}",
            row.iterate,
            shortened(&row.pieces),
            at_least(&number_of(&row.error, field)),
            widths(&row.widths)
        );
        line(out, "L1", &text);
    }
    for row in m.certify.iter().flat_map(|b| &b.classification) {
        let text = format!(
            "t = {}: up to {} pieces mislabel {} of {} points; depth: width >= {}",
            row.iterate,
            shortened(&row.pieces),
            shortened(&row.errors),
            shortened(&Integer(&row.crossings.0 + 1u32)),
            widths(&row.widths)
        );
        line(out, "labels", &text);
    }
    for statement in &m.every {
        let show = |x: &Num| at_least(&number_of(x, field));
        let (pieces, start, what, error) = match statement {
            Every::Paths {
                start,
                rate,
                constant,
                error,
                ..
            } => {
                let pieces = format!("{} * {}^t", short(&constant.0), short(&rate.0));
                (
                    format!("fewer than {pieces}"),
                    *start,
                    "an error",
                    show(error),
                )
            }
            Every::Extremal { kappa, error, .. } => (
                format!("up to {} L^t", short(&kappa.0)),
                0,
                "an area",
                show(error),
            ),
            Every::Slopes {
                slope,
                kappa,
                error,
                ..
            } => {
                let slope = exact(slope, field);
                let pieces = format!("up to {} * ({slope})^t", short(&kappa.0));
                (pieces, 0, "an area", show(error))
            }
            Every::Squares {
                theta,
                kappa,
                error,
                ..
            } => {
                let rate = floor(&theta.0.recip(), 4);
                let pieces = format!("up to {} * {rate}^t", short(&kappa.0));
                (pieces, 0, "an area", show(error))
            }
        };
        line(
            out,
            "every t",
            &format!("t >= {start}: {pieces} pieces leave {what} of {error}"),
        );
    }
}

/// A rational in short form: itself, or a decimal rounded down.
fn short(x: &Rat) -> String {
    for digits in 1..=12 {
        if (x * power(digits)).is_integer() {
            return decimal(x, digits)
                .trim_end_matches('0')
                .trim_end_matches('.')
                .to_string();
        }
    }
    floor(x, 8)
}

/// The number exactly if that is short, else a decimal below it with some six significant digits.
fn at_least(x: &Number) -> String {
    if let Some(r) = x
        .to_rational()
        .map(|r| r.to_string())
        .filter(|t| t.len() <= 12)
    {
        return r;
    }
    let mut digits = 6;
    while digits < 4_000
        && (x * &Number::from(power(digits))) < Number::from(100_000)
        && x.sign() > 0
    {
        digits += 1;
    }
    let scaled = (x * &Number::from(power(digits))).floor();
    format!(
        "{}...",
        crate::num::rational::decimal_of_scaled(&scaled, digits)
    )
}

/// Adds one labelled line, folded at blanks.
pub(super) fn line(out: &mut String, label: &str, text: &str) {
    let mut column = WIDTH;
    let mut first = true;
    for word in text.split(' ') {
        if first || column + 1 + word.chars().count() > WIDTH {
            let head = if first {
                format!("\n  {label:<width$}", width = INDENT - 2)
            } else {
                format!("\n{:INDENT$}", "")
            };
            out.push_str(&head);
            column = INDENT;
        } else {
            out.push(' ');
            column += 1;
        }
        first = false;
        out.push_str(word);
        column += word.chars().count();
    }
}

/// An exact number: a rational, or the element in the generator's name with a decimal.
fn exact(x: &Num, field: Option<&Arc<Field>>) -> String {
    let value = number_of(x, field);
    match x.to_rational() {
        Some(r) => r.to_string(),
        None => format!("{value} = {}...", truncated(&value.decimal(12))),
    }
}

/// A decimal without its last two digits, so that what is shown is a truncation.
fn truncated(text: &str) -> &str {
    text.get(..text.len().saturating_sub(2)).unwrap_or(text)
}

fn growth(out: &mut String, m: &MapCertificate, field: Option<&Arc<Field>>, digits: u32) {
    let relation = if m.kind == Kind::Orbit { ">= " } else { "" };
    match &m.growth {
        Growth::Exact {
            poly,
            interval,
            irreducible,
            ..
        } => {
            let p = IntPoly::new(poly.iter().map(|c| c.0.clone()).collect());
            let root = (&interval.0.0, &interval.1.0);
            if p.degree() == Some(1) {
                line(
                    out,
                    "growth",
                    &format!("{relation}{}", Rat::new(-p.coeff(0), p.coeff(1))),
                );
            } else {
                let proved = irreducible.is_some() || m.charpoly.complete;
                let note = if proved {
                    "irreducible"
                } else {
                    "irreducibility not proved"
                };
                let value = crate::num::isolate::root_decimal(&p, root.0, root.1, digits + 2);
                let shown = truncated(&value);
                line(
                    out,
                    "growth",
                    &format!(
                        "{relation}{shown}...   root of {p} in [{}, {}], {note}",
                        root.0, root.1
                    ),
                );
            }
            line(
                out,
                "entropy",
                &format!("{relation}{}", log_decimal(&p, root.0, root.1, 12)),
            );
        }
        Growth::ConstantSlope { slope, .. } => {
            line(
                out,
                "growth",
                &format!(
                    "{}   (all slopes have this absolute value)",
                    exact(slope, field)
                ),
            );
        }
        Growth::Enclosure { lower, upper } => {
            let (upper, reason) = match upper {
                UpperWitness::Lipschitz { value } => (value, "Lipschitz constant".to_string()),
                UpperWitness::Laps { n, laps, value } => {
                    (value, format!("{} laps of f^{n}", laps.0))
                }
                UpperWitness::Outer { value, .. } => (value, "outer covering graph".to_string()),
            };
            let lower = lower.rate.0.clone().max(rat(1, 1));
            let text = if lower == upper.0 {
                format!("{lower}   (exact: covering graph; {reason})")
            } else {
                format!(
                    "{} to {}   (covering graph; {reason})",
                    floor(&lower, 10),
                    ceil(&upper.0, 10)
                )
            };
            line(out, "growth", &text);
        }
    }
}

fn floor(x: &Rat, digits: u32) -> String {
    decimal(&((x * power(digits)).floor() / power(digits)), digits)
}

fn ceil(x: &Rat, digits: u32) -> String {
    decimal(&((x * power(digits)).ceil() / power(digits)), digits)
}

fn power(digits: u32) -> Rat {
    Rat::from_integer(crate::num::Int::from(10).pow(digits))
}

/// How the growth compares with the Lipschitz constant, in words.
fn lipschitz_note(m: &MapCertificate, field: Option<&Arc<Field>>) -> String {
    let (Kind::Map, Some(l), Some(own)) = (
        m.kind,
        &m.lipschitz,
        m.ladder.iter().find(|r| r.id == "own"),
    ) else {
        return String::new();
    };
    let l = number_of(l, field).decimal(12);
    match (parse(&own.decimal), parse(&l)) {
        (Some(rho), Some(l)) if l > rho => format!(
            "   (growth < L: L1 bounds decay like {}^t)",
            decimal(&(rho / l), 4)
        ),
        _ => "   (= growth: the map is extremal)".to_string(),
    }
}

/// Reads a decimal literal, for a ratio that is shown to four places only.
fn parse(text: &str) -> Option<Rat> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let part: String = part.chars().take(10).collect();
    let digits: crate::num::Int = format!("{whole}{part}").parse().ok()?;
    Some(Rat::new(
        digits,
        crate::num::Int::from(10).pow(part.len() as u32),
    ))
}

fn charpoly(m: &MapCertificate) -> String {
    let poly = |c: &[Integer]| IntPoly::new(c.iter().map(|c| c.0.clone()).collect());
    let whole = poly(&m.charpoly.coeffs);
    if whole.degree().is_some_and(|d| d > 60) {
        return format!(
            "of degree {} (in the certificate)",
            m.charpoly.coeffs.len() - 1
        );
    }
    let [one] = m.charpoly.factors.as_slice() else {
        let factors = m
            .charpoly
            .factors
            .iter()
            .map(|f| match (poly(&f.poly), f.multiplicity) {
                (p, 1) => format!("({p})"),
                (p, k) => format!("({p})^{k}"),
            });
        return format!("{whole} = {}", factors.collect::<String>());
    };
    if one.multiplicity == 1 {
        whole.to_string()
    } else {
        format!("{whole} = ({})^{}", poly(&one.poly), one.multiplicity)
    }
}

fn covering(rows: &[(usize, usize)]) -> String {
    let target = |&(lo, hi): &(usize, usize)| match hi - lo {
        0 => "nothing".to_string(),
        1 => format!("I{lo}"),
        2 => format!("I{lo},I{}", hi - 1),
        _ => format!("I{lo}..I{}", hi - 1),
    };
    let rows = rows
        .iter()
        .enumerate()
        .map(|(i, row)| format!("I{i}->{}", target(row)));
    rows.collect::<Vec<_>>().join("  ")
}

fn list(values: &[Integer]) -> String {
    values.iter().map(shortened).collect::<Vec<_>>().join(" ")
}

/// An integer, or its first digits and their number when it is long.
pub(super) fn shortened(n: &Integer) -> String {
    let text = n.0.to_string();
    if text.len() <= 40 {
        text
    } else {
        format!("{}... ({} digits)", &text[..12], text.len())
    }
}

fn count(c: &Count) -> String {
    match c {
        Count::Finite(n) => shortened(&Integer(n.clone())),
        Count::Infinite => "infinite".to_string(),
    }
}

fn periods(m: &MapCertificate) -> String {
    let found: Vec<String> = m
        .periods
        .points
        .iter()
        .map(|p| p.period.to_string())
        .collect();
    let mut text = found.join(" ");
    let s = m.periods.strongest;
    let reason = match (m.kind, m.periods.exact) {
        (Kind::Map, true) if s == 1 => "   fixed points only".to_string(),
        (Kind::Map, true) => format!(" ...   exactly those that {s} forces (Sharkovsky)"),
        (Kind::Orbit, _) => format!(" ...   forced: {s} and all that it forces; others may exist"),
        (Kind::Polynomial, _) => "1 (a fixed point); others may exist".to_string(),
        (Kind::Map, false) => format!(" ...   found; {s} and all that it forces exist, others may"),
    };
    text.push_str(&reason);
    text
}

fn ladder(rows: &[LadderRow]) -> String {
    let mut out = String::new();
    let mut last: Option<Rat> = None;
    for row in rows {
        let name = match row.id.as_str() {
            "loop_bound" => "loop bound",
            "odd_period_bound" => "odd period",
            "increasing_bound" => "increasing cycle",
            "inner" => "inner graph",
            "own" => "own growth",
            _ => "L",
        };
        let value = parse(&row.decimal);
        if let (Some(a), Some(b)) = (&last, &value) {
            out.push_str(if a < b {
                " < "
            } else if a == b {
                " = "
            } else {
                " > "
            });
        }
        let _ = write!(
            out,
            "{name} {}",
            value
                .as_ref()
                .map_or(row.decimal.clone(), |v| decimal(v, 4))
        );
        last = value;
    }
    out
}
