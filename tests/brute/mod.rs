//! An oracle that composes maps exactly and counts by looking, and generators of random maps.

use num_traits::ToPrimitive;
use orbitex::map::PiecewiseLinear;
use orbitex::num::rational::{parse_rational, rat};
use orbitex::num::{Field, IntPoly, Number};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A small generator of random numbers (splitmix64), so that a failure can be repeated from its seed.
pub struct Random(u64);

impl Random {
    /// Seeded by `ORBITEX_SEED` if set.
    pub fn new(stream: u64) -> Random {
        let seed = std::env::var("ORBITEX_SEED")
            .ok()
            .and_then(|s| s.parse().ok())
            .unwrap_or(20_260_101u64);
        Random(seed.wrapping_mul(1_000_003).wrapping_add(stream))
    }
    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % n as u64) as usize
    }
    /// A random permutation of `0..n`.
    pub fn permutation(&mut self, n: usize) -> Vec<usize> {
        let mut p: Vec<usize> = (0..n).collect();
        for i in (1..n).rev() {
            p.swap(i, self.below(i + 1));
        }
        p
    }
}

/// A Markov map: increasing points and the index of each one's image.
#[derive(Debug, Clone)]
pub struct Markov {
    pub points: Vec<Number>,
    pub images: Vec<usize>,
}

impl Markov {
    pub fn map(&self) -> PiecewiseLinear {
        let value = |(p, &i): (&Number, &usize)| (p.clone(), self.points[i].clone());
        PiecewiseLinear::new(self.points.iter().zip(&self.images).map(value).collect()).unwrap()
    }
    /// The connect-the-dots map of values in one-line notation, on `1..=n`.
    pub fn pattern(values: &[usize]) -> Markov {
        let points = (1..=values.len() as i64).map(Number::from).collect();
        Markov {
            points,
            images: values.iter().map(|v| v - 1).collect(),
        }
    }
    pub fn random_pattern(random: &mut Random) -> Markov {
        let n = 2 + random.below(8);
        let values: Vec<usize> = random.permutation(n).iter().map(|v| v + 1).collect();
        Markov::pattern(&values)
    }
    /// A random finite set of rationals in [0,1] sent into itself, flat pieces included.
    pub fn random_rational(random: &mut Random) -> Markov {
        let den = [4, 6, 7, 12][random.below(4)];
        let mut chosen: BTreeSet<usize> = [0, den].into();
        for _ in 0..random.below(6) {
            chosen.insert(random.below(den));
        }
        Markov::random_images(
            chosen
                .iter()
                .map(|&k| Number::from(rat(k as i64, den as i64)))
                .collect(),
            random,
        )
    }
    /// A random finite set of fractional parts of multiples of a quadratic irrational sent into itself.
    pub fn random_quadratic(random: &mut Random) -> Markov {
        let field = if random.below(2) == 0 {
            field(&[-2, 0, 1])
        } else {
            field(&[-1, -1, 1])
        };
        let alpha = Number::generator(&field);
        let mut chosen = vec![Number::zero(), Number::one()];
        for _ in 0..1 + random.below(4) {
            let x = &alpha * Number::from(1 + random.below(7) as i64)
                / Number::from(1 + random.below(3) as i64);
            chosen.push(&x - Number::from(x.floor()));
        }
        chosen.sort();
        chosen.dedup();
        Markov::random_images(chosen, random)
    }
    fn random_images(points: Vec<Number>, random: &mut Random) -> Markov {
        let images = points.iter().map(|_| random.below(points.len())).collect();
        Markov { points, images }
    }
    /// Any of the three kinds.
    pub fn random(random: &mut Random) -> Markov {
        match random.below(3) {
            0 => Markov::random_pattern(random),
            1 => Markov::random_rational(random),
            _ => Markov::random_quadratic(random),
        }
    }
}

/// The field of the root in [1,2] of a polynomial, constant coefficient first.
pub fn field(poly: &[i64]) -> Arc<Field> {
    Field::new(IntPoly::from_i64(poly), (rat(1, 1), rat(2, 1)), "a")
}

/// A number from its coefficients, as text.
pub fn number(coeffs: &[String], field: Option<&Arc<Field>>) -> Number {
    let coeffs: Vec<_> = coeffs.iter().map(|c| parse_rational(c).unwrap()).collect();
    match field {
        Some(field) => Number::from_coeffs(field, &coeffs),
        None => Number::from(coeffs[0].clone()),
    }
}

/// `f^1, f^2, ...` while they have at most `max_pieces` pieces, at most `max_t` of them.
pub fn iterates(f: &PiecewiseLinear, max_t: usize, max_pieces: usize) -> Vec<PiecewiseLinear> {
    let mut out: Vec<PiecewiseLinear> = vec![f.simplified()];
    while out.len() < max_t {
        let next = f
            .after(&out[out.len() - 1], 1_000_000)
            .unwrap()
            .simplified();
        if next.pieces() > max_pieces {
            break;
        }
        out.push(next);
    }
    out
}

/// The crossings of a function at levels `x < y`, from the values at its vertices.
pub fn crossings(g: &PiecewiseLinear, x: &Number, y: &Number) -> usize {
    let marks: Vec<bool> = g
        .vertices()
        .iter()
        .filter_map(|(_, v)| {
            if v <= x {
                Some(false)
            } else {
                (v >= y).then_some(true)
            }
        })
        .collect();
    marks.windows(2).filter(|w| w[0] != w[1]).count()
}

/// The isolated fixed points and the maximal segments of fixed points, as seen segment by segment.
pub fn fixed(g: &PiecewiseLinear) -> (BTreeSet<Number>, Vec<(Number, Number)>) {
    let (mut points, mut segments) = (BTreeSet::new(), Vec::new());
    for w in g.vertices().windows(2) {
        let ((x0, y0), (x1, y1)) = (&w[0], &w[1]);
        let (d0, d1) = (y0 - x0, y1 - x1);
        if d0.is_zero() && d1.is_zero() {
            segments.push((x0.clone(), x1.clone()));
        } else if d0.sign() * d1.sign() <= 0 {
            points.insert(x0 + (x1 - x0) * &d0 / (&d0 - &d1));
        }
    }
    (points, segments)
}

/// For `m = 1, ..., iterates.len()`: the number of points of least period `m` (`None`: infinitely many).
pub fn least_periods(iterates: &[PiecewiseLinear]) -> Vec<Option<usize>> {
    let least = |x: &Number| {
        iterates
            .iter()
            .position(|g| g.eval(x).unwrap() == *x)
            .map(|k| k + 1)
    };
    let mut out = Vec::new();
    for (k, g) in iterates.iter().enumerate() {
        let (points, segments) = fixed(g);
        let off_centre = |(u, v): &(Number, Number)| u + (v - u) * Number::from(rat(5, 17));
        if segments
            .iter()
            .any(|s| least(&off_centre(s)) == Some(k + 1))
        {
            out.push(None);
        } else {
            out.push(Some(
                points.iter().filter(|x| least(x) == Some(k + 1)).count(),
            ));
        }
    }
    out
}

/// A count as a machine integer.
pub fn small(n: &orbitex::num::Int) -> usize {
    n.to_usize().unwrap()
}
