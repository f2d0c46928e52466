//! Theorem 10: what a period `2^d q`, `q > 1` odd, says of the growth of every map.

use super::odd_period::stefan_poly;
use super::{Standing, Theorem};
use crate::num::{Int, IntPoly, Rat};
use num_traits::{One, Signed, Zero};
use std::cmp::Ordering;

/// Theorem 10.
pub const THEOREM: Theorem = Theorem {
    id: "period",
    title: "Theorem 10 (any period that is not a power of 2)",
    hypotheses: &[
        "f is a continuous self-map of an interval with a point of least period 2^d q, q > 1 odd.",
    ],
    statement: "The growth is at least rho_q^(1/2^d). For every t some pair of neighbouring points of the orbit is crossed at least rho_q^floor(t/2^d) times by f^t. From a power of 2 nothing exponential follows: there are maps of growth 1 with every period 1, 2, 4, ..., 2^d.",
    proof: "f^(2^d) has points of period q; apply Theorem 9 to it. Its chains are alternately at two neighbouring points of a q-cycle, and f^r, r < 2^d, sends these to two different points of the orbit.",
    witness: "the period, the polynomial with an interval for its root, and the numbers; relies on Stefan's theorem.",
    standing: Standing::Cited,
    references: &[
        "Stefan, A theorem of Sarkovskii on the existence of periodic orbits of continuous endomorphisms of the real line, Commun. Math. Phys. 54, 1977.",
        "Misiurewicz, Horseshoes for mappings of the interval, Bull. Acad. Polon. Sci. 27, 1979 (positive entropy exactly if some period is not a power of 2).",
    ],
    example: "Period 6: growth at least sqrt(1.6180...) = 1.2720...; period 4: nothing.",
};

/// The polynomial with the only positive root `rho_q^(1/2^d)`: that of Theorem 9 at `x^(2^d)`.
pub fn forced_poly(twos: u32, odd: usize) -> IntPoly {
    let base = stefan_poly(odd);
    let step = 1usize << twos;
    let mut coeffs = vec![Int::zero(); (base.coeffs().len() - 1) * step + 1];
    for (i, c) in base.coeffs().iter().enumerate() {
        coeffs[i * step] = c.clone();
    }
    IntPoly::new(coeffs)
}

/// `[lo, hi]` with `lo <= rho_q^(1/2^d) <= hi`, `1 <= lo`, ends over `2^bits`, about `2^-bits` wide.
pub fn forced_rate(twos: u32, odd: usize, bits: u64) -> (Rat, Rat) {
    let guard = bits + 64;
    let (lo, hi) = rate(twos, odd, guard);
    let scale = Int::one() << guard;
    // Shorter ends: down and up to 2^-bits.
    let short = |n: Int| Rat::new(n, Int::one() << bits);
    let drop = guard - bits;
    let ends = (short(&lo >> drop), short(up(&hi, drop)));
    debug_assert!(lo >= scale);
    ends
}

/// The least integer that is at least `rho_q^s`, `q > 1` odd. (`rho_q` is a unit: no power `s >= 1` is an integer.)
pub fn least_count(odd: usize, s: u64) -> Int {
    let mut bits = s + 96;
    loop {
        let (lo, hi) = rate(0, odd, bits);
        let lower = up(&power(&lo, s, bits, down), bits);
        let upper = up(&power(&hi, s, bits, up), bits);
        if lower == upper {
            return upper;
        }
        bits *= 2;
    }
}

/// `n/2^bits`, rounded down.
fn down(n: &Int, bits: u64) -> Int {
    n >> bits
}

/// `n/2^bits`, rounded up.
fn up(n: &Int, bits: u64) -> Int {
    -((-n) >> bits)
}

/// `x^n` for `x >= 0` in units of `2^-bits`, every product rounded by `round`.
fn power(x: &Int, mut n: u64, bits: u64, round: fn(&Int, u64) -> Int) -> Int {
    let (mut result, mut square) = (Int::one() << bits, x.clone());
    while n > 0 {
        if n & 1 == 1 {
            result = round(&(&result * &square), bits);
        }
        n >>= 1;
        if n > 0 {
            square = round(&(&square * &square), bits);
        }
    }
    result
}

/// Ends in units of `2^-bits` of an interval that contains `rho_q^(1/2^d)`, by halving while the sign is decided.
fn rate(twos: u32, odd: usize, bits: u64) -> (Int, Int) {
    let (mut lo, mut hi) = (Int::one() << bits, Int::from(2) << bits);
    while &hi - &lo > Int::one() {
        let middle: Int = (&lo + &hi) >> 1u32;
        match side(&middle, twos, odd, bits) {
            Some(Ordering::Less) => lo = middle,
            Some(_) => hi = middle,
            None => break,
        }
    }
    (lo, hi)
}

/// On which side of the root is `x` (in units of `2^-bits`)? `None` if the rounding hides it.
///
/// With `y = x^(2^d)` the sign is that of `y^(q-2) (y^2 - 2) - 1`.
fn side(x: &Int, twos: u32, odd: usize, bits: u64) -> Option<Ordering> {
    let one = Int::one() << bits;
    let value = |round: fn(&Int, u64) -> Int| {
        let y = power(x, 1u64 << twos, bits, round);
        let excess = round(&(&y * &y), bits) - (&one << 1u32);
        // With a factor that is not positive the product is negative whatever the other is.
        if excess.is_positive() {
            round(&(power(&y, odd as u64 - 2, bits, round) * excess), bits) - &one
        } else {
            -one.clone()
        }
    };
    if value(up).is_negative() {
        return Some(Ordering::Less);
    }
    value(down).is_positive().then_some(Ordering::Greater)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::rational::decimal;

    #[test]
    fn rates_are_the_known_ones() {
        // 1.6180339887 and 1.5128763969 from theory; square roots of them by hand: 1.2720196495, 1.2299904052.
        for (twos, odd, text) in [
            (0, 3, "1.6180339887"),
            (0, 5, "1.5128763969"),
            (0, 7, "1.4655712319"),
            (0, 9, "1.4413154822"),
            (1, 3, "1.2720196495"),
        ] {
            let (lo, hi) = forced_rate(twos, odd, 128);
            assert_eq!(decimal(&lo, 10), text);
            assert_eq!(decimal(&hi, 10), text);
            let p = forced_poly(twos, odd);
            assert_eq!((p.sign_at(&lo), p.sign_at(&hi)), (-1, 1));
        }
    }

    #[test]
    fn powers_are_rounded_up_exactly() {
        // rho_3 is the golden ratio: phi^s = L_s - (-1/phi)^s, so the least integer above it is L_s for even s and
        // L_s + 1 for odd s (phi^s is larger than L_s there).
        let (mut a, mut b) = (Int::from(2), Int::from(1));
        for s in 0..200u64 {
            let expected = match s {
                0 => Int::one(),
                s if s % 2 == 0 => a.clone(),
                _ => &a + 1,
            };
            assert_eq!(least_count(3, s), expected, "s = {s}");
            (a, b) = (b.clone(), a + b);
        }
        // 1.4655712319^10 = 45.7...: computed by (x^3 = x^2 + 1) as x^10 = 19x^2 + 9x... checked with fractions below.
        let (lo, _) = forced_rate(0, 7, 200);
        let tenth = (0..10).fold(Rat::one(), |p, _| p * &lo);
        assert_eq!(least_count(7, 10), tenth.ceil().to_integer());
        assert!(
            least_count(11, 300) > Int::one() << 150u32,
            "rho_p > sqrt 2"
        );
    }
}
