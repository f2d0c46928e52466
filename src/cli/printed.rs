//! Is a report the report on a certificate? Writes it again in each form and compares line by line.

use crate::certificate::Certificate;
use crate::report::{self, Detail, Form, LatexOptions, Pictures, ReportError};
use std::fmt;

/// How a report differs from the one that its certificate gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// The first line (from 1) that differs from the form that agrees longest; empty: the text ends before it.
    Line {
        number: usize,
        printed: String,
        expected: String,
    },
    /// Everything agrees, except that the certificate named is another file: its SHA-256.
    Digest { printed: String, expected: String },
    /// No report can be written from this certificate.
    Report(ReportError),
}

impl Difference {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Difference::Line { .. } => "OX0846",
            Difference::Digest { .. } => "OX0847",
            Difference::Report(error) => error.code(),
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Difference::Line {
                number,
                printed,
                expected,
            } => write!(
                f,
                "line {number} of the report differs\n    printed:  {printed}\n    expected: {expected}"
            ),
            Difference::Digest { printed, expected } => write!(
                f,
                "the report names a certificate with the SHA-256 {printed}, this file has {expected}"
            ),
            Difference::Report(error) => write!(f, "{error}"),
        }
    }
}

/// The form in which a report agrees with its certificate.
pub type Agreement = (Form, Detail, Pictures);

/// Every form that `compile` can write.
fn agreements() -> impl Iterator<Item = Agreement> {
    let forms = [Form::Standalone, Form::Fragment].into_iter();
    forms.flat_map(|form| {
        [Detail::Full, Detail::Short]
            .into_iter()
            .flat_map(move |detail| {
                let pictures = [Pictures::None, Pictures::Few, Pictures::All].into_iter();
                pictures.map(move |pictures| (form, detail, pictures))
            })
    })
}

/// What a form is called on the command line.
pub fn words((form, detail, pictures): Agreement) -> String {
    let form = match form {
        Form::Standalone => "document",
        Form::Fragment => "fragment",
    };
    let detail = match detail {
        Detail::Full => "full",
        Detail::Short => "short",
    };
    let pictures = match pictures {
        Pictures::None => "none",
        Pictures::Few => "few",
        Pictures::All => "all",
    };
    format!("{form}, detail {detail}, pictures {pictures}")
}

/// The options of the report beside a certificate file of this name.
pub fn options(name: &str, sha256: &str, (form, detail, pictures): Agreement) -> LatexOptions {
    LatexOptions {
        form,
        detail,
        pictures,
        certificate_name: name.to_string(),
        sha256: sha256.to_string(),
        command: format!("orbitex verify {name}"),
    }
}

/// Compares `text` with every report on the certificate file of this name and digest.
///
/// Ends of lines may be those of any system; everything else must agree.
pub fn compare(
    certificate: &Certificate,
    name: &str,
    sha256: &str,
    text: &str,
) -> Result<Agreement, Difference> {
    let mut nearest: Option<(usize, Difference)> = None;
    for agreement in agreements() {
        let expected = report::latex(certificate, &options(name, sha256, agreement))
            .map_err(Difference::Report)?;
        let Some((agreeing, difference)) = first_difference(text, &expected) else {
            return Ok(agreement);
        };
        if nearest.as_ref().is_none_or(|(most, _)| agreeing > *most) {
            nearest = Some((agreeing, difference));
        }
    }
    let (_, difference) = nearest.expect("every form was tried");
    Err(another_digest(certificate, name, sha256, text).unwrap_or(difference))
}

/// How many lines agree and the line after them; `None` if all do.
fn first_difference(text: &str, expected: &str) -> Option<(usize, Difference)> {
    let (mut a, mut b) = (text.lines(), expected.lines());
    for agreeing in 0.. {
        let (printed, wanted) = (a.next(), b.next());
        if printed.is_none() && wanted.is_none() {
            return None;
        }
        if printed != wanted {
            let line = Difference::Line {
                number: agreeing + 1,
                printed: printed.unwrap_or_default().to_string(),
                expected: wanted.unwrap_or_default().to_string(),
            };
            return Some((agreeing, line));
        }
    }
    None
}

/// The case in which only the digest differs: the numbers are right, the certificate file is another one.
fn another_digest(
    certificate: &Certificate,
    name: &str,
    sha256: &str,
    text: &str,
) -> Option<Difference> {
    let runs = |c: char| !(c.is_ascii_digit() || ('a'..='f').contains(&c));
    let printed: Vec<&str> = text.split(runs).filter(|w| w.len() == 64).collect();
    let short: Vec<&str> = text.split(runs).filter(|w| w.len() == 16).collect();
    let digest = printed.first().or(short.first())?;
    let other = agreements().any(|agreement| {
        report::latex(certificate, &options(name, digest, agreement))
            .is_ok_and(|expected| first_difference(text, &expected).is_none())
    });
    other.then(|| Difference::Digest {
        printed: digest.to_string(),
        expected: sha256.to_string(),
    })
}
