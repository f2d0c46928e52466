//! Enclosures `[1.46,\, 1.47]`, and periods printed as `10 or stronger`.

use super::beside::words_of;
use super::{Stated, statements};
use crate::draft::atom::{Atom, What, closing, is_relation};
use crate::draft::project::Project;
use crate::lang::program::Relation;

/// An enclosure `[1.46,\, 1.47]`: at least the one number and at most the other.
pub fn interval(project: &Project, atoms: &[Atom]) -> Option<Vec<Stated>> {
    let solid = |a: &Atom| !matches!(a.what, What::Blank | What::Thin | What::Open | What::Close);
    // `\rho \in (1.6, 1.7)`: open ends only after the sign.
    let member = atoms
        .iter()
        .position(|a| a.is_sign("in"))
        .filter(|at| atoms[..*at].iter().all(|a| a.digit().is_none()));
    let named = atoms
        .iter()
        .position(|a| a.is('['))
        .filter(|at| words_of(&atoms[..*at]) == ["in"] && !atoms[..*at].iter().any(is_relation));
    let atoms = match (member, named) {
        (Some(at), _) => &atoms[at + 1..],
        (None, Some(at)) => &atoms[at..],
        _ => atoms,
    };
    let first = atoms.iter().position(solid)?;
    let last = atoms.iter().rposition(solid)?;
    let open = atoms[first].is('(') && member.is_some();
    let closed = atoms[last].is(')') && member.is_some();
    if !(atoms[first].is('[') || open)
        || !(atoms[last].is(']') || closed)
        || closing(atoms, first) != Some(last)
    {
        return None;
    }
    let inner = &atoms[first + 1..last];
    let space = |i: usize| {
        inner
            .get(i + 1)
            .is_some_and(|a| matches!(a.what, What::Blank | What::Thin))
    };
    let marks = |c: char| (0..inner.len()).filter(move |i| inner[*i].is(c));
    // A comma before a space, a semicolon, or the only comma.
    let cut = marks(';')
        .next()
        .or_else(|| marks(',').find(|i| space(*i)))
        .or_else(|| (marks(',').count() == 1).then(|| marks(',').next())?)?;
    let end = |part: &[Atom], relation: Relation| {
        let mut list = statements(project, part, &|_| None).ok()?;
        let only = list
            .pop()
            .filter(|s| list.is_empty() && s.relation.is_none())?;
        Some(Stated {
            relation: Some(relation),
            ..only
        })
    };
    Some(vec![
        end(
            &inner[..cut],
            match open {
                true => Relation::Greater,
                false => Relation::GreaterEqual,
            },
        )?,
        end(
            &inner[cut + 1..],
            match closed {
                true => Relation::Less,
                false => Relation::LessEqual,
            },
        )?,
    ])
}

/// The period in `10 or stronger`.
pub fn stronger(project: &Project, atoms: &[Atom]) -> Option<Stated> {
    let words = words_of(atoms);
    let texts: Vec<&str> = words.iter().map(String::as_str).collect();
    if !(texts.ends_with(&["or", "stronger"])
        || texts.ends_with(&["or", "a", "stronger", "period"]))
    {
        return None;
    }
    let cut = atoms.windows(4).rposition(|w| {
        w[0].what == What::Blank && w[1].is('o') && w[2].is('r') && w[3].what == What::Blank
    })?;
    let mut list = statements(project, &atoms[..cut], &|_| None).ok()?;
    list.pop()
        .filter(|s| list.is_empty() && s.relation.is_none())
}
