//! One message to the user: a stable code, what is wrong, where, and what to do.

use super::text::{Place, Source, Span};
use std::sync::Arc;

/// How much a diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Good to know.
    Note,
    /// Probably not meant.
    Warning,
    /// The input is wrong.
    Error,
}

/// A place with a few words beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// What to say there; may be empty.
    pub text: String,
    /// Is this the fault itself (underlined with `^`) or context (`-`)?
    pub primary: bool,
}

/// A replacement of some text that would mend the fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What to replace.
    pub place: Place,
    /// The new text.
    pub replacement: String,
}

/// One message to the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// A code listed in [`super::codes`], such as `OX0103`.
    pub code: &'static str,
    /// Its weight.
    pub severity: Severity,
    /// One line without a full stop.
    pub message: String,
    /// The places, in the order they were found; the first primary one is *the* place.
    pub labels: Vec<Label>,
    /// Facts, printed as `= note:`.
    pub notes: Vec<String>,
    /// Advice, printed as `= help:`.
    pub help: Vec<String>,
    /// A repair that a tool can apply.
    pub suggestion: Option<Suggestion>,
}

impl Diagnostic {
    /// A diagnostic without places.
    pub fn new(severity: Severity, code: &'static str, message: impl Into<String>) -> Diagnostic {
        let message = shortened(message.into());
        Diagnostic {
            code,
            severity,
            message,
            labels: vec![],
            notes: vec![],
            help: vec![],
            suggestion: None,
        }
    }
    /// An error without places.
    pub fn error(code: &'static str, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Severity::Error, code, message)
    }
    /// Adds the place of the fault.
    pub fn at(mut self, source: &Arc<Source>, span: Span, text: impl Into<String>) -> Diagnostic {
        self.labels.push(Label {
            place: Place::new(source, span),
            text: shortened(text.into()),
            primary: true,
        });
        self
    }
    /// Adds a place of context.
    pub fn also(mut self, source: &Arc<Source>, span: Span, text: impl Into<String>) -> Diagnostic {
        self.labels.push(Label {
            place: Place::new(source, span),
            text: shortened(text.into()),
            primary: false,
        });
        self
    }
    /// Adds a fact.
    pub fn note(mut self, text: impl Into<String>) -> Diagnostic {
        self.notes.push(shortened(text.into()));
        self
    }
    /// Adds advice.
    pub fn help(mut self, text: impl Into<String>) -> Diagnostic {
        self.help.push(shortened(text.into()));
        self
    }
    /// Adds advice if there is any.
    pub fn help_if(mut self, text: Option<String>) -> Diagnostic {
        self.help.extend(text);
        self
    }
    /// Adds a repair.
    pub fn suggest(
        mut self,
        source: &Arc<Source>,
        span: Span,
        replacement: impl Into<String>,
    ) -> Diagnostic {
        self.suggestion = Some(Suggestion {
            place: Place::new(source, span),
            replacement: replacement.into(),
        });
        self
    }
    /// The place of the fault: the first primary label.
    pub fn place(&self) -> Option<&Place> {
        self.labels.iter().find(|l| l.primary).map(|l| &l.place)
    }
    /// Was a limit reached (codes `OX05xx`), rather than a rule broken?
    pub fn is_limit(&self) -> bool {
        self.code.starts_with("OX05")
    }
}

/// The longest text of a message, in characters.
const MAX_TEXT: usize = 400;

/// A text with its middle left out if it is long, as one with a number of thousands of digits.
fn shortened(text: String) -> String {
    if text.len() <= MAX_TEXT || text.chars().count() <= MAX_TEXT {
        return text;
    }
    let characters: Vec<char> = text.chars().collect();
    let (head, tail) = (
        &characters[..MAX_TEXT - 100],
        &characters[characters.len() - 80..],
    );
    head.iter()
        .chain(&[' ', '.', '.', '.', ' '])
        .chain(tail)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_lose_their_middle() {
        let long = "ä".repeat(5_000) + "!";
        let fault = Diagnostic::error("OX0101", long).note("short");
        assert!(fault.message.chars().count() <= MAX_TEXT && fault.message.ends_with("ä!"));
        assert_eq!(fault.notes, ["short"]);
    }
}
