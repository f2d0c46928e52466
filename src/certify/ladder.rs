//! Growth rates that other theorems give for the same map, and Theorem 9 for an orbit of odd period.

use super::Request;
use super::analysis::Analysis;
use super::convert::{self, DECIMALS, interval, num, nums, poly, root_decimal};
use crate::certificate::{
    Growth, Integer, LadderRow, OddPeriod, PeriodPoint, Ratio, RationalWitness, Start,
};
use crate::graph::RealRoot;
use crate::num::isolate::largest_real_root;
use crate::num::rational::{Rat, rat};
use crate::num::{IntPoly, Number};
use crate::period::increasing::monotone_cycle;
use crate::theory::increasing::increasing_poly;
use crate::theory::loops::loop_poly;
use crate::theory::odd_period::stefan_poly;
use crate::theory::threshold::first_iterates;
use num_traits::One;

/// Increasing cycles are looked for up to this length.
pub const LONGEST_CYCLE: usize = 12;
/// Later first iterates are not stated.
const LATEST: u64 = 10_000;

/// The largest real root of a polynomial that has one, in a narrow interval.
pub fn largest_root(poly: &IntPoly) -> RealRoot {
    let (lo, hi) =
        largest_real_root(poly).expect("the polynomials of the ladder have a root above 1");
    RealRoot {
        poly: poly.clone(),
        lo,
        hi,
    }
    .in_short_interval()
}

/// The rows, weakest first: bounds from the smallest odd period and from an increasing cycle, what the inner covering graph of
/// an open partition gives, the map's own growth, the Lipschitz constant. Each but the last with the iterates from which on it
/// excludes width 1 at these depths.
pub fn rows(
    analysis: &Analysis,
    growth: &Growth,
    odd: Option<usize>,
    depths: &[u32],
) -> Vec<LadderRow> {
    let mut rows = Vec::new();
    if let Some(p) = odd {
        let from_odd =
            |id, poly, relies_on| from_root(id, p, &largest_root(&poly), relies_on, depths);
        rows.push(from_odd(
            "loop_bound",
            loop_poly(p),
            &["stefan", "loop"][..],
        ));
        rows.push(from_odd(
            "odd_period_bound",
            stefan_poly(p),
            &["stefan"][..],
        ));
    }
    if let Some(cycle) = increasing_cycle(analysis) {
        let p = cycle.len();
        rows.push(LadderRow {
            points: Some(nums(&cycle)),
            ..from_root(
                "increasing_bound",
                p,
                &largest_root(&increasing_poly(p)),
                &[],
                depths,
            )
        });
    }
    match growth {
        Growth::Exact {
            poly,
            interval,
            decimal,
            ..
        } => rows.push(LadderRow {
            poly: Some(poly.clone()),
            interval: Some(interval.clone()),
            starts: own_root(poly, interval).and_then(|root| starts(&root, depths)),
            ..plain("own", decimal.clone())
        }),
        Growth::ConstantSlope { lower, decimal, .. } => {
            rows.extend(inner(lower, depths));
            rows.push(plain("own", decimal.clone()));
        }
        Growth::Enclosure { lower, .. } => rows.extend(inner(lower, depths)),
    }
    if let Some(lipschitz) = &analysis.lipschitz {
        rows.push(plain("lipschitz", lipschitz.decimal(DECIMALS)));
    }
    rows
}

/// The rate of the lower witness of an open partition, if it is above 1: its vector has an entry 1, so the constant is 1.
fn inner(lower: &RationalWitness, depths: &[u32]) -> Option<LadderRow> {
    let rate = &lower.rate.0;
    (*rate > Rat::one()).then(|| LadderRow {
        starts: starts(&RealRoot::rational(rate), depths),
        ..plain("inner", Number::from(rate).decimal(DECIMALS))
    })
}

/// The longest cycle along which the map (of an orbit, its connect-the-dots map) increases, or decreases, that is found.
pub fn increasing_cycle(analysis: &Analysis) -> Option<Vec<Number>> {
    let images = analysis.images.as_ref()?;
    // Longer cycles force more growth: the polynomial is negative exactly before its only positive root.
    let forced = |p: &usize| increasing_poly(*p).sign_at(&analysis.spectrum.growth.hi) >= 0;
    let most = (3..=LONGEST_CYCLE).take_while(forced).last()?;
    monotone_cycle(&analysis.partition.points, images, most)
}

fn own_root(poly: &[Integer], (lo, hi): &(Ratio, Ratio)) -> Option<RealRoot> {
    let poly = IntPoly::new(poly.iter().map(|c| c.0.clone()).collect());
    let (lo, hi) = (lo.0.clone(), hi.0.clone());
    Some(RealRoot { poly, lo, hi }).filter(|r| r.lo >= Rat::one() && r.hi > Rat::one())
}

/// The first iterates for these depths, as far as they are not too late.
fn starts(root: &RealRoot, depths: &[u32]) -> Option<Vec<Start>> {
    let found = depths.iter().zip(first_iterates(root, depths, LATEST));
    let found = found.map_while(|(&depth, iterate)| {
        let iterate = iterate?;
        Some(Start { depth, iterate })
    });
    Some(found.collect()).filter(|s: &Vec<Start>| !s.is_empty())
}

/// The depths of all requests.
pub fn depths(requests: &[Request]) -> Vec<u32> {
    let mut depths: Vec<u32> = requests.iter().flat_map(|r| r.depths.clone()).collect();
    depths.sort_unstable();
    depths.dedup();
    depths
}

fn from_root(
    id: &str,
    period: usize,
    root: &RealRoot,
    relies_on: &[&str],
    depths: &[u32],
) -> LadderRow {
    LadderRow {
        period: Some(period),
        poly: Some(poly(&root.poly)),
        interval: Some(interval(&root.lo, &root.hi)),
        relies_on: relies_on.iter().map(ToString::to_string).collect(),
        starts: starts(root, depths),
        ..plain(id, root_decimal(root, DECIMALS))
    }
}

fn plain(id: &str, decimal: String) -> LadderRow {
    LadderRow {
        id: id.to_string(),
        period: None,
        poly: None,
        interval: None,
        decimal,
        relies_on: Vec::new(),
        points: None,
        starts: None,
    }
}

/// Theorem 9 for the orbit of the smallest odd period among the periodic points found.
pub fn odd_period(analysis: &Analysis, points: &[(usize, Number)]) -> Option<OddPeriod> {
    let (period, start) = points.iter().find(|(p, _)| p % 2 == 1 && *p > 1)?;
    let mut orbit = vec![start.clone()];
    while orbit.len() < *period {
        orbit.push(analysis.f.eval(orbit.last().expect("not empty"))?);
    }
    orbit.sort();
    let images = orbit
        .iter()
        .map(|x| orbit.binary_search(&analysis.f.eval(x)?).ok())
        .collect::<Option<Vec<_>>>()?;
    let gap = orbit.windows(2).map(|w| &w[1] - &w[0]).min()?;
    let root = largest_root(&stefan_poly(*period));
    Some(OddPeriod {
        period: *period,
        points: nums(&orbit),
        images,
        poly: poly(&root.poly),
        interval: interval(&root.lo, &root.hi),
        decimal: root_decimal(&root, DECIMALS),
        error: num(&(gap * Number::from(rat(1, 2)))),
    })
}

/// Periodic points as the certificate writes them.
pub fn period_points(points: &[(usize, Number)]) -> Vec<PeriodPoint> {
    points
        .iter()
        .map(|(period, point)| PeriodPoint {
            period: *period,
            point: convert::num(point),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::certify::analysis::Limits;
    use crate::map::PiecewiseLinear;

    /// Random cyclic patterns of three to seven points: lengths that the growth excludes have no cycle.
    #[test]
    fn the_growth_hides_no_increasing_cycle() {
        let mut found = 0;
        for n in 3..=7usize {
            let mut seed = n as u64;
            for _ in 0..60 {
                let images = cyclic(n, &mut seed);
                let vertices = images.iter().enumerate().map(|(i, &j)| {
                    let whole = |k: usize| Number::from(rat(k as i64, 1));
                    (whole(i), whole(j))
                });
                let map = PiecewiseLinear::new(vertices.collect()).expect("increasing");
                let analysis = Analysis::of_map(&map, Limits::default());
                let images = analysis.images.as_ref().expect("closed");
                let all = monotone_cycle(&analysis.partition.points, images, LONGEST_CYCLE);
                assert_eq!(increasing_cycle(&analysis), all);
                found += usize::from(all.is_some());
            }
        }
        assert!((50..290).contains(&found), "{found}");
    }

    fn cyclic(n: usize, seed: &mut u64) -> Vec<usize> {
        let mut order: Vec<usize> = (0..n).collect();
        for i in (1..n).rev() {
            *seed = seed
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            order.swap(i, (*seed >> 33) as usize % (i + 1));
        }
        let mut images = vec![0; n];
        for i in 0..n {
            images[order[i]] = order[(i + 1) % n];
        }
        images
    }
}
