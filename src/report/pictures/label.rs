//! The small formulas that label pictures, in plain characters and as runs of SVG text.

/// A run of characters of one level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The characters.
    pub text: String,
    /// 1 above the line, -1 below it, 0 on it.
    pub level: i8,
    /// Is it a variable?
    pub italic: bool,
}

/// Commands with the sign they print.
const SIGNS: &[(&str, &str)] = &[
    ("rho", "ρ"),
    ("varphi", "φ"),
    ("ell", "ℓ"),
    ("lambda", "λ"),
    ("alpha", "α"),
    ("beta", "β"),
    ("gamma", "γ"),
    ("delta", "δ"),
    ("varepsilon", "ε"),
    ("mu", "μ"),
    ("pi", "π"),
    ("sigma", "σ"),
    ("tau", "τ"),
    ("psi", "ψ"),
    ("omega", "ω"),
    ("chi", "χ"),
    ("epsilon", "ϵ"),
    ("zeta", "ζ"),
    ("eta", "η"),
    ("theta", "θ"),
    ("vartheta", "ϑ"),
    ("iota", "ι"),
    ("kappa", "κ"),
    ("nu", "ν"),
    ("xi", "ξ"),
    ("varpi", "ϖ"),
    ("varrho", "ϱ"),
    ("varsigma", "ς"),
    ("upsilon", "υ"),
    ("phi", "ϕ"),
    ("Gamma", "Γ"),
    ("Delta", "Δ"),
    ("Theta", "Θ"),
    ("Lambda", "Λ"),
    ("Xi", "Ξ"),
    ("Pi", "Π"),
    ("Sigma", "Σ"),
    ("Upsilon", "Υ"),
    ("Phi", "Φ"),
    ("Psi", "Ψ"),
    ("Omega", "Ω"),
    // Fonts change nothing here.
    ("mathcal", ""),
    ("mathit", ""),
    ("mathbf", ""),
    ("mathrm", ""),
    ("mathsf", ""),
    ("operatorname", ""),
    ("le", " ≤ "),
    ("ge", " ≥ "),
    ("ne", " ≠ "),
    ("to", " → "),
    ("mapsto", " ↦ "),
    ("approx", " ≈ "),
    ("times", "×"),
    ("cdot", "·"),
    ("infty", "∞"),
    ("dots", "…"),
    ("ldots", "…"),
    ("surd", "√"),
    ("circ", "°"),
    ("sqrt", "√"),
    (",", "\u{2009}"),
    (";", " "),
    (" ", " "),
    ("{", "{"),
    ("}", "}"),
];

/// Accents with the character that puts them on the one before.
const ACCENTS: &[(&str, char)] = &[
    ("bar", '\u{304}'),
    ("breve", '\u{306}'),
    ("check", '\u{30c}'),
    ("ddot", '\u{308}'),
    ("dot", '\u{307}'),
    ("hat", '\u{302}'),
    ("tilde", '\u{303}'),
    ("vec", '\u{20d7}'),
];

/// The runs of a formula. Commands that are not known are spelt out.
pub fn runs(tex: &str) -> Vec<Run> {
    let chars: Vec<char> = tex.chars().collect();
    let mut out = Vec::new();
    let mut at = 0;
    walk(&chars, &mut at, 0, false, &mut out);
    out
}

/// Reads to the end, to a closing brace, or (`single`) one thing only.
fn walk(chars: &[char], at: &mut usize, level: i8, single: bool, out: &mut Vec<Run>) {
    while let Some(c) = chars.get(*at).copied() {
        *at += 1;
        match c {
            '}' => return,
            '{' => walk(chars, at, level, false, out),
            '^' => walk(chars, at, level + 1, true, out),
            '_' => walk(chars, at, level - 1, true, out),
            '\\' => {
                let start = *at;
                while chars.get(*at).is_some_and(char::is_ascii_alphabetic) {
                    *at += 1;
                }
                if start == *at {
                    *at += 1;
                }
                let name: String = chars[start..(*at).min(chars.len())].iter().collect();
                if let Some((_, accent)) = ACCENTS.iter().find(|(n, _)| *n == name) {
                    walk(chars, at, level, true, out);
                    if let Some(last) = out.last_mut() {
                        last.text.push(*accent);
                    }
                    if single {
                        return;
                    }
                    continue;
                }
                let sign = SIGNS.iter().find(|(n, _)| *n == name).map(|(_, s)| *s);
                let text = sign.map_or(name.clone(), ToString::to_string);
                let letter = text.chars().all(char::is_alphabetic);
                push(out, &text, level, letter && sign.is_some());
                while sign.is_none() && chars.get(*at) == Some(&' ') {
                    *at += 1;
                }
            }
            ' ' => continue,
            '-' => push(out, "−", level, false),
            '\'' => push(out, "′", level, false),
            _ => push(out, &c.to_string(), level, c.is_alphabetic()),
        }
        if single {
            return;
        }
    }
}

fn push(out: &mut Vec<Run>, text: &str, level: i8, italic: bool) {
    let level = level.clamp(-1, 1);
    match out.last_mut() {
        Some(last) if last.level == level && last.italic == italic => last.text.push_str(text),
        _ => out.push(Run {
            text: text.to_string(),
            level,
            italic,
        }),
    }
}

/// The formula in plain characters: `f^t`, `p_0`.
pub fn plain(tex: &str) -> String {
    let mut out = String::new();
    let mut level = 0;
    for run in runs(tex) {
        if run.level != level {
            match run.level {
                1 => out.push('^'),
                -1 => out.push('_'),
                _ => {}
            }
            level = run.level;
        }
        out.push_str(&run.text);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_and_letters() {
        assert_eq!(plain("\\rho^t"), "ρ^t");
        assert_eq!(plain("p_{12}"), "p_12");
        assert_eq!(plain("(w+1)^{k}"), "(w+1)^k");
        assert_eq!(plain("{\\varphi}-1"), "φ−1");
        assert_eq!(plain("\\hat{f}^t"), "f\u{302}^t");
        assert_eq!(plain("\\mathcal{F}_0+1"), "F_0+1");
        let found = runs("10^{3}");
        assert_eq!(
            found
                .iter()
                .map(|r| (r.text.as_str(), r.level, r.italic))
                .collect::<Vec<_>>(),
            [("10", 0, false), ("3", 1, false)]
        );
    }
}
