//! English words for numbers and for comparisons.

use crate::lang::program::Relation;

/// Cardinal numbers to twelve.
pub const CARDINALS: [&str; 13] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
];
/// Ordinal numbers to twelve; there is no zeroth.
pub const ORDINALS: [&str; 13] = [
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
    "tenth", "eleventh", "twelfth",
];

/// The number that a word is, and whether it is an ordinal.
pub fn number(word: &str) -> Option<(usize, bool)> {
    let word = word.to_lowercase();
    let find = |list: &[&str]| list.iter().position(|w| *w == word);
    find(&CARDINALS)
        .map(|n| (n, false))
        .or_else(|| find(&ORDINALS).map(|n| (n, true)))
}

/// The word for a number, with the capital that `like` has; `None` above twelve.
pub fn word(n: usize, ordinal: bool, like: &str) -> Option<String> {
    let list = if ordinal { ORDINALS } else { CARDINALS };
    let word = list.get(n)?;
    let capital = like.chars().next().is_some_and(char::is_uppercase);
    Some(match capital {
        true => word[..1].to_uppercase() + &word[1..],
        false => word.to_string(),
    })
}

/// What words compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// The quantity stands in this relation to the number that follows.
    Is(Relation),
    /// Two numbers follow: a lower and an upper bound.
    Between,
    /// It is denied.
    Not,
}

/// The comparison that words begin with, and how many words it takes.
pub fn comparison(words: &[&str]) -> Option<(Comparison, usize)> {
    use Relation::*;
    const PHRASES: [(&[&str], Comparison); 49] = [
        (&["no", "less", "than"], Comparison::Is(GreaterEqual)),
        (&["no", "fewer", "than"], Comparison::Is(GreaterEqual)),
        (&["not", "less", "than"], Comparison::Is(GreaterEqual)),
        (&["no", "more", "than"], Comparison::Is(LessEqual)),
        (&["not", "more", "than"], Comparison::Is(LessEqual)),
        (&["no", "larger", "than"], Comparison::Is(LessEqual)),
        (&["no", "greater", "than"], Comparison::Is(LessEqual)),
        (&["no", "smaller", "than"], Comparison::Is(GreaterEqual)),
        (&["not", "exceeding"], Comparison::Is(LessEqual)),
        (&["not", "exceed"], Comparison::Is(LessEqual)),
        (&["not", "below"], Comparison::Is(GreaterEqual)),
        (&["in", "excess", "of"], Comparison::Is(Greater)),
        (&["upwards", "of"], Comparison::Is(GreaterEqual)),
        (&["strictly", "more", "than"], Comparison::Is(Greater)),
        (&["at", "least"], Comparison::Is(GreaterEqual)),
        (&["at", "most"], Comparison::Is(LessEqual)),
        (&["or", "more"], Comparison::Not),
        (&["or", "less"], Comparison::Not),
        (&["or", "fewer"], Comparison::Not),
        (&["up", "to"], Comparison::Is(LessEqual)),
        (&["bounded", "by"], Comparison::Not),
        (&["more", "than"], Comparison::Is(Greater)),
        (&["greater", "than"], Comparison::Is(Greater)),
        (&["larger", "than"], Comparison::Is(Greater)),
        (&["bigger", "than"], Comparison::Is(Greater)),
        (&["less", "than"], Comparison::Is(Less)),
        (&["fewer", "than"], Comparison::Is(Less)),
        (&["smaller", "than"], Comparison::Is(Less)),
        (&["lower", "than"], Comparison::Is(Less)),
        (&["equal", "to"], Comparison::Is(Equal)),
        (&["equals"], Comparison::Is(Equal)),
        (&["exactly"], Comparison::Is(Equal)),
        (&["exceeds"], Comparison::Is(Greater)),
        (&["exceed"], Comparison::Is(Greater)),
        (&["exceeding"], Comparison::Is(Greater)),
        (&["above"], Comparison::Is(Greater)),
        (&["over"], Comparison::Is(Greater)),
        (&["below"], Comparison::Is(Less)),
        (&["under"], Comparison::Is(Less)),
        (&["about"], Comparison::Is(Rounds)),
        (&["approximately"], Comparison::Is(Rounds)),
        (&["roughly"], Comparison::Is(Rounds)),
        (&["circa"], Comparison::Is(Rounds)),
        (&["almost"], Comparison::Is(Rounds)),
        (&["nearly"], Comparison::Is(Rounds)),
        (&["between"], Comparison::Between),
        (&["not"], Comparison::Not),
        (&["never"], Comparison::Not),
        (&["cannot"], Comparison::Not),
    ];
    let fits = |phrase: &[&str]| {
        phrase.len() <= words.len()
            && phrase
                .iter()
                .zip(words)
                .all(|(p, w)| w.eq_ignore_ascii_case(p))
    };
    let found = PHRASES.iter().find(|(p, _)| fits(p));
    found.map(|(phrase, comparison)| (*comparison, phrase.len()))
}

/// Does a text deny something?
pub fn denies(words: &[String]) -> bool {
    words.iter().any(|w| denial(w))
}

/// Is it a word that denies?
pub fn denial(word: &str) -> bool {
    const DENIALS: [&str; 9] = [
        "not", "no", "never", "none", "without", "lacks", "cannot", "neither", "nor",
    ];
    let w = word.to_lowercase();
    DENIALS.contains(&w.as_str()) || w.ends_with("n't") || w.ends_with("n’t") || w == "can’t"
}

/// Does a word before a number say that the quantity is another one?
pub fn averts(word: &str) -> bool {
    const AVERTING: [&str; 12] = [
        "fail", "fails", "failing", "failed", "anything", "nothing", "rather", "instead", "except",
        "unlike", "hardly", "formerly",
    ];
    denial(word) || AVERTING.contains(&word.to_lowercase().as_str())
}

/// Does a word make another number of the number beside it, or compare in another language?
pub fn alters(word: &str) -> bool {
    const ALTERING: [&str; 64] = [
        "root",
        "roots",
        "logarithm",
        "logarithms",
        "log",
        "ln",
        "lg",
        "lb",
        "exp",
        "sqrt",
        "sin",
        "cos",
        "tan",
        "max",
        "min",
        "mod",
        "modulo",
        "inverse",
        "reciprocal",
        "negative",
        "double",
        "doubled",
        "triple",
        "tripled",
        "quadruple",
        "factorial",
        "orders",
        "decades",
        "octaves",
        "power",
        "powers",
        "exponential",
        "square",
        "cube",
        "bit",
        "bits",
        "tenth",
        "tenths",
        "percentage",
        "permille",
        "mille",
        "mindestens",
        "höchstens",
        "größer",
        "grösser",
        "kleiner",
        "mehr",
        "weniger",
        "nicht",
        "kein",
        "keine",
        "unter",
        "über",
        "moins",
        "pas",
        "supérieur",
        "inférieur",
        "mayor",
        "menor",
        "najmniej",
        "najwyżej",
        "więcej",
        "mniej",
        "nie",
    ];
    ALTERING.contains(&word.to_lowercase().as_str())
}
