//! A look at a certificate's indices and lengths before anything is printed, so that nothing later can be out of range.

use super::ReportError;
use super::number::Numbers;
use crate::certificate::{
    AreaBound, Between, BoundBlock, Certificate, CrossingMethod, Every, Growth, GrowthWitness,
    MapCertificate, Num, PieceCell,
};
use num_traits::Signed;

/// Refuses a certificate whose parts do not fit together. It checks shapes, not mathematics.
pub fn check(cert: &Certificate) -> Result<(), ReportError> {
    if cert.maps.is_empty() && cert.assumptions.is_empty() {
        return Err(ReportError::Malformed("it holds no map"));
    }
    if let Some(notation) = &cert.notation {
        let fields = cert.maps.iter().filter_map(|m| m.field.as_ref());
        let sound = notation.check(fields.map(|f| f.name.as_str())).is_ok();
        ensure(sound, "its notation is none")?;
    }
    cert.maps.iter().try_for_each(check_map)
}

fn ensure(fine: bool, what: &'static str) -> Result<(), ReportError> {
    if fine {
        Ok(())
    } else {
        Err(ReportError::Malformed(what))
    }
}

fn check_map(map: &MapCertificate) -> Result<(), ReportError> {
    let numbers = Numbers::new(map.field.as_ref())?;
    let points = map.partition.points.len();
    ensure(map.vertices.len() >= 2, "a map needs two vertices")?;
    ensure(points >= 2, "a partition needs two points")?;
    ensure(
        map.partition.images.len() == points,
        "images do not match the points",
    )?;
    ensure(
        map.partition.rows.len() == points - 1,
        "rows do not match the points",
    )?;
    let inside = |i: &Option<usize>| i.map_or(!map.partition.closed, |i| i < points);
    ensure(
        map.partition.images.iter().all(inside),
        "an image is not a point",
    )?;
    ensure(
        map.partition
            .rows
            .iter()
            .all(|(lo, hi)| lo <= hi && *hi < points),
        "a row leaves the matrix",
    )?;
    ensure(
        all_numbers(map).into_iter().all(|n| numbers.holds(n)),
        "a number is not in the field of its map",
    )?;
    for block in &map.certify {
        ensure(
            !block.norms.is_empty() && !block.depths.is_empty(),
            "a block of bounds is empty",
        )?;
        check_norms(block, points)?;
        for row in &block.sup {
            let depths = row.widths.iter().map(|c| c.depth);
            ensure(
                depths.eq(block.depths.iter().copied()),
                "widths do not match the depths",
            )?;
            ensure(block.depths.iter().all(|d| *d >= 1), "a depth is zero")?;
            ensure(
                !row.crossings.0.is_negative(),
                "a negative number of crossings",
            )?;
            if let CrossingMethod::Paths { interval } = row.crossing_method {
                ensure(interval < points - 1, "a path ends nowhere")?;
            }
        }
        let levels = block.front.iter().flat_map(|r| &r.levels);
        ensure(
            levels.into_iter().all(|l| !l.crossings.0.is_negative()),
            "a negative number of crossings",
        )?;
    }
    if let Some(odd) = &map.odd_period {
        ensure(
            odd.points.len() == odd.images.len() && odd.period == odd.points.len(),
            "an orbit has the wrong length",
        )?;
    }
    ensure(
        map.pieces
            .as_ref()
            .is_none_or(|p| p.len() == map.laps.len()),
        "pieces do not match the laps",
    )?;
    check_every(map, points - 1)?;
    check_growth(&map.growth, points - 1)
}

/// Rows of the norms without levels: bands and points in range, one width for each depth.
fn check_norms(block: &BoundBlock, points: usize) -> Result<(), ReportError> {
    let cells = |cells: &[PieceCell]| {
        ensure(
            cells
                .iter()
                .map(|c| c.depth)
                .eq(block.depths.iter().copied()),
            "widths do not match the depths",
        )
    };
    for row in &block.l1 {
        cells(&row.widths)?;
        ensure(!row.pieces.0.is_negative(), "a negative number of pieces")?;
        let bands = match &row.bound {
            AreaBound::Lipschitz { bands } => bands.len(),
            AreaBound::Lengths { bands } => {
                ensure(
                    bands.iter().all(|b| b.interval < points - 1),
                    "a band is no interval",
                )?;
                bands.len()
            }
        };
        ensure(bands > 0, "an area without bands")?;
    }
    for row in &block.classification {
        cells(&row.widths)?;
        ensure(!row.pieces.0.is_negative(), "a negative number of pieces")?;
    }
    for row in &block.three_points {
        cells(&row.widths)?;
    }
    for row in block.units.iter().flat_map(|t| &t.rows) {
        let depths = row.widths.iter().map(|c| c.depth);
        ensure(
            depths.eq(block.depths.iter().copied()),
            "sizes do not match the depths",
        )?;
    }
    Ok(())
}

/// Statements about every iterate: vectors as long as the partition has intervals.
fn check_every(map: &MapCertificate, n: usize) -> Result<(), ReportError> {
    for statement in &map.every {
        let fits = match statement {
            Every::Paths {
                vector, interval, ..
            } => vector.len() == n && *interval < n,
            Every::Extremal { vector, .. } => vector.len() == n && map.lipschitz.is_some(),
            Every::Slopes { measure, .. } => measure.len() == n && map.partition.closed,
            Every::Squares {
                measure,
                z,
                roots,
                theta,
                ..
            } => {
                measure.len() == n
                    && z.len() == n
                    && roots.len() == n
                    && theta.0.is_positive()
                    && map.partition.closed
            }
        };
        ensure(fits, "a vector does not match the intervals")?;
    }
    Ok(())
}

fn check_growth(growth: &Growth, n: usize) -> Result<(), ReportError> {
    let witness_length = |len: usize| ensure(len == n, "a witness does not match the intervals");
    match growth {
        Growth::ConstantSlope { lower, .. } | Growth::Enclosure { lower, .. } => {
            witness_length(lower.vector.len())
        }
        Growth::Exact {
            poly,
            interval,
            order,
            witness,
            ..
        } => {
            ensure(
                poly.len() >= 2 && poly.last().is_some_and(|c| c.0.is_positive()),
                "the growth is no root",
            )?;
            ensure(interval.0 <= interval.1, "the growth has an empty interval")?;
            let mut seen = vec![0; n];
            for i in order.iter().flatten() {
                ensure(*i < n, "a component leaves the graph")?;
                seen[*i] += 1;
            }
            ensure(
                seen.iter().all(|s| *s == 1),
                "the components are no partition",
            )?;
            match witness {
                GrowthWitness::Cycles {} => Ok(()),
                GrowthWitness::Isolation { lower, upper } => {
                    witness_length(lower.vector.len())?;
                    ensure(
                        upper.iter().all(|u| u.block < order.len()),
                        "a vector for no component",
                    )
                }
                GrowthWitness::Perron {
                    block,
                    left,
                    others,
                    equals,
                } => {
                    ensure(
                        order.get(*block).is_some_and(|b| b.len() == left.len()),
                        "a vector of the wrong length",
                    )?;
                    ensure(
                        left.iter().all(|u| u.0.len() < poly.len()),
                        "a vector entry is not reduced",
                    )?;
                    let lengths = others.iter().map(|o| (o.block, o.vector.len()));
                    let mut lengths =
                        lengths.chain(equals.iter().map(|e| (e.block, e.vector.len())));
                    ensure(
                        lengths.all(|(b, l)| order.get(b).is_some_and(|b| b.len() == l)),
                        "a vector of the wrong length",
                    )
                }
            }
        }
    }
}

fn all_numbers(map: &MapCertificate) -> Vec<&Num> {
    let mut out: Vec<&Num> = map.vertices.iter().flat_map(|(a, b)| [a, b]).collect();
    out.extend(map.lipschitz.iter());
    out.extend(map.partition.points.iter());
    out.extend(map.periods.points.iter().map(|p| &p.point));
    for block in &map.certify {
        match &block.between {
            Between::Auto {} => {}
            Between::Levels { x, y } => out.extend([x, y]),
            Between::Tolerance { error } => out.push(error),
        }
        out.extend(block.sup.iter().flat_map(|r| [&r.x, &r.y, &r.error]));
        out.extend(
            block
                .front
                .iter()
                .flat_map(|r| &r.levels)
                .flat_map(|l| [&l.x, &l.y, &l.error]),
        );
    }
    for row in map.certify.iter().flat_map(|b| &b.l1) {
        out.push(&row.error);
        match &row.bound {
            AreaBound::Lipschitz { bands } => out.extend(bands.iter().flat_map(|b| [&b.x, &b.y])),
            AreaBound::Lengths { bands } => {
                out.extend(bands.iter().flat_map(|b| [&b.total, &b.squares]));
            }
        }
    }
    for row in map.certify.iter().flat_map(|b| &b.classification) {
        out.extend([&row.x, &row.y]);
        out.extend(row.sample.iter().flatten());
    }
    let triples = map.certify.iter().flat_map(|b| &b.three_points);
    for (a, b, c) in triples.flat_map(|row| &row.triples) {
        out.extend([a, b, c]);
    }
    for statement in &map.every {
        match statement {
            Every::Paths { error, .. } => out.push(error),
            Every::Extremal { vector, error, .. } => out.extend(vector.iter().chain([error])),
            Every::Slopes {
                slope,
                measure,
                error,
                ..
            } => out.extend(measure.iter().chain([slope, error])),
            Every::Squares {
                measure, z, error, ..
            } => out.extend(measure.iter().chain(z).chain([error])),
        }
    }
    if let Growth::ConstantSlope { slope, .. } = &map.growth {
        out.push(slope);
    }
    if let Some(odd) = &map.odd_period {
        out.extend(odd.points.iter().chain([&odd.error]));
    }
    out
}
