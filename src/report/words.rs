//! English that varies with the case: numbers with nouns, lists, row ranges.

use super::escape::Tex;

/// `one interval`, `two intervals`, `13 intervals`.
pub fn count(n: usize, noun: &str) -> String {
    const SMALL: [&str; 10] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    ];
    let number = SMALL
        .get(n)
        .map_or_else(|| n.to_string(), |w| (*w).to_string());
    format!("{number} {}", plural(n, noun))
}

/// The noun in the right number.
pub fn plural(n: usize, noun: &str) -> String {
    if n == 1 {
        noun.to_string()
    } else {
        format!("{noun}s")
    }
}

/// `a`, `a and b`, `a, b and c`.
pub fn list<S: AsRef<str>>(items: &[S]) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_string(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// A capital at the start.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| {
        c.to_uppercase().collect::<String>() + chars.as_str()
    })
}

/// Increasing numbers, runs of more than three joined: `0,3,4,\dots,7`.
pub fn runs(numbers: &[usize]) -> String {
    let mut parts: Vec<String> = Vec::new();
    for run in numbers.chunk_by(|a, b| a + 1 == *b) {
        match run {
            [first, second, _, .., last] if run.len() > 3 => {
                parts.extend([first.to_string(), second.to_string()]);
                parts.extend(["\\dots".to_string(), last.to_string()]);
            }
            _ => parts.extend(run.iter().map(ToString::to_string)),
        }
    }
    parts.join(",")
}

/// `a_0<a_1`, `a_0<a_1<a_2`, `a_0<\dots<a_9`: names with an index from 0 to `last` in increasing order.
pub fn increasing(letter: &str, last: usize) -> String {
    let name = |i: usize| {
        if i < 10 {
            format!("{letter}_{i}")
        } else {
            format!("{letter}_{{{i}}}")
        }
    };
    if last <= 2 {
        (0..=last).map(name).collect::<Vec<_>>().join("<")
    } else {
        format!("{}<\\dots<{}", name(0), name(last))
    }
}

/// Interval indices as math, runs joined: `I_{0},I_{3},\dots,I_{7}`.
pub fn intervals(indices: &[usize]) -> Tex {
    let mut parts: Vec<String> = Vec::new();
    let mut at = 0;
    while at < indices.len() {
        let mut end = at;
        while end + 1 < indices.len() && indices[end + 1] == indices[end] + 1 {
            end += 1;
        }
        match end - at {
            0 => parts.push(interval(indices[at])),
            1 => parts.extend([interval(indices[at]), interval(indices[end])]),
            _ => parts.push(format!(
                "{},\\dots,{}",
                interval(indices[at]),
                interval(indices[end])
            )),
        }
        at = end + 1;
    }
    Tex(parts.join(",\\allowbreak "))
}

/// `I_{3}`.
pub fn interval(i: usize) -> String {
    if i < 10 {
        format!("I_{i}")
    } else {
        format!("I_{{{i}}}")
    }
}

/// `p_{3}`.
pub fn point(i: usize) -> String {
    if i < 10 {
        format!("p_{i}")
    } else {
        format!("p_{{{i}}}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_thing_is_singular() {
        let found: Vec<String> = [0, 1, 2, 9, 10]
            .iter()
            .map(|n| count(*n, "interval"))
            .collect();
        assert_eq!(
            found,
            [
                "no intervals",
                "one interval",
                "two intervals",
                "nine intervals",
                "10 intervals"
            ]
        );
    }

    #[test]
    fn lists_end_with_and() {
        assert_eq!(list::<&str>(&[]), "");
        assert_eq!(list(&["a"]), "a");
        assert_eq!(list(&["a", "b"]), "a and b");
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
        assert_eq!(capital("the map"), "The map");
        assert_eq!(capital(""), "");
    }

    #[test]
    fn runs_of_three_are_joined() {
        assert_eq!(
            intervals(&[0, 3, 4, 5, 10, 11]).0,
            "I_0,\\allowbreak I_3,\\dots,I_5,\\allowbreak I_{10},\\allowbreak I_{11}"
        );
        assert_eq!(intervals(&[]).0, "");
        assert_eq!(point(12), "p_{12}");
        assert_eq!(
            runs(&[0, 1, 2, 3, 4, 7, 9, 10, 11]),
            "0,1,\\dots,4,7,9,10,11"
        );
        assert_eq!(runs(&[]), "");
        assert_eq!(increasing("q", 1), "q_0<q_1");
        assert_eq!(increasing("q", 2), "q_0<q_1<q_2");
        assert_eq!(increasing("q", 10), "q_0<\\dots<q_{10}");
    }
}
