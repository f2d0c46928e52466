//! Obligation `layers`: for which iterates one hidden layer needs as many neurons as there are pieces, or one less.
//!
//! The iterate is composed from the vertices. `left` is a set of breakpoints whose jumps of slope sum to minus the first
//! slope; where it is null the sums of all sets of jumps are formed, in two halves, and none may be that number.

use super::Checked;
use super::context::Context;
use super::exact::Elem;
use super::limits::{MAX_ITERATE, MAX_POINTS, at_most};
use super::reason::{At, Fault, Reason, ensure};
use crate::certificate::{Kind, LayerRow, MapCertificate};
use crate::num::rational::Int;
use num_integer::Integer;
use num_traits::{One, Zero};
use std::collections::HashSet;

/// The most jumps for which all sets are searched.
const MOST_JUMPS: usize = 30;

/// Checks every row; null exactly for orbits and if the partition is not closed.
pub fn check(ctx: &Context, map: &MapCertificate) -> Result<Checked, Fault> {
    let place = || "layers".to_string();
    let required = map.kind == Kind::Map && map.partition.closed;
    ensure(
        map.layers.is_some() == required,
        Reason::Presence { required },
    )
    .at(place)?;
    let rows = map.layers.as_deref().unwrap_or_default();
    at_most("rows", rows.len(), MAX_ITERATE as usize).at(place)?;
    let increasing = rows.windows(2).all(|w| w[0].iterate < w[1].iterate);
    ensure(
        increasing && rows.first().is_none_or(|r| r.iterate > 0),
        Reason::Increasing,
    )
    .at(place)?;
    let largest = rows.last().map_or(0, |r| r.iterate);
    ensure(
        largest <= MAX_ITERATE,
        Reason::limit("iterate", MAX_ITERATE, largest),
    )
    .at(place)?;
    let separated = map.field.as_ref().is_none_or(|f| f.irreducible.is_some());
    let mut power = Power::first(ctx).at(place)?;
    let mut exponent = 1;
    for (i, row) in rows.iter().enumerate() {
        while exponent < row.iterate {
            power = power.next(ctx).at(place)?;
            exponent += 1;
        }
        let line = || format!("layers[{i}].left");
        let right = match &row.left {
            Some(left) => reaches_zero(ctx, &power.slopes, left).at(line)?,
            None => {
                at_most("jumps", power.slopes.len() - 1, MOST_JUMPS).at(line)?;
                separated && !some_set_reaches_zero(ctx, &power.slopes).at(line)?
            }
        };
        ensure(right, Reason::Layer { iterate: exponent }).at(line)?;
    }
    Ok(Checked::lines(rows.len()))
}

/// The width of one hidden layer for `f^s` that the rows allow to state: `pieces - 1` where neurons look left.
pub fn width(rows: &[LayerRow], s: u64, pieces: &Int) -> Int {
    let fewer = rows
        .binary_search_by_key(&s, |r| r.iterate)
        .is_ok_and(|i| rows[i].left.is_some());
    pieces - u32::from(fewer)
}

/// An iterate by the vertices at which its slope changes (and the two ends), and the slopes between them.
struct Power {
    vertices: Vec<(Elem, Elem)>,
    slopes: Vec<Elem>,
}

impl Power {
    fn first(ctx: &Context) -> Result<Power, Reason> {
        Power::simplified(ctx, ctx.vertices.clone())
    }
    /// Drops the vertices on straight lines.
    fn simplified(ctx: &Context, all: Vec<(Elem, Elem)>) -> Result<Power, Reason> {
        let mut out = Power {
            vertices: Vec::new(),
            slopes: Vec::new(),
        };
        for w in all.windows(2) {
            let (run, rise) = (w[1].0.sub(&w[0].0), w[1].1.sub(&w[0].1));
            ctx.budget.spend(50 * (run.words() + rise.words()))?;
            let slope = ctx.reals.mul(&rise, &ctx.reals.inverse(&run)?);
            let bends = match out.slopes.last() {
                Some(before) => !ctx.reals.equal(before, &slope)?,
                None => true,
            };
            if bends {
                out.vertices.push(w[0].clone());
                out.slopes.push(slope);
            }
        }
        out.vertices.extend(all.last().cloned());
        Ok(out)
    }
    /// `f` after this iterate.
    fn next(&self, ctx: &Context) -> Result<Power, Reason> {
        let mut all = Vec::new();
        for w in self.vertices.windows(2) {
            let ((x0, y0), (x1, y1)) = (&w[0], &w[1]);
            all.push((x0.clone(), value(ctx, y0)?));
            let (from, to) = (ctx.find_vertex(y0)?, ctx.find_vertex(y1)?);
            let (Ok(a) | Err(a), Ok(b) | Err(b)) = (from, to);
            // The vertices strictly between the two values, in the direction in which they are met.
            let up: Vec<usize> = (a + usize::from(from.is_ok())..b).collect();
            let down: Vec<usize> = (b + usize::from(to.is_ok())..a).rev().collect();
            let met = if up.is_empty() { down } else { up };
            if met.is_empty() {
                continue;
            }
            let per = ctx.reals.mul(&x1.sub(x0), &ctx.reals.inverse(&y1.sub(y0))?);
            for i in met {
                let (p, v) = &ctx.vertices[i];
                ctx.budget.spend(50 * (p.words() + per.words()))?;
                all.push((x0.add(&ctx.reals.mul(&p.sub(y0), &per)), v.clone()));
            }
            at_most("vertices of an iterate", all.len(), MAX_POINTS)?;
        }
        if let Some((x, y)) = self.vertices.last() {
            all.push((x.clone(), value(ctx, y)?));
        }
        Power::simplified(ctx, all)
    }
}

fn value(ctx: &Context, y: &Elem) -> Result<Elem, Reason> {
    ctx.eval(y)?.ok_or(Reason::LeavesDomain)
}

/// Increasing breakpoints, whose jumps and the first slope sum to zero.
fn reaches_zero(ctx: &Context, slopes: &[Elem], left: &[usize]) -> Result<bool, Reason> {
    let inside = left.iter().all(|i| (1..slopes.len()).contains(i));
    if !inside || !left.windows(2).all(|w| w[0] < w[1]) {
        return Ok(false);
    }
    let mut sum = slopes[0].clone();
    for &i in left {
        sum = sum.add(&slopes[i].sub(&slopes[i - 1]));
    }
    Ok(ctx.reals.sign(&sum)? == 0)
}

/// Do the first slope and the jumps of some set sum to zero? Numbers are compared by their coefficients.
fn some_set_reaches_zero(ctx: &Context, slopes: &[Elem]) -> Result<bool, Reason> {
    let mut terms: Vec<Elem> = slopes.windows(2).map(|w| w[1].sub(&w[0])).collect();
    terms.push(slopes[0].clone());
    let den = terms.iter().fold(Int::one(), |l, x| l.lcm(x.denominator()));
    let degree = ctx.reals.degree();
    let list = |x: &Elem| -> Vec<Int> {
        let (num, d) = (x.numerators(), x.denominator());
        let scaled = |i: usize| num.get(i).map_or_else(Int::zero, |c| c * (&den / d));
        (0..degree).map(scaled).collect()
    };
    let lists: Vec<Vec<Int>> = terms.iter().map(list).collect();
    let (jumps, first) = lists.split_at(terms.len() - 1);
    let (one, other) = jumps.split_at(jumps.len() / 2);
    let words = den.bits() / 64 + 4;
    let work = (1_u64 << (other.len() + 1)) * degree as u64 * words;
    ctx.budget.spend(work.saturating_mul(20))?;
    let plus =
        |a: &Vec<Int>, b: &Vec<Int>| -> Vec<Int> { a.iter().zip(b).map(|(x, y)| x + y).collect() };
    let sums = |start: Vec<Int>, jumps: &[Vec<Int>]| {
        let mut all = HashSet::from([start]);
        for jump in jumps {
            let more: Vec<Vec<Int>> = all.iter().map(|s| plus(s, jump)).collect();
            all.extend(more);
        }
        all
    };
    let known = sums(first[0].clone(), one);
    let zero = vec![Int::zero(); degree];
    Ok(sums(zero, other)
        .iter()
        .any(|s| known.contains(&s.iter().map(|c| -c).collect::<Vec<Int>>())))
}
