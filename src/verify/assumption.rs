//! Obligation `assumptions`: what one period forces on every continuous map, without looking at any map.
//!
//! Rows with the method `patterns` are counted again over all cyclic patterns (see `patterns`); rows with the method
//! `stefan` and the growth rely on Štefan's theorem, and their numbers are compared with the root of its polynomial.

use super::Checked;
use super::ladder::{odd_poly, positive_root};
use super::limits::{Budget, MAX_ITERATE, at_most};
use super::patterns;
use super::reason::{At, Fault, Reason, ensure};
use super::vertices::is_cycle;
use crate::certificate::{Assumption, ForcedBlock, ForcedReason, ForcedRow};
use crate::num::polynomial::IntPoly;
use crate::num::rational::{Int, Rat};
use num_traits::{One, Pow, Signed, Zero};

/// The largest period that is looked at.
pub const MAX_PERIOD: u64 = 1_000;
/// Most binary digits of a power that is computed.
const MAX_POWER: u64 = 10_000_000;

/// A number of crossings that all patterns must reach: length, iterate of the power, number, and the line.
struct Asked {
    length: usize,
    steps: u64,
    count: Int,
    line: String,
}

/// Checks one assumption.
pub fn check(budget: &Budget, a: &Assumption) -> Result<Checked, Fault> {
    let place = || "period".to_string();
    at_most(
        "period",
        usize::try_from(a.period).unwrap_or(usize::MAX),
        MAX_PERIOD as usize,
    )
    .at(place)?;
    ensure(a.period >= 2, Reason::ForcedPeriod).at(place)?;
    let positive = a.gap.as_ref().is_none_or(|g| g.0.is_positive());
    ensure(positive, Reason::ForcedGap).at(|| "gap".into())?;
    lipschitz(a).at(|| "lipschitz".into())?;
    let mut checked = Checked::lines(1);
    growth(budget, a, &mut checked).at(|| "growth".into())?;
    let mut asked = Vec::new();
    for (i, block) in a.certify.iter().enumerate() {
        let known = asked.len();
        check_block(budget, a, block, &mut checked, &mut asked).map_err(|fault| Fault {
            line: format!("certify[{i}].{}", fault.line),
            ..fault
        })?;
        for q in &mut asked[known..] {
            q.line = format!("certify[{i}].{}", q.line);
        }
    }
    // All numbers about one length in one enumeration.
    let mut lengths: Vec<usize> = asked.iter().map(|q: &Asked| q.length).collect();
    lengths.sort_unstable();
    lengths.dedup();
    for length in lengths {
        let mut here: Vec<&Asked> = asked.iter().filter(|q| q.length == length).collect();
        here.sort_by_key(|q| q.steps);
        let wanted: Vec<(u64, Int)> = here.iter().map(|q| (q.steps, q.count.clone())).collect();
        patterns::at_least(budget, length, &wanted).map_err(|(i, reason)| Fault {
            line: here
                .get(i)
                .map_or_else(|| "certify".into(), |q| q.line.clone()),
            reason,
        })?;
    }
    Ok(checked)
}

/// `p = 2^d q`: `(2^d, q)`.
fn parts(period: u64) -> (u64, u64) {
    let power = 1u64 << period.trailing_zeros();
    (power, period / power)
}

/// A Lipschitz constant that some map of the class may have, as far as the growth decides it.
fn lipschitz(a: &Assumption) -> Result<(), Reason> {
    let Some(given) = a.lipschitz.as_ref().map(|l| &l.0) else {
        return Ok(());
    };
    let wrong = || Reason::Lipschitz { missing: false };
    let one = Rat::one();
    let two = &one + &one;
    ensure(*given > one || *given == one && a.period == 2, wrong())?;
    let (power, odd) = parts(a.period);
    if odd == 1 || *given >= two {
        return Ok(());
    }
    let size = given.numer().bits().max(given.denom().bits());
    at_most(
        "digits of a power",
        (size * a.period) as usize,
        MAX_POWER as usize,
    )?;
    let y: Rat = Pow::pow(given.clone(), power);
    let value = Pow::pow(y.clone(), odd) - two * Pow::pow(y, odd - 2) - one;
    ensure(!value.is_negative(), wrong())
}

fn growth(budget: &Budget, a: &Assumption, checked: &mut Checked) -> Result<(), Reason> {
    let (power, odd) = parts(a.period);
    let Some(growth) = &a.growth else {
        return ensure(odd == 1, Reason::Presence { required: true });
    };
    ensure(odd > 1, Reason::Presence { required: false })?;
    let base = odd_poly(odd as usize);
    let mut coeffs = vec![Int::zero(); (base.coeffs().len() - 1) * power as usize + 1];
    for (i, c) in base.coeffs().iter().enumerate() {
        coeffs[i * power as usize].clone_from(c);
    }
    let expected = IntPoly::new(coeffs);
    positive_root(
        budget,
        &expected,
        &growth.poly,
        &growth.interval,
        &growth.decimal,
        30,
    )?;
    checked.cite("stefan");
    checked
        .citations
        .push("block-guckenheimer-misiurewicz-young");
    Ok(())
}

fn check_block(
    budget: &Budget,
    a: &Assumption,
    block: &ForcedBlock,
    checked: &mut Checked,
    asked: &mut Vec<Asked>,
) -> Result<(), Fault> {
    if let Some(tolerance) = &block.tolerance {
        let twice = &tolerance.0 + &tolerance.0;
        let met = a.gap.as_ref().is_some_and(|gap| twice <= gap.0);
        ensure(met && twice.is_positive(), Reason::Tolerance).at(|| "tolerance".into())?;
    }
    let depths = || "depths".to_string();
    let increasing = block.depths.windows(2).all(|w| w[0] < w[1]);
    ensure(
        increasing && block.depths.first().is_some_and(|d| *d >= 1),
        Reason::Increasing,
    )
    .at(depths)?;
    let deepest = block.depths.last().copied().unwrap_or(0);
    at_most("depth", deepest as usize, MAX_ITERATE as usize).at(depths)?;
    ensure(
        !block.rows.is_empty(),
        Reason::Length {
            expected: 1,
            found: 0,
        },
    )
    .at(|| "rows".into())?;
    let mut before = 0;
    for (i, row) in block.rows.iter().enumerate() {
        let place = |field: &str| format!("rows[{i}].{field}");
        at_most(
            "iterate",
            usize::try_from(row.iterate).unwrap_or(usize::MAX),
            MAX_ITERATE as usize,
        )
        .at(|| place("iterate"))?;
        ensure(row.iterate > before, Reason::Increasing).at(|| place("iterate"))?;
        before = row.iterate;
        if let Some((length, steps)) = reason(budget, a, row).at(|| place("reason"))? {
            asked.push(Asked {
                length,
                steps,
                count: row.crossings.0.clone(),
                line: place("crossings"),
            });
            checked.lines += 1;
        } else {
            checked.cite("stefan");
        }
        errors(a, row).map_err(|(field, reason)| Fault {
            line: place(field),
            reason,
        })?;
        widths(budget, block, row).at(|| place("widths"))?;
        checked.lines += 1 + row.widths.len();
    }
    Ok(())
}

/// The number of crossings by Štefan's theorem is checked here; for patterns, the one that attains it, and `(length,
/// steps)` is returned.
fn reason(
    budget: &Budget,
    a: &Assumption,
    row: &ForcedRow,
) -> Result<Option<(usize, u64)>, Reason> {
    let crossings = &row.crossings.0;
    let (ForcedReason::Patterns { length, power, .. } | ForcedReason::Stefan { length, power }) =
        &row.reason;
    let product = (*length as u64).checked_mul(*power);
    ensure(
        power.is_power_of_two() && product == Some(a.period),
        Reason::ForcedPeriod,
    )?;
    let steps = row.iterate / power;
    match &row.reason {
        ForcedReason::Patterns { pattern, .. } => {
            let long = "length of the patterns";
            ensure(*length >= 2, Reason::ForcedPeriod)?;
            at_most(long, *length, patterns::LONGEST)?;
            at_most(
                "iterate of the patterns",
                steps as usize,
                patterns::MOST_STEPS as usize,
            )?;
            ensure(
                pattern.len() == *length && is_cycle(pattern),
                Reason::NotOneCycle,
            )?;
            let found = patterns::count(budget, pattern, steps)?;
            ensure(
                found == *crossings,
                Reason::Crossings {
                    expected: found,
                    found: crossings.clone(),
                },
            )?;
            Ok(Some((*length, steps)))
        }
        ForcedReason::Stefan { .. } => {
            ensure(*length >= 3 && length % 2 == 1, Reason::ForcedPeriod)?;
            least_power(budget, *length, steps, crossings)?;
            Ok(None)
        }
    }
}

/// `C - 1 < rho_q^s <= C`: the root is enclosed by halving an interval of fixed-point numbers.
fn least_power(budget: &Budget, q: usize, s: u64, claimed: &Int) -> Result<(), Reason> {
    let wrong = |expected: Int| Reason::Crossings {
        expected,
        found: claimed.clone(),
    };
    if s == 0 {
        return ensure(claimed.is_one(), wrong(Int::one()));
    }
    let size = s + 2;
    ensure(
        claimed.is_positive() && claimed.bits() <= size,
        wrong(Int::zero()),
    )?;
    let mut bits = s + 128;
    for _ in 0..6 {
        let words = bits / 64 + 1;
        budget.spend(
            (bits + 4 * s)
                .saturating_mul(words * words)
                .saturating_mul(40),
        )?;
        let fixed = Fixed { bits };
        let (lo, hi) = fixed.root(q);
        let below = claimed - Int::one();
        let low = fixed.power(&lo, s, false);
        let high = fixed.power(&hi, s, true);
        if low > &below << bits && high <= claimed << bits {
            return Ok(());
        }
        if high <= &below << bits || low > claimed << bits {
            return Err(wrong((&low >> bits) + Int::one()));
        }
        bits *= 2;
    }
    Err(Reason::SignUndecided { bits })
}

/// Numbers in units of `2^-bits`, products rounded down or up.
struct Fixed {
    bits: u64,
}

impl Fixed {
    fn product(&self, a: &Int, b: &Int, up: bool) -> Int {
        let product = a * b;
        if up {
            -((-product) >> self.bits)
        } else {
            product >> self.bits
        }
    }
    fn power(&self, x: &Int, n: u64, up: bool) -> Int {
        let mut result = Int::one() << self.bits;
        for i in (0..64 - n.leading_zeros()).rev() {
            result = self.product(&result, &result, up);
            if n >> i & 1 == 1 {
                result = self.product(&result, x, up);
            }
        }
        result
    }
    /// An interval around the positive root of `x^q - 2 x^(q-2) - 1`, which is negative before it.
    fn root(&self, q: usize) -> (Int, Int) {
        let one = Int::one() << self.bits;
        let (mut lo, mut hi) = (one.clone(), &one << 1u32);
        while &hi - &lo > Int::one() {
            let x: Int = (&lo + &hi) >> 1u32;
            let value = |up: bool| {
                let first = self.power(&x, q as u64, up);
                let second = self.power(&x, q as u64 - 2, !up) << 1u32;
                first - second - &one
            };
            if value(true).is_negative() {
                lo = x;
            } else if value(false).is_positive() {
                hi = x;
            } else {
                break;
            }
        }
        (lo, hi)
    }
}

/// The errors of a row, with the field that is wrong.
fn errors(a: &Assumption, row: &ForcedRow) -> Result<(), (&'static str, Reason)> {
    let half = a.gap.as_ref().map(|g| &g.0 / (Rat::one() + Rat::one()));
    let error = row.error.as_ref().map(|e| e.0.clone());
    ensure(error == half, Reason::HalfGap).map_err(|r| ("error", r))?;
    let (c, k) = (&row.crossings.0, &row.pieces.0);
    ensure(!k.is_negative() && k <= c, Reason::ForcedPieces).map_err(|r| ("pieces", r))?;
    let rest = c - k;
    let expected: Int = (&rest + Int::one()) >> 1u32;
    let found = row.mistakes.0.clone();
    ensure(expected == found, Reason::Count { expected, found }).map_err(|r| ("mistakes", r))?;
    let Some(mean) = &row.mean else {
        return Ok(());
    };
    let (Some(gap), Some(lipschitz)) = (&a.gap, &a.lipschitz) else {
        return Err(("mean", Reason::Presence { required: false }));
    };
    let (gap, lipschitz) = (&gap.0, &lipschitz.0);
    let size = lipschitz.numer().bits().max(lipschitz.denom().bits());
    at_most(
        "digits of a power",
        size.saturating_mul(row.iterate) as usize,
        MAX_POWER as usize,
    )
    .map_err(|r| ("mean", r))?;
    let power: Rat = Pow::pow(lipschitz.clone(), row.iterate);
    let four = Rat::from_integer(Int::from(4));
    let right = Rat::from_integer(rest) * gap * gap;
    ensure(&mean.0 * four * power == right, Reason::ForcedMean).map_err(|r| ("mean", r))
}

fn widths(budget: &Budget, block: &ForcedBlock, row: &ForcedRow) -> Result<(), Reason> {
    let listed: Vec<u32> = row.widths.iter().map(|c| c.depth).collect();
    ensure(listed == block.depths, Reason::Depths)?;
    for cell in &row.widths {
        let (c, k) = (&row.crossings.0, &row.pieces.0 + Int::one());
        least_width(budget, &cell.width.0, cell.depth, c)?;
        least_width(budget, &cell.mean_width.0, cell.depth, &k)?;
    }
    Ok(())
}

/// `w` is the least number with `(w+1)^k >= C`, `C >= 1`.
fn least_width(budget: &Budget, width: &Int, depth: u32, crossings: &Int) -> Result<(), Reason> {
    let wrong = || Reason::Width {
        width: width.clone(),
        depth,
        crossings: crossings.clone(),
    };
    let zero = width.is_zero() && crossings <= &Int::one();
    let bits = crossings.bits();
    // w^k < C bounds the size of w before any power is formed.
    let small = width.is_positive() && (width.bits() - 1).saturating_mul(depth.into()) <= bits;
    ensure(zero || small, wrong())?;
    if zero {
        return Ok(());
    }
    let words = (bits + u64::from(depth)) / 64 + 1;
    budget.spend(words.saturating_mul(words).saturating_mul(64))?;
    let next = width + Int::one();
    ensure(
        width.pow(depth) < *crossings && next.pow(depth) >= *crossings,
        wrong(),
    )
}
