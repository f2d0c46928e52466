//! The graph of a map with the diagonal, the partition on both axes, and the orbit of the strongest listed period.

use super::super::number::trimmed;
use super::super::view::View;
use super::super::words::point;
use super::curve::{Curve, coordinate, pair, path};
use crate::num::rational::{Rat, rat};

/// The longest orbit that is drawn.
const LONGEST: usize = 8;
/// Lines of the partition are drawn up to this number of points.
const LINES: usize = 33;

/// The picture and its description, which starts in lower case.
pub fn picture(view: &View) -> (String, String) {
    let curve = Curve::new(view);
    let ticks: Vec<Rat> = view
        .map
        .partition
        .points
        .iter()
        .map(|p| curve.place(view, p))
        .collect();
    let mut out = vec!["\\begin{tikzpicture}[scale=6,font=\\scriptsize]".to_string()];
    out.extend(lines(&ticks));
    out.push("\\draw[gray,dashed] (0,0) -- (1,1);".to_string());
    out.push("\\draw (0,0) rectangle (1,1);".to_string());
    let style = if view.orbit() {
        "thick,densely dotted"
    } else {
        "very thick,blue!45!black"
    };
    out.push(format!(
        "\\draw[{style},line join=round] {};",
        path(&curve.vertices)
    ));
    let orbit = orbit(view, &curve);
    if let Some((points, _)) = &orbit {
        out.push(cobweb(points));
    }
    if view.orbit() {
        let dots = curve.vertices.iter().map(|(x, y)| pair(x, y));
        out.push(format!(
            "\\foreach \\p in {{{}}} \\fill \\p circle[radius=0.01];",
            dots.map(|d| format!("{{{d}}}"))
                .collect::<Vec<_>>()
                .join(",")
        ));
    }
    out.extend(labels(&ticks));
    out.push("\\end{tikzpicture}".to_string());
    (out.join("\n"), words(view, orbit.map(|o| o.1)))
}

/// Thin lines at the points of the partition.
fn lines(ticks: &[Rat]) -> Vec<String> {
    if ticks.len() > LINES {
        return Vec::new();
    }
    let all: Vec<String> = ticks.iter().map(coordinate).collect();
    vec![format!(
        "\\foreach \\p in {{{}}} \\draw[gray!35,very thin] (\\p,0) -- (\\p,1) (0,\\p) -- (1,\\p);",
        all.join(",")
    )]
}

/// Ticks at all points, and the names of those that are far enough apart.
fn labels(ticks: &[Rat]) -> Vec<String> {
    let all: Vec<String> = ticks.iter().map(coordinate).collect();
    let mut out = vec![format!(
        "\\foreach \\p in {{{}}} \\draw (\\p,0) -- ++(0,-0.012) (0,\\p) -- ++(-0.012,0);",
        all.join(",")
    )];
    for i in spread(ticks, &rat(9, 100)) {
        out.push(format!(
            "\\node[below] at ({},-0.01) {{${}$}};",
            all[i],
            point(i)
        ));
    }
    for i in spread(ticks, &rat(1, 20)) {
        out.push(format!(
            "\\node[left] at (-0.01,{}) {{${}$}};",
            all[i],
            point(i)
        ));
    }
    out
}

/// Indices of points at least `gap` apart, the first and the last among them.
pub fn spread(ticks: &[Rat], gap: &Rat) -> Vec<usize> {
    let Some(last) = ticks.len().checked_sub(1) else {
        return Vec::new();
    };
    let mut out = vec![0];
    let mut at = &ticks[0];
    for (i, tick) in ticks.iter().enumerate().take(last).skip(1) {
        if tick - at >= *gap && &ticks[last] - tick >= *gap {
            out.push(i);
            at = tick;
        }
    }
    if last > 0 {
        out.push(last);
    }
    out
}

/// The points of the orbit of the strongest listed period, and that period.
fn orbit(view: &View, curve: &Curve) -> Option<(Vec<Rat>, usize)> {
    let strongest = view.map.periods.strongest;
    let listed = view
        .map
        .periods
        .points
        .iter()
        .find(|p| p.period == strongest)?;
    if strongest == 0 || strongest > LONGEST {
        return None;
    }
    let mut points = vec![curve.place(view, &listed.point)];
    for i in 1..strongest {
        points.push(curve.at(&points[i - 1]));
    }
    Some((points, strongest))
}

/// `(x,x) -- (x,f(x)) -- (f(x),f(x)) -- ...`, closed; a dot for a fixed point.
fn cobweb(points: &[Rat]) -> String {
    if let [fixed] = points {
        return format!(
            "\\fill[red!60!black] {} circle[radius=0.012];",
            pair(fixed, fixed)
        );
    }
    let mut corners = Vec::new();
    for (i, x) in points.iter().enumerate() {
        let next = &points[(i + 1) % points.len()];
        corners.push((x.clone(), x.clone()));
        corners.push((x.clone(), next.clone()));
    }
    format!("\\draw[thick,red!60!black] {} -- cycle;", path(&corners))
}

fn words(view: &View, period: Option<usize>) -> String {
    let what = if view.orbit() {
        "the orbit (dots), the connect-the-dots map $\\ell$ (dotted), the diagonal (dashed)"
    } else {
        "the graph of $f$, the diagonal (dashed)"
    };
    let points = if spread_all(view) {
        "the points of $P$ on both axes"
    } else {
        "the points of $P$ on both axes, some of them named"
    };
    let orbit = match period {
        Some(1) => " and a fixed point".to_string(),
        Some(m) => format!(
            " and the orbit of period ${}$ as a cobweb",
            trimmed(&m.to_string())
        ),
        None => String::new(),
    };
    let comma = if orbit.is_empty() { " and" } else { "," };
    format!("{what}{comma} {points}{orbit}.")
}

/// Are all points named?
fn spread_all(view: &View) -> bool {
    let curve = Curve::new(view);
    let place = |p| curve.place(view, p);
    let ticks: Vec<Rat> = view.map.partition.points.iter().map(place).collect();
    spread(&ticks, &rat(9, 100)).len() == ticks.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use num_traits::{One, Zero};

    #[test]
    fn close_points_lose_their_names_but_the_ends_keep_theirs() {
        let ticks: Vec<Rat> = [0, 10, 11, 50, 97, 100]
            .iter()
            .map(|p| rat(*p, 100))
            .collect();
        assert_eq!(spread(&ticks, &rat(1, 20)), [0, 1, 3, 5]);
        assert_eq!(spread(&[Rat::zero(), Rat::one()], &rat(2, 1)), [0, 1]);
        assert_eq!(spread(&[], &rat(1, 2)), [0usize; 0]);
    }

    #[test]
    fn a_cobweb_closes() {
        let tex = cobweb(&[rat(0, 1), rat(1, 2), rat(1, 1)]);
        assert!(tex.contains("(0,0) -- (0,0.5) -- (0.5,0.5) -- (0.5,1) -- (1,1) -- (1,0)"));
        assert!(tex.ends_with("-- cycle;"));
    }
}
