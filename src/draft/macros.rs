//! Macros with simple bodies, as `\newcommand` defines them, and their expansion.

use super::token::{Kind, Lexer, Token};
use std::collections::HashMap;

/// How deep macros may use each other, and how many tokens one expansion may give.
const MAX_DEPTH: usize = 20;
const MAX_TOKENS: usize = 20_000;

/// The macros of orbitex itself: a draft that defines them does not change how they are read.
pub const OWN: [&str; 3] = ["orb", "orbuse", "orbtable"];

/// One macro.
#[derive(Clone, Debug)]
pub struct Macro {
    /// The number of its arguments.
    pub arguments: usize,
    /// The first argument if it is not given in brackets.
    pub default: Option<Vec<Token>>,
    /// What it stands for.
    pub body: Vec<Token>,
}

/// The macros that are defined so far.
#[derive(Clone, Debug, Default)]
pub struct Macros {
    known: HashMap<String, Macro>,
}

impl Macros {
    /// Reads what follows `\newcommand` (or a relative) and notes the macro; `None` if it is not well-formed.
    ///
    /// Gives the body's first byte if a claim may stand in it as it is: no arguments are put into it.
    pub fn define(&mut self, lexer: &mut Lexer, command: &str) -> Option<Option<usize>> {
        let mut ahead = lexer.clone();
        let plain = command == "def" || command == "gdef" || command == "edef";
        if let Some(star) = ahead.peek_solid()
            && star.kind == Kind::Char('*')
        {
            ahead.next_solid();
        }
        let (name, _) = ahead.argument()?;
        let Some(Kind::Word(name)) = solid(&name).next().map(|t| t.kind.clone()) else {
            return None;
        };
        let (mut arguments, mut default) = (0, None);
        if plain {
            // `\def\name#1#2{...}`: plain parameters only.
            while let Some(token) = ahead.peek_solid()
                && token.kind != Kind::Open
            {
                ahead.next_solid();
                arguments += usize::from(token.kind == Kind::Char('#'));
            }
        } else if let Some(count) = ahead.option() {
            arguments = solid(&count)
                .find_map(|t| match t.kind {
                    Kind::Char(c) => c.to_digit(10),
                    _ => None,
                })
                .unwrap_or(0) as usize;
            default = ahead.option();
        }
        let (body, place) = ahead.argument()?;
        lexer.at = ahead.at;
        if OWN.contains(&name.as_str()) {
            return Some(None);
        }
        let fixed = !body.iter().any(|t| t.kind == Kind::Char('#'));
        let known = Macro {
            arguments,
            default,
            body,
        };
        if command == "providecommand" {
            self.known.entry(name).or_insert(known);
        } else {
            self.known.insert(name, known);
        }
        Some(fixed.then_some(place.start))
    }
    /// The macro of this name, if its body holds claims into which arguments are put.
    pub fn wrapper(&self, name: &str) -> Option<&Macro> {
        let found = self.known.get(name)?;
        let claims = found.body.iter().any(|t| t.is_word("orb"));
        let open = found.body.iter().any(|t| t.kind == Kind::Char('#'));
        (claims && open).then_some(found)
    }
    /// All macros in `tokens` replaced by what they stand for; `None` if that does not end within the limits.
    pub fn expand(&self, tokens: &[Token]) -> Option<Vec<Token>> {
        let mut out = Vec::new();
        self.into(tokens, 0, &mut out)?;
        Some(out)
    }
    fn into(&self, tokens: &[Token], depth: usize, out: &mut Vec<Token>) -> Option<()> {
        let mut i = 0;
        while i < tokens.len() {
            let token = &tokens[i];
            i += 1;
            let found = match &token.kind {
                Kind::Word(name) => self.known.get(name),
                _ => None,
            };
            let Some(found) = found else {
                out.push(token.clone());
                if out.len() > MAX_TOKENS {
                    return None;
                }
                continue;
            };
            if depth >= MAX_DEPTH {
                return None;
            }
            let (arguments, used) = found.arguments(&tokens[i..])?;
            i += used;
            self.into(&found.with(&arguments), depth + 1, out)?;
        }
        Some(())
    }
}

fn solid(tokens: &[Token]) -> impl Iterator<Item = &Token> {
    tokens
        .iter()
        .filter(|t| !matches!(t.kind, Kind::Blank | Kind::Comment))
}

/// The argument at the beginning of `tokens`, and how many tokens it takes with blanks before it.
pub fn argument(tokens: &[Token]) -> Option<(Vec<Token>, usize)> {
    let start = tokens
        .iter()
        .position(|t| !matches!(t.kind, Kind::Blank | Kind::Comment))?;
    match tokens[start].kind {
        Kind::Close => None,
        Kind::Open => {
            let mut depth = 0usize;
            for (i, token) in tokens.iter().enumerate().skip(start + 1) {
                match token.kind {
                    Kind::Open => depth += 1,
                    Kind::Close if depth == 0 => {
                        return Some((tokens[start + 1..i].to_vec(), i + 1));
                    }
                    Kind::Close => depth -= 1,
                    _ => {}
                }
            }
            None
        }
        _ => Some((vec![tokens[start].clone()], start + 1)),
    }
}

impl Macro {
    /// Reads the macro's arguments from the beginning of `tokens`.
    fn arguments(&self, tokens: &[Token]) -> Option<(Vec<Vec<Token>>, usize)> {
        let (mut given, mut used) = (Vec::new(), 0);
        if let Some(default) = &self.default {
            let open = tokens.iter().position(|t| t.kind != Kind::Blank);
            let bracket = open.filter(|i| tokens[*i].kind == Kind::Char('['));
            let close = bracket.and_then(|i| {
                let rest = tokens[i..].iter().position(|t| t.kind == Kind::Char(']'))?;
                Some((i, i + rest))
            });
            given.push(match close {
                Some((open, close)) => {
                    used = close + 1;
                    tokens[open + 1..close].to_vec()
                }
                None => default.clone(),
            });
        }
        while given.len() < self.arguments {
            let (argument, length) = argument(&tokens[used..])?;
            given.push(argument);
            used += length;
        }
        Some((given, used))
    }
    /// Reads the macro's arguments from a text and gives the body with them put in.
    pub fn applied(&self, lexer: &mut Lexer) -> Option<Vec<Token>> {
        let mut given: Vec<Vec<Token>> = Vec::new();
        if let Some(default) = &self.default {
            given.push(lexer.option().unwrap_or_else(|| default.clone()));
        }
        while given.len() < self.arguments {
            given.push(lexer.argument()?.0);
        }
        Some(self.with(&given))
    }
    /// The body with arguments put in for `#1`, `#2`, ...
    fn with(&self, arguments: &[Vec<Token>]) -> Vec<Token> {
        let mut out = Vec::new();
        let mut i = 0;
        while i < self.body.len() {
            let number = match (&self.body[i].kind, self.body.get(i + 1).map(|t| &t.kind)) {
                (Kind::Char('#'), Some(Kind::Char(c))) => c.to_digit(10),
                _ => None,
            };
            match number {
                Some(n) if n >= 1 => {
                    let argument = arguments.get(n as usize - 1);
                    out.extend(argument.into_iter().flatten().cloned());
                    i += 2;
                }
                _ => {
                    out.push(self.body[i].clone());
                    i += 1;
                }
            }
        }
        out
    }
}
