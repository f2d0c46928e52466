//! Is a certificate about the maps of a `.map` file? Compares what it states with what the file's statements mean.
//!
//! Compared: names and their order, kinds, vertices (as real numbers, whatever field they are written in), what is
//! assumed of an unknown map, and for each `certify` block levels, depths and iterates. The certificate has passed the
//! verifier before, so its numbers are what its fields say they are.

use crate::certificate::{
    Assumption, Between, BoundBlock, Certificate, Kind, MapCertificate, Norm, Num,
};
use crate::certify::area::Area;
use crate::certify::{Analysis, Limits, bounds};
use crate::certify::{ForcedRequest, LevelChoice, Request};
use crate::lang::program::{Assumed, Definition, Program};
use crate::map::{PiecewiseLinear, PolynomialMap, System};
use crate::num::factor::is_irreducible;
use crate::num::{Field, IntPoly, Number, Rat};
use std::fmt;
use std::sync::Arc;

/// The first difference between a certificate and a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Another number of maps.
    Maps { certificate: usize, file: usize },
    /// Another name at this place.
    Name { certificate: String, file: String },
    /// A map where the file has an orbit, or the other way round.
    Kind { certificate: Kind, file: Kind },
    /// The polynomial of the certificate's field is not irreducible, so its numbers cannot be compared.
    Field { poly: String },
    /// Coefficients without a field that they belong to.
    NoField,
    /// The vertices are not a graph.
    Graph,
    /// Another number of vertices (without those on a straight line).
    Vertices { certificate: usize, file: usize },
    /// Another vertex, as `(x, y)`.
    Vertex { certificate: String, file: String },
    /// Another assumption on the Lipschitz constant of an unknown map.
    Lipschitz { certificate: String, file: String },
    /// Another hypothesis on a class of maps.
    Assumed {
        what: &'static str,
        certificate: String,
        file: String,
    },
    /// Another number of `certify` blocks.
    Blocks { certificate: usize, file: usize },
    /// Other levels are asked for.
    Between { certificate: String, file: String },
    /// Other depths.
    Depths {
        certificate: Vec<u32>,
        file: Vec<u32>,
    },
    /// Other norms.
    Norms {
        certificate: Vec<Norm>,
        file: Vec<Norm>,
    },
    /// Other iterates.
    Iterates {
        certificate: Vec<u64>,
        file: Vec<u64>,
    },
}

impl Difference {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        use Difference::*;
        match self {
            Maps { .. } | Name { .. } => "OX0843",
            Kind { .. }
            | Field { .. }
            | NoField
            | Graph
            | Vertices { .. }
            | Vertex { .. }
            | Lipschitz { .. }
            | Assumed { .. } => "OX0844",
            Blocks { .. } | Between { .. } | Depths { .. } | Norms { .. } | Iterates { .. } => {
                "OX0845"
            }
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use Difference::*;
        let kind = |k: &crate::certificate::Kind| match k {
            crate::certificate::Kind::Map => "a map",
            crate::certificate::Kind::Orbit => "an orbit of an unknown map",
            crate::certificate::Kind::Polynomial => "a polynomial",
        };
        match self {
            Maps { certificate, file } => write!(
                f,
                "the certificate is about {certificate} map(s), the file defines {file}"
            ),
            Name { certificate, file } => write!(
                f,
                "the certificate is about `{certificate}` here, the file defines `{file}`"
            ),
            Kind { certificate, file } => write!(
                f,
                "the certificate is about {}, the file defines {}",
                kind(certificate),
                kind(file)
            ),
            Field { poly } => write!(
                f,
                "the field's polynomial {poly} is not irreducible, so the numbers cannot be compared"
            ),
            NoField => write!(f, "numbers of a field that is not there"),
            Graph => write!(f, "the vertices are not the graph of a map"),
            Vertices { certificate, file } => write!(
                f,
                "the certificate's map has {certificate} vertices, the file's {file}"
            ),
            Vertex { certificate, file } => write!(
                f,
                "the certificate's map has the vertex {certificate} where the file's has {file}"
            ),
            Lipschitz { certificate, file } => write!(
                f,
                "the Lipschitz constant assumed is {certificate} in the certificate, {file} in the file"
            ),
            Assumed {
                what,
                certificate,
                file,
            } => write!(
                f,
                "the {what} assumed is {certificate} in the certificate, {file} in the file"
            ),
            Blocks { certificate, file } => write!(
                f,
                "the certificate answers {certificate} certify block(s), the file asks {file}"
            ),
            Between { certificate, file } => write!(
                f,
                "the levels are `{certificate}` in the certificate, `{file}` in the file"
            ),
            Depths { certificate, file } => write!(
                f,
                "the depths are {certificate:?} in the certificate, {file:?} in the file"
            ),
            Norms { certificate, file } => write!(
                f,
                "the norms are {certificate:?} in the certificate, {file:?} in the file"
            ),
            Iterates { certificate, file } => write!(
                f,
                "the iterates are {certificate:?} in the certificate, {file:?} in the file"
            ),
        }
    }
}

/// A difference and the line of the certificate where it shows.
pub type Place = (String, Difference);

/// Compares a valid certificate with a program; the first difference, if there is one.
pub fn compare(
    certificate: &Certificate,
    program: &Program,
    requests: impl Fn(usize) -> Vec<Request>,
    limits: Limits,
) -> Result<(), Place> {
    for (i, (map, definition)) in certificate.maps.iter().zip(&program.maps).enumerate() {
        let here = |(line, difference)| (format!("maps[{i}].{line}"), difference);
        if map.name != definition.name {
            return Err(here((
                "name".into(),
                Difference::Name {
                    certificate: map.name.clone(),
                    file: definition.name.clone(),
                },
            )));
        }
        one(map, definition, &requests(i), limits).map_err(here)?;
    }
    let (made, file) = (certificate.maps.len(), program.maps.len());
    differ(made == file, "maps", || Difference::Maps {
        certificate: made,
        file,
    })?;
    let both = certificate.assumptions.iter().zip(&program.assumptions);
    for (i, (made, file)) in both.enumerate() {
        let asked = super::compile::forced_requests(program, i);
        assumption(made, file, &asked)
            .map_err(|(line, d)| (format!("assumptions[{i}].{line}"), d))?;
    }
    let (made, file) = (certificate.assumptions.len(), program.assumptions.len());
    differ(made == file, "assumptions", || Difference::Maps {
        certificate: made,
        file,
    })
}

/// Compares what is assumed of a class of maps, and what is asked.
fn assumption(made: &Assumption, file: &Assumed, asked: &[ForcedRequest]) -> Result<(), Place> {
    differ(made.name == file.name, "name", || Difference::Name {
        certificate: made.name.clone(),
        file: file.name.clone(),
    })?;
    let class = &file.class;
    let word = |r: Option<&Rat>| r.map_or("none".to_string(), ToString::to_string);
    let periods = (
        Rat::from_integer(made.period.into()),
        Rat::from_integer(class.period.into()),
    );
    for (line, left, right) in [
        ("period", Some(&periods.0), Some(&periods.1)),
        ("gap", made.gap.as_ref().map(|g| &g.0), class.gap.as_ref()),
        (
            "lipschitz",
            made.lipschitz.as_ref().map(|l| &l.0),
            class.lipschitz.as_ref(),
        ),
    ] {
        differ(left == right, line, || Difference::Assumed {
            what: line,
            certificate: word(left),
            file: word(right),
        })?;
    }
    let (blocks, wanted) = (made.certify.len(), asked.len());
    differ(blocks == wanted, "certify", || Difference::Blocks {
        certificate: blocks,
        file: wanted,
    })?;
    for (b, (block, request)) in made.certify.iter().zip(asked).enumerate() {
        let place = |field: &str| format!("certify[{b}].{field}");
        let tolerance = block.tolerance.as_ref().map(|e| &e.0);
        differ(
            tolerance == request.tolerance.as_ref(),
            &place("tolerance"),
            || Difference::Between {
                certificate: word(tolerance),
                file: word(request.tolerance.as_ref()),
            },
        )?;
        differ(block.depths == request.depths, &place("depths"), || {
            Difference::Depths {
                certificate: block.depths.clone(),
                file: request.depths.clone(),
            }
        })?;
        let iterates: Vec<u64> = block.rows.iter().map(|r| r.iterate).collect();
        differ(iterates == request.iterates, &place("rows"), || {
            Difference::Iterates {
                certificate: iterates.clone(),
                file: request.iterates.clone(),
            }
        })?;
    }
    Ok(())
}

fn differ(same: bool, line: &str, difference: impl FnOnce() -> Difference) -> Result<(), Place> {
    if same {
        Ok(())
    } else {
        Err((line.to_string(), difference()))
    }
}

fn one(
    map: &MapCertificate,
    definition: &Definition,
    requests: &[Request],
    limits: Limits,
) -> Result<(), Place> {
    let kind = match definition.system {
        System::Map(_) => Kind::Map,
        System::Orbit { .. } => Kind::Orbit,
        System::Polynomial(_) => Kind::Polynomial,
    };
    differ(map.kind == kind, "kind", || Difference::Kind {
        certificate: map.kind,
        file: kind,
    })?;
    let reader = Reader::new(map)?;
    vertices(&reader, map, &definition.system)?;
    if let System::Orbit { lipschitz, .. } = &definition.system {
        let stated = map.lipschitz.as_ref().map(|l| reader.number(l));
        let stated = stated.transpose()?;
        let word = |l: &Option<Number>| l.as_ref().map_or("none".to_string(), Number::to_string);
        differ(stated == *lipschitz, "lipschitz", || {
            Difference::Lipschitz {
                certificate: word(&stated),
                file: word(lipschitz),
            }
        })?;
    }
    differ(map.certify.len() == requests.len(), "certify", || {
        Difference::Blocks {
            certificate: map.certify.len(),
            file: requests.len(),
        }
    })?;
    for (b, (block, request)) in map.certify.iter().zip(requests).enumerate() {
        asked(&reader, block, request, definition, limits)
            .map_err(|(line, d)| (format!("certify[{b}].{line}"), d))?;
    }
    Ok(())
}

/// Reads a certificate's numbers as real numbers.
struct Reader {
    field: Option<Arc<Field>>,
}

impl Reader {
    fn new(map: &MapCertificate) -> Result<Reader, Place> {
        let Some(data) = &map.field else {
            return Ok(Reader { field: None });
        };
        let poly = IntPoly::new(data.poly.iter().map(|c| c.0.clone()).collect()).primitive();
        differ(is_irreducible(&poly) == Some(true), "field.poly", || {
            Difference::Field {
                poly: poly.to_string(),
            }
        })?;
        let (lo, hi) = (data.interval.0.0.clone(), data.interval.1.0.clone());
        Ok(Reader {
            field: Some(Field::new(poly, (lo, hi), &data.name)),
        })
    }
    fn number(&self, num: &Num) -> Result<Number, Place> {
        match (num.to_rational(), &self.field) {
            (Some(r), _) => Ok(Number::from(r)),
            (None, Some(field)) => Ok(Number::from_coeffs(field, &num.0)),
            (None, None) => Err(("field".to_string(), Difference::NoField)),
        }
    }
}

/// The function through the vertices of a valid certificate.
pub fn graph(map: &MapCertificate) -> Result<PiecewiseLinear, Place> {
    stated(&Reader::new(map)?, map)
}

fn stated(reader: &Reader, map: &MapCertificate) -> Result<PiecewiseLinear, Place> {
    let pairs = map
        .vertices
        .iter()
        .map(|(x, y)| Ok((reader.number(x)?, reader.number(y)?)))
        .collect::<Result<Vec<_>, Place>>();
    PiecewiseLinear::new(pairs?).map_err(|_| ("vertices".to_string(), Difference::Graph))
}

fn vertices(reader: &Reader, map: &MapCertificate, system: &System) -> Result<(), Place> {
    let stated = stated(reader, map)?;
    // Points on a straight line between others do not change a map; those of an orbit are its points.
    let (stated, defined) = match system {
        System::Map(f) => (stated.simplified(), f.simplified()),
        System::Orbit { line, .. } => (stated, line.clone()),
        // The points are the certificate's choice: polynomial and domain must agree.
        System::Polynomial(f) => return same_polynomial(map, &stated, f),
    };
    let show = |(x, y): &(Number, Number)| format!("({x}, {y})");
    let both = stated.vertices().iter().zip(defined.vertices());
    for (i, (ours, theirs)) in both.enumerate() {
        differ(ours == theirs, &format!("vertices[{i}]"), || {
            Difference::Vertex {
                certificate: show(ours),
                file: show(theirs),
            }
        })?;
    }
    let (ours, theirs) = (stated.vertices().len(), defined.vertices().len());
    differ(ours == theirs, "vertices", || Difference::Vertices {
        certificate: ours,
        file: theirs,
    })
}

/// Does the block answer the request?
fn asked(
    reader: &Reader,
    block: &BoundBlock,
    request: &Request,
    definition: &Definition,
    limits: Limits,
) -> Result<(), Place> {
    let stated = match &block.between {
        Between::Auto {} => LevelChoice::Auto,
        Between::Levels { x, y } => LevelChoice::Levels(reader.number(x)?, reader.number(y)?),
        Between::Tolerance { error } => LevelChoice::Tolerance(reader.number(error)?),
    };
    let word = |choice: &LevelChoice| match choice {
        LevelChoice::Auto => "auto".to_string(),
        LevelChoice::Levels(x, y) => format!("[{x}, {y}]"),
        LevelChoice::Tolerance(e) => format!("tolerance {e}"),
    };
    differ(stated == request.between, "between", || {
        Difference::Between {
            certificate: word(&stated),
            file: word(&request.between),
        }
    })?;
    let depths = sorted(&request.depths);
    differ(block.depths == depths, "depths", || Difference::Depths {
        certificate: block.depths.clone(),
        file: depths.clone(),
    })?;
    let norms = sorted(&request.norms);
    let wanted = block.norms.iter().all(|n| norms.contains(n));
    let absent = |n: &Norm| norms.contains(n) && !block.norms.contains(n);
    let excused = wanted
        && (!absent(&Norm::L1) || no_areas(definition, request, limits))
        && (!absent(&Norm::Sup) && !absent(&Norm::Classification)
            || no_levels(definition, request, &request.iterates, limits));
    differ(excused, "norms", || Difference::Norms {
        certificate: block.norms.clone(),
        file: norms.clone(),
    })?;
    // Rows of the L1 norm may be left out where their numbers grow too large.
    let answered: Vec<u64> = match (block.sup.as_slice(), block.classification.as_slice()) {
        ([], []) => return Ok(()),
        ([], labels) => labels.iter().map(|r| r.iterate).collect(),
        (sup, _) => sup.iter().map(|r| r.iterate).collect(),
    };
    let iterates = sorted(&request.iterates);
    let missing: Vec<u64> = iterates
        .iter()
        .copied()
        .filter(|t| !answered.contains(t))
        .collect();
    let known = answered.iter().all(|t| iterates.contains(t));
    // No row is due where no two levels are as far apart as the tolerance asks.
    let excused = known && (missing.is_empty() || no_levels(definition, request, &missing, limits));
    differ(excused, "sup", || Difference::Iterates {
        certificate: answered,
        file: iterates,
    })
}

fn same_polynomial(
    map: &MapCertificate,
    stated: &PiecewiseLinear,
    f: &PolynomialMap,
) -> Result<(), Place> {
    let coeffs = map.polynomial.iter().flat_map(|p| &p.coeffs);
    let same = coeffs.map(|c| &c.0).eq(f.poly().coeffs())
        && *stated.left() == Number::from(f.left())
        && *stated.right() == Number::from(f.right());
    differ(same, "polynomial", || Difference::Graph)
}

fn sorted<T: Ord + Clone>(values: &[T]) -> Vec<T> {
    let mut values = values.to_vec();
    values.sort_unstable();
    values.dedup();
    values
}

fn analysis(definition: &Definition, limits: Limits) -> Analysis {
    match &definition.system {
        System::Map(f) => Analysis::of_map(f, limits),
        System::Polynomial(f) => Analysis::of_polynomial(f, limits),
        System::Orbit { line, lipschitz } => Analysis::of_orbit(line, lipschitz.as_ref(), limits),
    }
}

/// Is no row in the L1 norm due: no Lipschitz constant, or numbers that are too large?
fn no_areas(definition: &Definition, request: &Request, limits: Limits) -> bool {
    let analysis = analysis(definition, limits);
    !bounds::known_norms(&analysis, request).contains(&Norm::L1)
        || request.iterates.iter().all(|&t| {
            Area::new(&analysis, t, &request.between)
                .is_ok_and(|a| a.rows(&request.depths, false).is_empty())
        })
}

fn no_levels(definition: &Definition, request: &Request, iterates: &[u64], limits: Limits) -> bool {
    let analysis = analysis(definition, limits);
    iterates
        .iter()
        .all(|&t| matches!(bounds::crossing(&analysis, t, &request.between), Ok(None)))
}
