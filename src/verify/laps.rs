//! Obligation `laps`: one more than the number of sign changes among the non-zero slopes of `f^t`, for each `t` listed.
//!
//! Closed: slope words of intervals. Not closed: the same recursion on directed intervals between exact numbers,
//! `word_t(u -> v)` is the concatenation of `word_(t-1)(f(c) -> f(c'))` over neighbouring vertices and ends `c, c'` on the
//! way from `u` to `v`. Only the ends vary, so the number of directed intervals grows by a constant with each `t`.

use super::Checked;
use super::context::Context;
use super::counts::{Summary, Words};
use super::exact::Elem;
use super::limits::{MAX_ITERATE, at_most};
use super::reason::{At, Fault, Reason, ensure};
use super::{polynomial, polynomial_laps};
use crate::certificate::{Kind, MapCertificate};
use crate::num::rational::Int;
use std::collections::HashMap;

const MAX_DIRECTED: usize = 400_000;

/// Compares each number with the recomputed one.
pub fn check(ctx: &Context, map: &MapCertificate) -> Result<Checked, Fault> {
    at_most("counts", map.laps.len(), MAX_ITERATE as usize).at(|| "laps".into())?;
    let expected = expected(ctx, map, map.laps.len())?;
    for (i, (claimed, expected)) in map.laps.iter().zip(expected).enumerate() {
        let found = claimed.0.clone();
        ensure(expected == found, Reason::Count { expected, found }).at(|| format!("laps[{i}]"))?;
    }
    Ok(Checked::lines(map.laps.len()))
}

/// The laps of `f^t` for `t = 1..=upto`.
pub fn expected(ctx: &Context, map: &MapCertificate, upto: usize) -> Result<Vec<Int>, Fault> {
    let counts = match map.kind {
        Kind::Polynomial => polynomial_laps::laps(ctx.budget, &polynomial::read(map)?, upto),
        _ if map.partition.closed => closed_laps(ctx, upto),
        _ => open_laps(ctx, upto),
    };
    counts.at(|| "laps".into())
}

fn closed_laps(ctx: &Context, upto: usize) -> Result<Vec<Int>, Reason> {
    let images = ctx.closed_images();
    let mut words = Words::slopes(&images);
    (0..upto)
        .map(|_| {
            words.step(ctx.budget)?;
            Ok(words.changes() + 1)
        })
        .collect()
}

/// `laps(f,t)` for `t = 1..=upto` from the vertices alone.
pub fn open_laps(ctx: &Context, upto: usize) -> Result<Vec<Int>, Reason> {
    let graph = Directed::new(ctx, upto)?;
    let signs: Result<Vec<Summary>, Reason> = graph
        .ends
        .iter()
        .map(|(u, v)| Ok(Summary::letter(ctx.reals.sign(&v.sub(u))? as i8)))
        .collect();
    let changes = graph.changes(ctx, signs?, upto)?;
    Ok(changes.into_iter().map(|c| c + 1).collect())
}

/// All directed intervals that the domain reaches within some steps; the domain itself comes first.
pub struct Directed {
    /// Where each one starts and ends.
    pub ends: Vec<(Elem, Elem)>,
    children: Vec<Vec<usize>>,
}

impl Directed {
    /// The changes in the words of the domain for `t = 1..=upto` (at most the depth), from the words for `t = 0`.
    pub fn changes(
        &self,
        ctx: &Context,
        mut words: Vec<Summary>,
        upto: usize,
    ) -> Result<Vec<Int>, Reason> {
        let mut out = Vec::with_capacity(upto);
        for t in 1..=upto {
            ctx.budget
                .spend((self.children.len() * (20 + t / 8)) as u64)?;
            let next = self.children.iter().map(|children| {
                children
                    .iter()
                    .fold(Summary::letter(0), |word, child| word.then(&words[*child]))
            });
            words = next.collect();
            out.push(words[0].changes.clone());
        }
        Ok(out)
    }
    /// Those that the domain reaches within `depth` steps.
    pub fn new(ctx: &Context, depth: usize) -> Result<Directed, Reason> {
        let mut points: HashMap<Elem, usize> = HashMap::new();
        let mut values: Vec<Elem> = Vec::new();
        let mut intern = |x: Elem| {
            let fresh = values.len();
            let id = *points.entry(x.clone()).or_insert(fresh);
            if id == fresh {
                values.push(x);
            }
            id
        };
        let (a, b) = (
            intern(ctx.vertices[0].0.clone()),
            intern(ctx.vertices[ctx.vertices.len() - 1].0.clone()),
        );
        let mut list = vec![(
            a,
            b,
            ctx.vertices[0].0.clone(),
            ctx.vertices[ctx.vertices.len() - 1].0.clone(),
        )];
        let mut ids = HashMap::from([((a, b), 0)]);
        let mut out = Directed {
            ends: Vec::new(),
            children: Vec::new(),
        };
        let (mut at, mut level_end, mut level) = (0, 1, 0);
        while at < list.len() {
            if at == level_end {
                (level, level_end) = (level + 1, list.len());
            }
            let (_, _, u, v) = list[at].clone();
            let mut children = Vec::new();
            if level < depth {
                for w in route(ctx, &u, &v)?.windows(2) {
                    let key = (intern(w[0].clone()), intern(w[1].clone()));
                    let fresh = list.len();
                    let id = *ids.entry(key).or_insert(fresh);
                    if id == fresh {
                        at_most("directed intervals", fresh, MAX_DIRECTED)?;
                        list.push((key.0, key.1, w[0].clone(), w[1].clone()));
                    }
                    children.push(id);
                }
            }
            out.ends.push((u, v));
            out.children.push(children);
            at += 1;
        }
        Ok(out)
    }
}

/// The values of `f` at `u`, at the vertices strictly between, and at `v`.
fn route(ctx: &Context, u: &Elem, v: &Elem) -> Result<Vec<Elem>, Reason> {
    let value = |x: &Elem| ctx.eval(x)?.ok_or(Reason::LeavesDomain);
    let forward = ctx.reals.sign(&v.sub(u))? >= 0;
    let (lo, hi) = if forward { (u, v) } else { (v, u) };
    let first = ctx.find_vertex(lo)?.map_or_else(|at| at, |at| at + 1);
    let end = ctx.find_vertex(hi)?.unwrap_or_else(|at| at).max(first);
    ctx.budget.spend(20 * (end - first) as u64)?;
    let mut out = vec![value(lo)?];
    out.extend(ctx.vertices[first..end].iter().map(|w| w.1.clone()));
    out.push(value(hi)?);
    if !forward {
        out.reverse();
    }
    Ok(out)
}
