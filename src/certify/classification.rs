//! Classification rows: the points of Theorem 4 written out, and how many of them small networks mislabel.

use super::analysis::Analysis;
use super::area::piece_cells;
use super::bounds::Crossing;
use super::convert::{num, nums};
use crate::certificate::{ClassificationRow, CrossingMethod, Integer};
use crate::graph::samples::alternating_points;
use crate::num::Number;
use crate::theory::classification::{least_errors, usual_pieces};
use num_traits::ToPrimitive;

/// Up to so many points are written out.
const MOST_POINTS: usize = 1_000;
/// The points are looked for among at most so many vertices of the iterate.
const MOST_VERTICES: usize = 4_000;

/// The row for one iterate with these crossings, at half of them.
pub fn row(analysis: &Analysis, t: u64, found: &Crossing, depths: &[u32]) -> ClassificationRow {
    let pieces = usual_pieces(&found.count);
    ClassificationRow {
        iterate: t,
        x: num(&found.x),
        y: num(&found.y),
        crossings: Integer(found.count.clone()),
        crossing_method: found.method.clone(),
        errors: Integer(least_errors(&found.count, &pieces)),
        widths: piece_cells(&pieces, depths),
        pieces: Integer(pieces),
        sample: sample(analysis, t, found).map(|points| nums(&points)),
    }
}

/// The `C + 1` points, if they are points of a known map and few enough.
fn sample(analysis: &Analysis, t: u64, found: &Crossing) -> Option<Vec<Number>> {
    let count = found.count.to_usize().filter(|c| *c < MOST_POINTS)?;
    if analysis.is_orbit() || found.method != (CrossingMethod::Summary {}) {
        return None;
    }
    let t = t.to_u32()?;
    let points = alternating_points(&analysis.f, t, &found.x, &found.y, MOST_VERTICES)?;
    (points.len() == count + 1).then_some(points)
}
