//! Tables: `tabular` for few rows, `longtable` for many, split where columns do not fit on a line.

use super::escape::{Tex, width};

/// From this number of rows on a table may break across pages.
const LONG: usize = 13;
/// The most rows of a table that cannot break across pages.
const CHUNK: usize = 24;

/// How rules and long tables may be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rules {
    /// booktabs and longtable.
    Booktabs,
    /// booktabs alone: long tables are cut into several, which works in two columns too.
    Chunks,
    /// Nothing but LaTeX itself.
    Plain,
    /// For a page: booktabs, never a long table, never cut.
    Web,
}

/// A table of finished cells.
pub struct Table {
    /// Alignment of each column (`l`, `c`, `r`).
    pub columns: String,
    /// Lines above the heading, already LaTeX (spanning headings); may be empty.
    pub over: Option<String>,
    /// The heading of each column.
    pub head: Vec<Tex>,
    /// The rows, each as long as `head`.
    pub rows: Vec<Vec<Tex>>,
}

impl Table {
    /// The estimated width of column `i` in digits.
    fn column_width(&self, i: usize) -> usize {
        let cells = self
            .rows
            .iter()
            .filter_map(|r| r.get(i))
            .chain(self.head.get(i));
        cells.map(|c| width(&c.0)).max().unwrap_or(0)
    }
    /// The estimated width of the whole table in digits.
    pub fn width(&self) -> usize {
        (0..self.head.len()).map(|i| self.column_width(i) + 2).sum()
    }
    /// The LaTeX of the table, centred, as a paragraph of its own.
    pub fn render(&self, rules: Rules) -> Tex {
        let (top, mid, bottom) = match rules {
            Rules::Booktabs | Rules::Chunks | Rules::Web => {
                ("\\toprule", "\\midrule", "\\bottomrule")
            }
            Rules::Plain => ("\\hline", "\\hline", "\\hline"),
        };
        let over = self
            .over
            .as_ref()
            .map_or(String::new(), |o| format!("{o}\n"));
        let head = format!("{over}{}\\\\", line(&self.head));
        let tall = self.rows.iter().flatten().any(|c| c.0.contains("\\frac"));
        let gap = "\\\\\n";
        let stretch = if tall {
            "\\renewcommand{\\arraystretch}{1.3}"
        } else {
            ""
        };
        let small = if rules == Rules::Chunks {
            "\\small\\setlength{\\tabcolsep}{3.5pt}"
        } else {
            ""
        };
        let (open, close) = match (stretch, small) {
            ("", "") => (String::new(), ""),
            _ => (format!("{{{small}{stretch}"), "}"),
        };
        let body: Vec<String> = self.rows.iter().map(|r| line(r)).collect();
        let tied = tied(&body);
        let body = body.join(gap);
        let cut = rules == Rules::Chunks && self.rows.len() > CHUNK;
        let whole = matches!(rules, Rules::Plain | Rules::Web);
        if self.rows.len() < LONG || whole || (rules == Rules::Chunks && !cut) {
            return Tex(format!(
                "\\begin{{center}}{open}\n\\begin{{tabular}}{{{}}}{top}\n{head}{mid}\n{body}\\\\{bottom}\n\\end{{tabular}}{close}\n\\end{{center}}",
                self.columns
            ));
        }
        if cut {
            let parts: Vec<String> = self
                .rows
                .chunks(CHUNK)
                .map(|c| self.part(c).render(rules).0)
                .collect();
            return Tex(parts.join("\n\\par\\noindent\\emph{(continued)}\n"));
        }
        Tex(format!(
            "{open}\\begin{{longtable}}{{{}}}\n{top}\n{head}{mid}\n\\endfirsthead\n\\multicolumn{{{n}}}{{l}}{{\\emph{{(continued)}}}}\\\\{top}\n{head}{mid}\n\\endhead\n{mid}\n\\endfoot\n{bottom}\n\\endlastfoot\n{tied}\\\\\n\\end{{longtable}}{close}",
            self.columns,
            n = self.head.len()
        ))
    }
    /// The same table with other rows.
    fn part(&self, rows: &[Vec<Tex>]) -> Table {
        Table {
            columns: self.columns.clone(),
            over: self.over.clone(),
            head: self.head.clone(),
            rows: rows.to_vec(),
        }
    }
    /// The table without the last columns that do not fit in `limit` digits; the first `fixed` stay.
    pub fn within(mut self, fixed: usize, limit: usize) -> Table {
        while self.head.len() > fixed && self.width() > limit {
            self.head.pop();
            self.columns.pop();
            for row in &mut self.rows {
                row.pop();
            }
        }
        self
    }
    /// The columns after the first `fixed` ones in as few parts as `limit` allows, as even as possible.
    fn groups(&self, fixed: usize, limit: usize) -> Vec<Vec<usize>> {
        let widths: Vec<usize> = (0..self.head.len())
            .map(|i| self.column_width(i) + 2)
            .collect();
        let base: usize = widths[..fixed].iter().sum();
        let greedy = |limit: usize| {
            let mut groups: Vec<Vec<usize>> = vec![Vec::new()];
            let mut used = base;
            for (i, need) in widths.iter().enumerate().skip(fixed) {
                let last = groups.last_mut().expect("starts with one group");
                if used + need > limit && !last.is_empty() {
                    groups.push(vec![i]);
                    used = base + need;
                } else {
                    last.push(i);
                    used += need;
                }
            }
            groups
        };
        let fewest = greedy(limit);
        let whole: usize = widths.iter().sum();
        let (mut low, mut high) = (base, limit.min(whole));
        // The narrowest limit that needs no more parts.
        while low < high {
            let middle = low + (high - low) / 2;
            if greedy(middle).len() > fewest.len() {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        greedy(high)
    }
    /// Splits the columns after the first `fixed` ones so that no part is wider than `limit` digits; the fixed
    /// columns are repeated in every part.
    pub fn split(self, fixed: usize, limit: usize) -> Vec<Table> {
        let groups = self.groups(fixed, limit);
        let letters: Vec<char> = self.columns.chars().collect();
        let part = |group: &Vec<usize>| {
            let pick: Vec<usize> = (0..fixed).chain(group.iter().copied()).collect();
            Table {
                columns: pick.iter().filter_map(|i| letters.get(*i)).collect(),
                over: None,
                head: pick.iter().map(|i| self.head[*i].clone()).collect(),
                rows: self
                    .rows
                    .iter()
                    .map(|r| pick.iter().map(|i| r[*i].clone()).collect())
                    .collect(),
            }
        };
        groups.iter().map(part).collect()
    }
}

/// Rows of a long table: no page begins with its last two or ends with its first two.
fn tied(rows: &[String]) -> String {
    let mut out = String::new();
    for (i, row) in rows.iter().enumerate() {
        out.push_str(row);
        if i + 1 < rows.len() {
            let tie = i == 0 || i + 3 >= rows.len();
            out.push_str(if tie { "\\\\*\n" } else { "\\\\\n" });
        }
    }
    out
}

fn line(cells: &[Tex]) -> String {
    let cells: Vec<&str> = cells.iter().map(|c| c.0.as_str()).collect();
    cells.join(" & ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(columns: usize, rows: usize) -> Table {
        let cell = |j: usize| Tex(format!("${}$", 100 + j));
        Table {
            columns: "r".repeat(columns),
            over: None,
            head: (0..columns).map(cell).collect(),
            rows: vec![(0..columns).map(cell).collect(); rows],
        }
    }

    #[test]
    fn parts_are_as_even_as_their_number_allows() {
        // Ten columns beside a fixed one, each six wide: seven would fit at once, beside three alone.
        let parts = numbers(11, 2).split(1, 50);
        let columns: Vec<usize> = parts.iter().map(|p| p.head.len() - 1).collect();
        assert_eq!(columns, [5, 5]);
        assert!(
            parts
                .iter()
                .all(|p| p.width() <= 50 && p.head[0].0 == "$100$")
        );
        assert_eq!(numbers(4, 2).split(1, usize::MAX).len(), 1);
        // A column wider than the limit still stands somewhere.
        assert_eq!(numbers(3, 1).split(1, 3).len(), 2);
    }

    #[test]
    fn what_does_not_fit_is_left_out_at_the_end() {
        // Three digits and the space beside them are six wide: five columns fit.
        let table = numbers(8, 2).within(3, 35);
        assert_eq!((table.head.len(), table.columns.len()), (5, 5));
        assert!(table.rows.iter().all(|r| r.len() == 5));
        assert_eq!(numbers(8, 2).within(3, 1).head.len(), 3);
    }

    #[test]
    fn no_page_begins_with_the_last_row() {
        let tex = numbers(2, 20).render(Rules::Booktabs).0;
        let (_, body) = tex.split_once("endlastfoot").expect("a long table");
        let ties = body.lines().enumerate().filter(|l| l.1.ends_with("\\\\*"));
        assert_eq!(ties.map(|l| l.0).collect::<Vec<_>>(), [1, 18, 19]);
    }
}
