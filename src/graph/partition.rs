//! The finite set of points whose neighbours bound the intervals of the covering graph.
//!
//! The closure of the ends and breakpoints under `f` is the coarsest Markov partition; it may be infinite.

use crate::map::PiecewiseLinear;
use crate::num::{Int, Number, Rat};
use num_integer::Integer;
use num_traits::{One, Zero};
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

/// Is it proved that the closure of the ends and breakpoints of a rational map is infinite, so that it is not Markov?
///
/// Let a prime `p` divide the denominator of every slope. Where `f(x) = s x + c` and `v(s x) < v(c)` for the `p`-adic
/// valuation `v`, `v(f(x)) = v(s) + v(x) < v(x)`. So if some point of the closure has a valuation for which this holds on
/// every piece, the valuations of its orbit decrease for ever and the orbit is infinite. `false` proves nothing.
pub fn never_closes(f: &PiecewiseLinear, partition: &Partition) -> bool {
    let pieces: Option<Vec<(Rat, Rat)>> = f
        .vertices()
        .windows(2)
        .map(|w| rational_piece(&w[0], &w[1]))
        .collect();
    let Some(pieces) = pieces else { return false };
    let common = pieces
        .iter()
        .fold(Int::zero(), |g, (s, _)| g.gcd(s.denom()));
    let Some(p) = (2u32..10_000)
        .map(Int::from)
        .find(|p| common.is_multiple_of(p))
    else {
        return false;
    };
    if common.is_one() || pieces.iter().any(|(s, _)| s.is_zero()) {
        return false;
    }
    let escapes = |x: &Number| {
        let Some(x) = x.to_rational().filter(|x| !x.is_zero()) else {
            return false;
        };
        let falls = |(s, c): &(Rat, Rat)| {
            c.is_zero() || valuation(&p, &x) + valuation(&p, s) < valuation(&p, c)
        };
        pieces.iter().all(falls)
    };
    partition.points.iter().any(escapes)
}

/// Slope and offset of the line through two vertices with rational coordinates.
fn rational_piece(a: &(Number, Number), b: &(Number, Number)) -> Option<(Rat, Rat)> {
    let slope = (&b.1 - &a.1) / (&b.0 - &a.0);
    let offset = &a.1 - &slope * &a.0;
    Some((slope.to_rational()?, offset.to_rational()?))
}

/// The exponent of `p` in a rational number that is not zero.
fn valuation(p: &Int, x: &Rat) -> i64 {
    let count = |mut n: Int| {
        let mut k = 0;
        while n.is_multiple_of(p) {
            n /= p;
            k += 1;
        }
        k
    };
    count(x.numer().clone()) - count(x.denom().clone())
}

fn size_bits(x: &Number) -> u64 {
    let (num, den) = x.numerators();
    num.iter()
        .map(|c| c.bits())
        .max()
        .unwrap_or(0)
        .max(den.bits())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::families::{skew_tent, tent};
    use crate::num::rational::rat;

    #[test]
    fn infinite_closures_are_proved_only_where_they_are_infinite() {
        for (p, q) in [(3, 2), (5, 4), (7, 4), (5, 3), (199, 100), (1, 2)] {
            let f = tent(&Number::from(rat(p, q))).expect("a slope up to 2");
            let partition = Partition::close(&f, 100, 20);
            assert!(
                !partition.closed && never_closes(&f, &partition),
                "slope {p}/{q}"
            );
        }
        for f in [
            tent(&Number::from(2)),
            tent(&Number::from(1)),
            skew_tent(&Number::from(rat(1, 3))),
        ] {
            let f = f.expect("a full tent");
            assert!(!never_closes(&f, &Partition::close(&f, 100, 20)));
        }
        // Random maps through points with small denominators: whenever infinity is proved, 120 points do not close.
        let mut state = 7u64;
        let mut below = |n: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            ((state >> 33) % n) as i64
        };
        let mut proved = 0;
        for _ in 0..120 {
            let q = 2 + below(11);
            let mut vertices = vec![(Number::zero(), Number::from(rat(below(13), 12)))];
            vertices.push((
                Number::from(rat(1 + below(q as u64 - 1), q)),
                Number::from(rat(below(13), 12)),
            ));
            vertices.push((Number::one(), Number::from(rat(below(13), 12))));
            let f = PiecewiseLinear::new(vertices).expect("increasing points");
            if never_closes(&f, &Partition::close(&f, 30, 30)) {
                assert!(!Partition::close(&f, 120, 30).closed, "{:?}", f.vertices());
                proved += 1;
            }
        }
        assert!(proved > 8, "only {proved} of 120 were proved infinite");
    }
}
