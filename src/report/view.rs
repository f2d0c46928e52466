//! What all sections about one map share: its formatter, labels, headings and small questions.

use super::escape::{self, Tex};
use super::number::Numbers;
use super::symbols::Symbols;
use super::table::Rules;
use super::{ReportError, Templates};
use crate::certificate::{Kind, MapCertificate, Num};
use std::collections::BTreeMap;

/// Where a map stands in its document.
#[derive(Clone, Debug)]
pub struct Place {
    /// Are there several maps?
    pub many: bool,
    /// The prefix of labels that belong to the whole document: `orb:golden`.
    pub doc: String,
    /// The sectioning command of the document: `\section`.
    pub h1: &'static str,
    /// The sectioning command inside a map.
    pub h: &'static str,
    /// The widest line of a display or a table, in digits of the text font.
    pub line: usize,
    /// Is the text a fragment of a paper?
    pub fragment: bool,
    /// How tables are ruled.
    pub rules: Rules,
    /// Is the text for a page, where tables scroll and pictures are SVG?
    pub web: bool,
    /// The templates.
    pub templates: Templates,
    /// The author's symbols; the text of a section is still in the usual ones.
    pub symbols: Symbols,
    /// Does the part on a map open with its statement? (Not where the abstract of the document says the same.)
    pub opens: bool,
    /// Label of the lemma on paths and of the theorem on widths that have complete proofs, once they are printed.
    pub proved: (Option<String>, Option<String>),
}

impl Place {
    /// The widest table, in digits: `extra` more than a line where tables are set in the size of the text; a fragment
    /// sets them smaller, in columns that may be narrow. A page lets wide ones scroll.
    pub fn table(&self, extra: usize) -> usize {
        if self.web {
            return usize::MAX;
        }
        self.line + if self.fragment { extra.min(10) } else { extra }
    }
}

/// One map with everything needed to print it.
pub struct View<'a> {
    /// The data.
    pub map: &'a MapCertificate,
    /// The formatter of its field.
    pub numbers: Numbers,
    /// Label prefix: `orb:golden`.
    pub id: String,
    /// Where it stands.
    pub place: Place,
    index: BTreeMap<Vec<crate::num::Rat>, usize>,
}

impl<'a> View<'a> {
    /// The view of one map.
    pub fn new(map: &'a MapCertificate, place: Place) -> Result<View<'a>, ReportError> {
        let numbers = Numbers::new(map.field.as_ref())?;
        let index = map
            .partition
            .points
            .iter()
            .enumerate()
            .map(|(i, p)| (p.0.clone(), i))
            .collect();
        Ok(View {
            map,
            numbers,
            id: label(&map.name),
            place,
            index,
        })
    }
    /// The number of intervals.
    pub fn n(&self) -> usize {
        self.map.partition.rows.len()
    }
    /// Is it an orbit of an unknown map?
    pub fn orbit(&self) -> bool {
        self.map.kind == Kind::Orbit
    }
    /// Is it a Markov partition of the map?
    pub fn closed(&self) -> bool {
        self.map.partition.closed && self.map.kind != Kind::Polynomial
    }
    /// The piecewise-linear map that is counted: `f`, or `\ell` for an orbit.
    pub fn g(&self) -> &'static str {
        if self.orbit() { "\\ell" } else { "f" }
    }
    /// The index of a number in the partition.
    pub fn point_index(&self, n: &Num) -> Option<usize> {
        self.index.get(&n.0).copied()
    }
    /// The domain as math: `[0,1]`.
    pub fn domain(&self) -> Result<Tex, ReportError> {
        let points = &self.map.vertices;
        let (first, last) = (&points[0].0, &points[points.len() - 1].0);
        Ok(Tex(format!(
            "[{},{}]",
            self.numbers.short(first)?,
            self.numbers.short(last)?
        )))
    }
    /// The images of the points `0..=n` where the partition is closed.
    pub fn image(&self, i: usize) -> Option<usize> {
        self.map.partition.images.get(i).copied().flatten()
    }
    /// The indices whose interval covers interval `j`.
    pub fn covered_by(&self, j: usize) -> Vec<usize> {
        let rows = self.map.partition.rows.iter().enumerate();
        rows.filter(|(_, (lo, hi))| (*lo..*hi).contains(&j))
            .map(|(i, _)| i)
            .collect()
    }
    /// The name in typewriter.
    pub fn name(&self) -> Result<Tex, ReportError> {
        escape::code(&self.map.name).map_err(|u| ReportError::unprintable("the name of a map", u))
    }
    /// If the map connects the dots of a permutation of `1..=n`: its entries. Some of the dots may lie on a line with
    /// their neighbours and so be no vertices; then the partition has them all.
    pub fn permutation(&self) -> Option<Vec<usize>> {
        self.by_vertices().or_else(|| self.by_partition())
    }
    /// The permutation of the points of a closed partition `1, ..., n`, on which `f` is affine in between.
    fn by_partition(&self) -> Option<Vec<usize>> {
        let points = &self.map.partition.points;
        let mut counted = points.iter().zip(1i64..);
        let whole = counted.all(|(p, i)| p.to_rational() == Some(crate::num::rational::rat(i, 1)));
        if !self.closed() || !whole {
            return None;
        }
        let images = (0..points.len()).map(|i| Some(self.image(i)? + 1));
        let images: Vec<usize> = images.collect::<Option<_>>()?;
        let mut sorted = images.clone();
        sorted.sort_unstable();
        sorted
            .iter()
            .zip(1..)
            .all(|(a, b)| *a == b)
            .then_some(images)
    }
    /// If the vertices are `(1, v_1), ..., (n, v_n)` with a permutation `v`: the entries `v_i`.
    fn by_vertices(&self) -> Option<Vec<usize>> {
        let small = |n: &Num| {
            n.to_rational()
                .filter(|r| r.is_integer())
                .and_then(|r| usize::try_from(r.to_integer()).ok())
        };
        let n = self.map.vertices.len();
        let mut out = Vec::with_capacity(n);
        let mut seen = vec![false; n + 1];
        for (i, (x, y)) in self.map.vertices.iter().enumerate() {
            let y = small(y)?;
            if small(x)? != i + 1 || y == 0 || y > n || std::mem::replace(&mut seen[y], true) {
                return None;
            }
            out.push(y);
        }
        Some(out)
    }
}

/// The label prefix of a map: letters, digits and hyphens survive.
pub fn label(name: &str) -> String {
    let body: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    format!("orb:{body}")
}
