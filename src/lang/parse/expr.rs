//! Expressions, arguments, intervals, names and strings.

use super::super::tree::*;
use super::grammar::Rule;
use super::{Builder, Built, MAX_NESTING, Positioned};
use crate::source::Diagnostic;

impl Builder<'_> {
    pub fn name(&self, pair: &Positioned) -> Name {
        Name {
            text: pair.as_str().to_string(),
            at: self.at(pair),
        }
    }
    pub fn text(&self, pair: &Positioned) -> Text {
        let raw = pair.as_str();
        let value = raw[1..raw.len() - 1].replace("\"\"", "\"");
        Text {
            value,
            at: self.at(pair),
        }
    }
    pub fn expr(&self, pair: Positioned) -> Built<Expr> {
        self.sum(pair, 0)
    }
    pub fn exprs<'p>(&self, pairs: impl Iterator<Item = Positioned<'p>>) -> Built<Vec<Expr>> {
        pairs.map(|p| self.expr(p)).collect()
    }
    pub fn interval(&self, pair: Positioned) -> Built<Interval> {
        let at = self.at(&pair);
        let mut ends = pair.into_inner();
        let lo = self.expr(ends.next().expect("an interval has two ends"))?;
        let hi = self.expr(ends.next().expect("an interval has two ends"))?;
        Ok(Interval { lo, hi, at })
    }
    /// `expr = term (add_op term)*`.
    fn sum(&self, pair: Positioned, depth: usize) -> Built<Expr> {
        self.chain(pair, depth, Rule::add_op, "-", Self::product, ExprKind::Sum)
    }
    /// `term = unary (mul_op unary)*`.
    fn product(&self, pair: Positioned, depth: usize) -> Built<Expr> {
        self.chain(
            pair,
            depth,
            Rule::mul_op,
            "/",
            Self::unary,
            ExprKind::Product,
        )
    }
    fn chain(
        &self,
        pair: Positioned,
        depth: usize,
        operator: Rule,
        inverse: &str,
        part: fn(&Self, Positioned, usize) -> Built<Expr>,
        make: fn(Vec<(bool, Expr)>) -> ExprKind,
    ) -> Built<Expr> {
        let at = self.at(&pair);
        let (mut parts, mut inverted) = (Vec::new(), false);
        for inner in pair.into_inner() {
            if inner.as_rule() == operator {
                inverted = inner.as_str() == inverse;
            } else {
                parts.push((inverted, part(self, inner, depth)?));
            }
        }
        match parts.len() {
            1 => Ok(parts.pop().expect("one part").1),
            _ => Ok(Expr {
                kind: make(parts),
                at,
            }),
        }
    }
    /// `unary = minus* power`.
    fn unary(&self, pair: Positioned, depth: usize) -> Built<Expr> {
        let (mut minus, mut value) = (Vec::new(), None);
        let count = pair
            .clone()
            .into_inner()
            .filter(|p| p.as_rule() == Rule::minus)
            .count();
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::minus => minus.push(self.at(&inner)),
                Rule::power => {
                    value = Some(self.power(inner, self.deeper(depth, count, minus.first())?)?)
                }
                _ => value = Some(self.atom(inner, self.deeper(depth, count, minus.first())?)?),
            }
        }
        Ok(negate(
            value.expect("a sign stands before something"),
            minus,
        ))
    }
    /// `power = atom (^ exponent)*`, from the right.
    fn power(&self, pair: Positioned, depth: usize) -> Built<Expr> {
        let at = self.at(&pair);
        let count = pair.clone().into_inner().count() - 1;
        let depth = self.deeper(depth, count, Some(&at))?;
        let mut parts = Vec::new();
        for inner in pair.into_inner() {
            parts.push(match inner.as_rule() {
                Rule::exponent => self.unary(inner, depth)?,
                _ => self.atom(inner, depth)?,
            });
        }
        let mut value = parts.pop().expect("a power has a base");
        while let Some(base) = parts.pop() {
            let at = At(base.span().to(value.span()));
            value = Expr {
                kind: ExprKind::Power(Box::new(base), Box::new(value)),
                at,
            };
        }
        Ok(value)
    }
    fn atom(&self, pair: Positioned, depth: usize) -> Built<Expr> {
        let at = self.at(&pair);
        let depth = self.deeper(depth, 1, Some(&at))?;
        let kind = match pair.as_rule() {
            Rule::number => ExprKind::Number(pair.as_str().to_string()),
            Rule::group => ExprKind::Group(Box::new(self.sum(pair.first(), depth)?)),
            _ => {
                let mut inner = pair.into_inner();
                let name = inner.next().expect("a call has a name");
                match inner.next() {
                    None => ExprKind::Name(name.as_str().to_string()),
                    Some(list) => {
                        let arguments = list
                            .into_inner()
                            .map(|a| self.argument(a, depth))
                            .collect::<Built<_>>()?;
                        ExprKind::Call(self.name(&name), arguments)
                    }
                }
            }
        };
        Ok(Expr { kind, at })
    }
    fn argument(&self, pair: Positioned, depth: usize) -> Built<Argument> {
        let at = self.at(&pair);
        match pair.as_rule() {
            Rule::list => {
                let items = pair
                    .into_inner()
                    .map(|e| self.sum(e, depth))
                    .collect::<Built<_>>()?;
                Ok(Argument::List(items, at))
            }
            Rule::named => {
                let mut inner = pair.into_inner();
                let name = self.name(&inner.next().expect("a named argument has a name"));
                let value =
                    self.argument(inner.next().expect("a named argument has a value"), depth)?;
                Ok(Argument::Named(name, Box::new(value)))
            }
            _ => Ok(parenthesised(self.sum(pair, depth)?)),
        }
    }
    fn deeper(&self, depth: usize, by: usize, at: Option<&At>) -> Built<usize> {
        if depth + by <= 4 * MAX_NESTING {
            return Ok(depth + by);
        }
        let fault = Diagnostic::error("OX0501", "signs and powers are nested too deep");
        Err(Box::new(match at {
            Some(at) => fault.at(
                self.source,
                at.0,
                format!("more than {} levels", 4 * MAX_NESTING),
            ),
            None => fault,
        }))
    }
}

fn negate(mut value: Expr, mut minus: Vec<At>) -> Expr {
    while let Some(at) = minus.pop() {
        let at = At(at.0.to(value.span()));
        value = Expr {
            kind: ExprKind::Neg(Box::new(value)),
            at,
        };
    }
    value
}

/// The named arguments, `arg_name` of the grammar. Their values may stand in brackets: `iterate (2 + 3)` looks like a call.
pub(super) const NAMED: [&str; 10] = [
    "iterate",
    "depth",
    "widths",
    "width",
    "norm",
    "tolerance",
    "error",
    "between",
    "from",
    "unit",
];

/// `depth (n)` among the arguments of a call is the named argument, not a call of `depth`.
fn parenthesised(value: Expr) -> Argument {
    let ExprKind::Call(name, arguments) = &value.kind else {
        return Argument::Expr(value);
    };
    match arguments.as_slice() {
        [Argument::Expr(inner)] if NAMED.contains(&name.text.as_str()) => {
            let group = Expr {
                kind: ExprKind::Group(Box::new(inner.clone())),
                at: inner.at,
            };
            Argument::Named(name.clone(), Box::new(Argument::Expr(group)))
        }
        _ => Argument::Expr(value),
    }
}
