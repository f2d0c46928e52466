//! A cursor over LaTeX: characters, command names, arguments in braces, the text of an environment.

use super::super::ReportError;

/// The most characters of LaTeX that an error shows.
const SHOWN: usize = 60;

/// A position in a text.
pub struct Scan {
    chars: Vec<char>,
    at: usize,
}

impl Scan {
    /// The beginning of a text.
    pub fn new(text: &str) -> Scan {
        Scan {
            chars: text.chars().collect(),
            at: 0,
        }
    }
    /// The next character, which stays.
    pub fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }
    /// Takes the next character.
    pub fn next(&mut self) -> Option<char> {
        let c = self.peek();
        self.at += usize::from(c.is_some());
        c
    }
    /// Takes `text` if it comes next.
    pub fn take(&mut self, text: &str) -> bool {
        let fits = text
            .chars()
            .enumerate()
            .all(|(i, c)| self.chars.get(self.at + i) == Some(&c));
        if fits {
            self.at += text.chars().count();
        }
        fits
    }
    /// Does this command come next, and not a longer one?
    pub fn ahead(&self, command: &str) -> bool {
        let length = command.chars().count();
        let fits = command
            .chars()
            .enumerate()
            .all(|(i, c)| self.chars.get(self.at + i) == Some(&c));
        let behind = self.chars.get(self.at + length);
        fits && !behind.is_some_and(char::is_ascii_alphabetic)
    }
    /// An error at this place.
    pub fn fail(&self, what: impl Into<String>) -> ReportError {
        let from = self.at.saturating_sub(SHOWN / 3);
        let to = (self.at + SHOWN * 2 / 3).min(self.chars.len());
        ReportError::Unreadable {
            what: what.into(),
            near: self.chars[from.min(to)..to].iter().collect(),
        }
    }
    /// Skips blanks; how many line ends were among them.
    pub fn blanks(&mut self) -> usize {
        let mut lines = 0;
        while let Some(c) = self.peek().filter(|c| c.is_ascii_whitespace()) {
            lines += usize::from(c == '\n');
            self.at += 1;
        }
        lines
    }
    /// Skips a comment whose `%` was taken, with its line end and the blanks that open the next line.
    pub fn comment(&mut self) {
        while self.next().is_some_and(|c| c != '\n') {}
        while self.peek().is_some_and(|c| c == ' ' || c == '\t') {
            self.at += 1;
        }
    }
    /// The name of a command whose backslash was taken: letters (with blanks behind them skipped), or one sign.
    pub fn command(&mut self) -> String {
        let start = self.at;
        while self.peek().is_some_and(|c| c.is_ascii_alphabetic()) {
            self.at += 1;
        }
        if start == self.at {
            return self.next().map(String::from).unwrap_or_default();
        }
        let name: String = self.chars[start..self.at].iter().collect();
        let star = if self.take("*") { "*" } else { "" };
        // One line end is a blank; two of them end a paragraph and stay.
        let here = self.at;
        if self.blanks() > 1 {
            self.at = here;
        }
        format!("{name}{star}")
    }
    /// The argument in braces that comes next, without them; `\texttt x` style arguments of one sign are not known.
    pub fn argument(&mut self) -> Result<String, ReportError> {
        self.blanks();
        if !self.take("{") {
            return Err(self.fail("an argument in braces is missing"));
        }
        self.until('}')
    }
    /// The argument in brackets, if there is one.
    pub fn option(&mut self) -> Result<Option<String>, ReportError> {
        if self.take("[") {
            return self.until(']').map(Some);
        }
        Ok(None)
    }
    /// The text up to `end`, which is taken; braces inside are balanced.
    fn until(&mut self, end: char) -> Result<String, ReportError> {
        let start = self.at;
        let mut depth = 0usize;
        while let Some(c) = self.next() {
            match c {
                _ if c == end && depth == 0 => {
                    return Ok(self.chars[start..self.at - 1].iter().collect());
                }
                '\\' => {
                    self.next();
                }
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        self.at = start;
        Err(self.fail(format!("`{end}` is missing")))
    }
    /// The text up to `mark`, which is taken.
    pub fn before(&mut self, mark: &str) -> Result<String, ReportError> {
        let start = self.at;
        while self.at < self.chars.len() {
            let end = self.at;
            if self.take(mark) {
                return Ok(self.chars[start..end].iter().collect());
            }
            if self.next() == Some('\\') {
                self.next();
            }
        }
        self.at = start;
        Err(self.fail(format!("`{mark}` is missing")))
    }
    /// The text of an environment whose `\begin{name}` was taken, up to its `\end{name}`, which is taken too.
    pub fn environment(&mut self, name: &str) -> Result<String, ReportError> {
        let (open, close) = (format!("\\begin{{{name}}}"), format!("\\end{{{name}}}"));
        let start = self.at;
        let mut depth = 0usize;
        while self.at < self.chars.len() {
            let end = self.at;
            if self.take(&close) {
                if depth == 0 {
                    return Ok(self.chars[start..end].iter().collect());
                }
                depth -= 1;
            } else if self.take(&open) {
                depth += 1;
            } else if self.next() == Some('\\') {
                // `\\end` is a line break and a word, but `\end` after any other command is none of its letters.
                if self.peek() == Some('\\') {
                    self.next();
                }
            }
        }
        self.at = start;
        Err(self.fail(format!("`{close}` is missing")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_balanced() {
        let mut s = Scan::new("{a{b}\\}c}[d]e");
        assert_eq!(s.argument().as_deref(), Ok("a{b}\\}c"));
        assert_eq!(
            s.option().map(|o| o.unwrap_or_default()).as_deref(),
            Ok("d")
        );
        assert_eq!(s.next(), Some('e'));
        assert!(Scan::new("{a").argument().is_err());
    }

    #[test]
    fn environments_nest() {
        let mut s = Scan::new("a\\begin{x}b\\end{x}\\\\c\\end{x}d");
        assert_eq!(
            s.environment("x").as_deref(),
            Ok("a\\begin{x}b\\end{x}\\\\c")
        );
        assert_eq!(s.next(), Some('d'));
    }

    #[test]
    fn a_command_swallows_blanks_but_no_paragraph() {
        let mut s = Scan::new("par \n x");
        assert_eq!(s.command(), "par");
        assert_eq!(s.next(), Some('x'));
        let mut s = Scan::new("par\n\nx");
        assert_eq!(s.command(), "par");
        assert_eq!(s.next(), Some('\n'));
    }
}
