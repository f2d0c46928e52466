//! Points at which an iterate alternates between two levels, written out exactly.

use super::summary::{Mark, mark};
use crate::map::PiecewiseLinear;
use crate::num::Number;

/// Points `z_0 < ... < z_C` of the domain at which `f^t` is alternately `<= x` and `>= y`, `C = C(f,t;x,y)`.
///
/// All turning values of `f^t` are values at vertices of its graph, so that the vertices show all alternations: one vertex
/// is taken from each run of equal marks, the one farthest beyond its level. For `C = 0` there may be no such point at all. `None` if `f^t` has more than `most` vertices.
pub fn alternating_points(
    f: &PiecewiseLinear,
    t: u32,
    x: &Number,
    y: &Number,
    most: usize,
) -> Option<Vec<Number>> {
    let power = f.iterate(t, most).ok()?;
    let mut runs: Vec<(Mark, &(Number, Number))> = Vec::new();
    for vertex in power.vertices() {
        let Some(found) = mark(&vertex.1, x, y) else {
            continue;
        };
        match runs.last_mut() {
            Some((before, kept)) if *before == found => {
                let beyond = match found {
                    Mark::Low => vertex.1 < kept.1,
                    Mark::High => vertex.1 > kept.1,
                };
                if beyond {
                    *kept = vertex;
                }
            }
            _ => runs.push((found, vertex)),
        }
    }
    Some(runs.into_iter().map(|(_, v)| v.0.clone()).collect())
}
