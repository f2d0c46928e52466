//! The section on growth: the rate, its polynomial, and the vectors that prove it.

use super::ReportError;
use super::covering::in_row;
use super::escape::{Tex, width};
use super::number::{
    Numbers, int_poly, integer, isolating, quadratic_root, rational, root_decimal, slashed,
};
use super::polynomial::{equation, polynomial};
use super::vectors::{self, Exact};
use super::view::View;
use super::words::{intervals, list, runs};
use crate::certificate::{
    Growth, GrowthWitness, Irreducibility, Num, RationalWitness, RightVector, UpperWitness,
};
use crate::num::Number;
use crate::num::polynomial::IntPoly;
use crate::num::rational::{Rat, decimal, rat_int};
use num_traits::{One, Zero};
use serde_json::{Value, json};

/// Perron vectors are printed exactly up to this degree.
const EXACT_DEGREE: usize = 6;

/// How the growth rate is written.
pub struct Rate {
    /// Its symbol in formulas: `\varphi` if it is the field's generator, a number if rational, else `\rho`.
    pub symbol: Tex,
    /// A closed form to print after `\rho=`, if there is one.
    pub closed: Option<Tex>,
    /// Ten decimals, unless it is rational with an obvious value.
    pub decimal: Option<String>,
    /// Is it rational?
    pub rational: Option<Rat>,
}

/// How to write an exactly known growth rate.
pub fn rate(view: &View) -> Result<Option<Rate>, ReportError> {
    let Growth::Exact { poly, interval, .. } = &view.map.growth else {
        return Ok(None);
    };
    let poly = int_poly(poly);
    if poly.degree() == Some(1) {
        let value = Rat::new(-poly.coeff(0), poly.coeff(1));
        let tex = rational(&value);
        let decimal = (!value.is_integer()).then(|| decimal(&value, 10));
        return Ok(Some(Rate {
            symbol: tex.clone(),
            closed: Some(tex),
            decimal,
            rational: Some(value),
        }));
    }
    let own = view.map.field.as_ref().filter(|f| {
        let (lo, hi) = (
            f.interval.0.clone().max(interval.0.clone()).0,
            f.interval.1.clone().min(interval.1.clone()).0,
        );
        int_poly(&f.poly) == poly && lo <= hi && poly.sign_at(&lo) * poly.sign_at(&hi) <= 0
    });
    let (symbol, closed) = match (own, view.numbers.generator()) {
        (Some(_), Some(name)) => (name.clone(), (name.0 != "{\\rho}").then(|| name.clone())),
        _ => (Tex("{\\rho}".into()), quadratic_root(&poly, interval)),
    };
    Ok(Some(Rate {
        symbol,
        closed,
        decimal: Some(root_decimal(&poly, interval, 10)?),
        rational: None,
    }))
}

/// Why a polynomial is irreducible, in words.
pub fn reason(why: &Irreducibility) -> String {
    match why {
        Irreducibility::Linear {} => "its degree is $1$".to_string(),
        Irreducibility::Degrees { primes } => match primes.as_slice() {
            [p] => format!("it is irreducible modulo ${p}$"),
            _ => {
                let names: Vec<String> = primes.iter().map(|p| format!("${p}$")).collect();
                format!(
                    "the degrees of its factors modulo {} leave no degree of a proper factor possible",
                    list(&names)
                )
            }
        },
    }
}

/// The section.
pub fn section(view: &View) -> Result<Tex, ReportError> {
    let mut context = match &view.map.growth {
        Growth::Exact { .. } => exact(view)?,
        Growth::ConstantSlope { slope, lower, .. } => {
            let mut context = rational_lower(view, lower);
            context["kind"] = json!("constant");
            context["slope"] = json!(view.numbers.exact_and_decimal(slope, 10)?);
            context
        }
        Growth::Enclosure { lower, upper } => enclosure(view, lower, upper),
    };
    for (key, value) in [
        ("h", json!(view.place.h)),
        ("id", json!(view.id)),
        ("n", json!(view.n())),
        ("orbit", json!(view.orbit())),
        ("g", json!(view.g())),
        ("lap_sentence", json!(lap_sentence(view))),
        ("lipschitz_sentence", json!(lipschitz(view)?)),
    ] {
        context[key] = value;
    }
    view.place.templates.latex("growth", &context)
}

fn lap_sentence(view: &View) -> String {
    if view.orbit() {
        return "The map $\\ell$ is affine on each $I_i$ and maps $P$ into itself. So by induction on $t$ its domain splits into intervals each of which $\\ell^t$ maps affinely onto one $I_j$, exactly $N_j(t)$ of them onto $I_j$; every lap of $\\ell^t$ is a union of such intervals.".to_string();
    }
    format!(
        "By the last part of the proof of Lemma~\\ref{{{}:paths}} the domain splits into $\\sum_jN_j(t)$ intervals that $f^t$ maps affinely onto one of the $I_j$ each, and finitely many on which $f^t$ is constant; if $f^t$ is not constant, every lap contains at least one of the former.",
        view.place
            .proved
            .0
            .as_deref()
            .and_then(|l| l.strip_suffix(":paths"))
            .unwrap_or(&view.id)
    )
}

fn exact(view: &View) -> Result<Value, ReportError> {
    let Growth::Exact {
        poly,
        interval,
        irreducible,
        order,
        witness,
        ..
    } = &view.map.growth
    else {
        return Err(ReportError::Malformed("a growth of another kind"));
    };
    let rate = rate(view)?.ok_or(ReportError::Malformed("a growth of another kind"))?;
    let poly = int_poly(poly);
    let line = polynomial(&poly, "x");
    let short = width(&line.0) <= 36;
    let mut context = json!({
        "kind": "exact",
        "one": matches!(witness, GrowthWitness::Cycles {}),
        "cycles": true, "perron": false, "isolation": false,
        "rho": rate.closed, "decimal": rate.decimal, "rho_rational": rate.rational.is_some(),
        "interval": isolating(&poly, interval),
        "poly_short": if short { Some(line) } else { None },
        "poly_long": equation("m(x)", &poly, "x", view.place.line),
        "irreducible": if rate.rational.is_some() { None } else { irreducible.as_ref().map(reason) },
        "powers": null, "others": "", "witness_table": null, "rate": "",
        "left_vector": null, "left_table": null, "check_lines": null, "check_table": null, "relation": null,
    });
    match witness {
        GrowthWitness::Cycles {} => {}
        GrowthWitness::Perron {
            block,
            left,
            others,
            equals,
        } => {
            context["perron"] = json!(true);
            let set = &order[*block];
            context["block"] = json!(intervals(set));
            context["whole"] = json!(order.len() == 1);
            let name = "rho";
            let numbers = match (
                &rate.rational,
                view.numbers.generator() == Some(&rate.symbol),
            ) {
                (Some(_), _) => Numbers::new(None)?,
                (None, true) => Numbers::new(view.map.field.as_ref())?,
                (None, false) => Numbers::of_root(
                    poly.clone(),
                    (interval.0.0.clone(), interval.1.0.clone()),
                    name,
                )?,
            };
            let exact = Exact {
                block: set,
                left,
                numbers: &numbers,
                rho: &rate.symbol,
            };
            perron(view, &exact, &poly, &mut context)?;
            let (loops, larger): (Vec<_>, Vec<_>) = others
                .iter()
                .partition(|o| single_cycle(view, &order[o.block]));
            let mut sentences: Vec<String> = larger
                .iter()
                .map(|o| other(&order[o.block], o, &interval.0.0))
                .collect();
            let loops: Vec<&[usize]> = loops.iter().map(|o| order[o.block].as_slice()).collect();
            sentences.extend(single_cycles(&loops));
            sentences.extend(equals.iter().map(|e| equal(&order[e.block])));
            context["others"] = json!(sentences.join(" "));
        }
        GrowthWitness::Isolation { lower, upper } => {
            context["isolation"] = json!(true);
            let v = vectors::entries(&lower.vector);
            context["witness_table"] = json!(vectors::table(view, &v));
            context["rate"] = json!(rational_with_decimal(&lower.rate.0));
            context["upper_rate"] = json!(if upper.is_empty() {
                String::new()
            } else {
                slashed(&interval.1.0).0
            });
        }
    }
    Ok(context)
}

/// Fills in the vector `u` and its check, exactly for small degree and by a rational vector beyond.
fn perron(
    view: &View,
    exact: &Exact,
    poly: &IntPoly,
    context: &mut Value,
) -> Result<(), ReportError> {
    let degree = poly.degree().unwrap_or(0);
    context["powers"] = json!(powers(view, exact));
    context["degree_less"] = json!(degree - 1);
    if degree <= EXACT_DEGREE {
        let lines = exact.lines(view);
        context["left_vector"] = json!(lines.as_ref().and_then(|_| exact.vector(view)));
        context["relation"] = json!(if degree >= 2 {
            Some(relation(poly, &exact.rho.0))
        } else {
            None
        });
        let table = if lines.is_none() {
            exact.table(view)
        } else {
            None
        };
        context["left_table"] = json!(table.is_some());
        context["check_table"] = json!(table);
        context["check_lines"] = json!(lines);
        if context["check_lines"].is_string() || context["check_table"].is_string() {
            return Ok(());
        }
    }
    let v = exact.cut(view.n());
    if let Some((least, at)) = vectors::least_ratio(view, &v) {
        context["witness_table"] = json!(vectors::table(view, &v));
        context["rate"] = json!(rational_with_decimal(&least));
        context["least_at"] = json!(at);
    }
    Ok(())
}

/// `\rho^3=\rho^2+1` from the polynomial of `rho`.
fn relation(poly: &IntPoly, rho: &str) -> Tex {
    let degree = poly.degree().unwrap_or(0);
    let mut top = vec![crate::num::Int::zero(); degree];
    top.push(poly.leading());
    let top = IntPoly::new(top);
    let rest = &top - poly;
    Tex(format!(
        "{}={}",
        polynomial(&top, rho),
        polynomial(&rest, rho)
    ))
}

/// `N_1(t)\ge(\rho-1)\rho^t`, ... for short vectors; else only for the entries equal to one.
fn powers(view: &View, exact: &Exact) -> Tex {
    let rho = if exact.rho.0.contains(['\\', '/']) && exact.rho.0.starts_with("\\frac") {
        format!("\\bigl({}\\bigr)", exact.rho)
    } else {
        exact.rho.0.clone()
    };
    let one = |u: &Num| vectors::is_one(u).unwrap_or(false);
    let term = |u: &Num| match exact.numbers.exact(u).0 {
        t if t == "1" => String::new(),
        t if t.contains(['+', '-']) && !t.starts_with("\\frac") => format!("({t})\\,"),
        t => format!("{t}\\,"),
    };
    if exact.block.len() <= 4 {
        let parts: Vec<String> = exact
            .block
            .iter()
            .zip(exact.left)
            .map(|(j, u)| format!("N_{{{j}}}(t)\\ge {}{rho}^{{\\,t}}", term(u)))
            .collect();
        let text = parts.join(",\\qquad ");
        if width(&text) <= view.place.line - 14 && !text.contains("\\ldots") {
            return Tex(format!("{text}\\qquad(t\\ge0)."));
        }
    }
    let ones: Vec<usize> = exact
        .block
        .iter()
        .zip(exact.left)
        .filter(|(_, u)| one(u))
        .map(|(j, _)| *j)
        .collect();
    let shown = runs(&ones);
    Tex(format!(
        "N_j(t)\\ge {rho}^{{\\,t}}\\qquad(t\\ge0,\\ j={shown})."
    ))
}

/// Has every interval of the component one arrow inside it?
fn single_cycle(view: &View, block: &[usize]) -> bool {
    block
        .iter()
        .all(|i| block.iter().filter(|j| in_row(view, *i, **j)).count() == 1)
}

/// The components that are single cycles, in one sentence.
fn single_cycles(blocks: &[&[usize]]) -> Option<String> {
    let names: Vec<String> = blocks
        .iter()
        .map(|b| format!("$\\{{{}\\}}$", intervals(b)))
        .collect();
    let word = if blocks.iter().all(|b| b.len() == 1) {
        "loop"
    } else {
        "cycle"
    };
    match names.as_slice() {
        [] => None,
        [name] => Some(format!(
            "The component {name} is a single {word}, of spectral radius $1$."
        )),
        names => Some(format!(
            "The components {} are single {word}s, of spectral radius $1$.",
            list(names)
        )),
    }
}

/// Why another component has a smaller radius.
fn other(block: &[usize], right: &RightVector, lo: &Rat) -> String {
    let name = format!("$\\{{{}\\}}$", intervals(block));
    let entries: Vec<String> = right.vector.iter().map(|r| slashed(&r.0).0).collect();
    let vector = entries.join(",\\,");
    if block.len() <= 8 && width(&vector) <= 50 {
        return format!(
            "For the component $T={}$ the column vector $w=({vector})$ has $A_Tw\\le{}\\,w$ in every entry, so its spectral radius is at most ${}$.",
            name.trim_matches('$'),
            slashed(lo),
            slashed(lo)
        );
    }
    format!(
        "For the component {name} the certificate has a column vector $w>0$ with $A_Tw\\le{}\\,w$ in every entry, so its spectral radius is at most ${}$.",
        slashed(lo),
        slashed(lo)
    )
}

fn equal(block: &[usize]) -> String {
    format!(
        "The component $T=\\{{{}\\}}$ has a positive right eigenvector for the same eigenvalue (in the certificate), so its spectral radius is the same.",
        intervals(block)
    )
}

/// `\frac{97}{66}\approx1.469697`, or the number alone if it is an integer; the decimal is cut, not rounded.
fn rational_with_decimal(r: &Rat) -> Tex {
    if r.is_integer() {
        return rational(r);
    }
    let cut = (r * rat_int(1_000_000)).floor().to_integer();
    let text = crate::num::rational::decimal_of_scaled(&cut, 6);
    if width(&rational(r).0) > 20 {
        Tex(format!("{text}\\ldots"))
    } else {
        Tex(format!("{}={text}\\ldots", rational(r)))
    }
}

fn rational_lower(view: &View, lower: &RationalWitness) -> Value {
    let v = vectors::entries(&lower.vector);
    let table = vectors::table(view, &v);
    let place = match &table {
        Some(table) => format!("The rational row vector $v$ with the entries\n{table}\n\\noindent (and $0$ elsewhere) has $vA\\ge rv$ in every entry:"),
        None => "The rational row vector $v$ of the certificate (\\texttt{growth.lower}) has $vA\\ge rv$ in every entry:".to_string(),
    };
    json!({
        "rate": rational(&lower.rate.0),
        "rate_decimal": decimal(&lower.rate.0, 10),
        "witness_sentence": format!("{place} no ratio is below $r$. As $0\\le v\\le1$, $N_j(t)\\ge\\sum_iv_i(A^t)_{{ij}}\\ge r^tv_j$."),
    })
}

fn enclosure(view: &View, lower: &RationalWitness, upper: &UpperWitness) -> Value {
    let mut context = rational_lower(view, lower);
    let low = if lower.rate.0 < Rat::one() {
        Rat::one()
    } else {
        lower.rate.0.clone()
    };
    let (value, sentence) = match upper {
        UpperWitness::Lipschitz { value } => (
            &value.0,
            "The logarithm of the growth is the topological entropy \\orbcite{misiurewicz_szlenk}, which is at most $\\log\\max(1,L)$ for a map with Lipschitz constant $L$.".to_string(),
        ),
        UpperWitness::Laps { n, laps, value } => (
            &value.0,
            format!(
                "${}$ has ${}$ {}, and the growth is the infimum over $t$ of the $t$-th roots of the numbers of laps of $f^t${}.",
                if *n == 1 { "f".to_string() } else { format!("f^{{{n}}}") },
                integer(&laps.0),
                if laps.0.is_one() { "lap" } else { "laps" },
                if *n == 1 {
                    String::new()
                } else {
                    format!(
                        "; and ${}\\le\\bigl({}\\bigr)^{{{n}}}$",
                        integer(&laps.0),
                        slashed(&value.0)
                    )
                }
            ),
        ),
        UpperWitness::Outer { value, .. } => (
            &value.0,
            format!(
                "For the upper end let $B_{{ij}}=1$ if $f(I_i)$ meets the inside of $I_j$, else $0$; $f$ is monotone on every $I_i$. The points that $f^0,\\dots,f^{{t-1}}$ send into given intervals $I_{{i_0}},\\dots,I_{{i_{{t-1}}}}$ form an interval or nothing, because the preimage of an interval under a monotone map is one, and $f^t$ is monotone there. Where $f^t$ is not constant on it, none of its images is a point, so that $B_{{i_si_{{s+1}}}}=1$ for all $s$. Points with slopes of different sign lie in different ones of these, so $f^t$ has at most $\\max(1,\\mathbf 1B^{{t-1}}\\mathbf 1)$ laps. The positive vector $w$ of the certificate (\\texttt{{growth.upper.vector}}) has $Bw\\le rw$ with $r={}$, so this is at most $r^{{t-1}}\\sum_iw_i/\\min_iw_i$ (or $1$), and the growth is at most $r$.",
                slashed(&value.0)
            ),
        ),
    };
    context["kind"] = json!("enclosure");
    context["settled"] = json!((low == *value).then(|| rational(value)));
    context["trivial"] = json!(low.is_one());
    context["enclosure"] = json!(format!(
        "{}\\ \\le\\ \\rho\\ \\le\\ {}",
        approx(&low, false),
        approx(value, true)
    ));
    context["upper_sentence"] = json!(sentence);
    context
}

/// A rational with six decimals, rounded outwards.
fn approx(r: &Rat, up: bool) -> String {
    if r.is_integer() {
        return rational(r).0;
    }
    let scaled = r * rat_int(1_000_000);
    let scaled = if up { scaled.ceil() } else { scaled.floor() };
    let text = crate::num::rational::decimal_of_scaled(&scaled.to_integer(), 6);
    if up {
        format!("{}\\ \\le\\ {text}", rational(r))
    } else {
        format!("{text}\\ \\le\\ {}", rational(r))
    }
}

/// How the growth compares with a Lipschitz constant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// `rho = L`.
    Equal,
    /// `rho < L`.
    Below,
    /// `L < 1 = rho`.
    Contraction,
    /// Not decided by the certificate.
    Open,
}

/// Compares growth and Lipschitz constant exactly.
pub fn relation_to(view: &View, lipschitz: &Num) -> Relation {
    let number = view.numbers.number(lipschitz);
    let Growth::Exact { poly, interval, .. } = &view.map.growth else {
        return match &view.map.growth {
            Growth::ConstantSlope { slope, .. } if slope == lipschitz => Relation::Equal,
            Growth::Enclosure { upper, .. } => {
                let value = upper.value();
                if number.enclosure(64).0 > value.0 {
                    Relation::Below
                } else {
                    Relation::Open
                }
            }
            _ => Relation::Open,
        };
    };
    let mut value = Number::zero();
    for c in poly.iter().rev() {
        value = &(&value * &number) + &Number::from(c.0.clone());
    }
    let (lo, hi) = number.enclosure(64);
    if value.is_zero() && hi >= interval.0.0 && lo <= interval.1.0 {
        return Relation::Equal;
    }
    if hi < Rat::one() {
        Relation::Contraction
    } else {
        Relation::Below
    }
}

/// Is the constant 1?
fn is_unit(view: &View, lipschitz: &Num) -> bool {
    view.numbers.number(lipschitz) == Number::from(1)
}

fn lipschitz(view: &View) -> Result<Option<String>, ReportError> {
    let Some(value) = &view.map.lipschitz else {
        return Ok(None);
    };
    let tex = view.numbers.exact_and_decimal(value, 6)?;
    if view.orbit() {
        return Ok(Some(format!(
            "\\emph{{Lipschitz constant.}} The constant $L={tex}$ is an assumption on $f$; nothing above uses it."
        )));
    }
    let intro =
        format!("\\emph{{Lipschitz constant.}} The largest absolute slope of $f$ is $L={tex}$.");
    let limit = "The intervals between neighbouring points of a chain of $C$ crossings of levels at distance $\\delta$ have disjoint interiors and length at least $\\delta/L^t$; so no map with Lipschitz constant $L$ crosses them more than $(b-a)L^t/\\delta$ times on its domain $[a,b]$";
    Ok(Some(match relation_to(view, value) {
        // Of growth 1 it says nothing.
        Relation::Equal if is_unit(view, value) => format!("{intro} {limit}."),
        Relation::Equal => format!(
            "{intro} {limit}. As $\\rho=L$, this map oscillates at the fastest rate that its Lipschitz constant allows."
        ),
        Relation::Below => format!(
            "{intro} {limit}. As $\\rho<L$, this map oscillates at a smaller rate than its Lipschitz constant would allow."
        ),
        Relation::Contraction if view.numbers.number(value).is_zero() => {
            format!("{intro} So $f$ is constant.")
        }
        Relation::Contraction => {
            format!("{intro} As $L<1$, $f$ is a contraction: the iterates converge to a constant.")
        }
        Relation::Open => intro,
    }))
}
