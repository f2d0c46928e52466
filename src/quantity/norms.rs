//! Widths and errors in the norms `sup`, `l1` and `classification`.

use super::Maps;
use super::argument::{Problem, choice, depth, named_natural, natural, number, units};
use super::ladder::growth_bound;
use super::value::{Fault, Value};
use crate::certificate;
use crate::certify::analysis::Analysis;
use crate::certify::area::Area;
use crate::certify::bounds::{LevelChoice, crossing, half_gap};
use crate::graph::levels::widest_pair;
use crate::lang::program::{GrowthBound, Key, NamedValue, Norm, QuantityCall};
use crate::num::{Int, Number};
use crate::theory::classification::least_share;
use crate::theory::units::most_pieces;
use num_traits::{One, Zero};

/// The certificate's word for a norm of the language.
pub fn certified(norm: Norm) -> certificate::Norm {
    match norm {
        Norm::Sup => certificate::Norm::Sup,
        Norm::L1 => certificate::Norm::L1,
        Norm::Classification => certificate::Norm::Classification,
    }
}

/// The norm that a call names; the supremum norm if it names none.
pub fn norm_of(call: &QuantityCall) -> Norm {
    match call.named(Key::Norm) {
        Some(NamedValue::Norm(norm)) => *norm,
        _ => Norm::Sup,
    }
}

/// What functions with so many pieces must do wrong.
enum Bound<'a> {
    Area(Box<Area<'a>>),
    /// The crossings of the levels: `C + 1` points to label.
    Labels(Int),
}

impl Bound<'_> {
    fn error(&self, pieces: &Int) -> Number {
        match self {
            Bound::Area(area) => area.error(pieces),
            Bound::Labels(crossings) => Number::from(least_share(crossings, pieces)),
        }
    }
}

fn bound<'a>(
    a: &'a Analysis,
    call: &QuantityCall,
    maps: &Maps,
    norm: Norm,
) -> Result<Bound<'a>, Problem> {
    let t = named_natural(call, maps, Key::Iterate, a.limits.max_iterate)?;
    let levels = choice(a, call, maps)?;
    if norm == Norm::Classification {
        let found = crossing(a, t, &levels)?.ok_or_else(far_apart)?;
        return Ok(Bound::Labels(found.count));
    }
    let area = Area::new(a, t, &levels)?;
    if !area.is_unknown() {
        return Ok(Bound::Area(Box::new(area)));
    }
    if a.lipschitz.is_none() {
        let text = "an L1 error needs a Lipschitz constant: write `lipschitz L` after the orbit";
        return Err(Fault::Unknown(text.to_string()).into());
    }
    if crossing(a, t, &levels)?.is_none() {
        return Err(far_apart().into());
    }
    let text = format!("the numbers of an L1 bound for f^{t} are too large");
    Err(Fault::Limit(text).into())
}

fn far_apart() -> Fault {
    Fault::Argument("no two points of the partition are that far apart".to_string())
}

/// The least width that is not excluded from an error below `error e`, in the norms `l1` and `classification`.
pub fn width(a: &Analysis, call: &QuantityCall, maps: &Maps) -> Result<Value, Problem> {
    width_by(call, maps, |norm| {
        let bound = bound(a, call, maps, norm)?;
        Ok(move |pieces: &Int| bound.error(pieces))
    })
}

/// The same for an error as a function of the number of pieces, which falls to 0; it is made when the arguments are known
/// to be in order.
pub fn width_by<E: Fn(&Int) -> Number>(
    call: &QuantityCall,
    maps: &Maps,
    error: impl FnOnce(Norm) -> Result<E, Problem>,
) -> Result<Value, Problem> {
    let norm = norm_of(call);
    if growth_bound(call) != GrowthBound::Own {
        let text = format!(
            "a width in the norm {} rests on the map itself, not on a growth bound",
            norm.word()
        );
        return Err(Fault::Argument(text).into());
    }
    let Some(NamedValue::Expr(e)) = call.named(Key::Error) else {
        let text = format!(
            "a width in the norm {} needs an error, as in `error 1/100`",
            norm.word()
        );
        return Err(Fault::Argument(text).into());
    };
    let wanted = number(maps, e)?;
    if wanted.sign() <= 0 {
        return Err(Fault::Argument("an error is positive".to_string()).into());
    }
    let k = depth(call, maps)?;
    let error = error(norm)?;
    let (q, _) = units(call);
    let excluded = |w: &Int| error(&most_pieces(q, w, k)) >= wanted;
    if !excluded(&Int::zero()) {
        return Ok(Value::integer(0));
    }
    let (mut low, mut high) = (Int::zero(), Int::one());
    while excluded(&high) {
        low = high.clone();
        high *= 2;
    }
    while &high - &low > Int::one() {
        let middle = (&low + &high) / 2;
        if excluded(&middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    Ok(Value::integer(high))
}

/// The error that every network of these widths makes; for `classification` the share of wrong labels.
pub fn error(a: &Analysis, call: &QuantityCall, maps: &Maps) -> Result<Value, Problem> {
    let pieces = pieces(call, maps)?;
    let norm = norm_of(call);
    let error = match norm {
        Norm::Sup => sup_error(a, call, maps, &pieces)?,
        _ => bound(a, call, maps, norm)?.error(&pieces),
    };
    Ok(Value::number(&error))
}

/// Half the largest distance of levels that are crossed more than `pieces` times; 0 if there are none.
fn sup_error(
    a: &Analysis,
    call: &QuantityCall,
    maps: &Maps,
    pieces: &Int,
) -> Result<Number, Problem> {
    let t = named_natural(call, maps, Key::Iterate, a.limits.max_iterate)?;
    let levels = choice(a, call, maps)?;
    if let (Some(images), LevelChoice::Auto) = (&a.images, &levels) {
        let points = &a.partition.points;
        let pair = widest_pair(points, images, t as usize, pieces);
        return Ok(pair.map_or_else(Number::zero, |l| half_gap(&points[l.low], &points[l.high])));
    }
    let found = crossing(a, t, &levels)?.ok_or_else(far_apart)?;
    Ok(if found.count > *pieces {
        half_gap(&found.x, &found.y)
    } else {
        Number::zero()
    })
}

/// The largest number of pieces that is compared with crossings, in bits.
const MAX_BITS: u64 = 1_000_000;

/// The most pieces of a network of units with `q` breakpoints (1 for ReLU): `(q w+1)^k` for `depth k, width w`, the product
/// of `q w_i + 1` for `widths`.
pub fn pieces(call: &QuantityCall, maps: &Maps) -> Result<Int, Problem> {
    let (q, _) = units(call);
    const MOST_WIDTH: u64 = u32::MAX as u64;
    match (call.named(Key::Width), call.named(Key::Widths)) {
        (Some(_), None) => {
            let width = named_natural(call, maps, Key::Width, MOST_WIDTH)?;
            let depth = named_natural(call, maps, Key::Depth, 10_000)?;
            if depth == 0 {
                return Err(Fault::Argument("the depth is at least 1".to_string()).into());
            }
            let largest = Int::from(width) * q + 1u32;
            if largest.bits() * depth > MAX_BITS {
                let text = format!(
                    "a network of this size may have pieces whose number has more than {MAX_BITS} bits"
                );
                return Err(Fault::Limit(text).into());
            }
            Ok(most_pieces(q, &Int::from(width), depth as u32))
        }
        (None, Some(NamedValue::List(list))) => {
            let widths = list
                .iter()
                .map(|e| natural(maps, e, MOST_WIDTH, "width").map(Int::from))
                .collect::<Result<Vec<_>, _>>()?;
            if call.named(Key::Depth).is_some()
                && named_natural(call, maps, Key::Depth, 10_000)? != widths.len() as u64
            {
                let text = "`widths` lists one width for each of `depth` layers".to_string();
                return Err(Fault::Argument(text).into());
            }
            Ok(widths.into_iter().map(|w| w * q + 1u32).product())
        }
        _ => {
            let text = "which networks? Name `depth` and `width`, or `widths`".to_string();
            Err(Fault::Argument(text).into())
        }
    }
}
