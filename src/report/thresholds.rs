//! From which iterate on each row of the ladder says something, and where earlier results say nothing: one table a map.

use super::ReportError;
use super::escape::Tex;
use super::table::Table;
use super::view::View;
use crate::certificate::{LadderRow, MapCertificate};
use std::fmt::Write as _;

/// Later first iterates are not in certificates.
const LATEST: &str = "10{,}000";
/// The rows that restate earlier results.
const EARLIER: [&str; 3] = ["loop_bound", "odd_period_bound", "increasing_bound"];

/// For one depth the first iterates, in the order of the rows with a rate.
struct Line {
    depth: u32,
    /// `None`: later than certificates say.
    firsts: Vec<Option<u64>>,
    /// Rows that say something where no row before them does: from the first iterate to before the second.
    fresh: Vec<(usize, u64, Option<u64>)>,
}

fn rows(map: &MapCertificate) -> Vec<&LadderRow> {
    let rated = |r: &&LadderRow| r.starts.is_some();
    map.ladder.iter().filter(rated).collect()
}

fn lines(map: &MapCertificate) -> Vec<Line> {
    let rows = rows(map);
    let mut depths: Vec<u32> = rows
        .iter()
        .flat_map(|r| r.starts.iter().flatten().map(|s| s.depth))
        .collect();
    depths.sort_unstable();
    depths.dedup();
    let line = |depth: u32| {
        let first = |row: &&LadderRow| {
            let mut starts = row.starts.iter().flatten();
            starts.find(|s| s.depth == depth).map(|s| s.iterate)
        };
        let firsts: Vec<Option<u64>> = rows.iter().map(first).collect();
        let mut fresh = Vec::new();
        // What is missing lies beyond all that is shown.
        let mut before: Option<u64> = None;
        for (i, from) in firsts.iter().enumerate() {
            let Some(from) = *from else { continue };
            let nothing_before = i == 0 && EARLIER.contains(&rows[i].id.as_str());
            if before.is_none_or(|t| from < t) {
                if !nothing_before {
                    fresh.push((i, from, before));
                }
                before = Some(from);
            }
        }
        Line {
            depth,
            firsts,
            fresh,
        }
    };
    depths.into_iter().map(line).collect()
}

fn any_earlier(map: &MapCertificate) -> bool {
    let rows = rows(map);
    rows.iter().any(|r| EARLIER.contains(&r.id.as_str()))
}

/// Has some line but that of the Lipschitz constant a rate above 1?
pub fn above_one(map: &MapCertificate) -> bool {
    let one = |text: &str| text.trim_end_matches('0').trim_end_matches('.') == "1";
    let mut rates = map.ladder.iter().filter(|r| r.id != "lipschitz");
    rates.any(|r| !one(&r.decimal))
}

/// The table with its words; `None` where no rate is above 1.
pub fn table(view: &View) -> Result<Option<Tex>, ReportError> {
    let found = lines(view.map);
    if found.is_empty() {
        return Ok(None);
    }
    // A fragment may stand in a narrow column.
    let narrow = view.place.fragment;
    let mut head = vec![Tex(if narrow { "$k$" } else { "depth $k$" }.into())];
    head.extend(rows(view.map).iter().map(|r| heading(r, narrow)));
    // Where periods are not known nothing is said about bounds that rest on them.
    let last = |text: String| {
        Tex(if narrow {
            format!("{{\\raggedright {text}\\par}}")
        } else {
            text
        })
    };
    let compared = any_earlier(view.map) || view.map.periods.exact;
    if compared {
        head.push(last("previous bounds give nothing".into()));
    }
    let named = rows(view.map);
    let cells = |line: &Line| {
        let mut cells = vec![Tex(format!("${}$", line.depth))];
        cells.extend(line.firsts.iter().map(|t| match t {
            Some(t) => Tex(format!("${t}$")),
            None => Tex(format!("$>{LATEST}$")),
        }));
        if !compared {
            return cells;
        }
        let span = |from: u64, until: Option<u64>| match until {
            None => format!("$t\\ge{from}$"),
            Some(until) if from + 1 == until => format!("$t={from}$"),
            Some(until) => format!("${from}\\le t\\le{}$", until - 1),
        };
        let fresh = |(i, from, until): &(usize, u64, Option<u64>)| {
            format!("{}: {}", heading(named[*i], narrow).0, span(*from, *until))
        };
        let fresh: Vec<String> = line.fresh.iter().map(fresh).collect();
        cells.push(last(match fresh.is_empty() {
            true => "none".to_string(),
            false => fresh.join(", "),
        }));
        cells
    };
    let mut table = Table {
        columns: "r".repeat(head.len() - usize::from(compared))
            + match (compared, narrow) {
                (false, _) => "",
                (true, false) => "l",
                (true, true) => "p{0.27\\linewidth}",
            },
        over: None,
        head,
        rows: found.iter().map(cells).collect(),
    };
    if compared && !narrow && table.width() > view.place.table(22) {
        table.columns = table.columns.replace('l', "p{0.36\\linewidth}");
        for row in &mut table.rows {
            if let Some(last) = row.last_mut() {
                *last = Tex(format!("{{\\raggedright {last}\\par}}"));
            }
        }
    }
    let table = table.render(view.place.rules);
    Ok(Some(Tex(format!(
        "{}\n{table}\n{}",
        before(view),
        after(view)
    ))))
}

fn heading(row: &LadderRow, narrow: bool) -> Tex {
    Tex(match (row.id.as_str(), narrow) {
        ("loop_bound", false) => "cycle and loop",
        ("loop_bound", true) => "loop",
        ("odd_period_bound", _) => "\\v{S}tefan",
        ("increasing_bound", false) => "increasing",
        ("increasing_bound", true) => "incr.",
        ("inner", false) => "inner graph",
        ("inner", true) => "inner",
        _ => "own",
    }
    .into())
}

fn before(view: &View) -> String {
    let mut out = "\\par\nA rate $r$ with the constant $1$ excludes width $1$ at depth $k$ exactly if $r^t>2^k$; widths $0$ and $1$ say nothing, because a network with one neuron in each layer is monotone. The table has the first such $t$; as $r>1$, all later iterates follow.".to_string();
    if any_earlier(view.map) {
        out.push_str(" The last column names the bound and the iterates at which it says something and all columns before it say nothing; the first columns restate earlier results.");
    }
    out
}

fn after(view: &View) -> String {
    let mut out = String::new();
    let whose = if view.orbit() {
        "the connect-the-dots map"
    } else {
        "the map"
    };
    let exact = view.map.periods.exact;
    if !any_earlier(view.map) && exact {
        let _ = write!(
            out,
            "No odd number above $1$ is a period of {whose}: the bounds by a cycle and a loop, by \\v{{S}}tefan cycles and by increasing cycles (which force period $3$) give nothing for any $t$ and $k$."
        );
    } else if !any_earlier(view.map) {
        let _ = write!(
            out,
            "Whether an odd number above $1$ is a period of {whose} is not known here, so no bound by odd periods or increasing cycles is stated."
        );
    } else if !exact {
        out.push_str("The odd period is the smallest one that was found; a smaller one, if there is one, would give earlier entries. ");
    }
    if let Some(row) = view.map.ladder.iter().find(|r| r.id == "increasing_bound") {
        let p = row.period.unwrap_or(0);
        let _ = write!(
            out,
            "The cycle of length ${p}$ runs through ${p}$ points in order and then returns \\orbcite{{sanford}}: of the intervals ${}$ between neighbours each covers the next one and $J_{{{}}}$ covers all, so that the left eigenvector of this graph has its largest entry, $1$, there, and ${}$ crosses $J_{{{}}}$ at least $r^t$ times{}. Longer cycles of this kind were looked for up to length $12$.",
            if p <= 3 {
                "J_1,J_2".to_string()
            } else {
                format!("J_1,\\dots,J_{{{}}}", p - 1)
            },
            p.saturating_sub(1),
            if view.orbit() { "\\ell^t" } else { "f^t" },
            p.saturating_sub(1),
            if view.orbit() { ", so $f^t$ does" } else { "" }
        );
    }
    out
}

/// One line for terminals: for each depth the first iterates, in the order of the ladder.
pub fn text(map: &MapCertificate) -> Option<String> {
    let found = lines(map);
    let names: Vec<&str> = rows(map)
        .iter()
        .map(|r| match r.id.as_str() {
            "loop_bound" => "loop",
            "odd_period_bound" => "odd period",
            "increasing_bound" => "increasing",
            "inner" => "inner graph",
            _ => "own",
        })
        .collect();
    let first = |t: &Option<u64>| t.map_or("> 10000".to_string(), |t| t.to_string());
    let cells: Vec<String> = found
        .iter()
        .map(|line| {
            let firsts: Vec<String> = line.firsts.iter().map(first).collect();
            format!("{}: {}", line.depth, firsts.join(", "))
        })
        .collect();
    let head = format!("first t with width >= 2 ({}), depth", names.join(", "));
    (!cells.is_empty()).then(|| format!("{head} {}", cells.join("; ")))
}
