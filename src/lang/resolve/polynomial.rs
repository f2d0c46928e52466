//! `polynomial p on [a, b]`: rational coefficients, rational ends, a self-map; `on [c, d]` after it rescales it affinely.

use super::super::tree::*;
use super::Done;
use super::number::Scope;
use crate::map::polynomial::MAX_DEGREE;
use crate::map::{PolynomialError, PolynomialMap};
use crate::num::{Rat, RatPoly};
use crate::source::Span;

impl Scope<'_, '_> {
    /// The map of a `polynomial` constructor.
    pub(super) fn polynomial_map(
        &mut self,
        expr: &Expr,
        domain: &Interval,
        rescale: &[Interval],
        whole: Span,
    ) -> Done<PolynomialMap> {
        let coeffs = self.polynomial(expr)?;
        let rational: Option<Vec<Rat>> = coeffs.iter().map(|c| c.to_rational()).collect();
        let Some(coeffs) = rational else {
            let fault = self.error(
                "OX0404",
                "a coefficient of the polynomial is not rational",
                expr.span(),
                "rational coefficients are expected",
            );
            return self.fail(fault);
        };
        let (mut a, mut b) = self.rational_interval(domain)?;
        let mut poly = RatPoly::new(coeffs);
        for interval in rescale {
            let (c, d) = self.rational_interval(interval)?;
            // h(x) = slope x + offset, and h p h^-1.
            let slope = (&d - &c) / (&b - &a);
            let offset = &c - &slope * &a;
            let back = RatPoly::new(vec![-&offset / &slope, slope.recip()]);
            let mut inner = RatPoly::zero();
            for k in poly.coeffs().iter().rev() {
                inner = &(&inner * &back) + &RatPoly::constant(k.clone());
            }
            poly = &inner.scale(&slope) + &RatPoly::constant(offset);
            (a, b) = (c, d);
        }
        let fault = match PolynomialMap::new(poly, a.clone(), b.clone()) {
            Ok(map) => return Ok(map),
            Err(PolynomialError::Constant) => self.error(
                "OX0323",
                "the polynomial is a constant",
                expr.span(),
                "a polynomial of degree at least 1 is expected",
            ),
            Err(PolynomialError::Degree(n)) => self.error(
                "OX0505",
                format!("the polynomial has degree {n}"),
                expr.span(),
                format!("polynomial maps may have degree {MAX_DEGREE}"),
            ),
            Err(PolynomialError::LeavesDomain { point, value }) => self
                .error(
                    "OX0302",
                    format!("the map leaves its domain: f({point}) = {value} is not in [{a}, {b}]"),
                    whole,
                    format!("gives {value} at x = {point}"),
                )
                .help("iteration needs a map of an interval into itself"),
        };
        self.fail(fault)
    }
    fn rational_interval(&mut self, interval: &Interval) -> Done<(Rat, Rat)> {
        let _ = self.interval(interval)?;
        Ok((self.rational(&interval.lo)?, self.rational(&interval.hi)?))
    }
}
