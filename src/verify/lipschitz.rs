//! Obligations `lipschitz` and `constant_slope`, recomputed from the vertices without a division.

use super::Checked;
use super::context::Context;
use super::exact::Elem;
use super::reason::{At, Fault, Reason, ensure};
use crate::certificate::{Kind, MapCertificate};

/// Map: `|dy| <= L dx` on every segment with equality on one. Orbit: null, or `|dy| <= L dx` (a hypothesis on `f`).
/// `constant_slope` holds exactly if all `|dy_i| dx_0 = |dy_0| dx_i` and `dy_0` is not zero.
pub fn check(ctx: &Context, map: &MapCertificate) -> Result<Checked, Fault> {
    if map.kind == Kind::Polynomial {
        // Checked against the derivative.
        return Ok(Checked::default());
    }
    let segments = rises(ctx).at(|| "vertices".into())?;
    let place = || "lipschitz".to_string();
    match (&map.lipschitz, map.kind) {
        (None, Kind::Map) => Err(Reason::Lipschitz { missing: true }).at(place)?,
        (None, Kind::Orbit | Kind::Polynomial) => {}
        (Some(constant), kind) => {
            let constant = ctx.read(constant).at(place)?;
            let tight = bounds_all(ctx, &segments, &constant).at(place)?;
            ensure(
                tight || kind == Kind::Orbit,
                Reason::Lipschitz { missing: false },
            )
            .at(place)?;
        }
    }
    let found = constant_slope(ctx, &segments).at(|| "constant_slope".into())?;
    ensure(map.constant_slope == found, Reason::ConstantSlope { found })
        .at(|| "constant_slope".into())?;
    Ok(Checked::lines(2))
}

/// `(dx, |dy|)` of each segment.
fn rises(ctx: &Context) -> Result<Vec<(Elem, Elem)>, Reason> {
    ctx.vertices
        .windows(2)
        .map(|w| Ok((w[1].0.sub(&w[0].0), ctx.reals.abs(&w[1].1.sub(&w[0].1))?)))
        .collect()
}

/// Checks `|dy| <= L dx` everywhere; is it an equality somewhere?
fn bounds_all(ctx: &Context, segments: &[(Elem, Elem)], constant: &Elem) -> Result<bool, Reason> {
    let mut tight = false;
    for (dx, dy) in segments {
        let slack = ctx.reals.sign(&ctx.reals.mul(constant, dx).sub(dy))?;
        ensure(slack >= 0, Reason::Lipschitz { missing: false })?;
        tight |= slack == 0;
    }
    Ok(tight)
}

fn constant_slope(ctx: &Context, segments: &[(Elem, Elem)]) -> Result<bool, Reason> {
    let (dx0, dy0) = &segments[0];
    for (dx, dy) in segments {
        if dy.is_zero()
            || !ctx
                .reals
                .equal(&ctx.reals.mul(dy, dx0), &ctx.reals.mul(dy0, dx))?
        {
            return Ok(false);
        }
    }
    Ok(true)
}
