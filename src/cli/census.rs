//! `orbitex census`: statistics of all cyclic patterns of a length, whole or in shares.

use super::Context;
use super::args::{self, Shard};
use super::output::{Status, say, tell, write_whole};
use super::watchdog;
use crate::census::part::PASSES;
use crate::census::pattern::count;
use crate::census::{Census, Extreme, MergeError, Part};
use crate::certify::convert::root_decimal;
use crate::period::sharkovsky;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Decimals of growth rates for programs, and for people.
const DECIMALS: u32 = 38;
const SHORT_DECIMALS: u32 = 12;
/// Shares that a folder keeps.
const KEPT_SHARES: usize = 32;
/// Extreme patterns shown to people.
const SHOWN: usize = 12;
/// The width of the longest bar of the histogram.
const BAR: u64 = 50;

/// Runs the command.
pub fn run(context: &Context, args: &args::Census) -> Status {
    watchdog::stage("the census");
    let n = args.n.map_or(0, usize::from);
    let census = match (&args.shard, &args.output) {
        (Some(shard), Some(path)) => return share(context, n, *shard, path),
        (_, Some(folder)) => in_folder(context, n, folder),
        _ if args.merge.is_empty() => Ok(whole(context, n)),
        _ => merged(&args.merge),
    };
    match census {
        Ok(census) if context.json() => {
            say(serde_json::to_string_pretty(&Object::of(&census)).expect("plain data"));
            Status::Fine
        }
        Ok(census) => {
            say(text(&census));
            Status::Fine
        }
        Err(status) => status,
    }
}

fn whole(context: &Context, n: usize) -> Census {
    let bar = progress(context, n);
    let census = Census::compute(n, &|k| bar.inc(k));
    bar.finish_and_clear();
    census
}

/// A bar with an estimate on a terminal, nothing else.
fn progress(context: &Context, n: usize) -> ProgressBar {
    let target = if context.common.quiet {
        ProgressDrawTarget::hidden()
    } else {
        // Hidden by itself where standard error is no terminal.
        ProgressDrawTarget::stderr()
    };
    let bar = ProgressBar::with_draw_target(Some(PASSES * count(n)), target);
    let style = ProgressStyle::with_template("{wide_bar} {percent:>3} %  {eta} left");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// `--shard`: one share into a file.
fn share(context: &Context, n: usize, shard: Shard, path: &Path) -> Status {
    let bar = progress(context, n);
    bar.set_length(PASSES * count(n) / shard.of as u64);
    let part = Part::compute(n, shard.index - 1, shard.of, &|k| bar.inc(k));
    bar.finish_and_clear();
    match write_whole(path, part.to_json().as_bytes()) {
        Ok(()) => {
            if !context.common.quiet {
                tell(format_args!("wrote {}", path.display()));
            }
            Status::Fine
        }
        Err(error) => {
            tell(error);
            Status::Environment
        }
    }
}

/// All shares, each written to `folder` when it is finished and read from there if it is there already.
fn in_folder(context: &Context, n: usize, folder: &Path) -> Result<Census, Status> {
    if let Err(reason) = std::fs::create_dir_all(folder) {
        tell(format_args!(
            "error[OX0901]: cannot make {}: {reason}",
            folder.display()
        ));
        return Err(Status::Environment);
    }
    let bar = progress(context, n);
    let mut parts = Vec::new();
    for index in 0..KEPT_SHARES {
        let path = folder.join(format!("census-{n}-{}-of-{KEPT_SHARES}.json", index + 1));
        let kept = std::fs::read_to_string(&path)
            .ok()
            .and_then(|text| Part::from_json(&text).ok())
            .filter(|p| (p.n, p.index, p.of) == (n, index, KEPT_SHARES));
        let part = match kept {
            Some(part) => {
                bar.inc(PASSES * part.table.total());
                part
            }
            None => {
                let part = Part::compute(n, index, KEPT_SHARES, &|k| bar.inc(k));
                if let Err(error) = write_whole(&path, part.to_json().as_bytes()) {
                    tell(error);
                    return Err(Status::Environment);
                }
                part
            }
        };
        parts.push(part);
    }
    bar.finish_and_clear();
    Census::of(parts).map_err(|error| refused(&folder.display(), &error))
}

/// `--merge`: the shares in files.
fn merged(files: &[PathBuf]) -> Result<Census, Status> {
    let mut parts = Vec::new();
    for path in files {
        let text = std::fs::read_to_string(path).map_err(|reason| {
            tell(format_args!(
                "error[OX0901]: cannot read {}: {reason}",
                path.display()
            ));
            Status::Environment
        })?;
        parts.push(Part::from_json(&text).map_err(|error| refused(&path.display(), &error))?);
    }
    Census::of(parts).map_err(|error| refused(&"the shares", &error))
}

fn refused(what: &dyn std::fmt::Display, error: &MergeError) -> Status {
    tell(format_args!("error[OX0907]: {what}: {error}"));
    Status::BadInput
}

/// The form for programs.
#[derive(Serialize)]
struct Object {
    schema: &'static str,
    n: usize,
    patterns: u64,
    distinct_growth: u64,
    distinct_charpoly: u64,
    zero_entropy: u64,
    smallest: Value,
    largest: Value,
    sharkovsky: Types,
}

/// Counts by strongest period, the strongest first.
struct Types(Vec<(usize, u64)>);

impl Serialize for Types {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (period, count) in &self.0 {
            map.serialize_entry(&period.to_string(), count)?;
        }
        map.end()
    }
}

impl Object {
    fn of(census: &Census) -> Object {
        Object {
            schema: "orbitex/census/1",
            n: census.n,
            patterns: census.patterns,
            distinct_growth: census.distinct_growth,
            distinct_charpoly: census.distinct_charpoly,
            zero_entropy: census.zero_entropy,
            smallest: extreme(census.smallest.as_ref()),
            largest: extreme(census.largest.as_ref()),
            sharkovsky: Types(census.sharkovsky.clone()),
        }
    }
}

fn extreme(extreme: Option<&Extreme>) -> Value {
    let Some(extreme) = extreme else {
        return Value::Null;
    };
    let growth = extreme.growth.sharpened(10);
    json!({
        "growth": {
            "poly": growth.poly.coeffs().iter().map(ToString::to_string).collect::<Vec<_>>(),
            "interval": [growth.lo.to_string(), growth.hi.to_string()],
            "decimal": root_decimal(&growth, DECIMALS),
            "irreducible": true,
        },
        "patterns": extreme.patterns.iter().map(|p| one_line(p)).collect::<Vec<_>>(),
    })
}

/// One-line notation: images from 1.
fn one_line(images: &[u8]) -> Vec<u8> {
    images.iter().map(|i| i + 1).collect()
}

/// The form for people.
fn text(census: &Census) -> String {
    let mut lines = vec![format!(
        "all {} cyclic patterns of length {}",
        census.patterns, census.n
    )];
    let mut line = |label: &str, value: String| lines.push(format!("  {label:<15}{value}"));
    line(
        "growth rates",
        format!(
            "{} different, from {} different characteristic polynomials",
            census.distinct_growth, census.distinct_charpoly
        ),
    );
    line(
        "zero entropy",
        match census.zero_entropy {
            0 => "no pattern".to_string(),
            n => format!("{n} patterns"),
        },
    );
    for (label, extreme) in [
        ("smallest > 1", &census.smallest),
        ("largest", &census.largest),
    ] {
        for part in extreme.iter().flat_map(described) {
            line(label, part);
        }
    }
    line(
        "periods",
        "strongest period, number of patterns".to_string(),
    );
    for (period, count) in &census.sharkovsky {
        line(
            "",
            format!(
                "{period:>4} {count:>12}   forces {}",
                sharkovsky::forced_text(*period)
            ),
        );
    }
    line("distribution", "growth, number of patterns".to_string());
    let most = census.tenths.iter().map(|t| t.1).max().unwrap_or(1);
    for (tenth, count) in &census.tenths {
        let bar = "#".repeat((count * BAR).div_ceil(most) as usize);
        line(
            "",
            format!("{:>2}.{} {count:>12}   {bar}", tenth / 10, tenth % 10),
        );
    }
    lines
        .join("\n")
        .lines()
        .map(without_repeats())
        .collect::<Vec<_>>()
        .join("\n")
}

/// Blanks a label that stands in the line above too.
fn without_repeats() -> impl FnMut(&str) -> String {
    let mut last = String::new();
    move |line| {
        let (label, rest) = line.split_at(line.len().min(17));
        let shown = if label == last && !label.trim().is_empty() {
            " ".repeat(label.len())
        } else {
            label.to_string()
        };
        last = label.to_string();
        shown + rest
    }
}

/// The lines about an extreme growth rate.
fn described(extreme: &Extreme) -> Vec<String> {
    let growth = &extreme.growth;
    let mut lines = vec![format!(
        "{}   root of {}",
        root_decimal(growth, SHORT_DECIMALS),
        growth.poly
    )];
    let shown = extreme.patterns.iter().take(SHOWN);
    lines.extend(shown.map(|p| {
        let entries: Vec<String> = one_line(p).iter().map(u8::to_string).collect();
        format!("[{}]", entries.join(", "))
    }));
    if extreme.patterns.len() > SHOWN {
        lines.push(format!(
            "and {} more (all with --format json)",
            extreme.patterns.len() - SHOWN
        ));
    }
    lines
}
