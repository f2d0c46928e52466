//! First iterates of a row of the ladder, proved again by powers of rational bounds of its rate.

use crate::witness::{Proof, must, poly};
use orbitex::certificate::{Growth, LadderRow, MapCertificate};
use orbitex::num::isolate::count_roots_in;
use orbitex::num::rational::rat_int;
use orbitex::num::{Int, Rat};
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

/// Rational numbers around the rate, equal if it is rational.
fn bounds(map: &MapCertificate, row: &LadderRow) -> Result<(Rat, Rat), String> {
    let (Some(coeffs), Some((lo, hi))) = (&row.poly, &row.interval) else {
        return match &map.growth {
            Growth::Enclosure { lower, .. } | Growth::ConstantSlope { lower, .. }
                if row.id == "inner" =>
            {
                Ok((lower.rate.0.clone(), lower.rate.0.clone()))
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
            return Ok((n.clone(), n));
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
    Ok((lo, hi))
}

/// Compares `r^t` with `2^k`.
fn compare((lo, hi): &(Rat, Rat), t: usize, k: u32) -> Result<Ordering, String> {
    let target = Rat::from_integer(Int::from(1) << k);
    let power = |x: &Rat| (0..t).fold(rat_int(1), |p, _| p * x);
    let (low, high) = (power(lo), power(hi));
    match (low.cmp(&target), high.cmp(&target)) {
        (a, b) if a == b => Ok(a),
        _ => Err("a power is not told apart".to_string()),
    }
}
