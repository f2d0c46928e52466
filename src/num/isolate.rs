//! Isolation and refinement of real roots: Descartes' rule with bisection (Vincent, Collins and Akritas 1976), and
//! Newton steps that are only believed when exact signs confirm them (Abbott 2006).

use super::dyadic::{Dyadic, evaluate, sign as sign_at_dyadic};
use super::gcd::squarefree_part;
use super::polynomial::{IntPoly, Poly, RatPoly};
use super::rational::{Int, Rat, decimal, decimal_of_scaled, rat_int, round_scaled, sign};
use num_traits::{One, Signed, ToPrimitive, Zero};

/// The Sturm sequence of `f`; its sign changes count the distinct real roots of `f` (Sturm 1829).
///
/// Meant for small degrees; [`count_roots_in`] is the fast way.
pub fn sturm_chain(f: &IntPoly) -> Vec<RatPoly> {
    let mut chain = vec![f.to_rat(), f.derivative().to_rat()];
    while let [.., a, b] = chain.as_slice() {
        if b.is_zero() {
            chain.pop();
            break;
        }
        let rest = -&a.div_rem(b).1;
        // Scaling by a positive factor keeps the signs and the coefficients small.
        let size = rest
            .coeffs()
            .iter()
            .fold(Rat::zero(), |m, c| if c.abs() > m { c.abs() } else { m });
        chain.push(if size.is_zero() {
            rest
        } else {
            rest.scale(&size.recip())
        });
    }
    chain
}

/// The number of distinct real roots in `(lo, hi]`, from a Sturm chain of a polynomial.
pub fn count_roots(chain: &[RatPoly], lo: &Rat, hi: &Rat) -> usize {
    sign_changes(chain, lo).saturating_sub(sign_changes(chain, hi))
}

fn sign_changes(chain: &[RatPoly], at: &Rat) -> usize {
    variations(chain.iter().map(|p| sign(&p.eval(at))))
}

fn variations(signs: impl Iterator<Item = i32>) -> usize {
    let signs: Vec<i32> = signs.filter(|s| *s != 0).collect();
    signs.windows(2).filter(|w| w[0] != w[1]).count()
}

fn int_sign(c: &Int) -> i32 {
    if c.is_zero() {
        0
    } else if c.is_positive() {
        1
    } else {
        -1
    }
}

/// Descartes' bound for the number of positive roots: exact if it is 0 or 1.
fn descartes(coeffs: &[Int]) -> usize {
    variations(coeffs.iter().map(int_sign))
}

/// A bound `B >= 1` with all complex roots of `f` (degree at least 1) of modulus below `B` (Cauchy).
pub fn root_bound(f: &IntPoly) -> Rat {
    let lead = f.leading().abs();
    let largest = f
        .coeffs()
        .iter()
        .rev()
        .skip(1)
        .map(Signed::abs)
        .max()
        .unwrap_or_else(Int::zero);
    rat_int(largest / lead + 2)
}

/// `k` with all complex roots of `f` of modulus at most `2^k` (Fujiwara 1916), usually far below Cauchy's bound.
fn root_bound_bits(f: &IntPoly) -> u32 {
    let n = f.degree().unwrap_or(0);
    let lead = f.leading().bits();
    let exponent =
        |(i, c): (usize, &Int)| (c.bits() + 1).saturating_sub(lead).div_ceil((n - i) as u64);
    let largest = f.coeffs()[..n]
        .iter()
        .enumerate()
        .filter(|(_, c)| !c.is_zero())
        .map(exponent)
        .max();
    1 + largest.unwrap_or(0) as u32
}

/// `f(x + 1)` in place, constant first, by additions alone.
fn shift_by_one(c: &mut [Int]) {
    for i in 0..c.len().saturating_sub(1) {
        for j in (i..c.len() - 1).rev() {
            let (low, high) = c.split_at_mut(j + 1);
            low[j] += &high[0];
        }
    }
}

/// `2^(exp * degree) f(x / 2^exp + at)` up to a positive factor: the roots above `at` become positive.
fn moved(f: &IntPoly, at: &Dyadic) -> Vec<Int> {
    let n = f.degree().unwrap_or(0);
    // g(x) = 2^(exp n) f(x / 2^exp); then shift by the integer at.num.
    let mut c: Vec<Int> = f
        .coeffs()
        .iter()
        .enumerate()
        .map(|(i, c)| c << (at.exp as usize * (n - i)))
        .collect();
    for i in 0..n {
        for j in (i..n).rev() {
            let (low, high) = c.split_at_mut(j + 1);
            low[j] += &at.num * &high[0];
        }
    }
    c
}

/// Isolating intervals `[lo, hi]` of all distinct real roots of `f`, from left to right:
/// either `lo == hi` is the root, or exactly one root lies strictly inside and `f` is not zero at the ends.
/// All ends are dyadic, and the intervals meet in end points at most.
pub fn isolate(f: &IntPoly) -> Vec<(Rat, Rat)> {
    if f.degree().unwrap_or(0) == 0 {
        return Vec::new();
    }
    let whole = squarefree_part(f);
    let zero_root = whole.coeffs()[0].is_zero();
    let f = if zero_root {
        Poly::new(whole.coeffs()[1..].to_vec())
    } else {
        whole.clone()
    };
    let mirrored: Vec<Int> = f
        .coeffs()
        .iter()
        .enumerate()
        .map(|(i, c)| if i % 2 == 1 { -c } else { c.clone() })
        .collect();
    let mut out: Vec<(Rat, Rat)> = isolate_positive(&Poly::new(mirrored))
        .into_iter()
        .map(|(a, b)| (-b, -a))
        .collect();
    out.reverse();
    if zero_root {
        out.push((Rat::zero(), Rat::zero()));
    }
    out.extend(isolate_positive(&f));
    out.into_iter()
        .map(|(lo, hi)| without_roots_at_ends(&whole, lo, hi))
        .collect()
}

/// The positive roots of a squarefree polynomial that is not zero at zero.
fn isolate_positive(f: &IntPoly) -> Vec<(Rat, Rat)> {
    let n = f.degree().unwrap_or(0);
    if n == 0 {
        return Vec::new();
    }
    let k = root_bound_bits(f);
    // Roots in (0, 2^k) become roots in (0, 1).
    let start: Vec<Int> = f
        .coeffs()
        .iter()
        .enumerate()
        .map(|(i, c)| c << (k as usize * i))
        .collect();
    isolate_unit(start, k)
}

/// The roots in the open interval `(0, 1)` of a squarefree polynomial that is not zero at zero, times `2^k`.
fn isolate_unit(start: Vec<Int>, k: u32) -> Vec<(Rat, Rat)> {
    let end = |num: &Int, depth: u32| Rat::new(num << k, Int::one() << depth);
    let mut out = Vec::new();
    // (polynomial on (0,1), left end c / 2^depth, depth)
    let mut stack = vec![(start, Int::zero(), 0u32)];
    while let Some((mut q, c, depth)) = stack.pop() {
        if q[0].is_zero() {
            out.push((end(&c, depth), end(&c, depth)));
            q.remove(0);
        }
        match roots_in_unit(&q) {
            0 => {}
            1 => out.push((end(&c, depth), end(&(&c + 1u32), depth))),
            _ => {
                let d = q.len() - 1;
                let left: Vec<Int> = q.iter().enumerate().map(|(i, c)| c << (d - i)).collect();
                let mut right = left.clone();
                shift_by_one(&mut right);
                let twice: Int = c << 1u32;
                stack.push((right, &twice + 1u32, depth + 1));
                stack.push((left, twice, depth + 1));
            }
        }
    }
    out
}

/// Descartes' bound for the number of roots in the open interval `(0, 1)`: exact if it is 0 or 1.
fn roots_in_unit(q: &[Int]) -> usize {
    let mut reversed: Vec<Int> = q.iter().rev().cloned().collect();
    shift_by_one(&mut reversed);
    descartes(&reversed)
}

/// The same root with ends that are not roots themselves.
fn without_roots_at_ends(f: &IntPoly, mut lo: Rat, mut hi: Rat) -> (Rat, Rat) {
    if lo == hi {
        return (lo, hi);
    }
    // The root inside is simple, so the sign right of `lo` is that of the derivative if `lo` is a root as well.
    let derivative = f.derivative();
    let inside_left = |p: &Rat| {
        if f.sign_at(p) == 0 {
            derivative.sign_at(p)
        } else {
            f.sign_at(p)
        }
    };
    while f.sign_at(&lo) == 0 || f.sign_at(&hi) == 0 {
        let mid = (&lo + &hi) / rat_int(2);
        match f.sign_at(&mid) {
            0 => return (mid.clone(), mid),
            s if s == inside_left(&lo) => lo = mid,
            _ => hi = mid,
        }
    }
    (lo, hi)
}

/// The number of distinct real roots of `f` (not zero) in the closed interval `[lo, hi]`.
pub fn count_roots_in(f: &IntPoly, lo: &Rat, hi: &Rat) -> usize {
    if lo > hi || f.degree().unwrap_or(0) == 0 {
        return 0;
    }
    roots_in(&squarefree_part(f), lo, hi).len()
}

/// Isolating intervals of the roots of the squarefree polynomial `f` in `[lo, hi]`, each inside `[lo, hi]`.
pub fn roots_in(f: &IntPoly, lo: &Rat, hi: &Rat) -> Vec<(Rat, Rat)> {
    let mut out = Vec::new();
    if f.sign_at(lo) == 0 {
        out.push((lo.clone(), lo.clone()));
    }
    if lo < hi {
        out.extend(isolate_between(f, lo, hi));
        if f.sign_at(hi) == 0 {
            out.push((hi.clone(), hi.clone()));
        }
    }
    out
}

/// The roots of the squarefree polynomial `f` strictly between `lo` and `hi`.
fn isolate_between(f: &IntPoly, lo: &Rat, hi: &Rat) -> Vec<(Rat, Rat)> {
    // x = lo + (hi - lo) u, and u runs over (0, 1): homogenise over the common denominators.
    let n = f.degree().unwrap_or(0);
    let width = hi - lo;
    let (den, step) = (lo.denom() * width.denom(), width.numer() * lo.denom());
    let base = lo.numer() * width.denom();
    // f((base + step u) / den) * den^n by Horner on polynomials in u.
    let line = Poly::new(vec![base, step]);
    let mut power = Int::one();
    let mut g = IntPoly::zero();
    for i in (0..=n).rev() {
        g = &(&g * &line) + &Poly::constant(f.coeff(i) * &power);
        power *= &den;
    }
    let mut g = g.primitive();
    while !g.is_zero() && g.coeffs()[0].is_zero() {
        g = Poly::new(g.coeffs()[1..].to_vec());
    }
    if g.degree().unwrap_or(0) == 0 {
        return Vec::new();
    }
    let place = |u: &Rat| lo + &width * u;
    let inside = isolate_unit(g.coeffs().to_vec(), 0)
        .into_iter()
        .map(|(a, b)| (place(&a), place(&b)));
    inside
        .map(|(a, b)| without_roots_at_ends(f, a, b))
        .collect()
}

/// An isolating interval of the largest real root of `f`, or `None` if it has no real root.
///
/// Ends are dyadic and not roots, or equal when they are the root. For a root that is at least as large as all real
/// parts of the others (a Perron root) this takes a few evaluations and two shifts instead of a full isolation.
pub fn largest_real_root(f: &IntPoly) -> Option<(Rat, Rat)> {
    if f.degree().unwrap_or(0) == 0 {
        return None;
    }
    let f = squarefree_part(f);
    if let Some((lo, hi)) = near_perron(&f) {
        return Some((lo.to_rat(), hi.to_rat()));
    }
    isolate(&f).pop()
}

/// Laguerre steps from the right to a guess, then a proof: a sign change around it, no root above by Descartes' rule,
/// and no zero of the derivative in between. `None` if that does not come out at some precision.
fn near_perron(f: &IntPoly) -> Option<(Dyadic, Dyadic)> {
    let mut guess = Dyadic {
        num: Int::one() << (root_bound_bits(f) + 8),
        exp: 8,
    };
    for exp in [8u32, 16, 24, 40, 72] {
        guess = Dyadic {
            num: guess.num << (exp - guess.exp),
            exp,
        };
        for _ in 0..60 {
            let next = laguerre(f, &guess);
            let settled = (&next.num - &guess.num).abs() <= Int::from(1);
            guess = next;
            if settled {
                break;
            }
        }
        let reach = Int::from(3);
        let hi = Dyadic {
            num: &guess.num + &reach,
            exp,
        };
        let lo = Dyadic {
            num: &guess.num - &reach,
            exp,
        };
        // Cheap test first: a sign change between the two.
        if sign_at_dyadic(f, &lo) * sign_at_dyadic(f, &hi) >= 0 {
            continue;
        }
        let none_above = positive_from(f, &hi) || descartes(&moved(f, &hi)) == 0;
        if none_above && monotone(f, &lo, &hi) {
            return Some((lo, hi));
        }
    }
    None
}

/// Is `f` with all its derivatives certainly positive at `at > 0`, so that no root is there or above?
///
/// The coefficients of `f(at (1 + u))` are sums of `f_i at^i` with binomial weights: additions alone, and with every
/// `f_i at^i` rounded down the sums are lower bounds. The weights of one sum are below `2^(n+1)` together, so a little
/// more precision than that is kept.
fn positive_from(f: &IntPoly, at: &Dyadic) -> bool {
    let n = f.degree().unwrap_or(0);
    if !at.num.is_positive() || sign_at_dyadic(f, at) <= 0 {
        return false;
    }
    let mut power = Int::one();
    let mut terms: Vec<Int> = Vec::with_capacity(n + 1);
    for c in f.coeffs() {
        terms.push(c * &power);
        power *= &at.num;
    }
    // Term `i` stands for terms[i] / 2^(exp i); the largest one gets `precision` bits before the point.
    let scale = |i: usize| at.exp as i64 * i as i64;
    let bits = |(i, t): (usize, &Int)| t.bits() as i64 - scale(i);
    let largest = terms.iter().enumerate().map(bits).max().unwrap_or(0);
    let precision = n as i64 + 96;
    for (i, t) in terms.iter_mut().enumerate() {
        let by = precision - largest - scale(i);
        if by >= 0 {
            *t <<= by as u64;
        } else {
            *t >>= by.unsigned_abs();
        }
    }
    shift_by_one(&mut terms);
    terms[1..].iter().all(|t| t.is_positive())
}

/// Is the derivative certainly not zero on the interval, which must lie right of zero? (Interval arithmetic; then a
/// sign change means one root.)
fn monotone(f: &IntPoly, lo: &Dyadic, hi: &Dyadic) -> bool {
    let derivative = f.derivative();
    let guard = 64 + lo.exp;
    if lo.num.is_negative() {
        return false;
    }
    let (mut low, mut high) = (Int::zero(), Int::zero());
    for c in derivative.coeffs().iter().rev() {
        // On points that are not negative the ends of the product are known from the signs.
        let (below, above) = (
            if low.is_negative() { &hi.num } else { &lo.num },
            if high.is_negative() { &lo.num } else { &hi.num },
        );
        let term = c << guard;
        low = ((low * below) >> lo.exp) + &term;
        high = -((-(high * above)) >> lo.exp) + term;
    }
    low.is_positive() || high.is_negative()
}

/// By how many bits Horner's rule at this point magnifies the rounding of its first step.
fn magnification(f: &IntPoly, at: &Dyadic) -> u32 {
    let size = at.num.bits().saturating_sub(u64::from(at.exp)) * f.degree().unwrap_or(0) as u64;
    u32::try_from(size).unwrap_or(u32::MAX / 4)
}

/// One Laguerre step, rounded to the precision of `at`; only a heuristic, all is checked afterwards.
fn laguerre(f: &IntPoly, at: &Dyadic) -> Dyadic {
    let n = f.degree().unwrap_or(0);
    let guard = 64 + at.exp + if at.exp > 16 { magnification(f, at) } else { 0 };
    // Horner for f, f' and f''/2 together, on truncated integers.
    let (mut a, mut b, mut c) = (Int::zero(), Int::zero(), Int::zero());
    let step = |v: &Int| (v * &at.num) >> at.exp;
    for coeff in f.coeffs().iter().rev() {
        c = step(&c) + &b;
        b = step(&b) + &a;
        a = step(&a) + (coeff << guard);
    }
    if a.is_zero() || b.is_zero() {
        return at.clone();
    }
    // x - n f / (f' + sign(f') sqrt((n-1)((n-1) f'^2 - 2 n f f''/2))).
    let m = Int::from(n - 1);
    let inner = &m * (&m * &b * &b - Int::from(2 * n) * &a * &c);
    let root = if inner.is_positive() {
        inner.sqrt()
    } else {
        Int::zero()
    };
    let below = if b.is_negative() {
        &b - root
    } else {
        &b + root
    };
    let move_by = ((a * Int::from(n)) << at.exp) / below;
    Dyadic {
        num: &at.num - move_by,
        exp: at.exp,
    }
}

/// Refines the isolating interval of a root of odd multiplicity until `hi - lo <= width`; the new ends are dyadic.
///
/// Requires opposite signs of `f` at the ends, or `lo == hi`. Newton steps with doubling precision; each is accepted
/// only when the signs at two dyadic points around it differ, and replaced by a bisection otherwise.
pub fn refine(f: &IntPoly, lo: &Rat, hi: &Rat, width: &Rat) -> (Rat, Rat) {
    if lo == hi || &(hi - lo) <= width || !width.is_positive() {
        return (lo.clone(), hi.clone());
    }
    let at_lo = f.sign_at(lo);
    if at_lo == 0 {
        return (lo.clone(), lo.clone());
    }
    let mut bracket = match Bracket::inside(f, lo, hi, at_lo) {
        Ok(bracket) => bracket,
        Err(root) => return (root.clone(), root),
    };
    let derivative = f.derivative();
    let target = precision_of(width) + 1;
    // Newton's method doubles the bits that are known once it has begun to converge.
    let known = i64::from(bracket.exp) - (&bracket.hi - &bracket.lo).bits() as i64;
    let mut gain = known.clamp(2, 64) as u32;
    while !bracket.narrow(width) {
        let bits = i64::from(bracket.exp) - (&bracket.hi - &bracket.lo).bits() as i64;
        let exp = ((bits + i64::from(gain)).min(target).max(0) as u32 + 2).max(bracket.exp);
        let outcome = match bracket.newton(f, &derivative, exp) {
            Some((a, b)) => bracket.accept(f, a, b, exp),
            None => Step::Refused,
        };
        let outcome = if let Step::Refused = outcome {
            gain = (gain / 2).max(2);
            bracket.bisect(f)
        } else {
            gain = gain.saturating_mul(2);
            outcome
        };
        if let Step::Root(num, exp) = outcome {
            let root = Dyadic { num, exp }.to_rat();
            return (root.clone(), root);
        }
    }
    let end = |num: Int| {
        Dyadic {
            num,
            exp: bracket.exp,
        }
        .to_rat()
    };
    (end(bracket.lo.clone()), end(bracket.hi.clone()))
}

/// An interval `lo / 2^exp .. hi / 2^exp` with sign `at_lo` of the polynomial at `lo` and the other sign at `hi`.
struct Bracket {
    lo: Int,
    hi: Int,
    exp: u32,
    at_lo: i32,
}

enum Step {
    Narrower,
    Root(Int, u32),
    Refused,
}

impl Bracket {
    /// A dyadic bracket inside `[lo, hi]`, or the root if it is hit.
    fn inside(f: &IntPoly, lo: &Rat, hi: &Rat, at_lo: i32) -> Result<Bracket, Rat> {
        let mut exp = (precision_of(&(hi - lo)) + 4).max(0) as u32;
        if let (Some(a), Some(b)) = (Dyadic::exact(lo), Dyadic::exact(hi)) {
            exp = a.exp.max(b.exp);
        }
        loop {
            let (a, b) = (-Dyadic::floor(&-lo, exp).num, Dyadic::floor(hi, exp).num);
            let sign = |num: &Int| {
                sign_at_dyadic(
                    f,
                    &Dyadic {
                        num: num.clone(),
                        exp,
                    },
                )
            };
            let (at_a, at_b) = (sign(&a), sign(&b));
            for (end, at) in [(&a, at_a), (&b, at_b)] {
                if at == 0 && a <= b {
                    return Err(Dyadic {
                        num: end.clone(),
                        exp,
                    }
                    .to_rat());
                }
            }
            if a < b && at_a == at_lo && at_b == -at_lo {
                return Ok(Bracket {
                    lo: a,
                    hi: b,
                    exp,
                    at_lo,
                });
            }
            exp += 8;
        }
    }
    fn narrow(&self, width: &Rat) -> bool {
        (&self.hi - &self.lo) * width.denom() <= width.numer() << self.exp
    }
    /// Two points `3 / 2^exp` apart around the Newton step from the middle, as numerators, inside the bracket.
    fn newton(&self, f: &IntPoly, derivative: &IntPoly, exp: u32) -> Option<(Int, Int)> {
        let work = exp + 8;
        let x = Dyadic {
            num: (&self.lo + &self.hi) << (work - self.exp - 1),
            exp: work,
        };
        let step = [0, magnification(f, &x)].into_iter().find_map(|extra| {
            let guard = 40 + work + extra;
            let (value, error) = evaluate(f, &x, guard);
            let (slope, _) = evaluate(derivative, &x, guard);
            (!slope.is_zero() && (error << work) <= slope.abs() << 2u32)
                .then(|| (value << work) / slope)
        })?;
        let center: Int = (&x.num - step) >> (work - exp);
        let (lo, hi) = (&self.lo << (exp - self.exp), &self.hi << (exp - self.exp));
        let (a, b) = ((&center - 1u32).max(lo), (center + 2u32).min(hi));
        (a < b).then_some((a, b))
    }
    /// Takes the narrower bracket if the signs at its ends show that the root is there.
    fn accept(&mut self, f: &IntPoly, a: Int, b: Int, exp: u32) -> Step {
        let sign = |num: &Int| {
            sign_at_dyadic(
                f,
                &Dyadic {
                    num: num.clone(),
                    exp,
                },
            )
        };
        let at_a = sign(&a);
        if at_a == 0 {
            return Step::Root(a, exp);
        }
        let at_b = sign(&b);
        if at_b == 0 {
            return Step::Root(b, exp);
        }
        if at_a == self.at_lo && at_b == -self.at_lo {
            (self.lo, self.hi, self.exp) = (a, b, exp);
            return Step::Narrower;
        }
        Step::Refused
    }
    fn bisect(&mut self, f: &IntPoly) -> Step {
        let mid = &self.lo + &self.hi;
        (self.lo, self.hi, self.exp) = (&self.lo << 1u32, &self.hi << 1u32, self.exp + 1);
        match sign_at_dyadic(
            f,
            &Dyadic {
                num: mid.clone(),
                exp: self.exp,
            },
        ) {
            0 => return Step::Root(mid, self.exp),
            s if s == self.at_lo => self.lo = mid,
            _ => self.hi = mid,
        }
        Step::Narrower
    }
}

/// About `-log2` of a positive width.
fn precision_of(width: &Rat) -> i64 {
    width.denom().bits() as i64 - width.numer().bits() as i64
}

/// The root of `f` in the isolating interval `[lo, hi]` times `10^digits`, rounded, if a guess by Newton's method in floating
/// point is right: opposite signs of `f` half a unit before and after it prove that. `None` says nothing.
pub fn rounded_by_guess(f: &IntPoly, lo: &Rat, hi: &Rat, digits: u32) -> Option<Int> {
    let coeffs: Vec<f64> = f
        .coeffs()
        .iter()
        .map(|c| c.to_f64())
        .collect::<Option<_>>()?;
    let mut x = (lo.to_f64()? + hi.to_f64()?) / 2.0;
    for _ in 0..8 {
        let (mut value, mut derivative) = (0.0, 0.0);
        for c in coeffs.iter().rev() {
            derivative = derivative * x + value;
            value = value * x + c;
        }
        x -= value / derivative;
    }
    let scaled = (x * 10_f64.powi(digits as i32)).round();
    // Beyond it the guess has no digits left.
    if scaled.is_nan() || scaled.abs() > 1e15 {
        return None;
    }
    let guess = Int::from(scaled as i64);
    let half_units = |n: Int| Rat::new(n, Int::from(10).pow(digits) * 2);
    let (before, after) = (half_units(&guess * 2 - 1), half_units(&guess * 2 + 1));
    let proved = *lo <= before && after <= *hi && f.sign_at(&before) * f.sign_at(&after) < 0;
    proved.then_some(guess)
}

/// The root of `f` in the isolating interval `[lo, hi]`, correctly rounded to `digits` decimals.
pub fn root_decimal(f: &IntPoly, lo: &Rat, hi: &Rat, digits: u32) -> String {
    if let [a, b] = f.coeffs() {
        return decimal(&Rat::new(-a, b.clone()), digits);
    }
    let mut bits = digits * 4 + 8;
    loop {
        let (lo, hi) = refine(f, lo, hi, &Rat::new(Int::one(), Int::one() << bits));
        let (a, b) = (round_scaled(&lo, digits), round_scaled(&hi, digits));
        if a == b {
            return decimal_of_scaled(&a, digits);
        }
        // A reducible polynomial may have its root exactly between two decimals; no precision tells that.
        let tie = Rat::new(a + b, Int::from(10).pow(digits) * 2);
        if f.sign_at(&tie) == 0 && lo <= tie && tie <= hi {
            return decimal(&tie, digits);
        }
        bits += 64;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::rational::rat;

    /// Random polynomials, their isolated roots, two to twelve decimals: a guess that is accepted is the rounded root, and
    /// with wide intervals nearly all are.
    #[test]
    fn guesses_that_are_accepted_are_right() {
        let mut state = 5;
        let mut random = |n: u64| crate::num::modpoly::random(&mut state) % n;
        let (mut accepted, mut all) = (0, 0);
        for _ in 0..400 {
            let coeffs: Vec<i64> = (0..3 + random(6)).map(|_| random(41) as i64 - 20).collect();
            let f = squarefree_part(&IntPoly::from_i64(&coeffs));
            for (lo, hi) in isolate(&f) {
                for digits in [2, 5, 10, 12] {
                    all += 1;
                    if let Some(n) = rounded_by_guess(&f, &lo, &hi, digits) {
                        accepted += 1;
                        let text = crate::num::rational::decimal_of_scaled(&n, digits);
                        assert_eq!(text, root_decimal(&f, &lo, &hi, digits), "{coeffs:?}");
                    }
                }
            }
        }
        assert!(all > 2000 && accepted * 10 > all * 7, "{accepted} of {all}");
    }

    #[test]
    fn a_root_between_two_decimals_and_a_narrow_interval_are_left_open() {
        // 3/2 lies between 1 and 2.
        let f = IntPoly::from_i64(&[-3, 2]);
        assert_eq!(rounded_by_guess(&f, &rat(1, 1), &rat(2, 1), 0), None);
        // Half a unit is wider than the interval.
        let f = IntPoly::from_i64(&[-2, 0, 1]);
        assert_eq!(rounded_by_guess(&f, &rat(7, 5), &rat(3, 2), 1), None);
        assert_eq!(
            rounded_by_guess(&f, &rat(1, 1), &rat(2, 1), 2),
            Some(Int::from(141))
        );
    }
}
