//! Why a change that the verifier accepts changes nothing, or states less: one small proof for each kind of change.

use crate::change::shape;
use crate::classes;
use crate::norms;
use crate::starts::starts;
use crate::witness::{Numbers, Proof, graph, growth, must, poly, same_root};
use orbitex::certificate::{
    Between, Certificate, Count, Growth, Integer, Kind, MapCertificate, PolynomialData, Ratio,
};
use orbitex::graph::exact::{Budget, laps_exact};
use orbitex::graph::pieces::pieces_upto;
use orbitex::num::factor::is_irreducible;
use orbitex::num::isolate::count_roots_in;
use orbitex::num::{Int, Number, Rat, RatPoly};
use orbitex::period::point::has_least_period;
use serde_json::Value;

/// Proves what the mutant says where it differs from the valid certificate `old`, at `path`.
pub fn still_true(path: &str, old: &Value, new: &Value) -> Proof {
    let read = |v: &Value| -> Certificate { serde_json::from_value(v.clone()).unwrap() };
    let (before, after) = (read(old), read(new));
    let (old, new) = (old.pointer(path).unwrap(), new.pointer(path).unwrap());
    let shape = shape(path);
    let Some(field) = shape.strip_prefix("/maps/*/") else {
        return match shape.as_str() {
            // Texts for people; no line is about them.
            "/generator" | "/source" | "/title" | "/author" => Ok(()),
            "/maps" | "/assumptions" => fewer(old, new),
            s if s.starts_with("/notation") => classes::notation(after.notation.as_ref()),
            s if s.starts_with("/assumptions/") => classes::all(path, &after),
            _ => Err("this is a change of the statement".to_string()),
        };
    };
    let (before, after) = (&before.maps[0], &after.maps[0]);
    let index = |k: usize| -> usize { path.split('/').nth(k).unwrap().parse().unwrap() };
    match field {
        "origin" | "field/name" | "charpoly/complete" => Ok(()),
        "name" => must(!after.name.is_empty(), "no name"),
        "lipschitz" | "lipschitz/*" => {
            hypothesis(after)?;
            after
                .certify
                .iter()
                .try_for_each(|b| norms::block(after, b))?;
            after.every.iter().try_for_each(|e| norms::every(after, e))
        }
        f if f == "field/interval" || f.starts_with("field/interval/") => {
            let (a, b) = (
                before.field.as_ref().unwrap(),
                after.field.as_ref().unwrap(),
            );
            same_root(&a.poly, &a.interval, &b.interval)
        }
        f if f.starts_with("field/irreducible") => {
            let field = after.field.as_ref().unwrap();
            let proved = is_irreducible(&poly(&field.poly)) == Some(true);
            must(field.irreducible.is_none() || proved, "not irreducible")
        }
        f if f.starts_with("growth/irreducible") => {
            let (coeffs, _) = root(after)?;
            must(
                is_irreducible(&poly(coeffs)) == Some(true) || new.is_null(),
                "not irreducible",
            )
        }
        "growth/decimal" => match &after.growth {
            Growth::Exact {
                poly,
                interval,
                decimal,
                ..
            } => rounds(poly, interval, decimal, 30),
            Growth::ConstantSlope { slope, decimal, .. } => {
                rounds_number(&Numbers::of(after)?.read(slope)?, decimal)
            }
            Growth::Enclosure { .. } => Err("no decimal here".to_string()),
        },
        f if f == "growth/interval" || f.starts_with("growth/interval/") => {
            let ((coeffs, a), (_, b)) = (root(before)?, root(after)?);
            same_root(coeffs, a, b)?;
            growth(after)
        }
        f if [
            "growth/order",
            "growth/witness",
            "growth/lower",
            "growth/upper",
        ]
        .iter()
        .any(|w| f.starts_with(w)) =>
        {
            growth(after)
        }
        "charpoly/factors" => same_set(old, new),
        // Counts that are no longer listed; where pieces are listed there must be as many of them.
        "laps" if grown(old, new) => laps(after),
        "fixed_points" if grown(old, new) => fixed_points(after),
        "laps"
        | "fixed_points"
        | "certify"
        | "certify/*/sup"
        | "certify/*/front"
        | "ladder"
        | "certify/*/l1"
        | "certify/*/classification"
        | "certify/*/three_points"
        | "certify/*/units"
        | "every" => fewer(old, new),
        f if ["l1", "classification", "three_points"]
            .iter()
            .any(|rows| f.starts_with(&format!("certify/*/{rows}/*"))) =>
        {
            let rows = path.split('/').nth(5).unwrap();
            norms::row(after, &after.certify[index(4)], rows, index(6)).unwrap()
        }
        f if f.starts_with("every/*") => norms::every(after, &after.every[index(4)]),
        "certify/*/front/*/levels" | "periods/points" => fewer(old, new),
        // Nothing is stronger than 3, so exactness says nothing more of it.
        "periods/exact" => must(
            !after.periods.exact || after.periods.strongest == 3,
            "claims more",
        ),
        f if f.starts_with("periods/points/*/point") => {
            let point = &after.periods.points[index(5)];
            let x = Numbers::of(after)?.read(&point.point)?;
            let f = graph(after)?;
            must(f.contains(&x), "outside the domain")?;
            must(has_least_period(&f, &x, point.period), "another period")
        }
        f if f.starts_with("certify/*/between/error") => tolerance(after, index(4)),
        // Another iterate with the same count: nothing else in the row depends on it.
        "certify/*/sup/*/iterate" => recount(after, (index(4), index(6))),
        "certify/*/sup/*/widths/*/upper" => must(new.is_null(), "not null"),
        f if f.starts_with("certify/*/sup/*/widths/*/upper/split") => {
            split(after, (index(4), index(6), index(8)))
        }
        f if f == "layers" || f.starts_with("layers/") => layers(after),
        f if f.starts_with("ladder/*/starts") => starts(after, &after.ladder[index(4)]),
        f if f.starts_with("polynomial/turning/") => turning(after, &before.polynomial),
        "ladder/*/decimal" => ladder_decimal(after, index(4)),
        f if f.starts_with("ladder/*/interval") => {
            let (a, b) = (&before.ladder[index(4)], &after.ladder[index(4)]);
            let (Some(poly), Some(old), Some(new)) = (&b.poly, &a.interval, &b.interval) else {
                return Err("no interval".to_string());
            };
            same_root(poly, old, new)
        }
        "odd_period" => must(new.is_null(), "not null"),
        "odd_period/decimal" => {
            let odd = after.odd_period.as_ref().unwrap();
            rounds(&odd.poly, &odd.interval, &odd.decimal, 1)
        }
        f if f.starts_with("odd_period/interval") => {
            let (a, b) = (
                before.odd_period.as_ref().unwrap(),
                after.odd_period.as_ref().unwrap(),
            );
            same_root(&a.poly, &a.interval, &b.interval)
        }
        _ => Err("this is a change of the statement".to_string()),
    }
}

/// Does the list go on where the old one ended?
fn grown(old: &Value, new: &Value) -> bool {
    let (Some(old), Some(new)) = (old.as_array(), new.as_array()) else {
        return false;
    };
    new.len() > old.len() && new.starts_with(old)
}

/// All laps are counted again from the vertices, without the partition.
fn laps(map: &MapCertificate) -> Proof {
    let f = graph(map)?;
    for (i, listed) in map.laps.iter().enumerate() {
        let counted = laps_exact(&f, i + 1, Budget::default()).ok_or("too many laps to count")?;
        must(counted == listed.0, "another number of laps")?;
    }
    Ok(())
}

/// All fixed points of iterates are counted again by composing the map: each affine piece meets the diagonal once, or
/// lies on it.
fn fixed_points(map: &MapCertificate) -> Proof {
    let f = graph(map)?;
    let listed = map.fixed_points.as_ref().ok_or("no list")?;
    for (i, listed) in listed.iter().enumerate() {
        let power = f
            .iterate(i as u32 + 1, 100_000)
            .map_err(|_| "too many pieces")?;
        let mut points = std::collections::BTreeSet::new();
        let mut infinite = false;
        for w in power.vertices().windows(2) {
            let ((x, y), (u, v)) = (&w[0], &w[1]);
            let (left, right) = (y - x, v - u);
            if left.is_zero() && right.is_zero() {
                infinite = true;
            } else if left.sign() * right.sign() <= 0 {
                points.insert(x + &left * (u - x) / (&left - &right));
            }
        }
        let counted = match infinite {
            true => Count::Infinite,
            false => Count::Finite(Int::from(points.len())),
        };
        must(counted == *listed, "another number of fixed points")?;
    }
    Ok(())
}

/// Some entries are left out, said twice, or stand in another order: nothing new is said.
fn fewer(old: &Value, new: &Value) -> Proof {
    let (Some(old), Some(new)) = (old.as_array(), new.as_array()) else {
        return Err("not a list".to_string());
    };
    let known = new.iter().all(|entry| old.contains(entry));
    let in_place = old.starts_with(new);
    must(
        in_place || known && old.iter().all(Value::is_object),
        "says something new",
    )
}

fn same_set(old: &Value, new: &Value) -> Proof {
    let (a, b) = (old.as_array(), new.as_array());
    must(a.map(Vec::len) == b.map(Vec::len), "another length")?;
    fewer(old, new)?;
    fewer(new, old)
}

/// The crossings of the row, counted on the vertices of the iterate itself.
fn recount(map: &MapCertificate, (block, row): (usize, usize)) -> Proof {
    let row = &map.certify[block].sup[row];
    let numbers = Numbers::of(map)?;
    let (x, y) = (numbers.read(&row.x)?, numbers.read(&row.y)?);
    let power = graph(map)?
        .iterate(row.iterate as u32, 100_000)
        .map_err(|_| "too many vertices")?;
    must(
        norms::crossings(&power, &x, &y) == row.crossings.0,
        "another count",
    )
}

fn root(map: &MapCertificate) -> Result<(&[Integer], &(Ratio, Ratio)), String> {
    match &map.growth {
        Growth::Exact { poly, interval, .. } => Ok((poly, interval)),
        _ => Err("not exact".to_string()),
    }
}

/// What is assumed of an unknown map: nothing, or a constant that is not below the steepest chord.
fn hypothesis(map: &MapCertificate) -> Proof {
    must(map.kind == Kind::Orbit, "the constant of a map")?;
    let Some(l) = &map.lipschitz else {
        return Ok(());
    };
    must(
        Numbers::of(map)?.read(l)? >= graph(map)?.lipschitz(),
        "below the steepest chord",
    )
}

/// The value of a decimal and half a unit of its last place.
fn decimal_parts(text: &str) -> Result<(Rat, Rat, usize), String> {
    let (whole, part) = text.split_once('.').ok_or("no point")?;
    let digits: Int = format!("{whole}{part}").parse().map_err(|_| "no digits")?;
    let unit = Int::from(10).pow(part.len() as u32);
    Ok((
        Rat::new(digits, unit.clone()),
        Rat::new(Int::from(1), unit * 2),
        part.len(),
    ))
}

/// The root lies within half a unit of the last place.
pub fn rounds(coeffs: &[Integer], interval: &(Ratio, Ratio), text: &str, least: usize) -> Proof {
    let (value, half, digits) = decimal_parts(text)?;
    must(digits >= least, "too short")?;
    let (lo, hi) = (
        (&value - &half).max(interval.0.0.clone()),
        (&value + &half).min(interval.1.0.clone()),
    );
    must(
        lo <= hi && count_roots_in(&poly(coeffs), &lo, &hi) == 1,
        "not rounded",
    )
}

fn rounds_number(x: &Number, text: &str) -> Proof {
    let (value, half, _) = decimal_parts(text)?;
    let near = Number::from(&value - &half) <= *x && *x <= Number::from(&value + &half);
    must(near, "not rounded")
}

fn ladder_decimal(map: &MapCertificate, row: usize) -> Proof {
    let row = &map.ladder[row];
    match (&row.poly, &row.interval, &map.growth, &map.lipschitz) {
        (Some(poly), Some(interval), _, _) => rounds(poly, interval, &row.decimal, 1),
        (_, _, Growth::ConstantSlope { slope, .. }, _) if row.id == "own" => {
            rounds_number(&Numbers::of(map)?.read(slope)?, &row.decimal)
        }
        (_, _, _, Some(l)) if row.id == "lipschitz" => {
            rounds_number(&Numbers::of(map)?.read(l)?, &row.decimal)
        }
        (_, _, Growth::Enclosure { lower, .. } | Growth::ConstantSlope { lower, .. }, _)
            if row.id == "inner" =>
        {
            rounds_number(&Number::from(&lower.rate.0), &row.decimal)
        }
        _ => Err("no rate".to_string()),
    }
}

/// Disjoint intervals strictly inside the domain, each around the same simple zero of the derivative as before.
fn turning(map: &MapCertificate, before: &Option<PolynomialData>) -> Proof {
    let (Some(data), Some(before)) = (&map.polynomial, before) else {
        return Err("no polynomial".to_string());
    };
    let coeffs: Vec<Rat> = data.coeffs.iter().map(|c| c.0.clone()).collect();
    let slope = RatPoly::new(coeffs).derivative().to_primitive();
    let numerators = slope.coeffs().iter().cloned().map(Integer);
    let numerators: Vec<Integer> = numerators.collect();
    must(data.turning.len() == before.turning.len(), "another number")?;
    for (old, new) in before.turning.iter().zip(&data.turning) {
        same_root(&numerators, old, new)?;
    }
    let numbers = Numbers::of(map)?;
    let ends = [map.vertices.first(), map.vertices.last()].map(|v| numbers.read(&v.unwrap().0));
    let [left, right] = ends;
    let mut before = left?;
    for (lo, hi) in &data.turning {
        must(before < Number::from(&lo.0), "not in order")?;
        before = Number::from(&hi.0);
    }
    must(before < right?, "outside")
}

/// A tolerance that all levels of the block keep.
fn tolerance(map: &MapCertificate, block: usize) -> Proof {
    let numbers = Numbers::of(map)?;
    let block = &map.certify[block];
    let Between::Tolerance { error } = &block.between else {
        return Err("no tolerance".to_string());
    };
    let error = numbers.read(error)?;
    must(error.sign() > 0, "not positive")?;
    for row in &block.sup {
        let gap = numbers.read(&row.y)? - numbers.read(&row.x)?;
        must(gap >= &error + &error, "levels too close")?;
    }
    norms::tolerance(map, block)
}

/// Another split of the same iterate with the same widest part.
fn split(map: &MapCertificate, (block, row, cell): (usize, usize, usize)) -> Proof {
    let row = &map.certify[block].sup[row];
    let cell = &row.widths[cell];
    let upper = cell.upper.as_ref().ok_or("no split")?;
    let numbers = Numbers::of(map)?;
    let points: Result<Vec<Number>, String> = map
        .partition
        .points
        .iter()
        .map(|p| numbers.read(p))
        .collect();
    let images: Vec<usize> = map.partition.images.iter().map(|i| i.unwrap()).collect();
    let pieces = pieces_upto(&points?, &images, row.iterate as usize);
    must(upper.split.len() == cell.depth as usize, "another depth")?;
    must(
        upper.split.iter().sum::<u64>() == row.iterate,
        "another sum",
    )?;
    must(
        upper.split.windows(2).all(|w| w[0] >= w[1]),
        "not decreasing",
    )?;
    let rows = map.layers.as_ref().ok_or("no list")?;
    let fewer = |t: u64| rows.iter().any(|r| r.iterate == t && r.left.is_some());
    let layer = |t: &u64| &pieces[*t as usize] - Int::from(u32::from(fewer(*t)));
    let widths: Vec<Int> = upper.split.iter().map(layer).collect();
    let zero = Int::from(0);
    let constant = widths.contains(&zero);
    let widest = widths
        .into_iter()
        .max()
        .map(|w| if constant { zero } else { w });
    must(widest.as_ref() == Some(&upper.width.0), "another width")
}

/// Every row again: the iterate by composition, and for null all sums of jumps in one growing set.
fn layers(map: &MapCertificate) -> Proof {
    let f = graph(map)?;
    let rows = map.layers.as_ref().ok_or("no list")?;
    must(
        rows.windows(2).all(|w| w[0].iterate < w[1].iterate),
        "not increasing",
    )?;
    for row in rows {
        let power = f
            .iterate(row.iterate as u32, 100_000)
            .map_err(|_| "too many vertices")?;
        let slopes = power.slopes();
        let jump = |i: usize| &slopes[i] - &slopes[i - 1];
        let zero = match &row.left {
            Some(left) => {
                let sum = left.iter().fold(slopes[0].clone(), |s, &i| s + jump(i));
                let increasing = left.windows(2).all(|w| w[0] < w[1]);
                increasing && sum.is_zero()
            }
            None => {
                // The largest jumps first; sums that the others cannot bring back to zero are given up.
                let size = |x: &Number| if x.sign() < 0 { -x } else { x.clone() };
                let mut jumps: Vec<Number> = (1..slopes.len()).map(jump).collect();
                jumps.sort_by_key(|j| std::cmp::Reverse(size(j)));
                let mut rest = jumps.iter().fold(Number::zero(), |s, j| s + size(j));
                let mut sums = std::collections::HashSet::from([slopes[0].clone()]);
                for j in &jumps {
                    let more: Vec<Number> = sums.iter().map(|s| s + j).collect();
                    sums.extend(more);
                    rest = rest - size(j);
                    sums.retain(|s| size(s) <= rest);
                    must(sums.len() < 1 << 21, "too many sums")?;
                }
                !sums.contains(&Number::zero())
            }
        };
        must(zero, "another width of one hidden layer")?;
    }
    Ok(())
}
