//! The widths of one hidden layer for the iterates of a known map: pieces, or one less where a search decides so.

use super::analysis::Analysis;
use crate::certificate::LayerRow;
use crate::graph::pieces::pieces_upto;
use crate::map::PiecewiseLinear;
use crate::num::Int;
use crate::theory::one_layer::{MOST_JUMPS, OneLayer, one_layer};
use num_traits::{One, ToPrimitive};
use std::collections::BTreeMap;

/// How many sets of jumps (of halves) are formed for one map.
const WORK: usize = 1 << 19;
/// Later iterates are not searched.
const MOST_ITERATE: usize = 400;
/// Iterates with more vertices are not written down.
const MOST_VERTICES: usize = 2_000;

/// What is known of one hidden layer for `f^s`, `s = 0, ..., t`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layers {
    /// `h(s)`: a width that suffices.
    pub widths: Vec<Int>,
    /// The iterates `s >= 1` for which `h(s)` is the least width, with the breakpoints that look left if it is `pieces - 1`.
    pub decided: BTreeMap<u64, Option<Vec<usize>>>,
}

/// The widths for `s = 0, ..., t` of a known Markov map; `None` for others.
pub fn layers(analysis: &Analysis, t: usize) -> Option<Layers> {
    let images = analysis.images.as_ref().filter(|_| !analysis.is_orbit())?;
    let mut widths = pieces_upto(&analysis.partition.points, images, t);
    let mut decided = BTreeMap::new();
    let few = |w: &Int| w.to_usize().is_some_and(|n| n <= MOST_JUMPS + 1);
    let last = widths.iter().take(MOST_ITERATE + 1).rposition(few);
    let f = analysis.f.simplified();
    let mut power: Option<PiecewiseLinear> = None;
    let mut work = WORK;
    let searched = widths
        .iter_mut()
        .enumerate()
        .take(last.map_or(0, |l| l + 1));
    for (s, width) in searched.skip(1) {
        let next = match &power {
            None => Ok(f.clone()),
            Some(before) => f.after(before, MOST_VERTICES),
        };
        let Ok(next) = next else { break };
        let slopes = power.insert(next.simplified()).slopes();
        let halves = 2 << (slopes.len() / 2).min(MOST_JUMPS);
        if slopes.len() > MOST_JUMPS + 1 {
            continue;
        }
        if halves > work {
            break;
        }
        work -= halves;
        let left = match one_layer(slopes) {
            OneLayer::Fewer(left) => {
                *width -= Int::one();
                Some(left)
            }
            OneLayer::Needed => None,
            OneLayer::Open => continue,
        };
        decided.insert(s as u64, left);
    }
    Some(Layers { widths, decided })
}

impl Layers {
    /// The decided iterates among `parts`, for the certificate.
    pub fn rows(&self, parts: impl IntoIterator<Item = u64>) -> BTreeMap<u64, LayerRow> {
        let row = |s: u64| {
            let left = self.decided.get(&s)?.clone();
            Some((s, LayerRow { iterate: s, left }))
        };
        parts.into_iter().filter_map(row).collect()
    }
}
