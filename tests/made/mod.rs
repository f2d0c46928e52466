//! Certificates made by the library, as the command line makes them: from the text of a `.map` file, and from vertices.
#![allow(dead_code)]

use orbitex::certificate::{Certificate, Kind, MapCertificate};
use orbitex::certify::{
    self, Analysis, ForcedRequest, Lengths, LevelChoice, Limits, Request, Subject, certificate,
};
use orbitex::lang::program::Between;
use orbitex::lang::{NoFiles, load};
use orbitex::map::PiecewiseLinear;
use orbitex::num::Number;
use orbitex::quantity::Maps;
use orbitex::quantity::argument::certified_unit;
use orbitex::quantity::norms::certified;

/// Few points, so that certificates of maps that are not Markov stay small.
pub fn few() -> Limits {
    Limits {
        max_points: 60,
        inner_points: 12,
        ..Limits::default()
    }
}

/// The certificate of a `.map` file.
pub fn compiled(name: &str, text: &str, limits: Limits, lengths: Lengths) -> Certificate {
    let loaded = load(name, text.as_bytes(), &NoFiles, &Default::default());
    assert!(loaded.is_clean(), "{name}: {:?}", loaded.diagnostics);
    let program = loaded.program;
    let maps = Maps::new(&program, limits);
    let one = |i: usize| {
        let requests = program.certify.iter().filter(|c| c.map == i);
        let subject = Subject {
            name: &program.maps[i].name,
            origin: &program.maps[i].origin,
            analysis: maps.analysis(i),
            requests: requests
                .map(|c| Request {
                    iterates: c.iterates.clone(),
                    depths: c.depths.clone(),
                    norms: c.norms.iter().map(|n| certified(*n)).collect(),
                    between: match &c.between {
                        Between::Auto => LevelChoice::Auto,
                        Between::Levels(x, y) => LevelChoice::Levels(x.clone(), y.clone()),
                        Between::Tolerance(e) => LevelChoice::Tolerance(e.clone()),
                    },
                    units: c.units.iter().map(|u| certified_unit(*u)).collect(),
                })
                .collect(),
        };
        certify::map::map_certificate(&subject, lengths).unwrap()
    };
    let made = (0..program.maps.len()).map(one).collect();
    let mut whole = certificate(
        name,
        program.title.as_deref(),
        program.author.as_deref(),
        made,
    );
    whole.notation.clone_from(&program.notation);
    let class = |i: usize| {
        let assumed = &program.assumptions[i];
        let blocks = program.certify_assumed.iter();
        let requests: Vec<ForcedRequest> = blocks
            .filter(|c| c.assumption == i)
            .map(|c| ForcedRequest {
                iterates: c.iterates.clone(),
                depths: c.depths.clone(),
                tolerance: c.tolerance.clone(),
            })
            .collect();
        certify::assumption::assumption(&assumed.name, &assumed.class, &requests, limits).unwrap()
    };
    whole.assumptions = (0..program.assumptions.len()).map(class).collect();
    whole
}

/// The certificate of one map or orbit.
pub fn made(
    name: &str,
    kind: Kind,
    f: &PiecewiseLinear,
    limits: Limits,
    request: Request,
) -> MapCertificate {
    let analysis = Analysis::of(kind, f, None, limits);
    let subject = Subject {
        name,
        origin: "test",
        analysis: &analysis,
        requests: vec![request],
    };
    certify::map::map_certificate(&subject, Lengths::default()).unwrap()
}

/// The map that sends the point `i` to the point `images[i]`.
pub fn on_integers(images: &[usize]) -> PiecewiseLinear {
    let number = |i: usize| Number::from(i as i64);
    let vertices = images.iter().enumerate();
    PiecewiseLinear::new(vertices.map(|(i, &j)| (number(i), number(j))).collect()).unwrap()
}

/// Repeatable random numbers.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n
    }
    /// The images of a random cycle through `n` points.
    pub fn cycle(&mut self, n: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..n).collect();
        (1..n).rev().for_each(|i| order.swap(i, self.below(i)));
        order
    }
    /// The images of a random map of `n` points into themselves.
    pub fn self_map(&mut self, n: usize) -> Vec<usize> {
        (0..n).map(|_| self.below(n)).collect()
    }
}
