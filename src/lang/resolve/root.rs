//! Algebraic numbers: `root of p in [a, b]` and square roots.

use super::super::tree::{Expr, Interval};
use super::number::Scope;
use super::{Done, Resolver};
use crate::num::gcd::squarefree_part;
use crate::num::isolate::{isolate, refine};
use crate::num::rational::{Int, decimal_of_scaled, floor_root, rat_int, round_scaled};
use crate::num::root::{Root, RootError};
use crate::num::{Field, IntPoly, Number, Rat, RatPoly};
use num_traits::{One, Zero};
use std::sync::Arc;

/// The largest degree of a polynomial whose root may be named.
const MAX_ROOT_DEGREE: usize = 100;

impl Scope<'_, '_> {
    /// The root of `polynomial` in `interval`, called `name`.
    pub fn root_of(&mut self, name: &str, polynomial: &Expr, interval: &Interval) -> Done<Number> {
        let span = polynomial.span();
        let coeffs = self.polynomial(polynomial)?;
        let rational: Option<Vec<Rat>> = coeffs.iter().map(Number::to_rational).collect();
        let Some(rational) = rational else {
            let fault = self.error(
                "OX0404",
                "the coefficients are not rational",
                span,
                "a polynomial over Q is expected",
            );
            return self.fail(fault);
        };
        let poly = RatPoly::new(rational).to_primitive();
        let degree = poly.degree().unwrap_or(0);
        if degree > MAX_ROOT_DEGREE {
            let label = format!("at most {MAX_ROOT_DEGREE}");
            let fault = self.error(
                "OX0505",
                format!("the degree {degree} is too high"),
                span,
                label,
            );
            return self.fail(fault);
        }
        let (lo, hi) = (self.rational(&interval.lo)?, self.rational(&interval.hi)?);
        let fault = match Field::from_root(&poly, &lo, &hi, name) {
            Ok(Root::Rational(value)) => return Ok(Number::from(value)),
            Ok(Root::Field(field)) => return Ok(Number::generator(&self.resolver.shared(field))),
            Err(RootError::Zero | RootError::Constant) => self.error(
                "OX0404",
                "this is not a polynomial in `x`",
                span,
                "no `x` in it",
            ),
            Err(RootError::EmptyInterval) => {
                let message = format!("[{lo}, {hi}] is not an interval");
                self.error(
                    "OX0306",
                    message,
                    interval.at.0,
                    "the left end must be smaller",
                )
            }
            Err(RootError::None) => self.wrong_count(&poly, 0, polynomial, interval),
            Err(RootError::Several(n)) => self.wrong_count(&poly, n, polynomial, interval),
            Err(RootError::TooLarge) => {
                let fault = self.error(
                    "OX0405",
                    "the polynomial could not be factored",
                    span,
                    "its factors are needed",
                );
                fault.help("name the irreducible factor itself")
            }
        };
        self.fail(fault)
    }
    fn wrong_count(
        &self,
        poly: &IntPoly,
        roots: usize,
        polynomial: &Expr,
        interval: &Interval,
    ) -> crate::source::Diagnostic {
        let (code, count) = if roots == 0 {
            ("OX0402", "no root".to_string())
        } else {
            ("OX0403", format!("{roots} roots"))
        };
        let fault = self
            .error(
                code,
                format!("{poly} has {count} in {}", self.source.slice(interval.at.0)),
                interval.at.0,
                format!("{count} here"),
            )
            .also(&self.source, polynomial.span(), "this polynomial");
        let simple = squarefree_part(poly);
        let all = isolate(&simple);
        if all.is_empty() {
            return fault.note("it has no real root at all");
        }
        let near: Vec<String> = all
            .iter()
            .take(6)
            .map(|(lo, hi)| approximate(&simple, lo, hi))
            .collect();
        let more = if all.len() > near.len() { ", ..." } else { "" };
        fault
            .note(format!("its real roots: {}{more}", near.join(", ")))
            .help("choose an interval around exactly one of them")
    }
}

/// A root for a message: exact if it has at most three decimals, else rounded to them.
fn approximate(poly: &IntPoly, lo: &Rat, hi: &Rat) -> String {
    let width = Rat::new(Int::one(), Int::from(100_000));
    let (lo, hi) = refine(poly, lo, hi, &width);
    let scaled = round_scaled(&((lo + hi) / rat_int(2)), 3);
    let rounded = Rat::new(scaled.clone(), Int::from(1_000));
    if poly.sign_at(&rounded) == 0 {
        rounded.to_string()
    } else {
        format!("about {}", decimal_of_scaled(&scaled, 3))
    }
}

impl Resolver<'_> {
    /// The field, or an equal one of the same name that is in use already.
    fn shared(&mut self, field: Arc<Field>) -> Arc<Field> {
        if let Some(same) = self
            .fields
            .iter()
            .find(|f| f.name() == field.name() && f.same(&field))
        {
            return same.clone();
        }
        self.fields.push(field.clone());
        field
    }
    /// `sqrt(q)` for `q >= 0`: rational, or a rational multiple of the square root of an integer without small square factors.
    pub(super) fn square_root(&mut self, q: &Rat) -> Number {
        let (mut inside, mut outside) = (q.numer() * q.denom(), Int::one());
        let root = floor_root(&inside, 2);
        if &root * &root == inside {
            return Number::from(Rat::new(root, q.denom().clone()));
        }
        for p in 2..1_000u32 {
            let square = Int::from(p * p);
            while (&inside % &square).is_zero() {
                inside /= &square;
                outside *= p;
            }
        }
        let root = floor_root(&inside, 2);
        let poly = IntPoly::new(vec![-inside.clone(), Int::zero(), Int::one()]);
        let name = format!("sqrt({inside})");
        let interval = (rat_int(root.clone()), rat_int(root + 1));
        let field = self.shared(Field::new(poly, interval, &name));
        Number::generator(&field) * Number::from(Rat::new(outside, q.denom().clone()))
    }
}
