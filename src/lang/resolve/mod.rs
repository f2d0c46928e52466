//! Syntax tree to program: names are looked up, constants evaluated, maps built, and every independent fault reported.

mod assume;
mod certify;
mod claim;
mod constructor;
mod include;
mod looks;
mod map;
mod model;
mod network;
mod notation;
mod number;
mod order;
mod polynomial;
mod root;
mod table;

use super::program::{Assumed, Definition, Program};
use super::token;
use super::tree::*;
use crate::map::{PeriodClass, System};
use crate::num::{Field, Number};
use crate::source::{Diagnostic, Place, Severity, Source, Span};
use std::collections::BTreeMap;
use std::sync::Arc;

pub use include::{Files, NoFiles};

/// What a file may cost.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The most vertices of one map.
    pub max_vertices: usize,
    /// The largest iterate that may be asked for.
    pub max_iterate: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            max_vertices: 10_000,
            max_iterate: 10_000,
        }
    }
}

/// The most diagnostics of one run.
const MAX_SHOWN: usize = 100;

/// The result of reading a file.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// What could be made of it. Whole only if there is no diagnostic of severity `Error`.
    pub program: Program,
    /// What is wrong, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}

impl Loaded {
    /// The gravest severity that occurred.
    pub fn worst(&self) -> Option<Severity> {
        self.diagnostics.iter().map(|d| d.severity).max()
    }
    /// No error?
    pub fn is_clean(&self) -> bool {
        self.worst().is_none_or(|s| s < Severity::Error)
    }
}

/// Reads the file `name` with content `bytes` and everything it includes.
pub fn load(name: &str, bytes: &[u8], files: &dyn Files, limits: &Limits) -> Loaded {
    let mut resolver = Resolver::new(files, limits);
    resolver.read(name, bytes);
    resolver.finish()
}

/// Resolves one claim (a text without the word `claim`, as drafts have it) against a program.
pub fn resolve_claim(
    program: &Program,
    source: &Arc<Source>,
) -> Result<super::program::Claim, Vec<Diagnostic>> {
    let tree = super::parse_claim(source)?;
    let limits = Limits::default();
    let mut resolver = Resolver::new(&NoFiles, &limits);
    for (i, map) in program.maps.iter().enumerate() {
        resolver
            .values
            .insert(map.name.clone(), Value::System(map.system.clone()));
        resolver.index.insert(map.name.clone(), i);
    }
    for (i, assumed) in program.assumptions.iter().enumerate() {
        resolver
            .values
            .insert(assumed.name.clone(), Value::Class(assumed.class.clone()));
        resolver.index.insert(assumed.name.clone(), i);
    }
    for (name, value) in &program.constants {
        resolver
            .values
            .insert(name.clone(), Value::Number(value.clone()));
    }
    for name in &program.unresolved {
        resolver.values.insert(name.clone(), Value::Failed);
    }
    let claim = resolver.claim(source, &tree, true);
    if !resolver.diagnostics.is_empty() {
        return Err(resolver.diagnostics);
    }
    claim.map_err(|_| {
        let fault = Diagnostic::error("OX0201", "the claim names a map that could not be read");
        vec![fault.at(source, tree.at.0, "")]
    })
}

/// A diagnostic has been reported for what failed (or for what it depends on).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Failed;
pub(crate) type Done<T> = Result<T, Failed>;

/// What a name stands for.
#[derive(Clone, Debug)]
enum Value {
    Number(Number),
    System(System),
    /// A class of maps.
    Class(PeriodClass),
    /// Its definition has a fault; reported there.
    Failed,
}

/// A definition, by its statement.
#[derive(Clone, Debug)]
struct Defined {
    place: Place,
    statement: usize,
}

pub(crate) struct Resolver<'a> {
    files: &'a dyn Files,
    limits: &'a Limits,
    diagnostics: Vec<Diagnostic>,
    /// The statements of all files, in order, included ones where they are included.
    statements: Vec<(Arc<Source>, Statement)>,
    included: include::Included,
    /// Names whose statements have faults: known, but without a value.
    broken: Vec<String>,
    names: BTreeMap<String, Defined>,
    values: BTreeMap<String, Value>,
    /// The index of each map among the program's maps, of each assumption among its assumptions.
    index: BTreeMap<String, usize>,
    /// The index of each map that a row of the current table builds, by how it is written.
    row_maps: BTreeMap<String, usize>,
    /// The symbols of the main file.
    chosen: notation::Chosen,
    /// How the report looks, as far as blocks said it.
    said: looks::Said,
    /// The quadratic fields in use, so that `sqrt(2)` is one field wherever it stands.
    fields: Vec<Arc<Field>>,
}

impl<'a> Resolver<'a> {
    fn new(files: &'a dyn Files, limits: &'a Limits) -> Resolver<'a> {
        Resolver {
            files,
            limits,
            diagnostics: Vec::new(),
            statements: Vec::new(),
            included: include::Included::default(),
            broken: Vec::new(),
            names: BTreeMap::new(),
            values: BTreeMap::new(),
            index: BTreeMap::new(),
            row_maps: BTreeMap::new(),
            chosen: notation::Chosen::default(),
            said: looks::Said::new(),
            fields: Vec::new(),
        }
    }
    fn fail<T>(&mut self, diagnostic: Diagnostic) -> Done<T> {
        self.diagnostics.push(diagnostic);
        Err(Failed)
    }
    fn finish(mut self) -> Loaded {
        let statements = std::mem::take(&mut self.statements);
        self.define(&statements);
        for name in std::mem::take(&mut self.broken) {
            if !self.names.contains_key(&name) {
                self.values.insert(name, Value::Failed);
            }
        }
        for i in self.order(&statements) {
            self.evaluate(&statements[i].0, &statements[i].1);
        }
        let mut program = Program::default();
        for (source, statement) in &statements {
            self.collect(&mut program, source, statement);
        }
        for (source, statement) in &statements {
            self.conclude(&mut program, source, statement);
        }
        self.default_blocks(&mut program);
        self.settle_notation(&mut program);
        program.looks = looks::looks(&self.said);
        let values = self
            .values
            .iter()
            .filter(|(_, v)| matches!(v, Value::Failed));
        program.unresolved = values.map(|(n, _)| n.clone()).collect();
        if self.included.incomplete {
            self.diagnostics.retain(|d| d.code != "OX0201");
        }
        self.sort();
        Loaded {
            program,
            diagnostics: self.diagnostics,
        }
    }
    /// Diagnostics in the order of the text, those of the first file first; the same fault once.
    fn sort(&mut self) {
        let order: BTreeMap<String, usize> = self
            .included
            .read
            .iter()
            .enumerate()
            .map(|(i, n)| (n.clone(), i))
            .collect();
        let key = |d: &Diagnostic| {
            d.place()
                .map(|p| (order.get(&p.source.name).copied(), p.span.start))
        };
        self.diagnostics.sort_by_key(key);
        self.diagnostics.dedup();
        if self.diagnostics.len() > MAX_SHOWN {
            let more = self.diagnostics.split_off(MAX_SHOWN);
            let worst = more
                .iter()
                .map(|d| d.severity)
                .max()
                .unwrap_or(Severity::Error);
            let mut last = Diagnostic::new(
                worst,
                "OX0151",
                format!("{} more diagnostics are not shown", more.len()),
            );
            last.labels
                .extend(more[0].labels.iter().find(|l| l.primary).cloned());
            self.diagnostics.push(last);
        }
    }
    /// Notes every definition; a second one of the same name is an error.
    fn define(&mut self, statements: &[(Arc<Source>, Statement)]) {
        let mut tables: BTreeMap<String, Place> = BTreeMap::new();
        for (i, (source, statement)) in statements.iter().enumerate() {
            let Some(name) = defined_name(&statement.kind) else {
                continue;
            };
            let place = Place::new(source, name.at.0);
            let before = match &statement.kind {
                StatementKind::Table(_) => tables.insert(name.text.clone(), place.clone()),
                _ => self.names.get(&name.text).map(|d| d.place.clone()),
            };
            if let Some(first) = before {
                let fault =
                    Diagnostic::error("OX0202", format!("`{}` is defined twice", name.text))
                        .at(source, name.at.0, "defined again here")
                        .also(&first.source, first.span, "first defined here");
                self.diagnostics.push(fault);
            } else if !matches!(statement.kind, StatementKind::Table(_)) {
                self.names.insert(
                    name.text.clone(),
                    Defined {
                        place,
                        statement: i,
                    },
                );
            }
        }
    }
    /// Evaluates one definition and notes its value.
    fn evaluate(&mut self, source: &Arc<Source>, statement: &Statement) {
        let Some(name) = defined_name(&statement.kind) else {
            return;
        };
        let value = match &statement.kind {
            StatementKind::Let(constant) => self.constant(source, constant).map(Value::Number),
            StatementKind::Map(map) => self.map(source, map, statement.at.0),
            StatementKind::Orbit(orbit) => self.orbit(source, orbit).map(Value::System),
            StatementKind::Assume(assume) => self.assume(source, assume).map(Value::Class),
            _ => Err(Failed),
        };
        self.values
            .insert(name.text.clone(), value.unwrap_or(Value::Failed));
    }
    /// Puts constants, maps, title and author into the program.
    fn collect(&mut self, program: &mut Program, source: &Arc<Source>, statement: &Statement) {
        match &statement.kind {
            StatementKind::Title(text) => self.only_once(&mut program.title, "title", source, text),
            StatementKind::Author(text) => {
                self.only_once(&mut program.author, "author", source, text)
            }
            _ => {}
        }
        let Some(name) = defined_name(&statement.kind) else {
            return;
        };
        let here = Place::new(source, name.at.0);
        if self.names.get(&name.text).is_none_or(|d| d.place != here) {
            return;
        }
        match self.values.get(&name.text) {
            Some(Value::Number(value)) => {
                program.constants.push((name.text.clone(), value.clone()))
            }
            Some(Value::System(system)) => {
                self.index.insert(name.text.clone(), program.maps.len());
                program.maps.push(Definition {
                    name: name.text.clone(),
                    place: Place::new(source, statement.at.0),
                    origin: origin(source, &statement.kind),
                    system: system.clone(),
                });
            }
            Some(Value::Class(class)) => {
                self.index
                    .insert(name.text.clone(), program.assumptions.len());
                program.assumptions.push(Assumed {
                    name: name.text.clone(),
                    place: Place::new(source, statement.at.0),
                    class: class.clone(),
                });
            }
            _ => {}
        }
    }
    /// `title` and `author` of the main file win over included ones; twice in one file is an error.
    fn only_once(
        &mut self,
        slot: &mut Option<String>,
        word: &str,
        source: &Arc<Source>,
        text: &Text,
    ) {
        let main = self.included.read.first() == Some(&source.name);
        if !main {
            return;
        }
        if slot.is_some() {
            let fault = Diagnostic::error("OX0209", format!("a second `{word}`")).at(
                source,
                text.at.0,
                "there is one already",
            );
            self.diagnostics.push(fault);
        } else {
            *slot = Some(text.value.clone());
        }
    }
    /// Resolves what speaks about definitions: `certify` and `claim`.
    fn conclude(&mut self, program: &mut Program, source: &Arc<Source>, statement: &Statement) {
        match &statement.kind {
            StatementKind::Certify(block) => {
                if let Some(Value::Class(class)) = self.values.get(&block.name.text).cloned() {
                    if let Some(&i) = self.index.get(&block.name.text)
                        && let Ok(block) =
                            self.certify_assumed(source, block, statement.at.0, i, &class)
                    {
                        program.certify_assumed.push(block);
                    }
                } else if let Ok(block) = self.certify(source, block, statement.at.0) {
                    program.certify.push(block);
                }
            }
            StatementKind::Claim(claim) => {
                if let Ok(claim) = self.claim(source, claim, false) {
                    program.claims.push(claim);
                }
            }
            StatementKind::Table(table) => {
                if let Ok(table) = self.table(program, source, table, statement.at.0) {
                    program.tables.push(table);
                }
            }
            StatementKind::Notation(symbols) => self.notation(source, symbols, statement.at.0),
            _ => {}
        }
    }
}

/// The name that a statement defines.
fn defined_name(kind: &StatementKind) -> Option<&Name> {
    match kind {
        StatementKind::Let(l) => Some(&l.name),
        StatementKind::Map(m) => Some(&m.name),
        StatementKind::Orbit(o) => Some(&o.name),
        StatementKind::Assume(a) => Some(&a.name),
        StatementKind::Table(t) => Some(&t.name),
        _ => None,
    }
}

/// The short source form of a map.
fn origin(source: &Arc<Source>, kind: &StatementKind) -> String {
    match kind {
        StatementKind::Map(Map {
            body: MapBody::Constructor(c),
            ..
        }) => plain(source, c.at.0),
        StatementKind::Map(Map {
            body: MapBody::Vertices(_),
            ..
        }) => "vertices".to_string(),
        StatementKind::Map(_) => "formulas".to_string(),
        _ => "orbit".to_string(),
    }
}

/// A part of a text on one line: comments dropped, blanks single.
pub(crate) fn plain(source: &Arc<Source>, span: Span) -> String {
    let part = Source::new("", source.slice(span));
    let (tokens, _) = token::tokens(&part);
    let mut out = String::new();
    let mut end = 0;
    for token in tokens
        .iter()
        .filter(|t| t.kind != token::TokenKind::Comment)
    {
        if token.span.start > end && !out.is_empty() {
            out.push(' ');
        }
        out.push_str(part.slice(token.span));
        end = token.span.end;
    }
    out
}
