//! The covering graph: arrows on a circle for few intervals, the matrix as a block picture beyond.

use super::super::covering::in_row;
use super::super::view::View;
use super::super::words::interval;
use super::carrier;
use crate::num::rational::{decimal, rat};

/// The most vertices drawn with arrows.
const ARROWS: usize = 12;
/// The largest matrix that is drawn.
const BLOCKS: usize = 400;

/// The picture and its description, which starts in lower case; `None` where it would be too large.
pub fn picture(view: &View) -> Option<(String, String)> {
    let carrier = carrier(view);
    let inside = |i: usize| carrier.as_ref().is_some_and(|c| c[i]);
    let shaded = (0..view.n()).filter(|i| inside(*i)).count();
    match view.n() {
        n if n <= ARROWS => {
            let words = match shaded {
                0 => "the covering graph.",
                _ if shaded == n => "the covering graph; all of it carries the growth.",
                _ => "the covering graph; the shaded part carries the growth.",
            };
            Some((arrows(view, &inside), words.to_string()))
        }
        n if n <= BLOCKS => {
            let words = match shaded {
                0 => "the matrix $A$; boxes are ones.",
                _ if shaded == n => "the matrix $A$; dark boxes are ones.",
                _ => {
                    "the matrix $A$; boxes are ones, dark between intervals of the part that carries the growth."
                }
            };
            Some((blocks(view, &inside), words.to_string()))
        }
        _ => None,
    }
}

/// The angle of vertex `i` of `n`, in degrees, clockwise from the top (from the left for two vertices).
fn angle(i: usize, n: usize) -> i64 {
    let start = if n == 2 { 180 } else { 90 };
    start - (360 * i / n.max(1)) as i64
}

fn arrows(view: &View, inside: &dyn Fn(usize) -> bool) -> String {
    let n = view.n();
    let radius = if n == 1 {
        "0".to_string()
    } else {
        decimal(&rat(90 + 16 * n as i64, 100), 2)
    };
    let mut out = vec![
        "\\begin{tikzpicture}[>=stealth,font=\\scriptsize,every node/.style={circle,draw,minimum size=7mm,inner sep=0pt}]"
            .to_string(),
    ];
    for i in 0..n {
        let fill = if inside(i) {
            "[fill=gray!30,thick]"
        } else {
            ""
        };
        out.push(format!(
            "\\node{fill} ({i}) at ({}:{radius}) {{${}$}};",
            angle(i, n),
            interval(i)
        ));
    }
    for i in 0..n {
        for j in (0..n).filter(|j| in_row(view, i, *j)) {
            let style = if inside(i) && inside(j) {
                "->,thick"
            } else {
                "->,gray"
            };
            if i == j {
                let a = angle(i, n);
                out.push(format!(
                    "\\draw[{style}] ({i}) to[out={},in={},looseness=6] ({i});",
                    a + 28,
                    a - 28
                ));
            } else {
                let bend = if in_row(view, j, i) {
                    "[bend left=14]"
                } else {
                    ""
                };
                out.push(format!("\\draw[{style}] ({i}) to{bend} ({j});"));
            }
        }
    }
    out.push("\\end{tikzpicture}".to_string());
    out.join("\n")
}

fn blocks(view: &View, inside: &dyn Fn(usize) -> bool) -> String {
    let n = view.n();
    let unit = decimal(&rat(58, 10 * n as i64), 5);
    let mut out = vec![format!(
        "\\begin{{tikzpicture}}[x={unit}cm,y=-{unit}cm,font=\\scriptsize]"
    )];
    for (i, (lo, hi)) in view.map.partition.rows.iter().enumerate() {
        let mut at = *lo;
        while at < *hi {
            let dark = inside(i) && inside(at);
            let end = (at..*hi)
                .find(|j| (inside(i) && inside(*j)) != dark)
                .unwrap_or(*hi);
            let colour = if dark { "black!75" } else { "gray!50" };
            out.push(format!(
                "\\fill[{colour}] ({at},{i}) rectangle ({end},{});",
                i + 1
            ));
            at = end;
        }
    }
    out.push(format!("\\draw (0,0) rectangle ({n},{n});"));
    let step = [1, 2, 5, 10, 20, 50, 100]
        .into_iter()
        .find(|s| n <= 7 * s)
        .unwrap_or(100);
    for i in (0..n).step_by(step) {
        out.push(format!("\\node[left] at (0,{i}.5) {{${i}$}};"));
        out.push(format!("\\node[above] at ({i}.5,0) {{${i}$}};"));
    }
    out.push("\\end{tikzpicture}".to_string());
    out.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vertices_stand_evenly_on_the_circle() {
        assert_eq!(
            (0..4).map(|i| angle(i, 4)).collect::<Vec<_>>(),
            [90, 0, -90, -180]
        );
        assert_eq!([angle(0, 2), angle(1, 2)], [180, 0]);
    }
}
