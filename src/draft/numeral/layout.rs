//! A numeral written anew for another value, in the same style.

use super::reader::Separator;
use super::{Numeral, Spot, ten};
use crate::num::Int;
use crate::num::rational::decimal_of_scaled;
use num_traits::{Signed, Zero};

impl Numeral {
    /// The texts to put in place of the printed ones so that the numeral says `scaled * 10^unit` in the same style.
    ///
    /// `None` if the sign would change, or a part of the numeral does not stand in the draft as it is.
    pub fn rewritten(&self, scaled: &Int) -> Option<Vec<(Spot, String)>> {
        if scaled.is_negative() != self.negative && !scaled.is_zero() {
            return None;
        }
        let mut digits = scaled.abs() * ten(self.loose_zeros() as u64);
        let mut edits = Vec::new();
        if let Some(spot) = self.exponent_spot {
            // A mantissa has as many digits as before: 9.99e3 becomes 1.00e4.
            let length = self.digits.to_string().len();
            let found = digits.to_string().len();
            if found == length + 1 {
                if (&digits % Int::from(10)).is_zero() {
                    digits /= 10;
                    edits.push((spot, (self.exponent + 1).to_string()));
                } else {
                    return None;
                }
            } else if found != length {
                return None;
            }
        }
        edits.push((self.mantissa, self.laid_out(&digits)));
        if let Some(spot) = self.ordinal {
            edits.push((spot, suffix(&digits).to_string()));
        }
        Some(edits)
    }
    fn laid_out(&self, digits: &Int) -> String {
        let plain = decimal_of_scaled(digits, self.decimals as u32);
        let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
        let mut out = String::new();
        for (i, c) in whole.chars().enumerate() {
            if let Some(separator) = &self.thousands
                && i > 0
                && (whole.len() - i).is_multiple_of(3)
            {
                out.push_str(separator);
            }
            out.push(c);
        }
        if part.is_empty() {
            return out;
        }
        out.push_str(&self.mark);
        for (i, c) in part.chars().enumerate() {
            if let Some((separator, size)) = &self.fine
                && i > 0
                && i.is_multiple_of(*size)
            {
                out.push_str(separator);
            }
            out.push(c);
        }
        out
    }
}

/// The English ending of an ordinal number.
fn suffix(n: &Int) -> &'static str {
    let last = |m: u32| (n % Int::from(m)).to_string();
    match (last(10).as_str(), last(100).as_str()) {
        (_, "11" | "12" | "13") => "th",
        ("1", _) => "st",
        ("2", _) => "nd",
        ("3", _) => "rd",
        _ => "th",
    }
}

/// Where the decimal mark is among the separators, and whether that can be doubted.
pub(super) struct Layout {
    pub(super) mark: Option<usize>,
    pub(super) ambiguous: bool,
}

/// Tells the decimal mark from separators of thousands; `None` if the groups fit no custom.
pub(super) fn layout(
    groups: &[usize],
    separators: &[(Separator, String)],
    zero_first: bool,
) -> Option<Layout> {
    let kinds: Vec<Separator> = separators.iter().map(|s| s.0).collect();
    let count = |kind| kinds.iter().filter(|k| **k == kind).count();
    let last = |kind| kinds.iter().rposition(|k| *k == kind);
    let (commas, points) = (count(Separator::Comma), count(Separator::Point));
    let thousands_fit = |groups: &[usize]| {
        groups.len() == 1 || (1..=3).contains(&groups[0]) && groups[1..].iter().all(|g| *g == 3)
    };
    let mut ambiguous = false;
    let mark = match (commas, points) {
        (0, 0) => None,
        (_, 1) if commas == 0 || last(Separator::Point) > last(Separator::Comma) => {
            last(Separator::Point)
        }
        (1, _) if points == 0 || last(Separator::Comma) > last(Separator::Point) => {
            ambiguous = points == 0
                && kinds.len() == 1
                && !zero_first
                && groups[1] == 3
                && (1..=3).contains(&groups[0]);
            last(Separator::Comma)
        }
        (0, _) | (_, 0) => None,
        _ => return None,
    };
    let (whole, part) = groups.split_at(mark.map_or(groups.len(), |m| m + 1));
    let same = |range: &[Separator]| range.windows(2).all(|w| w[0] == w[1]);
    let before = &kinds[..mark.unwrap_or(kinds.len())];
    let after = mark.map_or(&[][..], |m| &kinds[m + 1..]);
    let part_fits = after.iter().all(|k| *k == Separator::Thin)
        && part.split_last().is_none_or(|(last, rest)| {
            rest.iter().all(|g| *g == rest[0]) && rest.first().is_none_or(|g| last <= g)
        });
    let fits = thousands_fit(whole) || whole == [0] && mark.is_some();
    (fits && same(before) && part_fits).then_some(Layout { mark, ambiguous })
}
