//! The author's symbols in a report: the letters of finished LaTeX are exchanged, in formulas only, all at once.
//!
//! Templates and sentences of this room are written in the usual letters. A notation is a one-to-one exchange of
//! letters, so two things look alike after it only if they did before. Text, names, labels and the author's own LaTeX
//! are not formulas of this room and stay as they are.

use super::escape::Tex;
use crate::certificate::notation::{FIXED, Role, generator, stem};
use crate::certificate::{Certificate, symbol};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Letters for what makes way for an author's symbol; reports use none of them.
const LOWER: &[&str] = &[
    "\\eta",
    "\\nu",
    "\\zeta",
    "\\xi",
    "\\tau",
    "\\psi",
    "\\omega",
    "\\beta",
    "\\upsilon",
    "\\iota",
    "\\phi",
    "\\varpi",
    "\\varrho",
    "\\epsilon",
    "\\vartheta",
    "\\lambda",
];
/// The same for capitals.
const UPPER: &[&str] = &[
    "Q",
    "R",
    "X",
    "Y",
    "Z",
    "D",
    "G",
    "\\Gamma",
    "\\Delta",
    "\\Theta",
    "\\Xi",
    "\\Phi",
    "\\Psi",
    "\\Omega",
    "\\Sigma",
    "\\Upsilon",
];

/// Commands whose argument is no formula of this room, or no formula at all.
const OPAQUE: &[&str] = &[
    "begin",
    "end",
    "hspace",
    "label",
    "mathbb",
    "mathcal",
    "mathit",
    "mathrm",
    "mathsf",
    "operatorname",
    "orbcite",
    "ref",
    "texttt",
];
/// Commands with text in their argument.
const TEXT: &[&str] = &["mbox", "text", "textbf", "textit", "textrm", "emph"];
/// Environments that are formulas.
const DISPLAYS: &[&str] = &[
    "align",
    "align*",
    "equation",
    "equation*",
    "gather",
    "gather*",
    "multline",
    "multline*",
];
/// Environments that are copied.
const COPIED: &[&str] = &["orbsvg", "verbatim"];

/// An exchange of letters; empty where there is no notation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Symbols(BTreeMap<String, String>);

impl Symbols {
    /// The exchange that a certificate asks for.
    pub fn of(cert: &Certificate) -> Symbols {
        let Some(notation) = &cert.notation else {
            return Symbols::default();
        };
        let mut map = BTreeMap::new();
        let mut taken: BTreeSet<String> = FIXED.iter().map(|(s, _)| s.to_string()).collect();
        for role in Role::ALL {
            match notation.get(role) {
                Some(symbol) => {
                    map.insert(role.usual().to_string(), symbol.to_string());
                    taken.insert(stem(symbol).to_string());
                }
                // The function of a network makes way.
                None if role == Role::Network => {}
                None => {
                    taken.insert(role.usual().to_string());
                }
            }
        }
        let fields = cert.maps.iter().filter_map(|m| m.field.as_ref());
        let mut used: BTreeSet<String> = fields.filter_map(|f| generator(&f.name)).collect();
        used.extend(taken.iter().cloned());
        // A letter of the report that an author has taken goes to a free one, which may push out another.
        let pushed = taken.iter().filter(|t| !FIXED.iter().any(|(s, _)| s == t));
        let pushed =
            pushed.filter(|t| Role::ALL.iter().all(|r| r.usual() != t.as_str()) || *t == "g");
        let mut queue: VecDeque<String> = pushed.cloned().collect();
        while let Some(letter) = queue.pop_front() {
            if map.contains_key(&letter) {
                continue;
            }
            let Some(free) = refuge(&letter, &used) else {
                continue;
            };
            used.insert(free.to_string());
            if !LOWER.contains(&free) && !UPPER.contains(&free) {
                queue.push_back(free.to_string());
            }
            map.insert(letter, free.to_string());
        }
        map.retain(|from, to| from != to);
        Symbols(map)
    }
    /// The exchange in LaTeX that begins as text.
    pub fn latex(&self, tex: &Tex) -> Tex {
        Tex(self.run(&tex.0, false))
    }
    /// The exchange in text with formulas between dollar signs.
    pub(super) fn words(&self, text: &str) -> String {
        self.run(text, false)
    }
    /// The exchange in a formula.
    pub(super) fn formula(&self, tex: &str) -> String {
        self.run(tex, true)
    }
    fn run(&self, tex: &str, math: bool) -> String {
        if self.0.is_empty() {
            return tex.to_string();
        }
        let mut pass = Pass::new(tex, &self.0);
        pass.walk(math, End::Text);
        pass.out
    }
}

/// The letters and Greek letters in the formulas of finished LaTeX, in their order, as [`Symbols`] sees them.
pub fn letters(tex: &str) -> Vec<String> {
    let none = BTreeMap::new();
    let mut pass = Pass::new(tex, &none);
    pass.walk(false, End::Text);
    pass.seen
}

/// Is this one of the letters that things make way to?
pub fn is_refuge(letter: &str) -> bool {
    LOWER.contains(&letter) || UPPER.contains(&letter)
}

/// Where a letter goes that an author has taken.
fn refuge(letter: &str, used: &BTreeSet<String>) -> Option<&'static str> {
    let capital = |c: &str| {
        c.trim_start_matches('\\')
            .starts_with(|c: char| c.is_ascii_uppercase())
    };
    let pool = if capital(letter) { UPPER } else { LOWER };
    let first: &[&str] = if letter == "g" { &["h"] } else { &[] };
    first
        .iter()
        .chain(pool)
        .find(|c| !used.contains(**c))
        .copied()
}

/// What ends the part that is being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Text,
    Brace,
    Dollar,
    Bracket,
    Round,
    Display,
}

/// What the next thing in a formula is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    Plain,
    /// An index or the argument of a command: one thing only; how many more follow.
    Argument(u8),
}

struct Pass<'a> {
    tex: &'a str,
    at: usize,
    map: &'a BTreeMap<String, String>,
    out: String,
    seen: Vec<String>,
    next: Next,
    /// Does the output end with a command that a letter would join?
    command: bool,
}

impl<'a> Pass<'a> {
    fn new(tex: &'a str, map: &'a BTreeMap<String, String>) -> Pass<'a> {
        Pass {
            tex,
            at: 0,
            map,
            out: String::with_capacity(tex.len() + tex.len() / 16),
            seen: Vec::new(),
            next: Next::Plain,
            command: false,
        }
    }
    fn rest(&self) -> &'a str {
        &self.tex[self.at..]
    }
    fn copy(&mut self, len: usize) {
        self.out.push_str(&self.tex[self.at..self.at + len]);
        self.at += len;
        self.command = false;
    }
    /// Copies up to and with the first occurrence of `mark`.
    fn copy_past(&mut self, mark: &str) {
        let len = self
            .rest()
            .find(mark)
            .map_or(self.rest().len(), |i| i + mark.len());
        self.copy(len);
    }
    fn walk(&mut self, math: bool, end: End) {
        while let Some(c) = self.rest().chars().next() {
            match c {
                '\\' => {
                    if self.backslash(math, end) {
                        return;
                    }
                }
                '%' => self.copy_past("\n"),
                '{' => {
                    self.copy(1);
                    self.done_argument();
                    let kept = std::mem::replace(&mut self.next, Next::Plain);
                    self.walk(math, End::Brace);
                    self.next = kept;
                }
                '}' => {
                    self.copy(1);
                    if end == End::Brace {
                        return;
                    }
                }
                '$' => {
                    self.copy(1);
                    if math && end == End::Dollar {
                        return;
                    }
                    if !math {
                        self.next = Next::Plain;
                        self.walk(true, End::Dollar);
                    }
                }
                '^' | '_' if math => {
                    self.copy(1);
                    self.next = Next::Argument(1);
                }
                _ if math && c.is_ascii_alphabetic() => {
                    self.at += 1;
                    self.letter(&self.tex[self.at - 1..self.at]);
                }
                _ => {
                    self.copy(c.len_utf8());
                    if math && c != ' ' && c != '\n' {
                        self.done_argument();
                    }
                }
            }
        }
    }
    fn done_argument(&mut self) {
        self.next = match self.next {
            Next::Argument(n) if n > 1 => Next::Argument(n - 1),
            _ => Next::Plain,
        };
    }
    /// A command; does it end the part?
    fn backslash(&mut self, math: bool, end: End) -> bool {
        let rest = &self.rest()[1..];
        let len = rest
            .find(|c: char| !c.is_ascii_alphabetic())
            .unwrap_or(rest.len());
        if len == 0 {
            let sign = rest.chars().next();
            self.copy(1 + sign.map_or(0, char::len_utf8));
            // The space after a line: `\\[3pt]`.
            if math && sign == Some('\\') && self.rest().starts_with('[') {
                self.argument();
            }
            let (inner, closes) = match sign {
                Some('[') if !math => (End::Bracket, false),
                Some('(') if !math => (End::Round, false),
                Some(']') => (End::Text, end == End::Bracket),
                Some(')') => (End::Text, end == End::Round),
                _ => (End::Text, false),
            };
            if inner != End::Text {
                self.next = Next::Plain;
                self.walk(true, inner);
            }
            return closes;
        }
        let name = &rest[..len];
        if name == "begin" || name == "end" {
            return self.environment(math, end, name);
        }
        if math && symbol::GREEK.contains(&name) {
            self.at += 1 + len;
            let token = &self.tex[self.at - 1 - len..self.at];
            self.letter(token);
            return false;
        }
        self.copy(1 + len);
        self.command = true;
        if !math {
            return false;
        }
        if OPAQUE.contains(&name) {
            self.argument();
            self.done_argument();
        } else if TEXT.contains(&name) && self.rest().starts_with('{') {
            self.copy(1);
            self.walk(false, End::Brace);
            self.done_argument();
        } else {
            self.next = match name {
                "frac" | "tfrac" | "dfrac" | "binom" => Next::Argument(2),
                "sqrt" | "hat" | "bar" | "tilde" | "vec" | "dot" | "overline" | "underline" => {
                    Next::Argument(1)
                }
                _ => Next::Plain,
            };
        }
        false
    }
    fn environment(&mut self, math: bool, end: End, what: &str) -> bool {
        self.copy(1 + what.len());
        let start = self.at;
        self.argument();
        let name = self.tex[start..self.at].trim_matches(['{', '}']);
        if what == "end" {
            return end == End::Display && DISPLAYS.contains(&name);
        }
        if COPIED.contains(&name) {
            self.copy_past(&format!("\\end{{{name}}}"));
        } else if DISPLAYS.contains(&name) {
            self.next = Next::Plain;
            self.walk(true, End::Display);
        } else if math && matches!(name, "array" | "aligned" | "alignedat") {
            while self.rest().starts_with(['{', '[']) {
                self.argument();
            }
        }
        false
    }
    /// Copies one argument.
    fn argument(&mut self) {
        while self.rest().starts_with([' ', '\n']) {
            self.copy(1);
        }
        let close = match self.rest().chars().next() {
            Some('{') => '}',
            Some('[') => ']',
            Some('\\') => {
                let rest = &self.rest()[1..];
                let len = rest
                    .find(|c: char| !c.is_ascii_alphabetic())
                    .unwrap_or(rest.len());
                return self.copy(1 + len);
            }
            Some(c) => return self.copy(c.len_utf8()),
            None => return,
        };
        let mut depth = 0usize;
        let mut escaped = false;
        for (i, c) in self.rest().char_indices() {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '{' | '[' if i == 0 || c == '{' => depth += 1,
                _ if c == close || c == '}' => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return self.copy(i + c.len_utf8());
                    }
                }
                _ => {}
            }
        }
        self.copy(self.rest().len());
    }
    /// One letter of a formula.
    fn letter(&mut self, token: &str) {
        self.seen.push(token.to_string());
        let norm = token == "L" && {
            let after = self.rest().strip_prefix("^1");
            after.is_some_and(|a| !a.starts_with(|c: char| c.is_ascii_digit()))
        };
        let own = self.map.get(token).map(String::as_str).filter(|_| !norm);
        let text = own.unwrap_or(token);
        if self.command && text.starts_with(|c: char| c.is_ascii_alphabetic()) {
            self.out.push(' ');
        }
        let word = text.starts_with('\\') && text[1..].bytes().all(|b| b.is_ascii_alphabetic());
        let single = text.len() == 1 || word;
        let indexed = text.contains('_') && self.rest().starts_with('_');
        if !single && (self.next != Next::Plain || indexed) {
            self.out.push('{');
            self.out.push_str(text);
            self.out.push('}');
        } else {
            self.out.push_str(text);
        }
        self.command =
            text.starts_with('\\') && self.out.ends_with(|c: char| c.is_ascii_alphabetic());
        self.done_argument();
    }
}
