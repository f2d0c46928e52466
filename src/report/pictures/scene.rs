//! A picture as data: lines, boxes, dots, labels and arrows in centimetres, written as TikZ or as SVG by other files.

/// A point in the units of its scene, `y` upwards.
pub type Point = (f64, f64);

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    /// A thin grey line of a grid.
    Grid,
    /// The frame around a picture, and ticks.
    Frame,
    /// A dashed grey line: the diagonal, a level.
    Guide,
    /// The graph of a map.
    Curve,
    /// The graph of an iterate.
    Iterate,
    /// Straight lines between dots.
    Dotted,
    /// A periodic orbit.
    Orbit,
    /// The main line of a diagram.
    Main,
    /// A second line, dashed.
    Dashed,
    /// A third line, dash-dotted.
    DashDotted,
}

/// How an area is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// A band between two levels.
    Band,
    /// A one of a matrix.
    Light,
    /// A one of a matrix that carries the growth.
    Dark,
}

/// The colour of dots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// That of the text.
    Plain,
    /// That of an orbit.
    Orbit,
}

/// Where a label stands, seen from its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// Below.
    Below,
    /// Above.
    Above,
    /// To the left and above.
    AboveLeft,
    /// To the left and below.
    BelowLeft,
}

/// One thing in a picture.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// Polygons drawn alike.
    Lines(Stroke, Vec<Vec<Point>>),
    /// A polygon that closes.
    Closed(Stroke, Vec<Point>),
    /// An empty box with these opposite corners.
    Frame(Point, Point),
    /// A filled box.
    Area(Fill, Point, Point),
    /// Dots of this radius in centimetres.
    Dots(Ink, f64, Vec<Point>),
    /// Small squares of this half side in centimetres.
    Squares(f64, Vec<Point>),
    /// Mathematics beside a point.
    Label(Point, Side, String),
    /// A vertex of a graph with its name; shaded or not.
    Vertex(Point, String, bool),
    /// An arrow between vertices (by their order); bent to the left or straight; strong or grey.
    Arrow(usize, usize, bool, bool),
    /// An arrow from a vertex to itself, on the side of this angle in degrees; strong or grey.
    Loop(usize, i64, bool),
}

/// A picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// Centimetres for one unit of the coordinates.
    pub unit: f64,
    /// What is drawn, from back to front.
    pub shapes: Vec<Shape>,
}

impl Scene {
    /// An empty picture.
    pub fn new(unit: f64) -> Scene {
        Scene {
            unit,
            shapes: Vec::new(),
        }
    }
    /// Adds a thing in front.
    pub fn add(&mut self, shape: Shape) {
        self.shapes.push(shape);
    }
    /// Adds a label.
    pub fn label(&mut self, at: Point, side: Side, tex: impl Into<String>) {
        self.add(Shape::Label(at, side, tex.into()));
    }
    /// The same picture with other symbols in its labels.
    pub fn renamed(&self, rename: impl Fn(&str) -> String) -> Scene {
        let mut out = self.clone();
        for shape in &mut out.shapes {
            if let Shape::Label(_, _, tex) | Shape::Vertex(_, tex, _) = shape {
                *tex = rename(tex);
            }
        }
        out
    }
    /// The height at which the picture is set beside another: the middle of its frame or of its vertices.
    pub fn middle(&self) -> f64 {
        let frame = |s: &Shape| match s {
            Shape::Frame(a, b) => Some((a.1 + b.1) / 2.0),
            _ => None,
        };
        let heights = || self.vertices().into_iter().map(|p| p.1);
        let (low, high) = (
            heights().fold(f64::MAX, f64::min),
            heights().fold(f64::MIN, f64::max),
        );
        let vertices = if low <= high { (low + high) / 2.0 } else { 0.0 };
        self.shapes.iter().find_map(frame).unwrap_or(vertices)
    }
    /// The vertices of the graph in their order.
    pub fn vertices(&self) -> Vec<Point> {
        let vertex = |s: &Shape| match s {
            Shape::Vertex(at, _, _) => Some(*at),
            _ => None,
        };
        self.shapes.iter().filter_map(vertex).collect()
    }
}

/// A coordinate with at most five decimals.
pub fn number(v: f64) -> String {
    let text = format!("{v:.5}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0" } else { text }.to_string()
}
