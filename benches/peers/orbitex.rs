//! orbitex's side of the comparison: reads `n` images per line (0-based) and prints one JSON line with seconds.
//! With the argument `charpoly` only the characteristic polynomial. Run by `benches/peers/run`.
#![allow(missing_docs, clippy::print_stdout)]

#[path = "../timing/mod.rs"]
#[allow(dead_code)]
mod timing;

use orbitex::graph::charpoly::charpoly;
use orbitex::graph::paths::total_paths;
use orbitex::num::factor::factor;
use orbitex::num::isolate::{largest_real_root, root_decimal};
use std::io::BufRead;
use timing::{median, rows};

/// The length of the paths that are counted.
const PATHS: usize = 1000;

fn main() {
    let only_charpoly = std::env::args().any(|a| a == "charpoly");
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let images: Vec<usize> = line
            .split_whitespace()
            .filter_map(|w| w.parse().ok())
            .collect();
        let n = images.len();
        let runs = (1000 / n.max(1)).clamp(3, 15);
        let rows = rows(&images);
        let f = charpoly(&rows);
        if only_charpoly {
            let time = median(1, || charpoly(&rows)).as_secs_f64();
            println!(
                "{{\"n\":{n},\"charpoly\":{time},\"degree\":{}}}",
                f.coeffs().len() - 1
            );
            continue;
        }
        let growth = || {
            let (lo, hi) = largest_real_root(&f).expect("a covering graph has a Perron root");
            root_decimal(&f, &lo, &hi, 50)
        };
        let times = [
            median(runs, || charpoly(&rows)),
            median(runs, growth),
            if n <= 400 {
                median(runs.min(5), || factor(&f))
            } else {
                std::time::Duration::ZERO
            },
        ];
        let paths = median(runs, || total_paths(&rows, PATHS)).as_secs_f64();
        let total = total_paths(&rows, PATHS);
        let [charpoly, root, factors] = times.map(|t| t.as_secs_f64());
        let coeffs: Vec<String> = f.coeffs().iter().map(|c| format!("\"{c}\"")).collect();
        let degrees: Vec<String> = if n <= 400 {
            factor(&f)
                .factors
                .iter()
                .map(|(g, e)| format!("[{},{e}]", g.degree().unwrap_or(0)))
                .collect()
        } else {
            Vec::new()
        };
        println!(
            "{{\"n\":{n},\"charpoly\":{charpoly},\"growth\":{root},\"factor\":{factors},\"paths\":{paths},\"total\":\"{total}\",\"value\":\"{}\",\"coeffs\":[{}],\"degrees\":[{}]}}",
            growth(),
            coeffs.join(","),
            degrees.join(",")
        );
    }
}
