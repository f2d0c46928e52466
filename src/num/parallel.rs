//! Work side by side, but only where it is long: the first use of threads costs as much as a small map.

use rayon::prelude::*;

/// `f` of every item, in order; on all threads if that is `long` work and there are several items.
pub fn map<T: Send, R: Send>(
    items: Vec<T>,
    long: bool,
    f: impl Fn(T) -> R + Sync + Send,
) -> Vec<R> {
    if long && items.len() > 1 {
        items.into_par_iter().map(f).collect()
    } else {
        items.into_iter().map(f).collect()
    }
}
