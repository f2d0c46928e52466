//! Statements about every map of a class: growth, crossings and widths that a period forces.

use super::analysis::{LimitReached, Limits};
use super::convert::{DECIMALS, interval, poly};
use crate::certificate::{
    Assumption, ForcedBlock, ForcedCell, ForcedGrowth, ForcedReason, ForcedRow, Integer, Ratio,
};
use crate::map::PeriodClass;
use crate::map::class::odd_part;
use crate::num::rational::{decimal, rat};
use crate::num::{Int, Rat};
use crate::theory::every::{MOST_STEPS, Road, least_crossings, road};
use crate::theory::forced::{forced_poly, forced_rate, least_count};
use crate::theory::sup::least_width;
use num_traits::Pow;

/// What one `certify` statement asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForcedRequest {
    /// The iterates `t >= 1`, increasing.
    pub iterates: Vec<u64>,
    /// The depths `k >= 1`, increasing.
    pub depths: Vec<u32>,
    /// The error that networks are asked to stay below.
    pub tolerance: Option<Rat>,
}

/// A mean error of more binary digits is left out.
const MOST_BITS: u64 = 60_000;

/// Everything that the certificate says about a class.
pub fn assumption(
    name: &str,
    class: &PeriodClass,
    requests: &[ForcedRequest],
    limits: Limits,
) -> Result<Assumption, LimitReached> {
    let blocks = requests.iter().map(|r| block(class, r, limits));
    Ok(Assumption {
        name: name.to_string(),
        period: class.period,
        gap: class.gap.clone().map(Ratio),
        lipschitz: class.lipschitz.clone().map(Ratio),
        growth: growth(class),
        certify: blocks.collect::<Result<_, _>>()?,
    })
}

/// The forced growth; `None` for a power of 2.
fn growth(class: &PeriodClass) -> Option<ForcedGrowth> {
    let (twos, odd) = odd_part(class.period);
    if odd == 1 {
        return None;
    }
    let mut bits = 160;
    let text = loop {
        let (lo, hi) = forced_rate(twos, odd as usize, bits);
        let texts = (decimal(&lo, DECIMALS), decimal(&hi, DECIMALS));
        if texts.0 == texts.1 {
            break texts.0;
        }
        bits *= 2;
    };
    let (lo, hi) = forced_rate(twos, odd as usize, 64);
    Some(ForcedGrowth {
        poly: poly(&forced_poly(twos, odd as usize)),
        interval: interval(&lo, &hi),
        decimal: text,
    })
}

fn block(
    class: &PeriodClass,
    request: &ForcedRequest,
    limits: Limits,
) -> Result<ForcedBlock, LimitReached> {
    let found = crossings(class, &request.iterates, limits)?;
    let row = |(&t, (count, reason)): (&u64, (Int, ForcedReason))| {
        row(class, t, count, reason, &request.depths)
    };
    Ok(ForcedBlock {
        tolerance: request.tolerance.clone().map(Ratio),
        depths: request.depths.clone(),
        rows: request.iterates.iter().zip(found).map(row).collect(),
    })
}

fn row(class: &PeriodClass, t: u64, count: Int, reason: ForcedReason, depths: &[u32]) -> ForcedRow {
    let pieces: Int = &count >> 1u32;
    let rest = &count - &pieces;
    let cell = |&depth: &u32| ForcedCell {
        depth,
        width: Integer(least_width(&count, depth)),
        mean_width: Integer(least_width(&(&pieces + 1), depth)),
    };
    ForcedRow {
        iterate: t,
        reason,
        error: class.gap.as_ref().map(|g| Ratio(g * rat(1, 2))),
        mistakes: Integer((&rest + Int::from(1)) >> 1u32),
        mean: mean(class, t, &rest).map(Ratio),
        widths: depths.iter().map(cell).collect(),
        crossings: Integer(count),
        pieces: Integer(pieces),
    }
}

/// `(C-K) gap^2 / (4 L^t)`, unless it has too many digits.
fn mean(class: &PeriodClass, t: u64, rest: &Int) -> Option<Rat> {
    let (gap, lipschitz) = (class.gap.as_ref()?, class.lipschitz.as_ref()?);
    let size = lipschitz.numer().bits().max(lipschitz.denom().bits());
    if size.saturating_mul(t) > MOST_BITS || gap.numer().bits().max(gap.denom().bits()) > MOST_BITS
    {
        return None;
    }
    let power = Pow::pow(lipschitz.clone(), t);
    Some(Rat::from_integer(rest.clone()) * gap * gap / (power * rat(4, 1)))
}

/// For each iterate of an increasing list the number of crossings that every map of the class has between some
/// neighbouring points of its orbit, and why.
pub fn crossings(
    class: &PeriodClass,
    iterates: &[u64],
    limits: Limits,
) -> Result<Vec<(Int, ForcedReason)>, LimitReached> {
    let mut out = Vec::with_capacity(iterates.len());
    let roads: Vec<Road> = iterates
        .iter()
        .map(|&t| {
            let given = t;
            let limit = limits.max_iterate;
            if t > limit {
                return Err(LimitReached::Iterate { given, limit });
            }
            road(class.period, t).ok_or(LimitReached::Patterns {
                iterate: t,
                limit: MOST_STEPS,
            })
        })
        .collect::<Result<_, _>>()?;
    // One search for all iterates.
    let searched: Vec<(usize, u64)> = roads
        .iter()
        .filter_map(|road| match road {
            Road::Patterns { length, steps, .. } => Some((*length, *steps)),
            Road::Stefan { .. } => None,
        })
        .collect();
    if let Some((length, _)) = searched.first() {
        let mut steps: Vec<u64> = searched.iter().map(|(_, s)| *s).collect();
        steps.dedup();
        least_crossings(*length, &steps);
    }
    for road in roads {
        out.push(match road {
            Road::Patterns {
                length,
                power,
                steps,
            } => {
                let (count, pattern) = least_crossings(length, &[steps]).remove(0);
                let reason = ForcedReason::Patterns {
                    length,
                    power,
                    pattern,
                };
                (count, reason)
            }
            Road::Stefan {
                length,
                power,
                steps,
            } => (
                least_count(length, steps),
                ForcedReason::Stefan { length, power },
            ),
        });
    }
    Ok(out)
}
