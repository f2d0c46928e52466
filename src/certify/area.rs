//! L1 bounds of one iterate: Theorem 5 with the best bands, and Theorem 6'' from sums of squared lengths.

use super::analysis::{Analysis, LimitReached};
use super::bounds::{Crossing, LevelChoice, crossing};
use super::convert::num;
use crate::certificate::{
    AreaBound, AreaRow, CrossedBand, CrossingMethod, Integer, LengthBand, PieceCell, Ratio,
};
use crate::graph::bands::Bands;
use crate::graph::lengths::Lengths;
use crate::num::Number;
use crate::num::rational::{Int, Rat, rat};
use crate::theory::classification::{usual_pieces, width_above};
use crate::theory::{l1, squares};
use num_traits::{One, Signed, Zero};

/// The largest size of `L^t` and of the moments, in bits: above it L1 bounds are left out.
const MOST_BITS: u64 = 60_000;
/// Lengths are summed for partitions of at most so many intervals.
pub const MOST_INTERVALS: usize = 64;
/// Bits of the fixed-point numbers with which a number of pieces is searched.
const SEARCH_BITS: u32 = 64;

/// What is known about the L1 error of networks against one iterate.
pub struct Area<'a> {
    analysis: &'a Analysis,
    t: u64,
    crossed: Option<Crossed<'a>>,
    lengths: Option<LengthBound>,
}

/// Theorem 5: one band, or the choice among many.
enum Crossed<'a> {
    One(Crossing),
    Many(Bands<'a>, Crossing),
}

/// Theorem 6'' for one iterate.
struct LengthBound {
    lengths: Vec<Number>,
    totals: Vec<Number>,
    squares: Vec<Number>,
    /// Rationals slightly above `squares`.
    above: Vec<Rat>,
    /// Decimals of the roots of each interval.
    digits: Vec<u32>,
}

impl<'a> Area<'a> {
    /// The bounds for `f^t` at these levels. Named levels are the only band; else all bands are free.
    pub fn new(
        analysis: &'a Analysis,
        t: u64,
        choice: &LevelChoice,
    ) -> Result<Area<'a>, LimitReached> {
        let crossed = match &analysis.lipschitz {
            Some(l) if power_bits(l, t) <= MOST_BITS => {
                crossing(analysis, t, choice)?.map(|found| match (&analysis.images, choice) {
                    (Some(images), LevelChoice::Auto | LevelChoice::Tolerance(_)) => Crossed::Many(
                        Bands::new(&analysis.partition.points, images, t as usize),
                        found,
                    ),
                    _ => Crossed::One(found),
                })
            }
            _ => None,
        };
        let free = !matches!(choice, LevelChoice::Levels(..));
        let lengths = free.then(|| LengthBound::new(analysis, t)).flatten();
        Ok(Area {
            analysis,
            t,
            crossed,
            lengths,
        })
    }
    /// Is nothing known: no Lipschitz constant, or numbers too large?
    pub fn is_unknown(&self) -> bool {
        let constant = self
            .analysis
            .lipschitz
            .as_ref()
            .is_some_and(Number::is_zero);
        self.crossed.is_none() && self.lengths.is_none() && !constant
    }
    /// An error that every function with at most `pieces` pieces makes; weakly decreasing in `pieces`.
    pub fn error(&self, pieces: &Int) -> Number {
        let crossed = self
            .crossed
            .as_ref()
            .map(|c| self.by_crossings(c, pieces).1);
        let lengths = self.lengths.as_ref().map(|l| l.error(pieces));
        crossed
            .into_iter()
            .chain(lengths)
            .max()
            .unwrap_or_else(Number::zero)
    }
    /// The rows of a block: Theorem 5 at half of the crossings, then Theorem 6'' (unless `L` is the growth rate, where
    /// it adds nothing) at the most pieces that leave half of its error.
    pub fn rows(&self, depths: &[u32], extremal: bool) -> Vec<AreaRow> {
        let row = |bound, pieces: Int, error: &Number| AreaRow {
            iterate: self.t,
            bound,
            error: num(error),
            widths: piece_cells(&pieces, depths),
            pieces: Integer(pieces),
        };
        let mut out = Vec::new();
        if let Some(crossed) = &self.crossed {
            let (Crossed::One(found) | Crossed::Many(_, found)) = crossed;
            let pieces = usual_pieces(&found.count);
            let (bands, error) = self.by_crossings(crossed, &pieces);
            out.push(row(AreaBound::Lipschitz { bands }, pieces, &error));
        }
        if let Some(lengths) = self.lengths.as_ref().filter(|_| !extremal)
            && let Some(pieces) = lengths.pieces_for_half()
        {
            let (bands, error) = lengths.bands(&pieces);
            if !bands.is_empty() {
                out.push(row(AreaBound::Lengths { bands }, pieces, &error));
            }
        }
        out
    }
    fn by_crossings(&self, crossed: &Crossed, pieces: &Int) -> (Vec<CrossedBand>, Number) {
        let lipschitz = self
            .analysis
            .lipschitz
            .as_ref()
            .expect("crossings are used with a Lipschitz constant");
        let single = |found: &Crossing| {
            let weight = l1::band_weight(&(&found.y - &found.x), &found.count, pieces);
            (vec![band(found)], weight)
        };
        let (bands, weight) = match crossed {
            Crossed::One(found) => single(found),
            Crossed::Many(bands, found) => {
                let (chosen, weight) = bands.best(|gap, c| l1::band_weight(gap, c, pieces));
                let points = &self.analysis.partition.points;
                let chosen: Vec<CrossedBand> = chosen
                    .into_iter()
                    .map(|l| CrossedBand {
                        x: num(&points[l.low]),
                        y: num(&points[l.high]),
                        crossings: Integer(l.crossings.clone()),
                        crossing_method: CrossingMethod::Summary {},
                    })
                    .collect();
                if chosen.is_empty() {
                    single(found)
                } else {
                    (chosen, weight)
                }
            }
        };
        (bands, l1::error(&weight, lipschitz, self.t))
    }
}

/// For each depth the least width with more than `pieces` pieces.
pub fn piece_cells(pieces: &Int, depths: &[u32]) -> Vec<PieceCell> {
    let cell = |&depth: &u32| PieceCell {
        depth,
        width: Integer(width_above(pieces, depth)),
    };
    depths.iter().map(cell).collect()
}

fn band(found: &Crossing) -> CrossedBand {
    CrossedBand {
        x: num(&found.x),
        y: num(&found.y),
        crossings: Integer(found.count.clone()),
        crossing_method: found.method.clone(),
    }
}

/// About how many bits `x^t` has.
fn power_bits(x: &Number, t: u64) -> u64 {
    let (num, den) = x.numerators();
    let bits = num.iter().map(Int::bits).max().unwrap_or(0) + den.bits();
    let degree = x.field().map_or(1, |f| f.degree()) as u64;
    (bits + 1) * degree * degree * t
}

impl LengthBound {
    fn new(analysis: &Analysis, t: u64) -> Option<LengthBound> {
        if analysis.is_orbit() || analysis.covering.len() > MOST_INTERVALS {
            return None;
        }
        let images = analysis.images.as_ref()?;
        let lengths = Lengths::new(&analysis.partition.points, images);
        let size = lengths.weights(2).iter().map(|w| power_bits(w, t)).max()?;
        if size > MOST_BITS {
            return None;
        }
        let totals = lengths.moments(t as usize, 1);
        let squares = lengths.moments(t as usize, 2);
        // No number of pieces above (total^2/squares) leaves anything: so many bits of it are needed.
        let bits = |s: &Number| {
            let (num, den) = s.numerators();
            let size = num.iter().map(Int::bits).max().unwrap_or(0) + den.bits();
            u32::try_from(size).unwrap_or(u32::MAX / 4).min(200_000) + 4 * SEARCH_BITS
        };
        let above = squares.iter().map(|s| s.enclosure(bits(s)).1).collect();
        let digits = totals.iter().map(decimals).collect();
        Some(LengthBound {
            lengths: lengths.lengths().to_vec(),
            totals,
            squares,
            above,
            digits,
        })
    }
    fn roots(&self, pieces: &Int) -> Vec<Rat> {
        let pieces = Rat::from_integer(pieces.clone());
        let root = |(s, &digits): (&Rat, &u32)| squares::root_above(&(s * &pieces), digits);
        self.above.iter().zip(&self.digits).map(root).collect()
    }
    fn error(&self, pieces: &Int) -> Number {
        squares::error_at(&self.lengths, &self.totals, &self.roots(pieces))
    }
    /// The intervals that add something, and the error.
    fn bands(&self, pieces: &Int) -> (Vec<LengthBand>, Number) {
        let roots = self.roots(pieces);
        let adds = |&j: &usize| self.totals[j] > Number::from(&roots[j]);
        let bands = (0..roots.len())
            .filter(adds)
            .map(|j| LengthBand {
                interval: j,
                total: num(&self.totals[j]),
                squares: num(&self.squares[j]),
                root: Ratio(roots[j].clone()),
            })
            .collect();
        (
            bands,
            squares::error_at(&self.lengths, &self.totals, &roots),
        )
    }
    /// The largest number of pieces that leaves about half of the error at 0 pieces; `None` if there is no error at all.
    fn pieces_for_half(&self) -> Option<Int> {
        // Fixed-point lengths and totals; the exact bound is computed afterwards.
        let fixed = |x: &Number| {
            let (lo, _) = x.enclosure(2 * SEARCH_BITS);
            (lo * Rat::from_integer(Int::one() << SEARCH_BITS))
                .floor()
                .to_integer()
        };
        let lengths: Vec<Int> = self.lengths.iter().map(fixed).collect();
        let totals: Vec<Int> = self.totals.iter().map(fixed).collect();
        let squared = Rat::from_integer(Int::one() << (2 * SEARCH_BITS));
        let scaled: Vec<Rat> = self.above.iter().map(|s| s * &squared).collect();
        let value = |pieces: &Int| -> Int {
            let mut sum = Int::zero();
            for ((length, total), s) in lengths.iter().zip(&totals).zip(&scaled) {
                let square = pieces * s.numer() / s.denom();
                let above = total - square.sqrt();
                if above.is_positive() {
                    sum += length * above;
                }
            }
            sum
        };
        let start = value(&Int::zero());
        if start.is_zero() {
            return None;
        }
        let enough = |pieces: &Int| value(pieces) * 2 >= start;
        // From total^2/square pieces on nothing is left in a band. The search ends with 24 significant bits.
        let end = totals.iter().zip(&scaled).map(|(total, s)| {
            if s.is_zero() {
                Int::zero()
            } else {
                total * total * s.denom() / s.numer()
            }
        });
        let (mut low, mut high) = (Int::zero(), end.max()? + 1);
        while &high - &low > Int::one() && (&high - &low) << 24 > high {
            let middle = (&low + &high) / 2;
            if enough(&middle) {
                low = middle;
            } else {
                high = middle;
            }
        }
        Some(low)
    }
}

/// How many decimals show a number to about six digits.
fn decimals(x: &Number) -> u32 {
    let mut digits = 6;
    let mut bound = Number::from(rat(1, 10));
    while digits < 4_000 && *x < bound && x.sign() > 0 {
        bound = bound * Number::from(rat(1, 10));
        digits += 1;
    }
    digits
}
