//! The order of evaluation: every definition after those it uses; a circle is an error.

use super::super::tree::*;
use super::{Resolver, Value, defined_name};
use crate::source::{Diagnostic, Source};
use std::sync::Arc;

type Statements = [(Arc<Source>, Statement)];

/// How far the walk has come with a definition.
#[derive(Clone, Copy, PartialEq)]
enum Mark {
    New,
    Open,
    Done,
}

impl Resolver<'_> {
    /// The statements that define constants and maps, dependencies first; those on a circle are left out and marked failed.
    pub(super) fn order(&mut self, statements: &Statements) -> Vec<usize> {
        let uses: Vec<Vec<usize>> = (0..statements.len())
            .map(|i| self.uses(statements, i))
            .collect();
        let mut marks = vec![Mark::New; statements.len()];
        let mut out = Vec::new();
        for root in self.names.values().map(|d| d.statement).collect::<Vec<_>>() {
            // An explicit stack of (statement, next use): a long chain of definitions must not overflow the call stack.
            let mut stack = vec![(root, 0)];
            while let Some((i, next)) = stack.pop() {
                if next == 0 && marks[i] != Mark::New {
                    continue;
                }
                marks[i] = Mark::Open;
                match uses[i].get(next) {
                    None => {
                        marks[i] = Mark::Done;
                        out.push(i);
                    }
                    Some(&used) => {
                        stack.push((i, next + 1));
                        match marks[used] {
                            Mark::New => stack.push((used, 0)),
                            Mark::Open => self.circle(statements, &stack, used),
                            Mark::Done => {}
                        }
                    }
                }
            }
        }
        out
    }
    fn circle(&mut self, statements: &Statements, stack: &[(usize, usize)], used: usize) {
        let known = defined_name(&statements[used].1.kind);
        if known.is_some_and(|n| matches!(self.values.get(&n.text), Some(Value::Failed))) {
            return;
        }
        let members = stack.iter().map(|(i, _)| *i).skip_while(|i| *i != used);
        let names: Vec<&Name> = members
            .filter_map(|i| defined_name(&statements[i].1.kind))
            .collect();
        let mut chain: Vec<&str> = names.iter().map(|n| n.text.as_str()).collect();
        chain.push(chain[0]);
        let (source, first) = (&statements[used].0, names[0]);
        let shown = if chain.len() > 8 {
            format!("{} -> ... -> {}", chain[..6].join(" -> "), chain[0])
        } else {
            chain.join(" -> ")
        };
        let fault = Diagnostic::error("OX0206", format!("`{}` is defined by itself", first.text))
            .at(source, first.at.0, "needs its own value")
            .note(format!("{shown} (each uses the next)"));
        for name in names {
            self.values.insert(name.text.clone(), Value::Failed);
        }
        self.diagnostics.push(fault);
    }
    /// The definitions that one definition uses.
    fn uses(&self, statements: &Statements, i: usize) -> Vec<usize> {
        let mut names = Vec::new();
        match &statements[i].1.kind {
            StatementKind::Let(l) => match &l.value {
                LetValue::Expr(e) => collect(e, &mut names),
                LetValue::RootOf {
                    polynomial,
                    interval,
                } => {
                    collect(polynomial, &mut names);
                    collect_interval(interval, &mut names);
                }
            },
            StatementKind::Map(m) => {
                collect_body(&m.body, &mut names);
                m.rescale
                    .iter()
                    .for_each(|r| collect_interval(r, &mut names));
            }
            StatementKind::Orbit(o) => {
                o.points
                    .iter()
                    .chain(&o.lipschitz)
                    .for_each(|e| collect(e, &mut names));
                o.rescale
                    .iter()
                    .for_each(|r| collect_interval(r, &mut names));
            }
            _ => {}
        }
        names
            .iter()
            .filter_map(|n| self.names.get(*n))
            .map(|d| d.statement)
            .collect()
    }
}

fn collect_body<'t>(body: &'t MapBody, out: &mut Vec<&'t str>) {
    match body {
        MapBody::Formulas { domain, formulas } => {
            collect_interval(domain, out);
            for (interval, value) in formulas {
                collect_interval(interval, out);
                collect(value, out);
            }
        }
        MapBody::Vertices(vertices) => vertices.iter().for_each(|(x, y)| {
            collect(x, out);
            collect(y, out);
        }),
        MapBody::Constructor(c) => match &c.kind {
            ConstructorKind::Cycle(list) | ConstructorKind::Pattern(list) => {
                list.iter().for_each(|e| collect(e, out))
            }
            ConstructorKind::Polynomial(e, i) => {
                collect(e, out);
                collect_interval(i, out);
            }
            ConstructorKind::Network(_) => {}
            ConstructorKind::Expr(e) => collect(e, out),
        },
    }
}

fn collect_interval<'t>(interval: &'t Interval, out: &mut Vec<&'t str>) {
    collect(&interval.lo, out);
    collect(&interval.hi, out);
}

/// The names in an expression, in order.
fn collect<'t>(expr: &'t Expr, out: &mut Vec<&'t str>) {
    match &expr.kind {
        ExprKind::Number(_) => {}
        ExprKind::Name(name) => out.push(name),
        ExprKind::Neg(e) | ExprKind::Group(e) => collect(e, out),
        ExprKind::Sum(parts) | ExprKind::Product(parts) => {
            parts.iter().for_each(|(_, e)| collect(e, out))
        }
        ExprKind::Power(a, b) => {
            collect(a, out);
            collect(b, out);
        }
        ExprKind::Call(_, arguments) => arguments.iter().for_each(|a| collect_argument(a, out)),
    }
}

fn collect_argument<'t>(argument: &'t Argument, out: &mut Vec<&'t str>) {
    match argument {
        Argument::Expr(e) => collect(e, out),
        Argument::List(list, _) => list.iter().for_each(|e| collect(e, out)),
        Argument::Named(_, value) => collect_argument(value, out),
    }
}
