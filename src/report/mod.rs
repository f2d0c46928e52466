//! Reports: a certificate as a LaTeX document, a fragment or a web page. Prints only what the certificate says.
//!
//! Layout and words live in `templates/latex/`, one file per section; this room supplies finished pieces of LaTeX
//! ([`Tex`]) to them. User text becomes [`Tex`] only through [`escape::text`]. The page is made of the same text:
//! [`html`](fn@html) reads the LaTeX of the body and sets it in HTML by `templates/html/`, so that both say the same.

pub mod analysis;
mod appendix;
mod area;
mod assumption;
mod bounds;
mod cite;
pub mod classes;
mod comparison;
mod covering;
mod document;
mod engine;
pub mod escape;
mod every;
mod growth;
mod html;
mod labels;
mod number;
mod periods;
pub mod pictures;
mod polynomial;
mod polynomial_map;
pub mod regime;
pub mod samples;
mod setting;
mod shape;
mod short;
mod statement;
mod strongest;
pub mod symbols;
mod table;
pub mod terminal;
mod three_points;
mod thresholds;
mod units;
mod vectors;
mod view;
mod words;

pub use appendix::{with_tables, without_tables};
pub use engine::{TemplateFault, Templates};
pub use escape::Tex;
pub use number::{integer, slashed};
pub use pictures::Pictures;

use crate::certificate::Certificate;

/// Where the LaTeX is to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Form {
    /// A document of its own.
    #[default]
    Standalone,
    /// Text for `\input` into a paper; a first comment lists the packages it needs.
    Fragment,
}

/// How much is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Detail {
    /// Every section with complete proofs.
    #[default]
    Full,
    /// The statement, the table of widths and the proof in a few lines; as a fragment it needs amsmath only.
    Short,
}

/// What a report should look like, and the facts about the certificate file that it prints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LatexOptions {
    /// A document or a fragment.
    pub form: Form,
    /// Full or short.
    pub detail: Detail,
    /// How many pictures a full report has; short ones have none.
    pub pictures: Pictures,
    /// The certificate's file name, without directories: `golden.cert.json`.
    pub certificate_name: String,
    /// The SHA-256 of the certificate's bytes, 64 hexadecimal digits.
    pub sha256: String,
    /// The command that checks the certificate again: `orbitex verify golden.cert.json`.
    pub command: String,
}

/// Why a report could not be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReportError {
    /// A text of the user holds a character that pdflatex cannot print.
    Unprintable {
        /// Which text: `the title`, `the name of a map`, ...
        place: &'static str,
        /// The character.
        character: char,
        /// Its position in that text, in characters, from 0.
        position: usize,
    },
    /// The certificate contradicts itself; what is wrong. Certificates made by this program never do.
    Malformed(&'static str),
    /// A template failed.
    Template(Box<TemplateFault>),
    /// The text of the report holds LaTeX that cannot be set as HTML and MathML.
    Unreadable {
        /// What it is.
        what: String,
        /// The LaTeX around it.
        near: String,
    },
}

impl ReportError {
    fn unprintable(place: &'static str, found: escape::Unprintable) -> ReportError {
        ReportError::Unprintable {
            place,
            character: found.character,
            position: found.position,
        }
    }
    /// The stable code of the error.
    pub fn code(&self) -> &'static str {
        match self {
            ReportError::Unprintable { .. } => "OX0871",
            ReportError::Malformed(_) => "OX0872",
            ReportError::Template(_) => "OX0873",
            ReportError::Unreadable { .. } => "OX0874",
        }
    }
}

impl std::fmt::Display for ReportError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ReportError::Unprintable {
                place,
                character,
                position,
            } => write!(
                f,
                "{place} holds the character `{}` (U+{:04X}, position {}), which pdflatex cannot print",
                escape::shown(*character),
                u32::from(*character),
                position + 1
            ),
            ReportError::Malformed(what) => write!(f, "the certificate contradicts itself: {what}"),
            ReportError::Template(fault) => {
                write!(f, "the template {} failed: {}", fault.name, fault.message)
            }
            ReportError::Unreadable { what, near } => {
                write!(f, "the page cannot be set: {what}, near `{near}`")
            }
        }
    }
}

impl std::error::Error for ReportError {}

/// The report on `cert` as LaTeX source, ASCII except for letters of user texts. The same input gives the same bytes.
pub fn latex(cert: &Certificate, options: &LatexOptions) -> Result<String, ReportError> {
    latex_by(cert, options, &Templates::embedded())
}

/// The same with a user's templates.
pub fn latex_by(
    cert: &Certificate,
    options: &LatexOptions,
    templates: &Templates,
) -> Result<String, ReportError> {
    shape::check(cert)?;
    document::document(cert, options, templates)
}

/// The report on `cert` as one self-contained page of HTML, with MathML and SVG and without scripts. The form of
/// `options` does not matter. `tables` are finished tables for a page. The same input gives the same bytes.
pub fn html(
    cert: &Certificate,
    options: &LatexOptions,
    templates: &Templates,
    tables: &[String],
) -> Result<String, ReportError> {
    shape::check(cert)?;
    html::page(cert, options, templates, tables)
}
