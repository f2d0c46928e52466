//! Classes of maps: every continuous self-map of an interval with a point of a given least period.

use crate::num::{Int, Rat};
use num_traits::{One, Pow};

/// The largest period that a class may have.
pub const MAX_PERIOD: u64 = 1_000;

/// Every continuous self-map `f` of an interval that has a point of least period `period`, with what is known of that
/// orbit and of `f`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodClass {
    /// The least period, from 2 to [`MAX_PERIOD`].
    pub period: u64,
    /// Neighbouring points of the orbit are at least this far apart; positive.
    pub gap: Option<Rat>,
    /// A Lipschitz constant of `f`.
    pub lipschitz: Option<Rat>,
}

/// Why no map of a class has a Lipschitz constant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contradiction {
    /// The points of a cycle cannot all come closer.
    BelowOne,
    /// A bijection of a finite set of reals that moves no two points apart is the identity or a reflection.
    Isometry,
    /// The growth that the period forces is larger.
    BelowGrowth,
}

/// `period = 2^d q` with `q` odd: `(d, q)`.
pub fn odd_part(period: u64) -> (u32, u64) {
    let twos = period.trailing_zeros();
    (twos, period >> twos)
}

impl PeriodClass {
    /// Does some map with a point of this period have Lipschitz constant `given`, as far as that is decided here?
    ///
    /// Decided are: a constant below 1, below or at 1 for periods above 2, and below the growth `rho_q^(1/2^d)` that
    /// the period `2^d q`, `q > 1` odd, forces (Theorem 10; the growth never exceeds `max(1, L)`).
    pub fn contradiction(&self, given: &Rat) -> Option<Contradiction> {
        let one = Rat::one();
        if *given < one {
            return Some(Contradiction::BelowOne);
        }
        if *given == one {
            return (self.period > 2).then_some(Contradiction::Isometry);
        }
        let (twos, odd) = odd_part(self.period);
        // Every rho_q is below 2.
        if odd == 1 || *given >= Rat::from_integer(Int::from(2)) {
            return None;
        }
        let y = Pow::pow(given.clone(), 1u64 << twos);
        let square = Pow::pow(y.clone(), 2u32) - Rat::from_integer(Int::from(2));
        // rho_q is the only positive root of y^(q-2) (y^2 - 2) - 1, which is negative before it.
        (Pow::pow(y, odd - 2) * square < one).then_some(Contradiction::BelowGrowth)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::rational::rat;

    fn class(period: u64) -> PeriodClass {
        PeriodClass {
            period,
            gap: None,
            lipschitz: None,
        }
    }

    #[test]
    fn lipschitz_constants_below_the_forced_growth_are_contradictions() {
        use Contradiction::*;
        // rho_3 = 1.61803..., rho_5 = 1.51287..., rho_3^(1/2) = 1.27201..., rho_3^(1/4) = 1.12783...
        for (period, below, above) in [
            (3, rat(1618, 1000), rat(16181, 10000)),
            (5, rat(1512, 1000), rat(1513, 1000)),
            (6, rat(1272, 1000), rat(12721, 10000)),
            (12, rat(11278, 10000), rat(11279, 10000)),
        ] {
            assert_eq!(class(period).contradiction(&below), Some(BelowGrowth));
            assert_eq!(class(period).contradiction(&above), None);
        }
        assert_eq!(class(2).contradiction(&rat(99, 100)), Some(BelowOne));
        assert_eq!(class(2).contradiction(&rat(1, 1)), None);
        assert_eq!(class(4).contradiction(&rat(1, 1)), Some(Isometry));
        assert_eq!(class(4).contradiction(&rat(1001, 1000)), None);
        assert_eq!(class(7).contradiction(&rat(2, 1)), None);
    }
}
