//! The certificate of one map.

use super::analysis::{Analysis, LimitReached};
use super::convert::{self, integers, nums};
use super::layers::Layers;
use super::{Lengths, Subject, bounds, every, growth, ladder, layers, polynomial};
use crate::certificate as data;
use crate::certificate::{
    BoundBlock, CharPoly, Every, Factor, FieldData, Growth, Kind, LadderRow, LayerRow,
    MapCertificate, OddPeriod, Partition, Periods,
};
use crate::graph::exact::{Budget, laps_exact, laps_exact_upto};
use crate::graph::laps::laps_upto;
use crate::graph::pieces::pieces_upto;
use crate::num::{Int, Number, parallel};
use crate::period::point::has_least_period;
use crate::period::{self, Count, fixed::fixed_points_upto};

/// Periods up to this one are listed with a point each (and the strongest one, whatever it is).
const LISTED_PERIODS: usize = 10;

/// Everything that is proved about one map.
pub fn map_certificate(
    subject: &Subject,
    lengths: Lengths,
) -> Result<MapCertificate, LimitReached> {
    let a = subject.analysis;
    let (dynamics, iterates) = parallel::both(|| Dynamics::of(subject), || Iterates::of(subject));
    let iterates = iterates?;
    let known = a.images.as_ref().filter(|_| a.polynomial.is_none());
    let lines = a.f.simplified();
    let vertices = match a.kind {
        Kind::Map => lines.vertices(),
        Kind::Orbit | Kind::Polynomial => a.f.vertices(),
    };
    let numbers = vertices.iter().flat_map(|(x, y)| [x, y]);
    let field = Number::common_field(numbers).expect("the resolver keeps a map in one field");
    let field = field.as_deref().map(convert::field);
    let layers = iterates
        .layers
        .map(|w| layer_rows(&w, &iterates.blocks, field.as_ref()));
    Ok(MapCertificate {
        name: subject.name.to_string(),
        kind: a.kind,
        origin: subject.origin.to_string(),
        field,
        vertices: vertices
            .iter()
            .map(|(x, y)| (convert::num(x), convert::num(y)))
            .collect(),
        lipschitz: a.lipschitz.as_ref().map(convert::num),
        polynomial: a.polynomial.as_deref().map(polynomial::data),
        constant_slope: a.polynomial.is_none() && a.constant_slope().is_some(),
        partition: Partition {
            closed: a.partition.closed,
            points: nums(&a.partition.points),
            images: a.partition.images.clone(),
            rows: a.covering.rows.clone(),
        },
        charpoly: charpoly(a),
        growth: dynamics.growth,
        laps: integers(laps(a, lengths.laps)),
        pieces: known.map(|images| {
            integers(pieces_upto(&a.partition.points, images, lengths.laps).split_off(1))
        }),
        fixed_points: known.map(|images| {
            fixed_points_upto(images, lengths.periods)
                .into_iter()
                .map(count)
                .collect()
        }),
        periods: dynamics.periods,
        layers,
        certify: iterates.blocks,
        every: iterates.every,
        ladder: dynamics.ladder,
        odd_period: dynamics.odd_period,
    })
}

/// Periods, and growth beside what other theorems say of it.
struct Dynamics {
    periods: Periods,
    odd_period: Option<OddPeriod>,
    growth: Growth,
    ladder: Vec<LadderRow>,
}

impl Dynamics {
    fn of(subject: &Subject) -> Dynamics {
        let a = subject.analysis;
        let (periods, points) = match &a.polynomial {
            // Every continuous map of an interval into itself has a fixed point.
            Some(_) => (
                Periods {
                    strongest: 1,
                    exact: false,
                    points: Vec::new(),
                },
                Vec::new(),
            ),
            None => periods(a),
        };
        let odd = points
            .iter()
            .map(|(p, _)| *p)
            .find(|p| p % 2 == 1 && *p > 1);
        let growth = growth::growth(a);
        Dynamics {
            odd_period: ladder::odd_period(a, &points),
            ladder: ladder::rows(a, &growth, odd, &ladder::depths(&subject.requests)),
            periods,
            growth,
        }
    }
}

/// The bounds for the iterates and depths that were asked for, and for all iterates at once.
struct Iterates {
    layers: Option<Layers>,
    blocks: Vec<BoundBlock>,
    every: Vec<Every>,
}

impl Iterates {
    fn of(subject: &Subject) -> Result<Iterates, LimitReached> {
        let (a, requests) = (subject.analysis, &subject.requests);
        let layers = layers::layers(a, bounds::largest_split(requests) as usize);
        let blocks = requests
            .iter()
            .map(|r| bounds::block(a, r, layers.as_ref()));
        let blocks = blocks.collect::<Result<_, _>>()?;
        let norms = requests.iter().flat_map(|r| bounds::known_norms(a, r));
        Ok(Iterates {
            blocks,
            every: every::statements(a, &norms.collect::<Vec<_>>()),
            layers,
        })
    }
}

/// The parts of the splits for which the width of one hidden layer is decided. That no set of jumps has the right sum is
/// checked by coefficients, so that the field's polynomial must be seen to be irreducible.
fn layer_rows(layers: &Layers, blocks: &[BoundBlock], field: Option<&FieldData>) -> Vec<LayerRow> {
    let separated = field.is_none_or(|f| f.irreducible.is_some());
    let rows = layers.rows(bounds::parts(blocks)).into_values();
    rows.filter(|row| separated || row.left.is_some()).collect()
}

fn charpoly(a: &Analysis) -> CharPoly {
    let factor = |(f, m): &(crate::num::IntPoly, u32)| Factor {
        poly: convert::poly(f),
        multiplicity: *m,
    };
    CharPoly {
        coeffs: convert::poly(&a.spectrum.charpoly),
        factors: a.spectrum.factors.iter().map(factor).collect(),
        complete: a.spectrum.complete,
    }
}

/// `laps(f,t)` for `t = 1..=most`; as many as the budget allows if the partition is not closed.
pub fn laps(a: &Analysis, most: usize) -> Vec<Int> {
    if let Some(facts) = &a.polynomial {
        return facts.laps.iter().take(most).cloned().collect();
    }
    match &a.images {
        Some(images) => laps_upto(images, most).split_off(1),
        None => laps_exact_upto(&a.f, most, Budget::default()),
    }
}

/// `laps(f,t)`, if the budget allows.
pub fn laps_at(a: &Analysis, t: usize) -> Option<Int> {
    if let Some(facts) = &a.polynomial {
        return match t {
            0 => Some(Int::from(1)),
            t => facts.laps.get(t - 1).cloned(),
        };
    }
    match &a.images {
        Some(images) => Some(crate::graph::laps::laps(images, t)),
        None => laps_exact(&a.f, t, Budget::default()),
    }
}

/// The strongest period known: of the (connect-the-dots) map if its partition is closed, else among those found.
pub fn strongest_found(a: &Analysis) -> usize {
    if a.polynomial.is_some() {
        return 1;
    }
    match &a.images {
        Some(images) => period::least::strongest_period(images),
        None => period::sharkovsky::strongest(open_periods(a).iter().map(|p| p.0)).unwrap_or(1),
    }
}

/// The smallest odd period above 1 that is known, if there is one.
pub fn odd_period(a: &Analysis) -> Option<usize> {
    if a.polynomial.is_some() {
        return None;
    }
    match &a.images {
        Some(_) => Some(strongest_found(a)).filter(|s| s % 2 == 1 && *s > 1),
        None => open_periods(a)
            .iter()
            .map(|p| p.0)
            .find(|p| p % 2 == 1 && *p > 1),
    }
}

fn count(c: Count) -> data::Count {
    match c {
        Count::Finite(n) => data::Count::Finite(n),
        Count::Infinite => data::Count::Infinite,
    }
}

/// The periods with a point each, and the strongest one.
fn periods(a: &Analysis) -> (Periods, Vec<(usize, Number)>) {
    let Some(images) = &a.images else {
        let points = open_periods(a);
        let strongest = period::sharkovsky::strongest(points.iter().map(|(p, _)| *p)).unwrap_or(1);
        return (
            Periods {
                strongest,
                exact: false,
                points: ladder::period_points(&points),
            },
            points,
        );
    };
    let mut structure = period::Periods::new(images);
    let strongest = structure.strongest();
    let listed = (1..=LISTED_PERIODS)
        .filter(|m| *m != strongest)
        .chain([strongest]);
    let mut wanted: Vec<usize> = listed
        .filter(|&m| period::sharkovsky::forces(strongest, m) || m == strongest)
        .collect();
    wanted.sort_unstable();
    let mut points = Vec::new();
    for m in wanted {
        if let Some(x) = structure.point(&a.partition.points, m) {
            points.push((m, x));
        }
    }
    let found = points.iter().any(|(m, _)| *m == strongest);
    let strongest = if found {
        strongest
    } else {
        period::sharkovsky::strongest(points.iter().map(|p| p.0)).unwrap_or(1)
    };
    (
        Periods {
            strongest,
            exact: found,
            points: ladder::period_points(&points),
        },
        points,
    )
}

/// Periodic points of small period of a map that is not Markov: fixed points of the pieces of its first iterates.
fn open_periods(a: &Analysis) -> Vec<(usize, Number)> {
    const MOST_VERTICES: usize = 4_000;
    let mut found: Vec<(usize, Number)> = Vec::new();
    for m in 1..=LISTED_PERIODS {
        let Ok(power) = a.f.iterate(m as u32, MOST_VERTICES) else {
            break;
        };
        let point = fixed_points(power.vertices())
            .into_iter()
            .find(|x| has_least_period(&a.f, x, m));
        found.extend(point.map(|x| (m, x)));
    }
    found
}

/// The points where a polygon meets the diagonal, one for each segment at most.
fn fixed_points(vertices: &[(Number, Number)]) -> Vec<Number> {
    let mut out = Vec::new();
    for w in vertices.windows(2) {
        let ((x0, y0), (x1, y1)) = (&w[0], &w[1]);
        let (d0, d1) = (y0 - x0, y1 - x1);
        if d0.is_zero() {
            out.push(x0.clone());
        } else if d0.sign() * d1.sign() < 0 {
            out.push(x0 + &d0 * (x1 - x0) / (&d0 - &d1));
        }
    }
    out.extend(
        vertices
            .last()
            .filter(|(x, y)| x == y)
            .map(|(x, _)| x.clone()),
    );
    out
}
