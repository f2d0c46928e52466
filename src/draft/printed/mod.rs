//! What a printed text says of a quantity: its numbers, and how each is compared.

mod beside;
mod interval;
mod number;
mod pair;
mod polynomial;
mod splitter;

use super::atom::Atom;
use super::numeral::{Numeral, Spot};
use super::project::Project;
use super::words::Comparison;
use crate::lang::program::Relation;

pub use beside::words_of;
pub use interval::{interval, stronger};
pub use polynomial::polynomial;

/// A number as it is printed.
#[derive(Clone, Debug, PartialEq)]
pub enum Number {
    /// A decimal numeral.
    Numeral(Box<Numeral>),
    /// A word, to twelve.
    Word {
        /// The number.
        value: usize,
        /// Is it an ordinal?
        ordinal: bool,
        /// The word.
        text: String,
    },
    /// An exact number, in the language of claims.
    Formula(String),
    /// The natural logarithm of an exact number.
    Logarithm(String),
    /// Infinity.
    Infinite,
}

/// One number with its comparison: the quantity stands in `relation` to it; `None` if the text names no relation.
#[derive(Clone, Debug, PartialEq)]
pub struct Stated {
    /// The number.
    pub number: Number,
    /// How the quantity compares with it.
    pub relation: Option<Relation>,
    /// Where the number stands.
    pub spot: Spot,
    /// A word that may change what is said of the number, and why.
    pub doubt: Option<(Spot, String)>,
}

/// Why a text is not understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Unread {
    /// In words.
    pub reason: String,
    /// Where, if at a place.
    pub spot: Option<Spot>,
}

/// The parts of a text.
enum Item {
    /// A sign of comparison, as it stands: left side, relation, right side.
    Sign(Relation),
    /// Words of comparison: the quantity to the number that follows.
    Words(Comparison),
    Number(Number, Spot),
    Symbol,
}

/// The numbers that a text states, in its order; none if it has none.
pub fn statements(
    project: &Project,
    atoms: &[Atom],
    constant: &dyn Fn(&str) -> Option<String>,
) -> Result<Vec<Stated>, Unread> {
    let mut splitter = Splitter {
        project,
        atoms,
        constant,
        items: Vec::new(),
        words: Vec::new(),
    };
    splitter.split()?;
    splitter.finish()
}

struct Splitter<'a> {
    project: &'a Project,
    atoms: &'a [Atom],
    constant: &'a dyn Fn(&str) -> Option<String>,
    items: Vec<Item>,
    /// Words in a row, each with its place and the number of items before it.
    words: Vec<(String, Spot, usize)>,
}

/// The relation read from right to left.
pub fn flipped(relation: Relation) -> Relation {
    match relation {
        Relation::Less => Relation::Greater,
        Relation::LessEqual => Relation::GreaterEqual,
        Relation::Greater => Relation::Less,
        Relation::GreaterEqual => Relation::LessEqual,
        same => same,
    }
}
