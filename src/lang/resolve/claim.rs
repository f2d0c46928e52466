//! Claims: names looked up, quantities and their arguments checked; nothing is computed.

use super::super::program::{
    self as out, ClaimBody, GrowthBound, Key, NamedArg, NamedValue, Norm, Quantity, QuantityCall,
};
use super::super::similar::did_you_mean;
use super::super::table::Cell;
use super::super::tree::{self, Argument, ExprKind, Name};
use super::assume::Subject;
use super::number::literal;
use super::{Done, Failed, Resolver, Value, plain};
use crate::num::Number;
use crate::source::{Diagnostic, Source, Span};
use num_traits::Signed;
use std::sync::Arc;

/// Symbols of papers that people write for quantities.
const SYMBOLS: [(&str, &str); 8] = [
    ("rho", "growth"),
    ("radius", "growth"),
    ("spectral_radius", "growth"),
    ("h", "entropy"),
    ("h_top", "entropy"),
    ("htop", "entropy"),
    ("L", "lipschitz"),
    ("Lip", "lipschitz"),
];

/// What a quantity takes besides the map.
struct Signature {
    /// Numbers.
    numbers: usize,
    /// Levels `[x, y]`?
    levels: bool,
    /// Named arguments, and those of them that must be there.
    named: &'static [Key],
    needed: &'static [Key],
}

fn signature(quantity: Quantity) -> Signature {
    use Key::*;
    let plain = |numbers, levels| Signature {
        numbers,
        levels,
        named: &[],
        needed: &[],
    };
    let named = |named, needed| Signature {
        numbers: 0,
        levels: false,
        named,
        needed,
    };
    match quantity {
        Quantity::Laps
        | Quantity::Pieces
        | Quantity::FixedPoints
        | Quantity::Orbits
        | Quantity::Period => plain(1, false),
        Quantity::Crossings => plain(1, true),
        Quantity::Width => named(
            &[Iterate, Depth, Norm, Error, Tolerance, Between, From, Unit],
            &[Iterate, Depth],
        ),
        Quantity::Neurons | Quantity::Parameters => named(
            &[Iterate, Depth, Norm, Tolerance, Between, From, Unit],
            &[Iterate, Depth],
        ),
        Quantity::UpperWidth => named(
            &[Iterate, Depth, Norm, Tolerance, Between],
            &[Iterate, Depth],
        ),
        Quantity::LeastIterate => named(
            &[
                Depth, Width, Widths, Norm, Error, Tolerance, Between, From, Unit,
            ],
            &[],
        ),
        Quantity::Error => named(
            &[
                Iterate, Depth, Width, Widths, Norm, Tolerance, Between, Unit,
            ],
            &[Iterate],
        ),
        _ => plain(0, false),
    }
}

fn is_predicate(quantity: Quantity) -> bool {
    matches!(quantity, Quantity::Period | Quantity::Markov)
}

impl Resolver<'_> {
    /// A claim; `open` if one without a relation is fine, as in a draft.
    pub(super) fn claim(
        &mut self,
        source: &Arc<Source>,
        claim: &tree::Claim,
        open: bool,
    ) -> Done<out::Claim> {
        let body = self.claim_body(source, claim, open)?;
        Ok(out::Claim {
            source: source.clone(),
            span: claim.at.0,
            text: plain(source, claim.at.0),
            body,
        })
    }
    fn claim_body(
        &mut self,
        source: &Arc<Source>,
        claim: &tree::Claim,
        open: bool,
    ) -> Done<ClaimBody> {
        let mut claims = Claims {
            resolver: self,
            source: source.clone(),
            row: None,
        };
        let sides = std::iter::once(&claim.first).chain(claim.rest.iter().map(|(_, e)| e));
        let resolved: Vec<Done<out::Expr>> = sides.clone().map(|e| claims.expr(e)).collect();
        let resolved: Vec<out::Expr> = resolved.into_iter().collect::<Done<_>>()?;
        let mut predicate = resolved.iter().filter_map(|e| match &e.kind {
            out::ExprKind::Quantity(call) if is_predicate(call.quantity) => Some((call, e.span)),
            _ => None,
        });
        let found = predicate
            .next()
            .map(|(call, span)| (call.as_ref().clone(), span));
        if let (Some((call, span)), true) = (&found, claim.rest.is_empty()) {
            return Ok(ClaimBody::Predicate {
                not: claim.not,
                call: call.clone(),
                span: *span,
            });
        }
        claims.check_chain(claim, found.map(|(_, span)| span), open, &resolved)?;
        let mut resolved = resolved.into_iter();
        let first = resolved.next().expect("a claim has an expression");
        let rest = claim.rest.iter().map(|(r, _)| *r).zip(resolved).collect();
        Ok(ClaimBody::Chain { first, rest })
    }
}

impl Resolver<'_> {
    /// What a cell of a table shows; `row` is the index of the row's map among `maps`.
    pub(super) fn cell(
        &mut self,
        source: &Arc<Source>,
        e: &tree::Expr,
        row: Subject,
        maps: &[out::Definition],
        classes: &[out::Assumed],
    ) -> Done<Cell> {
        if let ExprKind::Name(name) = &e.kind
            && let (Some(Value::System(_)), Some(i)) = (self.values.get(name), self.index.get(name))
        {
            return Ok(Cell::Name(maps[*i].name.clone()));
        }
        if let ExprKind::Name(name) = &e.kind
            && let (Some(Value::Class(_)), Some(i)) = (self.values.get(name), self.index.get(name))
        {
            return Ok(Cell::Name(classes[*i].name.clone()));
        }
        let mut claims = Claims {
            resolver: self,
            source: source.clone(),
            row: Some(row),
        };
        let expr = claims.expr(e)?;
        Ok(match expr.kind {
            out::ExprKind::Quantity(call) if is_predicate(call.quantity) => {
                Cell::Predicate(*call, expr.span)
            }
            _ => Cell::Value(expr),
        })
    }
}

struct Claims<'r, 'a> {
    resolver: &'r mut Resolver<'a>,
    source: Arc<Source>,
    /// In a table: the map or class of the row, which a quantity without a map belongs to.
    row: Option<Subject>,
}

impl Claims<'_, '_> {
    fn fail<T>(
        &mut self,
        code: &'static str,
        message: String,
        span: Span,
        label: String,
        help: Option<String>,
    ) -> Done<T> {
        let fault = Diagnostic::error(code, message)
            .at(&self.source, span, label)
            .help_if(help);
        self.resolver.fail(fault)
    }
    /// What a chain of relations must satisfy.
    fn check_chain(
        &mut self,
        claim: &tree::Claim,
        predicate: Option<Span>,
        open: bool,
        resolved: &[out::Expr],
    ) -> Done<()> {
        if claim.not {
            let help = Some("use the opposite relation instead".to_string());
            return self.fail(
                "OX0117",
                "`not` goes before `period` and `markov` only".into(),
                claim.first.span(),
                "not a predicate".into(),
                help,
            );
        }
        if let Some(span) = predicate {
            return self.fail(
                "OX0205",
                "a predicate has no value to compare".into(),
                span,
                "this is true or false".into(),
                None,
            );
        }
        if claim.rest.is_empty() && !open {
            let help = Some("as in `claim growth(f) > 1`".to_string());
            return self.fail(
                "OX0118",
                "this claims nothing".into(),
                claim.first.span(),
                "a relation is missing after this".into(),
                help,
            );
        }
        for (relation, side) in &claim.rest {
            let literal = match &side.kind {
                ExprKind::Neg(inner) => &inner.kind,
                other => other,
            };
            if *relation == tree::Relation::Rounds && !matches!(literal, ExprKind::Number(_)) {
                let help = Some("every digit counts, as in `growth(f) ~ 1.618`".to_string());
                return self.fail(
                    "OX0119",
                    "`~` takes a decimal literal".into(),
                    side.span(),
                    "not a literal".into(),
                    help,
                );
            }
        }
        let polynomial = resolved.iter().any(names_polynomial);
        let variable = resolved.iter().find_map(variable);
        if let (Some(span), false) = (variable, polynomial) {
            let help = Some("`x` stands in polynomials: `minpoly(f) = x^2 - x - 1`".to_string());
            return self.fail(
                "OX0211",
                "`x` has no value here".into(),
                span,
                "a number is expected".into(),
                help,
            );
        }
        Ok(())
    }
    fn expr(&mut self, expr: &tree::Expr) -> Done<out::Expr> {
        let span = expr.span();
        let kind = match &expr.kind {
            ExprKind::Number(text) => {
                let decimals = text.split_once('.').map_or(0, |(_, d)| d.len() as u32);
                out::ExprKind::Literal {
                    value: literal(text),
                    decimals,
                }
            }
            ExprKind::Name(name) if name == "x" => out::ExprKind::Variable,
            ExprKind::Name(name) => self.name(name, span)?,
            ExprKind::Group(inner) => return self.expr(inner),
            ExprKind::Neg(inner) => out::ExprKind::Neg(Box::new(self.expr(inner)?)),
            ExprKind::Sum(parts) => out::ExprKind::Sum(self.parts(parts)?),
            ExprKind::Product(parts) => out::ExprKind::Product(self.parts(parts)?),
            ExprKind::Power(base, exponent) => {
                let (base, exponent) = (self.expr(base), self.expr(exponent));
                out::ExprKind::Power(Box::new(base?), Box::new(exponent?))
            }
            ExprKind::Call(name, arguments) => self.call(name, arguments, span)?,
        };
        Ok(out::Expr { kind, span })
    }
    fn parts(&mut self, parts: &[(bool, tree::Expr)]) -> Done<Vec<(bool, out::Expr)>> {
        let parts: Vec<Done<(bool, out::Expr)>> =
            parts.iter().map(|(i, e)| Ok((*i, self.expr(e)?))).collect();
        let parts: Vec<(bool, out::Expr)> = parts.into_iter().collect::<Done<_>>()?;
        for (inverse, part) in &parts {
            let zero = matches!(&part.kind, out::ExprKind::Literal { value, .. } | out::ExprKind::Constant { value, .. } if value.is_zero());
            if *inverse && zero {
                return self.fail(
                    "OX0316",
                    "division by zero".into(),
                    part.span,
                    "this is 0".into(),
                    None,
                );
            }
        }
        Ok(parts)
    }
    fn name(&mut self, name: &str, span: Span) -> Done<out::ExprKind> {
        match self.resolver.values.get(name) {
            Some(Value::Number(value)) => Ok(out::ExprKind::Constant {
                name: name.to_string(),
                value: value.clone(),
            }),
            Some(Value::System(_)) => {
                let help = Some(format!("a quantity of it is one, as growth({name})"));
                self.fail(
                    "OX0205",
                    format!("`{name}` is a map, not a number"),
                    span,
                    "a number is expected".into(),
                    help,
                )
            }
            Some(_) => Err(Failed),
            None if self.resolver.names.contains_key(name) => Err(Failed),
            None if self.row.is_some() => self.row_quantity(name, span),
            None if Quantity::from_word(name).is_some() => self.fail(
                "OX0204",
                format!("`{name}` of which map?"),
                span,
                "needs a map".into(),
                Some(format!("as in {name}(f)")),
            ),
            None => {
                let fault = self.resolver.unknown_name(&self.source, span, name);
                self.resolver.fail(fault)
            }
        }
    }
    fn call(&mut self, name: &Name, arguments: &[Argument], span: Span) -> Done<out::ExprKind> {
        if name.text == "sqrt" {
            return self.square_root(arguments, span);
        }
        let Some(quantity) = Quantity::from_word(&name.text) else {
            let words = Quantity::ALL.iter().map(|q| q.word()).chain(["sqrt"]);
            let mut help = did_you_mean(&name.text, words);
            if let Some((_, word)) = SYMBOLS.iter().find(|(symbol, _)| *symbol == name.text) {
                help = Some(format!("write `{word}` for it"));
            }
            if super::constructor::CONSTRUCTORS.contains(&name.text.as_str()) {
                help = Some(format!(
                    "give the map a name first: map f = {}",
                    self.source.slice(span)
                ));
            }
            return self.fail(
                "OX0203",
                format!("`{}` is not a quantity", name.text),
                name.at.0,
                "unknown function".into(),
                help,
            );
        };
        if let Some(row) = self.row
            && !self.begins_with_map(arguments)
        {
            let mut call = self.arguments(quantity, arguments, span)?;
            row.is_of(&mut call);
            self.check_supported(&call, name)?;
            return Ok(out::ExprKind::Quantity(Box::new(call)));
        }
        let [Argument::Expr(map), rest @ ..] = arguments else {
            return self.fail(
                "OX0204",
                format!("`{}` of which map?", name.text),
                span,
                "the first argument is a map".into(),
                None,
            );
        };
        let ExprKind::Name(map_name) = &map.kind else {
            let help = Some("give the map a name with a `map` statement".to_string());
            return self.fail(
                "OX0205",
                "the first argument must name a map".into(),
                map.span(),
                "not a name".into(),
                help,
            );
        };
        let map_name = Name {
            text: map_name.clone(),
            at: map.at,
        };
        let source = self.source.clone();
        let subject = self.resolver.subject(&source, &map_name);
        let call = self.arguments(quantity, rest, span);
        let mut call = call?;
        subject?.is_of(&mut call);
        self.check_supported(&call, name)?;
        Ok(out::ExprKind::Quantity(Box::new(call)))
    }
    /// Is the first argument the name of a map or of a class of maps?
    fn begins_with_map(&self, arguments: &[Argument]) -> bool {
        match arguments.first() {
            Some(Argument::Expr(tree::Expr {
                kind: ExprKind::Name(name),
                ..
            })) => {
                matches!(
                    self.resolver.values.get(name),
                    Some(Value::System(_) | Value::Class(_))
                )
            }
            _ => false,
        }
    }
    /// A bare word in a table: a quantity of the row's map.
    fn row_quantity(&mut self, word: &str, span: Span) -> Done<out::ExprKind> {
        if Quantity::from_word(word).is_some() {
            let name = Name {
                text: word.to_string(),
                at: tree::At(span),
            };
            return self.call(&name, &[], span);
        }
        let words = Quantity::ALL.iter().map(|q| q.word());
        let help = did_you_mean(
            word,
            words.chain(self.resolver.values.keys().map(String::as_str)),
        );
        self.fail(
            "OX0607",
            format!("`{word}` is neither a quantity nor a variable of the table"),
            span,
            "unknown here".into(),
            help,
        )
    }
    fn square_root(&mut self, arguments: &[Argument], span: Span) -> Done<out::ExprKind> {
        let [Argument::Expr(inner)] = arguments else {
            return self.fail(
                "OX0204",
                "`sqrt` takes one number".into(),
                span,
                "as in sqrt(2)".into(),
                None,
            );
        };
        let source = self.source.clone();
        let square = self.resolver.scope(&source).rational(inner)?;
        if square.is_negative() {
            return self.fail(
                "OX0402",
                format!("{square} has no real square root"),
                inner.span(),
                "negative".into(),
                None,
            );
        }
        let value: Number = self.resolver.square_root(&square);
        Ok(out::ExprKind::Constant {
            name: plain(&source, span),
            value,
        })
    }
    /// Says what nothing computes yet.
    fn check_supported(&mut self, call: &QuantityCall, name: &Name) -> Done<()> {
        let source = self.source.clone();
        let mut fine = true;
        for named in &call.named {
            let later = match &named.value {
                NamedValue::Norm(norm) => {
                    *norm != Norm::Sup
                        && !matches!(call.quantity, Quantity::Width | Quantity::Error)
                }
                _ => named.key == Key::Error && call.quantity == Quantity::LeastIterate,
            };
            if later && fine {
                let text = plain(&source, named.span);
                let fault = Diagnostic::error("OX0150", format!("`{text}` is not supported yet"))
                    .at(
                        &source,
                        named.span,
                        format!("not computed for `{}`", name.text),
                    );
                self.resolver.diagnostics.push(fault);
                fine = false;
            }
        }
        if fine { Ok(()) } else { Err(Failed) }
    }
    fn arguments(
        &mut self,
        quantity: Quantity,
        arguments: &[Argument],
        span: Span,
    ) -> Done<QuantityCall> {
        let signature = signature(quantity);
        let word = quantity.word();
        let mut call = QuantityCall {
            quantity,
            map: 0,
            assumption: None,
            args: Vec::new(),
            levels: None,
            named: Vec::new(),
        };
        // `widths 5, 3, 3`: the numbers after the word go on with the list.
        let mut listing = false;
        for argument in arguments {
            if let (true, Argument::Expr(e)) = (listing, argument) {
                let width = self.expr(e)?;
                if let Some(NamedArg {
                    value: NamedValue::List(list),
                    ..
                }) = call.named.last_mut()
                {
                    list.push(width);
                }
                continue;
            }
            listing = matches!(argument, Argument::Named(key, value)
                if key.text == Key::Widths.word() && matches!(**value, Argument::Expr(_)));
            match argument {
                Argument::Expr(e) if call.args.len() < signature.numbers => {
                    call.args.push(self.expr(e)?)
                }
                Argument::List(ends, _) if signature.levels && call.levels.is_none() => {
                    call.levels = Some(self.levels(ends, argument.span())?)
                }
                Argument::Named(key, value) => {
                    let named = self.named(quantity, &signature, key, value, argument.span())?;
                    if call.named(named.key).is_some() {
                        return self.fail(
                            "OX0115",
                            format!("`{}` is given twice", key.text),
                            argument.span(),
                            "again here".into(),
                            None,
                        );
                    }
                    call.named.push(named);
                }
                _ => {
                    return self.fail(
                        "OX0204",
                        format!("`{word}` takes no such argument"),
                        argument.span(),
                        "one too many".into(),
                        Some(usage(quantity)),
                    );
                }
            }
        }
        if call.args.len() < signature.numbers {
            return self.fail(
                "OX0204",
                format!("`{word}` needs another argument"),
                span,
                "a number is missing".into(),
                Some(usage(quantity)),
            );
        }
        if let Some(key) = signature.needed.iter().find(|k| call.named(**k).is_none()) {
            return self.fail(
                "OX0204",
                format!("`{word}` needs `{}`", key.word()),
                span,
                format!("`{}` is missing", key.word()),
                Some(usage(quantity)),
            );
        }
        let chosen: Vec<&NamedArg> = call
            .named
            .iter()
            .filter(|n| matches!(n.key, Key::Tolerance | Key::Between))
            .collect();
        if let [_, second] = chosen.as_slice() {
            let span = second.span;
            return self.fail(
                "OX0116",
                "`tolerance` excludes `between`".into(),
                span,
                "one of them must go".into(),
                None,
            );
        }
        self.check_norm(&call, span)?;
        self.check_growth_bound(&call)?;
        Ok(call)
    }
    /// What a norm asks for: an error for widths without levels, a tolerance for the supremum norm.
    fn check_norm(&mut self, call: &QuantityCall, span: Span) -> Done<()> {
        let norm = call.named.iter().find_map(|n| match n.value {
            NamedValue::Norm(norm) => Some(norm),
            _ => None,
        });
        let norm = norm.unwrap_or(Norm::Sup);
        let error = call.named.iter().find(|n| n.key == Key::Error);
        match (call.quantity, norm, error) {
            (Quantity::Width, Norm::L1 | Norm::Classification, None) => self.fail(
                "OX0204",
                format!("a width in the norm `{}` needs `error`", norm.word()),
                span,
                "below which error?".into(),
                Some(format!(
                    "as in width(f, iterate 20, depth 4, norm {}, error 1/100)",
                    norm.word()
                )),
            ),
            (Quantity::Width, Norm::Sup, Some(error)) => self.fail(
                "OX0204",
                "the norm `sup` takes `tolerance`, not `error`".into(),
                error.span,
                "which norm?".into(),
                Some("say `tolerance`, or name the norm: `norm l1`".into()),
            ),
            (Quantity::Error, _, _) => {
                let given = |key| call.named(key).is_some();
                let pieces = match (given(Key::Width), given(Key::Widths)) {
                    (true, false) => given(Key::Depth),
                    (false, true) => true,
                    _ => false,
                };
                if pieces {
                    return Ok(());
                }
                self.fail(
                    "OX0204",
                    "`error` needs `depth` and `width`, or `widths`".into(),
                    span,
                    "of which networks?".into(),
                    Some(usage(call.quantity)),
                )
            }
            _ => Ok(()),
        }
    }
    /// The levels of a bound from an orbit are points of that orbit: they cannot be chosen.
    fn check_growth_bound(&mut self, call: &QuantityCall) -> Done<()> {
        let bound =
            matches!(call.named(Key::From), Some(NamedValue::Growth(g)) if *g != GrowthBound::Own);
        let chosen = call
            .named
            .iter()
            .find(|n| n.key == Key::Tolerance || matches!(n.value, NamedValue::Levels(..)));
        match chosen.filter(|_| bound) {
            None => Ok(()),
            Some(named) => self.fail(
                "OX0116",
                "a bound from an orbit has levels of its own".into(),
                named.span,
                "must go, or `from`".into(),
                None,
            ),
        }
    }
    fn levels(&mut self, ends: &[tree::Expr], span: Span) -> Done<(out::Expr, out::Expr)> {
        let [x, y] = ends else {
            return self.fail(
                "OX0204",
                "levels are a pair [x, y]".into(),
                span,
                format!("{} numbers", ends.len()),
                None,
            );
        };
        Ok((self.expr(x)?, self.expr(y)?))
    }
    fn named(
        &mut self,
        quantity: Quantity,
        signature: &Signature,
        key: &Name,
        value: &Argument,
        span: Span,
    ) -> Done<NamedArg> {
        let known = Key::from_word(&key.text).expect("the grammar knows the same words");
        if !signature.named.contains(&known) {
            return self.fail(
                "OX0204",
                format!("`{}` takes no `{}`", quantity.word(), key.text),
                span,
                "".into(),
                Some(usage(quantity)),
            );
        }
        let value = match (known, value) {
            (Key::Norm, Argument::Expr(e)) => NamedValue::Norm(self.word(
                e,
                Norm::from_word,
                Norm::ALL.iter().map(|n| n.word()),
            )?),
            (Key::From, Argument::Expr(e)) => NamedValue::Growth(self.word(
                e,
                GrowthBound::from_word,
                GrowthBound::ALL.iter().map(|g| g.word()),
            )?),
            (Key::Unit, Argument::Expr(e)) => {
                let (name, size) = match &e.kind {
                    ExprKind::Call(name, arguments) => match arguments.as_slice() {
                        [Argument::Expr(size)] => (name.clone(), Some(size)),
                        _ => (name.clone(), None),
                    },
                    _ => {
                        let text = self.source.slice(e.span()).to_string();
                        (Name { text, at: e.at }, None)
                    }
                };
                let source = self.source.clone();
                NamedValue::Unit(self.resolver.scope(&source).unit(&name, size)?)
            }
            (Key::Between, Argument::List(ends, _)) => {
                let (x, y) = self.levels(ends, value.span())?;
                NamedValue::Levels(x, y)
            }
            (Key::Between, Argument::Expr(e)) if matches!(&e.kind, ExprKind::Name(n) if n == "auto") => {
                NamedValue::Auto
            }
            (Key::Widths, Argument::List(list, _)) => {
                NamedValue::List(list.iter().map(|e| self.expr(e)).collect::<Done<_>>()?)
            }
            (Key::Widths, Argument::Expr(e)) => NamedValue::List(vec![self.expr(e)?]),
            (Key::Between | Key::Widths, _) | (_, Argument::List(..) | Argument::Named(..)) => {
                let label = match known {
                    Key::Between => "expected `auto` or a pair [x, y]",
                    Key::Widths => "expected a list [w1, w2]",
                    _ => "expected a number",
                };
                return self.fail(
                    "OX0205",
                    format!("`{}` with a wrong value", key.text),
                    value.span(),
                    label.into(),
                    None,
                );
            }
            (_, Argument::Expr(e)) => NamedValue::Expr(self.expr(e)?),
        };
        Ok(NamedArg {
            key: known,
            value,
            span,
        })
    }
    /// One of a fixed list of words.
    fn word<T>(
        &mut self,
        e: &tree::Expr,
        find: fn(&str) -> Option<T>,
        words: impl Iterator<Item = &'static str> + Clone,
    ) -> Done<T> {
        let text = self.source.slice(e.span()).to_string();
        match find(&text) {
            Some(value) => Ok(value),
            None => {
                let list: Vec<&str> = words.clone().collect();
                self.fail(
                    "OX0201",
                    format!("`{text}` is not known here"),
                    e.span(),
                    format!("one of {}", list.join(", ")),
                    did_you_mean(&text, words),
                )
            }
        }
    }
}

/// A call to imitate.
fn usage(quantity: Quantity) -> String {
    let text = match quantity {
        Quantity::Crossings => "crossings(f, 5, [1/3, 2/3])",
        Quantity::Width => "width(f, iterate 20, depth 4)",
        Quantity::Neurons => "neurons(f, iterate 20, depth 4)",
        Quantity::Parameters => "parameters(f, iterate 20, depth 4)",
        Quantity::UpperWidth => "upper_width(f, iterate 20, depth 4)",
        Quantity::LeastIterate => "least_iterate(f, depth 4, width 100)",
        Quantity::Error => "error(f, iterate 20, depth 4, width 10)",
        Quantity::Period | Quantity::Orbits => return format!("as in {}(f, 3)", quantity.word()),
        Quantity::Laps | Quantity::Pieces | Quantity::FixedPoints => {
            return format!("as in {}(f, 10)", quantity.word());
        }
        _ => return format!("as in {}(f)", quantity.word()),
    };
    format!("as in {text}")
}

/// Does a polynomial stand for itself somewhere?
fn names_polynomial(expr: &out::Expr) -> bool {
    matches!(&expr.kind, out::ExprKind::Quantity(c) if matches!(c.quantity, Quantity::Minpoly | Quantity::Charpoly))
}

/// The first `x`.
fn variable(expr: &out::Expr) -> Option<Span> {
    match &expr.kind {
        out::ExprKind::Variable => Some(expr.span),
        out::ExprKind::Neg(e) => variable(e),
        out::ExprKind::Sum(parts) | out::ExprKind::Product(parts) => {
            parts.iter().find_map(|(_, e)| variable(e))
        }
        out::ExprKind::Power(a, b) => variable(a).or_else(|| variable(b)),
        out::ExprKind::Quantity(call) => call.args.iter().find_map(variable),
        _ => None,
    }
}
