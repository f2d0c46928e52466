//! Widths: the least one that is not excluded, one that suffices, and the first iterate at which one is excluded.

use super::Maps;
use super::argument::{Problem, choice, depth, named_natural, units};
use super::ladder::{self, growth_bound};
use super::least;
use super::measure::images;
use super::norms::pieces;
use super::value::{Fault, Value};
use crate::certify::analysis::Analysis;
use crate::certify::bounds::{LevelChoice, crossing, pieces_needed};
use crate::certify::layers::layers;
use crate::certify::triples;
use crate::lang::program::{GrowthBound, Key, NamedValue, Norm, QuantityCall};
use crate::num::Int;
use crate::theory::guaranteed::guaranteed_crossings;
use crate::theory::sandwich;
use crate::theory::units::{least_neurons_at_depth, least_parameters, least_width};

/// Up to this iterate the best split is searched.
const SPLITS: u64 = 400;

/// Refuses the named arguments whose mathematics is not there.
pub fn only_supported(call: &QuantityCall) -> Result<(), Problem> {
    let unsupported =
        |what: &str| Err(Fault::Unsupported(format!("{what} is not supported yet")).into());
    match call.named(Key::Norm) {
        None | Some(NamedValue::Norm(Norm::Sup)) => {}
        _ => return unsupported("a norm other than sup"),
    }
    match call.named(Key::Error) {
        Some(_) => unsupported(Key::Error.word()),
        None => Ok(()),
    }
}

/// The least width that is not excluded: from the crossings of the chosen levels, or from a growth bound alone.
pub fn least_not_excluded(
    a: &Analysis,
    call: &QuantityCall,
    maps: &Maps,
) -> Result<Value, Problem> {
    let (pieces, k) = pieces_at_depth(a, call, maps)?;
    let (q, _) = units(call);
    Ok(Value::integer(least_width(q, &pieces, k)))
}

/// The least number of hidden units in `k` layers that is not excluded.
pub fn neurons(a: &Analysis, call: &QuantityCall, maps: &Maps) -> Result<Value, Problem> {
    let (pieces, k) = pieces_at_depth(a, call, maps)?;
    let (q, _) = units(call);
    Ok(Value::integer(least_neurons_at_depth(q, &pieces, k)))
}

/// A number of weights and biases that `k` layers without skip connections need.
pub fn parameters(a: &Analysis, call: &QuantityCall, maps: &Maps) -> Result<Value, Problem> {
    let (pieces, k) = pieces_at_depth(a, call, maps)?;
    let (q, forms) = units(call);
    Ok(Value::integer(least_parameters(q, forms, &pieces, k)))
}

/// The pieces that a small error needs, and the depth: from the crossings of the chosen levels, or from a growth bound alone.
fn pieces_at_depth(a: &Analysis, call: &QuantityCall, maps: &Maps) -> Result<(Int, u32), Problem> {
    only_supported(call)?;
    let t = named_natural(call, maps, Key::Iterate, a.limits.max_iterate)?;
    let k = depth(call, maps)?;
    let bound = growth_bound(call);
    if bound != GrowthBound::Own {
        return Ok((guaranteed_crossings(&ladder::root(a, bound)?, t), k));
    }
    let none = || Fault::Argument("no two points of the partition are that far apart".to_string());
    let levels = choice(a, call, maps)?;
    let found = crossing(a, t, &levels)?.ok_or_else(none)?;
    Ok((pieces_needed(a, t, &levels, &found), k))
}

/// A width that suffices for an exact copy of `f^t`, by the best split of the iterate.
pub fn sufficient(a: &Analysis, call: &QuantityCall, maps: &Maps) -> Result<Value, Problem> {
    only_supported(call)?;
    images(a, "a width that suffices")?;
    let t = named_natural(call, maps, Key::Iterate, a.limits.max_iterate)?;
    if t > SPLITS {
        let text = format!("the best split is searched up to iterate {SPLITS}");
        return Err(Fault::Limit(text).into());
    }
    let unknown = || Fault::Unknown("no width that suffices is known".to_string());
    let known = layers(a, t as usize).ok_or_else(unknown)?;
    let (width, _) = sandwich::best_split(&known.widths, t as usize, depth(call, maps)? as usize);
    Ok(Value::integer(width))
}

/// The first iterate at which a width is excluded.
pub fn least_iterate(a: &Analysis, call: &QuantityCall, maps: &Maps) -> Result<Value, Problem> {
    only_supported(call)?;
    // The width is excluded as soon as there are more crossings than pieces.
    let most = pieces(call, maps)?;
    let t = match growth_bound(call) {
        GrowthBound::Own => {
            let levels = choice(a, call, maps)?;
            let crossed = least::by_crossings(a, &levels, &most);
            match (&crossed, &levels) {
                // Three points may ask for more pieces at an earlier iterate.
                (Ok(t), LevelChoice::Tolerance(e)) => {
                    triples::first(a, t - 1, e, &most).unwrap_or(*t)
                }
                (Err(_), LevelChoice::Tolerance(e)) => {
                    let found = triples::first(a, a.limits.max_iterate, e, &most);
                    found.map_or(crossed, Ok)?
                }
                _ => crossed?,
            }
        }
        bound => least::by_growth(&ladder::root(a, bound)?, &most, a.limits.max_iterate)?,
    };
    Ok(Value::integer(t))
}
