//! Perron vectors and rational Collatz-Wielandt vectors, written so that a reader can check them entry by entry.

use super::ReportError;
use super::covering::in_row;
use super::escape::{Tex, width};
use super::number::{Numbers, rational};
use super::table::Table;
use super::view::View;
use crate::certificate::{Num, Ratio};
use crate::num::Number;
use crate::num::rational::{Int, Rat, decimal_of_scaled, rat_int};
use num_traits::{Signed, Zero};

/// The longest vector that is printed.
pub const LONGEST: usize = 60;
/// Vectors up to this length are checked in aligned lines, longer ones in a table.
const LINES: usize = 6;

/// An exact left eigenvector on one component, ready to be printed.
pub struct Exact<'a> {
    /// The indices of the component.
    pub block: &'a [usize],
    /// The entries.
    pub left: &'a [Num],
    /// The formatter of the field of `rho`.
    pub numbers: &'a Numbers,
    /// How `rho` is written.
    pub rho: &'a Tex,
}

impl Exact<'_> {
    fn short(&self) -> bool {
        self.left.iter().all(|u| self.numbers.is_short(u))
    }
    /// `u=(u_1,u_2)=(\varphi-1,1)` for a display, if it fits.
    pub fn vector(&self, view: &View) -> Option<Tex> {
        if self.block.len() > LINES || !self.short() {
            return None;
        }
        let names: Vec<String> = self.block.iter().map(|i| format!("u_{{{i}}}")).collect();
        let entries: Vec<String> = self.left.iter().map(|u| self.numbers.exact(u).0).collect();
        let text = format!(
            "u=({})=\\bigl({}\\bigr)",
            names.join(",\\,"),
            entries.join(",\\;")
        );
        (width(&text) <= view.place.line).then_some(Tex(text))
    }
    /// The sum of the entries over the arrows into `j`, as indices and as a number.
    fn column(&self, view: &View, j: usize) -> (Vec<usize>, Number) {
        let mut sum = Number::zero();
        let mut from = Vec::new();
        for (i, u) in self.block.iter().zip(self.left) {
            if in_row(view, *i, j) {
                from.push(*i);
                sum = &sum + &self.numbers.number(u);
            }
        }
        (from, sum)
    }
    /// `u A_S = rho u`, one aligned line for each entry.
    pub fn lines(&self, view: &View) -> Option<Tex> {
        self.vector(view)?;
        let mut lines = Vec::new();
        for j in self.block {
            let (from, sum) = self.column(view, *j);
            let terms: Vec<String> = from.iter().map(|i| format!("u_{{{i}}}")).collect();
            let value = self.numbers.exact(&Num(sum.coeffs()));
            let rho_u = format!("{}\\,u_{{{j}}}", self.rho);
            lines.push(format!(
                "(uA_S)_{{{j}}}&={}={value}={rho_u}",
                terms.join("+")
            ));
        }
        if lines.iter().any(|l| width(l) > view.place.line) {
            return None;
        }
        Some(Tex(lines.join(",\\\\ ") + "."))
    }
    /// The same as a table: `j`, `u_j`, where the arrows come from, the sum.
    pub fn table(&self, view: &View) -> Option<Tex> {
        if self.block.len() > LONGEST || !self.short() {
            return None;
        }
        let mut rows = Vec::new();
        for (j, u) in self.block.iter().zip(self.left) {
            let (from, sum) = self.column(view, *j);
            let sum = Num(sum.coeffs());
            if !self.numbers.is_short(&sum) {
                return None;
            }
            let from: Vec<String> = from.iter().map(|i| format!("u_{{{i}}}")).collect();
            let cell = if from.len() > 4 {
                format!("${}+\\dots+{}$", from[0], from[from.len() - 1])
            } else {
                format!("${}$", from.join("+"))
            };
            rows.push(vec![
                Tex(format!("${j}$")),
                self.numbers.exact(u).math(),
                Tex(cell),
                self.numbers.exact(&sum).math(),
            ]);
        }
        let head = ["$j$", "$u_j$", "$(uA_S)_j$ is", "$=\\rho u_j$"]
            .map(|h| Tex(h.replace("\\rho", &self.rho.0)));
        let table = Table {
            columns: "rlll".into(),
            over: None,
            head: head.to_vec(),
            rows,
        };
        (table.width() <= view.place.table(14)).then(|| table.render(view.place.rules))
    }
    /// A rational vector below the exact one: each entry cut to four decimals.
    pub fn cut(&self, n: usize) -> Vec<Rat> {
        let scale = rat_int(10_000);
        let mut out = vec![Rat::zero(); n];
        for (i, u) in self.block.iter().zip(self.left) {
            let low = self.numbers.number(u).enclosure(64).0;
            out[*i] = ((low * &scale).floor() / &scale).max(Rat::zero());
        }
        out
    }
}

/// `v A` for a rational row vector.
fn times(view: &View, v: &[Rat]) -> Vec<Rat> {
    let mut out = vec![Rat::zero(); view.n()];
    for (i, (lo, hi)) in view.map.partition.rows.iter().enumerate() {
        if !v[i].is_zero() {
            out[*lo..*hi].iter_mut().for_each(|o| *o += &v[i]);
        }
    }
    out
}

/// The least ratio `(vA)_j / v_j` over the positive entries, and where it is attained.
pub fn least_ratio(view: &View, v: &[Rat]) -> Option<(Rat, usize)> {
    let image = times(view, v);
    let positive = (0..v.len()).filter(|j| v[*j].is_positive());
    positive.map(|j| (&image[j] / &v[j], j)).min()
}

/// The table `j`, `v_j`, `(vA)_j` and their ratio (cut to six decimals), if it is short enough; two columns of them
/// side by side when there are many.
pub fn table(view: &View, v: &[Rat]) -> Option<Tex> {
    let support: Vec<usize> = (0..v.len()).filter(|j| v[*j].is_positive()).collect();
    if support.len() > LONGEST || support.is_empty() {
        return None;
    }
    let image = times(view, v);
    let cells = |j: &usize| {
        let ratio = &image[*j] / &v[*j];
        let cut: Int = (ratio * rat_int(1_000_000)).floor().to_integer();
        let decimal = decimal_of_scaled(&cut, 6);
        let number =
            |r: &Rat| finite(r).map_or_else(|| rational(r).math(), |d| Tex(format!("${d}$")));
        vec![
            Tex(format!("${j}$")),
            number(&v[*j]),
            number(&image[*j]),
            Tex(format!("${decimal}$")),
        ]
    };
    let head = ["$j$", "$v_j$", "$(vA)_j$", "ratio $\\ge$"]
        .map(|h| Tex(h.to_string()))
        .to_vec();
    let many = support.len() > 12;
    let half = if many {
        support.len().div_ceil(2)
    } else {
        support.len()
    };
    let mut rows: Vec<Vec<Tex>> = support[..half].iter().map(cells).collect();
    let mut columns = "rlll".to_string();
    let mut full_head = head.clone();
    if many {
        columns.push_str("@{\\qquad}rlll");
        full_head.extend(head);
        for (k, row) in rows.iter_mut().enumerate() {
            row.extend(
                support
                    .get(half + k)
                    .map_or_else(|| vec![Tex::default(); 4], cells),
            );
        }
    }
    let table = Table {
        columns,
        over: None,
        head: full_head,
        rows,
    };
    (table.width() <= view.place.table(24)).then(|| table.render(view.place.rules))
}

/// The decimal of a rational whose decimal expansion ends within six places.
fn finite(r: &Rat) -> Option<String> {
    let scaled = r * rat_int(1_000_000);
    if !scaled.is_integer() {
        return None;
    }
    let text = decimal_of_scaled(&scaled.to_integer(), 6);
    Some(text.trim_end_matches('0').trim_end_matches('.').to_string())
}

/// The entries of a rational vector of the certificate.
pub fn entries(v: &[Ratio]) -> Vec<Rat> {
    v.iter().map(|r| r.0.clone()).collect()
}

/// A formatter's error turned around: is `n` an entry equal to one?
pub fn is_one(n: &Num) -> Result<bool, ReportError> {
    Ok(n.to_rational().is_some_and(|r| r == rat_int(1)))
}
