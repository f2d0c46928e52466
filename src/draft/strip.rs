//! A draft without orbitex: each macro is replaced by its printed text, each environment by a listing or by nothing.

use super::scan::{VERBATIM, plain, skip_verb};
use super::token::{Kind, Lexer, Token};

/// The draft for a publisher. Everything else keeps its bytes.
pub fn strip(bytes: &[u8]) -> Vec<u8> {
    match std::str::from_utf8(bytes) {
        Ok(text) => stripped(text).into_bytes(),
        // Latin-1: characters are bytes, and only ASCII is taken away or put in.
        Err(_) => {
            let text: String = bytes.iter().map(|b| char::from(*b)).collect();
            let out = stripped(&text);
            out.chars()
                .filter_map(|c| u8::try_from(u32::from(c)).ok())
                .collect()
        }
    }
}

fn stripped(text: &str) -> String {
    let mut lexer = Lexer::new(text, 0);
    let mut out = String::with_capacity(text.len());
    let mut hidden = false;
    // What is copied so far.
    let mut copied = 0;
    while let Some(token) = lexer.next() {
        let Kind::Word(word) = &token.kind else {
            continue;
        };
        let start = token.span.start;
        let replacement = match word.as_str() {
            "verb" | "lstinline" | "mintinline" | "Verb" => {
                skip_verb(word, &mut lexer);
                continue;
            }
            "newcommand"
            | "renewcommand"
            | "providecommand"
            | "def"
            | "let"
            | "DeclareRobustCommand" => {
                // The draft's own definition of a macro stays: it harms nothing.
                skip_own_definition(word, &mut lexer);
                continue;
            }
            "orb" | "orbtable" => two_arguments(text, &mut lexer),
            "orbuse" => lexer.argument().map(|_| String::new()),
            "usepackage" => package(text, &mut lexer, &mut hidden),
            "begin" => environment(text, &mut lexer, hidden),
            _ => None,
        };
        let Some(replacement) = replacement else {
            continue;
        };
        out.push_str(&text[copied..start]);
        copied = lexer.at;
        let replacement = stripped(&replacement);
        let glued =
            ends_with_command(&out) && replacement.starts_with(|c: char| c.is_ascii_alphabetic());
        if glued {
            out.push_str(&format!("{{{replacement}}}"));
        } else {
            out.push_str(&replacement);
        }
        // A line that held nothing else goes with it.
        let alone =
            replacement.is_empty() && out.rsplit('\n').next().is_some_and(|l| l.trim().is_empty());
        let rest = &text[copied..];
        let line = &rest[..rest.find('\n').map_or(rest.len(), |i| i + 1)];
        if alone && line.trim().is_empty() {
            out.truncate(out.rfind('\n').map_or(0, |i| i + 1));
            copied += line.len();
            lexer.at = copied;
        }
    }
    out.push_str(&text[copied..]);
    out
}

/// Does the text end with a control word, which a letter would lengthen?
fn ends_with_command(text: &str) -> bool {
    let word = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    word.len() < text.len() && word.ends_with('\\') && !word.ends_with("\\\\")
}

/// The source of the second argument.
fn two_arguments(text: &str, lexer: &mut Lexer) -> Option<String> {
    let mut ahead = lexer.clone();
    ahead.argument()?;
    // A tabular may be longer than other arguments.
    let span = match ahead.braces() {
        Some(span) => span,
        None => ahead.argument()?.1,
    };
    lexer.at = ahead
        .at
        .max(span.end + usize::from(text[span.end..].starts_with('}')));
    Some(text[span.start..span.end].to_string())
}

/// `\usepackage{a,orbitex}` without orbitex; nothing if it was alone.
fn package(text: &str, lexer: &mut Lexer, hidden: &mut bool) -> Option<String> {
    let mut ahead = lexer.clone();
    let start = ahead.at;
    let options = ahead.option().unwrap_or_default();
    let options_end = ahead.at;
    let (names, _) = ahead.argument()?;
    let names = plain(&names);
    let others: Vec<&str> = names
        .split(',')
        .map(str::trim)
        .filter(|n| *n != "orbitex")
        .collect();
    if others.len() == names.split(',').count() {
        return None;
    }
    *hidden |= plain(&options).split(',').any(|o| o.trim() == "hide");
    lexer.at = ahead.at;
    Some(match others.is_empty() {
        true => String::new(),
        false => format!(
            "\\usepackage{}{{{}}}",
            &text[start..options_end],
            others.join(",")
        ),
    })
}

/// The environment `orbitex` as a listing, or as nothing if it is hidden; others that are not LaTeX are skipped.
fn environment(text: &str, lexer: &mut Lexer, hidden: bool) -> Option<String> {
    let mut ahead = lexer.clone();
    let name = plain(&ahead.argument()?.0);
    let close = format!("\\end{{{name}}}");
    if VERBATIM.contains(&name.trim_end_matches('*')) {
        let rest = ahead.rest();
        lexer.at = ahead.at + rest.find(&close).map_or(rest.len(), |i| i + close.len());
        return None;
    }
    if name != "orbitex" {
        return None;
    }
    let option = ahead
        .option()
        .map(|o: Vec<Token>| plain(&o))
        .unwrap_or_default();
    let start = ahead.at;
    let length = ahead.rest().find(&close)?;
    lexer.at = start + length + close.len();
    Some(match hidden || option == "hide" {
        true => String::new(),
        false => format!(
            "\\begin{{verbatim}}{}\\end{{verbatim}}",
            &text[start..start + length]
        ),
    })
}

/// Passes over `\newcommand{\orb}...`; other definitions are read on.
fn skip_own_definition(command: &str, lexer: &mut Lexer) {
    let mut ahead = lexer.clone();
    if ahead
        .peek_solid()
        .is_some_and(|t| t.kind == Kind::Char('*'))
    {
        ahead.next_solid();
    }
    let own = |tokens: &[Token]| {
        tokens
            .iter()
            .any(|t| super::macros::OWN.iter().any(|o| t.is_word(o)))
    };
    if ahead.argument().is_none_or(|(name, _)| !own(&name)) {
        return;
    }
    if command != "let" {
        while ahead.peek_solid().is_some_and(|t| t.kind != Kind::Open) {
            ahead.next_solid();
        }
    }
    ahead.argument();
    lexer.at = ahead.at;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> String {
        String::from_utf8(strip(text.as_bytes())).expect("UTF-8")
    }

    #[test]
    fn macros_leave_their_printed_text() {
        assert_eq!(of(r"a \orb{growth(f)}{1{,}618} b"), r"a 1{,}618 b");
        assert_eq!(of(r"$\alpha\orb{growth(f)}{x}$"), r"$\alpha{x}$");
        assert_eq!(of("a\n  \\orbuse{f.map}\nb"), "a\nb");
        assert_eq!(
            of("\\usepackage{amsmath,orbitex}\n"),
            "\\usepackage{amsmath}\n"
        );
        assert_eq!(
            of("\\usepackage[hide]{orbitex}\nx\\begin{orbitex}\nmap\n\\end{orbitex}y"),
            "xy"
        );
        assert_eq!(
            of("\\begin{orbitex}\nmap\n\\end{orbitex}"),
            "\\begin{verbatim}\nmap\n\\end{verbatim}"
        );
        assert_eq!(
            of(r"\newcommand{\orb}[2]{#2}\orb{a}{b}"),
            r"\newcommand{\orb}[2]{#2}b"
        );
        assert_eq!(
            of(r"\verb|\orb{a}{b}| % \orb{a}{b}"),
            r"\verb|\orb{a}{b}| % \orb{a}{b}"
        );
        assert_eq!(strip(b"\xE9\\orb{a}{b}"), b"\xE9b");
    }
}
