//! Each number of a text with the comparison beside it.

use super::beside::SCALES;
use super::{Item, Number, Splitter, Stated, Unread, flipped};
use crate::draft::numeral::Spot;
use crate::draft::words::{self, Comparison};
use crate::lang::program::Relation;

impl Splitter<'_> {
    /// `61.8 percent`: the words after a number that make it one of hundredths are taken away.
    pub(super) fn percent(&mut self) -> Result<(), Unread> {
        let mut i = 0;
        while i < self.words.len() {
            let is = |k: usize, word: &str| {
                self.words
                    .get(k)
                    .is_some_and(|w| w.0.eq_ignore_ascii_case(word) && w.2 == self.words[i].2)
            };
            let used = match (is(i, "percent"), is(i, "per") && is(i + 1, "cent")) {
                (true, _) => 1,
                (_, true) => 2,
                _ => {
                    i += 1;
                    continue;
                }
            };
            let (spot, at) = (self.words[i].1, self.words[i].2);
            // Only beside its number: `13 of them, in percent` is another thing.
            let first = !self.words[..i].iter().any(|w| w.2 == at);
            match at.checked_sub(1).and_then(|k| self.items.get_mut(k)) {
                Some(Item::Number(Number::Numeral(n), _)) if first => n.in_percent(),
                _ => {
                    return Err(Unread {
                        reason: "percent of what is not understood".to_string(),
                        spot: Some(spot),
                    });
                }
            }
            self.words.drain(i..i + used);
        }
        Ok(())
    }
    /// Puts words of comparison and of numbers among the items, then pairs numbers with comparisons.
    pub(super) fn finish(mut self) -> Result<Vec<Stated>, Unread> {
        self.percent()?;
        let last = self
            .items
            .iter()
            .rposition(|i| matches!(i, Item::Number(..)));
        let mut doubt: Option<(Spot, String)> = None;
        for (word, spot, _) in &self.words {
            let scale = word.to_lowercase();
            if scale.split('-').any(|w| SCALES.contains(&w)) {
                let reason = format!("a number with the word {word} is not understood");
                return Err(Unread {
                    reason,
                    spot: Some(*spot),
                });
            }
        }
        let texts: Vec<&str> = self.words.iter().map(|w| w.0.as_str()).collect();
        let mut placed: Vec<(usize, Item)> = Vec::new();
        let has_number = self.items.iter().any(|i| matches!(i, Item::Number(..)));
        let mut i = 0;
        while i < texts.len() {
            // A phrase is not broken by numbers or signs.
            let together = (i..texts.len())
                .take_while(|j| self.words[*j].2 == self.words[i].2)
                .count();
            if let Some((comparison, used)) = words::comparison(&texts[i..i + together]) {
                placed.push((self.words[i].2, Item::Words(comparison)));
                i += used;
                continue;
            }
            let infinite = matches!(
                texts[i].to_lowercase().as_str(),
                "infinite" | "infinitely" | "infinity"
            );
            if let (false, Some((value, ordinal))) = (has_number, words::number(texts[i])) {
                let number = Number::Word {
                    value,
                    ordinal,
                    text: texts[i].to_string(),
                };
                placed.push((self.words[i].2, Item::Number(number, self.words[i].1)));
            } else if infinite && !has_number {
                placed.push((
                    self.words[i].2,
                    Item::Number(Number::Infinite, self.words[i].1),
                ));
            } else {
                let (word, spot, at) = &self.words[i];
                let averted = words::averts(word) && last.is_none_or(|l| *at <= l);
                if averted || word.split('-').any(words::alters) {
                    let reason = format!("the word {word} may change what is said of the number");
                    doubt.get_or_insert((*spot, reason));
                }
                placed.push((*at, Item::Symbol));
            }
            i += 1;
        }
        for (at, item) in placed.into_iter().rev() {
            self.items.insert(at, item);
        }
        let mut out = pair(self.items)?;
        if let Some(stated) = out.first_mut() {
            stated.doubt = doubt;
        }
        Ok(out)
    }
}

/// Pairs each number with the comparison beside it.
fn pair(items: Vec<Item>) -> Result<Vec<Stated>, Unread> {
    let fail = |spot: Spot, reason: &str| {
        Err(Unread {
            reason: reason.to_string(),
            spot: Some(spot),
        })
    };
    let mut out: Vec<Stated> = Vec::new();
    let mut between = 0;
    // Does the sign after the number before belong to that number, as in `1 < \rho < 2`?
    let mut taken = 0;
    for (i, item) in items.iter().enumerate() {
        let Item::Number(number, spot) = item else {
            if matches!(item, Item::Words(Comparison::Between)) {
                between = 2;
            }
            continue;
        };
        let comparisons = |range: &[Item]| -> Vec<Option<Relation>> {
            range
                .iter()
                .filter_map(|i| match i {
                    Item::Sign(r) => Some(Some(*r)),
                    Item::Words(Comparison::Is(r)) => Some(Some(*r)),
                    Item::Words(Comparison::Not) => Some(None),
                    _ => None,
                })
                .collect()
        };
        let start = items[..i]
            .iter()
            .rposition(|i| matches!(i, Item::Number(..)));
        let end = items[i + 1..]
            .iter()
            .position(|i| matches!(i, Item::Number(..)));
        let before = comparisons(&items[(start.map_or(0, |s| s + 1) + taken).min(i)..i]);
        taken = 0;
        let follows: Vec<Option<Relation>> = {
            let range = &items[i + 1..end.map_or(items.len(), |e| i + 1 + e)];
            range
                .iter()
                .take(1)
                .filter_map(|i| match i {
                    Item::Sign(r) => Some(Some(*r)),
                    _ => None,
                })
                .collect()
        };
        let relation = if between > 0 {
            between -= 1;
            Some(if between == 1 {
                Relation::GreaterEqual
            } else {
                Relation::LessEqual
            })
        } else {
            match (before.as_slice(), follows.as_slice()) {
                ([], []) => None,
                ([Some(r)], _) => Some(*r),
                // `\sqrt5 \approx 2.236`: the first is exact.
                ([], [Some(Relation::Rounds)])
                    if matches!(items.get(i + 2), Some(Item::Number(..)))
                        && matches!(number, Number::Formula(_) | Number::Logarithm(_)) =>
                {
                    Some(Relation::Equal)
                }
                // `1 < \rho`: the number stands on the left.
                ([], [Some(r)]) => {
                    let symbol = matches!(items.get(i + 2), Some(Item::Symbol));
                    taken = usize::from(symbol);
                    Some(flipped(*r))
                }
                _ => return fail(*spot, "how the number is compared is not understood"),
            }
        };
        if matches!(items.get(i + 1), Some(Item::Words(Comparison::Not))) {
            return fail(*spot, "the words after the number change what it says");
        }
        let chained = start.is_some_and(|s| matches!(&items[s + 1..i], [Item::Sign(_)]));
        if chained && !matches!(relation, Some(Relation::Equal | Relation::Rounds)) {
            return fail(
                *spot,
                "two numbers are compared with each other, not with a quantity",
            );
        }
        out.push(Stated {
            number: number.clone(),
            relation,
            spot: *spot,
            doubt: None,
        });
    }
    Ok(out)
}
