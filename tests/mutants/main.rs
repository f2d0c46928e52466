//! Random changes of valid certificates: each mutant is rejected, or an independent proof shows that what it says is true.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)] // helpers of tests are tests

#[path = "../made/mod.rs"]
mod made;

mod bases;
mod change;
mod classes;
mod norms;
mod proof;
mod starts;
mod witness;

use change::{Places, mutate, shape};
use made::Dice;
use orbitex::verify::{Verdict, verify_text};
use serde_json::Value;
use std::collections::BTreeMap;

/// What became of some mutants.
#[derive(Default)]
struct Tally {
    mutants: usize,
    rejected: usize,
    equivalent: BTreeMap<String, usize>,
    wrong: Vec<String>,
}

impl Tally {
    fn add(&mut self, other: Tally) {
        self.mutants += other.mutants;
        self.rejected += other.rejected;
        for (shape, n) in other.equivalent {
            *self.equivalent.entry(shape).or_default() += n;
        }
        self.wrong.extend(other.wrong);
    }
}

struct Base {
    name: String,
    value: Value,
    places: Places,
}

fn run(bases: &[Base], numbers: std::ops::Range<usize>) -> Tally {
    let mut tally = Tally::default();
    for number in numbers {
        let mut dice = Dice(0x2026_1123 ^ (number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        dice.below(2);
        let base = &bases[number % bases.len()];
        let (path, old, new) = loop {
            let path = base.places.pick(&mut dice);
            let old = base.value.pointer(path).unwrap();
            let new = mutate(&mut dice, old);
            if new != *old {
                break (path, old, new);
            }
        };
        let mut mutant = base.value.clone();
        *mutant.pointer_mut(path).unwrap() = new.clone();
        tally.mutants += 1;
        if matches!(verify_text(&mutant.to_string()), Verdict::Invalid { .. }) {
            tally.rejected += 1;
            continue;
        }
        match proof::still_true(path, &base.value, &mutant) {
            Ok(()) => *tally.equivalent.entry(shape(path)).or_default() += 1,
            Err(why) => {
                let (old, new) = (brief(old), brief(&new));
                tally
                    .wrong
                    .push(format!("{} {path}: {old} -> {new}: {why}", base.name));
            }
        }
    }
    tally
}

fn brief(value: &Value) -> String {
    value.to_string().chars().take(120).collect()
}

#[test]
fn random_mutants_are_rejected_or_equivalent() {
    let asked = std::env::var("ORBITEX_MUTANTS").ok();
    let total: usize = asked.and_then(|n| n.parse().ok()).unwrap_or(1_000);
    let bases: Vec<Base> = bases::all()
        .into_iter()
        .map(|(name, value)| {
            let verdict = verify_text(&value.to_string());
            assert!(
                !matches!(verdict, Verdict::Invalid { .. }),
                "{name}: {verdict:?}"
            );
            Base {
                places: Places::of(&value),
                name,
                value,
            }
        })
        .collect();
    let threads = std::thread::available_parallelism().map_or(1, |n| n.get());
    let mut tally = Tally::default();
    std::thread::scope(|scope| {
        let share = |k: usize| k * total / threads..(k + 1) * total / threads;
        let workers: Vec<_> = (0..threads)
            .map(|k| {
                let bases = &bases;
                scope.spawn(move || run(bases, share(k)))
            })
            .collect();
        for worker in workers {
            tally.add(worker.join().unwrap());
        }
    });
    let same: usize = tally.equivalent.values().sum();
    for (shape, n) in &tally.equivalent {
        println!("  equivalent {n:6}  {shape}");
    }
    println!(
        "mutants {} rejected {} equivalent {same} accepted wrongly {}",
        tally.mutants,
        tally.rejected,
        tally.wrong.len()
    );
    assert!(tally.wrong.is_empty(), "{:#?}", tally.wrong);
    assert_eq!(tally.mutants, total);
    assert!(
        tally.rejected * 10 > total * 7,
        "the mutants are too harmless"
    );
}
