//! Strongly connected components of a covering graph, in topological order.

use super::covering::Covering;

/// The strongly connected components: each an increasing list of intervals, every edge leading to the same or a later
/// component; the order is a function of the graph alone.
pub fn components(covering: &Covering) -> Vec<Vec<usize>> {
    let mut blocks = of_rows(&covering.rows);
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

/// The strongly connected components of the graph with an edge from `i` to every `j` in `rows[i].0 .. rows[i].1`, each
/// ascending, every component after all that it reaches (Tarjan 1972, without recursion, the last successor first).
pub fn of_rows(rows: &[(usize, usize)]) -> Vec<Vec<usize>> {
    const NEW: usize = usize::MAX;
    let n = rows.len();
    let (mut index, mut low, mut done) = (vec![NEW; n], vec![0; n], vec![false; n]);
    let (mut stack, mut out, mut counter) = (Vec::new(), Vec::new(), 0);
    for root in 0..n {
        if index[root] != NEW {
            continue;
        }
        let mut work = vec![(root, rows[root].1)];
        while let Some((v, next)) = work.pop() {
            if index[v] == NEW {
                (index[v], low[v]) = (counter, counter);
                counter += 1;
                stack.push(v);
            }
            let Some(w) = (rows[v].0..next).rev().find(|&w| !done[w]) else {
                close(v, &index, &low, &mut stack, &mut done, &mut out);
                if let Some(&(parent, _)) = work.last() {
                    low[parent] = low[parent].min(low[v]);
                }
                continue;
            };
            work.push((v, w));
            if index[w] == NEW {
                work.push((w, rows[w].1));
            } else {
                low[v] = low[v].min(index[w]);
            }
        }
    }
    out
}

/// Moves the component of `v` from the stack to `out` if `v` is its root.
fn close(
    v: usize,
    index: &[usize],
    low: &[usize],
    stack: &mut Vec<usize>,
    done: &mut [bool],
    out: &mut Vec<Vec<usize>>,
) {
    if low[v] != index[v] {
        return;
    }
    let from = stack
        .iter()
        .rposition(|&w| w == v)
        .expect("a vertex is on the stack until its component is closed");
    let mut component = stack.split_off(from);
    component.iter().for_each(|&w| done[w] = true);
    component.sort_unstable();
    out.push(component);
}
