//! The first iterate at which a growth rate asks for a width that says something.

use super::guaranteed::Ends;
use super::{Standing, Theorem};
use crate::graph::RealRoot;
use crate::num::{Int, IntPoly};
use num_integer::Integer;
use num_traits::One;
use std::cmp::Ordering;

/// When a row of the ladder says something.
pub const THEOREM: Theorem = Theorem {
    id: "threshold",
    title: "The ladder (from which iterate on a rate says something)",
    hypotheses: &[
        "For every t some pair of levels, chosen for t, is crossed at least r^t times by f^t, r > 1.",
    ],
    statement: "At depth k the rate excludes width 1 exactly from the first t with r^t > 2^k on. Of two rates r_1 < r_2 the weaker one says nothing and the stronger one something exactly for r_1^t <= 2^k < r_2^t.",
    proof: "The width is the least w with (w+1)^k >= r^t. Widths 0 and 1 say nothing: a network whose layers have one unit each is monotone. The powers r^t increase.",
    witness: "the first t for each depth; r^t and r^(t-1) are compared with 2^k exactly.",
    standing: Standing::FirstPrinciples,
    references: &[
        "Chatziafratis, Nagarajan, Panageas, Wang, ICLR 2020, and Chatziafratis, Nagarajan, Panageas, ICML 2020 (the comparison of rates).",
    ],
    example: "Stefan cycle of length 5, depth 4: 1.3803^t > 16 from t = 9 on, 1.5128^t > 16 from t = 7 on; so the loop bound says nothing at t = 7, 8, where the odd period does.",
};

/// Compares `r^t` with `2^k`, `t >= 1`, `k >= 1`, for the only root `r > 1` of its polynomial in the enclosure.
///
/// `2^(k/t) = 2^(a/b)` in lowest terms has the least polynomial `x^b - 2^a` (Eisenstein's criterion for Newton's polygon at 2), so that it is
/// the root exactly if that divides and the enclosure contains it; otherwise sharper enclosures decide.
pub fn compare_power(r: &RealRoot, t: u64, k: u32) -> Ordering {
    compare(r, &Ends::of(r, bits_for(k)), t, k)
}

/// The bits of the first attempt.
fn bits_for(k: u32) -> u64 {
    u64::from(k) + 64
}

/// The same, where the ends of the first attempt are known.
fn compare(r: &RealRoot, first: &Ends, t: u64, k: u32) -> Ordering {
    if equal(r, t, k) {
        return Ordering::Equal;
    }
    let target = Int::one() << k;
    let told = |(low, high): (Int, Int)| match () {
        () if low >= target => Some(Ordering::Greater),
        () if high < target => Some(Ordering::Less),
        () => None,
    };
    let mut bits = bits_for(k);
    let mut found = told(first.powers(t));
    loop {
        match found {
            Some(order) => return order,
            None => bits *= 2,
        }
        found = told(Ends::of(r, bits).powers(t));
    }
}

fn equal(r: &RealRoot, t: u64, k: u32) -> bool {
    let common = t.gcd(&u64::from(k));
    let (a, b) = (u64::from(k) / common, t / common);
    let degree = r.poly.degree().unwrap_or(0) as u64;
    if b > degree {
        return false;
    }
    let mut coeffs = vec![Int::from(0); b as usize + 1];
    coeffs[0] = -(Int::one() << a);
    coeffs[b as usize] += Int::one();
    let pure = IntPoly::new(coeffs);
    let inside = pure.sign_at(&r.lo) <= 0 && pure.sign_at(&r.hi) >= 0;
    inside && r.poly.exact_div(&pure).is_some()
}

/// The least `t >= 1` with `r^t > 2^k`, if it is at most `limit`, for each of these `k`.
pub fn first_iterates(r: &RealRoot, depths: &[u32], limit: u64) -> Vec<Option<u64>> {
    let most = depths.iter().copied().max().unwrap_or(0);
    let ends = Ends::of(r, bits_for(most));
    let rate = ends.about_log2();
    let first = |&k: &u32| {
        // Where a float says it, two comparisons prove it; else it is searched for.
        let guess = ((f64::from(k) / rate).floor() as u64).saturating_add(1);
        let beyond = |t| compare(r, &ends, t, k) == Ordering::Greater;
        let right = (2..=limit).contains(&guess) && beyond(guess) && !beyond(guess - 1);
        if right {
            Some(guess)
        } else {
            first_by(beyond, limit)
        }
    };
    depths.iter().map(first).collect()
}

/// The least `t >= 1` from which on something holds, if it is at most `limit`.
fn first_by(beyond: impl Fn(u64) -> bool, limit: u64) -> Option<u64> {
    if !beyond(limit) {
        return None;
    }
    let (mut low, mut high) = (0, 1);
    while !beyond(high) {
        low = high;
        high = (2 * high).min(limit);
    }
    while low + 1 < high {
        let middle = low + (high - low) / 2;
        if beyond(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    Some(high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::isolate::largest_real_root;
    use crate::num::rational::rat;
    use crate::theory::loops::loop_poly;
    use crate::theory::odd_period::stefan_poly;

    fn first_iterate(r: &RealRoot, k: u32, limit: u64) -> Option<u64> {
        let found = first_iterates(r, &[k, k + 40, 1], limit)[0];
        // The power is compared afresh.
        if let Some(t) = found {
            assert_eq!(compare_power(r, t, k), Ordering::Greater);
            assert!(t == 1 || compare_power(r, t - 1, k) != Ordering::Greater);
        }
        found
    }

    fn root(poly: &IntPoly) -> RealRoot {
        let (lo, hi) = largest_real_root(poly).expect("a root above 1");
        RealRoot {
            poly: poly.clone(),
            lo,
            hi,
        }
    }

    /// phi: 1.6, 2.6, 4.2, 6.9, 11.1, 17.9. Loop bound for p = 5 (1.3803): 2.6 at t = 3, 6.9 at 6, 9.5 at 7, 13.2 at 8, 18.2 at 9.
    #[test]
    fn thresholds_by_hand() {
        let phi = root(&stefan_poly(3));
        let firsts = [1, 2, 3, 4].map(|k| first_iterate(&phi, k, 100));
        assert_eq!(firsts, [Some(2), Some(3), Some(5), Some(6)]);
        let slow = root(&loop_poly(5));
        let firsts = [1, 2, 3, 4].map(|k| first_iterate(&slow, k, 100));
        assert_eq!(firsts, [Some(3), Some(5), Some(7), Some(9)]);
        assert_eq!(first_iterate(&slow, 60, 100), None);
    }

    /// 2^t > 2^k from t = k + 1 on, sqrt(2)^t from 2k + 1 on, (2^(2/3))^t from the first t above 3k/2 on: all by equality.
    #[test]
    fn powers_that_are_equal_are_not_beyond() {
        let two = RealRoot::rational(&rat(2, 1));
        let half = root(&IntPoly::from_i64(&[-2, 0, 1]));
        let third = root(&IntPoly::from_i64(&[-4, 0, 0, 1]));
        // (x^2 - 2)(x^2 - x - 1): another root, 1.618, lies outside the enclosure of sqrt 2.
        let product = RealRoot {
            poly: IntPoly::from_i64(&[2, 2, -3, -1, 1]),
            lo: rat(7, 5),
            hi: rat(3, 2),
        };
        for k in 1..20u64 {
            let first = |r: &RealRoot| first_iterate(r, k as u32, 1_000);
            assert_eq!(first(&two), Some(k + 1));
            assert_eq!(first(&half), Some(2 * k + 1));
            assert_eq!(first(&product), Some(2 * k + 1));
            assert_eq!(first(&third), Some(3 * k / 2 + 1));
        }
    }

    #[test]
    fn rational_rates_are_compared_exactly() {
        // (3/2)^t > 4: 3.375 at t = 3, 5.06 at t = 4.
        let r = RealRoot::rational(&rat(3, 2));
        assert_eq!(first_iterate(&r, 2, 100), Some(4));
        assert_eq!(first_iterate(&RealRoot::rational(&rat(1, 1)), 1, 100), None);
    }
}
