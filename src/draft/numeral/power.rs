//! What stands around the digits of a numeral: powers of ten, `siunitx`, dots, uncertainties, ordinals.

use super::reader::Reader;
use super::{MAX_EXPONENT, Numeral, power_of_ten};
use crate::draft::atom::{Atom, What};
use crate::num::Int;
use crate::num::rational::rat_int;
use num_traits::Signed;

impl<'a> Reader<'a> {
    /// A power of ten after a numeral without brackets: after an error it is that of both or of the error alone,
    /// whichever makes sense; `None` if both do.
    pub(super) fn powers(&mut self, out: &mut Numeral) -> Option<()> {
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
    pub(super) fn dots(&mut self) -> bool {
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
    pub(super) fn uncertain(&mut self, out: &mut Numeral) {
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
    pub(super) fn ordinal(&mut self, out: &mut Numeral) {
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
    pub(super) fn power(&mut self, out: &mut Numeral) -> Option<()> {
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
    pub(super) fn exponent(&mut self, out: &mut Numeral, braced: bool) -> Option<()> {
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
    pub(super) fn siunitx(&mut self, negative: bool) -> Option<Numeral> {
        if self.peek(0)?.is('[') {
            let end = crate::draft::atom::closing(self.atoms, self.at)?;
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
