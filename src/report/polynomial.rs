//! Integer polynomials as LaTeX math: one line, or broken over lines between terms.

use super::escape::{Tex, width};
use super::number::integer;
use crate::num::polynomial::IntPoly;
use num_traits::{One, Signed, Zero};

/// The terms with their signs, highest power first: `x^{3}`, `-2x`, `+1`.
fn terms(poly: &IntPoly, variable: &str) -> Vec<String> {
    let mut out = Vec::new();
    for (i, c) in poly
        .coeffs()
        .iter()
        .enumerate()
        .rev()
        .filter(|(_, c)| !c.is_zero())
    {
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
            1 => variable.to_string(),
            2..=9 => format!("{variable}^{i}"),
            _ => format!("{variable}^{{{i}}}"),
        };
        let factor = if i > 0 && size.is_one() {
            String::new()
        } else {
            integer(&size).0
        };
        out.push(format!("{sign}{factor}{power}"));
    }
    if out.is_empty() {
        out.push("0".to_string());
    }
    out
}

/// The polynomial in one line: `x^3-x^2-1`.
pub fn polynomial(poly: &IntPoly, variable: &str) -> Tex {
    Tex(terms(poly, variable).concat())
}

/// Is the polynomial a single power of the variable times a number?
fn is_monomial(poly: &IntPoly) -> bool {
    poly.coeffs().iter().filter(|c| !c.is_zero()).count() <= 1
}

/// Lines of at most `limit` digits of width, broken between terms.
fn lines(terms: &[String], limit: usize) -> Vec<String> {
    let mut out = vec![String::new()];
    for term in terms {
        let now = out.last_mut().expect("starts with one line");
        if !now.is_empty() && width(now) + width(term) > limit {
            out.push(term.clone());
        } else {
            now.push_str(term);
        }
    }
    out
}

/// `left = polynomial` for a display: in one line if it fits in `limit` digits, else `aligned` over several.
pub fn equation(left: &str, poly: &IntPoly, variable: &str, limit: usize) -> Tex {
    let lines = lines(&terms(poly, variable), limit.saturating_sub(width(left)));
    if let [one] = lines.as_slice() {
        return Tex(format!("{left}={one}"));
    }
    let body = lines.join("\\\\\n&\\quad{}");
    Tex(format!(
        "\\begin{{aligned}}\n{left}={{}}&{body}\n\\end{{aligned}}"
    ))
}

/// A product of factors with multiplicities, if it fits in `limit` digits: `x(x-1)(x^2-x-1)`.
pub fn product(factors: &[(IntPoly, u32)], limit: usize) -> Option<Tex> {
    let mut out = String::new();
    let monomials = factors.iter().filter(|f| is_monomial(&f.0));
    for (factor, multiplicity) in monomials.chain(factors.iter().filter(|f| !is_monomial(&f.0))) {
        let body = polynomial(factor, "x").0;
        let bracket = factors.len() > 1 || *multiplicity > 1;
        let body = if bracket && !is_monomial(factor) {
            format!("({body})")
        } else {
            body
        };
        let power = match multiplicity {
            1 => String::new(),
            n => format!("^{{{n}}}"),
        };
        out.push_str(&format!("{body}{power}"));
    }
    (width(&out) <= limit).then_some(Tex(out))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn p(coeffs: &[i64]) -> IntPoly {
        IntPoly::from_i64(coeffs)
    }

    #[test]
    fn signs_ones_and_powers() {
        assert_eq!(polynomial(&p(&[-1, -1, 1]), "x").0, "x^2-x-1");
        assert_eq!(polynomial(&p(&[0, 2, 0, -1]), "x").0, "-x^3+2x");
        assert_eq!(polynomial(&p(&[]), "x").0, "0");
        assert_eq!(polynomial(&p(&[-12345]), "x").0, "-12\\,345");
        let mut tall = vec![0; 11];
        tall[10] = 1;
        assert_eq!(polynomial(&p(&tall), "y").0, "y^{10}");
    }

    #[test]
    fn products_put_powers_of_x_first() {
        let factors = [(p(&[-1, 1]), 2), (p(&[0, 1]), 3)];
        assert_eq!(
            product(&factors, 80).map(|t| t.0).as_deref(),
            Some("x^{3}(x-1)^{2}")
        );
        assert_eq!(product(&factors, 3), None);
        assert_eq!(
            product(&[(p(&[-1, 1]), 1)], 80).map(|t| t.0).as_deref(),
            Some("x-1")
        );
    }

    #[test]
    fn long_equations_break_between_terms_and_lose_none() {
        let poly = p(&[1; 30]);
        let tex = equation("m(x)", &poly, "x", 40).0;
        assert!(tex.contains("aligned") && tex.matches("\\\\").count() >= 3);
        assert_eq!(tex.matches('+').count(), 29);
        assert_eq!(equation("m(x)", &p(&[1, 1]), "x", 40).0, "m(x)=x+1");
    }
}
