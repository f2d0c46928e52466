//! A scene as SVG that takes its colours from the page: classes say what a line is, `style.css` how it looks.

use super::super::escape::html;
use super::label::runs;
use super::scene::{Fill, Ink, Point, Scene, Shape, Side, Stroke};

/// SVG units in a centimetre.
const CM: f64 = 40.0;
/// The size of the letters.
const FONT: f64 = 13.0;
/// The radius of a vertex of a graph.
const VERTEX: f64 = 0.35 * CM;

/// The picture; `words` is its text alternative.
pub fn write(scene: &Scene, words: &str) -> String {
    let mut canvas = Canvas {
        unit: scene.unit * CM,
        vertices: Vec::new(),
        low: (f64::MAX, f64::MAX),
        high: (f64::MIN, f64::MIN),
        out: String::new(),
    };
    canvas.vertices = scene.vertices().iter().map(|p| canvas.place(p)).collect();
    for shape in &scene.shapes {
        canvas.draw(shape);
    }
    let (x, y) = (canvas.low.0 - 3.0, canvas.low.1 - 3.0);
    let (w, h) = (canvas.high.0 - x + 3.0, canvas.high.1 - y + 3.0);
    format!(
        "<svg viewBox=\"{} {} {} {}\" style=\"--w:{}\" role=\"img\" aria-label=\"{}\">\n{}</svg>",
        short(x),
        short(y),
        short(w),
        short(h),
        short(w),
        html(words),
        canvas.out
    )
}

/// Two decimals at most.
fn short(v: f64) -> String {
    let text = format!("{v:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0" } else { text }.to_string()
}

struct Canvas {
    unit: f64,
    vertices: Vec<Point>,
    low: Point,
    high: Point,
    out: String,
}

impl Canvas {
    /// The place of a point, `y` downwards.
    fn place(&self, (x, y): &Point) -> Point {
        (x * self.unit, -y * self.unit)
    }
    fn reach(&mut self, (x, y): Point, by: f64) {
        self.low = (self.low.0.min(x - by), self.low.1.min(y - by));
        self.high = (self.high.0.max(x + by), self.high.1.max(y + by));
    }
    fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }
    fn path(&mut self, points: &[Point]) -> String {
        let mut out = String::new();
        for (i, p) in points.iter().enumerate() {
            let (x, y) = self.place(p);
            self.reach((x, y), 1.5);
            let letter = if i == 0 { "M" } else { "L" };
            out.push_str(&format!("{letter}{} {}", short(x), short(y)));
        }
        out
    }
    /// `x`, `y`, `width`, `height` of a box.
    fn bounds(&mut self, a: &Point, b: &Point) -> String {
        let (a, b) = (self.place(a), self.place(b));
        self.reach(a, 1.0);
        self.reach(b, 1.0);
        format!(
            "x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
            short(a.0.min(b.0)),
            short(a.1.min(b.1)),
            short((a.0 - b.0).abs()),
            short((a.1 - b.1).abs())
        )
    }
    fn draw(&mut self, shape: &Shape) {
        match shape {
            Shape::Lines(style, lines) => {
                let d: Vec<String> = lines.iter().map(|l| self.path(l)).collect();
                let class = class(*style);
                self.line(&format!("<path class=\"{class}\" d=\"{}\"/>", d.concat()));
            }
            Shape::Closed(style, points) => {
                let d = self.path(points);
                let class = class(*style);
                self.line(&format!("<path class=\"{class}\" d=\"{d}Z\"/>"));
            }
            Shape::Frame(a, b) => {
                let bounds = self.bounds(a, b);
                self.line(&format!("<rect class=\"frame\" {bounds}/>"));
            }
            Shape::Area(fill, a, b) => {
                let bounds = self.bounds(a, b);
                let class = match fill {
                    Fill::Band => "band",
                    Fill::Light => "light",
                    Fill::Dark => "dark",
                };
                self.line(&format!("<rect class=\"{class}\" {bounds}/>"));
            }
            Shape::Dots(ink, radius, points) => {
                let class = match ink {
                    Ink::Plain => "dot",
                    Ink::Orbit => "dot orbit-dot",
                };
                for p in points {
                    let (x, y) = self.place(p);
                    let r = radius * CM;
                    self.reach((x, y), r);
                    self.line(&format!(
                        "<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
                        short(x),
                        short(y),
                        short(r)
                    ));
                }
            }
            Shape::Squares(half, points) => {
                for p in points {
                    let (x, y) = self.place(p);
                    let h = half * CM;
                    self.reach((x, y), h);
                    self.line(&format!(
                        "<rect class=\"square\" x=\"{}\" y=\"{}\" width=\"{s}\" height=\"{s}\"/>",
                        short(x - h),
                        short(y - h),
                        s = short(2.0 * h)
                    ));
                }
            }
            Shape::Label(at, side, tex) => {
                let (x, y) = self.place(at);
                let (dx, dy, anchor) = match side {
                    Side::Left => (-5.0, 0.33 * FONT, "end"),
                    Side::Right => (5.0, 0.33 * FONT, "start"),
                    Side::Below => (0.0, FONT + 2.0, "middle"),
                    Side::Above => (0.0, -5.0, "middle"),
                    Side::AboveLeft => (-5.0, -2.0, "end"),
                    Side::BelowLeft => (-5.0, 0.8 * FONT, "end"),
                };
                self.text((x + dx, y + dy), anchor, tex);
            }
            Shape::Vertex(at, tex, shaded) => {
                let (x, y) = self.place(at);
                self.reach((x, y), VERTEX + 1.0);
                let class = if *shaded { "vertex carrier" } else { "vertex" };
                self.line(&format!(
                    "<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"{VERTEX}\"/>",
                    short(x),
                    short(y)
                ));
                self.text((x, y + 0.33 * FONT), "middle", tex);
            }
            Shape::Arrow(from, to, bent, strong) => self.arrow(*from, *to, *bent, *strong),
            Shape::Loop(at, angle, strong) => self.round(*at, *angle, *strong),
        }
    }
    fn text(&mut self, (x, y): Point, anchor: &str, tex: &str) {
        let runs = runs(tex);
        let wide: f64 = runs
            .iter()
            .map(|r| r.text.chars().count() as f64 * FONT * if r.level == 0 { 0.56 } else { 0.42 })
            .sum();
        let left = match anchor {
            "end" => x - wide,
            "start" => x,
            _ => x - wide / 2.0,
        };
        self.reach((left, y - FONT * 0.9), 0.0);
        self.reach((left + wide, y + FONT * 0.3), 0.0);
        let mut inner = String::new();
        let mut raised = 0.0;
        for run in &runs {
            let want =
                f64::from(run.level) * -0.35 * FONT + if run.level < 0 { -0.1 * FONT } else { 0.0 };
            let class = match (run.italic, run.level == 0) {
                (true, true) => "v",
                (true, false) => "v s",
                (false, true) => "",
                (false, false) => "s",
            };
            let shift = want - raised;
            raised = want;
            let dy = if shift == 0.0 {
                String::new()
            } else {
                format!(" dy=\"{}\"", short(shift))
            };
            let class = if class.is_empty() {
                String::new()
            } else {
                format!(" class=\"{class}\"")
            };
            inner.push_str(&format!("<tspan{class}{dy}>{}</tspan>", html(&run.text)));
        }
        self.line(&format!(
            "<text x=\"{}\" y=\"{}\" text-anchor=\"{anchor}\">{inner}</text>",
            short(x),
            short(y)
        ));
    }
    /// An arrow from rim to rim of two vertices.
    fn arrow(&mut self, from: usize, to: usize, bent: bool, strong: bool) {
        let (Some(a), Some(b)) = (
            self.vertices.get(from).copied(),
            self.vertices.get(to).copied(),
        ) else {
            return;
        };
        let length = (b.0 - a.0).hypot(b.1 - a.1).max(1e-6);
        let turn = if bent { 14f64.to_radians() } else { 0.0 };
        let towards = (b.1 - a.1).atan2(b.0 - a.0);
        // Leaving to the left of the way (`y` points down).
        let out = towards - turn;
        let back = towards + std::f64::consts::PI + turn;
        let start = step(a, out, VERTEX);
        let end = step(b, back, VERTEX + 1.0);
        let control = step(a, out, length / (2.0 * turn.cos()));
        let d = if bent {
            format!("M{}Q{} {}", xy(start), xy(control), xy(end))
        } else {
            format!("M{}L{}", xy(start), xy(end))
        };
        self.shaft(&d, strong);
        let from = if bent { control } else { start };
        self.head(end, (end.1 - from.1).atan2(end.0 - from.0), strong);
    }
    /// An arrow from a vertex to itself.
    fn round(&mut self, at: usize, angle: i64, strong: bool) {
        let Some(v) = self.vertices.get(at).copied() else {
            return;
        };
        let side = |degrees: i64| -(degrees as f64).to_radians();
        let (out, back) = (side(angle + 28), side(angle - 28));
        let (start, end) = (step(v, out, VERTEX), step(v, back, VERTEX + 1.0));
        let far = VERTEX * 3.1;
        let (c, d) = (
            step(v, side(angle + 24), far),
            step(v, side(angle - 24), far),
        );
        self.reach(step(v, side(angle), far * 0.85), 6.0);
        self.shaft(
            &format!("M{}C{} {} {}", xy(start), xy(c), xy(d), xy(end)),
            strong,
        );
        self.head(end, (end.1 - d.1).atan2(end.0 - d.0), strong);
    }
    fn shaft(&mut self, d: &str, strong: bool) {
        let class = if strong { "arrow strong" } else { "arrow" };
        self.line(&format!("<path class=\"{class}\" d=\"{d}\"/>"));
    }
    fn head(&mut self, tip: Point, angle: f64, strong: bool) {
        let (a, b) = (step(tip, angle + 2.75, 9.0), step(tip, angle - 2.75, 9.0));
        let class = if strong { "tip strong" } else { "tip" };
        self.line(&format!(
            "<path class=\"{class}\" d=\"M{}L{}L{}Z\"/>",
            xy(tip),
            xy(a),
            xy(b)
        ));
    }
}

fn step((x, y): Point, angle: f64, length: f64) -> Point {
    (x + angle.cos() * length, y + angle.sin() * length)
}

fn xy((x, y): Point) -> String {
    format!("{} {}", short(x), short(y))
}

fn class(stroke: Stroke) -> &'static str {
    match stroke {
        Stroke::Grid => "grid",
        Stroke::Frame => "frame",
        Stroke::Guide => "guide",
        Stroke::Curve => "curve",
        Stroke::Iterate => "curve thin",
        Stroke::Dotted => "main dotted",
        Stroke::Orbit => "orbit",
        Stroke::Main => "main",
        Stroke::Dashed => "main dashed",
        Stroke::DashDotted => "main dashdotted",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_lies_in_the_view() {
        let mut scene = Scene::new(1.0);
        scene.add(Shape::Frame((0.0, 0.0), (2.0, 1.0)));
        scene.label((0.0, 0.5), Side::Left, "10^{3}");
        let svg = write(&scene, "a < b");
        assert!(svg.contains("aria-label=\"a &lt; b\"") && svg.contains("role=\"img\""));
        let view = svg.split('"').nth(1).expect("a view box");
        let view: Vec<f64> = view
            .split(' ')
            .map(|v| v.parse().expect("a number"))
            .collect();
        assert!(view[0] < -20.0 && view[0] + view[2] > 80.0, "{view:?}");
        assert!(view[1] < -40.0 && view[1] + view[3] > 0.0, "{view:?}");
    }
}
