//! Obligation `polynomial`: the values at the points, the self-map, the Lipschitz bound and the turning points of a polynomial.
//!
//! `g >= 0` on `[a,b]` exactly if the product of the factors of `g` of odd multiplicity has no root strictly inside and `g` is
//! positive somewhere. This decides `a <= p <= b` and `-L <= p' <= L`. A turning point is a root of odd multiplicity of `p'`:
//! as many listed intervals with one root each as there are such roots strictly inside are all of them.

use super::Checked;
use super::context::Context;
use super::limits::{Budget, at_most};
use super::reason::{At, Fault, Reason, ensure};
use super::roots::count_roots;
use crate::certificate::{Kind, MapCertificate};
use crate::num::polynomial::{IntPoly, RatPoly};
use crate::num::rational::{Rat, rat_int};
use num_traits::{Signed, Zero};

/// The largest degree.
pub const MAX_DEGREE: usize = 24;

/// A polynomial map as the certificate states it.
pub struct Stated {
    /// `p`.
    pub poly: RatPoly,
    /// The domain.
    pub ends: (Rat, Rat),
    /// A bound of `|p'|`.
    pub lipschitz: Rat,
    /// The factors of odd multiplicity of `p'`, multiplied.
    pub odd: IntPoly,
    /// Intervals around its roots inside the domain.
    pub turning: Vec<(Rat, Rat)>,
}

/// Checks everything that is special to a polynomial; for other kinds only that nothing is stated.
pub fn check(ctx: &Context, map: &MapCertificate) -> Result<Checked, Fault> {
    let required = map.kind == Kind::Polynomial;
    let place = || "polynomial".to_string();
    ensure(
        map.polynomial.is_some() == required,
        Reason::Presence { required },
    )
    .at(place)?;
    if !required {
        return Ok(Checked::default());
    }
    ensure(map.field.is_none(), Reason::Presence { required: false }).at(|| "field".into())?;
    let stated = read(map)?;
    for (i, (x, y)) in map.vertices.iter().enumerate() {
        let place = || format!("vertices[{i}]");
        let (Some(x), Some(y)) = (x.to_rational(), y.to_rational()) else {
            return Err(Reason::PolynomialForm).at(place);
        };
        ctx.budget
            .evaluate(stated.poly.coeffs().len(), &x)
            .at(place)?;
        ensure(stated.poly.eval(&x) == y, Reason::PolynomialValue).at(place)?;
    }
    let (a, b) = &stated.ends;
    let constant = |c: &Rat| RatPoly::constant(c.clone());
    let inside = |g: &RatPoly| non_negative(ctx.budget, g, a, b);
    let kept = inside(&(&constant(b) - &stated.poly)).at(place)?
        && inside(&(&stated.poly - &constant(a))).at(place)?;
    ensure(kept, Reason::LeavesDomain).at(|| "polynomial.coeffs".into())?;
    let (slope, steep) = (stated.poly.derivative(), constant(&stated.lipschitz));
    let bounded = inside(&(&steep - &slope)).at(place)? && inside(&(&steep + &slope)).at(place)?;
    ensure(bounded, Reason::Lipschitz { missing: false }).at(|| "lipschitz".into())?;
    ensure(!map.constant_slope, Reason::ConstantSlope { found: false })
        .at(|| "constant_slope".into())?;
    turning(ctx.budget, &stated)?;
    Ok(Checked::lines(4 + map.vertices.len()))
}

/// The stated polynomial with its derivative's odd part; sizes are checked, nothing else.
pub fn read(map: &MapCertificate) -> Result<Stated, Fault> {
    let place = || "polynomial".to_string();
    let data = map
        .polynomial
        .as_ref()
        .ok_or(Reason::Presence { required: true })
        .at(place)?;
    at_most("degree", data.coeffs.len(), MAX_DEGREE + 1).at(|| "polynomial.coeffs".into())?;
    at_most("turning points", data.turning.len(), MAX_DEGREE).at(|| "polynomial.turning".into())?;
    let form = data.coeffs.len() >= 2 && data.coeffs.last().is_some_and(|c| !c.0.is_zero());
    ensure(form, Reason::PolynomialForm).at(|| "polynomial.coeffs".into())?;
    let poly = RatPoly::new(data.coeffs.iter().map(|c| c.0.clone()).collect());
    let end = |v: Option<&(crate::certificate::Num, crate::certificate::Num)>| {
        v.and_then(|(x, _)| x.to_rational())
            .ok_or(Reason::VertexOrder)
            .at(|| "vertices".into())
    };
    let lipschitz = map
        .lipschitz
        .as_ref()
        .and_then(|l| l.to_rational())
        .ok_or(Reason::Lipschitz { missing: true })
        .at(|| "lipschitz".into())?;
    let odd = odd_part(&poly.derivative());
    Ok(Stated {
        ends: (end(map.vertices.first())?, end(map.vertices.last())?),
        turning: data
            .turning
            .iter()
            .map(|(lo, hi)| (lo.0.clone(), hi.0.clone()))
            .collect(),
        lipschitz,
        odd,
        poly,
    })
}

/// The intervals lie strictly inside, one after the other, with one root of the odd part each, and no root is left out.
fn turning(budget: &Budget, stated: &Stated) -> Result<(), Fault> {
    let (a, b) = &stated.ends;
    let place = || "polynomial.turning".to_string();
    let mut before = a.clone();
    for (i, (lo, hi)) in stated.turning.iter().enumerate() {
        let place = || format!("polynomial.turning[{i}]");
        ensure(&before < lo && lo <= hi && hi < b, Reason::PointOrder).at(place)?;
        let found = roots(budget, &stated.odd, lo, hi).at(place)?;
        ensure(found == 1, Reason::RootCount { found }).at(place)?;
        before = hi.clone();
    }
    let ends = usize::from(stated.odd.sign_at(a) == 0) + usize::from(stated.odd.sign_at(b) == 0);
    let all = roots(budget, &stated.odd, a, b).at(place)?;
    let found = all.saturating_sub(ends);
    ensure(found == stated.turning.len(), Reason::RootCount { found }).at(place)
}

/// Distinct roots in a closed interval; none for a constant.
fn roots(budget: &Budget, f: &IntPoly, lo: &Rat, hi: &Rat) -> Result<usize, Reason> {
    if f.degree().unwrap_or(0) == 0 {
        return Ok(0);
    }
    count_roots(budget, f, lo, hi)
}

/// Is `g >= 0` on all of `[a,b]`?
fn non_negative(budget: &Budget, g: &RatPoly, a: &Rat, b: &Rat) -> Result<bool, Reason> {
    if g.is_zero() {
        return Ok(true);
    }
    let odd = odd_part(g);
    let ends = usize::from(odd.sign_at(a) == 0) + usize::from(odd.sign_at(b) == 0);
    if roots(budget, &odd, a, b)? > ends {
        return Ok(false);
    }
    // More points than g has roots.
    let n = g.degree().unwrap_or(0) as i64 + 2;
    Ok((1..n).any(|k| {
        let at = a + (b - a) * rat_int(k) / rat_int(n);
        g.eval(&at).is_positive()
    }))
}

/// The product of the irreducible factors of odd multiplicity, squarefree (Musser).
fn odd_part(g: &RatPoly) -> IntPoly {
    let mut odd = RatPoly::one();
    if g.degree().unwrap_or(0) > 0 {
        let mut common = gcd(g, &g.derivative());
        let mut rest = g.div_rem(&common).0;
        let mut multiplicity = 1;
        while rest.degree().unwrap_or(0) > 0 {
            let next = gcd(&rest, &common);
            if multiplicity % 2 == 1 {
                odd = &odd * &rest.div_rem(&next).0;
            }
            common = common.div_rem(&next).0;
            rest = next;
            multiplicity += 1;
        }
    }
    odd.to_primitive()
}

fn gcd(a: &RatPoly, b: &RatPoly) -> RatPoly {
    let (mut a, mut b) = (a.monic(), b.monic());
    while !b.is_zero() {
        (a, b) = (b.clone(), a.div_rem(&b).1.monic());
    }
    a
}
