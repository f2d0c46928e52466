//! Growth statements proved again, from the dense covering matrix and the number arithmetic of the producer's side.
//!
//! Nothing here is shared with the verifier: sums over all entries in place of prefix sums, numbers of a field in place
//! of polynomials modulo another, roots counted by isolation.

use orbitex::certificate::growth::EqualBlock;
use orbitex::certificate::{
    Growth, GrowthWitness, Integer, Kind, MapCertificate, Num, Ratio, RationalWitness, RightVector,
    UpperWitness,
};
use orbitex::graph::exact::{Budget, laps_exact};
use orbitex::graph::turning::laps_upto;
use orbitex::map::{PiecewiseLinear, PolynomialMap};
use orbitex::num::factor::is_irreducible;
use orbitex::num::isolate::count_roots_in;
use orbitex::num::rational::{rat, rat_int};
use orbitex::num::{Field, Int, IntPoly, Number, Rat, RatPoly};
use std::sync::Arc;

pub type Proof = Result<(), String>;

/// `Err(why)` unless `holds`.
pub fn must(holds: bool, why: &str) -> Proof {
    if holds { Ok(()) } else { Err(why.to_string()) }
}

pub fn poly(coeffs: &[Integer]) -> IntPoly {
    IntPoly::new(coeffs.iter().map(|c| c.0.clone()).collect())
}

/// The numbers of the map as producers have them.
pub struct Numbers(Option<Arc<Field>>);

impl Numbers {
    pub fn of(map: &MapCertificate) -> Result<Numbers, String> {
        match &map.field {
            None => Ok(Numbers(None)),
            Some(f) => Numbers::at(&f.poly, &f.interval),
        }
    }
    fn at(coeffs: &[Integer], interval: &(Ratio, Ratio)) -> Result<Numbers, String> {
        let poly = poly(coeffs);
        must(is_irreducible(&poly) == Some(true), "a reducible field")?;
        let ends = (interval.0.0.clone(), interval.1.0.clone());
        Ok(Numbers(Some(Field::new(poly, ends, "a"))))
    }
    pub fn read(&self, num: &Num) -> Result<Number, String> {
        match (num.to_rational(), &self.0) {
            (Some(r), _) => Ok(Number::from(r)),
            (None, Some(field)) => {
                must(num.0.len() <= field.degree(), "not reduced")?;
                Ok(Number::from_coeffs(field, &num.0))
            }
            (None, None) => Err("no field".to_string()),
        }
    }
}

/// The map (or the connect-the-dots map).
pub fn graph(map: &MapCertificate) -> Result<PiecewiseLinear, String> {
    let numbers = Numbers::of(map)?;
    let pairs: Result<Vec<_>, String> = map
        .vertices
        .iter()
        .map(|(x, y)| Ok((numbers.read(x)?, numbers.read(y)?)))
        .collect();
    PiecewiseLinear::new(pairs?).map_err(|_| "no graph".to_string())
}

/// The only root of `coeffs` in both intervals is the same.
pub fn same_root(coeffs: &[Integer], old: &(Ratio, Ratio), new: &(Ratio, Ratio)) -> Proof {
    let f = poly(coeffs);
    let (lo, hi) = (
        (&old.0.0).max(&new.0.0).clone(),
        (&old.1.0).min(&new.1.0).clone(),
    );
    must(new.0 <= new.1, "ends in disorder")?;
    must(
        count_roots_in(&f, &new.0.0, &new.1.0) == 1,
        "not one root inside",
    )?;
    must(
        lo <= hi && count_roots_in(&f, &lo, &hi) == 1,
        "another root",
    )
}

pub fn matrix(map: &MapCertificate) -> Vec<Vec<bool>> {
    let rows = &map.partition.rows;
    rows.iter()
        .map(|&(lo, hi)| (0..rows.len()).map(|j| lo <= j && j < hi).collect())
        .collect()
}

/// The growth statement holds: its witness is checked again in full.
pub fn growth(map: &MapCertificate) -> Proof {
    match &map.growth {
        Growth::Exact {
            poly: coeffs,
            interval,
            order,
            witness,
            ..
        } => {
            let a = matrix(map);
            blocks(&a, order)?;
            let (lo, hi) = (&interval.0.0, &interval.1.0);
            must(*lo >= rat_int(1), "begins below 1")?;
            must(
                count_roots_in(&poly(coeffs), lo, hi) == 1,
                "not one root inside",
            )?;
            match witness {
                GrowthWitness::Cycles {} => cycles(&a, order, coeffs),
                GrowthWitness::Perron {
                    block,
                    left,
                    others,
                    equals,
                } => perron(&a, order, (coeffs, interval), *block, left, others, equals),
                GrowthWitness::Isolation { lower, upper } => {
                    isolation(map, &a, order, (coeffs, lo, hi), lower, upper)
                }
            }
        }
        Growth::ConstantSlope { lower, .. } => lower_witness(&matrix(map), lower),
        Growth::Enclosure { lower, upper } => {
            lower_witness(&matrix(map), lower)?;
            upper_end(map, upper)
        }
    }
}

/// The blocks hold each interval once and edges go to the same or a later one. (That is all the proofs need.)
fn blocks(a: &[Vec<bool>], order: &[Vec<usize>]) -> Proof {
    let mut all: Vec<usize> = order.concat();
    all.sort_unstable();
    must(all == (0..a.len()).collect::<Vec<_>>(), "not a partition")?;
    let place = |i: usize| order.iter().position(|b| b.contains(&i)).unwrap();
    let forward = (0..a.len()).all(|i| (0..a.len()).all(|j| !a[i][j] || place(i) <= place(j)));
    must(forward, "an edge goes back")
}

fn is_free(a: &[Vec<bool>], block: &[usize]) -> bool {
    block.len() == 1 && !a[block[0]][block[0]]
}

fn cycles(a: &[Vec<bool>], order: &[Vec<usize>], coeffs: &[Integer]) -> Proof {
    must(poly(coeffs) == IntPoly::from_i64(&[-1, 1]), "not x - 1")?;
    let one = |i: &usize, block: &[usize]| block.iter().filter(|j| a[*i][**j]).count() == 1;
    must(
        order
            .iter()
            .all(|b| is_free(a, b) || b.iter().all(|i| one(i, b))),
        "not a cycle",
    )
}

#[allow(clippy::too_many_arguments)]
fn perron(
    a: &[Vec<bool>],
    order: &[Vec<usize>],
    (coeffs, interval): (&[Integer], &(Ratio, Ratio)),
    block: usize,
    left: &[Num],
    others: &[RightVector],
    equals: &[EqualBlock],
) -> Proof {
    let linear = coeffs.len() == 2;
    let (numbers, rho) = if linear {
        (
            Numbers(None),
            Number::from(Rat::new(-&coeffs[0].0, coeffs[1].0.clone())),
        )
    } else {
        let numbers = Numbers::at(coeffs, interval)?;
        let rho = Number::generator(numbers.0.as_ref().unwrap());
        (numbers, rho)
    };
    let read = |list: &[Num]| -> Result<Vec<Number>, String> {
        list.iter().map(|x| numbers.read(x)).collect()
    };
    let members = order.get(block).ok_or("no such block")?;
    let u: Vec<Number> = read(left)?;
    must(u.len() == members.len(), "another length")?;
    must(u.iter().all(|x| x.sign() > 0), "not positive")?;
    let most = u.iter().max().cloned();
    must(most == Some(Number::one()), "the largest entry is not 1")?;
    for (j, x) in members.iter().zip(&u) {
        let sum = members
            .iter()
            .zip(&u)
            .filter(|(i, _)| a[**i][*j])
            .fold(Number::zero(), |s, (_, v)| s + v);
        must(sum == &rho * x, "no left eigenvector")?;
    }
    let mut named = vec![block];
    for other in others {
        named.push(other.block);
        right(a, order, other, &interval.0.0)?;
    }
    for other in equals {
        named.push(other.block);
        let members = order.get(other.block).ok_or("no such block")?;
        let w: Vec<Number> = read(&other.vector)?;
        must(w.len() == members.len(), "another length")?;
        must(w.iter().all(|x| x.sign() > 0), "not positive")?;
        for (i, x) in members.iter().zip(&w) {
            let sum = members
                .iter()
                .zip(&w)
                .filter(|(j, _)| a[*i][**j])
                .fold(Number::zero(), |s, (_, v)| s + v);
            must(sum == &rho * x, "no right eigenvector")?;
        }
    }
    covered(a, order, &named)
}

fn covered(a: &[Vec<bool>], order: &[Vec<usize>], named: &[usize]) -> Proof {
    let rest = |b: &usize| !named.contains(b);
    must(
        (0..order.len()).filter(rest).all(|b| is_free(a, &order[b])),
        "a block is left out",
    )
}

/// `w > 0`, `A_T w <= rate w`.
fn right(a: &[Vec<bool>], order: &[Vec<usize>], other: &RightVector, rate: &Rat) -> Proof {
    let members = order.get(other.block).ok_or("no such block")?;
    let w: Vec<&Rat> = other.vector.iter().map(|r| &r.0).collect();
    must(w.len() == members.len(), "another length")?;
    must(w.iter().all(|x| **x > rat_int(0)), "not positive")?;
    for (i, x) in members.iter().zip(&w) {
        let sum: Rat = members
            .iter()
            .zip(&w)
            .filter(|(j, _)| a[*i][**j])
            .map(|(_, v)| (*v).clone())
            .sum();
        must(sum <= rate * *x, "not below the rate")?;
    }
    Ok(())
}

/// `0 <= v <= 1`, `v A >= rate v`, some entry 1 unless the rate is 0.
fn lower_witness(a: &[Vec<bool>], witness: &RationalWitness) -> Proof {
    let v: Vec<&Rat> = witness.vector.iter().map(|r| &r.0).collect();
    let rate = &witness.rate.0;
    must(v.len() == a.len(), "another length")?;
    must(*rate >= rat_int(0), "a negative rate")?;
    must(
        v.iter().all(|x| **x >= rat_int(0) && **x <= rat_int(1)),
        "not in [0, 1]",
    )?;
    must(
        *rate == rat_int(0) || v.iter().any(|x| **x == rat_int(1)),
        "no entry is 1",
    )?;
    for (j, x) in v.iter().enumerate() {
        let sum: Rat = (0..a.len())
            .filter(|i| a[*i][j])
            .map(|i| v[i].clone())
            .sum();
        must(sum >= rate * *x, "not above the rate")?;
    }
    Ok(())
}

fn isolation(
    map: &MapCertificate,
    a: &[Vec<bool>],
    order: &[Vec<usize>],
    (coeffs, lo, hi): (&[Integer], &Rat, &Rat),
    lower: &RationalWitness,
    upper: &[RightVector],
) -> Proof {
    lower_witness(a, lower)?;
    must(lower.rate.0 == *lo, "another rate")?;
    let positive = |i: &usize| lower.vector[*i].0 > rat_int(0);
    let supports = order.iter().filter(|b| b.iter().any(positive)).count();
    must(supports == 1, "not on one block")?;
    upper.iter().try_for_each(|w| right(a, order, w, hi))?;
    let named: Vec<usize> = upper.iter().map(|w| w.block).collect();
    covered(a, order, &named)?;
    let own = poly(coeffs);
    let factors: Vec<IntPoly> = map.charpoly.factors.iter().map(|f| poly(&f.poly)).collect();
    must(factors.contains(&own), "not a factor")?;
    let others = factors
        .iter()
        .filter(|f| **f != own)
        .all(|f| count_roots_in(f, lo, hi) == 0);
    must(others, "another factor has a root there")
}

fn upper_end(map: &MapCertificate, upper: &UpperWitness) -> Proof {
    let f = &graph(map)?;
    match upper {
        UpperWitness::Lipschitz { value } => {
            let l = map.lipschitz.as_ref().ok_or("no Lipschitz constant")?;
            let l = Numbers::of(map)?.read(l)?;
            must(
                value.0 >= rat(1, 1) && Number::from(&value.0) >= l && l >= f.lipschitz(),
                "below the Lipschitz constant",
            )
        }
        // Every pair of intervals by itself.
        UpperWitness::Outer { vector, value } => {
            must(map.kind == Kind::Map, "an unknown map")?;
            must(value.0 >= rat(1, 1), "below 1")?;
            let numbers = Numbers::of(map)?;
            let points: Result<Vec<Number>, String> = map
                .partition
                .points
                .iter()
                .map(|p| numbers.read(p))
                .collect();
            let points = points?;
            must(vector.len() + 1 == points.len(), "another length")?;
            let positive = vector.iter().all(|w| w.0 > rat_int(0));
            must(positive, "an entry is not positive")?;
            for (w, x) in points.windows(2).zip(vector) {
                let inside = f.vertices().iter().map(|v| &v.0);
                let inside = inside.filter(|z| w[0] < **z && **z < w[1]);
                let all: Vec<&Number> = [&w[0]].into_iter().chain(inside).chain([&w[1]]).collect();
                let values: Option<Vec<Number>> = all.into_iter().map(|z| f.eval(z)).collect();
                let values = values.ok_or("outside the domain")?;
                let up = values.windows(2).all(|v| v[0] <= v[1]);
                let down = values.windows(2).all(|v| v[0] >= v[1]);
                must(up || down, "not monotone")?;
                let (low, high) = (values.iter().min(), values.iter().max());
                let (low, high) = (low.ok_or("empty")?, high.ok_or("empty")?);
                let met = |w: &[Number]| &w[0] < high && low < &w[1];
                let sum: Rat = (points.windows(2).zip(vector))
                    .filter(|(w, _)| met(w))
                    .map(|(_, y)| y.0.clone())
                    .sum();
                must(sum <= &value.0 * &x.0, "the inequality fails")?;
            }
            Ok(())
        }
        UpperWitness::Laps { n, laps, value } => {
            let budget = Budget {
                states: 200_000,
                bits: 40_000_000,
            };
            let counted = match &map.polynomial {
                Some(data) => {
                    let coeffs = data.coeffs.iter().map(|c| c.0.clone()).collect();
                    let end = |x: &Number| x.to_rational().ok_or("an irrational end");
                    let (a, b) = (end(f.left())?, end(f.right())?);
                    let p = PolynomialMap::new(RatPoly::new(coeffs), a, b);
                    let p = p.map_err(|_| "no self-map".to_string())?;
                    laps_upto(&p, *n).get(n - 1).cloned()
                }
                None => laps_exact(f, *n, budget),
            };
            let counted = counted.ok_or("too many laps to count")?;
            must(counted == laps.0, "another number of laps")?;
            let power = (0..*n).fold(Rat::from_integer(Int::from(1)), |p, _| p * &value.0);
            must(
                value.0 > rat_int(0) && power >= Rat::from_integer(counted),
                "the power is below the laps",
            )
        }
    }
}
