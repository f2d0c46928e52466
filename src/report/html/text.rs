//! Runs of text: characters, accents and signs as `escape` writes them, formulas, emphasis, references.

use super::super::ReportError;
use super::super::escape;
use super::scan::Scan;
use super::tree::Inline;

/// Commands that print one sign, each with the sign.
const SIGNS: &[(&str, &str)] = &[
    ("%", "%"),
    ("_", "_"),
    ("&", "&"),
    ("#", "#"),
    ("$", "$"),
    ("{", "{"),
    ("}", "}"),
    (" ", "\u{20}"),
    ("\n", "\u{20}"),
    (",", "\u{2009}"),
    (";", "\u{2005}"),
    ("@", ""),
    ("textasciitilde", "~"),
    ("textasciicircum", "^"),
    ("textbackslash", "\\"),
    ("textless", "<"),
    ("textgreater", ">"),
    ("textbar", "|"),
    ("textexclamdown", "¡"),
    ("textquestiondown", "¿"),
    ("textsection", "§"),
    ("copyright", "©"),
    ("pounds", "£"),
    ("ldots", "…"),
    ("dots", "…"),
    ("ss", "ß"),
    ("ae", "æ"),
    ("AE", "Æ"),
    ("oe", "œ"),
    ("OE", "Œ"),
    ("o", "ø"),
    ("O", "Ø"),
    ("l", "ł"),
    ("L", "Ł"),
    ("i", "ı"),
    ("dj", "đ"),
    ("DJ", "Đ"),
    ("dh", "ð"),
    ("DH", "Ð"),
    ("th", "þ"),
    ("TH", "Þ"),
    ("ng", "ŋ"),
    ("NG", "Ŋ"),
    ("guillemotleft", "«"),
    ("guillemotright", "»"),
    ("guilsinglleft", "‹"),
    ("guilsinglright", "›"),
    ("quotedblbase", "„"),
    ("quotesinglbase", "‚"),
    ("texteuro", "€"),
    ("textonehalf", "½"),
    ("textonequarter", "¼"),
    ("textthreequarters", "¾"),
    ("textonesuperior", "¹"),
    ("texttwosuperior", "²"),
    ("textthreesuperior", "³"),
    ("textyen", "¥"),
    ("textcent", "¢"),
    ("textparagraph", "¶"),
    ("textdagger", "†"),
    ("textdaggerdbl", "‡"),
    ("textbullet", "•"),
    ("texttrademark", "™"),
    ("textregistered", "®"),
    ("textordfeminine", "ª"),
    ("textordmasculine", "º"),
    ("quad", "\u{2003}"),
    ("qquad", "\u{2003}\u{2003}"),
];

/// Commands that set type or break lines on paper and say nothing.
const SILENT: &[&str] = &[
    "noindent",
    "small",
    "footnotesize",
    "scriptsize",
    "normalsize",
    "sloppy",
    "raggedright",
    "centering",
    "allowbreak",
    "smallskip",
    "medskip",
    "bigskip",
    "/",
];

/// A whole text without blocks in it.
pub fn inlines(latex: &str) -> Result<Vec<Inline>, ReportError> {
    part(latex, false)
}

fn part(latex: &str, typewriter: bool) -> Result<Vec<Inline>, ReportError> {
    let mut scan = Scan::new(latex);
    let mut out = Vec::new();
    while let Some(c) = scan.peek() {
        match c {
            '\n' => {
                scan.blanks();
                push(&mut out, ' ');
            }
            '%' => {
                scan.next();
                scan.comment();
            }
            '{' | '}' => {
                scan.next();
            }
            _ => read(&mut scan, &mut out, typewriter)?,
        }
    }
    Ok(out)
}

/// Reads one thing that is no blank line, no brace and no comment.
pub fn read(scan: &mut Scan, out: &mut Vec<Inline>, typewriter: bool) -> Result<(), ReportError> {
    for (ligature, sign) in [("---", "—"), ("--", "–"), ("``", "“"), ("''", "”")] {
        if !typewriter && scan.take(ligature) {
            push_str(out, sign);
            return Ok(());
        }
    }
    if scan.take("$") {
        let tex = scan.before("$")?;
        out.push(Inline::Math(tex.trim().to_string()));
        return Ok(());
    }
    match scan.next() {
        None => {}
        Some('\\') => command(scan, out, typewriter)?,
        Some('~') => push(out, '\u{a0}'),
        Some('\'') if !typewriter => push(out, '’'),
        Some('`') if !typewriter => push(out, '‘'),
        Some(c @ ('&' | '#' | '^' | '_')) => {
            return Err(scan.fail(format!("`{c}` stands outside of a table or formula")));
        }
        Some('\t') => push(out, ' '),
        Some(c) => push(out, c),
    }
    Ok(())
}

fn command(scan: &mut Scan, out: &mut Vec<Inline>, typewriter: bool) -> Result<(), ReportError> {
    let name = scan.command();
    if let Some((_, sign)) = SIGNS.iter().find(|(n, _)| *n == name) {
        push_str(out, sign);
        return Ok(());
    }
    if SILENT.contains(&name.as_str()) {
        return Ok(());
    }
    if escape::is_accent(&name) {
        let argument = scan.argument()?;
        let letter = escape::letter(&name, &argument)
            .ok_or_else(|| scan.fail(format!("no letter has the accent \\{name}")))?;
        push(out, letter);
        return Ok(());
    }
    let inline = match name.as_str() {
        "\\" => {
            scan.option()?;
            Inline::Break
        }
        "emph" | "textit" => Inline::Emph(inlines(&scan.argument()?)?),
        "textbf" => Inline::Strong(inlines(&scan.argument()?)?),
        "texttt" => Inline::Code(part(&scan.argument()?, true)?),
        "text" | "textrm" | "mbox" => {
            out.extend(part(&scan.argument()?, typewriter)?);
            return Ok(());
        }
        // Lines above each other, as headings of tables have them.
        "shortstack" => {
            out.extend(inlines(&scan.argument()?)?);
            return Ok(());
        }
        "ensuremath" => Inline::Math(scan.argument()?),
        "ref" => Inline::Ref(scan.argument()?),
        "orbcite" => Inline::Cite(scan.argument()?),
        "char" if scan.take("34") => {
            push(out, '"');
            return Ok(());
        }
        "hspace" | "vspace" => {
            scan.argument()?;
            return Ok(());
        }
        _ => return Err(scan.fail(format!("the command `\\{name}` is not known"))),
    };
    out.push(inline);
    Ok(())
}

/// Appends a character; a blank after a blank is dropped.
pub fn push(out: &mut Vec<Inline>, c: char) {
    if let Some(Inline::Text(text)) = out.last_mut() {
        if c != ' ' || !text.ends_with(' ') {
            text.push(c);
        }
    } else {
        out.push(Inline::Text(c.to_string()));
    }
}

fn push_str(out: &mut Vec<Inline>, text: &str) {
    text.chars().for_each(|c| push(out, c));
}

/// Drops blanks at both ends.
pub fn trim(words: &mut Vec<Inline>) {
    if let Some(Inline::Text(text)) = words.first_mut() {
        *text = text.trim_start_matches(' ').to_string();
    }
    if let Some(Inline::Text(text)) = words.last_mut() {
        *text = text.trim_end_matches(' ').to_string();
    }
    words.retain(|w| !matches!(w, Inline::Text(t) if t.is_empty()));
}

/// The words without markup, formulas in plain characters: for the title of a page and for text alternatives.
pub fn plain(words: &[Inline]) -> String {
    let mut out = String::new();
    for word in words {
        match word {
            Inline::Text(text) => out.push_str(text),
            Inline::Math(tex) => out.push_str(&super::super::pictures::label::plain(tex)),
            Inline::Emph(inner) | Inline::Strong(inner) | Inline::Code(inner) => {
                out.push_str(&plain(inner));
            }
            Inline::Break => out.push(' '),
            Inline::Ref(_) | Inline::Cite(_) => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaped_text_comes_back_letter_by_letter() {
        let hard = "50% of #1 & $2_a^b ~ \\x{y} <z> | \"q\" Štefan Œuvre Łódź naïve façade İ ß …";
        let tex = escape::text(hard).expect("printable").0;
        let found = inlines(&tex).expect("known commands");
        assert_eq!(plain(&found), hard);
        let code = escape::code("a--b ''c'' <<d>>").expect("printable").0;
        let found = inlines(&code).expect("known commands");
        assert_eq!(plain(&found), "a--b ''c'' <<d>>");
        assert!(matches!(found.as_slice(), [Inline::Code(_)]));
    }

    #[test]
    fn ligatures_and_formulas() {
        let found = inlines("``a''--b~$x_1$").expect("known");
        assert_eq!(
            found,
            [
                Inline::Text("“a”–b\u{a0}".into()),
                Inline::Math("x_1".into())
            ]
        );
        let stack = inlines("\\shortstack{width\\\\\\scriptsize iterate $10j$}").expect("known");
        assert_eq!(plain(&stack), "width iterate 10j");
        assert!(stack.contains(&Inline::Break));
        assert!(inlines("a & b").is_err() && inlines("\\footnote{x}").is_err());
    }
}
