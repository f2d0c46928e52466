//! Other units than ReLU: pieces, widths, neurons and parameters by the number of breakpoints of one unit.

use super::{Standing, Theorem};
use crate::num::Int;
use crate::num::rational::ceil_root;
use num_integer::Integer;
use num_traits::{One, Zero};

/// The piece bound for other units.
pub const THEOREM: Theorem = Theorem {
    id: "units",
    title: "Other units (leaky ReLU, hard tanh, maxout) and total parameters",
    hypotheses: &[
        "A network with one real input and output and k hidden layers of widths w_1, ..., w_k, skip connections allowed; where the layers below are affine, every unit has at most q breakpoints: an activation with q + 1 affine pieces of an affine function, or the largest of r = q + 1 affine functions (maxout).",
        "Sup error below e needs n pieces (by crossings or three points).",
    ],
    statement: "The network has at most (q w_1 + 1)...(q w_k + 1) pieces. So width w needs (q w + 1)^k >= n; N neurons need (q+1)^N >= n, and at depth k, N = ak + b, 0 <= b < k: (qa + 1)^(k-b) (qa + q + 1)^b >= n. With r affine functions in a unit (1 but for maxout), P weights and biases and n >= 2: P >= 2rk + 2 and (P/(k+1))^(k+1) >= 2 (2r/d)^k n^2, d = max((q+1)^2, 2 q^2).",
    proof: "An affine function composed with an activation of q + 1 pieces has at most q breakpoints, and so has the largest of q + 1 affine functions, which is convex. Each piece of the layers below is cut at most q w_i times. Parameters: P is at least the sum of r (w_(i-1) + 1) w_i, i = 1, ..., k, w_0 = 1, and w_k + 1; the means of these k + 1 numbers, and w (w + 1) >= (2/d) (q w + 1)^2 for w >= 1.",
    witness: "none: all numbers are recomputed.",
    standing: Standing::FirstPrinciples,
    references: &[
        "Telgarsky, Benefits of depth in neural networks, COLT 2016 (activations with several pieces).",
    ],
    example: "n = 35420, depth 4: hard tanh (q = 2) needs width 7, since 13^4 < n <= 15^4; maxout of rank 4 (q = 3) needs width 5, since 13^4 < n <= 16^4, and 18 neurons in all.",
};

/// `(q w + 1)^k`: the most pieces of `k` layers of `w` units with `q` breakpoints each.
pub fn most_pieces(q: u32, width: &Int, depth: u32) -> Int {
    (width * q + 1u32).pow(depth)
}

/// The least `w >= 0` with `(q w + 1)^k >= pieces`, for `q >= 1`.
pub fn least_width(q: u32, pieces: &Int, depth: u32) -> Int {
    let root = ceil_root(pieces, depth);
    if root <= Int::one() {
        return Int::zero();
    }
    Integer::div_ceil(&(root - 1u32), &Int::from(q))
}

/// The most pieces of a network with `neurons` units in `depth >= 1` layers: as even a distribution as possible.
pub fn most_pieces_of(q: u32, neurons: &Int, depth: u32) -> Int {
    let (even, rest) = (neurons / depth, neurons % depth);
    let rest = u32::try_from(rest).unwrap_or(0);
    (&even * q + 1u32).pow(depth - rest) * ((even + 1u32) * q + 1u32).pow(rest)
}

/// The least `N >= 0` such that `N` units in `depth >= 1` layers can have so many pieces.
pub fn least_neurons_at_depth(q: u32, pieces: &Int, depth: u32) -> Int {
    let width = least_width(q, pieces, depth);
    if width.is_zero() {
        return width;
    }
    let base = (&width - 1u32) * depth;
    let (mut low, mut high) = (1, depth);
    while low < high {
        let middle = low + (high - low) / 2;
        if &most_pieces_of(q, &(&base + middle), depth) >= pieces {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    base + low
}

/// The least `N >= 0` with `(q+1)^N >= pieces`.
pub fn least_neurons(q: u32, pieces: &Int) -> Int {
    let (mut neurons, mut most) = (0u64, Int::one());
    while &most < pieces {
        most *= q + 1;
        neurons += 1;
    }
    Int::from(neurons)
}

/// A number of weights and biases that `depth >= 1` layers of units with `q` breakpoints and `forms` affine functions each
/// (1, or the rank of maxout) need for so many pieces; zero weights count.
pub fn least_parameters(q: u32, forms: u32, pieces: &Int, depth: u32) -> Int {
    if pieces <= &Int::one() {
        return Int::one();
    }
    let (q, forms, layers) = (Int::from(q), Int::from(forms), Int::from(depth) + 1u32);
    let d = (&q + 1u32).pow(2).max(q.pow(2) * 2u32);
    let product = layers.pow(depth + 1) * (&forms * 2u32).pow(depth) * pieces.pow(2) * 2u32;
    let power = Integer::div_ceil(&product, &d.pow(depth));
    ceil_root(&power, depth + 1).max(forms * depth * 2u32 + 2u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All lists of `k` widths between 0 and `most`.
    fn shapes(k: u32, most: u32) -> Vec<Vec<u32>> {
        if k == 0 {
            return vec![Vec::new()];
        }
        let with = |w: u32| {
            shapes(k - 1, most).into_iter().map(move |mut s| {
                s.push(w);
                s
            })
        };
        (0..=most).flat_map(with).collect()
    }

    /// Weights and biases of the affine functions of a network, counted one by one.
    fn parameters(shape: &[u32], forms: u32) -> u32 {
        let mut below = 1;
        let mut sum = 0;
        for w in shape {
            sum += forms * w * (below + 1);
            below = *w;
        }
        sum + below + 1
    }

    /// Every shape with enough pieces has at least the widths, neurons and parameters; the widths and neurons are attained.
    #[test]
    fn sizes_are_below_those_of_all_shapes_and_attained() {
        for (k, most) in [(1, 40), (2, 12), (3, 6), (4, 4)] {
            for (q, forms) in [(1, 1), (2, 1), (1, 2), (2, 3), (3, 4), (4, 1)] {
                let all = shapes(k, most);
                let size = |s: &[u32]| s.iter().map(|w| u64::from(q * w + 1)).product::<u64>();
                for n in [1u64, 2, 3, 5, 8, 13, 24, 25, 26, 40] {
                    let enough = || all.iter().filter(|s| size(s) >= n);
                    let pieces = Int::from(n);
                    let width = enough().map(|s| *s.iter().max().expect("k > 0")).min();
                    assert_eq!(Some(least_width(q, &pieces, k)), width.map(Int::from));
                    let neurons = enough().map(|s| s.iter().sum::<u32>()).min();
                    let found = least_neurons_at_depth(q, &pieces, k);
                    assert_eq!(Some(&found), neurons.map(Int::from).as_ref());
                    assert!(least_neurons(q, &pieces) <= found);
                    // A layer without units makes the network constant.
                    let alive = enough().filter(|s| n < 2 || s.iter().all(|w| *w > 0));
                    let count = alive.map(|s| parameters(s, forms)).min().expect("some");
                    let found = least_parameters(q, forms, &pieces, k);
                    assert!(
                        found <= count.into(),
                        "q={q} r={forms} n={n} k={k}: {found} > {count}"
                    );
                    if n == 2 {
                        assert_eq!(found, count.into(), "one unit a layer");
                    }
                }
            }
        }
    }

    #[test]
    fn relu_has_the_sizes_of_the_piece_bound() {
        for n in 0..600u32 {
            for k in 1..7 {
                let n = Int::from(n);
                assert_eq!(
                    least_width(1, &n, k),
                    crate::theory::sup::least_width(&n, k)
                );
                let known = crate::theory::total::least_neurons_at_depth(&n, k);
                assert_eq!(least_neurons_at_depth(1, &n, k), known);
            }
            let known = crate::theory::total::least_neurons(&n.into());
            assert_eq!(least_neurons(1, &n.into()), known);
        }
    }

    #[test]
    fn the_numbers_of_the_example() {
        let n = Int::from(35_420);
        assert_eq!(least_width(2, &n, 4), Int::from(7));
        assert_eq!(least_width(3, &n, 4), Int::from(5));
        assert_eq!(least_neurons_at_depth(3, &n, 4), Int::from(18));
    }
}
