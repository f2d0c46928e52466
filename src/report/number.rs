//! Integers, rationals and field elements as LaTeX math, and their correctly rounded decimals.

use super::ReportError;
use super::escape::{self, Tex};
use crate::certificate::{FieldData, Integer, Num, Ratio};
use crate::num::isolate::{refine, rounded_by_guess};
use crate::num::polynomial::IntPoly;
use crate::num::rational::{Int, Rat, decimal_of_scaled, rat_int, round_scaled};
use crate::num::{Field, Number};
use num_integer::Integer as _;
use num_traits::{One, Signed, Zero};
use std::sync::Arc;

/// The longest integer, in digits, that is printed in full.
pub const FULL_DIGITS: usize = 24;
/// The widest exact number, in digits of the font, that is printed instead of a decimal.
const FULL_WIDTH: usize = 40;
/// Enclosures are refined to at most this many bits; a rounding that is still open then is refused.
const MAX_BITS: u32 = 8192;

/// An integer with its digits grouped by thin spaces; one of more than 24 digits is cut to its first
/// digits: `1.0334\ldots\times10^{83}`.
pub fn integer(n: &Int) -> Tex {
    let digits = n.abs().to_string();
    let sign = if n.is_negative() { "-" } else { "" };
    if digits.len() <= FULL_DIGITS {
        return Tex(format!("{sign}{}", grouped(&digits)));
    }
    let (first, rest) = digits.split_at(1);
    Tex(format!(
        "{sign}{first}.{}\\ldots\\times10^{{{}}}",
        &rest[..5],
        digits.len() - 1
    ))
}

/// The number of decimal digits of `|n|`.
pub fn digits(n: &Int) -> usize {
    n.abs().to_string().len()
}

/// Groups of three digits from the right, from five digits on.
fn grouped(digits: &str) -> String {
    if digits.len() < 5 {
        return digits.to_string();
    }
    let mut out = String::new();
    for (i, d) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push_str("\\,");
        }
        out.push(d);
    }
    out
}

/// A rational: `\frac{3}{2}`, `-\frac{1}{7}`.
pub fn rational(r: &Rat) -> Tex {
    if r.denom().is_one() {
        return integer(r.numer());
    }
    let sign = if r.is_negative() { "-" } else { "" };
    Tex(format!(
        "{sign}\\frac{{{}}}{{{}}}",
        integer(&r.numer().abs()),
        integer(r.denom())
    ))
}

/// A rational in one line: `3/2`.
pub fn slashed(r: &Rat) -> Tex {
    if r.denom().is_one() {
        integer(r.numer())
    } else {
        Tex(format!("{}/{}", integer(r.numer()), integer(r.denom())))
    }
}

/// The name of a field's generator in LaTeX: `phi` is `\varphi`, `sqrt(2)` is `\sqrt{2}`, `r2` is `r_{2}`.
pub fn generator(name: &str) -> Result<Tex, ReportError> {
    const GREEK: [&str; 19] = [
        "alpha", "beta", "gamma", "delta", "zeta", "eta", "theta", "kappa", "lambda", "mu", "nu",
        "xi", "pi", "rho", "sigma", "tau", "chi", "psi", "omega",
    ];
    if let Some(inner) = name.strip_prefix("sqrt(").and_then(|r| r.strip_suffix(')')) {
        let radicand = crate::num::rational::parse_rational(inner).map(|r| rational(&r).0);
        let radicand = match radicand {
            Some(tex) => tex,
            None => math_text(inner)?,
        };
        return Ok(Tex(format!("\\sqrt{{{radicand}}}")));
    }
    Ok(Tex(match name {
        "phi" => "{\\varphi}".to_string(),
        "epsilon" => "{\\varepsilon}".to_string(),
        _ if GREEK.contains(&name) => format!("{{\\{name}}}"),
        _ if name.len() == 1 && name.is_ascii() => math_text(name)?,
        _ => {
            let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
            let index = &name[stem.len()..];
            if stem.is_empty() || index.is_empty() || stem.contains('_') {
                format!("\\mathit{{{}}}", math_text(name)?)
            } else {
                format!("{}_{{{index}}}", generator(stem)?.0)
            }
        }
    }))
}

fn math_text(name: &str) -> Result<String, ReportError> {
    escape::text(name)
        .map(|t| t.0)
        .map_err(|u| ReportError::unprintable("the generator of a number field", u))
}

/// The numbers of one map: formatting and rounding in its field.
pub struct Numbers {
    field: Option<(Arc<Field>, Tex)>,
}

impl Numbers {
    /// The formatter for the elements of `field` (the rationals if there is none).
    pub fn new(field: Option<&FieldData>) -> Result<Numbers, ReportError> {
        let Some(data) = field else {
            return Ok(Numbers { field: None });
        };
        let poly = int_poly(&data.poly);
        let (lo, hi) = (data.interval.0.0.clone(), data.interval.1.0.clone());
        Numbers::of_root(poly, (lo, hi), &data.name)
    }
    /// The formatter for polynomials in the root of `poly` in `interval`, printed as `name`.
    pub fn of_root(
        poly: IntPoly,
        interval: (Rat, Rat),
        name: &str,
    ) -> Result<Numbers, ReportError> {
        let sound = poly.degree().is_some_and(|d| d >= 2)
            && poly.leading().is_positive()
            && interval.0 < interval.1
            && poly.sign_at(&interval.0) * poly.sign_at(&interval.1) < 0;
        if !sound {
            return Err(ReportError::Malformed(
                "a number field without a root in its interval",
            ));
        }
        let name = generator(name)?;
        Ok(Numbers {
            field: Some((Field::new(poly, interval, "x"), name)),
        })
    }
    /// The generator in LaTeX, if there is a field.
    pub fn generator(&self) -> Option<&Tex> {
        self.field.as_ref().map(|(_, name)| name)
    }
    /// The field.
    pub fn field(&self) -> Option<&Arc<Field>> {
        self.field.as_ref().map(|(field, _)| field)
    }
    /// The number as an element of the field.
    pub fn number(&self, n: &Num) -> Number {
        match (&self.field, n.to_rational()) {
            (_, Some(r)) => Number::from(r),
            (Some((field, _)), None) => Number::from_coeffs(field, &n.0),
            (None, None) => Number::zero(),
        }
    }
    /// Does the number belong to this field?
    pub fn holds(&self, n: &Num) -> bool {
        n.0.len() <= self.field.as_ref().map_or(1, |(f, _)| f.degree())
    }
    /// The exact form: `\frac{\varphi-1}{2}`.
    pub fn exact(&self, n: &Num) -> Tex {
        let Some(name) = self.generator() else {
            return rational(&n.0.first().cloned().unwrap_or_else(Rat::zero));
        };
        if let Some(r) = n.to_rational() {
            return rational(&r);
        }
        let den = n.0.iter().fold(Int::one(), |l, c| l.lcm(c.denom()));
        let num: Vec<Int> = n.0.iter().map(|c| c.numer() * (&den / c.denom())).collect();
        let single = num.iter().filter(|c| !c.is_zero()).count() == 1;
        if den.is_one() {
            return Tex(sum(&num, name));
        }
        let sign = if single && num.iter().any(Signed::is_negative) {
            "-"
        } else {
            ""
        };
        let num: Vec<Int> = if sign.is_empty() {
            num
        } else {
            num.iter().map(|c| -c).collect()
        };
        Tex(format!(
            "{sign}\\frac{{{}}}{{{}}}",
            sum(&num, name),
            integer(&den)
        ))
    }
    /// The exact form if it is short, else `\approx` its rounding to ten decimals.
    pub fn short(&self, n: &Num) -> Result<Tex, ReportError> {
        let exact = self.exact(n);
        if escape::width(&exact.0) <= FULL_WIDTH && !exact.0.contains("\\ldots") {
            return Ok(exact);
        }
        Ok(Tex(format!("{{\\approx}}{}", self.decimal(n, 10)?)))
    }
    /// Is the exact form short enough to be printed?
    pub fn is_short(&self, n: &Num) -> bool {
        let exact = self.exact(n);
        escape::width(&exact.0) <= FULL_WIDTH && !exact.0.contains("\\ldots")
    }
    /// The decimal correctly rounded to `digits` places.
    pub fn decimal(&self, n: &Num, digits: u32) -> Result<String, ReportError> {
        let number = self.number(n);
        if let Some(r) = number.to_rational() {
            return Ok(decimal_of_scaled(&round_scaled(&r, digits), digits));
        }
        let mut bits = digits * 4 + 16;
        while bits < MAX_BITS {
            let (lo, hi) = number.enclosure(bits);
            let (a, b) = (round_scaled(&lo, digits), round_scaled(&hi, digits));
            if a == b {
                return Ok(decimal_of_scaled(&a, digits));
            }
            bits += 64;
        }
        Err(ReportError::Malformed("a number that cannot be rounded"))
    }
    /// `=` with the exact form and `\approx` with the decimal, or the decimal alone where it says everything.
    pub fn exact_and_decimal(&self, n: &Num, digits: u32) -> Result<Tex, ReportError> {
        let exact = self.short(n)?;
        match n.to_rational() {
            Some(r) if r.denom().is_one() => Ok(exact),
            _ if exact.0.starts_with("{\\approx}") => Ok(exact),
            Some(r) if (&r * rat_int(Int::from(10).pow(digits))).is_integer() => {
                let decimal = self.decimal(n, digits)?;
                Ok(Tex(format!("{exact}={}", decimal.trim_end_matches('0'))))
            }
            _ => Ok(Tex(format!(
                "{}\\approx{}",
                exact,
                self.visible(n, digits)?
            ))),
        }
    }
    /// The rounding to `digits` places, or `a\times10^{-e}` with four significant digits where that has none or one.
    fn visible(&self, n: &Num, digits: u32) -> Result<String, ReportError> {
        let text = self.decimal(n, digits)?;
        let shown = text.trim_start_matches(['-', '0', '.']);
        if shown.len() > 1 || self.number(n).is_zero() {
            return Ok(text);
        }
        let mut places = digits;
        loop {
            places += 4;
            let longer = self.decimal(n, places)?;
            let start = longer.trim_start_matches(['-', '0', '.']);
            if start.len() >= 4 {
                let exponent = places as usize + 1 - start.len();
                let exponent = exponent as u32;
                return Ok(scientific(&self.decimal(n, exponent + 3)?));
            }
        }
    }
}

/// The positive rational with four significant digits, correctly rounded: `0.6036`, `3.000\times10^{-6}`.
pub fn significant(r: &Rat) -> String {
    let mut places = 4;
    while round_scaled(r, places) < Int::from(1000) && places < 4_000 {
        places += 1;
    }
    let text = decimal_of_scaled(&round_scaled(r, places), places);
    if places <= 6 { text } else { scientific(&text) }
}

/// `0.00000300` as `3.00\times10^{-6}`.
fn scientific(decimal: &str) -> String {
    let sign = if decimal.starts_with('-') { "-" } else { "" };
    let part = decimal.split('.').nth(1).unwrap_or_default();
    let digits = part.trim_start_matches('0');
    let exponent = part.len() - digits.len() + 1;
    let (first, rest) = digits.split_at(digits.len().min(1));
    format!("{sign}{first}.{rest}\\times10^{{-{exponent}}}")
}

/// The polynomial with these integer coefficients (constant first) in the named number: highest power first, or
/// constant first where that avoids a leading minus sign, and for square roots.
fn sum(coeffs: &[Int], name: &Tex) -> String {
    let leads = coeffs.last().is_some_and(Signed::is_negative);
    let constant = coeffs.first().is_some_and(Signed::is_positive);
    let upward = constant && (leads || name.0.starts_with("\\sqrt"));
    let mut terms: Vec<(usize, &Int)> = coeffs
        .iter()
        .enumerate()
        .filter(|(_, c)| !c.is_zero())
        .collect();
    if !upward {
        terms.reverse();
    }
    let mut out = String::new();
    for (i, c) in terms {
        let sign = if c.is_negative() {
            "-"
        } else if out.is_empty() {
            ""
        } else {
            "+"
        };
        let size = c.abs();
        let power = match i {
            0 => String::new(),
            1 => name.0.clone(),
            _ if name.0.starts_with("\\sqrt") => format!("({})^{{{i}}}", name.0),
            _ => format!("{}^{{{i}}}", name.0),
        };
        let factor = if i > 0 && size.is_one() {
            String::new()
        } else {
            integer(&size).0
        };
        // A name of several letters does not stick to its factor.
        let space = if !factor.is_empty() && power.starts_with("\\mathit") {
            "\\,"
        } else {
            ""
        };
        out.push_str(&format!("{sign}{factor}{space}{power}"));
    }
    if out.is_empty() { "0".to_string() } else { out }
}

/// The integer polynomial with these coefficients.
pub fn int_poly(coeffs: &[Integer]) -> IntPoly {
    IntPoly::new(coeffs.iter().map(|c| c.0.clone()).collect())
}

/// The root of `poly` in `interval`, correctly rounded to `digits` places.
pub fn root_decimal(
    poly: &IntPoly,
    interval: &(Ratio, Ratio),
    digits: u32,
) -> Result<String, ReportError> {
    let (mut lo, mut hi) = (interval.0.0.clone(), interval.1.0.clone());
    if let Some(n) = rounded_by_guess(poly, &lo, &hi, digits) {
        return Ok(decimal_of_scaled(&n, digits));
    }
    let mut bits = digits * 4 + 16;
    while bits < MAX_BITS {
        if lo < hi {
            if poly.sign_at(&lo) * poly.sign_at(&hi) > 0 {
                break;
            }
            (lo, hi) = refine(
                poly,
                &lo,
                &hi,
                &(rat_int(1) / Rat::from_integer(Int::one() << bits)),
            );
        }
        let (a, b) = (round_scaled(&lo, digits), round_scaled(&hi, digits));
        if a == b {
            return Ok(decimal_of_scaled(&a, digits));
        }
        bits += 64;
    }
    Err(ReportError::Malformed("a root that cannot be rounded"))
}

/// An interval with short decimal ends that holds the irrational root of `poly` in `interval` and lies inside it, so
/// that the root is the only one in it: `[1.61,1.62]`.
pub fn isolating(poly: &IntPoly, interval: &(Ratio, Ratio)) -> Tex {
    let exact = || {
        Tex(format!(
            "[{},{}]",
            slashed(&interval.0.0),
            slashed(&interval.1.0)
        ))
    };
    let (lo, hi) = (&interval.0.0, &interval.1.0);
    if lo >= hi || (lo.is_integer() && hi.is_integer()) || poly.sign_at(lo) * poly.sign_at(hi) >= 0
    {
        return exact();
    }
    let bits = Rat::from_integer(Int::one() << 128u32);
    let (a, b) = refine(poly, lo, hi, &(rat_int(1) / bits));
    for digits in 1..=24u32 {
        let scale = rat_int(Int::from(10).pow(digits));
        let (below, above) = ((&a * &scale).floor(), (&b * &scale).ceil());
        if &below / &scale >= *lo && &above / &scale <= *hi {
            let text = |r: Rat| decimal_of_scaled(&r.to_integer(), digits);
            return Tex(format!("[{},{}]", text(below), text(above)));
        }
    }
    exact()
}

/// The root of a quadratic in `interval` by radicals: `\frac{1+\sqrt{5}}{2}`; `None` for any other polynomial.
pub fn quadratic_root(poly: &IntPoly, interval: &(Ratio, Ratio)) -> Option<Tex> {
    if poly.degree() != Some(2) {
        return None;
    }
    let (a, b, c) = (poly.coeff(2), poly.coeff(1), poly.coeff(0));
    let disc: Int = &b * &b - Int::from(4) * &a * &c;
    if !disc.is_positive() || !a.is_positive() || disc > Int::from(1_000_000_000u64) {
        return None;
    }
    let vertex = Rat::new(-&b, Int::from(2) * &a);
    let plus = interval.0.0 >= vertex;
    if !plus && interval.1.0 > vertex {
        return None;
    }
    let (mut square, mut rest) = (Int::one(), disc);
    let mut p = Int::from(2);
    while &p * &p <= rest {
        while (&rest % (&p * &p)).is_zero() {
            rest /= &p * &p;
            square *= &p;
        }
        p += 1;
    }
    if rest.is_one() {
        return None;
    }
    // (-b +- square sqrt(rest)) / (2a), reduced.
    let g = b.gcd(&square).gcd(&(Int::from(2) * &a));
    let (b, s, den) = (-b / &g, square / &g, Int::from(2) * a / &g);
    let root = if s.is_one() {
        format!("\\sqrt{{{rest}}}")
    } else {
        format!("{s}\\sqrt{{{rest}}}")
    };
    let top = match (b.is_zero(), plus) {
        (true, true) => root,
        (true, false) => format!("-{root}"),
        (false, true) => format!("{b}+{root}"),
        (false, false) => format!("{b}-{root}"),
    };
    Some(Tex(if den.is_one() {
        top
    } else {
        format!("\\frac{{{top}}}{{{den}}}")
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::rational::{parse_int, rat};

    #[test]
    fn integers_are_grouped_from_five_digits_on() {
        let tex = |t: &str| integer(&parse_int(t).expect("an integer")).0;
        assert_eq!(tex("1234"), "1234");
        assert_eq!(tex("12345"), "12\\,345");
        assert_eq!(tex("-1234567"), "-1\\,234\\,567");
        assert_eq!(
            tex(&format!("12345678{}", "0".repeat(20))),
            "1.23456\\ldots\\times10^{27}"
        );
        assert_eq!(digits(&parse_int("-100").expect("an integer")), 3);
    }

    #[test]
    fn rationals_in_both_styles() {
        assert_eq!(rational(&rat(-3, 2)).0, "-\\frac{3}{2}");
        assert_eq!(rational(&rat(4, 2)).0, "2");
        assert_eq!(slashed(&rat(-3, 2)).0, "-3/2");
    }

    #[test]
    fn generators_are_spelt_as_a_paper_would() {
        let tex = |n: &str| generator(n).expect("printable").0;
        assert_eq!(tex("phi"), "{\\varphi}");
        assert_eq!(tex("sqrt(2)"), "\\sqrt{2}");
        assert_eq!(tex("r2"), "r_{2}");
        assert_eq!(tex("a_b"), "\\mathit{a\\_b}");
    }

    fn golden() -> (IntPoly, (Rat, Rat)) {
        (IntPoly::from_i64(&[-1, -1, 1]), (rat(1, 1), rat(2, 1)))
    }

    #[test]
    fn field_elements_and_their_roundings() {
        let (poly, interval) = golden();
        let numbers = Numbers::of_root(poly, interval, "phi").expect("a field");
        let n = Num(vec![rat(-1, 2), rat(1, 2)]);
        assert_eq!(numbers.exact(&n).0, "\\frac{{\\varphi}-1}{2}");
        assert_eq!(numbers.decimal(&n, 10).as_deref(), Ok("0.3090169944"));
        let half = Num::rational(rat(1, 2));
        assert_eq!(
            numbers.exact_and_decimal(&half, 4).map(|t| t.0).as_deref(),
            Ok("\\frac{1}{2}=0.5")
        );
        let third = Num::rational(rat(2, 3));
        assert_eq!(
            numbers.exact_and_decimal(&third, 4).map(|t| t.0).as_deref(),
            Ok("\\frac{2}{3}\\approx0.6667")
        );
    }

    #[test]
    fn isolating_intervals_have_short_ends_inside_the_given_ones() {
        let (poly, _) = golden();
        let tex = |a: Rat, b: Rat| isolating(&poly, &(Ratio(a), Ratio(b))).0;
        assert_eq!(tex(rat(1, 1), rat(2, 1)), "[1,2]");
        assert_eq!(tex(rat(25, 16), rat(53, 32)), "[1.61,1.62]");
        assert_eq!(
            tex(rat(161803, 100000), rat(161804, 100000)),
            "[1.61803,1.61804]"
        );
    }

    #[test]
    fn quadratic_roots_by_radicals() {
        let root = |c: &[i64], a: i64, b: i64| {
            let interval = (Ratio(rat(a, 1)), Ratio(rat(b, 1)));
            quadratic_root(&IntPoly::from_i64(c), &interval).map(|t| t.0)
        };
        assert_eq!(
            root(&[-1, -1, 1], 1, 2).as_deref(),
            Some("\\frac{1+\\sqrt{5}}{2}")
        );
        assert_eq!(
            root(&[-1, -1, 1], -1, 0).as_deref(),
            Some("\\frac{1-\\sqrt{5}}{2}")
        );
        assert_eq!(root(&[-8, 0, 1], 2, 3).as_deref(), Some("2\\sqrt{2}"));
        assert_eq!(root(&[-1, 0, 0, 1], 0, 2), None);
    }
}
