//! Decimal numerals as papers print them: digits, groups, signs of omission, errors, powers of ten, percent.

use super::atom::{Atom, What};
use super::project::Project;
use crate::num::rational::{decimal_of_scaled, rat_int};
use crate::num::{Int, Rat};
use crate::source::Span;
use num_traits::{Signed, Zero};

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

/// The length of `e-3`, `E+02`, `e2` after a digit: a power of ten as programs print it.
pub fn exponent_length(atoms: &[Atom], at: usize) -> Option<usize> {
    let digit = |i: usize| atoms.get(i).is_some_and(|a| a.digit().is_some());
    let letter = atoms.get(at).is_some_and(|a| a.is('e') || a.is('E'));
    if !letter || !at.checked_sub(1).is_some_and(digit) {
        return None;
    }
    let signed = atoms.get(at + 1).is_some_and(|a| a.is('-') || a.is('+'));
    let start = at + 1 + usize::from(signed);
    let digits = (start..).take_while(|i| digit(*i)).count();
    let end = start + digits;
    let ends = atoms.get(end).is_none_or(|a| a.letter().is_none());
    (digits > 0 && digits <= 4 && ends).then_some(end - at)
}

/// Reads a numeral that takes up all the atoms.
pub fn numeral(project: &Project, atoms: &[Atom]) -> Option<Numeral> {
    let mut reader = Reader {
        project,
        atoms,
        at: 0,
    };
    let found = reader.numeral()?;
    reader.blanks();
    (reader.at == atoms.len()).then_some(found)
}

/// A separator between digits.
#[derive(Clone, Copy, PartialEq)]
enum Separator {
    Comma,
    Point,
    Thin,
}

struct Reader<'a> {
    project: &'a Project,
    atoms: &'a [Atom],
    at: usize,
}

impl<'a> Reader<'a> {
    fn peek(&self, ahead: usize) -> Option<&'a Atom> {
        self.atoms.get(self.at + ahead)
    }
    fn take(&mut self, accept: impl Fn(&Atom) -> bool) -> bool {
        let yes = self.peek(0).is_some_and(accept);
        self.at += usize::from(yes);
        yes
    }
    fn blanks(&mut self) {
        while self.take(|a| matches!(a.what, What::Blank | What::Thin)) {}
    }
    fn raw(&self, from: usize, to: usize) -> String {
        let (first, last) = (&self.atoms[from], &self.atoms[to - 1]);
        self.project
            .source(first.file)
            .slice(first.span.to(last.span))
            .to_string()
    }
    fn spot(&self, from: usize, to: usize) -> Spot {
        let (first, last) = (&self.atoms[from], &self.atoms[to - 1]);
        (first.file, first.span.to(last.span))
    }
    fn numeral(&mut self) -> Option<Numeral> {
        self.blanks();
        let negative = self.sign();
        self.blanks();
        if self.take(|a| a.is_sign("num")) {
            return self.siunitx(negative);
        }
        if self.take(|a| a.is_sign("qty")) {
            // The unit `{\percent}`, whose braces say nothing, was read with the number; other units are not known.
            return self.siunitx(negative).filter(|n| n.percent);
        }
        // `(1.44 \pm 0.01) \times 10^2`
        let bracket = self.take(|a| a.is('('));
        self.blanks();
        let negative = negative != (bracket && self.sign());
        let braced = self.take(|a| a.what == What::Open);
        let mut out = self.mantissa(negative)?;
        if braced && !self.take(|a| a.what == What::Close) {
            return None;
        }
        self.uncertain(&mut out);
        self.ordinal(&mut out);
        let touching = self.at;
        self.blanks();
        if self.take(|a| a.is_sign("pm")) {
            self.blanks();
            out.error = Some(self.mantissa(false)?.for_value(false).value());
            self.blanks();
        } else if self.at == touching && exponent_length(self.atoms, self.at).is_some() {
            self.at += 1;
            self.exponent(&mut out, true)?;
        }
        if bracket {
            if out.error.is_none() || !self.take(|a| a.is(')')) {
                return None;
            }
            self.blanks();
            self.power(&mut out)?;
        } else {
            self.powers(&mut out)?;
        }
        self.blanks();
        if self.take(|a| a.is('%')) {
            out.in_percent();
        }
        Some(out)
    }
    /// A power of ten after a numeral without brackets: after an error it is that of both or of the error alone,
    /// whichever makes sense; `None` if both do.
    fn powers(&mut self, out: &mut Numeral) -> Option<()> {
        let Some(error) = out.error.clone() else {
            return self.power(out);
        };
        let alone = out.clone();
        self.power(out)?;
        if out.exponent_spot.is_none() {
            return Some(());
        }
        let value = alone.for_value(false).value().abs();
        let of_error = &error * power_of_ten(out.exponent);
        match (error < value, of_error < value) {
            (true, false) => Some(()),
            (false, true) => {
                *out = alone;
                out.error = Some(of_error);
                Some(())
            }
            _ => None,
        }
    }
    fn sign(&mut self) -> bool {
        let minus = self.take(|a| a.is('-'));
        minus || {
            self.take(|a| a.is('+'));
            false
        }
    }
    fn digits(&mut self) -> usize {
        let start = self.at;
        while self.take(|a| a.digit().is_some()) {}
        self.at - start
    }
    /// A separator that a digit follows: its kind, and its length in atoms.
    fn separator(&self) -> Option<(Separator, usize)> {
        let kind = |a: &Atom| match a.what {
            What::Char(',') => Some(Separator::Comma),
            What::Char('.') => Some(Separator::Point),
            What::Thin => Some(Separator::Thin),
            _ => None,
        };
        let (found, length) = if self.peek(0)?.what == What::Open {
            let closed = self.peek(2).is_some_and(|a| a.what == What::Close);
            (kind(self.peek(1)?).filter(|_| closed)?, 3)
        } else {
            (kind(self.peek(0)?)?, 1)
        };
        self.peek(length)?.digit()?;
        Some((found, length))
    }
    fn mantissa(&mut self, negative: bool) -> Option<Numeral> {
        let start = self.at;
        let mut groups = vec![self.digits()];
        let mut separators: Vec<(Separator, String)> = Vec::new();
        while let Some((kind, length)) = self.separator() {
            separators.push((kind, self.raw(self.at, self.at + length)));
            self.at += length;
            groups.push(self.digits());
        }
        let end = self.at;
        let text: String = self.atoms[start..end]
            .iter()
            .filter_map(Atom::digit)
            .collect();
        if text.is_empty() || text.len() > MAX_DIGITS {
            return None;
        }
        // Digits of several files come from a macro: they have no one place.
        if self.atoms[start..end]
            .iter()
            .any(|a| a.file != self.atoms[start].file)
        {
            return None;
        }
        let Layout { mark, ambiguous } = layout(&groups, &separators, text.starts_with('0'))?;
        let decimals = mark.map_or(0, |m| groups[m + 1..].iter().sum());
        let separator = |range: std::ops::Range<usize>| separators.get(range)?.first();
        let thousands = separator(0..mark.unwrap_or(separators.len())).map(|s| s.1.clone());
        let fine = mark.and_then(|m| {
            let first = separators.get(m + 1)?;
            Some((first.1.clone(), groups[m + 1]))
        });
        Some(Numeral {
            negative,
            digits: text.parse().ok()?,
            decimals,
            ambiguous,
            exponent: 0,
            percent: false,
            dots: self.dots(),
            error: None,
            ordinal: None,
            mantissa: self.spot(start, end),
            exponent_spot: None,
            thousands,
            fine,
            mark: mark.map_or_else(|| ".".to_string(), |m| separators[m].1.clone()),
            loose: false,
        })
    }
    fn dots(&mut self) -> bool {
        let mut ahead = 0;
        while self
            .peek(ahead)
            .is_some_and(|a| matches!(a.what, What::Thin | What::Open))
        {
            ahead += 1;
        }
        let three = (0..3).all(|i| self.peek(i).is_some_and(|a| a.is('.')));
        if three {
            self.at += 3;
        } else if self.peek(ahead).is_some_and(|a| a.is_sign("ldots")) {
            self.at += ahead + 1;
            while self.take(|a| a.what == What::Close) {}
        } else {
            return false;
        }
        true
    }
    /// `1.618(3)`: an error in units of the last digit.
    fn uncertain(&mut self, out: &mut Numeral) {
        if !self.peek(0).is_some_and(|a| a.is('(')) {
            return;
        }
        let start = self.at;
        self.at += 1;
        let length = self.digits();
        if length == 0 || length > 20 || !self.take(|a| a.is(')')) {
            self.at = start;
            return;
        }
        let text: String = self.atoms[start..self.at]
            .iter()
            .filter_map(Atom::digit)
            .collect();
        let units: Int = text.parse().unwrap_or_default();
        out.error = Some(rat_int(units) * power_of_ten(-(out.decimals as i64)));
    }
    fn ordinal(&mut self, out: &mut Numeral) {
        let start = self.at;
        if self
            .peek(0)
            .is_some_and(|a| a.is('^') || a.is_sign("textsuperscript"))
        {
            self.at += 1;
        }
        let mut braces = 0;
        while self.take(|a| a.what == What::Open) {
            braces += 1;
        }
        let from = self.at;
        let letters: String = (0..2).filter_map(|i| self.peek(i)?.letter()).collect();
        let more = self.peek(2).is_some_and(|a| a.letter().is_some());
        if !matches!(letters.as_str(), "st" | "nd" | "rd" | "th") || more {
            self.at = start;
            return;
        }
        self.at += 2;
        out.ordinal = Some(self.spot(from, from + 2));
        let closed = (0..braces).all(|_| self.take(|a| a.what == What::Close));
        if !closed {
            self.at = start;
            out.ordinal = None;
        }
    }
    /// `\times 10^{3}`.
    fn power(&mut self, out: &mut Numeral) -> Option<()> {
        let start = self.at;
        if !self.take(|a| a.is_sign("times") || a.is_sign("cdot")) {
            return Some(());
        }
        self.blanks();
        if !(self.take(|a| a.is('1')) && self.take(|a| a.is('0')) && self.take(|a| a.is('^'))) {
            self.at = start;
            return Some(());
        }
        self.blanks();
        let braced = self.take(|a| a.what == What::Open);
        self.exponent(out, braced)?;
        if braced && !self.take(|a| a.what == What::Close) {
            return None;
        }
        Some(())
    }
    /// The digits of an exponent; without braces LaTeX takes one.
    fn exponent(&mut self, out: &mut Numeral, braced: bool) -> Option<()> {
        self.blanks();
        let start = self.at;
        let negative = braced && self.sign();
        let from = self.at;
        if braced {
            self.digits();
        } else {
            self.take(|a| a.digit().is_some());
        }
        let text: String = self.atoms[from..self.at]
            .iter()
            .filter_map(Atom::digit)
            .collect();
        let n: i64 = text.parse().ok().filter(|n| *n <= MAX_EXPONENT)?;
        out.exponent = if negative { -n } else { n };
        out.exponent_spot = Some(self.spot(start, self.at));
        let unit = power_of_ten(out.exponent);
        out.error = out.error.take().map(|e| e * unit);
        self.blanks();
        Some(())
    }
    /// What is inside `\num{...}`: a comma is a decimal mark, `e` a power of ten, `+-` an error.
    fn siunitx(&mut self, negative: bool) -> Option<Numeral> {
        if self.peek(0)?.is('[') {
            let end = super::atom::closing(self.atoms, self.at)?;
            self.at = end + 1;
        }
        if !self.take(|a| a.what == What::Open) {
            return None;
        }
        self.blanks();
        let minus = self.sign();
        let mut out = self.mantissa(negative != minus)?.for_value(false);
        self.uncertain(&mut out);
        self.blanks();
        let plus_minus =
            self.peek(0).is_some_and(|a| a.is('+')) && self.peek(1).is_some_and(|a| a.is('-'));
        if plus_minus || self.peek(0).is_some_and(|a| a.is_sign("pm")) {
            self.at += if plus_minus { 2 } else { 1 };
            self.blanks();
            out.error = Some(self.mantissa(false)?.for_value(false).value());
            self.blanks();
        }
        if self.take(|a| matches!(a.what, What::Char('e' | 'E' | 'd' | 'D'))) {
            self.exponent(&mut out, true)?;
        } else {
            self.power(&mut out)?;
        }
        self.blanks();
        if !self.take(|a| a.what == What::Close) {
            return None;
        }
        out.dots |= self.dots();
        self.blanks();
        if self.take(|a| a.is('%')) {
            out.in_percent();
        }
        Some(out)
    }
}

/// Where the decimal mark is among the separators, and whether that can be doubted.
struct Layout {
    mark: Option<usize>,
    ambiguous: bool,
}

/// Tells the decimal mark from separators of thousands; `None` if the groups fit no custom.
fn layout(
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
