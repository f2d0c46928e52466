//! Expressions to exact numbers and polynomials in `x`; one field in one definition.

use super::super::program::Quantity;
use super::super::tree::*;
use super::{Done, Failed, Resolver, Value};
use crate::num::rational::{Int, rat_int};
use crate::num::{Field, Number, Rat};
use crate::source::{Diagnostic, Place, Source, Span};
use num_traits::{Signed, ToPrimitive};
use std::sync::Arc;

/// The largest exponent and degree.
const MAX_DEGREE: usize = 200;
/// The largest number, in bits.
const MAX_BITS: u64 = 200_000;

/// After so many diagnostics, names are no longer compared with all others.
const MAX_HELPED: usize = 200;

/// A polynomial in `x`, constant term first, no zeros at the end.
pub(super) type Polynomial = Vec<Number>;

/// The evaluation of one definition: everything in it lies in one number field.
pub(super) struct Scope<'r, 'a> {
    pub resolver: &'r mut Resolver<'a>,
    pub source: Arc<Source>,
    /// The first number that is not rational: its field, where it is used, and how it is written.
    first: Option<(Arc<Field>, Place, String)>,
}

impl<'a> Resolver<'a> {
    pub(super) fn scope<'r>(&'r mut self, source: &Arc<Source>) -> Scope<'r, 'a> {
        Scope {
            resolver: self,
            source: source.clone(),
            first: None,
        }
    }
    /// The value of a `let`.
    pub(super) fn constant(&mut self, source: &Arc<Source>, constant: &Let) -> Done<Number> {
        let mut scope = self.scope(source);
        match &constant.value {
            LetValue::Expr(e) => scope.number(e),
            LetValue::RootOf {
                polynomial,
                interval,
            } => scope.root_of(&constant.name.text, polynomial, interval),
        }
    }
    /// The error for a name that is not defined.
    pub(super) fn unknown_name(&self, source: &Arc<Source>, span: Span, name: &str) -> Diagnostic {
        let fault = Diagnostic::error("OX0201", format!("`{name}` is not defined")).at(
            source,
            span,
            "unknown name",
        );
        if self.diagnostics.len() > MAX_HELPED {
            return fault;
        }
        let names: Vec<&str> = self
            .values
            .keys()
            .chain(self.names.keys())
            .map(String::as_str)
            .collect();
        let near = super::super::similar::closest(name, names.iter().copied());
        let mut fault = fault.help_if(near.map(|n| format!("did you mean `{n}`?")));
        if let Some(near) = near {
            fault = fault.suggest(source, span, near);
        }
        fault
    }
}

impl Scope<'_, '_> {
    pub fn fail<T>(&mut self, diagnostic: Diagnostic) -> Done<T> {
        self.resolver.fail(diagnostic)
    }
    pub fn error(
        &self,
        code: &'static str,
        message: impl Into<String>,
        span: Span,
        label: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::error(code, message).at(&self.source, span, label)
    }
    /// The value of an expression without `x`.
    pub fn number(&mut self, expr: &Expr) -> Done<Number> {
        let mut value = self.polynomial(expr)?;
        if value.len() > 1 {
            let span = find_variable(expr).unwrap_or(expr.span());
            let fault = self.error(
                "OX0211",
                "`x` has no value here",
                span,
                "a number is expected",
            );
            return self.fail(fault.note("`x` is the variable of formulas and polynomials"));
        }
        Ok(value.pop().unwrap_or_else(Number::zero))
    }
    /// The value of an expression that must be rational.
    pub fn rational(&mut self, expr: &Expr) -> Done<Rat> {
        let value = self.number(expr)?;
        match value.to_rational() {
            Some(r) => Ok(r),
            None => {
                let fault = self.error(
                    "OX0404",
                    format!("{value} is not rational"),
                    expr.span(),
                    "a rational number is expected",
                );
                self.fail(fault)
            }
        }
    }
    fn too_large(&mut self, expr: &Expr, given: &str, what: &str, hi: u64) -> Done<u64> {
        let raise =
            (what == "an iterate").then(|| "raise the limit with --max-iterate".to_string());
        let text = format!("{given} is too large for {what}");
        let fault = self.error("OX0504", text, expr.span(), format!("at most {hi}"));
        self.fail(fault.help_if(raise))
    }
    /// The value of an expression that must be a whole number between `lo` and `hi`.
    pub fn whole(&mut self, expr: &Expr, lo: u64, hi: u64, what: &str) -> Done<u64> {
        let value = self.rational(expr)?;
        let whole = value
            .is_integer()
            .then(|| value.to_integer().to_u64())
            .flatten();
        match whole {
            Some(n) if (lo..=hi).contains(&n) => Ok(n),
            Some(n) if n > hi => self.too_large(expr, &n.to_string(), what, hi),
            _ if value.is_integer() && value.is_positive() && whole.is_none() => {
                self.too_large(expr, "this", what, hi)
            }
            _ => {
                let label = format!("a whole number from {lo} on is expected");
                let fault = self.error(
                    "OX0318",
                    format!("{what} cannot be {value}"),
                    expr.span(),
                    label,
                );
                self.fail(fault)
            }
        }
    }
    /// The polynomial in `x` that an expression is.
    pub fn polynomial(&mut self, expr: &Expr) -> Done<Polynomial> {
        let span = expr.span();
        let value = match &expr.kind {
            ExprKind::Number(text) => vec![literal(text)],
            ExprKind::Name(name) if name == "x" => vec![Number::zero(), Number::one()],
            ExprKind::Name(name) => vec![self.name(name, span)?],
            ExprKind::Group(inner) => return self.polynomial(inner),
            ExprKind::Neg(inner) => self.polynomial(inner)?.iter().map(|c| -c).collect(),
            ExprKind::Sum(parts) => self.sum(parts)?,
            ExprKind::Product(parts) => self.product(parts)?,
            ExprKind::Power(base, exponent) => self.power(base, exponent)?,
            ExprKind::Call(name, arguments) => vec![self.call(name, arguments, span)?],
        };
        self.bounded(value, span)
    }
    fn sum(&mut self, parts: &[(bool, Expr)]) -> Done<Polynomial> {
        let mut total = Polynomial::new();
        for (minus, part) in parts {
            let value = self.polynomial(part)?;
            total.resize(total.len().max(value.len()), Number::zero());
            for (t, v) in total.iter_mut().zip(&value) {
                *t = if *minus { &*t - v } else { &*t + v };
            }
        }
        Ok(total)
    }
    fn product(&mut self, parts: &[(bool, Expr)]) -> Done<Polynomial> {
        let mut total = vec![Number::one()];
        for (inverse, part) in parts {
            let value = trimmed(self.polynomial(part)?);
            let value = if *inverse {
                vec![self.inverse(value, part)?]
            } else {
                value
            };
            total = self.bounded(multiply(&total, &value), part.span())?;
        }
        Ok(total)
    }
    fn inverse(&mut self, value: Polynomial, part: &Expr) -> Done<Number> {
        match value.as_slice() {
            [c] => Ok(c.recip().expect("no zeros at the end")),
            [] => {
                let fault = self.error("OX0316", "division by zero", part.span(), "this is 0");
                self.fail(fault)
            }
            _ => {
                let fault = self.error(
                    "OX0303",
                    "`x` in a denominator",
                    part.span(),
                    "must be a number",
                );
                self.fail(fault.help("formulas are affine: a*x + b"))
            }
        }
    }
    fn power(&mut self, base: &Expr, exponent: &Expr) -> Done<Polynomial> {
        let value = trimmed(self.polynomial(base)?);
        let power = self.number(exponent)?;
        let Some(power) = power
            .to_rational()
            .filter(Rat::is_integer)
            .map(|r| r.to_integer())
        else {
            let fault = self.error(
                "OX0317",
                "the exponent is not a whole number",
                exponent.span(),
                format!("this is {power}"),
            );
            return self.fail(fault.help("`sqrt(q)` or `root of ... in [a, b]` make roots"));
        };
        let value = if power.is_negative() {
            vec![self.inverse(value, base)?]
        } else {
            value
        };
        let size: u64 = value.iter().map(bits).max().unwrap_or(1) + value.len() as u64;
        let n = power.abs().to_u64().unwrap_or(u64::MAX);
        let trivial = matches!(value.as_slice(), [])
            || value == [Number::one()]
            || value == [Number::from(-1)];
        if !trivial && size.saturating_mul(n) > MAX_BITS
            || n.saturating_mul(value.len().saturating_sub(1) as u64) > MAX_DEGREE as u64
        {
            let fault = self.error(
                "OX0502",
                "this power is too large",
                exponent.span(),
                format!("exponent {power}"),
            );
            return self.fail(fault);
        }
        let n = if trivial && n > 2 { 2 + n % 2 } else { n };
        Ok(raise(value, n))
    }
    /// Refuses values beyond the limits.
    fn bounded(&mut self, value: Polynomial, span: Span) -> Done<Polynomial> {
        let value = trimmed(value);
        if value.len() > MAX_DEGREE + 1 {
            let fault = self.error(
                "OX0505",
                "the degree is too high",
                span,
                format!("at most {MAX_DEGREE}"),
            );
            return self.fail(fault);
        }
        if value.iter().any(|c| bits(c) > MAX_BITS) {
            let fault = self.error(
                "OX0502",
                "this number is too large",
                span,
                format!("more than {MAX_BITS} bits"),
            );
            return self.fail(fault);
        }
        Ok(value)
    }
    /// The value of a constant.
    fn name(&mut self, name: &str, span: Span) -> Done<Number> {
        match self.resolver.values.get(name) {
            Some(Value::Number(value)) => {
                let value = value.clone();
                self.take(value, span, name)
            }
            Some(Value::System(_)) => {
                let fault = self.error(
                    "OX0205",
                    format!("`{name}` is a map, not a number"),
                    span,
                    "a number is expected",
                );
                self.fail(fault)
            }
            Some(_) => Err(Failed),
            None if self.resolver.names.contains_key(name) => Err(Failed),
            None => {
                let fault = self.resolver.unknown_name(&self.source, span, name);
                self.fail(fault)
            }
        }
    }
    /// Admits a number into the definition: it must lie in the field of the others.
    pub fn take(&mut self, value: Number, span: Span, name: &str) -> Done<Number> {
        let Some(field) = value.field().cloned() else {
            return Ok(value);
        };
        match self.first.clone() {
            None => self.first = Some((field, Place::new(&self.source, span), name.to_string())),
            Some((first, ..)) if Arc::ptr_eq(&first, &field) || first.same(&field) => {}
            Some((first, place, by)) => {
                // Quadratic fields may be equal as sets: phi and sqrt(5).
                if let Some(moved) = value.in_field(&first) {
                    return Ok(moved);
                }
                let fault = mixed(
                    &first,
                    &place,
                    &by,
                    &field,
                    &Place::new(&self.source, span),
                    name,
                );
                return self.fail(fault);
            }
        }
        Ok(value)
    }
    /// `sqrt(q)`; nothing else can be called in a number.
    fn call(&mut self, name: &Name, arguments: &[Argument], span: Span) -> Done<Number> {
        if name.text != "sqrt" {
            let fault = self.wrong_call(name);
            return self.fail(fault);
        }
        let [Argument::Expr(inner)] = arguments else {
            let fault = self.error("OX0204", "`sqrt` takes one number", span, "as in sqrt(2)");
            return self.fail(fault);
        };
        let square = self.rational(inner)?;
        if square.is_negative() {
            let fault = self.error(
                "OX0402",
                format!("{square} has no real square root"),
                inner.span(),
                "negative",
            );
            return self.fail(fault);
        }
        let value = self.resolver.square_root(&square);
        let text = self.source.slice(span).to_string();
        self.take(value, span, &text)
    }
    fn wrong_call(&self, name: &Name) -> Diagnostic {
        let text = &name.text;
        let fault = self.error(
            "OX0203",
            format!("`{text}` is not a function of numbers"),
            name.at.0,
            "only `sqrt` can stand here",
        );
        if Quantity::from_word(text).is_some() {
            return fault.note(format!(
                "`{text}` is a quantity of maps: it can stand in a claim"
            ));
        }
        if matches!(self.resolver.values.get(text), Some(Value::Number(_))) {
            return fault.help(format!("write {text} * (...) for the product"));
        }
        if text == "x" {
            fault.help("write x * (...) for the product")
        } else {
            fault
        }
    }
}

/// The error for numbers of two fields in one definition.
fn mixed(
    first: &Field,
    place: &Place,
    by: &str,
    second: &Field,
    other: &Place,
    name: &str,
) -> Diagnostic {
    let generator = |f: &Field| {
        format!(
            "Q({}), {} the root of {} in [{}, {}]",
            f.name(),
            f.name(),
            f.poly(),
            f.interval().0,
            f.interval().1
        )
    };
    let mut fault = Diagnostic::error(
        "OX0401",
        format!("`{by}` and `{name}` lie in different number fields"),
    )
    .at(
        &other.source,
        other.span,
        format!("in Q({})", second.name()),
    );
    fault = fault.also(&place.source, place.span, format!("in Q({})", first.name()));
    fault
        .note(generator(first))
        .note(generator(second))
        .help("the numbers of one map lie in the field of one generator")
}

/// The exact value of a literal of digits, perhaps with a point and more digits.
pub(super) fn literal(text: &str) -> Number {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits: Int = format!("{whole}{part}")
        .parse()
        .expect("the lexer lets only digits through");
    Number::from(rat_int(digits) / rat_int(Int::from(10).pow(part.len() as u32)))
}

/// The size of a number: the bits of its largest integer, for each coefficient.
fn bits(value: &Number) -> u64 {
    let (num, den) = value.numerators();
    num.iter().map(Int::bits).max().unwrap_or(0).max(den.bits()) * num.len().max(1) as u64
}

fn trimmed(mut value: Polynomial) -> Polynomial {
    while value.last().is_some_and(Number::is_zero) {
        value.pop();
    }
    value
}

fn multiply(a: &Polynomial, b: &Polynomial) -> Polynomial {
    if a.is_empty() || b.is_empty() {
        return Polynomial::new();
    }
    let mut out = vec![Number::zero(); a.len() + b.len() - 1];
    for (i, x) in a.iter().enumerate() {
        for (j, y) in b.iter().enumerate() {
            out[i + j] = &out[i + j] + x * y;
        }
    }
    out
}

fn raise(mut base: Polynomial, mut n: u64) -> Polynomial {
    let mut out = vec![Number::one()];
    while n > 0 {
        if n & 1 == 1 {
            out = multiply(&out, &base);
        }
        n >>= 1;
        if n > 0 {
            base = multiply(&base, &base);
        }
    }
    out
}

/// The first `x` of an expression.
fn find_variable(expr: &Expr) -> Option<Span> {
    match &expr.kind {
        ExprKind::Name(name) if name == "x" => Some(expr.span()),
        ExprKind::Neg(e) | ExprKind::Group(e) => find_variable(e),
        ExprKind::Sum(parts) | ExprKind::Product(parts) => {
            parts.iter().find_map(|(_, e)| find_variable(e))
        }
        ExprKind::Power(a, b) => find_variable(a).or_else(|| find_variable(b)),
        _ => None,
    }
}
