//! The exact engine, layer by layer: `cargo bench --bench engine [-- FILTER]`.
#![allow(missing_docs, clippy::print_stdout)]

#[allow(dead_code)]
mod timing;

use orbitex::graph::charpoly::charpoly;
use orbitex::num::factor::{factor, irreducibility_primes};
use orbitex::num::isolate::{isolate, largest_real_root, refine};
use orbitex::num::rational::{Rat, rat_int};
use orbitex::num::{Field, Int, IntPoly};
use timing::{cycle, report, rows};

fn digits(f: &IntPoly, places: u32) -> (Rat, Rat) {
    let (lo, hi) = largest_real_root(f).expect("a covering graph has a Perron root");
    refine(
        f,
        &lo,
        &hi,
        &(rat_int(1) / Rat::from_integer(Int::from(10).pow(places))),
    )
}

fn main() {
    let filter = std::env::args()
        .skip(1)
        .find(|a| !a.starts_with("--"))
        .unwrap_or_default();
    let wanted = |name: &str| name.contains(&filter);
    for n in [10usize, 50, 100, 200, 400, 800, 2000] {
        let pattern = cycle(n, 1);
        let rows = rows(&pattern);
        let runs = (2000 / n).clamp(1, 21);
        if wanted("charpoly") {
            report(&format!("charpoly, random cycle n={n}"), runs, || {
                charpoly(&rows)
            });
        }
        if n > 800 {
            continue;
        }
        let f = charpoly(&rows);
        if wanted("growth") {
            report(
                &format!("growth to 50 digits from it, n={n}"),
                runs.min(7),
                || digits(&f, 51),
            );
        }
        if wanted("growth1000") && n <= 400 {
            report(
                &format!("growth to 1000 digits from it, n={n}"),
                runs.min(3),
                || digits(&f, 1001),
            );
        }
        if wanted("factor") && n <= 400 {
            report(&format!("factorisation, n={n}"), runs.min(5), || factor(&f));
            report(
                &format!("primes that prove irreducibility, n={n}"),
                runs.min(5),
                || irreducibility_primes(&f),
            );
        }
        if wanted("isolate") && n <= 200 {
            report(&format!("all real roots, n={n}"), runs.min(3), || {
                isolate(&f)
            });
        }
    }
    if wanted("derogatory") {
        for n in [100, 400] {
            let tent: Vec<_> = (0..n / 2)
                .chain((0..n / 2).rev())
                .map(|i| (2 * i, 2 * i + 2))
                .collect();
            report(&format!("charpoly, full tent on {n} intervals"), 3, || {
                charpoly(&tent)
            });
        }
    }
    if wanted("field") {
        for n in [11, 29, 53] {
            let f = charpoly(&rows(&cycle(n, 1)));
            let (lo, hi) = largest_real_root(&f).expect("a Perron root");
            let Ok(root) = Field::from_root(&f, &lo, &hi, "a") else {
                continue;
            };
            let a = root.to_number();
            let b = (0..n as u32 - 1).fold(a.clone(), |b, i| {
                &b * &a - orbitex::num::Number::from(i64::from(i % 7))
            });
            report(&format!("field of degree {}: product", n - 1), 9, || {
                &b * &a
            });
            report(&format!("field of degree {}: inverse", n - 1), 3, || {
                b.recip()
            });
            report(&format!("field of degree {}: sign", n - 1), 9, || {
                (&b - &a).sign()
            });
        }
    }
}
