//! The splitter: goes through a text and notes signs, numbers, words and symbols.

use super::{Item, Splitter, Unread};
use crate::draft::atom::{Atom, What, closing, is_relation};
use crate::draft::formula::is_symbol;
use crate::draft::numeral::Spot;
use crate::lang::program::Relation;

impl Splitter<'_> {
    pub(super) fn spot(&self, from: usize, to: usize) -> Spot {
        let (first, last) = (&self.atoms[from], &self.atoms[to - 1]);
        let span = match first.file == last.file && first.span.start <= last.span.start {
            true => first.span.to(last.span),
            false => first.span,
        };
        (first.file, span)
    }
    pub(super) fn unread<T>(&self, from: usize, to: usize, reason: &str) -> Result<T, Unread> {
        Err(Unread {
            reason: reason.to_string(),
            spot: Some(self.spot(from, to)),
        })
    }
    pub(super) fn split(&mut self) -> Result<(), Unread> {
        let atoms = self.atoms;
        let mut i = 0;
        while i < atoms.len() {
            let atom = &atoms[i];
            if is_relation(atom) {
                self.items.push(Item::Sign(match &atom.what {
                    What::Sign(s) if s == "<" => Relation::Less,
                    What::Sign(s) if s == ">" => Relation::Greater,
                    What::Sign(s) if s == "le" => Relation::LessEqual,
                    What::Sign(s) if s == "ge" => Relation::GreaterEqual,
                    What::Sign(s) if s == "approx" => Relation::Rounds,
                    What::Sign(s) if s == "=" => Relation::Equal,
                    _ => return self.unread(i, i + 1, "a sign that says what a number is not"),
                }));
                i += 1;
                continue;
            }
            if self.starts_number(i) {
                let end = self.run_end(i);
                match self.read(i, end) {
                    Some(number) => {
                        self.check_neighbour(i, end)?;
                        self.items.push(Item::Number(number, self.spot(i, end)));
                        i = end;
                        continue;
                    }
                    None if atom.is('(') || atom.is('-') || atom.is('+') => {}
                    None => return self.unread(i, end, "this number is not understood"),
                }
            }
            i = match &atom.what {
                What::Char(c) if c.is_alphabetic() => self.word(i),
                What::Sign(s) if s == "not" => {
                    return self.unread(i, i + 1, "a sign that says what a number is not");
                }
                What::Sign(name) => self.symbol(i, &name.clone())?,
                What::Char('_' | '^') => self.after_script(i),
                _ => i + 1,
            };
        }
        Ok(())
    }
    /// A word or a symbol with its indices and arguments: the index after it.
    pub(super) fn word(&mut self, i: usize) -> usize {
        let atoms = self.atoms;
        let mut end = i;
        let letter_at = |j: usize| atoms.get(j).is_some_and(|a: &Atom| a.letter().is_some());
        while letter_at(end)
            || end > i
                && atoms
                    .get(end)
                    .is_some_and(|a| a.is('-') || a.is('\'') || a.is('’'))
                && letter_at(end + 1)
        {
            end += 1;
        }
        let text: String = atoms[i..end]
            .iter()
            .filter_map(|a| match a.what {
                What::Char(c) => Some(c),
                _ => None,
            })
            .collect();
        let spot = self.spot(i, end);
        let mut after = end;
        while atoms
            .get(after)
            .is_some_and(|a| a.digit().is_some() || a.letter().is_some())
        {
            after += 1;
        }
        let scripted = self.after_symbol(after);
        if scripted > end {
            self.items.push(Item::Symbol);
        } else {
            self.words.push((text, spot, self.items.len()));
        }
        scripted
    }
    /// A command that is no number: a symbol, or something that hides digits.
    pub(super) fn symbol(&mut self, i: usize, name: &str) -> Result<usize, Unread> {
        let group = self.atoms.get(i + 1).is_some_and(|a| a.what == What::Open);
        if group && !is_symbol(name) && name != "textsuperscript" {
            let end = closing(self.atoms, i + 1).map_or(self.atoms.len(), |e| e + 1);
            if self.atoms[i..end].iter().any(|a| a.digit().is_some()) {
                return self.unread(i, end, &format!("the command \\{name} is not understood"));
            }
            return Ok(end);
        }
        self.items.push(Item::Symbol);
        Ok(self.after_symbol(i + 1))
    }
    /// The index after subscripts, superscripts and arguments in parentheses.
    fn after_symbol(&self, mut i: usize) -> usize {
        loop {
            match self.atoms.get(i).map(|a| &a.what) {
                Some(What::Char('_' | '^')) => i = self.after_script(i),
                Some(What::Char('\'')) => i += 1,
                Some(What::Char('(')) => match closing(self.atoms, i) {
                    Some(end) => i = end + 1,
                    None => return i,
                },
                _ => return i,
            }
        }
    }
    fn after_script(&self, i: usize) -> usize {
        let next = (i + 1..self.atoms.len())
            .find(|j| !matches!(self.atoms[*j].what, What::Blank | What::Thin));
        match next {
            Some(j) if self.atoms[j].what == What::Open => {
                closing(self.atoms, j).map_or(self.atoms.len(), |e| e + 1)
            }
            Some(j) => j + 1,
            None => self.atoms.len(),
        }
    }
}
