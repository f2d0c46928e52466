//! `notation`: symbols are read, brought into their one form, and refused where two things would look alike.

use super::super::program::Program;
use super::super::similar::did_you_mean;
use super::super::tree::{Name, Text};
use super::Resolver;
use crate::certificate::notation::{Clash, Notation, Role};
use crate::certificate::symbol::symbol;
use crate::map::System;
use crate::source::{Diagnostic, Place, Source, Span};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The symbols that a block sets, with their places.
#[derive(Debug, Default)]
pub(super) struct Chosen {
    notation: Notation,
    places: BTreeMap<Role, Place>,
    block: Option<Place>,
}

impl Resolver<'_> {
    /// Reads a block. Only that of the main file counts; those of included files are checked as well.
    pub(super) fn notation(
        &mut self,
        source: &Arc<Source>,
        symbols: &[(Name, Text)],
        statement: Span,
    ) {
        let main = self.included.read.first() == Some(&source.name);
        if let Some(first) = self.chosen.block.clone().filter(|_| main) {
            let word = Span::new(statement.start, statement.start + "notation".len());
            let fault = Diagnostic::error("OX0209", "a second `notation`")
                .at(source, word, "there is one already")
                .also(&first.source, first.span, "the first one");
            self.diagnostics.push(fault);
            return;
        }
        let mut out = Chosen {
            block: Some(Place::new(
                source,
                Span::new(statement.start, statement.start + "notation".len()),
            )),
            ..Chosen::default()
        };
        for (name, text) in symbols {
            self.one_symbol(source, name, text, &mut out);
        }
        if main {
            self.chosen = out;
        }
    }
    fn one_symbol(&mut self, source: &Arc<Source>, name: &Name, text: &Text, out: &mut Chosen) {
        let Some(role) = Role::from_word(&name.text) else {
            let words: Vec<&str> = Role::ALL.iter().map(|r| r.word()).collect();
            let help = did_you_mean(&name.text, words.iter().copied())
                .unwrap_or(format!("symbols can be chosen for {}", words.join(", ")));
            let fault = Diagnostic::error(
                "OX0201",
                format!("`{}` is nothing that a symbol can be chosen for", name.text),
            )
            .at(source, name.at.0, "not known here")
            .help(help);
            self.diagnostics.push(fault);
            return;
        };
        if let Some(first) = out.places.get(&role) {
            let fault = Diagnostic::error("OX0115", format!("`{}` is given twice", name.text))
                .at(source, name.at.0, "again here")
                .also(&first.source, first.span, "first here");
            self.diagnostics.push(fault);
            return;
        }
        out.places.insert(role, Place::new(source, text.at.0));
        match symbol(&text.value) {
            Ok(form) => out.notation.set(role, form),
            Err(found) => {
                // One quote of the value is two in the text.
                let quotes = text.value[..found.at].matches('"').count();
                let start = text.at.0.start + 1 + found.at + quotes;
                let span = Span::new(start, start + found.len.max(1));
                let fault = Diagnostic::error(
                    "OX0615",
                    format!("this is no symbol for {}", role.what()),
                )
                .at(source, span, found.reason)
                .help("a letter, a Greek letter, one with an accent (`\\hat{f}`), or letters in another font (`\\mathcal{F}`), perhaps with a lower index (`\\lambda_{\\mathrm{top}}`)");
                self.diagnostics.push(fault);
            }
        }
    }
    /// Puts the notation into the program, when all maps are there.
    pub(super) fn settle_notation(&mut self, program: &mut Program) {
        let Chosen {
            notation, places, ..
        } = std::mem::take(&mut self.chosen);
        if notation.is_empty() {
            return;
        }
        let names: Vec<String> = program
            .maps
            .iter()
            .filter_map(|m| field(&m.system))
            .collect();
        let Some(clash) = notation.clash(names.iter().map(String::as_str)) else {
            program.notation = Some(notation);
            return;
        };
        let (role, message, help) = match &clash {
            Clash::Two(role, other) if notation.get(*other).is_none() => (
                role,
                format!(
                    "`{}` stands for {} in every report",
                    notation.symbol(*other),
                    other.what()
                ),
                format!(
                    "choose another symbol, or one for {} too: `{} \"...\"`",
                    other.what(),
                    other.word()
                ),
            ),
            Clash::Two(role, other) => (
                role,
                format!("{} and {} would look alike", role.what(), other.what()),
                "symbols differ in more than an index".to_string(),
            ),
            Clash::Fixed(role, what) => (
                role,
                format!("`{}` stands for {what} in every report", notation.symbol(*role)),
                "choose another symbol, or the same with an accent or in another font: `\\hat{...}`, `\\mathcal{...}`".to_string(),
            ),
            Clash::Field(role, name) => (
                role,
                format!("the number `{name}` is printed like that too"),
                "choose another symbol, or give the constant another name".to_string(),
            ),
            Clash::Usual(role, name) => (
                role,
                format!(
                    "the number `{name}` has the letter that {} has without a notation",
                    role.what()
                ),
                "give the constant another name".to_string(),
            ),
        };
        let mut fault = Diagnostic::error("OX0616", message).help(help);
        if let Some(place) = places.get(role) {
            fault = fault.at(
                &place.source,
                place.span,
                format!("chosen for {} here", role.what()),
            );
        }
        if let Clash::Two(_, other) = &clash
            && let Some(place) = places.get(other)
        {
            fault = fault.also(
                &place.source,
                place.span,
                format!("{} is here", other.what()),
            );
        }
        self.diagnostics.push(fault);
    }
}

/// The name of the generator of the number field of a map.
fn field(system: &System) -> Option<String> {
    let (System::Map(line) | System::Orbit { line, .. }) = system else {
        return None;
    };
    let mut numbers = line.vertices().iter().flat_map(|(x, y)| [x, y]);
    let field = numbers.find_map(|n| n.field())?;
    Some(field.name().to_string())
}
