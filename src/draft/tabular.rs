//! A tabular as rows of cells: rules, heads of long tables, cells over several columns or rows told apart.

use super::macros::{Macros, argument};
use super::scan::plain;
use super::token::{Kind, Lexer, Token};
use crate::source::{Source, Span};

/// The most rows, and the most columns, of a tabular that is read.
pub const MAX_ROWS: usize = 5_000;
const MAX_COLUMNS: usize = 500;

/// A tabular that was read.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// The columns, as far as the preamble tells: are they columns `S` of siunitx?
    pub siunitx: Vec<bool>,
    /// The rows that hold something.
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its cells from the left.
    pub cells: Vec<Cell>,
    /// Does a rule over the whole width stand above it?
    pub ruled: bool,
    /// Does it belong to the head or foot of a long table?
    pub head: bool,
    /// Where it stands: the file, and the place of its text.
    pub spot: (usize, Span),
}

/// One cell.
#[derive(Clone, Debug)]
pub struct Cell {
    /// What is in it, macros expanded.
    pub tokens: Vec<Token>,
    /// Where it stands in the file of the tabular.
    pub span: Span,
    /// The column in which it begins, from 0.
    pub column: usize,
    /// Over how many columns it reaches.
    pub width: usize,
    /// Does a cell of an earlier row reach down into this one?
    pub covered: bool,
}

impl Cell {
    /// Is nothing in it?
    pub fn is_blank(&self) -> bool {
        self.tokens.iter().all(|t| quiet(&t.kind))
    }
}

impl Row {
    /// How many columns its cells take up.
    pub fn width(&self) -> usize {
        self.cells.last().map_or(0, |c| c.column + c.width)
    }
    /// The only cell with something in it, if there is only one.
    pub fn alone(&self) -> Option<&Cell> {
        let mut filled = self.cells.iter().filter(|c| !c.is_blank());
        let first = filled.next()?;
        filled.next().is_none().then_some(first)
    }
}

fn quiet(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Blank | Kind::Comment | Kind::Open | Kind::Close | Kind::Math
    ) || matches!(
        kind,
        Kind::Symbol(',' | ';' | ':' | '!' | ' ') | Kind::Char('~')
    ) || matches!(kind, Kind::Word(w) if matches!(w.as_str(), "quad" | "qquad" | "strut" | "phantom" | "null"))
}

/// Reads the tabular of `environment` whose arguments and rows stand at `body` of a text; `None` if it has too many rows or
/// columns, or macros that do not come to an end.
pub fn grid(
    source: &Source,
    (file, body): (usize, Span),
    environment: &str,
    macros: &Macros,
) -> Option<Grid> {
    let mut lexer = Lexer::new(&source.text[..body.end], file);
    lexer.at = body.start;
    lexer.option();
    if matches!(environment, "tabular*" | "tabularx" | "tabulary") {
        lexer.argument();
        lexer.option();
    }
    let preamble = lexer.argument().map(|a| a.0).unwrap_or_default();
    let mut reader = Reader {
        grid: Grid {
            siunitx: siunitx(&macros.expand(&preamble).unwrap_or(preamble), 0),
            rows: Vec::new(),
        },
        file,
        start: lexer.at,
        ruled: false,
        cells: Vec::new(),
        tokens: Vec::new(),
        covered: Vec::new(),
        braces: 0,
        environments: 0,
        end: lexer.at,
    };
    let tokens: Vec<Token> = lexer.collect();
    reader.rows(&tokens, macros)?;
    Some(reader.grid)
}

/// The columns of a preamble: which of them are columns of siunitx.
fn siunitx(tokens: &[Token], depth: usize) -> Vec<bool> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < tokens.len() && out.len() < MAX_COLUMNS && depth < 5 {
        i += 1;
        let Kind::Char(c) = tokens[i - 1].kind else {
            continue;
        };
        let arguments = match c {
            '@' | '!' | '>' | '<' => 1,
            'p' | 'm' | 'b' | 'w' | 'W' | 'D' | '*' | 'l' | 'c' | 'r' | 'X' | 'L' | 'C' | 'R'
            | 'J' | 'S' | 'N' => 0,
            _ => continue,
        };
        if c == '*' {
            let Some((count, used)) = argument(&tokens[i..]) else {
                break;
            };
            let Some((inner, more)) = argument(&tokens[i + used..]) else {
                break;
            };
            i += used + more;
            let count: usize = plain(&count).parse().unwrap_or(0);
            for _ in 0..count.min(MAX_COLUMNS) {
                out.extend(siunitx(&inner, depth + 1));
            }
            continue;
        }
        if arguments == 0 {
            out.push(c == 'S');
        }
        // The arguments of a column say how it looks.
        if tokens.get(i).is_some_and(|t| t.kind == Kind::Char('[')) {
            let end = tokens[i..].iter().position(|t| t.kind == Kind::Char(']'));
            i += end.map_or(1, |e| e + 1);
        }
        while tokens.get(i).is_some_and(|t| t.kind == Kind::Open) {
            match argument(&tokens[i..]) {
                Some((_, used)) => i += used,
                None => break,
            }
        }
    }
    out.truncate(MAX_COLUMNS);
    out
}

struct Reader {
    grid: Grid,
    file: usize,
    /// Where the cell, and the row, that is being read begins.
    start: usize,
    end: usize,
    ruled: bool,
    cells: Vec<Cell>,
    tokens: Vec<Token>,
    /// For each column: how many of the next rows a cell above reaches into.
    covered: Vec<usize>,
    /// Open braces and environments, in which nothing ends a cell.
    braces: usize,
    environments: usize,
}

impl Reader {
    fn rows(&mut self, tokens: &[Token], macros: &Macros) -> Option<()> {
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
    fn row(&mut self) -> Option<()> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn of(environment: &str, text: &str) -> Grid {
        let source = Source::new("t.tex", text);
        grid(
            &source,
            (0, Span::new(0, text.len())),
            environment,
            &Macros::default(),
        )
        .expect("a grid")
    }

    fn texts(grid: &Grid) -> Vec<Vec<String>> {
        let row = |r: &Row| r.cells.iter().map(|c| plain(&c.tokens)).collect();
        grid.rows.iter().map(row).collect()
    }

    #[test]
    fn rows_and_cells_are_told_apart() {
        let grid = of(
            "tabular",
            "{l*{2}{r}S[table-format=1.3]}\\toprule a & b % & c\n & c \\\\[2pt]\\cmidrule(lr){1-2} 1 & {x & y} & \\% \\& z \\\\ \\hline\n\\\\* [1] & 2 \\tabularnewline \\bottomrule",
        );
        assert_eq!(
            texts(&grid),
            [
                vec!["a", "b", "c"],
                vec!["1", "x & y", "% & z"],
                vec!["[1]", "2"]
            ]
        );
        assert_eq!(grid.siunitx, [false, false, false, true]);
        let rules: Vec<bool> = grid.rows.iter().map(|r| r.ruled).collect();
        assert_eq!(rules, [true, false, true]);
    }

    #[test]
    fn cells_reach_over_columns_and_rows() {
        let grid = of(
            "tabularx",
            "{5cm}[t]{lll}\\multicolumn{2}{c}{\\textbf{a}} & b \\\\ \\multirow[t]{2}{*}{5} & 1 & 2 \\\\ & 3 & 4 \\\\ & 5 & 6",
        );
        let covered: Vec<bool> = grid.rows.iter().map(|r| r.cells[0].covered).collect();
        assert_eq!(covered, [false, false, true, false]);
        assert_eq!((grid.rows[0].width(), grid.rows[0].cells[1].column), (3, 2));
        assert_eq!(texts(&grid)[1], ["5", "1", "2"]);
    }

    #[test]
    fn heads_of_long_tables_are_known() {
        let grid = of(
            "longtable",
            "{ll}\\caption[x]{y}\\label{z}\\\\ a & b \\\\ \\endhead 1 & 2 \\\\",
        );
        let heads: Vec<bool> = grid.rows.iter().map(|r| r.head).collect();
        assert_eq!(
            (heads, texts(&grid)[1].clone()),
            (vec![true, false], vec!["1".to_string(), "2".to_string()])
        );
    }
}
