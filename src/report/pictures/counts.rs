//! The growth of laps on a logarithmic scale against the powers of the growth rate and of the Lipschitz constant.

use super::super::number::root_decimal;
use super::super::view::View;
use crate::certificate::{Growth, Integer};

/// The most iterates that are shown.
const LONGEST: usize = 20;

/// The picture and its description, which starts in lower case.
pub fn picture(view: &View) -> Option<(String, String)> {
    let laps: Vec<f64> = view.map.laps.iter().take(LONGEST).map(log10).collect();
    let length = laps.len();
    if length < 2 {
        return None;
    }
    let rho = rate(view)?;
    let lipschitz = view
        .map
        .lipschitz
        .as_ref()
        .filter(|_| !view.orbit())
        .and_then(|l| parse(&view.numbers.decimal(l, 8).ok()?));
    let above = |l: &f64| *l - rho > 0.01;
    let lipschitz = lipschitz.filter(|l| *l > 0.0).filter(above);
    let powers = rho.max(lipschitz.unwrap_or(0.0)) * length as f64;
    let top = laps.iter().copied().fold(powers, f64::max).ceil().max(1.0);
    let (right, height) = (6.0, 5.6);
    let x = |t: f64| t / length as f64 * right;
    let y = |v: f64| v / top * height;
    let mut out = vec!["\\begin{tikzpicture}[font=\\scriptsize]".to_string()];
    let step = ((top / 6.0).ceil() as usize).max(1);
    for k in (0..=top as usize).step_by(step) {
        let at = y(k as f64);
        out.push(format!(
            "\\draw[gray!35,very thin] (0,{at:.3}) -- ({right},{at:.3});"
        ));
        let power = if k == 0 {
            "1".to_string()
        } else {
            format!("10^{{{k}}}")
        };
        out.push(format!("\\node[left] at (0,{at:.3}) {{${power}$}};"));
    }
    out.push(format!("\\draw (0,0) rectangle ({right},{height});"));
    for t in (0..=length).step_by(if length > 10 { 5 } else { 2 }) {
        out.push(format!(
            "\\draw ({a:.3},0) -- ++(0,-0.07) node[below] {{${t}$}};",
            a = x(t as f64)
        ));
    }
    out.push(format!(
        "\\node[below] at ({:.3},-0.35) {{$t$}};",
        right / 2.0
    ));
    out.push(format!(
        "\\draw[thick] (0,0) -- ({right},{:.3});",
        y(rho * length as f64)
    ));
    if let Some(l) = lipschitz {
        out.push(format!(
            "\\draw[thick,dashed] (0,0) -- ({right},{:.3});",
            y(l * length as f64)
        ));
    }
    let dots: Vec<String> = laps
        .iter()
        .enumerate()
        .map(|(i, v)| format!("{{({:.3},{:.3})}}", x(i as f64 + 1.0), y(*v)))
        .collect();
    out.push(format!(
        "\\foreach \\p in {{{}}} \\fill \\p circle[radius=0.55mm];",
        dots.join(",")
    ));
    out.push("\\end{tikzpicture}".to_string());
    let with = if lipschitz.is_some() {
        " and $L^t$ (dashed)"
    } else {
        ""
    };
    let name = if view.closed() || matches!(view.map.growth, Growth::ConstantSlope { .. }) {
        "\\rho^t"
    } else {
        "r^t"
    };
    Some((
        out.join("\n"),
        format!(
            "the number of laps of ${}^t$ (dots) against ${name}$ (line){with}, on a logarithmic scale.",
            view.g()
        ),
    ))
}

fn log10(n: &Integer) -> f64 {
    let digits = n.0.to_string();
    let head: f64 = digits[..digits.len().min(15)].parse().unwrap_or(1.0);
    head.max(1.0).log10() + digits.len().saturating_sub(15) as f64
}

fn parse(decimal: &str) -> Option<f64> {
    decimal
        .parse::<f64>()
        .ok()
        .filter(|v| *v > 0.0)
        .map(f64::log10)
}

/// The decimal logarithm of the growth rate (of the lower end of its enclosure).
fn rate(view: &View) -> Option<f64> {
    match &view.map.growth {
        Growth::Exact { poly, interval, .. } => {
            let poly = super::super::number::int_poly(poly);
            parse(&root_decimal(&poly, interval, 8).ok()?)
        }
        Growth::ConstantSlope { slope, .. } => parse(&view.numbers.decimal(slope, 8).ok()?),
        Growth::Enclosure { lower, .. } => Some(
            parse(&crate::num::rational::decimal(&lower.rate.0, 8))
                .unwrap_or(0.0)
                .max(0.0),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_of_long_integers() {
        let n = |text: &str| Integer(crate::num::rational::parse_int(text).expect("an integer"));
        assert!((log10(&n("1000")) - 3.0).abs() < 1e-12);
        assert!((log10(&n(&format!("1{}", "0".repeat(50)))) - 50.0).abs() < 1e-9);
    }
}
