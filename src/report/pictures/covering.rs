//! The covering graph: arrows on a circle for few intervals, the matrix as a block picture beyond.

use super::super::covering::in_row;
use super::super::view::View;
use super::super::words::interval;
use super::carrier;
use super::scene::{Fill, Scene, Shape, Side};

/// The most vertices drawn with arrows.
const ARROWS: usize = 12;
/// The largest matrix that is drawn.
const BLOCKS: usize = 400;

/// The picture and its description, which starts in lower case; `None` where it would be too large.
pub fn picture(view: &View) -> Option<(Scene, String)> {
    let carrier = carrier(view);
    let inside = |i: usize| carrier.as_ref().is_some_and(|c| c[i]);
    let shaded = (0..view.n()).filter(|i| inside(*i)).count();
    match view.n() {
        n if n <= ARROWS => {
            let words = match shaded {
                0 => "the covering graph.",
                _ if shaded == n => "the covering graph; all of it carries the growth.",
                _ => "the covering graph; the shaded part carries the growth.",
            };
            Some((arrows(view, &inside), words.to_string()))
        }
        n if n <= BLOCKS => {
            let words = match shaded {
                0 => "the matrix $A$; boxes are ones.",
                _ if shaded == n => "the matrix $A$; dark boxes are ones.",
                _ => {
                    "the matrix $A$; boxes are ones, dark between intervals of the part that carries the growth."
                }
            };
            Some((blocks(view, &inside), words.to_string()))
        }
        _ => None,
    }
}

/// The angle of vertex `i` of `n`, in degrees, clockwise from the top (from the left for two vertices).
fn angle(i: usize, n: usize) -> i64 {
    let start = if n == 2 { 180 } else { 90 };
    start - (360 * i / n.max(1)) as i64
}

fn arrows(view: &View, inside: &dyn Fn(usize) -> bool) -> Scene {
    let n = view.n();
    let radius = if n == 1 { 0.0 } else { 0.9 + 0.16 * n as f64 };
    let mut scene = Scene::new(1.0);
    for i in 0..n {
        let turn = (angle(i, n) as f64).to_radians();
        let at = (radius * turn.cos(), radius * turn.sin());
        scene.add(Shape::Vertex(at, interval(i), inside(i)));
    }
    for i in 0..n {
        for j in (0..n).filter(|j| in_row(view, i, *j)) {
            let strong = inside(i) && inside(j);
            scene.add(if i == j {
                Shape::Loop(i, angle(i, n), strong)
            } else {
                Shape::Arrow(i, j, in_row(view, j, i), strong)
            });
        }
    }
    scene
}

fn blocks(view: &View, inside: &dyn Fn(usize) -> bool) -> Scene {
    let n = view.n();
    let mut scene = Scene::new(5.8 / n as f64);
    let corner = |column: usize, row: usize| (column as f64, -(row as f64));
    for (i, (lo, hi)) in view.map.partition.rows.iter().enumerate() {
        let mut at = *lo;
        while at < *hi {
            let dark = inside(i) && inside(at);
            let end = (at..*hi)
                .find(|j| (inside(i) && inside(*j)) != dark)
                .unwrap_or(*hi);
            let fill = if dark { Fill::Dark } else { Fill::Light };
            scene.add(Shape::Area(fill, corner(at, i), corner(end, i + 1)));
            at = end;
        }
    }
    scene.add(Shape::Frame(corner(0, 0), corner(n, n)));
    let step = [1, 2, 5, 10, 20, 50, 100]
        .into_iter()
        .find(|s| n <= 7 * s)
        .unwrap_or(100);
    for i in (0..n).step_by(step) {
        let middle = i as f64 + 0.5;
        scene.label((0.0, -middle), Side::Left, i.to_string());
        scene.label((middle, 0.0), Side::Above, i.to_string());
    }
    scene
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vertices_stand_evenly_on_the_circle() {
        assert_eq!(
            (0..4).map(|i| angle(i, 4)).collect::<Vec<_>>(),
            [90, 0, -90, -180]
        );
        assert_eq!([angle(0, 2), angle(1, 2)], [180, 0]);
    }
}
