//! Formulas: LaTeX to MathML, long ones in the text in several parts between which a line may break.

use super::super::ReportError;
use super::super::escape::width;
use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};

/// Formulas in the text that are wider than this, in digits, are cut after relations and commas.
const UNBROKEN: usize = 16;

/// Parts that are wider than this are cut in more places; a phone shows a line of about thirty digits.
const LONG: usize = 20;

/// The converter.
pub struct Mathml(LatexToMathML);

impl Mathml {
    /// A converter with the few commands that this program writes beyond the usual ones.
    pub fn new() -> Result<Mathml, ReportError> {
        let macros = [("allowbreak", "{}")].map(|(n, m)| (n.to_string(), m.to_string()));
        let config = MathCoreConfig {
            macros: macros.to_vec(),
            ..MathCoreConfig::default()
        };
        LatexToMathML::new(config)
            .map(Mathml)
            .map_err(|(error, _, text)| unreadable(&error, &text))
    }
    fn convert(&self, tex: &str, display: MathDisplay) -> Result<String, ReportError> {
        let found = self
            .0
            .convert_with_local_state(&without_spaces(tex), display)
            .map_err(|error| unreadable(&error, tex))?;
        if found.warnings.has_any() || found.mathml.contains("<merror") {
            return Err(ReportError::Unreadable {
                what: "a formula cannot be set in MathML".to_string(),
                near: tex.to_string(),
            });
        }
        Ok(found.mathml)
    }
    /// A displayed formula.
    pub fn display(&self, tex: &str) -> Result<String, ReportError> {
        self.convert(tex, MathDisplay::Block)
    }
    /// A formula in the text with the signs (HTML) that stand close before and behind it: no line breaks between.
    pub fn inline(&self, before: &str, tex: &str, behind: &str) -> Result<String, ReportError> {
        let parts: Result<Vec<String>, ReportError> = pieces(tex)
            .iter()
            .map(|part| self.convert(part, MathDisplay::Inline))
            .collect();
        let mut parts = parts?;
        let together = |text: String| format!("<span class=\"close\">{text}</span>");
        if let (Some(first), true) = (parts.first_mut(), !before.is_empty()) {
            *first = together(format!("{before}{first}"));
        }
        if let (Some(last), true) = (parts.last_mut(), !behind.is_empty()) {
            *last = together(format!("{last}{behind}"));
        }
        Ok(parts.join("<wbr>"))
    }
}

fn unreadable(error: &math_core::LatexError, tex: &str) -> ReportError {
    ReportError::Unreadable {
        what: format!("a formula cannot be set in MathML: {error}"),
        near: tex.to_string(),
    }
}

/// The formula without the space between lines that `\\[3pt]` asks for, which the converter would print; with a space
/// behind the colon of `f\colon X`.
fn without_spaces(tex: &str) -> String {
    let mut parts = tex.split("\\\\[");
    let mut out = parts.next().unwrap_or_default().to_string();
    for part in parts {
        let length = part.split_once(']').filter(|(inside, _)| {
            let digits = inside.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            let number = digits.chars().all(|c| c.is_ascii_digit() || c == '.');
            number && !digits.is_empty() && inside.len() == digits.len() + 2
        });
        match length {
            Some((_, rest)) => out.push_str(&format!("\\\\{rest}")),
            None => out.push_str(&format!("\\\\[{part}")),
        }
    }
    out.replace("\\colon ", "\\colon\\, ")
        .replace("\\colon[", "\\colon\\,[")
}

/// Relations after which a long formula may be cut.
const RELATIONS: &[&str] = &[
    "le", "ge", "approx", "rhd", "mapsto", "to", "subseteq", "supseteq", "ne", "in",
];

/// The parts of a formula between which a line may break: after relations and commas that stand in no group, and at
/// `\allowbreak`; in what is still long, also inside brackets and after signs. A short formula is one part.
fn pieces(tex: &str) -> Vec<String> {
    let allowed = tex.contains("\\allowbreak");
    if (width(tex) <= UNBROKEN && !allowed) || tex.contains("\\begin") {
        return vec![tex.to_string()];
    }
    let finer = |part: String| {
        if width(&part) > LONG {
            split(&part, true)
        } else {
            vec![part]
        }
    };
    split(tex, false).into_iter().flat_map(finer).collect()
}

/// Cuts a formula; `fine` also inside brackets and after plus and minus.
fn split(tex: &str, fine: bool) -> Vec<String> {
    let mut out = vec![String::new()];
    let (mut depth, mut brackets) = (0usize, 0usize);
    let tokens = tokens(tex);
    for (i, token) in tokens.iter().enumerate() {
        match token.as_str() {
            "(" | "[" | "\\{" => brackets += 1,
            ")" | "]" | "\\}" => brackets = brackets.saturating_sub(1),
            "{" | "\\left" => depth += 1,
            "}" | "\\right" => depth = depth.saturating_sub(1),
            "\\allowbreak" if depth == 0 => {
                let comma = out.last().is_some_and(|last| last.ends_with(','));
                cut(&mut out, if comma { "\\," } else { "" });
                continue;
            }
            _ => {}
        }
        out.last_mut()
            .expect("starts with one part")
            .push_str(token);
        if depth > 0 || (brackets > 0 && !fine) || i + 1 == tokens.len() {
            continue;
        }
        let sign = matches!(token.as_str(), "=" | "<" | ">")
            || fine && matches!(token.as_str(), "+" | "-");
        if sign
            || RELATIONS
                .iter()
                .any(|r| token.strip_prefix('\\') == Some(r))
        {
            cut(&mut out, "{}");
        } else if token == "," {
            cut(&mut out, "\\,");
        }
    }
    out.retain(|part| !part.trim().is_empty());
    out
}

/// Commands with their backslash, and single characters.
fn tokens(tex: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut chars = tex.chars().peekable();
    while let Some(c) = chars.next() {
        let mut token = c.to_string();
        if c == '\\' {
            while let Some(letter) = chars.next_if(char::is_ascii_alphabetic) {
                token.push(letter);
            }
            if token.len() == 1 {
                token.extend(chars.next());
            }
        }
        out.push(token);
    }
    out
}

/// Ends the last part; `behind` keeps an operator between two operands. Short parts stay together.
fn cut(out: &mut Vec<String>, behind: &str) {
    let last = out.last_mut().expect("starts with one part");
    if width(last) < 4 || last.contains("\\bigl") && !last.contains("\\bigr") {
        return;
    }
    last.push_str(behind);
    out.push(String::new());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_command_is_an_error() {
        let math = Mathml::new().expect("the macros are fine");
        assert!(math.inline("", "\\nosuchthing x", "").is_err());
        assert!(math.display("\\frac{1").is_err());
        assert!(
            math.inline("", "x^2", "")
                .is_ok_and(|m| m.starts_with("<math>"))
        );
    }

    #[test]
    fn space_between_lines_is_not_printed() {
        assert_eq!(without_spaces("a\\\\[3pt] b\\\\[c]"), "a\\\\ b\\\\[c]");
        assert_eq!(without_spaces("x"), "x");
    }

    #[test]
    fn long_formulas_have_places_to_break() {
        assert_eq!(pieces("x\\le y"), ["x\\le y"]);
        let tex = "13^{4}=28\\,561<35\\,420\\le38\\,416=14^{4}";
        assert_eq!(
            pieces(tex),
            [
                "13^{4}={}",
                "28\\,561<{}",
                "35\\,420\\le{}",
                "38\\,416={}",
                "14^{4}"
            ]
        );
        assert_eq!(
            pieces("\\{I_1,\\allowbreak I_2\\}"),
            ["\\{I_1,\\,", " I_2\\}"]
        );
        assert_eq!(pieces("f\\left(a=b,c=d,e=f,g=h,i=j\\right)").len(), 1);
        assert_eq!(pieces("f(aa=b,cc=d)").len(), 1);
        assert_eq!(
            pieces("[10.9188590143205249,10.9188590143205250]"),
            ["[10.9188590143205249,\\,", "10.9188590143205250]"]
        );
        let long = pieces("x^{12}-x^{11}-x^{10}+x^9-x^8+x^7-x^6+x^5-x^4+x^3-x^2+x-1");
        assert!(
            long.iter().all(|p| width(p) <= LONG) && long.len() > 4,
            "{long:?}"
        );
    }
}
