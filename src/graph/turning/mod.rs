//! What the turning points of a polynomial tell: laps of its iterates, and points for an inner covering graph.

mod exact;
mod inner;
mod laps;
mod walk;

pub use inner::inner_points;
pub use laps::laps_upto;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::PolynomialMap;
    use crate::num::RatPoly;
    use crate::num::rational::{Int, Rat, rat};
    use num_traits::One;

    fn map(coeffs: &[(i64, i64)], a: (i64, i64), b: (i64, i64)) -> PolynomialMap {
        let coeffs = coeffs.iter().map(|(p, q)| rat(*p, *q)).collect();
        PolynomialMap::new(RatPoly::new(coeffs), rat(a.0, a.1), rat(b.0, b.1)).expect("a self-map")
    }

    /// Laps by brute force: sign changes of the values of `f^t` on a fine grid, in floating point.
    fn sampled(f: &PolynomialMap, t: usize) -> usize {
        let coeffs: Vec<f64> = f
            .poly()
            .coeffs()
            .iter()
            .map(|c| num_traits::ToPrimitive::to_f64(c).expect("small"))
            .collect();
        let end = |x: &Rat| num_traits::ToPrimitive::to_f64(x).expect("small");
        let (a, b) = (end(f.left()), end(f.right()));
        let n = 400_000;
        let value = |i: usize| {
            let mut x = a + (b - a) * (i as f64 + 0.137) / (n as f64 + 1.0);
            for _ in 0..t {
                x = coeffs.iter().rev().fold(0.0, |s, c| s * x + c);
            }
            x
        };
        let values: Vec<f64> = (0..n).map(value).collect();
        let rising: Vec<bool> = values.windows(2).map(|w| w[0] < w[1]).collect();
        1 + rising.windows(2).filter(|w| w[0] != w[1]).count()
    }

    #[test]
    fn laps_agree_with_fine_sampling() {
        let maps = [
            map(&[(0, 1), (4, 1), (-4, 1)], (0, 1), (1, 1)),
            map(&[(0, 1), (383, 100), (-383, 100)], (0, 1), (1, 1)),
            map(&[(0, 1), (37, 10), (-37, 10)], (0, 1), (1, 1)),
            map(&[(-7, 4), (0, 1), (1, 1)], (-7, 4), (7, 4)),
            map(&[(0, 1), (-3, 1), (0, 1), (4, 1)], (-1, 1), (1, 1)),
            map(&[(0, 1), (-5, 2), (0, 1), (3, 1)], (-1, 1), (1, 1)),
            map(&[(0, 1), (2, 1), (0, 1), (-2, 1)], (-1, 1), (1, 1)),
        ];
        for f in &maps {
            let laps = laps_upto(f, 5);
            assert_eq!(laps.len(), 5, "{:?}", f.poly());
            for (t, n) in laps.iter().enumerate() {
                assert_eq!(
                    *n,
                    Int::from(sampled(f, t + 1)),
                    "f^{} of {:?}",
                    t + 1,
                    f.poly()
                );
            }
        }
        let full: Vec<Int> = (1..=40).map(|t| Int::one() << t).collect();
        assert_eq!(laps_upto(&maps[0], 40), full);
    }

    #[test]
    fn points_stay_few_and_inside() {
        let f = map(&[(0, 1), (39, 10), (-39, 10)], (0, 1), (1, 1));
        let points = inner_points(&f, 16);
        assert!(points.len() > 8 && points.len() < 60, "{}", points.len());
        let full = map(&[(0, 1), (4, 1), (-4, 1)], (0, 1), (1, 1));
        assert_eq!(inner_points(&full, 16), [rat(0, 1), rat(1, 2), rat(1, 1)]);
    }
}
