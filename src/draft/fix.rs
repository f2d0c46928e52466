//! Repairs: new texts for printed values, every other byte as it was; and the difference as a patch.

use super::check::Finding;
use super::project::Project;
use std::collections::{BTreeMap, BTreeSet};

/// A file with its repairs.
#[derive(Clone, Debug)]
pub struct Repair {
    /// The number of the file in the draft.
    pub file: usize,
    /// How many printed values change.
    pub values: usize,
    /// The new content.
    pub bytes: Vec<u8>,
}

/// The files that change when every finding with a repair is repaired.
pub fn repairs(project: &Project, findings: &[Finding]) -> Vec<Repair> {
    let mut edits: BTreeMap<usize, BTreeMap<(usize, usize), String>> = BTreeMap::new();
    // A claim in a cell of a tied tabular is repaired once.
    let mut values: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for finding in findings.iter().filter(|f| !f.edits.is_empty()) {
        let places = values.entry(finding.spot.0).or_default();
        places.extend(finding.edits.first().map(|e| e.0.1.start));
        for ((file, span), text) in &finding.edits {
            let range = project.files[*file].byte_range(*span);
            edits
                .entry(*file)
                .or_default()
                .insert((range.start, range.end), text.clone());
        }
    }
    let changed = edits.into_iter().map(|(file, edits)| Repair {
        file,
        values: values.get(&file).map_or(0, BTreeSet::len),
        bytes: replaced(&project.files[file].bytes, &edits),
    });
    changed.collect()
}

/// The bytes with ranges replaced; a range that overlaps an earlier one is left as it is.
fn replaced(bytes: &[u8], edits: &BTreeMap<(usize, usize), String>) -> Vec<u8> {
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    for ((start, end), text) in edits {
        if *start < at {
            continue;
        }
        out.extend_from_slice(&bytes[at..*start]);
        out.extend_from_slice(text.as_bytes());
        at = *end;
    }
    out.extend_from_slice(&bytes[at..]);
    out
}

/// The difference of two texts with the same number of lines or a few lines more or less, as a patch; empty if none.
pub fn patch(name: &str, old: &[u8], new: &[u8]) -> String {
    const CONTEXT: usize = 3;
    let (old, new) = (lines(old), lines(new));
    let changes = changes(&old, &new);
    let mut out = String::new();
    let mut i = 0;
    while i < changes.len() {
        // Changes that share context go into one hunk.
        let mut j = i;
        while j + 1 < changes.len() && changes[j + 1].0.start <= changes[j].0.end + 2 * CONTEXT {
            j += 1;
        }
        let (first, last) = (&changes[i], &changes[j]);
        let before = first.0.start.min(CONTEXT);
        let after = (old.len() - last.0.end).min(CONTEXT);
        let old_range = first.0.start - before..last.0.end + after;
        let new_range = first.1.start - before..last.1.end + after;
        let head = |r: &std::ops::Range<usize>| {
            format!("{},{}", r.start + usize::from(!r.is_empty()), r.len())
        };
        out.push_str(&format!(
            "@@ -{} +{} @@\n",
            head(&old_range),
            head(&new_range)
        ));
        let mut at = old_range.start;
        for (removed, added) in &changes[i..=j] {
            old[at..removed.start]
                .iter()
                .for_each(|l| line(&mut out, ' ', l));
            old[removed.clone()]
                .iter()
                .for_each(|l| line(&mut out, '-', l));
            new[added.clone()]
                .iter()
                .for_each(|l| line(&mut out, '+', l));
            at = removed.end;
        }
        old[at..old_range.end]
            .iter()
            .for_each(|l| line(&mut out, ' ', l));
        i = j + 1;
    }
    match out.is_empty() {
        true => out,
        false => format!("--- a/{name}\n+++ b/{name}\n{out}"),
    }
}

fn lines(bytes: &[u8]) -> Vec<&[u8]> {
    bytes.split_inclusive(|b| *b == b'\n').collect()
}

fn line(out: &mut String, sign: char, line: &[u8]) {
    out.push(sign);
    out.push_str(&String::from_utf8_lossy(line));
    if !line.ends_with(b"\n") {
        out.push_str("\n\\ No newline at end of file\n");
    }
}

type Change = (std::ops::Range<usize>, std::ops::Range<usize>);

/// The runs of lines that differ. Repairs keep the number of lines; suggestions may too, so lines are compared in pairs,
/// and what is left over at the end is one change.
fn changes(old: &[&[u8]], new: &[&[u8]]) -> Vec<Change> {
    let common = old.len().min(new.len());
    let mut out: Vec<Change> = Vec::new();
    for i in (0..common).filter(|i| old[*i] != new[*i]) {
        match out.last_mut() {
            Some(last) if last.0.end == i => {
                last.0.end = i + 1;
                last.1.end = i + 1;
            }
            _ => out.push((i..i + 1, i..i + 1)),
        }
    }
    if old.len() != new.len() {
        out.push((common..old.len(), common..new.len()));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patches_show_the_changed_lines() {
        let old: String = (0..20).map(|i| format!("line {i}\n")).collect();
        let new = old
            .replace("line 3\n", "line three\n")
            .replace("line 15\n", "x\n");
        let patch = patch("p.tex", old.as_bytes(), new.as_bytes());
        assert!(
            patch.starts_with("--- a/p.tex\n+++ b/p.tex\n@@ -1,7 +1,7 @@\n line 0\n"),
            "{patch}"
        );
        assert!(
            patch.contains("-line 3\n+line three\n") && patch.contains("@@ -13,7 +13,7 @@\n"),
            "{patch}"
        );
        assert_eq!(super::patch("p", b"a", b"a"), "");
    }
}
