//! `pictures` and `detail` in `certify` blocks: how the one report of a file looks.

use super::super::program::{Detail, Looks, Pictures};
use super::super::similar::did_you_mean;
use super::super::tree::{CertifyField, Name};
use super::Done;
use super::number::Scope;
use crate::source::{Diagnostic, Place};
use std::collections::BTreeMap;

/// Where each field was said first, and how.
pub(super) type Said = BTreeMap<&'static str, (String, Place)>;

/// What the blocks said.
pub(super) fn looks(said: &Said) -> Looks {
    let word = |field| said.get(field).map(|(word, _)| word.as_str());
    Looks {
        pictures: word("pictures").and_then(Pictures::from_word),
        detail: word("detail").and_then(Detail::from_word),
    }
}

impl Scope<'_, '_> {
    /// Notes a field `pictures` or `detail`; `None` for any other field.
    pub(super) fn looks(&mut self, field: &CertifyField) -> Option<Done<()>> {
        Some(match field {
            CertifyField::Pictures(name) => {
                self.say("pictures", name, &Pictures::ALL.map(Pictures::word))
            }
            CertifyField::Detail(name) => self.say("detail", name, &Detail::ALL.map(Detail::word)),
            _ => return None,
        })
    }
    fn say(&mut self, field: &'static str, name: &Name, words: &[&'static str]) -> Done<()> {
        if !words.contains(&name.text.as_str()) {
            let fault = self
                .error(
                    "OX0201",
                    format!("`{}` says nothing about `{field}`", name.text),
                    name.at.0,
                    format!("{} is expected", words.join(" or ")),
                )
                .help_if(did_you_mean(&name.text, words.iter().copied()));
            return self.fail(fault);
        }
        let place = Place::new(&self.source, name.at.0);
        let first = self
            .resolver
            .said
            .entry(field)
            .or_insert((name.text.clone(), place))
            .clone();
        if first.0 == name.text {
            return Ok(());
        }
        let fault = Diagnostic::error(
            "OX0617",
            format!("a file has one report, so `{field}` is the same in all its blocks"),
        )
        .at(&self.source, name.at.0, format!("{} here", name.text))
        .also(&first.1.source, first.1.span, format!("{} here", first.0));
        self.fail(fault)
    }
}
