//! Correct rounding: `r` rounds to the literal `v` with `D` decimals if `v - h <= r < v + h`, `h = 10^-D / 2`, `r >= 0`.

use super::limits::{MAX_DECIMALS, at_most};
use super::reason::{Reason, ensure};
use crate::num::rational::{Int, Rat, parse_int};
use num_traits::Signed;
use std::cmp::Ordering;

/// Checks the canonical decimal `text` of a number `>= 0` that `compare` compares with rationals.
///
/// The form is `digits.digits` without superfluous leading zeros, at least `least` decimals.
pub fn check(
    text: &str,
    least: usize,
    compare: impl Fn(&Rat) -> Result<Ordering, Reason>,
) -> Result<(), Reason> {
    let wrong = || Reason::Decimal {
        text: text.to_string(),
    };
    at_most("decimals", text.len(), MAX_DECIMALS)?;
    let (whole, part) = text.split_once('.').ok_or_else(wrong)?;
    let plain = part.len() >= least.max(1) && part.bytes().all(|b| b.is_ascii_digit());
    let whole = parse_int(whole)
        .filter(|w| plain && !w.is_negative() && !text.starts_with('-'))
        .ok_or_else(wrong)?;
    let scale = Int::from(10).pow(u32::try_from(part.len()).map_err(|_| wrong())?);
    let scaled = whole * &scale + part.parse::<Int>().map_err(|_| wrong())?;
    // Not in lowest terms: comparing does not depend on that.
    let end = |twice: Int| Rat::new_raw(twice, &scale * 2);
    let above = compare(&end(&scaled * 2 - 1))? != Ordering::Less;
    let below = compare(&end(&scaled * 2 + 1))? == Ordering::Less;
    ensure(above && below, wrong())
}
