//! Rows of three points: pieces that an error below a tolerance needs, where they are more than crossings ask for (Theorem 12).

use super::analysis::Analysis;
use super::area::piece_cells;
use super::convert::num;
use crate::certificate::{Kind, TripleRow};
use crate::graph::triples::{Triple, triples};
use crate::map::PiecewiseLinear;
use crate::num::{Int, Number};

/// Up to so many triples are written out.
const MOST_TRIPLES: usize = 1_000;
/// The triples are looked for on iterates with at most so many vertices.
const MOST_VERTICES: usize = 2_000;

/// Up to this iterate they are looked for.
pub const MOST_ITERATE: u64 = 400;

/// Triples of `f^t` at least twice `error` off their chords, side by side, if they ask for more than `crossings` pieces.
///
/// Each triple has a breakpoint strictly inside, so that there are none to be found where `f^t` has `crossings` pieces.
/// `None` for orbits and polynomials, whose iterates are not piecewise linear with known vertices, for iterates of more
/// than 2,000 vertices, and beyond the 400th.
pub fn better(a: &Analysis, t: u64, error: &Number, crossings: &Int) -> Option<Vec<Triple>> {
    let hopeless = a.kind != Kind::Map || t > MOST_ITERATE || *crossings > Int::from(MOST_TRIPLES);
    if hopeless {
        return None;
    }
    let power = a.f.iterate(t as u32, MOST_VERTICES).ok()?;
    more(&power, error, crossings)
}

/// The first iterate up to `last` with triples that ask for more than `pieces` pieces.
pub fn first(a: &Analysis, last: u64, error: &Number, pieces: &Int) -> Option<u64> {
    if a.kind != Kind::Map || *pieces > Int::from(MOST_TRIPLES) {
        return None;
    }
    let mut power = a.f.iterate(0, MOST_VERTICES).ok()?;
    for t in 1..=last.min(MOST_ITERATE) {
        power = a.f.after(&power, MOST_VERTICES).ok()?.simplified();
        if more(&power, error, pieces).is_some() {
            return Some(t);
        }
    }
    None
}

fn more(power: &PiecewiseLinear, error: &Number, pieces: &Int) -> Option<Vec<Triple>> {
    if Int::from(power.pieces()) <= *pieces {
        return None;
    }
    let found = triples(power, &(error + error), MOST_TRIPLES);
    (Int::from(found.len() + 1) > *pieces).then_some(found)
}

/// The row for one iterate.
pub fn row(t: u64, found: &[Triple], depths: &[u32]) -> TripleRow {
    let written = |[a, b, c]: &Triple| (num(a), num(b), num(c));
    TripleRow {
        iterate: t,
        triples: found.iter().map(written).collect(),
        // More than as many pieces as there are triples.
        widths: piece_cells(&Int::from(found.len()), depths),
    }
}
