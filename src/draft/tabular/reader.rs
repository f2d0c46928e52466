//! Reads rows and cells from the tokens of a tabular.

use super::{Cell, Grid, MAX_ROWS, Row, quiet};
use crate::draft::macros::{Macros, argument};
use crate::draft::scan::plain;
use crate::draft::token::{Kind, Token};
use crate::source::Span;

pub(super) const MAX_COLUMNS: usize = 500;

pub(super) struct Reader {
    pub(super) grid: Grid,
    pub(super) file: usize,
    /// Where the cell, and the row, that is being read begins.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) ruled: bool,
    pub(super) cells: Vec<Cell>,
    pub(super) tokens: Vec<Token>,
    /// For each column: how many of the next rows a cell above reaches into.
    pub(super) covered: Vec<usize>,
    /// Open braces and environments, in which nothing ends a cell.
    pub(super) braces: usize,
    pub(super) environments: usize,
}

impl Reader {
    pub(super) fn rows(&mut self, tokens: &[Token], macros: &Macros) -> Option<()> {
        // Macros are expanded line by line: one may stand for a whole row.
        let mut braces = 0usize;
        let outer = |t: &Token| {
            match t.kind {
                Kind::Open => braces += 1,
                Kind::Close => braces = braces.saturating_sub(1),
                _ => {}
            }
            braces == 0 && t.kind == Kind::Symbol('\\')
        };
        for part in tokens.split_inclusive(outer) {
            let expanded = match part.iter().any(|t| matches!(t.kind, Kind::Word(_))) {
                true => macros.expand(part)?,
                false => part.to_vec(),
            };
            self.line(&expanded)?;
        }
        self.cell();
        self.row()
    }
    fn line(&mut self, tokens: &[Token]) -> Option<()> {
        let mut i = 0;
        while i < tokens.len() {
            let token = &tokens[i];
            i += 1;
            let outer = self.braces == 0 && self.environments == 0;
            match &token.kind {
                Kind::Open => self.braces += 1,
                Kind::Close => self.braces = self.braces.saturating_sub(1),
                Kind::Word(w) if w == "begin" => self.environments += 1,
                Kind::Word(w) if w == "end" => {
                    self.environments = self.environments.saturating_sub(1)
                }
                Kind::Char('&') if outer => {
                    self.reach(token);
                    self.cell();
                    if self.cells.len() > MAX_COLUMNS {
                        return None;
                    }
                    continue;
                }
                Kind::Symbol('\\') if outer => {
                    self.reach(token);
                    self.cell();
                    self.row()?;
                    continue;
                }
                Kind::Word(w) if outer && matches!(w.as_str(), "tabularnewline" | "cr") => {
                    self.reach(token);
                    self.cell();
                    self.row()?;
                    continue;
                }
                Kind::Word(w) if outer && let Some(used) = self.rule(w, &tokens[i..]) => {
                    i += used;
                    continue;
                }
                _ => {}
            }
            self.tokens.push(token.clone());
        }
        Some(())
    }
    fn reach(&mut self, token: &Token) {
        if token.file == self.file && token.span.start >= self.start {
            self.end = token.span.start;
        }
    }
    /// Rules and commands between rows: how many tokens their arguments take; `None` if it is no such command.
    fn rule(&mut self, word: &str, rest: &[Token]) -> Option<usize> {
        let (options, arguments) = match word {
            "hline" | "toprule" | "midrule" | "bottomrule" | "hdashline" => (1, 0),
            "hhline" | "Xhline" => (0, 1),
            "specialrule" => (0, 3),
            "cline" | "cmidrule" | "cdashline" => (1, 1),
            "addlinespace" | "pagebreak" | "nopagebreak" => (1, 0),
            "morecmidrules" | "newpage" | "centering" | "small" | "footnotesize" => (0, 0),
            "noalign" | "arrayrulecolor" | "label" => (1, 1),
            "caption" | "rowcolor" | "SetRow" | "SetHline" => (1, 1),
            "endfirsthead" | "endhead" | "endfoot" | "endlastfoot" => (0, 0),
            _ => return None,
        };
        if matches!(
            word,
            "hline"
                | "toprule"
                | "midrule"
                | "bottomrule"
                | "hdashline"
                | "hhline"
                | "Xhline"
                | "specialrule"
        ) {
            self.ruled = true;
        }
        if word.starts_with("end") {
            self.grid.rows.iter_mut().for_each(|r| r.head = true);
            self.ruled = true;
        }
        let mut used = usize::from(rest.first().is_some_and(|t| t.kind == Kind::Char('*')));
        let next = |used: usize| {
            rest[used..]
                .iter()
                .position(|t| t.kind != Kind::Blank)
                .map(|n| used + n)
        };
        for (open, close) in [('(', ')'), ('[', ']'), ('(', ')')]
            .into_iter()
            .take(options * 3)
        {
            let Some(at) = next(used) else { break };
            if rest[at].kind == Kind::Char(open)
                && let Some(end) = rest[at..].iter().position(|t| t.kind == Kind::Char(close))
            {
                used = at + end + 1;
            }
        }
        for _ in 0..arguments {
            used += argument(&rest[used..])?.1;
        }
        Some(used)
    }
    /// Closes a cell.
    fn cell(&mut self) {
        let mut tokens = std::mem::take(&mut self.tokens);
        if self.cells.is_empty() {
            tokens = after_break(tokens);
        }
        let span = place(&tokens, self.file).unwrap_or(Span::new(self.end, self.end));
        let (mut width, mut down) = (1, 0);
        while let Some((text, wide, deep)) = spanning(&tokens) {
            (width, down) = (width.max(wide), down.max(deep));
            tokens = text;
        }
        let column = self.cells.last().map_or(0, |c| c.column + c.width);
        let width = width.min(MAX_COLUMNS);
        if self.covered.len() < column + width {
            self.covered.resize(column + width, 0);
        }
        let covered = self.covered[column] > 0 && tokens.iter().all(|t| quiet(&t.kind));
        for c in &mut self.covered[column..column + width] {
            *c = if down > 1 { down } else { *c };
        }
        self.cells.push(Cell {
            tokens,
            span,
            column,
            width,
            covered,
        });
    }
    /// Closes a row.
    pub(super) fn row(&mut self) -> Option<()> {
        let cells = std::mem::take(&mut self.cells);
        self.covered
            .iter_mut()
            .for_each(|c| *c = c.saturating_sub(1));
        if cells.iter().all(|c| c.is_blank()) {
            return Some(());
        }
        let first = cells
            .iter()
            .find(|c| !c.is_blank())
            .map_or(self.end, |c| c.span.start);
        self.grid.rows.push(Row {
            spot: (self.file, Span::new(first.min(self.end), self.end)),
            cells,
            ruled: std::mem::take(&mut self.ruled),
            head: false,
        });
        self.start = self.end;
        (self.grid.rows.len() <= MAX_ROWS).then_some(())
    }
}

/// Drops what belongs to the end of the row above: `*` and `[2pt]`.
fn after_break(tokens: Vec<Token>) -> Vec<Token> {
    let mut at = 0;
    if tokens.first().is_some_and(|t| t.kind == Kind::Char('*')) {
        at = 1;
    }
    let solid = tokens[at..]
        .iter()
        .position(|t| !matches!(t.kind, Kind::Blank | Kind::Comment));
    if let Some(open) = solid.map(|s| at + s)
        && tokens[open].kind == Kind::Char('[')
        && let Some(end) = tokens[open..]
            .iter()
            .position(|t| t.kind == Kind::Char(']'))
        && length(&plain(&tokens[open + 1..open + end]))
    {
        at = open + end + 1;
    }
    tokens[at..].to_vec()
}

/// Is it a length, as after `\\`? Anything else in brackets is the beginning of a cell.
fn length(text: &str) -> bool {
    let text = text.trim().trim_start_matches(['-', '+']);
    let number = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let unit = number.trim();
    text.is_empty()
        || unit.starts_with('\\')
        || number.len() < text.len()
            && matches!(
                unit,
                "pt" | "cm" | "mm" | "em" | "ex" | "in" | "bp" | "pc" | "sp" | "dd" | "cc"
            )
}

/// The text of `\multicolumn` or `\multirow` that takes up a cell, over how many columns and rows it reaches.
fn spanning(tokens: &[Token]) -> Option<(Vec<Token>, usize, usize)> {
    let start = tokens
        .iter()
        .position(|t| !matches!(t.kind, Kind::Blank | Kind::Comment))?;
    let Kind::Word(word) = &tokens[start].kind else {
        return None;
    };
    let mut at = start + 1;
    let option = |at: &mut usize| {
        if tokens.get(*at).is_some_and(|t| t.kind == Kind::Char('['))
            && let Some(end) = tokens[*at..].iter().position(|t| t.kind == Kind::Char(']'))
        {
            *at += end + 1;
        }
    };
    let number = |text: &[Token]| plain(text).trim().parse::<usize>().unwrap_or(1).max(1);
    match word.as_str() {
        "multicolumn" => {
            let (count, used) = argument(&tokens[at..])?;
            at += used;
            at += argument(&tokens[at..])?.1;
            let (text, _) = argument(&tokens[at..])?;
            Some((text, number(&count), 1))
        }
        "multirow" => {
            option(&mut at);
            let (count, used) = argument(&tokens[at..])?;
            at += used;
            option(&mut at);
            at += argument(&tokens[at..])?.1;
            option(&mut at);
            let (text, _) = argument(&tokens[at..])?;
            Some((text, 1, number(&count)))
        }
        _ => None,
    }
}

/// The place of those of the tokens that stand in this file, blanks at the ends left out.
fn place(tokens: &[Token], file: usize) -> Option<Span> {
    let mut own = tokens
        .iter()
        .filter(|t| t.file == file && !matches!(t.kind, Kind::Blank | Kind::Comment));
    let first = own.next()?.span;
    let last = own.next_back().map_or(first, |t| t.span);
    Some(if last.end >= first.start {
        first.to(last)
    } else {
        first
    })
}
