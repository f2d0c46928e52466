//! What `analyze` and `compile` show of a class of maps: lines for a terminal, an object for programs.

use super::terminal::line;
use crate::certificate::{Assumption, ForcedCell, ForcedReason, ForcedRow};
use serde_json::{Value, json};

/// The lines for one class, without a newline at the end.
pub fn assumption(a: &Assumption) -> String {
    let mut out = format!(
        "{} : every continuous map with a point of least period {}",
        a.name, a.period
    );
    if let Some(gap) = &a.gap {
        line(
            &mut out,
            "gap",
            &format!(
                "neighbouring points of the orbit at least {} apart (assumed)",
                gap.0
            ),
        );
    }
    if let Some(l) = &a.lipschitz {
        line(&mut out, "Lipschitz", &format!("{} (assumed)", l.0));
    }
    let growth = match &a.growth {
        Some(g) => format!(
            ">= {}...   (Stefan)",
            g.decimal.get(..12).unwrap_or(&g.decimal)
        ),
        None => "nothing exponential follows from a power of 2".to_string(),
    };
    line(&mut out, "growth", &growth);
    line(
        &mut out,
        "periods",
        &format!(
            "{} and every period after it in Sharkovsky's order",
            a.period
        ),
    );
    for row in a.certify.iter().flat_map(|b| &b.rows) {
        let widths: Vec<String> = row
            .widths
            .iter()
            .map(|c| format!("{}: {}", c.depth, c.width.0))
            .collect();
        let error = match &row.error {
            Some(e) => e.0.to_string(),
            None => "delta/2 (half the distance of the two neighbouring points)".to_string(),
        };
        let text = format!(
            "t = {}: at least {} crossings ({}), error {error}; depth: width >= {}",
            row.iterate,
            super::terminal::shortened(&row.crossings),
            why(&row.reason),
            widths.join(", ")
        );
        line(&mut out, "sup norm", &text);
    }
    out
}

fn why(reason: &ForcedReason) -> String {
    let of = |power: &u64| {
        if *power == 1 {
            String::new()
        } else {
            format!(" of f^{power}")
        }
    };
    match reason {
        ForcedReason::Patterns { length, power, .. } => {
            format!("all patterns of length {length}{}", of(power))
        }
        ForcedReason::Stefan { length, power } => {
            format!("Stefan's theorem for period {length}{}", of(power))
        }
    }
}

/// One line for one class.
pub fn forced(a: &Assumption) -> String {
    let growth = match &a.growth {
        Some(g) => format!(">= {}", g.decimal.get(..12).unwrap_or(&g.decimal)),
        None => ">= 1".to_string(),
    };
    let bound = a
        .certify
        .iter()
        .flat_map(|b| &b.rows)
        .next_back()
        .and_then(|row| {
            let four = row.widths.iter().find(|c| c.depth == 4);
            let cell = four.or(row.widths.last())?;
            Some(format!(
                "   t = {}, depth {}: width >= {}",
                row.iterate, cell.depth, cell.width.0
            ))
        });
    format!(
        "  {:<10} growth {growth}   period {}{}",
        a.name,
        a.period,
        bound.unwrap_or_default()
    )
}

/// The object of the analysis `orbitex/analysis/1`: the keys of a map, null where a class has no such thing.
pub fn object(a: &Assumption) -> Value {
    let row = |row: &ForcedRow, cell: &ForcedCell| {
        json!({
            "theorem": match row.reason { ForcedReason::Patterns { .. } => "every-cycle", ForcedReason::Stefan { .. } => "period" },
            "norm": "sup", "iterate": row.iterate, "depth": cell.depth, "between": Value::Null,
            "crossings": row.crossings, "crossings_exact": false, "width": cell.width, "upper_width": Value::Null,
            "error": row.error,
        })
    };
    let rows = a.certify.iter().flat_map(|b| &b.rows);
    let bounds: Vec<Value> = rows
        .flat_map(|r| r.widths.iter().map(move |c| row(r, c)))
        .collect();
    let lower = a.growth.as_ref().map(|g| {
        json!({
            "poly": g.poly.iter().map(|c| c.0.to_string()).collect::<Vec<_>>(),
            "interval": [g.interval.0.0.to_string(), g.interval.1.0.to_string()],
            "decimal": g.decimal,
            "irreducible": false,
        })
    });
    let strongest = if a.period == 3 {
        json!("3")
    } else {
        json!({ "at_least": a.period.to_string() })
    };
    json!({
        "name": a.name, "kind": "assume", "period": a.period, "gap": a.gap,
        "domain": Value::Null, "markov": Value::Null, "partition": Value::Null, "covering": Value::Null, "charpoly": Value::Null,
        "growth": { "lower": lower.unwrap_or_else(|| json!("1")), "upper": a.lipschitz },
        "lipschitz": a.lipschitz, "constant_slope": Value::Null, "laps": Value::Null, "fixed_points": Value::Null,
        "sharkovsky": strongest,
        "regime": if a.growth.is_some() {
            json!({ "is": "exponential", "because": "the period is not a power of 2 (Misiurewicz)" })
        } else {
            json!({ "is": "undecided", "because": "the period is a power of 2" })
        },
        "bounds": bounds,
    })
}
