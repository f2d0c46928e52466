//! `certify` blocks: iterates, depths, norms and levels, with the defaults where nothing is said.

use super::super::program::{Between, Certify, CertifyAssumed, Norm, Program, Unit, UnitWord};
use super::super::similar::did_you_mean;
use super::super::tree::{self, CertifyField, Name, Range};
use super::number::Scope;
use super::{Done, Failed, Resolver, Value};
use crate::map::{PiecewiseLinear, System};
use crate::num::Number;
use crate::source::{Diagnostic, Place, Source, Span};
use num_traits::Signed;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The iterates of a block that names none.
const ITERATES: [u64; 2] = [10, 20];
/// The largest depth of a block that names none.
const DEPTHS: u32 = 6;
/// The largest depth.
const MAX_DEPTH: u64 = 10_000;
/// The most affine functions or pieces of one unit.
const MAX_FORMS: u64 = 1_000;
/// The most values that one list may expand to.
const MAX_VALUES: usize = 1_000;

impl Resolver<'_> {
    /// The default block of every map that has none.
    pub(super) fn default_blocks(&mut self, program: &mut Program) {
        let named: BTreeSet<usize> = program.certify.iter().map(|c| c.map).collect();
        let others = (0..program.maps.len()).filter(|map| !named.contains(map));
        program.certify.extend(others.map(|map| block(map, None)));
        let asked = |i: &usize| program.certify_assumed.iter().any(|c| c.assumption == *i);
        let others: Vec<usize> = (0..program.assumptions.len())
            .filter(|i| !asked(i))
            .collect();
        let blocks = others.into_iter().map(|i| CertifyAssumed::all(i, None));
        program.certify_assumed.extend(blocks);
    }
    pub(super) fn certify(
        &mut self,
        source: &Arc<Source>,
        tree: &tree::Certify,
        statement: Span,
    ) -> Done<Certify> {
        let (map, line) = self.map_index(source, &tree.name)?;
        let mut out = block(map, Some(Place::new(source, statement)));
        let mut scope = self.scope(source);
        scope.enter(&line, tree.name.at.0, &tree.name.text);
        let mut fine = scope.check_fields(tree);
        for (field, _) in &tree.fields {
            fine &= scope.certify_field(field, &line, &mut out).is_ok();
        }
        if fine { Ok(out) } else { Err(Failed) }
    }
    /// The index of the map or orbit that a name stands for, and its vertices.
    pub(super) fn map_index(
        &mut self,
        source: &Arc<Source>,
        name: &Name,
    ) -> Done<(usize, PiecewiseLinear)> {
        let span = name.at.0;
        let fault = match self.values.get(&name.text) {
            Some(Value::System(system)) => {
                // A polynomial has rational numbers only: its ends stand for it.
                let line = match system {
                    System::Polynomial(f) => {
                        let end = |x| (Number::from(x), Number::from(&f.eval(x)));
                        PiecewiseLinear::new(vec![end(f.left()), end(f.right())])
                            .map_err(|_| Failed)?
                    }
                    System::Map(line) | System::Orbit { line, .. } => line.clone(),
                };
                return self.index.get(&name.text).map(|i| (*i, line)).ok_or(Failed);
            }
            Some(Value::Number(_)) => Diagnostic::error(
                "OX0205",
                format!("`{}` is a number, not a map", name.text),
            )
            .at(source, span, "a map is expected"),
            Some(Value::Class(_)) => Diagnostic::error(
                "OX0205",
                format!("`{}` is a class of maps, not one map", name.text),
            )
            .at(source, span, "a map is expected"),
            Some(_) => return Err(Failed),
            None if self.names.contains_key(&name.text) => return Err(Failed),
            None => self.unknown_name(source, span, &name.text),
        };
        self.fail(fault)
    }
}

impl CertifyAssumed {
    /// The block that asks for the usual iterates and depths.
    pub(super) fn all(assumption: usize, place: Option<Place>) -> CertifyAssumed {
        CertifyAssumed {
            assumption,
            place,
            iterates: ITERATES.to_vec(),
            depths: (1..=DEPTHS).collect(),
            tolerance: None,
        }
    }
}

fn block(map: usize, place: Option<Place>) -> Certify {
    Certify {
        map,
        place,
        iterates: ITERATES.to_vec(),
        depths: (1..=DEPTHS).collect(),
        norms: vec![Norm::Sup, Norm::L1],
        between: Between::Auto,
        units: Vec::new(),
    }
}

/// The word that opens a field.
fn word(field: &CertifyField) -> &'static str {
    match field {
        CertifyField::Iterates(_) => "iterates",
        CertifyField::Depths(_) => "depths",
        CertifyField::Norms(_) => "norms",
        CertifyField::Between(_) => "between",
        CertifyField::Tolerance(_) => "tolerance",
        CertifyField::Units(_) => "units",
        CertifyField::Pictures(_) => "pictures",
        CertifyField::Detail(_) => "detail",
    }
}

impl Scope<'_, '_> {
    /// What is written next must lie in the field of this map.
    fn enter(&mut self, line: &PiecewiseLinear, span: Span, name: &str) {
        let irrational = line
            .vertices()
            .iter()
            .flat_map(|(x, y)| [x, y])
            .find(|n| n.field().is_some());
        if let Some(number) = irrational.cloned() {
            let _ = self.take(number, span, name);
        }
    }
    /// No field twice, and not both `between` and `tolerance`.
    pub(super) fn check_fields(&mut self, tree: &tree::Certify) -> bool {
        let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
        let mut fine = true;
        for (field, at) in &tree.fields {
            let word = word(field);
            let other = match word {
                "between" => "tolerance",
                "tolerance" => "between",
                _ => word,
            };
            let fault = if let Some(first) = seen.get(word) {
                self.error(
                    "OX0115",
                    format!("`{word}` is given twice"),
                    at.0,
                    "again here",
                )
                .also(&self.source, *first, "first here")
            } else if let Some(first) = seen.get(other) {
                let fault = self.error(
                    "OX0116",
                    format!("`{word}` excludes `{other}`"),
                    at.0,
                    "one of them must go",
                );
                fault
                    .also(&self.source, *first, "")
                    .help("`tolerance` chooses the levels, `between` names them")
            } else {
                seen.insert(word, at.0);
                continue;
            };
            self.resolver.diagnostics.push(fault);
            fine = false;
        }
        fine
    }
    fn certify_field(
        &mut self,
        field: &CertifyField,
        line: &PiecewiseLinear,
        out: &mut Certify,
    ) -> Done<()> {
        if let Some(done) = self.looks(field) {
            return done;
        }
        match field {
            CertifyField::Pictures(_) | CertifyField::Detail(_) => {}
            CertifyField::Iterates(ranges) => {
                let limit = self.resolver.limits.max_iterate;
                out.iterates = self.ranges(ranges, limit, "an iterate")?;
            }
            CertifyField::Depths(ranges) => {
                out.depths = self.depths(ranges)?;
            }
            CertifyField::Norms(names) => out.norms = self.norms(names)?,
            CertifyField::Units(units) => {
                for (name, size) in units {
                    let unit = self.unit(name, size.as_ref())?;
                    if !out.units.contains(&unit) {
                        out.units.push(unit);
                    }
                }
            }
            CertifyField::Between(None) => out.between = Between::Auto,
            CertifyField::Between(Some(interval)) => {
                let (x, y) = self.interval(interval)?;
                if !line.contains(&x) || !line.contains(&y) {
                    let message = format!(
                        "the levels leave the domain [{}, {}]",
                        line.left(),
                        line.right()
                    );
                    let fault =
                        self.error("OX0302", message, interval.at.0, "nothing crosses these");
                    return self.fail(fault);
                }
                out.between = Between::Levels(x, y);
            }
            CertifyField::Tolerance(expr) => {
                let value = self.number(expr)?;
                if value.sign() <= 0 {
                    let fault = self.error(
                        "OX0311",
                        "a tolerance must be positive",
                        expr.span(),
                        format!("this is {value}"),
                    );
                    return self.fail(fault);
                }
                out.between = Between::Tolerance(value);
            }
        }
        Ok(())
    }
    /// The depths of a block.
    pub(super) fn depths(&mut self, ranges: &[Range]) -> Done<Vec<u32>> {
        let depths = self.ranges(ranges, MAX_DEPTH, "a depth")?;
        Ok(depths.into_iter().map(|d| d as u32).collect())
    }
    pub(super) fn norms(&mut self, names: &[Name]) -> Done<Vec<Norm>> {
        let mut out = Vec::new();
        for name in names {
            let Some(norm) = Norm::from_word(&name.text) else {
                let words = Norm::ALL.iter().map(|n| n.word());
                let fault = self
                    .error(
                        "OX0201",
                        format!("`{}` is not a norm", name.text),
                        name.at.0,
                        "sup, l1 or classification",
                    )
                    .help_if(did_you_mean(&name.text, words));
                return self.fail(fault);
            };
            if !out.contains(&norm) {
                out.push(norm);
            }
        }
        Ok(out)
    }
    /// `hard_tanh`, `maxout(3)`.
    pub(super) fn unit(&mut self, name: &Name, size: Option<&tree::Expr>) -> Done<Unit> {
        let Some(word) = UnitWord::from_word(&name.text) else {
            let words = UnitWord::ALL.iter().map(|n| n.word());
            let fault = self
                .error(
                    "OX0201",
                    format!("`{}` is not a kind of unit", name.text),
                    name.at.0,
                    "relu, leaky_relu, hard_tanh, maxout(r) or activation(s)",
                )
                .help_if(did_you_mean(&name.text, words));
            return self.fail(fault);
        };
        let sized = matches!(word, UnitWord::Maxout | UnitWord::Activation);
        let size = match size {
            Some(size) if sized => self.whole(size, 2, MAX_FORMS, "a number of pieces")?,
            None if !sized => 0,
            _ => {
                let text = match sized {
                    true => format!("`{}` needs a number of pieces, as in {0}(3)", word.word()),
                    false => format!("`{}` takes no number", word.word()),
                };
                let fault = self.error("OX0204", text, name.at.0, "");
                return self.fail(fault);
            }
        };
        let size = size as u32;
        Ok(Unit { word, size })
    }
    /// The whole numbers of `1, 5..20 step 5`, sorted, each once.
    pub(super) fn ranges(&mut self, ranges: &[Range], hi: u64, what: &str) -> Done<Vec<u64>> {
        let mut out = Vec::new();
        for range in ranges {
            out.extend(self.range(range, hi, what)?);
            if out.len() > MAX_VALUES {
                let fault = self.error(
                    "OX0504",
                    format!("more than {MAX_VALUES} values"),
                    range.at.0,
                    "too many",
                );
                return self.fail(fault);
            }
        }
        out.sort_unstable();
        out.dedup();
        Ok(out)
    }
    fn range(&mut self, range: &Range, hi: u64, what: &str) -> Done<Vec<u64>> {
        let first = self.whole(&range.first, 1, hi, what)?;
        let Some(last) = &range.last else {
            return Ok(vec![first]);
        };
        let last = self.whole(last, 1, hi, what)?;
        let step = match &range.step {
            None => 1,
            Some(step) => {
                let value = self.rational(step)?;
                if !value.is_positive() {
                    let fault = self.error(
                        "OX0319",
                        "a step must be positive",
                        step.span(),
                        format!("this is {value}"),
                    );
                    return self.fail(fault);
                }
                self.whole(step, 1, hi, "a step")?
            }
        };
        if first > last {
            let fault = self.error(
                "OX0319",
                "the range is empty",
                range.at.0,
                format!("{first} is larger than {last}"),
            );
            return self.fail(fault);
        }
        Ok((first..=last).step_by(step as usize).collect())
    }
}
