//! From a certificate's row to a claim: which theorem, which numbers, recounted and checked.

use super::count::{self, Lap};
use super::enclosure::Enclosure;
use super::narrow;
use super::{CoqOptions, ExportError, MAX_UNARY};
use crate::certificate::{Kind, MapCertificate, Num, SupRow};
use crate::num::rational::{Int, Rat, ceil_root, rat};
use num_traits::{One, Zero};

/// What the theorem is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The piecewise-linear map through `vertices`, which sends point `i` to point `images[i]`.
    Map {
        /// A closed partition.
        points: Vec<Num>,
        /// The index of each image.
        images: Vec<usize>,
        /// Levels: indices of points, the lower one first.
        levels: (usize, usize),
    },
    /// Every continuous map with the values `vertices`; value `i` is point `images[i]`.
    Set {
        /// The index of each image.
        images: Vec<usize>,
        /// Levels: indices of points, the lower one first.
        levels: (usize, usize),
    },
    /// The piecewise-linear map through `vertices`, by laps inside the intervals between `points`.
    Laps {
        /// The points.
        points: Vec<Rat>,
        /// The laps in each interval.
        rows: Vec<Vec<Lap>>,
        /// The levels are points `level` and `level + 1`.
        level: usize,
    },
}

/// A depth with the largest width that the crossings exclude.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excluded {
    /// The number of hidden layers.
    pub depth: u32,
    /// The width of each.
    pub width: Int,
    /// `(width + 1)^depth`, below the number of crossings.
    pub pieces: Int,
    /// Wrong labels that every such network has: `ceil((crossings - pieces)/2)`.
    pub labels: Int,
}

/// One statement, ready to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The map's name.
    pub name: String,
    /// How the file writes the map.
    pub origin: String,
    /// Where `alpha` is, if the numbers are not rational.
    pub field: Option<Enclosure>,
    /// A narrower interval for the parts that need one.
    pub sharp: Option<Enclosure>,
    /// The pairs `(p, f(p))`.
    pub vertices: Vec<(Num, Num)>,
    /// What the theorem is about.
    pub subject: Subject,
    /// The ends of the domain.
    pub ends: (Num, Num),
    /// The levels `x < y`.
    pub levels: (Num, Num),
    /// `(y - x)/2`.
    pub error: Num,
    /// `t`.
    pub iterate: u64,
    /// The number of crossings, recounted.
    pub crossings: Int,
    /// A Lipschitz constant: of the map, or assumed.
    pub lipschitz: Option<Num>,
    /// The theorem's depths, increasing.
    pub depths: Vec<Excluded>,
    /// Depths at which sign changes exclude a larger width (Theorem 11), increasing; `pieces` counts sign changes here.
    pub narrow: Vec<Excluded>,
}

/// The claim for the row that the options choose.
pub fn claim(map: &MapCertificate, options: &CoqOptions) -> Result<Claim, ExportError> {
    let row = choose_row(map, options)?;
    check_size("the iterate", row.iterate)?;
    check_size("the number of points", map.partition.points.len() as u64)?;
    let name = map.name.clone();
    let (subject, levels, crossings) = if map.partition.closed {
        closed(map, row)?
    } else {
        open(map, row)?
    };
    let depths = excluded(row, &crossings);
    if depths.is_empty() {
        return Err(ExportError::NothingExcluded { map: name });
    }
    depths
        .iter()
        .try_for_each(|d| check_size("the depth", u64::from(d.depth)))?;
    let narrow = narrow_depths(row, &crossings, &depths);
    let ends = match (map.partition.points.first(), map.partition.points.last()) {
        (Some(a), Some(b)) => (a.clone(), b.clone()),
        _ => return Err(malformed(map, "no points")),
    };
    let enclosure = enclosure(map, &levels)
        .ok_or_else(|| malformed(map, "points, vertices or slopes are not as they should be"))?;
    Ok(Claim {
        origin: map.origin.clone(),
        field: map.field.as_ref().map(|_| enclosure),
        sharp: None,
        vertices: map.vertices.clone(),
        error: half_difference(&levels.1, &levels.0),
        iterate: row.iterate,
        lipschitz: map.lipschitz.clone().filter(|l| !l.0.is_empty()),
        name,
        subject,
        ends,
        levels,
        crossings,
        depths,
        narrow,
    })
}

/// An interval for `alpha` in which Coq can decide all comparisons that the proof needs.
fn enclosure(map: &MapCertificate, levels: &(Num, Num)) -> Option<Enclosure> {
    let points: Vec<&Num> = map.partition.points.iter().collect();
    let stops: Vec<&Num> = map.vertices.iter().map(|v| &v.0).collect();
    let limit = map.lipschitz.as_ref().filter(|l| !l.0.is_empty());
    let enough = |e: &Enclosure| {
        e.increasing(&points)
            && e.increasing(&stops)
            && e.increasing(&[&levels.0, &levels.1])
            && limit.is_none_or(|l| e.slopes_within(l, &map.vertices))
            && (map.field.is_none() || map.kind == Kind::Orbit || e.separates(&points, &stops))
    };
    match &map.field {
        None => Some(Enclosure::rational()).filter(enough),
        Some(field) => Enclosure::around(field, enough),
    }
}

fn check_size(what: &'static str, value: u64) -> Result<(), ExportError> {
    if value > MAX_UNARY {
        Err(ExportError::TooLarge { what, value })
    } else {
        Ok(())
    }
}

fn malformed(map: &MapCertificate, what: &'static str) -> ExportError {
    ExportError::Malformed {
        map: map.name.clone(),
        what,
    }
}

/// The first row with the largest excluded width among those that fit the options.
fn choose_row<'a>(
    map: &'a MapCertificate,
    options: &CoqOptions,
) -> Result<&'a SupRow, ExportError> {
    let blocks = map.certify.iter().enumerate();
    let blocks = blocks.filter(|(i, _)| options.block.is_none_or(|b| b == *i));
    let rows = blocks.flat_map(|(_, b)| &b.sup);
    let rows = rows.filter(|r| options.iterate.is_none_or(|t| t == r.iterate));
    let width = |r: &SupRow| {
        r.widths
            .iter()
            .map(|c| c.width.0.clone())
            .max()
            .unwrap_or_default()
    };
    let mut best: Option<(&SupRow, Int)> = None;
    for row in rows {
        let w = width(row);
        if best.as_ref().is_none_or(|(_, b)| &w > b) {
            best = Some((row, w));
        }
    }
    match best {
        None => Err(ExportError::NoSuchRow {
            map: map.name.clone(),
        }),
        Some((_, w)) if w.is_zero() => Err(ExportError::NothingExcluded {
            map: map.name.clone(),
        }),
        Some((row, _)) => Ok(row),
    }
}

type Counted = (Subject, (Num, Num), Int);

/// Closed partition: any two levels, moved outwards to points; the count is that of the connect-the-dots map.
fn closed(map: &MapCertificate, row: &SupRow) -> Result<Counted, ExportError> {
    let points = &map.partition.points;
    let images: Option<Vec<usize>> = map.partition.images.iter().copied().collect();
    let images = images.filter(|s| s.len() == points.len() && s.iter().all(|i| *i < points.len()));
    let images = images.ok_or_else(|| malformed(map, "the images of the points are not points"))?;
    let (a, b) = level_indices(map, row)?;
    let crossings = count::levels(&images, a, b, row.iterate);
    if crossings < row.crossings.0 {
        let (stated, found) = (row.crossings.0.clone(), crossings);
        return Err(ExportError::CountDiffers {
            iterate: row.iterate,
            stated,
            found,
        });
    }
    let levels = (points[a].clone(), points[b].clone());
    let subject = match map.kind {
        Kind::Polynomial => return Err(not_covered(map, POLYNOMIAL)),
        Kind::Map => Subject::Map {
            points: points.clone(),
            images,
            levels: (a, b),
        },
        Kind::Orbit => {
            if map.vertices.len() != points.len() {
                return Err(malformed(map, "an orbit has as many vertices as points"));
            }
            Subject::Set {
                images,
                levels: (a, b),
            }
        }
    };
    Ok((subject, levels, crossings))
}

fn not_covered(map: &MapCertificate, what: &'static str) -> ExportError {
    ExportError::NotCovered {
        map: map.name.clone(),
        what,
    }
}

/// What is said of a polynomial.
const POLYNOMIAL: &str =
    "a polynomial; the library is about piecewise-linear maps and unknown maps with given values";

/// The largest point at most `x` and the smallest at least `y`; over a field the levels must be points.
fn level_indices(map: &MapCertificate, row: &SupRow) -> Result<(usize, usize), ExportError> {
    let points = &map.partition.points;
    let exact = |z: &Num| points.iter().position(|p| p == z);
    if let (Some(a), Some(b)) = (exact(&row.x), exact(&row.y)) {
        return if a < b {
            Ok((a, b))
        } else {
            Err(malformed(map, "the levels are not in order"))
        };
    }
    let rational: Option<Vec<Rat>> = points.iter().map(Num::to_rational).collect();
    let (Some(p), Some(x), Some(y)) = (rational, row.x.to_rational(), row.y.to_rational()) else {
        return Err(malformed(map, "the levels are not points of the partition"));
    };
    let (below, b) = (
        p.partition_point(|p| p <= &x),
        p.partition_point(|p| p < &y),
    );
    if x >= y {
        return Err(malformed(map, "the levels are not in order"));
    }
    if below == 0 || b == p.len() {
        return Err(ExportError::NothingExcluded {
            map: map.name.clone(),
        });
    }
    Ok((below - 1, b))
}

/// Partition not closed: neighbouring points as levels, counted by laps.
fn open(map: &MapCertificate, row: &SupRow) -> Result<Counted, ExportError> {
    let points: Option<Vec<Rat>> = map.partition.points.iter().map(Num::to_rational).collect();
    let pair = |(x, y): &(Num, Num)| Some((x.to_rational()?, y.to_rational()?));
    let vertices: Option<Vec<(Rat, Rat)>> = map.vertices.iter().map(pair).collect();
    let (Some(points), Some(vertices)) = (points, vertices) else {
        return Err(not_covered(
            map,
            "a map over Q(alpha) whose partition is not closed",
        ));
    };
    if map.kind == Kind::Polynomial {
        return Err(not_covered(map, POLYNOMIAL));
    }
    if map.kind == Kind::Orbit {
        return Err(malformed(map, "an orbit has a closed partition"));
    }
    let increasing = |z: &[&Rat]| z.windows(2).all(|w| w[0] < w[1]);
    if !increasing(&points.iter().collect::<Vec<_>>())
        || !increasing(&vertices.iter().map(|v| &v.0).collect::<Vec<_>>())
    {
        return Err(malformed(map, "points or vertices are not in order"));
    }
    let rows = count::laps(&vertices, &points);
    let (level, crossings) = best_level(&rows, &points, row)
        .ok_or_else(|| malformed(map, "no interval between the levels"))?;
    let levels = (
        Num::rational(points[level].clone()),
        Num::rational(points[level + 1].clone()),
    );
    Ok((
        Subject::Laps {
            points,
            rows,
            level,
        },
        levels,
        crossings,
    ))
}

/// The interval between the row's levels with the most crossings, the widest on a tie.
fn best_level(rows: &[Vec<Lap>], points: &[Rat], row: &SupRow) -> Option<(usize, Int)> {
    let (x, y) = (row.x.to_rational()?, row.y.to_rational()?);
    let inside = (0..rows.len()).filter(|&j| x <= points[j] && points[j + 1] <= y);
    let counted = inside.map(|j| (j, count::adjacent(rows, row.iterate, j)));
    counted.max_by_key(|(j, n)| {
        (
            n.clone(),
            &points[j + 1] - &points[*j],
            std::cmp::Reverse(*j),
        )
    })
}

/// For each depth of the row the width below its cell, or the largest that the recount excludes if that is smaller.
fn excluded(row: &SupRow, crossings: &Int) -> Vec<Excluded> {
    let cell = |c: &crate::certificate::WidthCell| {
        let two = Int::from(2);
        let largest = if c.depth == 0 {
            return None;
        } else {
            ceil_root(crossings, c.depth) - two
        };
        let width = (&c.width.0 - Int::one()).min(largest);
        if width < Int::zero() {
            return None;
        }
        let pieces = (&width + Int::one()).pow(c.depth);
        let labels = (crossings - &pieces + Int::one()) / Int::from(2);
        Some(Excluded {
            depth: c.depth,
            width,
            pieces,
            labels,
        })
    };
    row.widths.iter().filter_map(cell).collect()
}

/// The depths of the row at which narrow layers gain.
fn narrow_depths(row: &SupRow, crossings: &Int, depths: &[Excluded]) -> Vec<Excluded> {
    let cells = row.widths.iter().map(|c| c.depth).filter(|k| *k > 0);
    let by_pieces = |k: u32| depths.iter().find(|d| d.depth == k).map(|d| &d.width);
    cells
        .filter(|k| u64::from(*k) <= MAX_UNARY)
        .filter_map(|k| narrow::excluded(crossings, k, by_pieces(k)))
        .collect()
}

/// `(y - x)/2`.
fn half_difference(y: &Num, x: &Num) -> Num {
    let zero = Rat::zero();
    let at = |n: &Num, i: usize| n.0.get(i).unwrap_or(&zero).clone();
    let length = y.0.len().max(x.0.len());
    let mut out: Vec<Rat> = (0..length)
        .map(|i| (at(y, i) - at(x, i)) * rat(1, 2))
        .collect();
    while out.last().is_some_and(Zero::is_zero) {
        out.pop();
    }
    Num(out)
}
