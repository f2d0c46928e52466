//! Reads the LaTeX that this room's templates write into blocks. It knows their commands and no others: whatever it
//! does not know is an error, so that nothing can be lost between the report and the page.

use super::super::ReportError;
use super::scan::Scan;
use super::text;
use super::tree::{Block, Inline};
use super::{figure, grid};

/// Environments of statements and what they are called.
const STATEMENTS: &[(&str, &str)] = &[
    ("orbtheorem", "Theorem"),
    ("orblemma", "Lemma"),
    ("orbproposition", "Proposition"),
    ("orbcorollary", "Corollary"),
    ("orbremark", "Remark"),
    ("orbdefinition", "Definition"),
];

/// The blocks of a text.
pub fn blocks(latex: &str) -> Result<Vec<Block>, ReportError> {
    let mut reader = Reader {
        scan: Scan::new(latex),
        done: Vec::new(),
        open: Vec::new(),
        label: None,
    };
    reader.read()?;
    Ok(reader.done)
}

struct Reader {
    scan: Scan,
    done: Vec<Block>,
    /// The paragraph that is being read.
    open: Vec<Inline>,
    /// A label that belongs to what surrounds this text.
    label: Option<String>,
}

impl Reader {
    fn read(&mut self) -> Result<(), ReportError> {
        while let Some(c) = self.scan.peek() {
            match c {
                '\n' => {
                    if self.scan.blanks() > 1 {
                        self.flush();
                    } else {
                        text::push(&mut self.open, ' ');
                    }
                }
                '%' => {
                    self.scan.next();
                    self.scan.comment();
                }
                // Groups only limit the scope of settings that a page does not need.
                '{' | '}' => {
                    self.scan.next();
                }
                '\\' => self.command()?,
                _ => text::read(&mut self.scan, &mut self.open, false)?,
            }
        }
        self.flush();
        Ok(())
    }
    fn flush(&mut self) {
        let mut words = std::mem::take(&mut self.open);
        text::trim(&mut words);
        if !words.is_empty() {
            self.done.push(Block::Paragraph(words));
        }
    }
    fn block(&mut self, block: Block) {
        self.flush();
        self.done.push(block);
    }
    fn command(&mut self) -> Result<(), ReportError> {
        if self.scan.take("\\[") {
            let tex = self.scan.before("\\]")?;
            self.block(Block::Display(tex.trim().to_string()));
            return Ok(());
        }
        let known = [
            "\\begin",
            "\\section",
            "\\subsection",
            "\\subsubsection",
            "\\paragraph",
            "\\label",
            "\\renewcommand",
            "\\setlength",
            "\\par",
            "\\item",
        ];
        let Some(name) = known.into_iter().find(|k| self.scan.ahead(k)) else {
            return text::read(&mut self.scan, &mut self.open, false);
        };
        self.scan.take("\\");
        let command = self.scan.command();
        match name {
            "\\begin" => self.environment(),
            "\\label" => {
                let label = self.scan.argument()?;
                self.place(label)
            }
            "\\renewcommand" | "\\setlength" => {
                self.scan.argument()?;
                self.scan.argument()?;
                Ok(())
            }
            "\\par" => {
                self.flush();
                Ok(())
            }
            "\\item" => Err(self.scan.fail("an item outside of a list")),
            _ => {
                let title = text::inlines(&self.scan.argument()?)?;
                let level = match name {
                    "\\section" => 1,
                    "\\subsection" => 2,
                    _ => 3,
                };
                let numbered = level < 3 && !command.ends_with('*');
                self.block(Block::Heading {
                    level,
                    numbered,
                    title,
                    label: None,
                });
                Ok(())
            }
        }
    }
    /// A label names the heading that it follows, else the statement or figure around it.
    fn place(&mut self, name: String) -> Result<(), ReportError> {
        if self.open.is_empty()
            && let Some(Block::Heading { label, .. }) = self.done.last_mut()
            && label.is_none()
        {
            *label = Some(name);
            return Ok(());
        }
        if self.label.replace(name).is_some() {
            return Err(self.scan.fail("two labels for one thing"));
        }
        Ok(())
    }
    fn environment(&mut self) -> Result<(), ReportError> {
        let name = self.scan.argument()?;
        let statement = STATEMENTS.iter().find(|(env, _)| *env == name);
        let note = match name.as_str() {
            "proof" | "figure" | "table" => self.scan.option()?,
            _ if statement.is_some() => self.scan.option()?,
            _ => None,
        };
        let columns = match name.as_str() {
            "tabular" | "longtable" => Some(self.scan.argument()?),
            _ => None,
        };
        let body = self.scan.environment(&name)?;
        if let Some((_, kind)) = statement {
            let (body, label) = inside(&body)?;
            let note = text::inlines(&note.unwrap_or_default())?;
            self.block(Block::Theorem {
                kind,
                note,
                label,
                body,
            });
            return Ok(());
        }
        let block = match name.as_str() {
            "proof" => Block::Proof {
                note: text::inlines(&note.unwrap_or_default())?,
                body: inside(&body)?.0,
            },
            "center" | "quote" => {
                let mut blocks = inside(&body)?.0;
                match blocks.pop() {
                    Some(Block::Table(table)) if blocks.is_empty() => Block::Table(table),
                    last => {
                        blocks.extend(last);
                        Block::Centre(blocks)
                    }
                }
            }
            "itemize" | "enumerate" => Block::List {
                numbered: name == "enumerate",
                items: items(&body)?,
            },
            "tabular" | "longtable" => {
                Block::Table(grid::read(&columns.unwrap_or_default(), &body)?)
            }
            "figure" => figure::read(&body)?,
            "table" => {
                let (caption, label, rest) = figure::caption(&body)?;
                let mut blocks = inside(&rest)?.0;
                if let Some(Block::Table(table)) =
                    blocks.iter_mut().find(|b| matches!(b, Block::Table(_)))
                {
                    table.caption = caption;
                    table.label = label;
                }
                self.flush();
                self.done.extend(blocks);
                return Ok(());
            }
            "equation" | "equation*" | "align*" | "gather*" => {
                let inner = match name.as_str() {
                    "align*" => format!("\\begin{{aligned}}{body}\\end{{aligned}}"),
                    "gather*" => format!("\\begin{{gathered}}{body}\\end{{gathered}}"),
                    _ => body,
                };
                Block::Display(inner)
            }
            _ => {
                return Err(self
                    .scan
                    .fail(format!("the environment `{name}` is not known")));
            }
        };
        self.block(block);
        Ok(())
    }
}

/// The blocks inside an environment, and the label that names it.
fn inside(latex: &str) -> Result<(Vec<Block>, Option<String>), ReportError> {
    let mut reader = Reader {
        scan: Scan::new(latex),
        done: Vec::new(),
        open: Vec::new(),
        label: None,
    };
    reader.read()?;
    Ok((reader.done, reader.label))
}

/// The items of a list.
fn items(body: &str) -> Result<Vec<Vec<Block>>, ReportError> {
    let mut parts = body.split("\\item");
    if parts.next().is_some_and(|before| !before.trim().is_empty()) {
        return Err(Scan::new(body).fail("text before the first item"));
    }
    parts.map(|part| Ok(inside(part)?.0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_displays_and_statements() {
        let found = blocks(
            "\\section{A $x$}\\label{a}\nOne\ntwo.\n\n\\[ x=1 \\]\n\\begin{orblemma}[n]\\label{b}\nThree.\n\\end{orblemma}",
        )
        .expect("known commands");
        assert_eq!(found.len(), 4);
        let Block::Heading { label, title, .. } = &found[0] else {
            panic!("a heading")
        };
        assert_eq!((label.as_deref(), title.len()), (Some("a"), 2));
        assert_eq!(
            found[1],
            Block::Paragraph(vec![Inline::Text("One two.".into())])
        );
        assert_eq!(found[2], Block::Display("x=1".into()));
        let Block::Theorem { kind, label, .. } = &found[3] else {
            panic!("a statement")
        };
        assert_eq!((*kind, label.as_deref()), ("Lemma", Some("b")));
    }

    #[test]
    fn what_is_not_known_is_an_error() {
        for bad in [
            "\\unknown x",
            "\\begin{verse}a\\end{verse}",
            "$x",
            "\\[ x",
            "\\begin{proof}",
            "\\item x",
        ] {
            assert!(blocks(bad).is_err(), "{bad}");
        }
    }
}
