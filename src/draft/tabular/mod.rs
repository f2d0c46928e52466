//! A tabular as rows of cells: rules, heads of long tables, cells over several columns or rows told apart.

mod reader;

use super::macros::{Macros, argument};
use super::scan::plain;
use super::token::{Kind, Lexer, Token};
use crate::source::{Source, Span};
use reader::{MAX_COLUMNS, Reader};

/// The most rows, and the most columns, of a tabular that is read.
pub const MAX_ROWS: usize = 5_000;

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
