//! A resolved file: maps as mathematical objects, what to certify, and claims with every name looked up.

use crate::certificate::Notation;
use crate::map::{PeriodClass, System};
use crate::num::{Number, Rat};
use crate::source::{Place, Source, Span};
use std::sync::Arc;

pub use super::table::Table;
pub use super::tree::Relation;

/// What a file (with the files it includes) says.
#[derive(Clone, Debug, Default)]
pub struct Program {
    /// The title, if there is one.
    pub title: Option<String>,
    /// The author, if there is one.
    pub author: Option<String>,
    /// The author's symbols for the report, if there are any.
    pub notation: Option<Notation>,
    /// How the report looks, as far as the file says it.
    pub looks: Looks,
    /// Constants, in the order of the file.
    pub constants: Vec<(String, Number)>,
    /// Maps and orbits, in the order of the file, included ones where they are included; names are distinct.
    pub maps: Vec<Definition>,
    /// What to certify: the blocks in the order of the file, then the default one of each map without a block.
    pub certify: Vec<Certify>,
    /// Classes of maps (`assume`), in the order of the file; names differ from each other and from those of maps.
    pub assumptions: Vec<Assumed>,
    /// What to certify of classes, as [`Program::certify`].
    pub certify_assumed: Vec<CertifyAssumed>,
    /// Claims, in the order of the file.
    pub claims: Vec<Claim>,
    /// Tables, in the order of the file.
    pub tables: Vec<Table>,
    /// Names that are defined but stand for nothing yet: with an error.
    pub unresolved: Vec<String>,
}

/// How a report looks; a flag of the command line wins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Looks {
    /// How many pictures.
    pub pictures: Option<Pictures>,
    /// How much is printed.
    pub detail: Option<Detail>,
}

/// How many pictures a report has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pictures {
    /// None.
    None,
    /// The graph of the map and its covering graph.
    Few,
    /// Also an iterate, the growth of laps, width against depth.
    All,
}

impl Pictures {
    /// All, with the fewest pictures first.
    pub const ALL: [Pictures; 3] = [Pictures::None, Pictures::Few, Pictures::All];
    /// The word of the language.
    pub fn word(self) -> &'static str {
        match self {
            Pictures::None => "none",
            Pictures::Few => "few",
            Pictures::All => "all",
        }
    }
    /// The choice of a word.
    pub fn from_word(word: &str) -> Option<Pictures> {
        Pictures::ALL.into_iter().find(|p| p.word() == word)
    }
}

/// How much a report prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Statements and tables.
    Short,
    /// Every proof.
    Full,
}

impl Detail {
    /// Both.
    pub const ALL: [Detail; 2] = [Detail::Short, Detail::Full];
    /// The word of the language.
    pub fn word(self) -> &'static str {
        match self {
            Detail::Short => "short",
            Detail::Full => "full",
        }
    }
    /// The choice of a word.
    pub fn from_word(word: &str) -> Option<Detail> {
        Detail::ALL.into_iter().find(|d| d.word() == word)
    }
}

/// A map or an orbit.
#[derive(Clone, Debug)]
pub struct Definition {
    /// Its name.
    pub name: String,
    /// Its statement.
    pub place: Place,
    /// How the file writes it, in short: `stefan(7)`, `cycle 1 -> 2 -> 3`, `vertices`, `formulas`, `orbit`.
    pub origin: String,
    /// What it is.
    pub system: System,
}

/// A class of maps.
#[derive(Clone, Debug)]
pub struct Assumed {
    /// Its name.
    pub name: String,
    /// Its statement.
    pub place: Place,
    /// What it is.
    pub class: PeriodClass,
}

/// One `certify` block about a class of maps.
#[derive(Clone, Debug)]
pub struct CertifyAssumed {
    /// The index of the class in [`Program::assumptions`].
    pub assumption: usize,
    /// The block; `None` for the default one.
    pub place: Option<Place>,
    /// Iterates `t >= 1`, increasing, without repetition.
    pub iterates: Vec<u64>,
    /// Depths `k >= 1`, increasing, without repetition.
    pub depths: Vec<u32>,
    /// The error that networks are asked to stay below, at most half the gap.
    pub tolerance: Option<Rat>,
}

/// One `certify` block.
#[derive(Clone, Debug)]
pub struct Certify {
    /// The index of the map in [`Program::maps`].
    pub map: usize,
    /// The block; `None` for the default one.
    pub place: Option<Place>,
    /// Iterates `t >= 1`, increasing, without repetition; 10, 20 if the block names none.
    pub iterates: Vec<u64>,
    /// Depths `k >= 1`, increasing, without repetition; 1 to 6 if the block names none.
    pub depths: Vec<u32>,
    /// Norms, without repetition; the supremum norm if the block names none.
    pub norms: Vec<Norm>,
    /// Which levels.
    pub between: Between,
    /// Kinds of hidden units besides the ReLU networks of every block, without repetition.
    pub units: Vec<Unit>,
}

/// Which levels a bound counts crossings between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Between {
    /// The pair with the most crossings.
    Auto,
    /// These two, the lower one first.
    Levels(Number, Number),
    /// The pair with the most crossings among those at least `2 e` apart, `e > 0`.
    Tolerance(Number),
}

/// One claim.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The text it stands in.
    pub source: Arc<Source>,
    /// Where it stands, without the word `claim`.
    pub span: Span,
    /// The claim as it is written, with single blanks.
    pub text: String,
    /// What is claimed.
    pub body: ClaimBody,
}

/// What a claim says.
#[derive(Clone, Debug)]
pub enum ClaimBody {
    /// A predicate holds (or does not, with `not`): the expression is a call of `period` or `markov`.
    Predicate {
        /// Is it claimed not to hold?
        not: bool,
        /// The call.
        call: QuantityCall,
        /// Where the call stands.
        span: Span,
    },
    /// `first R1 e1 R2 e2 ...`: each relation holds between neighbours. Only a draft's claim may have no relation.
    Chain {
        /// The leftmost expression.
        first: Expr,
        /// Each relation with its right side.
        rest: Vec<(Relation, Expr)>,
    },
}

/// An expression of a claim.
#[derive(Clone, Debug)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where it stands.
    pub span: Span,
}

/// The forms of expressions. Sums and products are flat: nesting is that of the brackets, at most a few hundred.
#[derive(Clone, Debug)]
pub enum ExprKind {
    /// A literal; `decimals` is the number of digits after the point, zeros at the end included.
    Literal {
        /// Its exact value.
        value: Number,
        /// Digits after the point.
        decimals: u32,
    },
    /// A constant of the file, or a square root (then `name` is `sqrt(...)`).
    Constant {
        /// Its name.
        name: String,
        /// Its value.
        value: Number,
    },
    /// `x`, the variable of polynomials.
    Variable,
    /// `- a`.
    Neg(Box<Expr>),
    /// `a + b - c`: each term with "is it subtracted".
    Sum(Vec<(bool, Expr)>),
    /// `a * b / c`: each factor with "is it divided by".
    Product(Vec<(bool, Expr)>),
    /// `a ^ b`.
    Power(Box<Expr>, Box<Expr>),
    /// A quantity of a map.
    Quantity(Box<QuantityCall>),
}

/// `quantity(map, arguments)`; the number and the kinds of the arguments fit the quantity.
#[derive(Clone, Debug)]
pub struct QuantityCall {
    /// Which quantity.
    pub quantity: Quantity,
    /// The index of the map in [`Program::maps`]; without meaning if there is an assumption.
    pub map: usize,
    /// The index of the class of maps in [`Program::assumptions`], if the quantity is one of a class.
    pub assumption: Option<usize>,
    /// Further arguments that are numbers: the iterate of `laps`, the period of `period`.
    pub args: Vec<Expr>,
    /// `[x, y]`: the levels of `crossings`.
    pub levels: Option<(Expr, Expr)>,
    /// Named arguments, each at most once.
    pub named: Vec<NamedArg>,
}

impl QuantityCall {
    /// The value of a named argument.
    pub fn named(&self, key: Key) -> Option<&NamedValue> {
        self.named.iter().find(|n| n.key == key).map(|n| &n.value)
    }
}

/// A named argument.
#[derive(Clone, Debug)]
pub struct NamedArg {
    /// Its name.
    pub key: Key,
    /// Its value.
    pub value: NamedValue,
    /// Where it stands, name included.
    pub span: Span,
}

/// The value of a named argument.
#[derive(Clone, Debug)]
pub enum NamedValue {
    /// A number: `iterate 20`.
    Expr(Expr),
    /// `norm sup`.
    Norm(Norm),
    /// `unit maxout(3)`.
    Unit(Unit),
    /// `from loop_bound`.
    Growth(GrowthBound),
    /// `between [x, y]`.
    Levels(Expr, Expr),
    /// `between auto`.
    Auto,
    /// `widths [10, 20]`.
    List(Vec<Expr>),
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($variant:ident $word:literal $about:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $(#[doc = $about] $variant,)* }
        impl $name {
            /// All of them.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];
            /// The word that the language has for it.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
            }
            /// Looks a word up.
            pub fn from_word(word: &str) -> Option<$name> {
                Self::ALL.iter().copied().find(|k| k.word() == word)
            }
        }
    };
}

words! {
    /// The names of named arguments.
    Key {
        Iterate "iterate" "The iterate `t`.",
        Depth "depth" "The number of hidden layers.",
        Width "width" "The width of every layer.",
        Widths "widths" "The width of each layer.",
        Norm "norm" "How distance is measured.",
        Tolerance "tolerance" "The error that networks must stay below.",
        Error "error" "The same, for norms without levels.",
        Between "between" "The levels.",
        From "from" "The growth bound.",
        Unit "unit" "What the hidden units compute.",
    }
}

words! {
    /// Kinds of hidden units.
    UnitWord {
        Relu "relu" "`max(0, a)`.",
        LeakyRelu "leaky_relu" "`max(a, c a)`.",
        HardTanh "hard_tanh" "`a` cut off at -1 and 1.",
        Maxout "maxout" "`maxout(r)`: the largest of `r` affine functions.",
        Activation "activation" "`activation(s)`: any continuous activation with `s` affine pieces.",
    }
}

/// A kind of hidden unit, with its number of affine functions or pieces where the word needs one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The word.
    pub word: UnitWord,
    /// From 2 to 1000 for `maxout` and `activation`, else 0.
    pub size: u32,
}

words! {
    /// The quantities of a map.
    Quantity {
        Name "name" "The map's name.",
        Growth "growth" "The growth rate.",
        Entropy "entropy" "The topological entropy.",
        Lipschitz "lipschitz" "The Lipschitz constant.",
        Minpoly "minpoly" "The least polynomial of the growth rate.",
        Charpoly "charpoly" "The characteristic polynomial of the covering matrix.",
        Intervals "intervals" "The number of intervals of the Markov partition.",
        Markov "markov" "Is the map Markov? (a predicate)",
        Laps "laps" "The number of laps of an iterate.",
        Pieces "pieces" "The number of affine pieces of an iterate.",
        FixedPoints "fixed_points" "The number of fixed points of an iterate.",
        Orbits "orbits" "The number of periodic orbits of a least period.",
        Period "period" "Is there a point of this least period? (a predicate)",
        Sharkovsky "sharkovsky" "The strongest period.",
        Crossings "crossings" "The crossings of two levels by an iterate.",
        Width "width" "The least width that is not excluded.",
        Neurons "neurons" "The least number of hidden units that is not excluded.",
        Parameters "parameters" "A number of weights and biases that is needed.",
        UpperWidth "upper_width" "A width that suffices.",
        LeastIterate "least_iterate" "The first iterate at which a width is excluded.",
        Error "error" "The error that every narrower network makes.",
        LoopBound "loop_bound" "The growth of one loop and one long cycle.",
        OddPeriodBound "odd_period_bound" "The growth that an odd period forces.",
        IncreasingBound "increasing_bound" "The growth that an increasing cycle forces.",
    }
}

words! {
    /// How a distance between functions is measured.
    Norm {
        Sup "sup" "The largest distance.",
        L1 "l1" "The integral of the distance.",
        Classification "classification" "The share of wrong labels.",
    }
}

words! {
    /// The growth bound that a width rests on.
    GrowthBound {
        Own "own" "The map's own.",
        LoopBound "loop_bound" "The loop bound.",
        OddPeriod "odd_period" "The odd-period bound.",
        Increasing "increasing" "The increasing-cycle bound.",
    }
}
