//! Isolation, fields, algebraic numbers and logarithms.

use crate::support::{Random, cycles, maps};
use num_traits::Signed;
use orbitex::num::factor::factor;
use orbitex::num::gcd::squarefree_part;
use orbitex::num::isolate::{
    count_roots, count_roots_in, isolate, largest_real_root, refine, root_bound, sturm_chain,
};
use orbitex::num::logarithm::{ln, ln_decimal};
use orbitex::num::rational::{decimal, rat, rat_int};
use orbitex::num::{Algebraic, AlgebraicError, Field, IntPoly, Number, Rat, Root, RootError};
use std::cmp::Ordering;
use std::sync::Arc;

fn digits(f: &IntPoly, root: &(Rat, Rat), places: u32) -> String {
    let width = rat(1, 1) / Rat::from_integer(num_bigint::BigInt::from(10).pow(places + 5));
    let (lo, hi) = refine(f, &root.0, &root.1, &width);
    assert!(&hi - &lo <= width);
    assert_eq!(decimal(&lo, places), decimal(&hi, places));
    decimal(&lo, places)
}

fn quadratic(coeffs: &[i64], lo: i64, hi: i64, name: &str) -> Arc<Field> {
    match Field::from_root(&IntPoly::from_i64(coeffs), &rat_int(lo), &rat_int(hi), name) {
        Ok(Root::Field(f)) => f,
        other => panic!("not a field: {other:?}"),
    }
}

#[test]
fn growth_of_the_reference_cycles() {
    for c in cycles() {
        let f = squarefree_part(&c.charpoly);
        let root = largest_real_root(&f).unwrap();
        assert_eq!(
            digits(&f, &root, 36),
            decimal(&exact(&c.growth), 36),
            "{:?}",
            c.pattern
        );
    }
    for (images, f, radius) in maps() {
        let f = squarefree_part(&f);
        let root = largest_real_root(&f).unwrap_or((rat_int(0), rat_int(0)));
        assert_eq!(
            digits(&f, &root, 30),
            decimal(&exact(&radius), 30),
            "{images:?}"
        );
    }
}

/// The rational that a decimal text is.
fn exact(text: &str) -> Rat {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let den = num_bigint::BigInt::from(10).pow(part.len() as u32);
    Rat::new(format!("{whole}{part}").parse().unwrap(), den)
}

#[test]
fn isolation_agrees_with_sturm() {
    let mut random = Random(4);
    for round in 0..300 {
        // Products of small factors: many real roots, rational ones and repeated ones.
        let f = (0..1 + round % 4).fold(IntPoly::one(), |acc, _| {
            let degree = 1 + random.below(4) as usize;
            &acc * &random.poly(degree, 9)
        });
        if f.degree().unwrap_or(0) == 0 {
            continue;
        }
        let simple = squarefree_part(&f);
        let chain = sturm_chain(&simple);
        let bound = root_bound(&f);
        let roots = isolate(&f);
        assert_eq!(roots.len(), count_roots(&chain, &-&bound, &bound), "{f}");
        assert!(
            roots
                .windows(2)
                .all(|w| w[0].1 <= w[1].0 && w[0].0 <= w[1].0),
            "{f}"
        );
        for (lo, hi) in &roots {
            if lo == hi {
                assert_eq!(f.sign_at(lo), 0);
            } else {
                assert!(
                    simple.sign_at(lo) * simple.sign_at(hi) < 0,
                    "{f}: {lo} {hi}"
                );
                assert_eq!(count_roots(&chain, lo, hi), 1);
                let width = rat(1, 1 << 40);
                let (a, b) = refine(&simple, lo, hi, &width);
                assert!(lo <= &a && a <= b && &b <= hi && &b - &a <= width);
                assert!(
                    a == b && simple.sign_at(&a) == 0
                        || simple.sign_at(&a) * simple.sign_at(&b) < 0
                );
            }
        }
        for _ in 0..4 {
            let (a, b) = (
                rat(random.below(40) as i64 - 20, 4),
                rat(random.below(40) as i64 - 20, 3),
            );
            let (lo, hi) = if a < b { (a, b) } else { (b, a) };
            let expected = count_roots(&chain, &lo, &hi) + usize::from(f.sign_at(&lo) == 0);
            assert_eq!(
                count_roots_in(&f, &lo, &hi),
                expected,
                "{f} in [{lo}, {hi}]"
            );
        }
        match (largest_real_root(&f), roots.last()) {
            (None, None) => {}
            (Some((a, b)), Some((lo, hi))) => {
                assert!(
                    a.clone().max(lo.clone()) <= b.clone().min(hi.clone()),
                    "{f}"
                );
                let top = a.clone() - rat_int(1).min(rat_int(1));
                assert!(count_roots_in(&f, &a, &bound) >= 1 && top < bound);
                assert_eq!(
                    count_roots_in(&f, &b, &bound) - usize::from(f.sign_at(&b) == 0),
                    0,
                    "{f}"
                );
            }
            other => panic!("{f}: {other:?}"),
        }
    }
}

#[test]
fn a_thousand_digits_square_back() {
    let f = IntPoly::from_i64(&[-2, 0, 1]);
    let width = rat_int(1) / Rat::from_integer(num_bigint::BigInt::from(10).pow(1000));
    let (lo, hi) = refine(&f, &rat_int(1), &rat_int(2), &width);
    assert!(&hi - &lo <= width && &lo * &lo < rat_int(2) && &hi * &hi > rat_int(2));
    // 7/5 is a rational root: found exactly or enclosed.
    let (lo, hi) = refine(
        &IntPoly::from_i64(&[-7, 5]),
        &rat_int(1),
        &rat_int(2),
        &width,
    );
    assert!(lo <= rat(7, 5) && rat(7, 5) <= hi);
}

#[test]
fn a_polynomial_and_an_interval_name_a_root() {
    let root = |c: &[i64], lo: Rat, hi: Rat| Field::from_root(&IntPoly::from_i64(c), &lo, &hi, "a");
    assert_eq!(
        root(&[], rat_int(0), rat_int(1)).unwrap_err(),
        RootError::Zero
    );
    assert_eq!(
        root(&[3], rat_int(0), rat_int(1)).unwrap_err(),
        RootError::Constant
    );
    assert_eq!(
        root(&[-1, -1, 1], rat_int(2), rat_int(3)).unwrap_err(),
        RootError::None
    );
    assert_eq!(
        root(&[-1, -1, 1], rat_int(3), rat_int(2)).unwrap_err(),
        RootError::EmptyInterval
    );
    assert_eq!(
        root(&[-1, -1, 1], rat_int(-3), rat_int(2)).unwrap_err(),
        RootError::Several(2)
    );
    // Ends that are roots count, and a double root counts once: (x-1)^2 (x-2).
    let f = [-2, 5, -4, 1];
    assert_eq!(
        root(&f, rat_int(1), rat_int(2)).unwrap_err(),
        RootError::Several(2)
    );
    for (lo, hi, expected) in [(0, 1, 1), (1, 1, 1), (2, 3, 2)] {
        let found = root(&f, rat_int(lo), rat_int(hi)).unwrap();
        assert_eq!(found.to_number(), Number::from(expected));
    }
    // (x^2 - x - 1)(3x - 1): the factor with the root generates the field, with either sign of the polynomial.
    for f in [[1, -2, -4, 3], [-1, 2, 4, -3]] {
        match root(&f, rat_int(1), rat_int(2)).unwrap() {
            Root::Field(field) => assert_eq!(field.poly(), &IntPoly::from_i64(&[-1, -1, 1])),
            other => panic!("{other:?}"),
        }
        assert_eq!(
            root(&f, rat_int(0), rat_int(1)).unwrap().to_number(),
            Number::from(rat(1, 3))
        );
    }
}

#[test]
fn quadratic_fields_mix_when_they_agree() {
    let phi = quadratic(&[-1, -1, 1], 1, 2, "phi");
    let minus = quadratic(&[-1, -1, 1], -1, 0, "psi");
    let r5 = quadratic(&[-5, 0, 1], 2, 3, "r5");
    let r45 = quadratic(&[-45, 0, 4], -4, -3, "r45");
    let r2 = quadratic(&[-2, 0, 1], 1, 2, "r2");
    let fields = [&phi, &minus, &r5, &r45];
    for a in fields {
        for b in fields {
            let x = Number::generator(a) * Number::from(3) + Number::from(rat(1, 7));
            let y = x.in_field(b).unwrap();
            let ((xl, xh), (yl, yh)) = (x.enclosure(60), y.enclosure(60));
            assert!(xl.max(yl) <= xh.min(yh), "{} {}", a.name(), b.name());
            assert_eq!(y.in_field(a).unwrap(), x);
            assert_eq!(Algebraic::from(&x), Algebraic::from(&y));
        }
        assert!(Number::generator(&r2).unify(&Number::generator(a)).is_err());
    }
    let (a, b) = Number::generator(&phi)
        .unify(&Number::generator(&r5))
        .unwrap();
    assert_eq!(&a * &Number::from(2) - Number::one(), b);
    // Operators, order, equality and hashing across fields go by value.
    let (x, y) = (Number::generator(&phi), Number::generator(&r5));
    assert_eq!(&x * &Number::from(2) - &y, Number::one());
    assert_eq!(&x * &y, &x + &Number::from(2));
    assert!(x < y && y > x && Number::generator(&r2) < x);
    let z = &x * &Number::from(2) - Number::one();
    assert!(z == y && y == z && x != y && z != Number::generator(&r2));
    let hash = |n: &Number| {
        std::hash::BuildHasher::hash_one(
            &std::hash::BuildHasherDefault::<std::hash::DefaultHasher>::default(),
            n,
        )
    };
    assert_eq!(hash(&z), hash(&y));
}

#[test]
fn algebraic_arithmetic_agrees_with_fields_and_enclosures() {
    let phi = quadratic(&[-1, -1, 1], 1, 2, "phi");
    let g = Algebraic::from(&Number::generator(&phi));
    let one = Algebraic::from(&rat_int(1));
    assert_eq!(g.pow(2).unwrap(), g.add(&one).unwrap());
    assert_eq!(g.mul(&g.recip().unwrap()).unwrap(), one);
    assert_eq!(g.sub(&g).unwrap(), Algebraic::from(&rat_int(0)));
    assert_eq!(
        g.div(&one.sub(&one).unwrap()).unwrap_err(),
        AlgebraicError::DivisionByZero
    );
    // sqrt 2 + sqrt 3 has degree 4; its square is 5 + 2 sqrt 6; sqrt 2 * sqrt 3 = sqrt 6.
    let sqrt = |n: i64| Algebraic::from(&Number::generator(&quadratic(&[-n, 0, 1], 0, n, "r")));
    let sum = sqrt(2).add(&sqrt(3)).unwrap();
    assert_eq!(sum.poly(), &IntPoly::from_i64(&[1, 0, -10, 0, 1]));
    let two_root_six = sqrt(6).mul(&Algebraic::from(&rat_int(2))).unwrap();
    assert_eq!(
        sum.pow(2).unwrap(),
        two_root_six.add(&Algebraic::from(&rat_int(5))).unwrap()
    );
    assert_eq!(sqrt(2).mul(&sqrt(3)).unwrap(), sqrt(6));
    // The growth of the 7-cycle of Stefan, root of x^3 - x^2 - 1, is above sqrt 2.
    let s7 = Field::from_root(
        &IntPoly::from_i64(&[-1, 0, -1, 1]),
        &rat_int(1),
        &rat_int(2),
        "s7",
    )
    .unwrap();
    let s7 = Algebraic::from(&s7.to_number());
    assert_eq!(s7.cmp(&sqrt(2)), Ordering::Greater);
    assert_eq!(s7.decimal(10), "1.4655712319");
    assert_eq!(s7.neg().decimal(4), "-1.4656");
    // Random non-monic numbers: enclosures of results lie where the enclosures of the operands say.
    let mut random = Random(13);
    let mut numbers = Vec::new();
    while numbers.len() < 12 {
        let degree = 1 + random.below(3) as usize;
        let f = random.poly(degree, 12);
        for (g, _) in factor(&f).factors {
            for (lo, hi) in isolate(&g) {
                if let Ok(r) = Field::from_root(&g, &lo, &hi, "t") {
                    numbers.push(Algebraic::from(&r.to_number()));
                }
            }
        }
    }
    for a in &numbers {
        for b in &numbers {
            let ((al, ah), (bl, bh)) = (a.enclosure(80), b.enclosure(80));
            let inside = |x: &Algebraic, lo: Rat, hi: Rat| {
                let (l, h) = x.enclosure(80);
                assert!(l <= hi && lo <= h, "{a:?} {b:?}");
            };
            inside(&a.add(b).unwrap(), &al + &bl, &ah + &bh);
            inside(&a.sub(b).unwrap(), &al - &bh, &ah - &bl);
            let product = a.mul(b).unwrap();
            assert_eq!(product, b.mul(a).unwrap());
            if b.sign() != 0 {
                assert_eq!(&product.div(b).unwrap(), a);
            }
            assert_eq!(a.cmp(b), a.sub(b).unwrap().sign().cmp(&0));
        }
        assert_eq!(a.pow(3).unwrap(), a.mul(a).unwrap().mul(a).unwrap());
    }
}

#[test]
fn number_arithmetic_in_a_non_monic_field() {
    // 3x^3 - x - 5 has one real root.
    let root = Field::from_root(
        &IntPoly::from_i64(&[-5, -1, 0, 3]),
        &rat_int(0),
        &rat_int(2),
        "b",
    )
    .unwrap();
    let b = root.to_number();
    assert!((&b.pow(3) * &Number::from(3) - &b - Number::from(5)).is_zero());
    let mut random = Random(17);
    let mut any = || {
        (0..3).fold(Number::zero(), |acc, i| {
            let c = rat(random.below(21) as i64 - 10, 1 + random.below(6) as i64);
            acc + Number::from(c) * b.pow(i)
        })
    };
    for _ in 0..60 {
        let (x, y) = (any(), any());
        assert_eq!((&x + &y) * (&x - &y), &x * &x - &y * &y);
        if let Some(inverse) = y.recip() {
            assert_eq!(&inverse * &y, Number::one());
        }
        let (lo, hi) = x.enclosure(50);
        assert!(
            x.sign() == 0
                || (x.sign() > 0 && hi.is_positive())
                || (x.sign() < 0 && lo.is_negative())
        );
        assert!(Number::from(x.floor()) <= x);
        assert!(Number::from(x.floor() + 1) > x);
        // The minimal polynomial vanishes at the number.
        let minimal = Algebraic::from(&x);
        let value = minimal
            .poly()
            .coeffs()
            .iter()
            .rev()
            .fold(Number::zero(), |v, c| v * &x + Number::from(c.clone()));
        assert!(value.is_zero());
    }
}

#[test]
fn logarithms_enclose_and_round() {
    // ln 2, ln 10 and ln phi, from published tables.
    let point = |r: Rat| move |_: u32| (r.clone(), r.clone());
    assert_eq!(
        ln_decimal(point(rat_int(2)), 50).unwrap(),
        "0.69314718055994530941723212145817656807550013436026"
    );
    assert_eq!(
        ln_decimal(point(rat_int(10)), 30).unwrap(),
        "2.302585092994045684017991454684"
    );
    let phi = Number::generator(&quadratic(&[-1, -1, 1], 1, 2, "phi"));
    assert_eq!(
        ln_decimal(|b| phi.enclosure(b), 30).unwrap(),
        "0.481211825059603447497758913424"
    );
    assert_eq!(ln_decimal(point(rat_int(1)), 3).unwrap(), "0.000");
    assert_eq!(ln(&rat_int(0), 10), None);
    assert_eq!(ln_decimal(point(rat_int(-1)), 3), None);
    // ln(x y) = ln x + ln y, and the enclosures are as narrow as asked.
    let mut random = Random(19);
    for _ in 0..60 {
        let mut any = || {
            let size = 1 << random.below(31);
            rat(
                1 + random.below(1 << 30) as i64,
                1 + random.below(size) as i64,
            )
        };
        let (x, y) = (any(), any());
        let (a, b, c) = (
            ln(&x, 90).unwrap(),
            ln(&y, 90).unwrap(),
            ln(&(&x * &y), 90).unwrap(),
        );
        assert!(&a.1 - &a.0 <= orbitex::num::field::dyadic_unit(90));
        assert!(&a.0 + &b.0 <= c.1 && c.0 <= &a.1 + &b.1);
    }
}

/// The inverse in a quadratic field, the conjugate over the norm, is that of the general way.
#[test]
fn quadratic_inverses_are_the_general_ones() {
    use orbitex::num::{Int, inverse::inverse};
    // 2 x^2 - 3 x - 4 (discriminant 41): the root near 2.35.
    let poly = IntPoly::new([-4, -3, 2].map(Int::from).to_vec());
    let field = Field::new(poly.clone(), (rat(2, 1), rat(3, 1)), "a");
    for n0 in -6..=6i64 {
        for n1 in -6..=6i64 {
            for den in [1i64, 3, 10] {
                let x = Number::from_coeffs(&field, &[rat(n0, den), rat(n1, den)]);
                let Some(y) = x.recip() else {
                    assert_eq!((n0, n1), (0, 0));
                    continue;
                };
                assert_eq!(&x * &y, Number::one());
                let (b, d) = inverse(&IntPoly::new([n0, n1].map(Int::from).to_vec()), &poly)
                    .expect("not zero in a field");
                let general = Number::from_coeffs(
                    &field,
                    &[0, 1].map(|i| Rat::new(b.coeff(i) * den, d.clone())),
                );
                assert_eq!(y, general);
            }
        }
    }
}
