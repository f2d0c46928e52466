//! Strongly connected components of a covering graph, in topological order.

use super::covering::Covering;
use petgraph::algo::tarjan_scc;

/// The strongly connected components: each an increasing list of intervals, every edge leading to the same or a later
/// component; the order is a function of the graph alone.
pub fn components(covering: &Covering) -> Vec<Vec<usize>> {
    let mut blocks: Vec<Vec<usize>> = tarjan_scc(&covering.graph())
        .into_iter()
        .map(|block| {
            let mut indices: Vec<usize> = block.into_iter().map(|node| node.index()).collect();
            indices.sort_unstable();
            indices
        })
        .collect();
    // Tarjan's algorithm lists a component after all components that it reaches.
    blocks.reverse();
    blocks
}

/// Is the strongly connected `block` a single cycle, or a single vertex without a loop? Then its radius is at most 1.
pub fn is_cycle_or_trivial(covering: &Covering, block: &[usize]) -> bool {
    covering
        .restricted(block)
        .iter()
        .all(|(lo, hi)| hi - lo <= 1)
}
