//! Obligation `certify.three_points`: triples that no affine function follows closely (Theorem 12).
//!
//! If `F(s2)` is at least `2 e` off the chord through `(s1, F(s1))` and `(s3, F(s3))`, an affine function within less than
//! `e` of `F` at `s1` and `s3` is within less than `e` of the chord at `s2`, hence further than `e` from `F(s2)`. So a
//! breakpoint lies strictly inside each triple; `N` triples that do not overlap need `N + 1` pieces.

use super::Checked;
use super::context::Context;
use super::exact::Elem;
use super::iterate::Iterates;
use super::levels::increasing;
use super::reason::{At, Fault, Reason, ensure};
use super::sizes::check_cells;
use crate::certificate::{Between, Kind, MapCertificate, Norm, Num};
use crate::num::rational::Int;

/// Checks every row of every block.
pub fn check(ctx: &Context, map: &MapCertificate) -> Result<Checked, Fault> {
    let iterates = Iterates::new(ctx);
    let mut lines = 0;
    for (b, block) in map.certify.iter().enumerate() {
        let line = format!("certify[{b}].three_points");
        if block.three_points.is_empty() {
            continue;
        }
        let Between::Tolerance { error } = &block.between else {
            return Err(Reason::Presence { required: false }).at(|| line);
        };
        let belongs = map.kind == Kind::Map && block.norms.contains(&Norm::Sup);
        ensure(belongs, Reason::Presence { required: false }).at(|| line.clone())?;
        increasing(block.three_points.iter().map(|r| r.iterate)).at(|| line.clone())?;
        let error = ctx.read(error).at(|| line.clone())?;
        let twice = error.add(&error);
        for (i, row) in block.three_points.iter().enumerate() {
            let line = format!("{line}[{i}]");
            ensure(!row.triples.is_empty(), Reason::Triples).at(|| format!("{line}.triples"))?;
            let mut last: Option<Elem> = None;
            for (n, (s1, s2, s3)) in row.triples.iter().enumerate() {
                let place = || format!("{line}.triples[{n}]");
                let s = read(ctx, [s1, s2, s3], last.as_ref()).at(place)?;
                let values = s.each_ref().map(|s| iterates.value(s, row.iterate));
                let [v1, v2, v3] = values;
                let values = [v1.at(place)?, v2.at(place)?, v3.at(place)?];
                check_distance(ctx, &s, &values, &twice).at(place)?;
                let [_, _, end] = s;
                last = Some(end);
            }
            let pieces = Int::from(row.triples.len() + 1);
            lines += 1 + check_cells(ctx, block, &row.widths, &pieces, &line)?;
        }
    }
    Ok(Checked::lines(lines))
}

/// `last <= s1 < s2 < s3`.
fn read(ctx: &Context, s: [&Num; 3], last: Option<&Elem>) -> Result<[Elem; 3], Reason> {
    let [s1, s2, s3] = s.map(|s| ctx.read(s));
    let s = [s1?, s2?, s3?];
    if let Some(last) = last {
        ensure(ctx.reals.sign(&s[0].sub(last))? >= 0, Reason::Triples)?;
    }
    for w in s.windows(2) {
        ensure(ctx.reals.sign(&w[1].sub(&w[0]))? > 0, Reason::Triples)?;
    }
    Ok(s)
}

/// `|(v2 - v1)(s3 - s1) - (v3 - v1)(s2 - s1)| >= 2 e (s3 - s1)`.
fn check_distance(ctx: &Context, s: &[Elem; 3], v: &[Elem; 3], twice: &Elem) -> Result<(), Reason> {
    let (reals, width) = (&ctx.reals, s[2].sub(&s[0]));
    let rise = reals.mul(&v[1].sub(&v[0]), &width);
    let chord = reals.mul(&v[2].sub(&v[0]), &s[1].sub(&s[0]));
    let off = reals.abs(&rise.sub(&chord))?;
    let slack = off.sub(&reals.mul(twice, &width));
    ensure(reals.sign(&slack)? >= 0, Reason::NearChord)
}
