//! The characteristic polynomial of a small covering matrix in 16-bit integers (Faddeev and LeVerrier).
//!
//! `M_1 = I`, `c_(m-k) = -trace(A M_k)/k`, `M_(k+1) = A M_k + c_(m-k) I`. The matrix is totally unimodular, so with `m <= 12`
//! rows `|c_(m-k)| <= binom(12,k) <= 924`; the entries of `M_(k+1)` are coefficients of the adjugate of `x I - A`,
//! sums of at most `binom(11,k) <= 462` minors. So every entry of `A M_k` is below 1386 and the trace below 16632 in absolute
//! value: everything is right modulo `2^16`, whatever the partial sums are.

/// The most rows.
pub const MAX: usize = 12;

/// The coefficients `c_0, ..., c_(m-1)` of `det(x I - A) = x^m + c_(m-1) x^(m-1) + ...`, then zeros.
pub type Coefficients = [i16; MAX];

/// The characteristic polynomial of the covering matrix of a pattern of 2 to 13 points.
///
/// # Panics
/// If there are fewer or more points.
pub fn charpoly(images: &[u8]) -> Coefficients {
    match images.len() {
        2 => of::<1, 8>(images),
        3 => of::<2, 8>(images),
        4 => of::<3, 8>(images),
        5 => of::<4, 8>(images),
        6 => of::<5, 8>(images),
        7 => of::<6, 8>(images),
        8 => of::<7, 8>(images),
        9 => of::<8, 8>(images),
        10 => of::<9, 16>(images),
        11 => of::<10, 16>(images),
        12 => of::<11, 16>(images),
        13 => of::<12, 16>(images),
        n => panic!("the census has patterns of 2 to 13 points, not {n}"),
    }
}

/// For `M` rows, kept in `L >= M` lanes.
fn of<const M: usize, const L: usize>(images: &[u8]) -> Coefficients {
    let ends: [(usize, usize); M] = std::array::from_fn(|i| {
        let (a, b) = (usize::from(images[i]), usize::from(images[i + 1]));
        (a.min(b), a.max(b))
    });
    let mut matrix = [[0i16; L]; M];
    (0..M).for_each(|i| matrix[i][i] = 1);
    let mut found = [0; MAX];
    // One more than M, so that differences reach the last row.
    let mut sums = [[0i16; L]; MAX + 1];
    for k in 1..=M {
        for (i, row) in matrix.iter().enumerate() {
            sums[i + 1] = std::array::from_fn(|j| sums[i][j].wrapping_add(row[j]));
        }
        let mut trace = 0i16;
        for (i, &(lo, hi)) in ends.iter().enumerate() {
            let (low, high) = (&sums[lo], &sums[hi]);
            matrix[i] = std::array::from_fn(|j| high[j].wrapping_sub(low[j]));
            trace = trace.wrapping_add(matrix[i][i]);
        }
        let c = -(trace / k as i16);
        found[M - k] = c;
        (0..M).for_each(|i| matrix[i][i] = matrix[i][i].wrapping_add(c));
    }
    found
}
