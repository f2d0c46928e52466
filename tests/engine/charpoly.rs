//! Characteristic polynomials against the reference data and Faddeev-LeVerrier.

use crate::support::{Random, cycles, faddeev_leverrier, maps, rows};
use orbitex::graph::charpoly::{charpoly, closed_form};
use orbitex::graph::{Covering, components};
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
    // Random unimodal cycles: rise on a random set of images, fall on the others.
    let mut unimodal = 0;
    let mut dice = Random(41);
    for _ in 0..20_000 {
        let n = 3 + dice.below(12) as usize;
        let (mut left, mut right) = (Vec::new(), vec![n - 1]);
        for i in 0..n - 1 {
            [&mut left, &mut right][dice.below(2) as usize].push(i);
        }
        right.sort_unstable();
        left.extend(right.into_iter().rev());
        let mut at = 0;
        let length = (1..=n).find(|_| {
            at = left[at];
            at == 0
        });
        if length == Some(n) {
            unimodal += 1;
            assert!(closed_form(&rows(&left)).is_some(), "{left:?}");
            check(&left);
        } else {
            assert_eq!(closed_form(&rows(&left)), None, "{left:?}");
        }
    }
    assert!(unimodal > 1000, "{unimodal} random unimodal cycles");
    // Everything small: whatever claims a closed form must be right.
    let mut random = Random(23);
    (0..2000).for_each(|i| check(&random.cycle(2 + i % 6)));
    assert!(hits > 4 * 38, "each family is recognised, mirrored too");
}

#[test]
fn equal_rows_are_merged_again_and_again() {
    for n in [12usize, 40, 96] {
        let tent: Vec<_> = (0..n / 2)
            .chain((0..n / 2).rev())
            .map(|i| (2 * i, 2 * i + 2))
            .collect();
        assert_eq!(charpoly(&tent), faddeev_leverrier(&tent), "n = {n}");
    }
    // The radius of the full tent is 2, and its trace is that of two fixed points.
    let tent: Vec<_> = (0..200)
        .chain((0..200).rev())
        .map(|i| (2 * i, 2 * i + 2))
        .collect();
    let f = charpoly(&tent);
    assert_eq!(f.degree(), Some(400));
    assert_eq!(f.sign_at(&orbitex::num::rational::rat(2, 1)), 0);
}

#[test]
fn components_agree_with_petgraph_in_the_same_order() {
    let mut random = Random(77);
    for _ in 0..300 {
        let n = 1 + random.below(30);
        let rows: Vec<_> = (0..n)
            .map(|_| {
                let lo = random.below(n);
                let hi = (lo + random.below(4)).min(n);
                (lo as usize, hi as usize)
            })
            .collect();
        let covering = Covering { rows };
        let mut expected: Vec<Vec<usize>> = petgraph::algo::tarjan_scc(&covering.graph())
            .into_iter()
            .map(|c| {
                let mut c: Vec<usize> = c.into_iter().map(|v| v.index()).collect();
                c.sort_unstable();
                c
            })
            .collect();
        expected.reverse();
        assert_eq!(components(&covering), expected, "{:?}", covering.rows);
    }
}
