//! Obligation `field`: an integer polynomial with exactly one root in the interval, and why it is irreducible.
//!
//! Nothing else rests on irreducibility: equality is only ever claimed for equal coefficients.

use super::Checked;
use super::exact::Reals;
use super::irreducible;
use super::limits::{Budget, MAX_FIELD_DEGREE, at_most};
use super::reason::{At, Fault, Reason, ensure};
use super::roots::Root;
use crate::certificate::{Integer, MapCertificate};
use crate::num::polynomial::IntPoly;
use std::rc::Rc;

/// Checks the field and gives its arithmetic; the rationals if there is none.
pub fn check(budget: &Budget, map: &MapCertificate) -> Result<(Reals, Checked), Fault> {
    let Some(field) = &map.field else {
        return Ok((Reals::rationals(), Checked::default()));
    };
    at_most("degree of a field", field.poly.len(), MAX_FIELD_DEGREE + 1)
        .at(|| "field.poly".into())?;
    let poly = read_poly(&field.poly).at(|| "field.poly".into())?;
    ensure(poly.degree() >= Some(2), Reason::PolynomialForm).at(|| "field.poly".into())?;
    let (lo, hi) = (&field.interval.0.0, &field.interval.1.0);
    ensure(
        lo < hi,
        Reason::NoSignChange {
            ends: Box::new((lo.clone(), hi.clone())),
        },
    )
    .at(|| "field.interval".into())?;
    let mut lines = 1;
    if let Some(witness) = &field.irreducible {
        irreducible::check(&poly, witness).at(|| "field.irreducible".into())?;
        lines += 1;
    }
    let root = Root::new(budget, poly, lo, hi).at(|| "field.interval".into())?;
    Ok((Reals::at(Rc::new(root)), Checked::lines(lines)))
}

/// The polynomial with these coefficients; refused if the last one is zero.
pub fn read_poly(coeffs: &[Integer]) -> Result<IntPoly, Reason> {
    let poly = IntPoly::new(coeffs.iter().map(|c| c.0.clone()).collect());
    ensure(
        !coeffs.is_empty() && poly.coeffs().len() == coeffs.len(),
        Reason::PolynomialForm,
    )?;
    Ok(poly)
}
