//! What a reader found in the LaTeX of a report: blocks and runs of text, without any layout.

/// A run of text or something inside one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Plain characters.
    Text(String),
    /// A formula, LaTeX without its dollars.
    Math(String),
    /// Emphasis.
    Emph(Vec<Inline>),
    /// Bold text.
    Strong(Vec<Inline>),
    /// Typewriter.
    Code(Vec<Inline>),
    /// The number of a label.
    Ref(String),
    /// A citation by key.
    Cite(String),
    /// A line break.
    Break,
}

/// A piece of text between others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading: 1 for a section, 2 for a subsection, 3 below.
    Heading {
        /// 1, 2 or 3.
        level: usize,
        /// Is it counted?
        numbered: bool,
        /// The words.
        title: Vec<Inline>,
        /// Its label.
        label: Option<String>,
    },
    /// Text.
    Paragraph(Vec<Inline>),
    /// A displayed formula.
    Display(String),
    /// A statement with a number.
    Theorem {
        /// `Theorem`, `Lemma`, ...
        kind: &'static str,
        /// The words in brackets behind its number.
        note: Vec<Inline>,
        /// Its label.
        label: Option<String>,
        /// The statement.
        body: Vec<Block>,
    },
    /// A proof.
    Proof {
        /// The words in its place of `Proof`.
        note: Vec<Inline>,
        /// The steps.
        body: Vec<Block>,
    },
    /// Something centred.
    Centre(Vec<Block>),
    /// A list.
    List {
        /// With numbers?
        numbered: bool,
        /// The items.
        items: Vec<Vec<Block>>,
    },
    /// A table.
    Table(Grid),
    /// Pictures with a caption.
    Figure {
        /// SVG.
        pictures: Vec<String>,
        /// The words below.
        caption: Vec<Inline>,
        /// Its label.
        label: Option<String>,
    },
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Grid {
    /// The alignment of each column: `l`, `c` or `r`.
    pub columns: Vec<char>,
    /// The rows above the first inner rule.
    pub head: Vec<Vec<Cell>>,
    /// The other rows.
    pub rows: Vec<Vec<Cell>>,
    /// The caption, if it has one.
    pub caption: Vec<Inline>,
    /// Its label.
    pub label: Option<String>,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Cell {
    /// How many columns it takes.
    pub span: usize,
    /// What it holds.
    pub content: Vec<Inline>,
}
