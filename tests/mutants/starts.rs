//! First iterates of a row of the ladder, proved again by powers of rational bounds of its rate.

use crate::witness::{Proof, must, poly};
use orbitex::certificate::{Growth, LadderRow, MapCertificate};
use orbitex::num::isolate::count_roots_in;
use orbitex::num::rational::rat_int;
use orbitex::num::{Int, IntPoly, Rat};
use std::cmp::Ordering;

/// Each iterate is the first one whose power of the rate exceeds the power of 2 of its depth.
pub fn starts(map: &MapCertificate, row: &LadderRow) -> Proof {
    let Some(starts) = &row.starts else {
        return Ok(());
    };
    must(!starts.is_empty(), "no depth")?;
    must(
        starts.windows(2).all(|w| w[0].depth < w[1].depth),
        "depths do not increase",
    )?;
    let rate = bounds(map, row)?;
    for start in starts {
        let (k, t) = (start.depth, start.iterate as usize);
        must(k >= 1 && t >= 1, "depth or iterate 0")?;
        must(compare(&rate, t, k)? == Ordering::Greater, "too early")?;
        must(
            t == 1 || compare(&rate, t - 1, k)? != Ordering::Greater,
            "too late",
        )?;
    }
    Ok(())
}

/// A rate between two rational numbers, equal if it is rational, and a polynomial of which it is the only root there.
struct Rate {
    lo: Rat,
    hi: Rat,
    poly: IntPoly,
}

fn bounds(map: &MapCertificate, row: &LadderRow) -> Result<Rate, String> {
    let (Some(coeffs), Some((lo, hi))) = (&row.poly, &row.interval) else {
        return match &map.growth {
            Growth::Enclosure { lower, .. } | Growth::ConstantSlope { lower, .. }
                if row.id == "inner" =>
            {
                Ok(Rate::rational(&lower.rate.0))
            }
            _ => Err("no rate".to_string()),
        };
    };
    let f = poly(coeffs);
    let (mut lo, mut hi) = (lo.0.clone(), hi.0.clone());
    must(count_roots_in(&f, &lo, &hi) == 1, "not one root")?;
    // Rational roots of the polynomials of such rows are integers: they are monic.
    for n in 1..=64 {
        let n = rat_int(n);
        if lo <= n && n <= hi && f.sign_at(&n) == 0 {
            return Ok(Rate::rational(&n));
        }
    }
    for _ in 0..200 {
        let middle = (&lo + &hi) / rat_int(2);
        if count_roots_in(&f, &lo, &middle) == 1 {
            hi = middle;
        } else {
            lo = middle;
        }
    }
    Ok(Rate { lo, hi, poly: f })
}

impl Rate {
    fn rational(r: &Rat) -> Rate {
        Rate {
            lo: r.clone(),
            hi: r.clone(),
            poly: IntPoly::x(),
        }
    }
}

/// Compares `r^t` with `2^k`.
fn compare(rate: &Rate, t: usize, k: u32) -> Result<Ordering, String> {
    let target = Rat::from_integer(Int::from(1) << k);
    let power = |x: &Rat, t: usize| (0..t).fold(rat_int(1), |p, _| p * x);
    let (low, high) = (power(&rate.lo, t), power(&rate.hi, t));
    match (low.cmp(&target), high.cmp(&target)) {
        (a, b) if a == b => Ok(a),
        _ => {
            // The number 2^(k/t) lies in the interval too: is it a root?
            let (k, t) = (k as usize, t);
            let common = (1..=t).rfind(|d| t % d == 0 && k % d == 0).unwrap_or(1);
            let mut pure = vec![Int::from(0); t / common + 1];
            pure[0] = -(Int::from(1) << (k / common));
            pure[t / common] += 1;
            let divides = rate.poly.exact_div(&IntPoly::new(pure)).is_some();
            must(divides, "a power is not told apart")?;
            Ok(Ordering::Equal)
        }
    }
}
