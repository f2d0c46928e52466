//! LaTeX that a file gives for headings, captions and notes: what may stand in it, so that no table breaks a document.

/// Why a text is refused: the byte offset in it, and the reason in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsafe {
    /// Where the culprit begins, in bytes from the start of the text.
    pub at: usize,
    /// How many bytes it has.
    pub len: usize,
    /// What is wrong.
    pub reason: String,
}

/// Control words that define, read, write, change how characters are read, or end what they did not begin.
const FORBIDDEN: &[&str] = &[
    "AtBeginDocument",
    "AtEndDocument",
    "DeclareRobustCommand",
    "InputIfFileExists",
    "RequirePackage",
    "ShellEscape",
    "afterassignment",
    "aftergroup",
    "batchmode",
    "begin",
    "catcode",
    "chardef",
    "closein",
    "closeout",
    "count",
    "countdef",
    "csname",
    "def",
    "delcode",
    "dimen",
    "dimendef",
    "directlua",
    "documentclass",
    "dump",
    "edef",
    "else",
    "end",
    "endcsname",
    "endgroup",
    "endinput",
    "errmessage",
    "errorstopmode",
    "everymath",
    "everypar",
    "expandafter",
    "fi",
    "font",
    "futurelet",
    "gdef",
    "global",
    "halign",
    "immediate",
    "include",
    "includegraphics",
    "input",
    "jobname",
    "lccode",
    "let",
    "letcharcode",
    "long",
    "loop",
    "lowercase",
    "makeatletter",
    "makeatother",
    "mathchardef",
    "mathcode",
    "meaning",
    "newcommand",
    "newcount",
    "newenvironment",
    "newif",
    "newread",
    "newtheorem",
    "newtoks",
    "newwrite",
    "nonstopmode",
    "omit",
    "openin",
    "openout",
    "or",
    "outer",
    "output",
    "pdffiledump",
    "pdfprimitive",
    "primitive",
    "protected",
    "providecommand",
    "read",
    "readline",
    "renewcommand",
    "renewenvironment",
    "repeat",
    "scantokens",
    "scrollmode",
    "setbox",
    "sfcode",
    "shipout",
    "skip",
    "special",
    "string",
    "toks",
    "toksdef",
    "uccode",
    "uppercase",
    "usepackage",
    "valign",
    "verb",
    "vfuzz",
    "write",
    "xdef",
];

/// Is the text balanced and free of what may not stand in a table?
pub fn check(text: &str) -> Result<(), Unsafe> {
    let fault = |at: usize, len: usize, reason: String| Err(Unsafe { at, len, reason });
    let bytes = text.as_bytes();
    let mut open = Vec::new();
    let mut math: Option<usize> = None;
    let scripts_anywhere = text.contains("\\ensuremath");
    let mut i = 0;
    while i < bytes.len() {
        match bytes[i] {
            b'\\' => {
                let word: String = text[i + 1..]
                    .chars()
                    .take_while(|c| c.is_ascii_alphabetic() || *c == '@')
                    .collect();
                if word.is_empty() {
                    let Some(next) = text[i + 1..].chars().next() else {
                        return fault(i, 1, "a backslash at the end".to_string());
                    };
                    match next {
                        '\\' if open.is_empty() => {
                            let reason = "`\\\\` would end the row (inside braces it is fine)";
                            return fault(i, 2, reason.to_string());
                        }
                        '(' | '[' if math.is_none() => math = Some(i),
                        ')' | ']' if math.is_some() => math = None,
                        '(' | ')' | '[' | ']' => {
                            return fault(i, 2, format!("`\\{next}` does not fit"));
                        }
                        _ => {}
                    }
                    i += 1 + next.len_utf8();
                    continue;
                }
                if FORBIDDEN.contains(&word.as_str())
                    || word.contains('@')
                    || word.starts_with("if") && word != "iff"
                {
                    return fault(i, 1 + word.len(), format!("`\\{word}` cannot be used here"));
                }
                i += 1 + word.len();
                continue;
            }
            b'{' => open.push(i),
            b'}' if open.pop().is_none() => {
                return fault(i, 1, "`}` closes nothing".to_string());
            }
            b'$' => math = if math.is_some() { None } else { Some(i) },
            b'%' => {
                return fault(
                    i,
                    1,
                    "`%` starts a comment in LaTeX: write `\\%`".to_string(),
                );
            }
            b'#' => return fault(i, 1, "`#` has a meaning in LaTeX: write `\\#`".to_string()),
            b'&' => {
                return fault(
                    i,
                    1,
                    "`&` separates cells in LaTeX: write `\\&`".to_string(),
                );
            }
            b'^' if bytes.get(i + 1) == Some(&b'^') => {
                return fault(i, 2, "`^^` hides characters".to_string());
            }
            b @ (b'^' | b'_') if math.is_none() && !scripts_anywhere => {
                let c = char::from(b);
                return fault(
                    i,
                    1,
                    format!("`{c}` stands in formulas only: write `$...$` around it, or `\\{c}`"),
                );
            }
            b if b < b' ' || b == 127 => {
                return fault(i, 1, "a control character".to_string());
            }
            _ => {}
        }
        i += 1;
    }
    if let Some(at) = open.pop() {
        return fault(at, 1, "`{` is not closed".to_string());
    }
    match math {
        Some(at) => fault(at, 1, "this formula is not closed".to_string()),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_passes() {
        for text in [
            "",
            "p",
            "$\\rho_p$",
            "$w \\ge$",
            "ICLR 2020",
            "100\\,\\%",
            "\\emph{own} \\& others",
            "\\(x^2\\)",
            "\\shortstack{a\\\\b}",
            "\\textbf{$\\lambda$}",
            "Štefan",
            "$\\{1,2\\}$",
            "\\ensuremath{x_1}",
            "a~b",
            "$\\iff$",
        ] {
            assert_eq!(check(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn what_breaks_a_table_does_not() {
        for (text, at) in [
            ("a}", 1),
            ("{a", 0),
            ("$x", 0),
            ("50%", 2),
            ("a & b", 2),
            ("#1", 0),
            ("x_1", 1),
            ("a\\\\b", 1),
            ("\\", 0),
            ("\\input{/etc/passwd}", 0),
            ("\\write18{ls}", 0),
            ("\\catcode`\\@=11", 0),
            ("\\end{tabular}", 0),
            ("^^5cinput", 0),
            ("\\csname input\\endcsname", 0),
            ("\\ifx", 0),
            ("\\@gobble", 0),
            ("\\)", 0),
            ("a\tb", 1),
            ("\\def\\x{}", 0),
            ("{}}{", 2),
        ] {
            assert_eq!(check(text).map_err(|u| u.at), Err(at), "{text}");
        }
    }
}
