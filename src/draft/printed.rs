//! What a printed text says of a quantity: its numbers, and how each is compared.

use super::atom::{Atom, What, closing, is_relation};
use super::formula::{Letters, formula, is_symbol};
use super::numeral::{Numeral, Spot, exponent_length, numeral};
use super::project::Project;
use super::words::{self, Comparison};
use crate::lang::program::Relation;

/// A number as it is printed.
#[derive(Clone, Debug, PartialEq)]
pub enum Number {
    /// A decimal numeral.
    Numeral(Box<Numeral>),
    /// A word, to twelve.
    Word {
        /// The number.
        value: usize,
        /// Is it an ordinal?
        ordinal: bool,
        /// The word.
        text: String,
    },
    /// An exact number, in the language of claims.
    Formula(String),
    /// The natural logarithm of an exact number.
    Logarithm(String),
    /// Infinity.
    Infinite,
}

/// One number with its comparison: the quantity stands in `relation` to it; `None` if the text names no relation.
#[derive(Clone, Debug, PartialEq)]
pub struct Stated {
    /// The number.
    pub number: Number,
    /// How the quantity compares with it.
    pub relation: Option<Relation>,
    /// Where the number stands.
    pub spot: Spot,
    /// A word that may change what is said of the number, and why.
    pub doubt: Option<(Spot, String)>,
}

/// Why a text is not understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Unread {
    /// In words.
    pub reason: String,
    /// Where, if at a place.
    pub spot: Option<Spot>,
}

/// Commands beside a number that say nothing about it.
const NEUTRAL: [&str; 19] = [
    "hline",
    "midrule",
    "toprule",
    "bottomrule",
    "newline",
    "dag",
    "ddag",
    "item",
    "noindent",
    "bf",
    "it",
    "rm",
    "em",
    "sf",
    "tt",
    "small",
    "large",
    "Large",
    "footnotesize",
];

/// Words that make another number of the number beside them.
const SCALES: [&str; 40] = [
    "half",
    "halves",
    "quarter",
    "quarters",
    "thirds",
    "fourths",
    "fifths",
    "hundred",
    "hundreds",
    "hundredth",
    "thousand",
    "thousands",
    "thousandth",
    "million",
    "millions",
    "billion",
    "billions",
    "trillion",
    "dozen",
    "dozens",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "squared",
    "cubed",
    "minus",
    "plus",
    "twice",
];

/// The parts of a text.
enum Item {
    /// A sign of comparison, as it stands: left side, relation, right side.
    Sign(Relation),
    /// Words of comparison: the quantity to the number that follows.
    Words(Comparison),
    Number(Number, Spot),
    Symbol,
}

/// The numbers that a text states, in its order; none if it has none.
pub fn statements(
    project: &Project,
    atoms: &[Atom],
    constant: &dyn Fn(&str) -> Option<String>,
) -> Result<Vec<Stated>, Unread> {
    let mut splitter = Splitter {
        project,
        atoms,
        constant,
        items: Vec::new(),
        words: Vec::new(),
    };
    splitter.split()?;
    splitter.finish()
}

/// The words of a text.
pub fn words_of(atoms: &[Atom]) -> Vec<String> {
    let mut out = vec![String::new()];
    for atom in atoms {
        match atom.what {
            What::Char(c) if c.is_alphabetic() || c == '\'' || c == '’' => {
                out.last_mut().expect("never empty").push(c);
            }
            _ => out.push(String::new()),
        }
    }
    out.retain(|w| !w.is_empty());
    out
}

/// The polynomial that a text prints, in the language of claims; what stands before its `=` is its name, and `= 0` may
/// follow it. An equation between two polynomials is none.
pub fn polynomial(atoms: &[Atom]) -> Option<String> {
    let mut parts: Vec<&[Atom]> = without_words(atoms)?.split(is_relation).collect();
    let zero = |part: &[Atom]| {
        let mut solid = part
            .iter()
            .filter(|a| !matches!(a.what, What::Blank | What::Thin));
        solid.next().is_some_and(|a| a.is('0')) && solid.next().is_none()
    };
    if parts.len() > 1 && parts.last().is_some_and(|p| zero(p)) {
        parts.pop();
    }
    let (part, names) = parts.split_last()?;
    let sum = |a: &Atom| matches!(a.what, What::Char('+' | '-' | '*' | '/'));
    let mut power = names.iter().flat_map(|p| p.windows(2));
    if power.any(|w| sum(&w[1]) || w[0].is('^') && w[1].digit().is_some()) {
        return None;
    }
    formula(part, Letters::Variable)
}

/// A formula without the words before and after it; `None` if one of them changes what is said.
fn without_words(mut atoms: &[Atom]) -> Option<&[Atom]> {
    let quiet = |a: &Atom| {
        matches!(
            a.what,
            What::Blank | What::Thin | What::Char('.' | ',' | ';' | ':')
        )
    };
    let said = words_of(atoms);
    if (said.iter()).any(|w| {
        words::averts(w) || words::alters(w) || SCALES.contains(&w.to_lowercase().as_str())
    }) {
        return None;
    }
    loop {
        while let [first, rest @ ..] = atoms
            && quiet(first)
        {
            atoms = rest;
        }
        while let [rest @ .., last] = atoms
            && quiet(last)
        {
            atoms = rest;
        }
        let letter = |a: &&Atom| a.letter().is_some();
        let ahead = atoms.iter().take_while(letter).count();
        let behind = atoms.iter().rev().take_while(letter).count();
        if ahead > 1 && atoms.get(ahead).is_some_and(|a| a.what == What::Blank) {
            atoms = &atoms[ahead..];
        } else if behind > 1
            && behind < atoms.len()
            && atoms[atoms.len() - behind - 1].what == What::Blank
        {
            atoms = &atoms[..atoms.len() - behind];
        } else {
            return Some(atoms);
        }
    }
}

/// An enclosure `[1.46,\, 1.47]`: at least the one number and at most the other.
pub fn interval(project: &Project, atoms: &[Atom]) -> Option<Vec<Stated>> {
    let solid = |a: &Atom| !matches!(a.what, What::Blank | What::Thin | What::Open | What::Close);
    // `\rho \in (1.6, 1.7)`: open ends only after the sign.
    let member = atoms
        .iter()
        .position(|a| a.is_sign("in"))
        .filter(|at| atoms[..*at].iter().all(|a| a.digit().is_none()));
    let named = atoms
        .iter()
        .position(|a| a.is('['))
        .filter(|at| words_of(&atoms[..*at]) == ["in"] && !atoms[..*at].iter().any(is_relation));
    let atoms = match (member, named) {
        (Some(at), _) => &atoms[at + 1..],
        (None, Some(at)) => &atoms[at..],
        _ => atoms,
    };
    let first = atoms.iter().position(solid)?;
    let last = atoms.iter().rposition(solid)?;
    let open = atoms[first].is('(') && member.is_some();
    let closed = atoms[last].is(')') && member.is_some();
    if !(atoms[first].is('[') || open)
        || !(atoms[last].is(']') || closed)
        || closing(atoms, first) != Some(last)
    {
        return None;
    }
    let inner = &atoms[first + 1..last];
    let space = |i: usize| {
        inner
            .get(i + 1)
            .is_some_and(|a| matches!(a.what, What::Blank | What::Thin))
    };
    let marks = |c: char| (0..inner.len()).filter(move |i| inner[*i].is(c));
    // A comma before a space, a semicolon, or the only comma.
    let cut = marks(';')
        .next()
        .or_else(|| marks(',').find(|i| space(*i)))
        .or_else(|| (marks(',').count() == 1).then(|| marks(',').next())?)?;
    let end = |part: &[Atom], relation: Relation| {
        let mut list = statements(project, part, &|_| None).ok()?;
        let only = list
            .pop()
            .filter(|s| list.is_empty() && s.relation.is_none())?;
        Some(Stated {
            relation: Some(relation),
            ..only
        })
    };
    Some(vec![
        end(
            &inner[..cut],
            match open {
                true => Relation::Greater,
                false => Relation::GreaterEqual,
            },
        )?,
        end(
            &inner[cut + 1..],
            match closed {
                true => Relation::Less,
                false => Relation::LessEqual,
            },
        )?,
    ])
}

/// The period in `10 or stronger`.
pub fn stronger(project: &Project, atoms: &[Atom]) -> Option<Stated> {
    let words = words_of(atoms);
    let texts: Vec<&str> = words.iter().map(String::as_str).collect();
    if !(texts.ends_with(&["or", "stronger"])
        || texts.ends_with(&["or", "a", "stronger", "period"]))
    {
        return None;
    }
    let cut = atoms.windows(4).rposition(|w| {
        w[0].what == What::Blank && w[1].is('o') && w[2].is('r') && w[3].what == What::Blank
    })?;
    let mut list = statements(project, &atoms[..cut], &|_| None).ok()?;
    list.pop()
        .filter(|s| list.is_empty() && s.relation.is_none())
}

struct Splitter<'a> {
    project: &'a Project,
    atoms: &'a [Atom],
    constant: &'a dyn Fn(&str) -> Option<String>,
    items: Vec<Item>,
    /// Words in a row, each with its place and the number of items before it.
    words: Vec<(String, Spot, usize)>,
}

impl Splitter<'_> {
    fn spot(&self, from: usize, to: usize) -> Spot {
        let (first, last) = (&self.atoms[from], &self.atoms[to - 1]);
        let span = match first.file == last.file && first.span.start <= last.span.start {
            true => first.span.to(last.span),
            false => first.span,
        };
        (first.file, span)
    }
    fn unread<T>(&self, from: usize, to: usize, reason: &str) -> Result<T, Unread> {
        Err(Unread {
            reason: reason.to_string(),
            spot: Some(self.spot(from, to)),
        })
    }
    fn split(&mut self) -> Result<(), Unread> {
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
    /// Can a number begin here?
    fn starts_number(&self, i: usize) -> bool {
        let next = |from: usize| {
            (from..self.atoms.len())
                .find(|j| !matches!(self.atoms[*j].what, What::Blank | What::Thin | What::Open))
        };
        match &self.atoms[i].what {
            What::Char(c) if c.is_ascii_digit() => true,
            What::Char('.') => self.atoms.get(i + 1).is_some_and(|a| a.digit().is_some()),
            What::Char('-' | '+' | '(') => next(i + 1).is_some_and(|j| {
                !matches!(self.atoms[j].what, What::Char('-' | '+')) && self.starts_number(j)
            }),
            What::Sign(s) => {
                matches!(s.as_str(), "frac" | "sqrt" | "num" | "qty" | "ln" | "infty")
                    || (self.constant)(s).is_some()
            }
            _ => false,
        }
    }
    /// The end of the number that begins at `start`.
    fn run_end(&self, start: usize) -> usize {
        let atoms = self.atoms;
        let operator = |a: &Atom| {
            matches!(a.what, What::Char('+' | '-' | '*' | '/' | '^'))
                || matches!(&a.what, What::Sign(s) if matches!(s.as_str(), "cdot" | "times" | "pm" | "div"))
        };
        let (mut i, mut end) = (start, start);
        // Does the last atom ask for an operand?
        let mut open = true;
        while i < atoms.len() {
            let atom = &atoms[i];
            let next = match &atom.what {
                What::Blank | What::Thin => {
                    let solid = atoms[i..]
                        .iter()
                        .find(|a| !matches!(a.what, What::Blank | What::Thin));
                    let glued = atom.what == What::Thin
                        && solid.is_some_and(|a| a.digit().is_some() || a.is('%'));
                    let percent = solid.is_some_and(|a| a.is('%'));
                    let joins =
                        solid.is_some_and(|a| operator(a) && !a.is('-') || a.is_sign("ldots"));
                    let minus = solid.is_some_and(|a| a.is('-')) && self.blank_after_minus(i);
                    if !(open || glued || joins || minus || percent) {
                        break;
                    }
                    i += 1;
                    continue;
                }
                What::Char(c) if c.is_ascii_digit() => {
                    open = false;
                    i + 1
                }
                What::Char('.' | ',') => i + 1,
                What::Char('%') => {
                    open = false;
                    i + 1
                }
                What::Char('(' | '[') | What::Open => match closing(atoms, i) {
                    // A group of words after a number is not part of it.
                    Some(close)
                        if open
                            || atoms[i - 1].what == What::Close
                            || atoms[i..close].iter().all(|a| a.letter().is_none()) =>
                    {
                        open = false;
                        close + 1
                    }
                    _ => break,
                },
                What::Char('^') if !open => {
                    open = true;
                    i + 1
                }
                What::Char('-') if atoms.get(i + 1).is_some_and(|a| a.is('-')) => break,
                _ if operator(atom) => {
                    open = true;
                    i + 1
                }
                What::Sign(s) if matches!(s.as_str(), "frac" | "sqrt" | "num" | "qty" | "ln") => {
                    open = true;
                    i + 1
                }
                What::Sign(s) if matches!(s.as_str(), "ldots" | "infty" | "textsuperscript") => {
                    open = s == "textsuperscript";
                    i + 1
                }
                What::Sign(s) if (self.constant)(s).is_some() => {
                    open = false;
                    i + 1
                }
                What::Char(c) if c.is_alphabetic() && self.is_ordinal(i) => {
                    open = false;
                    i + 2
                }
                What::Char('e' | 'E') if exponent_length(atoms, i).is_some() => {
                    open = false;
                    i + exponent_length(atoms, i).unwrap_or(1)
                }
                _ => break,
            };
            i = next;
            end = i;
        }
        while end > start + 1 && self.trails(start, end) {
            end -= 1;
        }
        end
    }
    /// Is the last atom of `start..end` punctuation or an operator without a right side?
    fn trails(&self, start: usize, end: usize) -> bool {
        match &self.atoms[end - 1].what {
            What::Blank | What::Thin => true,
            What::Char('.') => {
                // Three dots mean that digits follow.
                !(end >= start + 4 && (1..=3).all(|k| self.atoms[end - k].is('.')))
                    || end >= start + 5 && self.atoms[end - 4].is('.')
            }
            What::Char(c) => matches!(c, ',' | '+' | '-' | '*' | '/' | '^'),
            What::Sign(s) => matches!(s.as_str(), "cdot" | "times" | "pm" | "div"),
            _ => false,
        }
    }
    /// `1 - x`, not `13 -- 20` nor `13-periodic`: is the minus sign after this blank followed by one too, and once?
    fn blank_after_minus(&self, i: usize) -> bool {
        let minus = (i..self.atoms.len()).find(|j| self.atoms[*j].is('-'));
        minus.is_some_and(|j| {
            self.atoms
                .get(j + 1)
                .is_some_and(|a| a.what == What::Blank || a.digit().is_some() || a.is_sign("sqrt"))
        })
    }
    fn is_ordinal(&self, i: usize) -> bool {
        let at = |k: usize| self.atoms.get(i + k).and_then(Atom::letter);
        let after_digit = i > 0
            && (self.atoms[i - 1].digit().is_some()
                || self.atoms[i - 1].is('^')
                || self.atoms[i - 1].is_sign("textsuperscript"));
        let letters: Option<String> = at(0).zip(at(1)).map(|(a, b)| [a, b].iter().collect());
        after_digit
            && at(2).is_none()
            && letters.is_some_and(|l| matches!(l.as_str(), "st" | "nd" | "rd" | "th"))
    }
    fn read(&self, from: usize, to: usize) -> Option<Number> {
        let mut atoms = &self.atoms[from..to];
        // Brackets and braces around all of it change nothing.
        while let [first, .., _] = atoms
            && matches!(first.what, What::Open | What::Char('('))
            && closing(atoms, 0) == Some(atoms.len() - 1)
        {
            atoms = &atoms[1..atoms.len() - 1];
        }
        if let Some(found) = numeral(self.project, atoms) {
            return Some(Number::Numeral(Box::new(found)));
        }
        let unsigned = match atoms {
            [plus, rest @ ..] if plus.is('+') => rest,
            all => all,
        };
        if let [only] = unsigned
            && only.is_sign("infty")
        {
            return Some(Number::Infinite);
        }
        let constants = Letters::Constants(self.constant);
        if atoms.first().is_some_and(|a| a.is_sign("ln")) {
            if !one_factor(&atoms[1..]) {
                return None;
            }
            return formula(&atoms[1..], constants).map(Number::Logarithm);
        }
        formula(atoms, constants).map(Number::Formula)
    }
    /// What touches a number must not change it.
    fn check_neighbour(&self, from: usize, to: usize) -> Result<(), Unread> {
        let quiet = |a: &Atom| matches!(a.what, What::Blank | What::Thin | What::Open);
        if let Some(j) = (0..from).rev().find(|j| !quiet(&self.atoms[*j])) {
            let touches = j + 1 == from;
            let bad = match &self.atoms[j].what {
                What::Char('*' | '/' | '^' | '_' | '|' | '+' | '\\' | '#') => true,
                What::Char(c) => touches && (c.is_alphanumeric() || *c == '-' || *c == '–'),
                What::Sign(s) => !is_relation(&self.atoms[j]) && !NEUTRAL.contains(&s.as_str()),
                _ => false,
            };
            if bad {
                return self.unread(j, to, "what stands before the number is not understood");
            }
        }
        let solid = (to..self.atoms.len()).find(|j| {
            !matches!(
                self.atoms[*j].what,
                What::Blank | What::Thin | What::Open | What::Close
            )
        });
        let Some(j) = solid else { return Ok(()) };
        let between = &self.atoms[to..j];
        let letters = self.atoms[j..].iter().take_while(|a| a.letter().is_some());
        // `13\,neurons` is a number and its unit, `2\,e` a product.
        let unit = between.iter().any(|a| a.what == What::Thin) && letters.count() > 2;
        let touches = between.iter().all(|a| a.what != What::Blank) && !unit;
        let bad = match &self.atoms[j].what {
            What::Char(c) if c.is_alphabetic() || c.is_numeric() => touches,
            What::Char('!' | '^' | '_' | '*' | '+' | '/') => true,
            What::Char('-') => {
                let next = self.atoms.get(j + 1);
                next.is_some_and(|a| a.is('-') || a.digit().is_some())
            }
            What::Sign(s) if is_relation(&self.atoms[j]) || s == "ldots" => false,
            What::Sign(s) => !NEUTRAL.contains(&s.as_str()),
            _ => false,
        };
        match bad {
            true => self.unread(from, j + 1, "what follows the number is not understood"),
            false => Ok(()),
        }
    }
    /// A word or a symbol with its indices and arguments: the index after it.
    fn word(&mut self, i: usize) -> usize {
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
    fn symbol(&mut self, i: usize, name: &str) -> Result<usize, Unread> {
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
    /// `61.8 percent`: the words after a number that make it one of hundredths are taken away.
    fn percent(&mut self) -> Result<(), Unread> {
        let mut i = 0;
        while i < self.words.len() {
            let is = |k: usize, word: &str| {
                self.words
                    .get(k)
                    .is_some_and(|w| w.0.eq_ignore_ascii_case(word) && w.2 == self.words[i].2)
            };
            let used = match (is(i, "percent"), is(i, "per") && is(i + 1, "cent")) {
                (true, _) => 1,
                (_, true) => 2,
                _ => {
                    i += 1;
                    continue;
                }
            };
            let (spot, at) = (self.words[i].1, self.words[i].2);
            // Only beside its number: `13 of them, in percent` is another thing.
            let first = !self.words[..i].iter().any(|w| w.2 == at);
            match at.checked_sub(1).and_then(|k| self.items.get_mut(k)) {
                Some(Item::Number(Number::Numeral(n), _)) if first => n.in_percent(),
                _ => {
                    return Err(Unread {
                        reason: "percent of what is not understood".to_string(),
                        spot: Some(spot),
                    });
                }
            }
            self.words.drain(i..i + used);
        }
        Ok(())
    }
    /// Puts words of comparison and of numbers among the items, then pairs numbers with comparisons.
    fn finish(mut self) -> Result<Vec<Stated>, Unread> {
        self.percent()?;
        let last = self
            .items
            .iter()
            .rposition(|i| matches!(i, Item::Number(..)));
        let mut doubt: Option<(Spot, String)> = None;
        for (word, spot, _) in &self.words {
            let scale = word.to_lowercase();
            if scale.split('-').any(|w| SCALES.contains(&w)) {
                let reason = format!("a number with the word {word} is not understood");
                return Err(Unread {
                    reason,
                    spot: Some(*spot),
                });
            }
        }
        let texts: Vec<&str> = self.words.iter().map(|w| w.0.as_str()).collect();
        let mut placed: Vec<(usize, Item)> = Vec::new();
        let has_number = self.items.iter().any(|i| matches!(i, Item::Number(..)));
        let mut i = 0;
        while i < texts.len() {
            // A phrase is not broken by numbers or signs.
            let together = (i..texts.len())
                .take_while(|j| self.words[*j].2 == self.words[i].2)
                .count();
            if let Some((comparison, used)) = words::comparison(&texts[i..i + together]) {
                placed.push((self.words[i].2, Item::Words(comparison)));
                i += used;
                continue;
            }
            let infinite = matches!(
                texts[i].to_lowercase().as_str(),
                "infinite" | "infinitely" | "infinity"
            );
            if let (false, Some((value, ordinal))) = (has_number, words::number(texts[i])) {
                let number = Number::Word {
                    value,
                    ordinal,
                    text: texts[i].to_string(),
                };
                placed.push((self.words[i].2, Item::Number(number, self.words[i].1)));
            } else if infinite && !has_number {
                placed.push((
                    self.words[i].2,
                    Item::Number(Number::Infinite, self.words[i].1),
                ));
            } else {
                let (word, spot, at) = &self.words[i];
                let averted = words::averts(word) && last.is_none_or(|l| *at <= l);
                if averted || word.split('-').any(words::alters) {
                    let reason = format!("the word {word} may change what is said of the number");
                    doubt.get_or_insert((*spot, reason));
                }
                placed.push((*at, Item::Symbol));
            }
            i += 1;
        }
        for (at, item) in placed.into_iter().rev() {
            self.items.insert(at, item);
        }
        let mut out = pair(self.items)?;
        if let Some(stated) = out.first_mut() {
            stated.doubt = doubt;
        }
        Ok(out)
    }
}

/// Pairs each number with the comparison beside it.
fn pair(items: Vec<Item>) -> Result<Vec<Stated>, Unread> {
    let fail = |spot: Spot, reason: &str| {
        Err(Unread {
            reason: reason.to_string(),
            spot: Some(spot),
        })
    };
    let mut out: Vec<Stated> = Vec::new();
    let mut between = 0;
    // Does the sign after the number before belong to that number, as in `1 < \rho < 2`?
    let mut taken = 0;
    for (i, item) in items.iter().enumerate() {
        let Item::Number(number, spot) = item else {
            if matches!(item, Item::Words(Comparison::Between)) {
                between = 2;
            }
            continue;
        };
        let comparisons = |range: &[Item]| -> Vec<Option<Relation>> {
            range
                .iter()
                .filter_map(|i| match i {
                    Item::Sign(r) => Some(Some(*r)),
                    Item::Words(Comparison::Is(r)) => Some(Some(*r)),
                    Item::Words(Comparison::Not) => Some(None),
                    _ => None,
                })
                .collect()
        };
        let start = items[..i]
            .iter()
            .rposition(|i| matches!(i, Item::Number(..)));
        let end = items[i + 1..]
            .iter()
            .position(|i| matches!(i, Item::Number(..)));
        let before = comparisons(&items[(start.map_or(0, |s| s + 1) + taken).min(i)..i]);
        taken = 0;
        let follows: Vec<Option<Relation>> = {
            let range = &items[i + 1..end.map_or(items.len(), |e| i + 1 + e)];
            range
                .iter()
                .take(1)
                .filter_map(|i| match i {
                    Item::Sign(r) => Some(Some(*r)),
                    _ => None,
                })
                .collect()
        };
        let relation = if between > 0 {
            between -= 1;
            Some(if between == 1 {
                Relation::GreaterEqual
            } else {
                Relation::LessEqual
            })
        } else {
            match (before.as_slice(), follows.as_slice()) {
                ([], []) => None,
                ([Some(r)], _) => Some(*r),
                // `\sqrt5 \approx 2.236`: the first is exact.
                ([], [Some(Relation::Rounds)])
                    if matches!(items.get(i + 2), Some(Item::Number(..)))
                        && matches!(number, Number::Formula(_) | Number::Logarithm(_)) =>
                {
                    Some(Relation::Equal)
                }
                // `1 < \rho`: the number stands on the left.
                ([], [Some(r)]) => {
                    let symbol = matches!(items.get(i + 2), Some(Item::Symbol));
                    taken = usize::from(symbol);
                    Some(flipped(*r))
                }
                _ => return fail(*spot, "how the number is compared is not understood"),
            }
        };
        if matches!(items.get(i + 1), Some(Item::Words(Comparison::Not))) {
            return fail(*spot, "the words after the number change what it says");
        }
        let chained = start.is_some_and(|s| matches!(&items[s + 1..i], [Item::Sign(_)]));
        if chained && !matches!(relation, Some(Relation::Equal | Relation::Rounds)) {
            return fail(
                *spot,
                "two numbers are compared with each other, not with a quantity",
            );
        }
        out.push(Stated {
            number: number.clone(),
            relation,
            spot: *spot,
            doubt: None,
        });
    }
    Ok(out)
}

/// Is it one factor, so that the logarithm before it is that of all of it? `\ln 2 + 1` and `\ln(2)^3` are not.
fn one_factor(atoms: &[Atom]) -> bool {
    let solid = |a: &&Atom| !matches!(a.what, What::Blank | What::Thin);
    let bracketed = atoms
        .iter()
        .find(solid)
        .is_some_and(|a| matches!(a.what, What::Open | What::Char('(' | '[')));
    let (mut depth, mut factors) = (0usize, 0usize);
    for (i, atom) in atoms.iter().enumerate() {
        match &atom.what {
            What::Open | What::Char('(' | '[') => {
                factors += usize::from(depth == 0 && i > 0 && !after_command(atoms, i));
                depth += 1;
            }
            What::Close | What::Char(')' | ']') => depth = depth.saturating_sub(1),
            What::Char('+' | '-' | '*' | '/') if depth == 0 => return false,
            What::Char('^') if depth == 0 && bracketed => return false,
            What::Sign(s) if depth == 0 => match s.as_str() {
                "cdot" | "times" | "div" | "pm" | "ln" => return false,
                _ => factors += usize::from(i > 0),
            },
            _ => {}
        }
    }
    !(bracketed && factors > 0)
}

/// Is the group at `i` an argument of a command, or an exponent?
fn after_command(atoms: &[Atom], i: usize) -> bool {
    let before = atoms[..i]
        .iter()
        .rfind(|a| !matches!(a.what, What::Blank | What::Thin));
    before.is_some_and(|a| matches!(a.what, What::Sign(_) | What::Close | What::Char('^')))
}

/// The relation read from right to left.
pub fn flipped(relation: Relation) -> Relation {
    match relation {
        Relation::Less => Relation::Greater,
        Relation::LessEqual => Relation::GreaterEqual,
        Relation::Greater => Relation::Less,
        Relation::GreaterEqual => Relation::LessEqual,
        same => same,
    }
}
