//! What a symbol of a notation may look like, and the one way to write it: a letter, perhaps decorated, perhaps indexed.

/// Commands for Greek letters and `\ell`.
pub const GREEK: &[&str] = &[
    "Delta",
    "Gamma",
    "Lambda",
    "Omega",
    "Phi",
    "Pi",
    "Psi",
    "Sigma",
    "Theta",
    "Upsilon",
    "Xi",
    "alpha",
    "beta",
    "chi",
    "delta",
    "ell",
    "epsilon",
    "eta",
    "gamma",
    "iota",
    "kappa",
    "lambda",
    "mu",
    "nu",
    "omega",
    "phi",
    "pi",
    "psi",
    "rho",
    "sigma",
    "tau",
    "theta",
    "upsilon",
    "varepsilon",
    "varphi",
    "varpi",
    "varrho",
    "varsigma",
    "vartheta",
    "xi",
    "zeta",
];
/// Commands that put a sign on one letter.
pub const ACCENTS: &[&str] = &[
    "bar", "breve", "check", "ddot", "dot", "hat", "tilde", "vec",
];
/// Commands that set letters in another font; `\mathcal` takes one capital.
pub const FONTS: &[&str] = &[
    "mathbf",
    "mathcal",
    "mathit",
    "mathrm",
    "mathsf",
    "operatorname",
];
/// The longest word in a font, in letters.
pub const LONGEST_WORD: usize = 12;
/// The most things in an index.
pub const LONGEST_INDEX: usize = 8;

/// Why a text is no symbol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoSymbol {
    /// Where the culprit begins, in bytes from the start of the text.
    pub at: usize,
    /// How many bytes it has; 0 at the end.
    pub len: usize,
    /// What is wrong.
    pub reason: String,
}

/// The symbol in its one form: no blanks but after a command before a letter, braces around the argument of every
/// command and around every index of more than one character.
///
/// # Errors
/// Anything but a letter, a Greek letter, a letter with an accent, or letters in another font, perhaps with a lower index.
pub fn symbol(text: &str) -> Result<String, NoSymbol> {
    let mut reader = Reader { text, at: 0 };
    reader.blanks();
    let mut out = reader.stem()?;
    reader.blanks();
    if reader.peek() == Some('_') {
        reader.at += 1;
        reader.blanks();
        out.push('_');
        out.push_str(&reader.index()?);
        reader.blanks();
    }
    match reader.peek() {
        None => Ok(out),
        Some('^' | '\'') => reader.fault(
            1,
            "an upper index or a prime would be read as an iterate or a derivative",
        ),
        Some('_') => reader.fault(1, "a second lower index"),
        Some(_) => reader.fault(
            text.len() - reader.at,
            "a symbol is one letter, perhaps with a lower index",
        ),
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }
    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }
    fn blanks(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start_matches(' ').len();
    }
    fn fault<T>(&self, len: usize, reason: &str) -> Result<T, NoSymbol> {
        Err(NoSymbol {
            at: self.at,
            len,
            reason: reason.to_string(),
        })
    }
    /// What cannot begin a symbol.
    fn strange<T>(&self) -> Result<T, NoSymbol> {
        match self.peek() {
            None => self.fault(0, "a letter is missing"),
            Some('$') => self.fault(1, "symbols are formulas already: leave out the `$`"),
            Some('{' | '}') => self.fault(1, "no braces are needed here"),
            Some(c) if c.is_ascii_digit() => self.fault(1, "a number is no symbol"),
            Some(c) => self.fault(c.len_utf8(), &format!("`{c}` is no letter of a formula")),
        }
    }
    /// The command at hand, without its backslash.
    fn command(&self) -> &'a str {
        let rest = &self.rest()[1..];
        let end = rest.find(|c: char| !c.is_ascii_alphabetic());
        &rest[..end.unwrap_or(rest.len())]
    }
    fn letter(&mut self) -> Result<String, NoSymbol> {
        match self.peek() {
            Some(c) if c.is_ascii_alphabetic() => {
                self.at += 1;
                Ok(c.to_string())
            }
            Some('\\') => {
                let name = self.command();
                if !GREEK.contains(&name) {
                    return self.unknown(name);
                }
                self.at += 1 + name.len();
                Ok(format!("\\{name}"))
            }
            _ => self.strange(),
        }
    }
    fn unknown<T>(&self, name: &str) -> Result<T, NoSymbol> {
        let len = 1 + name.len().max(1);
        let reason = match ACCENTS.contains(&name) || FONTS.contains(&name) {
            true => format!("`\\{name}` cannot stand here"),
            false => format!("`\\{name}` cannot be used in a symbol"),
        };
        self.fault(len.min(self.rest().len()), &reason)
    }
    fn stem(&mut self) -> Result<String, NoSymbol> {
        let name = match self.peek() {
            Some('\\') => self.command(),
            _ => return self.letter(),
        };
        let accent = ACCENTS.contains(&name);
        if !accent && !FONTS.contains(&name) {
            return self.letter();
        }
        self.at += 1 + name.len();
        let body = self.argument(|r| if accent { r.letter() } else { r.word(name) })?;
        Ok(format!("\\{name}{{{body}}}"))
    }
    /// What stands in braces, or a single thing without them.
    fn argument(
        &mut self,
        read: impl Fn(&mut Self) -> Result<String, NoSymbol>,
    ) -> Result<String, NoSymbol> {
        self.blanks();
        let braced = self.peek() == Some('{');
        if !braced {
            return match self.peek() {
                Some(c) if c.is_ascii_alphabetic() || c == '\\' => self.letter(),
                _ => self.strange(),
            };
        }
        let open = self.at;
        self.at += 1;
        self.blanks();
        let body = read(self)?;
        self.blanks();
        if self.peek() != Some('}') {
            if self.peek().is_none() {
                self.at = open;
                return self.fault(1, "`{` is not closed");
            }
            return self.strange();
        }
        self.at += 1;
        Ok(body)
    }
    fn word(&mut self, font: &str) -> Result<String, NoSymbol> {
        let rest = self.rest();
        let end = rest.find(|c: char| !c.is_ascii_alphabetic());
        let word = &rest[..end.unwrap_or(rest.len())];
        if word.is_empty() {
            return match self.peek() {
                Some('\\') => self.unknown(self.command()),
                _ => self.strange(),
            };
        }
        if font == "mathcal" && (word.len() > 1 || word != word.to_ascii_uppercase()) {
            return self.fault(word.len(), "`\\mathcal` has capital letters only, one here");
        }
        if word.len() > LONGEST_WORD {
            return self.fault(word.len(), "too long for a symbol");
        }
        self.at += word.len();
        Ok(word.to_string())
    }
    fn index(&mut self) -> Result<String, NoSymbol> {
        let open = self.at;
        let braced = self.peek() == Some('{');
        if braced {
            self.at += 1;
        }
        let mut items: Vec<String> = Vec::new();
        loop {
            self.blanks();
            match self.peek() {
                Some('}') if braced && !items.is_empty() => {
                    self.at += 1;
                    break;
                }
                None if braced => {
                    self.at = open;
                    return self.fault(1, "`{` is not closed");
                }
                Some(c) if c.is_ascii_digit() || (braced && "+-*,".contains(c)) => {
                    self.at += 1;
                    items.push(c.to_string());
                }
                Some('\\') if ["mathrm", "mathsf", "mathit"].contains(&self.command()) => {
                    items.push(self.stem()?);
                }
                _ => items.push(self.letter()?),
            }
            if !braced {
                break;
            }
            if items.len() > LONGEST_INDEX {
                self.at = open;
                return self.fault(1, "this index is too long");
            }
        }
        let mut body = String::new();
        let mut after_command = false;
        for item in &items {
            if after_command && item.starts_with(|c: char| c.is_ascii_alphabetic()) {
                body.push(' ');
            }
            after_command = item.starts_with('\\') && !item.ends_with('}');
            body.push_str(item);
        }
        let single = items.len() == 1 && !body.contains('{');
        Ok(if single { body } else { format!("{{{body}}}") })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_have_one_form() {
        for (text, form) in [
            ("g", "g"),
            (" \\lambda ", "\\lambda"),
            ("f_a", "f_a"),
            ("f_{a}", "f_a"),
            ("\\rho _ {12}", "\\rho_{12}"),
            ("\\hat f", "\\hat{f}"),
            ("\\hat\\rho", "\\hat{\\rho}"),
            ("\\mathcal{F}", "\\mathcal{F}"),
            ("\\mathrm{gr}_0", "\\mathrm{gr}_0"),
            ("\\lambda_{\\mathrm{top}}", "\\lambda_{\\mathrm{top}}"),
            ("h_{\\alpha b}", "h_{\\alpha b}"),
            ("h_{a\\alpha,1}", "h_{a\\alpha,1}"),
            ("h_{a \\alpha b c}", "h_{a\\alpha bc}"),
            ("\\operatorname{wd}", "\\operatorname{wd}"),
        ] {
            assert_eq!(symbol(text).as_deref(), Ok(form), "{text}");
            assert_eq!(symbol(form).as_deref(), Ok(form), "{form}");
        }
    }

    #[test]
    fn other_texts_are_refused_at_their_place() {
        for (text, at) in [
            ("", 0),
            ("  ", 2),
            ("$g$", 0),
            ("{g}", 0),
            ("g}", 1),
            ("gh", 1),
            ("7", 0),
            ("f'", 1),
            ("f^2", 1),
            ("f_", 2),
            ("f_{", 2),
            ("f_{}", 3),
            ("f_a_b", 3),
            ("f_{123456789}", 2),
            ("\\def", 0),
            ("\\input{x}", 0),
            ("\\catcode`\\@=11", 0),
            ("\\hat{\\write18{x}}", 5),
            ("\\mathrm{\\write}", 8),
            ("\\hat{f", 4),
            ("\\mathcal{f}", 9),
            ("\\mathrm{f g}", 10),
            ("\\lambda%", 7),
            ("^^41", 0),
            ("a&b", 1),
            ("ř", 0),
            ("\\", 0),
            ("\\\\", 0),
            ("f_\\hat", 2),
            ("f\n", 1),
        ] {
            assert_eq!(symbol(text).map_err(|f| f.at), Err(at), "{text}");
        }
    }
}
