//! How far a network with rounded weights, evaluated in double arithmetic, can be from the exact one.
//!
//! *Model of the arithmetic.* Weights are doubles. A neuron with `n` inputs is computed by `n` products and `n` sums in any
//! order, with or without fused multiply-add, each correctly rounded: the result is off by at most
//! `gamma (sum |w_i h_i| + |b|) + (2n+4) eta`, `gamma = (n+2)u/(1-(n+2)u)`, `u = 2^-53`, `eta = 2^-1022`. The input is a double
//! of the domain `[a,b]`.
//!
//! *Propagation.* Let `z` be the exact value after some hidden layers, and `z'` what the exact output weights `c + sum a_i h_i`
//! make of the computed neurons `h_i`, `|z' - z| <= e`. The next preactivation is `+-(z' - x_j)` up to
//! `rho_j = sum |a'_i - a_i| H_i + |b'_j - b_j| + (error of the arithmetic)`, where primes are the rounded weights and
//! `H_i >= |h_i|`, so `H'_j = (b - a) + e + rho_j` bounds the next neuron. ReLU moves no two numbers apart, and the layer's
//! function has Lipschitz constant `L` on the whole line: the next `e` is `L e + sum_j |a_j| rho_j`. At the output the error of
//! the last sum is added. All of it is computed with rationals rounded up.

use super::double::Double;
use crate::map::realise::{HiddenLayer, Realisation};
use crate::num::Number;
use crate::num::rational::{Int, Rat};
use num_traits::{One, Signed, Zero};

/// Bounds of the distance to the exact value, for every double of the domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorBound {
    /// Of the network with rounded weights in exact arithmetic.
    pub weights: Rat,
    /// Of the same in double arithmetic.
    pub total: Rat,
}

/// A weight or a size exceeds what doubles hold with room to spare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;

/// The bounds for a network whose weights are rounded to the nearest doubles.
pub fn bound(network: &Realisation) -> Result<ErrorBound, TooLarge> {
    Ok(ErrorBound {
        weights: propagate(network, false)?,
        total: propagate(network, true)?,
    })
}

/// A number as it is stored: bounds of its size, of the size of the double, and of their distance.
struct Stored {
    exact: Rat,
    double: Rat,
    distance: Rat,
}

impl Stored {
    fn of(x: &Number) -> Result<Stored, TooLarge> {
        let double = Double::of(x).ok_or(TooLarge)?.value();
        let (lo, hi) = x.enclosure(1200);
        let distance = (&lo - &double).abs().max((&hi - &double).abs());
        Ok(Stored {
            exact: up(&lo.abs().max(hi.abs())),
            double: double.abs(),
            distance: up(&distance),
        })
    }
}

/// What is known of the computed values that the next sum reads.
struct Inputs {
    /// The weights they have in it.
    weights: Vec<Stored>,
    /// Bounds of their sizes.
    sizes: Vec<Rat>,
}

impl Inputs {
    /// The error of one computed sum with this constant term.
    fn sum(&self, bias: &Stored, arithmetic: bool) -> Rat {
        let mut error = bias.distance.clone();
        let mut size = bias.double.clone();
        for (w, h) in self.weights.iter().zip(&self.sizes) {
            error += &w.distance * h;
            size += &w.double * h;
        }
        if arithmetic {
            let n = self.weights.len() as u64;
            let unit = Rat::new(Int::from(n + 2), Int::one() << 53);
            let gamma = &unit / (Rat::one() - &unit);
            error += gamma * size + Rat::new(Int::from(2 * n + 4), Int::one() << 1022);
        }
        up(&error)
    }
}

fn propagate(network: &Realisation, arithmetic: bool) -> Result<Rat, TooLarge> {
    let (a, b) = &network.domain;
    let ceiling = |x: &Number| -> Rat {
        let (lo, hi) = x.enclosure(128);
        up(&lo.abs().max(hi.abs()))
    };
    let length = ceiling(&(b - a));
    let most = Rat::from_integer(Int::one() << 1000);
    // The input itself: read with weight 1, no offset, no error.
    let mut inputs = Inputs {
        weights: vec![Stored::of(&Number::one())?],
        sizes: vec![ceiling(a).max(ceiling(b))],
    };
    let (mut offset, mut error) = (Number::zero(), Rat::zero());
    for layer in &network.layers {
        let mut sizes = Vec::with_capacity(layer.neurons.len());
        let mut shift = Rat::zero();
        let weights = stored_weights(layer)?;
        for (neuron, weight) in layer.neurons.iter().zip(&weights) {
            let bias = Stored::of(&(&offset - &neuron.point))?;
            let rho = inputs.sum(&bias, arithmetic);
            shift += &weight.exact * &rho;
            sizes.push(up(&(&length + &error + rho)));
        }
        error = up(&(ceiling(&layer.lipschitz) * error + shift));
        if error > most || sizes.iter().any(|s| *s > most) {
            return Err(TooLarge);
        }
        inputs = Inputs { weights, sizes };
        offset = layer.offset.clone();
    }
    Ok(up(&(error + inputs.sum(&Stored::of(&offset)?, arithmetic))))
}

fn stored_weights(layer: &HiddenLayer) -> Result<Vec<Stored>, TooLarge> {
    layer
        .neurons
        .iter()
        .map(|n| Stored::of(&n.weight))
        .collect()
}

/// A number of at most 64 bits and a power of two that is at least `x >= 0`.
fn up(x: &Rat) -> Rat {
    let scale = 64 - (x.numer().bits() as i64 - x.denom().bits() as i64);
    let power = Int::one() << scale.unsigned_abs();
    if scale >= 0 {
        Rat::new(
            (x * Rat::from_integer(power.clone())).ceil().to_integer(),
            power,
        )
    } else {
        Rat::from_integer((x / Rat::from_integer(power.clone())).ceil().to_integer() * power)
    }
}

/// `x >= 0` rounded up to three significant decimals, like `1.25e-13`.
pub fn decimal_up(x: &Rat) -> String {
    if x.is_zero() {
        return "0".to_string();
    }
    let ten = Rat::from_integer(Int::from(10));
    let bits = x.numer().bits() as i64 - x.denom().bits() as i64;
    let mut exponent = bits * 3 / 10 - 2;
    let power = |e: i64| crate::num::rational::pow(&ten, e.unsigned_abs() as u32);
    let scaled = |e: i64| if e >= 0 { x / power(e) } else { x * power(e) };
    while scaled(exponent) > ten {
        exponent += 1;
    }
    while scaled(exponent) <= Rat::one() {
        exponent -= 1;
    }
    let digits = (scaled(exponent) * Rat::from_integer(100.into()))
        .ceil()
        .to_integer()
        .to_string();
    // 9.995 rounds up to 10.00, which is four digits.
    let (first, rest) = digits.split_at(digits.len() - 2);
    format!("{first}.{rest}e{exponent}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::rational::rat;

    #[test]
    fn rounding_up() {
        for (p, q) in [(1, 3), (7, 1), (1, 1_000_003), (999_999_999, 1), (1, 1)] {
            let x = rat(p, q);
            let near = up(&x);
            assert!(near >= x && near <= &x * rat(1_000_000_001, 1_000_000_000));
        }
        assert_eq!(up(&Rat::zero()), Rat::zero());
        assert_eq!(decimal_up(&rat(1, 3)), "3.34e-1");
        assert_eq!(decimal_up(&rat(9_999, 10)), "10.00e2");
        assert_eq!(decimal_up(&rat(1, 1000)), "10.00e-4");
        assert_eq!(decimal_up(&rat(123_456, 1)), "1.24e5");
    }
}
