//! Pictures in TikZ: coordinates are the exact numbers of the certificate, scaled to the unit square and rounded.
//!
//! Everything is readable in grey; labels that would overlap are left out.

mod counts;
mod covering;
mod curve;
mod graph;
mod iterate;

use super::ReportError;
use super::escape::Tex;
use super::view::View;
use crate::certificate::{Growth, GrowthWitness, Ratio};
use num_traits::Zero;

/// How many pictures a report has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Pictures {
    /// None.
    None,
    /// The graph of the map with its partition, and its covering graph.
    #[default]
    Few,
    /// Also the graph of an iterate with two levels, and the growth of laps.
    All,
}

/// The figures of one map, each a `figure` environment with caption and label; empty where nothing can be drawn.
pub fn figures(view: &View, pictures: Pictures) -> Result<Tex, ReportError> {
    let mut out = String::new();
    if pictures >= Pictures::Few {
        let (left, left_words) = graph::picture(view);
        let right = covering::picture(view);
        let (pictures, words) = match right {
            Some((right, right_words)) => {
                (vec![left, right], both(view, &left_words, &right_words))
            }
            None => (vec![left], capital(&left_words)),
        };
        out.push_str(&figure(&pictures, &words, &format!("{}:graph", view.id)));
    }
    if pictures >= Pictures::All {
        let mut drawn = Vec::new();
        let mut words = Vec::new();
        for (picture, text) in iterate::picture(view)
            .into_iter()
            .chain(counts::picture(view))
        {
            drawn.push(picture);
            words.push(text);
        }
        if let [left, right] = words.as_slice() {
            words = vec![both(view, left, right)];
        }
        if !drawn.is_empty() {
            let words = capital(&words.join(" "));
            out.push_str(&figure(&drawn, &words, &format!("{}:iterate", view.id)));
        }
    }
    Ok(Tex(out))
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

/// A figure of pictures side by side, or below each other where the column is narrow.
fn figure(pictures: &[String], words: &str, label: &str) -> String {
    let body = pictures.join("\\hspace{1.2em}\n");
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
