//! The title and the author of a file: characters that LaTeX cannot print, shown where they stand.

use super::Context;
use super::input::Input;
use super::output::{Status, tell};
use crate::lang::program::Program;
use crate::report::escape::{shown, text};
use crate::source::{Diagnostic, Source, Span, render};

/// Reports each of them that cannot be printed.
pub fn check(context: &Context, input: &Input, program: &Program) -> Result<(), Status> {
    let mut status = Ok(());
    for (word, value) in [("title", &program.title), ("author", &program.author)] {
        let Some(bad) = value.as_deref().and_then(|v| text(v).err()) else {
            continue;
        };
        let message = format!(
            "the {word} holds the character `{}` (U+{:04X}), which pdflatex cannot print",
            shown(bad.character),
            u32::from(bad.character)
        );
        let source = Source::new(input.name.as_str(), String::from_utf8_lossy(&input.bytes));
        let mut d = Diagnostic::error("OX0871", message);
        if let Some(span) = place(&source.text, word, bad.character) {
            d = d.at(&source, span, "this character");
        }
        tell(render(
            &d.help("write it in letters that LaTeX has: accented Latin letters, Greek letters and common signs are printed"),
            context.colour,
        ));
        tell("");
        status = Err(Status::BadInput);
    }
    status
}

/// The first place of a character in the string of a statement `title "..."`.
fn place(text: &str, word: &str, character: char) -> Option<Span> {
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        let statement = line.trim_start().strip_prefix(word);
        if statement.is_some_and(|rest| rest.trim_start().starts_with('"')) {
            let at = line_start + line.find('"')?;
            let found = at + text[at..].find(character)?;
            return Some(Span::new(found, found + character.len_utf8()));
        }
        line_start += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_character_of_the_statement_is_found() {
        let text = "# title \"中\"\nmap f = tent(2)\n  title \"é中\"\nauthor \"中\"\n";
        let found = place(text, "title", '中').map(|s| s.start);
        assert_eq!(found, text.find("é中").map(|at| at + 'é'.len_utf8()));
        let found = place(text, "author", '中').map(|s| s.start);
        assert_eq!(found, text.rfind('中'));
        assert_eq!(place("map f = tent(2)", "title", '中'), None);
    }
}
