//! Rows of areas, labels and triples, and bounds for every iterate, proved again on the graph of the composed map.
//!
//! Crossings, lengths of branches and values come from the vertices of `f^t` itself, vectors from the dense matrix.

use crate::witness::{Numbers, Proof, graph, matrix, must};
use orbitex::certificate::{
    AreaBound, AreaRow, Between, BoundBlock, ClassificationRow, Every, Kind, MapCertificate, Norm,
    Num, PieceCell, Ratio, TripleRow,
};
use orbitex::graph::exact::{Budget, Tower};
use orbitex::map::PiecewiseLinear;
use orbitex::num::rational::{Int, Rat, rat, rat_int};
use orbitex::num::{Number, rational};

/// All rows of a block but those of the sup norm.
pub fn block(map: &MapCertificate, block: &BoundBlock) -> Proof {
    for rows in ["l1", "classification", "three_points"] {
        for i in 0.. {
            match row(map, block, rows, i) {
                None => break,
                Some(proof) => proof?,
            }
        }
    }
    Ok(())
}

/// One row, if there is one.
pub fn row(map: &MapCertificate, block: &BoundBlock, rows: &str, i: usize) -> Option<Proof> {
    match rows {
        "l1" => block.l1.get(i).map(|row| area(map, block, row)),
        "classification" => block.classification.get(i).map(|r| labels(map, block, r)),
        _ => block
            .three_points
            .get(i)
            .map(|row| triples(map, block, row)),
    }
}

/// What a tolerance says of the rows: levels far enough apart, triples far enough from their chords.
pub fn tolerance(map: &MapCertificate, block: &BoundBlock) -> Proof {
    let numbers = Numbers::of(map)?;
    for row in &block.classification {
        asked(map, block, &numbers.read(&row.x)?, &numbers.read(&row.y)?)?;
    }
    let mut rows = block.three_points.iter();
    rows.try_for_each(|row| triples(map, block, row))
}

/// The composed map, if it is small.
fn power(map: &MapCertificate, t: u64) -> Result<Option<PiecewiseLinear>, String> {
    Ok(graph(map)?.iterate(t as u32, 100_000).ok())
}

/// `f^t(x)`.
fn value(f: &PiecewiseLinear, t: u64, x: &Number) -> Result<Number, String> {
    let image = |x: Number| f.eval(&x).ok_or("outside the domain".to_string());
    (0..t).try_fold(x.clone(), |x, _| image(x))
}

/// The crossings by an iterate: along the vertices of the composed map, by the recursion over laps if it is too large.
fn counted(map: &MapCertificate, t: u64, x: &Number, y: &Number) -> Result<Int, String> {
    if let Some(composed) = power(map, t)? {
        return Ok(crossings(&composed, x, y));
    }
    let budget = Budget {
        states: 200_000,
        bits: 40_000_000,
    };
    let tower = Tower::new(&graph(map)?, t as usize, budget);
    Ok(tower.ok_or("too many states")?.crossings(x, y))
}

/// The changes of side along the vertices of the composed map.
pub fn crossings(f: &PiecewiseLinear, x: &Number, y: &Number) -> Int {
    let side = |v: &Number| (v <= x).then_some(false).or((v >= y).then_some(true));
    let sides: Vec<bool> = f.vertices().iter().filter_map(|(_, v)| side(v)).collect();
    Int::from(sides.windows(2).filter(|w| w[0] != w[1]).count())
}

fn size(x: Number) -> Number {
    if x.sign() < 0 { Number::zero() - x } else { x }
}

/// Each cell has the least width for this number of pieces, tried one by one.
fn cells(block: &BoundBlock, cells: &[PieceCell], pieces: &Int) -> Proof {
    let depths = cells.iter().map(|c| c.depth);
    must(depths.eq(block.depths.iter().copied()), "other depths")?;
    for cell in cells {
        let least = (0_u32..).find(|w| &Int::from(w + 1).pow(cell.depth) >= pieces);
        must(
            least.map(Int::from) == Some(cell.width.0.clone()),
            "another width",
        )?;
    }
    Ok(())
}

fn asked(map: &MapCertificate, block: &BoundBlock, x: &Number, y: &Number) -> Proof {
    let numbers = Numbers::of(map)?;
    match &block.between {
        Between::Auto {} => Ok(()),
        Between::Levels { x: u, y: v } => must(
            *x == numbers.read(u)? && *y == numbers.read(v)?,
            "other levels",
        ),
        Between::Tolerance { error } => {
            let error = numbers.read(error)?;
            must(y - x >= &error + &error, "levels too close")
        }
    }
}

fn labels(map: &MapCertificate, block: &BoundBlock, row: &ClassificationRow) -> Proof {
    let numbers = Numbers::of(map)?;
    let (x, y) = (numbers.read(&row.x)?, numbers.read(&row.y)?);
    must(x < y, "no levels")?;
    asked(map, block, &x, &y)?;
    let claimed = &row.crossings.0;
    let crossed = counted(map, row.iterate, &x, &y)?;
    must(crossed >= *claimed, "too many crossings")?;
    let pieces = &row.pieces.0;
    must(*pieces >= Int::from(0) && pieces <= claimed, "pieces")?;
    let twice = &row.errors.0 * 2 - (claimed - pieces);
    must(twice == Int::from(0) || twice == Int::from(1), "errors")?;
    cells(block, &row.widths, &(pieces + 1))?;
    let Some(sample) = &row.sample else {
        return Ok(());
    };
    must(map.kind == Kind::Map, "an unknown map")?;
    must(Int::from(sample.len()) == claimed + 1, "another length")?;
    let points: Result<Vec<Number>, String> = sample.iter().map(|z| numbers.read(z)).collect();
    let points = points?;
    must(points.windows(2).all(|w| w[0] < w[1]), "not increasing")?;
    let f = graph(map)?;
    let mut sides = Vec::new();
    for z in &points {
        let value = value(&f, row.iterate, z)?;
        must(value <= x || value >= y, "between the levels")?;
        sides.push(value >= y);
    }
    must(sides.windows(2).all(|w| w[0] != w[1]), "the same side")
}

fn triples(map: &MapCertificate, block: &BoundBlock, row: &TripleRow) -> Proof {
    let numbers = Numbers::of(map)?;
    let Between::Tolerance { error } = &block.between else {
        return Err("no tolerance".to_string());
    };
    let belongs = map.kind == Kind::Map && block.norms.contains(&Norm::Sup);
    must(belongs && !row.triples.is_empty(), "no triples here")?;
    let error = numbers.read(error)?;
    let f = graph(map)?;
    let value = |z: &Number| value(&f, row.iterate, z);
    let mut end: Option<Number> = None;
    for (a, b, c) in &row.triples {
        let (a, b, c) = (numbers.read(a)?, numbers.read(b)?, numbers.read(c)?);
        must(end.is_none_or(|end| end <= a) && a < b && b < c, "order")?;
        let (u, v, w) = (value(&a)?, value(&b)?, value(&c)?);
        let chord = &u + (&w - &u) * ((&b - &a) / (&c - &a));
        let off = &v - &chord;
        let off = size(off);
        must(off >= &error + &error, "too close")?;
        end = Some(c);
    }
    cells(block, &row.widths, &Int::from(row.triples.len() + 1))
}

fn area(map: &MapCertificate, block: &BoundBlock, row: &AreaRow) -> Proof {
    let numbers = Numbers::of(map)?;
    let pieces = &row.pieces.0;
    must(*pieces >= Int::from(0), "negative pieces")?;
    let mut sum = Number::zero();
    match &row.bound {
        AreaBound::Lipschitz { bands } => {
            let mut top: Option<Number> = None;
            for band in bands {
                let (x, y) = (numbers.read(&band.x)?, numbers.read(&band.y)?);
                must(x < y && top.is_none_or(|top| top <= x), "no bands")?;
                if matches!(block.between, Between::Levels { .. }) {
                    asked(map, block, &x, &y)?;
                }
                let crossed = counted(map, row.iterate, &x, &y)?;
                must(crossed >= band.crossings.0, "crossings")?;
                let more = (&band.crossings.0 - pieces).max(Int::from(0));
                let gap = &y - &x;
                sum = sum + &gap * &gap * Number::from(rat_int(more));
                top = Some(y);
            }
            let constant = map.lipschitz.as_ref().ok_or("no constant")?;
            let constant = numbers.read(constant)?;
            for _ in 0..row.iterate {
                if !constant.is_zero() {
                    sum = sum / &constant;
                }
            }
        }
        AreaBound::Lengths { bands } => {
            must(map.kind == Kind::Map && map.partition.closed, "an open map")?;
            let increasing = bands.windows(2).all(|w| w[0].interval < w[1].interval);
            must(increasing, "bands not in order")?;
            for band in bands {
                let j = band.interval;
                let ends = map.partition.points.get(j..j + 2).ok_or("no interval")?;
                let (x, y) = (numbers.read(&ends[0])?, numbers.read(&ends[1])?);
                if matches!(block.between, Between::Levels { .. }) {
                    asked(map, block, &x, &y)?;
                }
                let (total, squares) = sums_of_lengths(map, row.iterate, j, &x, &y)?;
                must(total == numbers.read(&band.total)?, "another total")?;
                must(squares == numbers.read(&band.squares)?, "other squares")?;
                let root = &band.root.0;
                let least = squares * Number::from(rat_int(pieces.clone()));
                must(*root >= rat_int(0), "a negative root")?;
                must(Number::from(&(root * root)) >= least, "a small root")?;
                let rest = total - Number::from(root);
                if rest.sign() > 0 {
                    sum = sum + (&y - &x) * rest;
                }
            }
        }
    }
    let quarter = Number::from(rat(1, 4));
    must(numbers.read(&row.error)? == sum * quarter, "another area")?;
    cells(block, &row.widths, &(pieces + 1))
}

/// The lengths of the intervals that `f^t` maps affinely onto `I_j = [x, y]`, summed, and their squares: from the composed
/// map, or by paths in the dense matrix if it is too large.
fn sums_of_lengths(
    map: &MapCertificate,
    t: u64,
    j: usize,
    x: &Number,
    y: &Number,
) -> Result<(Number, Number), String> {
    let (mut total, mut squares) = (Number::zero(), Number::zero());
    if let Some(composed) = power(map, t)? {
        // No vertex of the composed map has a value between two neighbouring points.
        for w in composed.vertices().windows(2) {
            let ((a, u), (b, v)) = (&w[0], &w[1]);
            let (low, high) = if u < v { (u, v) } else { (v, u) };
            if low <= x && y <= high {
                let length = (b - a) * (y - x) / (high - low);
                squares = squares + &length * &length;
                total = total + length;
            }
        }
        return Ok((total, squares));
    }
    let (a, f, numbers) = (matrix(map), graph(map)?, Numbers::of(map)?);
    let points: Result<Vec<Number>, String> = map
        .partition
        .points
        .iter()
        .map(|p| numbers.read(p))
        .collect();
    let points = points?;
    let slope =
        |w: &[Number]| size(f.eval(&w[1]).unwrap() - f.eval(&w[0]).unwrap()) / (&w[1] - &w[0]);
    let slopes: Vec<Number> = points.windows(2).map(slope).collect();
    let start = |i: usize| {
        if i == j {
            Number::one()
        } else {
            Number::zero()
        }
    };
    // Backwards from I_j: entry i is the sum over the paths from i to j.
    for (q, sum) in [(1, &mut total), (2, &mut squares)] {
        let mut weights: Vec<Number> = (0..a.len()).map(start).collect();
        for _ in 0..t {
            let step = |i: usize| match slopes[i].is_zero() {
                true => Number::zero(),
                false => {
                    let next = (0..a.len()).filter(|&l| a[i][l]);
                    let all = next.fold(Number::zero(), |s, l| s + &weights[l]);
                    (0..q).fold(all, |s, _| s / &slopes[i])
                }
            };
            weights = (0..a.len()).map(step).collect();
        }
        let all = weights.into_iter().fold(Number::zero(), |s, w| s + w);
        *sum = (0..q).fold(all, |s, _| s * (y - x));
    }
    Ok((total, squares))
}

/// A bound for every iterate: its witness, by the dense matrix, and the error it gives.
pub fn every(map: &MapCertificate, entry: &Every) -> Proof {
    let numbers = Numbers::of(map)?;
    let a = matrix(map);
    let n = a.len();
    let read = |list: &[Num]| -> Result<Vec<Number>, String> {
        must(list.len() == n, "another length")?;
        list.iter().map(|x| numbers.read(x)).collect()
    };
    let points: Result<Vec<Number>, String> = map
        .partition
        .points
        .iter()
        .map(|p| numbers.read(p))
        .collect();
    let points = points?;
    let lengths: Vec<Number> = points.windows(2).map(|w| &w[1] - &w[0]).collect();
    let columns = |v: &[Number]| -> Vec<Number> {
        let column = |j: usize| {
            let covered = (0..n).filter(|&i| a[i][j]).map(|i| v[i].clone());
            covered.fold(Number::zero(), |s, x| s + x)
        };
        (0..n).map(column).collect()
    };
    let most = |x: &Number, y: &Number| x <= y;
    let all = |small: &[Number], large: &[Number], why: &str| {
        must(small.iter().zip(large).all(|(x, y)| most(x, y)), why)
    };
    let zero = vec![Number::zero(); n];
    let one = vec![Number::one(); n];
    let scaled = |v: &[Number], by: &Number| -> Vec<Number> { v.iter().map(|x| x * by).collect() };
    let slopes = || -> Result<Vec<Number>, String> {
        must(map.kind == Kind::Map && map.partition.closed, "an open map")?;
        let f = graph(map)?;
        let pairs = points.windows(2).zip(&lengths);
        let slope = |(w, length): (&[Number], &Number)| {
            let rise = f.eval(&w[1]).unwrap() - f.eval(&w[0]).unwrap();
            let rise = size(rise);
            rise / length
        };
        Ok(pairs.map(slope).collect())
    };
    let weighted = |v: &[Number], slopes: &[Number], power: u32| -> Vec<Number> {
        let weigh = |(x, s): (&Number, &Number)| match s.is_zero() {
            true => Number::zero(),
            false => (0..power).fold(x.clone(), |x, _| x / s),
        };
        columns(&v.iter().zip(slopes).map(weigh).collect::<Vec<_>>())
    };
    // pi W >= pi: densities pi_i/|I_i| carried over.
    let measure = |list: &[Num]| -> Result<Vec<Number>, String> {
        let pi = read(list)?;
        all(&zero, &pi, "a negative measure")?;
        all(&pi, &lengths, "more than the length")?;
        let density: Vec<Number> = pi.iter().zip(&lengths).map(|(p, l)| p / l).collect();
        let carried = weighted(&density, &slopes()?, 1);
        let kept: Vec<Number> = carried.iter().zip(&lengths).map(|(d, l)| d * l).collect();
        all(&pi, &kept, "the measure is not kept")?;
        Ok(pi)
    };
    let quarter = Number::from(rat(1, 4));
    let area = |error: &Num, terms: Vec<(Number, Number)>| {
        let positive = terms.into_iter().filter(|(_, rest)| rest.sign() > 0);
        let sum = positive.fold(Number::zero(), |s, (factor, rest)| s + factor * rest);
        must(numbers.read(error)? == sum * &quarter, "another area")
    };
    let ratios =
        |list: &[Ratio]| -> Vec<Number> { list.iter().map(|r| Number::from(&r.0)).collect() };
    let positive = |r: &Rat| must(*r > rat_int(0), "not positive");
    match entry {
        Every::Paths {
            norm,
            start,
            rate,
            vector,
            interval,
            constant,
            error,
        } => {
            must(*norm == Norm::Sup && vector.len() == n, "another form")?;
            positive(&rate.0)?;
            positive(&constant.0)?;
            let counts = (0..*start).fold(one.clone(), |v, _| columns(&v));
            let v = ratios(vector);
            all(&zero, &v, "a negative entry")?;
            all(&v, &counts, "more than there are paths")?;
            all(
                &scaled(&v, &Number::from(&rate.0)),
                &columns(&v),
                "no growth",
            )?;
            let least = &constant.0 * rational::pow(&rate.0, *start as u32);
            must(Number::from(&least) <= v[*interval], "the constant")?;
            let half = &lengths[*interval] * Number::from(rat(1, 2));
            must(numbers.read(error)? == half, "another error")
        }
        Every::Extremal {
            norm,
            vector,
            kappa,
            error,
        } => {
            must(*norm == Norm::L1, "another norm")?;
            positive(&kappa.0)?;
            let constant = map.lipschitz.as_ref().ok_or("no constant")?;
            let constant = numbers.read(constant)?;
            let v = read(vector)?;
            must(constant.sign() > 0, "no slope")?;
            all(&zero, &v, "a negative entry")?;
            all(&v, &one, "above 1")?;
            all(&scaled(&v, &constant), &columns(&v), "no growth")?;
            let term = |(x, l): (&Number, &Number)| (l * l, x - Number::from(&kappa.0));
            area(error, v.iter().zip(&lengths).map(term).collect())
        }
        Every::Slopes {
            norm,
            slope,
            measure: list,
            kappa,
            error,
        } => {
            must(*norm == Norm::L1, "another norm")?;
            positive(&kappa.0)?;
            let s = numbers.read(slope)?;
            let steep = slopes()?.iter().all(|x| x.is_zero() || s <= *x);
            must(s.sign() > 0 && steep, "the slope")?;
            let pi = measure(list)?;
            let term = |(x, l): (&Number, &Number)| (l.clone(), x - l * Number::from(&kappa.0));
            area(error, pi.iter().zip(&lengths).map(term).collect())
        }
        Every::Squares {
            norm,
            measure: list,
            z,
            theta,
            kappa,
            roots,
            error,
        } => {
            must(*norm == Norm::L1, "another norm")?;
            positive(&kappa.0)?;
            positive(&theta.0)?;
            must(theta.0 < rat_int(1) && roots.len() == n, "theta")?;
            let pi = measure(list)?;
            let z = read(z)?;
            all(&one, &z, "z below 1")?;
            let carried = weighted(&z, &slopes()?, 2);
            all(&carried, &scaled(&z, &Number::from(&theta.0)), "theta")?;
            let r = ratios(roots);
            all(&zero, &r, "a negative root")?;
            let squares: Vec<Number> = r.iter().map(|r| r * r).collect();
            all(
                &scaled(&z, &Number::from(&kappa.0)),
                &squares,
                "a small root",
            )?;
            let term = |((x, l), r): ((&Number, &Number), &Number)| (l.clone(), x - l * r);
            area(error, pi.iter().zip(&lengths).zip(&r).map(term).collect())
        }
    }
}
