//! Decimal numerals as papers print them: digits, groups, signs of omission, errors, powers of ten, percent.

mod layout;
mod power;
mod reader;

use crate::num::rational::rat_int;
use crate::num::{Int, Rat};
use crate::source::Span;
use num_traits::Zero;

pub use reader::{exponent_length, numeral};

/// The most digits of a numeral, and the largest power of ten.
const MAX_DIGITS: usize = 2_000;

const MAX_EXPONENT: i64 = 2_000;

/// A place in a draft: the number of the file and the bytes of its text.
pub type Spot = (usize, Span);

/// A decimal numeral with everything that is needed to print another number in its style.
#[derive(Clone, Debug, PartialEq)]
pub struct Numeral {
    /// Is there a minus sign?
    pub negative: bool,
    /// All digits as one natural number.
    digits: Int,
    /// How many of them stand after the decimal mark.
    decimals: usize,
    /// Can the mark also separate thousands, as in `1{,}618`?
    ambiguous: bool,
    /// The power of ten.
    exponent: i64,
    /// Is it in percent?
    percent: bool,
    /// Do dots follow?
    pub dots: bool,
    /// The error after `\pm`.
    pub error: Option<Rat>,
    /// The letters of an ordinal, and their place.
    ordinal: Option<Spot>,
    /// The place of the digits, from the first to the last.
    pub mantissa: Spot,
    /// The place of the power of ten.
    exponent_spot: Option<Spot>,
    /// What stands between groups of digits before the mark.
    thousands: Option<String>,
    /// What stands between groups of digits after the mark, and the size of a group.
    fine: Option<(String, usize)>,
    /// The decimal mark.
    mark: String,
    /// Do zeros at the end of an integer say nothing? Of `1600` after `\approx` they do not.
    pub loose: bool,
}

fn ten(n: u64) -> Int {
    Int::from(10).pow(n as u32)
}

/// `10^e`.
pub fn power_of_ten(e: i64) -> Rat {
    let n = rat_int(ten(e.unsigned_abs()));
    if e < 0 { n.recip() } else { n }
}

impl Numeral {
    /// The numeral with its decimal mark read as a separator of thousands, if the value is an integer and it can be so.
    pub fn for_value(&self, integer: bool) -> Numeral {
        let mut out = self.clone();
        if self.ambiguous && integer {
            out.decimals = 0;
            out.thousands = Some(std::mem::take(&mut out.mark));
            out.mark = ".".to_string();
        }
        out.ambiguous = false;
        out
    }
    /// The power of ten that one unit of the last digit is worth.
    pub fn unit(&self) -> i64 {
        let percent = if self.percent { 2 } else { 0 };
        self.exponent - self.decimals as i64 - percent + self.loose_zeros() as i64
    }
    fn loose_zeros(&self) -> usize {
        if !self.loose || self.decimals > 0 || self.exponent_spot.is_some() {
            return 0;
        }
        let text = self.digits.to_string();
        text.len() - text.trim_end_matches('0').len()
    }
    /// The printed number.
    pub fn value(&self) -> Rat {
        let digits = if self.negative {
            -&self.digits
        } else {
            self.digits.clone()
        };
        let unit = self.exponent - self.decimals as i64 - if self.percent { 2 } else { 0 };
        rat_int(digits) * power_of_ten(unit)
    }
    /// Can it print a number between `lo` and `hi`? A quick look: it may say yes where it cannot.
    pub fn may_be(&self, lo: &Rat, hi: &Rat) -> bool {
        let close = |n: &Numeral| {
            let slack = power_of_ten(n.unit()) + n.error.clone().unwrap_or_else(Rat::zero);
            let value = n.value();
            &value - &slack <= *hi && &value + &slack >= *lo
        };
        self.loose || close(self) || self.ambiguous && close(&self.for_value(true))
    }
    /// The same digits in percent.
    pub fn in_percent(&mut self) {
        self.error = self.error.take().map(|e| e * power_of_ten(-2));
        self.percent = true;
    }
    /// How many digits say something: leading zeros do not.
    pub fn significant(&self) -> usize {
        self.digits.to_string().len() - self.loose_zeros()
    }
    /// Is it printed as an integer, without a mark, a power of ten or percent?
    pub fn is_whole(&self) -> bool {
        self.decimals == 0 && self.exponent_spot.is_none() && !self.percent
    }
}
