//! Covering relations: which intervals of a partition the image of each interval contains.

use super::partition::Partition;
use crate::map::PiecewiseLinear;
use petgraph::graph::DiGraph;

/// The covering graph of `n` intervals, one contiguous block of targets for each.
///
/// Invariant: row `i` is `(lo, hi)` with `lo < hi <= n`, or `(0, 0)` if nothing is covered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Covering {
    /// Row `i`: `f(I_i)` contains `I_j` exactly for `lo <= j < hi`.
    pub rows: Vec<(usize, usize)>,
}

impl Covering {
    /// The covering graph of `partition` for a known map: the extreme values over each whole interval count.
    pub fn of_map(f: &PiecewiseLinear, partition: &Partition) -> Covering {
        if let (true, Some(images)) = (partition.closed, partition.index_vector()) {
            return Covering::of_indices(&images);
        }
        let points = &partition.points;
        let row = |w: &[crate::num::Number]| {
            let inside = f
                .vertices()
                .iter()
                .filter(|(x, _)| &w[0] < x && x < &w[1])
                .map(|(_, v)| v.clone());
            let ends = w.iter().filter_map(|p| f.eval(p));
            let values: Vec<_> = ends.chain(inside).collect();
            let (min, max) = (
                values.iter().min().expect("two ends"),
                values.iter().max().expect("two ends"),
            );
            let lo = points.partition_point(|p| p < min);
            let hi = points.partition_point(|p| p <= max).saturating_sub(1);
            if lo < hi { (lo, hi) } else { (0, 0) }
        };
        Covering {
            rows: points.windows(2).map(row).collect(),
        }
    }
    /// The covering graph of a map that is monotone between neighbouring points with these images.
    pub fn of_indices(images: &[usize]) -> Covering {
        let row = |w: &[usize]| {
            if w[0] == w[1] {
                (0, 0)
            } else {
                (w[0].min(w[1]), w[0].max(w[1]))
            }
        };
        Covering {
            rows: images.windows(2).map(row).collect(),
        }
    }
    /// The number of intervals.
    pub fn len(&self) -> usize {
        self.rows.len()
    }
    /// Is there no interval at all? (Never: a partition has two points or more.)
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
    /// Does interval `i` cover interval `j`?
    pub fn covers(&self, i: usize, j: usize) -> bool {
        (self.rows[i].0..self.rows[i].1).contains(&j)
    }
    /// The graph itself: vertex `i` is interval `i`.
    pub fn graph(&self) -> DiGraph<(), ()> {
        let mut graph = DiGraph::new();
        let nodes: Vec<_> = self.rows.iter().map(|_| graph.add_node(())).collect();
        for (i, &(lo, hi)) in self.rows.iter().enumerate() {
            for j in lo..hi {
                graph.add_edge(nodes[i], nodes[j], ());
            }
        }
        graph
    }
    /// The rows of the subgraph on the increasing list `block`, in the block's own numbering; again contiguous.
    pub fn restricted(&self, block: &[usize]) -> Vec<(usize, usize)> {
        let place = |limit: usize| block.partition_point(|&b| b < limit);
        let row = |&i: &usize| {
            let (lo, hi) = (place(self.rows[i].0), place(self.rows[i].1));
            if lo < hi { (lo, hi) } else { (0, 0) }
        };
        block.iter().map(row).collect()
    }
}
