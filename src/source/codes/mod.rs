//! The registry of diagnostic codes: one list, each code with a title and an explanation.

mod drafts;
mod fields;
mod looks;
mod maps;
mod names;
mod results;
mod syntax;
mod tables;
mod work;

/// One code.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// `OX` and four digits.
    pub code: &'static str,
    /// A few words.
    pub title: &'static str,
    /// A paragraph, with an example where one helps.
    pub text: &'static str,
}

/// All codes, in order. Rooms that add codes add their list here.
pub fn all() -> impl Iterator<Item = &'static Entry> {
    [
        syntax::SYNTAX,
        names::NAMES,
        maps::MAPS,
        fields::FIELDS,
        work::WORK,
        tables::TABLES,
        looks::LOOKS,
        drafts::DRAFTS,
        results::RESULTS,
    ]
    .into_iter()
    .flatten()
}

/// What `orbitex explain` prints for a code; `None` if there is no such code.
pub fn explain(code: &str) -> Option<String> {
    let code = code.to_ascii_uppercase();
    let entry = all().find(|e| e.code == code)?;
    Some(format!(
        "{}: {}\n\n{}\n",
        entry.code, entry.title, entry.text
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_ordered_and_well_formed() {
        let codes: Vec<&str> = all().map(|e| e.code).collect();
        assert!(codes.len() >= 55, "{} codes", codes.len());
        assert!(codes.windows(2).all(|w| w[0] < w[1]), "{codes:?}");
        assert!(codes.iter().all(|c| c.len() == 6
            && c.starts_with("OX")
            && c[2..].bytes().all(|b| b.is_ascii_digit())));
        assert!(all().all(|e| !e.title.is_empty() && e.text.len() > 20 && !e.title.ends_with('.')));
        assert!(explain("ox0301").is_some_and(|t| t.contains("continuous")));
        assert!(explain("OX9999").is_none());
    }
}
