//! Tables of sizes for other units, from the pieces that the rows of the sup norm need.

use crate::certificate::{Integer, SupRow, TripleRow, Unit, UnitCell, UnitRow, UnitTable};
use crate::num::Int;
use crate::theory::units::{least_neurons, least_neurons_at_depth, least_parameters, least_width};

/// The most breakpoints of one unit, and how many affine functions it has.
pub fn shape(unit: Unit) -> (u32, u32) {
    match unit {
        Unit::Relu {} | Unit::LeakyRelu {} => (1, 1),
        Unit::HardTanh {} => (2, 1),
        Unit::Maxout { rank } => (rank - 1, rank),
        Unit::Activation { pieces } => (pieces - 1, 1),
    }
}

/// One table for each unit, with a row for each row of `sup`; a row of three points asks for more than `sup`.
pub fn tables(
    units: &[Unit],
    sup: &[SupRow],
    three: &[TripleRow],
    depths: &[u32],
) -> Vec<UnitTable> {
    let pieces = |t: u64, crossings: &Int| {
        let row = three.iter().find(|r| r.iterate == t);
        row.map_or_else(|| crossings.clone(), |r| Int::from(r.triples.len() + 1))
    };
    let table = |&unit: &Unit| {
        let (q, forms) = shape(unit);
        let row = |sup: &SupRow| {
            let n = pieces(sup.iterate, &sup.crossings.0);
            let cell = |&depth: &u32| UnitCell {
                depth,
                width: Integer(least_width(q, &n, depth)),
                neurons: Integer(least_neurons_at_depth(q, &n, depth)),
                parameters: Integer(least_parameters(q, forms, &n, depth)),
            };
            UnitRow {
                iterate: sup.iterate,
                neurons: Integer(least_neurons(q, &n)),
                widths: depths.iter().map(cell).collect(),
                pieces: Integer(n),
            }
        };
        UnitTable {
            unit,
            breakpoints: q,
            rows: sup.iter().map(row).collect(),
        }
    };
    units.iter().map(table).collect()
}
