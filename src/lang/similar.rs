//! "Did you mean": the closest of a list of words, by edit distance with transpositions.

/// The closest of `candidates` to `word`, if it is close enough to be what was meant.
pub fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > 64 {
        return None;
    }
    let limit = word.len().div_ceil(3);
    candidates
        .into_iter()
        .filter(|c| *c != word && c.len().abs_diff(word.len()) <= limit)
        .map(|c| (distance(word, c), c))
        .filter(|(d, c)| *d <= limit && *d < c.len())
        .min_by_key(|(d, c)| (*d, c.len().abs_diff(word.len())))
        .map(|(_, c)| c)
}

/// "did you mean `...`?" for the closest candidate.
pub fn did_you_mean<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    closest(word, candidates).map(|c| format!("did you mean `{c}`?"))
}

/// The number of insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`; case counts half.
fn distance(a: &str, b: &str) -> usize {
    let (a, b) = (
        a.to_ascii_lowercase().into_bytes(),
        b.to_ascii_lowercase().into_bytes(),
    );
    let mut rows = vec![(0..=b.len()).collect::<Vec<usize>>()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let same = usize::from(a[i - 1] != b[j - 1]);
            let mut best = (rows[i - 1][j] + 1)
                .min(row[j - 1] + 1)
                .min(rows[i - 1][j - 1] + same);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_near_words_and_nothing_far() {
        assert_eq!(closest("clam", ["claim", "let"]), Some("claim"));
        assert_eq!(closest("goldne", ["golden", "tri"]), Some("golden"));
        assert_eq!(closest("o4", ["o3", "golden"]), Some("o3"));
        assert_eq!(closest("banana", ["claim", "let"]), None);
        assert_eq!(closest("a", ["b"]), None);
    }
}
