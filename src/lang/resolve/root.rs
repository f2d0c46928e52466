//! Algebraic numbers: `root of p in [a, b]` and square roots.

use super::super::tree::{Expr, Interval};
use super::number::Scope;
use super::{Done, Resolver};
use crate::num::isolate::{count_roots, isolate, sturm_chain};
use crate::num::rational::{Int, floor_root, rat_int};
use crate::num::{Field, IntPoly, Number, Rat, RatPoly, factor};
use num_traits::{One, Zero};

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
        if degree == 0 {
            let fault = self.error(
                "OX0404",
                "this is not a polynomial in `x`",
                span,
                "no `x` in it",
            );
            return self.fail(fault);
        }
        if degree > MAX_ROOT_DEGREE {
            let fault = self.error(
                "OX0505",
                format!("the degree {degree} is too high"),
                span,
                format!("at most {MAX_ROOT_DEGREE}"),
            );
            return self.fail(fault);
        }
        let (lo, hi) = (self.rational(&interval.lo)?, self.rational(&interval.hi)?);
        if lo >= hi {
            let fault = self.error(
                "OX0306",
                format!("[{lo}, {hi}] is not an interval"),
                interval.at.0,
                "the left end must be smaller",
            );
            return self.fail(fault);
        }
        let roots = roots_in(&poly, &lo, &hi);
        if roots != 1 {
            let fault = self.wrong_count(&poly, roots, polynomial, interval);
            return self.fail(fault);
        }
        self.resolver.root(name, &poly, lo, hi).map_or_else(
            || {
                let fault = self.error(
                    "OX0405",
                    "the polynomial could not be factored",
                    span,
                    "its factors are needed",
                );
                self.fail(fault)
            },
            Ok,
        )
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
        let all = isolate(poly);
        if all.is_empty() {
            return fault.note("it has no real root at all");
        }
        let near: Vec<String> = all
            .iter()
            .take(6)
            .map(|(lo, hi)| approximate(poly, lo, hi))
            .collect();
        let more = if all.len() > near.len() { ", ..." } else { "" };
        fault
            .note(format!("its real roots: {}{more}", near.join(", ")))
            .help("choose an interval around exactly one of them")
    }
}

/// The number of distinct roots in the closed interval.
fn roots_in(poly: &IntPoly, lo: &Rat, hi: &Rat) -> usize {
    count_roots(&sturm_chain(poly), lo, hi) + usize::from(poly.sign_at(lo) == 0)
}

/// A root to three decimals, for a message.
fn approximate(poly: &IntPoly, lo: &Rat, hi: &Rat) -> String {
    let square_free = square_free(poly);
    let (lo, hi) = crate::num::isolate::refine(
        &square_free,
        lo,
        hi,
        &Rat::new(Int::one(), Int::from(100_000)),
    );
    let middle = (lo + hi) / rat_int(2);
    let text = crate::num::rational::decimal(&middle, 3);
    format!("{}{text}", if middle.is_integer() { "" } else { "about " })
}

/// The product of the distinct irreducible factors: `f / gcd(f, f')`.
fn square_free(poly: &IntPoly) -> IntPoly {
    let (mut a, mut b) = (poly.to_rat(), poly.derivative().to_rat());
    while !b.is_zero() {
        let r = a.div_rem(&b).1.monic();
        (a, b) = (b, r);
    }
    poly.to_rat().div_rem(&a).0.to_primitive()
}

impl Resolver<'_> {
    /// The only root of `poly` in `[lo, hi]`; `None` if the factor that it is a root of could not be found.
    fn root(&mut self, name: &str, poly: &IntPoly, lo: Rat, hi: Rat) -> Option<Number> {
        let factors = factor::factor(&square_free(poly)).factors;
        let own = factors
            .into_iter()
            .map(|(f, _)| f)
            .find(|f| roots_in(f, &lo, &hi) == 1)?;
        if own.degree() == Some(1) {
            return Some(Number::from(-Rat::new(own.coeff(0), own.coeff(1))));
        }
        if let Some(rational) = rational_root(&own, &lo, &hi) {
            return Some(Number::from(rational));
        }
        Some(Number::generator(&self.field(own, lo, hi, name)))
    }
    /// The field, shared with an equal one that is in use.
    fn field(&mut self, poly: IntPoly, lo: Rat, hi: Rat, name: &str) -> std::sync::Arc<Field> {
        let field = Field::new(poly, (lo, hi), name);
        if let Some(same) = self
            .fields
            .iter()
            .find(|f| f.name() == name && f.same(&field))
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
        let field = self.field(poly, rat_int(root.clone()), rat_int(root + 1), &name);
        Number::generator(&field) * Number::from(Rat::new(outside, q.denom().clone()))
    }
}

/// A rational root in the interval, where `poly` has exactly one root: its denominator divides the leading coefficient.
fn rational_root(poly: &IntPoly, lo: &Rat, hi: &Rat) -> Option<Rat> {
    if let Some(end) = [lo, hi].into_iter().find(|e| poly.sign_at(e) == 0) {
        return Some(end.clone());
    }
    let lead = rat_int(poly.leading());
    let width = (&lead * rat_int(4)).recip();
    let (lo, hi) = crate::num::isolate::refine(poly, lo, hi, &width);
    let middle = (lo + hi) / rat_int(2);
    let candidate = (middle * &lead).round() / lead;
    (poly.sign_at(&candidate) == 0).then_some(candidate)
}
