//! A part of a census: the table of one share of the work, with the patterns of its smallest and largest growth.

use super::growth::{Growths, NoRoot};
use super::pattern::{Unit, count, is_cycle, mirrored, units};
use super::small::charpoly;
use super::table::{Table, key, pack, pack_checked, times, unpack};
use rayon::prelude::*;
use serde::de::{Error, SeqAccess, Visitor};
use serde::ser::SerializeSeq;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// How often the patterns are gone through: once to count, once to find the extreme ones.
pub const PASSES: u64 = 2;

/// Patterns computed before they are sorted, about.
const BATCH: u64 = 1 << 22;

/// The share `index` (from 0) of `of` of the census of length `n`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The length of the patterns.
    pub n: usize,
    /// Which share, from 0.
    pub index: usize,
    /// How many shares there are.
    pub of: usize,
    /// The characteristic polynomials with the numbers of patterns that have them.
    pub table: Table,
    /// The patterns of this part (images, from 0) with its smallest growth rate above 1, sorted.
    pub smallest: Vec<Vec<u8>>,
    /// The patterns of this part with its largest growth rate, sorted.
    pub largest: Vec<Vec<u8>>,
}

/// Why parts are no whole census.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MergeError {
    /// There is no part.
    Nothing,
    /// A text is not a part of a census; why.
    NotAPart(String),
    /// Two parts of different lengths, or of different divisions.
    Different {
        /// Length and number of shares of the first.
        first: (usize, usize),
        /// Length and number of shares of the other.
        other: (usize, usize),
    },
    /// A share (from 0) is there twice.
    Twice(usize),
    /// A share (from 0) is missing.
    Missing(usize),
    /// The numbers do not add up: some part is damaged.
    Damaged,
}

impl fmt::Display for MergeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MergeError::Nothing => write!(f, "there is no part"),
            MergeError::NotAPart(why) => write!(f, "this is not a part of a census: {why}"),
            MergeError::Different { first, other } => write!(
                f,
                "a part of length {} in {} shares does not go with one of length {} in {} shares",
                other.0, other.1, first.0, first.1
            ),
            MergeError::Twice(i) => write!(f, "share {} is there twice", i + 1),
            MergeError::Missing(i) => write!(f, "share {} is missing", i + 1),
            MergeError::Damaged => write!(f, "the numbers do not add up: a part is damaged"),
        }
    }
}

impl From<NoRoot> for MergeError {
    fn from(_: NoRoot) -> MergeError {
        MergeError::Damaged
    }
}

impl Part {
    /// Computes a share; `progress` is told each time how many patterns more were gone through, in one of two passes.
    /// `n` must be one of [`super::LENGTHS`] and `index < of`.
    pub fn compute(n: usize, index: usize, of: usize, progress: &(dyn Fn(u64) + Sync)) -> Part {
        Part::with_growths(n, index, of, progress).0
    }
    /// The same, with the growth rates of its table.
    pub fn with_growths(
        n: usize,
        index: usize,
        of: usize,
        progress: &(dyn Fn(u64) + Sync),
    ) -> (Part, Growths) {
        let all = units(n);
        let batch = (BATCH * all.len() as u64 / count(n)).max(1) as usize;
        let own: Vec<Unit> = all.into_iter().skip(index).step_by(of).collect();
        let table = own
            .chunks(batch)
            .map(|chunk| {
                let found = chunk.par_iter().map(|u| polynomials(u, progress));
                Table::new(found.flatten_iter().collect())
            })
            .fold(Table::default(), Table::merged);
        let growths = Growths::of(&table, n - 1).expect("a covering matrix has a largest root");
        let mut part = Part {
            n,
            index,
            of,
            table,
            smallest: Vec::new(),
            largest: Vec::new(),
        };
        let keys = part
            .extremes(&growths)
            .expect("a covering matrix has a largest root")
            .map(|class| part.keys(&growths, class));
        [part.smallest, part.largest] = patterns(&own, &keys, progress);
        (part, growths)
    }
    /// The classes with the smallest growth rate above 1 and with the largest.
    pub(super) fn extremes(&self, growths: &Growths) -> Result<[Option<usize>; 2], NoRoot> {
        let ones = growths.ones(&self.table, self.n - 1)?;
        let some = ones < growths.len();
        Ok([some.then_some(ones), some.then(|| growths.len() - 1)])
    }
    /// The polynomials with the growth rate of a class, sorted.
    pub(super) fn keys(&self, growths: &Growths, class: Option<usize>) -> Vec<u128> {
        let mut keys: Vec<u128> = class
            .map(|c| growths.entries(c, &self.table).map(key).collect())
            .unwrap_or_default();
        keys.sort_unstable();
        keys
    }
}

/// The packed polynomials of a unit's patterns, each pattern counted with its mirror image.
fn polynomials(unit: &Unit, progress: &(dyn Fn(u64) + Sync)) -> Vec<u128> {
    let (mut found, mut patterns) = (Vec::new(), 0);
    unit.patterns(|images, weight| {
        found.push(pack(&charpoly(images), images.len() - 1) + u128::from(weight));
        patterns += u64::from(weight);
    });
    progress(patterns);
    found
}

/// The patterns whose polynomials are in each of two sorted lists, mirror images included, sorted.
fn patterns(
    units: &[Unit],
    keys: &[Vec<u128>; 2],
    progress: &(dyn Fn(u64) + Sync),
) -> [Vec<Vec<u8>>; 2] {
    let of_unit = |unit: &Unit| {
        let (mut found, mut patterns) = ([Vec::new(), Vec::new()], 0);
        unit.patterns(|images, weight| {
            let own = pack(&charpoly(images), images.len() - 1);
            for (found, keys) in found.iter_mut().zip(keys) {
                if keys.binary_search(&own).is_ok() {
                    found.push(images.to_vec());
                    if weight == 2 {
                        found.push(mirrored(images));
                    }
                }
            }
            patterns += u64::from(weight);
        });
        progress(patterns);
        found
    };
    let mut found = [Vec::new(), Vec::new()];
    for part in units.par_iter().map(of_unit).collect::<Vec<_>>() {
        for (found, part) in found.iter_mut().zip(part) {
            found.extend(part);
        }
    }
    found.iter_mut().for_each(|f| f.sort_unstable());
    found
}

const SCHEMA: &str = "orbitex/census-part/1";

/// How a part looks in a file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File<'a> {
    schema: std::borrow::Cow<'a, str>,
    n: usize,
    /// From 1.
    share: usize,
    of: usize,
    smallest: std::borrow::Cow<'a, [Vec<u8>]>,
    largest: std::borrow::Cow<'a, [Vec<u8>]>,
    polynomials: Polynomials,
}

/// A table as a list `[[count, c_0, ..., c_(m-1)], ...]`.
struct Polynomials {
    m: usize,
    entries: Vec<u128>,
}

impl Serialize for Polynomials {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.entries.len()))?;
        for &entry in &self.entries {
            let mut line = vec![times(entry) as i64];
            line.extend(
                unpack(entry, self.m)[..self.m]
                    .iter()
                    .map(|&c| i64::from(c)),
            );
            list.serialize_element(&line)?;
        }
        list.end()
    }
}

impl<'de> Deserialize<'de> for Polynomials {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Polynomials, D::Error> {
        struct Lines;
        impl<'de> Visitor<'de> for Lines {
            type Value = Polynomials;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "a list of counts with coefficients")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut lines: A) -> Result<Polynomials, A::Error> {
                let (mut m, mut entries) = (0, Vec::new());
                while let Some(line) = lines.next_element::<Vec<i64>>()? {
                    let (count, coefficients) = line
                        .split_first()
                        .ok_or_else(|| A::Error::custom("an empty line"))?;
                    if entries.is_empty() {
                        m = coefficients.len();
                    }
                    let entry = u64::try_from(*count)
                        .ok()
                        .filter(|&c| c > 0 && coefficients.len() == m)
                        .and_then(|c| pack_checked(coefficients, c))
                        .ok_or_else(|| A::Error::custom("a polynomial that cannot be"))?;
                    entries.push(entry);
                }
                Ok(Polynomials { m, entries })
            }
        }
        deserializer.deserialize_seq(Lines)
    }
}

impl Part {
    /// The part as a text that [`Part::from_json`] reads.
    pub fn to_json(&self) -> String {
        let file = File {
            schema: SCHEMA.into(),
            n: self.n,
            share: self.index + 1,
            of: self.of,
            smallest: self.smallest.as_slice().into(),
            largest: self.largest.as_slice().into(),
            polynomials: Polynomials {
                m: self.n - 1,
                entries: self.table.entries().to_vec(),
            },
        };
        serde_json::to_string(&file).expect("plain data")
    }
    /// Reads a part.
    ///
    /// # Errors
    /// [`MergeError::NotAPart`] for anything that cannot be one.
    pub fn from_json(text: &str) -> Result<Part, MergeError> {
        let wrong = |why: &str| MergeError::NotAPart(why.to_string());
        let file: File = serde_json::from_str(text).map_err(|e| wrong(&e.to_string()))?;
        if file.schema != SCHEMA {
            return Err(wrong(&format!("its schema is not {SCHEMA}")));
        }
        if !super::LENGTHS.contains(&file.n) || file.share == 0 || file.share > file.of {
            return Err(wrong("its length or share does not exist"));
        }
        let listed = || file.smallest.iter().chain(file.largest.iter());
        if listed().any(|p| p.len() != file.n || !is_cycle(p)) {
            return Err(wrong("a pattern is not a cycle of its length"));
        }
        let Polynomials { m, entries } = file.polynomials;
        let sum: u64 = entries.iter().map(|&e| times(e)).sum();
        if !entries.is_empty() && m + 1 != file.n || sum > count(file.n) {
            return Err(wrong("its polynomials do not fit its length"));
        }
        Ok(Part {
            n: file.n,
            index: file.share - 1,
            of: file.of,
            table: Table::new(entries),
            smallest: file.smallest.into_owned(),
            largest: file.largest.into_owned(),
        })
    }
}
