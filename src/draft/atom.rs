//! The printed text as a reader sees it: fonts, comments and references dropped, spacing and signs made uniform.

use super::token::{Kind, Token};
use crate::source::Span;

/// What is seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A character.
    Char(char),
    /// A sign or a construction of LaTeX: `frac`, `sqrt`, `times`, `le`.
    Sign(String),
    /// `{`, a group.
    Open,
    /// `}`.
    Close,
    /// A blank that separates words.
    Blank,
    /// A thin space, as between groups of digits.
    Thin,
}

/// An atom and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Atom {
    /// What is seen.
    pub what: What,
    /// The number of its file.
    pub file: usize,
    /// Its place there.
    pub span: Span,
}

impl Atom {
    /// Is it this character?
    pub fn is(&self, c: char) -> bool {
        self.what == What::Char(c)
    }
    /// Is it this sign?
    pub fn is_sign(&self, name: &str) -> bool {
        matches!(&self.what, What::Sign(s) if s == name)
    }
    /// The digit that it is.
    pub fn digit(&self) -> Option<char> {
        match self.what {
            What::Char(c) if c.is_ascii_digit() => Some(c),
            _ => None,
        }
    }
    /// The letter that it is.
    pub fn letter(&self) -> Option<char> {
        match self.what {
            What::Char(c) if c.is_alphabetic() => Some(c),
            _ => None,
        }
    }
}

/// Commands that change how their argument looks, not what it says.
pub const LOOKS: [&str; 58] = [
    "ensuremath",
    "text",
    "textrm",
    "textbf",
    "textit",
    "textsf",
    "texttt",
    "textsl",
    "textsc",
    "textup",
    "textnormal",
    "textmd",
    "mathrm",
    "mathbf",
    "mathit",
    "mathsf",
    "mathtt",
    "mathnormal",
    "emph",
    "bm",
    "boldsymbol",
    "left",
    "right",
    "big",
    "Big",
    "bigl",
    "bigr",
    "Bigl",
    "Bigr",
    "displaystyle",
    "textstyle",
    "scriptstyle",
    "mathord",
    "mathrel",
    "mathopen",
    "mathclose",
    "mbox",
    "hbox",
    "fbox",
    "protect",
    "relax",
    "nobreak",
    "bfseries",
    "itshape",
    "mathcal",
    "underline",
    "oldstylenums",
    "boxed",
    "limits",
    "strut",
    "mathstrut",
    "smash",
    "boldmath",
    "unboldmath",
    "nth",
    "hl",
    "uline",
    "ul",
];

/// Commands that are dropped with their arguments.
const DROPPED: [&str; 24] = [
    "cite",
    "citep",
    "citet",
    "ref",
    "eqref",
    "autoref",
    "cref",
    "Cref",
    "pageref",
    "label",
    "index",
    "footnote",
    "footnotemark",
    "tablefootnote",
    "tnote",
    "hspace",
    "vspace",
    "phantom",
    "hphantom",
    "vphantom",
    "color",
    "tag",
    "cellcolor",
    "rowcolor",
];

/// Commands whose argument is text, also in a formula.
const TEXTUAL: [&str; 14] = [
    "text",
    "textrm",
    "textbf",
    "textit",
    "textsf",
    "texttt",
    "textsl",
    "textsc",
    "textup",
    "textnormal",
    "textmd",
    "emph",
    "mbox",
    "hbox",
];

/// The atoms of a text whose macros are expanded; `math` if it stands in a formula, where blanks say nothing.
pub fn atoms(tokens: &[Token], mut math: bool) -> Vec<Atom> {
    let mut out = Vec::new();
    // What each open group returns to, and whether the next group is text.
    let (mut modes, mut textual) = (Vec::new(), false);
    let mut i = 0;
    while i < tokens.len() {
        let token = &tokens[i];
        i += 1;
        let what = match &token.kind {
            Kind::Comment => {
                i += usize::from(tokens.get(i).is_some_and(|t| t.kind == Kind::Blank));
                continue;
            }
            Kind::Math => {
                math = !math;
                continue;
            }
            Kind::Symbol('(' | '[') => {
                math = true;
                continue;
            }
            Kind::Symbol(')' | ']') => {
                math = false;
                continue;
            }
            Kind::Open => {
                modes.push(math);
                math &= !textual;
                textual = false;
                What::Open
            }
            Kind::Close => {
                math = modes.pop().unwrap_or(math);
                What::Close
            }
            Kind::Blank if math => continue,
            Kind::Blank => What::Blank,
            Kind::Symbol(c) => match c {
                ',' | ';' | ':' | '>' => What::Thin,
                '!' | '/' | '-' => continue,
                ' ' | '\\' | '\n' | '\r' | '\t' => What::Blank,
                c => What::Char(*c),
            },
            // `2~178~309`
            Kind::Char('~')
                if out.last().is_some_and(|a: &Atom| a.digit().is_some())
                    && (i..i + 3).all(|k| digit(tokens.get(k)))
                    && !digit(tokens.get(i + 3)) =>
            {
                What::Thin
            }
            // A dash of a sentence is none of a range.
            Kind::Char('-')
                if !math
                    && tokens.get(i).is_some_and(|t| t.kind == Kind::Char('-'))
                    && tokens.get(i + 1).is_some_and(|t| t.kind == Kind::Char('-')) =>
            {
                i += 2;
                What::Char('—')
            }
            Kind::Char(c) => character(*c),
            Kind::Word(word) => match word.as_str() {
                // `\left.` is no point.
                "left" | "right" => {
                    i += usize::from(tokens.get(i).is_some_and(|t| t.kind == Kind::Char('.')));
                    continue;
                }
                w if LOOKS.contains(&w) => {
                    textual = TEXTUAL.contains(&w);
                    continue;
                }
                "thinspace" | "medspace" | "thickspace" | "nobreakspace" => What::Thin,
                "quad" | "qquad" | "space" | "enspace" | "par" => What::Blank,
                "percent" => What::Char('%'),
                "textminus" => What::Char('-'),
                "lbrace" | "rbrace" | "hfill" | "centering" => continue,
                "makebox" | "framebox" => {
                    i = after_arguments(tokens, i, 0);
                    continue;
                }
                "textcolor" | "colorbox" | "raisebox" => {
                    i = after_arguments(tokens, i, 1);
                    continue;
                }
                "multicolumn" => {
                    i = after_arguments(tokens, i, 2);
                    continue;
                }
                w if DROPPED.contains(&w) => {
                    i = after_arguments(tokens, i, 1);
                    continue;
                }
                w => What::Sign(sign(w).to_string()),
            },
        };
        out.push(Atom {
            what,
            file: token.file,
            span: token.span,
        });
    }
    without_empty_groups(out)
}

/// The one name of a sign that LaTeX has several names for.
fn sign(word: &str) -> &str {
    match word {
        "leq" | "leqslant" | "leqq" => "le",
        "geq" | "geqslant" | "geqq" => "ge",
        "lt" => "<",
        "gt" => ">",
        "sim" | "simeq" | "cong" | "approxeq" | "thickapprox" | "doteq" => "approx",
        "dfrac" | "tfrac" | "cfrac" | "nicefrac" | "sfrac" | "xfrac" => "frac",
        "dots" | "cdots" | "dotsc" | "dotsb" | "dotsm" | "dotso" | "textellipsis"
        | "mathellipsis" => "ldots",
        "cdotp" | "ast" => "cdot",
        "coloneqq" | "coloneq" | "equiv" => "=",
        "tablenum" | "numprint" | "nombre" => "num",
        "SI" => "qty",
        "log" => "ln",
        w => w,
    }
}

fn character(c: char) -> What {
    let sign = |name: &str| What::Sign(name.to_string());
    match c {
        '~' | '&' | '\u{a0}' => What::Blank,
        '\u{2009}' | '\u{202f}' | '\u{2006}' => What::Thin,
        '\u{2212}' => What::Char('-'),
        '×' => sign("times"),
        '·' | '⋅' => sign("cdot"),
        '±' => sign("pm"),
        '…' | '⋯' => sign("ldots"),
        '≈' | '≃' | '∼' => sign("approx"),
        '≤' | '⩽' => sign("le"),
        '≥' | '⩾' => sign("ge"),
        '∞' => sign("infty"),
        '=' | '<' | '>' => sign(&c.to_string()),
        c => What::Char(c),
    }
}

fn digit(token: Option<&Token>) -> bool {
    token.is_some_and(|t| matches!(t.kind, Kind::Char(c) if c.is_ascii_digit()))
}

/// The index after optional and `count` braced arguments.
fn after_arguments(tokens: &[Token], mut i: usize, count: usize) -> usize {
    let blank = |t: &Token| matches!(t.kind, Kind::Blank | Kind::Comment);
    if tokens.get(i).is_some_and(|t| t.kind == Kind::Char('*')) {
        i += 1;
    }
    while tokens.get(i).is_some_and(|t| t.kind == Kind::Char('[')) {
        match tokens[i..].iter().position(|t| t.kind == Kind::Char(']')) {
            Some(end) => i += end + 1,
            None => break,
        }
    }
    for _ in 0..count {
        let start = tokens[i.min(tokens.len())..].iter().position(|t| !blank(t));
        if start.is_none_or(|s| tokens[i + s].kind != Kind::Open) {
            return i;
        }
        match super::macros::argument(&tokens[i..]) {
            Some((_, used)) => i += used,
            None => return i,
        }
    }
    i
}

/// Is it a sign that braces around it change only the spacing of?
fn is_spaced(atom: &Atom) -> bool {
    let operator = matches!(&atom.what, What::Sign(s) if matches!(s.as_str(), "pm" | "times" | "cdot" | "div" | "ldots"));
    is_relation(atom) || operator || matches!(atom.what, What::Char('+' | '-' | '/' | '%'))
}

/// Drops `{}` and the braces of `{=}` and `{-}`, which only change spacing.
fn without_empty_groups(atoms: Vec<Atom>) -> Vec<Atom> {
    let mut out: Vec<Atom> = Vec::with_capacity(atoms.len());
    for atom in atoms {
        if atom.what == What::Close {
            let n = out.len();
            if n >= 1 && out[n - 1].what == What::Open {
                out.pop();
                continue;
            }
            if n >= 2 && out[n - 2].what == What::Open && is_spaced(&out[n - 1]) {
                let open = out.remove(n - 2);
                // The unit of `\qty{161.8}{\percent}` ends with its brace.
                let sign = &mut out[n - 2];
                if sign.is('%') && open.file == atom.file {
                    sign.span = open.span.to(atom.span);
                }
                continue;
            }
        }
        out.push(atom);
    }
    out
}

/// Is it a sign of comparison?
pub fn is_relation(atom: &Atom) -> bool {
    matches!(&atom.what, What::Sign(s) if matches!(s.as_str(), "=" | "<" | ">" | "le" | "ge" | "approx" | "ne" | "neq"))
}

/// The index of the brace or parenthesis that closes the one at `open`.
pub fn closing(atoms: &[Atom], open: usize) -> Option<usize> {
    let pair = |a: &Atom| match a.what {
        What::Open | What::Char('(') | What::Char('[') => 1,
        What::Close | What::Char(')') | What::Char(']') => -1,
        _ => 0,
    };
    let mut depth = 0;
    for (i, atom) in atoms.iter().enumerate().skip(open) {
        depth += pair(atom);
        if depth == 0 {
            return Some(i);
        }
    }
    None
}
