//! How Coq writes rationals: plain reals `(1/3)`, rational numbers `(1#3)`, lists.

use crate::certificate::Num;
use crate::num::rational::Rat;
use num_traits::{One, Signed, Zero};

/// The proof of a computed boolean.
pub const COMPUTED: &str = "Proof. vm_cast_no_check (eq_refl true). Qed.";

/// A real: `3`, `(-3)`, `(1/3)`, `((-1)/3)`.
pub fn real(x: &Rat) -> String {
    let numer = if x.is_negative() {
        format!("({})", x.numer())
    } else {
        x.numer().to_string()
    };
    if x.is_integer() {
        numer
    } else {
        format!("({numer}/{})", x.denom())
    }
}

/// A real in powers of `alpha`: `((-1/2) + (1/2) * alpha)`, or a plain rational.
pub fn number(x: &Num) -> String {
    let zero = Rat::zero();
    let terms: Vec<(usize, &Rat)> =
        x.0.iter()
            .enumerate()
            .filter(|(_, c)| **c != zero)
            .collect();
    let term = |(i, c): &(usize, &Rat)| {
        let power = match i {
            0 => return real(c),
            1 => "alpha".to_string(),
            i => format!("alpha^{i}"),
        };
        if c.is_one() {
            power
        } else {
            format!("{} * {power}", real(c))
        }
    };
    match terms.as_slice() {
        [] => "0".into(),
        [(0, c)] => real(c),
        [(1, c)] if c.is_one() => "alpha".into(),
        _ => format!(
            "({})",
            terms.iter().map(term).collect::<Vec<_>>().join(" + ")
        ),
    }
}

/// The list of coefficients, constant first: `[(-1#2); (1#2)]`.
pub fn coefficients(x: &Num) -> String {
    format!(
        "[{}]",
        x.0.iter().map(rational).collect::<Vec<_>>().join("; ")
    )
}

/// A rational number: `(1#3)`.
pub fn rational(x: &Rat) -> String {
    format!("({}#{})", x.numer(), x.denom())
}

/// `[a; b; c]`, broken into lines.
pub fn list<T>(items: &[T], write: impl Fn(&T) -> String) -> String {
    let mut out = String::from("[");
    let mut column = 1;
    for (i, item) in items.iter().enumerate() {
        let text = write(item);
        if i > 0 {
            out.push(';');
            let breaks = column + text.len() > 110;
            out.push_str(if breaks { "\n   " } else { " " });
            column = if breaks { 3 } else { column + 2 };
        }
        column += text.len();
        out.push_str(&text);
    }
    out.push(']');
    out
}

/// Text inside a Coq comment: no comment brackets, no quotes, one line.
pub fn comment(text: &str) -> String {
    text.chars()
        .map(|c| {
            if matches!(c, '"' | '(' | ')' | '*' | '\\') || c.is_control() {
                '_'
            } else {
                c
            }
        })
        .collect()
}
