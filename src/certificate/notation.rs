//! The author's symbols: which symbol stands for what in a report. Presentation only: no statement depends on it.

use super::required;
use serde::{Deserialize, Serialize};

/// What a symbol can be chosen for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The map.
    Map,
    /// The growth rate.
    Growth,
    /// The width of a network.
    Width,
    /// The depth of a network.
    Depth,
    /// The number of times that the map is applied.
    Iterate,
    /// A Lipschitz constant.
    Lipschitz,
    /// A number of crossings.
    Crossings,
    /// The function of a network.
    Network,
}

impl Role {
    /// All, in the order in which they are written.
    pub const ALL: [Role; 8] = [
        Role::Map,
        Role::Growth,
        Role::Width,
        Role::Depth,
        Role::Iterate,
        Role::Lipschitz,
        Role::Crossings,
        Role::Network,
    ];
    /// The word of the language and the key of the certificate.
    pub fn word(self) -> &'static str {
        match self {
            Role::Map => "map",
            Role::Growth => "growth",
            Role::Width => "width",
            Role::Depth => "depth",
            Role::Iterate => "iterate",
            Role::Lipschitz => "lipschitz",
            Role::Crossings => "crossings",
            Role::Network => "network",
        }
    }
    /// The role of a word.
    pub fn from_word(word: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|r| r.word() == word)
    }
    /// What it is called in a message.
    pub fn what(self) -> &'static str {
        match self {
            Role::Map => "the map",
            Role::Growth => "the growth rate",
            Role::Width => "the width",
            Role::Depth => "the depth",
            Role::Iterate => "the iterate",
            Role::Lipschitz => "the Lipschitz constant",
            Role::Crossings => "the number of crossings",
            Role::Network => "the function of a network",
        }
    }
    /// The symbol where none is chosen.
    pub fn usual(self) -> &'static str {
        match self {
            Role::Map => "f",
            Role::Growth => "\\rho",
            Role::Width => "w",
            Role::Depth => "k",
            Role::Iterate => "t",
            Role::Lipschitz => "L",
            Role::Crossings => "C",
            Role::Network => "g",
        }
    }
}

/// Symbols that mean the same in every report, beside those of the roles: nothing else can be called so.
pub const FIXED: &[(&str, &str)] = &[
    ("A", "the covering matrix"),
    ("I", "the intervals of the partition"),
    ("J", "an interval that an unknown map is defined on"),
    ("K", "a number of pieces"),
    ("N", "the numbers of paths"),
    ("P", "the points of the partition"),
    ("d", "the differential of integrals"),
    ("i", "an index"),
    ("j", "an index"),
    ("p", "the points of the partition"),
    ("x", "the argument of the map, and a level"),
    ("y", "a level"),
    ("\\ell", "the connect-the-dots map of an orbit"),
];

/// The symbols of a report, by role; `None` where the usual one stays. Every key is written, not all are `null`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notation {
    /// Of the map.
    #[serde(deserialize_with = "required")]
    pub map: Option<String>,
    /// Of the growth rate.
    #[serde(deserialize_with = "required")]
    pub growth: Option<String>,
    /// Of the width.
    #[serde(deserialize_with = "required")]
    pub width: Option<String>,
    /// Of the depth.
    #[serde(deserialize_with = "required")]
    pub depth: Option<String>,
    /// Of the iterate.
    #[serde(deserialize_with = "required")]
    pub iterate: Option<String>,
    /// Of the Lipschitz constant.
    #[serde(deserialize_with = "required")]
    pub lipschitz: Option<String>,
    /// Of a number of crossings.
    #[serde(deserialize_with = "required")]
    pub crossings: Option<String>,
    /// Of the function of a network.
    #[serde(deserialize_with = "required")]
    pub network: Option<String>,
}

impl Notation {
    /// The symbol that was chosen.
    pub fn get(&self, role: Role) -> Option<&str> {
        match role {
            Role::Map => &self.map,
            Role::Growth => &self.growth,
            Role::Width => &self.width,
            Role::Depth => &self.depth,
            Role::Iterate => &self.iterate,
            Role::Lipschitz => &self.lipschitz,
            Role::Crossings => &self.crossings,
            Role::Network => &self.network,
        }
        .as_deref()
    }
    /// Chooses a symbol.
    pub fn set(&mut self, role: Role, symbol: String) {
        let slot = match role {
            Role::Map => &mut self.map,
            Role::Growth => &mut self.growth,
            Role::Width => &mut self.width,
            Role::Depth => &mut self.depth,
            Role::Iterate => &mut self.iterate,
            Role::Lipschitz => &mut self.lipschitz,
            Role::Crossings => &mut self.crossings,
            Role::Network => &mut self.network,
        };
        *slot = Some(symbol);
    }
    /// Is nothing chosen?
    pub fn is_empty(&self) -> bool {
        Role::ALL.iter().all(|r| self.get(*r).is_none())
    }
    /// The symbol of a role: the chosen one or the usual one.
    pub fn symbol(&self, role: Role) -> &str {
        self.get(role).unwrap_or(role.usual())
    }
}

/// Why symbols cannot stand together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clash {
    /// One symbol for two roles; the first is one that was chosen.
    Two(Role, Role),
    /// A symbol that means something else in every report: what.
    Fixed(Role, &'static str),
    /// A symbol that names the generator of a number field, whose name this is.
    Field(Role, String),
    /// The generator of a number field has the name that the role would have had without the notation.
    Usual(Role, String),
}

impl Notation {
    /// The first clash between the symbols, those that every report uses, and the names of number fields.
    /// Every symbol is taken without its index. The network function does not clash unless its symbol was chosen:
    /// it makes way for the others.
    pub fn clash<'a>(&self, fields: impl Iterator<Item = &'a str>) -> Option<Clash> {
        let stem = |role: Role| stem(self.symbol(role));
        let chosen = |role: &Role| self.get(*role).is_some();
        for role in Role::ALL.into_iter().filter(chosen) {
            let others = Role::ALL.into_iter().filter(|o| *o != role);
            let firm = |o: &Role| *o != Role::Network || chosen(o);
            if let Some(other) = others.filter(firm).find(|o| stem(*o) == stem(role)) {
                return Some(Clash::Two(role, other));
            }
            if let Some((_, what)) = FIXED.iter().find(|(s, _)| *s == stem(role)) {
                return Some(Clash::Fixed(role, what));
            }
        }
        for name in fields {
            let Some(printed) = generator(name) else {
                continue;
            };
            for role in Role::ALL.into_iter().filter(chosen) {
                if stem(role) == printed {
                    return Some(Clash::Field(role, name.to_string()));
                }
                // The generator `rho` of a constant-slope model is a growth rate.
                if role.usual() == printed && role != Role::Growth {
                    return Some(Clash::Usual(role, name.to_string()));
                }
            }
        }
        None
    }
}

impl Notation {
    /// Is something chosen, has every symbol its one form, and do no two things look alike? If not: for which role, and why.
    ///
    /// # Errors
    /// What a reader of the certificate must refuse.
    pub fn check<'a>(
        &self,
        fields: impl Iterator<Item = &'a str>,
    ) -> Result<(), (Option<Role>, &'static str)> {
        if self.is_empty() {
            return Err((None, "no symbol is chosen"));
        }
        for role in Role::ALL {
            if let Some(text) = self.get(role)
                && super::symbol::symbol(text).as_deref() != Ok(text)
            {
                return Err((Some(role), "not a symbol in its one form"));
            }
        }
        match self.clash(fields) {
            None => Ok(()),
            Some(Clash::Two(role, _)) => Err((Some(role), "another role has this symbol")),
            Some(Clash::Fixed(role, _)) => Err((
                Some(role),
                "every report has this symbol for something else",
            )),
            Some(Clash::Field(role, _)) => Err((Some(role), "a number field has this symbol")),
            Some(Clash::Usual(role, _)) => Err((
                Some(role),
                "a number field has the symbol that is exchanged",
            )),
        }
    }
}

/// A symbol without its index.
pub fn stem(symbol: &str) -> &str {
    symbol.split('_').next().unwrap_or(symbol)
}

/// The letter that the name of a number field's generator is printed with, if it is one letter (perhaps with an index).
pub fn generator(name: &str) -> Option<String> {
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    match stem {
        "phi" => Some("\\varphi".to_string()),
        "epsilon" => Some("\\varepsilon".to_string()),
        _ if stem.len() == 1 && stem.chars().all(|c| c.is_ascii_alphabetic()) => {
            Some(stem.to_string())
        }
        _ if super::symbol::GREEK.contains(&stem) => Some(format!("\\{stem}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pairs: &[(Role, &str)]) -> Notation {
        let mut out = Notation::default();
        for (role, symbol) in pairs {
            out.set(*role, symbol.to_string());
        }
        out
    }
    fn clash(pairs: &[(Role, &str)]) -> Option<Clash> {
        of(pairs).clash(["phi", "r2"].into_iter())
    }

    #[test]
    fn what_clashes_and_what_makes_way() {
        use Role::*;
        let page = [(Map, "g"), (Growth, "\\lambda"), (Width, "m")];
        assert_eq!(clash(&page), None);
        assert_eq!(clash(&[(Depth, "t"), (Iterate, "k")]), None);
        assert_eq!(clash(&[(Map, "f_a")]), None);
        assert_eq!(clash(&[(Map, "\\hat{p}")]), None);
        assert_eq!(clash(&[(Map, "w")]), Some(Clash::Two(Map, Width)));
        assert_eq!(
            clash(&[(Map, "g"), (Network, "g_0")]),
            Some(Clash::Two(Map, Network))
        );
        assert_eq!(
            clash(&[(Growth, "p_0")]),
            Some(Clash::Fixed(Growth, "the points of the partition"))
        );
        assert_eq!(
            clash(&[(Growth, "\\varphi")]),
            Some(Clash::Field(Growth, "phi".into()))
        );
        assert_eq!(clash(&[(Map, "r_1")]), Some(Clash::Field(Map, "r2".into())));
        assert_eq!(
            of(&[(Map, "T")]).clash(["f"].into_iter()),
            Some(Clash::Usual(Map, "f".into()))
        );
        for role in Role::ALL {
            assert_eq!(clash(&[(role, role.usual())]), None, "{role:?}");
            assert_eq!(Role::from_word(role.word()), Some(role));
        }
    }
}
