//! Maps built from parameters and from other maps: `stefan(7)`, `iterate(tri, 2)`, `cycle 1 -> 2 -> 3`.

use super::super::similar::did_you_mean;
use super::super::tree::*;
use super::number::Scope;
use super::{Done, Failed, Value};
use crate::map::{PiecewiseLinear, System, families};
use crate::source::{Diagnostic, Span};

/// The constructors that are called like functions.
pub const CONSTRUCTORS: [&str; 9] = [
    "stefan",
    "tent",
    "skew_tent",
    "sawtooth",
    "increasing",
    "iterate",
    "compose",
    "conjugate",
    "constant_slope",
];

impl Scope<'_, '_> {
    /// The map that a constructor builds.
    pub fn constructor(&mut self, constructor: &Constructor) -> Done<PiecewiseLinear> {
        match &constructor.kind {
            ConstructorKind::Cycle(points) => self.cycle(points),
            ConstructorKind::Pattern(entries) => self.pattern(entries, constructor.at.0),
            ConstructorKind::Expr(expr) => self.map_of(expr),
            ConstructorKind::Network(file) => self.network(file, &mut Vec::new()),
            ConstructorKind::Polynomial(poly, _) => {
                let fault = self.error(
                    "OX0323",
                    "a polynomial is no piecewise-linear map",
                    poly.span(),
                    "a piecewise-linear map is expected",
                );
                self.fail(fault)
            }
        }
    }
    fn pattern(&mut self, entries: &[Expr], span: Span) -> Done<PiecewiseLinear> {
        let n = entries.len();
        let values: Vec<Done<u64>> = entries
            .iter()
            .map(|e| self.whole(e, 1, u64::MAX, "an entry"))
            .collect();
        let values: Vec<u64> = values.into_iter().collect::<Done<_>>()?;
        if n < 2 {
            let fault = self.error("OX0309", "a pattern needs at least two entries", span, "");
            return self.fail(fault);
        }
        for (i, v) in values.iter().enumerate() {
            let again = values[..i].iter().position(|w| w == v);
            let fault = match again {
                Some(j) => self
                    .error(
                        "OX0310",
                        format!("the entry {v} occurs twice"),
                        entries[i].span(),
                        "again here",
                    )
                    .also(&self.source, entries[j].span(), "first here"),
                None if *v > n as u64 => self.error(
                    "OX0310",
                    format!("the entry {v} is too large"),
                    entries[i].span(),
                    format!("the pattern has {n} entries"),
                ),
                None => continue,
            };
            return self.fail(fault.help(format!(
                "a pattern lists f(1), ..., f(n): each of 1 to {n} exactly once"
            )));
        }
        let images: Vec<usize> = values.iter().map(|v| *v as usize).collect();
        self.built(families::pattern(&images), span)
    }
    /// A map by its name or by a call.
    pub(super) fn map_of(&mut self, expr: &Expr) -> Done<PiecewiseLinear> {
        match &expr.kind {
            ExprKind::Name(name) => self.map_named(name, expr.span()),
            ExprKind::Group(inner) => self.map_of(inner),
            ExprKind::Call(name, arguments) => self.map_called(name, arguments, expr.span()),
            _ => {
                let fault = self
                    .error(
                        "OX0205",
                        "this is not a map",
                        expr.span(),
                        "a map is expected",
                    )
                    .help("vertices stand in braces: map f { 0 -> 1, 1 -> 0 }");
                self.fail(fault)
            }
        }
    }
    fn map_named(&mut self, name: &str, span: Span) -> Done<PiecewiseLinear> {
        let fault = match self.resolver.values.get(name) {
            Some(Value::System(System::Map(map))) => {
                let map = map.clone();
                return self.take_map(map, span, name);
            }
            Some(Value::System(System::Orbit { .. })) => {
                let fault = self.error(
                    "OX0315",
                    format!("`{name}` is an orbit, not a map"),
                    span,
                    "a map is expected",
                );
                fault.help("`cycle` makes the connect-the-dots map of an orbit")
            }
            Some(Value::System(System::Polynomial(_))) => self.error(
                "OX0323",
                format!("`{name}` is a polynomial, not a piecewise-linear map"),
                span,
                "a piecewise-linear map is expected",
            ),
            Some(Value::Number(_)) => self.error(
                "OX0205",
                format!("`{name}` is a number, not a map"),
                span,
                "a map is expected",
            ),
            Some(Value::Class(_)) => self.error(
                "OX0315",
                format!("`{name}` is a class of maps, not one map"),
                span,
                "a map is expected",
            ),
            Some(Value::Failed) => return Err(Failed),
            None if self.resolver.names.contains_key(name) => return Err(Failed),
            None if CONSTRUCTORS.contains(&name) => self.error(
                "OX0204",
                format!("`{name}` needs arguments"),
                span,
                format!("as in {}", example(name)),
            ),
            None => {
                let fault = self.resolver.unknown_name(&self.source, span, name);
                if fault.help.is_empty() {
                    fault.help_if(did_you_mean(name, CONSTRUCTORS))
                } else {
                    fault
                }
            }
        };
        self.fail(fault)
    }
    /// Admits the numbers of another map into this one.
    pub(super) fn take_map(
        &mut self,
        map: PiecewiseLinear,
        span: Span,
        name: &str,
    ) -> Done<PiecewiseLinear> {
        let mut vertices = Vec::with_capacity(map.vertices().len());
        for (x, y) in map.vertices() {
            vertices.push((
                self.take(x.clone(), span, name)?,
                self.take(y.clone(), span, name)?,
            ));
        }
        self.built(PiecewiseLinear::new(vertices), span)
    }
    fn map_called(
        &mut self,
        name: &Name,
        arguments: &[Argument],
        span: Span,
    ) -> Done<PiecewiseLinear> {
        let limits = *self.resolver.limits;
        let size = limits.max_vertices as u64;
        let text = name.text.as_str();
        match text {
            "stefan" | "increasing" | "sawtooth" => {
                let [n] = self.arguments(name, arguments, span)?;
                let n = self.whole(n, 0, size, "a length")? as usize;
                let map = match text {
                    "stefan" => families::stefan(n),
                    "increasing" => families::increasing(n),
                    _ => families::sawtooth(n),
                };
                self.built(map, arguments[0].span())
            }
            "tent" | "skew_tent" => {
                let [value] = self.arguments(name, arguments, span)?;
                let value = self.number(value)?;
                let map = if text == "tent" {
                    families::tent(&value)
                } else {
                    families::skew_tent(&value)
                };
                self.built(map, arguments[0].span())
            }
            "iterate" => {
                let [map, t] = self.arguments(name, arguments, span)?;
                let (map, t) = (
                    self.map_of(map),
                    self.whole(t, 0, limits.max_iterate, "an iterate"),
                );
                let (map, t) = (map?, t?);
                let iterate = map.iterate(t as u32, limits.max_vertices);
                self.built(iterate, span)
            }
            "compose" => {
                let [outer, inner] = self.arguments(name, arguments, span)?;
                let (outer, inner) = (self.map_of(outer), self.map_of(inner));
                let composed = outer?
                    .after(&inner?, limits.max_vertices)
                    .map(|m| m.simplified());
                self.built(composed, span)
            }
            "conjugate" => {
                let [map, by] = self.arguments(name, arguments, span)?;
                let (map, (slope, offset)) = (self.map_of(map)?, self.affine(by)?);
                if slope.is_zero() {
                    let fault = self.error(
                        "OX0314",
                        "a constant has no inverse",
                        by.span(),
                        "an affine map a*x + b with a other than 0 is expected",
                    );
                    return self.fail(fault);
                }
                self.built(map.conjugate(&slope, &offset), span)
            }
            "constant_slope" => {
                let [of] = self.arguments(name, arguments, span)?;
                self.constant_slope(of, span)
            }
            _ => {
                let words = CONSTRUCTORS.iter().copied().chain([
                    "cycle",
                    "pattern",
                    "polynomial",
                    "network",
                ]);
                let fault = self.error(
                    "OX0203",
                    format!("`{text}` makes no map"),
                    name.at.0,
                    "unknown constructor",
                );
                let fault = fault
                    .help(did_you_mean(text, words).unwrap_or_else(|| {
                        format!("maps are made by {}", CONSTRUCTORS.join(", "))
                    }));
                self.fail(fault)
            }
        }
    }
    /// Exactly `N` plain arguments.
    fn arguments<'t, const N: usize>(
        &mut self,
        name: &Name,
        arguments: &'t [Argument],
        span: Span,
    ) -> Done<[&'t Expr; N]> {
        let plain: Option<Vec<&Expr>> = arguments
            .iter()
            .map(|a| {
                if let Argument::Expr(e) = a {
                    Some(e)
                } else {
                    None
                }
            })
            .collect();
        let plain: Option<[&Expr; N]> = plain.and_then(|p| p.try_into().ok());
        match plain {
            Some(plain) => Ok(plain),
            None => {
                let plural = if N == 1 { "" } else { "s" };
                let fault: Diagnostic = self.error(
                    "OX0204",
                    format!("`{}` takes {N} argument{plural}", name.text),
                    span,
                    format!("as in {}", example(&name.text)),
                );
                self.fail(fault)
            }
        }
    }
}

/// A call to imitate.
fn example(name: &str) -> &'static str {
    match name {
        "stefan" => "stefan(7)",
        "tent" => "tent(2)",
        "skew_tent" => "skew_tent(1/3)",
        "sawtooth" => "sawtooth(3)",
        "increasing" => "increasing(7)",
        "iterate" => "iterate(f, 2)",
        "compose" => "compose(f, g)",
        "conjugate" => "conjugate(f, 1 - x)",
        _ => "constant_slope(f)",
    }
}
