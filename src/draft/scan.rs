//! Reads the files of a draft as LaTeX would, and notes claims, map files and environments.

use super::atom::LOOKS;
use super::decode::Text;
use super::macros::{self, OWN};
use super::project::{Annotation, Form, Library, Project, TableUse, Use, candidates};
use super::token::{Kind, Lexer, Token};
use crate::source::{Diagnostic, Span};
use std::path::{Path, PathBuf};

/// How deep files may input each other, and macro bodies may define macros.
const MAX_DEPTH: usize = 40;
const MAX_BODIES: usize = 8;

/// After so many faults the rest of a draft is not read; more claims than this are not either.
const MAX_FAULTS: usize = 100;
const MAX_CLAIMS: usize = 100_000;

/// The longest argument of `\verb`, in bytes.
const MAX_VERB: usize = 4_000;

/// Environments whose body is not LaTeX.
pub const VERBATIM: [&str; 13] = [
    "verbatim",
    "Verbatim",
    "BVerbatim",
    "LVerbatim",
    "SaveVerbatim",
    "lstlisting",
    "minted",
    "comment",
    "filecontents",
    "tcblisting",
    "luacode",
    "pycode",
    "sagesilent",
];

/// Files of TeX distributions that drafts input by name.
const DISTRIBUTED: [&str; 5] = [
    "glyphtounicode",
    "glyphtounicode-cmr",
    "xy",
    "xypic",
    "epsf",
];

/// Reads the draft whose main file is `path`.
pub fn scan(path: &Path, library: &dyn Library) -> Result<Project, std::io::Error> {
    let (name, bytes) = library.read(path)?;
    let mut scanner = Scanner {
        library,
        root: path.parent().unwrap_or(Path::new("")).to_path_buf(),
        project: Project::default(),
        stack: Vec::new(),
        verbatim: VERBATIM.iter().map(|w| w.to_string()).collect(),
        ended: false,
        documents: Vec::new(),
        unset: Vec::new(),
        bodies: 0,
        math: false,
        inside: (0, 0),
        tie: None,
    };
    scanner.file(&name, path.to_path_buf(), bytes);
    scanner.untied();
    Ok(scanner.project)
}

struct Scanner<'a> {
    library: &'a dyn Library,
    root: PathBuf,
    project: Project,
    /// The names of the files that are being read.
    stack: Vec<String>,
    verbatim: Vec<String>,
    /// Was `\end{document}` read, or is the draft beyond repair?
    ended: bool,
    /// The files that are read and are documents of their own, as `\subfile` inputs them.
    documents: Vec<usize>,
    /// Where what is not set begins: after the `\else` of an `\iftrue`.
    unset: Vec<(usize, usize)>,
    /// How many macro bodies are being read.
    bodies: usize,
    /// Is a formula being read?
    math: bool,
    /// The file and the last byte of the printed text that is being read.
    inside: (usize, usize),
    /// The table statement that the next tabular is tied to.
    tie: Option<Tie>,
}

/// A table statement whose tabular is still to come.
struct Tie {
    file: usize,
    span: Span,
    name: String,
    columns: Option<Vec<String>>,
    /// Where the macro that ties it ends, if it is a macro.
    until: Option<usize>,
}

/// The environments that are tables.
const TABULARS: [&str; 14] = [
    "tabular",
    "tabular*",
    "tabularx",
    "tabulary",
    "longtable",
    "longtable*",
    "longtabu",
    "tabu",
    "array",
    "supertabular",
    "xtabular",
    "tblr",
    "longtblr",
    "NiceTabular",
];

impl Scanner<'_> {
    fn file(&mut self, name: &str, path: PathBuf, bytes: Vec<u8>) {
        let text = match Text::new(name, path, bytes) {
            Ok(text) => text,
            Err(fault) => return self.project.diagnostics.push(*fault),
        };
        let source = text.source.clone();
        let file = self.project.files.len();
        self.project.files.push(text);
        self.stack.push(name.to_string());
        self.tokens(&mut Lexer::new(&source.text, file));
        self.stack.pop();
    }
    fn tokens(&mut self, lexer: &mut Lexer) {
        let mut after_equals = false;
        while !self.ended
            && let Some(token) = lexer.next()
        {
            let over = |t: &Tie| {
                t.file == token.file && t.until.is_some_and(|end| token.span.start >= end)
            };
            if self.tie.as_ref().is_some_and(over) {
                self.untied();
            }
            match &token.kind {
                Kind::Comment => self.comment(&token),
                Kind::Word(word) if word == "endinput" => return,
                // A subfile ends with its own document; what inputs it goes on.
                Kind::Word(word)
                    if word == "end"
                        && self.stack.len() > 1
                        && self.documents.contains(&token.file)
                        && self.name(&mut lexer.clone()).as_deref() == Some("document") =>
                {
                    return;
                }
                Kind::Word(word) => self.word(word, &token, lexer, after_equals),
                Kind::Math => {
                    // `$$` opens or closes as one sign.
                    let double = lexer.rest().starts_with('$');
                    lexer.at += usize::from(double);
                    self.math = !self.math;
                }
                Kind::Symbol('(' | '[') => self.math = true,
                Kind::Symbol(')' | ']') => self.math = false,
                // A paragraph ends every formula, so that one lost sign does no harm to the rest.
                Kind::Blank if blank_line(lexer.whole(), token.span) => self.math = false,
                _ => {}
            }
            after_equals = match token.kind {
                Kind::Char('=') => true,
                Kind::Blank | Kind::Comment | Kind::Open | Kind::Close | Kind::Math => after_equals,
                Kind::Char('&' | '~') | Kind::Symbol(_) => after_equals,
                Kind::Word(ref w) if LOOKS.contains(&w.as_str()) => after_equals,
                _ => false,
            };
            let project = &self.project;
            self.ended |=
                project.diagnostics.len() >= MAX_FAULTS || project.claims.len() >= MAX_CLAIMS;
        }
    }
    fn word(&mut self, word: &str, token: &Token, lexer: &mut Lexer, after_equals: bool) {
        match word {
            "orb" => self.claim(token, lexer, after_equals),
            "orbuse" => self.map_file(token, lexer),
            "orbtable" => self.table(token, lexer),
            "begin" => self.begin(token, lexer),
            "end" => {
                if self
                    .name(&mut lexer.clone())
                    .is_some_and(|n| is_display(&n))
                {
                    self.math = false;
                }
                if self.name(&mut lexer.clone()).as_deref() == Some("document") {
                    self.ended = true;
                }
            }
            "verb" | "lstinline" | "mintinline" | "Verb" | "path" | "url" | "href"
            | "nolinkurl" => skip_verb(word, lexer),
            "iffalse" => skip_false(lexer),
            "iftrue" => {
                let place = else_of(lexer.clone()).map(|at| (token.file, at));
                self.unset.extend(place);
            }
            "else" if self.unset.contains(&(token.file, lexer.at)) => skip_false(lexer),
            // The name of the next token is printed, or it is a switch that is made.
            "string" | "newif" => drop(lexer.next()),
            "documentclass" => self.documents.push(token.file),
            "newcommand"
            | "renewcommand"
            | "providecommand"
            | "DeclareRobustCommand"
            | "def"
            | "gdef"
            | "edef"
            | "newcommandx" => {
                let command = word;
                if let Some(Some(body)) = self.project.macros.define(lexer, command) {
                    // A claim that stands in the body as it is belongs to the draft.
                    if self.bodies >= MAX_BODIES {
                        return;
                    }
                    self.bodies += 1;
                    let end = lexer.at;
                    let mut inner = Lexer::new(&lexer.whole()[..end], token.file);
                    inner.at = body;
                    self.tokens(&mut inner);
                    self.bodies -= 1;
                }
            }
            "let" => {
                let target = lexer.clone().argument();
                if target.is_some_and(|(t, _)| t.iter().any(|t| OWN.iter().any(|o| t.is_word(o)))) {
                    lexer.argument();
                }
            }
            "lstnewenvironment"
            | "DefineVerbatimEnvironment"
            | "newtcblisting"
            | "excludecomment" => {
                if let Some(name) = self.name(&mut lexer.clone()) {
                    self.verbatim.push(name);
                }
            }
            "input" | "include" | "subfile" | "subfileinclude" | "subimport" | "import"
            | "InputIfFileExists" | "subinputfrom" | "inputfrom" => self.input(word, token, lexer),
            _ => self.wrapper(word, token, lexer, after_equals),
        }
    }
    /// The next argument as plain text.
    fn name(&self, lexer: &mut Lexer) -> Option<String> {
        let (tokens, _) = lexer.argument()?;
        Some(plain(&self.project.macros.expand(&tokens)?))
    }
    fn claim(&mut self, token: &Token, lexer: &mut Lexer, after_equals: bool) {
        if self.inside.0 == token.file && token.span.start < self.inside.1 {
            let label = "stands in the printed text of another claim";
            return self.project.fault(
                "OX0705",
                r"an \orb inside another",
                (token.file, token.span),
                label,
            );
        }
        let mut ahead = lexer.clone();
        let first = ahead.argument();
        let resume = ahead.at;
        let found = first.and_then(|c| Some((c, ahead.argument()?)));
        let Some(((claim, claim_span), (printed, printed_span))) = found else {
            let what = r"\orb needs two arguments: the claim and the printed text";
            return self.project.fault(
                "OX0705",
                what,
                (token.file, token.span),
                "an argument is missing, or its brace is not closed",
            );
        };
        self.project.claims.push(Annotation {
            file: token.file,
            form: Form::Macro,
            claim,
            claim_span,
            printed,
            printed_span,
            span: Span::new(token.span.start, ahead.at),
            after_equals,
            math: self.math,
        });
        // The printed text is read on: it may hold comments.
        self.inside = (token.file, ahead.at);
        lexer.at = resume;
    }
    /// A user's macro whose body holds claims with arguments put in.
    fn wrapper(&mut self, word: &str, token: &Token, lexer: &mut Lexer, after_equals: bool) {
        let Some(found) = self.project.macros.wrapper(word).cloned() else {
            return;
        };
        let Some(tokens) = found.applied(lexer) else {
            return self.project.fault(
                "OX0705",
                &format!("\\{word} stands for a claim and lacks an argument"),
                (token.file, token.span),
                "an argument is missing, or its brace is not closed",
            );
        };
        let mut i = 0;
        while i < tokens.len() {
            i += 1;
            if !tokens[i - 1].is_word("orb") {
                continue;
            }
            let Some((claim, used)) = macros::argument(&tokens[i..]) else {
                continue;
            };
            let Some((printed, more)) = macros::argument(&tokens[i + used..]) else {
                continue;
            };
            i += used + more;
            self.project.claims.push(Annotation {
                file: token.file,
                form: Form::Macro,
                claim,
                claim_span: Span::new(token.span.start, lexer.at),
                printed_span: joined(&printed, token.file)
                    .unwrap_or(Span::new(token.span.start, lexer.at)),
                printed,
                span: Span::new(token.span.start, lexer.at),
                after_equals,
                math: self.math,
            });
        }
    }
    fn comment(&mut self, token: &Token) {
        let source = self.project.source(token.file).clone();
        let text = source.slice(token.span);
        let body = text.trim_start_matches('%').trim_start();
        let Some(claim) = body.strip_prefix("orbitex:") else {
            return;
        };
        let trimmed = claim.trim();
        let start = token.span.end - claim.len() + (claim.len() - claim.trim_start().len());
        let span = Span::new(start, start + trimmed.len());
        let table = trimmed.strip_prefix("table");
        if let Some(name) = table.filter(|n| n.starts_with([' ', '\t'])) {
            return self.tie(token.file, span, name, None);
        }
        let mut lexer = Lexer::new(&source.text[..span.end], token.file);
        lexer.at = span.start;
        self.project.claims.push(Annotation {
            file: token.file,
            form: Form::Comment,
            claim: lexer.collect(),
            claim_span: span,
            printed: Vec::new(),
            printed_span: span,
            span: token.span,
            after_equals: false,
            math: false,
        });
    }
    fn map_file(&mut self, token: &Token, lexer: &mut Lexer) {
        let Some((tokens, span)) = lexer.argument() else {
            let label = "the name of a .map file is missing";
            return self.project.fault(
                "OX0705",
                r"\orbuse needs an argument",
                (token.file, token.span),
                label,
            );
        };
        let text = self
            .project
            .macros
            .expand(&tokens)
            .map_or_else(String::new, |t| plain(&t));
        let here = self.project.files[token.file].path.clone();
        self.project.uses.push(Use {
            file: token.file,
            span,
            candidates: candidates(&self.root, &here, &text, "map"),
            text,
        });
    }
    fn table(&mut self, token: &Token, lexer: &mut Lexer) {
        let mut ahead = lexer.clone();
        let found = ahead
            .argument()
            .and_then(|name| Some((name, ahead.braces()?)));
        let Some(((tokens, span), body)) = found else {
            return self.project.fault(
                "OX0705",
                r"\orbtable needs two arguments: the name of a table and the tabular",
                (token.file, token.span),
                "an argument is missing, or its brace is not closed",
            );
        };
        // The tabular is read on: it may hold claims, and it may stand in a file that is input.
        lexer.at = ahead.at;
        let name = self.project.macros.expand(&tokens).unwrap_or(tokens);
        self.tie(token.file, span, &plain(&name), Some(body.end));
    }
    /// The next tabular belongs to this table statement.
    fn tie(&mut self, file: usize, span: Span, text: &str, until: Option<usize>) {
        self.untied();
        let (name, columns) = match text.split_once(':') {
            Some((name, columns)) => (name, Some(listed(columns))),
            None => (text, None),
        };
        self.tie = Some(Tie {
            file,
            span,
            name: name.trim().to_string(),
            columns,
            until,
        });
    }
    /// No tabular came for a table statement.
    fn untied(&mut self) {
        if let Some(tie) = self.tie.take() {
            let message = format!("no tabular is found for the table {}", tie.name);
            let label = match tie.until {
                Some(_) => "the second argument holds none",
                None => "none follows",
            };
            self.project
                .fault("OX0707", &message, (tie.file, tie.span), label);
        }
    }
    /// Ties the tabular that begins here, if it is waited for.
    fn tabular(&mut self, name: &str, token: &Token, lexer: &Lexer) {
        if !TABULARS.contains(&name) {
            return;
        }
        let Some(tie) = self.tie.take() else { return };
        let mut ahead = lexer.clone();
        ahead.argument();
        let start = ahead.at;
        let mut depth = 0usize;
        while let Some(next) = ahead.next() {
            let (begins, ends) = (next.is_word("begin"), next.is_word("end"));
            if !(begins || ends) || self.name(&mut ahead.clone()).as_deref() != Some(name) {
                continue;
            }
            if ends && depth == 0 {
                self.project.tables.push(TableUse {
                    file: tie.file,
                    span: tie.span,
                    name: tie.name,
                    columns: tie.columns,
                    environment: name.to_string(),
                    body: (token.file, Span::new(start, next.span.start)),
                });
                return;
            }
            depth = if begins { depth + 1 } else { depth - 1 };
        }
        let message = format!("the environment {name} does not end");
        let place = (token.file, token.span);
        self.project.fault(
            "OX0707",
            &message,
            place,
            "begins here; its cells are not checked",
        );
    }
    fn begin(&mut self, token: &Token, lexer: &mut Lexer) {
        let Some(name) = self.name(&mut lexer.clone()) else {
            return;
        };
        self.math |= is_display(&name);
        let verbatim = self
            .verbatim
            .iter()
            .any(|v| *v == name.trim_end_matches('*'));
        if !verbatim && name != "orbitex" {
            return self.tabular(&name, token, lexer);
        }
        lexer.argument();
        let open = lexer.at;
        if name == "orbitex" {
            lexer.option();
        }
        let start = lexer.at;
        let close = format!("\\end{{{name}}}");
        let Some(length) = lexer.rest().find(&close) else {
            lexer.at += lexer.rest().len();
            return self.project.fault(
                "OX0724",
                &format!("the environment {name} does not end"),
                (token.file, Span::new(token.span.start, open)),
                "begins here; nothing after it was read",
            );
        };
        if name == "orbitex" {
            self.project
                .blocks
                .push((token.file, Span::new(start, start + length)));
        }
        lexer.at = start + length + close.len();
    }
    fn input(&mut self, word: &str, token: &Token, lexer: &mut Lexer) {
        let start = lexer.at;
        let folder = match word {
            "subimport" | "import" | "subinputfrom" | "inputfrom" => match self.name(lexer) {
                Some(folder) => folder,
                None => return,
            },
            _ => String::new(),
        };
        let Some(name) = self.file_name(word, lexer) else {
            return;
        };
        let place = (token.file, Span::new(token.span.start, lexer.at.max(start)));
        if name.contains(['\\', '#']) {
            let label = "the name of the file is not a plain text";
            return self
                .project
                .fault("OX0725", "an input that cannot be followed", place, label);
        }
        let here = self.project.files[token.file].path.clone();
        let name = format!(
            "{folder}{}{name}",
            if folder.is_empty() || folder.ends_with('/') {
                ""
            } else {
                "/"
            }
        );
        let mut missing = None;
        for path in candidates(&self.root, &here, &name, "tex") {
            match self.library.read(&path) {
                Ok((name, bytes)) => return self.enter(&name, path, bytes, place),
                Err(error) => {
                    missing.get_or_insert(error);
                }
            }
        }
        let known = DISTRIBUTED.contains(&name.trim_end_matches(".tex"));
        if let (Some(reason), false) = (missing, known || word == "InputIfFileExists") {
            let label = format!("cannot be read: {reason}");
            self.project.fault(
                "OX0702",
                &format!("the file {name} is missing"),
                place,
                &label,
            );
        }
    }
    /// The name that follows `\input` and its relatives; plain TeX allows one without braces.
    fn file_name(&self, word: &str, lexer: &mut Lexer) -> Option<String> {
        let next = lexer.peek_solid()?;
        if next.kind == Kind::Open || word != "input" {
            return self
                .name(lexer)
                .map(|n| n.trim().trim_matches('"').to_string());
        }
        let mut name = String::new();
        lexer.at = next.span.start;
        while let Some(token) = lexer.clone().next() {
            match token.kind {
                Kind::Char(c) => name.push(c),
                Kind::Word(_) if name.is_empty() => return None,
                _ => break,
            }
            lexer.next();
        }
        Some(name.trim_matches('"').to_string())
    }
    fn enter(&mut self, name: &str, path: PathBuf, bytes: Vec<u8>, place: (usize, Span)) {
        if self.stack.iter().any(|n| n == name) {
            let source = self.project.source(place.0).clone();
            let chain = self.stack.iter().skip_while(|n| *n != name);
            let chain: Vec<&str> = chain.map(String::as_str).chain([name]).collect();
            self.project.diagnostics.push(
                Diagnostic::error("OX0703", "files input each other in a circle")
                    .at(&source, place.1, "this file is being read already")
                    .note(chain.join(" inputs ")),
            );
        } else if self.stack.len() >= MAX_DEPTH {
            let message = format!("inputs are nested more than {MAX_DEPTH} deep");
            self.project.fault("OX0501", &message, place, "");
        } else if !self.project.files.iter().any(|f| f.source.name == name) {
            self.file(name, path, bytes);
        }
    }
}

/// A list whose commas inside of brackets do not count.
fn listed(text: &str) -> Vec<String> {
    let (mut out, mut depth) = (vec![String::new()], 0i32);
    for c in text.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            ',' if depth == 0 => {
                out.push(String::new());
                continue;
            }
            _ => {}
        }
        out.last_mut().expect("never empty").push(c);
    }
    out.iter()
        .map(|t| t.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

/// The place of tokens that stand in one file without a gap of another file; `None` if some come from elsewhere.
fn joined(tokens: &[Token], file: usize) -> Option<Span> {
    let (first, last) = (tokens.first()?, tokens.last()?);
    let fits = tokens.iter().all(|t| t.file == file) && first.span.start <= last.span.start;
    fits.then(|| first.span.to(last.span))
}

/// Tokens as plain text.
pub fn plain(tokens: &[Token]) -> String {
    let mut out = String::new();
    for token in tokens {
        match &token.kind {
            Kind::Char(c) => out.push(*c),
            Kind::Symbol(c @ ('_' | '#' | '&' | '%')) => out.push(*c),
            Kind::Word(w) => {
                out.push('\\');
                out.push_str(w);
            }
            Kind::Symbol(c) => {
                out.push('\\');
                out.push(*c);
            }
            Kind::Blank => out.push(' '),
            _ => {}
        }
    }
    out.trim().to_string()
}

/// Does the span hold two line ends?
fn blank_line(text: &str, span: Span) -> bool {
    text[span.start..span.end].matches('\n').count() >= 2
}

/// The environments that are formulas.
fn is_display(name: &str) -> bool {
    const DISPLAYS: [&str; 11] = [
        "equation",
        "align",
        "gather",
        "multline",
        "eqnarray",
        "displaymath",
        "math",
        "alignat",
        "flalign",
        "dmath",
        "subequations",
    ];
    DISPLAYS.contains(&name.trim_end_matches('*'))
}

/// Skips the argument of `\verb` and its relatives: between two equal characters, or in braces.
pub fn skip_verb(word: &str, lexer: &mut Lexer) {
    if matches!(word, "lstinline" | "mintinline" | "Verb" | "href") {
        lexer.option();
    }
    if word == "mintinline" {
        lexer.argument();
    }
    let rest = lexer.rest();
    let (skipped, body) = match rest.strip_prefix('*') {
        Some(body) => (1, body),
        None => (0, rest),
    };
    let mut end = body.len().min(MAX_VERB);
    while !body.is_char_boundary(end) {
        end -= 1;
    }
    let body = &body[..end];
    let Some(first) = body.chars().next() else {
        return;
    };
    if first == '{' && word != "verb" {
        let mut depth = 0usize;
        for (i, c) in body.char_indices() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                lexer.at += skipped + i + 1;
                return;
            }
        }
        return;
    }
    if matches!(word, "url" | "href" | "path" | "nolinkurl") || first.is_ascii_whitespace() {
        return;
    }
    let line = &body[..body.find('\n').unwrap_or(body.len())];
    if let Some(end) = line[first.len_utf8()..].find(first) {
        lexer.at += skipped + first.len_utf8() + end + first.len_utf8();
    }
}

/// Where what follows the `\else` of an `\iftrue` begins, if it has one.
fn else_of(mut lexer: Lexer) -> Option<usize> {
    skip_false(&mut lexer);
    lexer.whole()[..lexer.at]
        .ends_with("else")
        .then_some(lexer.at)
}

/// Skips what `\iffalse` hides: to its `\else` or `\fi`.
fn skip_false(lexer: &mut Lexer) {
    let mut depth = 0usize;
    for token in lexer.by_ref() {
        let Kind::Word(word) = &token.kind else {
            continue;
        };
        match word.as_str() {
            "fi" if depth == 0 => return,
            "else" if depth == 0 => return,
            "fi" => depth -= 1,
            "iff" | "ifthenelse" | "ifstrempty" | "ifblank" | "ifdefempty" => {}
            w if w.starts_with("if") => depth += 1,
            _ => {}
        }
    }
}
