//! `table` statements: the values of the variables, then each row with its map and its cells, resolved one by one.

use super::super::latex;
use super::super::program::{Definition, Program};
use super::super::table::{Alignment, Cell, Column, Content, Direction, Row, Table};
use super::super::token::{TokenKind, tokens};
use super::super::tree::{self, BindingValues, Expr, ExprKind, Name, TableField, Text};
use super::assume::Subject;
use super::constructor::CONSTRUCTORS;
use super::{Done, Failed, Resolver, Value, plain};
use crate::map::System;
use crate::num::{Number, Rat};
use crate::source::{Diagnostic, Place, Source, Span};
use num_traits::{One, Signed};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The most rows of one table.
const MAX_ROWS: usize = 100_000;
/// So many rows with one and the same fault, and no other rows before them, are taken for all.
const SAME_FAULT: usize = 1_000;
/// The most decimals of a column.
const MAX_DIGITS: u32 = 1_000;

/// One value of a variable.
#[derive(Clone)]
enum Bound {
    Number(Number),
    /// A map: its index and its name.
    Map(usize, String),
    /// A class of maps: its index and its name.
    Class(usize, String),
}

impl Bound {
    fn text(&self) -> String {
        match self {
            Bound::Number(n) => n.to_string(),
            Bound::Map(_, name) | Bound::Class(_, name) => name.clone(),
        }
    }
}

/// The fields of a block, each at most once.
#[derive(Default)]
struct Fields<'t> {
    map: Option<&'t tree::Constructor>,
    columns: Option<&'t [tree::Column]>,
    caption: Option<&'t Text>,
    label: Option<&'t Text>,
    note: Option<&'t Text>,
    group: Option<&'t Expr>,
    sort: Option<(&'t Expr, Option<&'t Name>)>,
}

impl Resolver<'_> {
    pub(super) fn table(
        &mut self,
        program: &Program,
        source: &Arc<Source>,
        tree: &tree::Table,
        statement: Span,
    ) -> Done<Table> {
        let fields = self.table_fields(source, tree)?;
        let (Some(map), Some(columns)) = (fields.map, fields.columns) else {
            let missing = if fields.map.is_none() {
                "map"
            } else {
                "columns"
            };
            let fault = Diagnostic::error(
                "OX0601",
                format!("the table `{}` has no `{missing}`", tree.name.text),
            )
            .at(
                source,
                tree.name.at.0,
                format!("`{missing}` is missing in its block"),
            )
            .help("as in: table t for p in 3..9 step 2 { map stefan(p)  columns p, growth }");
            return self.fail(fault);
        };
        let mut table = Table {
            name: tree.name.text.clone(),
            place: Place::new(source, statement),
            variables: Vec::new(),
            columns: Vec::new(),
            caption: None,
            label: None,
            note: None,
            grouped: fields.group.map(|e| plain(source, e.span())),
            sorted: fields.sort.map(|(_, d)| match d {
                Some(word) if word.text == "descending" => Direction::Descending,
                _ => Direction::Ascending,
            }),
            maps: program.maps.clone(),
            rows: Vec::new(),
        };
        self.row_maps.clear();
        let values = self.bindings(source, tree, &mut table);
        let columns: Vec<Done<Column>> = columns
            .iter()
            .map(|c| self.column(source, &table.variables, c))
            .collect();
        let texts = [fields.caption, fields.note].map(|text| self.latex_text(source, text));
        let label = self.label(source, fields.label);
        table.columns = columns.into_iter().collect::<Done<_>>()?;
        let [caption, note] = texts;
        (table.caption, table.note, table.label) = (caption?, note?, label?);
        self.rows(program, source, &mut table, &values?, map, &fields)?;
        Ok(table)
    }
    fn table_fields<'t>(
        &mut self,
        source: &Arc<Source>,
        tree: &'t tree::Table,
    ) -> Done<Fields<'t>> {
        let mut fields = Fields::default();
        let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
        let mut fine = true;
        for (field, at) in &tree.fields {
            let word = match field {
                TableField::Map(c) => {
                    fields.map = Some(c);
                    "map"
                }
                TableField::Columns(c) => {
                    fields.columns = Some(c);
                    "columns"
                }
                TableField::Caption(t) => {
                    fields.caption = Some(t);
                    "caption"
                }
                TableField::Label(t) => {
                    fields.label = Some(t);
                    "label"
                }
                TableField::Note(t) => {
                    fields.note = Some(t);
                    "note"
                }
                TableField::GroupBy(e) => {
                    fields.group = Some(e);
                    "group by"
                }
                TableField::SortBy(e, d) => {
                    fields.sort = Some((e, d.as_ref()));
                    "sort by"
                }
            };
            if let Some(first) = seen.insert(word, at.0) {
                let fault = Diagnostic::error("OX0115", format!("`{word}` is given twice"))
                    .at(source, at.0, "again here")
                    .also(source, first, "first here");
                self.diagnostics.push(fault);
                fine = false;
            }
        }
        if fine { Ok(fields) } else { Err(Failed) }
    }
    /// The values of every variable.
    fn bindings(
        &mut self,
        source: &Arc<Source>,
        tree: &tree::Table,
        table: &mut Table,
    ) -> Done<Vec<Vec<Bound>>> {
        let mut all = Vec::new();
        let mut rows: usize = 1;
        for (name, values) in &tree.bindings {
            if table.variables.contains(&name.text) {
                let fault = Diagnostic::error(
                    "OX0202",
                    format!("the variable `{}` is there already", name.text),
                )
                .at(source, name.at.0, "again here");
                return self.fail(fault);
            }
            table.variables.push(name.text.clone());
            let values = match values {
                BindingValues::List(list) => list
                    .iter()
                    .map(|e| self.element(source, e, table))
                    .collect::<Vec<Done<Bound>>>()
                    .into_iter()
                    .collect(),
                BindingValues::Range(range) => self.table_range(source, range),
            };
            rows = rows.saturating_mul(values.as_ref().map_or(1, Vec::len));
            if rows > MAX_ROWS {
                let fault =
                    Diagnostic::error("OX0604", format!("the table has more than {MAX_ROWS} rows"))
                        .at(source, name.at.0, "too many values");
                return self.fail(fault);
            }
            all.push(values);
        }
        all.into_iter().collect()
    }
    /// One value of a list: a map or class by its name, a map by a call, or a number.
    fn element(&mut self, source: &Arc<Source>, e: &Expr, table: &mut Table) -> Done<Bound> {
        match &e.kind {
            ExprKind::Name(name) if matches!(self.values.get(name), Some(Value::System(_))) => {
                let index = self.index.get(name).copied().ok_or(Failed)?;
                Ok(Bound::Map(index, name.clone()))
            }
            ExprKind::Name(name) if matches!(self.values.get(name), Some(Value::Class(_))) => {
                let index = self.index.get(name).copied().ok_or(Failed)?;
                Ok(Bound::Class(index, name.clone()))
            }
            ExprKind::Call(name, _) if CONSTRUCTORS.contains(&name.text.as_str()) => {
                let text = plain(source, e.span());
                let constructor = tree::Constructor {
                    kind: tree::ConstructorKind::Expr(e.clone()),
                    at: e.at,
                };
                let index = self.row_map(source, &constructor, table, text.clone())?;
                Ok(Bound::Map(index, text))
            }
            _ => self.scope(source).number(e).map(Bound::Number),
        }
    }
    fn table_range(&mut self, source: &Arc<Source>, range: &tree::Range) -> Done<Vec<Bound>> {
        let mut scope = self.scope(source);
        let first = scope.rational(&range.first)?;
        let Some(last) = &range.last else {
            return Ok(vec![Bound::Number(Number::from(first))]);
        };
        let last = scope.rational(last)?;
        let step = match &range.step {
            None => Rat::one(),
            Some(e) => scope.rational(e)?,
        };
        let fault = if !step.is_positive() {
            let at = range.step.as_ref().map_or(range.at.0, Expr::span);
            scope.error(
                "OX0602",
                "a step must be positive",
                at,
                format!("this is {step}"),
            )
        } else if first > last {
            let label = format!("{first} is larger than {last}");
            scope.error("OX0602", "the range is empty", range.at.0, label)
        } else if (&last - &first) / &step >= Rat::from_integer(MAX_ROWS.into()) {
            let text = format!("the range has more than {MAX_ROWS} values");
            scope.error("OX0604", text, range.at.0, "too many values")
        } else {
            let mut out = Vec::new();
            let mut value = first;
            while value <= last {
                out.push(Bound::Number(Number::from(value.clone())));
                value += &step;
            }
            return Ok(out);
        };
        scope.fail(fault)
    }
    fn column(
        &mut self,
        source: &Arc<Source>,
        variables: &[String],
        tree: &tree::Column,
    ) -> Done<Column> {
        let heading = self.latex_text(source, tree.heading.as_ref());
        let digits = match &tree.digits {
            None => None,
            Some(name) => match name.text.parse().ok().filter(|d| *d <= MAX_DIGITS) {
                Some(digits) => Some(digits),
                None => {
                    let fault = Diagnostic::error("OX0605", "too many decimals").at(
                        source,
                        name.at.0,
                        format!("at most {MAX_DIGITS}"),
                    );
                    return self.fail(fault);
                }
            },
        };
        let variable = match &tree.value.kind {
            ExprKind::Name(name) => variables.iter().position(|v| v == name),
            _ => None,
        };
        Ok(Column {
            text: plain(source, tree.value.span()),
            heading: heading?,
            digits,
            alignment: tree
                .alignment
                .as_ref()
                .map(|name| match name.text.as_str() {
                    "left" => Alignment::Left,
                    "right" => Alignment::Right,
                    _ => Alignment::Center,
                }),
            variable,
        })
    }
    /// A heading, caption or note: LaTeX that cannot harm the table around it.
    fn latex_text(&mut self, source: &Arc<Source>, text: Option<&Text>) -> Done<Option<String>> {
        let Some(text) = text else { return Ok(None) };
        let Err(found) = latex::check(&text.value) else {
            return Ok(Some(text.value.clone()));
        };
        // One quote of the value is two in the text.
        let quotes = text.value[..found.at].matches('"').count();
        let start = text.at.0.start + 1 + found.at + quotes;
        let fault = Diagnostic::error("OX0603", "this LaTeX would break the table").at(
            source,
            Span::new(start, start + found.len),
            found.reason,
        );
        self.fail(fault)
    }
    fn label(&mut self, source: &Arc<Source>, text: Option<&Text>) -> Done<Option<String>> {
        let Some(text) = text else { return Ok(None) };
        let fits = |c: char| c.is_ascii_alphanumeric() || ":._-/+".contains(c);
        if text.value.is_empty() || !text.value.chars().all(fits) {
            let fault = Diagnostic::error("OX0603", "this is no label").at(
                source,
                text.at.0,
                "letters, digits and : . _ - / + are expected",
            );
            return self.fail(fault);
        }
        Ok(Some(text.value.clone()))
    }
    /// All rows: the product of the values, the last variable fastest. A fault of every row is one of the statement; a
    /// fault of some rows stays with them.
    fn rows(
        &mut self,
        program: &Program,
        source: &Arc<Source>,
        table: &mut Table,
        values: &[Vec<Bound>],
        map: &tree::Constructor,
        fields: &Fields,
    ) -> Done<()> {
        let kept: Vec<(Option<Value>, Option<usize>)> = table
            .variables
            .iter()
            .map(|v| (self.values.remove(v), self.index.remove(v)))
            .collect();
        let outer = std::mem::take(&mut self.diagnostics);
        let done = self.all_rows(program, source, table, values, map, fields);
        let found = std::mem::replace(&mut self.diagnostics, outer);
        self.diagnostics.extend(found);
        for (name, (value, index)) in table.variables.iter().zip(kept) {
            self.values.remove(name);
            self.index.remove(name);
            value.map(|v| self.values.insert(name.clone(), v));
            index.map(|i| self.index.insert(name.clone(), i));
        }
        done
    }
    fn all_rows(
        &mut self,
        program: &Program,
        source: &Arc<Source>,
        table: &mut Table,
        values: &[Vec<Bound>],
        map: &tree::Constructor,
        fields: &Fields,
    ) -> Done<()> {
        let mut first: Option<Vec<Diagnostic>> = None;
        let mut same = true;
        let mut counter = vec![0; values.len()];
        loop {
            let bound: Vec<&Bound> = values.iter().zip(&counter).map(|(v, &i)| &v[i]).collect();
            let content = self.one_row(program, source, table, &bound, map, fields);
            let found = std::mem::take(&mut self.diagnostics);
            same &= content.is_err() && first.as_ref().is_none_or(|f| *f == found);
            // Each variable of several values has had two.
            let changed = counter.first().is_none_or(|&c| c > 0)
                || values.first().is_none_or(|v| v.len() == 1);
            if same && changed && table.rows.len() >= SAME_FAULT {
                self.diagnostics = found;
                return Err(Failed);
            }
            let texts: Vec<String> = bound.iter().map(|b| b.text()).collect();
            let content = content.map_err(|_| Box::new(row_fault(table, &texts, &found)));
            if first.is_none() && content.is_err() {
                first = Some(found);
            }
            table.rows.push(Row {
                values: texts,
                content,
            });
            let Some(last) = (0..counter.len())
                .rev()
                .find(|&i| counter[i] + 1 < values[i].len())
            else {
                break;
            };
            counter[last] += 1;
            counter[last + 1..].fill(0);
        }
        if table.rows.iter().all(|r| r.content.is_err()) {
            self.diagnostics = first.unwrap_or_default();
            return Err(Failed);
        }
        Ok(())
    }
    fn one_row(
        &mut self,
        program: &Program,
        source: &Arc<Source>,
        table: &mut Table,
        bound: &[&Bound],
        map: &tree::Constructor,
        fields: &Fields,
    ) -> Done<Content> {
        for (name, value) in table.variables.iter().zip(bound) {
            let value = match value {
                Bound::Number(n) => {
                    self.index.remove(name);
                    Value::Number(n.clone())
                }
                Bound::Map(i, _) => {
                    self.index.insert(name.clone(), *i);
                    Value::System(table.maps[*i].system.clone())
                }
                Bound::Class(i, _) => {
                    self.index.insert(name.clone(), *i);
                    Value::Class(program.assumptions[*i].class.clone())
                }
            };
            self.values.insert(name.clone(), value);
        }
        let subject = match self.row_class(map) {
            Some(index) => Subject::Assumption(index),
            None => {
                let name = substituted(source, map.at.0, &table.variables, bound);
                Subject::Map(self.row_map(source, map, table, name)?)
            }
        };
        let mut cell = |e: &Expr| self.cell(source, e, subject, &table.maps, &program.assumptions);
        let cells: Vec<Done<Cell>> = fields
            .columns
            .iter()
            .flat_map(|c| c.iter())
            .map(|c| cell(&c.value))
            .collect();
        let group = fields.group.map(&mut cell).transpose();
        let sort = fields.sort.map(|(e, _)| cell(e)).transpose();
        Ok(Content {
            cells: cells.into_iter().collect::<Done<_>>()?,
            group: group?,
            sort: sort?,
        })
    }
    /// The index of the class of maps that the row is about, if it is about one.
    fn row_class(&self, constructor: &tree::Constructor) -> Option<usize> {
        let tree::ConstructorKind::Expr(e) = &constructor.kind else {
            return None;
        };
        let ExprKind::Name(name) = &e.kind else {
            return None;
        };
        match self.values.get(name)? {
            Value::Class(_) => self.index.get(name).copied(),
            _ => None,
        }
    }
    /// The index of the map that a constructor builds under a name; one that is there already is not built again.
    fn row_map(
        &mut self,
        source: &Arc<Source>,
        constructor: &tree::Constructor,
        table: &mut Table,
        name: String,
    ) -> Done<usize> {
        if let tree::ConstructorKind::Expr(Expr {
            kind: ExprKind::Name(name),
            ..
        }) = &constructor.kind
            && let (Some(Value::System(_)), Some(index)) =
                (self.values.get(name), self.index.get(name))
        {
            return Ok(*index);
        }
        if let Some(index) = self.row_maps.get(&name) {
            return Ok(*index);
        }
        let map = tree::Map {
            name: Name {
                text: name.clone(),
                at: constructor.at,
            },
            body: tree::MapBody::Constructor(constructor.clone()),
            rescale: Vec::new(),
        };
        let Value::System(system) = self.map(source, &map, constructor.at.0)? else {
            return Err(Failed);
        };
        table
            .maps
            .push(definition(source, constructor.at.0, name, system));
        let index = table.maps.len() - 1;
        self.row_maps.insert(table.maps[index].name.clone(), index);
        Ok(index)
    }
}

fn definition(source: &Arc<Source>, span: Span, name: String, system: System) -> Definition {
    Definition {
        origin: name.clone(),
        name,
        place: Place::new(source, span),
        system,
    }
}

/// A part of the text with the values of the variables in place of their names: `stefan(7)`.
fn substituted(source: &Arc<Source>, span: Span, variables: &[String], bound: &[&Bound]) -> String {
    let text = Source::new("", plain(source, span));
    let (found, _) = tokens(&text);
    let mut out = String::new();
    let mut end = 0;
    for token in found {
        out.push_str(&text.text[end..token.span.start]);
        let word = text.slice(token.span);
        let value = variables
            .iter()
            .position(|v| v == word)
            .filter(|_| token.kind == TokenKind::Word)
            .map(|i| bound[i].text());
        match value {
            // A sum or a negative number needs brackets next to other operators.
            Some(v) if v.contains([' ', '-']) && !alone(&text, token.span) => {
                out.push_str(&format!("({v})"))
            }
            Some(v) => out.push_str(&v),
            None => out.push_str(word),
        }
        end = token.span.end;
    }
    out
}

/// Does the token stand alone between brackets or commas?
fn alone(text: &Source, span: Span) -> bool {
    let before = text.text[..span.start].trim_end().chars().next_back();
    let after = text.text[span.end..].trim_start().chars().next();
    before.is_none_or(|c| "([,".contains(c)) && after.is_none_or(|c| ")],".contains(c))
}

/// What is wrong in one row, with the values that it has.
fn row_fault(table: &Table, values: &[String], found: &[Diagnostic]) -> Diagnostic {
    let pairs: Vec<String> = table
        .variables
        .iter()
        .zip(values)
        .map(|(name, value)| format!("{name} = {value}"))
        .collect();
    let fault = match found.first() {
        Some(first) => first.clone(),
        None => Diagnostic::error(
            "OX0606",
            "a row needs something that has a fault of its own",
        )
        .at(&table.place.source, table.place.span, ""),
    };
    fault.note(format!(
        "in the row {} of the table {}",
        pairs.join(", "),
        table.name
    ))
}
