//! Work side by side, but only where it is long: the first use of a pool of threads costs as much as a small map.

use rayon::prelude::*;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many threads were asked for; 0 if nobody asked. To ask rayon would start its threads.
static ASKED: AtomicUsize = AtomicUsize::new(0);

/// Sets the number of threads, 0 for as many as the machine has; before any work is done, and once.
pub fn set_threads(threads: usize) {
    ASKED.store(threads, Ordering::Relaxed);
    if threads > 0 {
        // Fails only if a pool exists already, which it does not yet.
        let _ = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build_global();
    }
}

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

/// Both results. One of the two runs on a thread of its own, which is quick to start; not among the pool's threads, which have
/// work enough, nor if one thread in all was asked for.
pub fn both<A: Send, B>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B) -> (A, B) {
    if ASKED.load(Ordering::Relaxed) == 1 || rayon::current_thread_index().is_some() {
        return (one(), other());
    }
    std::thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        let one = one
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        (one, other)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread::current;

    #[test]
    fn both_results_come_in_order_and_among_the_pools_threads_nothing_is_started() {
        let here = || current().id();
        let (one, other) = both(here, here);
        assert_eq!(other, here());
        assert_ne!(one, other);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build();
        let inside = pool
            .expect("two threads")
            .install(|| (both(here, here), here()));
        assert_eq!(inside, ((inside.1, inside.1), inside.1));
    }

    #[test]
    #[should_panic(expected = "on purpose")]
    fn a_panic_is_passed_on() {
        both(|| panic!("on purpose"), || 1);
    }
}
