//! Growth rates that other theorems give for the same map, and Theorem 9 for an orbit of odd period.

use super::analysis::Analysis;
use super::convert::{self, DECIMALS, interval, num, nums, poly, root_decimal};
use crate::certificate::{Growth, LadderRow, OddPeriod, PeriodPoint};
use crate::graph::RealRoot;
use crate::num::isolate::largest_real_root;
use crate::num::rational::rat;
use crate::num::{IntPoly, Number};
use crate::theory::loops::loop_poly;
use crate::theory::odd_period::stefan_poly;

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

/// The rows, weakest first: bounds from the smallest odd period, the map's own growth, the Lipschitz constant.
pub fn rows(analysis: &Analysis, growth: &Growth, odd: Option<usize>) -> Vec<LadderRow> {
    let mut rows = Vec::new();
    if let Some(p) = odd {
        rows.push(row(
            "loop_bound",
            p,
            &largest_root(&loop_poly(p)),
            &["stefan", "loop"],
        ));
        rows.push(row(
            "odd_period_bound",
            p,
            &largest_root(&stefan_poly(p)),
            &["stefan"],
        ));
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
            ..plain("own", decimal.clone())
        }),
        Growth::ConstantSlope { decimal, .. } => rows.push(plain("own", decimal.clone())),
        Growth::Enclosure { .. } => {}
    }
    if let Some(lipschitz) = &analysis.lipschitz {
        rows.push(plain("lipschitz", lipschitz.decimal(DECIMALS)));
    }
    rows
}

fn row(id: &str, period: usize, root: &RealRoot, relies_on: &[&str]) -> LadderRow {
    LadderRow {
        id: id.to_string(),
        period: Some(period),
        poly: Some(poly(&root.poly)),
        interval: Some(interval(&root.lo, &root.hi)),
        decimal: root_decimal(root, DECIMALS),
        relies_on: relies_on.iter().map(ToString::to_string).collect(),
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
