//! Random `.map` texts from a seed: patterns, finite sets, flats, quadratic fields, orbits, maps that do not close.

/// A generator of numbers that is the same everywhere.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n
    }
    fn order(&mut self, n: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (1..=n).collect();
        (1..n).rev().for_each(|i| order.swap(i, self.below(i + 1)));
        order
    }
}

fn list<T: ToString>(items: impl IntoIterator<Item = T>, between: &str) -> String {
    let items: Vec<String> = items.into_iter().map(|x| x.to_string()).collect();
    items.join(between)
}

/// The `round`-th source: the kinds take turns.
pub fn source(dice: &mut Dice, round: usize) -> String {
    let n = 3 + dice.below(7);
    let (map, ends) = match round % 10 {
        0 => (
            format!("map f = cycle {}", list(dice.order(n), " -> ")),
            Some((1, n)),
        ),
        1 => (
            format!("map f = pattern [{}]", list(dice.order(n), ", ")),
            Some((1, n)),
        ),
        2 | 3 => (finite_set(dice, round % 2 == 1), None),
        4 => (quadratic(dice, "let r = sqrt(2)"), None),
        5 => (
            quadratic(dice, "let r = root of x^2 - x - 1 in [1, 2]"),
            None,
        ),
        6 => {
            let known = ["", " lipschitz 30", " lipschitz 61/2"][dice.below(3)];
            let order = list(dice.order(n), " -> ");
            (format!("orbit f {{ {order} }}{known}"), Some((1, n)))
        }
        7 => (
            format!("map f = tent({}/12)", 1 + dice.below(24)),
            Some((0, 1)),
        ),
        8 => {
            let y = dice.below(5);
            (format!("map f {{ 0 -> {y}/4, 1 -> {y}/4 }}"), Some((0, 1)))
        }
        _ => {
            let xs: Vec<usize> = (0..=6)
                .filter(|x| x % 6 == 0 || dice.below(2) == 0)
                .collect();
            let vertices = xs.iter().map(|x| format!("{x}/6 -> {}/14", dice.below(15)));
            (
                format!("map f {{ {} }}", list(vertices, ", ")),
                Some((0, 1)),
            )
        }
    };
    match ends {
        Some(ends) => format!("{map}\n{}", certify(dice, ends)),
        None => map + "\n",
    }
}

fn finite_set(dice: &mut Dice, flats: bool) -> String {
    let mut points: Vec<(i64, i64)> = (0..3 + dice.below(6))
        .map(|_| (dice.below(19) as i64 - 9, 1 + dice.below(5) as i64))
        .collect();
    points.extend([(-10, 1), (10, 1)]);
    points.sort_by_key(|(p, q)| p * 60 / q);
    points.dedup_by_key(|(p, q)| *p * 60 / *q);
    let mut last = dice.below(points.len());
    let mut vertices = Vec::new();
    for (p, q) in &points {
        if !(flats && dice.below(3) == 0) {
            last = dice.below(points.len());
        }
        let (y, z) = points[last];
        vertices.push(format!("{p}/{q} -> {y}/{z}"));
    }
    format!("map f {{ {} }}", list(vertices, ", "))
}

/// `r` is above 1 and below 2, so `k` and `k + r/2` alternate.
fn quadratic(dice: &mut Dice, field: &str) -> String {
    let points: Vec<String> = (0..3 + dice.below(3))
        .map(|k| {
            if dice.below(2) == 0 {
                format!("{k}")
            } else {
                format!("({k} + r/2)")
            }
        })
        .collect();
    let vertices: Vec<String> = points
        .iter()
        .map(|x| format!("{x} -> {}", points[dice.below(points.len())]))
        .collect();
    format!("{field}\nmap f {{ {} }}", list(vertices, ", "))
}

fn certify(dice: &mut Dice, (a, b): (usize, usize)) -> String {
    let between = match dice.below(4) {
        0 => {
            let (low, high) = (1 + dice.below(5), 7 + dice.below(4));
            let level = |k: usize| format!("{}/12", 12 * a + k * (b - a));
            format!("between [{}, {}]", level(low), level(high))
        }
        1 => format!("tolerance {}/{}", b - a, 4 + dice.below(20)),
        _ => "between auto".to_string(),
    };
    let (t, k) = (1 + dice.below(9), 1 + dice.below(3));
    let iterates = format!("{t}, {}", t + 1 + dice.below(8));
    format!(
        "certify f {{\n iterates {iterates}\n depths {k}, {}\n {between}\n}}\n",
        k + 2
    )
}
