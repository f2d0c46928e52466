//! Laps of the iterates of a polynomial, exactly: only where the orbits of its ends and turning points lie matters.
//!
//! `laps(f^t on [u,v])` is the sum of the laps of `f^(t-1)` on the images of the parts into which the turning points inside
//! cut `[u,v]`, because a turning point of `f^(t-1)`, `f` or both never cancels: near a point that some iterate before the
//! `t`-th sends to a turning point, `f^t` is a fold. The orbits are followed in balls of fixed-point numbers; that an orbit
//! meets a turning point is proved by exact arithmetic modulo the squarefree part of `p'`.

use super::exact::Exact;
use super::walk::{Place, Walk};
use crate::map::PolynomialMap;
use crate::num::gcd::squarefree_part;
use crate::num::rational::Int;
use num_traits::One;
use std::collections::BTreeMap;

/// The precisions that are tried, in bits.
const BITS: [u32; 4] = [192, 768, 2_048, 6_000];
/// An orbit followed: the left end (0), the right end (1), or turning point `j` (`j+2`), and the time.
type Moment = (usize, usize);

/// `laps(f,t)` for `t = 1, 2, ..., upto`; fewer if some position cannot be decided.
pub fn laps_upto(f: &PolynomialMap, upto: usize) -> Vec<Int> {
    let places = places(f, upto);
    let known = |(seed, time): Moment| places[seed].get(time).copied();
    let mut parts: BTreeMap<(Moment, Moment), Int> =
        BTreeMap::from([(((0, 0), (1, 0)), Int::one())]);
    let mut out = Vec::new();
    for _ in 0..upto {
        let mut next: BTreeMap<(Moment, Moment), Int> = BTreeMap::new();
        for ((u, v), count) in &parts {
            let (Some(from), Some(to)) = (known(*u), known(*v)) else {
                return out;
            };
            let (u, v, from, to) = if from <= to {
                (*u, *v, from, to)
            } else {
                (*v, *u, to, from)
            };
            let mut stops = vec![image(u, from)];
            // Turning points strictly between: their odd places lie strictly between those of the ends.
            stops.extend((from / 2 + from % 2..to.div_ceil(2) - to % 2).map(|j| (j + 2, 1)));
            stops.push(image(v, to));
            for w in stops.windows(2) {
                *next.entry((w[0].min(w[1]), w[0].max(w[1]))).or_default() += count;
            }
        }
        parts = next;
        out.push(parts.values().sum());
    }
    out
}

/// The moment after this one; an orbit that meets a turning point goes on as that point's.
fn image((seed, time): Moment, place: Place) -> Moment {
    if place % 2 == 1 {
        (place / 2 + 2, 1)
    } else {
        (seed, time + 1)
    }
}

/// The places of each seed's orbit from time 0 on, until it meets a turning point or cannot be decided.
fn places(f: &PolynomialMap, upto: usize) -> Vec<Vec<Place>> {
    let critical = squarefree_part(&f.poly().derivative().to_primitive());
    let mut out = vec![Vec::new(); f.turning().len() + 2];
    for (seed, found) in out.iter_mut().enumerate() {
        let mut exact = Exact::new(f, &critical, seed);
        for bits in BITS {
            let walk = Walk::new(f, &critical, bits);
            *found = walk.orbit(seed, upto, &mut exact);
            let met = found.last().is_some_and(|p| p % 2 == 1) && found.len() > 1;
            if met || found.len() > upto {
                break;
            }
        }
        if seed >= 2 {
            // A turning point is at its own place; the orbit from time 1 on is what was followed.
            found[0] = 2 * (seed - 2) + 1;
        }
    }
    out
}
