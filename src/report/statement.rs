//! The statement in plain words: what is proved, what it rests on, what is not claimed.

use super::area::below;
use super::escape::Tex;
use super::every::{plain, rate_below, vacuous};
use super::growth::{Relation, rate, relation_to};
use super::number::{FULL_DIGITS, digits, integer};
use super::view::View;
use super::words::{count, list};
use super::{ReportError, polynomial_map};
use crate::certificate::{BoundBlock, Every, Growth, SupRow, WidthCell};
use crate::num::rational::Int;
use num_traits::One;

/// The statement on one map, a paragraph.
pub fn statement(view: &View, alone: bool) -> Result<Tex, ReportError> {
    let mut out = vec![subject(view, alone)?];
    out.extend(bound(view)?);
    out.extend(every(view)?);
    out.extend(labels(view));
    Ok(Tex(out.join(" ")))
}

/// The strongest statement in the L1 norm about every iterate.
fn every(view: &View) -> Result<Option<String>, ReportError> {
    // Of growth 1 it says nothing as `t` grows: every network has a piece.
    if let Growth::Exact { .. } = view.map.growth
        && rate(view)?.is_some_and(|r| r.rational.as_ref().is_some_and(One::is_one))
    {
        return Ok(None);
    }
    let said = || view.map.every.iter().filter(|e| !vacuous(view, e));
    let found = said().rev().find_map(|e| match e {
        Every::Extremal { kappa, error, .. } => Some((format!("{}\\,L^t", plain(&kappa.0)), error)),
        Every::Squares {
            kappa,
            theta,
            error,
            ..
        } => Some((
            format!(
                "{}\\cdot {}^{{\\,t}}",
                plain(&kappa.0),
                rate_below(&theta.0)
            ),
            error,
        )),
        _ => None,
    });
    let extremal = said().find_map(|e| match e {
        Every::Extremal { kappa, error, .. } => Some((format!("{}\\,L^t", plain(&kappa.0)), error)),
        _ => None,
    });
    let Some((pieces, error)) = extremal.or(found) else {
        return Ok(None);
    };
    Ok(Some(format!(
        "For every $t$ a network with $(w+1)^k\\le {pieces}$ has $\\int|f^t-g|\\ge{}$.",
        below(view, error)
    )))
}

/// The most telling bound for classification.
fn labels(view: &View) -> Option<String> {
    let rows = view.map.certify.iter().flat_map(|b| &b.classification);
    let row = rows
        .filter(|r| r.crossings.0 > Int::one() && digits(&r.crossings.0) <= FULL_DIGITS)
        .max_by_key(|r| r.iterate)?;
    let functions = match row.pieces.0.is_one() {
        true => "affine function".to_string(),
        false => format!(
            "continuous piecewise-linear function with at most ${}$ pieces",
            integer(&row.pieces.0)
        ),
    };
    let wrong = match row.errors.0.is_one() {
        true => "one of them".to_string(),
        false => format!("${}$ of them", integer(&row.errors.0)),
    };
    Some(format!(
        "On ${}$ points that depend on $f^{{{}}}$ only, every {functions} gives a wrong label to at least {wrong}.",
        integer(&(&row.crossings.0 + 1u32)),
        row.iterate,
    ))
}

/// What a document rests on.
pub struct Foundations<'a> {
    /// Does it have the proofs?
    pub full: bool,
    /// The lines that rest on cited theorems, if there are any.
    pub cited: Option<&'a str>,
    /// Were all patterns of a class enumerated?
    pub patterns: bool,
}

/// What the whole document rests on and what it does not claim; `again` is how everything is checked again.
pub fn foundations(views: &[View], on: &Foundations, again: Option<&str>) -> Tex {
    let again = again.map_or(String::new(), |a| format!(" {a}"));
    let points: usize = views.iter().map(|v| v.n() + 1).sum();
    let place = if points == 1 { "point" } else { "points" };
    let whose = if views.len() == 1 { "map" } else { "maps" };
    let mut grounds = Vec::new();
    if !views.is_empty() {
        grounds.push(format!(
            "the exact values of the {whose} at {points} {place}"
        ));
    }
    if on.patterns {
        grounds.push("the enumeration of all patterns".to_string());
    }
    grounds.push("integer arithmetic".to_string());
    let grounds: Vec<String> = grounds
        .into_iter()
        .enumerate()
        .map(|(i, g)| if i == 0 { g } else { format!("on {g}") })
        .collect();
    let mut out = format!("The widths rest on {}", list(&grounds));
    match (on.full, on.cited) {
        (true, Some(cited)) => out.push_str(&format!(
            ", with complete proofs below; only these lines rest on cited theorems: {cited}."
        )),
        (true, None) => out.push_str(", with complete proofs below."),
        (false, _) => out.push_str("; complete proofs are in the full report."),
    }
    let upper = views
        .iter()
        .flat_map(|v| &v.map.certify)
        .flat_map(|b| &b.sup)
        .flat_map(|r| &r.widths)
        .any(|c| c.upper.is_some());
    out.push_str(if upper {
        " It is not claimed that the lower bounds are the best possible."
    } else {
        " It is not claimed that networks of the widths named exist."
    });
    Tex(out + &again)
}

fn subject(view: &View, alone: bool) -> Result<String, ReportError> {
    let name = view.name()?;
    let whose = if let Some(data) = &view.map.polynomial {
        format!(
            "The map {name} of ${}$ is a polynomial of degree ${}$.",
            view.domain()?,
            data.coeffs.len() - 1
        )
    } else if view.orbit() {
        format!(
            "Let $f$ be any continuous map of an interval with the periodic orbit {name} of {}.",
            count(view.n() + 1, "point")
        )
    } else if alone {
        format!(
            "The map {name} of ${}$ is piecewise linear with {}.",
            view.domain()?,
            count(view.map.vertices.len() - 1, "piece")
        )
    } else {
        format!(
            "The map {name} is piecewise linear on ${}$ with {}.",
            view.domain()?,
            count(view.map.vertices.len() - 1, "piece")
        )
    };
    Ok(format!("{whose} {}", growth(view)?))
}

fn growth(view: &View) -> Result<String, ReportError> {
    let what = if view.orbit() {
        "Its crossings grow at least at the rate"
    } else {
        "Its growth is"
    };
    Ok(match &view.map.growth {
        Growth::Exact { .. } => {
            let rate = rate(view)?.ok_or(ReportError::Malformed("a growth of another kind"))?;
            if rate.rational.as_ref().is_some_and(One::is_one) {
                return Ok(if view.orbit() {
                    "The orbit forces no exponential growth of crossings.".to_string()
                } else {
                    "Its growth is $\\rho=1$: the number of laps of its iterates grows at most like a power of $t$.".to_string()
                });
            }
            let closed = rate.closed.map_or_else(String::new, |c| format!("={c}"));
            let decimal = rate.decimal.map_or_else(String::new, |d| {
                format!("\\approx{}", &d[..d.len().min(12)].trim_end_matches('.'))
            });
            let decimal = decimal_of(view, &decimal)?;
            let lipschitz = match view.map.lipschitz.as_ref().filter(|_| !view.orbit()) {
                None => String::new(),
                Some(l) => match relation_to(view, l) {
                    Relation::Equal => ", equal to its Lipschitz constant".to_string(),
                    _ => format!(
                        ", its Lipschitz constant $L={}$",
                        view.numbers.exact_and_decimal(l, 4)?
                    ),
                },
            };
            format!("{what} $\\rho{closed}{decimal}${lipschitz}.")
        }
        Growth::ConstantSlope { slope, .. } => format!(
            "All its slopes are $\\pm{s}$, so its growth is ${s}$; it is not Markov within {}.",
            count(view.n() + 1, "point"),
            s = view.numbers.exact_and_decimal(slope, 4)?
        ),
        Growth::Enclosure { .. } if view.map.polynomial.is_some() => {
            let (low, high) = polynomial_map::enclosure(view)?;
            if low == high {
                return Ok(format!(
                    "Its growth is $\\rho={}$.",
                    super::number::rational(&low)
                ));
            }
            format!(
                "Its growth lies between ${}$ and ${}$.",
                polynomial_map::outward(&low, false),
                polynomial_map::outward(&high, true)
            )
        }
        Growth::Enclosure { lower, upper } => {
            let value = upper.value();
            let low = lower.rate.0.clone().max(One::one());
            if value.0 <= One::one() {
                return Ok(format!(
                    "It is not Markov within {}; its growth is $1$.",
                    count(view.n() + 1, "point")
                ));
            }
            format!(
                "It is not Markov within {}; its growth lies between ${}$ and ${}$.",
                count(view.n() + 1, "point"),
                outward(&low, false),
                outward(&value.0, true)
            )
        }
    })
}

/// Four decimals, rounded outwards.
fn outward(r: &crate::num::Rat, up: bool) -> String {
    let scaled = r * crate::num::rational::rat_int(10_000);
    let scaled = if up { scaled.ceil() } else { scaled.floor() };
    crate::num::rational::decimal_of_scaled(&scaled.to_integer(), 4)
}

/// The growth rounded to four decimals.
fn decimal_of(view: &View, longer: &str) -> Result<String, ReportError> {
    let Growth::Exact { poly, interval, .. } = &view.map.growth else {
        return Ok(String::new());
    };
    if longer.is_empty() {
        return Ok(String::new());
    }
    let poly = super::number::int_poly(poly);
    Ok(format!(
        "\\approx{}",
        super::number::root_decimal(&poly, interval, 4)?
    ))
}

/// The most telling bound: the largest iterate, a depth near 4 whose width is at least 2.
fn best(block: &BoundBlock) -> Option<(&SupRow, &WidthCell)> {
    let cells = block
        .sup
        .iter()
        .flat_map(|r| r.widths.iter().map(move |c| (r, c)));
    let telling =
        cells.filter(|(_, c)| c.width.0 > Int::one() && digits(&c.width.0) <= FULL_DIGITS);
    telling.max_by_key(|(r, c)| (r.iterate, std::cmp::Reverse(c.depth.abs_diff(4))))
}

fn bound(view: &View) -> Result<Option<String>, ReportError> {
    if view.map.certify.iter().all(|b| b.sup.is_empty()) {
        return Ok(None);
    }
    let Some((row, cell)) = view.map.certify.iter().find_map(best) else {
        return Ok(Some(
            "The iterates that were asked for give no bound on the width that says anything."
                .to_string(),
        ));
    };
    let error = if view.numbers.is_short(&row.error) {
        view.numbers.exact_and_decimal(&row.error, 4)?
    } else {
        below(view, &row.error)
    };
    let unit = if cell.depth == 1 {
        "one hidden layer"
    } else {
        "hidden layers"
    };
    let depth = if cell.depth == 1 {
        unit.to_string()
    } else {
        format!("${}$ {unit}", cell.depth)
    };
    Ok(Some(format!(
        "Every ReLU network with {depth} that is closer than ${error}$ to $f^{{{}}}$ everywhere has at least ${}$ neurons in some layer, because $f^{{{}}}$ crosses between two levels {}${}$ times.",
        row.iterate,
        integer(&cell.width.0),
        row.iterate,
        if view.orbit() || !view.closed() {
            "at least "
        } else if digits(&row.crossings.0) > FULL_DIGITS {
            ""
        } else {
            "exactly "
        },
        integer(&row.crossings.0)
    )))
}
