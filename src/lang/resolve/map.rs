//! Maps by formulas and vertices, orbits, and what every map must satisfy.

use super::super::tree::*;
use super::number::Scope;
use super::{Done, Failed, Resolver, Value};
use crate::map::{MapError, PiecewiseLinear, System, families};
use crate::num::Number;
use crate::source::{Diagnostic, Source, Span};
use std::sync::Arc;

/// Where the vertices of a map are written: `(x, span)`, for errors about a point.
pub(super) type Places = Vec<(Number, Span)>;

impl Resolver<'_> {
    /// The value of a `map` statement.
    pub(super) fn map(&mut self, source: &Arc<Source>, map: &Map, statement: Span) -> Done<Value> {
        if let MapBody::Constructor(Constructor {
            kind: ConstructorKind::Polynomial(poly, domain),
            at,
        }) = &map.body
        {
            let mut scope = self.scope(source);
            let built = scope.polynomial_map(poly, domain, &map.rescale, at.0)?;
            return Ok(Value::System(System::Polynomial(Box::new(built))));
        }
        let mut scope = self.scope(source);
        let mut rescale: Vec<&Interval> = map.rescale.iter().collect();
        let (mut line, places) = match &map.body {
            MapBody::Formulas { domain, formulas } => scope.formulas(domain, formulas)?,
            MapBody::Vertices(vertices) => scope.vertices(vertices)?,
            MapBody::Constructor(Constructor {
                kind: ConstructorKind::Network(file),
                ..
            }) => (scope.network(file, &mut rescale)?, Vec::new()),
            MapBody::Constructor(c) => (scope.constructor(c)?, Vec::new()),
        };
        let whole = match &map.body {
            MapBody::Constructor(c) => c.at.0,
            _ => statement,
        };
        scope.check_size(&line, whole)?;
        scope.check_self_map(&line, &places, whole)?;
        for interval in rescale {
            line = scope.rescale(&line, interval)?;
        }
        Ok(Value::System(System::Map(line)))
    }
    /// The value of an `orbit` statement.
    pub(super) fn orbit(&mut self, source: &Arc<Source>, orbit: &Orbit) -> Done<System> {
        let mut scope = self.scope(source);
        let mut line = scope.cycle(&orbit.points)?;
        for interval in &orbit.rescale {
            line = scope.rescale(&line, interval)?;
        }
        let Some(expr) = &orbit.lipschitz else {
            return Ok(System::Orbit {
                line,
                lipschitz: None,
            });
        };
        let given = scope.number(expr)?;
        let steepest = line.lipschitz();
        if given < steepest {
            let label = format!("at least {steepest} is needed");
            let fault = scope
                .error(
                    "OX0312",
                    format!("no map through this orbit has Lipschitz constant {given}"),
                    expr.span(),
                    label,
                )
                .note(format!(
                    "the steepest chord between neighbouring points has slope {steepest}"
                ));
            return scope.fail(fault);
        }
        Ok(System::Orbit {
            line,
            lipschitz: Some(given),
        })
    }
}

impl Scope<'_, '_> {
    pub fn interval(&mut self, interval: &Interval) -> Done<(Number, Number)> {
        let (lo, hi) = (self.number(&interval.lo)?, self.number(&interval.hi)?);
        if lo >= hi {
            let fault = self.error(
                "OX0306",
                format!("[{lo}, {hi}] is not an interval"),
                interval.at.0,
                "the left end must be smaller",
            );
            return self.fail(fault);
        }
        Ok((lo, hi))
    }
    /// An affine expression as slope and offset.
    pub fn affine(&mut self, expr: &Expr) -> Done<(Number, Number)> {
        let poly = self.polynomial(expr)?;
        if poly.len() > 2 {
            let label = format!("of degree {} in x", poly.len() - 1);
            let fault = self
                .error("OX0303", "the formula is not affine", expr.span(), label)
                .help("on each interval a map is a*x + b; `polynomial ... on [a, b]` is for other maps");
            return self.fail(fault);
        }
        let at = |i: usize| poly.get(i).cloned().unwrap_or_else(Number::zero);
        Ok((at(1), at(0)))
    }
    /// Evaluates everything, so that independent faults are all reported.
    fn all<T, U>(
        &mut self,
        items: &[T],
        mut f: impl FnMut(&mut Self, &T) -> Done<U>,
    ) -> Done<Vec<U>> {
        let values: Vec<Done<U>> = items.iter().map(|i| f(self, i)).collect();
        values.into_iter().collect()
    }
    fn vertices(&mut self, vertices: &[(Expr, Expr)]) -> Done<(PiecewiseLinear, Places)> {
        let values = self.all(vertices, |s, (x, y)| {
            let (x, y) = (s.number(x), s.number(y));
            Ok((x?, y?))
        })?;
        let places: Places = values
            .iter()
            .zip(vertices)
            .map(|((x, _), (e, y))| (x.clone(), e.span().to(y.span())))
            .collect();
        if values.len() < 2 {
            let fault = self.error(
                "OX0309",
                "a map needs at least two vertices",
                places[0].1,
                "only this one",
            );
            return self.fail(fault);
        }
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by(|&a, &b| values[a].0.cmp(&values[b].0).then(a.cmp(&b)));
        if let Some(w) = order.windows(2).find(|w| values[w[0]].0 == values[w[1]].0) {
            let fault = self
                .error(
                    "OX0307",
                    format!("two vertices at x = {}", values[w[0]].0),
                    places[w[1]].1,
                    "again here",
                )
                .also(&self.source, places[w[0]].1, "first here");
            return self.fail(fault);
        }
        let line = PiecewiseLinear::new(values);
        Ok((self.built(line, places[0].1)?, places))
    }
    fn formulas(
        &mut self,
        domain: &Interval,
        formulas: &[(Interval, Expr)],
    ) -> Done<(PiecewiseLinear, Places)> {
        let ends = self.interval(domain);
        let mut pieces = self.all(formulas, |s, (interval, expr)| {
            let (ends, formula) = (s.interval(interval), s.affine(expr));
            let ((lo, hi), (slope, offset)) = (ends?, formula?);
            Ok(Piece {
                at_lo: &slope * &lo + &offset,
                at_hi: &slope * &hi + &offset,
                lo,
                hi,
                interval: interval.at.0,
                formula: expr.span(),
            })
        })?;
        let ends = ends?;
        pieces.sort_by(|a, b| a.lo.cmp(&b.lo).then(a.hi.cmp(&b.hi)));
        self.check_cover(domain, &ends, &pieces)?;
        self.check_joints(&pieces)?;
        let mut vertices = vec![(pieces[0].lo.clone(), pieces[0].at_lo.clone())];
        vertices.extend(pieces.iter().map(|p| (p.hi.clone(), p.at_hi.clone())));
        let mut places = vec![(pieces[0].lo.clone(), pieces[0].formula)];
        places.extend(pieces.iter().map(|p| (p.hi.clone(), p.formula)));
        let line = PiecewiseLinear::new(vertices);
        Ok((self.built(line, domain.at.0)?, places))
    }
    /// The intervals of the formulas lie side by side and fill the domain.
    fn check_cover(
        &mut self,
        domain: &Interval,
        ends: &(Number, Number),
        pieces: &[Piece],
    ) -> Done<()> {
        let (first, last) = (&pieces[0], &pieces[pieces.len() - 1]);
        let mut faults = Vec::new();
        for (outside, end, inner, which) in [
            (first.lo < ends.0, &ends.0, first, "left"),
            (last.hi > ends.1, &ends.1, last, "right"),
        ] {
            if outside {
                let fault = self.error(
                    "OX0305",
                    format!("the interval leaves the domain at its {which} end {end}"),
                    inner.interval,
                    "too long",
                );
                faults.push(fault.also(&self.source, domain.at.0, "the domain"));
            }
        }
        let mut gap = |lo: &Number, hi: &Number, at: Span| {
            let fault = self.error(
                "OX0304",
                format!("no formula between {lo} and {hi}"),
                at,
                "the gap is beside this interval",
            );
            faults.push(fault.also(&self.source, domain.at.0, "the domain"));
        };
        if first.lo > ends.0 {
            gap(&ends.0, &first.lo, first.interval);
        }
        for w in pieces.windows(2).filter(|w| w[0].hi < w[1].lo) {
            gap(&w[0].hi, &w[1].lo, w[1].interval);
        }
        if last.hi < ends.1 {
            gap(&last.hi, &ends.1, last.interval);
        }
        for w in pieces.windows(2).filter(|w| w[0].hi > w[1].lo) {
            let fault = self.error(
                "OX0305",
                format!(
                    "two formulas between {} and {}",
                    w[1].lo,
                    (&w[0].hi).min(&w[1].hi)
                ),
                w[1].interval,
                "overlaps",
            );
            faults.push(fault.also(&self.source, w[0].interval, "with this interval"));
        }
        let fine = faults.is_empty();
        self.resolver.diagnostics.extend(faults);
        if fine { Ok(()) } else { Err(Failed) }
    }
    /// Neighbouring formulas agree where they meet.
    fn check_joints(&mut self, pieces: &[Piece]) -> Done<()> {
        let mut fine = true;
        for w in pieces.windows(2).filter(|w| w[0].at_hi != w[1].at_lo) {
            let (left, right) = (&w[0], &w[1]);
            let joint = &right.lo;
            let mut help = "a map must be continuous".to_string();
            if right.at_hi.is_zero() && !right.at_lo.is_zero() {
                let text = self.source.slice(right.formula);
                let factor = &left.at_hi / &right.at_lo;
                let factor = factor.to_string();
                let factor = if factor.contains(' ') {
                    format!("({factor})")
                } else {
                    factor
                };
                help = format!("{help}; did you mean {factor}*({text})?");
            }
            let fault = self
                .error(
                    "OX0301",
                    format!("the two formulas disagree at the joint x = {joint}"),
                    right.formula,
                    format!("gives {} at x = {joint}", right.at_lo),
                )
                .also(
                    &self.source,
                    left.formula,
                    format!("gives {} at x = {joint}", left.at_hi),
                );
            self.resolver.diagnostics.push(fault.help(help));
            fine = false;
        }
        if fine { Ok(()) } else { Err(Failed) }
    }
    /// The connect-the-dots map of a cycle; the closing point may be written or not.
    pub fn cycle(&mut self, points: &[Expr]) -> Done<PiecewiseLinear> {
        let mut values = self.all(points, |s, p| s.number(p))?;
        if values.len() > 2 && values.first() == values.last() {
            values.pop();
        }
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by(|&a, &b| values[a].cmp(&values[b]).then(a.cmp(&b)));
        if let Some(w) = order.windows(2).find(|w| values[w[0]] == values[w[1]]) {
            let fault = self
                .error(
                    "OX0308",
                    format!("the cycle repeats the point {}", values[w[0]]),
                    points[w[1]].span(),
                    "again here",
                )
                .also(&self.source, points[w[0]].span(), "first here")
                .note("only the first point may be repeated, at the end");
            return self.fail(fault);
        }
        let line = families::cycle(&values);
        self.built(line, points[0].span().to(points[points.len() - 1].span()))
    }
    /// The affine change of the domain to `interval`.
    fn rescale(&mut self, line: &PiecewiseLinear, interval: &Interval) -> Done<PiecewiseLinear> {
        let (lo, hi) = self.interval(interval)?;
        let slope = (&hi - &lo) / (line.right() - line.left());
        let offset = &lo - &slope * line.left();
        let changed = line.conjugate(&slope, &offset);
        self.built(changed, interval.at.0)
    }
    fn check_size(&mut self, line: &PiecewiseLinear, span: Span) -> Done<()> {
        let (n, limit) = (line.vertices().len(), self.resolver.limits.max_vertices);
        if n > limit {
            let fault = too_many(self.error(
                "OX0503",
                format!("the map has more than {limit} vertices"),
                span,
                format!("{n} of them"),
            ));
            return self.fail(fault);
        }
        Ok(())
    }
    /// `f([a,b])` lies in `[a,b]`.
    pub(super) fn check_self_map(
        &mut self,
        line: &PiecewiseLinear,
        places: &Places,
        whole: Span,
    ) -> Done<()> {
        let Err(MapError::LeavesDomain { point, value }) = line.check_self_map() else {
            return Ok(());
        };
        let span = places
            .iter()
            .find(|(x, _)| *x == point)
            .map_or(whole, |(_, s)| *s);
        let message = format!(
            "the map leaves its domain: f({point}) = {value} is not in [{}, {}]",
            line.left(),
            line.right()
        );
        let fault = self.error(
            "OX0302",
            message,
            span,
            format!("gives {value} at x = {point}"),
        );
        self.fail(fault.help("iteration needs a map of an interval into itself"))
    }
    /// The map, or what a construction found wrong with it.
    pub fn built(
        &mut self,
        line: Result<PiecewiseLinear, MapError>,
        span: Span,
    ) -> Done<PiecewiseLinear> {
        let error = match line {
            Ok(line) => return Ok(line),
            Err(error) => error,
        };
        let fault = match error {
            MapError::TooFewVertices => {
                self.error("OX0309", "a map needs at least two points", span, "")
            }
            MapError::RepeatedPoint(x) => {
                self.error("OX0307", format!("the point {x} occurs twice"), span, "")
            }
            MapError::LeavesDomain { point, value } => self.error(
                "OX0302",
                format!("the map leaves its domain: f({point}) = {value}"),
                span,
                "",
            ),
            MapError::DomainMismatch { point, value } => self
                .error(
                    "OX0313",
                    "the maps cannot be composed",
                    span,
                    format!("the inner map sends {point} to {value}"),
                )
                .note(format!("{value} is outside the domain of the outer map")),
            MapError::TooManyVertices(n) => too_many(self.error(
                "OX0503",
                format!("the map has more than {n} vertices"),
                span,
                "while this is built",
            )),
            MapError::MixedFields(m) => self.error(
                "OX0401",
                format!("{} and {} generate different fields", m.first, m.second),
                span,
                "",
            ),
            MapError::Parameter { given, allowed } => self.error(
                "OX0311",
                format!("the parameter {given} is out of range"),
                span,
                format!("expected {allowed}"),
            ),
        };
        self.fail(fault)
    }
}

fn too_many(fault: Diagnostic) -> Diagnostic {
    fault.help("use a smaller parameter or raise the limit with --max-points")
}

/// One formula with its interval and its values at the two ends.
struct Piece {
    lo: Number,
    hi: Number,
    at_lo: Number,
    at_hi: Number,
    interval: Span,
    formula: Span,
}
