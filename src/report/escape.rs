//! Text of users turned into LaTeX that prints it letter by letter.

use serde::Serialize;
use std::fmt;

/// A piece of LaTeX. User text becomes one only through [`text`]; everything else is written by this room.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Default)]
#[serde(transparent)]
pub struct Tex(pub(super) String);

impl Tex {
    /// The LaTeX source.
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// The same as inline math: `$...$`.
    pub(super) fn math(&self) -> Tex {
        Tex(format!("${}$", self.0))
    }
}

impl fmt::Display for Tex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A character that pdflatex cannot print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unprintable {
    /// The character.
    pub character: char,
    /// Its position in the text, in characters, from 0.
    pub position: usize,
}

/// A character for a message: itself if it is a letter, else its number, because it may be invisible or turn the line around.
pub fn shown(c: char) -> String {
    match c.is_alphanumeric() {
        true => c.to_string(),
        false => c.escape_default().to_string(),
    }
}

/// Escapes `text` so that LaTeX (pdflatex, lualatex, xelatex) prints exactly its characters.
pub fn text(text: &str) -> Result<Tex, Unprintable> {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().enumerate().peekable();
    while let Some((position, character)) = chars.next() {
        // A letter and a combining accent are the accented letter.
        if let Some(found) = chars
            .peek()
            .and_then(|(_, mark)| composed(character, *mark))
        {
            out.push_str(&found);
            chars.next();
            continue;
        }
        match special(character) {
            Some(command) => out.push_str(command),
            None if matches!(character, ' '..='~') => out.push(character),
            None => out.push_str(&accented(character).ok_or(Unprintable {
                character,
                position,
            })?),
        }
    }
    Ok(Tex(out))
}

/// Escapes `text` for a typewriter font, where `--` and quotes must not join into other signs.
pub fn code(text_in: &str) -> Result<Tex, Unprintable> {
    let mut body = text(text_in)?.0.replace(' ', "\\ ");
    // Twice, because in `---` the second pair begins inside the first.
    for pair in ["--", "<<", ">>", ",,", "''", "``"].repeat(2) {
        let (one, other) = pair.split_at(1);
        body = body.replace(pair, &format!("{one}{{}}{other}"));
    }
    Ok(Tex(format!("\\texttt{{{body}}}")))
}

/// The command that prints a character which is not itself in LaTeX.
fn special(c: char) -> Option<&'static str> {
    Some(match c {
        '%' => "\\%",
        '_' => "\\_",
        '&' => "\\&",
        '#' => "\\#",
        '$' => "\\$",
        '{' => "\\{",
        '}' => "\\}",
        '~' => "\\textasciitilde{}",
        '^' => "\\textasciicircum{}",
        '\\' => "\\textbackslash{}",
        '<' => "\\textless{}",
        '>' => "\\textgreater{}",
        '|' => "\\textbar{}",
        '"' => "\\char34{}",
        '\t' | '\n' => " ",
        'α' => "\\ensuremath{\\alpha}",
        'β' => "\\ensuremath{\\beta}",
        'γ' => "\\ensuremath{\\gamma}",
        'δ' => "\\ensuremath{\\delta}",
        'ε' => "\\ensuremath{\\varepsilon}",
        'ζ' => "\\ensuremath{\\zeta}",
        'η' => "\\ensuremath{\\eta}",
        'θ' => "\\ensuremath{\\theta}",
        'ι' => "\\ensuremath{\\iota}",
        'κ' => "\\ensuremath{\\kappa}",
        'λ' => "\\ensuremath{\\lambda}",
        'μ' => "\\ensuremath{\\mu}",
        'ν' => "\\ensuremath{\\nu}",
        'ξ' => "\\ensuremath{\\xi}",
        'π' => "\\ensuremath{\\pi}",
        'ρ' => "\\ensuremath{\\rho}",
        'σ' => "\\ensuremath{\\sigma}",
        'ς' => "\\ensuremath{\\varsigma}",
        'τ' => "\\ensuremath{\\tau}",
        'υ' => "\\ensuremath{\\upsilon}",
        'φ' => "\\ensuremath{\\varphi}",
        'ϕ' => "\\ensuremath{\\varphi}",
        'χ' => "\\ensuremath{\\chi}",
        'ψ' => "\\ensuremath{\\psi}",
        'ω' => "\\ensuremath{\\omega}",
        'ϑ' => "\\ensuremath{\\vartheta}",
        'ϵ' => "\\ensuremath{\\epsilon}",
        'Γ' => "\\ensuremath{\\Gamma}",
        'Δ' => "\\ensuremath{\\Delta}",
        'Θ' => "\\ensuremath{\\Theta}",
        'Λ' => "\\ensuremath{\\Lambda}",
        'Ξ' => "\\ensuremath{\\Xi}",
        'Π' => "\\ensuremath{\\Pi}",
        'Σ' => "\\ensuremath{\\Sigma}",
        'Υ' => "\\ensuremath{\\Upsilon}",
        'Φ' => "\\ensuremath{\\Phi}",
        'Ψ' => "\\ensuremath{\\Psi}",
        'Ω' => "\\ensuremath{\\Omega}",
        'Α' => "\\ensuremath{\\mathrm{A}}",
        'Β' => "\\ensuremath{\\mathrm{B}}",
        'Ε' => "\\ensuremath{\\mathrm{E}}",
        'Ζ' => "\\ensuremath{\\mathrm{Z}}",
        'Η' => "\\ensuremath{\\mathrm{H}}",
        'Ι' => "\\ensuremath{\\mathrm{I}}",
        'Κ' => "\\ensuremath{\\mathrm{K}}",
        'Μ' => "\\ensuremath{\\mathrm{M}}",
        'Ν' => "\\ensuremath{\\mathrm{N}}",
        'Ο' => "\\ensuremath{\\mathrm{O}}",
        'Ρ' => "\\ensuremath{\\mathrm{P}}",
        'Τ' => "\\ensuremath{\\mathrm{T}}",
        'Χ' => "\\ensuremath{\\mathrm{X}}",
        'ο' => "\\ensuremath{\\mathrm{o}}",
        '≤' => "\\ensuremath{\\le}",
        '≥' => "\\ensuremath{\\ge}",
        '≠' => "\\ensuremath{\\ne}",
        '→' => "\\ensuremath{\\to}",
        '↦' => "\\ensuremath{\\mapsto}",
        '√' => "\\ensuremath{\\surd}",
        '∞' => "\\ensuremath{\\infty}",
        '−' => "\\ensuremath{-}",
        '×' => "\\ensuremath{\\times}",
        '±' => "\\ensuremath{\\pm}",
        '·' => "\\ensuremath{\\cdot}",
        '\u{2009}' | '\u{202f}' => "\\,",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬀ' => "ff",
        _ => return None,
    })
}

/// Accents: the command, the letters that carry it, and the letters below it.
const ACCENTS: &[(&str, &str, &str)] = &[
    ("`", "ÀÈÌÒÙàèìòù", "AEIOUaeiou"),
    ("'", "ÁÉÍÓÚÝáéíóúýĆćĹĺŃńŔŕŚśŹź", "AEIOUYaeiouyCcLlNnRrSsZz"),
    ("^", "ÂÊÎÔÛâêîôûĈĉĜĝĤĥĴĵŜŝŴŵŶŷ", "AEIOUaeiouCcGgHhJjSsWwYy"),
    ("~", "ÃÑÕãñõĨĩŨũ", "ANOanoIiUu"),
    ("\"", "ÄËÏÖÜäëïöüÿŸ", "AEIOUaeiouyY"),
    ("r", "ÅåŮů", "AaUu"),
    ("c", "ÇçĢģĶķĻļŅņŖŗŞşŢţ", "CcGgKkLlNnRrSsTt"),
    ("=", "ĀāĒēĪīŌōŪū", "AaEeIiOoUu"),
    ("u", "ĂăĔĕĞğĬĭŎŏŬŭ", "AaEeGgIiOoUu"),
    ("k", "ĄąĘęĮįŲų", "AaEeIiUu"),
    (".", "ĊċĖėĠġİŻż", "CcEeGgIZz"),
    ("v", "ČčĎďĚěĽľŇňŘřŠšŤťŽž", "CcDdEeLlNnRrSsTtZz"),
    ("H", "ŐőŰű", "OoUu"),
];

/// Letters and signs outside ASCII that have a command of their own.
const SIGNS: &[(char, &str)] = &[
    ('ß', "\\ss{}"),
    ('æ', "\\ae{}"),
    ('Æ', "\\AE{}"),
    ('œ', "\\oe{}"),
    ('Œ', "\\OE{}"),
    ('ø', "\\o{}"),
    ('Ø', "\\O{}"),
    ('ł', "\\l{}"),
    ('Ł', "\\L{}"),
    ('ı', "\\i{}"),
    ('¡', "\\textexclamdown{}"),
    ('¿', "\\textquestiondown{}"),
    ('§', "\\textsection{}"),
    ('©', "\\copyright{}"),
    ('£', "\\pounds{}"),
    ('°', "\\ensuremath{^\\circ}"),
    ('đ', "\\dj{}"),
    ('Đ', "\\DJ{}"),
    ('ð', "\\dh{}"),
    ('Ð', "\\DH{}"),
    ('þ', "\\th{}"),
    ('Þ', "\\TH{}"),
    ('ŋ', "\\ng{}"),
    ('Ŋ', "\\NG{}"),
    ('«', "\\guillemotleft{}"),
    ('»', "\\guillemotright{}"),
    ('‹', "\\guilsinglleft{}"),
    ('›', "\\guilsinglright{}"),
    ('„', "\\quotedblbase{}"),
    ('‚', "\\quotesinglbase{}"),
    ('€', "\\texteuro{}"),
    ('½', "\\textonehalf{}"),
    ('¼', "\\textonequarter{}"),
    ('¾', "\\textthreequarters{}"),
    ('¹', "\\textonesuperior{}"),
    ('²', "\\texttwosuperior{}"),
    ('³', "\\textthreesuperior{}"),
    ('¥', "\\textyen{}"),
    ('¢', "\\textcent{}"),
    ('¶', "\\textparagraph{}"),
    ('†', "\\textdagger{}"),
    ('‡', "\\textdaggerdbl{}"),
    ('•', "\\textbullet{}"),
    ('™', "\\texttrademark{}"),
    ('®', "\\textregistered{}"),
    ('ª', "\\textordfeminine{}"),
    ('º', "\\textordmasculine{}"),
    ('\u{a0}', "~"),
    ('\u{2013}', "--"),
    ('\u{2014}', "---"),
    ('\u{2018}', "`"),
    ('\u{2019}', "'"),
    ('\u{201c}', "``"),
    ('\u{201d}', "''"),
    ('\u{2026}', "\\ldots{}"),
];

/// The LaTeX of a letter or sign outside ASCII, by accent commands, which survive `\\MakeUppercase` in every font
/// encoding (bytes of UTF-8 do not).
fn accented(c: char) -> Option<String> {
    if let Some((_, command)) = SIGNS.iter().find(|(sign, _)| *sign == c) {
        return Some((*command).to_string());
    }
    ACCENTS.iter().find_map(|(accent, letters, bases)| {
        let base = letters
            .chars()
            .zip(bases.chars())
            .find(|(letter, _)| *letter == c)?
            .1;
        Some(match base {
            'i' if *accent != "k" => format!("\\{accent}{{\\i}}"),
            'j' => format!("\\{accent}{{\\j}}"),
            _ => format!("\\{accent}{{{base}}}"),
        })
    })
}

/// The LaTeX of a letter with the combining accent that follows it, if that is a letter known here.
fn composed(base: char, mark: char) -> Option<String> {
    let accent = match mark {
        '\u{300}' => "`",
        '\u{301}' => "'",
        '\u{302}' => "^",
        '\u{303}' => "~",
        '\u{304}' => "=",
        '\u{306}' => "u",
        '\u{307}' => ".",
        '\u{308}' => "\"",
        '\u{30a}' => "r",
        '\u{30b}' => "H",
        '\u{30c}' => "v",
        '\u{327}' => "c",
        '\u{328}' => "k",
        _ => return None,
    };
    let base = base.to_string();
    accented(letter(accent, &base)?)
}

/// Escapes `text` for HTML, in elements and in attributes.
pub(super) fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

/// Is this the name of an accent command?
pub(super) fn is_accent(name: &str) -> bool {
    ACCENTS.iter().any(|(accent, _, _)| *accent == name)
}

/// The letter that an accent command makes of its argument: the inverse of [`text`] for accents.
pub(super) fn letter(accent: &str, argument: &str) -> Option<char> {
    let base = match argument {
        "\\i" => 'i',
        "\\j" => 'j',
        one => one.chars().next().filter(|_| one.chars().count() == 1)?,
    };
    let (_, letters, bases) = ACCENTS.iter().find(|(a, _, _)| *a == accent)?;
    let pairs = letters.chars().zip(bases.chars());
    pairs.into_iter().find(|(_, b)| *b == base).map(|(l, _)| l)
}

/// Estimates the printed width of LaTeX math or text in digits of the same font (a fraction is as wide as its
/// wider part). Used only to choose where lines and tables break.
pub fn width(tex: &str) -> usize {
    let chars: Vec<char> = tex.chars().collect();
    let mut at = 0;
    tenths(&chars, &mut at, '\0').div_ceil(10)
}

fn tenths(c: &[char], at: &mut usize, until: char) -> usize {
    let mut total = 0;
    while *at < c.len() {
        let now = c[*at];
        *at += 1;
        total += match now {
            _ if now == until => return total,
            '{' => tenths(c, at, '}'),
            '\\' => command(c, at),
            '$' | '}' | '&' => 0,
            '^' | '_' => script(c, at) * 7 / 10,
            '+' | '=' | '<' | '>' => 25,
            '-' => 20,
            ',' | '.' | 'i' | 'l' | '[' | ']' | '(' | ')' | ' ' => 7,
            _ => 11,
        };
    }
    total
}

fn script(c: &[char], at: &mut usize) -> usize {
    match c.get(*at) {
        Some('{') => {
            *at += 1;
            tenths(c, at, '}')
        }
        Some('\\') => {
            *at += 1;
            command(c, at)
        }
        Some(_) => {
            *at += 1;
            10
        }
        None => 0,
    }
}

fn command(c: &[char], at: &mut usize) -> usize {
    let start = *at;
    while c.get(*at).is_some_and(char::is_ascii_alphabetic) {
        *at += 1;
    }
    let name: String = c[start..*at].iter().collect();
    if name.is_empty() {
        *at += 1;
        return if c.get(start) == Some(&',') { 3 } else { 10 };
    }
    match name.as_str() {
        "frac" | "tfrac" => {
            let top = script(c, at);
            top.max(script(c, at)) * 8 / 10 + 4
        }
        "texttt" => script(c, at) * 105 / 100,
        "sqrt" => script(c, at) + 9,
        "le" | "ge" | "to" | "times" | "cdot" | "approx" | "mapsto" => 27,
        "quad" => 20,
        "left" | "right" | "bigl" | "bigr" | "mathrm" | "text" => 0,
        "ldots" | "dots" | "cdots" => 18,
        "label" | "hfill" => 0,
        _ => 12,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_printable_ascii_character_survives_alone() {
        for c in ' '..='~' {
            let tex = text(&c.to_string()).expect("ASCII can be printed").0;
            let bare = "%_&#${}~^\\<>|\"".contains(c);
            assert_eq!(bare, tex != c.to_string(), "{c}: {tex}");
        }
    }

    #[test]
    fn accents_pair_letters_with_their_bases() {
        for (accent, letters, bases) in ACCENTS {
            assert_eq!(letters.chars().count(), bases.chars().count(), "{accent}");
        }
        assert_eq!(
            text("Œuvre d’été").map(|t| t.0).as_deref(),
            Ok("\\OE{}uvre d'\\'{e}t\\'{e}")
        );
        assert_eq!(text("ï").map(|t| t.0).as_deref(), Ok("\\\"{\\i}"));
    }

    #[test]
    fn control_characters_and_foreign_scripts_are_refused_with_their_place() {
        for (bad, position) in [("a\u{7}", 1), ("語", 0), ("xy\u{202e}", 2)] {
            assert_eq!(text(bad).map_err(|u| u.position), Err(position));
        }
    }

    #[test]
    fn typewriter_text_has_no_ligatures() {
        assert_eq!(code("a--b").map(|t| t.0).as_deref(), Ok("\\texttt{a-{}-b}"));
        assert!(!code("---,,").expect("ASCII").0.contains("--"));
    }
}
