//! Obligation `vertices`: a graph that increases in `x` and stays in the domain; for an orbit, one cycle.

use super::Checked;
use super::context::Context;
use super::reason::{At, Fault, Reason, ensure};
use crate::certificate::{Kind, MapCertificate};
use std::cmp::Ordering;

/// At least two vertices, strictly increasing, values between the first and the last `x`; an orbit's values are its
/// points and following them visits every point before returning.
pub fn check(ctx: &Context, map: &MapCertificate) -> Result<Checked, Fault> {
    let v = &ctx.vertices;
    ensure(v.len() >= 2, Reason::VertexOrder).at(|| "vertices".into())?;
    for (i, w) in v.windows(2).enumerate() {
        let less = ctx
            .reals
            .cmp(&w[0].0, &w[1].0)
            .at(|| format!("vertices[{i}]"))?
            == Ordering::Less;
        ensure(less, Reason::VertexOrder).at(|| format!("vertices[{}]", i + 1))?;
    }
    let (a, b) = (&v[0].0, &v[v.len() - 1].0);
    for (i, (_, y)) in v.iter().enumerate() {
        let inside = ctx
            .reals
            .sign(&y.sub(a))
            .and_then(|l| Ok(l >= 0 && ctx.reals.sign(&b.sub(y))? >= 0));
        ensure(
            inside.at(|| format!("vertices[{i}]"))?,
            Reason::LeavesDomain,
        )
        .at(|| format!("vertices[{i}]"))?;
    }
    if map.kind == Kind::Orbit {
        one_cycle(ctx)?;
    }
    Ok(Checked::lines(1))
}

fn one_cycle(ctx: &Context) -> Result<(), Fault> {
    let mut images = Vec::new();
    for (i, (_, y)) in ctx.vertices.iter().enumerate() {
        let place = || format!("vertices[{i}]");
        let image = ctx
            .find_vertex(y)
            .at(place)?
            .map_err(|_| Reason::NotOneCycle)
            .at(place)?;
        images.push(image);
    }
    ensure(is_cycle(&images), Reason::NotOneCycle).at(|| "vertices".into())
}

/// Does `images` permute its indices in one cycle? Entries out of range: no.
pub fn is_cycle(images: &[usize]) -> bool {
    let (mut at, mut steps) = (0, 0);
    loop {
        let Some(&next) = images.get(at) else {
            return false;
        };
        (at, steps) = (next, steps + 1);
        if at == 0 {
            return steps == images.len();
        }
        if steps >= images.len() {
            return false;
        }
    }
}
