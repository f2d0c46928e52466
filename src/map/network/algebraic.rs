//! Networks whose weights lie in one number field, as functions on an interval.

use super::{NetworkError, check_shape};
use crate::map::realise::AffineLayer;
use crate::map::{MapError, PiecewiseLinear};
use crate::num::Number;

/// A network: ReLU after every layer but the last.
///
/// Invariant: at least one layer, rows as long as the layer before is wide (1 for the first), one output; all numbers in
/// one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlgebraicNetwork {
    layers: Vec<AffineLayer>,
}

/// All neurons of one layer at one point.
type Column = (Number, Vec<Number>);

impl AlgebraicNetwork {
    /// The network of these layers, first to last; their numbers must lie in one field.
    pub fn new(layers: Vec<AffineLayer>) -> Result<AlgebraicNetwork, NetworkError> {
        check_shape(layers.iter().map(|l| {
            let rows = l.weights.iter().map(Vec::len).collect();
            (rows, l.bias.len())
        }))?;
        Ok(AlgebraicNetwork { layers })
    }
    /// All weights and biases.
    pub fn numbers(&self) -> impl Iterator<Item = &Number> {
        let layers = self.layers.iter();
        layers.flat_map(|l| l.weights.iter().flatten().chain(&l.bias))
    }
    /// The function on `[a, b]`, ends in the same field, if no layer brings it to more than `limit` points.
    pub fn on(
        &self,
        a: &Number,
        b: &Number,
        limit: usize,
    ) -> Result<Result<PiecewiseLinear, MapError>, NetworkError> {
        let mut columns: Vec<Column> = [a, b].map(|x| (x.clone(), vec![x.clone()])).to_vec();
        for (i, layer) in self.layers.iter().enumerate() {
            for (_, values) in &mut columns {
                *values = image(layer, values);
            }
            if i + 1 < self.layers.len() {
                columns = bent(columns, limit)?;
            }
        }
        let values = columns
            .into_iter()
            .filter_map(|(x, v)| Some((x, v.into_iter().next()?)));
        Ok(PiecewiseLinear::new(values.collect()).map(|f| f.simplified()))
    }
}

fn image(layer: &AffineLayer, values: &[Number]) -> Vec<Number> {
    let sum = |(row, bias): (&Vec<Number>, &Number)| {
        let terms = row
            .iter()
            .zip(values)
            .filter(|(w, v)| !w.is_zero() && !v.is_zero());
        terms.fold(bias.clone(), |sum, (w, v)| sum + w * v)
    };
    layer.weights.iter().zip(&layer.bias).map(sum).collect()
}

/// ReLU of every neuron, with a column more wherever one changes its sign.
fn bent(columns: Vec<Column>, limit: usize) -> Result<Vec<Column>, NetworkError> {
    let mut out: Vec<Column> = Vec::with_capacity(columns.len());
    for (x, values) in columns {
        if let Some((before, old)) = out.last().cloned() {
            let mut shares: Vec<Number> = (old.iter().zip(&values))
                .filter(|(u, v)| u.sign() * v.sign() < 0)
                .map(|(u, v)| u / &(u - v))
                .collect();
            shares.sort();
            shares.dedup();
            for share in shares {
                let at = |u: &Number, v: &Number| u + &share * &(v - u);
                let between = old.iter().zip(&values).map(|(u, v)| at(u, v)).collect();
                out.push((at(&before, &x), between));
            }
        }
        out.push((x, values));
        if out.len() > limit {
            return Err(NetworkError::TooManyBreakpoints(limit));
        }
    }
    for value in out.iter_mut().flat_map(|(_, values)| values) {
        if value.sign() < 0 {
            *value = Number::zero();
        }
    }
    Ok(out)
}
