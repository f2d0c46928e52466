//! The characteristic polynomial of a covering matrix, exact, in `O(n^2)` operations for each prime.
//!
//! Rows are blocks of consecutive ones, so the matrix is totally unimodular and the coefficient of `x^(n-k)` is at most
//! `binom(n,k) <= 2^(n-1)` in absolute value: primes whose product is above `2^n` decide it (Chinese remainders).
//! Modulo a prime the polynomial is the connection polynomial of a Krylov sequence (Wiedemann 1986, Massey 1969),
//! accepted only when it has full degree `n`, which is a proof: it divides the characteristic polynomial. A matrix
//! that is derogatory goes through its Hessenberg form modulo the same primes.

use super::components::of_rows;
use crate::num::modular::{Crt, Modulus, primes_down};
use crate::num::parallel;
use crate::num::polynomial::{IntPoly, Poly};
use crate::num::rational::Int;
use num_traits::One;
use std::collections::HashMap;

/// A 0/1 matrix whose row `i` has ones exactly in the columns `lo..hi` (none if `lo >= hi`).
type Rows = [(usize, usize)];

/// The primes are the largest below this power of two; each of them is above `2^60`.
const PRIME_LIMIT: u64 = 1 << 61;
/// From this many vertices on threads are worth their start.
const LONG: usize = 48;

/// `det(x I - A)` for the `n x n` matrix whose row `i` has ones exactly in the columns `rows[i].0 .. rows[i].1`
/// (half-open; empty if `lo >= hi`; columns from `n` on do not exist and are dropped).
///
/// The result is proven, never probable. Cost: `O(n^2)` operations for each of `n/60` primes on a component that is
/// not derogatory, `O(n^3)` else.
pub fn charpoly(rows: &[(usize, usize)]) -> IntPoly {
    let n = rows.len();
    let rows: Vec<_> = rows
        .iter()
        .map(|&(lo, hi)| (lo.min(n), hi.min(n)))
        .collect();
    let mut zeros = 0;
    let mut blocks = Vec::new();
    for component in of_rows(&rows) {
        let block = restricted(&rows, &component);
        if block.len() == 1 {
            let entry = i64::from(block[0].0 < block[0].1);
            if entry == 0 {
                zeros += 1;
            } else {
                blocks.push(IntPoly::from_i64(&[-1, 1]));
            }
        } else {
            blocks.push(of_component(&block));
        }
    }
    blocks.sort_by_key(IntPoly::degree);
    blocks
        .iter()
        .fold(IntPoly::one(), |product, b| &product * b)
        .shift(zeros)
}

/// The polynomial of a unimodal cycle (by its kneading determinant, `unimodal`) or of the Štefan cycle of odd length
/// `n + 1` (`(x^(n+1) - 2 x^(n-1) - 1)/(x + 1)`, theory section 3), if `rows` are exactly its rows or their mirror image;
/// `None` for any other matrix. Linear time; equal to [`charpoly`].
pub fn closed_form(rows: &[(usize, usize)]) -> Option<IntPoly> {
    let n = rows.len();
    let mirrored: Vec<_> = rows
        .iter()
        .rev()
        .map(|&(lo, hi)| (n.saturating_sub(hi), n.saturating_sub(lo)))
        .collect();
    if let Some(found) = unimodal(rows).or_else(|| unimodal(&mirrored)) {
        return Some(found);
    }
    let is = |cycle: &[usize]| {
        let expected = || cycle.windows(2).map(|w| (w[0].min(w[1]), w[0].max(w[1])));
        expected().eq(rows.iter().copied()) || expected().eq(mirrored.iter().copied())
    };
    if n >= 2 && n.is_multiple_of(2) && is(&stefan(n / 2)) {
        let mut coeffs = vec![0; n + 2];
        (coeffs[0], coeffs[n - 1], coeffs[n + 1]) = (-1, -2, 1);
        return IntPoly::from_i64(&coeffs).exact_div(&IntPoly::from_i64(&[1, 1]));
    }
    None
}

/// The polynomial of a cycle that rises up to the turning point `c` and falls after it, if `rows` are its rows.
///
/// With `e_i = -1` if the `i`-th image of `c` lies to the right of `c` and 1 if to the left, it is
/// `x^n + e_1 x^(n-1) + e_1 e_2 x^(n-2) + ... + e_1 ... e_n`, the kneading determinant (Milnor and Thurston 1988) reversed.
fn unimodal(rows: &Rows) -> Option<IntPoly> {
    let n = rows.len();
    let mut images = vec![rows.first()?.0];
    let rising = rows
        .iter()
        .take_while(|&&(lo, hi)| {
            let rises = lo < hi && images.last() == Some(&lo);
            if rises {
                images.push(hi);
            }
            rises
        })
        .count();
    for &(lo, hi) in &rows[rising..] {
        if lo >= hi || images.last() != Some(&hi) {
            return None;
        }
        images.push(lo);
    }
    let turn = rising;
    let mut coeffs = vec![0; n + 1];
    coeffs[n] = 1;
    let (mut at, mut sign) = (images[turn], 1);
    for k in (0..n).rev() {
        // Back too early: not one cycle.
        if at == turn || at > n {
            return None;
        }
        sign *= if at > turn { -1 } else { 1 };
        coeffs[k] = sign;
        at = images[at];
    }
    (at == turn).then(|| IntPoly::from_i64(&coeffs))
}

/// The images of the points `0..=2m` under the Štefan cycle `m -> m+1 -> m-1 -> m+2 -> ... -> 2m -> 0 -> m`.
fn stefan(m: usize) -> Vec<usize> {
    let order: Vec<usize> = std::iter::once(m)
        .chain((1..=m).flat_map(|j| [m + j, m - j]))
        .collect();
    let mut images = vec![0; 2 * m + 1];
    (0..order.len()).for_each(|i| images[order[i]] = order[(i + 1) % order.len()]);
    images
}

/// The matrix on the rows and columns `component` (ascending): blocks stay blocks.
fn restricted(rows: &Rows, component: &[usize]) -> Vec<(usize, usize)> {
    let place = |c: usize| component.partition_point(|&i| i < c);
    component
        .iter()
        .map(|&i| (place(rows[i].0), place(rows[i].1.max(rows[i].0))))
        .collect()
}

/// The polynomial of one component of at least two vertices.
fn of_component(rows: &Rows) -> IntPoly {
    let n = rows.len();
    let count = (n + 1).div_ceil(60);
    let mut candidates = primes_down(PRIME_LIMIT);
    let mut found: Vec<(u64, Vec<u64>)> = Vec::new();
    // Two primes in a row without full degree: derogatory, as far as speed is concerned.
    let mut failures = 0;
    while found.len() < count && failures < 2 {
        // The first prime alone, so that a derogatory matrix is not tried everywhere.
        let wanted = if found.is_empty() {
            1
        } else {
            count - found.len()
        };
        let batch: Vec<u64> = candidates.by_ref().take(wanted).collect();
        let results = parallel::map(batch, n >= LONG, |p| (p, krylov(rows, &modulus(p))));
        for (p, result) in results {
            match result {
                Some(residues) => found.push((p, residues)),
                None => failures += usize::from(found.is_empty()),
            }
        }
    }
    if found.len() < count {
        let matrix = merged(rows);
        let zeros = n - matrix.len();
        let primes: Vec<u64> = primes_down(PRIME_LIMIT).take(count).collect();
        found = parallel::map(primes, n >= LONG, |p| (p, hessenberg(&matrix, &modulus(p))));
        return combined(&found, matrix.len()).shift(zeros);
    }
    combined(&found, n)
}

fn modulus(p: u64) -> Modulus {
    Modulus::new(p).expect("an odd prime below 2^61")
}

/// The polynomial with these residues (constant first), from enough primes.
fn combined(found: &[(u64, Vec<u64>)], n: usize) -> IntPoly {
    let primes: Vec<u64> = found.iter().map(|(p, _)| *p).collect();
    let crt = Crt::new(&primes);
    debug_assert!(crt.product() > &(Int::one() << n));
    let coeff = |i: usize| crt.lift(&found.iter().map(|(_, r)| r[i]).collect::<Vec<_>>());
    Poly::new(parallel::map((0..=n).collect(), n >= LONG, coeff))
}

/// `A v` by prefix sums; `sums` is scratch space of length `n + 1`.
fn apply(rows: &Rows, m: &Modulus, v: &mut [u64], sums: &mut [u64]) {
    let mut sum = 0;
    for (s, &x) in sums[1..].iter_mut().zip(v.iter()) {
        sum = m.add(sum, x);
        *s = sum;
    }
    for (x, &(lo, hi)) in v.iter_mut().zip(rows) {
        *x = if lo < hi {
            m.sub(sums[hi], sums[lo])
        } else {
            0
        };
    }
}

/// The characteristic polynomial modulo a prime, constant first, if a Krylov sequence reaches full degree.
fn krylov(rows: &Rows, m: &Modulus) -> Option<Vec<u64>> {
    let n = rows.len();
    let mut state = 0x2545_f491_4f6c_dd1d;
    let mut random = || m.enter(crate::num::modpoly::random(&mut state));
    // A unit vector on the left costs no products; a dense one is the second try.
    for dense in [false, true, true] {
        let mut v: Vec<u64> = (0..n).map(|_| random()).collect();
        let left: Vec<u64> = (0..n)
            .map(|i| {
                if dense {
                    random()
                } else {
                    u64::from(i == 0) * m.one()
                }
            })
            .collect();
        let mut sums = vec![0; n + 1];
        let sequence: Vec<u64> = (0..2 * n)
            .map(|_| {
                let term = if dense {
                    dot(m, left.iter(), v.iter())
                } else {
                    v[0]
                };
                apply(rows, m, &mut v, &mut sums);
                term
            })
            .collect();
        let connection = berlekamp_massey(m, &sequence);
        if connection.len() == n + 1 {
            return Some(connection.iter().rev().map(|&x| m.leave(x)).collect());
        }
    }
    None
}

/// The sum of products of residues.
fn dot<'a>(m: &Modulus, a: impl Iterator<Item = &'a u64>, b: impl Iterator<Item = &'a u64>) -> u64 {
    // Products are below 2^122 and Montgomery's reduction takes anything below 2^64 p, which is above 2^124.
    let mut acc = 0u128;
    for (i, (&x, &y)) in a.zip(b).enumerate() {
        acc += u128::from(x) * u128::from(y);
        if i % 3 == 2 {
            // Multiplying by the residue of one undoes the division of the reduction.
            acc = u128::from(m.reduce(acc)) * u128::from(m.one());
        }
    }
    m.reduce(acc)
}

/// The shortest connection polynomial `1 + c_1 x + ...` of a sequence (Massey 1969), with as many entries as its
/// linear complexity plus one (trailing zeros stand for an eigenvalue 0).
fn berlekamp_massey(m: &Modulus, s: &[u64]) -> Vec<u64> {
    let (mut c, mut b) = (vec![m.one()], vec![m.one()]);
    let (mut length, mut gap, mut scale) = (0usize, 1usize, m.one());
    for t in 0..s.len() {
        let d = dot(m, c.iter(), s[..=t].iter().rev());
        if d == 0 {
            gap += 1;
            continue;
        }
        let factor = m.mul(d, m.inv(scale));
        let old = (2 * length <= t).then(|| c.clone());
        if c.len() < b.len() + gap {
            c.resize(b.len() + gap, 0);
        }
        for (x, &y) in c[gap..].iter_mut().zip(&b) {
            *x = m.sub(*x, m.mul(factor, y));
        }
        match old {
            Some(old) => (b, scale, gap, length) = (old, d, 1, t + 1 - length),
            None => gap += 1,
        }
    }
    c.resize(length + 1, 0);
    c
}

/// A matrix with the same non-zero eigenvalues and without equal rows.
///
/// If `B` holds the different rows of `A = P B`, where `P` says which row is where, then `A = P B` and `B P` have the same
/// characteristic polynomial up to a power of `x`. Columns of equal rows are added: the entries are at most `n`.
fn merged(rows: &Rows) -> Vec<Vec<u64>> {
    let n = rows.len();
    let entry = |&(lo, hi): &(usize, usize), j| u64::from(lo <= j && j < hi);
    let mut matrix: Vec<Vec<u64>> = rows
        .iter()
        .map(|row| (0..n).map(|j| entry(row, j)).collect())
        .collect();
    loop {
        let mut places = HashMap::new();
        let mut kept = Vec::new();
        let mut place = Vec::with_capacity(matrix.len());
        for (i, row) in matrix.iter().enumerate() {
            place.push(*places.entry(row).or_insert_with(|| {
                kept.push(i);
                kept.len() - 1
            }));
        }
        if kept.len() == matrix.len() {
            return matrix;
        }
        let add = |&i: &usize| {
            let mut sums = vec![0; kept.len()];
            for (&a, &p) in matrix[i].iter().zip(&place) {
                sums[p] += a;
            }
            sums
        };
        matrix = kept.iter().map(add).collect();
    }
}

/// The characteristic polynomial modulo a prime, constant first, through Hessenberg form (Cohen 1993, 2.2.9).
fn hessenberg(matrix: &[Vec<u64>], m: &Modulus) -> Vec<u64> {
    let n = matrix.len();
    let mut a: Vec<Vec<u64>> = matrix
        .iter()
        .map(|row| row.iter().map(|&x| m.enter(x)).collect())
        .collect();
    for k in 1..n.saturating_sub(1) {
        let Some(pivot) = (k..n).find(|&i| a[i][k - 1] != 0) else {
            continue;
        };
        if pivot != k {
            a.swap(pivot, k);
            a.iter_mut().for_each(|row| row.swap(pivot, k));
        }
        let inverse = m.inv(a[k][k - 1]);
        let pivot_row = a[k].clone();
        let mut factors = vec![0; n];
        for i in k + 1..n {
            factors[i] = m.mul(a[i][k - 1], inverse);
            if factors[i] != 0 {
                for (x, &y) in a[i][k - 1..].iter_mut().zip(&pivot_row[k - 1..]) {
                    *x = m.sub(*x, m.mul(factors[i], y));
                }
            }
        }
        for row in &mut a {
            let gain = dot(m, factors[k + 1..].iter(), row[k + 1..].iter());
            row[k] = m.add(row[k], gain);
        }
    }
    hessenberg_polynomial(&a, m)
}

/// The characteristic polynomial of a Hessenberg matrix by the recurrence over its leading blocks.
fn hessenberg_polynomial(a: &[Vec<u64>], m: &Modulus) -> Vec<u64> {
    let mut polys: Vec<Vec<u64>> = vec![vec![m.one()]];
    for k in 0..a.len() {
        let mut next = vec![0; k + 2];
        for (i, &c) in polys[k].iter().enumerate() {
            next[i + 1] = m.add(next[i + 1], c);
            next[i] = m.sub(next[i], m.mul(a[k][k], c));
        }
        let mut below = m.one();
        for i in (0..k).rev() {
            below = m.mul(below, a[i + 1][i]);
            if below == 0 {
                break;
            }
            let factor = m.mul(below, a[i][k]);
            for (x, &c) in next.iter_mut().zip(&polys[i]) {
                *x = m.sub(*x, m.mul(factor, c));
            }
        }
        polys.push(next);
    }
    polys
        .pop()
        .unwrap_or_default()
        .iter()
        .map(|&x| m.leave(x))
        .collect()
}
