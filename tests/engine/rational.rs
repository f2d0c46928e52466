//! Quick ways of rational arithmetic against the plain ones of num-rational, on numbers of all sizes.

use num_integer::Integer;
use num_traits::{One, Signed, Zero};
use orbitex::num::isolate::largest_real_root;
use orbitex::num::modular::{is_prime, small_primes};
use orbitex::num::rational::{
    common_divisor, fraction, parse_rational, rat, rat_int, round_quotient, round_scaled,
};
use orbitex::num::{Field, Int, IntPoly, Number, Poly, Rat};

/// Random integers of up to so many bits, powers of two and small ones among them.
struct Dice(u64);

impl Dice {
    fn word(&mut self) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 16
    }
    fn int(&mut self) -> Int {
        let bits = self.word() % 300;
        let mut n = Int::one();
        for _ in 0..=bits / 40 {
            n = (n << 48) + self.word();
        }
        n >>= self.word() % (n.bits() + 1);
        match self.word() % 4 {
            0 => Int::one() << bits,
            1 => -n,
            2 => n << (bits / 3),
            _ => n,
        }
    }
    fn positive(&mut self) -> Int {
        self.int().abs() + 1
    }
}

#[test]
fn fractions_divisors_and_roundings() {
    let mut dice = Dice(5);
    let mut reduced = 0;
    for _ in 0..4_000 {
        let (common, p) = (dice.positive(), dice.int());
        let (p, q) = (p * &common, dice.positive() * &common);
        for q in [q, Int::one() << (dice.word() % 200)] {
            let plain = Rat::new(p.clone(), q.clone());
            let quick = fraction(p.clone(), q.clone());
            assert_eq!(quick.numer(), plain.numer(), "{p}/{q}");
            assert_eq!(quick.denom(), plain.denom(), "{p}/{q}");
            reduced += usize::from(*quick.denom() != q);
            assert_eq!(common_divisor(&p, &q), p.gcd(&q));
            assert_eq!(common_divisor(&q, &p), p.gcd(&q));
            // num-rational rounds halves away from zero as well.
            assert_eq!(round_quotient(&p, &q), plain.round().to_integer());
            let scaled = &plain * rat_int(Int::from(10).pow(7));
            assert_eq!(round_scaled(&plain, 7), scaled.round().to_integer());
        }
    }
    assert!(reduced > 3_000, "{reduced}");
    assert_eq!(fraction(Int::zero(), 12.into()), Rat::zero());
    assert_eq!(round_scaled(&rat(-5, 20), 1), Int::from(-3));
    assert_eq!(common_divisor(&Int::zero(), &Int::from(-6)), Int::from(6));
    assert_eq!(
        common_divisor(&Int::zero(), &(Int::one() << 90)),
        Int::one() << 90
    );
}

/// Exactly the texts in lowest terms are read.
#[test]
fn texts_of_fractions_are_read_in_lowest_terms_only() {
    let mut dice = Dice(17);
    let (mut read, mut refused) = (0, 0);
    for _ in 0..4_000 {
        let p = dice.int();
        for q in [dice.positive(), Int::one() << (dice.word() % 200)] {
            let lowest = q > Int::one() && p.gcd(&q).is_one();
            let found = parse_rational(&format!("{p}/{q}"));
            assert_eq!(found, lowest.then(|| Rat::new(p.clone(), q.clone())));
            *if lowest { &mut read } else { &mut refused } += 1;
        }
    }
    assert!(read > 1_000 && refused > 1_000, "{read} {refused}");
}

#[test]
fn values_at_fractions() {
    let mut dice = Dice(11);
    for round in 0..300_u64 {
        let f: IntPoly = Poly::new((0..=round % 12).map(|_| dice.int()).collect());
        let p = dice.int();
        for q in [dice.positive(), Int::one() << (round % 90)] {
            let at = Rat::new_raw(p.clone(), q.clone());
            let plain = f.coeffs().iter().rev().fold(Rat::zero(), |sum, c| {
                sum * Rat::new(p.clone(), q.clone()) + rat_int(c.clone())
            });
            let degree = f.degree().unwrap_or(0) as u32;
            assert_eq!(
                rat_int(f.homogeneous(&p, &q)),
                &plain * rat_int(q.pow(degree))
            );
            assert_eq!(f.eval_rat(&at), plain);
            assert_eq!(Int::from(f.sign_at(&at)), plain.numer().signum());
        }
    }
}

#[test]
fn the_list_of_primes_is_whole() {
    let plain: Vec<u64> = (2..30_000).filter(|n| is_prime(*n)).collect();
    assert_eq!(small_primes()[..plain.len()], plain);
    assert!(small_primes()[plain.len()] > 30_000);
}

/// Differences of neighbouring powers, of rationals next to them and of large multiples: order by words where it decides,
/// against rational enclosures.
#[test]
fn the_order_of_field_elements_is_that_of_enclosures() {
    for coeffs in [
        &[-1, -1, 1][..],
        &[-2, 0, 1],
        &[-1, -1, 0, 1],
        &[-1, 1, 0, -2, 1],
    ] {
        let poly = IntPoly::from_i64(coeffs);
        let ends = largest_real_root(&poly).expect("a real root");
        let field = Field::new(poly, ends, "a");
        let degree = field.degree();
        let mut dice = Dice(degree as u64);
        let mut element = |large: bool| {
            let small = |d: &mut Dice| Int::from(d.word() % 40) - 20;
            let coeffs: Vec<Rat> = (0..degree)
                .map(|_| match large {
                    true => Rat::new(dice.int(), dice.positive()),
                    false => Rat::new(small(&mut dice), small(&mut dice).abs() + 1),
                })
                .collect();
            Number::from_coeffs(&field, &coeffs)
        };
        for i in 0..400 {
            let a = element(i % 3 == 0);
            // Another element, or a rational very close to this one.
            let b = match i % 2 {
                0 => element(i % 5 == 0),
                _ => Number::from(a.enclosure(8 + i).0),
            };
            let (la, ha) = a.enclosure(900);
            let (lb, hb) = b.enclosure(900);
            let expected = match () {
                () if ha < lb => std::cmp::Ordering::Less,
                () if hb < la => std::cmp::Ordering::Greater,
                () => std::cmp::Ordering::Equal,
            };
            assert_eq!(a.cmp(&b), expected, "{a} and {b}");
            assert_eq!((&a - &b).sign(), expected as i32);
        }
    }
}
