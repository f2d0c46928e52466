//! The graph of an iterate with the two levels of the first bound and points at which it alternates between them.

use super::super::view::View;
use super::curve::{Curve, Place, coordinate, path};
use super::scene::{Fill, Ink, Scene, Shape, Side, Stroke};
use crate::num::rational::Int;
use num_traits::One;

/// Iterates with more laps than this are too dense to be drawn.
const LAPS: u32 = 26;
/// The most vertices of the polygon.
const VERTICES: usize = 600;
/// Levels are met up to this many bits of the places.
const SLACK: u32 = 40;

/// The picture and its description, which starts in lower case.
pub fn picture(view: &View) -> Option<(Scene, String)> {
    if view.map.polynomial.is_some() {
        return None;
    }
    let row = view.map.certify.iter().find_map(|b| b.sup.first())?;
    let t = iterate(view)?;
    let curve = Curve::new(view);
    let line = curve.iterate(t, VERTICES)?;
    let (low, high) = (curve.place(view, &row.x), curve.place(view, &row.y));
    let (x, y) = (coordinate(&low), coordinate(&high));
    let mut scene = Scene::new(6.0);
    scene.add(Shape::Area(Fill::Band, (0.0, x), (1.0, y)));
    for (at, name, side) in [(x, "x", Side::BelowLeft), (y, "y", Side::AboveLeft)] {
        scene.add(Shape::Lines(
            Stroke::Guide,
            vec![vec![(0.0, at), (1.0, at)]],
        ));
        scene.label((-0.01, at), side, name);
    }
    scene.add(Shape::Frame((0.0, 0.0), (1.0, 1.0)));
    scene.add(Shape::Lines(Stroke::Iterate, vec![path(&line)]));
    let dots = path(&alternation(&line, &low, &high));
    let dotted = if dots.len() > 1 {
        scene.add(Shape::Dots(Ink::Orbit, 0.066, dots));
        ", and points (dots) at which it is alternately at most $x$ and at least $y$"
    } else {
        ""
    };
    let words = format!(
        "the graph of ${}^{{{t}}}$, the levels $x$ and $y$ of the first line of the bounds (dashed){dotted}.",
        view.g()
    );
    Some((scene, words))
}

/// The largest iterate from 2 to 8 that has few laps.
fn iterate(view: &View) -> Option<usize> {
    let few = |t: &usize| {
        view.map
            .laps
            .get(*t - 1)
            .is_some_and(|l| l.0 <= Int::from(LAPS))
    };
    (2..=8usize).rev().find(few)
}

/// The first vertex of each run of equal marks; comparisons allow for the rounding of the coordinates.
fn alternation(line: &[(Place, Place)], low: &Place, high: &Place) -> Vec<(Place, Place)> {
    let slack = Place::one() << SLACK;
    let mut out: Vec<(Place, Place)> = Vec::new();
    let mut last = None;
    for (x, y) in line {
        let mark = match () {
            _ if *y <= low + &slack => false,
            _ if *y >= high - &slack => true,
            _ => continue,
        };
        if last != Some(mark) {
            out.push((x.clone(), y.clone()));
            last = Some(mark);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::rational::rat;
    use crate::report::pictures::curve::place;

    #[test]
    fn marks_between_the_levels_are_skipped() {
        let at = |p, q| place(&rat(p, q));
        let line: Vec<(Place, Place)> = [(0, 0), (1, 5), (2, 10), (3, 4), (4, 9), (5, 1)]
            .iter()
            .map(|(x, y)| (at(*x, 5), at(*y, 10)))
            .collect();
        let found = alternation(&line, &at(2, 10), &at(8, 10));
        assert_eq!(
            found.iter().map(|p| p.0.clone()).collect::<Vec<_>>(),
            [at(0, 5), at(2, 5), at(5, 5)]
        );
    }
}
