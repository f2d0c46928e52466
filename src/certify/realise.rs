//! The network that computes an iterate of a known map exactly, with the best split of the iterate over the layers.

use super::analysis::Analysis;
use super::layers::{Layers, layers};
use crate::map::PiecewiseLinear;
use crate::map::realise::{HiddenLayer, Realisation};
use crate::num::Int;
use crate::theory::one_layer::{OneLayer, one_layer};
use crate::theory::sandwich::best_split;
use num_traits::{One, ToPrimitive};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;

/// The largest width of a layer that is written down.
pub const MOST_NEURONS: usize = 5_000;
/// The most weights and biases of a network that is written down.
pub const MOST_PARAMETERS: usize = 4_000_000;
/// The largest iterate for which the best split is searched.
pub const MOST_ITERATE: u64 = 2_000;
/// The largest depth.
pub const MOST_DEPTH: u32 = 2_000;

/// A network for `f^t` with the split that it follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Network {
    /// `[t_1, ..., t_k]`, decreasing: the parts of the iterate, one for each hidden layer.
    pub split: Vec<u64>,
    /// The layers.
    pub realisation: Realisation,
}

/// Why no network is written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoNetwork {
    /// Only an orbit of the map is known.
    Unknown,
    /// The iterate or the depth is too large, or the depth is 0.
    Asked {
        /// What was given.
        iterate: u64,
        /// What was given.
        depth: u32,
    },
    /// The narrowest network that is known is too large.
    TooWide {
        /// Its width; `None`: not even that was computed.
        width: Option<Int>,
        /// The depth asked for.
        depth: u32,
    },
}

impl NoNetwork {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            NoNetwork::Unknown => "OX0867",
            NoNetwork::Asked { .. } | NoNetwork::TooWide { .. } => "OX0868",
        }
    }
}

impl fmt::Display for NoNetwork {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NoNetwork::Unknown => write!(
                f,
                "only an orbit of this map is known, so there is no network that computes it"
            ),
            NoNetwork::Asked { iterate, depth } => write!(
                f,
                "iterate {iterate} at depth {depth}: the iterate is at most {MOST_ITERATE}, the depth from 1 to {MOST_DEPTH}"
            ),
            NoNetwork::TooWide {
                width: Some(width),
                depth,
            } => write!(
                f,
                "the network of depth {depth} needs width {width}; at most {MOST_NEURONS} neurons in a layer and \
                 {MOST_PARAMETERS} weights are written (a larger --depth makes it narrower)"
            ),
            NoNetwork::TooWide { width: None, depth } => write!(
                f,
                "the network of depth {depth} has more than {MOST_NEURONS} neurons in a layer (a larger --depth makes it narrower)"
            ),
        }
    }
}

/// The narrowest known network of depth `k` that computes `f^t` on the domain.
pub fn network(analysis: &Analysis, t: u64, k: u32) -> Result<Network, NoNetwork> {
    if analysis.is_orbit() {
        return Err(NoNetwork::Unknown);
    }
    if t > MOST_ITERATE.min(analysis.limits.max_iterate) || k == 0 || k > MOST_DEPTH {
        return Err(NoNetwork::Asked {
            iterate: t,
            depth: k,
        });
    }
    let t = t as usize;
    let known = layers(analysis, t);
    let closed = known.is_some();
    let known = known.unwrap_or_else(|| composed(&analysis.f, t));
    let (width, split) = best_split(&known.widths, t, k as usize);
    let too_wide = || NoNetwork::TooWide {
        width: closed.then(|| width.clone()),
        depth: k,
    };
    if width.to_usize().is_none_or(|w| w > MOST_NEURONS) {
        return Err(too_wide());
    }
    let mut parts: BTreeMap<u64, HiddenLayer> = BTreeMap::new();
    for &s in &split {
        if let Entry::Vacant(place) = parts.entry(s) {
            let power = analysis.f.iterate(s as u32, 4 * MOST_NEURONS);
            let power = power.map_err(|_| too_wide())?;
            let left = known.decided.get(&s).and_then(Option::as_deref);
            place.insert(HiddenLayer::of(&power, left));
        }
    }
    let realisation = Realisation {
        domain: (analysis.f.left().clone(), analysis.f.right().clone()),
        layers: split.iter().map(|s| parts[s].clone()).collect(),
    };
    if realisation.parameters() > MOST_PARAMETERS {
        return Err(too_wide());
    }
    Ok(Network { split, realisation })
}

/// The widths for a map whose partition does not close: its iterates are composed as far as they stay small.
fn composed(f: &PiecewiseLinear, t: usize) -> Layers {
    let mut out = Layers {
        widths: vec![Int::one()],
        decided: BTreeMap::new(),
    };
    let f = f.simplified();
    let mut power = Some(f.clone());
    for s in 1..=t {
        let mut width = Int::from(MOST_NEURONS + 1);
        if let Some(g) = &power {
            let slopes = g.slopes();
            width = width.min(slopes.len().into());
            match one_layer(slopes) {
                OneLayer::Fewer(left) => {
                    width = Int::from(slopes.len() - 1);
                    out.decided.insert(s as u64, Some(left));
                }
                OneLayer::Needed => drop(out.decided.insert(s as u64, None)),
                OneLayer::Open => {}
            }
        }
        out.widths.push(width);
        power = power
            .and_then(|g| f.after(&g, MOST_NEURONS + 2).ok())
            .map(|g| g.simplified());
    }
    out
}
