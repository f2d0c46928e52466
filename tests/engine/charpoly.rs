//! Characteristic polynomials against the reference data and Faddeev-LeVerrier.

use crate::support::{Random, cycles, faddeev_leverrier, maps, rows};
use orbitex::graph::charpoly::{charpoly, closed_form};
use orbitex::num::IntPoly;

#[test]
fn reference_cycles_agree() {
    for c in cycles() {
        assert_eq!(charpoly(&rows(&c.pattern)), c.charpoly, "{:?}", c.pattern);
    }
}

#[test]
fn reference_maps_agree() {
    for (images, expected, _) in maps() {
        assert_eq!(charpoly(&rows(&images)), expected, "{images:?}");
    }
}

#[test]
fn random_blocks_agree_with_faddeev_leverrier() {
    let mut random = Random(1);
    for round in 0..400 {
        let n = 1 + random.below(9) as usize;
        // Few distinct ends make derogatory matrices likely; reversed ends are empty rows.
        let spread = 1 + random.below(n as u64 + 1);
        let rows: Vec<_> = (0..n)
            .map(|_| {
                (
                    random.below(spread) as usize,
                    (random.below(spread) as usize + round % 3).min(n),
                )
            })
            .collect();
        assert_eq!(charpoly(&rows), faddeev_leverrier(&rows), "{rows:?}");
    }
}

#[test]
fn derogatory_and_degenerate_matrices() {
    assert_eq!(charpoly(&[]), IntPoly::from_i64(&[1]));
    assert_eq!(charpoly(&[(0, 1)]), IntPoly::from_i64(&[-1, 1]));
    assert_eq!(charpoly(&[(0, 0), (1, 1)]), IntPoly::from_i64(&[0, 0, 1]));
    let identity: Vec<_> = (0..70).map(|i| (i, i + 1)).collect();
    assert_eq!(charpoly(&identity), IntPoly::from_i64(&[-1, 1]).pow(70));
    // All ones: rank one, one component, as derogatory as can be.
    assert_eq!(
        charpoly(&[(0, 50); 50]),
        IntPoly::from_i64(&[-50, 1]).shift(49)
    );
    // The full tent on 64 equal intervals: growth 2.
    let tent: Vec<_> = (0..32)
        .chain((0..32).rev())
        .map(|i| (2 * i, 2 * i + 2))
        .collect();
    assert_eq!(charpoly(&tent), faddeev_leverrier(&tent));
    // Columns beyond the matrix do not exist.
    assert_eq!(charpoly(&[(0, 9), (1, 7)]), IntPoly::from_i64(&[1, -2, 1]));
}

#[test]
fn one_cycle_is_all_ones_modulo_two() {
    let mut random = Random(7);
    for n in [3, 10, 33, 62, 100, 131] {
        let f = charpoly(&rows(&random.cycle(n)));
        assert_eq!(f.degree(), Some(n - 1));
        assert!(
            f.coeffs().iter().all(|c| c.bit(0)),
            "every coefficient is odd"
        );
    }
}

#[test]
fn closed_forms_agree_with_the_general_way() {
    let mut hits = 0;
    let mut check = |pattern: &[usize]| {
        let n = pattern.len();
        let mirror: Vec<usize> = pattern.iter().rev().map(|i| n - 1 - i).collect();
        for p in [pattern.to_vec(), mirror] {
            if let Some(f) = closed_form(&rows(&p)) {
                assert_eq!(f, charpoly(&rows(&p)), "{p:?}");
                hits += 1;
            }
        }
    };
    for n in 2..40 {
        check(&(1..n).chain([0]).collect::<Vec<_>>());
        let order: Vec<usize> = std::iter::once(n)
            .chain((1..=n).flat_map(|j| [n + j, n - j]))
            .collect();
        let mut stefan = vec![0; 2 * n + 1];
        (0..=2 * n).for_each(|i| stefan[order[i]] = order[(i + 1) % (2 * n + 1)]);
        check(&stefan);
    }
    // Everything small: whatever claims a closed form must be right.
    let mut random = Random(23);
    (0..2000).for_each(|i| check(&random.cycle(2 + i % 6)));
    assert!(hits > 4 * 38, "each family is recognised, mirrored too");
}
