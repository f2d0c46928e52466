//! Why no period is stronger than the one named: cycles in `P`, single loops, and counts in the other components.
//!
//! The numbers are recomputed here from the covering rows and the images of the points. Where they do not bear out
//! the claim nothing is printed.

use super::covering::in_row;
use super::escape::Tex;
use super::number::integer;
use super::table::Table;
use super::view::View;
use super::words::{intervals, list};
use crate::certificate::Growth;
use crate::num::rational::Int;
use num_integer::Integer as _;
use num_traits::{One, Zero};
use std::collections::BTreeSet;

/// The most lines of a table of counts.
const LINES: usize = 16;
/// The largest component whose closed paths are counted here.
const LARGEST: usize = 80;

/// The proof that nothing is stronger than `periods.strongest`, for a closed partition; `None` if it is not borne out.
pub fn proof(view: &View) -> Option<Tex> {
    let s = view.map.periods.strongest;
    let Growth::Exact { order, .. } = &view.map.growth else {
        return None;
    };
    if s == 0 || !view.closed() {
        return None;
    }
    let (f, g) = (view.g(), view.g());
    let cycles = point_cycles(view);
    let single = order
        .iter()
        .filter(|b| looped(view, b) && is_cycle(view, b));
    let mut loops = BTreeSet::new();
    for block in single {
        loops.insert(block.len());
        if reversed(view, block) {
            loops.insert(2 * block.len());
        }
    }
    if cycles.iter().chain(&loops).any(|m| stronger(*m, s)) {
        return None;
    }
    let mut out = format!(
        "\\emph{{No period of ${f}$ is stronger.}} A periodic orbit that meets $P$ lies in $P$, because ${g}(P)\\subseteq P$; {}. Every other periodic orbit runs through the interiors of the $I_i$ along a closed path of arrows, and so inside one component.",
        lengths(
            "the cycles in $P$ have the lengths",
            "every cycle in $P$ has length",
            &cycles
        )
    );
    if !loops.is_empty() {
        out.push_str(&format!(
            " In a component that is a single loop of $l$ arrows the orbit follows the loop, along which ${g}^l$ is affine; an affine map has no periodic points but fixed ones, unless its slope is $-1$, and then there are some of period $2$. So the period is $l$ or, if each interval of the loop covers exactly one interval and an odd number of them decreasingly, perhaps $2l$: {}.",
            lengths("the possible periods are", "the only possible period is", &loops)
        ));
    }
    let others: Vec<&Vec<usize>> = order
        .iter()
        .filter(|b| looped(view, b) && !is_cycle(view, b))
        .collect();
    if !others.is_empty() {
        out.push_str(&format!(
            " {} no iterate is the identity on an interval, because some interval of $S$ covers two of $S$. So each closed path of $m$ arrows from $I_i$ gives one interval inside $I_i$ that ${g}^m$ maps affinely onto $I_i$ along the path, with exactly one fixed point in it. It lies in $P$ only as an end of $I_i$ that returns to itself with its interval on the same side. Hence $F_S(m)=\\operatorname{{tr}}A_S^m-E_S(m)$ points of $S$ off $P$ are fixed by ${g}^m$, where $E_S(m)$ counts such ends, and $\\sum_{{d\\mid m}}\\mu(m/d)F_S(d)$ of them have least period $m$.",
            if loops.is_empty() { "In a component $S$ that is not a single loop" } else { "In any other component $S$" }
        ));
    }
    if loops.is_empty() && others.is_empty() {
        out.push_str(" As no component has an arrow inside it, there are none.");
    }
    for block in others {
        out.push_str(&component(view, block, s)?);
    }
    Some(Tex(out))
}

/// `the cycles in $P$ have the lengths $1$ and $3$`.
fn lengths(some: &str, all: &str, set: &BTreeSet<usize>) -> String {
    let items: Vec<String> = set.iter().map(|n| format!("${n}$")).collect();
    match items.as_slice() {
        [one] => format!("{all} {one}"),
        _ => format!("{some} {}", list(&items)),
    }
}

/// What can be said of one component that is not a single loop.
fn component(view: &View, block: &[usize], s: usize) -> Option<String> {
    let (c, q) = (s.trailing_zeros(), s >> s.trailing_zeros());
    let g = period(view, block);
    let e = g.trailing_zeros();
    if q == 1 || c > e {
        return None;
    }
    let name = if block.len() > 12 {
        "$S$".to_string()
    } else {
        format!("$S=\\{{{}\\}}$", intervals(block))
    };
    if c < e {
        return Some(format!(
            " For {name} all closed paths have lengths divisible by ${}$, and a multiple of ${}$ is not stronger than ${s}$.",
            1u64 << e,
            1u64 << e
        ));
    }
    let candidates: Vec<usize> = (3..q)
        .step_by(2)
        .map(|odd| odd << c)
        .filter(|m| m % g == 0)
        .collect();
    if candidates.is_empty() {
        return Some(format!(
            " For {name} the periods off $P$ are multiples of ${g}$, and none of these is stronger than ${s}$."
        ));
    }
    if block.len() > LARGEST {
        return None;
    }
    let largest = candidates[candidates.len() - 1];
    let traces = traces(view, block, largest);
    let ends: Vec<usize> = (1..=largest).map(|m| fixed_ends(view, block, m)).collect();
    let fixed = |m: usize| &traces[m - 1] - Int::from(ends[m - 1]);
    let least = |m: usize| {
        let divisors = (1..=m).filter(|d| m.is_multiple_of(*d));
        divisors.map(|d| fixed(d) * moebius(m / d)).sum::<Int>()
    };
    if candidates.iter().any(|m| !least(*m).is_zero()) {
        return None;
    }
    let needed = (1..=largest).filter(|d| d % g == 0 && candidates.iter().any(|m| m % d == 0));
    let rows: Vec<Vec<Tex>> = needed
        .map(|m| {
            let cell = |n: &Int| integer(n).math();
            vec![
                Tex(format!("${m}$")),
                cell(&traces[m - 1]),
                Tex(format!("${}$", ends[m - 1])),
                cell(&fixed(m)),
                cell(&least(m)),
            ]
        })
        .collect();
    let names: Vec<String> = candidates.iter().map(|m| format!("${m}$")).collect();
    let stronger = if names.len() > 6 {
        format!(
            "the multiples of ${}$ among ${},{},\\dots,{largest}$",
            g, candidates[0], candidates[1]
        )
    } else {
        list(&names)
    };
    let multiples = if g == 1 {
        String::new()
    } else {
        format!(
            " and multiples of ${g}$, the greatest common divisor of the lengths of closed paths,"
        )
    };
    let intro = format!(
        " For {name} the periods off $P$ that are stronger than ${s}${multiples} could only be {stronger}, and there are none"
    );
    if rows.len() > LINES {
        return Some(format!(
            "{intro}, by these counts, which \\texttt{{orbitex verify}} repeats."
        ));
    }
    let head = [
        "$m$",
        "$\\operatorname{tr}A_S^m$",
        "$E_S(m)$",
        "$F_S(m)$",
        "of least period $m$",
    ];
    let table = Table {
        columns: "rrrrr".into(),
        over: None,
        head: head.map(|h| Tex(h.to_string())).to_vec(),
        rows,
    };
    Some(format!(
        "{intro}:\n{}\n\\noindent",
        table.render(view.place.rules)
    ))
}

/// Is `a` strictly stronger than `b` in Sharkovsky's order?
fn stronger(a: usize, b: usize) -> bool {
    let split = |m: usize| (m.trailing_zeros(), m >> m.trailing_zeros());
    match (split(a), split(b)) {
        ((i, 1), (j, 1)) => i > j,
        ((_, 1), _) => false,
        (_, (_, 1)) => true,
        (x, y) => x < y,
    }
}

/// The lengths of the cycles among the points.
fn point_cycles(view: &View) -> BTreeSet<usize> {
    let n = view.n() + 1;
    let length = |start: usize| {
        let mut at = start;
        (1..=n).find(|_| {
            at = view.image(at).unwrap_or(n);
            at == start
        })
    };
    (0..n).filter_map(length).collect()
}

fn looped(view: &View, block: &[usize]) -> bool {
    block.len() > 1 || in_row(view, block[0], block[0])
}

/// Does each interval of the block cover exactly one of the block?
fn is_cycle(view: &View, block: &[usize]) -> bool {
    block
        .iter()
        .all(|i| block.iter().filter(|j| in_row(view, *i, **j)).count() == 1)
}

/// Does each interval cover exactly one, an odd number of them decreasingly?
fn reversed(view: &View, block: &[usize]) -> bool {
    let one = block
        .iter()
        .all(|i| view.map.partition.rows[*i].1 - view.map.partition.rows[*i].0 == 1);
    let falls = block.iter().filter(|i| decreasing(view, **i)).count();
    one && falls % 2 == 1
}

fn decreasing(view: &View, i: usize) -> bool {
    view.image(i + 1) < view.image(i)
}

/// The greatest common divisor of the lengths of closed paths in a block.
fn period(view: &View, block: &[usize]) -> usize {
    let mut level = vec![None; view.n()];
    level[block[0]] = Some(0i64);
    let mut queue = vec![block[0]];
    let mut g = 0i64;
    while let Some(i) = queue.pop() {
        let here = level[i].unwrap_or(0);
        for j in block.iter().copied().filter(|j| in_row(view, i, *j)) {
            match level[j] {
                None => {
                    level[j] = Some(here + 1);
                    queue.push(j);
                }
                Some(there) => g = g.gcd(&(here + 1 - there)),
            }
        }
    }
    g.unsigned_abs() as usize
}

/// `tr A_S^m` for `m = 1, ..., largest`.
fn traces(view: &View, block: &[usize], largest: usize) -> Vec<Int> {
    let n = block.len();
    let rows: Vec<Vec<usize>> = block
        .iter()
        .map(|i| (0..n).filter(|j| in_row(view, *i, block[*j])).collect())
        .collect();
    let mut power: Vec<Vec<Int>> = (0..n)
        .map(|i| {
            (0..n)
                .map(|j| if i == j { Int::one() } else { Int::zero() })
                .collect()
        })
        .collect();
    let mut out = Vec::new();
    for _ in 0..largest {
        power = rows
            .iter()
            .map(|row| {
                (0..n)
                    .map(|j| row.iter().map(|l| &power[*l][j]).sum())
                    .collect()
            })
            .collect();
        out.push((0..n).map(|i| &power[i][i]).sum());
    }
    out
}

/// The ends of intervals of the block that return to themselves after `m` steps, with the interval on the same side.
fn fixed_ends(view: &View, block: &[usize], m: usize) -> usize {
    let start = block.iter().flat_map(|i| [(*i, true), (*i, false)]);
    let back = |germ: &(usize, bool)| {
        let mut at = Some(*germ);
        for _ in 0..m {
            at = at.and_then(|g| next(view, g));
        }
        at == Some(*germ)
    };
    start.filter(back).count()
}

/// Where the end (left or not) of an interval goes: `(point, to its right)` read as an end of the interval there.
fn next(view: &View, (i, left): (usize, bool)) -> Option<(usize, bool)> {
    let (a, b) = (view.image(i)?, view.image(i + 1)?);
    let p = if left { a } else { b };
    match (a == b, (b > a) == left) {
        (true, _) => None,
        // The image lies to the right of `p`, its left end.
        (_, true) => Some((p, true)),
        (_, false) => p.checked_sub(1).map(|i| (i, false)),
    }
}

/// The Moebius function.
fn moebius(mut n: usize) -> i32 {
    let mut sign = 1;
    let mut p = 2;
    while p * p <= n {
        if n.is_multiple_of(p) {
            n /= p;
            if n.is_multiple_of(p) {
                return 0;
            }
            sign = -sign;
        }
        p += 1;
    }
    if n > 1 { -sign } else { sign }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_that_of_sharkovsky() {
        let order = [3, 5, 7, 9, 6, 10, 14, 12, 20, 24, 16, 8, 4, 2, 1];
        for (i, a) in order.iter().enumerate() {
            for (j, b) in order.iter().enumerate() {
                assert_eq!(stronger(*a, *b), i < j, "{a} {b}");
            }
        }
    }

    #[test]
    fn moebius_values() {
        let values: Vec<i32> = (1..=12).map(moebius).collect();
        assert_eq!(values, [1, -1, -1, 0, -1, 1, -1, 0, 0, 1, -1, 0]);
    }
}
