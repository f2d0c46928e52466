//! The section on width: the theorem with its numbers, tables over iterates and depths, a worked line, other levels.

use super::ReportError;
use super::escape::{Tex, width};
use super::number::{FULL_DIGITS, digits, integer};
use super::table::{Rules, Table};
use super::view::View;
use super::words::{list, point};
use crate::certificate::{
    AreaBound, AreaRow, Between, BoundBlock, CrossingMethod, FrontRow, Num, SupRow,
};
use crate::num::rational::{Int, ceil_root, decimal_of_scaled, rat};
use num_traits::{One, Zero};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The column of quotients in the table of sufficient widths, and up to how many digits beside it it has room.
const RATIO: usize = 4;
const NARROW_DIGITS: usize = 32;
/// The longest table of other levels.
const FRONT: usize = 24;

/// The section.
pub fn section(view: &View) -> Result<Tex, ReportError> {
    let mut blocks = Vec::new();
    let mut proved = view.place.proved.1.clone();
    for (i, block) in view.map.certify.iter().enumerate() {
        if block.sup.is_empty() {
            continue;
        }
        let mut value = facts(view, block, i)?;
        let bound = value["nothing"].is_null();
        value["full_proof"] = json!(proved.is_none());
        value["first"] = json!(proved);
        if bound && proved.is_none() {
            proved = Some(format!("{}:{}", view.id, block_label(i)));
        }
        blocks.push(value);
    }
    if blocks.is_empty() {
        return Ok(Tex::default());
    }
    let context = json!({
        "h": view.place.h, "id": view.id, "doc": view.place.doc, "orbit": view.orbit(),
        "domain_sup": if view.orbit() { Tex("J".into()) } else { view.domain()? },
        "blocks": blocks,
    });
    view.place.templates.latex("bounds", &context)
}

/// `sup` for the first block, `sup-2` for the second.
fn block_label(i: usize) -> String {
    labelled("sup", i)
}

/// The word for the first block, with the number of a later one.
pub fn labelled(word: &str, i: usize) -> String {
    if i == 0 {
        word.to_string()
    } else {
        format!("{word}-{}", i + 1)
    }
}

/// `block 2`, if the map has several.
pub fn part(view: &View, i: usize) -> Option<String> {
    (view.map.certify.len() > 1).then(|| format!("block {}", i + 1))
}

/// Everything a template needs on one block of bounds.
pub fn facts(view: &View, block: &BoundBlock, i: usize) -> Result<Value, ReportError> {
    let first = &block.sup[0];
    let same = block
        .sup
        .iter()
        .all(|r| r.x == first.x && r.y == first.y && r.error == first.error);
    let iterates: Vec<String> = block
        .sup
        .iter()
        .map(|r| format!("${}$", r.iterate))
        .collect();
    let worked = worked(block);
    let vacuous = block
        .sup
        .iter()
        .flat_map(|r| &r.widths)
        .any(|c| c.width.0 <= Int::one());
    let long = |r: &SupRow| {
        digits(&r.crossings.0) > FULL_DIGITS
            || r.widths.iter().any(|c| digits(&c.width.0) > FULL_DIGITS)
    };
    let sum = Num((view.numbers.number(&first.x).clone() + view.numbers.number(&first.y)).coeffs());
    let middle = view.numbers.number(&sum) * crate::num::Number::from(rat(1, 2));
    let middle = Num(middle.coeffs());
    let front = block.front.last().filter(|f| f.levels.len() > 1);
    Ok(json!({
        "label": block_label(i),
        "part": if view.map.certify.len() > 1 { Some(format!("block {}", i + 1)) } else { None },
        "nothing": nothing(block),
        "same_levels": same,
        "one_of": if iterates.len() == 1 { "" } else { "one of " },
        "iterates": list(&iterates),
        "x": view.numbers.short(&first.x)?,
        "y": view.numbers.short(&first.y)?,
        "level_names": if same { level_names(view, first) } else { None },
        "equal": exact_count(view, block),
        "error": view.numbers.exact_and_decimal(&first.error, 4)?,
        "count_sentence": count_sentence(view, &block.sup.iter().map(Level::of).collect::<Vec<_>>()),
        "middle": if same && view.numbers.is_short(&middle) { Some(view.numbers.exact(&middle)) } else { None },
        "chosen": chosen(view, block)?,
        "levels_table": if same { None } else { Some(levels_table(view, block)?) },
        "width_tables": width_tables(view, block),
        "worked": worked,
        "vacuous": vacuous,
        "shortened": block.sup.iter().any(long),
        "front": front.map(|f| front_table(view, block, f)).transpose()?,
        "front_iterate": front.map(|f| f.iterate),
        "front_note": front.and_then(|f| front_note(block, f)),
        "upper": upper_table(view, block),
        "layers": layer_sentence(view, block),
    }))
}

/// Has a block levels that are crossed twice, and so a theorem?
pub fn says_something(block: &BoundBlock) -> bool {
    !block.sup.is_empty() && nothing(block).is_none()
}

/// Why a block says nothing, if it does.
fn nothing(block: &BoundBlock) -> Option<String> {
    let most = block.sup.iter().map(|r| &r.crossings.0).max()?;
    if most > &Int::one() {
        return None;
    }
    Some(match block.sup.len() {
        1 => format!(
            "$f^t$ with $t={}$ crosses them at most once, and a single affine function can do that.",
            block.sup[0].iterate
        ),
        _ => "each iterate crosses them at most once, and a single affine function can do that."
            .to_string(),
    })
}

/// `x=p_2`, `y=p_3`.
fn level_names(view: &View, row: &SupRow) -> Option<Tex> {
    let (x, y) = (view.point_index(&row.x)?, view.point_index(&row.y)?);
    Some(Tex(format!("$x={}$, $y={}$", point(x), point(y))))
}

/// Two levels and how their crossings were counted.
#[derive(Clone, Copy)]
pub struct Level<'a> {
    /// The lower level.
    pub x: &'a Num,
    /// The upper level.
    pub y: &'a Num,
    /// How the crossings were counted.
    pub method: &'a CrossingMethod,
}

impl<'a> Level<'a> {
    fn of(row: &'a SupRow) -> Level<'a> {
        Level {
            x: &row.x,
            y: &row.y,
            method: &row.crossing_method,
        }
    }
}

/// The index `j` if the levels are the neighbouring points `p_j`, `p_(j+1)`.
fn adjacent(view: &View, level: Level) -> Option<usize> {
    let x = view.point_index(level.x)?;
    (view.point_index(level.y)? == x + 1).then_some(x)
}

fn exact_count(view: &View, block: &BoundBlock) -> bool {
    !view.orbit()
        && block
            .sup
            .iter()
            .all(|r| matches!(r.crossing_method, CrossingMethod::Summary {}))
}

/// Do some levels need the lemma on marks?
pub fn needs_marks(view: &View) -> bool {
    let blocks = &view.map.certify;
    let sup = blocks.iter().flat_map(|b| &b.sup).map(Level::of);
    let labels = blocks
        .iter()
        .flat_map(|b| &b.classification)
        .map(|r| Level {
            x: &r.x,
            y: &r.y,
            method: &r.crossing_method,
        });
    let bands = blocks.iter().flat_map(|b| &b.l1).flat_map(crossed_bands);
    let by_marks = |l: Level| {
        matches!(l.method, CrossingMethod::Summary {})
            && !(view.closed() && adjacent(view, l).is_some())
    };
    let fronts = blocks
        .iter()
        .flat_map(|b| &b.front)
        .any(|f| f.levels.len() > 1);
    sup.chain(labels).chain(bands).any(by_marks) || fronts
}

/// The bands of a row that counts crossings.
pub fn crossed_bands(row: &AreaRow) -> Vec<Level<'_>> {
    match &row.bound {
        AreaBound::Lipschitz { bands } => bands
            .iter()
            .map(|b| Level {
                x: &b.x,
                y: &b.y,
                method: &b.crossing_method,
            })
            .collect(),
        AreaBound::Lengths { .. } => Vec::new(),
    }
}

/// Where the number of crossings comes from.
pub fn count_sentence(view: &View, levels: &[Level]) -> String {
    let id = &view.id;
    let paths = |l: &Level| match l.method {
        CrossingMethod::Paths { interval } => Some(*interval),
        CrossingMethod::Cover { .. } => None,
        CrossingMethod::Summary {} => adjacent(view, *l).filter(|_| view.closed()),
    };
    let found: Vec<Option<usize>> = levels.iter().map(paths).collect();
    let known = view.map.polynomial.is_none();
    let first = found.first().copied().flatten().filter(|_| known);
    if let Some(j) = first.filter(|j| found.iter().all(|f| *f == Some(*j))) {
        return format!(
            "The levels are neighbouring points of $P$, so Lemma~\\ref{{{id}:paths}} gives this with $C=N_{{{j}}}(t)$, computed by the recursion."
        );
    }
    if found.iter().all(Option::is_some) {
        return format!(
            "In each case the levels are neighbouring points $p_j$, $p_{{j+1}}$ of $P$, so Lemma~\\ref{{{id}:paths}} gives this with $C=N_j(t)$, computed by the recursion."
        );
    }
    if view.orbit() {
        return format!(
            "By Lemma~\\ref{{{id}:dots}} it is enough to count the crossings of $\\ell^t$; there are exactly $C$ of them by Lemma~\\ref{{{id}:marks}}."
        );
    }
    if view.map.polynomial.is_some() {
        return format!(
            "Lemma~\\ref{{{id}:covers}} gives this, the numbers $N_j(t)$ computed by the recursion."
        );
    }
    if view.closed() {
        return format!("The crossings are counted by the recursion of Lemma~\\ref{{{id}:marks}}.");
    }
    format!(
        "The crossings are counted along the turning points of $f^t$, by Lemma~\\ref{{{id}:marks}}."
    )
}

/// How the levels were chosen.
fn chosen(view: &View, block: &BoundBlock) -> Result<Option<String>, ReportError> {
    Ok(match &block.between {
        Between::Auto {} if view.closed() => {
            Some("The levels were chosen for the most crossings among the pairs of points of $P$, and for the wider pair on a tie; nothing rests on this choice.".to_string())
        }
        Between::Auto {} if view.map.polynomial.is_some() => {
            Some("The levels were chosen for the most crossings that the lemma gives among the pairs of points of $P$ at least a sixteenth of the interval apart; nothing rests on this choice.".to_string())
        }
        Between::Auto {} => Some("The levels were chosen for the most paths among the neighbouring points of $P$; nothing rests on this choice.".to_string()),
        Between::Levels { .. } => None,
        Between::Tolerance { error } => Some(format!(
            "These levels have the most crossings among those at least ${}$ apart, twice the tolerance ${}$ that was asked for; so every network with error below ${}$ everywhere needs the widths of the table.",
            view.numbers.short(&Num((view.numbers.number(error) * crate::num::Number::from(2)).coeffs()))?,
            view.numbers.short(error)?,
            view.numbers.short(error)?
        )),
    })
}

fn levels_table(view: &View, block: &BoundBlock) -> Result<Tex, ReportError> {
    let mut rows = Vec::new();
    for row in &block.sup {
        rows.push(vec![
            Tex(format!("${}$", row.iterate)),
            view.numbers.short(&row.x)?.math(),
            view.numbers.short(&row.y)?.math(),
            view.numbers.exact_and_decimal(&row.error, 6)?.math(),
        ]);
    }
    let head = ["$t$", "$x$", "$y$", "error $(y-x)/2$"]
        .map(|h| Tex(h.to_string()))
        .to_vec();
    Ok(Table {
        columns: "rlll".into(),
        over: None,
        head,
        rows,
    }
    .render(view.place.rules))
}

/// A width, in parentheses if it says next to nothing.
pub fn width_cell(w: &Int) -> Tex {
    if w <= &Int::one() {
        Tex(format!("$({w})$"))
    } else {
        integer(w).math()
    }
}

/// `t`, `C` and one column for each depth; several tables if they do not fit side by side.
fn width_tables(view: &View, block: &BoundBlock) -> Vec<Tex> {
    let mut head = vec![Tex("$t$".into()), Tex("$C$".into())];
    head.extend(block.depths.iter().map(|k| Tex(format!("$k={k}$"))));
    let row = |r: &SupRow| {
        let mut row = vec![
            Tex(format!("${}$", r.iterate)),
            integer(&r.crossings.0).math(),
        ];
        row.extend(r.widths.iter().map(|c| width_cell(&c.width.0)));
        row
    };
    let rows: Vec<Vec<Tex>> = block.sup.iter().map(row).collect();
    let columns = "r".repeat(head.len());
    let parts = Table {
        columns,
        over: None,
        head,
        rows,
    }
    .split(2, view.place.table(12));
    let with_heading = |mut t: Table| {
        let depths = t.head.len() - 2;
        if view.place.rules != Rules::Plain && depths > 1 {
            t.over = Some(format!(
                " & & \\multicolumn{{{depths}}}{{c}}{{width at least, for depth $k$}}\\\\\\cmidrule(l){{3-{}}}",
                depths + 2
            ));
        }
        t.render(view.place.rules)
    };
    parts.into_iter().map(with_heading).collect()
}

/// One line of the table worked out: `13^4=28\,561<35\,420\le38\,416=14^4`.
fn worked(block: &BoundBlock) -> Option<String> {
    let cells = block
        .sup
        .iter()
        .flat_map(|r| r.widths.iter().map(move |c| (r, c)));
    let fits = cells.filter(|(r, c)| {
        let sure = c.width.0 > Int::one() && digits(&r.crossings.0) <= 18 && c.depth >= 2;
        sure && c.width.0.pow(c.depth) < r.crossings.0
            && (&c.width.0 + 1u32).pow(c.depth) >= r.crossings.0
    });
    let (row, cell) =
        fits.max_by_key(|(r, c)| (r.iterate, std::cmp::Reverse(c.depth.abs_diff(4))))?;
    let (w, k) = (&cell.width.0, cell.depth);
    let next: Int = w + 1u32;
    let low = integer(&w.pow(k));
    let high = next.pow(k);
    let c = integer(&row.crossings.0);
    let upper = if high == row.crossings.0 {
        format!("={next}^{{{k}}}")
    } else {
        format!("\\le{}={next}^{{{k}}}", integer(&high))
    };
    Some(format!(
        "For instance, $t={}$ and $k={k}$: ${w}^{{{k}}}={low}<{c}{upper}$, so $w+1\\ge{next}$, that is $w\\ge{w}$.",
        row.iterate
    ))
}

/// The levels worth choosing between, at most [`FRONT`] of them.
fn front_table(view: &View, block: &BoundBlock, front: &FrontRow) -> Result<Tex, ReportError> {
    let depths: Vec<u32> = block
        .depths
        .iter()
        .copied()
        .filter(|k| [1, 2, 4, 6].contains(k) || block.depths.len() <= 4)
        .take(4)
        .collect();
    // Long levels are rounded.
    let exact = |n: &Num| view.numbers.short(n).map(|t| width(&t.0));
    let mut long = false;
    for level in front.levels.iter().take(FRONT) {
        long |= exact(&level.x)? + exact(&level.y)? > view.place.line * 2 / 3;
    }
    let show = |n: &Num| -> Result<Tex, ReportError> {
        let text = view.numbers.short(n)?;
        if long && !view.place.web && n.to_rational().is_none() {
            return Ok(Tex(format!("{{\\approx}}{}", view.numbers.decimal(n, 6)?)));
        }
        Ok(text)
    };
    let mut rows = Vec::new();
    for level in front.levels.iter().take(FRONT) {
        let mut row = vec![
            show(&level.x)?.math(),
            show(&level.y)?.math(),
            Tex(format!("${}$", view.numbers.decimal(&level.error, 6)?)),
            integer(&level.crossings.0).math(),
        ];
        row.extend(
            depths
                .iter()
                .map(|k| width_cell(&least_width(&level.crossings.0, *k))),
        );
        rows.push(row);
    }
    let mut head = ["$x$", "$y$", "$(y-x)/2$", "$C$"]
        .map(|h| Tex(h.to_string()))
        .to_vec();
    head.extend(depths.iter().map(|k| Tex(format!("$k={k}$"))));
    let columns = format!("llrr{}", "r".repeat(depths.len()));
    let table = Table {
        columns,
        over: None,
        head,
        rows,
    };
    // Depths that do not fit beside the levels are left out; they follow from `C`.
    Ok(table
        .within(5, view.place.table(16))
        .render(view.place.rules))
}

/// The least `w >= 0` with `(w+1)^k >= crossings`.
fn least_width(crossings: &Int, k: u32) -> Int {
    let root = ceil_root(crossings, k);
    if root.is_zero() { root } else { root - 1 }
}

fn front_note(block: &BoundBlock, front: &FrontRow) -> Option<String> {
    let mut notes = Vec::new();
    if front.levels.len() > FRONT {
        notes.push(format!(
            "The table shows the first ${FRONT}$ of ${}$ pairs; all are in the certificate.",
            front.levels.len()
        ));
    }
    if block.front.len() > 1 {
        notes.push("The pairs for the other iterates are in the certificate.".to_string());
    }
    (!notes.is_empty()).then(|| notes.join(" "))
}

/// Where one neuron less than there are pieces is enough for a part of a split, and where it is not.
fn layer_sentence(view: &View, block: &BoundBlock) -> Option<Tex> {
    let cells = block.sup.iter().flat_map(|r| &r.widths);
    let parts: BTreeSet<u64> = cells
        .filter_map(|c| c.upper.as_ref())
        .flat_map(|u| u.split.iter().copied())
        .filter(|s| *s > 0)
        .collect();
    if parts.is_empty() {
        return None;
    }
    let rows = view.map.layers.as_deref().unwrap_or_default();
    let power = |s: u64| {
        if s == 1 {
            "$f$".to_string()
        } else {
            format!("$f^{{{s}}}$")
        }
    };
    let (mut sentences, mut flat, mut fewer) = (Vec::new(), Vec::new(), Vec::new());
    let (mut needed, mut open) = (Vec::new(), Vec::new());
    for s in parts {
        match rows.iter().find(|r| r.iterate == s).map(|r| &r.left) {
            Some(Some(left)) => {
                let listed: Vec<String> = left.iter().map(ToString::to_string).collect();
                if listed.is_empty() {
                    flat.push(power(s));
                } else {
                    fewer.push(format!("${}$ for {}", listed.join("$, $"), power(s)));
                }
            }
            Some(None) => needed.push(power(s)),
            None => open.push(power(s)),
        }
    }
    if !flat.is_empty() {
        let whose = if flat.len() == 1 { "slope" } else { "slopes" };
        let are = if flat.len() == 1 { "is" } else { "are" };
        sentences.push(format!(
            "The first {whose} of {} {are} $0$, so one neuron less than there are pieces is enough.",
            list(&flat)
        ));
    }
    if !fewer.is_empty() {
        sentences.push(format!(
            "For the following iterates one neuron less than there are pieces is enough; the neurons that look left stand at the breakpoints with these numbers, counted from the left: {}.",
            fewer.join("; ")
        ));
    }
    if !needed.is_empty() {
        sentences.push(format!(
            "For {} no set of jumps sums to minus the first slope (all were tried), so a single hidden layer needs as many neurons as there are pieces.",
            list(&needed)
        ));
    }
    if !open.is_empty() {
        sentences.push(format!(
            "For {} a single hidden layer needs as many neurons as there are pieces or one less; which of the two was not decided.",
            list(&open)
        ));
    }
    Some(Tex(sentences.join(" ")))
}

/// Sufficient widths with their splits.
fn upper_table(view: &View, block: &BoundBlock) -> Option<Tex> {
    let mut rows = Vec::new();
    for row in &block.sup {
        for cell in &row.widths {
            let Some(upper) = &cell.upper else { continue };
            let split: Vec<String> = upper.split.iter().map(ToString::to_string).collect();
            let split = if view.place.fragment {
                products(&upper.split)
            } else if split.len() > 8 {
                format!("{}+\\dots", split[..8].join("+"))
            } else {
                split.join("+")
            };
            let rows_of_layers = view.map.layers.as_deref().unwrap_or_default();
            let least = cell.depth == 1 && rows_of_layers.iter().any(|r| r.iterate == row.iterate);
            rows.push(vec![
                Tex(format!("${}$", row.iterate)),
                Tex(format!("${}$", cell.depth)),
                width_cell(&cell.width.0),
                integer(&upper.width.0).math(),
                ratio(&cell.width.0, &upper.width.0),
                Tex(format!("${split}${}", if least { " (least)" } else { "" })),
            ]);
        }
    }
    if rows.is_empty() {
        return None;
    }
    let mut head = [
        "$t$",
        "$k$",
        "needed",
        "sufficient",
        "ratio $\\le$",
        "by $t=t_1+\\dots+t_k$",
    ]
    .map(|h| Tex(h.to_string()))
    .to_vec();
    // Beside long numbers there is no room for their quotient.
    let cells = block.sup.iter().flat_map(|r| &r.widths);
    let known = cells.filter_map(|c| Some((&c.width.0, &c.upper.as_ref()?.width.0)));
    let longest = known.map(|(w, u)| digits(w).min(FULL_DIGITS) + digits(u).min(FULL_DIGITS));
    let mut columns = "rrrrrl";
    if longest.max().is_some_and(|n| n > NARROW_DIGITS) {
        columns = "rrrrl";
        head.remove(RATIO);
        rows.iter_mut().for_each(|row| drop(row.remove(RATIO)));
    }
    Some(Tex(Table {
        columns: columns.into(),
        over: None,
        head,
        rows,
    }
    .split(2, view.place.table(16))
    .iter()
    .map(|t| t.render(view.place.rules).0)
    .collect::<Vec<_>>()
    .join("\n")))
}

/// A sum in little room: `5\times17+15`.
fn products(split: &[u64]) -> String {
    let run = |run: &[u64]| match run {
        [one] => one.to_string(),
        many => format!("{}\\times{}", many.len(), many[0]),
    };
    split
        .chunk_by(|a, b| a == b)
        .map(run)
        .collect::<Vec<_>>()
        .join("+")
}

/// How many times as wide as needed a sufficient width is, rounded up to two decimals.
fn ratio(needed: &Int, sufficient: &Int) -> Tex {
    if needed.is_zero() {
        return Tex("--".into());
    }
    let hundredths = (sufficient * 100_u32 + needed - Int::one()) / needed;
    if digits(&hundredths) > 12 {
        return integer(&(hundredths / 100_u32)).math();
    }
    Tex(format!("${}$", decimal_of_scaled(&hundredths, 2)))
}
