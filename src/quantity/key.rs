//! The key of a quantity of a map: a text of everything its value depends on, and of nothing else.
//!
//! The map (by its exact vertices), the arguments (without their places in the text), the limits of the work, and the
//! format. Names of constants are not in it.

use crate::certify::Limits;
use crate::lang::program::{Definition, Expr, ExprKind, NamedValue, Program, QuantityCall};
use crate::map::System;
use crate::num::Number;
use std::fmt::Write;

/// Changes whenever values are computed or kept in another way.
pub const FORMAT: &str = concat!("orbitex/value/3/", env!("CARGO_PKG_VERSION"));

/// The texts of maps and classes, each made once, and of calls about them.
#[derive(Debug)]
pub struct Keys {
    maps: Vec<String>,
    classes: Vec<String>,
}

impl Keys {
    /// For calls about these maps, and about the classes of `program`.
    pub fn new(program: &Program, definitions: &[Definition]) -> Keys {
        let classes = program
            .assumptions
            .iter()
            .map(|a| format!("{} = {:?}", a.name, a.class));
        let maps = definitions
            .iter()
            .map(|d| format!("{} = {}", d.name, system(&d.system)));
        Keys {
            maps: maps.collect(),
            classes: classes.collect(),
        }
    }
    /// The key of the value of a call under limits.
    pub fn of(&self, call: &QuantityCall, limits: &Limits) -> String {
        let mut text = format!("{FORMAT}\n{limits:?}\n");
        self.call(&mut text, call);
        text
    }
    /// The text of an expression.
    pub fn expr(&self, out: &mut String, e: &Expr) {
        match &e.kind {
            ExprKind::Literal { value, .. } | ExprKind::Constant { value, .. } => {
                out.push_str(&number(value));
            }
            ExprKind::Variable => out.push('x'),
            ExprKind::Neg(inner) => {
                out.push_str("(neg ");
                self.expr(out, inner);
                out.push(')');
            }
            ExprKind::Sum(parts) => self.parts(out, "sum", parts),
            ExprKind::Product(parts) => self.parts(out, "product", parts),
            ExprKind::Power(base, exponent) => {
                out.push_str("(power ");
                self.expr(out, base);
                out.push(' ');
                self.expr(out, exponent);
                out.push(')');
            }
            ExprKind::Quantity(call) => self.call(out, call),
        }
    }
    fn parts(&self, out: &mut String, word: &str, parts: &[(bool, Expr)]) {
        let _ = write!(out, "({word}");
        for (inverse, part) in parts {
            out.push_str(if *inverse { " ~" } else { " " });
            self.expr(out, part);
        }
        out.push(')');
    }
    /// The text of a call.
    pub fn call(&self, out: &mut String, call: &QuantityCall) {
        let subject = match call.assumption {
            Some(i) => &self.classes[i],
            None => &self.maps[call.map],
        };
        let _ = write!(out, "({} {{{subject}}}", call.quantity.word());
        for arg in &call.args {
            out.push(' ');
            self.expr(out, arg);
        }
        if let Some((x, y)) = &call.levels {
            self.list(out, [x, y]);
        }
        for named in &call.named {
            let _ = write!(out, " {} ", named.key.word());
            match &named.value {
                NamedValue::Expr(e) => self.expr(out, e),
                NamedValue::Norm(norm) => out.push_str(norm.word()),
                NamedValue::Unit(unit) => {
                    let _ = write!(out, "{} {}", unit.word.word(), unit.size);
                }
                NamedValue::Growth(bound) => out.push_str(bound.word()),
                NamedValue::Levels(x, y) => self.list(out, [x, y]),
                NamedValue::Auto => out.push_str("auto"),
                NamedValue::List(list) => self.list(out, list),
            }
        }
        out.push(')');
    }
    fn list<'e>(&self, out: &mut String, list: impl IntoIterator<Item = &'e Expr>) {
        out.push_str(" [");
        for e in list {
            self.expr(out, e);
            out.push(',');
        }
        out.push(']');
    }
}

fn system(system: &System) -> String {
    let (kind, line, lipschitz) = match system {
        System::Map(line) => ("map", line, None),
        System::Orbit { line, lipschitz } => ("orbit", line, lipschitz.as_ref()),
        System::Polynomial(p) => {
            return format!("polynomial {} on {} {}", p.poly(), p.left(), p.right());
        }
    };
    let mut out = kind.to_string();
    for (x, y) in line.vertices() {
        let _ = write!(out, " {}->{}", number(x), number(y));
    }
    if let Some(l) = lipschitz {
        let _ = write!(out, " lipschitz {}", number(l));
    }
    out
}

/// A number with the field it lies in.
fn number(n: &Number) -> String {
    let (coefficients, denominator) = n.numerators();
    let mut out = String::new();
    for c in coefficients {
        let _ = write!(out, "{c},");
    }
    let _ = write!(out, "/{denominator}");
    if let Some(field) = n.field() {
        let (lo, hi) = field.interval();
        let _ = write!(out, "@{}[{lo},{hi}]", field.poly());
    }
    out
}
