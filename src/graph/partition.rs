//! The finite set of points whose neighbours bound the intervals of the covering graph.
//!
//! The closure of the ends and breakpoints under `f` is the coarsest Markov partition; it may be infinite.

use crate::map::PiecewiseLinear;
use crate::num::Number;
use std::collections::BTreeSet;

/// Points `p_0 < ... < p_n` from the left to the right end of the domain, with their images.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partition {
    /// The points, strictly increasing; the first and last are the ends of the domain.
    pub points: Vec<Number>,
    /// `images[i]` is the index of `f(p_i)` among the points; `None` if it is not one of them.
    pub images: Vec<Option<usize>>,
    /// Does it contain every breakpoint and all images (a Markov partition)?
    pub closed: bool,
}

/// How large a denominator or coefficient of a partition point may grow, in bits, before closure gives up.
const MAX_POINT_BITS: u64 = 4_096;

impl Partition {
    /// Closes the ends and breakpoints of a self-map under `f`, in order of generations.
    ///
    /// Ends when everything maps into the set (`closed`), or when more than `max_points` points are found
    /// or their numbers grow beyond any use; then the first `kept` points found are the partition.
    pub fn close(f: &PiecewiseLinear, max_points: usize, kept: usize) -> Partition {
        let mut order: Vec<Number> = vec![f.left().clone(), f.right().clone()];
        order.extend(f.breakpoints());
        let mut known: BTreeSet<Number> = order.iter().cloned().collect();
        let mut next = 0;
        let mut closed = true;
        while next < order.len() {
            let image = f.eval(&order[next]).expect("a self-map");
            next += 1;
            if known.contains(&image) {
                continue;
            }
            if order.len() >= max_points || size_bits(&image) > MAX_POINT_BITS {
                closed = false;
                break;
            }
            known.insert(image.clone());
            order.push(image);
        }
        if !closed {
            let first = f.breakpoints().len() + 2;
            order.truncate(kept.max(first));
        }
        Partition::of_points(f, order)
    }
    /// The partition made of these points of the domain together with its ends.
    pub fn of_points(f: &PiecewiseLinear, points: impl IntoIterator<Item = Number>) -> Partition {
        let ends = [f.left().clone(), f.right().clone()];
        let points: Vec<Number> = points
            .into_iter()
            .chain(ends)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        let index = |x: &Number| points.binary_search(x).ok();
        let images: Vec<_> = points
            .iter()
            .map(|p| f.eval(p).and_then(|v| index(&v)))
            .collect();
        let closed = images.iter().all(Option::is_some)
            && f.breakpoints().iter().all(|b| index(b).is_some());
        Partition {
            points,
            images,
            closed,
        }
    }
    /// The number of intervals between neighbouring points.
    pub fn intervals(&self) -> usize {
        self.points.len() - 1
    }
    /// The index of each point's image, for a closed partition.
    pub fn index_vector(&self) -> Option<Vec<usize>> {
        self.images.iter().copied().collect()
    }
}

fn size_bits(x: &Number) -> u64 {
    let (num, den) = x.numerators();
    num.iter()
        .map(|c| c.bits())
        .max()
        .unwrap_or(0)
        .max(den.bits())
}
