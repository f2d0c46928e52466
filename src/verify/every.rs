//! Obligation `every`: one witness for a bound on every iterate (Theorems 2, 6, 6' and 6'').

use super::Checked;
use super::area::{part, quadruple, same};
use super::context::Context;
use super::counts::step_paths;
use super::exact::Elem;
use super::lengths::{inverse_slopes, weighted_columns};
use super::limits::MAX_ITERATE;
use super::open_growth::check_growing;
use super::reason::{At, Fault, Reason, ensure};
use super::sums::Vector;
use crate::certificate::{Every, Kind, MapCertificate, Norm, Num, Ratio};
use crate::num::rational::{Int, Rat};
use num_traits::{One, Signed};

/// Checks every entry.
pub fn check(ctx: &Context, map: &MapCertificate) -> Result<Checked, Fault> {
    for (i, entry) in map.every.iter().enumerate() {
        Entry {
            ctx,
            map,
            line: format!("every[{i}]"),
        }
        .check(entry)?;
    }
    Ok(Checked::lines(map.every.len()))
}

struct Entry<'a> {
    ctx: &'a Context<'a>,
    map: &'a MapCertificate,
    line: String,
}

impl Entry<'_> {
    fn check(&self, entry: &Every) -> Result<(), Fault> {
        let (norm, wanted) = match entry {
            Every::Paths { norm, .. } => (norm, Norm::Sup),
            Every::Extremal { norm, .. }
            | Every::Slopes { norm, .. }
            | Every::Squares { norm, .. } => (norm, Norm::L1),
        };
        ensure(*norm == wanted, Reason::EveryForm).at(|| self.at("norm"))?;
        let error = match entry {
            Every::Paths {
                start,
                rate,
                vector,
                interval,
                constant,
                error,
                ..
            } => {
                self.paths(*start, &rate.0, vector, *interval, &constant.0)?;
                let gap = self.ctx.lengths().swap_remove(*interval);
                let error = self.ctx.read(error).at(|| self.at("error"))?;
                return ensure(error == self.ctx.reals.half(&gap), Reason::HalfGap)
                    .at(|| self.at("error"));
            }
            Every::Extremal { error, .. }
            | Every::Slopes { error, .. }
            | Every::Squares { error, .. } => error,
        };
        let sum = match entry {
            Every::Extremal { vector, kappa, .. } => self.extremal(vector, &kappa.0)?,
            Every::Slopes {
                slope,
                measure,
                kappa,
                ..
            } => self.slopes(slope, measure, &kappa.0)?,
            Every::Squares {
                measure,
                z,
                theta,
                kappa,
                roots,
                ..
            } => self.squares(measure, z, &theta.0, &kappa.0, roots)?,
            Every::Paths { .. } => Elem::zero(),
        };
        let place = || self.at("error");
        let error = self.ctx.read(error).at(place)?;
        same(quadruple(&error) == sum).at(place)
    }
    fn at(&self, key: &str) -> String {
        format!("{}.{key}", self.line)
    }
    /// `0 <= v <= N(tau)`, `v A >= r v` and `c r^tau <= v_j`: then `N_j(t) >= v_j r^(t-tau) >= c r^t` for `t >= tau`.
    fn paths(
        &self,
        start: u64,
        rate: &Rat,
        vector: &[Ratio],
        interval: usize,
        constant: &Rat,
    ) -> Result<(), Fault> {
        let ctx = self.ctx;
        let place = || self.at("vector");
        ensure(
            start <= MAX_ITERATE,
            Reason::limit("iterate", MAX_ITERATE, start),
        )
        .at(|| self.at("start"))?;
        positive(rate).at(|| self.at("rate"))?;
        positive(constant).at(|| self.at("constant"))?;
        ensure(interval < ctx.intervals(), Reason::EveryForm).at(|| self.at("interval"))?;
        self.length(vector.len()).at(place)?;
        let mut counts = vec![Int::one(); ctx.intervals()];
        for _ in 0..start {
            counts = step_paths(ctx.rows, &counts, ctx.budget).at(place)?;
        }
        for (entry, (v, count)) in vector.iter().zip(&counts).enumerate() {
            let fits = !v.0.is_negative() && v.0.numer() <= &(count * v.0.denom());
            ensure(fits, Reason::EntrySign { entry }).at(place)?;
        }
        check_growing(ctx, vector, rate).at(place)?;
        let bits = rate.numer().bits().max(rate.denom().bits());
        let words = bits.saturating_mul(start) / 64 + 1;
        ctx.budget
            .spend(4 * words.saturating_mul(words))
            .at(place)?;
        let (t, v) = (start as u32, &vector[interval].0);
        let lower = constant.numer() * rate.numer().pow(t) * v.denom();
        let upper = v.numer() * constant.denom() * rate.denom().pow(t);
        let found = constant.clone();
        ensure(lower <= upper, Reason::Rate { found }).at(|| self.at("constant"))
    }
    /// `0 <= v <= 1`, `v A >= L v`: `N_j(t) >= v_j L^t`. Gives `sum_j |I_j|^2 max(0, v_j - kappa)`.
    fn extremal(&self, vector: &[Num], kappa: &Rat) -> Result<Elem, Fault> {
        let (ctx, reals) = (self.ctx, &self.ctx.reals);
        let place = || self.at("vector");
        positive(kappa).at(|| self.at("kappa"))?;
        let missing = Reason::Lipschitz { missing: true };
        let constant = self.map.lipschitz.as_ref().ok_or(missing).at(place)?;
        let constant = ctx.read(constant).at(place)?;
        let growing = reals.sign(&constant).at(place)? > 0;
        ensure(growing, Reason::Lipschitz { missing: false }).at(place)?;
        let upper = vec![Elem::one(); ctx.intervals()];
        let v = self.between(vector, &upper).at(place)?;
        let sums = Vector::new(ctx.budget, &v)
            .and_then(|v| v.columns(ctx.budget, ctx.rows))
            .at(place)?;
        for (entry, value) in v.iter().enumerate() {
            let slack = sums.entry(entry).sub(&reals.mul(&constant, value));
            self.not_negative(&slack, entry).at(place)?;
        }
        self.sum(&v, |_, length| {
            Ok((reals.mul(length, length), Elem::rational(kappa)))
        })
    }
    /// A witness of a measure, and every slope that is not 0 at least `s`: each of the `N_j(t)` intervals is at most
    /// `|I_j| s^-t` long. Gives `sum_j |I_j| max(0, pi_j - kappa |I_j|)`.
    fn slopes(&self, slope: &Num, measure: &[Num], kappa: &Rat) -> Result<Elem, Fault> {
        let (ctx, reals) = (self.ctx, &self.ctx.reals);
        let place = || self.at("slope");
        positive(kappa).at(|| self.at("kappa"))?;
        let measure = self.measure(measure)?;
        let s = ctx.read(slope).at(place)?;
        ensure(reals.sign(&s).at(place)? > 0, Reason::Slope).at(place)?;
        for (length, image) in ctx.lengths().iter().zip(ctx.image_lengths()) {
            let slack = image.sub(&reals.mul(&s, length));
            let steep = image.is_zero() || reals.sign(&slack).at(place)? >= 0;
            ensure(steep, Reason::Slope).at(place)?;
        }
        let kappa = Elem::rational(kappa);
        self.sum(&measure, |_, length| {
            Ok((length.clone(), reals.mul(&kappa, length)))
        })
    }
    /// A witness of a measure, and `z >= 1`, `z B_2 <= theta z`: the squares of the lengths sum to at most
    /// `|I_j|^2 theta^t z_j`. Gives `sum_j |I_j| max(0, pi_j - |I_j| r_j)`.
    fn squares(
        &self,
        measure: &[Num],
        z: &[Num],
        theta: &Rat,
        kappa: &Rat,
        roots: &[Ratio],
    ) -> Result<Elem, Fault> {
        let (ctx, reals) = (self.ctx, &self.ctx.reals);
        positive(kappa).at(|| self.at("kappa"))?;
        let measure = self.measure(measure)?;
        let below_one = theta.is_positive() && theta < &Rat::one();
        let found = theta.clone();
        ensure(below_one, Reason::Rate { found }).at(|| self.at("theta"))?;
        let place = || self.at("z");
        self.length(z.len()).at(place)?;
        let mut entries = Vec::with_capacity(z.len());
        for (entry, num) in z.iter().enumerate() {
            let value = ctx.read(num).at(place)?;
            let large = reals.sign(&value.sub(&Elem::one())).at(place)? >= 0;
            ensure(large, Reason::EntrySign { entry }).at(place)?;
            entries.push(value);
        }
        let weights = inverse_slopes(ctx).at(place)?;
        let squares: Vec<Elem> = weights.iter().map(|w| reals.mul(w, w)).collect();
        let sums = weighted_columns(ctx, &entries, &squares).at(place)?;
        let theta = Elem::rational(theta);
        for (entry, (sum, value)) in sums.iter().zip(&entries).enumerate() {
            self.not_negative(&reals.mul(&theta, value).sub(sum), entry)
                .at(place)?;
        }
        let place = || self.at("roots");
        self.length(roots.len()).at(place)?;
        for (entry, (root, value)) in roots.iter().zip(&entries).enumerate() {
            let least = reals.mul(&Elem::rational(kappa), value);
            let square = Elem::rational(&(&root.0 * &root.0));
            ensure(!root.0.is_negative(), Reason::EntrySign { entry }).at(place)?;
            self.not_negative(&square.sub(&least), entry).at(place)?;
        }
        self.sum(&measure, |j, length| {
            Ok((
                length.clone(),
                reals.mul(length, &Elem::rational(&roots[j].0)),
            ))
        })
    }
    /// `0 <= pi_j <= |I_j|` and `sum_i pi_i A_ij |I_j|/|f(I_i)| >= pi_j`, for a closed partition of a known map.
    fn measure(&self, measure: &[Num]) -> Result<Vec<Elem>, Fault> {
        let (ctx, reals) = (self.ctx, &self.ctx.reals);
        let known = self.map.kind == Kind::Map && self.map.partition.closed;
        ensure(known, Reason::EveryForm).at(|| self.at("method"))?;
        let place = || self.at("measure");
        let lengths = ctx.lengths();
        let measure = self.between(measure, &lengths).at(place)?;
        // pi_i/|f(I_i)| = (pi_i/|I_i|)/|s_i|: the density of what f carries over from I_i.
        let inverses = ctx.inverse_images().at(place)?;
        let density = weighted_columns(ctx, &measure, inverses).at(place)?;
        for (entry, (value, density)) in measure.iter().zip(&density).enumerate() {
            let slack = reals.mul(density, &lengths[entry]).sub(value);
            self.not_negative(&slack, entry).at(place)?;
        }
        Ok(measure)
    }
    /// `sum_j factor_j max(0, value_j - less_j)`, the pair given by the index and the length of `I_j`.
    fn sum(
        &self,
        values: &[Elem],
        terms: impl Fn(usize, &Elem) -> Result<(Elem, Elem), Reason>,
    ) -> Result<Elem, Fault> {
        let place = || self.at("error");
        let mut sum = Elem::zero();
        for (j, (value, length)) in values.iter().zip(self.ctx.lengths()).enumerate() {
            let (factor, less) = terms(j, &length).at(place)?;
            sum = sum.add(&part(self.ctx, &factor, &value.sub(&less)).at(place)?);
        }
        Ok(sum)
    }
    /// Reads a vector with `0 <= entry <= upper`, one for each interval.
    fn between(&self, vector: &[Num], upper: &[Elem]) -> Result<Vec<Elem>, Reason> {
        self.length(vector.len())?;
        let mut out = Vec::with_capacity(vector.len());
        for (entry, (num, upper)) in vector.iter().zip(upper).enumerate() {
            let value = self.ctx.read(num)?;
            let reals = &self.ctx.reals;
            let fits = reals.sign(&value)? >= 0 && reals.sign(&upper.sub(&value))? >= 0;
            ensure(fits, Reason::EntrySign { entry })?;
            out.push(value);
        }
        Ok(out)
    }
    fn not_negative(&self, slack: &Elem, entry: usize) -> Result<(), Reason> {
        ensure(
            self.ctx.reals.sign(slack)? >= 0,
            Reason::VectorInequality { entry },
        )
    }
    fn length(&self, found: usize) -> Result<(), Reason> {
        let expected = self.ctx.intervals();
        ensure(expected == found, Reason::Length { expected, found })
    }
}

fn positive(value: &Rat) -> Result<(), Reason> {
    let found = value.clone();
    ensure(value.is_positive(), Reason::Rate { found })
}
