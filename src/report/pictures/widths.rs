//! Width against depth on a logarithmic scale: what is needed, and what suffices where the certificate says so.

use super::super::view::View;
use super::counts::{log10, powers_of_ten, tick};
use super::scene::{Ink, Scene, Shape, Side, Stroke};
use crate::certificate::SupRow;
use crate::num::rational::Int;

/// The picture and its description, which starts in lower case; `None` where no line says anything.
pub fn picture(view: &View) -> Option<(Scene, String)> {
    let row = row(view)?;
    let depths: Vec<u32> = row.widths.iter().map(|c| c.depth).collect();
    let (first, last) = (*depths.iter().min()?, *depths.iter().max()?);
    let log = |n: &Int| (*n > Int::from(0)).then(|| log10(n));
    let needed: Vec<(u32, f64)> = row
        .widths
        .iter()
        .filter_map(|c| Some((c.depth, log(&c.width.0)?)))
        .collect();
    let sufficient: Vec<(u32, f64)> = row
        .widths
        .iter()
        .filter(|_| !view.orbit())
        .filter_map(|c| Some((c.depth, log(&c.upper.as_ref()?.width.0)?)))
        .collect();
    let values = needed.iter().chain(&sufficient).map(|p| p.1);
    let top = values.fold(0.0, f64::max).ceil().max(1.0);
    let (right, height) = (6.0, 5.6);
    let x = |k: u32| 0.4 + f64::from(k - first) / f64::from(last - first) * (right - 0.8);
    let y = |v: f64| v / top * height;
    let mut scene = Scene::new(1.0);
    powers_of_ten(&mut scene, top, right, y);
    scene.add(Shape::Frame((0.0, 0.0), (right, height)));
    let step = (last - first).div_ceil(10).max(1) as usize;
    // A few depths are named themselves, where their names keep apart.
    let asked: Vec<u32> = row.widths.iter().map(|c| c.depth).collect();
    let apart = asked.windows(2).all(|k| x(k[1]) - x(k[0]) > 0.45);
    let steps = (first..=last).step_by(step).collect();
    for k in if apart { asked } else { steps } {
        tick(&mut scene, x(k), &k.to_string());
    }
    scene.label((right / 2.0, -0.42), Side::Below, "k");
    let place = |points: &[(u32, f64)]| {
        points
            .iter()
            .map(|(k, v)| (x(*k), y(*v)))
            .collect::<Vec<_>>()
    };
    if sufficient.len() > 1 {
        scene.add(Shape::Lines(Stroke::Dashed, vec![place(&sufficient)]));
        scene.add(Shape::Squares(0.065, place(&sufficient)));
    }
    scene.add(Shape::Lines(Stroke::Main, vec![place(&needed)]));
    scene.add(Shape::Dots(Ink::Plain, 0.07, place(&needed)));
    let upper = if sufficient.len() > 1 {
        ", and a width that suffices (squares)"
    } else {
        ""
    };
    Some((
        scene,
        format!(
            "the least width that is not excluded (dots) for $t={}$ against the depth $k${upper}, on a logarithmic scale.",
            row.iterate
        ),
    ))
}

/// The line of the largest iterate with at least two depths and a width above one.
fn row<'a>(view: &View<'a>) -> Option<&'a SupRow> {
    let rows = view.map.certify.iter().flat_map(|b| &b.sup);
    rows.filter(|r| {
        let depths = r.widths.iter().map(|c| c.depth);
        let several = depths.clone().min() < depths.max();
        several && r.widths.iter().any(|c| c.width.0 > Int::from(1))
    })
    .max_by_key(|r| r.iterate)
}
