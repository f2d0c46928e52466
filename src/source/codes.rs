//! The registry of diagnostic codes: one list, each code with a title and an explanation.

/// One code.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// `OX` and four digits.
    pub code: &'static str,
    /// A few words.
    pub title: &'static str,
    /// A paragraph, with an example.
    pub text: &'static str,
}

/// All codes, in order.
pub const CODES: &[Entry] = &[];

/// What `orbitex explain` prints for a code; `None` if there is no such code.
pub fn explain(code: &str) -> Option<String> {
    let code = code.to_ascii_uppercase();
    let entry = CODES.iter().find(|e| e.code == code)?;
    Some(format!(
        "{}: {}\n\n{}\n",
        entry.code, entry.title, entry.text
    ))
}
