//! A scene as TikZ. Greys and dash patterns tell lines apart where there is no colour.

use super::scene::{Fill, Ink, Point, Scene, Shape, Side, Stroke, number};

/// The picture as a `tikzpicture`.
pub fn write(scene: &Scene) -> String {
    let graph = scene.shapes.iter().any(|s| matches!(s, Shape::Vertex(..)));
    let options = if graph {
        format!(
            "baseline={{(0,{}cm)}},>=stealth,font=\\scriptsize,every node/.style={{circle,draw,minimum size=7mm,inner sep=0pt}}",
            number(scene.middle() * scene.unit)
        )
    } else {
        format!(
            "x={u}cm,y={u}cm,baseline={{(0,{}cm)}},font=\\scriptsize",
            number(scene.middle() * scene.unit),
            u = number(scene.unit)
        )
    };
    let mut out = vec![format!("\\begin{{tikzpicture}}[{options}]")];
    let mut vertices = 0;
    for shape in &scene.shapes {
        if let Shape::Vertex(at, tex, shaded) = shape {
            let fill = if *shaded { "[fill=gray!30,thick]" } else { "" };
            out.push(format!(
                "\\node{fill} ({vertices}) at {} {{${tex}$}};",
                pair(at)
            ));
            vertices += 1;
        } else {
            out.push(plain(shape));
        }
    }
    out.push("\\end{tikzpicture}".to_string());
    out.join("\n")
}

fn pair((x, y): &Point) -> String {
    format!("({},{})", number(*x), number(*y))
}

/// `(0,0) -- (0.5,1)`, broken into lines of six points.
fn path(points: &[Point]) -> String {
    let texts: Vec<String> = points.iter().map(pair).collect();
    let lines: Vec<String> = texts.chunks(6).map(|c| c.join(" -- ")).collect();
    lines.join("\n  -- ")
}

fn stroke(stroke: Stroke) -> &'static str {
    match stroke {
        Stroke::Grid => "[gray!35,very thin]",
        Stroke::Frame => "",
        Stroke::Guide => "[gray,dashed]",
        Stroke::Curve => "[very thick,blue!45!black,line join=round]",
        Stroke::Iterate => "[thick,blue!45!black,line join=round]",
        Stroke::Dotted => "[thick,densely dotted,line join=round]",
        Stroke::Orbit => "[thick,red!80!orange]",
        Stroke::Main => "[thick]",
        Stroke::Dashed => "[thick,dashed]",
        Stroke::DashDotted => "[thick,dash dot]",
    }
}

fn strength(strong: bool) -> &'static str {
    if strong { "->,thick" } else { "->,gray" }
}

fn plain(shape: &Shape) -> String {
    match shape {
        Shape::Lines(style, lines) => {
            let lines: Vec<String> = lines.iter().map(|l| path(l)).collect();
            let lines: Vec<String> = lines.chunks(3).map(|c| c.join(" ")).collect();
            format!("\\draw{} {};", stroke(*style), lines.join("\n  "))
        }
        Shape::Closed(style, points) => {
            format!("\\draw{} {} -- cycle;", stroke(*style), path(points))
        }
        Shape::Frame(a, b) => format!("\\draw {} rectangle {};", pair(a), pair(b)),
        Shape::Area(fill, a, b) => {
            let colour = match fill {
                Fill::Band => "gray!15",
                Fill::Light => "gray!50",
                Fill::Dark => "black!75",
            };
            format!("\\fill[{colour}] {} rectangle {};", pair(a), pair(b))
        }
        Shape::Dots(ink, radius, points) => {
            let colour = match ink {
                Ink::Plain => "",
                Ink::Orbit => "[red!80!orange]",
            };
            let dot = |p: &Point| format!("{} circle[radius={}cm]", pair(p), number(*radius));
            format!("\\fill{colour} {};", wrapped(points.iter().map(dot)))
        }
        Shape::Squares(half, points) => {
            let square = |p: &Point| {
                let h = number(*half);
                format!(
                    "{p} ++(-{h}cm,-{h}cm) rectangle ++({s}cm,{s}cm)",
                    p = pair(p),
                    s = number(2.0 * half)
                )
            };
            format!(
                "\\draw[thick,fill=white] {};",
                wrapped(points.iter().map(square))
            )
        }
        Shape::Label(at, side, tex) => {
            let side = match side {
                Side::Left => "left",
                Side::Right => "right",
                Side::Below => "below",
                Side::Above => "above",
                Side::AboveLeft => "left,inner ysep=0pt,above left",
                Side::BelowLeft => "left,inner ysep=0pt,below left",
            };
            format!("\\node[{side}] at {} {{${tex}$}};", pair(at))
        }
        Shape::Arrow(from, to, bent, strong) => {
            let bend = if *bent { "[bend left=14]" } else { "" };
            format!("\\draw[{}] ({from}) to{bend} ({to});", strength(*strong))
        }
        Shape::Loop(at, angle, strong) => format!(
            "\\draw[{}] ({at}) to[out={},in={},looseness=6] ({at});",
            strength(*strong),
            angle + 28,
            angle - 28
        ),
        Shape::Vertex(..) => String::new(),
    }
}

/// Four things a line.
fn wrapped(things: impl Iterator<Item = String>) -> String {
    let things: Vec<String> = things.collect();
    let lines: Vec<String> = things.chunks(4).map(|c| c.join(" ")).collect();
    lines.join("\n  ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_become_commands() {
        let mut scene = Scene::new(6.0);
        scene.add(Shape::Closed(Stroke::Orbit, vec![(0.0, 0.0), (0.5, 1.0)]));
        scene.label((0.25, 0.0), Side::Below, "p_0");
        let tex = write(&scene);
        assert!(tex.contains("\\draw[thick,red!80!orange] (0,0) -- (0.5,1) -- cycle;"));
        assert!(tex.contains("\\node[below] at (0.25,0) {$p_0$};"));
        assert!(tex.starts_with("\\begin{tikzpicture}[x=6cm,y=6cm"));
        // Its middle, in centimetres whatever the unit is: pictures side by side stand on one axis.
        scene.add(Shape::Frame((0.0, 0.0), (1.0, 1.0)));
        assert!(write(&scene).contains("baseline={(0,3cm)}"));
    }
}
