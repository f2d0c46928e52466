//! The growth of laps on a logarithmic scale against the powers of the growth rate and of the Lipschitz constant, and
//! against the pieces that a network of given depth and width can have.

use super::super::number::{integer, root_decimal};
use super::super::view::View;
use super::super::words::list;
use super::scene::{Ink, Scene, Shape, Side, Stroke};
use crate::certificate::Growth;
use crate::num::rational::Int;

/// The most iterates that are shown.
const LONGEST: usize = 20;

/// The picture and its description, which starts in lower case.
pub fn picture(view: &View) -> Option<(Scene, String)> {
    let laps: Vec<f64> = view
        .map
        .laps
        .iter()
        .take(LONGEST)
        .map(|n| log10(&n.0))
        .collect();
    let length = laps.len();
    if length < 2 {
        return None;
    }
    let rho = rate(view)?;
    let lipschitz = view
        .map
        .lipschitz
        .as_ref()
        .and_then(|l| parse(&view.numbers.decimal(l, 8).ok()?));
    let above = |l: &f64| *l - rho > 0.01;
    let lipschitz = lipschitz.filter(|l| *l > 0.0).filter(above);
    let powers = rho.max(lipschitz.unwrap_or(0.0)) * length as f64;
    let network = network(view, length);
    let top = laps.iter().copied().fold(powers, f64::max).ceil().max(1.0);
    let (right, height) = (6.0, 5.6);
    let x = |t: f64| t / length as f64 * right;
    let y = |v: f64| v / top * height;
    let mut scene = Scene::new(1.0);
    powers_of_ten(&mut scene, top, right, y);
    scene.add(Shape::Frame((0.0, 0.0), (right, height)));
    let step = if length > 10 { 5 } else { 2 };
    for t in (0..=length).step_by(step) {
        tick(&mut scene, x(t as f64), &t.to_string());
    }
    scene.label((right / 2.0, -0.42), Side::Below, "t");
    let ray = |slope: f64| vec![vec![(0.0, 0.0), (right, y(slope * length as f64))]];
    scene.add(Shape::Lines(Stroke::Main, ray(rho)));
    if let Some(l) = lipschitz {
        scene.add(Shape::Lines(Stroke::Dashed, ray(l)));
    }
    if let Some(network) = &network {
        let at = y(network.pieces);
        scene.add(Shape::Lines(
            Stroke::DashDotted,
            vec![vec![(0.0, at), (right, at)]],
        ));
    }
    let name = if exact(view) { "\\rho^t" } else { "r^t" };
    let mut names = vec![(y(rho * length as f64), name.to_string())];
    names.extend(lipschitz.map(|l| (y(l * length as f64), "L^t".to_string())));
    names.extend(network.as_ref().map(|n| (y(n.pieces), n.name.clone())));
    for (at, name) in apart(names, height) {
        scene.label((right + 0.02, at), Side::Right, name);
    }
    let dot = |(i, v): (usize, &f64)| (x(i as f64 + 1.0), y(*v));
    let dots = laps.iter().enumerate().map(dot).collect();
    scene.add(Shape::Dots(Ink::Plain, 0.055, dots));
    let mut with = format!("against ${name}$ (line)");
    let lines = [
        lipschitz.map(|_| "$L^t$ (dashed)".to_string()),
        network.map(|n| n.words),
    ];
    let lines: Vec<String> = lines.into_iter().flatten().collect();
    match lines.as_slice() {
        [] => {}
        [one] => with.push_str(&format!(" and {one}")),
        all => with.push_str(&format!(", {}", list(all))),
    }
    Some((
        scene,
        format!(
            "the number of laps of ${}^t$ (dots) {with}, on a logarithmic scale.",
            view.g()
        ),
    ))
}

/// Lines at the powers of ten from 1 to `10^top`, with their names.
pub fn powers_of_ten(scene: &mut Scene, top: f64, right: f64, y: impl Fn(f64) -> f64) {
    let step = ((top / 6.0).ceil() as usize).max(1);
    for k in (0..=top as usize).step_by(step) {
        let at = y(k as f64);
        scene.add(Shape::Lines(
            Stroke::Grid,
            vec![vec![(0.0, at), (right, at)]],
        ));
        let power = match k {
            0 => "1".to_string(),
            1 => "10".to_string(),
            k => format!("10^{{{k}}}"),
        };
        scene.label((0.0, at), Side::Left, power);
    }
}

/// A tick on the lower axis with its name.
pub fn tick(scene: &mut Scene, x: f64, name: &str) {
    scene.add(Shape::Lines(
        Stroke::Frame,
        vec![vec![(x, 0.0), (x, -0.07)]],
    ));
    scene.label((x, -0.07), Side::Below, name);
}

/// Is the growth rate known exactly?
fn exact(view: &View) -> bool {
    match &view.map.growth {
        Growth::Exact { .. } | Growth::ConstantSlope { .. } => true,
        Growth::Enclosure { lower, upper } => lower.rate == *upper.value(),
    }
}

/// The least distance of the names of two lines, in centimetres.
const GAP: f64 = 0.36;

/// Names at the heights of their lines, moved apart where they would overlap; the highest at most at `top`.
fn apart(mut names: Vec<(f64, String)>, top: f64) -> Vec<(f64, String)> {
    names.sort_by(|a, b| a.0.total_cmp(&b.0));
    for i in 1..names.len() {
        names[i].0 = names[i].0.max(names[i - 1].0 + GAP);
    }
    let mut limit = top;
    for name in names.iter_mut().rev() {
        name.0 = name.0.min(limit);
        limit = name.0 - GAP;
    }
    names
}

/// The pieces that some networks can have.
struct Network {
    /// The decimal logarithm of their number.
    pieces: f64,
    /// Their number as a power, for the picture.
    name: String,
    /// What they are, for the caption.
    words: String,
}

/// The pieces that the widest network excluded by the most telling bound may have.
fn network(view: &View, length: usize) -> Option<Network> {
    let cells = view
        .map
        .certify
        .iter()
        .flat_map(|b| &b.sup)
        .filter(|r| r.iterate as usize <= length)
        .flat_map(|r| r.widths.iter().map(move |c| (r, c)));
    let telling = cells.filter(|(_, c)| c.width.0 > Int::from(1));
    let (row, cell) =
        telling.max_by_key(|(r, c)| (r.iterate, std::cmp::Reverse(c.depth.abs_diff(4))))?;
    let (width, depth) = (&cell.width.0, cell.depth);
    let pieces = log10(&width.pow(depth));
    let excluded: Int = width - 1;
    let power = if depth == 1 {
        String::new()
    } else {
        format!("^{{{depth}}}")
    };
    Some(Network {
        pieces,
        name: format!("{}{power}", integer(width)),
        words: format!(
            "the most pieces $(w+1)^k={}{power}$ of networks with $k={depth}$ and $w={}$, excluded for $t={}$ (dash-dotted)",
            integer(width),
            integer(&excluded),
            row.iterate
        ),
    })
}

/// The decimal logarithm of an integer; 0 below 1.
pub fn log10(n: &Int) -> f64 {
    let digits = n.to_string();
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
    fn names_of_close_lines_are_moved_apart() {
        let names = |heights: &[f64]| heights.iter().map(|h| (*h, String::new())).collect();
        let at = |heights: &[f64]| -> Vec<f64> {
            apart(names(heights), 5.6).iter().map(|n| n.0).collect()
        };
        assert_eq!(at(&[5.0, 1.0]), [1.0, 5.0]);
        let close = at(&[5.5, 5.6, 5.55]);
        assert!(close.windows(2).all(|w| w[1] - w[0] > GAP - 1e-9));
        assert!(close[2] <= 5.6);
    }

    #[test]
    fn logarithms_of_long_integers() {
        let n = |text: &str| crate::num::rational::parse_int(text).expect("an integer");
        assert!((log10(&n("1000")) - 3.0).abs() < 1e-12);
        assert!((log10(&n(&format!("1{}", "0".repeat(50)))) - 50.0).abs() < 1e-9);
    }
}
