//! The syntax tree of a `.map` file: what was written, where, before any name is looked up.
//!
//! Two trees are equal when they say the same, wherever it stands: spans do not take part in `==`.

use crate::source::{Source, Span};
use std::sync::Arc;

/// A span that compares equal to every other, so that trees compare by content.
#[derive(Clone, Copy, Debug, Default)]
pub struct At(pub Span);

impl PartialEq for At {
    fn eq(&self, _: &At) -> bool {
        true
    }
}
impl Eq for At {}

/// One parsed file.
#[derive(Clone, Debug)]
pub struct File {
    /// The text.
    pub source: Arc<Source>,
    /// The statements that parsed, in order.
    pub statements: Vec<Statement>,
    /// The names that statements with faults would have defined.
    pub broken: Vec<Name>,
}

/// A name with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name.
    pub text: String,
    /// Where it stands.
    pub at: At,
}

/// A string with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The content, with `""` read as one quote.
    pub value: String,
    /// Where it stands, quotes included.
    pub at: At,
}

/// One top-level statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// What it says.
    pub kind: StatementKind,
    /// The whole statement, from its keyword to its last token.
    pub at: At,
}

/// The statements of the language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StatementKind {
    /// `title "..."`.
    Title(Text),
    /// `author "..."`.
    Author(Text),
    /// `include "..."`.
    Include(Text),
    /// `let name = value`.
    Let(Let),
    /// `map name ...`.
    Map(Map),
    /// `orbit name { ... }`.
    Orbit(Orbit),
    /// `assume name { ... }`.
    Assume(Assume),
    /// `certify name { ... }`.
    Certify(Certify),
    /// `claim ...`.
    Claim(Claim),
    /// `table name for ... { ... }`.
    Table(Table),
    /// `notation { ... }`: which symbol stands for what.
    Notation(Vec<(Name, Text)>),
}

/// A constant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Let {
    /// Its name.
    pub name: Name,
    /// Its value.
    pub value: LetValue,
}

/// What a constant is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LetValue {
    /// An expression in rationals, `sqrt` and other constants.
    Expr(Expr),
    /// `root of polynomial in interval`.
    RootOf {
        /// A polynomial in `x` with rational coefficients.
        polynomial: Expr,
        /// An interval with one root.
        interval: Interval,
    },
}

/// `[lo, hi]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The left end.
    pub lo: Expr,
    /// The right end.
    pub hi: Expr,
    /// Where it stands, brackets included.
    pub at: At,
}

/// A map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Map {
    /// Its name.
    pub name: Name,
    /// How it is given.
    pub body: MapBody,
    /// `on [a,b]` after it: affine changes of the domain, in order.
    pub rescale: Vec<Interval>,
}

/// How a map is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MapBody {
    /// `on [a,b] { [c,d] : expr ... }`.
    Formulas {
        /// The domain.
        domain: Interval,
        /// An affine expression in `x` on each interval.
        formulas: Vec<(Interval, Expr)>,
    },
    /// `{ x -> y, ... }`.
    Vertices(Vec<(Expr, Expr)>),
    /// `= constructor`.
    Constructor(Constructor),
}

/// A map built from parameters or from other maps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constructor {
    /// Which.
    pub kind: ConstructorKind,
    /// Where it stands.
    pub at: At,
}

/// The constructors with a syntax of their own, and calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConstructorKind {
    /// `cycle a -> b -> ...`.
    Cycle(Vec<Expr>),
    /// `pattern [..]`.
    Pattern(Vec<Expr>),
    /// `polynomial expr on [a,b]`.
    Polynomial(Expr, Interval),
    /// `network "file"`.
    Network(Text),
    /// A name or a call: `tri`, `stefan(7)`, `iterate(tri, 2)`.
    Expr(Expr),
}

/// A periodic orbit of an unknown continuous map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Orbit {
    /// Its name.
    pub name: Name,
    /// The points in the order of the orbit.
    pub points: Vec<Expr>,
    /// `on [a,b]`, in order.
    pub rescale: Vec<Interval>,
    /// `lipschitz L`.
    pub lipschitz: Option<Expr>,
}

/// A class of maps given by hypotheses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assume {
    /// Its name.
    pub name: Name,
    /// `period`, `gap`, `lipschitz` with their values.
    pub fields: Vec<(Name, Expr)>,
}

/// What to certify of one map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certify {
    /// The map's name.
    pub name: Name,
    /// Its fields, in order.
    pub fields: Vec<(CertifyField, At)>,
}

/// One field of a `certify` block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CertifyField {
    /// `iterates 10, 20`.
    Iterates(Vec<Range>),
    /// `depths 1..6`.
    Depths(Vec<Range>),
    /// `norms sup, l1`.
    Norms(Vec<Name>),
    /// `units hard_tanh, maxout(3)`: words, perhaps with a number.
    Units(Vec<(Name, Option<Expr>)>),
    /// `between auto` (`None`) or `between [x, y]`.
    Between(Option<Interval>),
    /// `tolerance e`.
    Tolerance(Expr),
    /// `pictures few`.
    Pictures(Name),
    /// `detail short`.
    Detail(Name),
}

/// `a`, `a..b` or `a..b step s`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    /// The first value.
    pub first: Expr,
    /// The last value, if it is a range.
    pub last: Option<Expr>,
    /// The step, if one is given.
    pub step: Option<Expr>,
    /// Where it stands.
    pub at: At,
}

/// A claim: a chain of relations, or one predicate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Does `not` stand before it?
    pub not: bool,
    /// The first expression.
    pub first: Expr,
    /// What follows: each relation with its right side.
    pub rest: Vec<(Relation, Expr)>,
    /// Where it stands, without the word `claim`.
    pub at: At,
}

/// The relations of claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// `=`.
    Equal,
    /// `<`.
    Less,
    /// `<=`.
    LessEqual,
    /// `>`.
    Greater,
    /// `>=`.
    GreaterEqual,
    /// `~`: the right side is the correct rounding.
    Rounds,
}

impl Relation {
    /// As it is written.
    pub fn symbol(self) -> &'static str {
        match self {
            Relation::Equal => "=",
            Relation::Less => "<",
            Relation::LessEqual => "<=",
            Relation::Greater => ">",
            Relation::GreaterEqual => ">=",
            Relation::Rounds => "~",
        }
    }
}

/// A table over parameters or maps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: Name,
    /// The variables with their values.
    pub bindings: Vec<(Name, BindingValues)>,
    /// Its fields, in order.
    pub fields: Vec<(TableField, At)>,
}

/// The values of a table's variable.
#[allow(clippy::large_enum_variant)] // one value in a binding, a handful in a file
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BindingValues {
    /// `in [a, b, c]`.
    List(Vec<Expr>),
    /// `in a..b step s`.
    Range(Range),
}

/// One field of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableField {
    /// `map constructor`.
    Map(Constructor),
    /// `columns ...`.
    Columns(Vec<Column>),
    /// `caption "..."`.
    Caption(Text),
    /// `label "..."`.
    Label(Text),
    /// `note "..."`.
    Note(Text),
    /// `group by quantity`.
    GroupBy(Expr),
    /// `sort by quantity`, perhaps with `ascending` or `descending`.
    SortBy(Expr, Option<Name>),
}

/// One column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What it shows.
    pub value: Expr,
    /// Its heading.
    pub heading: Option<Text>,
    /// The number of decimals.
    pub digits: Option<Name>,
    /// `left`, `right` or `center`.
    pub alignment: Option<Name>,
}

/// An expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where it stands, never with blanks or comments around it.
    pub at: At,
}

impl Expr {
    /// Where it stands.
    pub fn span(&self) -> Span {
        self.at.0
    }
}

/// The forms of expressions. Sums and products are flat, so the depth of a tree is that of its brackets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExprKind {
    /// A literal as it is written: digits, perhaps a point and more digits.
    Number(String),
    /// A name; `x` is the variable.
    Name(String),
    /// `- a`.
    Neg(Box<Expr>),
    /// `a + b - c`: each term with "is it subtracted".
    Sum(Vec<(bool, Expr)>),
    /// `a * b / c`: each factor with "is it divided by".
    Product(Vec<(bool, Expr)>),
    /// `a ^ b`, from the right.
    Power(Box<Expr>, Box<Expr>),
    /// `( a )`.
    Group(Box<Expr>),
    /// `name(arguments)`.
    Call(Name, Vec<Argument>),
}

/// One argument of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument {
    /// An expression.
    Expr(Expr),
    /// `[a, b, ...]`.
    List(Vec<Expr>, At),
    /// `iterate 20`, `norm sup`, `between [x, y]`: one of the closed list of named arguments.
    Named(Name, Box<Argument>),
}

impl Argument {
    /// Where it stands.
    pub fn span(&self) -> Span {
        match self {
            Argument::Expr(e) => e.span(),
            Argument::List(_, at) => at.0,
            Argument::Named(name, value) => name.at.0.to(value.span()),
        }
    }
}
