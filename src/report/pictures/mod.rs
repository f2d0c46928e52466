//! Pictures, as TikZ in LaTeX and as SVG in a page: one scene each, whose coordinates are the exact numbers of the
//! certificate, scaled to the unit square and rounded.
//!
//! Everything is readable in grey; labels that would overlap are left out.

mod counts;
mod covering;
mod curve;
mod graph;
mod iterate;
pub(super) mod label;
mod scene;
mod svg;
mod tikz;
mod widths;

use super::ReportError;
use super::escape::Tex;
use super::view::View;
use crate::certificate::{Growth, GrowthWitness, Ratio};
use num_traits::Zero;
use scene::Scene;

/// How many pictures a report has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Pictures {
    /// None.
    None,
    /// The graph of the map with its partition, and its covering graph.
    #[default]
    Few,
    /// Also the graph of an iterate with two levels, the growth of laps, and width against depth.
    All,
}

/// A picture and its description, which starts in lower case.
type Drawn = (Scene, String);

/// The figures of one map, each a `figure` environment with caption and label; empty where nothing can be drawn.
pub fn figures(view: &View, pictures: Pictures) -> Result<Tex, ReportError> {
    let mut out = String::new();
    if pictures >= Pictures::Few {
        let drawn = [Some(graph::picture(view)), covering::picture(view)];
        figure(
            view,
            "graph",
            drawn.into_iter().flatten().collect(),
            &mut out,
        );
    }
    if pictures >= Pictures::All {
        let drawn = [iterate::picture(view), counts::picture(view)];
        figure(
            view,
            "iterate",
            drawn.into_iter().flatten().collect(),
            &mut out,
        );
        figure(
            view,
            "widths",
            widths::picture(view).into_iter().collect(),
            &mut out,
        );
    }
    Ok(Tex(out))
}

/// Pictures side by side (below each other in a narrow column) with one caption; in a page a figure for each.
fn figure(view: &View, name: &str, drawn: Vec<Drawn>, out: &mut String) {
    let label = format!("{}:{name}", view.id);
    if view.place.web {
        for (i, (scene, words)) in drawn.iter().enumerate() {
            let label = if i == 0 {
                label.clone()
            } else {
                format!("{label}-{}", i + 1)
            };
            let body = format!(
                "\\begin{{orbsvg}}\n{}\n\\end{{orbsvg}}",
                svg::write(
                    &scene.renamed(|tex| view.place.symbols.formula(tex)),
                    &alternative(&view.place.symbols.words(words))
                )
            );
            out.push_str(&environment(&body, &capital(words), &label));
        }
        return;
    }
    let words: Vec<&str> = drawn.iter().map(|d| d.1.as_str()).collect();
    let words = match words.as_slice() {
        [] => return,
        [left, right] => both(view, left, right),
        all => capital(&all.join(" ")),
    };
    let scenes: Vec<String> = drawn.iter().map(|d| tikz::write(&d.0)).collect();
    let body = scenes.join("\\hspace{1.2em}\n");
    out.push_str(&environment(&body, &words, &label));
}

/// The description of a picture without formulas.
fn alternative(words: &str) -> String {
    let parts = words.split('$').enumerate();
    let plain = |(i, part): (usize, &str)| {
        if i % 2 == 1 {
            label::plain(part)
        } else {
            part.to_string()
        }
    };
    capital(&parts.map(plain).collect::<String>())
}

fn capital(text: &str) -> String {
    super::words::capital(text)
}

/// Two descriptions; a fragment does not know whether its pictures fit side by side.
fn both(view: &View, left: &str, right: &str) -> String {
    if view.place.fragment {
        format!("First: {left} Second: {right}")
    } else {
        format!("Left: {left} Right: {right}")
    }
}

fn environment(body: &str, words: &str, label: &str) -> String {
    format!(
        "\\begin{{figure}}[ht]\n\\centering\n{body}\n\\caption{{{words}}}\\label{{{label}}}\n\\end{{figure}}\n"
    )
}

/// The intervals of the component that carries the growth (`None` where no component is named by the certificate).
fn carrier(view: &View) -> Option<Vec<bool>> {
    let n = view.n();
    let of = |indices: &[usize]| (0..n).map(|i| indices.contains(&i)).collect::<Vec<_>>();
    let support = |v: &[Ratio]| v.iter().map(|r| !r.0.is_zero()).collect::<Vec<_>>();
    match &view.map.growth {
        Growth::Exact { order, witness, .. } => match witness {
            GrowthWitness::Cycles {} => None,
            GrowthWitness::Perron { block, .. } => order.get(*block).map(|b| of(b)),
            GrowthWitness::Isolation { lower, .. } => Some(support(&lower.vector)),
        },
        Growth::ConstantSlope { lower, .. } | Growth::Enclosure { lower, .. } => {
            (!lower.rate.0.is_zero()).then(|| support(&lower.vector))
        }
    }
}
