//! `constant_slope(m)`: the extremal model of a map or of the connect-the-dots map of an orbit.

use super::super::tree::*;
use super::number::Scope;
use super::{Done, Value};
use crate::graph::model::{self, ModelError};
use crate::map::{PiecewiseLinear, System};
use crate::num::Field;
use crate::source::Span;
use std::sync::Arc;

impl Scope<'_, '_> {
    /// The model of a map or an orbit. Its numbers lie in `Q(rho)`, whatever field those of the original lie in.
    pub(super) fn constant_slope(&mut self, of: &Expr, span: Span) -> Done<PiecewiseLinear> {
        let source = self.source.clone();
        let mut own = self.resolver.scope(&source);
        let f = own.map_or_line(of)?;
        own.check_self_map(&f, &Vec::new(), of.span())?;
        let max_points = self.resolver.limits.max_vertices;
        let built = model::constant_slope(&f, max_points, |field| self.same_field(field));
        let fault = match built {
            Ok(model) => return self.take_map(model.map, span, "rho"),
            Err(ModelError::ZeroEntropy) => self
                .error(
                    "OX0320",
                    "the growth rate is 1, so there is no constant-slope model",
                    of.span(),
                    "a growth rate above 1 is needed",
                )
                .note("a map with slopes +-1 on intervals has no expansion to keep"),
            Err(ModelError::NotMarkov(n)) => self
                .error(
                    "OX0320",
                    format!("the map is not Markov within {n} points"),
                    of.span(),
                    "its constant-slope model has no finite description here",
                )
                .help(
                    "maps whose slopes have one size are their own models; else raise --max-points",
                ),
            Err(ModelError::Degree(n)) => self.error(
                "OX0505",
                format!("the growth rate has degree {n}"),
                of.span(),
                format!("models are built up to degree {}", model::MAX_DEGREE),
            ),
            Err(ModelError::Intervals(n)) => self.error(
                "OX0503",
                format!("the partition has {n} intervals"),
                of.span(),
                format!("models are built up to {} intervals", model::MAX_INTERVALS),
            ),
            Err(ModelError::Unfactored) => self.error(
                "OX0505",
                "the polynomial of the growth rate could not be factored",
                of.span(),
                "",
            ),
        };
        self.fail(fault)
    }
    /// A map, or the connect-the-dots map of an orbit that is named.
    fn map_or_line(&mut self, expr: &Expr) -> Done<PiecewiseLinear> {
        if let ExprKind::Name(name) = &expr.kind
            && let Some(Value::System(System::Orbit { line, .. })) = self.resolver.values.get(name)
        {
            return Ok(line.clone());
        }
        self.map_of(expr)
    }
    /// The field of a constant that generates the same field by the same root, so that the model and `phi` can meet.
    fn same_field(&self, field: &Arc<Field>) -> Arc<Field> {
        let constants = self.resolver.values.values().filter_map(|v| match v {
            Value::Number(n) => n.field(),
            _ => None,
        });
        let known = constants
            .chain(&self.resolver.fields)
            .find(|f| f.same(field));
        known.unwrap_or(field).clone()
    }
}
