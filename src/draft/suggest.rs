//! Proposals: numbers in a draft that equal a quantity of one of its maps to all their digits, and carry no claim yet.
//!
//! Modest by design: only decimals with at least four significant digits and integers of at least four digits that are
//! no years, only in running text and displays, and only where exactly one quantity fits.

use super::atom::atoms;
use super::fix::patch;
use super::judge::{Kind, integer, judge};
use super::numeral::numeral;
use super::printed::{Number, Stated};
use super::project::Project;
use super::scan::{VERBATIM, plain, skip_verb};
use super::token::{Kind as Token, Lexer};
use crate::lang::program::{ClaimBody, Program};
use crate::lang::resolve_claim;
use crate::quantity::term::evaluate;
use crate::quantity::{Maps, Value};
use crate::source::{Source, Span};

/// The last iterate whose counts are compared.
const ITERATES: u32 = 40;

/// One number with the claim that fits it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The number of the file.
    pub file: usize,
    /// The place of the number.
    pub span: Span,
    /// The claim.
    pub claim: String,
}

/// Words before a number that make it a name: `Section 3`, `page 1618`.
const NAMING: [&str; 34] = [
    "section",
    "sections",
    "sec",
    "theorem",
    "theorems",
    "lemma",
    "corollary",
    "proposition",
    "definition",
    "figure",
    "fig",
    "table",
    "chapter",
    "equation",
    "eq",
    "page",
    "pages",
    "p",
    "pp",
    "vol",
    "volume",
    "no",
    "number",
    "version",
    "v",
    "doi",
    "arxiv",
    "isbn",
    "issn",
    "grant",
    "year",
    "algorithm",
    "step",
    "appendix",
];

/// Commands whose argument is running text.
const PROSE: [&str; 19] = [
    "emph",
    "textbf",
    "textit",
    "textrm",
    "textsf",
    "caption",
    "footnote",
    "section",
    "subsection",
    "subsubsection",
    "paragraph",
    "chapter",
    "item",
    "mathbf",
    "mathrm",
    "ensuremath",
    "text",
    "title",
    "thanks",
];

/// Units of length.
const UNITS: [&str; 12] = [
    "pt", "cm", "mm", "em", "ex", "in", "bp", "pc", "sp", "dd", "cc", "mu",
];

/// The numbers of a draft that fit a quantity.
pub fn suggestions(project: &Project, program: &Program, maps: &Maps) -> Vec<Suggestion> {
    let known = quantities(program, maps);
    let mut out = Vec::new();
    for file in 0..project.files.len() {
        for (span, number) in numbers(project, file) {
            let fits = |value: &Value| {
                let stated = Stated {
                    number: number.clone(),
                    relation: None,
                    spot: (file, span),
                    doubt: None,
                };
                judge(value, &stated, None, &|_| None).kind == Kind::Ok
            };
            let whole = matches!(&number, Number::Numeral(n) if n.for_value(true).is_whole());
            let mut matching = known
                .iter()
                .filter(|(_, v)| integer(v).is_some() == whole && fits(v));
            if let (Some((claim, _)), None) = (matching.next(), matching.next()) {
                out.push(Suggestion {
                    file,
                    span,
                    claim: claim.clone(),
                });
            }
        }
    }
    out
}

/// The quantities that are proposed, with their claims; of equal values the first.
fn quantities(program: &Program, maps: &Maps) -> Vec<(String, Value)> {
    let mut out: Vec<(String, Value)> = Vec::new();
    let value = |text: &str| {
        let claim = resolve_claim(program, &Source::new("", text)).ok()?;
        match &claim.body {
            ClaimBody::Chain { first, .. } => evaluate(maps, first).ok(),
            ClaimBody::Predicate { .. } => None,
        }
    };
    for map in &program.maps {
        let name = &map.name;
        let once = ["growth", "entropy", "lipschitz"]
            .iter()
            .map(|q| format!("{q}({name})"));
        let counts = ["laps", "fixed_points", "orbits"]
            .iter()
            .flat_map(|q| (1..=ITERATES).map(move |t| format!("{q}({name}, {t})")));
        for text in once.chain(counts) {
            let Some(found @ (Value::Real(_) | Value::Log(_))) = value(&text) else {
                continue;
            };
            let same = |v: &Value| match (v, &found) {
                (Value::Real(a), Value::Real(b)) | (Value::Log(a), Value::Log(b)) => a == b,
                _ => false,
            };
            if !out.iter().any(|(_, v)| same(v)) {
                out.push((text, found));
            }
        }
    }
    out
}

/// The patches that put the annotations in, one for each file that changes.
pub fn patches(project: &Project, suggestions: &[Suggestion]) -> Vec<String> {
    let mut out = Vec::new();
    for (number, file) in project.files.iter().enumerate() {
        let mut bytes = Vec::new();
        let mut at = 0;
        for s in suggestions.iter().filter(|s| s.file == number) {
            let range = file.byte_range(s.span);
            bytes.extend_from_slice(&file.bytes[at..range.start]);
            bytes.extend_from_slice(format!("\\orb{{{}}}{{", s.claim).as_bytes());
            bytes.extend_from_slice(&file.bytes[range.clone()]);
            bytes.push(b'}');
            at = range.end;
        }
        if at > 0 {
            bytes.extend_from_slice(&file.bytes[at..]);
            out.push(patch(&file.source.name, &file.bytes, &bytes));
        }
    }
    out
}

/// The numbers in running text that may be proposed.
fn numbers(project: &Project, file: usize) -> Vec<(Span, Number)> {
    let source = project.source(file).clone();
    let text = &source.text;
    let mut lexer = Lexer::new(text, file);
    if let Some(start) = text.find("\\begin{document}") {
        lexer.at = start;
    }
    // The cells of a tied tabular are claims already.
    let tied = project
        .tables
        .iter()
        .filter(|t| t.body.0 == file)
        .map(|t| t.body.1);
    let claimed: Vec<Span> = project
        .claims
        .iter()
        .filter(|c| c.file == file)
        .map(|c| c.span)
        .chain(tied)
        .collect();
    let mut out = Vec::new();
    // For each open group: may it hold running text?
    let (mut groups, mut opener): (Vec<bool>, Option<bool>) = (Vec::new(), None);
    // The word right before, and whether it has ended.
    let (mut word_before, mut ended) = (String::new(), false);
    while let Some(token) = lexer.next() {
        if let Some(span) = claimed
            .iter()
            .find(|s| s.start <= token.span.start && token.span.start < s.end)
        {
            lexer.at = span.end;
            continue;
        }
        let mut opens = None;
        match &token.kind {
            Token::Word(word) => {
                opens = Some(PROSE.contains(&word.as_str()));
                word_before.clear();
                match word.as_str() {
                    "verb" | "lstinline" | "mintinline" | "Verb" | "url" | "href" | "path" => {
                        skip_verb(word, &mut lexer)
                    }
                    "begin" => skip_environment(&mut lexer),
                    "end" => {
                        let name = lexer.argument().map(|(name, _)| plain(&name));
                        if name.as_deref() == Some("document") {
                            break;
                        }
                    }
                    w if !PROSE.contains(&w) => {
                        lexer.option();
                    }
                    _ => {}
                }
            }
            Token::Open => {
                groups.push(opener.unwrap_or_else(|| groups.last().copied().unwrap_or(true)))
            }
            Token::Close => {
                groups.pop();
                // A second argument is like the first.
                opens = lexer.rest().starts_with('{').then_some(false);
            }
            Token::Char('^' | '_') => opens = Some(false),
            Token::Char(c) if c.is_alphabetic() => {
                if ended {
                    word_before.clear();
                    ended = false;
                }
                word_before.push(*c);
            }
            Token::Char(c) if c.is_ascii_digit() => {
                let span = run(text, token.span.start);
                lexer.at = span.end;
                let named = naming(&word_before);
                word_before.clear();
                let allowed = groups.iter().all(|g| *g) && opener.is_none();
                if allowed && free(text, span) && !named {
                    let mut inner = Lexer::new(&text[..span.end], file);
                    inner.at = span.start;
                    let tokens: Vec<_> = inner.collect();
                    if let Some(n) = numeral(project, &atoms(&tokens, false))
                        && telling(&text.as_bytes()[span.start..span.end])
                    {
                        out.push((span, Number::Numeral(Box::new(n))));
                    }
                }
            }
            Token::Blank => {
                opens = opener;
                ended = true;
            }
            Token::Char('.' | '~') | Token::Math => ended = true,
            Token::Char(_) => word_before.clear(),
            _ => {}
        }
        opener = opens;
    }
    out
}

/// The digits with points, commas and thin spaces between them.
fn run(text: &str, start: usize) -> Span {
    let rest = &text.as_bytes()[start..];
    let mut end = 0;
    let digit = |i: usize| rest.get(i).is_some_and(u8::is_ascii_digit);
    loop {
        if digit(end) {
            end += 1;
            continue;
        }
        let length = [&b"{,}"[..], b"\\,", b"."]
            .iter()
            .find(|s| rest[end..].starts_with(s))
            .map_or(0, |s| s.len());
        if length == 0 || !digit(end + length) {
            return Span::new(start, start + end);
        }
        end += length;
    }
}

/// Does nothing touch the number that would make it part of a name, a length, a version?
fn free(text: &str, span: Span) -> bool {
    let before = text[..span.start].chars().next_back();
    let rest = &text[span.end..];
    let after = rest.chars().next();
    let glued = |c: char| {
        c.is_alphanumeric()
            || matches!(
                c,
                '_' | '-' | '/' | ':' | '@' | '#' | '\\' | '^' | '\'' | '.' | ',' | '+'
            )
    };
    if before.is_some_and(|c| glued(c) || c == '[') {
        return false;
    }
    let sentence = |c: char| {
        let next = rest[c.len_utf8()..].chars().next();
        matches!(c, '.' | ',' | ':') && next.is_none_or(|n| !n.is_ascii_digit())
    };
    if after.is_some_and(|c| (glued(c) || c == '%') && !sentence(c) || c == '(') {
        return false;
    }
    let unit = rest.trim_start_matches([' ', '~']);
    let word: String = unit.chars().take_while(|c| c.is_alphabetic()).collect();
    !UNITS.contains(&word.as_str())
        && !unit.starts_with("\\textwidth")
        && !unit.starts_with("\\linewidth")
}

fn naming(word: &str) -> bool {
    NAMING.contains(&word.to_lowercase().as_str())
}

/// Enough digits to be no accident, and no year.
fn telling(printed: &[u8]) -> bool {
    let digits: Vec<u8> = printed.iter().copied().filter(u8::is_ascii_digit).collect();
    let significant = digits.iter().skip_while(|d| **d == b'0').count();
    let plain = digits.len() == printed.len();
    let year = plain && digits.len() == 4 && (digits.starts_with(b"1") || digits.starts_with(b"2"));
    significant >= 4 && !year
}

/// Passes over environments that are not text, and over a bibliography.
fn skip_environment(lexer: &mut Lexer) {
    let Some((name, _)) = lexer.argument() else {
        return;
    };
    let name = plain(&name);
    lexer.option();
    let skipped = VERBATIM.contains(&name.trim_end_matches('*'))
        || matches!(
            name.as_str(),
            "orbitex" | "thebibliography" | "tikzpicture" | "pgfpicture" | "picture" | "axis"
        );
    if matches!(
        name.as_str(),
        "tabular" | "array" | "minipage" | "tabularx" | "longtable"
    ) {
        lexer.argument();
    }
    if skipped {
        let close = format!("\\end{{{name}}}");
        let rest = lexer.rest();
        lexer.at += rest.find(&close).map_or(rest.len(), |i| i + close.len());
    }
}
