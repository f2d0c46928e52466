//! Width bounds of one `certify` statement: levels, crossings, widths, the Pareto front.

use super::analysis::{Analysis, LimitReached};
use super::area::Area;
use super::classification;
use super::convert::num;
use super::every::is_extremal;
use super::layers::Layers;
use super::{polynomial, triples, units};
use crate::certificate::{
    Between, BoundBlock, CrossingMethod, FrontLevel, FrontRow, Integer, Norm, SupRow, Unit,
    UpperWidth, WidthCell,
};
use crate::graph::exact::{Budget, Tower};
use crate::graph::levels::{self, Levels};
use crate::graph::paths::path_counts;
use crate::graph::summary::crossings;
use crate::num::rational::rat;
use crate::num::{Int, Number};
use crate::theory::narrow::least_narrow_width;
use crate::theory::sandwich::best_split;
use crate::theory::sup::least_width;
use crate::theory::total::{least_neurons, least_neurons_at_depth};

/// Which levels a bound is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LevelChoice {
    /// The pair with the most crossings.
    Auto,
    /// These levels, `x < y`.
    Levels(Number, Number),
    /// The pair with the most crossings among those at least `2 error` apart.
    Tolerance(Number),
}

/// What one `certify` statement asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The iterates `t`.
    pub iterates: Vec<u64>,
    /// The depths `k >= 1`.
    pub depths: Vec<u32>,
    /// The norms.
    pub norms: Vec<Norm>,
    /// The levels.
    pub between: LevelChoice,
    /// Kinds of units, each once, that get a table of sizes beside the rows of the sup norm.
    pub units: Vec<Unit>,
}

impl Default for Request {
    fn default() -> Request {
        Request {
            iterates: vec![10, 20],
            depths: (1..=6).collect(),
            norms: vec![Norm::Sup, Norm::L1],
            between: LevelChoice::Auto,
            units: Vec::new(),
        }
    }
}

/// The crossings of one pair of levels by one iterate.
#[derive(Clone, Debug, PartialEq)]
pub struct Crossing {
    /// The lower level.
    pub x: Number,
    /// The upper level.
    pub y: Number,
    /// The number of crossings.
    pub count: Int,
    /// How it was found.
    pub method: CrossingMethod,
}

/// How many entries of a Pareto front are kept.
const FRONT: usize = 12;
/// States of the exact recursion for maps that are not Markov.
const BUDGET: Budget = Budget {
    states: 200_000,
    bits: 40_000_000,
};
/// Up to this iterate the best split is searched.
const SPLITS: u64 = 400;

/// The largest iterate of the requests for which a split is searched.
pub fn largest_split(requests: &[Request]) -> u64 {
    let asked = requests.iter().flat_map(|r| r.iterates.iter().copied());
    asked.filter(|&t| t <= SPLITS).max().unwrap_or(0)
}

/// The parts of all splits, without those that are 0.
pub fn parts(blocks: &[BoundBlock]) -> impl Iterator<Item = u64> {
    let cells = blocks.iter().flat_map(|b| &b.sup).flat_map(|r| &r.widths);
    let splits = cells.filter_map(|c| c.upper.as_ref()).map(|u| &u.split);
    splits.flatten().copied().filter(|s| *s > 0)
}

/// The bounds of one `certify` statement; `layers` reach at least as far as [`largest_split`].
pub fn block(
    analysis: &Analysis,
    request: &Request,
    layers: Option<&Layers>,
) -> Result<BoundBlock, LimitReached> {
    let mut iterates = request.iterates.clone();
    iterates.sort_unstable();
    iterates.dedup();
    let mut depths = request.depths.clone();
    depths.sort_unstable();
    depths.dedup();
    let between = match &request.between {
        LevelChoice::Auto => Between::Auto {},
        LevelChoice::Levels(x, y) => Between::Levels {
            x: num(x),
            y: num(y),
        },
        LevelChoice::Tolerance(e) => Between::Tolerance { error: num(e) },
    };
    let norms = known_norms(analysis, request);
    let extremal = is_extremal(analysis);
    let mut sup = Vec::new();
    let mut front = Vec::new();
    let mut l1 = Vec::new();
    let mut labels = Vec::new();
    let mut three = Vec::new();
    for &t in &iterates {
        if let Some(found) = crossing(analysis, t, &request.between)? {
            if norms.contains(&Norm::Sup) {
                sup.push(sup_row(t, &found, &depths, layers));
                if let LevelChoice::Tolerance(e) = &request.between
                    && let Some(better) = triples::better(analysis, t, e, &found.count)
                {
                    three.push(triples::row(t, &better, &depths));
                }
            }
            if norms.contains(&Norm::Classification) {
                labels.push(classification::row(analysis, t, &found, &depths));
            }
        }
        if norms.contains(&Norm::L1) {
            l1.extend(Area::new(analysis, t, &request.between)?.rows(&depths, extremal));
        }
        if norms.contains(&Norm::Sup)
            && request.between == LevelChoice::Auto
            && let Some(images) = &analysis.images
        {
            front.push(front_row(analysis, images, t));
        }
    }
    // A norm is named where it has rows: two levels far enough apart, numbers that are not too large.
    let answered = |norm: &Norm| match norm {
        Norm::Sup => !sup.is_empty(),
        Norm::L1 => !l1.is_empty(),
        Norm::Classification => !labels.is_empty(),
    };
    let kinds = if sup.is_empty() {
        &[][..]
    } else {
        &request.units
    };
    Ok(BoundBlock {
        units: units::tables(kinds, &sup, &three, &depths),
        between,
        depths,
        norms: norms.into_iter().filter(answered).collect(),
        sup,
        front,
        l1,
        classification: labels,
        three_points: three,
    })
}

/// The norms asked for, in order. Nothing is said in L1 about an orbit without a Lipschitz constant,
/// nor about a constant map.
pub fn known_norms(analysis: &Analysis, request: &Request) -> Vec<Norm> {
    let area = analysis.lipschitz.as_ref().is_some_and(|l| !l.is_zero());
    let known = |n: &Norm| *n != Norm::L1 || area;
    let mut norms: Vec<Norm> = request.norms.iter().copied().filter(known).collect();
    norms.sort_unstable();
    norms.dedup();
    norms
}

fn sup_row(t: u64, found: &Crossing, depths: &[u32], layers: Option<&Layers>) -> SupRow {
    let known = layers.filter(|l| t <= SPLITS && t < l.widths.len() as u64);
    let cell = |&depth: &u32| WidthCell {
        depth,
        width: Integer(least_width(&found.count, depth)),
        neurons: Integer(least_neurons_at_depth(&found.count, depth)),
        narrow: Integer(least_narrow_width(&found.count, depth)),
        upper: known.map(|l| {
            let (width, split) = best_split(&l.widths, t as usize, depth as usize);
            UpperWidth {
                width: Integer(width),
                split,
            }
        }),
    };
    SupRow {
        iterate: t,
        x: num(&found.x),
        y: num(&found.y),
        crossings: Integer(found.count.clone()),
        crossing_method: found.method.clone(),
        error: num(&half_gap(&found.x, &found.y)),
        neurons: Integer(least_neurons(&found.count)),
        widths: depths.iter().map(cell).collect(),
    }
}

/// `(y - x)/2`.
pub fn half_gap(x: &Number, y: &Number) -> Number {
    (y - x) * Number::from(rat(1, 2))
}

fn front_row(analysis: &Analysis, images: &[usize], t: u64) -> FrontRow {
    let points = &analysis.partition.points;
    let level = |l: Levels| {
        let (x, y) = (&points[l.low], &points[l.high]);
        FrontLevel {
            x: num(x),
            y: num(y),
            error: num(&half_gap(x, y)),
            crossings: Integer(l.crossings),
        }
    };
    let levels = levels::pareto_front(points, images, t as usize, FRONT)
        .into_iter()
        .map(level)
        .collect();
    FrontRow { iterate: t, levels }
}

/// The crossings at the chosen levels; `None` if no pair of points is far enough apart for the tolerance.
pub fn crossing(
    analysis: &Analysis,
    t: u64,
    choice: &LevelChoice,
) -> Result<Option<Crossing>, LimitReached> {
    if t > analysis.limits.max_iterate {
        return Err(LimitReached::Iterate {
            given: t,
            limit: analysis.limits.max_iterate,
        });
    }
    match &analysis.images {
        Some(images) => Ok(markov(analysis, images, t as usize, choice)),
        None if analysis.polynomial.is_some() => Ok(polynomial::cover(analysis, t, choice)),
        None => open(analysis, t, choice),
    }
}

fn markov(
    analysis: &Analysis,
    images: &[usize],
    t: usize,
    choice: &LevelChoice,
) -> Option<Crossing> {
    let points = &analysis.partition.points;
    let at = |l: Levels| Crossing {
        x: points[l.low].clone(),
        y: points[l.high].clone(),
        count: l.crossings,
        method: CrossingMethod::Summary {},
    };
    match choice {
        LevelChoice::Auto => levels::best_levels_auto(points, images, t).map(at),
        LevelChoice::Tolerance(e) => {
            levels::best_levels_tolerance(points, images, t, &(e + e)).map(at)
        }
        LevelChoice::Levels(x, y) => Some(Crossing {
            x: x.clone(),
            y: y.clone(),
            count: crossings(points, images, t, x, y),
            method: CrossingMethod::Summary {},
        }),
    }
}

/// A partition that is not closed: pairs of its points are tried with the exact recursion while that is possible,
/// otherwise the paths of the inner covering graph count. Its points lie close together, so that without a tolerance
/// only pairs at least a sixteenth of the domain apart are tried.
fn open(
    analysis: &Analysis,
    t: u64,
    choice: &LevelChoice,
) -> Result<Option<Crossing>, LimitReached> {
    let points = &analysis.partition.points;
    let tower = Tower::new(&analysis.f, t as usize, BUDGET);
    let exact = |tower: &Tower, x: &Number, y: &Number| Crossing {
        x: x.clone(),
        y: y.clone(),
        count: tower.crossings(x, y),
        method: CrossingMethod::Summary {},
    };
    let out_of_reach = LimitReached::Crossings { iterate: t };
    let gap = match choice {
        LevelChoice::Levels(x, y) => {
            return tower.map(|w| Some(exact(&w, x, y))).ok_or(out_of_reach);
        }
        LevelChoice::Auto => (analysis.f.right() - analysis.f.left()) * Number::from(rat(1, 16)),
        LevelChoice::Tolerance(e) => e + e,
    };
    let Some(tower) = tower else {
        let auto = *choice == LevelChoice::Auto;
        return if auto {
            Ok(best_paths(analysis, t))
        } else {
            Err(out_of_reach)
        };
    };
    let high = |low: usize| (low + 1..points.len()).find(|&b| &points[b] - &points[low] >= gap);
    let pairs = (0..points.len()).filter_map(|low| Some((low, high(low)?)));
    Ok(best(
        pairs
            .map(|(a, b)| exact(&tower, &points[a], &points[b]))
            .collect(),
    ))
}

/// The most crossings, the wider pair on a tie, then the leftmost.
pub(super) fn best(found: Vec<Crossing>) -> Option<Crossing> {
    let key = |c: &Crossing| (c.count.clone(), &c.y - &c.x);
    found.into_iter().rev().max_by(|a, b| key(a).cmp(&key(b)))
}

fn best_paths(analysis: &Analysis, t: u64) -> Option<Crossing> {
    let counts = path_counts(&analysis.covering.rows, t as usize);
    let points = &analysis.partition.points;
    let at = |(j, count): (usize, Int)| Crossing {
        x: points[j].clone(),
        y: points[j + 1].clone(),
        count,
        method: CrossingMethod::Paths { interval: j },
    };
    best(counts.into_iter().enumerate().map(at).collect())
}

/// The least number of pieces that is not excluded from an error below that of the levels, or below the tolerance: the
/// crossings, or by three points where these ask for more.
pub fn pieces_needed(analysis: &Analysis, t: u64, choice: &LevelChoice, found: &Crossing) -> Int {
    let by_points = match choice {
        LevelChoice::Tolerance(e) => triples::better(analysis, t, e, &found.count),
        _ => None,
    };
    by_points.map_or_else(|| found.count.clone(), |f| Int::from(f.len() + 1))
}
