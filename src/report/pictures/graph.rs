//! The graph of a map with the diagonal, the partition on both axes, and the orbit of the strongest listed period.

use super::super::view::View;
use super::super::words::point;
use super::curve::{Curve, Place, coordinate, pair, path, place};
use super::scene::{Ink, Point, Scene, Shape, Side, Stroke};
use crate::certificate::{Num, PolynomialData};
use crate::num::rational::{Rat, rat};

/// The longest orbit that is drawn.
const LONGEST: usize = 8;
/// The steps in which a polynomial is drawn.
const STEPS: i64 = 160;
/// Lines of the partition are drawn up to this number of points.
const LINES: usize = 33;

/// The picture and its description, which starts in lower case.
pub fn picture(view: &View) -> (Scene, String) {
    let curve = Curve::new(view);
    let ticks: Vec<Place> = view
        .map
        .partition
        .points
        .iter()
        .map(|p| curve.place(view, p))
        .collect();
    let mut scene = Scene::new(6.0);
    lines(&ticks, &mut scene);
    scene.add(Shape::Lines(
        Stroke::Guide,
        vec![vec![(0.0, 0.0), (1.0, 1.0)]],
    ));
    scene.add(Shape::Frame((0.0, 0.0), (1.0, 1.0)));
    let style = if view.orbit() {
        Stroke::Dotted
    } else {
        Stroke::Curve
    };
    let line = match &view.map.polynomial {
        Some(data) => smooth(view, data),
        None => path(&curve.vertices),
    };
    scene.add(Shape::Lines(style, vec![line]));
    let orbit = orbit(view, &curve).filter(|(_, m)| view.map.polynomial.is_none() || *m == 1);
    if let Some((points, _)) = &orbit {
        scene.add(cobweb(points));
    }
    if view.orbit() {
        scene.add(Shape::Dots(Ink::Plain, 0.06, path(&curve.vertices)));
    }
    labels(&ticks, &mut scene);
    (scene, words(view, &ticks, orbit.map(|o| o.1)))
}

/// The graph of a polynomial on its domain scaled to the unit square, joined from exact values at equal steps.
fn smooth(view: &View, data: &PolynomialData) -> Vec<Point> {
    let vertices = &view.map.vertices;
    let end = |v: &(Num, Num)| v.0.to_rational();
    let (Some(Some(low)), Some(Some(high))) = (vertices.first().map(end), vertices.last().map(end))
    else {
        return Vec::new();
    };
    let size = &high - &low;
    let value = |x: &Rat| {
        let coeffs = data.coeffs.iter().rev();
        coeffs.fold(rat(0, 1), |sum, c| sum * x + &c.0)
    };
    let at = |i: i64| {
        let s = rat(i, STEPS);
        let y = (value(&(&low + &size * &s)) - &low) / &size;
        pair(&place(&s), &place(&y))
    };
    (0..=STEPS).map(at).collect()
}

/// Thin lines at the points of the partition.
fn lines(ticks: &[Place], scene: &mut Scene) {
    if ticks.len() > LINES {
        return;
    }
    let cross = |r: &Place| {
        let p = coordinate(r);
        [vec![(p, 0.0), (p, 1.0)], vec![(0.0, p), (1.0, p)]]
    };
    scene.add(Shape::Lines(
        Stroke::Grid,
        ticks.iter().flat_map(cross).collect(),
    ));
}

/// Ticks at all points, and the names of those that are far enough apart.
fn labels(ticks: &[Place], scene: &mut Scene) {
    let tick = |r: &Place| {
        let p = coordinate(r);
        [vec![(p, 0.0), (p, -0.012)], vec![(0.0, p), (-0.012, p)]]
    };
    scene.add(Shape::Lines(
        Stroke::Frame,
        ticks.iter().flat_map(tick).collect(),
    ));
    for i in spread(ticks, &rat(9, 100)) {
        scene.label((coordinate(&ticks[i]), -0.01), Side::Below, point(i));
    }
    for i in spread(ticks, &rat(1, 20)) {
        scene.label((-0.01, coordinate(&ticks[i])), Side::Left, point(i));
    }
}

/// Indices of points at least `gap` apart, the first and the last among them.
fn spread(ticks: &[Place], gap: &Rat) -> Vec<usize> {
    let gap = place(gap);
    let Some(last) = ticks.len().checked_sub(1) else {
        return Vec::new();
    };
    let mut out = vec![0];
    let mut at = &ticks[0];
    for (i, tick) in ticks.iter().enumerate().take(last).skip(1) {
        if tick - at >= gap && &ticks[last] - tick >= gap {
            out.push(i);
            at = tick;
        }
    }
    if last > 0 {
        out.push(last);
    }
    out
}

/// The points of the orbit of the strongest listed period, and that period.
fn orbit(view: &View, curve: &Curve) -> Option<(Vec<Place>, usize)> {
    let strongest = view.map.periods.strongest;
    let listed = view
        .map
        .periods
        .points
        .iter()
        .find(|p| p.period == strongest)?;
    if strongest == 0 || strongest > LONGEST {
        return None;
    }
    let mut points = vec![curve.place(view, &listed.point)];
    for i in 1..strongest {
        points.push(curve.at(&points[i - 1]));
    }
    Some((points, strongest))
}

/// From `(x,x)` to `(x,f(x))` to `(f(x),f(x))` and on, closed; a dot for a fixed point.
fn cobweb(points: &[Place]) -> Shape {
    if let [fixed] = points {
        return Shape::Dots(Ink::Orbit, 0.072, vec![pair(fixed, fixed)]);
    }
    let mut corners = Vec::new();
    for (i, x) in points.iter().enumerate() {
        let next = &points[(i + 1) % points.len()];
        corners.push((x.clone(), x.clone()));
        corners.push((x.clone(), next.clone()));
    }
    Shape::Closed(Stroke::Orbit, path(&corners))
}

fn words(view: &View, ticks: &[Place], period: Option<usize>) -> String {
    let what = if view.orbit() {
        "the orbit (dots), the connect-the-dots map $\\ell$ (dotted), the diagonal (dashed)"
    } else {
        "the graph of $f$, the diagonal (dashed)"
    };
    let points = if spread(ticks, &rat(9, 100)).len() == ticks.len() {
        "the points of $P$ on both axes"
    } else {
        "the points of $P$ on both axes, some of them named"
    };
    let orbit = match period {
        Some(1) => " and a fixed point".to_string(),
        Some(m) => format!(" and the orbit of period ${}$ as a cobweb", m),
        None => String::new(),
    };
    let comma = if orbit.is_empty() { " and" } else { "," };
    format!("{what}{comma} {points}{orbit}.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use num_traits::{One, Zero};

    #[test]
    fn close_points_lose_their_names_but_the_ends_keep_theirs() {
        let ticks: Vec<Place> = [0, 10, 11, 50, 97, 100]
            .iter()
            .map(|p| place(&rat(*p, 100)))
            .collect();
        assert_eq!(spread(&ticks, &rat(1, 20)), [0, 1, 3, 5]);
        assert_eq!(spread(&[Place::zero(), Place::one()], &rat(2, 1)), [0, 1]);
        assert_eq!(spread(&[], &rat(1, 2)), [0usize; 0]);
    }

    #[test]
    fn a_cobweb_closes() {
        let found = cobweb(&[rat(0, 1), rat(1, 2), rat(1, 1)].map(|r| place(&r)));
        let corners = [
            (0.0, 0.0),
            (0.0, 0.5),
            (0.5, 0.5),
            (0.5, 1.0),
            (1.0, 1.0),
            (1.0, 0.0),
        ];
        assert_eq!(found, Shape::Closed(Stroke::Orbit, corners.to_vec()));
    }
}
