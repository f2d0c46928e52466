//! LaTeX tokens with their exact places, read one after another from a text.

use crate::source::Span;

/// The most tokens that one argument may have.
const MAX_ARGUMENT: usize = 5_000;

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `\name`: a backslash and letters.
    Word(String),
    /// A backslash and another character.
    Symbol(char),
    /// `{`.
    Open,
    /// `}`.
    Close,
    /// `$` or `$$`.
    Math,
    /// `%` to the end of the line, the line end not included.
    Comment,
    /// Blanks and line ends.
    Blank,
    /// Any other character.
    Char(char),
}

/// A token and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// The number of its file in the draft.
    pub file: usize,
    /// Its place in that file.
    pub span: Span,
}

impl Token {
    /// Is it this control word?
    pub fn is_word(&self, name: &str) -> bool {
        matches!(&self.kind, Kind::Word(w) if w == name)
    }
}

/// Reads tokens from a place of a text on.
#[derive(Clone, Debug)]
pub struct Lexer<'a> {
    text: &'a str,
    file: usize,
    /// The next byte to read.
    pub at: usize,
}

impl<'a> Lexer<'a> {
    /// Reads `text`, file number `file`, from its beginning.
    pub fn new(text: &'a str, file: usize) -> Lexer<'a> {
        Lexer { text, file, at: 0 }
    }
    /// The whole text.
    pub fn whole(&self) -> &'a str {
        self.text
    }
    /// What is not read yet.
    pub fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }
    /// The next token that is neither blank nor comment, without reading it.
    pub fn peek_solid(&self) -> Option<Token> {
        let mut ahead = self.clone();
        ahead.next_solid()
    }
    /// Reads on to the next token that is neither blank nor comment.
    pub fn next_solid(&mut self) -> Option<Token> {
        self.find(|t| !matches!(t.kind, Kind::Blank | Kind::Comment))
    }
    /// Reads a macro argument: the tokens between braces, or one token; with the place of what is inside the braces.
    ///
    /// `None` if there is none, or if its brace is not closed within a few thousand tokens: then nothing is read.
    pub fn argument(&mut self) -> Option<(Vec<Token>, Span)> {
        let mut ahead = self.clone();
        let first = ahead.next_solid()?;
        let found = match first.kind {
            Kind::Open => ahead.group(first.span.end)?,
            Kind::Close => return None,
            _ => {
                let span = first.span;
                (vec![first], span)
            }
        };
        *self = ahead;
        Some(found)
    }
    /// The place of what is inside the braces that are next, however long it is; nothing is read.
    pub fn braces(&self) -> Option<Span> {
        let mut ahead = self.clone();
        let open = ahead.next_solid().filter(|t| t.kind == Kind::Open)?;
        let mut depth = 0usize;
        for token in ahead {
            match token.kind {
                Kind::Open => depth += 1,
                Kind::Close if depth == 0 => {
                    return Some(Span::new(open.span.end, token.span.start));
                }
                Kind::Close => depth -= 1,
                _ => {}
            }
        }
        None
    }
    /// Reads an argument in square brackets, if one is next.
    pub fn option(&mut self) -> Option<Vec<Token>> {
        let mut ahead = self.clone();
        if ahead.next_solid()?.kind != Kind::Char('[') {
            return None;
        }
        let (mut depth, mut tokens) = (0usize, Vec::new());
        loop {
            let token = ahead.next()?;
            match token.kind {
                Kind::Open => depth += 1,
                Kind::Close => depth = depth.checked_sub(1)?,
                Kind::Char(']') if depth == 0 => break,
                _ => {}
            }
            tokens.push(token);
            if tokens.len() > MAX_ARGUMENT {
                return None;
            }
        }
        *self = ahead;
        Some(tokens)
    }
    /// The tokens up to the brace that closes a group, and their place; `start` is the byte after the opening brace.
    fn group(&mut self, start: usize) -> Option<(Vec<Token>, Span)> {
        let (mut depth, mut tokens) = (0usize, Vec::new());
        loop {
            let token = self.next()?;
            match token.kind {
                Kind::Open => depth += 1,
                Kind::Close if depth == 0 => {
                    return Some((tokens, Span::new(start, token.span.start)));
                }
                Kind::Close => depth -= 1,
                _ => {}
            }
            tokens.push(token);
            if tokens.len() > MAX_ARGUMENT {
                return None;
            }
        }
    }
}

impl Iterator for Lexer<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let rest = self.rest();
        let first = rest.chars().next()?;
        let count =
            |accept: fn(char) -> bool, from: &str| from.find(|c| !accept(c)).unwrap_or(from.len());
        let (kind, length) = match first {
            '\\' => {
                let name = count(|c| c.is_ascii_alphabetic(), &rest[1..]);
                match rest[1..].chars().next() {
                    _ if name > 0 => (Kind::Word(rest[1..=name].to_string()), 1 + name),
                    Some(c) => (Kind::Symbol(c), 1 + c.len_utf8()),
                    None => (Kind::Char('\\'), 1),
                }
            }
            '{' => (Kind::Open, 1),
            '}' => (Kind::Close, 1),
            '$' => (Kind::Math, 1),
            '%' => (Kind::Comment, count(|c| c != '\n' && c != '\r', rest)),
            c if c.is_ascii_whitespace() => (Kind::Blank, count(|c| c.is_ascii_whitespace(), rest)),
            c => (Kind::Char(c), c.len_utf8()),
        };
        let span = Span::new(self.at, self.at + length);
        self.at = span.end;
        Some(Token {
            kind,
            file: self.file,
            span,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_cover_the_text() {
        let text = "a\\orb{x\\_y}{$1{,}6$}% c\r\n\té\\";
        let mut end = 0;
        for token in Lexer::new(text, 0) {
            assert_eq!(token.span.start, end);
            end = token.span.end;
        }
        assert_eq!(end, text.len());
    }

    #[test]
    fn arguments_are_groups_or_single_tokens() {
        let text = "{a{b}c} 7{open";
        let mut lexer = Lexer::new(text, 0);
        assert_eq!(lexer.argument().map(|a| a.1), Some(Span::new(1, 6)));
        assert_eq!(lexer.argument().map(|a| a.1), Some(Span::new(8, 9)));
        assert_eq!(lexer.argument(), None);
        assert_eq!(lexer.rest(), "{open");
    }
}
