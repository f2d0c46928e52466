//! `assume` statements, and what a `certify` block may ask of a class of maps.

use super::super::program::{CertifyAssumed, Norm, QuantityCall};
use super::super::tree::{Assume, Certify, CertifyField, Name};
use super::{Done, Failed, Resolver, Value};
use crate::map::PeriodClass;
use crate::map::class::{Contradiction, MAX_PERIOD};
use crate::num::Rat;
use crate::source::{Place, Source, Span};
use num_traits::Signed;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a name in a claim or a `certify` statement stands for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Subject {
    /// The map or orbit with this index.
    Map(usize),
    /// The assumption with this index.
    Assumption(usize),
}

impl Subject {
    /// Makes a call one about it.
    pub(super) fn is_of(self, call: &mut QuantityCall) {
        match self {
            Subject::Map(i) => call.map = i,
            Subject::Assumption(i) => call.assumption = Some(i),
        }
    }
}

impl Resolver<'_> {
    /// The class of maps of an `assume` statement.
    pub(super) fn assume(&mut self, source: &Arc<Source>, tree: &Assume) -> Done<PeriodClass> {
        let mut scope = self.scope(source);
        let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
        let mut class = PeriodClass {
            period: 0,
            gap: None,
            lipschitz: None,
        };
        let mut fine = true;
        for (field, value) in &tree.fields {
            let word = field.text.as_str();
            if let Some(first) = seen.insert(word, field.at.0) {
                let fault = scope
                    .error(
                        "OX0115",
                        format!("`{word}` is given twice"),
                        field.at.0,
                        "again here",
                    )
                    .also(&scope.source, first, "first here");
                scope.resolver.diagnostics.push(fault);
                fine = false;
                continue;
            }
            let read = match word {
                "period" => scope
                    .whole(value, 2, MAX_PERIOD, "a period")
                    .map(|p| class.period = p),
                "gap" => scope.positive(value, "a gap").map(|g| class.gap = Some(g)),
                _ => scope
                    .positive(value, "a Lipschitz constant")
                    .map(|l| class.lipschitz = Some(l)),
            };
            fine &= read.is_ok();
        }
        if !seen.contains_key("period") {
            let fault = scope
                .error(
                    "OX0341",
                    format!("`{}` has no period", tree.name.text),
                    tree.name.at.0,
                    "`period` is missing",
                )
                .help("as in `assume any5 { period 5  gap 1/10  lipschitz 2 }`");
            return scope.fail(fault);
        }
        if !fine {
            return Err(Failed);
        }
        let place = tree.fields.iter().find(|(f, _)| f.text == "lipschitz");
        if let (Some(given), Some((_, value))) = (&class.lipschitz, place)
            && let Some(why) = class.contradiction(given)
        {
            let p = class.period;
            let note = match why {
                Contradiction::BelowOne => {
                    "the points of a cycle cannot all come closer to each other".to_string()
                }
                Contradiction::Isometry => {
                    "with constant 1 a cycle is moved by a reflection, so it has at most 2 points"
                        .to_string()
                }
                Contradiction::BelowGrowth => format!(
                    "the growth of a map with period {p} is larger, and it is at most the Lipschitz constant"
                ),
            };
            let fault = scope
                .error(
                    "OX0312",
                    format!("no map with a point of period {p} has Lipschitz constant {given}"),
                    value.span(),
                    "too small",
                )
                .note(note);
            return scope.fail(fault);
        }
        Ok(class)
    }
    /// The map, orbit or assumption that a name stands for.
    pub(super) fn subject(&mut self, source: &Arc<Source>, name: &Name) -> Done<Subject> {
        if let Some(Value::Class(_)) = self.values.get(&name.text) {
            let index = self.index.get(&name.text).ok_or(Failed)?;
            return Ok(Subject::Assumption(*index));
        }
        self.map_index(source, name).map(|(i, _)| Subject::Map(i))
    }
    /// A `certify` block about the assumption with this index.
    pub(super) fn certify_assumed(
        &mut self,
        source: &Arc<Source>,
        tree: &Certify,
        statement: Span,
        assumption: usize,
        class: &PeriodClass,
    ) -> Done<CertifyAssumed> {
        let mut out = CertifyAssumed::all(assumption, Some(Place::new(source, statement)));
        let mut scope = self.scope(source);
        let mut fine = scope.check_fields(tree);
        for (field, at) in &tree.fields {
            let read = match field {
                CertifyField::Iterates(ranges) => {
                    let limit = scope.resolver.limits.max_iterate;
                    scope
                        .ranges(ranges, limit, "an iterate")
                        .map(|t| out.iterates = t)
                }
                CertifyField::Depths(ranges) => scope.depths(ranges).map(|d| out.depths = d),
                CertifyField::Norms(names) => {
                    // Errors in all norms stand in every row.
                    let known = names
                        .iter()
                        .all(|name| Norm::from_word(&name.text).is_some());
                    if known {
                        Ok(())
                    } else {
                        scope.norms(names).map(drop)
                    }
                }
                CertifyField::Units(_) => {
                    let fault = scope.error(
                        "OX0342",
                        format!(
                            "`{}` is a class of maps: its rows have no table of other units",
                            tree.name.text
                        ),
                        at.0,
                        "only for a map or an orbit",
                    );
                    scope.fail(fault)
                }
                CertifyField::Pictures(_) | CertifyField::Detail(_) => {
                    scope.looks(field).unwrap_or(Ok(()))
                }
                CertifyField::Between(None) => Ok(()),
                CertifyField::Between(Some(_)) => {
                    let fault = scope
                        .error(
                            "OX0342",
                            format!("the levels belong to an unknown orbit of `{}`", tree.name.text),
                            at.0,
                            "no map crosses these because of its period",
                        )
                        .help("`tolerance e` asks for levels `2e` apart; it needs a `gap` of at least `2e`");
                    scope.fail(fault)
                }
                CertifyField::Tolerance(value) => {
                    scope.positive(value, "a tolerance").and_then(|e| {
                        let fits = class.gap.as_ref().is_some_and(|gap| &e + &e <= *gap);
                        if fits {
                            out.tolerance = Some(e);
                            return Ok(());
                        }
                        let (label, help) = tolerance_words(class, &tree.name.text);
                        let fault = scope
                            .error(
                                "OX0342",
                                format!("nothing is known of levels {} apart", &e + &e),
                                value.span(),
                                label,
                            )
                            .help(help);
                        scope.fail(fault)
                    })
                }
            };
            fine &= read.is_ok();
        }
        if fine { Ok(out) } else { Err(Failed) }
    }
}

/// Why a tolerance is too large for a class: a label and a help.
fn tolerance_words(class: &PeriodClass, name: &str) -> (String, String) {
    match &class.gap {
        Some(gap) => (
            format!("at most half the gap {gap}"),
            format!("neighbouring points of the orbit may be just {gap} apart"),
        ),
        None => (
            "needs a gap".to_string(),
            format!("give `{name}` a gap: neighbouring points of the orbit at least so far apart"),
        ),
    }
}

impl super::number::Scope<'_, '_> {
    /// A positive rational number.
    fn positive(&mut self, expr: &super::super::tree::Expr, what: &str) -> Done<Rat> {
        let value = self.number(expr)?;
        if value.sign() <= 0 {
            let fault = self.error(
                "OX0311",
                format!("{what} must be positive"),
                expr.span(),
                format!("this is {value}"),
            );
            return self.fail(fault);
        }
        let Some(value) = value.to_rational() else {
            let side = if what.starts_with("a L") {
                "above"
            } else {
                "below"
            };
            let fault = self
                .error(
                    "OX0404",
                    format!("{value} is not rational"),
                    expr.span(),
                    "a rational number is expected",
                )
                .help(format!("a rational number {side} it is a safe hypothesis"));
            return self.fail(fault);
        };
        debug_assert!(value.is_positive());
        Ok(value)
    }
}
