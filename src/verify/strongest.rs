//! Obligation `periods.strongest`: the strongest period listed, and if `exact`, no period of the map is stronger.
//!
//! A periodic point of a map with closed partition lies in `P`, or in one interval of a component at each step, off `P`.
//! Periods in `P` are the cycle lengths of the image indices. A component that is one loop of length `l` has the period `l`
//! (not if the only fixed point of `f^l` there is in `P`), and `2l` if `f^l` turns its intervals over. Let `g` be the
//! greatest common divisor of the loop lengths of any other component, `2^e` the power of 2 in `g`, `strongest = 2^a q`.
//! - If `q = 1` or `a > e`: two first-return loops combine to a point of least period `2^e q'` or `2^(e-1) q'` with
//!   `q' > 1` odd, which is stronger.
//! - If `a <= e`: stronger numbers are not multiples of `2^e`, so no loop has such a length, except `2^a q'`, `1 < q' < q`
//!   where `a = e`. For those `m`, with `F(d) = tr(A_S^d)` minus the germs of `S` fixed by `f^d` (the points of `S` off `P`
//!   fixed by `f^d`, finitely many), `sum over d | m of moebius(m/d) F(d)` points have least period `m`.
//!
//! So the strongest period is proved without a theorem. That all weaker numbers are periods too is Sharkovsky's theorem.

use super::Checked;
use super::context::Context;
use super::fixed_points::{Germs, cycle_lengths};
use super::limits::{MAX_ITERATE, at_most};
use super::periods::{least_period_count, stronger};
use super::reason::{At, Fault, Reason, ensure};
use super::residue::Modulus;
use super::spectrum::Component;
use crate::certificate::{Kind, MapCertificate};
use crate::num::rational::Int;
use num_traits::Zero;

/// `strongest` is listed and no listed period is stronger; `exact` needs a closed partition (or period 3).
pub fn check(ctx: &Context, map: &MapCertificate) -> Result<Checked, Fault> {
    let s = map.periods.strongest;
    let place = || "periods.strongest".to_string();
    at_most("period", s, MAX_ITERATE as usize).at(place)?;
    if map.kind == Kind::Polynomial {
        // A continuous map of an interval into itself has a fixed point.
        ensure(s == 1, Reason::StrongestNotListed).at(place)?;
        ensure(!map.periods.exact, Reason::ExactUnproved).at(|| "periods.exact".into())?;
        return Ok(Checked::lines(1));
    }
    let listed = map.periods.points.iter().any(|p| p.period == s);
    let none_stronger = map.periods.points.iter().all(|p| !stronger(p.period, s));
    ensure(listed && none_stronger, Reason::StrongestNotListed).at(place)?;
    let mut checked = Checked::lines(1);
    if map.periods.exact {
        if s != 3 {
            ensure(map.partition.closed, Reason::ExactUnproved).at(|| "periods.exact".into())?;
            no_stronger(ctx, s).at(place)?;
        }
        checked.cite("sharkovsky");
    }
    Ok(checked)
}

fn no_stronger(ctx: &Context, s: usize) -> Result<(), Reason> {
    let refuse = |m: usize| ensure(!stronger(m, s), Reason::Stronger { period: Some(m) });
    let points: Vec<Option<usize>> = ctx.closed_images().into_iter().map(Some).collect();
    cycle_lengths(&points)
        .into_iter()
        .filter(|l| *l > 0)
        .try_for_each(refuse)?;
    let germs = Germs::new(ctx);
    let (periods, identities) = (germs.periods(), germs.identities(ctx));
    for component in ctx
        .spectrum()
        .components
        .iter()
        .filter(|c| !c.is_loop_free())
    {
        let members = &component.members;
        let fixed: Vec<usize> = members
            .iter()
            .flat_map(|i| [periods[2 * i], periods[2 * i + 1]])
            .filter(|l| *l > 0)
            .collect();
        if !component.is_single_loop() {
            several_loops(ctx, component, &fixed, s)?;
            continue;
        }
        let l = members.len();
        match identities[members[0]] {
            // Every step covers one interval: f^l is the identity (l), or turns the intervals over (l and 2l).
            n if n > 0 => {
                refuse(l)?;
                refuse(n)?;
            }
            _ if fixed.contains(&l) => {}
            _ => refuse(l)?,
        }
    }
    Ok(())
}

fn several_loops(
    ctx: &Context,
    component: &Component,
    germs: &[usize],
    s: usize,
) -> Result<(), Reason> {
    let gcd = component.loop_gcd();
    let (a, q, e) = (
        s.trailing_zeros(),
        s >> s.trailing_zeros(),
        gcd.trailing_zeros(),
    );
    ensure(q > 1 && a <= e, Reason::Stronger { period: None })?;
    if a < e || q == 3 {
        return Ok(());
    }
    let candidates: Vec<usize> = (3..q)
        .step_by(2)
        .map(|q| q << a)
        .filter(|m| m % gcd == 0)
        .collect();
    let Some(largest) = candidates.last().copied() else {
        return Ok(());
    };
    // |count| <= 3 m |S| widest^m: residues modulo enough primes decide whether it is zero.
    let size = component.members.len() as u64;
    let bits = largest as u64 * u64::from(64 - (component.widest() as u64).leading_zeros()) + 80;
    let (mut done, mut offset) = (0, 0);
    while done < bits {
        let m = Modulus::next(offset).ok_or(Reason::limit("primes", 0, 0))?;
        (done, offset) = (done + 60, m.offset());
        let poly = component.charpoly(m, ctx.budget)?;
        ctx.budget
            .spend(8 * largest as u64 * size.min(largest as u64))?;
        let sums = m.power_sums(&poly, largest);
        for &period in &candidates {
            let fixed = |d: usize| {
                Int::from(sums[d - 1]) - germs.iter().filter(|l| d.is_multiple_of(**l)).count()
            };
            let zero = m.of(&least_period_count(period, fixed)).is_zero();
            ensure(
                zero,
                Reason::Stronger {
                    period: Some(period),
                },
            )?;
        }
    }
    Ok(())
}
