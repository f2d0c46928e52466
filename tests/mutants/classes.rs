//! Statements about classes of maps, proved again: all patterns by walking their dense matrices, powers of roots by halving.

use crate::change::shape;
use crate::witness::{Proof, must, poly};
use orbitex::certificate::notation::FIXED;
use orbitex::certificate::{
    Assumption, Certificate, ForcedBlock, ForcedReason, ForcedRow, Notation, Role,
};
use orbitex::num::rational::{Int, Rat, rat, rat_int};
use orbitex::num::{IntPoly, isolate::count_roots_in};
use std::collections::BTreeSet;

/// Proves everything that the certificate says of its classes; of their names only that they are some.
pub fn all(path: &str, after: &Certificate) -> Proof {
    must(shape(path).starts_with("/assumptions"), "not of a class")?;
    let mut names = BTreeSet::new();
    for a in &after.assumptions {
        must(!a.name.is_empty() && names.insert(&a.name), "names")?;
        class(a)?;
    }
    Ok(())
}

/// No symbol is chosen twice or for what has a fixed one: nothing else is said by a notation.
pub fn notation(symbols: Option<&Notation>) -> Proof {
    let Some(symbols) = symbols else {
        return Ok(());
    };
    let mut seen = BTreeSet::new();
    for symbol in Role::ALL.iter().filter_map(|r| symbols.get(*r)) {
        let new = seen.insert(symbol) && FIXED.iter().all(|(fixed, _)| *fixed != symbol);
        must(new, "one symbol for two things")?;
    }
    Ok(())
}

fn class(a: &Assumption) -> Proof {
    let mut power = 1_u64;
    while a.period.is_multiple_of(2 * power) {
        power *= 2;
    }
    let odd = a.period / power;
    must(a.period >= 2, "no period")?;
    let positive = |x: &Rat| *x > rat(0, 1);
    must(a.gap.as_ref().is_none_or(|g| positive(&g.0)), "no gap")?;
    // No map has a constant below its growth.
    if let Some(l) = &a.lipschitz {
        let y = pow(&l.0, power);
        must(l.0 >= rat(1, 1), "below 1")?;
        must(odd == 1 || stefan(&y, odd) >= rat(0, 1), "below the growth")?;
    }
    match &a.growth {
        None => must(odd == 1, "no growth")?,
        Some(growth) => {
            must(odd > 1, "growth of a power of 2")?;
            // (x^h + 1) g(x) is Stefan's polynomial in x^h.
            let step = power as usize;
            let g = poly(&growth.poly);
            let mut wanted = vec![0_i64; odd as usize * step + 1];
            wanted[odd as usize * step] = 1;
            wanted[(odd as usize - 2) * step] -= 2;
            wanted[0] -= 1;
            let mut factor = vec![0_i64; step + 1];
            (factor[0], factor[step]) = (1, 1);
            let product = &g * &IntPoly::from_i64(&factor);
            must(product == IntPoly::from_i64(&wanted), "another polynomial")?;
            let (lo, hi) = (&growth.interval.0.0, &growth.interval.1.0);
            must(positive(lo) && lo < hi, "no interval")?;
            must(count_roots_in(&g, lo, hi) == 1, "not one root")?;
            crate::proof::rounds(&growth.poly, &growth.interval, &growth.decimal, 30)?;
        }
    }
    a.certify.iter().try_for_each(|b| block(a, b))
}

/// `y^q - 2 y^(q-2) - 1`.
fn stefan(y: &Rat, q: u64) -> Rat {
    pow(y, q) - rat(2, 1) * pow(y, q - 2) - rat(1, 1)
}

fn pow(x: &Rat, n: u64) -> Rat {
    (0..n).fold(rat(1, 1), |p, _| p * x)
}

fn block(a: &Assumption, block: &ForcedBlock) -> Proof {
    if let Some(e) = &block.tolerance {
        let gap = a.gap.as_ref().ok_or("no gap")?;
        must(e.0 > rat(0, 1) && &e.0 + &e.0 <= gap.0, "tolerance")?;
    }
    must(block.depths.windows(2).all(|d| d[0] < d[1]), "depths")?;
    must(!block.depths.contains(&0), "depth 0")?;
    block.rows.iter().try_for_each(|r| row(a, block, r))
}

fn row(a: &Assumption, block: &ForcedBlock, row: &ForcedRow) -> Proof {
    let (c, k) = (&row.crossings.0, &row.pieces.0);
    must(row.iterate >= 1, "iterate 0")?;
    let (ForcedReason::Patterns { length, power, .. } | ForcedReason::Stefan { length, power }) =
        &row.reason;
    must(*length as u64 * power == a.period, "another period")?;
    let steps = row.iterate / power;
    match &row.reason {
        ForcedReason::Patterns { pattern, .. } => {
            let least = patterns(*length).iter().map(|g| most(g, steps)).min();
            must(least.as_ref() == Some(c), "another count")?;
            let mut at = 0;
            let round: BTreeSet<usize> = (0..*length).map(|_| (at, at = pattern[at]).0).collect();
            must(at == 0 && round.len() == *length, "no cycle")?;
            must(
                pattern.len() == *length && most(pattern, steps) == *c,
                "not attained",
            )?;
        }
        ForcedReason::Stefan { .. } => {
            must(length % 2 == 1 && *length >= 3, "even length")?;
            // C - 1 < rho^s <= C, between rational ends that close in on the root.
            let q = *length as u64;
            let (mut lo, mut hi) = (rat(1, 1), rat(2, 1));
            for _ in 0..steps + 80 {
                let middle = (&lo + &hi) * rat(1, 2);
                match stefan(&middle, q) < rat(0, 1) {
                    true => lo = middle,
                    false => hi = middle,
                }
            }
            let (least, one) = (rat_int(c.clone()), rat(1, 1));
            let in_time = pow(&lo, steps) > &least - one && pow(&hi, steps) <= least;
            must(in_time || steps == 0 && *c == Int::from(1), "another count")?;
        }
    }
    let half = a.gap.as_ref().map(|g| &g.0 * rat(1, 2));
    must(row.error.as_ref().map(|e| e.0.clone()) == half, "error")?;
    must(*k >= Int::from(0) && k <= c, "pieces")?;
    let spare = &row.mistakes.0 * Int::from(2) - (c - k);
    must(spare == Int::from(0) || spare == Int::from(1), "mistakes")?;
    if let Some(mean) = &row.mean {
        let (gap, l) = a.gap.as_ref().zip(a.lipschitz.as_ref()).ok_or("no mean")?;
        let right = rat_int(c - k) * &gap.0 * &gap.0 / (rat(4, 1) * pow(&l.0, row.iterate));
        must(mean.0 == right, "mean")?;
    }
    let listed = row.widths.iter().map(|w| w.depth);
    must(listed.eq(block.depths.iter().copied()), "depths of widths")?;
    for cell in &row.widths {
        for (width, pieces) in [
            (&cell.width.0, c.clone()),
            (&cell.mean_width.0, k + Int::from(1)),
        ] {
            let reaches = |w: &Int| (w + Int::from(1)).pow(cell.depth) >= pieces;
            let least =
                reaches(width) && (*width == Int::from(0) || !reaches(&(width - Int::from(1))));
            must(*width >= Int::from(0) && least, "width")?;
        }
    }
    Ok(())
}

/// All cyclic permutations of `0..m`: the orders in which the other points follow 0.
fn patterns(m: usize) -> Vec<Vec<usize>> {
    let mut orders = vec![vec![0]];
    for _ in 1..m {
        let longer = |o: &Vec<usize>| -> Vec<Vec<usize>> {
            let rest = (0..m).filter(|x| !o.contains(x));
            rest.map(|x| [o.as_slice(), &[x]].concat()).collect()
        };
        orders = orders.iter().flat_map(longer).collect();
    }
    let images = |o: Vec<usize>| {
        let mut g = vec![0; m];
        (0..m).for_each(|i| g[o[i]] = o[(i + 1) % m]);
        g
    };
    orders.into_iter().map(images).collect()
}

/// The largest number of paths of so many arrows that end at one interval.
fn most(g: &[usize], steps: u64) -> Int {
    let n = g.len() - 1;
    let mut paths = vec![Int::from(1); n];
    for _ in 0..steps {
        let mut next = vec![Int::from(0); n];
        for i in 0..n {
            let ends = (g[i].min(g[i + 1]), g[i].max(g[i + 1]));
            (ends.0..ends.1).for_each(|j| next[j] += &paths[i]);
        }
        paths = next;
    }
    paths.into_iter().max().unwrap()
}
