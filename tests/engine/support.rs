//! Reading the reference data, random inputs, and slow but obvious algorithms to compare with.

use orbitex::num::{Int, IntPoly, Poly};

/// One reference line about a cyclic pattern.
pub struct Cycle {
    pub pattern: Vec<usize>,
    pub charpoly: IntPoly,
    pub factors: Vec<(IntPoly, u32)>,
    pub growth: String,
}

pub fn poly(text: &str) -> IntPoly {
    Poly::new(
        text.split(',')
            .map(|c| c.trim().parse::<Int>().unwrap())
            .collect(),
    )
}

fn lines(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.lines()
        .filter(|l| !l.starts_with('#'))
        .map(|l| l.split('|').collect())
}

/// All reference cycles.
pub fn cycles() -> Vec<Cycle> {
    let read = |c: Vec<&str>| Cycle {
        pattern: c[0].split(',').map(|i| i.parse().unwrap()).collect(),
        charpoly: poly(c[1]),
        factors: c[2]
            .split(';')
            .map(|f| {
                f.split_once('^')
                    .map(|(p, e)| (poly(p), e.parse().unwrap()))
                    .unwrap()
            })
            .collect(),
        growth: c[3].to_string(),
    };
    let all: Vec<_> = lines(include_str!("../data/cycles.txt"))
        .map(read)
        .collect();
    assert!(all.len() >= 70, "the corpus of cycles is not empty");
    all
}

/// All reference maps: image indices, characteristic polynomial, radius.
pub fn maps() -> Vec<(Vec<usize>, IntPoly, String)> {
    let read = |c: Vec<&str>| {
        (
            c[0].split(',').map(|i| i.parse().unwrap()).collect(),
            poly(c[1]),
            c[2].to_string(),
        )
    };
    let all: Vec<_> = lines(include_str!("../data/maps.txt")).map(read).collect();
    assert!(all.len() >= 40, "the corpus of maps is not empty");
    all
}

/// The covering rows of the connect-the-dots map with these images of its points.
pub fn rows(images: &[usize]) -> Vec<(usize, usize)> {
    images
        .windows(2)
        .map(|w| (w[0].min(w[1]), w[0].max(w[1])))
        .collect()
}

/// A small deterministic generator (splitmix64).
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
    pub fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }
    /// A uniform cyclic permutation of `0..n` as a list of images.
    pub fn cycle(&mut self, n: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..n).collect();
        for i in (2..n).rev() {
            order.swap(i, 1 + self.below(i as u64) as usize);
        }
        let mut images = vec![0; n];
        for i in 0..n {
            images[order[i]] = order[(i + 1) % n];
        }
        images
    }
    /// A polynomial of exactly this degree with coefficients below `size` in absolute value.
    pub fn poly(&mut self, degree: usize, size: i64) -> IntPoly {
        let mut coeffs: Vec<i64> = (0..=degree)
            .map(|_| self.below(2 * size as u64 - 1) as i64 - (size - 1))
            .collect();
        if coeffs[degree] == 0 {
            coeffs[degree] = 1;
        }
        IntPoly::from_i64(&coeffs)
    }
}

/// The characteristic polynomial by Faddeev and LeVerrier: `n` matrix products over the integers.
pub fn faddeev_leverrier(rows: &[(usize, usize)]) -> IntPoly {
    let n = rows.len();
    let entry = |i: usize, j: usize| (rows[i].0..rows[i].1).contains(&j);
    let mut m = vec![vec![Int::from(0); n]; n];
    let mut coeffs = vec![Int::from(0); n + 1];
    coeffs[n] = Int::from(1);
    for k in 1..=n {
        // M_k = A M_(k-1) + c_(n-k+1) I and c_(n-k) = -trace(A M_k) / k.
        let product = |m: &Vec<Vec<Int>>| -> Vec<Vec<Int>> {
            (0..n)
                .map(|i| {
                    (0..n)
                        .map(|j| (0..n).filter(|&l| entry(i, l)).map(|l| &m[l][j]).sum())
                        .collect()
                })
                .collect()
        };
        m = product(&m);
        (0..n).for_each(|i| m[i][i] += &coeffs[n - k + 1]);
        let image = product(&m);
        let trace: Int = (0..n).map(|i| &image[i][i]).sum();
        coeffs[n - k] = -trace / Int::from(k as u64);
    }
    Poly::new(coeffs)
}
